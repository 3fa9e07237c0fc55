/**
 * Heartbeats, the sending side: they keep followers from campaigning, prove to the leader that a quorum still follows,
 * and carry the current read round.
 */
import { logIndex } from '../base/brands.ts';
import { send } from './outbox.ts';
import type { Raft } from './raft.ts';

export function broadcastHeartbeat(raft: Raft): void {
  const readRound = raft.reads.current?.id ?? 0;
  for (const [member, progress] of raft.progress) {
    // What the follower is not known to hold must not be committed there: its tail may be of another leader.
    const commit = logIndex(Math.min(progress.match, raft.log.commit));
    send(raft, member, { type: 'heartbeat', term: raft.term, commit, readRound });
  }
}
