/**
 * Regions of production members on virtual time: machines, the network between them, and the calls that clients have
 * under way. Faults are done to it by the nemesis; what is asked of it comes from the workload.
 *
 * W1. A member that throws or reports a fatal failure is ended at once. Both are violations, unless the failure is one
 *     that was done to it.
 */
import { memberId, type MemberId } from '../../src/core/base/brands.ts';
import { present } from '../../src/core/base/assert.ts';
import { createRandom, fork, nextUint64, type Random } from '../../src/core/base/random.ts';
import type { RegionConfig, ServerConfig } from '../../src/node/server-config.ts';
import { FaultCounts } from './ports/fault-counts.ts';
import { Scheduler, type SimProcess } from './ports/scheduler.ts';
import { CLEAN_LINK, SimFabric, type LinkProfile } from './ports/sim-fabric.ts';
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
const LOG_BYTES_KEPT = 32 * 1024 * 1024;
const QUOTA_BYTES = 1024 * 1024 * 1024;
const RESTART_AFTER_FATAL_US = 2_000_000;

export class World {
  readonly seed: number;
  readonly swarm: Swarm;
  readonly scheduler: Scheduler;
  readonly faults = new FaultCounts();
  /** What members logged, by event. */
  readonly marks = new FaultCounts();
  readonly fabric: SimFabric;
  readonly networks: SimNetworks;
  readonly regions: readonly string[];
  readonly excuses = new Excuses();
  readonly violations: Violation[] = [];
  /** With those that were taken out. */
  readonly #machines: readonly Machine[];
  readonly #random: Random;
  readonly #endListeners = new Map<SimProcess, Set<() => void>>();
  readonly #machineByAddress = new Map<string, Machine>();
  #faulty = false;

  constructor({ seed, swarm, regions, membersPerRegion, trace, traceEvents = false }: WorldOptions) {
    this.seed = seed;
    this.swarm = swarm;
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
    this.#machines = this.#build(membersPerRegion);
    for (const machine of this.#machines) this.#machineByAddress.set(machine.address, machine);
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

  #build(membersPerRegion: number): Machine[] {
    const random = this.forkRandom();
    const layout = this.regions.map((region) => ({
      region,
      clusterId: nextUint64(random),
      members: Array.from({ length: membersPerRegion }, (_, i) => ({
        id: memberId(nextUint64(random) | 1n),
        name: `${region}${i + 1}`,
        address: `${region}${i + 1}:${PEER_PORT}`,
        peerUrls: [`http://${region}${i + 1}:${PEER_PORT}`],
      })),
    }));
    return layout.flatMap(({ region, clusterId, members }) =>
      members.map((member) => {
        const federation: RegionConfig[] = layout
          .filter((other) => other.region !== region)
          .map((other) => ({ region: other.region, members: other.members }));
        const config = serverConfig({ region, clusterId, self: member.id, members, federation }, this.swarm);
        return new Machine(this.#machineParts(), config, member.name, member.address);
      }),
    );
  }

  #machineParts(): ConstructorParameters<typeof Machine>[0] {
    return {
      scheduler: this.scheduler,
      networks: this.networks,
      faults: this.faults,
      marks: this.marks,
      random: this.forkRandom(),
      swarm: this.swarm,
      isFaulty: () => this.#faulty,
      onFatal: (machine, reason) => this.#onFatal(machine, reason),
      onEnded: (process) => this.#onEnded(process),
    };
  }

  #profile(from: string, to: string): LinkProfile {
    if (from === to) return CLEAN_LINK;
    const { intra, inter } = this.#faulty ? this.swarm : CALM;
    return this.#sameRegion(from, to) ? intra : inter;
  }

  #sameRegion(from: string, to: string): boolean {
    const [one, other] = [this.#machineByAddress.get(from), this.#machineByAddress.get(to)];
    return present(one, from).region === present(other, to).region;
  }

  #onEnded(process: SimProcess): void {
    const listeners = this.#endListeners.get(process);
    this.#endListeners.delete(process);
    for (const listener of listeners ?? []) listener();
  }

  #onThrow(process: SimProcess, error: unknown): void {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.complain('process', `${process.name} threw at ${this.#time()}: ${text}`);
    const machine = this.machines.find((each) => each.process === process);
    if (machine !== undefined) this.#restartLater(machine);
  }

  #onFatal(machine: Machine, reason: string): void {
    const consequence = this.excuses.find(machine, reason);
    if (consequence === null && !this.#hadSyncError(reason))
      this.complain('process', `${machine.name} stopped at ${this.#time()}: ${reason}`);
    if (consequence === 'damage') this.#takeOut(machine);
    else this.#restartLater(machine);
  }

  #hadSyncError(reason: string): boolean {
    return this.faults.of('sync error') > 0 && /device reported an error/.test(reason);
  }

  #takeOut(machine: Machine): void {
    this.faults.add('damaged member taken out');
    this.scheduler.after(0, { owner: null, what: `${machine.name} is taken out` }, () => machine.retire());
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

interface ServerPlace {
  readonly region: string;
  readonly clusterId: bigint;
  readonly self: MemberId;
  readonly members: ServerConfig['members'];
  readonly federation: readonly RegionConfig[];
}

/** The log lets go of entries when it is that much longer than what it keeps. */
const RELEASED_SHARE = 0.2;

function serverConfig(place: ServerPlace, { logEntriesKept }: Swarm): ServerConfig {
  return {
    ...place,
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
