/**
 * The leader's half of replication: what to send to whom, what acknowledgements mean, when entries are committed.
 *
 * A1. Sending is decided once per Ready (`flushAppends`), after all inputs of the turn: proposals of a turn travel in
 *     one append, and a new commit index rides on it. If there is nothing to ride on, it is told by itself, since
 *     followers (and the watchers there) would otherwise learn of it a heartbeat later: in a `committed`, which needs no
 *     answer. (etcd sends an empty append, and each follower answers it: two messages for every proposal that comes
 *     alone.) If it is lost, or was overtaken by the entries, the next append or heartbeat says the same.
 * A2. A commit is a quorum's match; the leader's own is what its disk holds (etcd #14370: a single member
 *     acknowledged before its sync). Only an entry of the leader's own term is committed by counting, and everything
 *     before it with it (Raft §5.4.2, figure 8).
 * A3. A commit that changes the group is on the leader's disk as such before anybody acts by it or hears of it. Of two
 *     members one may be removed and gone for good a moment later; the other, should it lose power then, would otherwise
 *     come back in a group of two (etcd has the same gap: a commit index is not worth a sync to it).
 */
import { assert, present } from '../base/assert.ts';
import { logIndex, type LogIndex, type MemberId } from '../base/brands.ts';
import { isFull } from './inflights.ts';
import { commitTo, conflictHint, entryAt, entryBytes, lastIndex, slice, termAt } from './log.ts';
import { send } from './outbox.ts';
import {
  acknowledged,
  becomeProbe,
  becomeReplicate,
  becomeSnapshot,
  rejected,
  sentAppend,
  wantsCommit,
  type Progress,
} from './progress.ts';
import { committedIndex } from './quorum.ts';
import type { Raft } from './raft.ts';
import { finishTransferIfCaughtUp } from './transfer.ts';
import type { LogEntry, RaftMessage } from './types.ts';

type AppendReply = Extract<RaftMessage, { type: 'append-reply' }>;

const NO_ENTRIES: readonly LogEntry[] = [];

export function flushAppends(raft: Raft): void {
  if (!raft.appendsDue) return;
  raft.appendsDue = false;
  for (const [member, progress] of raft.progress) flushMember(raft, member, progress);
}

function flushMember(raft: Raft, to: MemberId, progress: Progress): void {
  if (progress.state === 'snapshot') return;
  if (progress.state === 'probe') {
    if (!progress.paused) sendAppend(raft, to, progress, nextEntries(raft, progress));
    return;
  }
  const last = lastIndex(raft.log);
  let full = isFull(progress.inflights, raft.options);
  while (!full && progress.next <= last) {
    if (!sendAppend(raft, to, progress, nextEntries(raft, progress))) return;
    full = isFull(progress.inflights, raft.options);
  }
  if (progress.prompt) sendAppend(raft, to, progress, NO_ENTRIES);
  // A full window gets no commit news, or a follower that stalls would be sent one message per commit.
  else if (!full && wantsCommit(progress, raft.log.commit)) tellCommit(raft, to, progress);
}

function tellCommit(raft: Raft, to: MemberId, progress: Progress): void {
  const { commit } = raft.log;
  const index = logIndex(Math.min(commit, progress.next - 1));
  const at = { index, term: present(termAt(raft.log, index), 'term of a committed entry') };
  send(raft, to, { type: 'committed', term: raft.term, at });
  progress.sentCommit = commit;
}

/** Asks for a snapshot first if the log no longer reaches back to where the follower goes on. */
function nextEntries(raft: Raft, progress: Progress): readonly LogEntry[] {
  if (progress.next <= raft.log.base.index) return NO_ENTRIES;
  return slice(raft.log, progress.next, lastIndex(raft.log), raft.options.appendBytesMax);
}

function sendAppend(raft: Raft, to: MemberId, progress: Progress, entries: readonly LogEntry[]): boolean {
  const index = logIndex(progress.next - 1);
  const term = termAt(raft.log, index);
  if (term === null) {
    requestSnapshot(raft, to, progress);
    return false;
  }
  const { commit } = raft.log;
  send(raft, to, { type: 'append', term: raft.term, previous: { index, term }, commit, entries });
  let bytes = 0;
  for (const entry of entries) bytes += entryBytes(entry);
  sentAppend(progress, entries[entries.length - 1]?.index ?? null, bytes, commit);
  return true;
}

