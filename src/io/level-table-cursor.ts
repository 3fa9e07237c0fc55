/**
 * The entries of one table of LevelDB that lie in a range, a run of its blocks at a time. The next run is read while one is
 * gone through: on a busy machine a trip to the thread pool and back takes as long as the work between two.
 */
import { FormatError } from '../codec/binary.ts';
import { BlockCursor } from './level-block-cursor.ts';
import type { BlockRun, DataBlock, LevelTable } from './level-table.ts';

/** In the store's own bytes. */
export interface ByteRange {
  readonly from: Uint8Array;
  readonly to: Uint8Array | null;
}

const NO_BYTES = Buffer.alloc(0);

export class TableCursor {
  /** Where it stands, once `next` or `nextRun` has said so. */
  readonly entry = new BlockCursor();
  /** It has seen that nothing of the range is behind it. */
  isBehindRange = false;
  private readonly table: LevelTable;
  private readonly range: ByteRange;
  private run: BlockRun;
  private blockOfRun = 0;
  private ahead: Promise<BlockRun> | null = null;

  constructor(table: LevelTable, range: ByteRange) {
    this.table = table;
    this.range = range;
    const first = table.blocks.findIndex(({ to }) => Buffer.compare(to, range.from) >= 0);
    this.run = { bytes: NO_BYTES, blocks: [], next: first < 0 ? table.blocks.length : first };
  }

  /** To the next entry in what is read; false: ask for more. Throws `FileDamage`. */
  next(): boolean {
    try {
      return this.step();
    } catch (error) {
      throw error instanceof FormatError ? this.table.damaged(error.message) : error;
    }
  }

  private step(): boolean {
    const { from, to } = this.range;
    for (;;) {
      while (this.entry.next()) {
        if (this.entry.compareKey(from, from.length) < 0) continue;
        this.isBehindRange = to !== null && this.entry.compareKey(to, to.length) >= 0;
        return !this.isBehindRange;
      }
      if (!this.openBlock()) return false;
    }
  }

  /** To the first entry of what it reads next; false: there is no more in the range. */
  async nextRun(): Promise<boolean> {
    const reading = this.ahead ?? this.readNext();
    if (reading === null) return false;
    this.run = await reading;
    this.ahead = this.readNext();
    this.blockOfRun = 0;
    return this.next() || this.nextRun();
  }

  private readNext(): Promise<BlockRun> | null {
    const block = this.table.blocks[this.run.next];
    this.isBehindRange ||= block !== undefined && !this.mayHold(block);
    if (block === undefined || this.isBehindRange) return null;
    const reading = this.table.readRun(this.run.next);
    // Whoever asks for it hears of it; nobody may ask.
    reading.catch(() => undefined);
    return reading;
  }

  private mayHold({ after }: DataBlock): boolean {
    const { to } = this.range;
    return to === null || after === null || Buffer.compare(after, to) < 0;
  }

  private openBlock(): boolean {
    const block = this.run.blocks[this.blockOfRun++];
    if (block === undefined) return false;
    this.entry.open(this.run.bytes, block.from, block.to);
    return true;
  }
}
