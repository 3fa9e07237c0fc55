/**
 * Regions of production members on virtual time: machines, the network between them, and the calls that clients have
 * under way. Faults are done to it by the nemesis; what is asked of it comes from the workload.
 *
 * W1. A member that throws or reports a fatal failure is ended at once. Both are violations, unless the failure is one
 *     that was done to it.
 */
import { memberId, type MemberId } from '../../src/core/base/brands.ts';
import { present } from '../../src/core/base/assert.ts';
import { FIRST_LEVEL, NEWEST_LEVEL } from '../../src/core/base/feature-level.ts';
import { createRandom, fork, nextFloat, nextUint64, type Random } from '../../src/core/base/random.ts';
import { NoAnswer } from '../../src/node/consensus/machine-reader.ts';
import type { EndKind } from '../../src/node/server.ts';
import type { MemberConfig, RegionConfig, ServerConfig } from '../../src/node/server-config.ts';
import { FaultCounts } from './ports/fault-counts.ts';
import { Scheduler, type SimProcess } from './ports/scheduler.ts';
import { CLEAN_LINK, SimFabric, type LinkProfile } from './ports/sim-fabric.ts';
import { SimDatagrams } from './ports/sim-datagram.ts';
import { SimNetworks } from './ports/sim-network.ts';
import { Transcript, type TraceLine } from './ports/transcript.ts';
import { Machine } from './machine.ts';
import { Excuses } from './faults/excuses.ts';
import type { Violation } from './history.ts';
import { CALM, type Swarm } from './swarm.ts';

export interface WorldOptions {
  readonly seed: number;
  readonly swarm: Swarm;
  readonly regions: readonly string[];
  readonly membersPerRegion: number;
  readonly trace: TraceLine | null;
  readonly traceEvents?: boolean;
}

const PEER_PORT = 2380;
/** Small, so that a run goes through many segments. */
const SEGMENT_BYTES = 512 * 1024;
const TIMING = { heartbeatMs: 100, electionMs: 1_000 };
const LOG_BYTES_KEPT = 1024 * 1024;
const QUOTA_BYTES = 1024 * 1024 * 1024;
const RESTART_AFTER_FATAL_US = 2_000_000;
const TOO_OLD = /this member reads levels up to/;
const SPENT_ID = /its id is spent/;
const REMOVED_MEANWHILE = /was removed from region/;

export class World {
  readonly seed: number;
  readonly swarm: Swarm;
  readonly scheduler: Scheduler;
  readonly faults = new FaultCounts();
  /** What members logged, by event. */
  readonly marks = new FaultCounts();
  readonly fabric: SimFabric;
  readonly networks: SimNetworks;
  readonly datagrams: SimDatagrams;
  readonly regions: readonly string[];
  readonly excuses = new Excuses();
  readonly violations: Violation[] = [];
  /** Told of every member whose data proved damaged; its machine has been taken out. */
  onDamaged: (machine: Machine) => void = () => undefined;
  /** With those that were taken out. */
  readonly #machines: Machine[];
  readonly #layout: readonly RegionPlace[];
  /** Members that regions have had, for names of new ones. */
  readonly #membersMade = new Map<string, number>();
  readonly #random: Random;
  readonly #endListeners = new Map<SimProcess, Set<() => void>>();
  /** Also of members that nobody has started yet. */
  readonly #regionOf = new Map<string, string>();
  #faulty = false;

