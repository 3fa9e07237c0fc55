/**
 * The vocabulary of the federation: what travels between regions and what a region keeps about it. Plain data; the
 * algorithms cite DESIGN §8 and dotted version vectors (Preguiça et al. 2012), hybrid logical clocks (Kulkarni et al.
 * 2014) and causal+ replication (COPS, SOSP '11).
 */
import type { Hlc } from '../base/hlc.ts';

/** An incarnation of a region: no (origin, sequence) is ever used twice, not even after a restore. */
export interface Origin {
  readonly region: string;
  /** Random 64 bits, drawn when the region is created, restored or reseeded. */
  readonly incarnation: bigint;
}

/** `region/incarnation-in-hex`: the key form of an origin, used in maps, tables and logs. */
export type OriginKey = string;

/** Names one origin transaction: its sequence counts from 1 without gaps. */
export interface Dot {
  readonly origin: OriginKey;
  readonly sequence: number;
}

/** Per origin the highest sequence of a gapless prefix; an absent origin stands for 0. */
export type VersionVector = ReadonlyMap<OriginKey, number>;

/** Total order of stamps: time, then origin key; two writes never share one. */
export interface Stamp {
  readonly time: Hlc;
  readonly origin: OriginKey;
}

/** What a transaction wrote to: user keys, or the federation's own replicated records (rules). */
export type Space = 'key' | 'rule';

export interface OriginWrite {
  readonly space: Space;
  readonly key: string;
  /** `null` is a delete: deletes are versions. */
  readonly value: Uint8Array | null;
}

/**
 * One whole transaction of one origin: it becomes visible in every region at once or not at all. `vector` is what the
 * origin had applied when it wrote (its own earlier sequences included).
 */
export interface OriginTransaction {
  readonly origin: OriginKey;
  readonly sequence: number;
  readonly time: Hlc;
  readonly vector: VersionVector;
  readonly writes: readonly OriginWrite[];
  /** Who wrote; empty when the region runs without authentication. */
  readonly actor: string;
  /** Chain over the origin's log: CRC-32C of the previous chain value and this transaction's bytes. */
  readonly chain: number;
}

/** One version of a key: a write no applied version had seen. */
export interface Version {
  readonly origin: OriginKey;
  readonly sequence: number;
  readonly time: Hlc;
  /** `null` is a tombstone. */
  readonly value: Uint8Array | null;
  readonly actor: string;
}

/** Ordered by (origin); at most one version per origin. */
export type VersionSet = readonly Version[];

/** Policies are views: pure functions from the set to the visible value. */
export type Policy = 'lww';

export interface Rule {
  readonly prefix: string;
  readonly policy: Policy;
  /** `local`: transactions may compare on covered keys; the comparison sees this region only. */
  readonly cas: 'refuse' | 'local';
}

/** A concurrent write that did not become the visible value. Its losing version is kept whole. */
export interface ConflictRecord {
  /** The region's own feed position, from 1, without gaps. */
  readonly id: number;
  readonly space: Space;
  readonly key: string;
  readonly policy: Policy;
  readonly winner: Version;
  readonly loser: Version;
  /** The region's revision at which this was found. */
  readonly revision: number;
  /** Wall time of the entry that found it, in ms. */
  readonly foundMs: number;
}

export type FederationWrite =
  | { readonly type: 'put-region'; readonly region: RegionRecord }
  | { readonly type: 'put-rule'; readonly rule: Rule }
  | { readonly type: 'delete-rule'; readonly prefix: string }
  | { readonly type: 'put-set'; readonly space: Space; readonly key: string; readonly set: VersionSet }
  | { readonly type: 'delete-set'; readonly space: Space; readonly key: string }
  | { readonly type: 'append-origin'; readonly transaction: OriginTransaction }
  | { readonly type: 'free-origin'; readonly origin: OriginKey; readonly through: number }
  | { readonly type: 'put-conflict'; readonly conflict: ConflictRecord }
  | { readonly type: 'delete-conflicts'; readonly from: number; readonly through: number };

/** This region's own standing in the federation; one record. */
export interface RegionRecord {
  readonly self: Origin;
  /** The region's clock: the greatest stamp time produced or seen. */
  readonly clock: Hlc;
  /** Everything applied, own sequence included. */
  readonly applied: VersionVector;
  /** Per origin: freed through this sequence. */
  readonly freed: VersionVector;
  /** Per origin: the chain value at `applied`. */
  readonly chains: ReadonlyMap<OriginKey, number>;
  /** Per other region: the vector it last reported as applied. */
  readonly reported: ReadonlyMap<string, VersionVector>;
  readonly nextConflict: number;
  readonly conflictsDropped: number;
}

/** Reads that need the store; all synchronous and of this apply's moment. */
export interface FederationReader {
  /** Empty when the key has no version set. */
  readSet(space: Space, key: string): VersionSet;
  readTransaction(dot: Dot): OriginTransaction | undefined;
}
