/**
 * Frames on a peer connection: `[length u32][CRC-32C u32][format u8][payload]`, big-endian. The length counts what
 * follows the header; the checksum covers length, format and payload, so that a damaged length is noticed too. A length
 * of 0 is a keep-alive and carries no format.
 *
 * F1. Whatever arrives, nothing beyond one frame of `FRAME_BYTES_MAX` and one chunk of the socket is ever held.
 * F2. After a problem the reader gives nothing more: where the next frame begins is unknown.
 */
import { crc32c } from '../core/base/crc32c.ts';
import { concatBytes, NO_BYTES } from '../core/base/bytes.ts';
import { FRAME_BYTES_MAX } from '../ports/network.ts';

export const FRAME_FORMAT = 1;
const LENGTH_BYTES = 4;
const HEADER_BYTES = 8;
const FORMAT_BYTES = 1;
/** What a frame costs beside its payload. */
export const FRAME_OVERHEAD_BYTES = HEADER_BYTES + FORMAT_BYTES;
/** Frames from here on are handed to the system as they are; copying smaller ones together is cheaper than a vector. */
const COPY_BELOW_BYTES = 16 * 1024;

/** The buffers that carry `payloads` in order: runs of small frames in one buffer, large payloads by reference. */
export function encodeFrames(payloads: readonly Uint8Array[]): readonly Uint8Array[] {
  const buffers: Uint8Array[] = [];
  for (let at = 0; at < payloads.length;) {
    const end = endOfSmallRun(payloads, at);
    if (end > at) {
      buffers.push(encodeRun(payloads, at, end));
      at = end;
    } else {
      const payload = payloads[at++] ?? NO_BYTES;
      const head = Buffer.allocUnsafe(FRAME_OVERHEAD_BYTES);
      writeHead(head, 0, payload);
      buffers.push(head, payload);
    }
  }
  return buffers;
}

export function encodeKeepAlive(): Uint8Array {
  const frame = Buffer.alloc(HEADER_BYTES);
  frame.writeUInt32BE(crc32c(frame.subarray(0, LENGTH_BYTES)), LENGTH_BYTES);
  return frame;
}

function endOfSmallRun(payloads: readonly Uint8Array[], from: number): number {
  let end = from;
  while (end < payloads.length && (payloads[end]?.length ?? 0) < COPY_BELOW_BYTES) end++;
  return end;
}

function encodeRun(payloads: readonly Uint8Array[], from: number, to: number): Uint8Array {
  let size = 0;
  for (let i = from; i < to; i++) size += FRAME_OVERHEAD_BYTES + (payloads[i]?.length ?? 0);
  const run = Buffer.allocUnsafe(size);
  let at = 0;
  for (let i = from; i < to; i++) {
    const payload = payloads[i] ?? NO_BYTES;
    writeHead(run, at, payload);
    run.set(payload, at + FRAME_OVERHEAD_BYTES);
    at += FRAME_OVERHEAD_BYTES + payload.length;
  }
  return run;
}

function writeHead(target: Buffer, at: number, payload: Uint8Array): void {
  target.writeUInt32BE(FORMAT_BYTES + payload.length, at);
  target[at + HEADER_BYTES] = FRAME_FORMAT;
  const overLength = crc32c(target.subarray(at, at + LENGTH_BYTES));
  const overFormat = crc32c(target.subarray(at + HEADER_BYTES, at + FRAME_OVERHEAD_BYTES), overLength);
  target.writeUInt32BE(crc32c(payload, overFormat), at + LENGTH_BYTES);
}

/** Cuts a byte stream back into frames. */
export class FrameReader {
  #pieces: Uint8Array[] = [];
  #held = 0;
  /** Bytes that must be held before there is anything new to see. */
  #needed = HEADER_BYTES;
  #stopped = false;

  /**
   * Gives every frame that `chunk` completes to `onFrame`, which returns false when no more are wanted. The result is
   * `null`, or why the stream cannot go on.
   */
  push(chunk: Uint8Array, onFrame: (payload: Uint8Array) => boolean): string | null {
    if (this.#stopped) return null;
    this.#pieces.push(chunk);
    this.#held += chunk.length;
    if (this.#held < this.#needed) return null;
    const problem = this.#cut(
      asBuffer(this.#pieces.length === 1 ? chunk : concatBytes(this.#pieces)),
      onFrame,
    );
    if (problem !== null) this.#stop();
    return problem;
  }

  #cut(bytes: Buffer, onFrame: (payload: Uint8Array) => boolean): string | null {
    let at = 0;
    for (;;) {
      const frame = readFrame(bytes, at);
      if (frame.type === 'problem') return frame.reason;
      if (frame.type === 'incomplete') {
        this.#keep(bytes.subarray(at), frame.needed);
        return null;
      }
      at = frame.end;
      if (frame.payload !== null && !onFrame(frame.payload)) {
        this.#stop();
        return null;
      }
    }
  }

  #keep(rest: Uint8Array, needed: number): void {
    this.#pieces = rest.length === 0 ? [] : [rest];
    this.#held = rest.length;
    this.#needed = needed;
  }

  #stop(): void {
    this.#stopped = true;
    this.#pieces = [];
  }
}

type FrameRead =
  | { readonly type: 'incomplete'; readonly needed: number }
  | { readonly type: 'problem'; readonly reason: string }
  /** `payload` is `null` for a keep-alive. */
  | { readonly type: 'frame'; readonly payload: Uint8Array | null; readonly end: number };

function readFrame(bytes: Buffer, at: number): FrameRead {
  if (bytes.length - at < HEADER_BYTES) return { type: 'incomplete', needed: HEADER_BYTES };
  const length = bytes.readUInt32BE(at);
  if (length > FRAME_BYTES_MAX + FORMAT_BYTES) {
    return { type: 'problem', reason: oversize(length) };
  }
  const end = at + HEADER_BYTES + length;
  if (bytes.length < end) return { type: 'incomplete', needed: HEADER_BYTES + length };
  const overLength = crc32c(bytes.subarray(at, at + LENGTH_BYTES));
  const computed = crc32c(bytes.subarray(at + HEADER_BYTES, end), overLength);
  if (computed !== bytes.readUInt32BE(at + LENGTH_BYTES)) {
    return {
      type: 'problem',
      reason: `a frame of ${length} bytes arrived damaged: its checksum does not match`,
    };
  }
  if (length === 0) return { type: 'frame', payload: null, end };
  const format = bytes[at + HEADER_BYTES];
  if (format !== FRAME_FORMAT) {
    const reason = `frame format ${format} is not known here (this version speaks ${FRAME_FORMAT}): upgrade this server`;
    return { type: 'problem', reason };
  }
  return { type: 'frame', payload: bytes.subarray(at + FRAME_OVERHEAD_BYTES, end), end };
}

const oversize = (length: number): string =>
  `a frame claims ${length} bytes, more than the limit of ${FRAME_BYTES_MAX}: ` +
  'the other side is not an Atoll peer port, or the length was damaged';

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
