/**
 * What a running member offers to the API: the face of the node that handlers see. Transport-free and callback-based;
 * every callback runs exactly once and never inside the call that asked.
 */
import type { RangesReader } from './long-ranges.ts';
import type { LeaseId, MemberId } from '../../core/base/brands.ts';
import type { Applied, ActiveAlarm, CommandType, MemberRecord } from '../../core/apply/types.ts';
import type { KeyValue, MvccRefusal, RangeRequest, RangeResult, TxnRequest } from '../../core/mvcc/types.ts';
import type { LeaseRecord } from '../../core/lease/types.ts';
import type { ConflictRecord, RegionRecord, Rule } from '../../core/federation/types.ts';
import type { RaftRole } from '../../core/raft/types.ts';
import type { GossipServing } from './gossip.ts';
import type { SnapshotFileHeader } from '../../codec/snapshot-file.ts';

/** Why a call could not be served; the API's error table turns each into etcd's text and code. */
export type ServingError =
  | 'no-leader'
  | 'not-leader'
  | 'leader-changed'
  /** The outcome is unknown: it may still be applied. Never sent again by us. */
  | 'timeout'
  | 'stopped'
  | 'too-many-requests'
  | 'request-too-large'
  | 'not-ready'
  | 'bad-transferee';

export type ServingReply<T> = (
  reply: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ServingError },
) => void;

/** `payload` is the request's own protobuf bytes, as they will stand in the log (codec/command.ts). */
export interface Proposal {
  readonly kind: CommandType;
  readonly payload: Uint8Array;
  readonly user: string;
}

export interface NodeIdentity {
  readonly clusterId: bigint;
  readonly memberId: MemberId;
  readonly memberName: string;
  readonly region: string;
}

export interface NodeStatus {
  readonly role: RaftRole;
  readonly term: number;
  readonly leader: MemberId | null;
  readonly commitIndex: number;
  readonly appliedIndex: number;
  readonly storeBytes: number;
  readonly storeBytesInUse: number;
}

export interface LevelReport {
  /** The region's feature level. */
  readonly region: number;
  /** The highest this member reads. */
  readonly newest: number;
  /** Of every member of the region; `null` where it is not known. */
  readonly members: readonly { readonly id: MemberId; readonly newest: number | null }[];
}

export type FinaliseAnswer = { readonly level: number } | { readonly refusal: string };

export interface LeaseStatus {
  readonly lease: LeaseRecord;
  readonly remainingSeconds: number;
  readonly keys: readonly string[];
}

export interface KeyspaceHash {
  readonly hash: number;
  readonly hashRevision: number;
  readonly compactRevision: number;
}

/** One other region as this member sees it. */
export interface RegionView {
  readonly region: string;
  readonly self: boolean;
  readonly connected: boolean;
  /** Which of its servers the stream comes from; empty when there is none. */
  readonly source: string;
  /** Highest sequence of its own origin that is applied here. */
  readonly appliedSequence: number;
  /** Highest sequence it told us of: the difference is what losing it now would cost, at least. */
  readonly headSequence: number;
  /** Milliseconds since the stream last said anything; `null` before the first word. */
  readonly silentMs: number | null;
  readonly members: readonly { readonly name: string; readonly address: string }[];
  /** Absent on a member that takes no part in gossip. */
  readonly gossip?: RegionByGossip;
}

export interface RegionByGossip {
  /** Empty when it is not known. */
  readonly leader: string;
  /** The lowest of the feature levels that its servers read up to; `null`: none of them is known. */
  readonly level: number | null;
  /** `null`: nothing was ever heard of it. */
  readonly standing: { readonly standing: string; readonly forMs: number } | null;
}

/** A condition between regions that an operator must end. */
export interface RegionAlarm {
  readonly kind: string;
  /** The region or origin it is about. */
  readonly subject: string;
  /** What is wrong and what to do. */
  readonly detail: string;
}

