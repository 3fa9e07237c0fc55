/**
 * The follower's half: taking entries and the commit index from the leader of its term.
 *
 * F1. An append is answered with what this member's disk will hold when the answer leaves, see outbox.ts.
 * F2. What a follower commits is bounded by what it shares with the leader: the end of the append that matched, or
 *     (heartbeats) what the leader knows to match.
 */
import { logIndex, type MemberId } from '../base/brands.ts';
import { commitTo, conflictHint, lastIndex, merge, ORIGIN } from './log.ts';
import { send } from './outbox.ts';
import type { Raft } from './raft.ts';
import type { EntryId, RaftMessage } from './types.ts';

type Append = Extract<RaftMessage, { type: 'append' }>;
type Heartbeat = Extract<RaftMessage, { type: 'heartbeat' }>;

export function handleAppend(raft: Raft, from: MemberId, append: Append): void {
  const { log } = raft;
  if (raft.needsSnapshot && !askForSnapshot(raft, from)) return;
  // Old or repeated. The committed log is the leader's log too, so this tells it all it needs.
  if (append.previous.index < log.commit) return reply(raft, from, { index: log.commit, rejected: false });
  const matching = merge(log, append.previous, append.entries);
  if (matching !== null) {
    commitTo(log, logIndex(Math.min(append.commit, matching)));
    return reply(raft, from, { index: matching, rejected: false });
  }
  // The snapshot being installed is the answer to whatever is missing; a refusal would start a second one.
  if (raft.installing !== null) return;
  const hint = conflictHint(log, append.previous);
  reply(raft, from, { index: append.previous.index, rejected: true, hint });
}

export function handleHeartbeat(raft: Raft, from: MemberId, heartbeat: Heartbeat): void {
  if (raft.needsSnapshot) askForSnapshot(raft, from);
  commitTo(raft.log, heartbeat.commit);
  send(raft, from, { type: 'heartbeat-reply', term: raft.term, readRound: heartbeat.readRound });
}

/**
 * F3. Until the state machine has been filled again this asks for a snapshot, now and then. False for a new member, which
 * has promised nothing: its entries would only be a burden, and if others like it acknowledged them too, a quorum could
 * consist of members that cannot lead.
 */
function askForSnapshot(raft: Raft, leader: MemberId): boolean {
  const { base } = raft.log;
  if (raft.ticks >= raft.askAgainAt && raft.installing === null) {
    raft.askAgainAt = raft.ticks + raft.options.electionTicks;
    send(raft, leader, { type: 'snapshot-wanted', term: raft.term, atLeast: base.index });
  }
  return lastIndex(raft.log) > ORIGIN.index;
}

/**
 * A leader of an earlier term must hear of ours, or a member whose term ran ahead could neither be elected (others
 * are within their leader's lease) nor follow. It is a refusal of nothing, so that it does no harm if it arrives late,
 * at a leader of this term.
 */
export function answerStaleLeader(raft: Raft, from: MemberId): void {
  reply(raft, from, { index: ORIGIN.index, rejected: true });
}

/** Tells the leader that a snapshot has taken this member to its index. */
export function acknowledgeSnapshot(raft: Raft, index: EntryId['index']): void {
  if (raft.leader !== null) reply(raft, raft.leader, { index, rejected: false });
}

interface Verdict {
  readonly index: EntryId['index'];
  readonly rejected: boolean;
  readonly hint?: EntryId;
}

function reply(raft: Raft, to: MemberId, { index, rejected, hint = ORIGIN }: Verdict): void {
  send(raft, to, { type: 'append-reply', term: raft.term, index, rejected, hint });
}
