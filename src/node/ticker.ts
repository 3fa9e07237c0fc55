/**
 * Raft's ticks: at a steady rate, as long as the process gets its turn.
 *
 * T1. A late tick does not delay those after it: twelve that are each some milliseconds late would otherwise make an
 *     election, and the gap in writes before it, half as long again on a busy machine.
 * T2. What was missed is not made up for: after a pause of this process time has passed for it by one tick, so that the
 *     leader's words that arrived meanwhile are read before their absence is counted.
 * T3. It knows when its ticks have fallen behind the clock, for what is counted in ticks and must not last longer than
 *     that (core/raft/reads R4): no tick is overdue now, and none was missed lately.
 */
import type { Clock, Timer } from '../ports/clock.ts';

export class Ticker {
  private readonly clock: Clock;
  private readonly periodMs: number;
  private onTick: () => void = () => undefined;
  private timer: Timer | null = null;
  private dueMs = 0;
  private missedMs: number | null = null;

  constructor(clock: Clock, periodMs: number) {
    this.clock = clock;
    this.periodMs = periodMs;
  }

  start(onTick: () => void): void {
    this.onTick = onTick;
    this.dueMs = this.clock.monotonicMs();
    this.arm();
  }

  stop(): void {
    this.timer?.cancel();
    this.timer = null;
  }

  /** T3. `n` ticks that passed within `lately` have taken at most `n + 1` periods of the clock. */
  keepsTime(latelyMs: number): boolean {
    const now = this.clock.monotonicMs();
    return now <= this.dueMs && (this.missedMs === null || now - this.missedMs > latelyMs);
  }

  private arm(): void {
    const now = this.clock.monotonicMs();
    const onTime = this.dueMs + this.periodMs;
    if (onTime <= now) this.missedMs = now;
    this.dueMs = onTime > now ? onTime : now + this.periodMs;
    this.timer = this.clock.after(this.dueMs - now, () => {
      this.arm();
      this.onTick();
    });
  }
}
