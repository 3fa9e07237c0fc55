/**
 * One machine of the world: its clocks, its platter and its stores outlive the member processes that run on it.
 *
 * M1. At most one process lives at a time, and a process never comes back: a restart is a new one.
 * M2. Whatever ends a process, its connections, timers and half-done completions end with it.
 */
import type { MemberId } from '../../src/core/base/brands.ts';
import { createSurface } from '../../src/api/create-surface.ts';
import { watchMethods } from '../../src/api/etcd/watch.ts';
import { NEWEST_LEVEL } from '../../src/core/base/feature-level.ts';
import { fork, nextFloat, type Random } from '../../src/core/base/random.ts';
import { startServer, type EndKind, type Server } from '../../src/node/server.ts';
import type { ServerConfig } from '../../src/node/server-config.ts';
import type { Log } from '../../src/ports/log.ts';
import type { FaultCounts } from './ports/fault-counts.ts';
import { SimProcess, type Scheduler } from './ports/scheduler.ts';
import { createSimClock, type MachineClock } from './ports/sim-clock.ts';
import { SimPlatter } from './ports/sim-disk.ts';
import { createSimEntropy } from './ports/sim-entropy.ts';
import type { SimDatagrams } from './ports/sim-datagram.ts';
import type { Farewell, SimNetworks } from './ports/sim-network.ts';
import { SimStores } from './ports/sim-store.ts';
import type { Reachable } from './client/sim-wires.ts';
import { CALM, type Swarm } from './swarm.ts';

export interface MachineParts {
  readonly scheduler: Scheduler;
  readonly networks: SimNetworks;
  readonly datagrams: SimDatagrams;
  readonly faults: FaultCounts;
  /** How often members logged each event: which of the rare paths a run has walked. */
  readonly marks: FaultCounts;
  readonly random: Random;
  readonly swarm: Swarm;
  /** Whether processes that start now run as badly as the swarm says. */
  readonly isFaulty: () => boolean;
  /** The member reported that it cannot go on. */
  readonly onFatal: (machine: Machine, reason: string, kind: EndKind) => void;
  readonly onEnded: (process: SimProcess) => void;
}

export interface RunningMember extends Reachable {
  readonly server: Server;
}

/** What its region answers a member that asks to be replaced too early. */
const NEEDS_LEVEL = /^the region runs at feature level/;

export class Machine {
  readonly name: string;
  readonly region: string;
  readonly address: string;
  /** Another one from the moment its log proved damaged and its region has replaced it. */
  id: MemberId;
  /** Of the release that its next process runs: the first stands for a release without levels. */
  featureLevelMax = NEWEST_LEVEL;
  readonly clock: MachineClock;
  readonly platter: SimPlatter;
  readonly stores: SimStores;
  readonly #parts: MachineParts;
  /** What its data folder says of it, too. */
  #config: ServerConfig;
  /** As far as whoever changes members knows. */
  votes: boolean;
  /** Replaced and not a voter again yet. */
  returning = false;
  #retired = false;
  #cannotComeBack = false;
  #lives = 0;
  #process: SimProcess | null = null;
  #takingPart: Server | null = null;
  #running: RunningMember | null = null;

  constructor(parts: MachineParts, config: ServerConfig, name: string, address: string) {
    const { scheduler, faults, random, swarm } = parts;
    this.#parts = parts;
    this.#config = config;
    this.name = name;
    this.region = config.region;
    this.votes = config.initialState !== 'existing';
    this.address = address;
    this.id = config.self;
    const spread = (max: number): number => (2 * nextFloat(random) - 1) * max;
    this.clock = {
      rate: 1 + spread(swarm.clockRateSpread),
      wallOffsetMs: Math.round(spread(swarm.wallOffsetMsMax)),
      frozenWallMs: null,
    };
    this.platter = new SimPlatter({ scheduler, faults, random: fork(random), profile: CALM.disk });
    this.stores = new SimStores({ scheduler, faults, random: fork(random), profile: CALM.store });
  }

  get process(): SimProcess | null {
    return this.#process;
  }

  /** The member, once it votes and while its process lives; it may still wait for its state. */
  get takingPart(): Server | null {
    return this.#takingPart;
  }

  /** The same, once it serves. */
  get running(): RunningMember | null {
    return this.#running;
  }

