/** One run of one load against one server: connect, prepare, warm up, measure, let what is under way end, check. */
import { setTimeout as wait } from 'node:timers/promises';
import { present } from '../../../src/core/base/assert.ts';
import { LoadConnection } from './connection.ts';
import { revisionNow } from './cycles.ts';
import { begin, connectionsFor, type World } from './loads.ts';
import type { Measured, Plan } from './plan.ts';
import { Recorder } from './recorder.ts';
import { cpuSeconds, residentBytes } from './usage.ts';

const DRAIN_MS_MAX = 15_000;
const LOOK_EVERY_MS = 5;

export class RunFailed extends Error {
  override readonly name = 'RunFailed';
}

export async function run(plan: Plan): Promise<Measured> {
  const { targets } = plan;
  const connections = await Promise.all(
    Array.from({ length: connectionsFor(plan.load) }, (_, i) =>
      LoadConnection.open(present(targets[i % targets.length], 'a target')),
    ),
  );
  const recorder = new Recorder();
  const world = { plan, connections, recorder };
  try {
    const leader = present(connections[0], 'a connection');
    recorder.beginAt(await revisionNow(leader));
    await begin(world);
    await passes(plan.warmUpMs, recorder);
    const measured = await measure(world);
    await drain(recorder);
    recorder.checkRevisions();
    if (recorder.fault !== null) throw new RunFailed(recorder.fault);
    return measured;
  } finally {
    for (const connection of connections) connection.close();
  }
}

async function measure({ plan, recorder }: World): Promise<Measured> {
  const cpuBefore = cpuSeconds(plan.pids);
  const ownBefore = process.cpuUsage();
  const began = performance.now();
  recorder.isMeasuring = true;
  await passes(plan.measureMs, recorder);
  recorder.isMeasuring = false;
  const seconds = (performance.now() - began) / 1_000;
  const own = process.cpuUsage(ownBefore);
  return {
    operations: recorder.operations,
    seconds,
    latencies: recorder.latencies.toJSON(),
    serverCpuSeconds: cpuSeconds(plan.pids) - cpuBefore,
    serverBytes: residentBytes(plan.pids),
    generatorShare: (own.user + own.system) / 1e6 / seconds,
  };
}

/** A run that has failed need not be waited for. */
async function passes(ms: number, recorder: Recorder): Promise<void> {
  const until = performance.now() + ms;
  while (performance.now() < until && recorder.fault === null) {
    await wait(Math.min(LOOK_EVERY_MS * 10, Math.max(0, until - performance.now())));
  }
  if (recorder.fault !== null) throw new RunFailed(recorder.fault);
}

async function drain(recorder: Recorder): Promise<void> {
  recorder.isStopping = true;
  const giveUpAt = performance.now() + DRAIN_MS_MAX;
  while (recorder.underWay > 0) {
    if (recorder.fault !== null) throw new RunFailed(recorder.fault);
    if (performance.now() > giveUpAt) {
      throw new RunFailed(`${recorder.underWay} operations had no answer after ${DRAIN_MS_MAX / 1_000} s`);
    }
    await wait(LOOK_EVERY_MS);
  }
}
