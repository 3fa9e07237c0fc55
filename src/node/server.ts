/**
 * A whole member, composed over ports: the production object that `atoll server` runs on sockets and files and the
 * simulator runs on virtual time. It is started once and stopped once; after a fatal report it must be dropped, and the
 * process that runs it must end.
 *
 * M1. Nothing is served before the machine stands where the store and the log say. So a member whose store was damaged
 *     is not started until its leader has sent it the state (repair.ts).
 * M2. A fatal failure is reported once, and from then on nothing is persisted, sent or applied. What fails because the
 *     member stops is not reported.
 * M3. A graceful stop hands leadership over first, then refuses new calls, then writes the store out. (Whoever serves
 *     clients sends them away before: reads of local state need an open store.)
 * M4. Whoever asked something of this member is answered, however it ends.
 */
import type {
  ConfState,
  RaftInput,
  RaftMessage,
  SnapshotId,
  SoftState,
  StepOutcome,
} from '../core/raft/types.ts';
import { encodeCommand } from '../codec/command.ts';
import type { ServerCommand } from '../codec/command.ts';
import { createRaft } from '../core/raft/raft.ts';
import type { Raft } from '../core/raft/raft.ts';
import { raftStatus, termAt } from '../core/raft/status.ts';
import { present } from '../core/base/assert.ts';
import { hexId } from '../core/base/brands.ts';
import type { MemberId } from '../core/base/brands.ts';
import type { MemberRecord } from '../core/apply/types.ts';
import { FormatError } from '../codec/binary.ts';
import { APPLIED_KEY, CONFIGURATION_KEY, decodeApplied, decodeConfiguration } from '../codec/state-apply.ts';
import type { AppliedMark } from '../codec/state-apply.ts';
import type { Clock } from '../ports/clock.ts';
import type { Disk } from '../ports/disk.ts';
import type { Entropy } from '../ports/entropy.ts';
import type { Log } from '../ports/log.ts';
import type { Network } from '../ports/network.ts';
import type { Done, Outcome } from '../ports/outcome.ts';
import { DONE } from '../ports/outcome.ts';
import { StoreDamage } from '../ports/store.ts';
import type { StoreHost, StoreView } from '../ports/store.ts';
import type { PeerFrame } from '../codec/peer-frame.ts';
import { STATS_KEY } from '../storage/table-stats.ts';
import { storeKey, unwrapRecord } from '../storage/tables.ts';
import type { WalFailure } from '../storage/wal-types.ts';
import { boot, readSnapshot } from './boot.ts';
import type { Booted, OpenedState } from './boot.ts';
import { createChannels } from './channels.ts';
import type { Channels } from './channels.ts';
import { Compactor } from './consensus/compactor.ts';
import { Consensus } from './consensus/consensus.ts';
import { readHistory } from './consensus/history.ts';
import { Leadership } from './consensus/leadership.ts';
import { LogRelease } from './consensus/log-release.ts';
import { describeDamage } from './consensus/machine-reader.ts';
import { Peers } from './consensus/peers.ts';
import { ReplacedStores } from './consensus/replaced-stores.ts';
import { Replica } from './consensus/replica.ts';
import type { AppliedEntry } from './consensus/replica.ts';
import { HashCheck } from './consensus/hash-check.ts';
import { StateWait } from './consensus/state-wait.ts';
import { Scrubber } from './consensus/scrubber.ts';
import { SnapshotReceiver } from './consensus/snapshot-receiver.ts';
import { SNAPSHOT_BYTES_PER_SECOND_DEFAULT, SnapshotSender } from './consensus/snapshot-sender.ts';
import type { SnapshotView } from './consensus/snapshot-sender.ts';
import { Federation } from './federation/federation.ts';
import { localRegion } from './local-region.ts';
import { CORRUPT_CHECK_MS_DEFAULT, AUTOPILOT_DEFAULT, LOG_RETENTION_DEFAULT } from './server-config.ts';
import type { MemberConfig, ServerConfig } from './server-config.ts';
import { JoinHost } from './joining/join-host.ts';
import { Membership } from './serving/membership.ts';
import { RegionMembers } from './serving/region-members.ts';
import { Autopilot } from './serving/autopilot.ts';
import { AutoCompactor } from './serving/auto-compaction.ts';
import { LeaseKeeper } from './serving/lease-keeper.ts';
import { memberServing } from './serving/member-serving.ts';
import type { MemberServing } from './serving/member-serving.ts';
import { Proposer } from './serving/proposer.ts';
import { QuotaWatch } from './serving/quota-watch.ts';
import { Reads } from './serving/reads.ts';
import { Introduction } from './serving/introduction.ts';
import { SnapshotExports } from './snapshot/exports.ts';
import type { NodeIdentity, Serving } from './serving/types.ts';
import { PROGRESS_INTERVAL_MS_DEFAULT, Watches } from './serving/watches.ts';
import { Ticker } from './ticker.ts';

