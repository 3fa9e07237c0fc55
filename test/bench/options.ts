/** The command line of the benchmark. */
import { parseArgs } from 'node:util';
import { scenarios, type Scenario } from './scenarios.ts';

export interface Options {
  /** Another etcd than Debian's. */
  readonly peer: string | null;
  /** A version of etcd that is to be built by Go instead of Debian's. */
  readonly etcd: string | null;
  /** What Atoll's servers are told besides, to compare a choice of theirs. */
  readonly atollFlags: readonly string[];
  readonly scenarios: readonly Scenario[];
  /** How many keys both stores hold for the scenarios that want many; 0: none of them was chosen. */
  readonly keys: number;
  readonly rounds: number;
  readonly warmUpMs: number;
  readonly measureMs: number;
  /** A run fails if a ratio is below it; 0: none does. */
  readonly ratioMin: number;
  /** As `taskset -c` takes them; empty: wherever the system likes. */
  readonly serverCpus: string;
  readonly generatorCpus: string;
  /** Clients of both sides speak TLS. */
  readonly tls: boolean;
  readonly keep: boolean;
}

export class BadOptions extends Error {
  override readonly name = 'BadOptions';
}

const KEYS = 1_000_000;
/** What one transaction puts when a store is filled (load/kv.ts). */
const KEYS_STEP = 100;
const ROUNDS = 3;
const WARM_UP_SECONDS = 1;
const MEASURE_SECONDS = 5;
const QUICK = { rounds: 3, warmUp: 0.3, measure: 1.5 };

export const USAGE = `usage: npm run bench -- [options]
  --peer PATH           an etcd to measure beside Atoll instead of Debian's, which is unpacked
  --etcd VERSION        a release of etcd to build with Go and measure instead, as in --etcd 3.6.16
  --atoll-flags TEXT    flags for Atoll's servers, as in --atoll-flags='--transport grpc-js'
  --scenario NAME,...   only these of: ${scenarios(0)
    .map(({ name }) => name)
    .join(', ')}
  --quick               a few scenarios in under 3 minutes; fails if Atoll is slower than the peer in one of them
  --keys N              how many keys the stores hold for stall-..., where memory, restart and a snapshot file
                        are measured too (default ${KEYS})
  --rounds N            how often each is measured, Atoll and the peer in turn (default ${ROUNDS}, quick ${QUICK.rounds})
  --seconds N           how long one measurement lasts (default ${MEASURE_SECONDS}, quick ${QUICK.measure})
  --warm-up N           seconds of the same load before it, more for new servers (default ${WARM_UP_SECONDS}, quick ${QUICK.warmUp})
  --cpus SERVERS[/GENERATOR]  processors as taskset writes them: all servers on one set, the generator on another
  --tls                 clients speak TLS with both, by one certificate
  --keep                keep the folder with data and logs`;

export function readOptions(args: readonly string[]): Options {
  try {
    return parse([...args]);
  } catch (error) {
    throw new BadOptions(error instanceof Error ? error.message : String(error));
  }
}

function parse(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      peer: { type: 'string' },
      etcd: { type: 'string' },
      'atoll-flags': { type: 'string', default: '' },
      scenario: { type: 'string' },
      quick: { type: 'boolean', default: false },
      keys: { type: 'string' },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      'warm-up': { type: 'string' },
      cpus: { type: 'string', default: '' },
      tls: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
    },
  });
  const { quick } = values;
  const [serverCpus = '', generatorCpus = ''] = values.cpus.split('/');
  const keys = Math.ceil(positive('--keys', values.keys, KEYS) / KEYS_STEP) * KEYS_STEP;
  const wanted = chosen(scenarios(keys), values.scenario, quick);
  return {
    peer: values.peer ?? null,
    etcd: values.etcd ?? null,
    atollFlags: wordsOf(values['atoll-flags']),
    scenarios: wanted,
    keys: wanted.some(({ beside }) => beside !== null) ? keys : 0,
    rounds: Math.ceil(positive('--rounds', values.rounds, quick ? QUICK.rounds : ROUNDS)),
    warmUpMs: positive('--warm-up', values['warm-up'], quick ? QUICK.warmUp : WARM_UP_SECONDS) * 1_000,
    measureMs: positive('--seconds', values.seconds, quick ? QUICK.measure : MEASURE_SECONDS) * 1_000,
    ratioMin: quick ? 1 : 0,
    ...{ serverCpus, generatorCpus, tls: values.tls, keep: values.keep },
  };
}

export const wordsOf = (text: string): string[] => text.split(' ').filter((word) => word !== '');

function chosen(all: readonly Scenario[], names: string | undefined, quick: boolean): readonly Scenario[] {
  if (names === undefined) return all.filter((scenario) => scenario.quick || !quick);
  return names.split(',').map((name) => scenarioOf(all, name));
}

export function scenarioOf(all: readonly Scenario[], name: string): Scenario {
  const found = all.find((scenario) => scenario.name === name);
  if (found === undefined) throw new Error(`--scenario: there is no "${name}"`);
  return found;
}

export function positive(flag: string, text: string | undefined, otherwise: number): number {
  const number = text === undefined ? otherwise : Number(text);
  if (Number.isFinite(number) && number > 0) return number;
  throw new Error(`${flag}: "${text}" should be a number above 0`);
}
