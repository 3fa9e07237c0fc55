/**
 * Version vectors: per origin the highest sequence of a gapless prefix. Since a region never keeps an origin's
 * transactions with gaps, one vector says all that it has (the scuttlebutt rule, van Renesse et al. 2008).
 *
 * V1. An origin that was never heard of stands at 0 and has no entry, so equal knowledge means equal maps.
 */
import { assert } from '../base/assert.ts';
import { compareStrings } from '../base/bytes.ts';
import type { Dot, OriginKey, VersionVector } from './types.ts';

export type MutableVector = Map<OriginKey, number>;

export const EMPTY_VECTOR: VersionVector = new Map();

export function sequenceAt(vector: VersionVector, origin: OriginKey): number {
  return vector.get(origin) ?? 0;
}

/** Whether the write with this dot is part of what the vector stands for. */
export function hasSeen(vector: VersionVector, dot: Dot): boolean {
  return sequenceAt(vector, dot.origin) >= dot.sequence;
}

export function covers(vector: VersionVector, other: VersionVector): boolean {
  return firstMissing(vector, other) === null;
}

export function sameVector(left: VersionVector, right: VersionVector): boolean {
  return left.size === right.size && covers(left, right);
}

/** The first dot (by origin key) that `needed` knows and `vector` does not: what a message can name. */
export function firstMissing(vector: VersionVector, needed: VersionVector): Dot | null {
  let missing: Dot | null = null;
  for (const [origin, sequence] of needed) {
    const have = sequenceAt(vector, origin);
    if (have < sequence && (missing === null || origin < missing.origin)) {
      missing = { origin, sequence: have + 1 };
    }
  }
  return missing;
}

export function raise(vector: MutableVector, origin: OriginKey, sequence: number): void {
  assert(sequence >= 0, () => `a sequence below zero for ${origin}`);
  if (sequence > sequenceAt(vector, origin)) vector.set(origin, sequence);
}

export function raiseAll(vector: MutableVector, other: VersionVector): void {
  for (const [origin, sequence] of other) raise(vector, origin, sequence);
}

/** In the order of origin keys: the canonical form for bytes and messages. */
export function sortedEntries(vector: VersionVector): (readonly [OriginKey, number])[] {
  return [...vector].sort(([left], [right]) => compareStrings(left, right));
}

export function describeVector(vector: VersionVector): string {
  return `{${sortedEntries(vector)
    .map(([origin, sequence]) => `${origin}:${sequence}`)
    .join(' ')}}`;
}

export function describeDot(dot: Dot): string {
  return `${dot.origin}:${dot.sequence}`;
}
