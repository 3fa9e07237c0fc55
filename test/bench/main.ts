/**
 * `npm run bench`: Atoll and etcd on this machine, in turn, under one load generator.
 *
 * Q1. Nothing is compared that was not done: every answer is checked, and one wrong answer ends the bench.
 * Q2. The two take turns within each scenario, so that what else the machine does meets both alike.
 */
import { rmSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { PeerUnavailable, SCRATCH, unpackEtcd } from '../compat/unpack.ts';
import { prepare } from './beside.ts';
import { Generator } from './generator.ts';
import { measureLarge } from './large.ts';
import { BadOptions, readOptions, USAGE, type Options } from './options.ts';
import { describeScenario, ratioOf, type Round } from './report.ts';
import type { Scenario } from './scenarios.ts';
import { atoll, peer, Side, type Program } from './sides.ts';

interface Bench {
  readonly options: Options;
  readonly sides: readonly [Side, Side];
  readonly generator: Generator;
  /** Another process for what runs besides: it must not delay what is timed. */
  readonly besides: Generator;
}

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  const programs = [await atoll(options.atollFlags), await peerOf(options)] as const;
  const folder = join(SCRATCH, `bench-${process.pid}`);
  console.log(describeConditions(options));
  const generator = new Generator(pinnedTo(options.generatorCpus));
  const besides = new Generator(pinnedTo(options.generatorCpus));
  const sides: Side[] = [];
  try {
    for (const program of programs) sides.push(await openSide(program, folder, options));
    const [ours, theirs] = sides;
    if (ours === undefined || theirs === undefined) throw new Error('two sides were started');
    return await measureAll({ options, sides: [ours, theirs], generator, besides });
  } finally {
    generator.close();
    besides.close();
    await Promise.all(sides.map((side) => side.close()));
    if (!options.keep) rmSync(folder, { recursive: true, force: true });
  }
}

async function peerOf({ peer: path }: Options): Promise<Program> {
  if (path !== null) return peer(path, 'peer');
  const { etcd, version } = await unpackEtcd();
  return peer(etcd, `etcd ${version}`);
}

function openSide(program: Program, folder: string, { serverCpus }: Options): Promise<Side> {
  return Side.open(
    program,
    join(folder, program.title.toLowerCase().replace(/\W/g, '-')),
    pinnedTo(serverCpus),
  );
}

const pinnedTo = (cpuList: string): readonly string[] => (cpuList === '' ? [] : ['taskset', '-c', cpuList]);

/** Returns how many ratios are too low. */
async function measureAll(bench: Bench): Promise<number> {
  const { options, sides } = bench;
  let tooLow = 0;
  let isFilled = false;
  for (const scenario of options.scenarios) {
    if (scenario.beside !== null && !isFilled) {
      for (const side of sides) console.log(await measureLarge(side, bench.generator, options.keys));
      isFilled = true;
    }
    const [ours, theirs] = await measure(bench, scenario);
    const results = [
      { title: sides[0].title, rounds: ours },
      { title: sides[1].title, rounds: theirs },
    ] as const;
    console.log(describeScenario(scenario, ...results));
    if (scenario.load.type !== 'put-rate' && ratioOf(...results) < options.ratioMin) tooLow += 1;
  }
  console.log(`load of the machine at the end: ${loadavg()[0]?.toFixed(1)}`);
  if (tooLow > 0)
    console.log(`${tooLow} of ${options.scenarios.length} below a ratio of ${options.ratioMin}`);
  return tooLow;
}

/** Q2. */
async function measure(bench: Bench, scenario: Scenario): Promise<[Round[], Round[]]> {
  const rounds: [Round[], Round[]] = [[], []];
  for (let round = 1; round <= bench.options.rounds; round++) {
    for (const [at, side] of bench.sides.entries()) {
      const measured = await measureOnce(bench, scenario, side, `bench/${scenario.name}/${round}/`);
      rounds[at]?.push(measured);
    }
  }
  return rounds;
}

async function measureOnce(bench: Bench, scenario: Scenario, side: Side, prefix: string): Promise<Round> {
  const { options, generator, besides } = bench;
  const { load, beside } = scenario;
  try {
    const disturb = beside === null ? null : await prepare(beside, side, besides, prefix);
    const { warmUpMs, measureMs } = options;
    const plan = { targets: await side.targets(), pids: side.pids, warmUpMs, measureMs };
    const [measured, pieces] = await Promise.all([
      generator.run({ ...plan, load, prefix }),
      disturb === null ? null : disturb(plan),
    ]);
    return { ...measured, beside: pieces };
  } catch (error) {
    return failed(scenario, side, error);
  }
}

/** Q1. */
function failed(scenario: Scenario, side: Side, error: unknown): never {
  const why = error instanceof Error ? error.message : String(error);
  throw new Error(`${scenario.name} with ${side.title}: ${why}`);
}

function describeConditions({ rounds, warmUpMs, measureMs, serverCpus, generatorCpus }: Options): string {
  const pins =
    serverCpus === '' ? 'not pinned' : `servers on ${serverCpus}, generator on ${generatorCpus || 'any'}`;
  return [
    `three members each on loopback, synced log, 256-byte values; ${rounds} rounds in turn, ` +
      `${warmUpMs / 1_000} s of warm-up and ${measureMs / 1_000} s measured each`,
    `${availableParallelism()} processors (${cpus()[0]?.model ?? 'unknown'}), ${pins}, load ${loadavg()[0]?.toFixed(1)}`,
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
