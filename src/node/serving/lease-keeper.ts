/**
 * The time side of leases. Deadlines are the leader's own; every grant and removal that is applied is told to it. Any
 * member takes renewals and questions and asks the leader.
 *
 * W1. Only a leader that a quorum confirmed after the question was asked renews or answers: a deposed leader that has
 *     not noticed must not prolong a lease that its successor expires (etcd #15247).
 * W2. Expiry is a command that is good for its leader's term only: keys vanish on all members in one revision, or not at
 *     all if leadership was lost. So is a checkpoint: a deposed leader must not put its view of time on its successor.
 * W3. A new leader starts each lease from its last checkpoint, so that changing leaders does not make it live for ever.
 *     What a client was told is never above what the log would make a successor give: a renewal that a checkpoint falls
 *     short of is answered only after that checkpoint is taken back in the log (core/lease/deadlines D2).
 * W4. A leader counts from the first entry of its own term that is applied here: only then its lessor holds every grant,
 *     revocation and checkpoint of its predecessors. Until then it knows of no lease's time and says so.
 */
import { encodeCommand } from '../../codec/command.ts';
import type { ServerCommand } from '../../codec/command.ts';
import type { LeaseAnswer, LeaseAsk, PeerFrame } from '../../codec/peer-frame.ts';
import type { ApplySignal } from '../../core/apply/types.ts';
import type { LeaseId, MemberId, Term } from '../../core/base/brands.ts';
import {
  checkpointCleared,
  checkpointsDue,
  createDeadlines,
  demote,
  expired,
  forget,
  granted,
  promote,
  remainingSeconds,
  renew,
} from '../../core/lease/deadlines.ts';
import type { Lessor } from '../../core/lease/lessor.ts';
import { findLease, listLeases } from '../../core/lease/lessor.ts';
import type { SoftState } from '../../core/raft/types.ts';
import type { Clock, Timer } from '../../ports/clock.ts';
import type { Proposal, ServingReply } from './types.ts';

/** How often the leader looks for expired leases, as etcd does. */
const EXPIRY_INTERVAL_MS = 500;
/** Leases revoked in one round; the rest follow in the next. */
const EXPIRIES_PER_ROUND_MAX = 1000;
const CHECKPOINTS_PER_ROUND_MAX = 1000;
const ASKS_PENDING_MAX = 20_000;
const ASK_REPEAT_MS = 500;

export interface LeaseKeeperParts {
  readonly self: MemberId;
  readonly boot: bigint;
  readonly clock: Clock;
  readonly timeoutMs: number;
  /** Added to every lease by a new leader: clients need that long to find it. */
  readonly electionMs: number;
  lessor(): Lessor;
  linearize(done: ServingReply<void>): void;
  /** Good for the term this member leads now; see serving/proposer, P5. */
  proposeAsLeader(proposal: Proposal, done: (applied: boolean) => void): void;
  send(to: MemberId, frame: PeerFrame): boolean;
}

type Answered = ServingReply<Exclude<LeaseAnswer, { readonly answer: 'not-leader' }>>;

interface Pending {
  readonly ask: LeaseAsk;
  readonly deadlineMs: number;
  readonly done: Answered;
  /** We lead, and our own answer is under way. */
  answering: boolean;
}

export class LeaseKeeper {
  private readonly parts: LeaseKeeperParts;
  private readonly deadlines = createDeadlines();
  private readonly pending = new Map<number, Pending>();
  private soft: SoftState | null = null;
  private nextRequest = 1;
  private expiryTimer: Timer | null = null;
  private repeatTimer: Timer | null = null;
  private stopped = false;

  constructor(parts: LeaseKeeperParts) {
    this.parts = parts;
  }

  onSoftState(soft: SoftState): void {
    const over = soft.role !== 'leader' || soft.term !== this.soft?.term;
    this.soft = soft;
    if (over && this.deadlines.leading) this.follow();
    this.sendAll();
  }

  /** W4. A leader never installs a snapshot, so it always comes by here. */
  onEntryApplied(inTerm: Term): void {
    if (this.soft?.role === 'leader' && inTerm === this.soft.term && !this.deadlines.leading) this.lead();
  }

  onSignal(signal: ApplySignal): void {
    const now = this.parts.clock.monotonicMs();
    if (signal.type === 'lease-granted') granted(this.deadlines, signal.lease, now);
    if (signal.type === 'lease-removed') forget(this.deadlines, signal.id);
  }

  ask(ask: LeaseAsk, done: Answered): void {
    if (this.stopped || this.pending.size >= ASKS_PENDING_MAX) {
      const error = this.stopped ? 'stopped' : 'too-many-requests';
      this.parts.clock.atTurnEnd(() => done({ ok: false, error }));
      return;
    }
    const request = this.nextRequest++;
    this.pending.set(request, {
      ask,
      done,
      deadlineMs: this.parts.clock.monotonicMs() + this.parts.timeoutMs,
      answering: false,
    });
    this.dispatch(request);
    this.armRepeat();
  }

  onAsk(from: MemberId, frame: PeerFrame & { type: 'lease-ask' }): void {
    const { boot, request } = frame;
    this.answerAsLeader(frame.ask, (answer) => {
      if (!this.stopped) this.parts.send(from, { type: 'lease-answer', boot, request, answer });
    });
  }

