/** What many keys cost: memory, a snapshot file, and the time until a member that was killed serves again. */
import { setTimeout as wait } from 'node:timers/promises';
import { present } from '../../src/core/base/assert.ts';
import { lastOf, type RegionMember } from '../crash/region/member.ts';
import { count, mebibytes, seconds } from '../support/figures.ts';
import type { Generator } from './generator.ts';
import { LoadConnection } from './load/connection.ts';
import { readSnapshot, revisionNow } from './load/cycles.ts';
import { cpuSeconds, residentBytes } from './load/usage.ts';
import { LARGE_PREFIX } from './scenarios.ts';
import { LOOK_EVERY_MS, SERVES_MS_MAX, targetOf, type Side } from './sides.ts';

/** What was written is flushed, and what was garbage is let go, before memory is looked at. */
const SETTLE_MS = 3_000;

export interface Large {
  readonly title: string;
  readonly keys: number;
  readonly fillMs: number;
  readonly fillCpuSeconds: number;
  /** Of each member. */
  readonly memoryBytes: readonly number[];
  readonly snapshotBytes: number;
  readonly snapshotMs: number;
  /** From the start of a follower that was killed to its first linearizable answer. */
  readonly restartMs: number;
}

/** Fills the store and says what it cost. */
export async function measureLarge(side: Side, generator: Generator, keys: number): Promise<Large> {
  const [target] = await side.targets();
  const leader = present(target, 'the leader');
  const cpuBefore = cpuSeconds(side.pids);
  const fillMs = await timed(() =>
    generator.run({
      ...{ load: { type: 'fill', keys }, targets: [leader], pids: side.pids },
      ...{ prefix: LARGE_PREFIX, warmUpMs: 0, warmUpCpuSeconds: 0, measureMs: 0 },
    }),
  );
  const fillCpuSeconds = cpuSeconds(side.pids) - cpuBefore;
  await wait(SETTLE_MS);
  const memoryBytes = side.pids.map((pid) => residentBytes([pid]));
  const snapshot = await snapshotFile(leader);
  const follower = await killFollower(side);
  const restartMs = await timed(() => startAgain(follower));
  return { title: side.title, keys, fillMs, fillCpuSeconds, memoryBytes, ...snapshot, restartMs };
}

export function describeLarge(large: Large): string {
  const { title, keys, fillMs, fillCpuSeconds, memoryBytes, snapshotBytes, snapshotMs, restartMs } = large;
  return (
    `  ${title.padEnd(12)}  ${count(keys)} keys: put in ${seconds(fillMs)} with ${seconds(fillCpuSeconds * 1_000)} of processor ` +
    `time; memory of the members ${memoryBytes.map(mebibytes).join(', ')}; snapshot file of ${mebibytes(snapshotBytes)} in ` +
    `${seconds(snapshotMs)}; a follower killed serves again after ${seconds(restartMs)}`
  );
}

async function snapshotFile(leader: {
  host: string;
  port: number;
}): Promise<Pick<Large, 'snapshotBytes' | 'snapshotMs'>> {
  const connection = await LoadConnection.open(leader);
  try {
    let snapshotBytes = 0;
    const snapshotMs = await timed(async () => (snapshotBytes = await readSnapshot(connection)));
    return { snapshotBytes, snapshotMs };
  } finally {
    connection.close();
  }
}

export async function killFollower(side: Side): Promise<RegionMember> {
  const [leader] = await side.targets();
  const follower = present(
    side.members.find(({ endpoint }) => !endpoint.endsWith(`:${leader?.port}`)),
    'a follower',
  );
  follower.kill();
  await follower.whenGone();
  return follower;
}

/**
 * Resolves when it answers a linearizable read, for which it must have caught up. It is asked over and over without a call
 * library, which would wait for a back-off of its own between two tries.
 */
export async function startAgain(follower: RegionMember): Promise<void> {
  follower.start();
  const giveUpAt = performance.now() + SERVES_MS_MAX;
  while (follower.running && !(await answers(follower))) {
    if (performance.now() > giveUpAt) throw new Error(`${follower.name} does not serve again`);
    await wait(LOOK_EVERY_MS);
  }
  if (!follower.running) throw new Error(`${follower.name} ended: ${lastOf(follower.said())}`);
}

async function answers(member: RegionMember): Promise<boolean> {
  let connection: LoadConnection | null = null;
  try {
    connection = await LoadConnection.open(targetOf(member));
    await revisionNow(connection);
    return true;
  } catch {
    return false;
  } finally {
    connection?.close();
  }
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
