/**
 * Raises NOSPACE when the store has grown to its quota. The alarm is a command: from its entry on every member refuses
 * what makes the store grow, until an operator has made space and disarmed it. Deletes pass all the time.
 */
import type { ActiveAlarm } from '../../core/apply/types.ts';
import type { MemberId } from '../../core/base/brands.ts';
import type { Clock, Timer } from '../../ports/clock.ts';

const CHECK_MS = 1000;

export interface QuotaWatchParts {
  readonly clock: Clock;
  readonly self: MemberId;
  readonly quotaBytes: number;
  usedBytes(): number;
  alarms(): readonly ActiveAlarm[];
  raise(): void;
}

export class QuotaWatch {
  private readonly parts: QuotaWatchParts;
  private timer: Timer | null = null;

  constructor(parts: QuotaWatchParts) {
    this.parts = parts;
  }

  start(): void {
    this.timer = this.parts.clock.after(CHECK_MS, () => {
      this.check();
      this.start();
    });
  }

  stop(): void {
    this.timer?.cancel();
  }

  private check(): void {
    const { self, quotaBytes } = this.parts;
    if (this.parts.usedBytes() < quotaBytes) return;
    if (this.parts.alarms().some(({ member, alarm }) => member === self && alarm === 'nospace')) return;
    this.parts.raise();
  }
}
