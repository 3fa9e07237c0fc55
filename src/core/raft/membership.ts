/**
 * Who belongs to the group, as it changes: when a change may be proposed, what its application does, and how those who
 * were removed come to know.
 *
 * B1. A change is in force when it is applied (as in etcd; the thesis takes it when it is appended). What makes that
 *     sound: at most one change is unapplied on its leader, so that two configurations in use at a time are neighbours
 *     and their majorities meet; and nobody campaigns with a committed change unapplied (election.ts, E5).
 * B2. A new leader accepts no change before it has applied its own first entry: until then its log may hold a change of
 *     an earlier leader. This also closes the hole of the thesis' single-server changes (raft-dev, July 2015).
 * B3. A log with two changes proves that the first of them is committed: its leader had applied it before it took the
 *     second. That is made use of at a start, when the commit index that came with the second may have been torn off.
 * B4. A member is told that it was removed only by one who knows for sure. Whoever is of the group heard so from a
 *     leader that had applied its addition, in the term that its messages show or before. A member that has applied
 *     an entry of a later term, or leads in that term and has applied its first entry, has applied that addition too; if
 *     its configuration lacks the sender all the same, the sender was removed since. Ids are not used twice.
 */
import { assert } from '../base/assert.ts';
import { logIndex, type LogIndex, type MemberId } from '../base/brands.ts';
import { NO_BYTES } from '../base/bytes.ts';
import { checkConfiguration, isJoint, isMember, isVoter, membersOf } from './configuration.ts';
import { takeOverIfDue } from './election.ts';
import { entryAt, lastIndex, termAt } from './log.ts';
import { send } from './outbox.ts';
import { createProgress } from './progress.ts';
import { appendOwn } from './proposals.ts';
import type { Raft } from './raft.ts';
import { finishRound } from './reads.ts';
import { advanceCommit } from './replication.ts';
import { becomeFollower } from './roles.ts';
import { abortTransfer, handOver } from './transfer.ts';
import type { ConfState, RaftMessage } from './types.ts';

/** The driver has applied the configuration entry at `index`. */
export function configurationApplied(raft: Raft, index: LogIndex, conf: ConfState): void {
  const { log } = raft;
  assert(
    index > log.applied && index <= log.handed,
    () => `configuration ${index} applied, but ${log.applied} is and ${log.handed} was handed out`,
  );
  assert(entryAt(log, index).type === 'configuration', () => `entry ${index} is no configuration`);
  noteApplied(raft, logIndex(index - 1));
  log.applied = index;
  useConfiguration(raft, conf);
  proposeLeaveIfDue(raft);
  takeOverIfDue(raft);
}

export function applied(raft: Raft, index: LogIndex): void {
  assert(index <= raft.log.handed, () => `applied ${index}, but only ${raft.log.handed} was handed out`);
  noteApplied(raft, index);
  proposeLeaveIfDue(raft);
}

function noteApplied({ log }: Raft, index: LogIndex): void {
  // Entries below the log's beginning can be among them while a store is filled up again.
  for (let at = Math.max(log.applied, log.base.index) + 1; at <= index; at++) {
    assert(
      entryAt(log, logIndex(at)).type !== 'configuration',
      () => `configuration ${at} was applied and not reported`,
    );
  }
  if (index > log.applied) log.applied = index;
}

/** Also what an installed snapshot brings. */
export function useConfiguration(raft: Raft, conf: ConfState): void {
  checkConfiguration(conf);
  const { self } = raft.options;
  const was = isMember(raft.conf, self);
  raft.conf = conf;
  // With `needsSnapshot` the configuration before was a hint, and may have been of a later state than this one.
  if (was && !isMember(conf, self) && !raft.needsSnapshot) raft.removed = true;
  if (raft.role === 'leader') leadConfiguration(raft);
}

function leadConfiguration(raft: Raft): void {
  const { conf } = raft;
  if (!isVoter(conf, raft.options.self)) {
    handOver(raft);
    return becomeFollower(raft, raft.term, null);
  }
  matchProgress(raft);
  if (raft.transferTo !== null && !isVoter(conf, raft.transferTo)) abortTransfer(raft);
  // A lease is good beside the next configuration, not beside the one after it.
  raft.reads.leaseUntil = 0;
  // Fewer may be needed than before, for commits and for reads.
  advanceCommit(raft);
  finishRound(raft);
  raft.appendsDue = true;
}

function matchProgress(raft: Raft): void {
  for (const member of raft.progress.keys()) {
    if (!isMember(raft.conf, member)) raft.progress.delete(member);
  }
  const next = logIndex(lastIndex(raft.log) + 1);
  for (const member of membersOf(raft.conf)) {
    if (member === raft.options.self || raft.progress.has(member)) continue;
    // Counted as heard: it could not have said anything before it was added.
    raft.progress.set(member, { ...createProgress(next), recentActive: true });
  }
}

/** The leader's own part of a change of several voters; another leader finishes what this one does not. */
export function proposeLeaveIfDue(raft: Raft): void {
  if (raft.role !== 'leader' || raft.transferTo !== null) return;
  if (!isJoint(raft.conf) || !raft.conf.autoLeave || raft.pendingConfiguration > raft.log.applied) return;
  appendOwn(raft, [{ type: 'configuration', data: NO_BYTES }]);
  raft.pendingConfiguration = lastIndex(raft.log);
}

/** B4. True if the message is dealt with. */
export function answerRemoved(raft: Raft, from: MemberId, message: RaftMessage): boolean {
  if (isMember(raft.conf, from) || !knowsOfRemoval(raft, message)) return false;
  send(raft, from, { type: 'removed', term: raft.term });
  return true;
}

function knowsOfRemoval(raft: Raft, message: RaftMessage): boolean {
  if (raft.needsSnapshot || raft.installing !== null) return false;
  // A member that joins begins with nobody: until it has applied a change it knows nothing of those from before.
  if (raft.conf.voters.length === 0) return false;
  const senderTerm = message.type === 'pre-vote' ? message.term - 1 : message.term;
  const appliedTerm = termAt(raft.log, raft.log.applied) ?? 0;
  if (raft.role === 'leader' && appliedTerm === raft.term) return senderTerm <= raft.term;
  return senderTerm < appliedTerm;
}

export function learnRemoved(raft: Raft): void {
  raft.removed = true;
  if (raft.role !== 'follower') becomeFollower(raft, raft.term, null);
}