export interface ServerPorts {
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly disk: Disk;
  readonly stores: StoreHost;
  readonly network: Network;
  readonly log: Log;
  /** Told what every turn did, in `describe` lines; `null` outside the simulator. */
  readonly trace: ((describe: () => string) => void) | null;
}

export interface ServerEvents {
  /** The member stands and serves; it may not know a leader yet. */
  onStarted(server: Server): void;
  /** It cannot go on, or (`removed`) the others go on without it: one line that says why and what to do. */
  onFatal(reason: string, end: EndKind): void;
}

export type EndKind = 'failed' | 'removed';

/** etcd's: a request may take this long, plus two election timeouts for a leader to be found. */
const REQUEST_TIMEOUT_MS = 5000;
/** Uncommitted and inflight bounds of the Raft machine. */
const APPEND_BYTES_MAX = 1024 * 1024;
const INFLIGHT_APPENDS_MAX = 256;
const INFLIGHT_BYTES_MAX = 8 * 1024 * 1024;
const UNCOMMITTED_BYTES_MAX = 64 * 1024 * 1024;
/** A member that was removed goes on for this many election timeouts. */
const REMOVED_STAYS_ELECTIONS = 2;

export function startServer(ports: ServerPorts, config: ServerConfig, events: ServerEvents): void {
  let fatal = false;
  let full = false;
  let server: Server | null = null;
  const onFatal = (reason: string, end: EndKind = 'failed'): void => {
    if (fatal) return;
    fatal = true;
    ports.log('error', 'the member stops', { reason });
    events.onFatal(reason, end);
  };
  const parts = {
    disk: ports.disk,
    stores: ports.stores,
    clock: ports.clock,
    log: ports.log,
    clusterId: config.clusterId,
    self: config.self,
    voters: config.initialState === 'existing' ? [] : config.members.map((member) => member.id),
    segmentBytes: config.segmentBytes,
    onFatal: ({ message }: WalFailure) => (server === null ? onFatal(message) : server.fail(message)),
    onWarning: ({ kind, message }: WalFailure) => {
      ports.log('warn', 'write-ahead log', { reason: message });
      if (kind !== 'full') return;
      full = true;
      server?.onDiskFull();
    },
  };
  boot(parts, (booted) => {
    if (!booted.ok) {
      onFatal(booted.error.message);
      return;
    }
    if (booted.value.state.machine.removed.has(config.self)) {
      onFatal(describeRemoval(config.region), 'removed');
      return;
    }
    const started = new Server(ports, config, booted.value, onFatal);
    server = started;
    if (full) started.onDiskFull();
    started.listen((listening) => {
      if (listening.ok) started.whenStateIsThere(() => events.onStarted(started));
      else started.fail(listening.error.message);
    });
  });
}

