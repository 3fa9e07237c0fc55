/**
 * The vocabulary of the Raft machine: what goes in, what comes out, what is sent. Plain data only.
 *
 * Shape: inputs are a union, effects are gathered in a `Ready` (etcd-io/raft's data, TigerBeetle's way of driving it).
 * The driver persists, sends and applies; completions come back as inputs. Nothing here knows a disk or a socket.
 */
import type { LogIndex, MemberId, Term } from '../base/brands.ts';

/** Position and term together name an entry for ever (Raft §5.3, log matching). */
export interface EntryId {
  readonly index: LogIndex;
  readonly term: Term;
}

/**
 * `command`: bytes for the state machine (empty data is a leader's no-op at the start of its term).
 * `configuration`: a membership change, encoded by codec/ and opaque in here. Empty data means: leave the joint phase.
 */
export type EntryType = 'command' | 'configuration';

export interface LogEntry {
  readonly index: LogIndex;
  readonly term: Term;
  readonly type: EntryType;
  readonly data: Uint8Array;
}

/** Must be durable before any message that depends on it leaves (Raft §5.1; reliability checklist, Durability). */
export interface HardState {
  readonly term: Term;
  readonly vote: MemberId | null;
  /** A hint: what a restart may re-apply at once. */
  readonly commit: LogIndex;
}

/**
 * Joint configuration (Raft §6). `votersOutgoing` is empty outside a joint phase; a decision needs a majority of
 * both halves. Learners receive entries and never vote or count.
 */
export interface ConfState {
  readonly voters: readonly MemberId[];
  readonly votersOutgoing: readonly MemberId[];
  readonly learners: readonly MemberId[];
  readonly learnersNext: readonly MemberId[];
  readonly autoLeave: boolean;
}

/**
 * One step of a membership change. `add-voter` also promotes a learner, `add-learner` also demotes a voter; what is the
 * case already changes nothing. A member's id is never used again after `remove`.
 */
export interface ConfChange {
  readonly type: 'add-voter' | 'add-learner' | 'remove';
  readonly member: MemberId;
}

/** What a configuration entry says; see `changeConfiguration` for what it makes of a configuration. */
export interface ConfChanges {
  readonly changes: readonly ConfChange[];
}

/**
 * Names a state-machine snapshot. Its bytes travel on a stream of the drivers and no message announces it: the leader
 * asks its driver (`Ready.snapshotsToSend`), the follower's driver tells its own machine, and the follower's
 * append-reply is what moves the leader on.
 */
export interface SnapshotId {
  readonly index: LogIndex;
  readonly term: Term;
  readonly conf: ConfState;
}

export type RaftMessage =
  /** `term` is the one the sender would campaign for; asking and granting change no one's term. */
  | { readonly type: 'pre-vote'; readonly term: Term; readonly last: EntryId }
  | { readonly type: 'pre-vote-reply'; readonly term: Term; readonly granted: boolean }
  /** `transfer`: the leader asked for this campaign, so its lease does not stand in the way. */
  | { readonly type: 'vote'; readonly term: Term; readonly last: EntryId; readonly transfer: boolean }
  | { readonly type: 'vote-reply'; readonly term: Term; readonly granted: boolean }
  | {
      readonly type: 'append';
      readonly term: Term;
      readonly previous: EntryId;
      readonly commit: LogIndex;
      readonly entries: readonly LogEntry[];
    }
  | {
      readonly type: 'append-reply';
      readonly term: Term;
      /** Accepted: the last index known to match and be durable. Rejected: the `previous` index that was refused. */
      readonly index: LogIndex;
      readonly rejected: boolean;
      /** On rejection: where the follower suggests to look next (its greatest entry at or below, with its term). */
      readonly hint: EntryId;
    }
  | {
      readonly type: 'heartbeat';
      readonly term: Term;
      readonly commit: LogIndex;
      /** The read-index round this heartbeat confirms; 0 when none. Ids are never reused (etcd #20418). */
      readonly readRound: number;
    }
  | { readonly type: 'heartbeat-reply'; readonly term: Term; readonly readRound: number }
  /** A follower's question; `request` is the follower's own id and comes back in the reply. */
  | { readonly type: 'read-index'; readonly term: Term; readonly request: number }
  | {
      readonly type: 'read-index-reply';
      readonly term: Term;
      readonly request: number;
      readonly index: LogIndex;
      /** The asked member is not a leader that can confirm; ask again elsewhere. */
      readonly refused: boolean;
    }
  | { readonly type: 'timeout-now'; readonly term: Term }
  /** To a member that still talks to its group: its removal has been applied here. True for ever, however late it comes. */
  | { readonly type: 'removed'; readonly term: Term }
  /**
   * Everything up to this entry is committed; whoever holds it may count on that, in any term. A leader sends it when there
   * are no entries for the news to ride on; others where elections come to nothing: the one with the log to win may be the
   * one that does not know which configuration is in force.
   */
  | { readonly type: 'committed'; readonly term: Term; readonly at: EntryId }
  /** A follower's log is whole but its state machine is not: it needs a snapshot at or after this index. */
  | { readonly type: 'snapshot-wanted'; readonly term: Term; readonly atLeast: LogIndex };

