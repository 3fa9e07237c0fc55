/** One run of one load against one server: connect, prepare, warm up, measure, let what is under way end, check. */
import { setTimeout as wait } from 'node:timers/promises';
import { assertNever, present } from '../../../src/core/base/assert.ts';
import { etcdserverpb as pb } from '../../../src/gen/etcd.js';
import { LoadConnection } from './connection.ts';
import {
  KEYS_READ,
  mixed,
  prefixOperation,
  putOperation,
  rangeOperation,
  txnOperation,
  VALUE,
} from './kv.ts';
import { startClosedLoop, startOpenLoop, type Operation } from './lane.ts';
import { grantOperation, startKeepAlives } from './lease.ts';
import { framed, keyBytes, revisionOf } from './message.ts';
import type { Load, Measured, Plan } from './plan.ts';
import { Recorder } from './recorder.ts';
import { cpuSeconds, residentBytes } from './usage.ts';
import { WATCH_CLIENTS, WatchLoad } from './watch.ts';

/** As many as several client programs have; a load with fewer in flight has no use for more. */
const CONNECTIONS_MAX = 12;
const DRAIN_MS_MAX = 15_000;
const LOOK_EVERY_MS = 5;

export class RunFailed extends Error {
  override readonly name = 'RunFailed';
}

interface World {
  readonly plan: Plan;
  readonly connections: readonly LoadConnection[];
  readonly recorder: Recorder;
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

function connectionsFor(load: Load): number {
  if (load.type === 'watch') return WATCH_CLIENTS;
  return load.type === 'put-rate' ? CONNECTIONS_MAX : Math.min(load.inFlight, CONNECTIONS_MAX);
}

async function begin(world: World): Promise<void> {
  const { plan, connections, recorder } = world;
  const { load, prefix } = plan;
  const closed = (next: () => Operation, inFlight: number): void =>
    startClosedLoop(connections, next, recorder, inFlight);
  const filled = `${prefix}read/`;
  switch (load.type) {
    case 'put': {
      const put = putOperation(prefix, recorder);
      return closed(() => put, load.inFlight);
    }
    case 'put-rate': {
      const put = putOperation(prefix, recorder);
      return startOpenLoop(connections, () => put, recorder, load.perSecond);
    }
    case 'txn': {
      const txn = txnOperation(prefix, recorder);
      return closed(() => txn, load.inFlight);
    }
    case 'range': {
      await fill(world, filled);
      const range = rangeOperation(filled, recorder, load.serializable);
      return closed(() => range, load.inFlight);
    }
    case 'prefix': {
      await fill(world, filled);
      const range = prefixOperation(filled, recorder);
      return closed(() => range, load.inFlight);
    }
    case 'mixed': {
      await fill(world, filled);
      const read = rangeOperation(filled, recorder, false);
      return closed(mixed(read, putOperation(prefix, recorder)), load.inFlight);
    }
    case 'watch': {
      const watch = new WatchLoad({ connections, recorder, prefix, ...load });
      await watch.open();
      return watch.start(load.inFlight);
    }
    case 'lease-grant': {
      const grant = grantOperation(recorder);
      return closed(() => grant, load.inFlight);
    }
    case 'keep-alive':
      return startKeepAlives(connections, recorder, load.inFlight);
    default:
      return assertNever(load);
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

/**
 * Puts the keys that are read, all at once. Serializable reads come from whichever member is asked, so each has to have
 * them: a linearizable read waits for that.
 */
async function fill({ connections, recorder }: World, prefix: string): Promise<void> {
  const keys = Array.from({ length: KEYS_READ }, (_, number) => keyBytes(prefix, number));
  const put = async (key: Uint8Array, at: number): Promise<void> => {
    const connection = present(connections[at % connections.length], 'a connection');
    const message = framed(pb.PutRequest.encode({ key, value: VALUE }).finish());
    recorder.wrote(await answer(connection, '/etcdserverpb.KV/Put', message), 0);
  };
  await Promise.all(keys.map(put));
  await Promise.all(connections.map(revisionNow));
}

function revisionNow(connection: LoadConnection): Promise<number> {
  const request = framed(pb.RangeRequest.encode({ key: keyBytes('none') }).finish());
  return answer(connection, '/etcdserverpb.KV/Range', request);
}

/** The revision that the one answer to a call names. */
function answer(connection: LoadConnection, path: string, message: Uint8Array): Promise<number> {
  return new Promise((resolve, reject) => {
    let revision = 0;
    connection.call(path, message, {
      onMessage: (bytes, from, to) => void (revision = revisionOf(bytes, from, to)),
      onEnd: (fault) => (fault === null ? resolve(revision) : reject(new RunFailed(`${path}: ${fault}`))),
    });
  });
}
