/**
 * Byte arrays cut from larger blocks: an array of its own costs the runtime some 500 ns and the collector a sweep, a cut
 * 20 ns.
 *
 * S1. No byte is handed out twice: a cut is all zeros and stays its taker's.
 * S2. A block lives as long as any of its cuts, so cuts that live long and cuts that do not come from slabs apart.
 */
const BLOCK_BYTES = 16 * 1024;
/** Of what goes in the order it came, so that no block is held for the sake of one cut. */
const LARGE_BLOCK_BYTES = 64 * 1024;
/** Of a block; larger ones would waste the ends of blocks. */
const CUT_SHARE_MAX = 1 / 8;
const ALIGNMENT = 8;

export class Slab {
  private readonly blockBytes: number;
  private readonly cutBytesMax: number;
  private block = new ArrayBuffer(0);
  private at = 0;

  constructor(blockBytes = BLOCK_BYTES) {
    this.blockBytes = blockBytes;
    this.cutBytesMax = blockBytes * CUT_SHARE_MAX;
  }

  cut(length: number): Uint8Array {
    if (length > this.cutBytesMax) return new Uint8Array(length);
    if (this.at + length > this.block.byteLength) {
      this.block = new ArrayBuffer(this.blockBytes);
      this.at = 0;
    }
    const cut = new Uint8Array(this.block, this.at, length);
    this.at += (length + ALIGNMENT - 1) & -ALIGNMENT;
    return cut;
  }

  /** A cut that holds what `bytes` holds from `from` to before `to`. */
  copy(bytes: Uint8Array, from = 0, to = bytes.length): Uint8Array {
    const copy = this.cut(to - from);
    copy.set(to - from === bytes.length ? bytes : bytes.subarray(from, to));
    return copy;
  }
}

/** For frames, messages and records on their way: whoever keeps one copies it (`ownBytes`). */
export const passing = new Slab();
/** For the data of log entries, which come and go in the log's order. */
export const entryData = new Slab();
/** For the values of puts, which watchers are caught up from for a while, and which go in the order of their revisions. */
export const values = new Slab(LARGE_BLOCK_BYTES);
