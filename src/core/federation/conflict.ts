/**
 * The conflict feed: every write that met another it had not seen, and did not become the visible value.
 *
 * F1. At most one record per (space, key, losing version). A merge finds the losers that are new: the incoming version
 *     if it is not visible, and the version it displaced if that stays in the set. All others stand there already,
 *     because whatever is in a set and not visible was new once. A loser never becomes visible later without a new
 *     version: the visible one leaves only when a version that saw it, and so is later, takes its place.
 * F2. Writes that see each other never meet in a set, so one writing region means an empty feed.
 * F3. Ids are the feed's positions, from 1 without gaps; the oldest are dropped first, and `conflictsDropped` counts
 *     them (free.ts).
 */
import { printableKey } from '../base/bytes.ts';
import { sameDot, hasVersion, describeVersion } from './version-set.ts';
import { visibleVersion } from './policy.ts';
import type { Draft } from './origin-log.ts';
import type { RegionState } from './region.ts';
import type { ConflictRecord, Policy, Space, Version, VersionSet } from './types.ts';

export interface Merge {
  readonly space: Space;
  readonly key: string;
  readonly policy: Policy;
  readonly before: VersionSet;
  readonly after: VersionSet;
}

export interface Moment {
  readonly revision: number;
  readonly wallMs: number;
}

/** Records what lost in one merge. */
export function recordConflicts(
  state: RegionState,
  draft: Draft,
  merge: Merge,
  moment: Moment,
): ConflictRecord[] {
  if (merge.after.length < 2) return [];
  const winner = visibleVersion(merge.policy, merge.after);
  if (winner === null) return [];
  return newLosers(merge, winner).map((loser) => {
    const { space, key, policy } = merge;
    const conflict: ConflictRecord = {
      ...{ id: state.nextConflict++, space, key, policy, winner, loser },
      ...{ revision: moment.revision, foundMs: moment.wallMs },
    };
    state.recordChanged = true;
    draft.writes.push({ type: 'put-conflict', conflict });
    return conflict;
  });
}

function newLosers(merge: Merge, winner: Version): Version[] {
  const visibleBefore = visibleVersion(merge.policy, merge.before);
  return merge.after.filter((version) => {
    if (sameDot(version, winner)) return false;
    const wasVisible = visibleBefore !== null && sameDot(version, visibleBefore);
    return wasVisible || !hasVersion(merge.before, version);
  });
}

export function describeConflict(conflict: ConflictRecord): string {
  return (
    `conflict ${conflict.id}: ${conflict.space} "${printableKey(conflict.key)}" (${conflict.policy}) keeps ` +
    `${describeVersion(conflict.winner)}, not ${describeVersion(conflict.loser)}, at revision ${conflict.revision}`
  );
}
