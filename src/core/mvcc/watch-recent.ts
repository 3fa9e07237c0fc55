/**
 * The newest changes, kept in memory: who is only a little behind (a list followed by a watch, a stream that was full
 * for a moment, a scan that entries overtook) is caught up from here at once. It also ends the chase of a catch-up
 * under constant writes, where each scan would find newer revisions beyond its end (etcd #17529).
 *
 * N1. Every change from revision `first` to the newest is here; `first` is the next revision when nothing is.
 * N2. A revision is here whole or not at all: blocks are what one entry changed, and go as they came.
 */
import { assert, present } from '../base/assert.ts';
import type { WatchEvent } from './watch-types.ts';

export const RECENT_CHANGES_MAX = 8192;
export const RECENT_BYTES_MAX = 8 * 1024 * 1024;
/** What a change costs beside its key and value, roughly. */
const CHANGE_OVERHEAD_BYTES = 200;

export interface RecentChanges {
  readonly blocks: Block[];
  first: number;
  changes: number;
  bytes: number;
}

interface Block {
  readonly changes: readonly WatchEvent[];
  readonly last: number;
  readonly bytes: number;
}

export interface RecentSlice {
  readonly changes: readonly WatchEvent[];
  /** The slice holds every change from where it was asked to begin up to this revision. */
  readonly through: number;
}

export function createRecentChanges(currentRevision: number): RecentChanges {
  return { blocks: [], first: currentRevision + 1, changes: 0, bytes: 0 };
}

/** What one entry changed: at least one change, all of them newer than what is here. */
export function remember(recent: RecentChanges, changes: readonly WatchEvent[]): void {
  const block = {
    changes,
    last: present(changes.at(-1), 'a change of an entry').revision.main,
    bytes: bytesOf(changes),
  };
  recent.blocks.push(block);
  recent.changes += changes.length;
  recent.bytes += block.bytes;
  while (recent.changes > RECENT_CHANGES_MAX || recent.bytes > RECENT_BYTES_MAX) forgetOldest(recent);
}

/** The changes from revision `from` on: about `changesMax`, but whole revisions and at least one (N2). */
export function recentSlice(recent: RecentChanges, from: number, changesMax: number): RecentSlice {
  assert(from >= recent.first && recent.blocks.length > 0, 'N1: only what is here can be sliced');
  const slice: WatchEvent[] = [];
  let through = from;
  for (let at = blockOf(recent, from); at < recent.blocks.length; at++) {
    for (const change of recent.blocks[at]!.changes) {
      if (change.revision.main < from) continue;
      if (slice.length >= changesMax && change.revision.main > through) return { changes: slice, through };
      through = change.revision.main;
      slice.push(change);
    }
  }
  return { changes: slice, through };
}

function forgetOldest(recent: RecentChanges): void {
  const oldest = present(recent.blocks.shift(), 'the oldest block');
  recent.first = oldest.last + 1;
  recent.changes -= oldest.changes.length;
  recent.bytes -= oldest.bytes;
}

/** The first block that ends at `revision` or later. */
function blockOf(recent: RecentChanges, revision: number): number {
  let low = 0;
  let high = recent.blocks.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (recent.blocks[middle]!.last < revision) low = middle + 1;
    else high = middle;
  }
  return low;
}

function bytesOf(changes: readonly WatchEvent[]): number {
  let bytes = changes.length * CHANGE_OVERHEAD_BYTES;
  for (const { key, record } of changes) bytes += key.length + (record === null ? 0 : record.value.length);
  return bytes;
}
