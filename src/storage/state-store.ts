/**
 * The replicated state's records behind the state machine. What a log entry writes is staged, then committed with the
 * entry's index; it is in sight of `get` at once and reaches the store in batches, each with the stats of its tables.
 *
 * O1. A committed entry's records are in one store batch: the store never shows half an entry.
 * O2. The overlay holds every record that is not in the store yet, and `get` asks it first.
 * O3. One write or flush is under way at a time; nothing is written while a flush runs.
 * O4. `flushedIndex` is what survives a crash; it only grows.
 * O5. A failed write or flush stops the process: the log still has everything.
 */
import { FormatError } from '../codec/binary.ts';
import { assert, present } from '../core/base/assert.ts';
import type { LogIndex } from '../core/base/brands.ts';
import type { Clock } from '../ports/clock.ts';
import type { Done } from '../ports/outcome.ts';
import type { Store, StoreRecord, StoreView, StoreWrite } from '../ports/store.ts';
import { RecordCache } from './record-cache.ts';
import { addRecord, copyStats, encodeStats, removeRecord, STATS_KEY } from './table-stats.ts';
import type { TableStats } from './table-stats.ts';
import { isInsertOnly, storeKey, tableRange, unwrapRecord, wrapRecord } from './tables.ts';
import type { Table, TableWrite } from './tables.ts';

/** Bytes written since the last flush that ask for one: well below the store's write buffer (io/level-store). */
export const FLUSH_BYTES = 16 * 1024 * 1024;
const BATCH_BYTES_MAX = 4 * 1024 * 1024;
const CACHE_BYTES_MAX = 16 * 1024 * 1024;

export interface StateStoreParts {
  readonly store: Store;
  readonly stats: TableStats;
  readonly applied: LogIndex;
  readonly clock: Clock;
}

export interface StateStoreEvents {
  onFlushed(index: LogIndex): void;
  onFatal(reason: string): void;
}

export interface TableRecord {
  readonly key: string;
  readonly payload: Uint8Array;
}

interface Pending {
  /** Wrapped; `null` deletes. */
  readonly record: Uint8Array | null;
  readonly batch: number;
}

interface CommittedEntry {
  readonly writes: readonly StoreWrite[];
  readonly bytes: number;
  readonly index: LogIndex;
  /** After this entry. */
  readonly stats: TableStats;
}

export class StateStore {
  private readonly store: Store;
  private readonly stats: TableStats;
  private readonly clock: Clock;
  private readonly cache = new RecordCache(CACHE_BYTES_MAX);
  private readonly overlay = new Map<string, Pending>();
  private events: StateStoreEvents | null = null;
  private staged: StoreWrite[] = [];
  private stagedBytes = 0;
  private queue: CommittedEntry[] = [];
  private queuedBytes = 0;
  /** Of the batch that what is staged now will be part of at the earliest. */
  private commits = 0;
  private writtenCommits = 0;
  private busy = false;
  private pumpScheduled = false;
  private bytesSinceFlush = 0;
  private written: LogIndex;
  private flushed: LogIndex;
  private flushWanted: Done[] = [];
  private settleWaiters: { readonly commits: number; readonly done: () => void }[] = [];
  private closed = false;

  constructor(parts: StateStoreParts) {
    this.store = parts.store;
    this.stats = parts.stats;
    this.clock = parts.clock;
    this.written = parts.applied;
    this.flushed = parts.applied;
  }

  start(events: StateStoreEvents): void {
    this.events = events;
  }

  get pendingBytes(): number {
    return this.queuedBytes + this.stagedBytes;
  }

  get writtenIndex(): LogIndex {
    return this.written;
  }

  get flushedIndex(): LogIndex {
    return this.flushed;
  }

  sizeBytes(): number {
    return this.store.sizeBytes();
  }

  /** The payload of a record, or `undefined`. A record that is there and damaged throws a `FormatError`. */
  get(table: Table, key: string): Uint8Array | undefined {
    const at = storeKey(table, key);
    const record = this.record(at);
    return record === undefined ? undefined : unwrapRecord(at, record);
  }

  /** Records of the entry under way: in sight of `get` from here on. */
  stage(writes: readonly TableWrite[]): void {
    for (const { table, key, value } of writes) {
      const at = storeKey(table, key);
      const record = value === null ? null : wrapRecord(at, value);
      this.account(table, at, record);
      this.overlay.set(at, { record, batch: this.commits + 1 });
      this.cache.drop(at);
      this.staged.push({ key: at, value: record });
      this.stagedBytes += at.length + (record?.length ?? 0);
    }
  }

  /** The entry is complete (O1). */
  commit(index: LogIndex): void {
    assert(!this.closed, 'nothing is committed to a closed store');
    this.commits++;
    this.queue.push({ writes: this.staged, bytes: this.stagedBytes, index, stats: copyStats(this.stats) });
    this.queuedBytes += this.stagedBytes;
    this.staged = [];
    this.stagedBytes = 0;
    this.schedulePump();
  }

