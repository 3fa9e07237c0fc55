/**
 * Deletes what accepted compactions made unreadable, in slices between other work. It is each member's own business how
 * far it has come (core/mvcc/compaction); a restart goes on from the last finished pass.
 *
 * K1. A slice is short in time, whatever a deletion costs just now (each reads what it deletes, to keep the tables' hashes
 *     right): its budget follows how long the last one took. Between two slices others have the event loop for as long
 *     as a slice took, and the store keeps up.
 * K2. Whoever waits for the end is answered once, also when the member stops.
 */
import { compactSlice } from '../../core/mvcc/compaction.ts';
import type { Clock, Timer } from '../../ports/clock.ts';
import type { ServingReply } from '../serving/types.ts';
import type { Replica } from './replica.ts';

/** Keys looked at or revisions deleted in one slice: as many as fit into the time it may take, within bounds. */
const SLICE_BUDGET_MAX = 1000;
const SLICE_BUDGET_MIN = 20;
const SLICE_MS_AIM = 2;
/** While a reader pins what is to be deleted, or the store is behind. */
const WAIT_MS = 20;
const STORE_PENDING_BYTES_MAX = 8 * 1024 * 1024;

export class Compactor {
  private readonly replica: Replica;
  private readonly clock: Clock;
  private waiters: { readonly revision: number; readonly done: ServingReply<void> }[] = [];
  private running = false;
  private budget = SLICE_BUDGET_MIN;
  private timer: Timer | null = null;
  private stopped = false;

  constructor(replica: Replica, clock: Clock) {
    this.replica = replica;
    this.clock = clock;
  }

  /** A compaction was accepted, or a restart may have left one unfinished. */
  wake(): void {
    if (this.running || this.stopped) return;
    this.running = true;
    this.later(0);
  }

  /** Calls back when everything below `revision` that can be deleted is deleted. */
  whenDone(revision: number, done: ServingReply<void>): void {
    if (this.stopped) {
      this.clock.atTurnEnd(() => done({ ok: false, error: 'stopped' }));
      return;
    }
    this.waiters.push({ revision, done });
    this.wake();
  }

  stop(): void {
    this.stopped = true;
    this.timer?.cancel();
    for (const { done } of this.waiters.splice(0)) done({ ok: false, error: 'stopped' });
  }

  private slice(): void {
    if (this.stopped) return;
    if (this.replica.store.pendingBytes > STORE_PENDING_BYTES_MAX) {
      this.later(WAIT_MS);
      return;
    }
    const sinceMs = this.clock.monotonicMs();
    const { writes, done } = compactSlice(this.replica.machine.keyspace, this.budget);
    if (writes.length > 0) this.replica.writeLocally(writes);
    const tookMs = this.clock.monotonicMs() - sinceMs;
    this.budget = nextBudget(this.budget, tookMs);
    if (done) this.finish();
    else this.later(writes.length === 0 && this.replica.machine.keyspace.pass === null ? WAIT_MS : tookMs);
  }

  private later(delayMs: number): void {
    this.timer = this.clock.after(delayMs, () => this.slice());
  }

  private finish(): void {
    this.running = false;
    const { compactedThrough } = this.replica.machine.keyspace;
    const ready = this.waiters.filter(({ revision }) => revision <= compactedThrough);
    this.waiters = this.waiters.filter(({ revision }) => revision > compactedThrough);
    for (const { done } of ready) done({ ok: true, value: undefined });
  }
}

/** At most doubled, since the next keys may have more to delete. */
function nextBudget(budget: number, tookMs: number): number {
  const fitting = Math.floor((budget * SLICE_MS_AIM) / Math.max(tookMs, SLICE_MS_AIM / 2));
  return Math.max(SLICE_BUDGET_MIN, Math.min(SLICE_BUDGET_MAX, fitting));
}
