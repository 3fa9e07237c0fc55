/**
 * gRPC's envelope (a flag and a length before each message), out of DATA frames that need not respect it.
 *
 * M1. A message that lies whole in one frame is handed on as a view; any other is copied into memory of its own.
 * M2. Memory for a message grows with what has arrived, not with what was announced.
 * M3. Too long is known from the envelope, before any of the message is held.
 */
import { ENVELOPE_BYTES } from '../http2/frame-writer.ts';
import { uint32At } from '../http2/frame-reader.ts';
import { CODE } from './status.ts';
import type { Status } from './status.ts';

export interface MessageSink {
  message(bytes: Uint8Array): void;
  /** The stream makes no sense from here on. */
  broken(status: Status): void;
}

const SMALLEST_BYTES = 512;
const NOTHING = new Uint8Array(0);

export class MessageReader {
  private readonly sink: MessageSink;
  private readonly bytesMax: number;
  private readonly envelope = new Uint8Array(ENVELOPE_BYTES);
  private envelopeFilled = 0;
  /** Known when the envelope is whole. */
  private length = 0;
  private message = NOTHING;
  private filled = 0;
  private isBroken = false;

  constructor(sink: MessageSink, bytesMax: number) {
    this.sink = sink;
    this.bytesMax = bytesMax;
  }

  /** What is held of a message that is not whole. */
  get heldBytes(): number {
    return this.envelopeFilled + this.filled;
  }

  push(bytes: Uint8Array, start: number, end: number): void {
    let at = start;
    while (at < end && !this.isBroken) at = this.step(bytes, at, end);
  }

  private step(bytes: Uint8Array, at: number, end: number): number {
    if (this.envelopeFilled < ENVELOPE_BYTES) {
      if (this.envelopeFilled === 0 && end - at >= ENVELOPE_BYTES) return this.whole(bytes, at, end);
      this.envelope[this.envelopeFilled++] = bytes[at] ?? 0;
      if (this.envelopeFilled === ENVELOPE_BYTES && this.begin(this.envelope, 0)) this.finishIfWhole();
      return at + 1;
    }
    return this.fill(bytes, at, end);
  }

  /** M1. */
  private whole(bytes: Uint8Array, at: number, end: number): number {
    if (!this.begin(bytes, at)) return end;
    const from = at + ENVELOPE_BYTES;
    if (end - from < this.length) {
      this.envelopeFilled = ENVELOPE_BYTES;
      return from;
    }
    this.sink.message(bytes.subarray(from, from + this.length));
    return from + this.length;
  }

  private fill(bytes: Uint8Array, at: number, end: number): number {
    const count = Math.min(end - at, this.length - this.filled);
    this.makeRoom(this.filled + count);
    this.message.set(bytes.subarray(at, at + count), this.filled);
    this.filled += count;
    this.finishIfWhole();
    return at + count;
  }

  private finishIfWhole(): void {
    if (this.filled < this.length) return;
    const message = this.message.subarray(0, this.length);
    this.message = NOTHING;
    this.filled = 0;
    this.envelopeFilled = 0;
    this.sink.message(message);
  }

  /** Judges an envelope (M3). */
  private begin(bytes: Uint8Array, at: number): boolean {
    const fault = faultOfEnvelope(bytes, at, this.bytesMax);
    this.length = uint32At(bytes, at + 1);
    if (fault === null) return true;
    this.isBroken = true;
    this.sink.broken(fault);
    return false;
  }

  /** M2. */
  private makeRoom(bytes: number): void {
    if (bytes <= this.message.length) return;
    const larger = new Uint8Array(Math.min(this.length, Math.max(2 * bytes, SMALLEST_BYTES)));
    larger.set(this.message.subarray(0, this.filled));
    this.message = larger;
  }
}

/** The texts are grpc-go's, which operators of etcd know. */
export function faultOfEnvelope(bytes: Uint8Array, at: number, bytesMax: number): Status | null {
  const flag = bytes[at] ?? 0;
  const length = uint32At(bytes, at + 1);
  if (flag === 1) {
    const message = 'grpc: compressed flag set with identity or empty encoding';
    return { code: CODE.INTERNAL, message };
  }
  if (flag !== 0) return { code: CODE.INTERNAL, message: `grpc: received unexpected payload format ${flag}` };
  if (length <= bytesMax) return null;
  const message = `grpc: received message larger than max (${length} vs. ${bytesMax})`;
  return { code: CODE.RESOURCE_EXHAUSTED, message };
}
