/** The messages of one reply, out of DATA frames that may cut them anywhere. Nearly always each is whole in one frame. */

export interface ReplySink {
  /** One message of the reply, between two positions of bytes that are only lent. */
  onMessage(bytes: Uint8Array, from: number, to: number): void;
  /** `fault` is null after grpc-status 0. */
  onEnd(fault: string | null): void;
}

const PREFIX_BYTES = 5;
const NO_BYTES = Buffer.alloc(0);

export class ReplyMessages {
  readonly #sink: ReplySink;
  /** The beginning of a message whose end has not come; put together once, however many pieces it has. */
  readonly #pieces: Buffer[] = [];
  #pieceBytes = 0;

  constructor(sink: ReplySink) {
    this.#sink = sink;
  }

  take(chunk: Buffer, from: number, end: number): void {
    if (this.#pieceBytes === 0) return this.#takeWhole(chunk, from, end);
    this.#pieces.push(Buffer.from(chunk.subarray(from, end)));
    this.#pieceBytes += end - from;
    if (this.#pieceBytes < wantedBytes(this.#pieces)) return;
    const bytes = Buffer.concat(this.#pieces.splice(0));
    this.#pieceBytes = 0;
    this.#takeWhole(bytes, 0, bytes.length);
  }

  #takeWhole(bytes: Buffer, from: number, end: number): void {
    let at = from;
    while (end - at >= PREFIX_BYTES) {
      const next = at + PREFIX_BYTES + bytes.readUInt32BE(at + 1);
      if (next > end) break;
      this.#sink.onMessage(bytes, at + PREFIX_BYTES, next);
      at = next;
    }
    if (at === end) return;
    this.#pieces.push(Buffer.from(bytes.subarray(at, end)));
    this.#pieceBytes = end - at;
  }
}

/** How long the message will be that these pieces begin, as far as they tell. */
function wantedBytes(pieces: readonly Buffer[]): number {
  const [first = NO_BYTES] = pieces;
  const prefix = first.length >= PREFIX_BYTES ? first : Buffer.concat(pieces);
  return PREFIX_BYTES + (prefix.length >= PREFIX_BYTES ? prefix.readUInt32BE(1) : 0);
}