export class Server {
  readonly serving: Serving;
  readonly watches: Watches;
  readonly config: ServerConfig;
  private readonly ports: ServerPorts;
  private readonly reportFatal: (reason: string, end?: EndKind) => void;
  private readonly raft: Raft;
  private readonly booted: Booted;
  private storeName: string;
  private storesMade: number;
  private readonly channels: Channels;
  private readonly peers: Peers;
  private readonly replica: Replica;
  private readonly consensus: Consensus;
  private readonly proposer: Proposer;
  private readonly reads: Reads;
  private readonly leases: LeaseKeeper;
  private readonly compactor: Compactor;
  private readonly autoCompactor: AutoCompactor;
  private readonly quota: QuotaWatch;
  private readonly snapshotSender: SnapshotSender;
  private readonly snapshotReceiver: SnapshotReceiver;
  private readonly snapshotExports: SnapshotExports;
  private readonly replacedStores: ReplacedStores;
  private readonly logRelease: LogRelease;
  private readonly scrubber: Scrubber;
  private readonly hashCheck: HashCheck;
  private readonly stateWait: StateWait;
  private readonly federation: Federation;
  private readonly memberFace: MemberServing;
  private readonly leadership: Leadership;
  private readonly introduction: Introduction;
  private readonly joinHost: JoinHost;
  private readonly autopilot: Autopilot;
  private readonly members: RegionMembers;
  private readonly membership: Membership;
  private readonly boot: bigint;
  /** The entry of the last membership change applied in this life. */
  private configuredAt = 0;
  /** Of a store that has no record of it. */
  private confBefore: ConfState;
  private soft: SoftState;
  private readonly ticker: Ticker;
  private stopped = false;
  /** Set by the first `stop`: who waits for its end. */
  private stopping: Done[] | null = null;

