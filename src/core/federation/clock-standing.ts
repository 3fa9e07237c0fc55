/**
 * May a member stamp by its wall clock? Only with a majority of its region's clocks within the bound of it (DESIGN §8): a
 * clock that jumped ahead would stamp writes that no other region takes before its own clock gets there, and one that
 * fell behind would stamp writes that lose to all others'.
 *
 * T1. A clock that is not known speaks for nobody and against nobody: beside members whose release does not tell, or right
 *     after a start, a member stamps as one that is alone would.
 * T2. Two clocks agree if they may agree, with all that is uncertain about them.
 */

/**
 * Between clocks that stamps are made by, in one region and between regions. CockroachDB's bound; well-kept clocks stay
 * within a tenth. A stamp beyond it would drag other regions' clocks along, and win over writes that are really later.
 */
export const CLOCK_OFFSET_MAX_MS = 500;

/** A wall clock as one member knows it. */
export interface KnownClock {
  /** Its time minus the knower's monotonic time. */
  readonly offsetMs: number;
  /** How far that may be off, either way. */
  readonly uncertaintyMs: number;
}

/** `apart`: some are known to disagree, and those that agree are no majority. */
export type ClockStanding = 'trusted' | 'unknown' | 'apart';

/** `all`: of every voter, this one's included; `null` where it is not known. */
export function standingOf(clock: KnownClock, all: readonly (KnownClock | null)[]): ClockStanding {
  const known = all.filter((each) => each !== null);
  const agreeing = known.filter((each) => agree(clock, each)).length;
  if (2 * agreeing > all.length) return 'trusted';
  return agreeing === known.length ? 'unknown' : 'apart';
}

/** The offset in the middle, the lower of two: what to go by where the own clock cannot be trusted. Never ahead of all. */
export function middleOffset(all: readonly (KnownClock | null)[]): number {
  const offsets = all.filter((each) => each !== null).map(({ offsetMs }) => offsetMs);
  offsets.sort((left, right) => left - right);
  return offsets[Math.floor((offsets.length - 1) / 2)] ?? 0;
}

function agree(left: KnownClock, right: KnownClock): boolean {
  const apartMs = Math.abs(left.offsetMs - right.offsetMs);
  return apartMs - left.uncertaintyMs - right.uncertaintyMs <= CLOCK_OFFSET_MAX_MS;
}
