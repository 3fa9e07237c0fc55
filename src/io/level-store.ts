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
 * V6. A view and a shelf read the tables themselves if they read very much (level-view.ts), and so does a scan while they
 *     hold all there is: a start with a million records is mostly such a scan.
 * V7. LevelDB numbers the puts and deletes of all batches one after the other, from the number its manifest ends with; so the
 *     number at which a view stands is known by counting, unless a batch failed or is under way.
 */
import { join } from 'node:path';
import { assert } from '../core/base/assert.ts';
import { failed, succeeded, type Done } from '../ports/outcome.ts';
import {
  StoreDamage,
  type ScrubStep,
  type Store,
  type StoreBatch,
  type StoreHost,
  type StoreRange,
  type StoreShelf,
  type StoreView,
} from '../ports/store.ts';
import { CHECKED_AT_START_BYTES, LevelScrub, type StartCheck } from './level-check.ts';
import { iterate, type LevelSnapshot } from './level-iterate.ts';
import { OpenTables } from './level-open-tables.ts';
import {
  FLUSH_AFTER_BYTES,
  condemnFolder,
  levelLogs,
  listFolders,
  openLevel,
  removeFolder,
  renameFolder,
  tableBytes,
  tableEnds,
  tableRuns,
  tablesInUse,
  type Level,
  type OpenedLevel,
} from './level-store-files.ts';
import { vouch } from './level-store-lives.ts';
import { levelFailure, settle } from './level-store-outcome.ts';
import { TablesReader, type OnSlice } from './level-tables-reader.ts';
import { LevelView } from './level-view.ts';

const STORE_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
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
  private flushing: Promise<void> = Promise.resolve();
  private defragmenting: Promise<void> | null = null;
  private closing = false;
  private writing = false;
  /** Of the last put or delete of a batch that is written; NaN once it is not known any more (V7). */
  private sequence: number;
  /** What has this number, or a lower one, is in a table. */
  private sequenceInTables: number;

  constructor(folder: string, { level, lastSequence }: OpenedLevel, onClose: () => void) {
    this.folder = folder;
    this.level = level;
    this.onClose = onClose;
    this.sequence = this.sequenceInTables = lastSequence;
    this.bytesInTables = tableBytes(level);
    this.checking = new LevelScrub(folder, () => tablesInUse(level));
  }

  get(key: string): Uint8Array | undefined {
    return this.read(key, GET);
  }

  scan(range: StoreRange, onSlice: OnSlice, done: Done): void {
    if (this.writing || this.sequence !== this.sequenceInTables) {
      settle(iterate(this.level, range, {}, onSlice), `cannot scan store ${this.folder}`, done);
      return;
    }
    // V6. What is written while it is being decided is not to be seen.
    const view = this.view();
    view.scan(range, onSlice, (outcome) => {
      view.close();
      done(outcome);
    });
  }

  /** Through a chained batch: an array of operations costs the loop three to ten times as much per record. */
  write(batch: StoreBatch, done: Done): void {
    const writes = this.level.batch();
    let bytes = 0;
    batch.forEach((value, key) => {
      if (value === null) writes.del(key);
      else writes.put(key, value);
      bytes += key.length + (value?.length ?? 0);
    });
    this.bytesSinceFlush += bytes;
    this.writing = true;
    settle(writes.write(), `cannot write to store ${this.folder}`, (outcome) => {
      this.writing = false;
      this.sequence += outcome.ok ? batch.size : NaN;
      done(outcome);
    });
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
    const { folder, level, sequence } = this;
    const isKnown = !this.writing && !Number.isNaN(sequence);
    return new LevelView({
      ...{ folder, level, snapshot: level.snapshot() },
      tables: isKnown ? this.tablesAt(sequence) : null,
      read: (key, snapshot) => this.read(key, { ...GET, snapshot }),
    });
  }

  shelf(): StoreShelf {
    const reader = new TablesReader({ sequenceMax: Infinity, open: () => this.openTables() });
    return {
      scan: (range, onSlice, done) => {
        const scanned = reader.scan(range, onSlice).then(() => undefined);
        settle(scanned, `cannot scan store ${this.folder}`, done);
      },
      close: () => reader.close(),
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

  /** Of what has this number, or a lower one. */
  private tablesAt(sequence: number): TablesReader {
    const open = async (): Promise<OpenTables | null> => {
      if (sequence > this.sequenceInTables) await this.flushed();
      return this.openTables();
    };
    return new TablesReader({ sequenceMax: sequence, open });
  }

  private openTables(): Promise<OpenTables | null> {
    return OpenTables.open(this.folder, () => tableRuns(this.level));
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

  /** One at a time: each keeps a thread of the pool for as long as LevelDB takes. */
  private flushed(): Promise<void> {
    const flushed = this.flushing.then(() => this.flushOnce());
    this.flushing = flushed.catch(() => undefined);
    return flushed;
  }

  /** V2. */
  private async flushOnce(): Promise<void> {
    const before = await levelLogs(this.folder);
    const { sequence } = this;
    this.bytesSinceFlush = 0;
    const [from, to] = BEYOND_ALL_KEYS;
    await this.level.compactRange<Uint8Array>(from, to, { keyEncoding: 'buffer' });
    const after = new Set(await levelLogs(this.folder));
    const kept = before.find((log) => after.has(log));
    if (kept !== undefined) {
      throw new Error(`LevelDB could not put ${kept} into a table; the file LOG in that folder says why`);
    }
    this.bytesInTables = tableBytes(this.level);
    this.sequenceInTables = sequence;
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
