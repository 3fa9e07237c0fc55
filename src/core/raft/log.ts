/**
 * The part of the replicated log that is in memory: everything after `base`, the last released entry, of which only
 * index and term are still known.
 *
 * L1. base ≤ applied ≤ handed ≤ commit ≤ last, and base ≤ durable ≤ taken ≤ last. Behind an installed snapshot
 *     `applied` can be ahead of `durable` and `taken`; otherwise nothing is handed out before it is durable. While a
 *     snapshot is needed (`RaftRestore`), `applied` and `handed` stand still, and may be before `base`.
 * L2. Indexes have no gap (`entries[i].index = base.index + 1 + i`) and terms never fall along the log.
 * L3. `commit` never goes back, and no entry at or below it is ever replaced (Raft §5.4, state machine safety).
 * L4. An entry object is made once and shared: by the log, the disk, every message and the state machine.
 */
import { assert, present } from '../base/assert.ts';
import { logIndex, term, type LogIndex, type Term } from '../base/brands.ts';
import type { EntryId, LogEntry, RaftRestore } from './types.ts';

export interface RaftLog {
  base: EntryId;
  readonly entries: LogEntry[];
  /** What `entries` weigh, see `entryBytes`. */
  bytes: number;
  commit: LogIndex;
  /** The state machine stands here. */
  applied: LogIndex;
  /** Given out in `Ready.committed`; the state machine may still be working on the last of them. */
  handed: LogIndex;
  /** Given out in `Ready.entries`; the disk may still be working on the last of them. */
  taken: LogIndex;
  /** Up to here the disk holds exactly this log (see writes.ts). */
  durable: LogIndex;
}

/** Stands for what surrounds an entry's data in frames and memory, so that empty entries have a weight too. */
const ENTRY_OVERHEAD_BYTES = 32;

const NO_ENTRIES: readonly LogEntry[] = [];

/** What stands before the first entry of all. */
export const ORIGIN: EntryId = { index: logIndex(0), term: term(0) };

export function createLog(restore: RaftRestore): RaftLog {
  const { snapshot, applied, needsSnapshot = false } = restore;
  const commit = logIndex(Math.max(restore.hardState.commit, applied, snapshot.index, provenCommit(restore)));
  const log: RaftLog = {
    base: { index: snapshot.index, term: snapshot.term },
    entries: [],
    bytes: 0,
    commit: snapshot.index,
    applied,
    handed: applied,
    taken: snapshot.index,
    durable: snapshot.index,
  };
  appendEntries(log, restore.entries);
  assert(
    needsSnapshot || applied >= snapshot.index,
    () => `applied ${applied} is before the log's start ${snapshot.index}`,
  );
  assert(
    commit <= lastIndex(log),
    () => `the log ends at ${lastIndex(log)}, before the commit index ${commit}`,
  );
  log.commit = commit;
  log.taken = lastIndex(log);
  log.durable = log.taken;
  return log;
}

/**
 * A leader takes a membership change only when it has applied the one before, so whoever has a later one in its log may
 * count the earlier one as committed (membership.ts, B3).
 */
function provenCommit({ entries }: RaftRestore): number {
  const latest = entries.findLastIndex(({ type }) => type === 'configuration');
  const before = entries.slice(0, Math.max(latest, 0)).findLast(({ type }) => type === 'configuration');
  return before?.index ?? 0;
}

export function entryBytes(entry: LogEntry): number {
  return entry.data.length + ENTRY_OVERHEAD_BYTES;
}

export function firstIndex(log: RaftLog): LogIndex {
  return logIndex(log.base.index + 1);
}

export function lastIndex(log: RaftLog): LogIndex {
  return logIndex(log.base.index + log.entries.length);
}

export function lastId(log: RaftLog): EntryId {
  const last = log.entries[log.entries.length - 1];
  return last === undefined ? log.base : { index: last.index, term: last.term };
}

/** `null` where the log does not know: before its base or after its end. */
export function termAt(log: RaftLog, index: LogIndex): Term | null {
  if (index === log.base.index) return log.base.term;
  return log.entries[index - log.base.index - 1]?.term ?? null;
}

export function holds(log: RaftLog, id: EntryId): boolean {
  return termAt(log, id.index) === id.term;
}

export function entryAt(log: RaftLog, index: LogIndex): LogEntry {
  return present(log.entries[index - log.base.index - 1], () => `entry ${index} of the log`);
}

/** The rule of votes (Raft §5.4.1): the later last term wins, then the longer log. */
export function isUpToDate(log: RaftLog, candidate: EntryId): boolean {
  const own = lastId(log);
  return candidate.term > own.term || (candidate.term === own.term && candidate.index >= own.index);
}

