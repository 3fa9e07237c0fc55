/** A process that holds the lock of the folder it is given until it is killed. */
import { lockFolder } from '../../src/io/level-store-lock.ts';

lockFolder(process.argv[2]!, (outcome) => {
  console.log(outcome.ok ? 'held' : outcome.error.message);
  setInterval(() => undefined, 60_000);
});
