/**
 * What members of a pool say to each other, and what the machine takes in and hands out: plain data with string tags.
 *
 * Liveness of a member is a pair (incarnation, state), greater pairs win: alive < suspect < dead < left at one incarnation,
 * and only the member itself begins a later one. What it tells of itself (`NodeInfo`) is a register of its own with a
 * version. Both are joined in any order with one result, so nothing depends on the order of packets.
 */
import { assertNever } from '../base/assert.ts';

declare const brand: unique symbol;
/**
 * 64 bits as a binary string of eight characters, drawn once for a data folder and never 0. A string and not a `bigint`,
 * because it is looked up for every rumour of every packet, and a string's hash is computed once.
 */
export type NodeId = string & { readonly [brand]: 'NodeId' };
export const nodeId = (bytes: string): NodeId => bytes as NodeId;
export const NODE_ID_BYTES = 8;

/** `host:port`, where datagrams and streams of this pool arrive. */
export type Address = string;

export type NodeRole = 'server' | 'agent';

/** What a member tells of itself. Text is printable ASCII; all of it together stays within `INFO_BYTES_MAX`. */
export interface NodeInfo {
  readonly id: NodeId;
  /** The incarnation from which on this holds. */
  readonly version: number;
  /** For people; who holds it is decided in names.ts. */
  readonly name: string;
  /** Wall time in ms at which this id first took its name. */
  readonly claimedMs: number;
  readonly address: Address;
  readonly region: string;
  readonly zone: string;
  readonly role: NodeRole;
  /** Of a server, as it stands in its Raft group; 0 for an agent, and for a server that has no group yet. */
  readonly raftId: bigint;
  /** The Raft group it is in or, without a Raft id, the one it has bound itself to found (founding.ts); 0: none. */
  readonly clusterId: bigint;
  /** Of a server without a Raft group: how many are to found one; 0: it does not found. */
  readonly expect: number;
  /** The term this server leads in; 0 when it does not lead. */
  readonly leaderTerm: number;
  readonly clientUrls: readonly string[];
  /** The highest feature level it reads. */
  readonly level: number;
}

/** What a member may change about itself while it runs. */
export type InfoChange = Partial<
  Pick<
    NodeInfo,
    'address' | 'region' | 'zone' | 'raftId' | 'clusterId' | 'expect' | 'leaderTerm' | 'clientUrls' | 'level'
  >
>;

export type MemberState = 'alive' | 'suspect' | 'dead' | 'left';

/** Piggybacked on packets until it was passed on often enough. */
export type Rumour =
  | { readonly type: 'alive'; readonly info: NodeInfo; readonly incarnation: number }
  /** The same for those who know it already: the answer to a suspicion, a tenth of the size. */
  | { readonly type: 'refute'; readonly id: NodeId; readonly incarnation: number; readonly version: number }
  | Accusation
  | UserEvent;

export interface Accusation {
  readonly type: 'suspect' | 'dead' | 'left';
  readonly id: NodeId;
  readonly incarnation: number;
  /** Who says so; of `left`, the member itself or who was told by an operator. */
  readonly from: NodeId;
}

/** A message of the user to all; told at most once, in no order but Lamport's, and forgotten. */
export interface UserEvent {
  readonly type: 'event';
  readonly lamport: number;
  readonly origin: NodeId;
  readonly name: string;
  readonly payload: Uint8Array;
}

export type PacketBody =
  | { readonly type: 'gossip' }
  | { readonly type: 'ping'; readonly seq: number; readonly target: NodeId }
  | { readonly type: 'ack'; readonly seq: number }
  | { readonly type: 'nack'; readonly seq: number }
  /** Ping `target` for me and say within `waitMs` that it did not answer. */
  | {
      readonly type: 'ping-request';
      readonly seq: number;
      readonly target: NodeId;
      readonly waitMs: number;
    }
  /** I am about to declare `target` dead, last heard of at `incarnation`: do you know better? */
  | { readonly type: 'last-call' | 'concur'; readonly target: NodeId; readonly incarnation: number };

/** A datagram of at most `PACKET_BYTES_MAX`; may be lost, doubled, late and out of order. */
export interface Packet {
  readonly from: NodeId;
  readonly body: PacketBody;
  /** Believed before the body is looked at: a newcomer's first ping brings its introduction. */
  readonly rumours: readonly Rumour[];
}

/** A member as one page of a push-pull tells of it. */
export interface NodeState {
  readonly info: NodeInfo;
  readonly incarnation: number;
  readonly state: MemberState;
}

/** What goes over a stream: it arrives or the stream breaks. */
export type Frame =
  /** One page of what the sender knows; its first page begins with itself. Each page stands alone. */
  | {
      readonly type: 'sync';
      readonly from: NodeId;
      /** The receiver is asked for its own pages; false in an answer. */
      readonly wanted: boolean;
      readonly joining: boolean;
      /** The sender's Lamport time: a newcomer does not take up older events. */
      readonly lamport: number;
      readonly states: readonly NodeState[];
    }
  | { readonly type: 'stream-ping'; readonly from: NodeId; readonly seq: number; readonly target: NodeId }
  | { readonly type: 'stream-ack'; readonly from: NodeId; readonly seq: number };

export type Input =
  /** The time `nextWakeMs` named has come. */
  | { readonly type: 'wake' }
  | { readonly type: 'packet'; readonly packet: Packet }
  | { readonly type: 'frame'; readonly frame: Frame }
  /** Ask these for the pool, once more whenever too few are known. */
  | { readonly type: 'join'; readonly addresses: readonly Address[] }
  | { readonly type: 'leave' }
  | { readonly type: 'update'; readonly change: InfoChange }
  | { readonly type: 'send-event'; readonly name: string; readonly payload: Uint8Array }
  /** An operator says that a dead member will not come back; one that lives refutes it. */
  | { readonly type: 'evict'; readonly id: NodeId };

export type Effect =
  | { readonly type: 'packet'; readonly to: Address; readonly packet: Packet }
  | { readonly type: 'frame'; readonly to: Address; readonly frame: Frame }
  | { readonly type: 'notify'; readonly event: MemberEvent };

export type MemberEvent =
  | { readonly type: 'joined' | 'changed' | 'suspected' | 'died' | 'left'; readonly info: NodeInfo }
  /** Its refutation arrived, or it came back from the dead. */
  | { readonly type: 'returned'; readonly info: NodeInfo; readonly was: 'suspect' | 'dead' | 'left' }
  /** Dead or gone for so long that nothing is kept of it. */
  | { readonly type: 'reaped'; readonly info: NodeInfo }
  | {
      readonly type: 'name-conflict';
      readonly name: string;
      readonly keeps: NodeId;
      readonly loses: NodeId;
    }
  | { readonly type: 'user-event'; readonly event: UserEvent }
  /** This member has said good-bye and may stop. */
  | { readonly type: 'departed' };

/** What an operator asks of the keys of every member of a pool. */
export type KeyringCommand =
  { readonly type: 'install' | 'use' | 'remove'; readonly key: Uint8Array } | { readonly type: 'list' };

/** Keys go by the first bytes of a hash. */
export type KeyringAnswer =
  | { readonly ok: true; readonly inUse: string; readonly installed: readonly string[] }
  | { readonly ok: false; readonly reason: string };

/** How far a state outranks another at one incarnation. */
export function rankOf(state: MemberState): number {
  switch (state) {
    case 'alive':
      return 0;
    case 'suspect':
      return 1;
    case 'dead':
      return 2;
    case 'left':
      return 3;
    default:
      return assertNever(state);
  }
}
