/**
 * The state of the multi-version keyspace: the index of every key in memory; values stay in the store. Keys that exist
 * now and keys whose newest revision is a tombstone stand in two maps, so that counting and scanning the present never
 * steps over the dead, however many deletes wait for compaction.
 *
 * Invariants:
 * K1. `live` holds exactly the keys whose newest revision is a put, `dead` those whose newest is a tombstone.
 * K2. No entry has a revision above `currentRevision`, and every main revision from the last compaction up to it has
 *     at least one record. A restart therefore finds the current revision from the records and the marks that each
 *     compaction writes, and a put need not write marks: the revision never goes back (etcd #17780).
 * K3. `compactedThrough <= compactRevision <= currentRevision`; reads below `compactRevision` are refused from the
 *     moment it is accepted, whatever is still there.
 * K4. While a revision is pinned (something reads it in slices), no record it can see is deleted.
 */
import { present } from '../base/assert.ts';
import { addKey, createOrderedMap, deleteKey, getKey, setKey, type OrderedMap } from '../base/ordered-map.ts';
import { appendRevision, createEntry, type KeyEntry, type PutMeta } from './key-index.ts';
import type { KeyspaceMarks, MvccRefusal, Revision } from './types.ts';

/** A fresh keyspace stands here; its first write is 2. */
export const FIRST_REVISION = 1;

export interface Keyspace {
  readonly live: OrderedMap<KeyEntry>;
  readonly dead: OrderedMap<KeyEntry>;
  currentRevision: number;
  /** 0 before the first compaction. */
  compactRevision: number;
  compactedThrough: number;
  /** Retained revisions of all keys, tombstones included. */
  revisions: number;
  /** The compaction pass under way. */
  pass: CompactionPass | null;
  /** Pinned revision → how many readers hold it. */
  readonly pins: Map<number, number>;
}

export interface CompactionPass {
  readonly target: number;
  /** Keys before this one are done. */
  next: string;
  /** How many of the oldest revisions of `next` are deleted already; the index forgets them with the last one. */
  deleted: number;
}

export interface KeyspaceStats {
  readonly keys: number;
  readonly tombstonedKeys: number;
  readonly revisions: number;
}

export function createKeyspace(): Keyspace {
  return {
    live: createOrderedMap(),
    dead: createOrderedMap(),
    currentRevision: FIRST_REVISION,
    compactRevision: 0,
    compactedThrough: 0,
    revisions: 0,
    pass: null,
    pins: new Map(),
  };
}

export function keyspaceMarks(keyspace: Keyspace): KeyspaceMarks {
  const { currentRevision, compactRevision, compactedThrough } = keyspace;
  return { currentRevision, compactRevision, compactedThrough };
}

export function keyspaceStats(keyspace: Keyspace): KeyspaceStats {
  return { keys: keyspace.live.size, tombstonedKeys: keyspace.dead.size, revisions: keyspace.revisions };
}

/** The entry of a key, dead or alive. */
export function entryOf(keyspace: Keyspace, key: string): KeyEntry | undefined {
  return getKey(keyspace.live, key) ?? getKey(keyspace.dead, key);
}

/**
 * Enters a put as the first version of its key, unless the key exists now: then its entry is returned, and the caller
 * appends the version that follows.
 */
export function enterPut(
  keyspace: Keyspace,
  key: string,
  revision: Revision,
  first: PutMeta,
): KeyEntry | undefined {
  keyspace.revisions++;
  const buried = deleteKey(keyspace.dead, key);
  if (buried === undefined) return addKey(keyspace.live, key, createEntry(revision, first));
  appendRevision(buried, revision, first);
  setKey(keyspace.live, key, buried);
  return undefined;
}

/** Enters a tombstone for a key that exists. */
export function enterTombstone(keyspace: Keyspace, key: string, revision: Revision): void {
  const entry = present(deleteKey(keyspace.live, key), 'entry of the key to delete');
  keyspace.revisions++;
  appendRevision(entry, revision, null);
  setKey(keyspace.dead, key, entry);
}

/**
 * Why `revision` cannot be read; `null` when it can. 0 (or less, as etcd has it) reads the newest; the compacted revision
 * itself is still readable.
 */
export function refuseRevision(keyspace: Keyspace, revision: number): MvccRefusal | null {
  if (revision > keyspace.currentRevision) return 'future-revision';
  return revision > 0 && revision < keyspace.compactRevision ? 'compacted' : null;
}

export function pinRevision(keyspace: Keyspace, revision: number): void {
  keyspace.pins.set(revision, (keyspace.pins.get(revision) ?? 0) + 1);
}

export function unpinRevision(keyspace: Keyspace, revision: number): void {
  const readers = present(keyspace.pins.get(revision), 'pin of the revision');
  if (readers === 1) keyspace.pins.delete(revision);
  else keyspace.pins.set(revision, readers - 1);
}

export function describeKeyspace(keyspace: Keyspace): string {
  const { currentRevision, compactRevision, compactedThrough, live, dead, revisions, pass } = keyspace;
  const compaction = pass === null ? '' : `, compacting through ${pass.target}`;
  return (
    `revision ${currentRevision}, compacted ${compactRevision} (deleted through ${compactedThrough}), ` +
    `${live.size} keys, ${dead.size} tombstoned, ${revisions} revisions${compaction}`
  );
}
