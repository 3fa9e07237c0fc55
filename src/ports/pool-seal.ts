/** What gossip needs of a pool's keys: packets and lines sealed under one of them, opened under any. */
import type { KeyringAnswer, KeyringCommand, NodeId } from '../core/gossip/types.ts';

export interface PoolSeal {
  readonly datagrams: DatagramSeal;
  /** For one line, whose two ends have said their hellos. */
  line(hellos: LineHellos): LineSeal;
}

export interface DatagramSeal {
  seal(packet: Uint8Array, nowMs: number): Uint8Array;
  open(datagram: Uint8Array, nowMs: number): Opened;
}

export type Opened =
  | { readonly type: 'packets'; readonly from: NodeId; readonly packets: readonly Uint8Array[] }
  /** Send this to the member; there is nothing to read yet. */
  | { readonly type: 'reply'; readonly to: NodeId; readonly datagram: Uint8Array }
  | { readonly type: 'refused'; readonly reason: RefusedReason };

export type RefusedReason =
  'not sealed' | 'no key opens it' | 'replayed' | 'own' | 'not a member' | 'unasked answer';

export interface LineHellos {
  /** As they went over the line. */
  readonly ours: Uint8Array;
  readonly theirs: Uint8Array;
}

export interface LineSeal {
  seal(content: Uint8Array): Uint8Array;
  /** `null`: no key of ours opens it, or it was opened before. */
  open(sealed: Uint8Array): Uint8Array | null;
}

export interface SealOptions {
  readonly self: NodeId;
  /** Pools of different labels that share keys do not read each other. */
  readonly label: string;
  /** Only members are answered. */
  isMember(id: NodeId): boolean;
}

/** The keys of this server, and how its pools are sealed with them. */
export interface GossipKeys {
  seal(options: SealOptions): PoolSeal;
  /** What it changes is durable before it answers. */
  perform(command: KeyringCommand): KeyringAnswer;
}
