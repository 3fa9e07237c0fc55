/** Time by hand: timers and turn ends run when the test lets them, in order. */
import type { Clock, Timer } from '../../../src/ports/clock.ts';

interface Alarm {
  readonly dueMs: number;
  readonly fire: () => void;
}

/** More timers than this in one run are a loop that never rests. */
const FIRED_MAX = 100_000;

export class HandClock implements Clock {
  private nowMs = 0;
  private alarms: Alarm[] = [];
  private turn: (() => void)[] = [];

  monotonicMs(): number {
    return this.nowMs;
  }

  wallMs(): number {
    return this.nowMs;
  }

  after(delayMs: number, fire: () => void): Timer {
    const alarm = { dueMs: this.nowMs + delayMs, fire };
    this.alarms.push(alarm);
    return { cancel: () => (this.alarms = this.alarms.filter((other) => other !== alarm)) };
  }

  atTurnEnd(task: () => void): void {
    this.turn.push(task);
  }

  /** Ends the turn, then lets this much time pass. */
  run(ms = 0): void {
    this.endTurn();
    const untilMs = this.nowMs + ms;
    let fired = 0;
    for (let next = this.nextBefore(untilMs); next !== null; next = this.nextBefore(untilMs)) {
      if (++fired > FIRED_MAX) throw new Error(`still not at rest after ${FIRED_MAX} timers`);
      this.nowMs = Math.max(this.nowMs, next.dueMs);
      this.alarms.splice(this.alarms.indexOf(next), 1);
      next.fire();
      this.endTurn();
    }
    this.nowMs = untilMs;
  }

  private endTurn(): void {
    for (let task = this.turn.shift(); task !== undefined; task = this.turn.shift()) task();
  }

  private nextBefore(untilMs: number): Alarm | null {
    let next: Alarm | null = null;
    for (const alarm of this.alarms) {
      if (alarm.dueMs <= untilMs && (next === null || alarm.dueMs < next.dueMs)) next = alarm;
    }
    return next;
  }
}
