/**
 * The data behind linearizable reads (Raft §6.4); reads.ts tells the protocol.
 */
import type { LogIndex, MemberId } from '../base/brands.ts';

export interface ReadRequest {
  readonly from: MemberId;
  readonly request: number;
}

interface ReadRound {
  readonly id: number;
  /** The commit index when the round began: at or after everything acknowledged before any of its requests. */
  readonly index: LogIndex;
  /** The tick before its first heartbeat left. */
  readonly since: number;
  readonly acks: Set<MemberId>;
  readonly requests: readonly ReadRequest[];
}

export interface Reads {
  /** Id of the latest round; ids are not reused, not even in a later leadership of this member. */
  rounds: number;
  current: ReadRound | null;
  /** For the next round. */
  waiting: ReadRequest[];
  /** A follower's questions to its leader, oldest first, with the tick at which it gives up on each. */
  readonly forwarded: Map<number, number>;
  /** The tick before which a leader answers without asking; see reads.ts, R4. */
  leaseUntil: number;
  /** Leader: it has offered its place to another in this term, so nobody is bound by its lease any more. */
  leaseForfeited: boolean;
}

export function createReads(): Reads {
  return {
    rounds: 0,
    current: null,
    waiting: [],
    forwarded: new Map(),
    leaseUntil: 0,
    leaseForfeited: false,
  };
}
