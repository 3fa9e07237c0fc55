/**
 * Handing leadership over (thesis §3.10): proposals stop, the target catches up, then it is told to campaign at once.
 * If it has not taken over within an election timeout the leader goes on as before.
 */
import type { MemberId } from '../base/brands.ts';
import { isVoter } from './configuration.ts';
import { lastIndex } from './log.ts';
import { send } from './outbox.ts';
import type { Raft } from './raft.ts';
import { forfeitLease } from './reads.ts';
import type { StepOutcome } from './types.ts';

const OK: StepOutcome = { type: 'ok' };

export function transferLeadership(raft: Raft, to: MemberId): StepOutcome {
  if (raft.role !== 'leader') return { type: 'refused', reason: 'not-leader' };
  if (!isVoter(raft.conf, to)) return { type: 'refused', reason: 'not-a-voter' };
  if (to === raft.options.self || to === raft.transferTo) return OK;
  raft.transferTo = to;
  forfeitLease(raft);
  // The time allowed for it is counted from here.
  raft.electionElapsed = 0;
  raft.appendsDue = true;
  finishTransferIfCaughtUp(raft, to);
  return OK;
}

/** Called whenever a follower has acknowledged; repeated, because a timeout-now can be lost. */
export function finishTransferIfCaughtUp(raft: Raft, member: MemberId): void {
  if (raft.transferTo !== member) return;
  const progress = raft.progress.get(member);
  if (progress?.match !== lastIndex(raft.log)) return;
  send(raft, member, { type: 'timeout-now', term: raft.term });
}

/**
 * A leader that cannot go on (removed, or its disk stands still) spares the group the wait for a timeout: it names the
 * voter that holds most of its log. Whether that one takes over is its own affair.
 */
export function handOver(raft: Raft): void {
  let best: { member: MemberId; match: number } | null = null;
  for (const [member, { match, recentActive, streaming }] of raft.progress) {
    if (!recentActive || streaming || !isVoter(raft.conf, member)) continue;
    if (best === null || match > best.match) best = { member, match };
  }
  if (best !== null) send(raft, best.member, { type: 'timeout-now', term: raft.term });
}

/** The old leader never stopped leading, so nothing but the refusal of proposals has to be undone. */
export function abortTransfer(raft: Raft): void {
  raft.transferTo = null;
}
