/**
 * What a leader does about its members without being asked, as far as the operator has allowed it: learners that have kept
 * up become voters, and voters that have been silent for very long are removed, so that they stop counting against the
 * quorum. A learner that came in the place of a member whose log was damaged becomes a voter in any case: nobody was asked
 * about its coming either.
 *
 * U1. Only the leader acts, on one member at a time, and waits for the outcome. Each step is logged with its reason.
 * U2. Silence counts from when this leader began to lead: what its predecessors saw is not known.
 * U3. A silent voter is removed only if at least `minQuorum` voters remain and a majority of all voters is heard of now.
 * U4. What it proposes is judged like an operator's change (serving/membership), and good for its own term only.
 */
import type { MembershipChange } from '../../core/apply/types.ts';
import type { MemberId } from '../../core/base/brands.ts';
import type { ConfState } from '../../core/raft/types.ts';
import type { Clock, Timer } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { AutopilotConfig } from '../server-config.ts';

export const LOOK_MS = 1_000;
/** A learner is promoted when it was ready at every look for this long. */
export const STABLE_MS = 10_000;

export interface AutopilotParts {
  readonly self: MemberId;
  readonly clock: Clock;
  readonly log: Log;
  readonly config: AutopilotConfig;
  conf(): ConfState;
  /** It came in the place of another. */
  isReplacement(learner: MemberId): boolean;
  nameOf(member: MemberId): string;
  isActive(member: MemberId): boolean;
  /** It has nearly all that the leader has. */
  isReady(learner: MemberId): boolean;
  lastHeardMs(member: MemberId): number | null;
  /** `done` runs once; true: it was applied. */
  change(change: MembershipChange, done: (changed: boolean) => void): void;
}

type OnMember = Extract<MembershipChange, { readonly type: 'promote' | 'remove' }>;

export class Autopilot {
  private readonly parts: AutopilotParts;
  private readonly readySince = new Map<MemberId, number>();
  private leadingSinceMs: number | null = null;
  private busy = false;
  private timer: Timer | null = null;

  constructor(parts: AutopilotParts) {
    this.parts = parts;
  }

  setLeader(leads: boolean): void {
    const { clock } = this.parts;
    if (leads === (this.leadingSinceMs !== null)) return;
    this.leadingSinceMs = leads ? clock.monotonicMs() : null;
    this.readySince.clear();
    this.timer?.cancel();
    if (leads) this.later();
  }

  stop(): void {
    this.leadingSinceMs = null;
    this.timer?.cancel();
  }

  private later(): void {
    this.timer = this.parts.clock.after(LOOK_MS, () => {
      this.look();
      if (this.leadingSinceMs !== null) this.later();
    });
  }

  private look(): void {
    this.watchLearners();
    if (this.busy) return;
    const promotion = this.promotion();
    if (promotion !== null) this.act(promotion, 'a learner has kept up and becomes a voter');
    else {
      const removal = this.removal();
      if (removal !== null) this.act(removal, 'a voter was silent for too long and is removed');
    }
  }

  private watchLearners(): void {
    const now = this.parts.clock.monotonicMs();
    const { learners } = this.parts.conf();
    for (const id of this.readySince.keys()) if (!learners.includes(id)) this.readySince.delete(id);
    for (const id of learners) {
      if (!this.parts.isActive(id) || !this.parts.isReady(id)) this.readySince.delete(id);
      else if (!this.readySince.has(id)) this.readySince.set(id, now);
    }
  }

  private promotion(): OnMember | null {
    const { clock, config, isReplacement } = this.parts;
    for (const [id, since] of this.readySince) {
      if (clock.monotonicMs() - since < STABLE_MS) continue;
      if (config.promoteLearners || isReplacement(id)) return { type: 'promote', id };
    }
    return null;
  }

  /** U2, U3. */
  private removal(): OnMember | null {
    const { config, self, isActive } = this.parts;
    const { voters, votersOutgoing } = this.parts.conf();
    if (config.minQuorum === 0 || votersOutgoing.length > 0 || voters.length <= config.minQuorum) return null;
    const active = voters.filter((voter) => isActive(voter)).length;
    if (active < Math.floor(voters.length / 2) + 1) return null;
    const dead = voters.find((voter) => voter !== self && this.silentMs(voter) >= config.deadAfterMs);
    return dead === undefined ? null : { type: 'remove', id: dead };
  }

  private silentMs(member: MemberId): number {
    const { clock, lastHeardMs } = this.parts;
    return (
      clock.monotonicMs() - Math.max(lastHeardMs(member) ?? 0, this.leadingSinceMs ?? clock.monotonicMs())
    );
  }

  /** U1. */
  private act(change: OnMember, event: string): void {
    const { log, nameOf } = this.parts;
    this.busy = true;
    const member = nameOf(change.id);
    log('info', event, { member });
    this.parts.change(change, (changed) => {
      this.busy = false;
      if (!changed) log('warn', 'that change of members was not made; it will be tried again', { member });
    });
  }
}
