/** How each load begins: what it needs is put first, and then its operations follow one another until the run stops. */
import { assertNever, present } from '../../../src/core/base/assert.ts';
import { etcdserverpb as pb } from '../../../src/gen/etcd.js';
import type { LoadConnection } from './connection.ts';
import { compact, CYCLE_PAUSE_MS, finished, readSnapshot, reconnectWatchers } from './cycles.ts';
import { revisionNow, startCycles } from './cycles.ts';
import {
  countedPuts,
  fillOperation,
  KEYS_READ,
  mixed,
  prefixOperation,
  putOperation,
  rangeOperation,
  txnOperation,
  VALUE,
  type Finite,
} from './kv.ts';
import { startClosedLoop, startOpenLoop, type Operation } from './lane.ts';
import { grantOperation, startKeepAlives } from './lease.ts';
import { framed, keyBytes, revisionOf } from './message.ts';
import type { Load, Plan } from './plan.ts';
import type { Recorder } from './recorder.ts';
import { WATCH_CLIENTS, WatchLoad } from './watch.ts';

/** As many as several client programs have; a load with fewer in flight has no use for more. */
const CONNECTIONS_MAX = 12;
const TRANSACTIONS_AT_ONCE = 16;
const PUTS_AT_ONCE = 1_000;

export interface World {
  readonly plan: Plan;
  readonly connections: readonly LoadConnection[];
  readonly recorder: Recorder;
}

export function connectionsFor(load: Load): number {
  if (load.type === 'watch') return WATCH_CLIENTS;
  if (load.type === 'put-rate') return CONNECTIONS_MAX;
  return 'inFlight' in load ? Math.min(load.inFlight, CONNECTIONS_MAX) : 1;
}

export async function begin(world: World): Promise<void> {
  const { plan, connections, recorder } = world;
  const { load, prefix } = plan;
  const closed = (next: () => Operation, inFlight: number): void =>
    startClosedLoop(connections, next, recorder, inFlight);
  const filled = `${prefix}read/`;
  const leader = present(connections[0], 'a connection');
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
      const range = prefixOperation(filled, recorder, KEYS_READ);
      return closed(() => range, load.inFlight);
    }
    case 'mixed': {
      await fill(world, filled);
      const read = rangeOperation(filled, recorder, false);
      return closed(mixed(read, putOperation(prefix, recorder)), load.inFlight);
    }
    case 'watch': {
      const watch = new WatchLoad({ connections, recorder, prefix, ...load, startRevision: 0 });
      await watch.open();
      return watch.start(load.inFlight);
    }
    case 'lease-grant': {
      const grant = grantOperation(recorder);
      return closed(() => grant, load.inFlight);
    }
    case 'keep-alive':
      return startKeepAlives(connections, recorder, load.inFlight);
    case 'fill':
      return finish(world, fillOperation(prefix, recorder, load.keys), TRANSACTIONS_AT_ONCE);
    case 'put-count':
      return finish(world, countedPuts(prefix, recorder, load.puts), PUTS_AT_ONCE);
    case 'range-all': {
      const range = prefixOperation(prefix, recorder, load.keys);
      return closed(() => range, 1);
    }
    case 'snapshot-file':
      return startCycles(recorder, async () => void (await readSnapshot(leader)));
    case 'compaction':
      return startCycles(recorder, () => compact(leader), CYCLE_PAUSE_MS);
    case 'watch-reconnect':
      return startCycles(
        recorder,
        () => reconnectWatchers(plan.targets, { recorder, prefix, ...load }),
        CYCLE_PAUSE_MS,
      );
    default:
      return assertNever(load);
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
    await finished(connection, '/etcdserverpb.KV/Put', message, (bytes, from, to) =>
      recorder.wrote(revisionOf(bytes, from, to), 0),
    );
  };
  await Promise.all(keys.map(put));
  await Promise.all(connections.map(revisionNow));
}

/** Resolves when everything is done, so many at a time. */
async function finish({ connections }: World, finite: Finite, atOnce: number): Promise<void> {
  const connection = present(connections[0], 'a connection');
  const worker = async (): Promise<void> => {
    while (!finite.isDone()) {
      await finished(connection, finite.path, finite.request(), (bytes, from, to) =>
        finite.check(bytes, from, to, 0),
      );
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
