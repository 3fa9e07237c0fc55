/**
 * A whole member, composed over ports: the production object that `atoll server` runs on sockets and files and the
 * simulator runs on virtual time. It is started once and stopped once; after a fatal report it must be dropped, and the
 * process that runs it must end. What it is made of: `member-core` (the log, the store, the others), `member-clients` (what
 * it answers others with), `member-upkeep` (what it does by itself), `member-events` (who of them is told of what).
 *
 * M1. Nothing is served before the machine stands where the store and the log say. So a member whose store was damaged
 *     is not started until its leader has sent it the state (repair.ts).
 * M2. A fatal failure is reported once, and from then on nothing is persisted, sent or applied. What fails because the
 *     member stops is not reported.
 * M3. A graceful stop hands leadership over first, then refuses new calls, then writes the store out. (Whoever serves
 *     clients sends them away before: reads of local state need an open store.)
 * M4. Whoever asked something of this member is answered, however it ends.
 */
import type { Done, Outcome } from '../ports/outcome.ts';
import { DONE } from '../ports/outcome.ts';
import type { WalFailure } from '../storage/wal-types.ts';
import { boot } from './boot.ts';
import type { Booted, SpentLog } from './boot.ts';
import { describeDamage } from './consensus/machine-reader.ts';
import { describeNewerLevel } from './levels/newer-level.ts';
import { comeBack } from './joining/come-back.ts';
import { MemberClients } from './member-clients.ts';
import { MemberCore } from './member-core.ts';
import type { MemberEnds, ServerPorts } from './member-core.ts';
import { MemberEvents } from './member-events.ts';
import { MemberUpkeep } from './member-upkeep.ts';
import { newestLevelOf } from './server-config.ts';
import type { ServerConfig } from './server-config.ts';
import type { Serving } from './serving/types.ts';
import type { Watches } from './serving/watches.ts';

export type { ServerPorts } from './member-core.ts';

export interface ServerEvents {
  /** It votes and keeps the log from here on, also while it waits for its state. */
  onTakingPart?(server: Server): void;
  /** The member stands and serves; it may not know a leader yet. */
  onStarted(server: Server): void;
  /** It cannot go on, or (`removed`) the others go on without it: one line that says why and what to do. */
  onFatal(reason: string, end: EndKind): void;
  /**
   * Its log was damaged, and the region has put another member in its place, which this process goes on as: to be written
   * down durably, with `replaces`, for every later start. Returns why that was not possible, or `null`.
   */
  onReplaced(config: ServerConfig): string | null;
  /** An operator had it leave its pools, and they know: it is to be stopped. */
  onLeft?(server: Server): void;
}

export type EndKind = 'failed' | 'removed';

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
    isReplacement: config.replaces !== undefined,
    onSpentLog: (spent: SpentLog) =>
      comeBack({ ...ports, config, spent }, (returned) => {
        const trouble = returned.ok ? events.onReplaced(returned.value) : returned.error.message;
        if (trouble !== null) onFatal(trouble);
        else if (returned.ok) startServer(ports, returned.value, events);
      }),
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
    const { level } = booted.value.state.machine;
    const newest = newestLevelOf(config);
    if (level > newest) {
      onFatal(describeNewerLevel(level, newest));
      return;
    }
    const started = new Server(ports, config, booted.value, onFatal);
    started.onLeft = () => events.onLeft?.(started);
    server = started;
    if (full) started.onDiskFull();
    started.listen((listening) => {
      if (!listening.ok) {
        started.fail(listening.error.message);
        return;
      }
      events.onTakingPart?.(started);
      started.whenStateIsThere(() => events.onStarted(started));
    });
  });
}

export class Server {
  readonly serving: Serving;
  readonly watches: Watches;
  readonly config: ServerConfig;
  private readonly ports: ServerPorts;
  private readonly reportFatal: (reason: string, end?: EndKind) => void;
  private readonly needsState: boolean;
  private readonly core: MemberCore;
  private readonly clients: MemberClients;
  private readonly upkeep: MemberUpkeep;
  private readonly events: MemberEvents;
  /** It has left its pools. */
  onLeft: () => void = () => undefined;
  private stopped = false;
  /** Set by the first `stop`: who waits for its end. */
  private stopping: Done[] | null = null;

  constructor(
    ports: ServerPorts,
    config: ServerConfig,
    booted: Booted,
    onFatal: (reason: string, end?: EndKind) => void,
  ) {
    const ends: MemberEnds = {
      fail: (reason) => this.fail(reason),
      damaged: (reason) => this.damaged(reason),
    };
    this.ports = ports;
    this.config = config;
    this.reportFatal = onFatal;
    this.needsState = booted.raft.needsSnapshot === true;
    this.core = new MemberCore(ports, config, booted);
    this.clients = new MemberClients(this.core, ends);
    this.upkeep = new MemberUpkeep(this.core, this.clients, ends, (snapshot, storeName, state) =>
      this.events.install(snapshot, storeName, state),
    );
    this.events = new MemberEvents(this.core, this.clients, this.upkeep, ends);
    this.serving = this.clients.serving;
    this.watches = this.clients.watches;
    this.startParts();
  }

