/**
 * The records of a range, read from LevelDB's tables by ourselves: what a start does with a million records. Through
 * classic-level each of them costs two objects made in native code, which was most of such a start.
 *
 * S1. Only of a store that nothing was written to since it was opened: then its write buffer is empty (level-store.ts V1),
 *     and what its tables hold is all there is.
 * S2. All tables are open before anything is given: LevelDB removes one as soon as it has compacted it, but what is open
 *     stays readable. If one is gone before that, nothing was given yet, and whoever asked takes another way.
 * S3. Of the entries of a key the one written last counts; if that is a deletion, there is no record.
 * S4. Checksums of blocks are not looked at again: the start has done so a moment ago (level-check.ts C1, C2), and each
 *     record has one of its own.
 */
import { setImmediate as turn } from 'node:timers/promises';
import type { StoreRange, StoreRecord } from '../ports/store.ts';
import type { BlockCursor } from './level-block-cursor.ts';
import { tableFile } from './level-check.ts';
import type { LiveTables } from './level-format.ts';
import { TableCursor, type ByteRange } from './level-table-cursor.ts';
import { LevelTable } from './level-table.ts';

/** What one slice may hold up the loop with. */
const SLICE_RECORDS_MAX = 500;

export interface TableScan {
  readonly folder: string;
  readonly tablesInUse: () => LiveTables;
  readonly range: StoreRange;
  readonly onSlice: (records: readonly StoreRecord[]) => boolean;
}

/** False when a table was gone before anything was given (S2). */
export async function scanTables({ folder, tablesInUse, range, onSlice }: TableScan): Promise<boolean> {
  const tables: LevelTable[] = [];
  try {
    if (!(await openAll(folder, tablesInUse, tables))) return false;
    await giveRecords(tables, bytesOf(range), onSlice);
    return true;
  } finally {
    for (const table of tables) await table.close();
  }
}

/** S2. */
async function openAll(folder: string, tablesInUse: () => LiveTables, into: LevelTable[]): Promise<boolean> {
  for (const [number, size] of tablesInUse()) {
    try {
      into.push(await LevelTable.open(await tableFile(folder, number), size));
    } catch (error) {
      if (tablesInUse().has(number)) throw error;
      return false;
    }
  }
  return true;
}

/** In the form in which keys stand in the store (level-store.ts V3). */
function bytesOf({ from, to }: StoreRange): ByteRange {
  return { from: Buffer.from(from, 'utf8'), to: to === null ? null : Buffer.from(to, 'utf8') };
}

async function giveRecords(
  tables: readonly LevelTable[],
  range: ByteRange,
  onSlice: TableScan['onSlice'],
): Promise<void> {
  const sources = await sourcesOf(tables, range);
  const last = { key: Buffer.alloc(64), length: -1 };
  let slice: StoreRecord[] = [];
  for (let source = leastOf(sources); source !== null; source = leastOf(sources)) {
    // It goes on being the least up to the next one's key; tables mostly follow each other.
    const limit = leastOf(sources, source);
    do {
      const { entry } = source;
      if (isNew(entry, last) && !entry.isDeletion) slice.push(recordOf(entry));
      if (slice.length >= SLICE_RECORDS_MAX) {
        if (!onSlice(slice)) return;
        slice = [];
        await turn();
      }
      if (!source.next() && !(await source.nextRun())) sources.delete(source);
    } while (sources.has(source) && (limit === null || source.entry.compare(limit.entry) < 0));
  }
  if (slice.length > 0) onSlice(slice);
}

/** Those that have something in the range, each at its first. */
async function sourcesOf(tables: readonly LevelTable[], range: ByteRange): Promise<Set<TableCursor>> {
  const sources = new Set<TableCursor>();
  for (const table of tables) {
    const source = new TableCursor(table, range);
    if (await source.nextRun()) sources.add(source);
  }
  return sources;
}

function leastOf(sources: ReadonlySet<TableCursor>, besides: TableCursor | null = null): TableCursor | null {
  let least: TableCursor | null = null;
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
