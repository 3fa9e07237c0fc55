/** Time that moves when a test says so. */
import type { Clock, Timer } from '../../../src/ports/clock.ts';

export class FakeClock implements Clock {
  private now = 0;
  private timers: { readonly at: number; readonly fire: () => void }[] = [];

  get armed(): number {
    return this.timers.length;
  }
  monotonicMs(): number {
    return this.now;
  }
  wallMs(): number {
    return 1_700_000_000_000 + this.now;
  }
  after(delayMs: number, fire: () => void): Timer {
    const timer = { at: this.now + delayMs, fire };
    this.timers.push(timer);
    return { cancel: () => (this.timers = this.timers.filter((other) => other !== timer)) };
  }
  atTurnEnd(task: () => void): void {
    this.after(0, task);
  }

  advance(ms: number): void {
    const until = this.now + ms;
    for (;;) {
      const due = this.timers.filter(({ at }) => at <= until).sort((one, other) => one.at - other.at)[0];
      if (due === undefined) break;
      this.timers = this.timers.filter((other) => other !== due);
      this.now = Math.max(this.now, due.at);
      due.fire();
    }
    this.now = until;
  }
}
