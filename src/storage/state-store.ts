/**
 * The replicated state's records behind the state machine. What a log entry writes is staged, then committed with the
 * entry's index; it is in sight of `get` at once and reaches the store later (store-writer.ts).
 *
 * O1. `get` asks for what is on its way first, then the cache, then the store.
 * O2. The tables' stats are those of everything staged; each batch carries them as they are after its last entry, and
 *     the mark that says which entry that is. Both are made when the batch is complete: nobody asks for them before.
 * O3. A record read from the store is verified once, when it is read; what is on its way and in the cache is whole.
 */
import { FormatError, type ByteWriter } from '../codec/binary.ts';
import { sinkRecord, type RecordSink } from '../codec/record-sink.ts';
import { applyTableWrite, type AppliedMark } from '../codec/state-apply.ts';
import type { LogIndex } from '../core/base/brands.ts';
import type { Clock } from '../ports/clock.ts';
import type { Done } from '../ports/outcome.ts';
import {
  StoreDamage,
  type ScrubStep,
  type Store,
  type StoreRecord,
  type StoreShelf,
  type StoreView,
} from '../ports/store.ts';
import type { StateDigest } from '../codec/state-digest.ts';
import { RecordCache } from './record-cache.ts';
import { digestOf } from './state-digest.ts';
import { StoreWriter, type StoreWriterEvents } from './store-writer.ts';
import { addRecord, bytesInUse, encodeStats, removeRecord, STATS_KEY } from './table-stats.ts';
import type { TableStats } from './table-stats.ts';
import {
  describeStoreKey,
  isInsertOnly,
  payloadOf,
  RecordWriter,
  storeKey,
  tableRange,
  unwrapRecord,
} from './tables.ts';
import type { Table } from './tables.ts';

/** Records read lately; the keyspace's values have a cache of their own (node/consensus/value-cache). */
const CACHE_BYTES_MAX = 4 * 1024 * 1024;

export interface StateStoreParts {
  readonly store: Store;
  readonly stats: TableStats;
  readonly applied: LogIndex;
  readonly clock: Clock;
}

export type StateStoreEvents = StoreWriterEvents;

export interface TableRecord {
  readonly key: string;
  readonly payload: Uint8Array;
}

export class StateStore implements RecordSink<Table> {
  private readonly store: Store;
  private readonly stats: TableStats;
  private readonly writer: StoreWriter;
  private readonly records = new RecordWriter();
  private readonly cache = new RecordCache<string, Uint8Array>(
    CACHE_BYTES_MAX,
    (key, record) => key.length * 2 + record.length,
  );
  /** Of the last entry that was committed, until a batch carries it. */
  private mark: AppliedMark | null = null;

  constructor({ store, stats, applied, clock }: StateStoreParts) {
    this.store = store;
    this.stats = stats;
    this.writer = new StoreWriter({ store, clock, applied, closing: () => this.closing() });
  }

  start(events: StateStoreEvents): void {
    this.writer.start(events);
  }

  get pendingBytes(): number {
    return this.writer.pendingBytes;
  }

  get writtenIndex(): LogIndex {
    return this.writer.writtenIndex;
  }

  get flushedIndex(): LogIndex {
    return this.writer.flushedIndex;
  }

  /** What the records of everything staged so far amount to. */
  digest(keyspace: Parameters<typeof digestOf>[1]): StateDigest {
    return digestOf(this.stats, keyspace);
  }

  /** On the disk, with what the store has not tidied away yet. */
  sizeBytes(): number {
    return this.store.sizeBytes();
  }

  /** What the records weigh, those still on their way included. */
  bytesInUse(): number {
    return bytesInUse(this.stats);
  }

