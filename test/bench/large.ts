/** What many keys cost: memory, a snapshot file, and the time until a member that was killed serves again. */
import { setTimeout as wait } from 'node:timers/promises';
import { present } from '../../src/core/base/assert.ts';
import type { RegionMember } from '../crash/region/member.ts';
import { count, mebibytes, seconds } from '../support/figures.ts';
import type { Generator } from './generator.ts';
import { LoadConnection } from './load/connection.ts';
import { readSnapshot } from './load/cycles.ts';
import { cpuSeconds, residentBytes } from './load/usage.ts';
import { LARGE_PREFIX } from './scenarios.ts';
import type { Side } from './sides.ts';

/** What was written is flushed, and what was garbage is let go, before memory is looked at. */
const SETTLE_MS = 3_000;

/** Fills the store and says what it cost. */
export async function measureLarge(side: Side, generator: Generator, keys: number): Promise<string> {
  const [target] = await side.targets();
  const leader = present(target, 'the leader');
  const cpuBefore = cpuSeconds(side.pids);
  const filling = await timed(() =>
    generator.run({
      ...{ load: { type: 'fill', keys }, targets: [leader], pids: side.pids },
      ...{ prefix: LARGE_PREFIX, warmUpMs: 0, measureMs: 0 },
    }),
  );
  const cpu = seconds((cpuSeconds(side.pids) - cpuBefore) * 1_000);
  await wait(SETTLE_MS);
  const memory = side.pids.map((pid) => mebibytes(residentBytes([pid]))).join(', ');
  const file = await snapshotFile(leader);
  const follower = await killFollower(side);
  const restart = await timed(() => startAgain(side, follower));
  return (
    `  ${side.title.padEnd(12)}  ${count(keys)} keys: put in ${seconds(filling)} with ${cpu} of processor time; memory of the members ${memory}; ` +
    `snapshot file ${file}; a follower killed serves again after ${seconds(restart)}`
  );
}

async function snapshotFile(leader: { host: string; port: number }): Promise<string> {
  const connection = await LoadConnection.open(leader);
  try {
    let bytes = 0;
    const ms = await timed(async () => (bytes = await readSnapshot(connection)));
    return `${mebibytes(bytes)} in ${seconds(ms)}`;
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

/** Resolves when it answers a linearizable read, for which it must have caught up. */
export async function startAgain(side: Side, follower: RegionMember): Promise<void> {
  follower.start();
  await side.servesAt(follower);
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
