/**
 * Who is told of what, and in which order: a frame of another member, an entry applied, a change of the leader, a state
 * that came whole.
 *
 * W1. Watchers hear of an entry before whoever proposed it is answered, and readers last: what an answer lets its client
 *     know is on its way to the watchers already.
 * W2. A state that came whole takes the place of the old one in one go, so that no entry comes between Raft's decision
 *     and the new state.
 */
import type { MemberId } from '../core/base/brands.ts';
import type { RaftMessage, SnapshotId, SoftState } from '../core/raft/types.ts';
import type { PeerFrame } from '../codec/peer-frame.ts';
import type { OpenedState } from './boot.ts';
import type { AppliedEntry } from './consensus/replica.ts';
import type { MemberClients } from './member-clients.ts';
import type { MemberCore, MemberEnds } from './member-core.ts';
import type { MemberUpkeep } from './member-upkeep.ts';

export class MemberEvents {
  private readonly core: MemberCore;
  private readonly clients: MemberClients;
  private readonly upkeep: MemberUpkeep;
  private readonly ends: MemberEnds;

  constructor(core: MemberCore, clients: MemberClients, upkeep: MemberUpkeep, ends: MemberEnds) {
    this.core = core;
    this.clients = clients;
    this.upkeep = upkeep;
    this.ends = ends;
  }

  onFrame(from: MemberId, frame: PeerFrame): void {
    const { core, clients, upkeep } = this;
    switch (frame.type) {
      case 'raft':
        for (const message of frame.messages) this.onMessage(from, message);
        return;
      case 'forward':
        clients.proposer.onForward(from, frame);
        return;
      case 'forward-refused':
        clients.proposer.onForwardRefused(frame);
        return;
      case 'lease-ask':
        clients.leases.onAsk(from, frame);
        return;
      case 'lease-answer':
        clients.leases.onAnswer(frame);
        return;
      case 'snapshot-begin':
        upkeep.snapshotReceiver.onBegin(from, frame);
        return;
      case 'snapshot-chunk':
        upkeep.snapshotReceiver.onChunk(from, frame);
        return;
      case 'snapshot-ack':
        upkeep.snapshotSender.onAck(from, frame);
        return;
      case 'hash-ask':
        upkeep.hashCheck.onAsk(from, frame);
        return;
      case 'hash-answer':
        upkeep.hashCheck.onAnswer(from, frame);
        return;
      case 'clock-ask':
        core.clocks.onAsk(from, frame);
        return;
      case 'clock-answer':
        core.clocks.onAnswer(from, frame);
        return;
    }
  }

  /** What looks at the time now and then does so together: being woken is most of what an idle member costs. */
  onTick(): void {
    this.core.step({ type: 'tick' });
    this.clients.federation.tick();
  }

  /** Entries that this member cannot apply in time are left to be sent again: Raft takes them for lost. */
  private onMessage(from: MemberId, message: RaftMessage): void {
    if (message.type === 'append' && message.entries.length > 0 && this.core.replica.isBehind) return;
    this.core.step({ type: 'receive', from, message });
  }

  onSoftState(soft: SoftState): void {
    const { core, clients, upkeep } = this;
    const leaderChanged = soft.leader !== core.soft.leader || soft.role !== core.soft.role;
    core.soft = soft;
    if (leaderChanged) {
      core.ports.log('info', 'raft', { role: soft.role, term: soft.term, leader: core.leaderName() });
    }
    core.membership.setLeader(core.leads);
    core.gossip?.tell({ leaderTerm: core.leads ? soft.term : 0 });
    core.batchClock.onSoftState(soft);
    clients.proposer.onSoftState(soft);
    clients.leases.onSoftState(soft);
    core.leadership.onSoftState(soft);
    clients.federation.setLeader(core.leads);
    upkeep.introduction.lead();
    upkeep.autopilot.setLeader(core.leads);
  }

  /** W1. */
  onApplied(entry: AppliedEntry): void {
    const { core, clients, upkeep } = this;
    upkeep.hashCheck.onApplied(entry.index);
    clients.exports.onApplied();
    clients.watches.onApplied(entry.changes, core.replica.machine.keyspace.currentRevision);
    for (const signal of entry.signals) {
      clients.leases.onSignal(signal);
      if (signal.type === 'compaction-accepted') {
        clients.watches.onCompacted(signal.revision);
        clients.compactor.wake();
      }
      if (signal.type === 'members-changed') this.onMembersChanged();
      if (signal.type === 'level-raised') clients.level.onRaised(signal.level);
      clients.federation.onSignal(signal);
    }
    clients.proposer.onEntryApplied(entry, entry.results);
    clients.leases.onEntryApplied(entry.term);
    clients.reads.onApplied();
    if (entry.signals.some((signal) => signal.type === 'conflict-found')) clients.serving.conflictFound();
  }

  /** W2. */
  install(snapshot: SnapshotId, storeName: string, state: OpenedState): boolean {
    const { core, clients, upkeep } = this;
    const { machine } = state;
    if (machine.conf.voters.length === 0) machine.conf = snapshot.conf;
    const accepted = core.step({ type: 'snapshot-installing', snapshot });
    if (accepted.type === 'refused') return false;
    upkeep.snapshotSender.dropKept();
    core.state.replace(storeName, state);
    this.onMembersChanged();
    this.startStore();
    const { currentRevision, compactRevision } = machine.keyspace;
    clients.watches.onSnapshotInstalled({ currentRevision, compactRevision });
    clients.proposer.onSnapshotInstalled(snapshot.term);
    core.consensus.snapshotInstalled(snapshot);
    clients.reads.onApplied();
    clients.federation.onSignal({ type: 'federation-advanced' });
    clients.compactor.wake();
    upkeep.stateWait.onInstalled();
    return true;
  }

  private onMembersChanged(): void {
    const { core } = this;
    core.peers.setMembers(core.members.others());
    core.levels.onMembersChanged();
  }

  startStore(): void {
    this.core.replica.store.start({
      onFlushed: (index) => this.upkeep.logRelease.onFlushed(index),
      onFatal: (reason) => this.ends.fail(reason),
    });
  }
}