  constructor(
    ports: ServerPorts,
    config: ServerConfig,
    booted: Booted,
    onFatal: (reason: string, end?: EndKind) => void,
  ) {
    const { clock, entropy, log } = ports;
    this.ports = ports;
    this.config = config;
    this.booted = booted;
    this.storeName = booted.storeName;
    this.storesMade = storeNumber(booted.storeName);
    this.reportFatal = onFatal;
    this.boot = entropy.uint64();
    this.raft = createRaft(
      {
        self: config.self,
        electionTicks: Math.ceil(config.timing.electionMs / config.timing.heartbeatMs),
        heartbeatTicks: 1,
        appendBytesMax: APPEND_BYTES_MAX,
        inflightAppendsMax: INFLIGHT_APPENDS_MAX,
        inflightBytesMax: INFLIGHT_BYTES_MAX,
        uncommittedBytesMax: UNCOMMITTED_BYTES_MAX,
        seed: entropy.uint32(),
      },
      booted.raft,
    );
    this.ticker = new Ticker(clock, config.timing.heartbeatMs, () => this.consensus.step({ type: 'tick' }));
    this.soft = { role: 'follower', leader: null, term: booted.raft.hardState.term };
    this.channels = createChannels(ports.network);
    const { machine, store, applied } = booted.state;
    this.confBefore = machine.conf;
    this.replica = new Replica(machine, store, applied);
    this.members = new RegionMembers({
      ...{ self: config.self, configured: config.members },
      machine: () => this.replica.machine,
    });
    this.peers = new Peers({
      ...{ clusterId: config.clusterId, self: config.self, peers: this.members.others() },
      ...{ network: this.channels.network('region'), clock, log },
    });
    this.consensus = new Consensus({
      ...{ self: config.self, raft: this.raft, wal: booted.wal, replica: this.replica, peers: this.peers },
      ...{ clock, trace: ports.trace, storeName: () => this.storeName },
    });
    const step = (input: RaftInput): StepOutcome => this.consensus.step(input);
    const send = (to: MemberId, frame: PeerFrame): boolean => this.peers.send(to, frame);
    const timeoutMs = REQUEST_TIMEOUT_MS + 2 * config.timing.electionMs;
    this.proposer = new Proposer({
      ...{ self: config.self, boot: this.boot, clock, timeoutMs, step, send },
      wake: () => this.consensus.wake(),
      judge: (change) => this.membership.judge(change),
      conf: () => this.replica.machine.conf,
    });
    this.reads = new Reads({
      ...{ boot: this.boot, clock, timeoutMs, step },
      appliedIndex: () => this.replica.appliedIndex,
      hasLeader: () => this.soft.leader !== null,
    });
    this.leases = new LeaseKeeper({
      ...{ self: config.self, boot: this.boot, clock, timeoutMs, send },
      lessor: () => this.replica.machine.lessor,
      linearize: (done) => this.reads.linearize(done),
      electionMs: config.timing.electionMs,
      proposeAsLeader: (proposal, done) => this.proposer.proposeAsLeader(proposal, (reply) => done(reply.ok)),
    });
    this.compactor = new Compactor(this.replica, clock);
    this.autoCompactor = new AutoCompactor({
      ...{ clock, log, policy: config.autoCompaction },
      isLeader: () => this.soft.role === 'leader',
      revision: () => this.replica.machine.keyspace.currentRevision,
      compactRevision: () => this.replica.machine.keyspace.compactRevision,
      compact: (revision) => this.command({ type: 'compact', revision }, () => undefined),
    });
    this.quota = new QuotaWatch({
      ...{ clock, self: config.self, quotaBytes: config.quotaBytes },
      usedBytes: () => this.replica.store.bytesInUse(),
      alarms: () => this.replica.machine.alarms,
      raise: (done) =>
        this.command({ type: 'alarm', action: 'activate', member: config.self, alarm: 'nospace' }, done),
    });
    this.snapshotSender = new SnapshotSender({
      ...{ clock, entropy, log, step, send },
      bytesPerSecond: config.snapshotBytesPerSecond ?? SNAPSHOT_BYTES_PER_SECOND_DEFAULT,
      open: (atLeast) => this.openSnapshot(atLeast),
    });
    this.snapshotReceiver = new SnapshotReceiver({
      ...{ stores: ports.stores, clock, log, send },
      newStoreName: () => `state-${++this.storesMade}`,
      read: (store, done) => readSnapshot(store, clock, done),
      install: (snapshot, storeName, state) => this.install(snapshot, storeName, state),
      isWanted: ({ index }) => index > this.replica.appliedIndex,
    });
    this.snapshotExports = new SnapshotExports({
      ...{ replica: this.replica, clock, identity: this.identity() },
      conf: (view) => configurationOf(view) ?? this.confBefore,
      onDamage: (reason) => this.damaged(reason),
    });
    this.replacedStores = new ReplacedStores(ports.stores);
    this.logRelease = new LogRelease({
      ...{ wal: booted.wal, retention: config.logRetention ?? LOG_RETENTION_DEFAULT },
      confAt: (index) => (this.configuredAt > index ? null : this.replica.machine.conf),
      storeName: () => this.storeName,
      termAt: (index) => termAt(this.raft, index),
      log: () => {
        const { firstIndex, lastIndex, logBytes } = raftStatus(this.raft);
        return { firstIndex, lastIndex, bytes: logBytes };
      },
      releaseFromMemory: (index) => this.consensus.step({ type: 'release', index }),
      onFatal: (failure) => this.fail(failure.message),
    });
    this.hashCheck = new HashCheck({
      ...{ clock, log, self: config.self, send },
      intervalMs: config.corruptCheckMs ?? CORRUPT_CHECK_MS_DEFAULT,
      isLeader: () => this.soft.role === 'leader',
      members: () => raftStatus(this.raft).conf,
      lastIndex: () => raftStatus(this.raft).lastIndex,
      appliedIndex: () => this.replica.appliedIndex,
      digest: () => this.replica.digest(),
      alarms: () => this.replica.machine.alarms,
      raise: (member) =>
        this.command({ type: 'alarm', action: 'activate', member, alarm: 'corrupt' }, () => undefined),
    });
    this.stateWait = new StateWait(clock, log, () => this.soft.leader !== null);
    this.scrubber = new Scrubber({
      ...{ clock, log },
      store: () => this.replica.store,
      onDamage: (reason) => this.damaged(reason),
    });
    this.leadership = new Leadership({
      ...{ self: config.self, clock, log, timeoutMs: 2 * config.timing.electionMs, step },
      status: () => raftStatus(this.raft),
      connected: (member) => this.peers.connected(member),
    });
    this.membership = new Membership({
      ...{ self: config.self, clock, electionMs: config.timing.electionMs },
      strict: config.strictReconfigCheck ?? true,
      machine: () => this.replica.machine,
      raft: () => raftStatus(this.raft),
      lastHeardMs: (member) => this.peers.lastHeardMs(member),
      passOn: () => this.leadership.passOn(),
      wake: () => this.consensus.wake(),
    });
    this.autopilot = new Autopilot({
      ...{ self: config.self, clock, log, config: config.autopilot ?? AUTOPILOT_DEFAULT },
      conf: () => this.replica.machine.conf,
      nameOf: (member) => this.members.nameOf(member),
      isActive: (member) => this.membership.isActive(member),
      isReady: (member) => this.membership.isReady(member),
      lastHeardMs: (member) => this.peers.lastHeardMs(member),
      change: (change, done) => {
        const proposal = { ...encodeCommand({ type: 'change-membership', change }), user: '' };
        this.proposer.proposeAsLeader(proposal, (reply) =>
          done(reply.ok && reply.value.result.type !== 'refused'),
        );
      },
    });
    this.joinHost = new JoinHost({
      ...{ network: this.channels.network('join'), log, region: config.region, clusterId: config.clusterId },
      linearize: (done) => this.reads.linearize(done),
      members: () => this.members.known(),
      isPairedWith: (other) => this.members.isPairedWith(other),
    });
    this.introduction = new Introduction({
      ...{ clock, entropy, region: config.region, member: this.memberRecord() },
      recorded: () => this.replica.machine.members.get(config.self),
      isRegionNamed: () => this.replica.machine.federation !== null,
      isLeader: () => this.soft.role === 'leader',
      unrecorded: () => this.members.unrecorded(),
      propose: (command, done) => this.command(command, done),
    });
    this.federation = this.createFederation();
    this.memberFace = this.createServing();
    this.serving = this.memberFace;
    this.watches = this.createWatches();
    this.startParts();
  }

