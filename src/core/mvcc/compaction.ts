/**
 * Compaction in two parts. Accepting one is a logged decision: from then on older reads are refused on every member.
 * Deleting what nobody can read any more is each member's own work, done in slices beside other work; where it stands
 * differs between members and shows in no answer and no hash. What is left in the end depends only on the history.
 *
 * A pass has one target from its first slice to its last, so that compactions arriving faster than passes end do not
 * keep one from ending; the next pass takes the newest accepted revision.
 */
import { assert } from '../base/assert.ts';
import { deleteKey } from '../base/ordered-map.ts';
import { forgetOldest, obsoleteRevisions, revisionNumbered } from './key-index.ts';
import { after, nextStep, walkAll, type Step } from './key-walk.ts';
import { keyspaceMarks, type CompactionPass, type Keyspace } from './keyspace.ts';
import type { MvccRefusal, MvccWrite } from './types.ts';

export type Acceptance =
  | { readonly ok: true; readonly writes: readonly MvccWrite[] }
  | { readonly ok: false; readonly refusal: MvccRefusal };

/** The marks must be written in the batch of the entry that decided it. */
export function acceptCompaction(keyspace: Keyspace, revision: number): Acceptance {
  if (revision > keyspace.currentRevision) return { ok: false, refusal: 'future-revision' };
  // etcd keeps -1 for "never compacted", so its first compaction at 0 passes and changes nothing.
  if (revision === 0 && keyspace.compactRevision === 0) return { ok: true, writes: [] };
  if (revision <= keyspace.compactRevision) return { ok: false, refusal: 'compacted' };
  keyspace.compactRevision = revision;
  return { ok: true, writes: [putMarks(keyspace)] };
}

export interface CompactionSlice {
  readonly writes: readonly MvccWrite[];
  /** True when everything accepted so far is deleted. */
  readonly done: boolean;
}

/**
 * Deletes on, spending about `budget` units (a key looked at or a revision deleted is one). Returns no writes and not
 * done while a reader still needs what is to be deleted. The writes go to the store in one batch, in order with those
 * of applied entries.
 */
export function compactSlice(keyspace: Keyspace, budget: number): CompactionSlice {
  assert(budget > 0, 'a compaction slice needs a budget');
  const pass = keyspace.pass ?? nextPass(keyspace);
  if (pass === null) return { writes: [], done: keyspace.compactedThrough === keyspace.compactRevision };
  keyspace.pass = pass;
  const slice: Slice = { keyspace, pass, budget, writes: [], gone: [] };
  const through = trimKeys(slice);
  for (const key of slice.gone) deleteKey(keyspace.dead, key);
  if (through) {
    keyspace.compactedThrough = pass.target;
    keyspace.pass = null;
    slice.writes.push(putMarks(keyspace));
  }
  return { writes: slice.writes, done: keyspace.compactedThrough === keyspace.compactRevision };
}

interface Slice {
  readonly keyspace: Keyspace;
  readonly pass: CompactionPass;
  budget: number;
  readonly writes: MvccWrite[];
  /** Keys of which nothing is left: they leave the map when the walk over it has ended. */
  readonly gone: string[];
}

/** A pinned revision below the target is being read: its records stay until it is let go. */
function nextPass(keyspace: Keyspace): CompactionPass | null {
  const target = keyspace.compactRevision;
  if (keyspace.compactedThrough === target) return null;
  for (const pinned of keyspace.pins.keys()) if (pinned < target) return null;
  return { target, next: '', deleted: 0 };
}

/** Returns true when all keys are through. */
function trimKeys(slice: Slice): boolean {
  const walk = walkAll(slice.keyspace, slice.pass.next);
  while (slice.budget > 0) {
    const step = nextStep(walk);
    if (step === null) return true;
    trimKey(slice, step);
  }
  return false;
}

/**
 * Oldest first, so that stopping half-way (and a crash there) leaves every read at the target and later whole. A key
 * with very many revisions takes several slices.
 */
function trimKey(slice: Slice, { key, entry }: Step): void {
  const { keyspace, pass, writes } = slice;
  const obsolete = obsoleteRevisions(entry, pass.target);
  const end = Math.min(obsolete, pass.deleted + slice.budget);
  slice.budget -= 1 + end - pass.deleted;
  for (let i = pass.deleted; i < end; i++)
    writes.push({ type: 'delete-revision', revision: revisionNumbered(entry, i) });
  pass.next = end === obsolete ? after(key) : key;
  pass.deleted = end === obsolete ? 0 : end;
  if (end < obsolete) return;
  keyspace.revisions -= obsolete;
  if (!forgetOldest(entry, obsolete)) slice.gone.push(key);
}

function putMarks(keyspace: Keyspace): MvccWrite {
  return { type: 'put-marks', marks: keyspaceMarks(keyspace) };
}
