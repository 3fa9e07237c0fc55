/** What goes on beside a load, and how long each piece of it takes. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Generator } from './generator.ts';
import { killFollower, startAgain, timed } from './large.ts';
import { Histogram } from './load/histogram.ts';
import type { Plan } from './load/plan.ts';
import { LARGE_PREFIX, type Beside } from './scenarios.ts';
import type { Side } from './sides.ts';

const MICROSECONDS = 1_000;

/** Latencies of the pieces, as a histogram's counts. */
export type Disturbance = (plan: Omit<Plan, 'load' | 'prefix'>) => Promise<readonly number[]>;

/** Prepares what goes on beside the load `prefix`; the disturbance is to be run together with it. */
export async function prepare(
  beside: Beside,
  side: Side,
  generator: Generator,
  prefix: string,
): Promise<Disturbance> {
  if (beside.type === 'follower-away')
    return followerAway(side, generator, beside.writes, `${prefix}missed/`);
  return async (plan) => (await generator.run({ ...plan, load: beside, prefix: LARGE_PREFIX })).latencies;
}

async function followerAway(
  side: Side,
  generator: Generator,
  puts: number,
  prefix: string,
): Promise<Disturbance> {
  const follower = await killFollower(side);
  const targets = (await side.targets()).slice(0, 1);
  const load = { type: 'put-count', puts } as const;
  await generator.run({
    load,
    prefix,
    targets,
    pids: side.pids,
    warmUpMs: 0,
    warmUpCpuSeconds: 0,
    measureMs: 0,
  });
  return async ({ warmUpMs }) => {
    await wait(warmUpMs);
    const latencies = new Histogram();
    latencies.record((await timed(() => startAgain(follower))) * MICROSECONDS);
    return latencies.toJSON();
  };
}
