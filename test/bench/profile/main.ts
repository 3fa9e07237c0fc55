/**
 * `npm run profile`: one region under one load of the bench, and where the time of its servers goes. For each server a
 * `.cpuprofile` (for a browser's developer tools) and a flame graph; for all of them tables.
 *
 * The profile lies wholly within the load: it begins after the warm-up was over for those who began first, and the load is
 * measured for as long as the profile lasts from when its own preparation was done.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { present } from '../../../src/core/base/assert.ts';
import { until } from '../../support/until.ts';
import { Generator } from '../generator.ts';
import type { Measured } from '../load/plan.ts';
import { BadOptions } from '../options.ts';
import { atoll, Side } from '../sides.ts';
import { cutTo, type CpuProfile } from './cpu-profile.ts';
import { flameGraph } from './flame-graph.ts';
import { readProfileOptions, USAGE, type ProfileOptions } from './options.ts';
import { perfOf } from './perf.ts';
import { describeProfiles, type ServerProfile } from './summary.ts';
import { threadTimes, timesByOwner, type ThreadIds } from './threads.ts';

const AGENT = fileURLToPath(new URL('agent.cjs', import.meta.url));
const WRITTEN_MS_MAX = 60_000;

interface Told {
  readonly threads: ThreadIds;
  readonly memory: NodeJS.MemoryUsage;
  /** When it was told to begin and to end, on the profile's clock. */
  readonly from: number;
  readonly to: number;
  readonly profile: CpuProfile;
}

async function main(): Promise<void> {
  const options = readProfileOptions(process.argv.slice(2));
  const { folder } = options;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const program = await atoll(options.atollFlags);
  const generator = new Generator([]);
  const side = await Side.open(
    { ...program, command: withAgent(program.command, folder) },
    join(folder, 'data'),
    { tls: options.tls },
  );
  try {
    await profileSide(side, generator, options);
  } finally {
    generator.close();
    await side.close();
    rmSync(join(folder, 'data'), { recursive: true, force: true });
  }
}

function withAgent([node = process.execPath, ...rest]: readonly string[], folder: string): string[] {
  return [node, '--require', AGENT, `--diagnostic-dir=${folder}`, ...rest];
}

async function profileSide(side: Side, generator: Generator, options: ProfileOptions): Promise<void> {
  const { scenario, warmUpMs, measureMs, folder } = options;
  const targets = await side.targets();
  const leaderPort = present(targets[0], 'the leader').port;
  const load = generator.run({
    ...{ load: scenario.load, prefix: 'profile/', targets, pids: side.pids },
    ...{ warmUpMs, warmUpCpuSeconds: 0, measureMs },
  });
  const servers = side.members.map(({ name, endpoint, pid }) => ({
    ...{ name, pid: present(pid, `the process of ${name}`) },
    isLeader: endpoint.endsWith(`:${leaderPort}`),
  }));
  const [measured, ...profiles] = await Promise.all([
    load,
    ...servers.map((server) => profileServer(server, options)),
  ]);
  report(measured, profiles, options);
  if (options.perf) console.log(`native code of all threads: ${join(folder, '*.perf.txt')}`);
}

interface Server {
  readonly name: string;
  readonly pid: number;
  readonly isLeader: boolean;
}

async function profileServer(server: Server, options: ProfileOptions): Promise<ServerProfile> {
  const { name, pid, isLeader } = server;
  const { warmUpMs, measureMs, folder, perf } = options;
  await wait(warmUpMs);
  process.kill(pid, 'SIGUSR2');
  const before = threadTimes(pid);
  await Promise.all([wait(measureMs), perf ? perfOf(pid, name, folder, measureMs) : null]);
  const after = threadTimes(pid);
  process.kill(pid, 'SIGUSR2');
  const { threads, memory, from, to, profile: whole } = await toldBy(pid, folder);
  const profile = cutTo(whole, from, to);
  const title = `${name}${isLeader ? ', leader' : ''}: ${options.scenario.name}`;
  writeFileSync(join(folder, `${name}.cpuprofile`), JSON.stringify(profile));
  writeFileSync(join(folder, `${name}.svg`), flameGraph(profile, title));
  return { name, isLeader, memory, profile, times: timesByOwner(pid, threads, before, after) };
}

async function toldBy(pid: number, folder: string): Promise<Told> {
  const file = join(folder, `${pid}.json`);
  await until(`the profile of process ${pid}`, () => existsSync(file), WRITTEN_MS_MAX);
  const told = JSON.parse(readFileSync(file, 'utf8')) as Told;
  rmSync(file);
  return told;
}

function report(measured: Measured, profiles: readonly ServerProfile[], options: ProfileOptions): void {
  const { scenario, measureMs, folder } = options;
  const window = {
    title: scenario.name,
    seconds: measureMs / 1_000,
    opsPerSecond: measured.operations / measured.seconds,
  };
  const byLeadership = [...profiles].sort((left, right) => Number(right.isLeader) - Number(left.isLeader));
  const text = describeProfiles(window, byLeadership);
  writeFileSync(join(folder, 'summary.md'), `${text}\n`);
  console.log(`${text}\n\nprofiles, flame graphs and this text: ${folder}`);
}

try {
  await main();
} catch (error) {
  if (!(error instanceof Error)) throw error;
  const isUsage = error instanceof BadOptions;
  console.error(isUsage ? `${error.message}\n${USAGE}` : error.message);
  process.exitCode = isUsage ? 2 : 1;
}
