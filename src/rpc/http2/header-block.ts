/**
 * A header block over HEADERS and CONTINUATION (RFC 9113 §4.3), put together within bounds, in memory of its own: a view
 * of a few octets would keep the chunk they came in.
 */
import { CONTINUATIONS_MAX, HEADER_BLOCK_BYTES_MAX } from './limits.ts';

const NOTHING = new Uint8Array(0);

export class HeaderBlock {
  /** 0: no block is open. */
  streamId = 0;
  endStream = false;
  private block = NOTHING;
  private continuations = 0;

  get isOpen(): boolean {
    return this.streamId !== 0;
  }

  begin(streamId: number, endStream: boolean, bytes: Uint8Array, start: number, end: number): boolean {
    this.streamId = streamId;
    this.endStream = endStream;
    this.continuations = -1;
    return this.add(bytes, start, end);
  }

  /** Whether the block is still within its bounds. */
  add(bytes: Uint8Array, start: number, end: number): boolean {
    this.continuations += 1;
    const length = this.block.length + end - start;
    if (length > HEADER_BLOCK_BYTES_MAX || this.continuations > CONTINUATIONS_MAX) return false;
    const longer = new Uint8Array(length);
    longer.set(this.block);
    longer.set(bytes.subarray(start, end), this.block.length);
    this.block = longer;
    return true;
  }

  take(): Uint8Array {
    const { block } = this;
    this.streamId = 0;
    this.block = NOTHING;
    return block;
  }
}
