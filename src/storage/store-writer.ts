/**
 * Carries committed entries to the store in batches, behind the replies, and decides when the store is flushed. Batches
 * are maps, so of a key that several entries wrote only the last record is written, and reads find what is on its way.
 *
 * P1. An entry is in one batch, and batches are written in order: the store never shows half an entry.
 * P2. One write at a time. A flush begins with no write under way; writes go on beside it, since the store may have to
 *     finish a long compaction first, and are not covered by it.
 * P3. `flushedIndex` is what survives a crash; it only grows.
 * P4. Entries that come one by one are held until there is something worth a write, but not for long, and not while
 *     somebody waits: a write costs the same trip to the store, stats and checksum whatever it carries, and no reply and
 *     no read waits for it. What is held only has to be applied once more after a crash, as all behind the last flush.
 * P5. A failed write or flush is reported once and nothing is written after it: the log still has everything.
 */
import { assert, present } from '../core/base/assert.ts';
import type { LogIndex } from '../core/base/brands.ts';
import type { Clock, Timer } from '../ports/clock.ts';
import type { Done, Outcome, PortFailure } from '../ports/outcome.ts';
import type { Store } from '../ports/store.ts';

/** A batch that has this much takes no further entry. */
const BATCH_BYTES_MAX = 4 * 1024 * 1024;
/** P4. */
const HELD_BYTES_MAX = 256 * 1024;
const HELD_MS_MAX = 100;

/** Entries on their way to the store as one. */
interface Batch {
  readonly records: Map<string, Uint8Array | null>;
  bytes: number;
  /** Of the last entry in it; `null` while it has none. */
  index: LogIndex | null;
  /** Its last entry's number among all that were committed. */
  commits: number;
}

export interface StoreWriterEvents {
  onFlushed(index: LogIndex): void;
  onFatal(reason: string): void;
}

export interface StoreWriterParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly applied: LogIndex;
  /** The batch is complete: puts what it carries besides its entries. */
  closing(): void;
}

interface Waiter<T> {
  readonly commits: number;
  readonly done: T;
}

export class StoreWriter {
  private readonly parts: StoreWriterParts;
  private events: StoreWriterEvents | null = null;
  /** Takes what is staged; entries that are complete by the end of a turn can be written. */
  private filling = newBatch();
  /** Full ones, oldest first, each with its closing records. */
  private full: Batch[] = [];
  private underWay: Batch | null = null;
  /** Runs while complete entries are held (P4). */
  private holding: Timer | null = null;
  private heldLongEnough = false;
  private halfEntry = false;
  private pending = 0;
  private commits = 0;
  private writtenCommits = 0;
  private written: LogIndex;
  private flushed: LogIndex;
  private bytesSinceFlush = 0;
  private flushing = false;
  private pumpScheduled = false;
  private stopped = false;
  private failure: PortFailure | null = null;
  private flushWaiters: Waiter<Done>[] = [];
  private settleWaiters: Waiter<() => void>[] = [];
  private whenIdle: (() => void) | null = null;

  constructor(parts: StoreWriterParts) {
    this.parts = parts;
    this.written = parts.applied;
    this.flushed = parts.applied;
  }

  start(events: StoreWriterEvents): void {
    this.events = events;
  }

  get pendingBytes(): number {
    return this.pending;
  }

  get writtenIndex(): LogIndex {
    return this.written;
  }

  get flushedIndex(): LogIndex {
    return this.flushed;
  }

  /** A record on its way: `null` if it is to be deleted, `undefined` if the store has the last word. */
  find(key: string): Uint8Array | null | undefined {
    let found = this.filling.records.get(key);
    for (let i = this.full.length - 1; found === undefined && i >= 0; i--)
      found = this.full[i]!.records.get(key);
    return found === undefined ? this.underWay?.records.get(key) : found;
  }

  /** One record of the entry under way, or of what closes a batch. */
  put(key: string, record: Uint8Array | null): void {
    const bytes = key.length + (record?.length ?? 0);
    this.filling.records.set(key, record);
    this.filling.bytes += bytes;
    this.pending += bytes;
    this.halfEntry = true;
  }

  /** The entry under way is complete. */
  commit(index: LogIndex): void {
    assert(!this.stopped, 'nothing is committed to a closed store');
    this.halfEntry = false;
    this.filling.index = index;
    this.filling.commits = ++this.commits;
    if (this.filling.bytes >= BATCH_BYTES_MAX) this.fill();
    if (this.isWriteDue()) this.schedulePump();
    else this.hold();
  }

  /** Calls back once everything committed so far is in the store, or the store is given up. */
  settled(done: () => void): void {
    if (this.stopped || this.writtenCommits === this.commits) this.parts.clock.atTurnEnd(done);
    else {
      this.settleWaiters.push({ commits: this.commits, done });
      this.schedulePump();
    }
  }

  /** Makes everything committed so far durable. */
  flush(done: Done): void {
    if (this.stopped) return this.parts.clock.atTurnEnd(() => done(CLOSED));
    this.flushWaiters.push({ commits: this.commits, done });
    this.schedulePump();
  }

