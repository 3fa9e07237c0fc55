/**
 * The transitions between roles, and nothing else that changes `role`, `term`, `vote` or `leader`.
 *
 *   follower ──timeout──▶ pre-candidate ──quorum would vote──▶ candidate ──quorum voted──▶ leader
 *      ▲  └──────────── the leader hands over (timeout-now) ──────▲                          │
 *      └──────── a later term, a leader of this term, a lost vote, a silent quorum ──────────┘
 *
 * A pre-candidate changes neither term nor vote: that is what keeps a member that cannot win from disturbing others.
 */
import { assert } from '../base/assert.ts';
import { logIndex, term, type MemberId, type Term } from '../base/brands.ts';
import { NO_BYTES } from '../base/bytes.ts';
import { membersOf } from './configuration.ts';
import { entryAt, lastIndex } from './log.ts';
import { createProgress } from './progress.ts';
import { appendOwn } from './proposals.ts';
import { drawTimeout, type Raft } from './raft.ts';
import { refuseReads } from './reads.ts';
import type { RaftRole } from './types.ts';

export function becomeFollower(raft: Raft, newTerm: Term, leader: MemberId | null): void {
  enter(raft, 'follower', newTerm, leader);
}

export function becomePreCandidate(raft: Raft): void {
  assert(raft.role !== 'leader', 'a leader does not campaign');
  enter(raft, 'pre-candidate', raft.term, null);
}

export function becomeCandidate(raft: Raft): void {
  assert(raft.role !== 'leader', 'a leader does not campaign');
  enter(raft, 'candidate', term(raft.term + 1), null);
  raft.vote = raft.options.self;
  // Term and vote have changed, so the next Ready issues a write.
  raft.candidacyWrite = raft.writes.issued + 1;
}

export function becomeLeader(raft: Raft): void {
  assert(raft.role === 'candidate', () => `a ${raft.role} cannot become leader`);
  assert(raft.vote === raft.options.self, 'a leader has voted for itself');
  enter(raft, 'leader', raft.term, raft.options.self);
  const next = logIndex(lastIndex(raft.log) + 1);
  for (const member of membersOf(raft.conf)) {
    if (member !== raft.options.self) raft.progress.set(member, createProgress(next));
  }
  raft.uncommittedBytes = uncommittedBytes(raft);
  // Entries of earlier terms commit only together with one of this term (Raft §5.4.2), so there has to be one.
  appendOwn(raft, [{ type: 'command', data: NO_BYTES }]);
  raft.pendingConfiguration = lastIndex(raft.log);
}

function uncommittedBytes(raft: Raft): number {
  let bytes = 0;
  for (let index = raft.log.commit + 1; index <= lastIndex(raft.log); index++) {
    bytes += entryAt(raft.log, logIndex(index)).data.length;
  }
  return bytes;
}

function enter(raft: Raft, role: RaftRole, newTerm: Term, leader: MemberId | null): void {
  assert(newTerm >= raft.term, () => `the term would go back from ${raft.term} to ${newTerm}`);
  if (newTerm > raft.term) {
    raft.term = newTerm;
    raft.vote = null;
  }
  raft.role = role;
  raft.leader = leader;
  raft.electionElapsed = 0;
  raft.electionTimeout = drawTimeout(raft.options, raft.random);
  raft.leaderLost = false;
  raft.heartbeatElapsed = 0;
  raft.votes.clear();
  raft.candidacyWrite = 0;
  raft.progress.clear();
  raft.uncommittedBytes = 0;
  raft.appendsDue = false;
  raft.transferTo = null;
  raft.takeOverUntil = 0;
  raft.pendingConfiguration = logIndex(0);
  refuseReads(raft);
}
