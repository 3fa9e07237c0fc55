/**
 * What a member answers others with: commands, reads, leases and watches for its clients, a stream of its writes for the
 * other regions. Whoever asks here is answered, however the member ends: by the part itself, at the latest when it is
 * stopped.
 */
import { encodeCommand } from '../codec/command.ts';
import type { ServerCommand } from '../codec/command.ts';
import { readHistory } from './consensus/history.ts';
import { Compactor } from './consensus/compactor.ts';
import { Federation } from './federation/federation.ts';
import { localRegion } from './local-region.ts';
import { RegionLevel } from './levels/region-level.ts';
import type { MemberCore, MemberEnds } from './member-core.ts';
import { LeaseKeeper } from './serving/lease-keeper.ts';
import { memberServing } from './serving/member-serving.ts';
import type { MemberServing } from './serving/member-serving.ts';
import { Proposer } from './serving/proposer.ts';
import { Reads } from './serving/reads.ts';
import { PROGRESS_INTERVAL_MS_DEFAULT, Watches } from './serving/watches.ts';
import { SnapshotExports } from './snapshot/exports.ts';

/** etcd's: a request may take this long, plus two election timeouts for a leader to be found. */
const REQUEST_TIMEOUT_MS = 5000;
/** etcd's largest request and its overhead: what a client that asks for fragments can take. */
const WATCH_FRAGMENT_BYTES = 1.5 * 1024 * 1024 + 512 * 1024;

export class MemberClients {
  readonly proposer: Proposer;
  readonly reads: Reads;
  readonly leases: LeaseKeeper;
  readonly compactor: Compactor;
  readonly exports: SnapshotExports;
  readonly federation: Federation;
  readonly level: RegionLevel;
  readonly serving: MemberServing;
  readonly watches: Watches;

  constructor(core: MemberCore, ends: MemberEnds) {
    const { boot, step, send, replica } = core;
    const { clock } = core.ports;
    const { self, timing } = core.config;
    const timeoutMs = REQUEST_TIMEOUT_MS + 2 * timing.electionMs;
    this.proposer = new Proposer({
      ...{ self, boot, clock, timeoutMs, step, send },
      wake: () => core.consensus.wake(),
      batchTime: () => core.batchClock.time(),
      judge: (change) => core.membership.judge(change),
      conf: () => replica.machine.conf,
    });
    this.reads = new Reads({
      ...{ boot, clock, timeoutMs, step },
      appliedIndex: () => replica.appliedIndex,
      hasLeader: () => core.soft.leader !== null,
    });
    this.leases = new LeaseKeeper({
      ...{ self, boot, clock, timeoutMs, send, electionMs: timing.electionMs },
      lessor: () => replica.machine.lessor,
      linearize: (done) => this.reads.linearize(done),
      proposeAsLeader: (proposal, done) => this.proposer.proposeAsLeader(proposal, (reply) => done(reply.ok)),
    });
    this.compactor = new Compactor(replica, clock);
    this.exports = new SnapshotExports({
      ...{ replica, clock, identity: core.identity },
      conf: (view) => core.state.confOf(view),
      onDamage: (reason) => ends.damaged(reason),
    });
    this.federation = this.createFederation(core, ends);
    this.level = this.createLevel(core);
    this.serving = this.createServing(core, ends);
    this.watches = this.createWatches(core, ends);
  }

  /** What the member itself has to say. */
  command(command: ServerCommand, done: () => void): void {
    this.proposer.propose({ ...encodeCommand(command), user: '' }, done);
  }

  private createFederation(core: MemberCore, ends: MemberEnds): Federation {
    const { clock, entropy, log } = core.ports;
    const { region, members, federation } = core.config;
    const own = { name: region, members: members.map(({ name, address }) => ({ name, address })) };
    const others = federation.map((each) => ({ name: each.region, members: each.members }));
    return new Federation({
      config: { region, member: core.self.name, regions: [own, ...others] },
      ...{ network: core.channels.network('federation'), clock, entropy, log },
      ...(core.gossip === null ? {} : { places: core.gossip }),
      region: localRegion(
        core.replica,
        () => core.leaderName(),
        (reason) => ends.damaged(reason),
      ),
      propose: (command, done) => {
        this.proposer.propose({ ...encodeCommand(command), user: '' }, (reply) => {
          done(reply.ok ? { ok: true, result: reply.value.result } : reply);
        });
      },
    });
  }

  private createLevel(core: MemberCore): RegionLevel {
    return new RegionLevel({
      ...{ newest: core.newestLevel, clock: core.ports.clock, log: core.ports.log },
      machine: () => core.replica.machine,
      levelOf: (member) => core.levels.levelOf(member),
      nameOf: (member) => core.members.nameOf(member),
      isLeader: () => core.leads,
      proposeAsLeader: (command, done) => {
        this.proposer.proposeAsLeader({ ...encodeCommand(command), user: '' }, (reply) => {
          done(reply.ok ? { ok: true, result: reply.value.result } : reply);
        });
      },
    });
  }

  private createServing(core: MemberCore, ends: MemberEnds): MemberServing {
    return memberServing({
      ...{ identity: core.identity, snapshots: this.exports },
      ...{ replica: core.replica, clock: core.ports.clock, proposer: this.proposer, reads: this.reads },
      ...{ leases: this.leases, compactor: this.compactor, leadership: core.leadership, level: this.level },
      keptLogs: core.keptLogs,
      soft: () => core.soft,
      commitIndex: () => core.raft.log.commit,
      regions: () => this.federation.regions(),
      gossip: () => core.gossip,
      federationAlarms: () => [...this.federation.alarms(), ...core.clockGuard.alarms()],
      onDamage: (reason) => ends.damaged(reason),
    });
  }

  private createWatches(core: MemberCore, ends: MemberEnds): Watches {
    const { clock, entropy, log } = core.ports;
    const { clusterId, self } = core.config;
    const { currentRevision, compactRevision } = core.replica.machine.keyspace;
    return new Watches({
      ...{ clock, entropy, log, clusterId, memberId: self },
      progressIntervalMs: PROGRESS_INTERVAL_MS_DEFAULT,
      fragmentBytes: WATCH_FRAGMENT_BYTES,
      start: { currentRevision, compactRevision },
      term: () => core.soft.term,
      keyAt: (key, revision) => this.serving.keyAt(key, revision),
      readHistory: (request, done) =>
        readHistory(core.replica, request, done, (reason) => ends.damaged(reason)),
    });
  }
}
