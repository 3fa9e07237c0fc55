/**
 * A leader's time: heartbeats, the look at its quorum (check-quorum, thesis §6.2), the end of a transfer's patience.
 *
 * T1. Once per election timeout a leader must have heard from a quorum, else it steps down: whoever is cut off from
 *     the others stops believing that it leads, and members behind partial partitions find one another (etcd turns
 *     both this and pre-vote on for that reason).
 * T2. A leader whose own disk has stood still for that long steps down as well: others may still commit what it sends
 *     them, but it cannot apply it and answers nobody.
 */
import type { MemberId } from '../base/brands.ts';
import { votersOf } from './configuration.ts';
import { broadcastHeartbeat } from './heartbeat.ts';
import { lastIndex } from './log.ts';
import { proposeLeaveIfDue } from './membership.ts';
import { isQuorum } from './quorum.ts';
import { isDiskStalled, type Raft } from './raft.ts';
import { confirmRound, renewLease } from './reads.ts';
import { becomeFollower } from './roles.ts';
import { abortTransfer, handOver } from './transfer.ts';
import type { RaftMessage } from './types.ts';

type HeartbeatReply = Extract<RaftMessage, { type: 'heartbeat-reply' }>;

export function tickLeader(raft: Raft): void {
  raft.electionElapsed++;
  raft.heartbeatElapsed++;
  if (isDiskStalled(raft) && votersOf(raft.conf).length > 1) return giveUp(raft);
  if (raft.electionElapsed >= raft.options.electionTicks) {
    raft.electionElapsed = 0;
    if (!checkQuorum(raft)) return;
    abortTransfer(raft);
    proposeLeaveIfDue(raft);
  }
  if (raft.heartbeatElapsed >= raft.options.heartbeatTicks) {
    raft.heartbeatElapsed = 0;
    if (!renewLease(raft)) broadcastHeartbeat(raft);
  }
}

function giveUp(raft: Raft): void {
  handOver(raft);
  becomeFollower(raft, raft.term, null);
}

function checkQuorum(raft: Raft): boolean {
  const heard = (voter: MemberId): boolean =>
    voter === raft.options.self || raft.progress.get(voter)?.recentActive === true;
  if (!isQuorum(raft.conf, heard)) {
    becomeFollower(raft, raft.term, null);
    return false;
  }
  for (const progress of raft.progress.values()) {
    // Nothing is kept for a follower that has gone; if it comes back it may need another snapshot.
    if (!progress.recentActive) progress.keepAfter = null;
    progress.recentActive = false;
  }
  return true;
}

export function handleHeartbeatReply(raft: Raft, from: MemberId, reply: HeartbeatReply): void {
  const progress = raft.progress.get(from);
  if (progress === undefined) return;
  progress.recentActive = true;
  if (progress.state === 'probe' || progress.match < lastIndex(raft.log)) {
    // It answers, yet lacks something: appends may have been lost. A probe may be repeated, and a full or silent
    // window is prompted by an append that is empty if need be; the answer shows where the follower stands.
    progress.paused = false;
    progress.prompt = true;
    raft.appendsDue = true;
  }
  confirmRound(raft, from, reply.readRound);
}
