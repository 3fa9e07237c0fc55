/**
 * What a member does without being asked: it keeps its disk small and its records looked at, compares its state with the
 * others', brings followers up and is brought up, says who it is, lets new members in, and tends the membership.
 */
import type { MemberRecord } from '../core/apply/types.ts';
import type { SnapshotId } from '../core/raft/types.ts';
import { raftStatus, termAt } from '../core/raft/status.ts';
import { encodeCommand } from '../codec/command.ts';
import { readSnapshot } from './boot.ts';
import type { OpenedState } from './boot.ts';
import { HashCheck } from './consensus/hash-check.ts';
import { LogRelease } from './consensus/log-release.ts';
import { Scrubber } from './consensus/scrubber.ts';
import { SnapshotReceiver } from './consensus/snapshot-receiver.ts';
import { SNAPSHOT_BYTES_PER_SECOND_DEFAULT, SnapshotSender } from './consensus/snapshot-sender.ts';
import { StateWait } from './consensus/state-wait.ts';
import { JoinHost } from './joining/join-host.ts';
import { ReturnHost } from './joining/return-host.ts';
import type { MemberClients } from './member-clients.ts';
import type { MemberCore, MemberEnds } from './member-core.ts';
import { AUTOPILOT_DEFAULT, CORRUPT_CHECK_MS_DEFAULT, LOG_RETENTION_DEFAULT } from './server-config.ts';
import { AutoCompactor } from './serving/auto-compaction.ts';
import { Autopilot } from './serving/autopilot.ts';
import { Introduction } from './serving/introduction.ts';
import { QuotaWatch } from './serving/quota-watch.ts';

/** Puts a leader's state in the place of this member's; false: it is not wanted any more. */
export type Install = (snapshot: SnapshotId, storeName: string, state: OpenedState) => boolean;

export class MemberUpkeep {
  readonly autoCompactor: AutoCompactor;
  readonly quota: QuotaWatch;
  readonly snapshotSender: SnapshotSender;
  readonly snapshotReceiver: SnapshotReceiver;
  readonly logRelease: LogRelease;
  readonly hashCheck: HashCheck;
  readonly stateWait: StateWait;
  readonly scrubber: Scrubber;
  readonly autopilot: Autopilot;
  readonly joinHost: JoinHost;
  private readonly returnHost: ReturnHost;
  readonly introduction: Introduction;

