/**
 * Rounds of trouble with one region of three members: kill, power, disk, or all of them in turn. The region is started
 * once and lives through all rounds.
 *
 * G1. A round passes only if nothing at all was found wrong. What a crashed round leaves cannot be judged: the run ends.
 * G2. Choices come from the seed. Moments do not: processes are real.
 * G3. Every kind of trouble comes once in so many rounds, and a run that is as long and missed one has failed.
 * G4. A run may have any length: keys of old rounds are deleted, judged and forgotten, logs are set aside, and the layer's
 *     journal is emptied by a power cut of its own when it has become long.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { present } from '../../src/core/base/assert.ts';
import { createRandom } from '../../src/core/base/random.ts';
import type { Random } from '../../src/core/base/random.ts';
import { count, seconds } from '../support/figures.ts';
import { Deck } from './deck.ts';
import type { Card } from './trouble/card.ts';
import { Ledger } from './ledger.ts';
import { BadOptions } from './options.ts';
import type { TroubleKind } from './options.ts';
import { RegionInspector } from './region/inspection.ts';
import { LayerUnavailable } from './power/build.ts';
import { CATCHUP_ENTRIES, Region } from './region/region.ts';
import type { RegionOptions } from './region/region.ts';
import { ALL_KEYS, playRegionRound } from './region/round.ts';
import type { RegionRoundResult, RegionWorld } from './region/round.ts';
import { CUT_CARDS } from './trouble/cut.ts';
import { DISK_CARDS } from './trouble/disk.ts';
import { PROCESS_CARDS } from './trouble/kill.ts';
import { POWER_CARDS, POWER_EFFECTS } from './trouble/power.ts';
import { SmallDisk } from './trouble/small-disk.ts';
import { endProcesses, LINK_CARD, upkeepCards } from './trouble/upkeep.ts';
import { folderBytes, Tally } from './tally.ts';
import { showComplaints, verdictOf } from './verdict.ts';

const SCRATCH = fileURLToPath(new URL('../../.scratch', import.meta.url));
const READ_ALL_EVERY = 5;
/** Rounds whose keys stay on the books; what one acknowledged is looked for again so long. */
const ROUNDS_KEPT = 6;
const SEED_STRIDE = 10_007;
/** Of a disk run's rounds so many to one on a real full file system. */
const SMALL_DISK_EVERY = 10;
const LAYER_BYTES_MAX = 256 * 1024 * 1024;

interface Suit {
  readonly title: string;
  readonly cards: readonly Card[];
  /** Dealt in one round. */
  readonly each: number;
  /** What must have come of it in a run that dealt all. */
  readonly effects: readonly string[];
}

const KILL: Suit = {
  ...{ title: 'kill', each: 2, effects: [] },
  cards: [...PROCESS_CARDS, ...CUT_CARDS, ...upkeepCards(endProcesses), LINK_CARD],
};
const POWER: Suit = { title: 'power', cards: POWER_CARDS, each: 2, effects: POWER_EFFECTS };
const DISK: Suit = { title: 'disk', cards: DISK_CARDS, each: 1, effects: [] };
const SUITS: Readonly<Record<TroubleKind, readonly Suit[]>> = {
  ...{ kill: [KILL], power: [POWER], disk: [DISK], mixed: [KILL, POWER, DISK] },
};

export interface RegionRunOptions {
  readonly kind: TroubleKind;
  readonly rounds: number;
  readonly seed: number;
  readonly keep: boolean;
  readonly only: string;
}

/** Returns how many rounds failed. */
export async function runRegionRounds(options: RegionRunOptions): Promise<number> {
  const { kind, rounds, seed } = options;
  const tally = new Tally();
  // A killed process loses nothing that it wrote: so its disk is a bare one.
  const place = { folder: runFolder(kind), layered: kind !== 'kill', catchupEntries: CATCHUP_ENTRIES };
  await runOn(place, options, tally, SUITS[kind]);
  if (kind === 'disk' && options.only === '') await runOnSmallDisk(options, tally);
  console.log(tally.describe(`${kind}, ${rounds} rounds, seed ${seed}`));
  return tally.failed;
}

/** A region of its own, since the layer does not know about the mount. */
async function runOnSmallDisk(options: RegionRunOptions, tally: Tally): Promise<void> {
  const disk = new SmallDisk();
  const cards: readonly Card[] = [{ name: 'a real small disk is full', play: disk.trouble }];
  try {
    const place = { folder: runFolder('small-disk'), layered: false, prefixOf: disk.prefixOf };
    const rounds = Math.ceil(options.rounds / SMALL_DISK_EVERY);
    await runOn(place, { ...options, rounds }, tally, [{ title: 'small disk', cards, each: 1, effects: [] }]);
  } finally {
    disk.close();
  }
}

