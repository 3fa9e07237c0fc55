/**
 * All retained revisions of one key. etcd keeps them as generations, each ended by a tombstone; here they are one
 * ascending run in which a tombstone is a mark, and the newest revision carries in full what reads and compares of the
 * present need (no store access for them). Older ones cost two numbers each: what else they carried is in their record.
 *
 *   put 2, put 3, delete 5, put 7   →   newest 7 (created 7, version 1), older 2 · 3 · 5†
 *
 * Invariants:
 * I1. Revisions ascend; `older` lies before the newest.
 * I2. A newest tombstone has version 0, create revision 0 and no lease; a newest put has a version of at least 1.
 */
import { assert } from '../base/assert.ts';
import type { LeaseId } from '../base/brands.ts';
import type { Revision } from './types.ts';

export interface KeyEntry {
  main: number;
  sub: number;
  createRevision: number;
  version: number;
  lease: LeaseId | null;
  /** Pairs of (main, sub × 2 + 1 if it is a tombstone); `null` for the common key that was written once. */
  older: number[] | null;
}

const PAIR = 2;

export function createEntry(revision: Revision, put: PutMeta | null): KeyEntry {
  return {
    main: revision.main,
    sub: revision.sub,
    createRevision: put === null ? 0 : put.createRevision,
    version: put === null ? 0 : put.version,
    lease: put === null ? null : put.lease,
    older: null,
  };
}

/** What a put carries beside its value. */
export interface PutMeta {
  readonly createRevision: number;
  readonly version: number;
  readonly lease: LeaseId | null;
}

/** Appends a revision; `null` appends a tombstone. */
export function appendRevision(entry: KeyEntry, revision: Revision, put: PutMeta | null): void {
  const ascends = revision.main > entry.main || (revision.main === entry.main && revision.sub > entry.sub);
  assert(ascends, () => `I1: revision ${revision.main}.${revision.sub} after ${entry.main}.${entry.sub}`);
  (entry.older ??= []).push(entry.main, entry.sub * 2 + (entry.version === 0 ? 1 : 0));
  entry.main = revision.main;
  entry.sub = revision.sub;
  entry.createRevision = put === null ? 0 : put.createRevision;
  entry.version = put === null ? 0 : put.version;
  entry.lease = put === null ? null : put.lease;
}

export function isTombstone(entry: KeyEntry): boolean {
  return entry.version === 0;
}

/** How many revisions are retained. */
export function revisionCount(entry: KeyEntry): number {
  return 1 + (entry.older === null ? 0 : entry.older.length / PAIR);
}

/** The revision of the put a reader at `at` sees; `null` when the key did not exist then. */
export function revisionAt(entry: KeyEntry, at: number): Revision | null {
  if (entry.main <= at) return isTombstone(entry) ? null : { main: entry.main, sub: entry.sub };
  const position = lastOlderAt(entry, at);
  if (position < 0) return null;
  return entry.older![position + 1]! % 2 === 1 ? null : revisionNumbered(entry, position / PAIR);
}

export function existsAt(entry: KeyEntry, at: number): boolean {
  if (entry.main <= at) return !isTombstone(entry);
  const position = lastOlderAt(entry, at);
  return position >= 0 && entry.older![position + 1]! % 2 === 0;
}

/**
 * How many of the oldest revisions no reader at `through` or later can see. What stays of the past is the last revision
 * at or before `through`: if it is a put it is still visible, and a tombstone exactly at `through` is an event that a
 * watcher starting there must get (etcd #19179).
 */
export function obsoleteRevisions(entry: KeyEntry, through: number): number {
  const older = entry.older === null ? 0 : entry.older.length / PAIR;
  if (entry.main <= through) return isTombstone(entry) && entry.main < through ? older + 1 : older;
  const position = lastOlderAt(entry, through);
  if (position < 0) return 0;
  const tombstone = entry.older![position + 1]! % 2 === 1;
  return position / PAIR + (tombstone && entry.older![position]! < through ? 1 : 0);
}

/** The retained revision at `position`, counted from the oldest. */
export function revisionNumbered(entry: KeyEntry, position: number): Revision {
  const older = entry.older;
  if (older === null || position * PAIR === older.length) return { main: entry.main, sub: entry.sub };
  const marked = older[position * PAIR + 1]!;
  return { main: older[position * PAIR]!, sub: (marked - (marked % 2)) / 2 };
}

/** Forgets the oldest revisions; false when nothing is left of the key. */
export function forgetOldest(entry: KeyEntry, count: number): boolean {
  const older = entry.older === null ? 0 : entry.older.length / PAIR;
  if (count > older) return false;
  // A copy, not `splice`: a trimmed array would keep the room it had grown to.
  if (count > 0) entry.older = count === older ? null : entry.older!.slice(count * PAIR);
  return true;
}

/** Position of the last older pair whose main is not greater than `at`; negative when there is none. */
function lastOlderAt(entry: KeyEntry, at: number): number {
  const older = entry.older;
  if (older === null) return -1;
  let low = 0;
  let high = older.length / PAIR;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (older[middle * PAIR]! <= at) low = middle + 1;
    else high = middle;
  }
  return (low - 1) * PAIR;
}

/** `7.0 v1 c7 after 2.0 3.0 5.0†` */
export function describeEntry(entry: KeyEntry): string {
  const past = Array.from({ length: revisionCount(entry) - 1 }, (_, position) => {
    const { main, sub } = revisionNumbered(entry, position);
    return `${main}.${sub}${entry.older![position * PAIR + 1]! % 2 === 1 ? '†' : ''}`;
  });
  const newest = isTombstone(entry) ? '†' : ` v${entry.version} c${entry.createRevision}`;
  return `${entry.main}.${entry.sub}${newest}${past.length === 0 ? '' : ` after ${past.join(' ')}`}`;
}
