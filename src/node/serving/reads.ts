/**
 * Linearizable reads: waiters share one read-index round at a time (Raft §6.4), and a waiter that comes while a round
 * is under way joins the next, because the running round may be older than its call.
 *
 * R1. Every round has an id of its own, also a repetition after a refusal or a silence, and also in another life of this
 *     member: an answer to an earlier one must not release it (etcd #20418).
 * R2. A waiter is released only when the local state has applied the round's index.
 * R3. A waiter is answered exactly once, and not long after its deadline: a leader may be missing, a confirmed index may
 *     never be applied here.
 */
import type { LogIndex } from '../../core/base/brands.ts';
import type { RaftInput, ReadState, StepOutcome } from '../../core/raft/types.ts';
import type { Clock, Timer } from '../../ports/clock.ts';
import type { ServingError, ServingReply } from './types.ts';

export const WAITING_READS_MAX = 100_000;
/** A round that was refused or not answered is repeated after this long. */
export const RETRY_MS = 200;
/** How often those are looked at whose index is confirmed and not applied. */
const SWEEP_MS = 500;
/** Rounds of one life have ids of their own as long as there are fewer than this. */
const ROUNDS_PER_LIFE = 2 ** 21;

interface Waiter {
  readonly done: ServingReply<void>;
  readonly deadlineMs: number;
}

export interface ReadsParts {
  /** Drawn at each start: where the ids of rounds begin (R1). */
  readonly boot: bigint;
  readonly clock: Clock;
  readonly timeoutMs: number;
  step(input: RaftInput): StepOutcome;
  appliedIndex(): LogIndex;
  hasLeader(): boolean;
}

export class Reads {
  private readonly parts: ReadsParts;
  private next: Waiter[] = [];
  private round: { readonly request: number; readonly waiters: Waiter[] } | null = null;
  private confirmed: { readonly index: LogIndex; readonly waiters: Waiter[] }[] = [];
  private waiting = 0;
  private lastRequest: number;
  private retry: Timer | null = null;
  private sweep: Timer | null = null;
  private startScheduled = false;
  private stopped = false;

  constructor(parts: ReadsParts) {
    this.parts = parts;
    this.lastRequest = Number(parts.boot & 0xffff_ffffn) * ROUNDS_PER_LIFE;
  }

  linearize(done: ServingReply<void>): void {
    if (this.stopped || this.waiting >= WAITING_READS_MAX) {
      const error: ServingError = this.stopped ? 'stopped' : 'too-many-requests';
      this.parts.clock.atTurnEnd(() => done({ ok: false, error }));
      return;
    }
    this.waiting++;
    this.next.push({ done, deadlineMs: this.parts.clock.monotonicMs() + this.parts.timeoutMs });
    this.scheduleRound();
  }

  onReadState(state: ReadState): void {
    if (this.round?.request !== state.request) return;
    const { waiters } = this.round;
    this.round = null;
    this.retry?.cancel();
    this.retry = null;
    if (state.index === null) {
      this.next = [...waiters, ...this.next];
      this.retryLater();
      return;
    }
    this.confirmed.push({ index: state.index, waiters });
    this.armSweep();
    this.onApplied();
    if (this.next.length > 0) this.scheduleRound();
  }

  /** The state has moved on, or a round was confirmed: releases who may go (R2). */
  onApplied(): void {
    const applied = this.parts.appliedIndex();
    while (this.confirmed.length > 0 && this.confirmed[0]!.index <= applied) {
      for (const waiter of this.confirmed.shift()!.waiters)
        this.answer(waiter, { ok: true, value: undefined });
    }
  }

  stop(): void {
    this.stopped = true;
    this.retry?.cancel();
    this.sweep?.cancel();
    const everyone = [
      ...this.next,
      ...(this.round?.waiters ?? []),
      ...this.confirmed.flatMap((each) => each.waiters),
    ];
    this.next = [];
    this.round = null;
    this.confirmed = [];
    for (const waiter of everyone) this.answer(waiter, { ok: false, error: 'stopped' });
  }

  private answer(waiter: Waiter, reply: Parameters<ServingReply<void>>[0]): void {
    this.waiting--;
    waiter.done(reply);
  }

  private scheduleRound(): void {
    if (this.round !== null || this.retry !== null || this.startScheduled) return;
    this.startScheduled = true;
    this.parts.clock.atTurnEnd(() => {
      this.startScheduled = false;
      if (!this.stopped && this.round === null && this.retry === null) this.startRound();
    });
  }

  private startRound(): void {
    const all = this.next;
    this.next = [];
    const waiters = this.inTime(all, this.parts.hasLeader() ? 'timeout' : 'no-leader');
    if (waiters.length === 0) return;
    this.round = { request: ++this.lastRequest, waiters };
    this.retry = this.parts.clock.after(RETRY_MS, () => this.abandonRound());
    this.parts.step({ type: 'read-index', request: this.round.request });
  }

  /** No answer: a lost message or no leader. The same waiters go into a new round (R1). */
  private abandonRound(): void {
    this.retry = null;
    if (this.round !== null) this.next = [...this.round.waiters, ...this.next];
    this.round = null;
    this.startRound();
  }

  private retryLater(): void {
    this.retry = this.parts.clock.after(RETRY_MS, () => {
      this.retry = null;
      this.startRound();
    });
  }

  private armSweep(): void {
    this.sweep ??= this.parts.clock.after(SWEEP_MS, () => {
      this.sweep = null;
      const all = this.confirmed;
      this.confirmed = all.map(({ index, waiters }) => ({ index, waiters: this.inTime(waiters, 'timeout') }));
      if (this.confirmed.length > 0) this.armSweep();
    });
  }

  /** Answers those whose time is over with `error`. */
  private inTime(waiters: readonly Waiter[], error: ServingError): Waiter[] {
    const now = this.parts.clock.monotonicMs();
    return waiters.filter((waiter) => {
      if (waiter.deadlineMs > now) return true;
      this.answer(waiter, { ok: false, error });
      return false;
    });
  }
}
