/**
 * The faults of a run, drawn before it begins: each has an ordinal number, so that a failing run can be repeated without
 * some of them and shrunk to those that matter.
 *
 * F1. The schedule depends on the seed and the rates alone; leaving one fault out changes no other.
 * F2. Whatever a fault has to choose when it happens it draws from a stream of its own.
 */
import {
  createRandom,
  nextFloat,
  nextInteger,
  nextUint32,
  type Random,
} from '../../../src/core/base/random.ts';
import { FAULT_KIND_NAMES, FAULT_KINDS, type FaultKind, type FaultRates } from './kinds.ts';

export interface PlannedFault {
  readonly ordinal: number;
  readonly kind: FaultKind;
  /** From the beginning of the faults. */
  readonly atUs: number;
  readonly lastsUs: number;
  /** Seeds its choices (F2). */
  readonly chance: number;
}

/** Ordinals below it belong to what a world suffers all the time. */
export const FIRST_SCHEDULED = 101;
const US_PER_MINUTE = 60_000_000;
/** Keeps the schedule's chance apart from the world's and the swarm's. */
const SCHEDULE_SEED = 0xfa17;

export function drawSchedule(seed: number, rates: FaultRates, horizonUs: number): readonly PlannedFault[] {
  const random = createRandom(seed ^ SCHEDULE_SEED);
  const planned: Omit<PlannedFault, 'ordinal'>[] = [];
  for (const kind of FAULT_KIND_NAMES) {
    const rate = rates[kind] ?? 0;
    if (rate === 0) continue;
    const meanUs = US_PER_MINUTE / rate;
    for (let atUs = pauseUs(random, meanUs); atUs < horizonUs; atUs += pauseUs(random, meanUs)) {
      const { least, most } = FAULT_KINDS[kind].lastsUs;
      planned.push({ kind, atUs, lastsUs: nextInteger(random, least, most), chance: nextUint32(random) });
    }
  }
  planned.sort((left, right) => left.atUs - right.atUs);
  return planned.map((fault, at) => ({ ordinal: FIRST_SCHEDULED + at, ...fault }));
}

/** Events that come by themselves lie exponentially far apart. */
function pauseUs(random: Random, meanUs: number): number {
  return Math.ceil(-Math.log(1 - nextFloat(random)) * meanUs);
}

/** Which faults of a run happen: all of them, or what is left when it is being shrunk. */
export interface FaultMask {
  /** `null`: all. */
  readonly only: readonly number[] | null;
  readonly without: readonly number[];
}

export const NO_MASK: FaultMask = { only: null, without: [] };

export function isUnmasked({ only, without }: FaultMask, ordinal: number): boolean {
  return (only === null || only.includes(ordinal)) && !without.includes(ordinal);
}

/** What became of one fault of the run, for whoever reads about it. */
export interface FaultRecord {
  readonly ordinal: number;
  readonly atUs: number;
  readonly what: string;
}

export function describeFault({ ordinal, atUs, what }: FaultRecord): string {
  return `${ordinal} at ${(atUs / 1e6).toFixed(3)} s: ${what}`;
}
