/**
 * Writing one revision: puts and deletes in the order of their sub-revisions, entered into the index at once, so that
 * what follows in the same transaction sees them. Nothing here can refuse: whoever starts to write has checked first,
 * because a half-done transaction could not be taken back.
 *
 * Invariants:
 * W1. `changes[i]` has sub-revision i: the overlay of records the store does not have yet is the list of changes.
 * W2. The main revision is taken by the first change; a transaction that changes nothing leaves no trace.
 */
import type { LeaseId } from '../base/brands.ts';
import { assert } from '../base/assert.ts';
import { compareStrings, printableKey, type KeyRange } from '../base/bytes.ts';
import { added } from '../base/lists.ts';
import { getKey } from '../base/ordered-map.ts';
import { visitRange } from '../base/ordered-map-cursor.ts';
import { appendRevision } from './key-index.ts';
import { enterPut, enterTombstone, type Keyspace } from './keyspace.ts';
import type { Change, ReadValue, Revision, ValueRecord } from './types.ts';

export interface Write {
  readonly keyspace: Keyspace;
  /** The revision this write will have if it changes anything. */
  readonly main: number;
  changes: Change[];
}

/** What a write leaves behind: what others must learn, and what the store must keep. */
export interface Written {
  readonly changes: readonly Change[];
}

export function beginWrite(keyspace: Keyspace): Write {
  return { keyspace, main: keyspace.currentRevision + 1, changes: [] };
}

/** No lease detaches the one that was attached. */
export function putKey(write: Write, key: string, value: Uint8Array, lease: LeaseId | null): void {
  const revision = nextRevision(write);
  let record: ValueRecord = { createRevision: write.main, version: 1, lease, value };
  let previousLease: LeaseId | null = null;
  const entry = enterPut(write.keyspace, key, revision, record);
  if (entry !== undefined) {
    previousLease = entry.lease;
    record = { createRevision: entry.createRevision, version: entry.version + 1, lease, value };
    appendRevision(entry, revision, record);
  }
  write.changes = added(write.changes, { type: 'put', revision, key, record, previousLease });
}

/** False when there was no such key. */
export function deleteKeyIn(write: Write, key: string): boolean {
  const entry = getKey(write.keyspace.live, key);
  if (entry === undefined) return false;
  const previousLease = entry.lease;
  const revision = nextRevision(write);
  enterTombstone(write.keyspace, key, revision);
  write.changes = added(write.changes, { type: 'delete', revision, key, record: null, previousLease });
  return true;
}

/** Returns how many keys there were. */
export function deleteRangeIn(write: Write, range: KeyRange): number {
  const keys: string[] = [];
  visitRange(write.keyspace.live, range, (key) => void keys.push(key));
  for (const key of keys) deleteKeyIn(write, key);
  return keys.length;
}

/** Reads through what this write has done so far. */
export function overlay(write: Write, readValue: ReadValue): ReadValue {
  return (revision) =>
    revision.main === write.main ? recordOf(write.changes[revision.sub], revision) : readValue(revision);
}

/**
 * Puts and deletes (`null`) decided elsewhere (a federated transaction, the keys of an ended lease) as one revision,
 * without leases. Deleting what is not there changes nothing.
 */
export function applyRevision(
  keyspace: Keyspace,
  writes: Iterable<{ readonly key: string; readonly value: Uint8Array | null }>,
): Written {
  const write = beginWrite(keyspace);
  for (const { key, value } of writes) {
    if (value === null) deleteKeyIn(write, key);
    else putKey(write, key, value, null);
  }
  return write;
}

/** Deletes keys in one revision, in byte order on every member: replicas must agree on sub-revisions. */
export function deleteKeys(keyspace: Keyspace, keys: readonly string[]): Written {
  const sorted = [...keys].sort(compareStrings);
  return applyRevision(
    keyspace,
    sorted.map((key) => ({ key, value: null })),
  );
}

function nextRevision(write: Write): Revision {
  write.keyspace.currentRevision = write.main;
  return { main: write.main, sub: write.changes.length };
}

function recordOf(change: Change | undefined, { main, sub }: Revision): ValueRecord {
  const record = change?.record ?? null;
  assert(record !== null, () => `W1: ${main}.${sub} was put by this write`);
  return record;
}

export function describeChange(change: Change): string {
  const { main, sub } = change.revision;
  const what = change.record === null ? 'deleted' : `put, version ${change.record.version}`;
  return `${main}.${sub} ${printableKey(change.key)} ${what}`;
}
