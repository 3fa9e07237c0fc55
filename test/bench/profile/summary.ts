/** What a profile says, as tables for people. */
import { mebibytes, seconds } from '../../support/figures.ts';
import { markdownTable } from '../table.ts';
import type { CpuTimes } from '../load/usage.ts';
import { areaOf, IDLE, nameOf, selfTimesBy, type CpuProfile } from './cpu-profile.ts';
import { OWNERS, type Owner } from './threads.ts';

const FUNCTIONS_SHOWN = 40;
/** In parts of a thousand of the time measured. */
const AREA_SHOWN_MIN = 2;

export interface ServerProfile {
  readonly name: string;
  readonly isLeader: boolean;
  readonly profile: CpuProfile;
  readonly memory: NodeJS.MemoryUsage;
  readonly times: ReadonlyMap<Owner, CpuTimes>;
}

export interface Window {
  readonly title: string;
  readonly seconds: number;
  readonly opsPerSecond: number;
}

export function describeProfiles(window: Window, servers: readonly ServerProfile[]): string {
  const operations = window.opsPerSecond * window.seconds;
  return [
    `${window.title}: ${Math.round(window.opsPerSecond).toLocaleString('en')} operations/s over ${window.seconds.toFixed(1)} s, ` +
      'with the profilers on',
    describeThreads(servers, operations),
    ...servers.map(describeServer),
  ].join('\n\n');
}

/** Rows are owners of threads, columns servers; µs of processor time for an operation. */
function describeThreads(servers: readonly ServerProfile[], operations: number): string {
  const micros = (times: CpuTimes | undefined): number =>
    (((times?.user ?? 0) + (times?.system ?? 0)) / operations) * 1e6;
  const cell = (times: CpuTimes | undefined): string =>
    `${micros(times).toFixed(1)} (${(((times?.system ?? 0) / operations) * 1e6).toFixed(1)})`;
  const rows = OWNERS.map((owner) => [
    owner,
    ...servers.map(({ times }) => cell(times.get(owner))),
    servers.reduce((sum, { times }) => sum + micros(times.get(owner)), 0).toFixed(1),
  ]);
  return markdownTable(
    ['µs an operation (in the kernel)', ...servers.map(titleOf), 'together'],
    [...rows, ['together', ...servers.map(({ times }) => sumOf(times, micros)), sumOfAll(servers, micros)]],
  );
}

type Micros = (times: CpuTimes) => number;

const sumOf = (times: ReadonlyMap<Owner, CpuTimes>, micros: Micros): string =>
  [...times.values()].reduce((sum, each) => sum + micros(each), 0).toFixed(1);

const sumOfAll = (servers: readonly ServerProfile[], micros: Micros): string =>
  servers
    .flatMap(({ times }) => [...times.values()])
    .reduce((sum, each) => sum + micros(each), 0)
    .toFixed(1);

const titleOf = ({ name, isLeader }: ServerProfile): string => (isLeader ? `${name}, leader` : name);

function describeServer(server: ServerProfile): string {
  const { profile, memory } = server;
  const areas = selfTimesBy(profile, areaOf);
  const total = areas.reduce((sum, [, time]) => sum + time, 0);
  const share = (time: number): string => ((time / total) * 100).toFixed(1);
  const functions = selfTimesBy(profile, nameOf).filter(([name]) => name !== `(${IDLE})`);
  return [
    `${titleOf(server)}: main thread of ${seconds(total / 1_000)}; resident ${mebibytes(memory.rss)}, heap ${mebibytes(memory.heapUsed)} of ` +
      `${mebibytes(memory.heapTotal)}, outside of it ${mebibytes(memory.external)}, of that in buffers ${mebibytes(memory.arrayBuffers)}`,
    markdownTable(
      ['area', '% self'],
      areas
        .filter(([, time]) => (time / total) * 1_000 >= AREA_SHOWN_MIN)
        .map(([area, time]) => [area, share(time)]),
    ),
    markdownTable(
      ['function', '% self'],
      functions.slice(0, FUNCTIONS_SHOWN).map(([name, time]) => [name, share(time)]),
    ),
  ].join('\n\n');
}
