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
 * origin had applied when it wrote: its own earlier sequences included, this one not, so that the vector's entry for
 * the origin is always `sequence - 1` and one comparison says whether a region is ready for it.
 */
export interface OriginTransaction {
  readonly origin: OriginKey;
  readonly sequence: number;
  readonly time: Hlc;
  readonly vector: VersionVector;
  readonly writes: readonly OriginWrite[];
  /** Who wrote; empty when the region runs without authentication. */
  readonly actor: string;
  /** Chain over the origin's log: CRC-32C of this transaction's canonical bytes, seeded with the previous value. */
  readonly chain: number;
}

/** One version of a key: a write no applied version had seen. */
export interface Version {
  readonly origin: OriginKey;
  readonly sequence: number;
  /** `HLC_ZERO` for a value that was in the region before a rule of another region reached it (see adopt.ts). */
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
  /** Both ends included. */
  | {
      readonly type: 'free-origin';
      readonly origin: OriginKey;
      readonly from: number;
      readonly through: number;
    }
  | { readonly type: 'put-conflict'; readonly conflict: ConflictRecord }
  | { readonly type: 'delete-conflicts'; readonly from: number; readonly through: number };

/** This region's own standing in the federation; one record. */
export interface RegionRecord {
  readonly self: Origin;
  /** The region's clock: the greatest stamp time produced or seen. */
  readonly clock: Hlc;
  /** Everything applied, own sequence included. */
  readonly applied: VersionVector;
  /** Per origin: its log entries are gone through this sequence. */
  readonly freed: VersionVector;
  /** Per origin: the chain value at `applied`. */
  readonly chains: ReadonlyMap<OriginKey, number>;
  /** Per other region: the vector it last reported as applied. */
  readonly reported: ReadonlyMap<string, VersionVector>;
  /** Per prefix of a rule that came into force: how far taking the keys already there has come. */
  readonly adopting: ReadonlyMap<string, AdoptionMark>;
  readonly nextConflict: number;
  /** The feed drops its oldest first: what is kept starts at `conflictsDropped + 1`. */
  readonly conflictsDropped: number;
}

/**
 * `keys`: the keyspace's keys under the prefix get their version sets. `absent`: keys that have a set from an earlier
 * rule but are absent from the keyspace get their visible value back. `from` is the first key not looked at yet.
 */
export interface AdoptionMark {
  readonly phase: 'keys' | 'absent';
  readonly from: string;
}

/** What the keyspace holds for a key, whatever its version set says. */
export interface CurrentValue {
  readonly value: Uint8Array;
  /** It hangs on a lease of this region. */
  readonly leased: boolean;
}

/**
 * Reads that need the store; all synchronous and of this very moment: every `FederationWrite` and every visible change
 * handed out before is seen, those of the same log entry included.
 */
export interface FederationReader {
  /** Empty when the key has no version set. */
  readSet(space: Space, key: string): VersionSet;
  readTransaction(dot: Dot): OriginTransaction | undefined;
  /** The keyspace's newest value of a key; `null` when it has none. */
  readCurrent(key: string): CurrentValue | null;
}
