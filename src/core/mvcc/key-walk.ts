/**
 * Walks living and dead keys merged in key order. Work that goes in slices resumes by key, and a key keeps its place
 * in this order when it dies or comes back meanwhile, so nothing is passed over.
 */
import { advance, cursorKey, cursorValue, seek, type Cursor } from '../base/ordered-map-cursor.ts';
import type { KeyEntry } from './key-index.ts';
import type { Keyspace } from './keyspace.ts';

export interface KeyWalk {
  readonly live: Cursor<KeyEntry>;
  readonly dead: Cursor<KeyEntry> | null;
}

export interface Step {
  readonly key: string;
  readonly entry: KeyEntry;
}

export function walkLive(keyspace: Keyspace, from: string): KeyWalk {
  return { live: seek(keyspace.live, from), dead: null };
}

export function walkAll(keyspace: Keyspace, from: string): KeyWalk {
  return { live: seek(keyspace.live, from), dead: seek(keyspace.dead, from) };
}

/** The next key and its entry; `null` at the end. Good until the keyspace next changes. */
export function nextStep(walk: KeyWalk): Step | null {
  const cursor = nearer(walk.live, walk.dead);
  if (cursor.leaf === null) return null;
  const step = { key: cursorKey(cursor), entry: cursorValue(cursor) };
  advance(cursor);
  return step;
}

/** Where a walk resumes that has dealt with `key`: nothing sorts between a key and that key with a zero byte. */
export function after(key: string): string {
  return `${key}\0`;
}

function nearer(live: Cursor<KeyEntry>, dead: Cursor<KeyEntry> | null): Cursor<KeyEntry> {
  if (dead === null || dead.leaf === null) return live;
  if (live.leaf === null) return dead;
  return cursorKey(live) < cursorKey(dead) ? live : dead;
}
