/**
 * What a configuration decides. In a joint configuration (Raft §6) both halves must agree, so a decision of the whole
 * is the weaker of two majority decisions. Learners are in neither half.
 *
 * Q1. An empty half agrees to everything: outside a joint phase `votersOutgoing` is empty and has no say.
 */
import { logIndex, type LogIndex, type MemberId } from '../base/brands.ts';
import type { ConfState } from './types.ts';

export type VoteResult = 'pending' | 'won' | 'lost';

/** The greatest index that a quorum has reached; unbounded if there are no voters at all. */
export function committedIndex(conf: ConfState, matchOf: (voter: MemberId) => LogIndex): LogIndex {
  const incoming = majorityIndex(conf.voters, matchOf);
  if (conf.votersOutgoing.length === 0) return logIndex(incoming);
  return logIndex(Math.min(incoming, majorityIndex(conf.votersOutgoing, matchOf)));
}

function majorityIndex(voters: readonly MemberId[], matchOf: (voter: MemberId) => LogIndex): number {
  const ascending = voters.map(matchOf).sort((left, right) => left - right);
  return ascending[voters.length - majorityOf(voters.length)] ?? Infinity;
}

/** Where an election stands; `undefined` is a vote not yet heard. */
export function voteResult(conf: ConfState, voteOf: (voter: MemberId) => boolean | undefined): VoteResult {
  const incoming = majorityResult(conf.voters, voteOf);
  const outgoing = majorityResult(conf.votersOutgoing, voteOf);
  if (incoming === 'lost' || outgoing === 'lost') return 'lost';
  return incoming === 'won' && outgoing === 'won' ? 'won' : 'pending';
}

function majorityResult(
  voters: readonly MemberId[],
  voteOf: (voter: MemberId) => boolean | undefined,
): VoteResult {
  let granted = 0;
  let open = 0;
  for (const voter of voters) {
    const vote = voteOf(voter);
    if (vote === true) granted++;
    else if (vote === undefined) open++;
  }
  const needed = voters.length === 0 ? 0 : majorityOf(voters.length);
  if (granted >= needed) return 'won';
  return granted + open >= needed ? 'pending' : 'lost';
}

export function isQuorum(conf: ConfState, agrees: (voter: MemberId) => boolean): boolean {
  return voteResult(conf, agrees) === 'won';
}

function majorityOf(count: number): number {
  return Math.floor(count / 2) + 1;
}