  /** Serves members and regions from here on. */
  listen(done: Done): void {
    this.peers.start(
      {
        onFrame: (from, frame) => this.receive(from, frame),
        onUnreachable: (member) => this.consensus.step({ type: 'unreachable', member }),
        isRemoved: (member) => this.members.isRemoved(member),
      },
      (started) => {
        if (!started.ok) {
          done(started);
          return;
        }
        this.federation.start();
        this.joinHost.start();
        this.channels.listen((listening) => {
          if (this.stopped) return;
          if (listening.ok) {
            this.ticker.start();
            this.campaignAlone();
            this.introduction.start();
            this.compactor.wake();
          }
          done(listening);
        });
      },
    );
  }

  /** At once, unless the store was damaged: then the leader's snapshot is waited for. */
  whenStateIsThere(then: () => void): void {
    if (this.booted.raft.needsSnapshot === true) this.stateWait.start(then);
    else then();
  }

  /** Hands leadership over, stops serving, writes the store out. */
  stop(done: Done): void {
    if (this.stopping !== null) {
      this.stopping.push(done);
      return;
    }
    if (this.stopped) {
      this.ports.clock.atTurnEnd(() => done(DONE));
      return;
    }
    this.stopping = [done];
    this.leadership.handOver(() => {
      this.halt();
      this.replica.store.close((closed) => {
        this.booted.wal.close((sealed) => {
          this.channels.close(() => this.onStopped(closed.ok ? sealed : closed));
        });
      });
    });
  }

