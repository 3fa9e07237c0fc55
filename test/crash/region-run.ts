/**
 * Rounds of trouble with one region of three members: kill, power, disk, or all of them in turn.
 *
 * G1. A round passes only if nothing at all was found wrong. What a crashed round leaves cannot be judged: the run ends.
 * G2. Choices come from the seed, a round's from the seed and its number. Moments do not: processes are real.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { present } from '../../src/core/base/assert.ts';
import { createRandom } from '../../src/core/base/random.ts';
import { count } from '../support/figures.ts';
import { Ledger } from './ledger.ts';
import type { TroubleKind } from './options.ts';
import { RegionInspector } from './region/inspection.ts';
import { LayerUnavailable } from './power/build.ts';
import { Region } from './region/region.ts';
import type { RegionOptions } from './region/region.ts';
import { playRegionRound } from './region/round.ts';
import type { RegionRoundResult, RegionWorld, Trouble } from './region/round.ts';
import { diskTrouble } from './trouble/disk.ts';
import { killTrouble } from './trouble/kill.ts';
import { powerTrouble } from './trouble/power.ts';
import { SmallDisk } from './trouble/small-disk.ts';
import { showComplaints, verdictOf } from './verdict.ts';

const SCRATCH = fileURLToPath(new URL('../../.scratch', import.meta.url));
const READ_ALL_EVERY = 5;
const SEED_STRIDE = 10_007;
/** Of a disk run's rounds so many to one on a real full file system. */
const SMALL_DISK_EVERY = 10;
const MIXED = ['kill', 'power', 'disk'] as const;
const TROUBLES = { kill: killTrouble, power: powerTrouble, disk: diskTrouble } as const;

interface RoundKind {
  readonly title: string;
  trouble(trouble: Trouble): Promise<void>;
}

interface Tally {
  passed: number;
  failed: number;
  acknowledged: number;
  reads: number;
  revisions: number;
}

export interface RegionRunOptions {
  readonly kind: TroubleKind;
  readonly rounds: number;
  readonly seed: number;
  readonly keep: boolean;
}

/** Returns how many rounds failed. */
export async function runRegionRounds(options: RegionRunOptions): Promise<number> {
  const { kind, rounds, seed } = options;
  const tally: Tally = { passed: 0, failed: 0, acknowledged: 0, reads: 0, revisions: 0 };
  await runOn({ folder: runFolder(kind), layered: true }, options, tally, (number) => {
    const own = kind === 'mixed' ? present(MIXED[number % MIXED.length], 'a kind') : kind;
    return { title: own, trouble: TROUBLES[own] };
  });
  if (kind === 'disk') await runOnSmallDisk(options, tally);
  const { passed, failed, acknowledged, reads, revisions } = tally;
  console.log(
    `${kind}, ${rounds} rounds, seed ${seed}: ${count(acknowledged)} acknowledged writes, ` +
      `${count(reads)} linearizable reads, ${count(revisions)} revisions explained`,
  );
  console.log(`${passed} passed, ${failed} failed`);
  return failed;
}

/** A region of its own, since the layer does not know about the mount. */
async function runOnSmallDisk(options: RegionRunOptions, tally: Tally): Promise<void> {
  const disk = new SmallDisk();
  try {
    const place = { folder: runFolder('small-disk'), layered: false, prefixOf: disk.prefixOf };
    const rounds = Math.ceil(options.rounds / SMALL_DISK_EVERY);
    await runOn(place, { ...options, rounds }, tally, () => ({ title: 'small disk', trouble: disk.trouble }));
  } finally {
    disk.close();
  }
}

async function runOn(
  place: RegionOptions,
  { rounds, seed, keep }: RegionRunOptions,
  tally: Tally,
  planOf: (number: number) => RoundKind,
): Promise<void> {
  const failedBefore = tally.failed;
  let region: Region | null = null;
  try {
    region = await Region.open(place);
    const ledger = new Ledger(`run ${process.pid}`);
    const world = { region, ledger, inspector: new RegionInspector(region, ledger) };
    for (let number = 1; number <= rounds; number++) {
      const result = await playRound(world, planOf(number), { seed, number, isLast: number === rounds });
      if (result.wrong.length === 0) tally.passed += 1;
      else tally.failed += 1;
      tally.acknowledged += result.acknowledged;
      tally.reads += result.reads;
      tally.revisions += result.findings.revisions;
    }
  } catch (error) {
    if (error instanceof LayerUnavailable) throw error;
    tally.failed += 1;
    console.log('given up:', error);
  } finally {
    await region?.close();
    if (tally.failed > failedBefore || keep) console.log(`data and logs stay in ${place.folder}`);
    else rmSync(place.folder, { recursive: true, force: true });
  }
}

export function runFolder(name: string): string {
  const folder = join(SCRATCH, `crash-${name}-${process.pid}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

interface RoundPlace {
  readonly seed: number;
  readonly number: number;
  readonly isLast: boolean;
}

async function playRound(
  world: RegionWorld,
  { title, trouble }: RoundKind,
  { seed, number, isLast }: RoundPlace,
): Promise<RegionRoundResult> {
  const name = `r${String(number).padStart(4, '0')}`;
  const random = createRandom(seed * SEED_STRIDE + number);
  const readAll = isLast || number % READ_ALL_EVERY === 0;
  const result = await playRegionRound({ name, number, random, readAll, trouble }, world);
  console.log(`${name} ${title}: ${describeResult(result)}: ${verdictOf(result.wrong)}`);
  showComplaints(result.wrong);
  return result;
}

export function describeResult(result: RegionRoundResult): string {
  const { notes, acknowledged, unknown, reads, renewals, watchesResumed, findings } = result;
  return (
    `${notes.join('; ')}; ${count(acknowledged)} writes acknowledged, ${unknown} unknown, ${count(reads)} reads, ` +
    `${renewals} renewals, ${watchesResumed} watches resumed; ${count(findings.revisions)} revisions explained, ` +
    `${count(findings.keysRead)} keys read`
  );
}
