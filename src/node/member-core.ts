/**
 * What makes a process a member of its region: the Raft machine over its log, the store that follows it, the links to the
 * other members, and who they are. Everything else in a member asks this, and this asks nobody: what it tells others it
 * tells through the events it is started with (server.ts).
 *
 * C1. Inputs of the Raft machine pass through `consensus` alone, so that what they promise waits for the disk.
 * C2. A question that a leader's lease may answer says whether the ticks have kept time.
 * C3. `soft` changes only in `member-events`, before anybody is told of the change.
 */
import type { RaftInput, SoftState, StepOutcome } from '../core/raft/types.ts';
import { votersOf } from '../core/raft/configuration.ts';
import { createRaft } from '../core/raft/raft.ts';
import type { Raft } from '../core/raft/raft.ts';
import { raftStatus } from '../core/raft/status.ts';
import { present } from '../core/base/assert.ts';
import { hexId } from '../core/base/brands.ts';
import type { MemberId } from '../core/base/brands.ts';
import type { Clock } from '../ports/clock.ts';
import type { Disk } from '../ports/disk.ts';
import type { Entropy } from '../ports/entropy.ts';
import type { Log } from '../ports/log.ts';
import type { Network } from '../ports/network.ts';
import type { StoreHost } from '../ports/store.ts';
import type { PeerFrame } from '../codec/peer-frame.ts';
import type { WriteAheadLog } from '../storage/wal-types.ts';
import type { Booted } from './boot.ts';
import { createChannels } from './channels.ts';
import type { Channels } from './channels.ts';
import { BatchClock } from './clocks/batch-clock.ts';
import { ClockGuard } from './clocks/clock-guard.ts';
import { ClockWatch } from './clocks/clock-watch.ts';
import { Consensus } from './consensus/consensus.ts';
import { Leadership } from './consensus/leadership.ts';
import { Peers } from './consensus/peers.ts';
import type { Replica } from './consensus/replica.ts';
import { MemberGossip } from './gossip/member-gossip.ts';
import type { GossipPorts } from './gossip/member-gossip.ts';
import { LevelHandshake } from './levels/handshake.ts';
import { newestLevelOf } from './server-config.ts';
import type { MemberConfig, ServerConfig } from './server-config.ts';
import { Membership } from './serving/membership.ts';
import { RegionMembers } from './serving/region-members.ts';
import type { NodeIdentity } from './serving/types.ts';
import { Ticker } from './ticker.ts';
import { ServingStore } from './serving-store.ts';

export interface ServerPorts {
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly disk: Disk;
  readonly stores: StoreHost;
  readonly network: Network;
  readonly log: Log;
  /** Absent: this member takes part in no gossip, whatever its configuration says. */
  readonly gossip?: GossipPorts;
  /** Told what every turn did, in `describe` lines; `null` outside the simulator. */
  readonly trace: ((describe: () => string) => void) | null;
}

/** What any part may find out that concerns the whole member. */
export interface MemberEnds {
  /** It cannot go on. */
  fail(reason: string): void;
  /** Its store is damaged. */
  damaged(reason: string): void;
}

/** Uncommitted and inflight bounds of the Raft machine. */
const APPEND_BYTES_MAX = 1024 * 1024;
const INFLIGHT_APPENDS_MAX = 256;
const INFLIGHT_BYTES_MAX = 8 * 1024 * 1024;
const UNCOMMITTED_BYTES_MAX = 64 * 1024 * 1024;

export class MemberCore {
  readonly ports: ServerPorts;
  readonly config: ServerConfig;
  readonly identity: NodeIdentity;
  /** As configured. */
  readonly self: MemberConfig;
  /** Of this life. */
  readonly boot: bigint;
  readonly raft: Raft;
  readonly wal: WriteAheadLog;
  readonly keptLogs: readonly string[];
  readonly state: ServingStore;
  readonly replica: Replica;
  readonly channels: Channels;
  readonly members: RegionMembers;
  readonly peers: Peers;
  readonly consensus: Consensus;
  readonly ticker: Ticker;
  readonly leadership: Leadership;
  readonly membership: Membership;
  /** The highest feature level this member reads. */
  readonly newestLevel: number;
  readonly levels: LevelHandshake;
  readonly clocks: ClockWatch;
  readonly clockGuard: ClockGuard;
  readonly batchClock: BatchClock;
  readonly gossip: MemberGossip | null;
  /** It has left its pools, as an operator asked. */
  onLeft: () => void = () => undefined;
  soft: SoftState;

