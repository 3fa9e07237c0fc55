/** One run of one load against one server: connect, prepare, warm up, measure, let what is under way end, check. */
import { availableParallelism } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { present } from '../../../src/core/base/assert.ts';
import { LoadConnection } from './connection.ts';
import { revisionNow } from './cycles.ts';
import { begin, connectionsFor, type World } from './loads.ts';
import type { Measured, Plan } from './plan.ts';
import { Recorder } from './recorder.ts';
import { cpuSeconds, machineCpuSeconds, residentBytes } from './usage.ts';

/** A range of a million keys takes its time beside others. */
const DRAIN_MS_MAX = 60_000;
const LOOK_EVERY_MS = 5;
const WARM_UP_STEP_MS = 100;
/** A load that asks little of the servers does not wait for their processor time for ever. */
const WARM_UP_MS_MAX = 15_000;

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
    await warmUp(plan, recorder);
    const measured = await measure(world);
    await drain(recorder);
    recorder.checkRevisions();
    if (recorder.fault !== null) throw new RunFailed(recorder.fault);
    return measured;
  } finally {
    for (const connection of connections) connection.close();
  }
}

async function warmUp({ warmUpMs, warmUpCpuSeconds, pids }: Plan, recorder: Recorder): Promise<void> {
  const cpuUntil = cpuSeconds(pids) + warmUpCpuSeconds;
  await passes(warmUpMs, recorder);
  for (let waited = 0; waited < WARM_UP_MS_MAX && cpuSeconds(pids) < cpuUntil; waited += WARM_UP_STEP_MS) {
    await passes(WARM_UP_STEP_MS, recorder);
  }
}

async function measure({ plan, recorder }: World): Promise<Measured> {
  const cpuBefore = cpuSeconds(plan.pids);
  const ownBefore = process.cpuUsage();
  const machineBefore = machineCpuSeconds();
  const began = performance.now();
  recorder.isMeasuring = true;
  await passes(plan.measureMs, recorder);
  recorder.isMeasuring = false;
  const seconds = (performance.now() - began) / 1_000;
  const own = process.cpuUsage(ownBefore);
  const ownCpuSeconds = (own.user + own.system) / 1e6;
  const serverCpuSeconds = cpuSeconds(plan.pids) - cpuBefore;
  const others = machineCpuSeconds() - machineBefore - serverCpuSeconds - ownCpuSeconds;
  return {
    operations: recorder.operations,
    seconds,
    latencies: recorder.latencies.toJSON(),
    serverCpuSeconds,
    serverBytes: residentBytes(plan.pids),
    generatorShare: ownCpuSeconds / seconds,
    othersShare: Math.max(0, others) / seconds / availableParallelism(),
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