  /** Calls back once everything committed so far is in the store: scans and views then see it. */
  settled(done: () => void): void {
    if (this.writtenCommits === this.commits) this.clock.atTurnEnd(done);
    else this.settleWaiters.push({ commits: this.commits, done });
  }

  /** A table's records in key order from `from` on, as the store has them (see `settled`). */
  scan(
    table: Table,
    from: string,
    onSlice: (records: readonly TableRecord[]) => boolean,
    done: Done,
    view: StoreView = this.store,
  ): void {
    let damage: FormatError | null = null;
    const range = { from: storeKey(table, from), to: tableRange(table).to };
    view.scan(
      range,
      (records) => {
        try {
          return onSlice(records.map(toTableRecord));
        } catch (error) {
          if (!(error instanceof FormatError)) throw error;
          damage = error;
          return false;
        }
      },
      (outcome) => {
        done(damage === null ? outcome : { ok: false, error: { kind: 'damaged', message: damage.message } });
      },
    );
  }

  /** The store at this moment; its own applied record says which entry that is. Close it. */
  view(): StoreView & { close(): void } {
    return this.store.view();
  }

  flush(done: Done): void {
    this.flushWanted.push(done);
    this.schedulePump();
  }

  /** Writes and flushes what is left, then closes the store. */
  close(done: Done): void {
    this.flush((outcome) => {
      this.closed = true;
      if (!outcome.ok) done(outcome);
      else this.store.close(done);
    });
  }

  /** Gives the store up without writing: another one has taken its place. */
  abandon(done: Done): void {
    this.closed = true;
    this.queue = [];
    this.queuedBytes = 0;
    const finish = (): void => {
      if (this.busy) this.clock.atTurnEnd(finish);
      else this.store.close(done);
    };
    finish();
  }

  private record(at: string): Uint8Array | undefined {
    const pending = this.overlay.get(at);
    if (pending !== undefined) return pending.record ?? undefined;
    const cached = this.cache.get(at);
    if (cached !== undefined) return cached;
    const record = this.store.get(at);
    if (record !== undefined) this.cache.put(at, record);
    return record;
  }

  private account(table: Table, at: string, record: Uint8Array | null): void {
    const before = record !== null && isInsertOnly(table) ? undefined : this.record(at);
    if (before !== undefined) removeRecord(this.stats, table, before);
    if (record !== null) addRecord(this.stats, table, record);
  }

  private schedulePump(): void {
    if (this.pumpScheduled || this.busy) return;
    this.pumpScheduled = true;
    this.clock.atTurnEnd(() => {
      this.pumpScheduled = false;
      this.pump();
    });
  }

  private pump(): void {
    if (this.busy || this.closed) return;
    if (this.flushWanted.length > 0 ? this.queue.length === 0 : this.bytesSinceFlush >= FLUSH_BYTES)
      this.flushNow();
    else if (this.queue.length > 0) this.writeNext();
  }

  private writeNext(): void {
    const writes: StoreWrite[] = [];
    let bytes = 0;
    let taken = 0;
    for (; taken < this.queue.length && bytes < BATCH_BYTES_MAX; taken++) {
      const entry = this.queue[taken]!;
      for (const write of entry.writes) writes.push(write);
      bytes += entry.bytes;
    }
    const last = present(this.queue.splice(0, taken).at(-1), 'an entry to write');
    const through = this.writtenCommits + taken;
    writes.push({ key: STATS_KEY, value: encodeStats(last.stats) });
    this.busy = true;
    this.store.write(writes, (outcome) => {
      this.busy = false;
      if (!outcome.ok) {
        this.events?.onFatal(`the store cannot be written: ${outcome.error.message}`);
        return;
      }
      this.queuedBytes -= bytes;
      this.bytesSinceFlush += bytes;
      this.written = last.index;
      this.writtenCommits = through;
      for (const { key } of writes) {
        const pending = this.overlay.get(key);
        if (pending !== undefined && pending.batch <= through) this.overlay.delete(key);
      }
      this.wakeSettled();
      this.pump();
    });
  }

  /** Everything written before is durable from its end on (O3: no write is under way). */
  private flushNow(): void {
    const wanted = this.flushWanted;
    const index = this.written;
    this.flushWanted = [];
    this.busy = true;
    this.store.flush((outcome) => {
      this.busy = false;
      if (outcome.ok) {
        this.bytesSinceFlush = 0;
        this.flushed = index;
        this.events?.onFlushed(index);
      } else {
        this.events?.onFatal(`the store cannot be flushed: ${outcome.error.message}`);
      }
      for (const done of wanted) done(outcome);
      if (outcome.ok) this.pump();
    });
  }

  private wakeSettled(): void {
    while (this.settleWaiters.length > 0 && this.settleWaiters[0]!.commits <= this.writtenCommits) {
      this.settleWaiters.shift()!.done();
    }
  }
}

function toTableRecord({ key, value }: StoreRecord): TableRecord {
  return { key: key.slice(1), payload: unwrapRecord(key, value) };
}
