/**
 * The Clock port on virtual time. A machine's clocks are wrong in their own way: the monotonic one runs at a rate of
 * its own, the wall clock is off by an amount that may step at any moment. A process adds lateness: timers fire late
 * by a drawn amount, and a turn lasts a while, so that several inputs meet in one.
 */
import { assert } from '../../../src/core/base/assert.ts';
import { nextInteger, type Random } from '../../../src/core/base/random.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import { TIMER, type Scheduler, type SimEvent, type SimProcess } from './scheduler.ts';

const US_PER_MS = 1_000;
/** Any start will do, as long as nobody takes 0 for "never". */
const WALL_START_MS = 1_750_000_000_000;
/** Keeps a timer from firing early by a rounding error of the rate. */
const ROUNDING_US = 1;
const ENDING_ROUNDS_MAX = 64;
/** A process that does nothing but end turns burns a core: on a real machine nobody would be told. */
const ENDLESS_TURNS_MAX = 50;
/** The least a turn takes: no process does anything in no time. */
const TURN_US_MIN = 1;

/** The clocks of one machine; they go on while its process is down. */
export interface MachineClock {
  /** Monotonic milliseconds per millisecond of true time; changed by `changeRate` alone. */
  rate: number;
  /** Where it stood, in true and in its own time, when its rate was changed last. */
  rateSince?: { readonly trueUs: number; readonly ownUs: number };
  /** May be changed at any time: the wall clock steps. */
  wallOffsetMs: number;
  /** What faults that end by themselves add to it; apart, so that a step meanwhile stays when they end. */
  passingMs?: number;
  /** The wall clock stands still here. */
  frozenWallMs?: number | null;
}

/** What the wall clock of a machine shows unless it stands still. */
export function wallMsOf({ nowUs }: Scheduler, { wallOffsetMs, passingMs = 0 }: MachineClock): number {
  return WALL_START_MS + Math.floor(nowUs / US_PER_MS) + wallOffsetMs + passingMs;
}

/** Its monotonic time, of no particular beginning. */
function ownUs({ nowUs }: Scheduler, { rate, rateSince }: MachineClock): number {
  const { trueUs, ownUs } = rateSince ?? { trueUs: 0, ownUs: 0 };
  return ownUs + (nowUs - trueUs) * rate;
}

/** The monotonic clock runs faster or slower from now on. */
export function changeRate(scheduler: Scheduler, clock: MachineClock, rate: number): void {
  clock.rateSince = { trueUs: scheduler.nowUs, ownUs: ownUs(scheduler, clock) };
  clock.rate = rate;
}

export interface ClockLateness {
  readonly timerUsMax: number;
  readonly turnUsMax: number;
}

export const PUNCTUAL: ClockLateness = { timerUsMax: 0, turnUsMax: 0 };

export interface SimClockOptions {
  readonly scheduler: Scheduler;
  readonly process: SimProcess;
  readonly machine: MachineClock;
  readonly lateness: ClockLateness;
  readonly random: Random;
}

export function createSimClock({ scheduler, process, machine, lateness, random }: SimClockOptions): Clock {
  const startUs = ownUs(scheduler, machine);
  const monotonicMs = (): number => (ownUs(scheduler, machine) - startUs) / US_PER_MS;
  const late = (boundUs: number): number => (boundUs === 0 ? 0 : nextInteger(random, 0, boundUs));
  let turn: (() => void)[] = [];
  let endlessTurns = 0;

  function planTurnEnd(): void {
    if (process.inTurn) return;
    process.inTurn = true;
    scheduler.after(TURN_US_MIN + late(lateness.turnUsMax), { owner: process, what: 'turn end' }, endTurn);
  }

  /** As io/system-clock does it: a task that asks for another for ever gets the next turns, but time goes on. */
  function endTurn(): void {
    for (let round = 0; round < ENDING_ROUNDS_MAX && turn.length > 0; round++) {
      const tasks = turn;
      turn = [];
      for (const task of tasks) task();
    }
    process.inTurn = false;
    endlessTurns = turn.length > 0 ? endlessTurns + 1 : 0;
    assert(
      endlessTurns < ENDLESS_TURNS_MAX,
      () => `${process.name} spins: the end of a turn asks for another without end`,
    );
    if (turn.length > 0) planTurnEnd();
  }

  const untilUs = (dueMs: number): number =>
    (Math.max(dueMs - monotonicMs(), 0) * US_PER_MS) / machine.rate + ROUNDING_US;

  return {
    monotonicMs,
    wallMs: () => machine.frozenWallMs ?? wallMsOf(scheduler, machine),
    after(delayMs, fire) {
      const dueMs = monotonicMs() + Math.max(delayMs, 0);
      const lateUs = late(lateness.timerUsMax);
      // Its clock may have slowed down meanwhile; a timer is never early by it.
      const arm = (): SimEvent =>
        scheduler.after(untilUs(dueMs) + lateUs, { owner: process, what: TIMER }, () => {
          if (monotonicMs() >= dueMs) fire();
          else event = arm();
        });
      let event = arm();
      return { cancel: () => (event.cancelled = true) };
    },
    atTurnEnd(task) {
      turn.push(task);
      planTurnEnd();
    },
  };
}
