/**
 * The Store port, forgetting exactly as ports/store.ts allows: after a crash a store holds the state of some batch at
 * or after its last completed flush. Like the platter, the stored state belongs to a machine and outlives processes.
 *
 * H1. A batch becomes visible, whole, when its `done` runs; a crash before that may still have kept it.
 * H2. A flush covers the batches that were complete when it was asked for; a crash before its `done` proves nothing.
 * H3. A scan and a view see the state of the moment they were asked for.
 */
import { assert } from '../../../src/core/base/assert.ts';
import { nextFloat, nextInteger, type Random } from '../../../src/core/base/random.ts';
import { Slab } from '../../../src/core/base/slab.ts';
import { DONE, failed, succeeded, type Done } from '../../../src/ports/outcome.ts';
import type {
  ScrubStep,
  Store,
  StoreHost,
  StoreRange,
  StoreRecord,
  StoreShelf,
  StoreView,
  StoreBatch,
} from '../../../src/ports/store.ts';
import type { FaultCounts } from './fault-counts.ts';
import type { Scheduler, SimProcess } from './scheduler.ts';
import { PendingLog } from './pending-log.ts';
import { SortedRecords } from './sorted-records.ts';

export interface StoreProfile {
  readonly writeUs: number;
  readonly flushUs: number;
  /** Batches that take `stallUs` instead, as a compaction inside the store would make them. */
  readonly stallRate: number;
  readonly stallUs: number;
  /** The disk under it has no room: every batch fails. */
  readonly full: boolean;
  /** Batches into a store that is being filled while another one serves, of which one bit turns. */
  readonly freshFlipRate: number;
}

export const GOOD_STORE: StoreProfile = {
  writeUs: 60,
  flushUs: 2_000,
  stallRate: 0,
  stallUs: 0,
  full: false,
  freshFlipRate: 0,
};

/** What a store holds goes on when its writer changes or drops what it wrote. */
const STORED = new Slab(64 * 1024);

const SCAN_SLICE_RECORDS = 256;
const SCAN_SLICE_US = 100;
const OVERHEAD_BYTES = 1_024;
/** A fraction of a real store's, as values are: a run is to see many flushes, and bytes cost it time. */
const FLUSH_AFTER_BYTES = 512 * 1024;

interface Undo {
  readonly key: string;
  readonly value: Uint8Array | undefined;
}

/** One named store on its machine. */
interface StoreWrite {
  readonly key: string;
  /** `null` deletes. */
  readonly value: Uint8Array | null;
}

interface Held {
  readonly records: SortedRecords;
  /** What to put back, per batch since the last flush, oldest first. */
  readonly unflushed: PendingLog<readonly Undo[]>;
  /** Under way: a crash may find it done. */
  writing: readonly StoreWrite[] | null;
  openedBy: SimProcess | null;
  /** Why it must not be opened again. */
  condemned: string | null;
  /** By key: what damage has made of a record. It is gone when the record was written anew. */
  readonly damaged: Map<string, Uint8Array>;
}

export interface SimStoresOptions {
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly faults: FaultCounts;
  readonly profile: StoreProfile;
}

export class SimStores {
  readonly scheduler: Scheduler;
  /** May be replaced at any time. */
  profile: StoreProfile;
  readonly held = new Map<string, Held>();
  readonly #random: Random;
  readonly #faults: FaultCounts;

  constructor({ scheduler, random, faults, profile }: SimStoresOptions) {
    this.scheduler = scheduler;
    this.#random = random;
    this.#faults = faults;
    this.profile = profile;
  }

  host(process: SimProcess): StoreHost {
    return new SimStoreHost(this, process);
  }

  /** What the machine's open store holds, for checkers; `null` when none is open. */
  openRecords(): SortedRecords | null {
    for (const { openedBy, records } of this.held.values()) if (openedBy !== null) return records;
    return null;
  }

