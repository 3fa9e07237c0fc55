/**
 * A whole member, composed over ports: the production object that `atoll server` runs on sockets and files and the
 * simulator runs on virtual time. It is started once and stopped once; after a fatal report it must be dropped, and the
 * process that runs it must end.
 *
 * M1. Nothing is served before the machine stands where the store and the log say.
 * M2. A fatal failure is reported once, and from then on nothing is persisted, sent or applied.
 * M3. A graceful stop hands leadership over first, then refuses new calls, then writes the store out.
 */
import type { RaftInput, SnapshotId, SoftState, StepOutcome } from '../core/raft/types.ts';
import { encodeCommand } from '../codec/command.ts';
import type { ServerCommand } from '../codec/command.ts';
import { createRaft } from '../core/raft/raft.ts';
import type { Raft } from '../core/raft/raft.ts';
import { raftStatus, termAt } from '../core/raft/status.ts';
import { hexId } from '../core/base/brands.ts';
import type { MemberId } from '../core/base/brands.ts';
import type { MemberRecord } from '../core/apply/types.ts';
import { decodeApplied, APPLIED_KEY } from '../codec/state-apply.ts';
import type { Clock, Timer } from '../ports/clock.ts';
import type { Disk } from '../ports/disk.ts';
import type { Entropy } from '../ports/entropy.ts';
import type { Log } from '../ports/log.ts';
import type { Network } from '../ports/network.ts';
import type { Done } from '../ports/outcome.ts';
import { DONE } from '../ports/outcome.ts';
import type { StoreHost } from '../ports/store.ts';
import type { PeerFrame } from '../codec/peer-frame.ts';
import { storeKey, unwrapRecord } from '../storage/tables.ts';
import { boot, readSnapshot } from './boot.ts';
import type { Booted, OpenedState } from './boot.ts';
import { createChannels } from './channels.ts';
import type { Channels } from './channels.ts';
import { Compactor } from './consensus/compactor.ts';
import { Consensus } from './consensus/consensus.ts';
import { readHistory } from './consensus/history.ts';
import { LogRelease } from './consensus/log-release.ts';
import { Peers } from './consensus/peers.ts';
import { Replica } from './consensus/replica.ts';
import type { AppliedEntry } from './consensus/replica.ts';
import { SnapshotReceiver } from './consensus/snapshot-receiver.ts';
import { SnapshotSender } from './consensus/snapshot-sender.ts';
import type { SnapshotView } from './consensus/snapshot-sender.ts';
import { Federation } from './federation/federation.ts';
import { localRegion } from './local-region.ts';
import type { MemberConfig, ServerConfig } from './server-config.ts';
import { AutoCompactor } from './serving/auto-compaction.ts';
import { LeaseKeeper } from './serving/lease-keeper.ts';
import { memberServing } from './serving/member-serving.ts';
import type { MemberServing } from './serving/member-serving.ts';
import { Proposer } from './serving/proposer.ts';
import { QuotaWatch } from './serving/quota-watch.ts';
import { Reads } from './serving/reads.ts';
import type { Proposal, Serving, ServingReply } from './serving/types.ts';
import { PROGRESS_INTERVAL_MS_DEFAULT, Watches } from './serving/watches.ts';

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
  /** It cannot go on: one line that says why and what to do. */
  onFatal(reason: string): void;
}

/** etcd's: a request may take this long, plus two election timeouts for a leader to be found. */
const REQUEST_TIMEOUT_MS = 5000;
/** Uncommitted and inflight bounds of the Raft machine. */
const APPEND_BYTES_MAX = 1024 * 1024;
const INFLIGHT_APPENDS_MAX = 256;
const INFLIGHT_BYTES_MAX = 8 * 1024 * 1024;
const UNCOMMITTED_BYTES_MAX = 64 * 1024 * 1024;
/** How often a member offers what it is called until the log has it. */
const PUBLISH_RETRY_MS = 1000;
const TRANSFER_POLL_MS = 50;
/** A graceful stop waits this long for another leader. */
const TRANSFER_ON_STOP_MS = 1000;

export function startServer(ports: ServerPorts, config: ServerConfig, events: ServerEvents): void {
  let fatal = false;
  const onFatal = (reason: string): void => {
    if (fatal) return;
    fatal = true;
    ports.log('error', 'the member stops', { reason });
    events.onFatal(reason);
  };
  const parts = {
    disk: ports.disk,
    stores: ports.stores,
    clock: ports.clock,
    log: ports.log,
    clusterId: config.clusterId,
    self: config.self,
    voters: config.members.map((member) => member.id),
    segmentBytes: config.segmentBytes,
    onFatal: (failure: { readonly message: string }) => onFatal(failure.message),
    onWarning: (failure: { readonly message: string }) => {
      ports.log('warn', 'write-ahead log', { reason: failure.message });
    },
  };
  boot(parts, (booted) => {
    if (!booted.ok) {
      onFatal(booted.error.message);
      return;
    }
    const server = new Server(ports, config, booted.value, onFatal);
    server.listen((listening) => {
      if (listening.ok) events.onStarted(server);
      else onFatal(listening.error.message);
    });
  });
}

