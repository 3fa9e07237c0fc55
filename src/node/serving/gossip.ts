/** What a member offers of its gossip to the API and to its federation's links. */
import type { KeyringCommand } from '../../core/gossip/types.ts';
import type { KeyringResult } from '../gossip/keyring-round.ts';
import type { PoolMember } from '../gossip/pool.ts';
import type { RegionStanding } from '../gossip/region-watch.ts';

export type PoolName = 'lan' | 'wan';

export interface PlacedMember {
  readonly name: string;
  /** As this server reaches it. */
  readonly address: string;
  readonly leads: boolean;
  /** The highest feature level it reads. */
  readonly level: number;
}

/** What a user told all members of the region's pool. */
export interface HeardEvent {
  readonly name: string;
  readonly payload: Uint8Array;
  readonly lamport: number;
  /** The name of the member that sent it; empty when it is not known here any more. */
  readonly sender: string;
}

/** A refusal is a line for the operator; `null`: it was done, or is under way. */
export interface GossipServing {
  /** `null`: this server is in no such pool. */
  members(pool: PoolName): readonly PoolMember[] | null;
  join(pool: PoolName, addresses: readonly string[]): string | null;
  /** Says good-bye to all pools; the server stops when all have heard of it. */
  leave(): void;
  forceLeave(pool: PoolName, name: string): string | null;
  sendEvent(name: string, payload: Uint8Array): string | null;
  /** Events from now on; returns how to hear no more. */
  onUserEvent(hear: (event: HeardEvent) => void): () => void;
  keyring(command: KeyringCommand, done: (results: readonly KeyringResult[]) => void): void;
  placesOf(region: string): readonly PlacedMember[];
  standingOf(region: string): RegionStanding | null;
}