  /** Serves members and regions from here on. */
  listen(done: Done): void {
    const { core, clients, upkeep } = this;
    core.peers.start(
      {
        onFrame: (from, frame) => {
          if (!this.stopped) this.events.onFrame(from, frame);
        },
        onUnreachable: (member) => {
          core.levels.onUnreachable(member);
          core.step({ type: 'unreachable', member });
        },
        isRemoved: (member) => core.members.isRemoved(member),
      },
      (started) => {
        if (!started.ok) {
          done(started);
          return;
        }
        clients.federation.start();
        upkeep.joinHost.start();
        core.levels.start();
        core.channels.listen((listening) => {
          if (this.stopped) return;
          if (listening.ok) {
            core.ticker.start(() => this.events.onTick());
            this.campaignAlone();
            upkeep.introduction.start();
            core.clocks.start();
            clients.level.tellStart();
            clients.compactor.wake();
          }
          if (listening.ok && !this.stopped && core.gossip !== null) core.gossip.start(done);
          else done(listening);
        });
      },
    );
  }

  /** At once, unless the store was damaged: then the leader's snapshot is waited for (M1). */
  whenStateIsThere(then: () => void): void {
    if (this.needsState) this.upkeep.stateWait.start(then);
    else then();
  }

  /** Hands leadership over, stops serving, writes the store out (M3). */
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
    this.core.leadership.handOver(() => {
      this.halt();
      this.core.replica.store.close((closed) => {
        this.core.wal.close((sealed) => {
          this.core.channels.close(() => this.onStopped(closed.ok ? sealed : closed));
        });
      });
    });
  }

  private onStopped(outcome: Outcome<void>): void {
    const waiting = this.stopping ?? [];
    this.stopping = null;
    for (const done of waiting) done(outcome);
  }

  /** The member cannot go on (M2). */
  fail(reason: string): void {
    if (this.stopped) return;
    this.halt();
    this.reportFatal(reason);
  }

  private damaged(reason: string): void {
    if (!this.stopped) this.core.state.condemn(reason);
    this.fail(describeDamage(reason));
  }

  /** The log found no room for its next segment. */
  onDiskFull(): void {
    this.upkeep.quota.onDiskFull();
  }

  /**
   * The others may need this member's vote once more to commit the removal itself, and whoever asked for it here is to be
   * answered: so it goes on for a while.
   */
  private onRemoved(): void {
    const { log, clock } = this.ports;
    if (this.stopped) return;
    log('warn', 'removed from the region', { region: this.config.region });
    this.clients.proposer.onRemoved();
    clock.after(REMOVED_STAYS_ELECTIONS * this.config.timing.electionMs, () => {
      if (this.stopped) return;
      this.halt();
      this.reportFatal(describeRemoval(this.config.region), 'removed');
    });
  }

  private startParts(): void {
    const { core, clients, upkeep, events } = this;
    core.onLeft = () => this.onLeft();
    events.startStore();
    core.replica.start({
      onConfiguration: (index, conf) => {
        core.state.onConfiguration(index);
        core.step({ type: 'configuration-applied', index, conf });
      },
      onApplied: (entry) => events.onApplied(entry),
      onFatal: (reason) => this.fail(reason),
      onDamage: (reason) => this.damaged(reason),
    });
    core.consensus.start({
      onTurn: () => clients.proposer.flush(),
      onSoftState: (soft) => events.onSoftState(soft),
      onReadState: (state) => clients.reads.onReadState(state),
      onSnapshotRequest: (request) => upkeep.snapshotSender.onRequest(request),
      onStoreRecorded: (storeName) => core.state.onRecorded(storeName),
      onRemoved: () => this.onRemoved(),
      onFatal: (reason) => this.fail(reason),
    });
    upkeep.autoCompactor.start();
    upkeep.quota.start();
    upkeep.scrubber.start();
    upkeep.hashCheck.start();
  }

  /** Nobody else could lead, so there is nobody to wait for. */
  private campaignAlone(): void {
    const { voters, votersOutgoing } = this.core.replica.machine.conf;
    if (voters.length !== 1 || voters[0] !== this.config.self || votersOutgoing.length > 0) return;
    this.core.step({ type: 'campaign' });
  }

  /** Nothing is sent first, so that no answer given below leaves this member. */
  private halt(): void {
    if (this.stopped) return;
    this.stopped = true;
    const { core, clients, upkeep } = this;
    core.ticker.stop();
    core.consensus.stop();
    core.gossip?.stop();
    core.peers.stop();
    core.levels.stop();
    core.clocks.stop();
    core.replica.stop();
    upkeep.logRelease.stop();
    upkeep.introduction.stop();
    upkeep.joinHost.stop();
    upkeep.autopilot.stop();
    core.membership.stop();
    clients.watches.stop();
    clients.proposer.stop();
    clients.leases.stop();
    clients.reads.stop();
    clients.compactor.stop();
    upkeep.autoCompactor.stop();
    upkeep.quota.stop();
    upkeep.scrubber.stop();
    upkeep.hashCheck.stop();
    upkeep.stateWait.stop();
    upkeep.snapshotSender.stop();
    upkeep.snapshotReceiver.stop();
    clients.exports.stop();
    clients.federation.stop();
    core.leadership.stop();
  }
}

function describeRemoval(region: string): string {
  return `this member was removed from region ${region}: remove its data folder, then add it anew`;
}
