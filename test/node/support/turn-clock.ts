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
    while (this.fireNext(untilMs));
    this.nowMs = untilMs;
  }

  /** Ends the turn, then fires the one timer that is due first; false when none is by then. */
  fireNext(untilMs = Infinity): boolean {
    this.endTurn();
    let next: Armed | null = null;
    for (const timer of this.timers) {
      if (timer.dueMs <= untilMs && (next === null || timer.dueMs < next.dueMs)) next = timer;
    }
    if (next === null) return false;
    const fired = next;
    this.timers = this.timers.filter((other) => other !== fired);
    this.nowMs = Math.max(this.nowMs, fired.dueMs);
    fired.fire();
    this.endTurn();
    return true;
  }
}
