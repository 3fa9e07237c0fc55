/** What a member is told at its start. Names and addresses are checked by whoever reads them from outside (cli). */
import type { MemberId } from '../core/base/brands.ts';
import { NEWEST_LEVEL } from '../core/base/feature-level.ts';

export interface MemberConfig {
  readonly id: MemberId;
  readonly name: string;
  /** `host:port` of its peer port, as this server reaches it. */
  readonly address: string;
  /** As the operator wrote them; shown by MemberList. */
  readonly peerUrls: readonly string[];
}

/** Another region, as this server reaches it. */
export interface RegionConfig {
  readonly region: string;
  readonly members: readonly { readonly name: string; readonly address: string }[];
}

/** How this server takes part in gossip (node/gossip). */
export interface GossipConfig {
  /** Of the pool of its region: `wan` goes over TCP alone. */
  readonly profile: 'lan' | 'wan' | 'local';
  /** Where this server stands within its region, for people; empty: nobody said. */
  readonly zone: string;
  /** Addresses of servers of the region, beside those of its members; names may be among them. */
  readonly join: readonly string[];
  /** The same of other regions' servers, beside those that `federation` names. */
  readonly joinWan: readonly string[];
}

export interface Timing {
  /** One Raft tick; a heartbeat is sent every tick. */
  readonly heartbeatMs: number;
  /** A follower that hears nothing for this long to twice as long campaigns. */
  readonly electionMs: number;
}

export interface ServerConfig {
  readonly region: string;
  readonly clusterId: bigint;
  readonly self: MemberId;
  /**
   * Members as far as they are known at the start, this one included: those of the region's creation, or those that a
   * joining member was told of. What the log says of them counts for more.
   */
  readonly members: readonly MemberConfig[];
  /**
   * `new` (when it is not said): the members found the region and are its voters. `existing`: this member begins with
   * nobody, and the region's leader brings it everything. Only looked at before the first record of the log.
   */
  readonly initialState?: 'new' | 'existing';
  /** The founding members agreed on each other (joining/found-region), and only the data folder knows them. */
  readonly agreed?: boolean;
  /** The id this member had before its log was damaged; its old store may still be in the folder (joining/come-back). */
  readonly replaces?: MemberId;
  /** What a leader may do about members by itself; nothing unless it is said. */
  readonly autopilot?: AutopilotConfig;
  /** Refuse membership changes that could cost the quorum; on unless said otherwise. */
  readonly strictReconfigCheck?: boolean;
  /**
   * Linearizable reads by the leader's lease, without asking the others each time. Sound while the members' clocks run
   * within a fifth of the true rate. The same on all members; off unless it is said.
   */
  readonly leaseReads?: boolean;
  readonly clientUrls: readonly string[];
  /** The other regions; empty for a region that stands alone. */
  readonly federation: readonly RegionConfig[];
  /** Absent: it takes part in no pool. */
  readonly gossip?: GossipConfig;
  readonly timing: Timing;
  /** Bytes in use in the store beyond which writes are refused until space is made (NOSPACE). */
  readonly quotaBytes: number;
  readonly autoCompaction: AutoCompaction;
  /** How often the leader compares the members' states; 0: never. `CORRUPT_CHECK_MS_DEFAULT` when it is not said. */
  readonly corruptCheckMs?: number;
  /**
   * The highest feature level this member reads; what its release can, when it is not said. With a lower one it takes part
   * as an older release would.
   */
  readonly featureLevelMax?: number;
  /** Size of one segment of the write-ahead log. */
  readonly segmentBytes: number;
  /** What of the log stays for followers that lag; `LOG_RETENTION_DEFAULT` when it is not said. */
  readonly logRetention?: LogRetention;
  /** What snapshots to followers may take together; see snapshot-sender when it is not said. */
  readonly snapshotBytesPerSecond?: number;
}

export interface AutopilotConfig {
  /** Learners that have kept up for a while become voters. */
  readonly promoteLearners: boolean;
  /** Silent voters are removed as long as at least this many remain; 0: never. */
  readonly minQuorum: number;
  /** How long a voter must have been silent. */
  readonly deadAfterMs: number;
}

export const AUTOPILOT_DEFAULT: AutopilotConfig = {
  promoteLearners: false,
  minQuorum: 0,
  deadAfterMs: 24 * 3_600_000,
};

/** Behind the store's last flush the log keeps its newest entries, so that a follower needs no snapshot. */
export interface LogRetention {
  readonly entries: number;
  /** Fewer, if they weigh more than this. */
  readonly bytes: number;
  /** Releasing costs a synced record: not worth it for fewer entries than this, unless the log is too heavy. */
  readonly releasedMin: number;
}

export type AutoCompaction =
  | { readonly mode: 'off' }
  /** Keeps what is younger than this. */
  | { readonly mode: 'periodic'; readonly retentionMs: number }
  /** Keeps this many revisions. */
  | { readonly mode: 'revision'; readonly retention: number };

export const TIMING_DEFAULT: Timing = { heartbeatMs: 100, electionMs: 1000 };
export const CORRUPT_CHECK_MS_DEFAULT = 60_000;
export const QUOTA_BYTES_DEFAULT = 2 * 1024 * 1024 * 1024;
export const SEGMENT_BYTES_DEFAULT = 16 * 1024 * 1024;
export const LOG_RETENTION_DEFAULT: LogRetention = {
  entries: 5_000,
  bytes: 32 * 1024 * 1024,
  releasedMin: 1_000,
};
export const AUTO_COMPACTION_DEFAULT: AutoCompaction = { mode: 'periodic', retentionMs: 3_600_000 };

export function newestLevelOf({
  featureLevelMax = NEWEST_LEVEL,
}: Pick<ServerConfig, 'featureLevelMax'>): number {
  return Math.min(featureLevelMax, NEWEST_LEVEL);
}
