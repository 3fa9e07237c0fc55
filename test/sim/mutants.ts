/**
 * `npm run mutants`: each planted bug is a small change to a copy of the tree, and the simulation must find it within
 * its stated seeds. One that survives says that the simulation is blind there. The last line is the verdict, `N of N`.
 *
 * M1. A mutant is found by a seed that passes without it.
 * M2. A mutant that makes the simulation hang is not found: a checker must complain.
 * M3. Mutants are looked for side by side, each in a copy of its own and by one process: so a machine is busy to the end,
 *     and which seed finds a mutant does not hang on how many there are.
 */
import { parseArgs } from 'node:util';
import { assertNever } from '../../src/core/base/assert.ts';
import type { Mutant, MutantWorld } from './mutant-patch.ts';
import { MutantTrees, readMutants, type Simulation } from './mutant-tree.ts';

const USAGE = `npm run mutants -- [options]
  --only NAME      only these; a part of the name is enough, and it may be given several times
  --unproven       instead those not shown to be found so far
  --list           what there is, without running it
  --workers W      mutants at once (default 1)
  --minutes M      give a mutant up after so long (default 15)
  --quick          do not run the finding seed without the mutant`;

const MINUTE_MS = 60_000;
const OUTPUT_SHOWN = 2_000;
const COMPLAINT_SHOWN = 110;
const RAFT_SIMULATION = ['node_modules/mocha/bin/mocha.js', 'test/core/raft/chaos.test.ts'];
const COLUMNS = [31, 44, 16, 6, 8] as const;

interface Options {
  readonly only: readonly string[];
  readonly unproven: boolean;
  readonly list: boolean;
  readonly workers: number;
  readonly minutes: number;
  readonly quick: boolean;
}

type Outcome =
  | { readonly type: 'found'; readonly checker: string; readonly complaint: string; readonly seed: number }
  | { readonly type: 'missed'; readonly why: string };

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true, default: [] },
      unproven: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
      workers: { type: 'string', default: '1' },
      minutes: { type: 'string', default: '15' },
      quick: { type: 'boolean', default: false },
    },
  });
  const numberOf = (name: string, text: string): number => {
    const number = Number(text);
    if (!Number.isSafeInteger(number) || number < 1) throw new Error(`--${name} ${text}?\n${USAGE}`);
    return number;
  };
  const { only, unproven, list, quick } = values;
  const workers = numberOf('workers', values.workers);
  return { only, unproven, list, workers, minutes: numberOf('minutes', values.minutes), quick };
}

async function main(): Promise<void> {
  const options = readOptions();
  const all = await readMutants(options.unproven ? 'unproven' : 'proven');
  const isChosen = ({ name }: Mutant): boolean =>
    options.only.length === 0 || options.only.some((part) => name === part || name.includes(part));
  // A whole name means that one, also where it is a part of another.
  const whole = all.filter(({ name }) => options.only.length === 1 && name === options.only[0]);
  const chosen = whole.length > 0 ? whole : all.filter(isChosen);
  if (chosen.length === 0)
    throw new Error(`none is called so; there are ${all.map(({ name }) => name).join(', ')}`);
  if (options.list) for (const mutant of chosen) describe(mutant);
  else if (!(await runAll(chosen, options))) process.exitCode = 1;
}

function describe({ name, what, promise, peer, world, flags, seeds }: Mutant): void {
  console.log(`${name}\n  ${what}\n  breaks: ${promise}\n  stands for: ${peer}`);
  const by = world === 'raft' ? RAFT_SIMULATION.at(-1) : `npm run simulate -- ${flags.join(' ')}`;
  console.log(`  within seeds ${seeds.first} to ${seeds.last} of ${by}`);
}

