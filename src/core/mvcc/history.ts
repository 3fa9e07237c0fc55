/**
 * The past as events, for watchers that catch up. The index in memory is by key; the index table is by revision, so the
 * driver scans that table from a watcher's revision on, in slices, and this turns its records into the changes they were.
 *
 * The scan pins the revision it starts from (keyspace.ts, `pinRevision`) until it ends. No compaction then passes it, and
 * one that stops at or before it leaves every event from there on: the last revision of each key at its target stays,
 * tombstones included.
 */
import type { Change, IndexRecord, ReadValue } from './types.ts';

/** A change without what only the moment of applying knew (the lease that was attached before). */
export type PastChange = Omit<Change, 'previousLease'>;

export interface PastRequest {
  /** Both ends included. */
  readonly from: number;
  readonly through: number;
  /** Values are read for these keys only. */
  readonly wanted: (key: string) => boolean;
}

/** In the order of `records`, which is that of revisions. The writes of one revision may come in two slices. */
export function changesBetween(
  records: Iterable<IndexRecord>,
  { from, through, wanted }: PastRequest,
  readValue: ReadValue,
): PastChange[] {
  const changes: PastChange[] = [];
  for (const { key, revision, put } of records) {
    if (revision.main < from || revision.main > through || !wanted(key)) continue;
    if (put === null) changes.push({ type: 'delete', revision, key, record: null });
    else changes.push({ type: 'put', revision, key, record: readValue(revision) });
  }
  return changes;
}
