/**
 * One seed from beginning to verdict: set up in peace, work under faults, work on without, come to rest, check.
 *
 * R1. A run ends at its first violation: what is broken stays broken, and a short trace is read more easily.
 */
import { createRandom } from '../../src/core/base/random.ts';
import { Audience } from './audience.ts';
import { watchMembers } from './checkers/members.ts';
import { setRule } from './client/admin-calls.ts';
import type { Violation } from './history.ts';
import {
  convergenceGoal,
  describePosition,
  gossipGoal,
  leaderGoal,
  membersGoal,
  watchesGoal,
  writesGoal,
  type Goal,
} from './liveness.ts';
import { drawSchedule, type FaultMask, type FaultRecord, type PlannedFault } from './faults/schedule.ts';
import { focusedRates, type FaultKind } from './faults/kinds.ts';
import { Membership } from './membership.ts';
import { maskSwarm, Nemesis } from './nemesis.ts';
import type { TraceLine } from './ports/transcript.ts';
import { Operator } from './operator.ts';
import { CALM, drawSwarm } from './swarm.ts';
import { storyOf } from './story.ts';
import { verdictOf } from './verdict.ts';
import { FEDERATED_PREFIX, Workload, type WorkloadOptions } from './workload.ts';
import { World } from './world.ts';

export interface SeedOptions {
  readonly seed: number;
  readonly regions: number;
  readonly membersPerRegion: number;
  /** Operations asked for in a virtual second, over all regions; 0: each client thinks for as long as it likes. */
  readonly rate: number;
  readonly faultSeconds: number;
  /** The faults go on until so many operations are acknowledged, within reason. */
  readonly leastAcknowledged: number;
  /** Scheduled faults of these kinds only; empty: of those that the swarm draws. */
  readonly kinds: readonly FaultKind[];
  /** No faults at all: for measuring, and for a first look. */
  readonly calm: boolean;
  readonly mask: FaultMask;
  readonly trace: TraceLine | null;
  /** Every event into the trace, not only what members, clients and faults say. */
  readonly traceEvents: boolean;
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
  /** Every fault that was done, by its ordinal. */
  readonly faultRecords: readonly FaultRecord[];
  /** Events that members logged. */
  readonly marks: readonly (readonly [string, number])[];
  /** Of a failing run: the last that was done with the keys concerned. */
  readonly story: readonly string[];
}

const US = 1_000_000;
const STEP_US = 100_000;
const SETUP_US = 30 * US;
/** Work goes on for so long after the faults, at least. */
const AFTERMATH_US = 10 * US;
const REST_US = 120 * US;
/** Nothing may change for this long before the world counts as at rest. */
const STILL_US = 3 * US;
const EXTRA_US = 120 * US;
const CLIENTS_PER_REGION = 5;
/** With a stated rate there are so many clients that each asks about this often in a second. */
const ASKED_BY_EACH_CLIENT = 5;
const THINK_US = 250_000;
/** Keeps the swarm's chance apart from the world's. */
const SWARM_SEED = 0x5eed;

/** Ends a run (R1). */
class BrokenPromise extends Error {}

export function runSeed(options: SeedOptions): SeedResult {
  const run = new SeedRun(options);
  run.go();
  return run.result();
}

class SeedRun {
  readonly #options: SeedOptions;
  readonly #world: World;
  readonly #audience: Audience;
  readonly #workload: Workload;
  readonly #writing: readonly string[];
  readonly #membership: Membership;
  readonly #compactions = new Map<string, number>();
  /** How much of the history is in it. */
  #looked = 0;
  /** Faults may come. */
  #underWay = false;
  #nemesis: Nemesis | null = null;