export class Server {
  readonly serving: Serving;
  readonly watches: Watches;
  readonly config: ServerConfig;
  private readonly ports: ServerPorts;
  private readonly onFatal: (reason: string) => void;
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
  private readonly logRelease: LogRelease;
  private readonly federation: Federation;
  private readonly memberFace: MemberServing;
  private readonly boot: bigint;
  private soft: SoftState;
  private ticker: Timer | null = null;
  private publisher: Timer | null = null;
  private stopped = false;
  /** Stores that installs have replaced, oldest first; each goes once the log has recorded a successor. */
  private replaced: { readonly name: string; readonly store: OpenedState['store'] }[] = [];

  constructor(ports: ServerPorts, config: ServerConfig, booted: Booted, onFatal: (reason: string) => void) {
    const { clock, entropy, log } = ports;
    this.ports = ports;
    this.config = config;
    this.booted = booted;
    this.storeName = booted.storeName;
    this.storesMade = storeNumber(booted.storeName);
    this.onFatal = (reason) => {
      this.halt();
      onFatal(reason);
    };
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
    this.soft = { role: 'follower', leader: null, term: booted.raft.hardState.term };
    this.channels = createChannels(ports.network);
    const { machine, store, applied } = booted.state;
    this.replica = new Replica(machine, store, applied);
    const others = config.members.filter((member) => member.id !== config.self);
    this.peers = new Peers({
      ...{ clusterId: config.clusterId, self: config.self, peers: others },
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
      compact: (revision) => this.command({ type: 'compact', revision }),
    });
    this.quota = new QuotaWatch({
      ...{ clock, self: config.self, quotaBytes: config.quotaBytes },
      usedBytes: () => this.replica.store.sizeBytes(),
      alarms: () => this.replica.machine.alarms,
      raise: () => this.command({ type: 'alarm', action: 'activate', member: config.self, alarm: 'nospace' }),
    });
    this.snapshotSender = new SnapshotSender({
      ...{ clock, entropy, log, step, send },
      open: (atLeast) => this.openSnapshot(atLeast),
    });
    this.snapshotReceiver = new SnapshotReceiver({
      ...{ stores: ports.stores, clock, log, send },
      newStoreName: () => `state-${++this.storesMade}`,
      read: (store, done) => readSnapshot(store, clock, done),
      install: (snapshot, storeName, state) => this.install(snapshot, storeName, state),
    });
    this.logRelease = new LogRelease({
      wal: booted.wal,
      conf: () => raftStatus(this.raft).conf,
      storeName: () => this.storeName,
      termAt: (index) => termAt(this.raft, index),
      log: () => {
        const { firstIndex, logBytes } = raftStatus(this.raft);
        return { firstIndex, bytes: logBytes };
      },
      releaseFromMemory: (index) => this.consensus.step({ type: 'release', index }),
      onFatal: (failure) => this.onFatal(failure.message),
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
      },
      (started) => {
        if (!started.ok) {
          done(started);
          return;
        }
        this.federation.start();
        this.channels.listen((listening) => {
          if (listening.ok) {
            this.tick();
            this.publish();
            this.compactor.wake();
          }
          done(listening);
        });
      },
    );
  }

  /** Hands leadership over, stops serving, writes the store out. */
  stop(done: Done): void {
    if (this.stopped) {
      this.ports.clock.atTurnEnd(() => done(DONE));
      return;
    }
    this.handOver(() => {
      this.halt();
      this.replica.store.close((closed) => {
        this.booted.wal.close((sealed) => {
          this.channels.close(() => done(closed.ok ? sealed : closed));
        });
      });
    });
  }

  private halt(): void {
    if (this.stopped) return;
    this.stopped = true;
    this.ticker?.cancel();
    this.publisher?.cancel();
    this.consensus.stop();
    this.watches.stop();
    this.proposer.stop();
    this.reads.stop();
    this.leases.stop();
    this.compactor.stop();
    this.autoCompactor.stop();
    this.quota.stop();
    this.snapshotSender.stop();
    this.snapshotReceiver.stop();
    this.federation.stop();
    this.peers.stop();
  }

