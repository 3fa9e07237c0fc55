/**
 * Frames out of a byte stream, whatever its pieces.
 *
 * R1. A frame that lies whole in a chunk is handed on as a view of it; only one cut by the end of a chunk is copied, into
 *     memory of its own, because what is read may be kept (an entry's bytes are a view of its request).
 * R2. A length above the limit is reported when the frame's header is there, before any of its payload is held.
 * R3. After the sink or the reader itself has said stop, nothing more is read.
 * R4. A chunk with more frames than its owner wants at once is read up to there; the owner comes back with the rest.
 */
import { FRAME_HEADER_BYTES, PREFACE } from './constants.ts';

export interface FrameSink {
  /** The payload is `bytes[start..end)`. Returns whether to go on. */
  frame(
    type: number,
    flags: number,
    streamId: number,
    bytes: Uint8Array,
    start: number,
    end: number,
  ): boolean;
  /** §3.4: it does not speak HTTP/2. */
  badPreface(): void;
  /** §4.2. */
  tooLong(type: number, length: number): void;
}

export class FrameReader {
  private readonly sink: FrameSink;
  private readonly frameBytesMax: number;
  private readonly header = new Uint8Array(FRAME_HEADER_BYTES);
  /** Of whole frames. */
  framesRead = 0;
  private prefaceSeen = 0;
  /** The frame that began in an earlier chunk: its header in `header`, its payload, once the length is known, here. */
  private payload: Uint8Array | null = null;
  private filled = 0;
  private stopped = false;

  constructor(sink: FrameSink, frameBytesMax: number) {
    this.sink = sink;
    this.frameBytesMax = frameBytesMax;
  }

  /** Whether a frame, or the preface, has begun and not ended. */
  get isInside(): boolean {
    return this.filled > 0 || this.prefaceSeen < PREFACE.length;
  }

  stop(): void {
    this.stopped = true;
  }

  /** R4: returns how many bytes it took. What comes after a stop is taken, too, and not looked at. */
  push(chunk: Uint8Array, framesMax: number): number {
    if (this.stopped) return chunk.length;
    const readMax = this.framesRead + framesMax;
    let at = this.prefaceSeen < PREFACE.length ? this.readPreface(chunk) : 0;
    if (this.filled > 0) at = this.complete(chunk, at);
    while (!this.stopped && chunk.length - at >= FRAME_HEADER_BYTES) {
      if (this.framesRead >= readMax) return at;
      const end = at + FRAME_HEADER_BYTES + lengthAt(chunk, at);
      if (!this.isAllowed(chunk, at) || end > chunk.length) break;
      this.emit(chunk, at, chunk, at + FRAME_HEADER_BYTES, end);
      at = end;
    }
    if (!this.stopped && at < chunk.length) this.complete(chunk, at);
    return chunk.length;
  }

  private readPreface(chunk: Uint8Array): number {
    let at = 0;
    while (at < chunk.length && this.prefaceSeen < PREFACE.length) {
      if (chunk[at++] !== PREFACE.charCodeAt(this.prefaceSeen++)) {
        this.stopped = true;
        this.sink.badPreface();
        return at;
      }
    }
    return at;
  }

  /** Begins, or goes on with, a frame that is not whole in its chunk; returns where the next one starts. */
  private complete(chunk: Uint8Array, from: number): number {
    let at = from;
    while (this.filled < FRAME_HEADER_BYTES && at < chunk.length)
      this.header[this.filled++] = chunk[at++] ?? 0;
    if (this.filled < FRAME_HEADER_BYTES || !this.isAllowed(this.header, 0)) return at;
    const payload = (this.payload ??= new Uint8Array(lengthAt(this.header, 0)));
    const offset = this.filled - FRAME_HEADER_BYTES;
    const count = Math.min(payload.length - offset, chunk.length - at);
    payload.set(chunk.subarray(at, at + count), offset);
    this.filled += count;
    if (offset + count === payload.length) this.emitKept(payload);
    return at + count;
  }

  private emitKept(payload: Uint8Array): void {
    this.payload = null;
    this.filled = 0;
    this.emit(this.header, 0, payload, 0, payload.length);
  }

  private isAllowed(header: Uint8Array, at: number): boolean {
    const length = lengthAt(header, at);
    if (length <= this.frameBytesMax) return true;
    this.stopped = true;
    this.sink.tooLong(header[at + 3] ?? 0, length);
    return false;
  }

  private emit(header: Uint8Array, at: number, bytes: Uint8Array, start: number, end: number): void {
    this.framesRead += 1;
    const type = header[at + 3] ?? 0;
    const flags = header[at + 4] ?? 0;
    if (!this.sink.frame(type, flags, uint31At(header, at + 5), bytes, start, end)) this.stopped = true;
  }
}

const lengthAt = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);

/** §4.1, §6.9: the first bit is reserved and ignored. */
export const uint31At = (bytes: Uint8Array, at: number): number => uint32At(bytes, at) & 0x7fff_ffff;

export const uint32At = (bytes: Uint8Array, at: number): number =>
  (((bytes[at] ?? 0) << 24) |
    ((bytes[at + 1] ?? 0) << 16) |
    ((bytes[at + 2] ?? 0) << 8) |
    (bytes[at + 3] ?? 0)) >>>
  0;

export const uint16At = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