  constructor(options: SeedOptions) {
    const { seed, regions, membersPerRegion, trace, traceEvents, kinds, calm, mask } = options;
    const wild = drawSwarm(createRandom(seed ^ SWARM_SEED));
    const drawn = kinds.length === 0 ? wild : { ...wild, rates: focusedRates(kinds) };
    const swarm = calm ? CALM : maskSwarm(drawn, mask);
    const names = Array.from({ length: regions }, (_, i) => String.fromCharCode('a'.charCodeAt(0) + i));
    this.#options = options;
    this.#world = new World({ seed, swarm, regions: names, membersPerRegion, trace, traceEvents });
    this.#writing = names.slice(0, swarm.writingRegions);
    this.#audience = new Audience(this.#world);
    this.#workload = new Workload(this.#world, {
      ...paceOf(options),
      writingRegions: this.#writing,
      observed: (region) => this.#audience.log(region).revision,
      deletion: (region, upTo) => this.#audience.log(region).deletionUpTo(upTo),
    });
    watchMembers(this.#world);
    this.#membership = new Membership(this.#world);
    this.#world.onDamaged = (machine) => this.#membership.replaceDamaged(machine);
  }

  go(): void {
    try {
      this.#live();
    } catch (error) {
      if (!(error instanceof BrokenPromise)) throw error;
      this.#world.violations.push(...this.#audience.violations());
    }
  }

  result(): SeedResult {
    const { scheduler, faults, marks, violations } = this.#world;
    const { history } = this.#workload;
    return {
      seed: this.#options.seed,
      violations,
      transcript: scheduler.transcript.hash(),
      events: scheduler.transcript.events,
      virtualSeconds: scheduler.nowUs / US,
      acknowledged: this.#workload.acknowledged(),
      unknown: history.filter(({ outcome }) => outcome.type === 'unknown').length,
      faults: faults.entries(),
      faultRecords: this.#nemesis?.records ?? [],
      marks: marks.entries(),
      story: violations.length === 0 ? [] : storyOf(violations, history),
    };
  }

  #live(): void {
    this.#world.start();
    this.#setUp();
    new Operator(this.#world).start();
    this.#membership.start();
    this.#audience.start();
    this.#workload.start();
    this.#underFaults();
    this.#workOn();
    this.#comeToRest();
    const { history } = this.#workload;
    const input = {
      world: this.#world,
      audience: this.#audience,
      history,
      writingRegions: this.#writing.length,
    };
    this.#world.violations.push(...verdictOf(input));
  }

  /** Members stand, regions have met, and the rule is known everywhere. */
  #setUp(): void {
    const { regions } = this.#world;
    const led = (): boolean =>
      regions.every((region) =>
        this.#world
          .membersOf(region)
          .some((machine) => machine.running?.server.serving.status().role === 'leader'),
      );
    this.#until('every region has a leader', SETUP_US, led);
    if (regions.length > 1) this.#federate();
  }

  #federate(): void {
    const { machines, regions } = this.#world;
    let set = false;
    setRule(this.#world, regions[0] ?? '', FEDERATED_PREFIX, () => (set = true));
    const everywhere = (): boolean =>
      set && machines.every(({ running }) => (running?.server.serving.rules().length ?? 0) > 0);
    this.#until('the replication rule is known everywhere', SETUP_US, everywhere);
  }

  #underFaults(): void {
    const nemesis = new Nemesis(this.#world, this.#membership, this.#schedule(), this.#options.mask);
    this.#nemesis = nemesis;
    this.#world.beginFaults();
    nemesis.start();
    this.#underWay = true;
    this.#run(this.#options.faultSeconds * US);
    const giveUpUs = this.#world.scheduler.nowUs + EXTRA_US;
    const enough = (): boolean => this.#workload.acknowledged() >= this.#options.leastAcknowledged;
    while (!enough() && this.#world.scheduler.nowUs < giveUpUs) this.#run(US);
    this.#underWay = false;
    nemesis.stop();
    this.#world.endFaults();
  }

  #schedule(): readonly PlannedFault[] {
    const horizonUs = this.#options.faultSeconds * US + EXTRA_US;
    return drawSchedule(this.#options.seed, this.#world.swarm.rates, horizonUs);
  }

  /** Without faults every region must serve again, soon. */
  #workOn(): void {
    const sinceUs = this.#world.scheduler.nowUs;
    this.#reach(leaderGoal(this.#world), sinceUs);
    this.#reach(writesGoal(this.#world, this.#workload.history, sinceUs), sinceUs);
    this.#reach(
      membersGoal(() => this.#membership.pending()),
      sinceUs,
    );
    this.#run(Math.max(sinceUs + AFTERMATH_US - this.#world.scheduler.nowUs, 0));
    this.#workload.stop();
  }

  #comeToRest(): void {
    const { scheduler } = this.#world;
    const sinceUs = scheduler.nowUs;
    this.#until('every client has its answer', REST_US, () => this.#workload.idle());
    this.#reach(convergenceGoal(this.#world), sinceUs);
    this.#reach(
      watchesGoal(() => this.#audience.waiting()),
      sinceUs,
    );
    let still = '';
    let stillSinceUs = 0;
    const atRest = (): boolean => {
      const position = this.#world.machines.map(describePosition).join('\n');
      if (position !== still) [still, stillSinceUs] = [position, scheduler.nowUs];
      return scheduler.nowUs - stillSinceUs >= STILL_US;
    };
    this.#until('nothing goes on any more', REST_US, atRest);
    this.#reach(convergenceGoal(this.#world), sinceUs);
    if (this.#world.swarm.gossips) this.#reach(gossipGoal(this.#world), sinceUs);
    this.#audience.stop();
  }

  /** Ends the run when the goal is not reached in time. */
  #reach({ name, withinUs, missing }: Goal, sinceUs: number): void {
    const { scheduler } = this.#world;
    for (let lacking = missing(); lacking.length > 0; lacking = missing()) {
      if (scheduler.nowUs >= sinceUs + withinUs) {
        const what = `not there within ${withinUs / US} s:\n    ${lacking.map((describe) => describe()).join('\n    ')}`;
        this.#world.complain(`liveness: ${name}`, what);
        throw new BrokenPromise();
      }
      this.#run(STEP_US);
    }
  }

  /** As the region has acknowledged. */
  #compacted(region: string): number {
    const { history } = this.#workload;
    for (; this.#looked < history.length; this.#looked++) {
      const operation = history[this.#looked];
      if (operation?.request.type !== 'compact' || operation.outcome.type !== 'acked') continue;
      const before = this.#compactions.get(operation.region) ?? 0;
      this.#compactions.set(operation.region, Math.max(before, operation.request.revision));
    }
    return this.#compactions.get(region) ?? 0;
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
    const { scheduler, violations } = this.#world;
    const endUs = scheduler.nowUs + us;
    while (scheduler.nowUs < endUs) {
      scheduler.runUntil(Math.min(scheduler.nowUs + STEP_US, endUs));
      if (violations.length > 0 || this.#audience.violations().length > 0) throw new BrokenPromise();
      if (this.#options.calm) continue;
      this.#audience.maybeHop();
      if (this.#underWay) this.#audience.maybeComeLate((region) => this.#compacted(region));
    }
  }
}

function paceOf({
  rate,
  regions,
}: SeedOptions): Pick<WorkloadOptions, 'clientsPerRegion' | 'thinkUs' | 'paced'> {
  if (rate === 0) return { clientsPerRegion: CLIENTS_PER_REGION, thinkUs: THINK_US, paced: false };
  const clientsPerRegion = Math.ceil(rate / regions / ASKED_BY_EACH_CLIENT);
  return { clientsPerRegion, thinkUs: (clientsPerRegion * regions * US) / rate, paced: true };
}
