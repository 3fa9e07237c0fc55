/** Callbacks one after the other: the few shapes the storage needs. */
import { DONE, type Done } from '../ports/outcome.ts';

/** Runs `task` on each item in turn and stops at the first failure. */
export function eachInTurn<T>(items: readonly T[], task: (item: T, done: Done) => void, done: Done): void {
  const take = (at: number): void => {
    const item = items[at];
    if (item === undefined) {
      done(DONE);
      return;
    }
    task(item, (outcome) => {
      if (outcome.ok) take(at + 1);
      else done(outcome);
    });
  };
  take(0);
}

/** Runs the steps in turn and stops at the first failure. */
export function inTurn(steps: readonly ((done: Done) => void)[], done: Done): void {
  eachInTurn(steps, (step, next) => step(next), done);
}

/** Starts all at once; done when all are, with the first failure if there was one. */
export function allAtOnce(steps: readonly ((done: Done) => void)[], done: Done): void {
  let waiting = steps.length;
  let outcome = DONE;
  for (const step of steps) {
    step((ended) => {
      if (!ended.ok && outcome.ok) outcome = ended;
      waiting--;
      if (waiting === 0) done(outcome);
    });
  }
}