  /** Taken out for good: its data is not to be used any more. */
  get retired(): boolean {
    return this.#retired;
  }

  /** Its log is damaged, and its region is at a level at which no member replaces another by itself. */
  get cannotComeBack(): boolean {
    return this.#cannotComeBack;
  }

  retire(): void {
    this.#retired = true;
    this.#end('reset');
  }

  start(): void {
    if (this.#process !== null || this.#retired) return;
    const { scheduler, networks, datagrams, random } = this.#parts;
    const { lateness } = this.#parts.isFaulty() ? this.#parts.swarm : CALM;
    this.#lives += 1;
    const process = new SimProcess(`${this.name}.${this.#lives}`);
    this.#process = process;
    const ports = {
      clock: createSimClock({
        ...{ scheduler, process, machine: this.clock, lateness, random: fork(random) },
      }),
      entropy: createSimEntropy(fork(random)),
      disk: this.platter.mount(process),
      stores: this.stores.host(process),
      network: networks.endpoint(process, this.address),
      // In the clear: sealing takes more than all the rest of gossip, and has no part in what is looked for here.
      gossip: { datagrams: datagrams.endpoint(process, this.address), keys: null },
      log: this.#logOf(process),
      trace: (describe: () => string) => scheduler.transcript.say(scheduler.nowUs, process.name, describe),
    };
    scheduler.after(0, { owner: process, what: 'process starts' }, () => {
      startServer(
        ports,
        { ...this.#config, featureLevelMax: this.featureLevelMax },
        {
          onTakingPart: (server) => (this.#takingPart = server),
          onStarted: (server) => this.#serve(process, server, ports),
          onFatal: (reason, kind) => this.#parts.onFatal(this, reason, kind),
          onReplaced: (config) => {
            this.#config = config;
            this.id = config.self;
            this.votes = false;
            this.returning = true;
            this.#parts.faults.add('damaged member came back by itself');
            return null;
          },
        },
      );
    });
  }

  /** The process ends without a word of its own; the page cache survives. */
  kill(farewell: Farewell): void {
    this.#end(farewell);
  }

  losePower(farewell: Farewell): void {
    const { survivalRate, namesInOrder } = this.#parts.swarm;
    this.#end(farewell);
    this.platter.crash({ survivalRate, namesInOrder });
  }

  /** Stops as an operator would; `done` when the process is gone. */
  stop(done: () => void): void {
    const process = this.#process;
    const running = this.#running;
    if (process === null || running === null) {
      done();
      return;
    }
    const { scheduler } = this.#parts;
    scheduler.after(0, { owner: process, what: 'stop asked for' }, () => {
      running.stopping = true;
      running.server.stop(() => {
        // The completion belongs to the process that ends here.
        scheduler.after(0, { owner: null, what: 'stopped' }, () => {
          if (this.#process === process) this.#end('reset');
          done();
        });
      });
    });
  }

  pause(): void {
    if (this.#process === null) return;
    this.#parts.scheduler.pause(this.#process);
    this.#parts.networks.silenced(this.#process);
  }

  resume(): void {
    if (this.#process !== null) this.#parts.scheduler.resume(this.#process);
  }

  #serve(process: SimProcess, server: Server, ports: Parameters<typeof startServer>[0]): void {
    const surface = createSurface(server.serving, {
      clock: ports.clock,
      entropy: ports.entropy,
      electionTimeoutMs: this.#config.timing.electionMs,
      quotaBytes: this.#config.quotaBytes,
      etcd: () => watchMethods(server.watches),
    });
    this.#running = { process, surface, server, stopping: false };
  }

  #end(farewell: Farewell): void {
    const process = this.#process;
    if (process === null) return;
    process.alive = false;
    this.#process = null;
    this.#takingPart = null;
    this.#running = null;
    this.#cannotComeBack = false;
    this.#parts.networks.ended(process, farewell);
    this.stores.crash();
    this.#parts.onEnded(process);
  }

  #logOf(process: SimProcess): Log {
    const { scheduler, marks } = this.#parts;
    return (level, event, fields = {}) => {
      marks.add(event);
      if (NEEDS_LEVEL.test(String(fields['answer'] ?? ''))) this.#cannotComeBack = true;
      scheduler.transcript.say(
        scheduler.nowUs,
        process.name,
        () => `${level} ${event} ${JSON.stringify(fields)}`,
      );
    };
  }
}
