/**
 * The records of a range, read from LevelDB's tables by ourselves: what a start, a snapshot and a range of very many keys do.
 * Through classic-level each record costs two objects made in native code, which was most of it.
 *
 * S1. It gives what the tables hold, up to the put or delete with the number `sequenceMax`. Who asks has seen to it that what
 *     it wants is there: that the write buffer has become a table, and that a snapshot of LevelDB's keeps what was
 *     overwritten since.
 * S2. What it reads is open from the beginning to the end (level-open-tables.ts).
 * S3. Of the entries of a key the one written last counts; if that is a deletion, there is no record.
 * S4. Checksums of blocks are not looked at again: the start and the background check do so (level-check.ts), and each record
 *     has one of its own.
 * S5. The loop turns before each slice, also while all that is given was read at once.
 */
import { setImmediate as turn } from 'node:timers/promises';
import type { StoreRange, StoreRecord } from '../ports/store.ts';
import type { BlockCursor } from './level-block-cursor.ts';
import type { OpenTables, RunCursor } from './level-open-tables.ts';
import type { ByteRange } from './level-table-cursor.ts';

/** What one slice may hold up the loop with. */
export const SLICE_RECORDS_MAX = 500;
export const SLICE_BYTES_MAX = 256 * 1024;

export class TableScan {
  private readonly sequenceMax: number;
  private readonly waiting: RunCursor[];
  private readonly sources = new Set<RunCursor>();
  private readonly last = { key: Buffer.alloc(64), length: -1 };

  constructor(tables: OpenTables, range: StoreRange, sequenceMax: number) {
    this.sequenceMax = sequenceMax;
    this.waiting = tables.cursors(bytesOf(range));
  }

  /** The next records in order; none at the end. */
  async next(): Promise<readonly StoreRecord[]> {
    await turn();
    await this.begin();
    const { sources } = this;
    const slice: StoreRecord[] = [];
    let bytes = 0;
    for (let source = leastOf(sources); source !== null; source = leastOf(sources)) {
      // It goes on being the least up to the next one's key; tables mostly follow each other.
      const limit = leastOf(sources, source);
      do {
        const { entry } = source;
        if (this.counts(entry)) {
          slice.push(recordOf(entry));
          bytes += entry.keyLength + entry.valueTo - entry.valueFrom;
        }
        if (!source.next() && !(await source.nextRun())) sources.delete(source);
        if (slice.length >= SLICE_RECORDS_MAX || bytes >= SLICE_BYTES_MAX) return slice;
      } while (sources.has(source) && (limit === null || source.entry.compare(limit.entry) < 0));
    }
    return slice;
  }

  /** Each at its first; those that have nothing in the range are left out. */
  private async begin(): Promise<void> {
    for (const source of this.waiting.splice(0)) if (await source.nextRun()) this.sources.add(source);
  }

  /** S1 and S3. */
  private counts(entry: BlockCursor): boolean {
    if (entry.sequence > this.sequenceMax) return false;
    return isNew(entry, this.last) && !entry.isDeletion;
  }
}

/** In the form in which keys stand in the store (level-store.ts V3). */
function bytesOf({ from, to }: StoreRange): ByteRange {
  return { from: Buffer.from(from, 'utf8'), to: to === null ? null : Buffer.from(to, 'utf8') };
}

function leastOf(sources: ReadonlySet<RunCursor>, besides: RunCursor | null = null): RunCursor | null {
  let least: RunCursor | null = null;
  for (const source of sources) {
    if (source === besides) continue;
    if (least === null || source.entry.compare(least.entry) < 0) least = source;
  }
  return least;
}

/** S3. Whether the entry's key is another than the last one's, which it then is. */
function isNew(entry: BlockCursor, last: { key: Buffer; length: number }): boolean {
  if (entry.compareKey(last.key, last.length) === 0) return false;
  if (entry.keyLength > last.key.length) last.key = Buffer.alloc(entry.keyLength * 2);
  entry.key.copy(last.key, 0, 0, entry.keyLength);
  last.length = entry.keyLength;
  return true;
}

function recordOf(entry: BlockCursor): StoreRecord {
  return { key: entry.key.toString('utf8', 0, entry.keyLength), value: entry.value() };
}
