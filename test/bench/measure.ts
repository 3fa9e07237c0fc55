/** One scenario on both sides, round by round. */
import { present } from '../../src/core/base/assert.ts';
import { prepare } from './beside.ts';
import type { Generator } from './generator.ts';
import { termNow } from './load/cycles.ts';
import type { Load, Plan } from './load/plan.ts';
import type { Options } from './options.ts';
import type { Result, Round } from './report.ts';
import type { Scenario } from './scenarios.ts';
import type { Side } from './sides.ts';

/** Of three servers that were just started, until their code is compiled. */
const NEW_SERVERS_CPU_SECONDS = 5;

export interface Bench {
  readonly options: Options;
  readonly sides: readonly [Side, Side];
  readonly generator: Generator;
  readonly besides: Generator;
}

/** `attempt` makes its keys its own. */
export async function measure(bench: Bench, scenario: Scenario, attempt: string): Promise<Result> {
  const { options, sides } = bench;
  const prefix = `bench/${scenario.name}/${attempt}/`;
  const load = await loadOf(bench, scenario, prefix);
  const rounds: [Round[], Round[]] = [[], []];
  for (let round = 1; round <= options.rounds; round++) {
    for (const [at, side] of sides.entries()) {
      const isFirst = round === 1 && scenario.beside === null;
      const warmUpCpuSeconds = isFirst ? NEW_SERVERS_CPU_SECONDS : 0;
      const own = { side, prefix: `${prefix}${round}/`, warmUpCpuSeconds };
      rounds[at]?.push(await measureOnce(bench, { ...scenario, load }, own));
    }
  }
  const [ours, theirs] = sides;
  return {
    scenario: { ...scenario, load },
    sides: [
      { title: ours.title, rounds: rounds[0] },
      { title: theirs.title, rounds: rounds[1] },
    ],
  };
}

async function loadOf(bench: Bench, scenario: Scenario, prefix: string): Promise<Load> {
  const { halfOf, load } = scenario;
  if (halfOf === null) return load;
  const [, theirs] = bench.sides;
  const own = { side: theirs, prefix: `${prefix}peak/`, warmUpCpuSeconds: NEW_SERVERS_CPU_SECONDS };
  const peak = await measureOnce(bench, { ...scenario, load: halfOf }, own);
  return { type: 'put-rate', perSecond: Math.round(peak.operations / peak.seconds / 2) };
}

interface Own {
  readonly side: Side;
  /** Of this round alone. */
  readonly prefix: string;
  readonly warmUpCpuSeconds: number;
}

async function termOf(side: Side): Promise<number> {
  const [leader] = await side.targets();
  return termNow(present(leader, 'the leader'));
}

async function measureOnce(bench: Bench, scenario: Scenario, own: Own): Promise<Round> {
  const { options, generator, besides } = bench;
  const { side, prefix, warmUpCpuSeconds } = own;
  const { load, beside } = scenario;
  const { warmUpMs, measureMs } = options;
  try {
    const planNow = async (): Promise<Omit<Plan, 'load' | 'prefix'>> => ({
      ...{ targets: await side.targets(), pids: side.pids },
      ...{ warmUpMs, warmUpCpuSeconds, measureMs },
    });
    if (beside === null)
      return { ...(await generator.run({ ...(await planNow()), load, prefix })), beside: null };
    const alone = await generator.run({ ...(await planNow()), load, prefix: `${prefix}alone/` });
    const disturb = await prepare(beside, side, besides, prefix);
    const plan = await planNow();
    const term = await termOf(side);
    const [measured, pieces] = await Promise.all([generator.run({ ...plan, load, prefix }), disturb(plan)]);
    const elections = (await termOf(side)) - term;
    return { ...measured, beside: { pieces, alone: alone.latencies, elections } };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`${scenario.name} with ${side.title}: ${why}`, { cause: error });
  }
}
