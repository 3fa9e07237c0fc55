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

/** A refusal is a line for the operator; `null`: it was done, or is under way. */
export interface GossipServing {
  /** `null`: this server is in no such pool. */
  members(pool: PoolName): readonly PoolMember[] | null;
  join(pool: PoolName, addresses: readonly string[]): string | null;
  /** Says good-bye to all pools; the server stops when all have heard of it. */
  leave(): void;
  forceLeave(pool: PoolName, name: string): string | null;
  sendEvent(name: string, payload: Uint8Array): string | null;
  keyring(command: KeyringCommand, done: (results: readonly KeyringResult[]) => void): void;
  placesOf(region: string): readonly PlacedMember[];
  standingOf(region: string): RegionStanding | null;
}