  /** The member cannot go on (M2). */
  fail(reason: string): void {
    if (this.stopped) return;
    this.halt();
    this.reportFatal(reason);
  }

  /**
   * The others may need this member's vote once more to commit the removal itself, and whoever asked for it here is to be
   * answered: so it goes on for a while.
   */
  private onRemoved(): void {
    const { log, clock } = this.ports;
    if (this.stopped) return;
    log('warn', 'removed from the region', { region: this.config.region });
    this.proposer.onRemoved();
    clock.after(REMOVED_STAYS_ELECTIONS * this.config.timing.electionMs, () => {
      if (this.stopped) return;
      this.halt();
      this.reportFatal(describeRemoval(this.config.region), 'removed');
    });
  }

  /** The log found no room for its next segment. */
  onDiskFull(): void {
    this.quota.onDiskFull();
  }

  private onStopped(outcome: Outcome<void>): void {
    const waiting = this.stopping ?? [];
    this.stopping = null;
    for (const done of waiting) done(outcome);
  }

  /** Nothing is sent first, so that no answer given below leaves this member. */
  private halt(): void {
    if (this.stopped) return;
    this.stopped = true;
    this.ticker.stop();
    this.consensus.stop();
    this.peers.stop();
    this.replica.stop();
    this.logRelease.stop();
    this.introduction.stop();
    this.joinHost.stop();
    this.autopilot.stop();
    this.membership.stop();
    this.watches.stop();
    this.proposer.stop();
    this.leases.stop();
    this.reads.stop();
    this.compactor.stop();
    this.autoCompactor.stop();
    this.quota.stop();
    this.scrubber.stop();
    this.hashCheck.stop();
    this.stateWait.stop();
    this.snapshotSender.stop();
    this.snapshotReceiver.stop();
    this.snapshotExports.stop();
    this.federation.stop();
    this.leadership.stop();
  }

  private startParts(): void {
    this.startStore();
    this.replica.start({
      onConfiguration: (index, conf) => {
        this.configuredAt = index;
        this.consensus.step({ type: 'configuration-applied', index, conf });
      },
      onApplied: (entry) => this.onApplied(entry),
      onFatal: (reason) => this.fail(reason),
      onDamage: (reason) => this.damaged(reason),
    });
    this.consensus.start({
      onTurn: () => this.proposer.flush(),
      onSoftState: (soft) => this.onSoftState(soft),
      onReadState: (state) => this.reads.onReadState(state),
      onSnapshotRequest: (request) => this.snapshotSender.onRequest(request),
      onStoreRecorded: (storeName) => this.replacedStores.onRecorded(storeName),
      onRemoved: () => this.onRemoved(),
      onFatal: (reason) => this.fail(reason),
    });
    this.autoCompactor.start();
    this.quota.start();
    this.scrubber.start();
    this.hashCheck.start();
  }

  private startStore(): void {
    this.replica.store.start({
      onFlushed: (index) => this.logRelease.onFlushed(index),
      onFatal: (reason) => this.fail(reason),
    });
  }

  /** Nobody else could lead, so there is nobody to wait for. */
  private campaignAlone(): void {
    const { voters, votersOutgoing } = this.replica.machine.conf;
    if (voters.length !== 1 || voters[0] !== this.config.self || votersOutgoing.length > 0) return;
    this.consensus.step({ type: 'campaign' });
  }

  private receive(from: MemberId, frame: PeerFrame): void {
    if (this.stopped) return;
    switch (frame.type) {
      case 'raft':
        for (const message of frame.messages) this.receiveRaft(from, message);
        return;
      case 'forward':
        this.proposer.onForward(from, frame);
        return;
      case 'forward-refused':
        this.proposer.onForwardRefused(frame);
        return;
      case 'lease-ask':
        this.leases.onAsk(from, frame);
        return;
      case 'lease-answer':
        this.leases.onAnswer(frame);
        return;
      case 'snapshot-begin':
        this.snapshotReceiver.onBegin(from, frame);
        return;
      case 'snapshot-chunk':
        this.snapshotReceiver.onChunk(from, frame);
        return;
      case 'snapshot-ack':
        this.snapshotSender.onAck(from, frame);
        return;
      case 'hash-ask':
        this.hashCheck.onAsk(from, frame);
        return;
      case 'hash-answer':
        this.hashCheck.onAnswer(from, frame);
        return;
    }
  }

