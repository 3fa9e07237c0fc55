/**
 * Watchers whose start lies further ahead than the next revision. Until it comes they stand here, where no change and
 * no progress can reach them: one that began too early would be told of what it never asked for (etcd #20221).
 *
 * F1. `starts` ascends strictly and holds exactly the keys of `byStart`; no set in it is empty.
 */
import { assert } from '../base/assert.ts';
import type { Watcher } from './watch-types.ts';

export interface FutureWatchers<Owner> {
  readonly byStart: Map<number, Set<Watcher<Owner>>>;
  readonly starts: number[];
}

export function createFutureWatchers<Owner>(): FutureWatchers<Owner> {
  return { byStart: new Map(), starts: [] };
}

export function addFuture<Owner>(future: FutureWatchers<Owner>, watcher: Watcher<Owner>): void {
  const waiting = future.byStart.get(watcher.next);
  if (waiting !== undefined) {
    waiting.add(watcher);
    return;
  }
  future.byStart.set(watcher.next, new Set([watcher]));
  future.starts.splice(placeOf(future, watcher.next), 0, watcher.next);
}

export function removeFuture<Owner>(future: FutureWatchers<Owner>, watcher: Watcher<Owner>): void {
  const waiting = future.byStart.get(watcher.next);
  assert(waiting?.delete(watcher) === true, 'F1: a future watcher stands under its start');
  if (waiting.size > 0) return;
  future.byStart.delete(watcher.next);
  future.starts.splice(placeOf(future, watcher.next), 1);
}

/** Takes out those that start at `revision` or earlier. */
export function takeStarting<Owner>(future: FutureWatchers<Owner>, revision: number): Watcher<Owner>[] {
  const starting: Watcher<Owner>[] = [];
  let taken = 0;
  for (; taken < future.starts.length && future.starts[taken]! <= revision; taken++) {
    const start = future.starts[taken]!;
    starting.push(...(future.byStart.get(start) ?? []));
    future.byStart.delete(start);
  }
  if (taken > 0) future.starts.splice(0, taken);
  return starting;
}

export function futureCount<Owner>(future: FutureWatchers<Owner>): number {
  let count = 0;
  for (const waiting of future.byStart.values()) count += waiting.size;
  return count;
}

function placeOf<Owner>({ starts }: FutureWatchers<Owner>, start: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (starts[middle]! < start) low = middle + 1;
    else high = middle;
  }
  return low;
}
