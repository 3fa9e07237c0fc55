/**
 * Linearizable reads by read index (Raft §6.4). A leader notes its commit index, lets a quorum confirm by heartbeat
 * that it still leads, and only then answers; whoever asked reads its own state once that has been applied.
 *
 * R1. One round is under way at a time. Whoever asks meanwhile waits for the next one, whose heartbeats leave later:
 *     an answer to an earlier heartbeat says nothing about a later question. A reused id would blur that
 *     (etcd #20418: a read after a pause was answered by a retry of an old question). Heartbeats that repeat a lost
 *     one carry the same round, which is sound: every answer to it was given after the round began.
 * R2. A round begins only after this leader has committed an entry of its own term; before, its commit index may be
 *     behind what an earlier leader acknowledged.
 * R3. Every request is answered once: with an index, or with a refusal when leadership changes, when a queue is full,
 *     or (for a follower's question, which the network can lose) after an election timeout.
 * R4. Lease reads, off unless the options say otherwise, spare the round while one was confirmed less than half an
 *     election timeout ago, counted from when its heartbeats left: every voter of that quorum keeps its voice for a whole
 *     one (`promisedUntil`), through changes of term and restarts. R2 holds for them too. Once a transfer was begun there
 *     is no lease in that term any more: its timeout-now can arrive at any time, and goes past all promises. A lease is
 *     counted in ticks, so it answers nobody who asks while ticks are late or were missed lately (node/ticker T3). All of
 *     this takes for granted that the members' clocks run at about the same rate: within a fifth of the true one, with
 *     five ticks to an election timeout or more.
 * R5. A follower's question is its own confirmation: when it asked, it had voted in no term after this leader's, and neither
 *     has the leader by now. If the two are a quorum (of three voters any two are), nobody led a later term when the
 *     question was put, so the commit index of this moment holds everything acknowledged before; no round is needed. It says
 *     nothing about what others ask, whose questions may be younger.
 */
import type { LogIndex, MemberId } from '../base/brands.ts';
import { broadcastHeartbeat } from './heartbeat.ts';
import { termAt } from './log.ts';
import { send } from './outbox.ts';
import { isQuorum } from './quorum.ts';
import type { Raft } from './raft.ts';
import type { ReadRequest } from './read-requests.ts';
import type { RaftMessage } from './types.ts';

/** Requests that wait for a leader's next round; drivers share one request among many reads. */
const WAITING_READS_MAX = 65_536;
/** A follower's unanswered questions. */
const FORWARDED_READS_MAX = 65_536;

type ReadIndexMessage = Extract<RaftMessage, { type: 'read-index' }>;
type ReadIndexReply = Extract<RaftMessage, { type: 'read-index-reply' }>;

export function requestRead(raft: Raft, request: number, late: boolean): void {
  const { self } = raft.options;
  const { forwarded } = raft.reads;
  if (raft.role === 'leader') return enqueue(raft, { from: self, request }, late);
  if (raft.leader === null || forwarded.size >= FORWARDED_READS_MAX)
    return answer(raft, { from: self, request }, null);
  forwarded.set(request, raft.ticks + raft.options.electionTicks);
  send(raft, raft.leader, { type: 'read-index', term: raft.term, request });
}

export function handleReadIndex(raft: Raft, from: MemberId, message: ReadIndexMessage, late: boolean): void {
  const request = { from, request: message.request };
  if (raft.role !== 'leader') answer(raft, request, null);
  else if (confirmsItself(raft, from)) answer(raft, request, raft.log.commit);
  else enqueue(raft, request, late);
}

/** R5. A question of a later term does not get here: by it this member leads no more. */
function confirmsItself(raft: Raft, asker: MemberId): boolean {
  const { self } = raft.options;
  return hasCommittedInOwnTerm(raft) && isQuorum(raft.conf, (voter) => voter === self || voter === asker);
}

export function handleReadIndexReply(raft: Raft, message: ReadIndexReply): void {
  const { request, refused, index } = message;
  if (!raft.reads.forwarded.delete(request)) return;
  answer(raft, { from: raft.options.self, request }, refused ? null : index);
}

