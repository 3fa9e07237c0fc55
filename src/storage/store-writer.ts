/**
 * Carries committed entries to the store in batches, behind the replies, and decides when the store is flushed.
 *
 * P1. An entry is in one store batch, in order: the store never shows half an entry.
 * P2. One write at a time. A flush begins with no write under way; writes go on beside it, since the store may have to
 *     finish a long compaction first, and are not covered by it.
 * P3. `flushedIndex` is what survives a crash; it only grows.
 * P4. A failed write or flush is reported once and nothing is written after it: the log still has everything.
 */
import { assert, present } from '../core/base/assert.ts';
import type { LogIndex } from '../core/base/brands.ts';
import type { Clock } from '../ports/clock.ts';
import type { Done, Outcome, PortFailure } from '../ports/outcome.ts';
import type { Store, StoreWrite } from '../ports/store.ts';

/** Bytes written since the last flush that ask for one: well below the store's write buffer (io/level-store). */
export const FLUSH_BYTES = 16 * 1024 * 1024;
/** One batch takes at least one entry, and no further one beyond this. */
const BATCH_BYTES_MAX = 4 * 1024 * 1024;

export interface CommittedEntry {
  readonly writes: readonly StoreWrite[];
  readonly bytes: number;
  readonly index: LogIndex;
  /** What a batch that ends with this entry writes besides: the tables' stats after it. */
  readonly closing: () => StoreWrite;
}

export interface StoreWriterEvents {
  onFlushed(index: LogIndex): void;
  onFatal(reason: string): void;
}

export interface StoreWriterParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly applied: LogIndex;
  /** These are in the store now, up to commit number `through`. */
  onWritten(writes: readonly StoreWrite[], through: number): void;
}

interface Waiter<T> {
  readonly commits: number;
  readonly done: T;
}

export class StoreWriter {
  private readonly parts: StoreWriterParts;
  private events: StoreWriterEvents | null = null;
  private queue: CommittedEntry[] = [];
  private queuedBytes = 0;
  private commits = 0;
  private writtenCommits = 0;
  private written: LogIndex;
  private flushed: LogIndex;
  private bytesSinceFlush = 0;
  private writing = false;
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
    return this.queuedBytes;
  }

  get writtenIndex(): LogIndex {
    return this.written;
  }

  get flushedIndex(): LogIndex {
    return this.flushed;
  }

  /** The number the next entry will have. */
  get nextCommit(): number {
    return this.commits + 1;
  }

  add(entry: CommittedEntry): void {
    assert(!this.stopped, 'nothing is committed to a closed store');
    this.commits++;
    this.queue.push(entry);
    this.queuedBytes += entry.bytes;
    this.schedulePump();
  }

  /** Calls back once everything added so far is in the store. */
  settled(done: () => void): void {
    if (this.writtenCommits === this.commits) this.parts.clock.atTurnEnd(done);
    else this.settleWaiters.push({ commits: this.commits, done });
  }

  /** Makes everything added so far durable. */
  flush(done: Done): void {
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

  /** Gives the store up without writing: another one has taken its place. */
  abandon(done: Done): void {
    this.stopped = true;
    this.queue = [];
    this.queuedBytes = 0;
    this.idle(() => this.parts.store.close(done));
  }

  private idle(run: () => void): void {
    if (this.writing || this.flushing) this.whenIdle = run;
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

  private pump(): void {
    if (this.failure !== null) return this.refuseFlushes(this.failure);
    if (!this.writing && !this.flushing) {
      this.whenIdle?.();
      this.whenIdle = null;
    }
    if (this.stopped || this.writing) return;
    if (this.flushWanted()) this.flushNow();
    if (this.queue.length > 0) this.writeNext();
  }

  private flushWanted(): boolean {
    if (this.flushing) return false;
    const asked = this.flushWaiters[0];
    return (
      this.bytesSinceFlush >= FLUSH_BYTES || (asked !== undefined && asked.commits <= this.writtenCommits)
    );
  }

  private writeNext(): void {
    const { entries, writes, bytes } = this.takeBatch();
    const { index } = present(entries.at(-1), 'an entry to write');
    const through = this.writtenCommits + entries.length;
    this.writing = true;
    this.parts.store.write(writes, (outcome) => {
      this.writing = false;
      if (!outcome.ok) return this.fail('written', outcome.error);
      this.queuedBytes = Math.max(0, this.queuedBytes - bytes);
      this.bytesSinceFlush += bytes;
      this.written = index;
      this.writtenCommits = through;
      this.parts.onWritten(writes, through);
      this.wakeSettled();
      this.pump();
    });
  }

  private takeBatch(): { entries: CommittedEntry[]; writes: StoreWrite[]; bytes: number } {
    const writes: StoreWrite[] = [];
    let bytes = 0;
    let taken = 0;
    for (; taken < this.queue.length; taken++) {
      const entry = this.queue[taken]!;
      if (taken > 0 && bytes + entry.bytes > BATCH_BYTES_MAX) break;
      for (const write of entry.writes) writes.push(write);
      bytes += entry.bytes;
    }
    const entries = this.queue.splice(0, taken);
    writes.push(present(entries.at(-1), 'an entry to write').closing());
    return { entries, writes, bytes };
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

  /** P4. */
  private fail(what: string, failure: PortFailure): void {
    const first = this.failure === null;
    this.failure ??= failure;
    if (first) this.events?.onFatal(`the store cannot be ${what}: ${failure.message}; ${adviceFor(failure)}`);
    this.refuseFlushes(failure);
  }

  private refuseFlushes(error: PortFailure): void {
    const refused: Outcome<never> = { ok: false, error };
    for (const { done } of this.flushWaiters.splice(0)) done(refused);
    if (this.writing || this.flushing) return;
    this.whenIdle?.();
    this.whenIdle = null;
  }
}

function adviceFor({ kind }: PortFailure): string {
  if (kind === 'full') return 'free some space on this disk and start the server again: nothing is lost';
  return (
    'the log still holds every entry, so start the server again once the disk is sound. If it then finds the store ' +
    'damaged, remove the data folder and let the member join anew'
  );
}