  private startParts(): void {
    this.startStore();
    this.replica.start({
      onApplied: (entry) => this.onApplied(entry),
      onFatal: (reason) => this.onFatal(reason),
    });
    this.consensus.start({
      onTurn: () => this.proposer.flush(),
      onSoftState: (soft) => this.onSoftState(soft),
      onReadState: (state) => this.reads.onReadState(state),
      onSnapshotRequest: (request) => this.snapshotSender.onRequest(request),
      onStoreRecorded: (storeName) => this.dropReplaced(storeName),
      onFatal: (reason) => this.onFatal(reason),
    });
    this.autoCompactor.start();
    this.quota.start();
  }

  private startStore(): void {
    this.replica.store.start({
      onFlushed: (index) => this.logRelease.onFlushed(index),
      onFatal: (reason) => this.onFatal(reason),
    });
  }

  private tick(): void {
    this.ticker = this.ports.clock.after(this.config.timing.heartbeatMs, () => {
      this.consensus.step({ type: 'tick' });
      this.tick();
    });
  }

  private receive(from: MemberId, frame: PeerFrame): void {
    if (this.stopped) return;
    switch (frame.type) {
      case 'raft':
        for (const message of frame.messages) this.consensus.step({ type: 'receive', from, message });
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
    }
  }

  private onSoftState(soft: SoftState): void {
    const leaderChanged = soft.leader !== this.soft.leader || soft.role !== this.soft.role;
    this.soft = soft;
    if (leaderChanged) {
      this.ports.log('info', 'raft', { role: soft.role, term: soft.term, leader: this.leaderName() });
    }
    this.proposer.onSoftState(soft);
    this.leases.onSoftState(soft);
    this.federation.setLeader(soft.role === 'leader');
    if (soft.role === 'leader') this.initRegion();
  }

  /** A region names its incarnation once in its life; a repeat changes nothing. */
  private initRegion(): void {
    if (this.replica.machine.federation !== null) return;
    const incarnation = this.ports.entropy.uint64();
    this.command({ type: 'init-region', region: this.config.region, incarnation });
  }

  private onApplied(entry: AppliedEntry): void {
    this.watches.onApplied(entry.changes, this.replica.machine.keyspace.currentRevision);
    for (const signal of entry.signals) {
      this.leases.onSignal(signal);
      if (signal.type === 'compaction-accepted') {
        this.watches.onCompacted(signal.revision);
        this.compactor.wake();
      }
      this.federation.onSignal(signal);
    }
    this.proposer.onEntryApplied(entry, entry.results);
    this.leases.onEntryApplied(entry.term);
    this.reads.onApplied();
    if (entry.signals.some((signal) => signal.type === 'conflict-found')) this.memberFace.conflictFound();
  }

