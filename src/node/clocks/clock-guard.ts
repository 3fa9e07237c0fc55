/**
 * A leader whose clock is not within the bound of a majority's hands over to a voter whose clock is; until one has taken
 * over, replicated writes are refused (core/apply), and no stamp is ahead of the clock in the middle (clock-watch).
 *
 * G1. Only where something is stamped: a region without rules keeps its leader, and is told all the same.
 * G2. With no voter to hand over to nothing is gained by a change: the leader stays, and serves all that needs no stamp.
 * G3. An alarm stands for each voter whose clock is known to be apart, on every member that sees it, and says how far it is
 *     now. It is logged once.
 */
import type { MemberId } from '../../core/base/brands.ts';
import { CLOCK_OFFSET_MAX_MS } from '../../core/federation/clock-standing.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { RegionAlarm } from '../serving/types.ts';
import type { ClockWatch } from './clock-watch.ts';

export interface ClockGuardParts {
  readonly self: MemberId;
  readonly clock: Clock;
  readonly log: Log;
  /** A voter that was asked to take over has that long. */
  readonly handOverMs: number;
  readonly watch: Pick<ClockWatch, 'standing' | 'aheadMs'>;
  isLeader(): boolean;
  hasRules(): boolean;
  voters(): readonly MemberId[];
  nameOf(member: MemberId): string;
  /** Asks one of those to take over; false when there is none. */
  passOn(isFit: (member: MemberId) => boolean): boolean;
}

export class ClockGuard {
  private readonly parts: ClockGuardParts;
  private readonly standing = new Map<MemberId, RegionAlarm>();
  private notBeforeMs = 0;

  constructor(parts: ClockGuardParts) {
    this.parts = parts;
  }

  alarms(): readonly RegionAlarm[] {
    return [...this.standing.values()];
  }

  /** Whenever clocks may have changed, and when a batch could not be stamped. */
  look(): void {
    const { self, watch, isLeader, hasRules, voters } = this.parts;
    this.keepAlarms(voters());
    if (isLeader() && hasRules() && watch.standing(self) === 'apart') this.handOver();
  }

  /** G3. */
  private keepAlarms(voters: readonly MemberId[]): void {
    const { log, nameOf, watch } = this.parts;
    for (const [member, { subject }] of [...this.standing]) {
      if (voters.includes(member) && watch.standing(member) === 'apart') continue;
      this.standing.delete(member);
      log('info', 'clock-apart-over', { subject });
    }
    for (const member of voters) {
      if (watch.standing(member) !== 'apart') continue;
      const isNew = !this.standing.has(member);
      const alarm = alarmOf(nameOf(member), watch.aheadMs(member));
      this.standing.set(member, alarm);
      if (isNew) log('error', alarm.kind, { subject: alarm.subject, detail: alarm.detail });
    }
  }

  /** G2. */
  private handOver(): void {
    const { clock, handOverMs, passOn, watch } = this.parts;
    const nowMs = clock.monotonicMs();
    if (nowMs < this.notBeforeMs) return;
    if (passOn((member) => watch.standing(member) === 'trusted')) this.notBeforeMs = nowMs + handOverMs;
  }
}

function alarmOf(subject: string, aheadMs: number): RegionAlarm {
  const detail =
    `its wall clock is ${placeOf(aheadMs)}, and those of no majority of the members are within ${CLOCK_OFFSET_MAX_MS} ms of ` +
    'it, so it stamps no replicated write and hands leadership over where another clock is right. Check its time service';
  return { kind: 'clock-apart', subject, detail };
}

function placeOf(aheadMs: number): string {
  if (aheadMs === 0) return 'the one in the middle';
  return aheadMs > 0
    ? `${aheadMs} ms ahead of the one in the middle`
    : `${-aheadMs} ms behind the one in the middle`;
}