  /** Entries that this member cannot apply in time are left to be sent again: Raft takes them for lost. */
  private receiveRaft(from: MemberId, message: RaftMessage): void {
    if (message.type === 'append' && message.entries.length > 0 && this.replica.isBehind) return;
    this.consensus.step({ type: 'receive', from, message });
  }

  private onSoftState(soft: SoftState): void {
    const leaderChanged = soft.leader !== this.soft.leader || soft.role !== this.soft.role;
    this.soft = soft;
    if (leaderChanged) {
      this.ports.log('info', 'raft', { role: soft.role, term: soft.term, leader: this.leaderName() });
    }
    this.proposer.onSoftState(soft);
    this.leases.onSoftState(soft);
    this.leadership.onSoftState(soft);
    this.federation.setLeader(soft.role === 'leader');
    this.introduction.lead();
    this.autopilot.setLeader(soft.role === 'leader');
  }

  private onApplied(entry: AppliedEntry): void {
    this.hashCheck.onApplied(entry.index);
    this.snapshotExports.onApplied();
    this.watches.onApplied(entry.changes, this.replica.machine.keyspace.currentRevision);
    for (const signal of entry.signals) {
      this.leases.onSignal(signal);
      if (signal.type === 'compaction-accepted') {
        this.watches.onCompacted(signal.revision);
        this.compactor.wake();
      }
      if (signal.type === 'members-changed') this.peers.setMembers(this.members.others());
      this.federation.onSignal(signal);
    }
    this.proposer.onEntryApplied(entry, entry.results);
    this.leases.onEntryApplied(entry.term);
    this.reads.onApplied();
    if (entry.signals.some((signal) => signal.type === 'conflict-found')) this.memberFace.conflictFound();
  }

  private openSnapshot(atLeast: number): SnapshotView | null {
    const view = this.replica.store.view();
    try {
      const applied = appliedMark(view);
      if (applied !== null && applied.index >= atLeast)
        return {
          snapshot: { ...applied, conf: configurationOf(view) ?? this.confBefore },
          content: view.get(STATS_KEY) ?? new Uint8Array(0),
          view,
        };
    } catch (error) {
      if (!(error instanceof FormatError || error instanceof StoreDamage)) throw error;
      this.damaged(error.message);
    }
    view.close();
    return null;
  }

  /** The swap is done in one go, so that no entry comes between the machine's decision and the new state. */
  private install(
    snapshot: SnapshotId,
    storeName: string,
    { machine, store, applied }: OpenedState,
  ): boolean {
    if (machine.conf.voters.length === 0) machine.conf = snapshot.conf;
    const accepted = this.consensus.step({ type: 'snapshot-installing', snapshot });
    if (accepted.type === 'refused') return false;
    this.snapshotSender.dropKept();
    this.replacedStores.add(this.storeName, this.replica.store);
    this.storeName = storeName;
    this.replica.replace(machine, store, applied);
    this.confBefore = machine.conf;
    this.peers.setMembers(this.members.others());
    this.startStore();
    const { currentRevision, compactRevision } = machine.keyspace;
    this.watches.onSnapshotInstalled({ currentRevision, compactRevision });
    this.proposer.onSnapshotInstalled(snapshot.term);
    this.consensus.snapshotInstalled(snapshot);
    this.reads.onApplied();
    this.federation.onSignal({ type: 'federation-advanced' });
    this.compactor.wake();
    this.stateWait.onInstalled();
    return true;
  }

  private command(command: ServerCommand, done: () => void): void {
    this.proposer.propose({ ...encodeCommand(command), user: '' }, done);
  }

