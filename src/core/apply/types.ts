/**
 * What the replicated state machine takes and answers. A log entry is a batch: one header and the commands of one turn
 * of the leader's loop; every member applies it to the same effect.
 */
import type { LeaseId, LogIndex, MemberId, Term } from '../base/brands.ts';
import type { Rule, OriginTransaction, VersionVector, FederationWrite } from '../federation/types.ts';
import type { LeaseRecord, LeaseRefusal, LeaseWrite } from '../lease/types.ts';
import type {
  Change,
  DeleteRequest,
  MvccRefusal,
  MvccWrite,
  OpResult,
  PutRequest,
  TxnRequest,
} from '../mvcc/types.ts';

/** Who asked: results find their way back by it, and the leader drops repeated forwards by it. */
export interface CommandId {
  readonly member: MemberId;
  /** Drawn at each start of a member, so that numbers of different lives never meet. */
  readonly boot: bigint;
  /** Counts from 1 within a boot. */
  readonly number: number;
}

export type Command =
  | { readonly type: 'put'; readonly request: PutRequest }
  | { readonly type: 'delete'; readonly request: DeleteRequest }
  | { readonly type: 'txn'; readonly request: TxnRequest }
  | { readonly type: 'compact'; readonly revision: number }
  | { readonly type: 'lease-grant'; readonly id: LeaseId; readonly ttl: number }
  | { readonly type: 'lease-revoke'; readonly id: LeaseId }
  /** Remaining seconds as the leader counts them, so that a new leader does not start leases afresh. */
  | {
      readonly type: 'lease-checkpoint';
      readonly remaining: readonly { readonly id: LeaseId; readonly seconds: number }[];
    }
  | {
      readonly type: 'alarm';
      readonly action: 'activate' | 'deactivate';
      readonly member: MemberId | null;
      readonly alarm: Alarm | null;
    }
  | { readonly type: 'publish-member'; readonly member: MemberRecord }
  /** The first command of a region's life: names its incarnation. Later ones are ignored. */
  | { readonly type: 'init-region'; readonly region: string; readonly incarnation: bigint }
  | { readonly type: 'set-rule'; readonly rule: Rule }
  | { readonly type: 'remove-rule'; readonly prefix: string }
  /**
   * Takes up to a bounded number of keys under a rule, from `from` on, that have no version set yet. `absent` is for the
   * second phase (see AdoptionMark): keys of version sets that the leader did not find in the keyspace, and where to go on.
   */
  | {
      readonly type: 'adopt';
      readonly prefix: string;
      readonly from: string;
      readonly absent: { readonly keys: readonly string[]; readonly next: string | null } | null;
    }
  | { readonly type: 'remote-transactions'; readonly transactions: readonly OriginTransaction[] }
  /** What another region said it had applied, and the head of its own log at that moment. */
  | { readonly type: 'region-report'; readonly region: string; readonly applied: VersionVector }
  /**
   * Frees what all of the `counted` regions have applied, and drops conflicts with a feed position below
   * `conflictsBefore` (the leader finds it by age; 0 drops none for age).
   */
  | {
      readonly type: 'federation-free';
      readonly counted: readonly string[];
      readonly conflictsBefore: number;
    };

export type CommandType = Command['type'];

export type Alarm = 'nospace' | 'corrupt';

export interface ActiveAlarm {
  readonly member: MemberId;
  readonly alarm: Alarm;
}

export interface MemberRecord {
  readonly id: MemberId;
  readonly name: string;
  readonly peerUrls: readonly string[];
  readonly clientUrls: readonly string[];
  readonly learner: boolean;
}

export interface BatchedCommand {
  readonly id: CommandId;
  /** Empty without authentication. */
  readonly user: string;
  readonly authRevision: number;
  readonly command: Command;
}

export interface Batch {
  /** The leader's wall clock when it gathered the batch: the only time the state machine sees. */
  readonly wallMs: number;
  readonly commands: readonly BatchedCommand[];
}

/** Refusals the federation adds to etcd's. */
export type FederationRefusal =
  'lease-on-federated' | 'compare-on-federated' | 'delete-too-large' | 'unknown-rule' | 'region-not-ready';

export type Refusal =
  MvccRefusal | LeaseRefusal | FederationRefusal | 'no-space' | 'corrupt' | 'member-not-found';

export type CommandResult =
  | { readonly type: 'op'; readonly result: OpResult }
  | { readonly type: 'compacted' }
  | { readonly type: 'lease-granted'; readonly lease: LeaseRecord }
  | { readonly type: 'lease-revoked' }
  | { readonly type: 'alarms'; readonly alarms: readonly ActiveAlarm[] }
  /** `next` is where to go on; `null` when the prefix is through. */
  | { readonly type: 'adopted'; readonly keys: number; readonly next: string | null }
  | { readonly type: 'done' }
  | { readonly type: 'refused'; readonly reason: Refusal; readonly detail: string };

export interface Applied {
  readonly id: CommandId;
  readonly result: CommandResult;
  /** The keyspace's revision after this command: what a response header carries. */
  readonly revision: number;
}

/** Records of the state machine's own bookkeeping. */
export type ApplyWrite =
  | { readonly type: 'put-applied'; readonly index: LogIndex; readonly term: Term }
  | { readonly type: 'put-member'; readonly member: MemberRecord }
  | { readonly type: 'delete-member'; readonly id: MemberId }
  | { readonly type: 'put-alarms'; readonly alarms: readonly ActiveAlarm[] };

export type StateWrite = MvccWrite | LeaseWrite | FederationWrite | ApplyWrite;

/** The effects of one entry: replies, what watchers must hear, and the store batch. */
export interface ApplyOutcome {
  readonly applied: readonly Applied[];
  /** Grouped by main revision, ascending; one group per writing command. */
  readonly changes: readonly Change[];
  readonly writes: readonly StateWrite[];
  readonly signals: readonly ApplySignal[];
}

/** Things drivers react to. */
export type ApplySignal =
  | { readonly type: 'lease-granted'; readonly lease: LeaseRecord }
  | { readonly type: 'lease-removed'; readonly id: LeaseId }
  | { readonly type: 'compaction-accepted'; readonly revision: number }
  /** The region's own origin log, another origin's log, or the applied vector has moved. */
  | { readonly type: 'federation-advanced' }
  | { readonly type: 'rule-changed'; readonly prefix: string }
  | { readonly type: 'conflict-found'; readonly id: number }
  | { readonly type: 'alarms-changed' }
  /** Another region's transaction can never be applied here as it stands; its stream must stop and be looked at. */
  | { readonly type: 'remote-refused'; readonly detail: string };
