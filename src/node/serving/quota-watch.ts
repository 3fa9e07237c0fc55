/**
 * Raises NOSPACE when what is in use in the store has grown to its quota, or the disk is full. The alarm is a command:
 * from its entry on every member refuses what makes the store grow, until an operator has made space and disarmed it.
 * Deletes and compactions pass all the time.
 *
 * V1. What counts is what the records weigh, not what the store takes on the disk: that shrinks long after a compaction,
 *     and an operator who has made space could not disarm the alarm.
 * V2. One alarm is on its way at a time.
 */
import type { ActiveAlarm } from '../../core/apply/types.ts';
import type { MemberId } from '../../core/base/brands.ts';
import type { Clock, Timer } from '../../ports/clock.ts';

export const CHECK_MS = 1000;

export interface QuotaWatchParts {
  readonly clock: Clock;
  readonly self: MemberId;
  readonly quotaBytes: number;
  usedBytes(): number;
  alarms(): readonly ActiveAlarm[];
  /** `done` runs once, whatever became of it. */
  raise(done: () => void): void;
}

export class QuotaWatch {
  private readonly parts: QuotaWatchParts;
  private timer: Timer | null = null;
  private raising = false;
  /** Until the alarm stands: what was proposed may be lost. */
  private diskFull = false;
  private stopped = false;

  constructor(parts: QuotaWatchParts) {
    this.parts = parts;
  }

  start(): void {
    this.timer = this.parts.clock.after(CHECK_MS, () => {
      this.start();
      if (this.diskFull || this.parts.usedBytes() >= this.parts.quotaBytes) this.raise();
    });
  }

  stop(): void {
    this.stopped = true;
    this.timer?.cancel();
  }

  /** There is no room for the log's next segment; the prepared one still takes the alarm. */
  onDiskFull(): void {
    this.diskFull = true;
    this.raise();
  }

  private raise(): void {
    if (this.stopped || this.raising) return;
    if (this.stands()) {
      this.diskFull = false;
      return;
    }
    this.raising = true;
    this.parts.raise(() => (this.raising = false));
  }

  private stands(): boolean {
    const { self } = this.parts;
    return this.parts.alarms().some(({ member, alarm }) => member === self && alarm === 'nospace');
  }
}