  constructor(core: MemberCore, clients: MemberClients, ends: MemberEnds, install: Install) {
    const { config, replica, step, send } = core;
    const { clock, entropy, log } = core.ports;
    const { self } = config;
    const isLeader = (): boolean => core.leads;
    this.autoCompactor = new AutoCompactor({
      ...{ clock, log, policy: config.autoCompaction, isLeader },
      revision: () => replica.machine.keyspace.currentRevision,
      compactRevision: () => replica.machine.keyspace.compactRevision,
      compact: (revision) => clients.command({ type: 'compact', revision }, () => undefined),
    });
    this.quota = new QuotaWatch({
      ...{ clock, self, quotaBytes: config.quotaBytes },
      usedBytes: () => replica.store.bytesInUse(),
      alarms: () => replica.machine.alarms,
      raise: (done) =>
        clients.command({ type: 'alarm', action: 'activate', member: self, alarm: 'nospace' }, done),
    });
    this.snapshotSender = new SnapshotSender({
      ...{ clock, entropy, log, step, send },
      bytesPerSecond: config.snapshotBytesPerSecond ?? SNAPSHOT_BYTES_PER_SECOND_DEFAULT,
      open: (atLeast) => core.state.openSnapshot(atLeast, (reason) => ends.damaged(reason)),
    });
    this.snapshotReceiver = new SnapshotReceiver({
      ...{ stores: core.ports.stores, clock, log, send, install },
      newStoreName: () => core.state.newName(),
      read: (store, done) => readSnapshot(store, clock, done),
      isWanted: ({ index }) => index > replica.appliedIndex,
    });
    this.logRelease = this.createLogRelease(core, ends);
    this.hashCheck = new HashCheck({
      ...{ clock, log, self, send, isLeader },
      intervalMs: config.corruptCheckMs ?? CORRUPT_CHECK_MS_DEFAULT,
      members: () => raftStatus(core.raft).conf,
      lastIndex: () => raftStatus(core.raft).lastIndex,
      appliedIndex: () => replica.appliedIndex,
      digest: () => replica.digest(),
      alarms: () => replica.machine.alarms,
      raise: (member) =>
        clients.command({ type: 'alarm', action: 'activate', member, alarm: 'corrupt' }, () => undefined),
    });
    this.stateWait = new StateWait(clock, log, () => core.soft.leader !== null);
    this.scrubber = new Scrubber({
      ...{ clock, log },
      store: () => replica.store,
      onDamage: (reason) => ends.damaged(reason),
    });
    this.autopilot = this.createAutopilot(core, clients);
    this.joinHost = new JoinHost({
      ...{ network: core.channels.network('join'), log, region: config.region, clusterId: config.clusterId },
      linearize: (done) => clients.reads.linearize(done),
      members: () => core.members.known(),
      isPairedWith: (other) => core.members.isPairedWith(other),
      level: () => clients.level.current,
      considerReturn: (question, answer) => this.returnHost.consider(question, answer),
    });
    this.returnHost = new ReturnHost({
      ...{ entropy, log, region: config.region, clusterId: config.clusterId },
      linearize: (done) => clients.reads.linearize(done),
      members: () => core.members.known(),
      level: () => clients.level.current,
      replacementOf: (spent) => core.members.replacementOf(spent),
      isRemoved: (member) => core.members.isRemoved(member),
      change: (change, done) =>
        clients.proposer.propose(
          { ...encodeCommand({ type: 'change-membership', change }), user: '' },
          (reply) => done(reply.ok ? { ok: true, value: reply.value.result } : reply),
        ),
    });
    this.introduction = new Introduction({
      ...{ clock, entropy, region: config.region, member: recordOf(core), isLeader },
      recorded: () => replica.machine.members.get(self),
      isRegionNamed: () => replica.machine.federation !== null,
      commonLevel: () => clients.level.common(),
      unrecorded: () => core.members.unrecorded(),
      propose: (command, done) => clients.command(command, done),
    });
  }

  private createLogRelease({ config, raft, state, wal, step }: MemberCore, ends: MemberEnds): LogRelease {
    return new LogRelease({
      ...{ wal, retention: config.logRetention ?? LOG_RETENTION_DEFAULT },
      confAt: (index) => state.confAt(index),
      storeName: () => state.name,
      termAt: (index) => termAt(raft, index),
      log: () => {
        const { firstIndex, lastIndex, logBytes } = raftStatus(raft);
        return { firstIndex, lastIndex, bytes: logBytes };
      },
      releaseFromMemory: (index) => step({ type: 'release', index }),
      onFatal: (failure) => ends.fail(failure.message),
    });
  }

  private createAutopilot(core: MemberCore, clients: MemberClients): Autopilot {
    const { clock, log } = core.ports;
    return new Autopilot({
      ...{ self: core.config.self, clock, log, config: core.config.autopilot ?? AUTOPILOT_DEFAULT },
      conf: () => core.replica.machine.conf,
      isReplacement: (learner) => core.replica.machine.members.get(learner)?.replaces !== undefined,
      nameOf: (member) => core.members.nameOf(member),
      isActive: (member) => core.membership.isActive(member),
      isReady: (member) => core.membership.isReady(member),
      lastHeardMs: (member) => core.peers.lastHeardMs(member),
      change: (change, done) => {
        const proposal = { ...encodeCommand({ type: 'change-membership', change }), user: '' };
        clients.proposer.proposeAsLeader(proposal, (reply) =>
          done(reply.ok && reply.value.result.type !== 'refused'),
        );
      },
    });
  }
}

function recordOf({ self: { id, name, peerUrls }, config }: MemberCore): MemberRecord {
  return { id, name, peerUrls, clientUrls: config.clientUrls, learner: false };
}
