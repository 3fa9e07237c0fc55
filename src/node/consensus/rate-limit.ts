/**
 * So many bytes a second, and not more at once than a short burst. Who spends may overdraw (a chunk is not cut in two)
 * and then waits until the debt is paid.
 */
import type { Clock } from '../../ports/clock.ts';

/** What may be spent at once after a pause. */
const BURST_MS = 50;

export class RateLimit {
  private readonly clock: Clock;
  private readonly bytesPerMs: number;
  private available: number;
  private sinceMs: number;

  constructor(clock: Clock, bytesPerSecond: number) {
    this.clock = clock;
    this.bytesPerMs = bytesPerSecond / 1000;
    this.available = this.bytesPerMs * BURST_MS;
    this.sinceMs = clock.monotonicMs();
  }

  spend(bytes: number): void {
    this.earn();
    this.available -= bytes;
  }

  /** How long until something may be spent again; 0: now. */
  waitMs(): number {
    this.earn();
    return this.available > 0 ? 0 : Math.ceil(-this.available / this.bytesPerMs) + 1;
  }

  private earn(): void {
    const nowMs = this.clock.monotonicMs();
    const earned = (nowMs - this.sinceMs) * this.bytesPerMs;
    this.available = Math.min(this.bytesPerMs * BURST_MS, this.available + earned);
    this.sinceMs = nowMs;
  }
}
