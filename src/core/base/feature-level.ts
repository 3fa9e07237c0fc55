/**
 * Feature levels: what a release can read. A region runs at the lowest level of its members, so that the release before
 * can be started again on the same data, until the operator finalises the next one (DESIGN §2).
 *
 * L1. Below a level nothing of its formats is written anywhere: log, store, snapshots, frames to who does not know them.
 * L2. A region's level is part of its state and only rises, by a command of its own in the log (core/apply/level.ts).
 * L3. A release without levels speaks the first one.
 */
export const FIRST_LEVEL = 1;

/** Each level with what it adds to the one before; numbers are kept for ever. */
export const FEATURE_LEVELS = [
  { level: FIRST_LEVEL, adds: 'everything that releases without feature levels write' },
  {
    level: 2,
    adds: "the region's level in its state, entries without a stamp, replacing a member in one change",
  },
] as const satisfies readonly { readonly level: number; readonly adds: string }[];

/** What this release can read. */
export const NEWEST_LEVEL: number = FEATURE_LEVELS[FEATURE_LEVELS.length - 1]!.level;

/** From which level on each form may be written. */
export const SINCE_LEVEL = {
  /** The applied mark names the region's level, which a `raise-level` command sets. */
  levelRecord: 2,
  /** A batch whose leader could not trust its clock: writes that need a stamp are refused. */
  unstampedBatch: 2,
  /** A member goes and a learner comes in one change (core/apply/membership); records say whom a member replaced. */
  replaceMember: 2,
  /** Members ask each other for the time. Not gated by the region's level: sent to who is known to read it. */
  clockFrames: 2,
} as const satisfies Readonly<Record<string, number>>;
