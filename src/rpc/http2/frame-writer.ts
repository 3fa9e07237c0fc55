/**
 * Frames into one growing buffer per connection and turn: whatever a turn of the loop says to a client leaves in one
 * write to its socket. Nothing is built in between; numbers go straight into the bytes.
 *
 * O1. Until `take`, the buffer only grows; what `take` returned is its owner's until `giveBack`.
 */
import { HpackEncoder, UPDATE_BYTES_MAX } from '../hpack/encoder.ts';
import type { BufferPool } from './buffer-pool.ts';
import { FLAG, FRAME, FRAME_BYTES_DEFAULT, FRAME_HEADER_BYTES } from './constants.ts';

/** Below this, a loop is faster than a call of `set`. */
const SHORT_BYTES = 64;
const NOTHING = new Uint8Array(0);

export class FrameWriter {
  private readonly pool: BufferPool;
  private readonly onFirst: () => void;
  private readonly encoder = new HpackEncoder();
  private bytes: Uint8Array = NOTHING;
  private length = 0;

  /** `onFirst` is told when output begins to wait. */
  constructor(pool: BufferPool, onFirst: () => void) {
    this.pool = pool;
    this.onFirst = onFirst;
  }

  get waitingBytes(): number {
    return this.length;
  }

  /** O1. The bytes since the last call; `null` if there are none. */
  take(): Uint8Array | null {
    if (this.length === 0) return null;
    const taken = this.bytes.subarray(0, this.length);
    this.bytes = NOTHING;
    this.length = 0;
    return taken;
  }

  /** RFC 7541 §4.2: the client remembers less than we were allowed to use. */
  setPeerTableBytesMax(bytes: number): void {
    this.encoder.setPeerTableBytesMax(bytes);
  }

  giveBack(taken: Uint8Array): void {
    this.pool.giveBack(new Uint8Array(taken.buffer));
  }

  frame(type: number, flags: number, streamId: number, payload: Uint8Array): void {
    this.begin(payload.length, type, flags, streamId);
    this.put(payload, 0, payload.length);
  }

  /** `block` is one of `fixedBlock`, and shorter than any client's largest frame. */
  headers(streamId: number, block: Uint8Array, endStream: boolean): void {
    this.makeRoom(FRAME_HEADER_BYTES + block.length + UPDATE_BYTES_MAX);
    const start = this.length + FRAME_HEADER_BYTES;
    const end = this.encoder.writeFixed(block, this.bytes, start);
    const flags = FLAG.END_HEADERS | (endStream ? FLAG.END_STREAM : 0);
    this.header(end - start, FRAME.HEADERS, flags, streamId);
    this.length = end;
  }

  /** One frame with the bytes [from, to) of a message in gRPC's envelope, whose first five are the envelope's own. */
  envelopePart(streamId: number, message: Uint8Array, from: number, to: number): void {
    this.begin(to - from, FRAME.DATA, 0, streamId);
    let at = from;
    if (at === 0 && to >= ENVELOPE_BYTES) {
      const { bytes, length } = this;
      bytes[length] = 0;
      putUint32(bytes, length + 1, message.length);
      this.length += ENVELOPE_BYTES;
      at = ENVELOPE_BYTES;
    } else {
      for (; at < to && at < ENVELOPE_BYTES; at++)
        this.bytes[this.length++] = envelopeByte(message.length, at);
    }
    this.put(message, at - ENVELOPE_BYTES, to - ENVELOPE_BYTES);
  }

  resetStream(streamId: number, code: number): void {
    this.begin(4, FRAME.RST_STREAM, 0, streamId);
    this.uint32(code);
  }

  windowUpdate(streamId: number, increment: number): void {
    this.begin(4, FRAME.WINDOW_UPDATE, 0, streamId);
    this.uint32(increment);
  }

  settings(values: readonly (readonly [setting: number, value: number])[]): void {
    this.begin(values.length * 6, FRAME.SETTINGS, 0, 0);
    for (const [setting, value] of values) {
      this.bytes[this.length++] = setting >>> 8;
      this.bytes[this.length++] = setting;
      this.uint32(value);
    }
  }

  settingsAck(): void {
    this.begin(0, FRAME.SETTINGS, FLAG.ACK, 0);
  }

  ping(flags: number, opaque: Uint8Array): void {
    this.frame(FRAME.PING, flags, 0, opaque);
  }

  goAway(lastStreamId: number, code: number, reason: string): void {
    this.begin(8 + reason.length, FRAME.GOAWAY, 0, 0);
    this.uint32(lastStreamId);
    this.uint32(code);
    for (let i = 0; i < reason.length; i++) this.bytes[this.length++] = reason.charCodeAt(i) & 0x7f;
  }

  /** Makes room for the whole frame and writes its header. */
  private begin(payloadBytes: number, type: number, flags: number, streamId: number): void {
    this.makeRoom(FRAME_HEADER_BYTES + payloadBytes);
    this.header(payloadBytes, type, flags, streamId);
  }

  private header(payloadBytes: number, type: number, flags: number, streamId: number): void {
    const { bytes, length } = this;
    bytes[length] = payloadBytes >>> 16;
    bytes[length + 1] = payloadBytes >>> 8;
    bytes[length + 2] = payloadBytes;
    bytes[length + 3] = type;
    bytes[length + 4] = flags;
    putUint32(bytes, length + 5, streamId);
    this.length += FRAME_HEADER_BYTES;
  }

  private put(source: Uint8Array, from: number, to: number): void {
    if (to - from > SHORT_BYTES) {
      this.bytes.set(from === 0 && to === source.length ? source : source.subarray(from, to), this.length);
      this.length += to - from;
      return;
    }
    const { bytes } = this;
    let at = this.length;
    for (let i = from; i < to; i++) bytes[at++] = source[i] ?? 0;
    this.length = at;
  }

  private uint32(value: number): void {
    putUint32(this.bytes, this.length, value);
    this.length += 4;
  }

  /** So much of a long message is about to follow: room is made once instead of by doubling. */
  expect(payloadBytes: number): void {
    const frames = Math.ceil(payloadBytes / FRAME_BYTES_DEFAULT);
    if (frames > 1) this.grow(this.length + payloadBytes + frames * FRAME_HEADER_BYTES);
  }

  private makeRoom(bytesMore: number): void {
    if (this.length === 0) this.onFirst();
    this.grow(this.length + bytesMore);
  }

  private grow(needed: number): void {
    if (needed <= this.bytes.length) return;
    const larger = this.pool.take(needed);
    larger.set(this.bytes.subarray(0, this.length));
    if (this.bytes.length > 0) this.pool.giveBack(this.bytes);
    this.bytes = larger;
  }
}

/** A flag and a length before each message. */
export const ENVELOPE_BYTES = 5;

const envelopeByte = (length: number, at: number): number =>
  at === 0 ? 0 : (length >>> (8 * (ENVELOPE_BYTES - 1 - at))) & 0xff;

function putUint32(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >>> 24;
  bytes[at + 1] = value >>> 16;
  bytes[at + 2] = value >>> 8;
  bytes[at + 3] = value;
}
