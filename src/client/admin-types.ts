/** What the administration calls answer, in plain values: see proto/atoll/admin.proto for what each means. */

export interface Rule {
  readonly prefix: Uint8Array;
  readonly policy: string;
  readonly cas: string;
}

export interface MemberStatus {
  readonly region: string;
  readonly clusterId: bigint;
  readonly memberId: bigint;
  readonly memberName: string;
  readonly revision: number;
  readonly raft: {
    readonly role: string;
    readonly term: number;
    /** `null`: none is known. */
    readonly leader: bigint | null;
    readonly commitIndex: number;
    readonly appliedIndex: number;
    readonly learner: boolean;
  };
  readonly store: {
    readonly bytes: number;
    readonly bytesInUse: number;
    readonly quotaBytes: number;
    readonly compactRevision: number;
  };
  /** `null` until the region has been given its incarnation. */
  readonly federation: FederationStatus | null;
  readonly level: LevelStatus;
  /** Members that came in the place of one whose log was damaged, with its id. */
  readonly replaced: ReadonlyMap<bigint, bigint>;
  readonly alarms: readonly string[];
  /** `null` on a member that takes no scheduled snapshots. */
  readonly snapshots: SnapshotHealth | null;
}

/** Feature levels; a server of a release without them says nothing, which reads as the first. */
export interface LevelStatus {
  readonly region: number;
  /** The highest the asked member reads. */
  readonly newest: number;
  /** Per member the highest it reads, as far as the asked one knows. */
  readonly members: ReadonlyMap<bigint, number>;
}

export interface SnapshotHealth {
  /** The last file that was restored on trial; empty before the first, and then the revision and time are 0. */
  readonly file: string;
  readonly revision: number;
  readonly verifiedMs: number;
  readonly failures: number;
  readonly error: string;
}

export interface FederationStatus {
  readonly incarnation: bigint;
  /** Per origin (`region/incarnation`) the highest sequence applied. */
  readonly applied: ReadonlyMap<string, number>;
  /** Prefixes whose keys are still being taken under their rule. */
  readonly adopting: readonly Uint8Array[];
  readonly nextConflict: number;
  readonly conflictsDropped: number;
}

export interface RegionStatus {
  readonly name: string;
  readonly self: boolean;
  readonly connected: boolean;
  readonly source: string;
  readonly appliedSequence: number;
  readonly headSequence: number;
  /** `null` before its first word. */
  readonly silentMs: number | null;
  readonly members: readonly { readonly name: string; readonly address: string }[];
  /** Who leads it, by gossip; empty when that is not known. */
  readonly leader: string;
  /** The lowest of the feature levels that its servers read up to; `null` when gossip knows none of them. */
  readonly level: number | null;
  /** alive, suspected, failed or left, and for how long; `null`: gossip never heard of it. */
  readonly standing: { readonly standing: string; readonly forMs: number } | null;
}

export interface Version {
  /** The region that wrote. */
  readonly region: string;
  readonly origin: string;
  readonly sequence: number;
  readonly timeMs: number;
  readonly timeCounter: number;
  /** `null`: the write was a delete. */
  readonly value: Uint8Array | null;
  readonly actor: string;
}

export interface Conflict {
  readonly id: number;
  readonly space: string;
  readonly key: Uint8Array;
  readonly policy: string;
  readonly winner: Version;
  readonly loser: Version;
  readonly revision: number;
  readonly foundMs: number;
}

export interface ConflictBatch {
  readonly conflicts: readonly Conflict[];
  /** The feed has let go of everything up to this position. */
  readonly dropped: number;
}
