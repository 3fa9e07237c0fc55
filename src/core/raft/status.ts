/**
 * What drivers, operators and tests may look at. Nothing here changes anything.
 */
import { logIndex, type LogIndex, type MemberId, type Term } from '../base/brands.ts';
import { isLearner } from './configuration.ts';
import { firstIndex, lastIndex, slice, termAt as termInLog } from './log.ts';
import type { Progress, ProgressState } from './progress.ts';
import { isDiskStalled, type Raft } from './raft.ts';
import type { ConfState, LogEntry, RaftRole } from './types.ts';

export interface RaftStatus {
  readonly self: MemberId;
  readonly role: RaftRole;
  readonly term: Term;
  readonly vote: MemberId | null;
  readonly leader: MemberId | null;
  readonly commit: LogIndex;
  readonly applied: LogIndex;
  /** What this member's disk holds. */
  readonly durable: LogIndex;
  /** The first entry still in memory (or the one after the last, if there are none). */
  readonly firstIndex: LogIndex;
  readonly lastIndex: LogIndex;
  /** What the entries in memory weigh: the driver releases them before this grows too large. */
  readonly logBytes: number;
  readonly uncommittedBytes: number;
  readonly transferTo: MemberId | null;
  readonly installing: LogIndex | null;
  /** The state machine waits for a snapshot before it can go on, see `RaftRestore`. */
  readonly needsSnapshot: boolean;
  /** This member was of the group and is not any more. */
  readonly removed: boolean;
  /** Writes wait, and none was finished for longer than an election timeout. */
  readonly diskStalled: boolean;
  readonly conf: ConfState;
  /** The others as the leader sees them; empty elsewhere. */
  readonly progress: readonly MemberStatus[];
}

export interface MemberStatus {
  readonly member: MemberId;
  readonly state: ProgressState;
  readonly learner: boolean;
  readonly match: LogIndex;
  readonly next: LogIndex;
  readonly paused: boolean;
  /** Heard from since the leader last looked at its quorum. */
  readonly recentActive: boolean;
  readonly pendingSnapshot: LogIndex;
  readonly inflightAppends: number;
  readonly inflightBytes: number;
}

export function raftStatus(raft: Raft): RaftStatus {
  const { log } = raft;
  return {
    self: raft.options.self,
    role: raft.role,
    term: raft.term,
    vote: raft.vote,
    leader: raft.leader,
    commit: log.commit,
    applied: log.applied,
    durable: log.durable,
    firstIndex: firstIndex(log),
    lastIndex: lastIndex(log),
    logBytes: log.bytes,
    uncommittedBytes: raft.uncommittedBytes,
    transferTo: raft.transferTo,
    installing: raft.installing?.index ?? null,
    needsSnapshot: raft.needsSnapshot,
    removed: raft.removed,
    diskStalled: isDiskStalled(raft),
    conf: raft.conf,
    progress: [...raft.progress].map(([member, progress]) => memberStatus(raft, member, progress)),
  };
}

function memberStatus(raft: Raft, member: MemberId, progress: Progress): MemberStatus {
  const { state, match, next, paused, recentActive, pendingSnapshot, inflights } = progress;
  return {
    member,
    state,
    learner: isLearner(raft.conf, member),
    match,
    next,
    paused,
    recentActive,
    pendingSnapshot,
    inflightAppends: inflights.appends.length,
    inflightBytes: inflights.bytes,
  };
}

/** `null` where memory does not know: before the last released entry or after the end of the log. */
export function termAt(raft: Raft, index: LogIndex): Term | null {
  return termInLog(raft.log, index);
}

/**
 * Entries from `from` to `to`, both included, as far as memory holds all of them and `bytesMax` allows, but at least
 * one; `null` if `from` was released already.
 */
export function entriesBetween(
  raft: Raft,
  from: LogIndex,
  to: LogIndex,
  bytesMax: number,
): readonly LogEntry[] | null {
  const { log } = raft;
  if (from < firstIndex(log)) return null;
  return slice(log, from, logIndex(Math.min(to, lastIndex(log))), bytesMax);
}
