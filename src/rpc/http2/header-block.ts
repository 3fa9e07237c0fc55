/** A header block over HEADERS and CONTINUATION (RFC 9113 §4.3), put together within bounds. */
import { CONTINUATIONS_MAX, HEADER_BLOCK_BYTES_MAX } from './limits.ts';

export class HeaderBlock {
  /** 0: no block is open. */
  streamId = 0;
  endStream = false;
  private pieces: Uint8Array[] = [];
  private bytes = 0;

  get isOpen(): boolean {
    return this.streamId !== 0;
  }

  begin(streamId: number, endStream: boolean, piece: Uint8Array): boolean {
    this.streamId = streamId;
    this.endStream = endStream;
    this.pieces = [];
    this.bytes = 0;
    return this.add(piece);
  }

  /** Whether the block is still within its bounds. */
  add(piece: Uint8Array): boolean {
    this.pieces.push(piece);
    this.bytes += piece.length;
    return this.bytes <= HEADER_BLOCK_BYTES_MAX && this.pieces.length <= CONTINUATIONS_MAX + 1;
  }

  take(): Uint8Array {
    const block = new Uint8Array(this.bytes);
    let at = 0;
    for (const piece of this.pieces) {
      block.set(piece, at);
      at += piece.length;
    }
    this.streamId = 0;
    this.pieces = [];
    return block;
  }
}
