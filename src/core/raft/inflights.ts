/**
 * The appends sent to one follower and not yet acknowledged: a window bounded in messages and bytes, so that a slow
 * follower or link holds a known amount of the leader's memory and of the transport's queue.
 *
 * I1. Indexes rise. The byte bound is soft by one message: an append larger than the window must travel too.
 */
import { assert, present } from '../base/assert.ts';
import type { LogIndex } from '../base/brands.ts';
import type { RaftOptions } from './types.ts';

export interface Inflights {
  readonly appends: { readonly last: LogIndex; readonly bytes: number }[];
  bytes: number;
}

export function createInflights(): Inflights {
  return { appends: [], bytes: 0 };
}

export function isFull(inflights: Inflights, options: RaftOptions): boolean {
  return (
    inflights.appends.length >= options.inflightAppendsMax || inflights.bytes >= options.inflightBytesMax
  );
}

export function addInflight(inflights: Inflights, last: LogIndex, bytes: number): void {
  const newest = inflights.appends[inflights.appends.length - 1];
  assert(newest === undefined || newest.last < last, () => `append up to ${last} was sent twice`);
  inflights.appends.push({ last, bytes });
  inflights.bytes += bytes;
}

/** An acknowledgement of `upTo` covers every append that ends at or before it. */
export function freeInflights(inflights: Inflights, upTo: LogIndex): void {
  let done = 0;
  while (done < inflights.appends.length) {
    const append = present(inflights.appends[done], 'append in flight');
    if (append.last > upTo) break;
    inflights.bytes -= append.bytes;
    done++;
  }
  if (done > 0) inflights.appends.splice(0, done);
}

export function clearInflights(inflights: Inflights): void {
  inflights.appends.length = 0;
  inflights.bytes = 0;
}