  constructor({ seed, swarm, regions, membersPerRegion, trace, traceEvents = false }: WorldOptions) {
    this.seed = seed;
    // A region alone needs no gossip: its members are in its log.
    this.swarm = { ...swarm, gossips: swarm.gossips && regions.length > 1 };
    this.regions = regions;
    this.scheduler = new Scheduler(new Transcript(trace, traceEvents));
    this.scheduler.onThrow((process, error) => this.#onThrow(process, error));
    this.#random = createRandom(seed);
    this.fabric = new SimFabric({
      scheduler: this.scheduler,
      random: fork(this.#random),
      faults: this.faults,
      profile: (from, to) => this.#profile(from, to),
    });
    this.networks = new SimNetworks(this.fabric);
    this.datagrams = new SimDatagrams(this.fabric);
    this.#layout = this.#draw(membersPerRegion);
    this.#machines = [];
    for (const { region, members } of this.#layout) {
      for (const member of members) this.#found(this.#make(region, member, {}));
    }
  }

  /** A stream of chance of its own, for whoever acts on this world. */
  forkRandom(): Random {
    return fork(this.#random);
  }

  /** Without those that were taken out. */
  get machines(): readonly Machine[] {
    return this.#machines.filter(({ retired }) => !retired);
  }

  membersOf(region: string): readonly Machine[] {
    return this.machines.filter((machine) => machine.region === region);
  }

  start(): void {
    for (const machine of this.machines) machine.start();
  }

  /** Until now everything went well. */
  beginFaults(): void {
    this.#faulty = true;
    for (const machine of this.machines) {
      machine.platter.profile = this.swarm.disk;
      machine.stores.profile = this.swarm.store;
    }
  }

  /** From here on nothing goes wrong any more; what is broken is mended. */
  endFaults(): void {
    this.#faulty = false;
    this.fabric.healAll();
    for (const machine of this.machines) {
      machine.platter.profile = CALM.disk;
      machine.stores.profile = CALM.store;
      machine.clock.wallOffsetMs = 0;
      machine.clock.frozenWallMs = null;
      machine.resume();
      machine.start();
    }
  }

  /** Runs `act` when the process has ended; returns how to stop waiting. */
  onEnd(process: SimProcess, act: () => void): () => void {
    const listeners = this.#endListeners.get(process) ?? new Set();
    this.#endListeners.set(process, listeners);
    listeners.add(act);
    return () => listeners.delete(act);
  }

  complain(checker: string, what: string): void {
    const { scheduler } = this;
    scheduler.transcript.say(scheduler.nowUs, 'violation', () => `${checker}: ${what}`);
    this.violations.push({ checker, what });
  }

  /** Where a member of the region could be that there has not been yet. */
  newPlace(region: string): Omit<MemberConfig, 'id'> {
    const number = (this.#membersMade.get(region) ?? 0) + 1;
    this.#membersMade.set(region, number);
    const name = `${region}${number}`;
    const address = `${name}:${PEER_PORT}`;
    this.#regionOf.set(address, region);
    return { name, address, peerUrls: [`http://${address}`] };
  }

  /** Starts a member that the region has just been told of. */
  join(region: string, member: MemberConfig, votes: boolean): Machine {
    const machine = this.#make(region, member, { initialState: 'existing' });
    machine.votes = votes;
    if (this.#faulty) {
      machine.platter.profile = this.swarm.disk;
      machine.stores.profile = this.swarm.store;
    }
    machine.start();
    return machine;
  }

  #draw(membersPerRegion: number): RegionPlace[] {
    const random = this.forkRandom();
    return this.regions.map((region) => ({
      region,
      clusterId: nextUint64(random),
      members: Array.from({ length: membersPerRegion }, () => ({
        id: memberId(nextUint64(random) | 1n),
        ...this.newPlace(region),
      })),
    }));
  }

  #make(region: string, member: MemberConfig, more: Pick<ServerConfig, 'initialState'>): Machine {
    const own = present(
      this.#layout.find((each) => each.region === region),
      region,
    );
    const federation: RegionConfig[] = this.#layout
      .filter((other) => other.region !== region)
      .map((other) => ({ region: other.region, members: other.members }));
    const there = own.members.some(({ id }) => id === member.id) ? own.members : [...own.members, member];
    const place = { region, clusterId: own.clusterId, self: member.id, members: there, federation };
    const config = { ...serverConfig(place, this.swarm), ...more };
    const machine = new Machine(this.#machineParts(), config, member.name, member.address);
    this.#machines.push(machine);
    return machine;
  }

  #found(machine: Machine): void {
    const { oldShare } = this.swarm;
    if (oldShare > 0 && nextFloat(this.#random) < oldShare) machine.featureLevelMax = FIRST_LEVEL;
  }

  #machineParts(): ConstructorParameters<typeof Machine>[0] {
    return {
      scheduler: this.scheduler,
      networks: this.networks,
      datagrams: this.datagrams,
      faults: this.faults,
      marks: this.marks,
      random: this.forkRandom(),
      swarm: this.swarm,
      isFaulty: () => this.#faulty,
      onFatal: (machine, reason, kind) => this.#onFatal(machine, reason, kind),
      onEnded: (process) => this.#onEnded(process),
    };
  }

  #profile(from: string, to: string): LinkProfile {
    if (from === to) return CLEAN_LINK;
    const { intra, inter } = this.#faulty ? this.swarm : CALM;
    return this.#sameRegion(from, to) ? intra : inter;
  }

  #sameRegion(from: string, to: string): boolean {
    return present(this.#regionOf.get(from), from) === present(this.#regionOf.get(to), to);
  }

  #onEnded(process: SimProcess): void {
    const listeners = this.#endListeners.get(process);
    this.#endListeners.delete(process);
    for (const listener of listeners ?? []) listener();
  }

  /** A member that gives no answer has ended by itself (src/cli/server/member-process.ts). */
  #onThrow(process: SimProcess, error: unknown): void {
    if (error instanceof NoAnswer) return;
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.complain('process', `${process.name} threw at ${this.#time()}: ${text}`);
    const machine = this.machines.find((each) => each.process === process);
    if (machine !== undefined) this.#restartLater(machine);
  }

