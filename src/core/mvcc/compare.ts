/**
 * The conditions of a transaction. A compare over a range holds when it holds for every key there. Where there is no
 * key, a value compare is false whatever it asks (an empty value cannot be told from a missing one on the wire), and
 * the other targets compare with 0. Only value compares read values.
 */
import { assertNever } from '../base/assert.ts';
import { compareBytes, isSingleKey } from '../base/bytes.ts';
import { getKey } from '../base/ordered-map.ts';
import { visitRange } from '../base/ordered-map-cursor.ts';
import type { KeyEntry } from './key-index.ts';
import type { Keyspace } from './keyspace.ts';
import type { Compare, ReadValue } from './types.ts';

export function allHold(keyspace: Keyspace, compares: readonly Compare[], readValue: ReadValue): boolean {
  return compares.every((compare) => holds(keyspace, compare, readValue));
}

function holds(keyspace: Keyspace, compare: Compare, readValue: ReadValue): boolean {
  return isSingleKey(compare.range)
    ? holdsForKey(keyspace, compare, readValue)
    : holdsForAll(keyspace, compare, readValue);
}

function holdsForKey(keyspace: Keyspace, compare: Compare, readValue: ReadValue): boolean {
  const entry = getKey(keyspace.live, compare.range.from);
  if (entry === undefined) return holdsWithoutKey(compare);
  return agrees(compare.result, order(compare, entry, readValue));
}

function holdsForAll(keyspace: Keyspace, compare: Compare, readValue: ReadValue): boolean {
  let keys = 0;
  let failed = false;
  visitRange(keyspace.live, compare.range, (_key, entry) => {
    keys++;
    failed = !agrees(compare.result, order(compare, entry, readValue));
    return !failed;
  });
  return keys > 0 ? !failed : holdsWithoutKey(compare);
}

function holdsWithoutKey(compare: Compare): boolean {
  switch (compare.target) {
    case 'value':
      return false;
    case 'lease':
      return agrees(compare.result, sign(0n, compare.operand));
    case 'version':
    case 'create':
    case 'mod':
      return agrees(compare.result, -compare.operand);
    default:
      return assertNever(compare);
  }
}

/** Negative when the key's side is less than the operand. */
function order(compare: Compare, entry: KeyEntry, readValue: ReadValue): number {
  switch (compare.target) {
    case 'version':
      return entry.version - compare.operand;
    case 'create':
      return entry.createRevision - compare.operand;
    case 'mod':
      return entry.main - compare.operand;
    case 'lease':
      return sign(entry.lease ?? 0n, compare.operand);
    case 'value':
      return compareBytes(readValue({ main: entry.main, sub: entry.sub }).value, compare.operand);
    default:
      return assertNever(compare);
  }
}

function agrees(result: Compare['result'], difference: number): boolean {
  switch (result) {
    case 'equal':
      return difference === 0;
    case 'not-equal':
      return difference !== 0;
    case 'greater':
      return difference > 0;
    case 'less':
      return difference < 0;
    default:
      return assertNever(result);
  }
}

const sign = (left: bigint, right: bigint): number => (left < right ? -1 : left > right ? 1 : 0);
