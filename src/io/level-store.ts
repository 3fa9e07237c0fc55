/**
 * The Store port over LevelDB (classic-level carries 1.20), in the way DESIGN §4 prescribes:
 *
 * V1. LevelDB's own log is never trusted: its batches are not synced and its checksums are off. Whatever the last stop
 *     was, `*.log` files are removed before a database is opened, so it opens as its tables stand: at a flush, or at a
 *     later switch of its write buffer, which is the end of a batch too. A clean close flushes first.
 * V2. `flush` asks for the compaction of a range in which no key can lie. That writes the write buffer to a table, syncs
 *     it, and syncs the manifest that names it. LevelDB swallows errors on this way, so the proof is asked for: it
 *     removes the old log file only after the manifest was synced, and until it is gone the flush has not happened.
 * V3. Keys stand in their UTF-8 form: its byte order is that of the binary strings, it can be read without a buffer per
 *     key, and no byte of it is 0xff, which leaves room for V2's range.
 * V4. LevelDB's checksums are off, so its files are checked before it opens them and in the background (level-check.ts).
 *     A store that was left without a close several times is checked whole first (level-store-lives.ts).
 * V5. Compacting a range of keys switches the write buffer first. That is the end of a batch, as V1 allows, so the store
 *     may then stand later than our last flush; the log is released only up to a flush of ours all the same. LevelDB
 *     compacts one range at a time and a flush waits for it, so a defragmentation goes from table to table.
 * V6. Before the first write a long scan reads the tables itself (level-scan.ts): a start with a million records is mostly
 *     such a scan.
 */
import type { Iterator } from 'classic-level';
import { join } from 'node:path';
import { assert } from '../core/base/assert.ts';
import { DONE, failed, succeeded, type Done } from '../ports/outcome.ts';
import {
  StoreDamage,
  type ScrubStep,
  type Store,
  type StoreBatch,
  type StoreHost,
  type StoreRange,
  type StoreRecord,
  type StoreView,
} from '../ports/store.ts';
import { scanTables } from './level-scan.ts';
import { CHECKED_AT_START_BYTES, LevelScrub, type StartCheck } from './level-check.ts';
import {
  FLUSH_AFTER_BYTES,
  condemnFolder,
  ENCODING,
  levelLogs,
  listFolders,
  openLevel,
  removeFolder,
  renameFolder,
  tableBytes,
  tableEnds,
  tablesInUse,
  type Level,
} from './level-store-files.ts';
import { vouch } from './level-store-lives.ts';
import { levelFailure, settle } from './level-store-outcome.ts';

/** What one slice of a scan may hold up the loop with. */
const SLICE_RECORDS_MAX = 500;
const SLICE_BYTES_MAX = 256 * 1024;
const STORE_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
/** Opening every table costs some tenths of a millisecond each, which a short scan is not worth. */
const SCANNED_BY_ITERATOR_BYTES_MAX = 4 * 1024 * 1024;
/** V3. */
const BEYOND_ALL_KEYS = [Buffer.of(0xff), Buffer.of(0xff, 0xff)] as const;

const GET = { keyEncoding: 'buffer', valueEncoding: 'view' } as const;

const CHECK_DEFAULT: StartCheck = { dataBytesMax: CHECKED_AT_START_BYTES, absenceIsDamage: null };

export function createLevelStoreHost(root: string, check: Partial<StartCheck> = {}): StoreHost {
  return new LevelStoreHost(root, { ...CHECK_DEFAULT, ...check });
}

class LevelStoreHost implements StoreHost {
  private readonly root: string;
  private readonly check: StartCheck;
  private readonly opened = new Set<string>();

  constructor(root: string, check: StartCheck) {
    this.root = root;
    this.check = check;
  }

  /** The caller holds the data folder's lock (level-store-lock.ts): V1 must not take a running server's files. */
  open(name: string, done: Done<Store>): void {
    const folder = join(this.root, checkedName(name));
    if (this.opened.has(name)) {
      setImmediate(() => done(failed('locked', `store ${folder} is open in this process already`)));
      return;
    }
    this.opened.add(name);
    const close = (): boolean => this.opened.delete(name);
    settle(openLevel(folder, this.check), `cannot open store ${folder}`, (outcome) => {
      if (!outcome.ok) close();
      done(outcome.ok ? succeeded(new LevelStore(folder, outcome.value, close)) : outcome);
    });
  }

