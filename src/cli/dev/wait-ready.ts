/** Waits until the playground is ready, showing how far it is; ends with one line when it will not be. */
import { setTimeout as wait } from 'node:timers/promises';
import { CommandFailure } from '../failure.ts';
import { FOLDER } from './layout.ts';
import type { Playground } from './playground.ts';
import type { Progress } from './progress.ts';
import { Readiness } from './readiness.ts';
import type { Look, Step } from './readiness.ts';

const LOOK_EVERY_MS = 150;
/** Far above what a slow machine needs for nine servers; beyond it something is wrong. */
const READY_MS_MAX = 120_000;

export async function waitUntilReady(
  playground: Playground,
  progress: Progress,
  isGivenUp: () => boolean = () => false,
): Promise<Look | null> {
  const readiness = new Readiness();
  const deadline = performance.now() + READY_MS_MAX;
  try {
    while (!isGivenUp()) {
      const look = await readiness.look();
      const steps = await stepsWanted(playground, look);
      if (isGivenUp()) break;
      progress.show(steps);
      if (steps.every(isDone)) return look;
      if (performance.now() > deadline) throw notReady(steps);
      await wait(LOOK_EVERY_MS);
    }
    return null;
  } finally {
    progress.clear();
    readiness.close();
  }
}

const isDone = ({ waitsFor }: Step): boolean => waitsFor.length === 0;

/** Regions that were cut off on purpose are not waited for. */
async function stepsWanted(playground: Playground, { steps }: Look): Promise<readonly Step[]> {
  const { ended, cut } = await playground.status();
  const [first] = ended;
  if (first !== undefined) throw new CommandFailure(`${first.name} ${first.how}`);
  return cut.length === 0 ? steps : steps.filter(({ name }) => name !== 'regions');
}

function notReady(steps: readonly Step[]): CommandFailure {
  const missing = steps
    .filter((step) => !isDone(step))
    .map(({ title, waitsFor }) => `${title}: still waiting for ${waitsFor.join(' ')}`)
    .join('; ');
  return new CommandFailure(
    `the playground is not ready after ${READY_MS_MAX / 1000} s (${missing}); the servers' logs are ${FOLDER}/*.log`,
  );
}
