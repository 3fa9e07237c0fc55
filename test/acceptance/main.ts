/**
 * What is promised to whoever starts the playground, measured on a real one with stock etcdctl: a line for each claim
 * with its figure and its limit. What crashes cost is the crash run's (test/crash).
 *
 * M1. The exit code is 0 only if every claim holds.
 * M2. No process started here outlives the run, however it ends.
 */
import { availableParallelism, loadavg } from 'node:os';
import { CommandFailure } from '../../src/cli/failure.ts';
import { PeerUnavailable, unpackEtcd } from '../compat/unpack.ts';
import { Federation } from '../support/federation.ts';
import type { TestPlayground } from '../support/playground.ts';
import { runWithPlayground } from '../support/playground-run.ts';
import { CommandFailed } from '../support/run-command.ts';
import { judgeCut } from './cut.ts';
import { Etcdctl } from './etcdctl.ts';
import { judgeLag } from './lag.ts';
import { judgeOneWriter } from './one-writer.ts';
import { judgeStart } from './start.ts';
import { Verdicts } from './verdicts.ts';
import type { World } from './world.ts';

/** Cutting comes last: until then every feed must be empty. */
const CHAPTERS = [judgeStart, judgeLag, judgeOneWriter, judgeCut];

const say = (line: string): void => console.log(line);

async function main(): Promise<number> {
  const etcdctl = new Etcdctl((await unpackEtcd()).etcdctl);
  return runWithPlayground({
    ...{ name: 'acceptance', from: 'sources', keep: false, say },
    work: (playground) => judgeAll(playground, etcdctl),
  });
}

/** How many claims do not hold. */
async function judgeAll(playground: TestPlayground, etcdctl: Etcdctl): Promise<number> {
  const verdicts = new Verdicts(say);
  const federation = new Federation();
  const world: World = { playground, federation, etcdctl, verdicts, say };
  try {
    for (const judge of CHAPTERS) {
      // Figures of a busy machine are its own; whoever reads them should know.
      say(`\nload of the machine: ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} processors`);
      await judge(world);
    }
  } finally {
    federation.close();
  }
  return verdicts.summarise();
}

/** What the operator can mend is one line; anything else is a fault of this program and keeps its stack. */
function explain(error: unknown): unknown {
  if (error instanceof PeerUnavailable || error instanceof CommandFailed || error instanceof CommandFailure) {
    return `acceptance: ${error.message}`;
  }
  return error;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}
