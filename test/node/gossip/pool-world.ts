/** Drivers of production over the simulator's network: several servers, each with one pool. */
import { createRandom, fork, type Random } from '../../../src/core/base/random.ts';
import type { Profile } from '../../../src/core/gossip/profile.ts';
import type { MemberEvent, NodeInfo } from '../../../src/core/gossip/types.ts';
import { GossipPool } from '../../../src/node/gossip/pool.ts';
import type { PoolGiven } from '../../../src/node/gossip/pool.ts';
import { infoOf } from '../../gossip/world.ts';
import { FaultCounts } from '../../sim/ports/fault-counts.ts';
import { Scheduler, SimProcess } from '../../sim/ports/scheduler.ts';
import { createSimClock, PUNCTUAL } from '../../sim/ports/sim-clock.ts';
import { SimDatagrams } from '../../sim/ports/sim-datagram.ts';
import { createSimEntropy } from '../../sim/ports/sim-entropy.ts';
import { CLEAN_LINK, SimFabric, type LinkProfile } from '../../sim/ports/sim-fabric.ts';
import { SimNetworks } from '../../sim/ports/sim-network.ts';

export interface SimMember {
  readonly info: NodeInfo;
  process: SimProcess;
  pool: GossipPool;
  readonly events: MemberEvent[];
  readonly warnings: string[];
}

export interface PoolWorldOptions {
  readonly seed: number;
  readonly profile: Profile;
  readonly link?: LinkProfile;
  readonly regions?: number;
}

export class PoolWorld {
  readonly scheduler = new Scheduler();
  readonly members: SimMember[] = [];
  readonly fabric: SimFabric;
  private readonly networks: SimNetworks;
  private readonly datagrams: SimDatagrams;
  private readonly random: Random;
  private readonly options: PoolWorldOptions;

  constructor(options: PoolWorldOptions) {
    this.options = options;
    this.random = createRandom(options.seed);
    this.fabric = new SimFabric({
      scheduler: this.scheduler,
      random: fork(this.random),
      faults: new FaultCounts(),
      profile: () => options.link ?? CLEAN_LINK,
    });
    this.networks = new SimNetworks(this.fabric);
    this.datagrams = new SimDatagrams(this.fabric);
  }

  /** Starts a member whose seed is the first one. */
  add(more: Partial<PoolGiven> = {}): SimMember {
    const info = { ...infoOf(this.members.length, this.members.length % (this.options.regions ?? 1)) };
    const member: SimMember = {
      ...{ info, events: [], warnings: [] },
      process: new SimProcess(info.name),
      pool: undefined as unknown as GossipPool,
    };
    this.members.push(member);
    this.start(member, more);
    return member;
  }

  start(member: SimMember, more: Partial<PoolGiven> = {}): void {
    const { scheduler } = this;
    const { info } = member;
    const process = new SimProcess(info.name);
    const random = fork(this.random);
    member.process = process;
    member.pool = new GossipPool({
      ...{ label: 'lan', profile: this.options.profile, info },
      remembered: { incarnation: 0, lamport: 0, addresses: [] },
      network: this.networks.endpoint(process, info.address),
      datagrams: this.datagrams.endpoint(process, info.address),
      keys: null,
      clock: createSimClock({
        ...{ scheduler, process, lateness: PUNCTUAL, random: fork(random) },
        machine: { rate: 1, wallOffsetMs: 0, frozenWallMs: null },
      }),
      entropy: createSimEntropy(random),
      log: (level, event) => {
        if (level === 'warn') member.warnings.push(event);
      },
      seeds: [infoOf(0).address],
      accepts: () => true,
      route: (address) => address,
      onEvent: (event) => void member.events.push(event),
      onContent: () => undefined,
      ...more,
    });
    member.pool.start(() => undefined);
  }

  kill(member: SimMember): void {
    member.process.alive = false;
    this.networks.ended(member.process, 'reset');
  }

  runFor(ms: number): void {
    this.scheduler.runUntil(this.scheduler.nowUs + ms * 1_000);
  }

  /** Whether it came to pass within so much time. */
  runUntil(done: () => boolean, withinMs: number): boolean {
    const untilUs = this.scheduler.nowUs + withinMs * 1_000;
    while (!done() && this.scheduler.nowUs < untilUs) this.runFor(10);
    return done();
  }

  /** How one member sees another. */
  stateSeen(by: SimMember, of: SimMember): string | undefined {
    return by.pool.members().find(({ info }) => info.id === of.info.id)?.state;
  }

  allSeeAlive(members: readonly SimMember[] = this.members): boolean {
    return members.every((by) => members.every((of) => this.stateSeen(by, of) === 'alive'));
  }
}
