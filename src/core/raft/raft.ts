/**
 * The state of one member of a Raft group: plain data, changed in place and only by this folder, so that a simulator
 * can copy, hash and print it. `step` takes inputs in, `takeReady` takes effects out.
 *
 * M1. `term` never falls, and within a term `vote` changes at most once, from `null`.
 * M2. A leader's log only grows during its term; its term and its vote for itself are on its disk.
 * M3. `progress` has an entry for every other member exactly while this one leads.
 * M4. `leader` is known only from a message of that leader in this term, or from being it.
 */
import { assert } from '../base/assert.ts';
import { logIndex, term, type LogIndex, type MemberId, type Term } from '../base/brands.ts';
import { createRandom, nextInteger, type Random } from '../base/random.ts';
import { checkConfiguration, isVoter } from './configuration.ts';
import { createLog, type RaftLog } from './log.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import type { Progress } from './progress.ts';
import { createReads, type Reads } from './read-requests.ts';
import type {
  ConfState,
  HardState,
  RaftOptions,
  RaftRestore,
  RaftRole,
  SnapshotId,
  SoftState,
} from './types.ts';
import { createWrites, stalledFor, type Writes } from './writes.ts';

export interface Raft {
  readonly options: RaftOptions;
  readonly random: Random;
  term: Term;
  vote: MemberId | null;
  role: RaftRole;
  leader: MemberId | null;
  /** The applied configuration. */
  conf: ConfState;
  /** Leader: the last entry that must be applied before a membership change is taken (membership.ts, B1 and B2). */
  pendingConfiguration: LogIndex;
  /** Leader: a commit index that its disk is to hold before anybody acts by it (replication.ts, A3). */
  deciding: LogIndex;
  /** The write that takes it there; 0 when none is under way. */
  decidingWrite: number;
  /** The last one that is there. */
  decided: LogIndex;
  /** This member was of the group and is not any more. */
  removed: boolean;
  readonly log: RaftLog;
  readonly writes: Writes;
  /** Counts `tick` inputs; deadlines of waiting requests are in it. */
  ticks: number;
  /** Ticks since the leader was heard, a vote was given or a campaign begun; on a leader, since its last look at the quorum. */
  electionElapsed: number;
  /** With lease reads: the tick before which no candidate gets this member's voice, whatever the term (reads.ts, R4). */
  promisedUntil: number;
  electionTimeout: number;
  /** The way to the leader broke and the leader was not heard since: most likely its process is gone. */
  leaderLost: boolean;
  heartbeatElapsed: number;
  /** Campaigns begun since a leader was last known. */
  campaigns: number;
  /** What the running campaign has heard. */
  readonly votes: Map<MemberId, boolean>;
  /** The write that makes the running candidacy durable, and with it our own vote; 0 when there is none. */
  candidacyWrite: number;
  readonly progress: Map<MemberId, Progress>;
  /** Leader: data bytes after `commit`, exactly. */
  uncommittedBytes: number;
  /** Leader: some follower may have something to be sent; looked at once per Ready. */
  appendsDue: boolean;
  transferTo: MemberId | null;
  /** The tick until which a handed over leadership may still be taken up, once what stands in the way is applied. */
  takeOverUntil: number;
  readonly reads: Reads;
  /** The state machine stands below the log's beginning, see `RaftRestore`. */
  needsSnapshot: boolean;
  /** The tick from which on it is asked for again. */
  askAgainAt: number;
  /** An accepted snapshot the driver is swapping in. */
  installing: SnapshotId | null;
  /** A snapshot that replaced the log, not yet given to the disk. */
  logReset: SnapshotId | null;
  outbox: Outbox;
  /** As last given out. */
  handedHardState: HardState;
  handedSoftState: SoftState;
  handedRemoved: boolean;
}

export function createRaft(options: RaftOptions, restore: RaftRestore): Raft {
  checkOptions(options);
  checkConfiguration(restore.conf);
  const log = createLog(restore);
  const { hardState } = restore;
  const random = createRandom(options.seed);
  const currentTerm = term(Math.max(hardState.term, lastTermOf(restore)));
  const vote = currentTerm === hardState.term ? hardState.vote : null;
  return {
    options,
    random,
    term: currentTerm,
    vote,
    role: 'follower',
    leader: null,
    conf: restore.conf,
    pendingConfiguration: logIndex(0),
    deciding: logIndex(0),
    decidingWrite: 0,
    decided: logIndex(0),
    removed: false,
    log,
    writes: createWrites(),
    ticks: 0,
    electionElapsed: 0,
    promisedUntil: options.electionTicks,
    electionTimeout: drawTimeout(options, random),
    leaderLost: false,
    heartbeatElapsed: 0,
    campaigns: 0,
    votes: new Map(),
    candidacyWrite: 0,
    progress: new Map(),
    uncommittedBytes: 0,
    appendsDue: false,
    transferTo: null,
    takeOverUntil: 0,
    reads: createReads(),
    needsSnapshot: restore.needsSnapshot ?? false,
    askAgainAt: 0,
    installing: null,
    logReset: null,
    outbox: createOutbox(),
    handedHardState: hardState,
    handedSoftState: { role: 'follower', leader: null, term: currentTerm },
    handedRemoved: false,
  };
}

/** An installed snapshot can be of a later term than the last one this member wrote down. */
function lastTermOf(restore: RaftRestore): Term {
  return restore.entries[restore.entries.length - 1]?.term ?? restore.snapshot.term;
}

/** Drawn anew for every term and campaign, so that members that collided once do not go on colliding (Raft §5.2). */
export function drawTimeout(options: RaftOptions, random: Random): number {
  return nextInteger(random, options.electionTicks, 2 * options.electionTicks - 1);
}

/**
 * A member that can lead: a voter, not in the middle of swapping its state machine. (A learner that was promoted and
 * does not know it yet still votes when asked, but asks for no votes.)
 */
export function canLead(raft: Raft): boolean {
  return (
    isVoter(raft.conf, raft.options.self) && !raft.removed && raft.installing === null && !raft.needsSnapshot
  );
}

/**
 * Nothing this member promised has become durable for longer than an election timeout. As leader it would go on
 * convincing the others by heartbeats while no client gets an answer (hashicorp/raft #614).
 */
export function isDiskStalled(raft: Raft): boolean {
  return stalledFor(raft.writes, raft.ticks) > raft.options.electionTicks;
}

function checkOptions(options: RaftOptions): void {
  assert(options.self !== 0n, 'member id 0 stands for nobody');
  assert(options.heartbeatTicks > 0, 'heartbeatTicks must be positive');
  assert(options.electionTicks > options.heartbeatTicks, 'electionTicks must exceed heartbeatTicks');
  assert(options.inflightAppendsMax > 0, 'inflightAppendsMax must be positive');
  assert(options.inflightBytesMax >= options.appendBytesMax, 'inflightBytesMax must hold one append');
}