async function runAll(chosen: readonly Mutant[], options: Options): Promise<boolean> {
  const lanes = Math.min(options.workers, chosen.length);
  const trees = await MutantTrees.create(lanes);
  const waiting = [...chosen];
  let found = 0;
  const work = async (lane: number): Promise<void> => {
    for (let mutant = waiting.shift(); mutant !== undefined; mutant = waiting.shift())
      if (await judgeAndTell(trees, lane, mutant, options)) found += 1;
  };
  const beganMs = performance.now();
  try {
    console.log(row(['mutant', 'stands for', 'found by', 'seed', 'seconds', 'complaint']));
    await Promise.all(Array.from({ length: lanes }, (_, lane) => work(lane)));
  } finally {
    await trees.remove();
  }
  console.log(`${((performance.now() - beganMs) / MINUTE_MS).toFixed(1)} minutes`);
  console.log(`${found} of ${chosen.length}`);
  return found === chosen.length;
}

async function judgeAndTell(
  trees: MutantTrees,
  lane: number,
  mutant: Mutant,
  options: Options,
): Promise<boolean> {
  const beganMs = performance.now();
  const outcome = await judge(trees, lane, mutant, options);
  const seconds = ((performance.now() - beganMs) / 1_000).toFixed(0);
  if (outcome.type === 'found') {
    const { seed, complaint } = outcome;
    const checker = mutant.world === 'raft' ? 'raft simulation' : outcome.checker;
    console.log(row([mutant.name, mutant.peer, checker, String(seed), seconds, complaint]));
    return true;
  }
  console.log(row([mutant.name, mutant.peer, 'NOT FOUND', '', seconds, mutant.what]));
  console.log(outcome.why);
  return false;
}

function row(cells: readonly string[]): string {
  return cells
    .map((cell, i) => {
      const width = COLUMNS[i] ?? COMPLAINT_SHOWN;
      return cell.length > width ? `${cell.slice(0, width - 1)}…` : cell.padEnd(width);
    })
    .join('  ')
    .trimEnd();
}

async function judge(trees: MutantTrees, lane: number, mutant: Mutant, options: Options): Promise<Outcome> {
  let outcome: Outcome = { type: 'missed', why: '' };
  const problem = await trees.withMutant(lane, mutant, async () => {
    outcome = await search(trees, lane, mutant, options);
  });
  return problem === null ? outcome : { type: 'missed', why: problem };
}

async function search(
  trees: MutantTrees,
  lane: number,
  mutant: Mutant,
  { minutes, quick }: Options,
): Promise<Outcome> {
  const { seeds, world } = mutant;
  const limitMs = minutes * MINUTE_MS;
  const { code, output } = await trees.simulate(lane, simulationOf(mutant, seeds), limitMs);
  const [, seedText = '', checker = '', complaint = ''] = FAILURES[world].exec(output) ?? [];
  if (code === 0 || code === null || seedText === '') {
    const ended = code === null ? `it was ended after ${minutes} minutes; ` : '';
    return {
      type: 'missed',
      why: `${ended}seeds ${seeds.first} to ${seeds.last}\n${output.slice(-OUTPUT_SHOWN)}`,
    };
  }
  const seed = Number(seedText);
  if (!quick) {
    const alone = simulationOf(mutant, { first: seed, last: seed });
    const without = await trees.simulate('pristine', alone, limitMs);
    if (without.code !== 0)
      return { type: 'missed', why: `seed ${seed} fails without the mutant too: mend that first` };
  }
  return { type: 'found', checker, complaint, seed };
}

/** The first failure: its seed, who complains, and of what. */
const FAILURES: Readonly<Record<MutantWorld, RegExp>> = {
  servers: /^seed (\d+) failed.*\n\s*([^:\n]+): (.*)$/m,
  raft: /seed (\d+): (\w*Error): (.*)/,
};

function simulationOf({ world, flags }: Mutant, { first, last }: Mutant['seeds']): Simulation {
  const seeds = `${first}..${last}`;
  switch (world) {
    case 'servers': {
      const how = ['--seeds', seeds, '--stop-at-first', '--workers', '1'];
      return { args: ['--import', 'tsx', 'test/sim/main.ts', ...flags, ...how], env: {} };
    }
    case 'raft':
      return { args: [...RAFT_SIMULATION, '--grep', 'never breaks'], env: { RAFT_SEEDS: seeds } };
    default:
      return assertNever(world);
  }
}

await main();
