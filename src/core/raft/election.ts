/**
 * Elections: pre-votes, votes, and who may ask (Raft §5.2, §5.4.1; thesis §4.2.3, §9.6).
 *
 * E1. A pre-vote changes no one's term and compares logs like a vote: without the comparison a member with an old log
 *     passes the pre-vote again and again and raises terms in vain (NuRaft PR 134).
 * E2. Pre-votes alone do not keep a member from disturbing a working leader, so (pre-)votes of a later term are not
 *     answered within an election timeout of hearing that leader. A campaign the leader asked for is exempt.
 * E3. A vote is given once per term, to a candidate whose log is at least as up to date.
 * E4. A candidate's own vote counts when its term and vote are on its disk, and not before its requests could leave.
 * E5. No campaign with a committed configuration change unapplied: it might be the one that removes this member.
 * E6. No campaign while the own disk stands still: it could not be won by this member's own vote, and term after term
 *     would be spent on it.
 * E7. Elections that come to nothing are a reason to compare notes (`committed`). Where a leader was removed and left,
 *     the member whose log must win may still count by the configuration before, with that leader's vote; and those who
 *     know better may have shorter logs. tikv's raft-rs lets votes carry the commit index for that.
 * E8. Whose connection to the leader broke need not draw its time-out: nobody else waits for the same leader any longer
 *     than it does. The followers go in turn, in the order of their ids, each with room for the one before to win. The
 *     first comes later than the lease of E2 by so much that others, whose ticks fall otherwise, are past it too.
 */
import { present } from '../base/assert.ts';
import { logIndex, term, type MemberId } from '../base/brands.ts';
import { votersOf } from './configuration.ts';
import { commitTo, entryAt, holds, isUpToDate, lastId, lastIndex, termAt } from './log.ts';
import { send } from './outbox.ts';
import { voteResult } from './quorum.ts';
import { canLead, isDiskStalled, type Raft } from './raft.ts';
import { expireForwardedReads } from './reads.ts';
import { becomeCandidate, becomeFollower, becomeLeader, becomePreCandidate } from './roles.ts';
import type { EntryId, RaftMessage } from './types.ts';

/** Between those who take turns (E8): two ticks, as others' may be one off. */
const LOST_LEADER_TICKS = 2;

type VoteRequest = Extract<RaftMessage, { type: 'vote' | 'pre-vote' }>;
type VoteReply = Extract<RaftMessage, { type: 'vote-reply' | 'pre-vote-reply' }>;

export function tickElection(raft: Raft): void {
  expireForwardedReads(raft);
  raft.electionElapsed++;
  if (raft.electionElapsed < timeoutOf(raft)) return;
  if (mayCampaign(raft)) campaign(raft);
  else askForLeader(raft);
}

/**
 * Who cannot campaign asks for no votes, so it would never hear that it was removed while it was away. An answer to no
 * round in particular says nothing but that it is there: a leader goes on with it, or tells it (membership.ts, B4). A new
 * member keeps silent until a leader has turned to it: what it was told of the group may be ahead of its addition.
 */
function askForLeader(raft: Raft): void {
  // And forgets the leader it does not hear any more, or it would refuse its voice to another (E2) for ever.
  becomeFollower(raft, raft.term, null);
  const { self } = raft.options;
  if (raft.removed || (raft.needsSnapshot && lastIndex(raft.log) === 0)) return;
  for (const voter of votersOf(raft.conf)) {
    if (voter !== self) send(raft, voter, { type: 'heartbeat-reply', term: raft.term, readRound: 0 });
  }
}

/** E8. */
export function leaderUnreachable(raft: Raft, member: MemberId): void {
  if (raft.role === 'follower' && raft.leader === member) raft.leaderLost = true;
}

/** E8. */
function timeoutOf({ options, conf, leader, leaderLost, electionTimeout }: Raft): number {
  if (!leaderLost) return electionTimeout;
  const { electionTicks, self } = options;
  const place = votersOf(conf)
    .filter((voter) => voter !== leader)
    .indexOf(self);
  if (place < 0) return electionTimeout;
  return Math.min(electionTicks + (place + 1) * LOST_LEADER_TICKS, 2 * electionTicks);
}

export function campaign(raft: Raft): void {
  if (!mayCampaign(raft) || isPromised(raft)) return;
  becomePreCandidate(raft);
  if (++raft.campaigns > 1) askVoters(raft, committedMessage(raft));
  const message: RaftMessage = { type: 'pre-vote', term: term(raft.term + 1), last: lastId(raft.log) };
  askVoters(raft, message);
  // Promises nothing, so unlike a vote it does not wait for the disk.
  countVote(raft, raft.options.self, true);
}

/** Without pre-vote, whose question is answered already: the leader knows that we can win, and gives way. */
export function campaignForTransfer(raft: Raft): void {
  if (mayCampaign(raft)) startElection(raft, true);
  else raft.takeOverUntil = raft.ticks + raft.options.electionTicks;
}