  remove(name: string, done: Done): void {
    const folder = join(this.root, checkedName(name));
    if (this.opened.has(name)) setImmediate(() => done(failed('locked', `store ${folder} is open`)));
    else settle(removeFolder(folder), `cannot remove store ${folder}`, done);
  }

  setAside(name: string, as: string, done: Done): void {
    const folder = join(this.root, checkedName(name));
    if (this.opened.has(name)) setImmediate(() => done(failed('locked', `store ${folder} is open`)));
    else
      settle(
        renameFolder(folder, join(this.root, checkedName(as))),
        `cannot set store ${folder} aside`,
        done,
      );
  }

  condemn(name: string, reason: string): void {
    condemnFolder(join(this.root, checkedName(name)), reason);
  }

  list(done: Done<readonly string[]>): void {
    settle(listFolders(this.root), `cannot list the stores in ${this.root}`, done);
  }
}

function checkedName(name: string): string {
  assert(STORE_NAME.test(name), () => `"${name}" is no name for a store`);
  return name;
}

class LevelStore implements Store {
  readonly flushAfterBytes = FLUSH_AFTER_BYTES;
  private readonly folder: string;
  private readonly level: Level;
  private readonly onClose: () => void;
  private readonly keys = new KeyBytes();
  private readonly checking: LevelScrub;
  private bytesInTables = 0;
  private bytesSinceFlush = 0;
  private defragmenting: Promise<void> | null = null;
  private closing = false;
  /** V6. */
  private isAsOpened = true;

  constructor(folder: string, level: Level, onClose: () => void) {
    this.folder = folder;
    this.level = level;
    this.onClose = onClose;
    this.bytesInTables = tableBytes(level);
    this.checking = new LevelScrub(folder, () => tablesInUse(level));
  }

  get(key: string): Uint8Array | undefined {
    return this.read(key, GET);
  }

  scan(range: StoreRange, onSlice: OnSlice, done: Done): void {
    if (!this.isAsOpened) return this.scanWith(range, {}, onSlice, done);
    // What is written while it is being decided is not to be seen.
    const snapshot = this.level.snapshot();
    const end: Done = (outcome) => {
      void snapshot.close();
      done(outcome);
    };
    settle(this.scanAsOpened(range, onSlice), `cannot scan store ${this.folder}`, (outcome) => {
      if (outcome.ok && !outcome.value) this.scanWith(range, { snapshot }, onSlice, end);
      else end(outcome.ok ? DONE : outcome);
    });
  }

  /** Through a chained batch: an array of operations costs the loop three to ten times as much per record. */
  write(batch: StoreBatch, done: Done): void {
    this.isAsOpened = false;
    const writes = this.level.batch();
    let bytes = 0;
    batch.forEach((value, key) => {
      if (value === null) writes.del(key);
      else writes.put(key, value);
      bytes += key.length + (value?.length ?? 0);
    });
    this.bytesSinceFlush += bytes;
    settle(writes.write(), `cannot write to store ${this.folder}`, done);
  }

  flush(done: Done): void {
    settle(this.flushed(), `cannot flush store ${this.folder}`, done);
  }

  /** Asked again while it is at it, it answers both in the end. */
  defragment(done: Done): void {
    this.defragmenting ??= this.defragmented().finally(() => (this.defragmenting = null));
    settle(this.defragmenting, `cannot defragment store ${this.folder}`, (outcome) => {
      done(outcome.ok && this.closing ? failed('closed', `store ${this.folder} is being closed`) : outcome);
    });
  }

  view(): StoreView & { close(): void } {
    const snapshot = this.level.snapshot();
    return {
      get: (key) => this.read(key, { ...GET, snapshot }),
      scan: (range, onSlice, done) => this.scanWith(range, { snapshot }, onSlice, done),
      close: () => void snapshot.close(),
    };
  }

  scrub(bytesMax: number, done: Done<ScrubStep>): void {
    settle(this.checked(bytesMax), `store ${this.folder}`, done);
  }

  sizeBytes(): number {
    return Math.max(1, this.bytesInTables + this.bytesSinceFlush);
  }

