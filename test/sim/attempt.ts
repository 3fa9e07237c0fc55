/** One seed as a task: run, run again to compare, shrunk when it failed. */
import type { Violation } from './history.ts';
import { runSeed, type SeedOptions, type SeedResult } from './run-seed.ts';
import { shrink } from './shrink.ts';

export type SeedTask = Omit<SeedOptions, 'trace'> & {
  readonly twice: boolean;
  /** Wall time that a failing seed may be shrunk for; 0: not at all. */
  readonly shrinkSeconds: number;
};

/** The smallest failing run that was found. */
export interface Shrunk {
  readonly from: number;
  readonly runs: number;
  readonly seconds: number;
  readonly kept: readonly number[];
  readonly result: SeedResult;
}

export type AttemptResult = SeedResult & { readonly shrunk: Shrunk | null };

export const NO_RESULT: Omit<AttemptResult, 'seed' | 'violations'> = {
  ...{ transcript: '', events: 0, virtualSeconds: 0, acknowledged: 0, unknown: 0 },
  ...{ faults: [], faultRecords: [], marks: [], story: [], shrunk: null },
};

export function runTask(task: SeedTask): AttemptResult {
  const { twice, shrinkSeconds, ...options } = task;
  const result = attempt(options);
  if (result.violations.length > 0) {
    return { ...result, shrunk: shrinkSeconds === 0 ? null : shrinkRun(options, result, shrinkSeconds) };
  }
  if (!twice) return { ...result, shrunk: null };
  const again = attempt(options);
  if (again.transcript === result.transcript) return { ...result, shrunk: null };
  const what = `the seed ran differently the second time: transcript ${result.transcript}, then ${again.transcript}`;
  return { ...result, shrunk: null, violations: [{ checker: 'determinism', what }] };
}

type RunOptions = Omit<SeedOptions, 'trace'>;

/** A throw of the world itself (not of a member) is a failure like any other. */
function attempt(options: RunOptions): SeedResult {
  try {
    return runSeed({ ...options, trace: null });
  } catch (error) {
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { ...NO_RESULT, seed: options.seed, violations: [{ checker: 'simulator', what }] };
  }
}

function shrinkRun(options: RunOptions, failed: SeedResult, secondsMax: number): Shrunk | null {
  const beganMs = performance.now();
  const seconds = (): number => (performance.now() - beganMs) / 1_000;
  const ordinals = failed.faultRecords.map(({ ordinal }) => ordinal);
  let runs = 0;
  let smallest: SeedResult = failed;
  const kept = shrink({
    ordinals,
    fails: (only) => {
      runs += 1;
      const result = attempt({ ...options, mask: { only, without: options.mask.without } });
      const same = isSame(result.violations, failed.violations);
      if (same) smallest = result;
      return same;
    },
    isTimeUp: () => seconds() >= secondsMax,
  });
  if (runs === 0) return null;
  return { from: ordinals.length, runs, seconds: seconds(), kept, result: smallest };
}

function isSame([one]: readonly Violation[], [other]: readonly Violation[]): boolean {
  return one !== undefined && one.checker === other?.checker;
}
