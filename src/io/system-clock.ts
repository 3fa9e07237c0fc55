/**
 * Time from the operating system.
 *
 * The turn's end is a `setImmediate`: it runs when libuv has handed out everything its poll found ready, so the inputs
 * of all sockets and disk completions of one loop iteration are gathered into one batch. A microtask or `nextTick`
 * would run after each single callback and gather nothing; a timer would add a millisecond. Tasks that are asked for
 * while the turn ends (a proposal makes messages, messages make a socket write) run in the same ending: another
 * `setImmediate` would put one more poll between a command and its bytes.
 *
 * C1. A task or timer runs once, never inside the call that asked for it.
 * C2. A timer never fires early by the monotonic clock (libuv rounds its own time down, so a timer may come up to 1 ms
 *     before its time; such a one is armed again).
 * C3. A timer that waits for some time comes that millisecond later at once: most of an idle server's processor time is
 *     being woken, and timers that come early wake it twice.
 * C4. One that waits for long comes with the next other timer, up to `PATIENCE_MS` after its time: half of an idle server's
 *     wakes by timers were single ones, or none at all: Node does not take back the wake of a timer that was cancelled.
 */
import { performance } from 'node:perf_hooks';
import type { Clock, Timer } from '../ports/clock.ts';
import { TimerCompany } from './timer-company.ts';

/** The longest delay Node takes; a longer one would fire at once. */
const TIMEOUT_MS_MAX = 0x7fff_ffff;
/** C3. */
const SOME_TIME_MS = 20;
const ROUNDED_DOWN_MS = 1;
/** C4: a Raft tick by default is a tenth of a second, and as much late is little for who waits five times as long. */
const LONG_MS = 500;
const PATIENCE_MS = 100;
/** Rounds of tasks that ask for tasks within one ending; after that the loop gets its turn, so that none can starve it. */
const ENDING_ROUNDS_MAX = 64;

export function createSystemClock(): Clock {
  const turn = new TurnEnd();
  const company = new TimerCompany();
  return {
    monotonicMs: () => performance.now(),
    wallMs: () => Date.now(),
    after: (delayMs, fire) => startTimer(company, delayMs, fire),
    atTurnEnd: (task) => turn.add(task),
  };
}

function startTimer(company: TimerCompany, delayMs: number, fire: () => void): Timer {
  const due = performance.now() + delayMs;
  let timeout = arm(delayMs + lateMs(delayMs));
  const leave = delayMs < LONG_MS ? null : company.add(due, fireInCompany);
  return { cancel };

  function arm(waitMs: number): NodeJS.Timeout {
    return setTimeout(check, Math.min(Math.ceil(waitMs), TIMEOUT_MS_MAX));
  }
  function check(): void {
    const earlyMs = due - performance.now();
    if (earlyMs > 0) timeout = arm(earlyMs);
    else {
      leave?.();
      fire();
    }
    company.fireDue(performance.now());
  }
  function fireInCompany(): void {
    clearTimeout(timeout);
    fire();
  }
  function cancel(): void {
    clearTimeout(timeout);
    leave?.();
  }
}

function lateMs(delayMs: number): number {
  if (delayMs < SOME_TIME_MS) return 0;
  return delayMs < LONG_MS ? ROUNDED_DOWN_MS : PATIENCE_MS;
}

class TurnEnd {
  #tasks: (() => void)[] = [];
  #planned = false;
  readonly #end = (): void => this.#run();

  add(task: () => void): void {
    this.#tasks.push(task);
    this.#plan();
  }

  #plan(): void {
    if (this.#planned) return;
    this.#planned = true;
    setImmediate(this.#end);
  }

  #run(): void {
    for (let round = 0; round < ENDING_ROUNDS_MAX && this.#tasks.length > 0; round++) {
      const tasks = this.#tasks;
      this.#tasks = [];
      for (const task of tasks) task();
    }
    this.#planned = false;
    if (this.#tasks.length > 0) this.#plan();
  }
}