  close(done: Done): void {
    this.closing = true;
    const closed = this.flushed()
      .finally(() => this.defragmenting?.catch(() => undefined))
      .finally(() => this.checking.close())
      .finally(() => this.level.close())
      .then(() => vouch(this.folder));
    settle(closed, `cannot close store ${this.folder}`, (outcome) => {
      this.onClose();
      done(outcome);
    });
  }

  private read(key: string, options: typeof GET & { snapshot?: LevelSnapshot }): Uint8Array | undefined {
    try {
      return this.level.getSync<Uint8Array, Uint8Array>(this.keys.encode(key), options);
    } catch (error) {
      const failure = levelFailure(`cannot read store ${this.folder}`, error);
      assert(failure.kind !== 'closed', failure.message);
      throw new StoreDamage(failure.message);
    }
  }

  private scanWith(
    { from, to }: StoreRange,
    options: { snapshot?: LevelSnapshot },
    onSlice: OnSlice,
    done: Done,
  ): void {
    const limits = { gte: from, ...(to === null ? {} : { lt: to }), highWaterMarkBytes: SLICE_BYTES_MAX };
    const iterator = this.level.iterator<string, Uint8Array>({ ...ENCODING, ...limits, ...options });
    settle(giveSlices(iterator, onSlice), `cannot scan store ${this.folder}`, done);
  }

  /** False if it is not worth it, or cannot be. */
  private async scanAsOpened(range: StoreRange, onSlice: OnSlice): Promise<boolean> {
    const { folder } = this;
    const bytes = await this.level.approximateSize(range.from, range.to ?? '\xff', ENCODING);
    if (bytes < SCANNED_BY_ITERATOR_BYTES_MAX) return false;
    return scanTables({ folder, tablesInUse: () => tablesInUse(this.level), range, onSlice });
  }

  private async checked(bytesMax: number): Promise<ScrubStep> {
    const step = await this.checking.step(bytesMax);
    if (step.passed) await vouch(this.folder);
    return step;
  }

  /** V5. */
  private async defragmented(): Promise<void> {
    let from = Buffer.alloc(0);
    for (const to of tableEnds(this.level)) {
      if (this.closing) return;
      await this.level.compactRange<Uint8Array>(from, to, { keyEncoding: 'buffer' });
      from = Buffer.concat([to, Buffer.of(0)]);
    }
    this.bytesInTables = tableBytes(this.level);
  }

  /** V2. */
  private async flushed(): Promise<void> {
    const before = await levelLogs(this.folder);
    this.bytesSinceFlush = 0;
    const [from, to] = BEYOND_ALL_KEYS;
    await this.level.compactRange<Uint8Array>(from, to, { keyEncoding: 'buffer' });
    const after = new Set(await levelLogs(this.folder));
    const kept = before.find((log) => after.has(log));
    if (kept !== undefined) {
      throw new Error(`LevelDB could not put ${kept} into a table; the file LOG in that folder says why`);
    }
    this.bytesInTables = tableBytes(this.level);
  }
}

type OnSlice = (records: readonly StoreRecord[]) => boolean;
type LevelSnapshot = ReturnType<Level['snapshot']>;

/** Each slice comes from the thread pool, so the loop turns between them. */
async function giveSlices(iterator: Iterator<Level, string, Uint8Array>, onSlice: OnSlice): Promise<void> {
  try {
    for (;;) {
      const entries = await iterator.nextv(SLICE_RECORDS_MAX);
      if (entries.length === 0) return;
      if (!onSlice(entries.map(([key, value]) => ({ key, value })))) return;
    }
  } finally {
    await iterator.close();
  }
}

/**
 * Keys for synchronous reads, in one buffer that is used again. (Given a string, classic-level 3.0.0 does the same and
 * cuts a key whose last character does not fit into its buffer.)
 */
class KeyBytes {
  private buffer = Buffer.alloc(512);
  private views: Uint8Array[] = [];

  encode(key: string): Uint8Array {
    if (key.length * 2 > this.buffer.length) {
      this.buffer = Buffer.alloc(key.length * 4);
      this.views = [];
    }
    const length = this.buffer.write(key, 'utf8');
    return (this.views[length] ??= this.buffer.subarray(0, length));
  }
}