  /** Condemned: its next start may not meet the damage by itself, and must not serve from it. */
  private damaged(reason: string): void {
    if (!this.stopped) this.ports.stores.condemn(this.storeName, reason);
    this.fail(describeDamage(reason));
  }

  private selfConfig(): MemberConfig {
    const { self, members } = this.config;
    return present(
      members.find((each) => each.id === self),
      () => `member ${hexId(self)} among those configured`,
    );
  }

  private memberRecord(): MemberRecord {
    const { id, name, peerUrls } = this.selfConfig();
    return { id, name, peerUrls, clientUrls: this.config.clientUrls, learner: false };
  }

  private identity(): NodeIdentity {
    const { clusterId, self, region } = this.config;
    return { clusterId, memberId: self, memberName: this.selfConfig().name, region };
  }

  private leaderName(): string {
    const { leader } = this.soft;
    return leader === null ? '' : this.members.nameOf(leader);
  }

  private createFederation(): Federation {
    const { clock, entropy, log } = this.ports;
    const { region, members, federation } = this.config;
    const own = { name: region, members: members.map(({ name, address }) => ({ name, address })) };
    const others = federation.map((each) => ({ name: each.region, members: each.members }));
    return new Federation({
      config: { region, member: this.selfConfig().name, regions: [own, ...others] },
      ...{ network: this.channels.network('federation'), clock, entropy, log },
      region: localRegion(
        this.replica,
        () => this.leaderName(),
        (reason) => this.damaged(reason),
      ),
      propose: (command, done) => {
        this.proposer.propose({ ...encodeCommand(command), user: '' }, (reply) => {
          done(reply.ok ? { ok: true, result: reply.value.result } : reply);
        });
      },
    });
  }

  private createServing(): MemberServing {
    return memberServing({
      ...{ identity: this.identity(), snapshots: this.snapshotExports },
      ...{ replica: this.replica, proposer: this.proposer, reads: this.reads },
      ...{ leases: this.leases, compactor: this.compactor, leadership: this.leadership },
      soft: () => this.soft,
      commitIndex: () => this.raft.log.commit,
      regions: () => this.federation.regions(),
      federationAlarms: () => this.federation.alarms(),
      onDamage: (reason) => this.damaged(reason),
    });
  }

  private createWatches(): Watches {
    const { clock, entropy, log } = this.ports;
    const { currentRevision, compactRevision } = this.replica.machine.keyspace;
    return new Watches({
      ...{ clock, entropy, log, clusterId: this.config.clusterId, memberId: this.config.self },
      progressIntervalMs: PROGRESS_INTERVAL_MS_DEFAULT,
      fragmentBytes: WATCH_FRAGMENT_BYTES,
      start: { currentRevision, compactRevision },
      term: () => this.soft.term,
      keyAt: (key, revision) => this.memberFace.keyAt(key, revision),
      readHistory: (request, done) =>
        readHistory(this.replica, request, done, (reason) => this.damaged(reason)),
    });
  }
}

function describeRemoval(region: string): string {
  return `this member was removed from region ${region}: remove its data folder, then add it anew`;
}

function configurationOf(view: StoreView): ConfState | null {
  const at = storeKey('meta', CONFIGURATION_KEY);
  const record = view.get(at);
  return record === undefined ? null : decodeConfiguration(unwrapRecord(at, record));
}

/** Where a view stands. */
function appliedMark(view: StoreView): AppliedMark | null {
  const at = storeKey('meta', APPLIED_KEY);
  const record = view.get(at);
  return record === undefined ? null : decodeApplied(unwrapRecord(at, record));
}

/** etcd's largest request and its overhead: what a client that asks for fragments can take. */
const WATCH_FRAGMENT_BYTES = 1.5 * 1024 * 1024 + 512 * 1024;

function storeNumber(name: string): number {
  const number = Number(name.slice(name.lastIndexOf('-') + 1));
  return Number.isSafeInteger(number) ? number : 1;
}
