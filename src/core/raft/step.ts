/**
 * The way in: one input at a time, in whatever order and however often they come.
 *
 * Messages are first judged by their term (Raft §5.1). A later one makes this member a follower of that term, with
 * three exceptions: (pre-)votes within the lease, which are not even answered; pre-votes, which change nothing; and a
 * granted pre-vote, whose term is the one we asked for. An earlier one is dropped, with three exceptions that free
 * members stuck in one term or the other: a stale leader and a stale pre-candidate hear of ours, and a question gets
 * its refusal.
 */
import { assert, assertNever } from '../base/assert.ts';
import type { MemberId } from '../base/brands.ts';
import { isMember } from './configuration.ts';
import {
  campaign,
  campaignForTransfer,
  countOwnVoteIfDurable,
  handleVoteReply,
  handleVoteRequest,
  isRefusedByLease,
  leaderUnreachable,
  learnCommitted,
  refuseOldPreVote,
  tickElection,
} from './election.ts';
import { answerStaleLeader, handleAppend, handleHeartbeat } from './following.ts';
import { handleHeartbeatReply, tickLeader } from './leading.ts';
import { answerRemoved, applied, configurationApplied, learnRemoved } from './membership.ts';
import { propose } from './proposals.ts';
import type { Raft } from './raft.ts';
import { handleReadIndex, handleReadIndexReply, requestRead } from './reads.ts';
import { advanceCommit, handleAppendReply, memberUnreachable } from './replication.ts';
import { becomeFollower } from './roles.ts';
import { beginInstall, finishInstall, release, snapshotSent, snapshotWanted } from './snapshots.ts';
import { transferLeadership } from './transfer.ts';
import type { RaftInput, RaftMessage, StepOutcome } from './types.ts';
import { completeWrites } from './writes.ts';

const OK: StepOutcome = { type: 'ok' };

export function step(raft: Raft, input: RaftInput): StepOutcome {
  switch (input.type) {
    case 'propose':
      return propose(raft, input.entries);
    case 'transfer-leadership':
      return transferLeadership(raft, input.to);
    case 'snapshot-installing':
      return beginInstall(raft, input.snapshot);
    default:
      take(raft, input);
      return OK;
  }
}

type PlainInput = Exclude<RaftInput, { type: 'propose' | 'transfer-leadership' | 'snapshot-installing' }>;

function take(raft: Raft, input: PlainInput): void {
  switch (input.type) {
    case 'tick':
      return tick(raft);
    case 'receive':
      return receive(raft, input.from, input.message, input.late === true);
    case 'appended':
      return appended(raft, input.write);
    case 'applied':
      return applied(raft, input.index);
    case 'configuration-applied':
      return configurationApplied(raft, input.index, input.conf);
    case 'campaign':
      return campaign(raft);
    case 'read-index':
      return requestRead(raft, input.request, input.late === true);
    case 'snapshot-sent':
      return snapshotSent(raft, input.to, input.ok);
    case 'snapshot-installed':
      return finishInstall(raft, input.snapshot);
    case 'unreachable':
      leaderUnreachable(raft, input.member);
      return memberUnreachable(raft, input.member);
    case 'release':
      return release(raft, input.index);
    default:
      return assertNever(input);
  }
}

function tick(raft: Raft): void {
  raft.ticks++;
  if (raft.role === 'leader') tickLeader(raft);
  else tickElection(raft);
}

function appended(raft: Raft, write: number): void {
  if (!completeWrites(raft.writes, write, raft.log, raft.ticks)) return;
  countOwnVoteIfDurable(raft);
  noteDecided(raft);
  advanceCommit(raft);
}

function noteDecided(raft: Raft): void {
  if (raft.decidingWrite === 0 || raft.writes.durable < raft.decidingWrite) return;
  raft.decidingWrite = 0;
  raft.decided = raft.deciding;
}

function receive(raft: Raft, from: MemberId, message: RaftMessage, late: boolean): void {
  assert(from !== raft.options.self, () => `${message.type} from this member itself`);
  if (message.type === 'removed') return learnRemoved(raft);
  if (message.type === 'committed') return learnCommitted(raft, message.at);
  if (answerRemoved(raft, from, message)) return;
  // An answer from someone who is not of the group (any more) answers nothing we asked; it must not move our term.
  if (isAnswer(message) && !isMember(raft.conf, from)) return;
  if (message.term > raft.term && !enterLaterTerm(raft, from, message)) return;
  if (message.type === 'read-index') return handleReadIndex(raft, from, message, late);
  if (message.term < raft.term) return answerEarlierTerm(raft, from, message);
  handle(raft, from, message);
}

function isAnswer(message: RaftMessage): boolean {
  switch (message.type) {
    case 'pre-vote-reply':
    case 'vote-reply':
    case 'append-reply':
    case 'heartbeat-reply':
      return true;
    default:
      return false;
  }
}

/** False if the message is to be ignored. */
function enterLaterTerm(raft: Raft, from: MemberId, message: RaftMessage): boolean {
  switch (message.type) {
    case 'vote':
      if (isRefusedByLease(raft, message)) return false;
      break;
    case 'pre-vote':
      return !isRefusedByLease(raft, message);
    case 'pre-vote-reply':
      if (message.granted) return true;
      break;
    case 'append':
    case 'heartbeat':
      becomeFollower(raft, message.term, from);
      return true;
    default:
  }
  becomeFollower(raft, message.term, null);
  return true;
}

function answerEarlierTerm(raft: Raft, from: MemberId, message: RaftMessage): void {
  if (message.type === 'append' || message.type === 'heartbeat') answerStaleLeader(raft, from);
  else if (message.type === 'pre-vote') refuseOldPreVote(raft, from);
}

/** Messages of this member's own term, but for what is true in any; pre-votes and granted pre-votes of a later one. */
function handle(
  raft: Raft,
  from: MemberId,
  message: Exclude<RaftMessage, { type: 'removed' | 'committed' | 'read-index' }>,
): void {
  switch (message.type) {
    case 'pre-vote':
    case 'vote':
      return handleVoteRequest(raft, from, message);
    case 'pre-vote-reply':
    case 'vote-reply':
      return handleVoteReply(raft, from, message);
    case 'append':
      followLeader(raft, from);
      return handleAppend(raft, from, message);
    case 'heartbeat':
      followLeader(raft, from);
      return handleHeartbeat(raft, from, message);
    case 'append-reply':
      return handleAppendReply(raft, from, message);
    case 'heartbeat-reply':
      return handleHeartbeatReply(raft, from, message);
    case 'read-index-reply':
      return handleReadIndexReply(raft, message);
    case 'timeout-now':
      if (raft.role === 'follower') campaignForTransfer(raft);
      return;
    case 'snapshot-wanted':
      return snapshotWanted(raft, from, message.atLeast);
    default:
      return assertNever(message);
  }
}

/** Only the one leader of a term sends appends and heartbeats in it. */
function followLeader(raft: Raft, from: MemberId): void {
  assert(raft.role !== 'leader', () => `two leaders in term ${raft.term}`);
  raft.campaigns = 0;
  raft.promisedUntil = raft.ticks + raft.options.electionTicks;
  if (raft.role !== 'follower') return becomeFollower(raft, raft.term, from);
  assert(raft.leader === null || raft.leader === from, () => `two leaders in term ${raft.term}`);
  raft.leader = from;
  raft.electionElapsed = 0;
  raft.leaderLost = false;
}
