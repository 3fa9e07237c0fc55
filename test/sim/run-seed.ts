/**
 * One seed from beginning to verdict: set up in peace, work under faults, work on without, come to rest, check.
 */
import { prefixRange } from '../../src/core/base/bytes.ts';
import { createRandom, pick, type Random } from '../../src/core/base/random.ts';
import type { ConflictRecord } from '../../src/core/federation/types.ts';
import type { Serving } from '../../src/node/serving/types.ts';
import { SimWatcher, type Delivery, type WatchOptions } from './client/sim-watcher.ts';
import { checkCausality } from './checkers/causality.ts';
import {
  checkNothingLost,
  federatedState,
  replicatedState,
  type RegionOutcome,
} from './checkers/federation.ts';
import { checkLeases } from './checkers/leases.ts';
import { MemberChecks } from './checkers/members.ts';
import { checkRealTime } from './checkers/real-time.ts';
import { RegionLog } from './checkers/region-log.ts';
import { replay } from './checkers/replay.ts';
import { checkWatch, stillMissing } from './checkers/watches.ts';
import { setRule } from './client/admin-calls.ts';
import type { KeyChange, Operation, Violation } from './history.ts';
import { changeRevision } from './history.ts';
import type { Machine } from './machine.ts';
import { Nemesis } from './nemesis.ts';
import type { TraceLine } from './ports/transcript.ts';
import { CALM, drawSwarm, type Swarm } from './swarm.ts';
import { FEDERATED_PREFIX, isFederated, Workload } from './workload.ts';
import { World } from './world.ts';

export interface SeedOptions {
  readonly seed: number;
  readonly regions: number;
  readonly membersPerRegion: number;
  readonly faultSeconds: number;
  /** The faults go on until so many operations are acknowledged, within reason. */
  readonly leastAcknowledged: number;
  /** No faults at all: for measuring, and for a first look. */
  readonly calm: boolean;
  readonly trace: TraceLine | null;
}

export interface SeedResult {
  readonly seed: number;
  readonly violations: readonly Violation[];
  readonly transcript: string;
  readonly events: number;
  readonly virtualSeconds: number;
  readonly acknowledged: number;
  readonly unknown: number;
  readonly faults: readonly (readonly [string, number])[];
  /** Events that members logged. */
  readonly marks: readonly (readonly [string, number])[];
}

const US = 1_000_000;
const STEP_US = 100_000;
const SETUP_US = 30 * US;
const AFTERMATH_US = 10 * US;
const REST_US = 120 * US;
/** Nothing may change for this long before the world counts as at rest. */
const STILL_US = 3 * US;
const EXTRA_US = 120 * US;
const CLIENTS_PER_REGION = 5;
const THINK_US = 250_000;
const WATCHERS_PER_REGION = 4;
const HOP_CHANCE = 0.02;

export function runSeed(options: SeedOptions): SeedResult {
  const run = new SeedRun(options);
  run.go();
  return run.result();
}

class SeedRun {
  readonly #options: SeedOptions;
  readonly #random: Random;
  readonly #swarm: Swarm;
  readonly #world: World;
  readonly #logs = new Map<string, RegionLog>();
  readonly #observers: SimWatcher[] = [];
  readonly #watchers: SimWatcher[] = [];
  readonly #workload: Workload;
  readonly #members: MemberChecks;
  readonly #writing: readonly string[];

