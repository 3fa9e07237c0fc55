/**
 * Raft's ticks: at a steady rate, as long as the process gets its turn.
 *
 * T1. A late tick does not delay those after it: twelve that are each some milliseconds late would otherwise make an
 *     election, and the gap in writes before it, half as long again on a busy machine.
 * T2. What was missed is not made up for: after a pause of this process time has passed for it by one tick, so that the
 *     leader's words that arrived meanwhile are read before their absence is counted.
 */
import type { Clock, Timer } from '../ports/clock.ts';

export class Ticker {
  private readonly clock: Clock;
  private readonly periodMs: number;
  private readonly onTick: () => void;
  private timer: Timer | null = null;
  private dueMs = 0;

  constructor(clock: Clock, periodMs: number, onTick: () => void) {
    this.clock = clock;
    this.periodMs = periodMs;
    this.onTick = onTick;
  }

  start(): void {
    this.dueMs = this.clock.monotonicMs();
    this.arm();
  }

  stop(): void {
    this.timer?.cancel();
    this.timer = null;
  }

  private arm(): void {
    const now = this.clock.monotonicMs();
    const onTime = this.dueMs + this.periodMs;
    this.dueMs = onTime > now ? onTime : now + this.periodMs;
    this.timer = this.clock.after(this.dueMs - now, () => {
      this.arm();
      this.onTick();
    });
  }
}
