/**
 * LevelDB's tables of one moment as open files. LevelDB removes a table as soon as it has compacted it, but what is open
 * stays readable: a reader may be as slow as it likes.
 *
 * O1. All tables of one list are open before anything is read. If one is gone by then, its entries are in tables of a later
 *     list, and those are opened instead.
 * O2. Of each run only the table in which its cursor stands has its index in memory.
 */
import * as fs from 'node:fs/promises';
import { BlockCursor } from './level-block-cursor.ts';
import { tableFile } from './level-check.ts';
import type { LiveTables } from './level-format.ts';
import { TableCursor, type ByteRange } from './level-table-cursor.ts';
import { LevelTable } from './level-table.ts';

/** O1: a compaction takes LevelDB longer than opening all tables takes us. */
const TRIES_MAX = 3;
/** A process may have so many files open, and LevelDB has each table open, too. */
const TABLES_MAX = 512;

interface OpenFile {
  readonly file: string;
  readonly handle: fs.FileHandle;
  readonly size: number;
}

/** Of tables of which each one's keys come after those of the one before. */
type OpenRun = readonly OpenFile[];

/** LevelDB's list of its tables, as runs. */
export type TableRuns = () => readonly LiveTables[];

export class OpenTables {
  private readonly runs: readonly OpenRun[];

  private constructor(runs: readonly OpenRun[]) {
    this.runs = runs;
  }

  /** `null`: there are too many, or they change too fast (O1). Close it. */
  static async open(folder: string, tableRuns: TableRuns): Promise<OpenTables | null> {
    for (let tries = 0; tries < TRIES_MAX; tries++) {
      const wanted = tableRuns();
      if (wanted.reduce((sum, { size }) => sum + size, 0) > TABLES_MAX) return null;
      const runs = wanted.map((): OpenFile[] => []);
      try {
        if (await openAll(folder, { wanted, runs, tableRuns })) return new OpenTables(runs);
      } catch (error) {
        await closeAll(runs);
        throw error;
      }
      await closeAll(runs);
    }
    return null;
  }

  cursors(range: ByteRange): RunCursor[] {
    return this.runs.map((run) => new RunCursor(run, range));
  }

  close(): Promise<void> {
    return closeAll(this.runs);
  }
}

interface Opening {
  readonly wanted: readonly LiveTables[];
  readonly runs: readonly OpenFile[][];
  readonly tableRuns: TableRuns;
}

/** False when one was gone. */
async function openAll(folder: string, { wanted, runs, tableRuns }: Opening): Promise<boolean> {
  for (const [at, run] of runs.entries()) {
    for (const [number, size] of wanted[at] ?? []) {
      try {
        const file = await tableFile(folder, number);
        run.push({ file, handle: await fs.open(file, 'r'), size });
      } catch (error) {
        if (tableRuns().some((tables) => tables.has(number))) throw error;
        return false;
      }
    }
  }
  return true;
}

async function closeAll(runs: readonly OpenRun[]): Promise<void> {
  for (const run of runs) for (const { handle } of run) await handle.close();
}

/** Goes through the entries of a run that lie in a range. */
export class RunCursor {
  /** Where it stands, once `next` or `nextRun` has said so. */
  entry = new BlockCursor();
  private readonly run: OpenRun;
  private readonly range: ByteRange;
  private tables = 0;
  private table: TableCursor | null = null;

  constructor(run: OpenRun, range: ByteRange) {
    this.run = run;
    this.range = range;
  }

  /** To the next entry in what is read; false: ask for more. Throws `FileDamage`. */
  next(): boolean {
    return this.table !== null && this.table.next();
  }

  /** To the first entry of what it reads next; false: there is no more in the range. */
  async nextRun(): Promise<boolean> {
    for (;;) {
      if (this.table !== null && (await this.table.nextRun())) return true;
      const next = this.run[this.tables++];
      if (next === undefined || this.table?.isBehindRange === true) return false;
      const { file, handle, size } = next;
      this.table = new TableCursor(await LevelTable.of(file, handle, size), this.range);
      this.entry = this.table.entry;
    }
  }
}