  #onFatal(machine: Machine, reason: string, kind: EndKind): void {
    if (kind === 'removed') {
      this.scheduler.after(0, { owner: null, what: `${machine.name} has left` }, () => machine.retire());
      return;
    }
    // Whatever the excuse, its release is of no use any more.
    if (TOO_OLD.test(reason)) machine.featureLevelMax = NEWEST_LEVEL;
    if (SPENT_ID.test(reason)) {
      this.#stayOut(machine, reason);
      return;
    }
    const consequence = this.excuses.find(machine, reason);
    if (consequence === null && !this.#hadSyncError(reason))
      this.complain('process', `${machine.name} stopped at ${this.#time()}: ${reason}`);
    if (consequence === 'damage') this.takeOut(machine);
    else this.#restartLater(machine);
  }

  /** Its log was damaged, and its region does not take it back now, or does not know it any more. */
  #stayOut(machine: Machine, reason: string): void {
    if (this.excuses.find(machine, reason) === null)
      this.complain('process', `${machine.name} stopped at ${this.#time()}: ${reason}`);
    if (!REMOVED_MEANWHILE.test(reason)) {
      this.#restartLater(machine);
      return;
    }
    this.scheduler.after(0, { owner: null, what: `${machine.name} has left` }, () => machine.retire());
  }

  #hadSyncError(reason: string): boolean {
    return this.faults.of('sync error') > 0 && /device reported an error/.test(reason);
  }

  /** Its data is not to be used any more. */
  takeOut(machine: Machine): void {
    this.faults.add('damaged member taken out');
    this.scheduler.after(0, { owner: null, what: `${machine.name} is taken out` }, () => {
      machine.retire();
      this.onDamaged(machine);
    });
  }

  /** Not inside the call of the process that ends here. */
  #restartLater(machine: Machine): void {
    const { process } = machine;
    this.scheduler.after(0, { owner: null, what: `${machine.name} ends` }, () => {
      if (machine.process === process) machine.losePower('reset');
    });
    this.scheduler.after(RESTART_AFTER_FATAL_US, { owner: null, what: `${machine.name} restarts` }, () =>
      machine.start(),
    );
  }

  #time(): string {
    return `${(this.scheduler.nowUs / 1e6).toFixed(6)} s`;
  }
}

interface RegionPlace {
  readonly region: string;
  readonly clusterId: bigint;
  readonly members: readonly MemberConfig[];
}

interface ServerPlace {
  readonly region: string;
  readonly clusterId: bigint;
  readonly self: MemberId;
  readonly members: ServerConfig['members'];
  readonly federation: readonly RegionConfig[];
}

/** Its timing is production's. */
const GOSSIP = { profile: 'lan', zone: '', join: [], joinWan: [] } as const;

/** The log lets go of entries when it is that much longer than what it keeps. */
const RELEASED_SHARE = 0.2;

function serverConfig(place: ServerPlace, { logEntriesKept, leaseReads, gossips }: Swarm): ServerConfig {
  return {
    ...place,
    ...(gossips ? { gossip: GOSSIP } : {}),
    leaseReads,
    logRetention: {
      entries: logEntriesKept,
      bytes: LOG_BYTES_KEPT,
      releasedMin: Math.ceil(logEntriesKept * RELEASED_SHARE),
    },
    clientUrls: [`http://client-of-${place.self.toString(16)}:2379`],
    timing: TIMING,
    quotaBytes: QUOTA_BYTES,
    autoCompaction: { mode: 'off' },
    segmentBytes: SEGMENT_BYTES,
  };
}