/** A leader that removes itself hands over with the very change that must be applied before (E5). */
export function takeOverIfDue(raft: Raft): void {
  if (raft.role === 'follower' && raft.ticks < raft.takeOverUntil && mayCampaign(raft))
    startElection(raft, true);
}

function startElection(raft: Raft, transfer: boolean): void {
  becomeCandidate(raft);
  askVoters(raft, { type: 'vote', term: raft.term, last: lastId(raft.log), transfer });
}

function askVoters(raft: Raft, message: RaftMessage): void {
  for (const voter of votersOf(raft.conf)) if (voter !== raft.options.self) send(raft, voter, message);
}

/** E7. */
function committedMessage({ log, term: inTerm }: Raft): RaftMessage {
  const at = { index: log.commit, term: present(termAt(log, log.commit), 'term of the commit index') };
  return { type: 'committed', term: inTerm, at };
}

/** E7, E5: a campaign that began in ignorance of a change ends here; the next follows its application. */
export function learnCommitted(raft: Raft, at: EntryId): void {
  if (raft.role === 'leader' || at.index <= raft.log.commit || !holds(raft.log, at)) return;
  commitTo(raft.log, at.index);
  if (raft.role !== 'follower' && hasUnappliedConfiguration(raft)) becomeFollower(raft, raft.term, null);
}

function mayCampaign(raft: Raft): boolean {
  return raft.role !== 'leader' && canLead(raft) && !isDiskStalled(raft) && !hasUnappliedConfiguration(raft);
}

function hasUnappliedConfiguration(raft: Raft): boolean {
  const { log } = raft;
  for (let index = log.applied + 1; index <= log.commit; index++) {
    if (entryAt(log, logIndex(index)).type === 'configuration') return true;
  }
  return false;
}

/** E2; a leader is always within its own lease, until it fails to hear a quorum. */
export function isRefusedByLease(raft: Raft, request: VoteRequest): boolean {
  if (request.type === 'vote' && request.transfer) return false;
  if (isPromised(raft)) return true;
  return raft.leader !== null && raft.electionElapsed < raft.options.electionTicks;
}

/**
 * Where leases answer reads, a leader relies on them: so they outlast the term in which they were given, and a restart.
 * Elsewhere they only keep the peace, and a member that has lost sight of its leader may help to elect another.
 */
function isPromised(raft: Raft): boolean {
  return raft.options.leaseReads === true && raft.ticks < raft.promisedUntil;
}

/** Called at the request's own term, or (pre-votes) at an earlier one. */
export function handleVoteRequest(raft: Raft, from: MemberId, request: VoteRequest): void {
  const granted = mayVote(raft, from, request) && isUpToDate(raft.log, request.last);
  // Granting echoes the requested term: a pre-candidate may be far ahead of ours and would ignore an old term.
  // Refusing tells ours: a pre-candidate that is behind learns that it is.
  const replyTerm = granted ? request.term : raft.term;
  if (request.type === 'pre-vote') {
    send(raft, from, { type: 'pre-vote-reply', term: replyTerm, granted });
    if (!granted && raft.leader === null) send(raft, from, committedMessage(raft));
    return;
  }
  if (granted) {
    raft.vote = from;
    raft.electionElapsed = 0;
  }
  send(raft, from, { type: 'vote-reply', term: replyTerm, granted });
}

function mayVote(raft: Raft, from: MemberId, request: VoteRequest): boolean {
  if (isPromised(raft) && !(request.type === 'vote' && request.transfer)) return false;
  if (request.type === 'pre-vote' && request.term > raft.term) return true;
  return raft.vote === from || (raft.vote === null && raft.leader === null);
}

export function refuseOldPreVote(raft: Raft, from: MemberId): void {
  send(raft, from, { type: 'pre-vote-reply', term: raft.term, granted: false });
}

export function handleVoteReply(raft: Raft, from: MemberId, reply: VoteReply): void {
  if (reply.type === 'vote-reply') {
    if (raft.role === 'candidate') countVote(raft, from, reply.granted);
  } else if (raft.role === 'pre-candidate' && reply.term === (reply.granted ? raft.term + 1 : raft.term)) {
    countVote(raft, from, reply.granted);
  }
}

/** E4. */
export function countOwnVoteIfDurable(raft: Raft): void {
  if (raft.role !== 'candidate' || raft.writes.durable < raft.candidacyWrite) return;
  countVote(raft, raft.options.self, true);
}

function countVote(raft: Raft, from: MemberId, granted: boolean): void {
  // The first answer stands: a repeated or contradicting one is a leftover of an earlier campaign in this term.
  if (!raft.votes.has(from)) raft.votes.set(from, granted);
  const result = voteResult(raft.conf, (voter) => raft.votes.get(voter));
  if (result === 'lost') becomeFollower(raft, raft.term, null);
  if (result !== 'won') return;
  if (raft.role === 'candidate') becomeLeader(raft);
  else startElection(raft, false);
}
