/**
 * A federated key as a multi-value register: the versions that no applied version had seen (dotted version vectors,
 * Preguiça et al. 2012). A region applies each origin's transactions in order and only when their vector is satisfied,
 * which leaves few cases:
 *
 * S1. A version that arrives is new: nothing applied before can have seen it, because what saw it has it in its vector
 *     and would not have been applied without it. So it always joins the set.
 * S2. It removes exactly the versions its vector has; its own origin's among them, since a vector holds all earlier
 *     sequences of its origin. So a set has at most one version per origin.
 * S3. Merging depends on dots and vectors only, never on values, policies or the order of arrival of concurrent
 *     versions: regions that applied the same transactions hold equal sets.
 *
 * Worked example: A writes `a1`, B concurrently `b1`; the set is {a1, b1} everywhere. C has applied both and writes
 * `c1` with vector {A:1 B:1}: {c1}. Had C applied only A's, its vector {A:1} would leave {b1, c1}.
 */
import { assert } from '../base/assert.ts';
import { compareHlc } from '../base/hlc.ts';
import { equalBytes } from '../base/bytes.ts';
import type { Version, VersionSet, VersionVector } from './types.ts';
import { describeDot, hasSeen } from './version-vector.ts';

export const EMPTY_SET: VersionSet = [];

/** The set after `version`, whose transaction had seen `vector`. */
export function mergeVersion(set: VersionSet, version: Version, vector: VersionVector): VersionSet {
  const merged: Version[] = [];
  let placed = false;
  for (const local of set) {
    if (hasSeen(vector, local)) continue;
    assert(
      local.origin !== version.origin,
      () => `S2: ${describeDot(version)} does not follow ${describeDot(local)}`,
    );
    if (!placed && version.origin < local.origin) {
      merged.push(version);
      placed = true;
    }
    merged.push(local);
  }
  if (!placed) merged.push(version);
  return merged;
}

export function sameDot(left: Version, right: Version): boolean {
  return left.origin === right.origin && left.sequence === right.sequence;
}

export function hasVersion(set: VersionSet, version: Version): boolean {
  return set.some((each) => sameDot(each, version));
}

/** `null` is absence, whether by a tombstone or by no version at all. */
export function equalValues(left: Uint8Array | null, right: Uint8Array | null): boolean {
  if (left === null || right === null) return left === right;
  return equalBytes(left, right);
}

export function equalSets(left: VersionSet, right: VersionSet): boolean {
  if (left.length !== right.length) return false;
  return left.every((version, i) => {
    const other = right[i]!;
    return (
      sameDot(version, other) &&
      compareHlc(version.time, other.time) === 0 &&
      equalValues(version.value, other.value) &&
      version.actor === other.actor
    );
  });
}

export function describeVersion(version: Version): string {
  return `${describeDot(version)}=${version.value === null ? 'deleted' : `${version.value.length}B`}`;
}

export function describeSet(set: VersionSet): string {
  return `{${set.map(describeVersion).join(' ')}}`;
}
