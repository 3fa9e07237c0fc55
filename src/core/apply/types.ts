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
import type { ConfState } from '../raft/types.ts';

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
  /** What a member, or the first leader on its behalf, says of itself: name and addresses, never its standing. */
  | { readonly type: 'publish-member'; readonly member: MemberRecord }
  /** New addresses for the other members; who belongs to the group does not change. */
  | { readonly type: 'update-member'; readonly id: MemberId; readonly peerUrls: readonly string[] }
  /** Stands alone in a `configuration` entry (see `Reconfiguration`), never among the commands of a batch. */
  | { readonly type: 'change-membership'; readonly change: MembershipChange }
  /** A leader's answer to a change that it did not let into the log, on the way every answer takes. */
  | { readonly type: 'refuse-membership'; readonly reason: MembershipRefusal }
  /** The operator finalises a feature level; `members` are those of whom the leader knew that they speak it. */
  | { readonly type: 'raise-level'; readonly level: number; readonly members: readonly MemberId[] }
  /** The first command of a region's life: names its incarnation and its feature level. Later ones are ignored. */
  | {
      readonly type: 'init-region';
      readonly region: string;
      readonly incarnation: bigint;
      /** Absent: the first. */
      readonly level?: number;
    }
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
  /** The id this member had before its log was damaged. */
  readonly replaces?: MemberId;
}

/** One member at a time; ids are never reused, so an id that was removed is refused for ever. */
export type MembershipChange =
  | { readonly type: 'add'; readonly member: MemberRecord }
  | { readonly type: 'remove'; readonly id: MemberId }
  | { readonly type: 'promote'; readonly id: MemberId }
  /** `id` goes and `member`, a learner that says whom it replaces, comes, in one change. */
  | { readonly type: 'replace'; readonly id: MemberId; readonly member: MemberRecord };

/** A `configuration` entry. An entry of that type without data ends a joint phase. */
export interface Reconfiguration {
  readonly wallMs: number;
  /** Who asked. */
  readonly id: CommandId;
  /**
   * The configuration the change was made for. A member that starts with nothing applies entries from the first on,
   * and the region's first configuration stands in no entry.
   */
  readonly base: ConfState;
  readonly change: MembershipChange;
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
  /**
   * The leader's clock was apart from its members': what needs a stamp of this region is refused, and `wallMs` is the time
   * of the clock in the middle.
   */
  readonly unstamped?: true;
}

/** Refusals the federation adds to etcd's. */
export type FederationRefusal =
  | 'lease-on-federated'
  | 'compare-on-federated'
  | 'delete-too-large'
  | 'unknown-rule'
  | 'region-not-ready'
  | 'clock-apart';

/** etcd's refusals of membership changes, and one of our own: who is heard of is not replaced. */
export type MembershipRefusal =
  | 'member-not-found'
  | 'member-exists'
  | 'peer-urls-exist'
  | 'not-a-learner'
  | 'too-many-learners'
  | 'learner-not-ready'
  | 'not-enough-started'
  | 'unhealthy'
  | 'member-active';

/** Refusals of a feature level: a member came since the leader asked all what they speak. */
export type LevelRefusal = 'members-changed';

export type Refusal =
  MvccRefusal | LeaseRefusal | FederationRefusal | MembershipRefusal | LevelRefusal | 'no-space' | 'corrupt';

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
  | {
      readonly type: 'put-applied';
      readonly index: LogIndex;
      readonly term: Term;
      /** The region's feature level behind this entry. */
      readonly level: number;
    }
  | { readonly type: 'put-member'; readonly member: MemberRecord }
  | { readonly type: 'delete-member'; readonly id: MemberId }
  | { readonly type: 'put-configuration'; readonly conf: ConfState }
  /** The id is spent. */
  | { readonly type: 'put-removed-member'; readonly id: MemberId }
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
  /** A member came, went, was promoted, or has other addresses. */
  | { readonly type: 'members-changed' }
  | { readonly type: 'level-raised'; readonly level: number }
  /** Another region's transaction can never be applied here as it stands; its stream must stop and be looked at. */
  | { readonly type: 'remote-refused'; readonly detail: string };
