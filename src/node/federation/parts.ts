/**
 * What the federation's driver is given: its configuration, the ports, and the member it runs in. Everything it knows of
 * the region's state it reads here; everything it changes goes through `propose`, that is, through the region's log.
 */
import type { Command, CommandResult } from '../../core/apply/types.ts';
import type { ConflictRecord, Dot, OriginTransaction } from '../../core/federation/types.ts';
import type { RegionState } from '../../core/federation/region.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Entropy } from '../../ports/entropy.ts';
import type { Log } from '../../ports/log.ts';
import type { Network } from '../../ports/network.ts';
import type { ServingError } from '../serving/types.ts';

export interface RegionMember {
  readonly name: string;
  readonly address: string;
  /** As far as gossip knows. */
  readonly leads?: boolean;
}

export interface RegionConfig {
  readonly name: string;
  readonly members: readonly RegionMember[];
}

/** The same on every member of the federation; `regions` names them all, our own included. */
export interface FederationConfig {
  readonly region: string;
  readonly member: string;
  readonly regions: readonly RegionConfig[];
}

export type FederationCommand = Extract<
  Command,
  { readonly type: 'remote-transactions' | 'region-report' | 'federation-free' | 'adopt' }
>;

export type ProposeOutcome =
  | { readonly ok: true; readonly result: CommandResult }
  | { readonly ok: false; readonly error: ServingError };

/** What gossip knows of other regions' servers; a federation without gossip has what it is configured with. */
export interface RegionPlaces {
  /** Those that live. */
  placesOf(region: string): readonly (RegionMember & { readonly level: number })[];
  standingOf(region: string): { readonly standing: string; readonly forMs: number } | null;
}

/**
 * Puts a command into the region's log. `done` runs once, never inside the call, and after a success not before this
 * member has applied the command. Commands proposed one after the other are applied in that order, or some not at all.
 */
export type Propose = (command: FederationCommand, done: (outcome: ProposeOutcome) => void) => void;

/** The member's view of its own region; reads of applied state, all synchronous but the last. */
export interface LocalRegion {
  /** `null` until the region has named its incarnation. Not to be changed. */
  state(): RegionState | null;
  /** Name of the member that leads, as far as this one knows; empty when it knows none. */
  leader(): string;
  readTransaction(dot: Dot): OriginTransaction | undefined;
  readConflict(id: number): ConflictRecord | undefined;
  /**
   * Keys at and after `from` under `prefix` that have a version set but are absent from the keyspace: at most `limit`,
   * in order, and where to go on (`null`: through). Looked for in slices; `done` never runs inside the call.
   */
  absentKeys(
    prefix: string,
    from: string,
    limit: number,
    done: (found: { readonly keys: readonly string[]; readonly next: string | null }) => void,
  ): void;
}

export interface FederationParts {
  readonly config: FederationConfig;
  /** The peer port's channel between regions. */
  readonly network: Network;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly log: Log;
  readonly region: LocalRegion;
  readonly propose: Propose;
  readonly places?: RegionPlaces;
}

/**
 * Whom to call in a region: its servers that live, as gossip knows them, so that members nobody has configured are called
 * too; then those that are configured and gossip does not hold for alive. Gossip may be cut where streams are not.
 */
export function membersOf(
  { places }: Pick<FederationParts, 'places'>,
  { name, members }: RegionConfig,
): readonly RegionMember[] {
  const live = places?.placesOf(name) ?? [];
  return [...live, ...members.filter((member) => !live.some((other) => other.name === member.name))];
}
