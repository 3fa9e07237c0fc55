/** The command line of the profiler. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { SCRATCH } from '../../compat/unpack.ts';
import { BadOptions, positive, scenarioOf, wordsOf } from '../options.ts';
import { scenarios, type Scenario } from '../scenarios.ts';

export interface ProfileOptions {
  readonly scenario: Scenario;
  readonly atollFlags: readonly string[];
  readonly warmUpMs: number;
  readonly measureMs: number;
  readonly folder: string;
  readonly perf: boolean;
  readonly tls: boolean;
}

const WARM_UP_SECONDS = 3;
const MEASURE_SECONDS = 10;
const SCENARIO = 'put-100';

/** What goes on beside another load needs a store with many keys, which is not made here. */
const SCENARIOS = scenarios(1).filter(({ beside }) => beside === null);

export const USAGE = `usage: npm run profile -- [options]
  --scenario NAME       the load: ${SCENARIOS.map(({ name }) => name).join(', ')}
                        (default ${SCENARIO})
  --seconds N           how long is profiled (default ${MEASURE_SECONDS})
  --warm-up N           seconds of the same load before it (default ${WARM_UP_SECONDS})
  --atoll-flags TEXT    flags for the servers, as in --atoll-flags='--transport grpc-js'
  --perf                what native code does too, of all threads, by the system's perf
  --tls                 clients speak TLS
  --out FOLDER          where what was found goes (default .scratch/profile/<scenario>)`;

export function readProfileOptions(args: readonly string[]): ProfileOptions {
  try {
    return parse([...args]);
  } catch (error) {
    throw new BadOptions(error instanceof Error ? error.message : String(error));
  }
}

function parse(args: string[]): ProfileOptions {
  const { values } = parseArgs({
    args,
    options: {
      scenario: { type: 'string', default: SCENARIO },
      seconds: { type: 'string' },
      'warm-up': { type: 'string' },
      'atoll-flags': { type: 'string', default: '' },
      perf: { type: 'boolean', default: false },
      tls: { type: 'boolean', default: false },
      out: { type: 'string' },
    },
  });
  return {
    scenario: scenarioOf(SCENARIOS, values.scenario),
    atollFlags: wordsOf(values['atoll-flags']),
    warmUpMs: positive('--warm-up', values['warm-up'], WARM_UP_SECONDS) * 1_000,
    measureMs: positive('--seconds', values.seconds, MEASURE_SECONDS) * 1_000,
    folder: values.out ?? join(SCRATCH, 'profile', values.scenario),
    ...{ perf: values.perf, tls: values.tls },
  };
}
