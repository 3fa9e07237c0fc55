/** Time by hand that tells a turn's end from a timer of no delay: only between two timers does the loop come round. */
import type { Clock, Timer } from '../../../src/ports/clock.ts';

interface Armed {
  readonly dueMs: number;
  readonly fire: () => void;
}

export class TurnClock implements Clock {
  private nowMs = 0;
  private timers: Armed[] = [];
  private tasks: (() => void)[] = [];

  get armed(): number {
    return this.timers.length;
  }

  monotonicMs(): number {
    return this.nowMs;
  }

  wallMs(): number {
    return this.nowMs;
  }

  after(delayMs: number, fire: () => void): Timer {
    const timer = { dueMs: this.nowMs + delayMs, fire };
    this.timers.push(timer);
    return { cancel: () => (this.timers = this.timers.filter((other) => other !== timer)) };
  }

  atTurnEnd(task: () => void): void {
    this.tasks.push(task);
  }

  /** Runs tasks until none asks for another; timers wait. */
  endTurn(): void {
    for (let task = this.tasks.shift(); task !== undefined; task = this.tasks.shift()) task();
  }

  /** Ends the turn, then fires what is due by then, each in a turn of its own. */
  advance(ms: number): void {
    const untilMs = this.nowMs + ms;
    this.endTurn();
    for (;;) {
      const next = this.timers.reduce<Armed | null>(
        (first, timer) =>
          timer.dueMs <= untilMs && (first === null || timer.dueMs < first.dueMs) ? timer : first,
        null,
      );
      if (next === null) break;
      this.timers = this.timers.filter((other) => other !== next);
      this.nowMs = Math.max(this.nowMs, next.dueMs);
      next.fire();
      this.endTurn();
    }
    this.nowMs = untilMs;
  }
}
