/**
 * Which part of the log the disk holds, while several writes are under way.
 *
 * The driver works through writes in order and a write at index i discards everything at and after i. So once all
 * writes up to some number are done, the disk agrees with the log in memory below the lowest index that a later write,
 * under way or not yet handed out, will touch. That rule needs no look at terms, which would mislead here: entry
 * (2, t1) written, overwritten by (2, t2) and written again leaves two writes under way that end in the same
 * (index, term), and the first one's completion says nothing about the second's (the ABA race of asynchronous appends;
 * etcd-io/raft tells the story in testdata/async_storage_writes_append_aba_race.txt).
 *
 * W1. `durable ≤ issued`; numbers only grow within one life of the process.
 * W2. `pending` holds, in order, every write above `durable` that touches entries.
 */
import { assert } from '../base/assert.ts';
import { logIndex, type LogIndex } from '../base/brands.ts';
import type { RaftLog } from './log.ts';

export interface Writes {
  issued: number;
  durable: number;
  /** The tick at which the disk last finished a write, or got one after it had finished all. */
  waitingSince: number;
  readonly pending: { readonly write: number; readonly first: LogIndex }[];
}

export function createWrites(): Writes {
  return { issued: 0, durable: 0, waitingSince: 0, pending: [] };
}

/** Numbers a write; `first` is the lowest index it touches, `null` for one of term and vote only. */
export function issueWrite(writes: Writes, first: LogIndex | null, now: number): number {
  if (writes.durable === writes.issued) writes.waitingSince = now;
  writes.issued++;
  if (first !== null) writes.pending.push({ write: writes.issued, first });
  return writes.issued;
}

/** False for a repeated report, which changes nothing. */
export function completeWrites(writes: Writes, upTo: number, log: RaftLog, now: number): boolean {
  assert(
    upTo <= writes.issued,
    () => `write ${upTo} was reported durable, but only ${writes.issued} were issued`,
  );
  if (upTo <= writes.durable) return false;
  writes.durable = upTo;
  writes.waitingSince = now;
  let done = 0;
  for (const pending of writes.pending) {
    if (pending.write > upTo) break;
    done++;
  }
  writes.pending.splice(0, done);
  settleDurable(writes, log);
  return true;
}

/** For how many ticks writes have been waiting without any of them being finished. */
export function stalledFor(writes: Writes, now: number): number {
  return writes.durable === writes.issued ? 0 : now - writes.waitingSince;
}

export function settleDurable(writes: Writes, log: RaftLog): void {
  let durable: number = log.taken;
  for (const pending of writes.pending) durable = Math.min(durable, pending.first - 1);
  log.durable = logIndex(Math.max(durable, log.base.index));
}
