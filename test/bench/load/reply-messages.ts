/** The messages of one reply, out of DATA frames that may cut them anywhere. Nearly always each is whole in one frame. */

export interface ReplySink {
  /** One message of the reply, between two positions of bytes that are only lent. */
  onMessage(bytes: Uint8Array, from: number, to: number): void;
  /** `fault` is null after grpc-status 0. */
  onEnd(fault: string | null): void;
}

const PREFIX_BYTES = 5;
/** Memory of messages that came in parts, used again: a range of a thousand keys comes in twenty. */
const SPARE_MAX = 16;
const spare: Buffer[] = [];

export class ReplyMessages {
  readonly #sink: ReplySink;
  /** What there is of a message's prefix, as long as it is not whole. */
  readonly #prefix: number[] = [];
  /** The message under way, with its prefix; `null` between messages. */
  #begun: Buffer | null = null;
  #filled = 0;
  #wanted = 0;

  constructor(sink: ReplySink) {
    this.#sink = sink;
  }

  take(chunk: Buffer, from: number, end: number): void {
    let at = from;
    while (at < end) {
      if (this.#begun !== null) at = this.#fill(this.#begun, chunk, at, end);
      else if (this.#prefix.length > 0 || end - at < PREFIX_BYTES) at = this.#readPrefix(chunk, at);
      else at = this.#begin(chunk, at, end);
    }
  }

  /** Octet by octet: nearly always it is whole. */
  #readPrefix(chunk: Buffer, at: number): number {
    this.#prefix.push(chunk[at] ?? 0);
    if (this.#prefix.length === PREFIX_BYTES) {
      const prefix = Buffer.from(this.#prefix.splice(0));
      this.#begin(prefix, 0, PREFIX_BYTES);
    }
    return at + 1;
  }

  #begin(chunk: Buffer, from: number, end: number): number {
    const next = from + PREFIX_BYTES + chunk.readUInt32BE(from + 1);
    if (next <= end) {
      this.#sink.onMessage(chunk, from + PREFIX_BYTES, next);
      return next;
    }
    this.#wanted = next - from;
    this.#filled = 0;
    this.#begun = lend(this.#wanted);
    return this.#fill(this.#begun, chunk, from, end);
  }

  #fill(begun: Buffer, chunk: Buffer, from: number, end: number): number {
    const to = Math.min(end, from + this.#wanted - this.#filled);
    chunk.copy(begun, this.#filled, from, to);
    this.#filled += to - from;
    if (this.#filled === this.#wanted) {
      this.#begun = null;
      this.#sink.onMessage(begun, PREFIX_BYTES, this.#wanted);
      if (spare.length < SPARE_MAX) spare.push(begun);
    }
    return to;
  }
}

function lend(bytes: number): Buffer {
  const lent = spare.pop();
  return lent !== undefined && lent.length >= bytes ? lent : Buffer.allocUnsafeSlow(bytes);
}