export interface Envelope {
  readonly to: MemberId;
  readonly message: RaftMessage;
}

export type RaftInput =
  | { readonly type: 'tick' }
  | {
      readonly type: 'receive';
      readonly from: MemberId;
      readonly message: RaftMessage;
      /** As with `read-index`, if that is the message. */
      readonly late?: boolean;
    }
  /**
   * Appended on the leader only; the outcome is in the return value of `step`. With a configuration entry it is refused
   * as a whole while an earlier one may be unapplied (`change-pending`), in a joint phase unless it is the leave entry
   * (`joint`), and if it is the leave entry outside one (`not-joint`). Of several configuration entries in one proposal
   * the first counts; an empty command stands in the place of each other.
   */
  | {
      readonly type: 'propose';
      readonly entries: readonly { readonly type: EntryType; readonly data: Uint8Array }[];
    }
  /**
   * The disk has made durable every write up to and including `Ready.write`. A number and not an entry's name: after
   * two truncations an old write can end in the same (index, term) as a later one that is still under way.
   */
  | { readonly type: 'appended'; readonly write: number }
  /**
   * The configuration entry at `index` was applied and `conf` is in force from now on (the same as before, if what the
   * entry says cannot be done). Covers `applied` up to `index`, and must be reported for each configuration entry
   * before anything behind it is reported as applied. The driver keeps `conf` with the applied index, see `RaftRestore`.
   */
  | { readonly type: 'configuration-applied'; readonly index: LogIndex; readonly conf: ConfState }
  /** The state machine has applied up to here. */
  | { readonly type: 'applied'; readonly index: LogIndex }
  /** Do not wait for the election timeout: ask for pre-votes now. Ignored where a campaign makes no sense. */
  | { readonly type: 'campaign' }
  /**
   * Any member: wants a commit index at or after which a local read is linearizable. Answered in `Ready.readStates`.
   * `request` is used once, and not again by a later life of this member: a late answer must not meet a new question.
   * `late`: ticks have been missing or are overdue, so no lease that is counted in them may answer.
   */
  | { readonly type: 'read-index'; readonly request: number; readonly late?: boolean }
  | { readonly type: 'transfer-leadership'; readonly to: MemberId }
  /** The driver's report on a stream that `Ready.snapshotsToSend` asked for; `ok`: the follower confirmed the install. */
  | { readonly type: 'snapshot-sent'; readonly to: MemberId; readonly ok: boolean }
  /**
   * A snapshot has arrived whole and the driver is about to swap the state machine for it. Refused when the log has
   * caught up meanwhile (or, after a restore with `needsSnapshot`, when it ends before the log begins); once accepted, no committed entry is handed out and no campaign begins until
   * `snapshot-installed`. A swap that fails half-way stops the process.
   */
  | { readonly type: 'snapshot-installing'; readonly snapshot: SnapshotId }
  /** The accepted snapshot is durable and the state machine stands at it. */
  | { readonly type: 'snapshot-installed'; readonly snapshot: SnapshotId }
  /** The transport lost its connection to a member: a replicating peer falls back to probing. */
  | { readonly type: 'unreachable'; readonly member: MemberId }
  /** The driver has a snapshot/flush at `index`: entries up to it may be dropped from memory. */
  | { readonly type: 'release'; readonly index: LogIndex };

export type StepOutcome =
  | { readonly type: 'ok' }
  | { readonly type: 'proposed'; readonly first: EntryId; readonly last: EntryId }
  | { readonly type: 'refused'; readonly reason: RefusalReason };

export type RefusalReason =
  | 'not-leader'
  | 'transferring'
  | 'too-many-uncommitted'
  /** Leadership can only go to a voter. */
  | 'not-a-voter'
  /** An earlier membership change may not be applied yet (or this leader is new): ask again a little later. */
  | 'change-pending'
  /** A membership change is in its joint phase, which the leader ends by itself: ask again a little later. */
  | 'joint'
  /** There is no joint phase to leave. */
  | 'not-joint'
  /** The log reaches further than the snapshot: drop it. */
  | 'snapshot-not-needed'
  /** The log begins behind the snapshot, so entries between them are missing: drop it and take a later one. */
  | 'snapshot-too-old';

export interface ReadState {
  readonly request: number;
  /** `null`: refused, for example because leadership is unknown or was lost; the driver may ask again with a new id. */
  readonly index: LogIndex | null;
}