export interface ConflictPage {
  readonly records: readonly ConflictRecord[];
  /** The first position of the feed that was not looked at. */
  readonly next: number;
  /** Whether the feed goes on there. */
  readonly more: boolean;
}

/** The state of one moment as a file, piece by piece; whoever writes the pieces adds their SHA-256 at the end. */
export interface SnapshotExport {
  readonly header: SnapshotFileHeader;
  /** How long the file will be: an estimate, since records are not read before they are asked for. */
  readonly bytesAbout: number;
  /** The next piece; `null` after the last. One at a time. */
  read(done: ServingReply<Uint8Array | null>): void;
  /** To be called in the end, however it ended. */
  close(): void;
}

export interface Serving {
  readonly identity: NodeIdentity;
  /** `null` on a member that takes no part in gossip. */
  gossip(): GossipServing | null;
  status(): NodeStatus;
  currentTerm(): number;
  /** It takes part, and does not count or answer linearizable reads. */
  isLearner(): boolean;

  propose(proposal: Proposal, done: ServingReply<Applied>): void;
  /** Calls back once a read of local state is linearizable with everything acknowledged before the call. */
  linearize(done: ServingReply<void>): void;

  /** Reads of local, applied state. */
  revision(): number;
  compactRevision(): number;
  range(
    request: RangeRequest,
  ):
    | { readonly ok: true; readonly result: RangeResult }
    | { readonly ok: false; readonly refusal: MvccRefusal };
  /** The same for what may be long, in slices (long-ranges.ts); returns how to cancel it. */
  rangeInSlices(request: RangeRequest, reader: RangesReader): () => void;
  /** A transaction of nothing but ranges, in slices, too; its compares and ranges see one moment. */
  readTxnInSlices(request: TxnRequest, reader: RangesReader): () => void;
  /** The record of `key` as it was at `revision`, for a watcher's previous value; `null` when absent or compacted. */
  keyAt(key: string, revision: number): KeyValue | null;
  leases(): readonly LeaseRecord[];
  members(): readonly MemberRecord[];
  alarms(): readonly ActiveAlarm[];

  /** Renewal and remaining time are the leader's: any member forwards. `null`: no such lease. */
  keepAlive(id: LeaseId, done: ServingReply<{ readonly ttl: number } | null>): void;
  timeToLive(id: LeaseId, withKeys: boolean, done: ServingReply<LeaseStatus | null>): void;

  /** Calls back when records below the accepted compaction have been deleted (for `physical`). */
  compactionDone(revision: number, done: ServingReply<void>): void;
  hashKeyspace(revision: number, done: ServingReply<KeyspaceHash | { readonly refusal: MvccRefusal }>): void;
  defragment(done: ServingReply<void>): void;
  /** `not-ready`: nothing is applied yet, or another store has taken this one's place; ask again. */
  openSnapshot(done: ServingReply<SnapshotExport>): void;
  /** Leader only: `not-leader` otherwise. */
  transferLeadership(to: MemberId, done: ServingReply<void>): void;

  /** Folders with damaged logs of this member that were there when it started. */
  keptLogs(): readonly string[];
  levels(): LevelReport;
  /** Raises the region to the highest feature level this member reads. Leader only: `not-leader` otherwise. */
  finaliseLevel(done: ServingReply<FinaliseAnswer>): void;

  regionRecord(): RegionRecord | null;
  regions(): readonly RegionView[];
  /** What stands between this region and others; known to the leader only. */
  federationAlarms(): readonly RegionAlarm[];
  rules(): readonly Rule[];
  /**
   * In feed order, from `fromId` on, at most `limit`; only keys under `prefix`. A call looks at a bounded piece of the
   * feed, so a page can be short, or empty, and not the last.
   */
  conflicts(request: {
    readonly prefix: string;
    readonly fromId: number;
    readonly limit: number;
  }): ConflictPage;
  /** Called after every applied entry that found a conflict; returns how to stop. */
  onConflict(listener: () => void): () => void;
}
