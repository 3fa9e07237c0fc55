/**
 * `npm run bench`: Atoll and etcd on this machine, in turn, under one load generator.
 *
 * Q1. Nothing is compared that was not done: every answer is checked, and one wrong answer ends the bench.
 * Q2. The two take turns within each scenario, so that what else the machine does meets both alike.
 * Q3. Servers are new for each scenario. What one leaves behind would be measured with the next: etcd 3.4 copies a buffer for
 *     every read that stays as large as the most puts ever were at once (etcd #12933).
 * Q4. A ratio that is too low is measured once more, for longer, before it counts; and while others use the machine it is
 *     the ratio of processor time that counts, since rates then say how the system shares processors out.
 */
import { rmSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { PeerUnavailable, SCRATCH, unpackEtcd } from '../compat/unpack.ts';
import { buildEtcd } from './etcd-by-go.ts';
import { Generator } from './generator.ts';
import { describeLarge, measureLarge, type Large } from './large.ts';
import { measure, type Bench } from './measure.ts';
import { BadOptions, readOptions, USAGE, type Options } from './options.ts';
import { describeResult, isPaced, verdictOn, type Result } from './report.ts';
import type { Scenario } from './scenarios.ts';
import { atoll, peer, Side, type Program } from './sides.ts';
import { largeTable, resultTable } from './table.ts';

/** How much longer the second look takes (Q4). */
const LONGER = 3;

type Programs = readonly [Program, Program];

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  const programs = [await atoll(options.atollFlags), await peerOf(options)] as const;
  console.log(describeConditions(options, programs));
  const [generator, besides] = [
    new Generator(pinnedTo(options.generatorCpus)),
    new Generator(pinnedTo(options.generatorCpus)),
  ];
  try {
    return await measureAll({ options, programs, generator, besides });
  } finally {
    generator.close();
    besides.close();
  }
}

async function peerOf({ peer: path, etcd: wanted }: Options): Promise<Program> {
  if (path !== null) return peer(path, 'peer');
  if (wanted !== null) return peer(await buildEtcd(wanted), `etcd ${wanted}`);
  const { etcd, version } = await unpackEtcd();
  return peer(etcd, `etcd ${version}`);
}

interface Work {
  readonly options: Options;
  readonly programs: Programs;
  readonly generator: Generator;
  /** Another process for what runs besides: it must not delay what is timed. */
  readonly besides: Generator;
}

/** Returns how many ratios are too low. */
async function measureAll(work: Work): Promise<number> {
  const { options, programs } = work;
  const alone = options.scenarios.filter(({ beside }) => beside === null);
  const stalls = options.scenarios.filter(({ beside }) => beside !== null);
  const results: Result[] = [];
  for (const scenario of alone)
    results.push(await withSides(work, (bench) => measureFairly(bench, scenario)));
  const large =
    stalls.length === 0 ? [] : await withSides(work, (bench) => measureStalls(bench, stalls, results));
  const titles = programs.map(({ title }) => title);
  console.log(`\n${resultTable(titles, results)}`);
  if (large.length > 0) console.log(`\n${largeTable(large)}`);
  const tooLow = results.filter((result) => isTooLow(result, options));
  if (tooLow.length > 0) {
    const names = tooLow.map(({ scenario }) => scenario.name).join(', ');
    console.log(`\nbelow a ratio of ${options.ratioMin}: ${names}`);
  }
  console.log(`\nload of the machine at the end: ${loadavg()[0]?.toFixed(1)}`);
  return tooLow.length;
}

/** Q3. */
async function withSides<T>(work: Work, of: (bench: Bench) => Promise<T>): Promise<T> {
  const { options, programs } = work;
  const folder = join(SCRATCH, `bench-${process.pid}`);
  const sides: Side[] = [];
  try {
    for (const program of programs) sides.push(await openSide(program, folder, options));
    const [ours, theirs] = sides;
    if (ours === undefined || theirs === undefined) throw new Error('two sides were started');
    return await of({ ...work, sides: [ours, theirs] });
  } finally {
    await Promise.all(sides.map((side) => side.close()));
    if (!options.keep) rmSync(folder, { recursive: true, force: true });
  }
}

function openSide(program: Program, folder: string, { serverCpus, tls }: Options): Promise<Side> {
  const own = join(folder, program.title.toLowerCase().replace(/\W/g, '-'));
  return Side.open(program, own, { pinned: pinnedTo(serverCpus), tls });
}

const pinnedTo = (cpuList: string): readonly string[] => (cpuList === '' ? [] : ['taskset', '-c', cpuList]);

async function measureStalls(
  bench: Bench,
  stalls: readonly Scenario[],
  results: Result[],
): Promise<readonly Large[]> {
  const large: Large[] = [];
  for (const side of bench.sides) {
    const measured = await measureLarge(side, bench.generator, bench.options.keys);
    console.log(describeLarge(measured));
    large.push(measured);
  }
  for (const scenario of stalls) results.push(await measureFairly(bench, scenario));
  return large;
}

/** Q4. */
async function measureFairly(bench: Bench, scenario: Scenario): Promise<Result> {
  const { options } = bench;
  const first = await measure(bench, scenario, 'first');
  console.log(describeResult(first));
  if (!isTooLow(first, options)) return first;
  const measureMs = options.measureMs * LONGER;
  const again = await measure({ ...bench, options: { ...options, measureMs } }, scenario, 'again');
  console.log(`once more, for ${LONGER} times as long:\n${describeResult(again)}`);
  return again;
}

function isTooLow(result: Result, { ratioMin }: Options): boolean {
  return !isPaced(result.scenario) && verdictOn(result).ratio < ratioMin;
}

function describeConditions(options: Options, programs: Programs): string {
  const { rounds, warmUpMs, measureMs, serverCpus, generatorCpus, tls } = options;
  const pins =
    serverCpus === '' ? 'not pinned' : `servers on ${serverCpus}, generator on ${generatorCpus || 'any'}`;
  return [
    `${programs.map(({ title }) => title).join(' and ')}: three members each on loopback${tls ? ', clients by TLS' : ''}, synced log, 256-byte values; ` +
      `${rounds} rounds in turn, ${warmUpMs / 1_000} s of warm-up and ${measureMs / 1_000} s measured each`,
    `${availableParallelism()} processors (${cpus()[0]?.model ?? 'unknown'}), ${pins}, Node ${process.versions.node}, ` +
      `load ${loadavg()[0]?.toFixed(1)}`,
  ].join('\n');
}

try {
  process.exitCode = (await main()) > 0 ? 1 : 0;
} catch (error) {
  const isUsage = error instanceof BadOptions;
  if (!isUsage && !(error instanceof PeerUnavailable) && !(error instanceof Error)) throw error;
  console.error(isUsage ? `${error.message}\n${USAGE}` : error.message);
  process.exitCode = isUsage ? 2 : 1;
}