  private openSnapshot(atLeast: number): SnapshotView | null {
    const view = this.replica.store.view();
    const at = storeKey('meta', APPLIED_KEY);
    const record = view.get(at);
    if (record !== undefined) {
      const { index, term: inTerm } = decodeApplied(unwrapRecord(at, record));
      if (index >= atLeast)
        return { snapshot: { index, term: inTerm, conf: raftStatus(this.raft).conf }, view };
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
    const accepted = this.consensus.step({ type: 'snapshot-installing', snapshot });
    if (accepted.type === 'refused') return false;
    this.replaced.push({ name: this.storeName, store: this.replica.store });
    this.storeName = storeName;
    this.replica.replace(machine, store, applied);
    this.startStore();
    const { currentRevision, compactRevision } = machine.keyspace;
    this.watches.onSnapshotInstalled({ currentRevision, compactRevision });
    this.proposer.onSnapshotInstalled(snapshot.term);
    this.consensus.snapshotInstalled(snapshot);
    this.reads.onApplied();
    this.federation.onSignal({ type: 'federation-advanced' });
    this.compactor.wake();
    return true;
  }

  /** Another install may have come before the log recorded the one before: what the log names stays. */
  private dropReplaced(recorded: string): void {
    const kept = this.replaced.findIndex(({ name }) => name === recorded);
    for (const { name, store } of this.replaced.splice(0, kept < 0 ? this.replaced.length : kept)) {
      store.abandon(() => this.ports.stores.remove(name, () => undefined));
    }
  }

  private command(command: ServerCommand): void {
    this.proposer.propose({ ...encodeCommand(command), user: '' }, () => undefined);
  }

  /** Until the log says what this member is called and where clients find it. */
  private publish(): void {
    const wanted = this.memberRecord(this.memberConfig(this.config.self));
    if (this.stopped || sameMember(this.replica.machine.members.get(wanted.id), wanted)) return;
    const proposal: Proposal = { ...encodeCommand({ type: 'publish-member', member: wanted }), user: '' };
    this.proposer.propose(proposal, () => {
      this.publisher = this.ports.clock.after(PUBLISH_RETRY_MS, () => this.publish());
    });
  }

  private memberConfig(id: MemberId): MemberConfig {
    const member = this.config.members.find((each) => each.id === id);
    if (member === undefined) throw new Error(`member ${hexId(id)} is not configured`);
    return member;
  }

  private memberRecord({ id, name, peerUrls }: MemberConfig): MemberRecord {
    return { id, name, peerUrls, clientUrls: this.config.clientUrls, learner: false };
  }

  private leaderName(): string {
    const { leader } = this.soft;
    return this.config.members.find((member) => member.id === leader)?.name ?? '';
  }

  private transfer(to: MemberId, done: ServingReply<void>): void {
    const { clock } = this.ports;
    const answer = (reply: Parameters<typeof done>[0]): void => clock.atTurnEnd(() => done(reply));
    if (this.soft.role !== 'leader') {
      answer({ ok: false, error: 'not-leader' });
      return;
    }
    if (to === this.config.self) {
      answer({ ok: true, value: undefined });
      return;
    }
    const outcome = this.consensus.step({ type: 'transfer-leadership', to });
    if (outcome.type === 'refused') {
      answer({ ok: false, error: 'bad-transferee' });
      return;
    }
    const deadlineMs = clock.monotonicMs() + 2 * this.config.timing.electionMs;
    const poll = (): void => {
      if (this.soft.leader === to) done({ ok: true, value: undefined });
      else if (this.stopped || clock.monotonicMs() >= deadlineMs) done({ ok: false, error: 'timeout' });
      else clock.after(TRANSFER_POLL_MS, poll);
    };
    clock.after(TRANSFER_POLL_MS, poll);
  }

  /** To the member that is furthest, and not for long. */
  private handOver(then: () => void): void {
    const { clock } = this.ports;
    const best = [...raftStatus(this.raft).progress]
      .filter(({ member, recentActive }) => member !== this.config.self && recentActive)
      .sort((left, right) => right.match - left.match)[0];
    if (this.soft.role !== 'leader' || best === undefined) {
      clock.atTurnEnd(then);
      return;
    }
    this.consensus.step({ type: 'transfer-leadership', to: best.member });
    const deadlineMs = clock.monotonicMs() + TRANSFER_ON_STOP_MS;
    const poll = (): void => {
      if (this.soft.role !== 'leader' || clock.monotonicMs() >= deadlineMs) then();
      else clock.after(TRANSFER_POLL_MS, poll);
    };
    clock.after(TRANSFER_POLL_MS, poll);
  }

  private createFederation(): Federation {
    const { clock, entropy, log } = this.ports;
    const { region, members, federation } = this.config;
    const own = { name: region, members: members.map(({ name, address }) => ({ name, address })) };
    const others = federation.map((each) => ({ name: each.region, members: each.members }));
    return new Federation({
      config: { region, member: this.memberConfig(this.config.self).name, regions: [own, ...others] },
      ...{ network: this.channels.network('federation'), clock, entropy, log },
      region: localRegion(this.replica, () => this.leaderName()),
      propose: (command, done) => {
        this.proposer.propose({ ...encodeCommand(command), user: '' }, (reply) => {
          done(reply.ok ? { ok: true, result: reply.value.result } : reply);
        });
      },
      onAlarm: () => undefined,
    });
  }

  private createServing(): MemberServing {
    const { clusterId, self, region } = this.config;
    return memberServing({
      identity: { clusterId, memberId: self, memberName: this.memberConfig(self).name, region },
      ...{ replica: this.replica, proposer: this.proposer, reads: this.reads },
      ...{ leases: this.leases, compactor: this.compactor },
      soft: () => this.soft,
      raft: () => raftStatus(this.raft),
      regions: () => this.federation.regions(),
      transfer: (to, done) => this.transfer(to, done),
      onDamage: (reason) => this.onFatal(reason),
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
      readHistory: (request, done) => readHistory(this.replica, request, done),
    });
  }
}

/** etcd's largest request and its overhead: what a client that asks for fragments can take. */
const WATCH_FRAGMENT_BYTES = 1.5 * 1024 * 1024 + 512 * 1024;

function storeNumber(name: string): number {
  const number = Number(name.slice(name.lastIndexOf('-') + 1));
  return Number.isSafeInteger(number) ? number : 1;
}

function sameMember(left: MemberRecord | undefined, right: MemberRecord): boolean {
  return (
    left !== undefined &&
    left.name === right.name &&
    left.peerUrls.join() === right.peerUrls.join() &&
    left.clientUrls.join() === right.clientUrls.join()
  );
}