  /** The process is gone, by itself or with the power: in either case the store's own log is not trusted. */
  crash(): void {
    for (const held of this.held.values()) {
      if (held.writing !== null) held.unflushed.add(applyBatch(held.records, held.writing));
      held.writing = null;
      held.openedBy = null;
      const forgotten = nextInteger(this.#random, 0, held.unflushed.length);
      if (forgotten > 0) this.#faults.add('store batches forgotten', forgotten);
      for (const batch of held.unflushed.takeYoungest(forgotten)) undoBatch(held.records, batch);
      // What survived is on the disk now: a second crash cannot take it.
      held.unflushed.takeAll();
    }
  }

  /** Damage: one bit of one record turns. False when the store is missing or holds nothing. */
  flipBit(name: string): boolean {
    const held = this.held.get(name);
    if (held === undefined || held.records.count() === 0) return false;
    const { records } = held;
    const { key, value } = records.at(nextInteger(this.#random, 0, records.count() - 1));
    if (value.length === 0) return false;
    const damaged = this.#withBitFlipped(value);
    records.set(key, damaged);
    held.damaged.set(key, damaged);
    return true;
  }

  /** One bit of a batch turns when the store it goes to is not the serving one. */
  damageFresh(held: Held, writes: StoreWrite[]): void {
    const { freshFlipRate } = this.profile;
    if (freshFlipRate === 0 || !this.#isFresh(held) || nextFloat(this.#random) >= freshFlipRate) return;
    const at = nextInteger(this.#random, 0, writes.length - 1);
    const write = writes[at];
    if (write === undefined || write.value === null || write.value.length === 0) return;
    this.#faults.add('bit flip in a snapshot');
    writes[at] = { key: write.key, value: this.#withBitFlipped(write.value) };
  }

  fullFor(what: string): boolean {
    if (this.profile.full) this.#faults.add(`store full for a ${what}`);
    return this.profile.full;
  }

  /** A store that is open beside an older one. */
  #isFresh(held: Held): boolean {
    const open = [...this.held.values()].filter(({ openedBy }) => openedBy !== null);
    return open.length > 1 && open[0] !== held;
  }

  #withBitFlipped(value: Uint8Array): Uint8Array {
    const damaged = new Uint8Array(value);
    const at = nextInteger(this.#random, 0, damaged.length - 1);
    damaged[at] = (damaged[at] ?? 0) ^ (1 << nextInteger(this.#random, 0, 7));
    return damaged;
  }

  writeCostUs(): number {
    return this.#costUs(this.profile.writeUs, 'store stall');
  }
  flushCostUs(): number {
    return this.#costUs(this.profile.flushUs, 'store flush stall');
  }

  #costUs(usualUs: number, kind: string): number {
    const { stallRate, stallUs } = this.profile;
    if (stallRate === 0 || nextFloat(this.#random) >= stallRate) return usualUs;
    this.#faults.add(kind);
    return stallUs;
  }
}

class SimStoreHost implements StoreHost {
  readonly #stores: SimStores;
  readonly #process: SimProcess;

  constructor(stores: SimStores, process: SimProcess) {
    this.#stores = stores;
    this.#process = process;
  }

  open(name: string, done: Done<Store>): void {
    const held = this.#stores.held.get(name) ?? newHeld();
    const taken = held.openedBy !== null;
    const { condemned } = held;
    if (!taken && condemned === null) held.openedBy = this.#process;
    this.#stores.held.set(name, held);
    this.#later('open store', () => {
      if (taken) done(failed('locked', `store ${name} is open already`));
      else if (condemned !== null) done(failed('damaged', `store ${name}: ${condemned}`));
      else done(succeeded(new SimStore(this.#stores, this.#process, held)));
    });
  }

  remove(name: string, done: Done): void {
    const held = this.#stores.held.get(name);
    const open = held !== undefined && held.openedBy !== null;
    if (!open) this.#stores.held.delete(name);
    this.#later('remove store', () => done(open ? failed('locked', `store ${name} is open`) : DONE));
  }

  setAside(name: string, as: string, done: Done): void {
    const held = this.#stores.held.get(name);
    this.#stores.held.delete(name);
    if (held !== undefined) this.#stores.held.set(as, held);
    this.#later('set store aside', () => done(DONE));
  }

  condemn(name: string, reason: string): void {
    const held = this.#stores.held.get(name);
    if (held !== undefined) held.condemned = reason;
  }

  list(done: Done<readonly string[]>): void {
    const names = [...this.#stores.held.keys()].sort((left, right) => (left < right ? -1 : 1));
    this.#later('list stores', () => done(succeeded(names)));
  }

  #later(what: string, act: () => void): void {
    this.#stores.scheduler.after(this.#stores.profile.writeUs, { owner: this.#process, what }, act);
  }
}

class SimStore implements Store {
  readonly flushAfterBytes = FLUSH_AFTER_BYTES;
  readonly #stores: SimStores;
  readonly #process: SimProcess;
  readonly #held: Held;
  #open = true;
  /** Asked to give space back and not answered yet. */
  readonly #defragmenting = new Set<Done>();

  constructor(stores: SimStores, process: SimProcess, held: Held) {
    this.#stores = stores;
    this.#process = process;
    this.#held = held;
  }

  get(key: string): Uint8Array | undefined {
    assert(this.#open, 'read of a closed store');
    return this.#held.records.get(key);
  }

  scan(range: StoreRange, onSlice: (records: readonly StoreRecord[]) => boolean, done: Done): void {
    assert(this.#open, 'scan of a closed store');
    this.#giveSlices(this.#held.records.range(range), 0, onSlice, done);
  }

  write(batch: StoreBatch, done: Done): void {
    const held = this.#held;
    assert(this.#open, 'write to a closed store');
    assert(held.writing === null, 'a store takes one batch at a time');
    if (this.#stores.fullFor('batch')) {
      this.#later('store full', this.#stores.profile.writeUs, () => done(NO_ROOM));
      return;
    }
    const writes: StoreWrite[] = [];
    batch.forEach((value, key) => writes.push({ key, value: value === null ? null : STORED.copy(value) }));
    this.#stores.damageFresh(held, writes);
    held.writing = writes;
    this.#later('store write', this.#stores.writeCostUs(), () => {
      held.unflushed.add(applyBatch(held.records, held.writing ?? []));
      held.writing = null;
      done(DONE);
    });
  }

  flush(done: Done): void {
    const held = this.#held;
    assert(this.#open, 'flush of a closed store');
    assert(held.writing === null, 'flush with a batch under way');
    if (this.#stores.fullFor('flush')) {
      this.#later('store full', this.#stores.profile.writeUs, () => done(NO_ROOM));
      return;
    }
    const mark = held.unflushed.mark();
    this.#later('store flush', this.#stores.flushCostUs(), () => {
      held.unflushed.takeUntil(mark);
      done(DONE);
    });
  }

  view(): StoreView & { close(): void } {
    assert(this.#open, 'view of a closed store');
    const records = this.#held.records.snapshot();
    return {
      get: (key) => records.get(key),
      scan: (range, onSlice, done) => this.#giveSlices(records.range(range), 0, onSlice, done),
      close: () => undefined,
    };
  }

  shelf(): StoreShelf {
    return this.view();
  }

  /** Nothing to see from outside; a store that is closed meanwhile says so, before its closing ends. */
  defragment(done: Done): void {
    assert(this.#open, 'defragmentation of a closed store');
    this.#defragmenting.add(done);
    this.#later('store defragmentation', this.#stores.flushCostUs(), () => {
      if (this.#defragmenting.delete(done)) done(DONE);
    });
  }

  scrub(_bytesMax: number, done: Done<ScrubStep>): void {
    this.#later('store scrub', this.#stores.profile.writeUs, () => {
      const { damaged, records } = this.#held;
      const found = [...damaged].find(([key, bytes]) => records.get(key) === bytes);
      if (found === undefined) done(succeeded({ bytes: records.bytes(), passed: true }));
      else done(failed('damaged', `record ${JSON.stringify(found[0])} is not what was written`));
    });
  }

  sizeBytes(): number {
    return this.#held.records.bytes() + OVERHEAD_BYTES;
  }

  close(done: Done): void {
    this.#open = false;
    this.#later('close store', this.#stores.profile.writeUs, () => {
      for (const waiting of this.#defragmenting) waiting(failed('closed', 'the store is closed'));
      this.#defragmenting.clear();
      this.#held.openedBy = null;
      done(DONE);
    });
  }

  #giveSlices(
    records: readonly StoreRecord[],
    from: number,
    onSlice: (records: readonly StoreRecord[]) => boolean,
    done: Done,
  ): void {
    this.#later('store scan', SCAN_SLICE_US, () => {
      const slice = records.slice(from, from + SCAN_SLICE_RECORDS);
      const wanted = slice.length === 0 ? false : onSlice(slice);
      if (wanted && from + slice.length < records.length)
        this.#giveSlices(records, from + slice.length, onSlice, done);
      else done(DONE);
    });
  }

  #later(what: string, delayUs: number, act: () => void): void {
    this.#stores.scheduler.after(delayUs, { owner: this.#process, what }, act);
  }
}

const NO_ROOM = failed('full', 'the store: no space left on the disk');

function newHeld(): Held {
  const held = { records: new SortedRecords(), unflushed: new PendingLog<readonly Undo[]>() };
  return { ...held, writing: null, openedBy: null, condemned: null, damaged: new Map() };
}

function applyBatch(records: SortedRecords, writes: readonly StoreWrite[]): Undo[] {
  return writes.map(({ key, value }) => ({
    key,
    value: value === null ? records.delete(key) : records.set(key, value),
  }));
}

function undoBatch(records: SortedRecords, batch: readonly Undo[]): void {
  for (let i = batch.length - 1; i >= 0; i--) {
    const { key, value } = batch[i] ?? { key: '', value: undefined };
    if (value === undefined) records.delete(key);
    else records.set(key, value);
  }
}