  /** Writes and flushes what is left, then closes the store. */
  close(done: Done): void {
    this.flush((flushed) => {
      this.stopped = true;
      this.idle(() => this.parts.store.close((closed) => done(flushed.ok ? closed : flushed)));
    });
  }

  /** Gives the store up without writing: another one has taken its place. Whoever waits for it is told at once. */
  abandon(done: Done): void {
    this.stopped = true;
    for (const waiter of this.settleWaiters.splice(0)) this.parts.clock.atTurnEnd(waiter.done);
    for (const waiter of this.flushWaiters.splice(0)) this.parts.clock.atTurnEnd(() => waiter.done(CLOSED));
    this.idle(() => this.parts.store.close(done));
  }

  private idle(run: () => void): void {
    if (this.underWay !== null || this.flushing) this.whenIdle = run;
    else this.parts.clock.atTurnEnd(run);
  }

  private schedulePump(): void {
    if (this.pumpScheduled) return;
    this.pumpScheduled = true;
    this.parts.clock.atTurnEnd(() => {
      this.pumpScheduled = false;
      this.pump();
    });
  }

  private isWriteDue(): boolean {
    const { full, filling, settleWaiters, flushWaiters } = this;
    if (full.length > 0 || filling.bytes >= HELD_BYTES_MAX || this.heldLongEnough) return true;
    return settleWaiters.length > 0 || flushWaiters.length > 0;
  }

  private hold(): void {
    this.holding ??= this.parts.clock.after(HELD_MS_MAX, () => this.stopHolding());
  }

  private stopHolding(): void {
    this.holding = null;
    this.heldLongEnough = true;
    this.schedulePump();
  }

  private pump(): void {
    if (this.failure !== null) return this.refuseFlushes(this.failure);
    if (this.underWay === null && !this.flushing) {
      this.whenIdle?.();
      this.whenIdle = null;
    }
    if (this.stopped || this.underWay !== null) return;
    if (this.flushWanted()) this.flushNow();
    if (this.isWriteDue()) this.writeNext();
    else if (this.filling.index !== null) this.hold();
  }

  private flushWanted(): boolean {
    if (this.flushing) return false;
    const asked = this.flushWaiters[0];
    const isDue = this.bytesSinceFlush >= this.parts.store.flushAfterBytes;
    return isDue || (asked !== undefined && asked.commits <= this.writtenCommits);
  }

  private fill(): void {
    this.parts.closing();
    this.halfEntry = false;
    this.full.push(this.filling);
    this.filling = newBatch();
    this.holding?.cancel();
    this.holding = null;
    this.heldLongEnough = false;
  }

  private writeNext(): void {
    if (this.full.length === 0 && this.filling.index !== null) {
      assert(!this.halfEntry, 'an entry is staged and committed within one turn');
      this.fill();
    }
    const batch = this.full.shift();
    if (batch === undefined) return;
    this.underWay = batch;
    this.parts.store.write(batch.records, (outcome) => {
      if (!outcome.ok) {
        this.fail('written', outcome.error);
        return;
      }
      this.underWay = null;
      this.pending -= batch.bytes;
      this.bytesSinceFlush += batch.bytes;
      this.written = present(batch.index, 'an entry in a batch');
      this.writtenCommits = batch.commits;
      this.wakeSettled();
      this.pump();
    });
  }

  private flushNow(): void {
    const index = this.written;
    const covered = this.flushWaiters.filter(({ commits }) => commits <= this.writtenCommits);
    this.flushWaiters = this.flushWaiters.slice(covered.length);
    this.bytesSinceFlush = 0;
    this.flushing = true;
    this.parts.store.flush((outcome) => {
      this.flushing = false;
      if (outcome.ok) {
        this.flushed = index;
        this.events?.onFlushed(index);
      } else this.fail('flushed', outcome.error);
      for (const { done } of covered) done(outcome);
      this.pump();
    });
  }

  private wakeSettled(): void {
    while (this.settleWaiters.length > 0 && this.settleWaiters[0]!.commits <= this.writtenCommits) {
      this.settleWaiters.shift()!.done();
    }
  }

  /** P5. */
  private fail(what: string, failure: PortFailure): void {
    const first = this.failure === null;
    this.failure ??= failure;
    if (first) this.events?.onFatal(`the store cannot be ${what}: ${failure.message}; ${adviceFor(failure)}`);
    this.refuseFlushes(failure);
  }

  private refuseFlushes(error: PortFailure): void {
    const refused: Outcome<never> = { ok: false, error };
    for (const { done } of this.flushWaiters.splice(0)) done(refused);
    if (this.flushing) return;
    this.whenIdle?.();
    this.whenIdle = null;
  }
}

function newBatch(): Batch {
  return { records: new Map(), bytes: 0, index: null, commits: 0 };
}

const CLOSED: Outcome<never> = {
  ok: false,
  error: {
    kind: 'closed',
    message: 'the store is closed: the server stops, or a snapshot has taken its place',
  },
};

function adviceFor({ kind }: PortFailure): string {
  if (kind === 'full') return 'free some space on this disk and start the server again: nothing is lost';
  return (
    'the log still holds every entry, so start the server again once the disk is sound. If it then finds the store ' +
    'damaged, it sets it aside and takes the state from its region’s leader'
  );
}
