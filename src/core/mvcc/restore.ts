/**
 * Rebuilds the keyspace from its marks and the index table at start and after a snapshot install. A million records
 * come in slices, in revision order; no value is read.
 */
import { assert } from '../base/assert.ts';
import { addKey, hasKey } from '../base/ordered-map.ts';
import { createKeyspace, enterPut, enterTombstone, type Keyspace } from './keyspace.ts';
import { appendRevision, createEntry } from './key-index.ts';
import type { IndexRecord, KeyspaceMarks, Revision } from './types.ts';

export interface Restore {
  readonly keyspace: Keyspace;
  readonly marks: KeyspaceMarks | null;
  last: Revision;
}

/** `marks` is `null` when no compaction was ever accepted: nothing else writes them. */
export function beginRestore(marks: KeyspaceMarks | null): Restore {
  return { keyspace: createKeyspace(), marks, last: { main: 0, sub: 0 } };
}

export function restoreRecords(restore: Restore, records: Iterable<IndexRecord>): void {
  for (const record of records) restoreRecord(restore, record);
}

export function finishRestore(restore: Restore): Keyspace {
  const { keyspace, marks, last } = restore;
  keyspace.currentRevision = Math.max(keyspace.currentRevision, marks?.currentRevision ?? 0, last.main);
  keyspace.compactRevision = marks?.compactRevision ?? 0;
  keyspace.compactedThrough = marks?.compactedThrough ?? 0;
  return keyspace;
}

/** The whole restore at once, for what is small. */
export function restoreKeyspace(marks: KeyspaceMarks | null, records: Iterable<IndexRecord>): Keyspace {
  const restore = beginRestore(marks);
  restoreRecords(restore, records);
  return finishRestore(restore);
}

function restoreRecord(restore: Restore, record: IndexRecord): void {
  const { keyspace, last } = restore;
  const { key, revision, put } = record;
  const ascends = revision.main > last.main || (revision.main === last.main && revision.sub > last.sub);
  assert(ascends || last.main === 0, () => `index records ascend: ${revision.main}.${revision.sub}`);
  restore.last = revision;
  if (put !== null) {
    const live = enterPut(keyspace, key, revision, put);
    if (live !== undefined) appendRevision(live, revision, put);
    return;
  }
  if (hasKey(keyspace.live, key)) return enterTombstone(keyspace, key, revision);
  // The puts before this tombstone were compacted away; it waits for the next compaction itself.
  const buried = addKey(keyspace.dead, key, createEntry(revision, null));
  assert(
    buried === undefined,
    () => `a put stands between two tombstones of a key (revision ${revision.main})`,
  );
  keyspace.revisions++;
}
