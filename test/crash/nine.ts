/**
 * Rounds with a playground: kill -9 of leaders, and of all nine servers of a playground at once, under a stream of writes; after
 * each round everything that was acknowledged is looked for, and everything that is there is accounted for.
 *
 * M1. A round passes only if writes went on in time and nothing at all was found wrong; the exit code is 0 only if all did.
 * M2. No process started here outlives the run, however it ends.
 */
import { REGIONS } from '../../src/cli/dev/layout.ts';
import { Federation } from '../support/federation.ts';
import { count, percentile, seconds } from '../support/figures.ts';
import type { TestPlayground } from '../support/playground.ts';
import { runWithPlayground } from '../support/playground-run.ts';
import { Inspector } from './inspection.ts';
import type { Findings } from './inspection.ts';
import { GLOBAL_PREFIX, Ledger, REGIONAL_PREFIX } from './ledger.ts';
import { explainFailure } from './failure.ts';
import type { Options } from './options.ts';
import { playRound } from './round.ts';
import type { RoundPlan, RoundResult, World } from './round.ts';
import { showComplaints, verdictOf } from './verdict.ts';

const GAP_MS_MAX = 3_000;
const KILL_ALL_EVERY = 4;

interface Tally {
  passed: number;
  failed: number;
  readonly gaps: number[];
  acknowledged: number;
}

/** Returns the exit code. */
export function runNine(options: Options): Promise<number> {
  const say = (line: string): void => console.log(line);
  return runWithPlayground({
    ...{ name: 'crash', from: 'built', keep: options.keep, say },
    work: async (playground) => {
      const { ms } = await playground.dev('--detach', '--fresh');
      say(`nine servers are ready after ${seconds(ms)}`);
      return runRounds(options, playground);
    },
  });
}

async function runRounds({ rounds }: Options, playground: TestPlayground): Promise<number> {
  const federation = new Federation();
  const ledger = new Ledger(`run ${process.pid}`);
  const inspector = new Inspector(ledger, federation);
  const tally: Tally = { passed: 0, failed: 0, gaps: [], acknowledged: 0 };
  try {
    for (let number = 1; number <= rounds; number++) {
      const plan = planOf(number);
      const passed = await judgeRound(plan, { playground, federation, ledger }, inspector, tally);
      if (passed) tally.passed += 1;
      else tally.failed += 1;
    }
    await judgeEnd(playground, inspector, tally);
  } catch (error) {
    // Servers that do not come back, or a region that takes no more writes: nothing after it could be judged.
    tally.failed += 1;
    console.log('given up:', explainFailure(error));
  } finally {
    federation.close();
    inspector.close();
  }
  summarise(tally);
  return tally.failed;
}

function planOf(number: number): RoundPlan {
  return {
    name: `r${String(number).padStart(2, '0')}`,
    region: REGIONS[number % REGIONS.length] ?? REGIONS[0],
    killAll: number % KILL_ALL_EVERY === 0,
  };
}

async function judgeRound(
  plan: RoundPlan,
  world: World,
  inspector: Inspector,
  tally: Tally,
): Promise<boolean> {
  const result = await playRound(plan, world);
  // After a crash of everything, everything that was ever acknowledged is looked for.
  const prefixes = plan.killAll
    ? [REGIONAL_PREFIX, GLOBAL_PREFIX]
    : [`${REGIONAL_PREFIX}${plan.name}/`, `${GLOBAL_PREFIX}${plan.name}/`];
  const findings = await inspector.inspect(prefixes);
  tally.gaps.push(result.gapMs);
  tally.acknowledged += result.acknowledged;
  const wrong = [...tooSlow(result), ...result.wrong, ...findings.wrong];
  console.log(`${describeRound(plan, result)}; ${describeFindings(findings)}: ${verdictOf(wrong)}`);
  showComplaints(wrong);
  return wrong.length === 0;
}

/** Once more everything, and the feed as a person reads it. */
async function judgeEnd(playground: TestPlayground, inspector: Inspector, tally: Tally): Promise<void> {
  const findings = await inspector.inspect([REGIONAL_PREFIX, GLOBAL_PREFIX]);
  const { stdout } = await playground.ctl('-w', 'json', 'conflicts');
  const { conflicts } = JSON.parse(stdout) as { readonly conflicts: readonly unknown[] };
  const wrong = [...findings.wrong, ...(conflicts.length > 0 ? [`atollctl conflicts says ${stdout}`] : [])];
  console.log(
    `end: ${describeFindings(findings)}; atollctl conflicts names ${conflicts.length}: ${verdictOf(wrong)}`,
  );
  showComplaints(wrong);
  if (wrong.length > 0) tally.failed += 1;
}

function tooSlow({ gapMs, killed }: RoundResult): string[] {
  if (gapMs <= GAP_MS_MAX) return [];
  return [
    `writes went on only ${seconds(gapMs)} after the kill of ${killed}; due within ${seconds(GAP_MS_MAX)}`,
  ];
}

function describeRound({ name, region, killAll }: RoundPlan, result: RoundResult): string {
  const { killed, gapMs, everySurvivorMs, acknowledged, unknown, notSent, backMs } = result;
  const [one = Number.NaN, all] = backMs;
  return [
    `${name} ${region}: kill -9 ${killed}, writes went on after ${seconds(gapMs)} ` +
      `(at each survivor ${seconds(everySurvivorMs)}), healed in ${seconds(one)}`,
    ...(killAll ? [`kill -9 of all nine, ready again in ${seconds(all ?? Number.NaN)}`] : []),
    `${count(acknowledged)} writes acknowledged, ${unknown} unknown, ${notSent} not sent`,
  ].join('; ');
}

function describeFindings({ revisions, keysRead }: Findings): string {
  return `${count(revisions)} revisions explained, ${count(keysRead)} keys read`;
}

function summarise({ passed, failed, gaps, acknowledged }: Tally): void {
  const [p50, max] = [percentile(gaps, 0.5), percentile(gaps, 1)];
  console.log(
    `from kill -9 of a leader to the first acknowledged write: p50 ${seconds(p50)}, max ${seconds(max)}, ` +
      `limit ${seconds(GAP_MS_MAX)}; ${count(acknowledged)} acknowledged writes`,
  );
  console.log(`${passed} passed, ${failed} failed`);
}