  onAnswer(frame: PeerFrame & { type: 'lease-answer' }): void {
    if (frame.boot === this.parts.boot) this.settle(frame.request, frame.answer);
  }

  stop(): void {
    this.stopped = true;
    this.expiryTimer?.cancel();
    this.repeatTimer?.cancel();
    demote(this.deadlines);
    const everyone = [...this.pending.values()];
    this.pending.clear();
    for (const { done } of everyone) done({ ok: false, error: 'stopped' });
  }

  private lead(): void {
    const now = this.parts.clock.monotonicMs();
    promote(this.deadlines, listLeases(this.parts.lessor()), now, this.parts.electionMs);
    this.armExpiry();
  }

  private follow(): void {
    demote(this.deadlines);
    this.expiryTimer?.cancel();
    this.expiryTimer = null;
  }

  private armExpiry(): void {
    this.expiryTimer = this.parts.clock.after(EXPIRY_INTERVAL_MS, () => {
      this.armExpiry();
      this.expire();
      this.checkpoint();
    });
  }

  private expire(): void {
    const now = this.parts.clock.monotonicMs();
    for (const id of expired(this.deadlines, now, EXPIRIES_PER_ROUND_MAX)) {
      this.propose({ type: 'lease-revoke', id }, () => undefined);
    }
  }

  private checkpoint(): void {
    const due = checkpointsDue(this.deadlines, this.parts.clock.monotonicMs(), CHECKPOINTS_PER_ROUND_MAX);
    if (due.length > 0) this.propose({ type: 'lease-checkpoint', remaining: due }, () => undefined);
  }

  private propose(command: ServerCommand, done: (applied: boolean) => void): void {
    this.parts.proposeAsLeader({ ...encodeCommand(command), user: '' }, done);
  }

  private sendAll(): void {
    for (const request of [...this.pending.keys()]) this.dispatch(request);
  }

  private dispatch(request: number): void {
    const pending = this.pending.get(request);
    if (pending === undefined || this.soft === null) return;
    if (this.soft.role === 'leader') {
      if (pending.answering) return;
      pending.answering = true;
      this.answerAsLeader(pending.ask, (answer) => {
        pending.answering = false;
        this.settle(request, answer);
      });
    } else if (this.soft.leader !== null) {
      this.parts.send(this.soft.leader, {
        type: 'lease-ask',
        boot: this.parts.boot,
        request,
        ask: pending.ask,
      });
    }
  }

  /** Confirms leadership first (W1). A question that comes twice is answered twice, to the same effect. */
  private answerAsLeader(ask: LeaseAsk, answer: (answer: LeaseAnswer) => void): void {
    if (this.soft?.role !== 'leader') {
      answer({ answer: 'not-leader' });
      return;
    }
    this.parts.linearize((confirmed) => {
      if (!confirmed.ok || !this.deadlines.leading) answer({ answer: 'not-leader' });
      else if (ask.ask === 'time-to-live') answer(this.leaseAnswer(ask.id));
      else this.renewLease(ask.id, answer);
    });
  }

  private renewLease(id: LeaseId, answer: (answer: LeaseAnswer) => void): void {
    const renewal = renew(this.deadlines, id, this.parts.clock.monotonicMs());
    if (renewal === null) {
      answer({ answer: 'unknown-lease' });
    } else if (renewal.clear === null) {
      answer(this.leaseAnswer(id));
    } else {
      const { clear } = renewal;
      this.propose({ type: 'lease-checkpoint', remaining: [{ id, seconds: 0 }] }, (applied) => {
        if (applied) checkpointCleared(this.deadlines, id, clear);
        answer(applied && this.deadlines.leading ? this.leaseAnswer(id) : { answer: 'not-leader' });
      });
    }
  }

  private leaseAnswer(id: LeaseId): LeaseAnswer {
    const lease = findLease(this.parts.lessor(), id);
    const remaining = remainingSeconds(this.deadlines, id, this.parts.clock.monotonicMs());
    if (lease === null || remaining === null) return { answer: 'unknown-lease' };
    return { answer: 'lease', ttl: lease.ttl, remaining: Math.max(0, remaining) };
  }

  private settle(request: number, answer: LeaseAnswer): void {
    const pending = this.pending.get(request);
    if (pending === undefined || answer.answer === 'not-leader') return;
    this.pending.delete(request);
    pending.done({ ok: true, value: answer });
  }

  /** A lost question or answer, or a leader that was none: asks again until the deadline. */
  private armRepeat(): void {
    this.repeatTimer ??= this.parts.clock.after(ASK_REPEAT_MS, () => {
      this.repeatTimer = null;
      this.giveUpLate();
      this.sendAll();
      if (this.pending.size > 0) this.armRepeat();
    });
  }

  private giveUpLate(): void {
    const now = this.parts.clock.monotonicMs();
    const hasLeader = this.soft !== null && this.soft.leader !== null;
    for (const [request, { deadlineMs, done }] of [...this.pending]) {
      if (deadlineMs > now) continue;
      this.pending.delete(request);
      done({ ok: false, error: hasLeader ? 'timeout' : 'no-leader' });
    }
  }
}