/** From `from` to `to`, both included, at most `bytesMax` of them but at least one if there is one. */
export function slice(log: RaftLog, from: LogIndex, to: LogIndex, bytesMax: number): readonly LogEntry[] {
  if (from > to) return NO_ENTRIES;
  const start = from - log.base.index - 1;
  const limit = to - log.base.index;
  assert(start >= 0 && limit <= log.entries.length, () => `entries ${from} to ${to} are not all in the log`);
  let bytes = entryBytes(present(log.entries[start], 'first entry'));
  let end = start + 1;
  for (; end < limit; end++) {
    bytes += entryBytes(present(log.entries[end], 'next entry'));
    if (bytes > bytesMax) break;
  }
  return log.entries.slice(start, end);
}

/** Adds at the end; the caller has made room with `merge` or knows that there is nothing behind. */
export function appendEntries(log: RaftLog, entries: readonly LogEntry[], from = 0): void {
  let last = lastId(log);
  for (let i = from; i < entries.length; i++) {
    const entry = present(entries[i], 'entry to append');
    assert(entry.index === last.index + 1, () => `entry ${entry.index} does not follow ${last.index}`);
    assert(
      entry.term >= last.term,
      () => `entry ${entry.index} has term ${entry.term}, the one before ${last.term}`,
    );
    log.entries.push(entry);
    log.bytes += entryBytes(entry);
    last = entry;
  }
}

/**
 * The follower's half of log matching (Raft §5.3): if the log holds `previous`, replaces what conflicts and adds what
 * is new. Returns the last index that now matches the leader's log, or `null` when `previous` is not held.
 */
export function merge(log: RaftLog, previous: EntryId, entries: readonly LogEntry[]): LogIndex | null {
  if (!holds(log, previous)) return null;
  let known = 0;
  for (; known < entries.length; known++) if (!holds(log, present(entries[known], 'entry to merge'))) break;
  if (known < entries.length) {
    truncateFrom(log, logIndex(previous.index + 1 + known));
    appendEntries(log, entries, known);
  }
  return logIndex(previous.index + entries.length);
}

function truncateFrom(log: RaftLog, index: LogIndex): void {
  assert(
    index > log.commit,
    () => `entry ${index} conflicts with the committed log, which ends at ${log.commit}`,
  );
  const keep = index - log.base.index - 1;
  for (let i = keep; i < log.entries.length; i++) {
    log.bytes -= entryBytes(present(log.entries[i], 'entry to drop'));
  }
  log.entries.length = Math.min(keep, log.entries.length);
  log.taken = logIndex(Math.min(log.taken, index - 1));
  log.durable = logIndex(Math.min(log.durable, index - 1));
}

/**
 * The greatest entry at or below `at.index` whose term is not above `at.term`. Whoever refuses an append, or hears of
 * a refusal, can step over everything above it at once: since terms never fall along a log, nothing there can match.
 * At most one probe per term is needed. Term 0 says that the place is before the log's base.
 */
export function conflictHint(log: RaftLog, at: EntryId): EntryId {
  for (let index = logIndex(Math.min(at.index, lastIndex(log))); ; index--) {
    const own = termAt(log, index);
    if (own === null) return { index, term: term(0) };
    if (own <= at.term) return { index, term: own };
  }
}

export function commitTo(log: RaftLog, index: LogIndex): void {
  if (index <= log.commit) return;
  assert(
    index <= lastIndex(log),
    () =>
      `told to commit ${index}, but the log ends at ${lastIndex(log)}: acknowledged entries were lost from this disk; ` +
      'remove this member and add it again with an empty data directory',
  );
  log.commit = index;
}

/** Forgets entries up to `index`, of which the last one's term stays known. */
export function releaseTo(log: RaftLog, index: LogIndex): void {
  if (index <= log.base.index) return;
  const upTo = Math.min(log.applied, log.durable);
  assert(index <= upTo, () => `cannot release ${index}: only ${upTo} is applied and durable`);
  const count = index - log.base.index;
  const base = entryAt(log, index);
  for (let i = 0; i < count; i++) log.bytes -= entryBytes(present(log.entries[i], 'entry to release'));
  log.entries.splice(0, count);
  log.base = { index: base.index, term: base.term };
}

/** Replaces the whole log by a snapshot that is ahead of it. */
export function resetLog(log: RaftLog, snapshot: EntryId): void {
  assert(
    snapshot.index > log.commit,
    () => `snapshot ${snapshot.index} is not ahead of commit ${log.commit}`,
  );
  log.base = { index: snapshot.index, term: snapshot.term };
  log.entries.length = 0;
  log.bytes = 0;
  log.commit = snapshot.index;
  log.taken = snapshot.index;
  log.durable = snapshot.index;
}
