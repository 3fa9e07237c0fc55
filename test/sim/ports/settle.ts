/** Waiting in tests on virtual time. */
import type { Scheduler } from './scheduler.ts';

const STEPS_MAX = 1_000_000;

/** Runs events until the condition holds; fails when nothing is left to happen, or too much did. */
export function settle(scheduler: Scheduler, what: string, condition: () => boolean): void {
  for (let steps = 0; !condition(); steps++) {
    if (steps > STEPS_MAX || !scheduler.step()) throw new Error(`waited in vain for ${what}`);
  }
}