async function runOn(
  place: RegionOptions,
  { rounds, seed, keep, only }: RegionRunOptions,
  tally: Tally,
  suits: readonly Suit[],
): Promise<void> {
  const failedBefore = tally.failed;
  let region: Region | null = null;
  let world: RegionWorld | null = null;
  const decks = suits.map(({ cards }, at) => deckOf(cards, only, createRandom(seed * SEED_STRIDE - at)));
  try {
    region = await Region.open(place);
    const ledger = new Ledger(`run ${process.pid}`);
    world = { region, ledger, inspector: new RegionInspector(region, ledger), holders: null };
    for (let number = 1; number <= rounds; number++) {
      const at = (number - 1) % suits.length;
      const [suit, deck] = [present(suits[at], 'a suit'), present(decks[at], 'a deck')];
      const cards = Array.from({ length: suit.each }, () => deck.deal());
      const random = createRandom(seed * SEED_STRIDE + number);
      const isLast = number === rounds;
      tally.add(await playRound(world, { number, title: suit.title, cards, random, isLast, tally }));
      if (!isLast) await keepHouse(world, number, tally);
      tally.seeFolder(folderBytes(place.folder));
    }
  } catch (error) {
    if (error instanceof LayerUnavailable || error instanceof BadOptions) throw error;
    tally.giveUp();
    console.log('given up:', error);
  } finally {
    world?.holders?.close();
    await region?.close();
    for (const [at, { effects }] of suits.entries()) tally.addDeck(present(decks[at], 'a deck'), effects);
    if (tally.failed > failedBefore || keep) console.log(`data and logs stay in ${place.folder}`);
    else rmSync(place.folder, { recursive: true, force: true });
  }
}

function deckOf(cards: readonly Card[], only: string, random: Random): Deck {
  const some = cards.filter(({ name }) => name.includes(only));
  if (some.length > 0) return new Deck(some, random);
  throw new BadOptions(`--only: no trouble has "${only}" in it: ${cards.map(({ name }) => name).join('; ')}`);
}

export function runFolder(name: string): string {
  const folder = join(SCRATCH, `crash-${name}-${process.pid}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

interface RoundPlan {
  readonly number: number;
  readonly title: string;
  readonly cards: readonly Card[];
  readonly random: Random;
  readonly isLast: boolean;
  readonly tally: Tally;
}

const nameOf = (number: number): string => `r${String(number).padStart(4, '0')}`;

async function playRound(world: RegionWorld, plan: RoundPlan): Promise<RegionRoundResult> {
  const { number, title, cards, random, isLast, tally } = plan;
  const result = await playRegionRound(
    {
      ...{ name: nameOf(number), random, isLast, troubles: cards, tally: (what) => tally.saw(what) },
      readAll: isLast || number % READ_ALL_EVERY === 0,
    },
    world,
  );
  console.log(`${nameOf(number)} ${title}: ${describeResult(result)}: ${verdictOf(result.wrong)}`);
  showComplaints(result.wrong);
  return result;
}

/** G4. */
async function keepHouse(world: RegionWorld, number: number, tally: Tally): Promise<void> {
  const { region, ledger, inspector } = world;
  const prefixOf = (old: number): string => `${ALL_KEYS}${nameOf(old)}/`;
  ledger.forget(prefixOf(number - ROUNDS_KEPT - 1));
  const wrong = await inspector.sweep(prefixOf(number - ROUNDS_KEPT));
  if (wrong.length > 0) tally.giveUp();
  showComplaints(wrong);
  for (const member of region.members) {
    if (member.layerBytes() < LAYER_BYTES_MAX) continue;
    member.kill();
    await member.whenGone();
    member.cutPower('clean', createRandom(number));
    member.start();
    await region.servesAt(member);
  }
}

export function describeResult(result: RegionRoundResult): string {
  const { notes, acknowledged, unknown, reads, renewals, watchesResumed, findings, ms, troubleMs } = result;
  return (
    `${notes.join('; ')}; ${count(acknowledged)} writes acknowledged, ${unknown} unknown, ${count(reads)} reads, ` +
    `${renewals} renewals, ${watchesResumed} watches resumed; ${count(findings.revisions)} revisions explained, ` +
    `${count(findings.keysRead)} keys read; ${seconds(ms)}, ${seconds(troubleMs)} of them trouble`
  );
}
