/**
 * Leadership that changes hands on purpose: at an operator's word, and before a member stops.
 *
 * H1. Whoever asked for a transfer is answered once: when the other leads, when the time is over, or when this member
 *     stops.
 * H2. Handing over before a stop waits until another member is known to lead, and not longer than `HAND_OVER_MS`.
 */
import { hexId } from '../../core/base/brands.ts';
import type { MemberId } from '../../core/base/brands.ts';
import type { MemberStatus, RaftStatus } from '../../core/raft/status.ts';
import type { RaftInput, SoftState, StepOutcome } from '../../core/raft/types.ts';
import type { Clock, Timer } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { ServingReply } from '../serving/types.ts';

export const HAND_OVER_MS = 1000;

export interface LeadershipParts {
  readonly self: MemberId;
  readonly clock: Clock;
  readonly log: Log;
  /** A transfer may take this long. */
  readonly timeoutMs: number;
  step(input: RaftInput): StepOutcome;
  status(): Pick<RaftStatus, 'role' | 'progress'>;
  /** There is a connection to it. */
  connected(member: MemberId): boolean;
}

interface Transfer {
  readonly to: MemberId;
  readonly done: ServingReply<void>;
  readonly timer: Timer;
}

export class Leadership {
  private readonly parts: LeadershipParts;
  private readonly transfers = new Set<Transfer>();
  private handingOver: { readonly then: () => void; readonly timer: Timer } | null = null;
  private stopped = false;

  constructor(parts: LeadershipParts) {
    this.parts = parts;
  }

  transfer(to: MemberId, done: ServingReply<void>): void {
    const { clock, self, timeoutMs } = this.parts;
    const reply = this.stopped ? STOPPED : to === self ? this.toItself() : this.begin(to);
    if (reply !== null) {
      clock.atTurnEnd(() => done(reply));
      return;
    }
    const timer = clock.after(timeoutMs, () => this.settle(transfer, { ok: false, error: 'timeout' }));
    const transfer = { to, done, timer };
    this.transfers.add(transfer);
  }

  /** Asks a successor to take over, without waiting for it; false when there is none. */
  passOn(isFit: (member: MemberId) => boolean = () => true): boolean {
    const to = this.successor(isFit);
    if (to === null || this.parts.step({ type: 'transfer-leadership', to }).type === 'refused') return false;
    this.parts.log('info', 'handing leadership over', { to: hexId(to) });
    return true;
  }

  /** Runs `then` once, at the end of a turn. */
  handOver(then: () => void): void {
    const { clock } = this.parts;
    if (!this.passOn()) {
      clock.atTurnEnd(then);
      return;
    }
    this.handingOver = { then, timer: clock.after(HAND_OVER_MS, () => this.handedOver()) };
  }

  onSoftState({ role, leader }: SoftState): void {
    for (const transfer of [...this.transfers]) if (transfer.to === leader) this.settle(transfer, DONE);
    if (role !== 'leader' && leader !== null) this.handedOver();
  }

  stop(): void {
    this.stopped = true;
    for (const transfer of [...this.transfers]) this.settle(transfer, STOPPED);
    this.handedOver();
  }

  private toItself(): Reply {
    return this.parts.status().role === 'leader' ? DONE : { ok: false, error: 'not-leader' };
  }

  private begin(to: MemberId): Reply | null {
    const outcome = this.parts.step({ type: 'transfer-leadership', to });
    if (outcome.type !== 'refused') return null;
    return { ok: false, error: outcome.reason === 'not-leader' ? 'not-leader' : 'bad-transferee' };
  }

  private settle(transfer: Transfer, reply: Reply): void {
    if (!this.transfers.delete(transfer)) return;
    transfer.timer.cancel();
    transfer.done(reply);
  }

  /** The voter that is furthest among those we have a connection to. */
  private successor(isFit: (member: MemberId) => boolean): MemberId | null {
    const { role, progress } = this.parts.status();
    if (role !== 'leader') return null;
    let best: MemberStatus | null = null;
    for (const each of progress) {
      if (each.learner || !this.parts.connected(each.member) || !isFit(each.member)) continue;
      if (best === null || each.match > best.match) best = each;
    }
    return best?.member ?? null;
  }

  private handedOver(): void {
    const { handingOver } = this;
    this.handingOver = null;
    if (handingOver === null) return;
    handingOver.timer.cancel();
    this.parts.clock.atTurnEnd(handingOver.then);
  }
}

type Reply = Parameters<ServingReply<void>>[0];
const DONE: Reply = { ok: true, value: undefined };
const STOPPED: Reply = { ok: false, error: 'stopped' };
