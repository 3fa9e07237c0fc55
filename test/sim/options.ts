/** The command line of `npm run simulate`. */
import { parseArgs } from 'node:util';
import { randomInt } from 'node:crypto';
import type { FaultMask } from './faults/schedule.ts';
import { createRandom, nextUint32 } from '../../src/core/base/random.ts';
import { FAULT_KIND_NAMES, slugOf, type FaultKind } from './faults/kinds.ts';

export interface SimulateOptions {
  readonly seeds: readonly number[];
  readonly workers: number;
  readonly regions: number;
  /** One of them is drawn for each seed. */
  readonly membersPerRegion: readonly number[];
  /** Operations asked for in a virtual second, over all regions; 0: as clients please. */
  readonly rate: number;
  readonly faultSeconds: number;
  /** Scheduled faults are of these kinds only, each as often as it may come; empty: as drawn. */
  readonly faults: readonly FaultKind[];
  readonly calm: boolean;
  readonly trace: boolean;
  readonly traceEvents: boolean;
  /** Faults to leave out, or to leave in alone, by their ordinals. */
  readonly mask: FaultMask;
  readonly shrinkSeconds: number;
  /** Runs every seed twice and compares the transcripts. */
  readonly twice: boolean;
  readonly stopAtFirst: boolean;
}

export const USAGE = `npm run simulate -- [options]
  --seed N            one seed
  --seeds A..B        all seeds from A to B (default 1..10)
  --fresh K           K seeds nobody has tried
  --workers W         processes at once (default 2)
  --regions R         regions (default 3); with one there is no federation and no rule
  --members M[,N...]  members in each region (default 3); of several, each seed draws one
  --rate N            operations asked for in a virtual second, over all regions (default: about 60)
  --seconds S         virtual seconds under faults, at least (default 60)
  --faults KIND[,...] only these kinds of scheduled faults, each as often as it may come
  --calm              no faults: for measuring
  --twice             run each seed twice; the transcripts must be the same
  --stop-at-first     end at the first failure
  --shrink S          seconds to look for the fewest faults with which a failing seed fails (default 60; 0 with
                      --stop-at-first)
  --mask N[,N...]     leave these faults out, by the numbers a failure names
  --only-faults N,..  leave all others out ("none": no fault at all)
  --trace             with --seed: tell what members, clients, watchers and faults do
  --trace-events      with --seed: every event too`;

/** Larger seeds would not survive being typed. */
const SEED_MAX = 1_000_000_000;

export type ParsedOptions =
  { readonly ok: true; readonly options: SimulateOptions } | { readonly ok: false; readonly message: string };

export function parseOptions(args: readonly string[]): ParsedOptions {
  try {
    return { ok: true, options: readOptions(args) };
  } catch (error) {
    return { ok: false, message: `${error instanceof Error ? error.message : String(error)}\n${USAGE}` };
  }
}

function readOptions(args: readonly string[]): SimulateOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seed: { type: 'string' },
      seeds: { type: 'string', default: '1..10' },
      fresh: { type: 'string' },
      workers: { type: 'string', default: '2' },
      regions: { type: 'string', default: '3' },
      members: { type: 'string', default: '3' },
      rate: { type: 'string', default: '0' },
      seconds: { type: 'string', default: '60' },
      faults: { type: 'string', default: '' },
      calm: { type: 'boolean', default: false },
      twice: { type: 'boolean', default: false },
      'stop-at-first': { type: 'boolean', default: false },
      trace: { type: 'boolean', default: false },
      'trace-events': { type: 'boolean', default: false },
      shrink: { type: 'string' },
      mask: { type: 'string', default: '' },
      'only-faults': { type: 'string' },
    },
  });
  return {
    seeds: seedsOf(values),
    workers: numberOf('workers', values.workers),
    regions: numberOf('regions', values.regions),
    membersPerRegion: values.members.split(',').map((text) => numberOf('members', text)),
    rate: numberOf('rate', values.rate),
    faultSeconds: numberOf('seconds', values.seconds),
    faults: kindsOf(values.faults),
    calm: values.calm,
    trace: values.trace || values['trace-events'],
    traceEvents: values['trace-events'],
    mask: {
      without: ordinalsOf('mask', values.mask),
      only: values['only-faults'] === undefined ? null : ordinalsOf('only-faults', values['only-faults']),
    },
    shrinkSeconds: shrinkSecondsOf(values.shrink, values['stop-at-first']),
    twice: values.twice,
    stopAtFirst: values['stop-at-first'],
  };
}

function seedsOf(values: {
  readonly seed?: string;
  readonly seeds: string;
  readonly fresh?: string;
}): readonly number[] {
  if (values.seed !== undefined) return [numberOf('seed', values.seed)];
  if (values.fresh !== undefined) {
    const random = createRandom(randomInt(SEED_MAX));
    return Array.from({ length: numberOf('fresh', values.fresh) }, () => nextUint32(random) % SEED_MAX);
  }
  const [first, last] = values.seeds.split('..').map((text) => numberOf('seeds', text));
  if (first === undefined) throw new Error('--seeds takes two numbers, as in 1..100');
  const end = last ?? first;
  return Array.from({ length: Math.max(end - first + 1, 0) }, (_, i) => first + i);
}

function kindsOf(text: string): readonly FaultKind[] {
  return text
    .split(',')
    .filter((slug) => slug !== '')
    .map((slug) => {
      const kind = FAULT_KIND_NAMES.find((each) => slugOf(each) === slug);
      if (kind === undefined)
        throw new Error(`--faults: there are ${FAULT_KIND_NAMES.map(slugOf).join(', ')}`);
      return kind;
    });
}

const SHRINK_SECONDS_DEFAULT = 60;

function shrinkSecondsOf(text: string | undefined, stopAtFirst: boolean): number {
  if (text !== undefined) return numberOf('shrink', text);
  return stopAtFirst ? 0 : SHRINK_SECONDS_DEFAULT;
}

function ordinalsOf(name: string, text: string): readonly number[] {
  return text === '' || text === 'none' ? [] : text.split(',').map((each) => numberOf(name, each));
}

function numberOf(name: string, text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 0)
    throw new Error(`--${name} takes a whole number, not "${text}"`);
  return number;
}
