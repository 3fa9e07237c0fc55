/** Work that takes a server long and others wait behind: one piece of it after the other, until the run stops. */
import { setTimeout as wait } from 'node:timers/promises';
import { longOf } from '../../../src/codec/etcd-scalars.ts';
import { etcdserverpb as pb } from '../../../src/gen/etcd.js';
import { LoadConnection, type Target } from './connection.ts';
import { framed, keyBytes, revisionOf, termOf, varintField } from './message.ts';
import type { Recorder } from './recorder.ts';
import { WATCH_CLIENTS, WatchLoad } from './watch.ts';

/** Between what happens once in a while, not over and over: each side gets about as much of it. */
export const CYCLE_PAUSE_MS = 1_000;
const SNAPSHOT_REMAINING = 2;
const SNAPSHOT_REQUEST = framed(pb.SnapshotRequest.encode({}).finish());
const ANY_RANGE = framed(pb.RangeRequest.encode({ key: keyBytes('none') }).finish());

/** A piece of work is an operation: how often it was done is the rate, how long it took the latency. */
export function startCycles(recorder: Recorder, cycle: () => Promise<void>, pauseMs = 0): void {
  void repeat(recorder, cycle, pauseMs).catch((error: unknown) =>
    recorder.fail(error instanceof Error ? error.message : String(error)),
  );
}

async function repeat(recorder: Recorder, cycle: () => Promise<void>, pauseMs: number): Promise<void> {
  while (!recorder.isStopping) {
    const began = performance.now();
    recorder.underWay += 1;
    try {
      await cycle();
      recorder.done(began);
    } finally {
      recorder.underWay -= 1;
    }
    if (pauseMs > 0) await wait(pauseMs);
  }
}

/** The whole file, thrown away. It is whole if the server said that nothing remains. */
export async function readSnapshot(connection: LoadConnection): Promise<number> {
  let bytesRead = 0;
  let remaining = 0;
  await finished(connection, '/etcdserverpb.Maintenance/Snapshot', SNAPSHOT_REQUEST, (bytes, from, to) => {
    bytesRead += to - from;
    remaining = varintField(bytes, from, to, SNAPSHOT_REMAINING);
  });
  if (remaining !== 0 || bytesRead === 0) throw new Error(`a snapshot ended with ${remaining} bytes to come`);
  return bytesRead;
}

/** Everything up to now, and waits until it is deleted. */
export async function compact(connection: LoadConnection): Promise<void> {
  const revision = await revisionNow(connection);
  const request = framed(
    pb.CompactionRequest.encode({ revision: longOf(revision), physical: true }).finish(),
  );
  await finished(connection, '/etcdserverpb.KV/Compact', request, () => undefined);
}

/** New clients that go on where they were when the run began, are all told that they watch, and are gone again. */
export async function reconnectWatchers(
  targets: readonly Target[],
  world: { recorder: Recorder; prefix: string; watchers: number },
): Promise<void> {
  const clients = Array.from({ length: WATCH_CLIENTS }, (_, i) => targets[i % targets.length]);
  const connections = await Promise.all(
    clients.flatMap((target) => (target ? LoadConnection.open(target) : [])),
  );
  const { watchers, recorder } = world;
  await new WatchLoad({ ...world, connections, keys: watchers, startRevision: recorder.floor }).open();
  for (const connection of connections) connection.close();
}

/** As of a linearizable read, so that this member has applied whatever was acknowledged. */
export function revisionNow(connection: LoadConnection): Promise<number> {
  return readNow(connection, revisionOf);
}

/** The region's term. */
export async function termNow(target: Target): Promise<number> {
  const connection = await LoadConnection.open(target);
  return readNow(connection, termOf).finally(() => connection.close());
}

async function readNow(connection: LoadConnection, of: typeof revisionOf): Promise<number> {
  let found = 0;
  await finished(connection, '/etcdserverpb.KV/Range', ANY_RANGE, (bytes, from, to) => {
    found = of(bytes, from, to);
  });
  return found;
}

/** Resolves when the call has succeeded, after all of its messages. */
export function finished(
  connection: LoadConnection,
  path: string,
  message: Uint8Array,
  onMessage: (bytes: Uint8Array, from: number, to: number) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const onEnd = (fault: string | null): void =>
      fault === null ? resolve() : reject(new Error(`${path}: ${fault}`));
    connection.call(path, message, { onMessage, onEnd });
  });
}
