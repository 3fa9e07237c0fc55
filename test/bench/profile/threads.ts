/** Processor time of each thread of a server, and whose the thread is. */
import { readdirSync } from 'node:fs';
import { present } from '../../../src/core/base/assert.ts';
import { cpuTimesIn, type CpuTimes } from '../load/usage.ts';

/** Ids as the agent saw them (A2); the main thread is the first of V8's. */
export interface ThreadIds {
  readonly v8: readonly number[];
  readonly libuv: readonly number[];
}

export const OWNERS = ['main', 'libuv workers', 'V8 workers', 'LevelDB', 'profiler'] as const;
export type Owner = (typeof OWNERS)[number];

export type ThreadTimes = ReadonlyMap<number, CpuTimes & { readonly name: string }>;

export function threadTimes(pid: number): ThreadTimes {
  const folder = `/proc/${pid}/task`;
  return new Map(readdirSync(folder).map((tid) => [Number(tid), cpuTimesIn(`${folder}/${tid}/stat`)]));
}

/** V8 gives its profiler's threads a name. */
const NAME_OF_V8 = /^v8:/i;

function ownerOf(tid: number, name: string, pid: number, { v8, libuv }: ThreadIds): Owner {
  if (tid === pid) return 'main';
  if (NAME_OF_V8.test(name)) return 'profiler';
  if (v8.includes(tid)) return 'V8 workers';
  return libuv.includes(tid) ? 'libuv workers' : 'LevelDB';
}

/** What each owner's threads used between two looks, in seconds. */
export function timesByOwner(
  pid: number,
  ids: ThreadIds,
  before: ThreadTimes,
  after: ThreadTimes,
): Map<Owner, CpuTimes> {
  const sums = new Map<Owner, CpuTimes>(OWNERS.map((owner) => [owner, { user: 0, system: 0 }]));
  for (const [tid, { name, user, system }] of after) {
    const owner = ownerOf(tid, name, pid, ids);
    const sum = present(sums.get(owner), 'every owner has a sum');
    const earlier = before.get(tid) ?? { user: 0, system: 0 };
    sums.set(owner, {
      user: sum.user + user - earlier.user,
      system: sum.system + system - earlier.system,
    });
  }
  return sums;
}