  constructor(options: SeedOptions) {
    const { seed, regions, membersPerRegion, trace, calm } = options;
    this.#options = options;
    this.#random = createRandom(seed ^ 0x5eed);
    const drawn = drawSwarm(this.#random);
    this.#swarm = calm ? CALM : drawn;
    const names = Array.from({ length: regions }, (_, i) => String.fromCharCode('a'.charCodeAt(0) + i));
    this.#world = new World({ seed, swarm: this.#swarm, regions: names, membersPerRegion, trace });
    this.#writing = names.slice(0, this.#swarm.writingRegions);
    for (const region of names) this.#logs.set(region, new RegionLog(region));
    this.#workload = new Workload(this.#world, {
      clientsPerRegion: CLIENTS_PER_REGION,
      thinkUs: THINK_US,
      writingRegions: this.#writing,
      observed: (region) => this.#log(region).revision,
    });
    this.#members = new MemberChecks(this.#world);
  }

  go(): void {
    this.#world.start();
    if (!this.#setUp()) return;
    this.#startWatching();
    this.#workload.start();
    this.#underFaults();
    this.#workOn();
    this.#comeToRest();
    this.#check();
  }

  result(): SeedResult {
    const { scheduler, faults, marks } = this.#world;
    const { history } = this.#workload;
    return {
      seed: this.#options.seed,
      violations: this.#world.violations,
      transcript: scheduler.transcript.hash(),
      events: scheduler.transcript.events,
      virtualSeconds: scheduler.nowUs / US,
      acknowledged: this.#workload.acknowledged(),
      unknown: history.filter(({ outcome }) => outcome.type === 'unknown').length,
      faults: faults.entries(),
      marks: marks.entries(),
    };
  }

  /** Members stand, regions have met, and the rule is known everywhere. */
  #setUp(): boolean {
    const { machines, regions } = this.#world;
    const led = (): boolean =>
      regions.every((region) =>
        this.#world
          .membersOf(region)
          .some((machine) => machine.running?.server.serving.status().role === 'leader'),
      );
    if (!this.#until('every region has a leader', SETUP_US, led)) return false;
    let set = false;
    setRule(this.#world, regions[0] ?? '', FEDERATED_PREFIX, () => (set = true));
    const everywhere = (): boolean =>
      set && machines.every(({ running }) => (running?.server.serving.rules().length ?? 0) > 0);
    return this.#until('the replication rule is known everywhere', SETUP_US, everywhere);
  }

  #startWatching(): void {
    for (const region of this.#world.regions) {
      const log = this.#log(region);
      const options = {
        ...{ name: `observer of ${region}`, region, range: { from: '', to: null }, startRevision: 2 },
      };
      const observer = new SimWatcher(
        this.#world,
        { ...options, prevKv: true, progressNotify: true, roomMessages: 1_000 },
        (delivery) => recordIn(log, delivery),
      );
      this.#observers.push(observer);
      for (let i = 1; i <= WATCHERS_PER_REGION; i++)
        this.#watchers.push(new SimWatcher(this.#world, this.#drawWatch(region, i)));
    }
    for (const watcher of [...this.#observers, ...this.#watchers]) watcher.start();
  }

  #drawWatch(region: string, number: number): WatchOptions {
    const random = this.#random;
    return {
      name: `watcher ${region}${number}`,
      region,
      range: prefixRange(pick(random, ['r/', 'l/', FEDERATED_PREFIX, 'r/1', ''])),
      startRevision: pick(random, [0, 0, 2, 30]),
      prevKv: pick(random, [true, false]),
      progressNotify: pick(random, [true, false]),
      roomMessages: pick(random, [1, 4, 1_000]),
    };
  }

  #underFaults(): void {
    const nemesis = new Nemesis(this.#world);
    this.#world.beginFaults();
    nemesis.start();
    this.#run(this.#options.faultSeconds * US);
    const giveUpUs = this.#world.scheduler.nowUs + EXTRA_US;
    const enough = (): boolean => this.#workload.acknowledged() >= this.#options.leastAcknowledged;
    while (!enough() && this.#world.scheduler.nowUs < giveUpUs) this.#run(US);
    nemesis.stop();
    this.#world.endFaults();
  }

  /** Without faults every region must serve again, soon. */
  #workOn(): void {
    const before = new Map(
      this.#world.regions.map((region) => [region, this.#workload.acknowledged(region)]),
    );
    this.#run(AFTERMATH_US);
    for (const [region, count] of before) {
      if (this.#workload.acknowledged(region) === count) {
        this.#world.complain(
          'liveness',
          `${region} acknowledged nothing in ${AFTERMATH_US / US} s after the faults ended`,
        );
      }
    }
    this.#workload.stop();
  }

  #comeToRest(): void {
    let still = '';
    let sinceUs = 0;
    const atRest = (): boolean => {
      const { nowUs } = this.#world.scheduler;
      const position = this.#world.machines.map((machine) => this.#describePosition(machine)).join('\n');
      if (position !== still) [still, sinceUs] = [position, nowUs];
      return this.#workload.idle() && nowUs - sinceUs >= STILL_US && this.#converged() && this.#caughtUp();
    };
    if (!this.#until('all members converge', REST_US, atRest)) {
      const states = this.#world.machines.map(
        (machine) => `${this.#describePosition(machine)}: ${this.#describeState(machine)}`,
      );
      const watches = this.#watchers
        .map((watcher) => this.#describeWatch(watcher))
        .filter((line) => line !== '');
      const lines = [...states, ...watches].join('\n    ');
      this.#world.complain('convergence', `the world stands at\n    ${lines}`);
    }
    for (const watcher of [...this.#observers, ...this.#watchers]) watcher.stop();
  }

  #converged(): boolean {
    // Nobody renews any more, so every lease must have run out.
    if (this.#world.machines.some(({ running }) => running?.server.serving.leases().length !== 0))
      return false;
    const federated = this.#world.machines.map((machine) => federatedState(machine, FEDERATED_PREFIX));
    if (new Set(federated).size > 1) return false;
    return this.#world.regions.every((region) => {
      const states = this.#world.membersOf(region).map(replicatedState);
      return new Set(states).size === 1;
    });
  }

  /** Cheap: whether anything is still going on. */
  #describePosition({ name, running }: Machine): string {
    if (running === null) return `${name} is down`;
    const { serving } = running.server;
    const { role, term, commitIndex, appliedIndex } = serving.status();
    return `${name} ${role} of term ${term}, committed ${commitIndex}, applied ${appliedIndex}, revision ${serving.revision()}`;
  }

  #describeState(machine: Machine): string {
    return `${federatedState(machine, FEDERATED_PREFIX)}, ${replicatedState(machine)}`;
  }

  /** Watchers hear of everything there is. */
  #caughtUp(): boolean {
    const observed = this.#world.regions.every((region) => {
      const [first] = this.#world.membersOf(region);
      return first?.running?.server.serving.revision() === this.#log(region).revision;
    });
    return observed && this.#watchers.every((watcher) => this.#describeWatch(watcher) === '');
  }

  #describeWatch({ options, next, firstRevision, compactedAt }: SimWatcher): string {
    if (compactedAt !== null) return '';
    if (firstRevision === 0) return `${options.name} was never told where it starts`;
    const missing = stillMissing(this.#log(options.region), { options }, next);
    return missing === null ? '' : `${options.name} waits for revision ${missing}`;
  }

  #check(): void {
    const { history } = this.#workload;
    const add = (violations: readonly Violation[]): void => void this.#world.violations.push(...violations);
    const outcomes: RegionOutcome[] = [];
    for (const region of this.#world.regions) {
      const log = this.#log(region);
      const operations = history.filter((operation) => operation.region === region);
      const foreign = history.filter((operation) => operation.region !== region);
      const { violations, owners } = replay({ log, operations, foreign, isFederated });
      add(log.violations);
      add(violations);
      add(checkRealTime({ log, operations, owners }));
      add(checkLeases({ log, operations, owners }));
      const compacted = greatestCompaction(operations);
      for (const watcher of [...this.#observers, ...this.#watchers]) {
        if (watcher.options.region === region) add(checkWatch(log, watcher, compacted));
      }
      const serving = this.#world.membersOf(region)[0]?.running?.server.serving;
      const conflicts = serving === undefined ? [] : wholeFeed(serving);
      outcomes.push({ region, log, owners, conflicts });
    }
    add(checkCausality(outcomes, isFederated));
    add(checkNothingLost({ regions: outcomes, isFederated, writingRegions: this.#writing.length }));
  }

  #until(what: string, limitUs: number, condition: () => boolean): boolean {
    const { scheduler } = this.#world;
    const endUs = scheduler.nowUs + limitUs;
    while (!condition()) {
      if (scheduler.nowUs >= endUs) {
        this.#world.complain('liveness', `waited ${limitUs / US} s in vain until ${what}`);
        return false;
      }
      this.#run(STEP_US);
    }
    return true;
  }

  #run(us: number): void {
    const { scheduler } = this.#world;
    const endUs = scheduler.nowUs + us;
    while (scheduler.nowUs < endUs) {
      scheduler.runUntil(Math.min(scheduler.nowUs + STEP_US, endUs));
      this.#members.look();
      if (this.#watchers.length > 0) this.#maybeHop();
    }
  }

  #maybeHop(): void {
    if (this.#options.calm) return;
    if (pick(this.#random, [...Array(1 / HOP_CHANCE).keys()]) === 0) pick(this.#random, this.#watchers).hop();
  }

  #log(region: string): RegionLog {
    const log = this.#logs.get(region);
    if (log === undefined) throw new Error(`no log of region ${region}`);
    return log;
  }
}

/** A response may carry several revisions; each goes in whole. */
function recordIn(log: RegionLog, { changes, seenUs }: Delivery): void {
  let group: KeyChange[] = [];
  for (const { change } of changes) {
    const [first] = group;
    if (first !== undefined && changeRevision(first) !== changeRevision(change)) {
      log.add(group, seenUs);
      group = [];
    }
    group.push(change);
  }
  log.add(group, seenUs);
}

function greatestCompaction(operations: readonly Operation[]): number {
  let greatest = 0;
  for (const { request } of operations)
    if (request.type === 'compact') greatest = Math.max(greatest, request.revision);
  return greatest;
}

function wholeFeed(serving: Serving): ConflictRecord[] {
  const records: ConflictRecord[] = [];
  for (let from = 1, more = true; more;) {
    const page = serving.conflicts({ prefix: '', fromId: from, limit: Number.MAX_SAFE_INTEGER });
    records.push(...page.records);
    ({ next: from, more } = page);
  }
  return records;
}