  constructor(ports: ServerPorts, config: ServerConfig, booted: Booted) {
    const { clock, entropy, log } = ports;
    const { self, clusterId, region, timing } = config;
    this.ports = ports;
    this.config = config;
    this.self = present(
      config.members.find((each) => each.id === self),
      () => `member ${hexId(self)} among those configured`,
    );
    this.identity = { clusterId, memberId: self, memberName: this.self.name, region };
    this.boot = entropy.uint64();
    this.raft = createRaft(
      {
        self,
        electionTicks: Math.ceil(timing.electionMs / timing.heartbeatMs),
        heartbeatTicks: 1,
        appendBytesMax: APPEND_BYTES_MAX,
        inflightAppendsMax: INFLIGHT_APPENDS_MAX,
        inflightBytesMax: INFLIGHT_BYTES_MAX,
        uncommittedBytesMax: UNCOMMITTED_BYTES_MAX,
        seed: entropy.uint32(),
        leaseReads: config.leaseReads ?? false,
      },
      booted.raft,
    );
    this.wal = booted.wal;
    this.keptLogs = booted.keptLogs;
    this.soft = { role: 'follower', leader: null, term: booted.raft.hardState.term };
    this.channels = createChannels(ports.network);
    this.newestLevel = newestLevelOf(config);
    this.state = new ServingStore(ports.stores, booted, this.newestLevel);
    this.replica = this.state.replica;
    this.members = new RegionMembers({
      ...{ self, configured: config.members },
      machine: () => this.replica.machine,
    });
    this.peers = new Peers({
      ...{ clusterId, self, peers: this.members.others() },
      ...{ network: this.channels.network('region'), clock, log },
    });
    this.consensus = new Consensus({
      ...{ self, raft: this.raft, wal: booted.wal, replica: this.replica, peers: this.peers },
      ...{ clock, trace: ports.trace, storeName: () => this.state.name },
    });
    this.ticker = new Ticker(clock, timing.heartbeatMs);
    this.levels = new LevelHandshake({
      ...{ clusterId, self, level: this.newestLevel, network: this.channels.network('levels'), clock, log },
      others: () => this.members.others(),
    });
    this.leadership = new Leadership({
      ...{ self, clock, log, timeoutMs: 2 * timing.electionMs, step: this.step },
      status: () => raftStatus(this.raft),
      connected: (member) => this.peers.connected(member),
    });
    this.clocks = this.watchClocks();
    this.clockGuard = this.guardClock();
    this.batchClock = new BatchClock({
      ...{ clock, watch: this.clocks, guard: this.clockGuard },
      machine: () => this.replica.machine,
      wake: () => this.consensus.wake(),
    });
    this.membership = new Membership({
      ...{ self, clock, electionMs: timing.electionMs },
      strict: config.strictReconfigCheck ?? true,
      machine: () => this.replica.machine,
      raft: () => raftStatus(this.raft),
      lastHeardMs: (member) => this.peers.lastHeardMs(member),
      connectedSinceMs: (member) => this.peers.connectedSinceMs(member),
      passOn: () => this.leadership.passOn(),
      wake: () => this.consensus.wake(),
    });
    this.gossip = this.createGossip();
  }

  private createGossip(): MemberGossip | null {
    const { ports, config, self } = this;
    if (ports.gossip === undefined || config.gossip === undefined) return null;
    const { clock, entropy, disk, log } = ports;
    return new MemberGossip({
      ports: { ...ports.gossip, clock, entropy, disk, log },
      ...{ channels: this.channels, config: config.gossip, region: config.region, self },
      ...{ clientUrls: config.clientUrls, level: this.newestLevel, federation: config.federation },
      standing: { raftId: self.id, clusterId: config.clusterId, expect: 0 },
      mates: () => [...this.members.others()].map(({ address }) => address),
      remembers: () => true,
      onEvent: () => undefined,
      onDeparted: () => this.onLeft(),
    });
  }

  private watchClocks(): ClockWatch {
    return new ClockWatch({
      ...{ self: this.config.self, clock: this.ports.clock, send: this.send },
      voters: () => votersOf(this.replica.machine.conf),
      levelOf: (member) => this.levels.levelOf(member) ?? this.replica.machine.level,
      onNews: () => {
        this.clockGuard.look();
        this.batchClock.onNews();
      },
    });
  }

  private guardClock(): ClockGuard {
    const { clock, log } = this.ports;
    return new ClockGuard({
      ...{ self: this.config.self, clock, log, watch: this.clocks },
      handOverMs: 2 * this.config.timing.electionMs,
      isLeader: () => this.leads,
      hasRules: () => (this.replica.machine.federation?.rules.byPrefix.size ?? 0) > 0,
      voters: () => votersOf(this.replica.machine.conf),
      nameOf: (member) => this.members.nameOf(member),
      passOn: (isFit) => this.leadership.passOn(isFit),
    });
  }

  /** C1. */
  readonly step = (input: RaftInput): StepOutcome =>
    this.consensus.step(this.mayMeetLease(input) ? { ...input, late: this.isLate() } : input);

  /** C2. */
  private mayMeetLease(input: RaftInput): input is RaftInput & { readonly type: 'read-index' | 'receive' } {
    if (this.config.leaseReads !== true) return false;
    return input.type === 'read-index' || (input.type === 'receive' && input.message.type === 'read-index');
  }

  private isLate(): boolean {
    return !this.ticker.keepsTime(this.config.timing.electionMs);
  }

  readonly send = (to: MemberId, frame: PeerFrame): boolean => this.peers.send(to, frame);

  get leads(): boolean {
    return this.soft.role === 'leader';
  }

  leaderName(): string {
    const { leader } = this.soft;
    return leader === null ? '' : this.members.nameOf(leader);
  }
}
