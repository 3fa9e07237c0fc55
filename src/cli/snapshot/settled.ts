/** A port's completion as a promise, for commands. */
import type { Done } from '../../ports/outcome.ts';
import { CommandFailure } from '../failure.ts';

export function settled<T>(start: (done: Done<T>) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    start((outcome) => {
      if (outcome.ok) resolve(outcome.value);
      else reject(new CommandFailure(outcome.error.message));
    });
  });
}
