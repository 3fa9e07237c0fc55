/**
 * What a leader makes of a membership change before it goes into the log: etcd's checks, with the leader's own eyes.
 *
 * Y1. The strict checks (`--strict-reconfig-check`) refuse what could leave the region without a quorum: a change while
 *     too few voters have started, or while voters are not healthy: connected for `HEALTHY_MS` without a break, as etcd
 *     wants it, and heard of within the last election timeout.
 * Y2. A learner is promoted when it has at least `READY_PERCENT` of what the leader has.
 * Y3. A member is replaced, with its id spent, only when nothing was heard of it for an election timeout in this leader's
 *     time, and only when a majority of the other voters is heard of: also where the strict checks are off, since it is
 *     no operator who asks.
 * Y4. A leader that is to be removed hands over first and lets its successor do it; if nobody takes over within two
 *     election timeouts it does it itself, but not of two: the other one could not lead before it has heard that it is
 *     alone, and the one that knows would be gone.
 */
import { refusalOfChange } from '../../core/apply/membership.ts';
import type { Machine } from '../../core/apply/machine.ts';
import type { MembershipChange, MembershipRefusal } from '../../core/apply/types.ts';
import type { MemberId } from '../../core/base/brands.ts';
import type { RaftStatus } from '../../core/raft/status.ts';
import type { Clock, Timer } from '../../ports/clock.ts';
import type { Verdict } from './change-queue.ts';

/** etcd's. */
export const READY_PERCENT = 90;
/** etcd's. */
export const HEALTHY_MS = 5_000;

export interface MembershipParts {
  readonly self: MemberId;
  readonly clock: Clock;
  readonly strict: boolean;
  readonly electionMs: number;
  machine(): Machine;
  raft(): Pick<RaftStatus, 'term' | 'lastIndex' | 'progress'>;
  lastHeardMs(member: MemberId): number | null;
  connectedSinceMs(member: MemberId): number | null;
  /** Asks another voter to take over; false when there is none to ask. */
  passOn(): boolean;
  /** Asks for another look at what waits. */
  wake(): void;
}

export class Membership {
  private readonly parts: MembershipParts;
  private handingOver: { readonly term: number; readonly untilMs: number } | null = null;
  private timer: Timer | null = null;
  private leadsSinceMs: number | null = null;

  constructor(parts: MembershipParts) {
    this.parts = parts;
  }

  setLeader(leads: boolean): void {
    if (leads !== (this.leadsSinceMs !== null))
      this.leadsSinceMs = leads ? this.parts.clock.monotonicMs() : null;
  }

  stop(): void {
    this.timer?.cancel();
  }

  judge(change: MembershipChange): Verdict {
    const reason = refusalOfChange(this.parts.machine(), change) ?? this.unsafe(change);
    if (reason !== null) return { type: 'refuse', reason };
    const leaves = change.type === 'remove' && change.id === this.parts.self;
    return leaves ? this.judgeOwnRemoval() : { type: 'propose' };
  }

  /** Y4. */
  private judgeOwnRemoval(): Verdict {
    if (this.mustWait()) return { type: 'wait' };
    if (this.voters().length !== 2) return { type: 'propose' };
    // Who asks again has it handed over again.
    this.handingOver = null;
    return { type: 'refuse', reason: 'unhealthy' };
  }

  /** A voter that was heard of within the last election timeout; this one is. */
  isActive(member: MemberId): boolean {
    const { self, clock, electionMs, lastHeardMs } = this.parts;
    if (member === self) return true;
    const heard = lastHeardMs(member);
    return heard !== null && clock.monotonicMs() - heard <= electionMs;
  }

  private isHealthy(member: MemberId): boolean {
    const { self, clock, connectedSinceMs } = this.parts;
    if (member === self) return true;
    const since = connectedSinceMs(member);
    return since !== null && clock.monotonicMs() - since >= HEALTHY_MS && this.isActive(member);
  }

  /** Y2. */
  isReady(learner: MemberId): boolean {
    const { lastIndex, progress } = this.parts.raft();
    const match = progress.find(({ member }) => member === learner)?.match ?? 0;
    return match * 100 >= lastIndex * READY_PERCENT;
  }

  /** Y1. */
  private unsafe(change: MembershipChange): MembershipRefusal | null {
    switch (change.type) {
      case 'add':
        return this.parts.strict ? this.unsafeToAdd(change.member.learner) : null;
      case 'remove':
        return this.parts.strict ? this.unsafeToRemove(change.id) : null;
      case 'promote':
        if (!this.isReady(change.id)) return 'learner-not-ready';
        // The learner counts as a voter that has started.
        return !this.parts.strict || this.haveStarted(this.started().length + 1, this.voters().length + 1)
          ? null
          : 'not-enough-started';
      case 'replace':
        return this.unsafeToReplace(change.id);
    }
  }

  /** Y3. */
  private unsafeToReplace(id: MemberId): MembershipRefusal | null {
    const { clock, electionMs } = this.parts;
    const heardForMs = clock.monotonicMs() - (this.leadsSinceMs ?? Infinity);
    if (heardForMs < electionMs || this.isActive(id)) return 'member-active';
    return this.hasQuorumWithout(id, (voter) => this.isActive(voter)) ? null : 'unhealthy';
  }

  private unsafeToAdd(learner: boolean): MembershipRefusal | null {
    const voters = this.voters();
    // One voter alone may add another: it is how a region that was restored from one member grows again.
    const isAlone = voters.length === 1 && this.started().length === 1;
    if (!learner && !isAlone && !this.haveStarted(this.started().length, voters.length + 1)) {
      return 'not-enough-started';
    }
    return voters.every((voter) => this.isHealthy(voter)) ? null : 'unhealthy';
  }

  private unsafeToRemove(id: MemberId): MembershipRefusal | null {
    const voters = this.voters();
    if (!voters.includes(id)) return null;
    const started = this.started().filter((voter) => voter !== id).length;
    if (!this.haveStarted(started, voters.length - 1)) return 'not-enough-started';
    // One that is down is no part of the quorum that works now.
    if (!this.isActive(id)) return null;
    return this.hasQuorumWithout(id, (voter) => this.isHealthy(voter)) ? null : 'unhealthy';
  }

  private hasQuorumWithout(id: MemberId, counts: (voter: MemberId) => boolean): boolean {
    const others = this.voters().filter((voter) => voter !== id);
    return others.filter(counts).length >= majorityOf(others.length);
  }

  private haveStarted(started: number, voters: number): boolean {
    return started >= majorityOf(voters);
  }

  private voters(): readonly MemberId[] {
    return this.parts.machine().conf.voters;
  }

  /** A member that has started has said its name. */
  private started(): readonly MemberId[] {
    const { members } = this.parts.machine();
    return this.voters().filter((voter) => (members.get(voter)?.name ?? '') !== '');
  }

  private mustWait(): boolean {
    const { clock, electionMs, passOn, raft, wake } = this.parts;
    const { term } = raft();
    if (this.handingOver?.term === term) return clock.monotonicMs() < this.handingOver.untilMs;
    if (!passOn()) return false;
    const patienceMs = 2 * electionMs;
    this.handingOver = { term, untilMs: clock.monotonicMs() + patienceMs };
    this.timer?.cancel();
    this.timer = clock.after(patienceMs, wake);
    return true;
  }
}

const majorityOf = (members: number): number => Math.floor(members / 2) + 1;