/**
 * Effects, in the order the driver must keep:
 * 1. `logReset`, then `entries`, then `hardState` go to the write-ahead log, behind those of every earlier Ready.
 * 2. `messages` leave at once.
 * 3. `messagesAfterAppend` leave when write number `write` and all before it are durable; then `appended` is reported
 *    (one report may cover several writes).
 * 4. `committed` is applied in order and reported with `applied`.
 */
export interface Ready {
  /** Number of the latest write to the log: this Ready's own if `mustSync`, else an earlier one (0: none yet). */
  readonly write: number;
  /** True when there is something that must be synced: `logReset`, `entries`, or a new term or vote. */
  readonly mustSync: boolean;
  /** The log is replaced by this snapshot: record that everything written before is void. */
  readonly logReset?: SnapshotId;
  /** Present when it changed. Without `mustSync` only `commit` moved: worth writing, not worth a sync. */
  readonly hardState?: HardState;
  /** Persist in order; the first may overwrite: everything at or after its index on disk is discarded. */
  readonly entries: readonly LogEntry[];
  /** May leave at once (the leader sends while its own disk writes). */
  readonly messages: readonly Envelope[];
  /** Promises that need this Ready's hard state and entries on disk first (votes, append-replies). */
  readonly messagesAfterAppend: readonly Envelope[];
  /** Committed and durable here; to be applied in order. Bounded in bytes: there may be more in the next Ready. */
  readonly committed: readonly LogEntry[];
  readonly readStates: readonly ReadState[];
  /** Followers that need the state machine's bytes: the driver streams a snapshot at or after `atLeast`. */
  readonly snapshotsToSend: readonly SnapshotRequest[];
  /** Present when leader, term or role changed. */
  readonly softState?: SoftState;
  /**
   * Present once: this member does not belong to the group any more and never will again. It does not campaign from now
   * on, but still votes when asked: the others may need that once more to commit the removal itself (two members of
   * which one is removed), so its driver goes on for an election timeout or two before it stops the member.
   */
  readonly removed?: true;
}

export interface SnapshotRequest {
  readonly to: MemberId;
  readonly atLeast: LogIndex;
}

export type RaftRole = 'follower' | 'pre-candidate' | 'candidate' | 'leader';

export interface SoftState {
  readonly role: RaftRole;
  readonly leader: MemberId | null;
  readonly term: Term;
}

export interface RaftOptions {
  readonly self: MemberId;
  /** Ticks without a leader's message before a campaign; the timeout is drawn from [electionTicks, 2·electionTicks). */
  readonly electionTicks: number;
  readonly heartbeatTicks: number;
  /** Entries' bytes in one append; at least one entry always travels. */
  readonly appendBytesMax: number;
  readonly inflightAppendsMax: number;
  readonly inflightBytesMax: number;
  /** Uncommitted bytes on a leader beyond which proposals are refused. */
  readonly uncommittedBytesMax: number;
  readonly seed: number;
  /**
   * Off unless set. A leader that a quorum confirmed a short while ago (half an election timeout, in ticks) answers reads
   * without asking again. The driver says when its ticks have not kept time (`late`), so that a member that was paused
   * inside its lease asks again. Must be the same on all members.
   */
  readonly leaseReads?: boolean;
}

/** What a restart knows: read back from the write-ahead log and the store. */
export interface RaftRestore {
  readonly hardState: HardState;
  /** Where the log begins: entries up to it are not in `entries`. Its `conf` is not looked at. */
  readonly snapshot: SnapshotId;
  /**
   * The configuration of the state that stands at `applied`: the driver stores it together with the applied index. With
   * `needsSnapshot`: the latest the log's snapshot records tell, and no more than a hint.
   */
  readonly conf: ConfState;
  /**
   * Entries after `snapshot.index`, gapless. The log counts only if it holds the entry (index and term) that the store
   * applied last, or begins there. Otherwise a snapshot was installed and its `logReset` is not on disk: the log is
   * void, `snapshot` is the store's own state and there are no entries.
   */
  readonly entries: readonly LogEntry[];
  /** What the state machine has applied already; at least `snapshot.index`, except with `needsSnapshot`. */
  readonly applied: LogIndex;
  /**
   * The state machine cannot go on from `applied` with the entries there are. Such a member keeps every promise its log
   * made: it votes by its true last entry and acknowledges appends. But it does not campaign and hands out nothing to be
   * applied; it asks its leader for a snapshot (`snapshot-wanted`) until one at or after the log's beginning is
   * installed, and goes on from there with the entries it has. Two have need of it:
   * - a member whose store was lost and whose log is whole, but begins behind `applied`. (A log that begins at index 0
   *   needs no snapshot if the group's first configuration is known. The only voter of a group cannot be helped.)
   * - a new member of a group whose entries do not tell the configuration they change: it has nothing at all, and
   *   acknowledges nothing before the snapshot.
   */
  readonly needsSnapshot?: boolean;
}
