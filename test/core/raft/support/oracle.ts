/**
 * What must hold in every run, watched from outside (Raft, figure 3).
 */
import { logIndex, type LogIndex, type MemberId } from '../../../../src/core/base/brands.ts';
import { isJoint, membersOf } from '../../../../src/core/raft/configuration.ts';
import { entryAt, lastIndex, termAt } from '../../../../src/core/raft/log.ts';
import type { Envelope, LogEntry, RaftRole, ReadState } from '../../../../src/core/raft/types.ts';
import { lastOnDisk, termOnDisk, type StateMachine } from './disk.ts';
import type { Member } from './member.ts';

export interface Oracle {
  /** By index - 1: what some member has ever called committed. */
  readonly committed: LogEntry[];
  /** By index: the state after it, from the first member that applied it. */
  readonly digests: Map<LogIndex, number>;
  readonly leaders: Map<number, MemberId>;
  /** By member and term: for whom it has spoken, itself or another, in whatever life. */
  readonly votes: Map<string, MemberId>;
  /** What was last seen of each member. */
  readonly seen: Map<MemberId, { commit: number; role: RaftRole; term: number; raft: unknown }>;
  /** The highest index applied anywhere: what some client may know to be done. */
  acknowledged: number;
  readonly reads: Map<number, { readonly by: MemberId; readonly notBefore: number }>;
  readonly report: {
    committed: number;
    terms: number;
    crashes: number;
    snapshots: number;
    readsAnswered: number;
    /** Configurations put in force, and of them those that were joint. */
    changes: number;
    joint: number;
    storesLost: number;
    removedKnow: number;
  };
  /** Whoever has been of the group. */
  readonly everMembers: Set<MemberId>;
}

export function createOracle(): Oracle {
  return {
    committed: [],
    digests: new Map(),
    leaders: new Map(),
    votes: new Map(),
    seen: new Map(),
    acknowledged: 0,
    reads: new Map(),
    report: {
      ...{ committed: 0, terms: 0, crashes: 0, snapshots: 0, readsAnswered: 0 },
      ...{ changes: 0, joint: 0, storesLost: 0, removedKnow: 0 },
    },
    everMembers: new Set(),
  };
}

export function checkMember(oracle: Oracle, member: Member): void {
  const { raft, id } = member;
  if (!member.up) return;
  let seen = oracle.seen.get(id);
  if (seen?.raft !== raft) {
    if (seen !== undefined && raft.term < seen.term) checkForgottenTerm(member, seen.term);
    seen = { commit: raft.log.base.index, role: 'follower', term: raft.term, raft };
    oracle.seen.set(id, seen);
  }
  if (raft.term < seen.term || raft.log.commit < seen.commit) throw new Error(`member ${id} went back`);
  checkCommitted(oracle, member, seen.commit);
  if (raft.role === 'leader' && (seen.role !== 'leader' || seen.term !== raft.term))
    checkLeader(oracle, member);
  seen.commit = raft.log.commit;
  seen.role = raft.role;
  seen.term = raft.term;
  oracle.report.terms = Math.max(oracle.report.terms, raft.term);
}

/** A term may be forgotten in a crash only if nothing in it was promised, so never as a leader. */
function checkForgottenTerm({ id, raft }: Member, term: number): void {
  if (raft.term < term && raft.role === 'leader') throw new Error(`member ${id} leads in a forgotten term`);
}

/** State machine safety, as soon as anyone calls an entry committed. */
function checkCommitted(oracle: Oracle, { id, raft }: Member, from: number): void {
  for (let index = Math.max(from, raft.log.base.index) + 1; index <= raft.log.commit; index++) {
    const entry = entryAt(raft.log, logIndex(index));
    const known = oracle.committed[index - 1];
    if (known === undefined) oracle.committed[index - 1] = entry;
    else if (known.term !== entry.term || !sameData(known, entry)) {
      throw new Error(`member ${id} commits another entry at ${index}`);
    }
  }
  oracle.report.committed = oracle.committed.length;
}

/** Election safety and leader completeness. */
function checkLeader(oracle: Oracle, { id, raft }: Member): void {
  const other = oracle.leaders.get(raft.term);
  if (other !== undefined && other !== id)
    throw new Error(`${other} and ${id} both lead in term ${raft.term}`);
  oracle.leaders.set(raft.term, id);
  for (const entry of oracle.committed) {
    if (entry === undefined || entry.index < raft.log.base.index) continue;
    if (termAt(raft.log, entry.index) !== entry.term) {
      throw new Error(`leader ${id} of term ${raft.term} lacks committed entry ${entry.index}`);
    }
  }
}