function enqueue(raft: Raft, request: ReadRequest, late: boolean): void {
  if (!late && hasLease(raft)) answer(raft, request, raft.log.commit);
  else if (raft.reads.waiting.length >= WAITING_READS_MAX) answer(raft, request, null);
  else raft.reads.waiting.push(request);
}

/** Rounds begin when a Ready is taken, so that all requests of a turn share one. */
export function isReadRoundDue(raft: Raft): boolean {
  const { current, waiting } = raft.reads;
  return raft.role === 'leader' && current === null && waiting.length > 0 && hasCommittedInOwnTerm(raft);
}

export function beginReadRound(raft: Raft): void {
  if (!isReadRoundDue(raft)) return;
  openRound(raft);
  if (!finishRound(raft)) broadcastHeartbeat(raft);
}

function openRound(raft: Raft): void {
  const { reads } = raft;
  const requests = reads.waiting;
  reads.waiting = [];
  reads.current = {
    id: ++reads.rounds,
    index: raft.log.commit,
    since: raft.ticks,
    acks: new Set([raft.options.self]),
    requests,
  };
}

/** R4: every heartbeat is a round, if none is under way. True when this sent it. */
export function renewLease(raft: Raft): boolean {
  const { reads } = raft;
  const wanted = raft.options.leaseReads === true && !reads.leaseForfeited;
  if (!wanted || reads.current !== null || !hasCommittedInOwnTerm(raft)) return false;
  openRound(raft);
  broadcastHeartbeat(raft);
  finishRound(raft);
  return true;
}

function hasLease(raft: Raft): boolean {
  return raft.ticks < raft.reads.leaseUntil;
}

function extendLease({ options, reads }: Raft, since: number): void {
  if (options.leaseReads !== true || reads.leaseForfeited) return;
  reads.leaseUntil = since + Math.floor(options.electionTicks / 2);
}

/** Before anyone is asked to take over. */
export function forfeitLease({ reads }: Raft): void {
  reads.leaseUntil = 0;
  reads.leaseForfeited = true;
}

export function confirmRound(raft: Raft, from: MemberId, round: number): void {
  const { current } = raft.reads;
  if (current === null || current.id !== round) return;
  current.acks.add(from);
  finishRound(raft);
}

export function finishRound(raft: Raft): boolean {
  const { current } = raft.reads;
  if (current === null || !isQuorum(raft.conf, (voter) => current.acks.has(voter))) return false;
  raft.reads.current = null;
  extendLease(raft, current.since);
  for (const request of current.requests) answer(raft, request, current.index);
  return true;
}

function hasCommittedInOwnTerm(raft: Raft): boolean {
  return termAt(raft.log, raft.log.commit) === raft.term;
}

/** The leadership all of them counted on is over. */
export function refuseReads(raft: Raft): void {
  const { reads } = raft;
  const self = raft.options.self;
  for (const request of reads.current?.requests ?? []) answer(raft, request, null);
  for (const request of reads.waiting) answer(raft, request, null);
  for (const request of reads.forwarded.keys()) answer(raft, { from: self, request }, null);
  reads.current = null;
  reads.waiting = [];
  reads.forwarded.clear();
  reads.leaseUntil = 0;
  reads.leaseForfeited = false;
}

export function expireForwardedReads(raft: Raft): void {
  const { forwarded } = raft.reads;
  for (const [request, deadline] of forwarded) {
    if (deadline > raft.ticks) break;
    forwarded.delete(request);
    answer(raft, { from: raft.options.self, request }, null);
  }
}

function answer(raft: Raft, { from, request }: ReadRequest, index: LogIndex | null): void {
  if (from === raft.options.self) {
    raft.outbox.readStates.push({ request, index });
    return;
  }
  const refused = index === null;
  send(raft, from, {
    type: 'read-index-reply',
    term: raft.term,
    request,
    index: index ?? raft.log.commit,
    refused,
  });
}
