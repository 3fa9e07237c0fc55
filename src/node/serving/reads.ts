/**
 * Linearizable reads: waiters share one read-index round at a time (Raft §6.4), and a waiter that comes while a round
 * is under way joins the next, because the running round may be older than its call.
 *
 * R1. Every round has an id of its own, also a repetition after a refusal or a silence: an answer to an earlier one
 *     must not release it (etcd #20418).
 * R2. A waiter is released only when the local state has applied the round's index.
 */
import type { LogIndex } from '../../core/base/brands.ts';
import type { RaftInput, ReadState, StepOutcome } from '../../core/raft/types.ts';
import type { Clock, Timer } from '../../ports/clock.ts';
import type { ServingError, ServingReply } from './types.ts';

export const WAITING_READS_MAX = 100_000;
/** A round that was refused or not answered is repeated after this long. */
const RETRY_MS = 200;

interface Waiter {
  readonly done: ServingReply<void>;
  readonly deadlineMs: number;
}

export interface ReadsParts {
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
  private lastRequest = 0;
  private retry: Timer | null = null;
  private startScheduled = false;
  private stopped = false;

  constructor(parts: ReadsParts) {
    this.parts = parts;
  }

  linearize(done: ServingReply<void>): void {
    if (this.stopped || this.next.length >= WAITING_READS_MAX) {
      const error: ServingError = this.stopped ? 'stopped' : 'too-many-requests';
      this.parts.clock.atTurnEnd(() => done({ ok: false, error }));
      return;
    }
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
    this.onApplied();
    if (this.next.length > 0) this.scheduleRound();
  }

  /** The state has moved on, or a round was confirmed: releases who may go (R2). */
  onApplied(): void {
    const applied = this.parts.appliedIndex();
    while (this.confirmed.length > 0 && this.confirmed[0]!.index <= applied) {
      for (const waiter of this.confirmed.shift()!.waiters) waiter.done({ ok: true, value: undefined });
    }
  }

  stop(): void {
    this.stopped = true;
    this.retry?.cancel();
    const everyone = [
      ...this.next,
      ...(this.round?.waiters ?? []),
      ...this.confirmed.flatMap((each) => each.waiters),
    ];
    this.next = [];
    this.round = null;
    this.confirmed = [];
    for (const waiter of everyone) waiter.done({ ok: false, error: 'stopped' });
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
    const waiters = this.inTime(this.next);
    this.next = [];
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

  private inTime(waiters: readonly Waiter[]): Waiter[] {
    const now = this.parts.clock.monotonicMs();
    const error: ServingError = this.parts.hasLeader() ? 'timeout' : 'no-leader';
    return waiters.filter((waiter) => {
      if (waiter.deadlineMs > now) return true;
      waiter.done({ ok: false, error });
      return false;
    });
  }
}
