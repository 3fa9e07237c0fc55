/**
 * How bad the world of one seed is. Every kind of fault has an intensity of its own and is often absent altogether:
 * a run in which everything fails at once hides the bugs that need one thing to fail for long (swarm testing, Groce et
 * al. 2012).
 */
import { nextFloat, nextInteger, pick, type Random } from '../../src/core/base/random.ts';
import { CLOCK_OFFSET_MAX_MS } from '../../src/core/federation/clock-standing.ts';
import { CLEAN_LINK, type LinkProfile } from './ports/sim-fabric.ts';
import { GOOD_DISK, type DiskProfile } from './ports/sim-disk.ts';
import { GOOD_STORE, type StoreProfile } from './ports/sim-store.ts';
import type { ClockLateness } from './ports/sim-clock.ts';
import { FAULT_KIND_NAMES, FAULT_KINDS, type FaultKind, type FaultRates } from './faults/kinds.ts';

export interface Swarm {
  readonly intra: LinkProfile;
  readonly inter: LinkProfile;
  readonly disk: DiskProfile;
  readonly store: StoreProfile;
  readonly lateness: ClockLateness;
  /** Monotonic clocks run at 1 ± this. */
  readonly clockRateSpread: number;
  /** Wall clocks are off by up to this, either way: as far as leaves a leader among them that may stamp. */
  readonly wallOffsetMsMax: number;
  readonly rates: FaultRates;
  /** Chance of each unsynced sector and name at a power loss. */
  readonly survivalRate: number;
  readonly namesInOrder: boolean;
  /** How much larger some values are than they need to be: large ones fill the store, so that the log is let go of. */
  readonly valueBytes: number;
  /** Entries of the log that stay for followers that lag; beyond them a follower needs a snapshot. */
  readonly logEntriesKept: number;
  /** From a client to its member and back, each way. */
  readonly clientDelayUs: { readonly least: number; readonly most: number };
  /** Clients that have a rate to keep ask all at once, in beats; else each by itself. */
  readonly inBursts: boolean;
  /** Regions that write federated keys: with one the conflict feed must stay empty. */
  readonly writingRegions: number;
  /** Leaders answer reads by their lease. */
  readonly leaseReads: boolean;
  /** Share of the machines that begin with the release before feature levels. */
  readonly oldShare: number;
  /** Servers of a federation find each other by gossip; otherwise they have what they are configured with. */
  readonly gossips: boolean;
}

const HALF = 0.5;
/** It makes a federation's run a tenth dearer. */
const GOSSIP_SHARE = 0.75;
/** Values that fill frames, segments and windows; few seeds have them, because bytes are what a run spends its time on. */
const HUGE_BYTES = 200_000;
const HUGE_SHARE = 0.05;
const LEASE_READS_SHARE = 0.25;
/** Kinds of faults that one seed has, beside what it suffers all the time. */
const KINDS_A_SEED = { least: 2, most: 9 } as const;

/** Nothing fails, nothing jitters: for looking at a bug, and for measuring. */
export const CALM: Swarm = {
  intra: CLEAN_LINK,
  inter: { ...CLEAN_LINK, latencyUs: 30_000 },
  disk: GOOD_DISK,
  store: GOOD_STORE,
  lateness: { timerUsMax: 0, turnUsMax: 50 },
  clockRateSpread: 0,
  wallOffsetMsMax: 0,
  rates: {},
  survivalRate: 1,
  namesInOrder: true,
  valueBytes: 0,
  logEntriesKept: 5_000,
  clientDelayUs: { least: 300, most: 300 },
  inBursts: true,
  writingRegions: 3,
  leaseReads: false,
  oldShare: 0,
  gossips: true,
};

export function drawSwarm(random: Random): Swarm {
  const sometimes = (max: number): number => (nextFloat(random) < HALF ? 0 : nextFloat(random) * max);
  const link = (latencyUsMax: number): LinkProfile => ({
    latencyUs: nextInteger(random, latencyUsMax / 10, latencyUsMax),
    jitterUs: sometimes(latencyUsMax),
    lossRate: sometimes(0.05),
    duplicateRate: sometimes(0.05),
    reorderRate: sometimes(0.1),
    breakRate: sometimes(0.002),
    bytesPerUs: pick(random, [5, 100, 1_000]),
  });
  return {
    intra: link(2_000),
    inter: link(80_000),
    disk: {
      writeUs: nextInteger(random, 5, 100),
      syncUs: nextInteger(random, 100, 5_000),
      stallRate: sometimes(0.01),
      stallUs: nextInteger(random, 50_000, 2_000_000),
      syncErrorRate: sometimes(0.0005),
      shortWriteRate: 0,
      readErrorRate: 0,
      capacityBytes: GOOD_DISK.capacityBytes,
    },
    store: {
      writeUs: nextInteger(random, 20, 2_000),
      flushUs: nextInteger(random, 500, 50_000),
      stallRate: sometimes(0.01),
      stallUs: nextInteger(random, 50_000, 1_000_000),
      full: false,
      freshFlipRate: 0,
    },
    lateness: { timerUsMax: Math.round(sometimes(20_000)), turnUsMax: nextInteger(random, 0, 500) },
    clockRateSpread: sometimes(0.02),
    wallOffsetMsMax: Math.round(sometimes(CLOCK_OFFSET_MAX_MS / 2 - 1)),
    rates: drawRates(random),
    survivalRate: pick(random, [0, 0.5, 0.9, 1]),
    namesInOrder: nextFloat(random) < HALF,
    valueBytes: nextFloat(random) < HUGE_SHARE ? HUGE_BYTES : pick(random, [0, 0, 2_000, 8_000]),
    logEntriesKept: pick(random, [0, 5, 50, 5_000]),
    clientDelayUs: { least: 50, most: 600 },
    inBursts: nextFloat(random) < HALF,
    writingRegions: pick(random, [1, 2, 3, 3]),
    // The last to be drawn: what seeds had before they have still.
    leaseReads: nextFloat(random) < LEASE_READS_SHARE,
    oldShare: pick(random, [0, 0, 0, 0.5, 1]),
    gossips: nextFloat(random) < GOSSIP_SHARE,
  };
}

/** A few kinds, each at a rate of its own. */
function drawRates(random: Random): FaultRates {
  const rates: Partial<Record<FaultKind, number>> = {};
  const count = nextInteger(random, KINDS_A_SEED.least, KINDS_A_SEED.most);
  for (let i = 0; i < count; i++) {
    const kind = pick(random, FAULT_KIND_NAMES);
    // At least a third of the most: a kind that was drawn shall be seen.
    rates[kind] = FAULT_KINDS[kind].perMinuteMax * ((1 + 2 * nextFloat(random)) / 3);
  }
  return rates;
}
