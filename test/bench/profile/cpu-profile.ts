/**
 * What a processor profile of V8's says: how long the main thread was in which function itself, and for whom. */
import { present } from '../../../src/core/base/assert.ts';

/** As V8's profiler writes it; times in microseconds. */
export interface CpuProfile {
  readonly nodes: readonly ProfileNode[];
  /** Ids of nodes, one a sample. */
  readonly samples: readonly number[];
  readonly startTime: number;
  readonly endTime: number;
  /** Of each sample, the time since the one before; of the first, since the start. */
  readonly timeDeltas: readonly number[];
}

/** What was sampled from one time to another. */
export function cutTo(profile: CpuProfile, from: number, to: number): CpuProfile {
  const times: number[] = [];
  let at = profile.startTime;
  for (const delta of profile.timeDeltas) times.push((at += delta));
  const first = times.findIndex((time) => time >= from);
  const end = times.findLastIndex((time) => time <= to) + 1;
  return {
    nodes: profile.nodes,
    samples: first === -1 ? [] : profile.samples.slice(first, end),
    timeDeltas:
      first === -1 ? [] : [(times[first] ?? from) - from, ...profile.timeDeltas.slice(first + 1, end)],
    ...{ startTime: from, endTime: to },
  };
}

export interface ProfileNode {
  readonly id: number;
  readonly callFrame: CallFrame;
  readonly children?: readonly number[];
}

export interface CallFrame {
  readonly functionName: string;
  readonly url: string;
  /** From 0. */
  readonly lineNumber: number;
}

/** What a function belongs to. */
export type Area = string;

export const IDLE: Area = 'idle';
export const GC: Area = 'garbage collection';
/** System calls, native functions and what V8 does besides running JavaScript. */
export const NATIVE: Area = 'native';
const NODE: Area = 'node';

const OF_V8: Readonly<Record<string, Area>> = { '(idle)': IDLE, '(garbage collector)': GC };
const PACKAGE = /\/node_modules\/((?:@[^/]+\/)?[^/]+)\//;
const OURS = /\/(?:dist|src)\/((?:[^/]+\/){1,2})/;

/** Ours by folder, others by package. */
export function areaOf({ functionName, url }: CallFrame): Area {
  if (url === '') return OF_V8[functionName] ?? NATIVE;
  if (url.startsWith('node:')) return NODE;
  const [, name] = PACKAGE.exec(url) ?? [];
  if (name !== undefined) return name;
  const [, folder] = OURS.exec(url) ?? [];
  return folder === undefined ? url : `src/${folder.slice(0, -1)}`;
}

export function nameOf({ functionName, url, lineNumber }: CallFrame): string {
  const file = url.replace(/^.*\/(dist|src|node_modules)\//, '');
  if (functionName === '') return `(anonymous) ${file}:${lineNumber + 1}`;
  return file === '' ? functionName : `${functionName} ${file}`;
}

/** Microseconds by id of node: a sample lasts until the next. */
export function selfTimes({ nodes, samples, timeDeltas }: CpuProfile): Map<number, number> {
  const times = new Map(nodes.map(({ id }) => [id, 0]));
  samples.forEach((id, at) => times.set(id, (times.get(id) ?? 0) + Math.max(0, timeDeltas[at + 1] ?? 0)));
  return times;
}

/** Self times added up by what `keyOf` says of a function; the longest first. */
export function selfTimesBy(profile: CpuProfile, keyOf: (frame: CallFrame) => string): [string, number][] {
  const times = selfTimes(profile);
  const sums = new Map<string, number>();
  for (const { id, callFrame } of profile.nodes) {
    const key = keyOf(callFrame);
    sums.set(key, (sums.get(key) ?? 0) + (times.get(id) ?? 0));
  }
  return [...sums].filter(([, time]) => time > 0).sort(([, left], [, right]) => right - left);
}

export interface Call {
  readonly frame: CallFrame;
  /** Its own time and that of everything it called. */
  readonly total: number;
  readonly children: readonly Call[];
}

/** The tree of calls, without what took no time. */
export function callTree(profile: CpuProfile): Call {
  const times = selfTimes(profile);
  const byId = new Map(profile.nodes.map((node) => [node.id, node]));
  const callOf = ({ id, callFrame, children = [] }: ProfileNode): Call => {
    const calls = children
      .map((child) => callOf(present(byId.get(child), 'a node of the profile')))
      .filter(({ total }) => total > 0);
    return {
      frame: callFrame,
      children: calls,
      total: calls.reduce((sum, { total }) => sum + total, times.get(id) ?? 0),
    };
  };
  return callOf(present(profile.nodes[0], 'a profile has a root'));
}
