/**
 * A moment of a store for reading beside later writes: a snapshot of LevelDB's, and for those who read very much of it the
 * tables themselves.
 *
 * W1. The tables hold the moment once LevelDB's write buffer has become one of them, and what is later is told by its number;
 *     the snapshot keeps compactions from dropping what a later write has hidden.
 * W2. A moment beside a batch that is being written has no known number: whether the batch is in it only LevelDB can tell,
 *     so LevelDB reads it.
 * W3. The first scan decides who reads: opening all tables is not worth it for little.
 */
import type { Done } from '../ports/outcome.ts';
import type { StoreRange, StoreView } from '../ports/store.ts';
import { iterate, type LevelSnapshot } from './level-iterate.ts';
import { ENCODING, type Level } from './level-store-files.ts';
import { settle } from './level-store-outcome.ts';
import type { OnSlice, TablesReader } from './level-tables-reader.ts';

/** W3: a thousand small records cost about as much either way. */
const READ_BY_LEVEL_BYTES_MAX = 4 * 1024 * 1024;

export interface LevelViewParts {
  readonly folder: string;
  readonly level: Level;
  readonly snapshot: LevelSnapshot;
  /** `null`: there are none that hold just this moment (W2). */
  readonly tables: TablesReader | null;
  read(key: string, snapshot: LevelSnapshot): Uint8Array | undefined;
}

export class LevelView implements StoreView {
  private readonly parts: LevelViewParts;
  /** W3. */
  private isWorthTables: boolean | null = null;

  constructor(parts: LevelViewParts) {
    this.parts = parts;
  }

  get(key: string): Uint8Array | undefined {
    return this.parts.read(key, this.parts.snapshot);
  }

  scan(range: StoreRange, onSlice: OnSlice, done: Done): void {
    settle(this.scanned(range, onSlice), `cannot scan store ${this.parts.folder}`, done);
  }

  close(): void {
    this.parts.tables?.close();
    void this.parts.snapshot.close();
  }

  private async scanned(range: StoreRange, onSlice: OnSlice): Promise<void> {
    const { level, snapshot, tables } = this.parts;
    if (tables !== null) {
      this.isWorthTables ??= await this.isLarge(range);
      if (this.isWorthTables && (await tables.scan(range, onSlice))) return;
    }
    await iterate(level, range, { snapshot }, onSlice);
  }

  private async isLarge({ from, to }: StoreRange): Promise<boolean> {
    const bytes = await this.parts.level.approximateSize(from, to ?? '\xff', ENCODING);
    return bytes >= READ_BY_LEVEL_BYTES_MAX;
  }
}