  /**
   * The payload of a record, or `undefined`. A record that is there and damaged throws a `FormatError`. Whoever asks `once`
   * keeps what it is given.
   */
  get(table: Table, key: string, asks: 'again' | 'once' = 'again'): Uint8Array | undefined {
    const at = storeKey(table, key);
    const held = this.inMemory(at);
    const record = held === undefined ? this.load(at, asks === 'again') : held;
    return record === null ? undefined : payloadOf(record);
  }

  /** Begins a record of the entry under way; `end` brings it in sight of `get`. */
  begin(): ByteWriter {
    return this.records.begin();
  }

  end(table: Table, key: string): void {
    const at = storeKey(table, key);
    this.put(table, at, this.records.finish(at));
  }

  delete(table: Table, key: string): void {
    this.put(table, storeKey(table, key), null);
  }

  /** The entry is complete; the batch that ends with it carries the mark. */
  commit(index: LogIndex, mark: AppliedMark | null = null): void {
    if (mark !== null) this.mark = mark;
    this.writer.commit(index);
  }

  /** Calls back once everything committed so far is in the store: scans and views then see it. */
  settled(done: () => void): void {
    this.writer.settled(done);
  }

  /** A table's records in key order from `from` on, as the store has them (see `settled`). */
  scan(
    table: Table,
    from: string,
    onSlice: (records: readonly TableRecord[]) => boolean,
    done: Done,
    view: StoreShelf | StoreView = this.store,
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

  /** For reading very many records of insert-only tables, which may lack some. Close it. */
  shelf(): StoreShelf {
    return this.store.shelf();
  }

  /** Checks the next part of what the store has on the disk. */
  scrub(bytesMax: number, done: Done<ScrubStep>): void {
    this.store.scrub(bytesMax, done);
  }

  /** Makes everything committed so far durable. */
  flush(done: Done): void {
    this.writer.flush(done);
  }

  /** Everything committed so far is durable, and what was deleted has given its space back. */
  defragment(done: Done): void {
    this.flush((flushed) => {
      if (flushed.ok) this.store.defragment(done);
      else done(flushed);
    });
  }

  /** Writes and flushes what is left, then closes the store. */
  close(done: Done): void {
    this.writer.close(done);
  }

  /** Gives the store up without writing: another one has taken its place. */
  abandon(done: Done): void {
    this.writer.abandon(done);
  }

  /** O2. */
  private closing(): void {
    const { mark } = this;
    this.mark = null;
    if (mark !== null) sinkRecord(this, applyTableWrite({ type: 'put-applied', ...mark }));
    this.writer.put(STATS_KEY, encodeStats(this.stats));
  }

  /** Counted from here on. An insertion into an insert-only table replaces nothing. */
  private put(table: Table, at: string, record: Uint8Array | null): void {
    if (record === null || !isInsertOnly(table)) this.replaced(table, at);
    if (record !== null) addRecord(this.stats, table, record);
    this.writer.put(at, record);
  }

  /** `null`: known to be absent; `undefined`: only the store knows. */
  private inMemory(at: string): Uint8Array | null | undefined {
    const onItsWay = this.writer.find(at);
    return onItsWay === undefined ? this.cache.get(at) : onItsWay;
  }

  private load(at: string, keep: boolean): Uint8Array | null {
    try {
      const record = this.store.get(at);
      if (record === undefined) return null;
      unwrapRecord(at, record);
      if (keep) this.cache.put(at, record);
      return record;
    } catch (error) {
      if (error instanceof StoreDamage) throw new FormatError(`${describeStoreKey(at)}: ${error.message}`);
      throw error;
    }
  }

  /** Costs a read of the store if the record was not read lately: some microseconds, and all its bytes. */
  private replaced(table: Table, at: string): void {
    const held = this.inMemory(at);
    const before = held === undefined ? this.load(at, false) : held;
    if (before !== null) removeRecord(this.stats, table, before);
    this.cache.drop(at);
  }
}

function toTableRecord({ key, value }: StoreRecord): TableRecord {
  return { key: key.slice(1), payload: unwrapRecord(key, value) };
}