export function requestSnapshot(raft: Raft, to: MemberId, progress: Progress): void {
  // Nobody may be there to take it; its next answer brings us back here.
  if (!progress.recentActive) return;
  // Index 0 is no state: a new member gets the first there is, which this leader's own first entry follows.
  const atLeast = logIndex(Math.max(raft.log.base.index, 1));
  becomeSnapshot(progress, atLeast);
  // The end of one that is under way brings us back as well.
  if (progress.streaming) return;
  progress.streaming = true;
  raft.outbox.snapshotsToSend.push({ to, atLeast });
}

export function handleAppendReply(raft: Raft, from: MemberId, reply: AppendReply): void {
  const progress = raft.progress.get(from);
  if (progress === undefined) return;
  progress.recentActive = true;
  if (reply.rejected) handleRejection(raft, progress, reply);
  else handleAcknowledgement(raft, from, progress, reply.index);
}

function handleRejection(raft: Raft, progress: Progress, reply: AppendReply): void {
  // The follower's hint skips its own tail of too high terms; looking it up here skips ours (thesis §5.3's "one
  // probe per term", from both ends).
  const candidate = reply.hint.term > 0 ? conflictHint(raft.log, reply.hint).index : reply.hint.index;
  if (rejected(progress, reply.index, candidate)) raft.appendsDue = true;
}

function handleAcknowledgement(raft: Raft, from: MemberId, progress: Progress, index: LogIndex): void {
  assert(
    index <= lastIndex(raft.log),
    () => `member acknowledged ${index}, beyond the log's end ${lastIndex(raft.log)}`,
  );
  if (!acknowledged(progress, index)) return;
  // Whatever snapshot brought it here, and from whom: from here on the log can serve it.
  const reachable = progress.match >= raft.log.base.index;
  if (progress.state === 'probe' || (progress.state === 'snapshot' && reachable)) becomeReplicate(progress);
  advanceCommit(raft);
  // The window has room for more, or the commit index is news to this follower.
  if (progress.next <= lastIndex(raft.log) || wantsCommit(progress, raft.log.commit)) raft.appendsDue = true;
  finishTransferIfCaughtUp(raft, from);
}

export function advanceCommit(raft: Raft): void {
  if (raft.role !== 'leader') return;
  const { log } = raft;
  const index = committedIndex(raft.conf, (voter) => matchOf(raft, voter));
  if (index <= log.commit || termAt(log, index) !== raft.term) return;
  if (isToBeRecordedFirst(raft, index)) return;
  for (let at = log.commit + 1; at <= index; at++) {
    raft.uncommittedBytes -= entryAt(log, logIndex(at)).data.length;
  }
  commitTo(log, index);
  raft.appendsDue = true;
}

/** A3. One index at a time: what a quorum has by then is committed with it. */
function isToBeRecordedFirst(raft: Raft, index: LogIndex): boolean {
  const change = lastChangeUpTo(raft, index);
  if (change === null || change <= raft.decided) return false;
  if (raft.deciding < change) raft.deciding = index;
  return true;
}

function lastChangeUpTo({ log, pendingConfiguration }: Raft, index: LogIndex): LogIndex | null {
  if (pendingConfiguration <= log.commit) return null;
  for (let at = index; at > log.commit; at = logIndex(at - 1)) {
    if (entryAt(log, at).type === 'configuration') return at;
  }
  return null;
}

function matchOf(raft: Raft, voter: MemberId): LogIndex {
  if (voter === raft.options.self) return raft.log.durable;
  return raft.progress.get(voter)?.match ?? logIndex(0);
}

/** What was in flight on a lost connection may be lost. */
export function memberUnreachable(raft: Raft, member: MemberId): void {
  const progress = raft.progress.get(member);
  if (progress?.state !== 'replicate') return;
  becomeProbe(progress);
  raft.appendsDue = true;
}
