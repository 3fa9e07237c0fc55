/**
 * Everybody who watches a world: an observer of all keys for each region, whose log is the yardstick of that region, and
 * some watchers whose ways, starts and wishes differ.
 */
import { prefixRange } from '../../src/core/base/bytes.ts';
import { nextFloat, pick, type Random } from '../../src/core/base/random.ts';
import { present } from '../../src/core/base/assert.ts';
import { RegionLog } from './checkers/region-log.ts';
import { stillMissing } from './checkers/watches.ts';
import { SimWatcher, type Delivery, type WatchOptions } from './client/sim-watcher.ts';
import { changeRevision, type KeyChange, type Violation } from './history.ts';
import { FEDERATED_PREFIX } from './workload.ts';
import type { World } from './world.ts';

const WATCHERS_PER_REGION = 4;
const HOP_CHANCE = 0.02;
/** Those who begin where a compaction ended. One that comes makes the one before the last go. */
const LATECOMERS_PER_REGION = 2;
const LATE_CHANCE = 0.03;
const ROOM_ENOUGH = 1_000;

export class Audience {
  readonly #world: World;
  readonly #random: Random;
  readonly #logs = new Map<string, RegionLog>();
  readonly #observers: SimWatcher[] = [];
  readonly #watchers: SimWatcher[] = [];
  readonly #late: SimWatcher[] = [];
  /** They have gone, and what they saw was right all the same. */
  readonly #gone: SimWatcher[] = [];
  #lateMade = 0;

  constructor(world: World) {
    this.#world = world;
    this.#random = world.forkRandom();
    for (const region of world.regions) this.#logs.set(region, new RegionLog(region));
  }

  start(): void {
    for (const region of this.#world.regions) {
      const log = this.log(region);
      const options: WatchOptions = {
        ...{ name: `observer of ${region}`, region, range: { from: '', to: null }, startRevision: 2 },
        ...{ prevKv: true, progressNotify: true, roomMessages: ROOM_ENOUGH },
      };
      this.#observers.push(new SimWatcher(this.#world, options, (delivery) => recordIn(log, delivery)));
      for (let number = 1; number <= WATCHERS_PER_REGION; number++) {
        this.#watchers.push(new SimWatcher(this.#world, this.#draw(region, number)));
      }
    }
    for (const watcher of this.#all()) watcher.start();
  }

  stop(): void {
    for (const watcher of this.#all()) watcher.stop();
  }

  log(region: string): RegionLog {
    return present(this.#logs.get(region), () => `the log of region ${region}`);
  }

  watchersOf(region: string): readonly SimWatcher[] {
    return [...this.#all(), ...this.#gone].filter(({ options }) => options.region === region);
  }

  /** What observers could not make sense of as it came. */
  violations(): readonly Violation[] {
    return [...this.#logs.values()].flatMap((log) => log.violations);
  }

  /** Now and then one of them loses its network. */
  maybeHop(): void {
    if (this.#watchers.length > 0 && nextFloat(this.#random) < HOP_CHANCE)
      pick(this.#random, this.#watchers).hop();
  }

  /**
   * Now and then somebody watches from the very revision up to which everything is compacted: what happened in it is still
   * to be seen, also by a member that has deleted the rest or has just started; a revision earlier it is to be refused.
   */
  maybeComeLate(compacted: (region: string) => number): void {
    if (nextFloat(this.#random) >= LATE_CHANCE) return;
    const region = pick(this.#random, this.#world.regions);
    const startRevision = compacted(region) + pick(this.#random, [-1, 0, 0, 0, 0, 1]);
    if (startRevision < 2) return;
    this.#lateMade += 1;
    const drawn = { ...this.#draw(region, this.#lateMade), startRevision };
    const options = nextFloat(this.#random) < 0.5 ? drawn : { ...drawn, range: prefixRange('') };
    const watcher = new SimWatcher(this.#world, { ...options, name: `late ${options.name}` });
    const others = this.#late.filter(({ options: { region: of } }) => of === region);
    const [oldest] = others;
    if (oldest !== undefined && others.length >= LATECOMERS_PER_REGION) this.#sendAway(oldest);
    this.#late.push(watcher);
    this.#watchers.push(watcher);
    watcher.start();
  }

  /** What is still to come for whom, as lines; none when everybody has everything. */
  waiting(): readonly string[] {
    const lines = this.#watchers.map((watcher) => this.#describeWait(watcher));
    for (const region of this.#world.regions) {
      const shown = this.#world.membersOf(region)[0]?.running?.server.serving.revision() ?? 0;
      const { revision } = this.log(region);
      lines.push(
        shown === revision ? '' : `the observer of ${region} stands at ${revision}, the region at ${shown}`,
      );
    }
    return lines.filter((line) => line !== '');
  }

  #sendAway(watcher: SimWatcher): void {
    watcher.stop();
    this.#gone.push(watcher);
    for (const list of [this.#late, this.#watchers]) list.splice(list.indexOf(watcher), 1);
  }

  #all(): readonly SimWatcher[] {
    return [...this.#observers, ...this.#watchers];
  }

  #describeWait({ options, next, firstRevision, compactedAt }: SimWatcher): string {
    if (compactedAt !== null) return '';
    if (firstRevision === 0) return `${options.name} was never told where it starts`;
    const missing = stillMissing(this.log(options.region), { options }, next);
    return missing === null ? '' : `${options.name} waits for revision ${missing}`;
  }

  #draw(region: string, number: number): WatchOptions {
    const random = this.#random;
    return {
      name: `watcher ${region}${number}`,
      region,
      range: prefixRange(pick(random, ['r/', 'l/', FEDERATED_PREFIX, 'r/1', ''])),
      startRevision: pick(random, [0, 0, 2, 30]),
      prevKv: pick(random, [true, false]),
      progressNotify: pick(random, [true, false]),
      roomMessages: pick(random, [1, 4, ROOM_ENOUGH]),
    };
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
