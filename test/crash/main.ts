/**
 * Real crashes of real processes under load, by kind: see options.ts. After each round everything that was acknowledged
 * is looked for, and everything that is there is accounted for.
 *
 * M1. A round passes only if nothing at all was found wrong; the exit code is 0 only if all did.
 * M2. No process started here outlives the run, however it ends.
 */
import { commitOfTree } from './commit.ts';
import { explainFailure } from './failure.ts';
import { runNine } from './nine.ts';
import { measureGaps } from './gap/gap.ts';
import { readOptions } from './options.ts';
import type { Options } from './options.ts';
import { runRegionRounds } from './region-run.ts';
import { runSelfTest } from './self-test.ts';

const INTERRUPTED = 130;

async function main(options: Options): Promise<number> {
  const { kind, instead, rounds, seed } = options;
  console.log(`crash run of commit ${commitOfTree()}: ${instead ?? kind}, ${rounds} rounds, seed ${seed}`);
  if (kind === 'nine' && instead === null) return runNine(options);
  // Members are killed as this process exits (region/member.ts).
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(INTERRUPTED));
  if (instead === 'self-test') return (await runSelfTest()) > 0 ? 1 : 0;
  if (instead === 'gap') return measureGaps(options);
  return (await runRegionRounds({ ...options, kind: kind === 'nine' ? 'kill' : kind })) > 0 ? 1 : 0;
}

try {
  process.exitCode = await main(readOptions(process.argv.slice(2)));
} catch (error) {
  console.error(explainFailure(error));
  process.exitCode = 1;
}
