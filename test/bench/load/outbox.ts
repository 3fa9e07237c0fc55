/**
 * What a connection sends in one turn of the event loop leaves in one write. Frames are written into pieces that are never
 * written over: the socket may keep what it was given for as long as it likes.
 */
const PIECE_BYTES = 256 * 1024;
export const FRAME_HEADER_BYTES = 9;

export class Outbox {
  readonly #write: (bytes: Uint8Array) => void;
  #piece = Buffer.allocUnsafeSlow(PIECE_BYTES);
  #from = 0;
  #to = 0;
  #isDue = false;

  constructor(write: (bytes: Uint8Array) => void) {
    this.#write = write;
  }

  frame(type: number, flags: number, stream: number, payload: Uint8Array): void {
    this.#reserve(FRAME_HEADER_BYTES + payload.length);
    const at = this.#to;
    this.#piece.writeUIntBE(payload.length, at, 3);
    this.#piece[at + 3] = type;
    this.#piece[at + 4] = flags;
    this.#piece.writeUInt32BE(stream, at + 5);
    this.#piece.set(payload, at + FRAME_HEADER_BYTES);
    this.#to = at + FRAME_HEADER_BYTES + payload.length;
  }

  raw(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#piece.set(bytes, this.#to);
    this.#to += bytes.length;
  }

  #reserve(bytes: number): void {
    if (this.#to + bytes > this.#piece.length) {
      this.#flush();
      this.#piece = Buffer.allocUnsafeSlow(Math.max(PIECE_BYTES, bytes));
      this.#from = this.#to = 0;
    }
    if (this.#isDue) return;
    this.#isDue = true;
    queueMicrotask(() => {
      this.#isDue = false;
      this.#flush();
    });
  }

  #flush(): void {
    if (this.#from === this.#to) return;
    this.#write(this.#piece.subarray(this.#from, this.#to));
    this.#from = this.#to;
  }
}