/** What leaves must already be on the sender's disk (outbox.ts, O1). */
export function checkPromise({ id, disk }: Member, { to, message }: Envelope): void {
  if (!['vote', 'vote-reply', 'append-reply'].includes(message.type)) return;
  const { term, vote } = disk.hardState;
  if (message.term > term)
    throw new Error(`${message.type} of member ${id} left before its term was durable`);
  if (message.term < term) return;
  if (message.type === 'vote' && vote !== id) throw new Error(`member ${id} campaigns without its own vote`);
  if (message.type === 'vote-reply' && message.granted && vote !== to) {
    throw new Error(`vote of member ${id} left before it was durable`);
  }
  const held = Math.max(lastOnDisk(disk), disk.store.at.index);
  if (message.type === 'append-reply' && !message.rejected && message.index > held) {
    throw new Error(`member ${id} acknowledged ${message.index} and has ${held} on disk`);
  }
}

/** Raft §5.2: one vote a term, whatever happens between two questions. */
export function noteVote({ votes }: Oracle, { id }: Member, { to, message }: Envelope): void {
  const isOwn = message.type === 'vote';
  if (!isOwn && !(message.type === 'vote-reply' && message.granted)) return;
  const [voter, candidate] = [`${id} in term ${message.term}`, isOwn ? id : to];
  const before = votes.get(voter) ?? candidate;
  if (before !== candidate) throw new Error(`member ${voter} votes for ${before} and for ${candidate}`);
  votes.set(voter, candidate);
}

export function noteApplied(oracle: Oracle, { disk }: Member, entry: LogEntry, state: StateMachine): void {
  if (termOnDisk(disk, entry.index) !== entry.term)
    throw new Error(`entry ${entry.index} applied before it was durable`);
  const known = oracle.committed[entry.index - 1];
  if (known !== undefined && known.term !== entry.term)
    throw new Error(`another entry applied at ${entry.index}`);
  const digest = oracle.digests.get(entry.index);
  if (digest === undefined) noteFirstApplied(oracle, entry, state);
  else if (digest !== state.digest) throw new Error(`states differ after ${entry.index}`);
  oracle.acknowledged = Math.max(oracle.acknowledged, entry.index);
}

function noteFirstApplied(oracle: Oracle, entry: LogEntry, state: StateMachine): void {
  oracle.digests.set(entry.index, state.digest);
  if (entry.type !== 'configuration') return;
  oracle.report.changes++;
  if (isJoint(state.conf)) oracle.report.joint++;
  for (const member of membersOf(state.conf)) oracle.everMembers.add(member);
}

export function noteAppliedSnapshot(oracle: Oracle, state: StateMachine): void {
  const digest = oracle.digests.get(state.at.index);
  if (digest !== undefined && digest !== state.digest)
    throw new Error(`snapshot differs at ${state.at.index}`);
}

/** Log matching: where two logs agree on a term they agree on everything before. */
export function checkLogsMatch(members: readonly Member[]): void {
  for (const left of members) {
    for (const right of members) if (left.id < right.id) checkPair(left, right);
  }
}

function checkPair(left: Member, right: Member): void {
  const a = left.raft.log;
  const b = right.raft.log;
  const from = Math.max(a.base.index, b.base.index) + 1;
  let shared = false;
  for (let at = Math.min(lastIndex(a), lastIndex(b)); at >= from; at--) {
    const mine = entryAt(a, logIndex(at));
    const other = entryAt(b, logIndex(at));
    if (mine.term === other.term) shared = true;
    if (shared && (mine.term !== other.term || !sameData(mine, other))) {
      throw new Error(`logs of ${left.id} and ${right.id} differ at ${at}, below an entry they share`);
    }
  }
}

function sameData(left: LogEntry, right: LogEntry): boolean {
  return (
    left === right ||
    (left.data.length === right.data.length && left.data.every((byte, i) => byte === right.data[i]))
  );
}

/** A read may not miss what anyone was told is done before it began. */
export function noteRead(oracle: Oracle, member: Member, request: number): void {
  oracle.reads.set(request, { by: member.id, notBefore: oracle.acknowledged });
}

export function noteReadAnswer(oracle: Oracle, member: Member, { request, index }: ReadState): void {
  const asked = oracle.reads.get(request);
  if (asked === undefined || asked.by !== member.id) throw new Error(`read ${request} answered twice`);
  oracle.reads.delete(request);
  if (index === null) return;
  if (index < asked.notBefore) throw new Error(`read ${request} at ${index} misses entry ${asked.notBefore}`);
  oracle.report.readsAnswered++;
}
