/**
 * What clients do: each thinks a while, asks for something, and goes on when it knows the outcome or has given up.
 *
 * K1. Every value is written once in a run (history.ts relies on it).
 * K2. Compactions stay behind the observer of their region, so that it sees every revision.
 */
import { prefixRange, singleKey } from '../../src/core/base/bytes.ts';
import { nextFloat, nextInteger, nextUint64, pick, type Random } from '../../src/core/base/random.ts';
import type { Compare, KeyOp, Operation, OpRequest, PutOp, RangeOp } from './history.ts';
import { SimClient } from './client/sim-client.ts';
import type { World } from './world.ts';

export const FEDERATED_PREFIX = '/global/';
export const isFederated = (key: string): boolean => key.startsWith(FEDERATED_PREFIX);

const REGIONAL_PREFIX = 'r/';
/** Written by clients of their region alone, and by nothing else. */
export const REGIONAL_KEYS = names(REGIONAL_PREFIX, 10);
const LEASED_KEYS = names('l/', 5);
const FEDERATED_KEYS = names(FEDERATED_PREFIX, 7);
/** Any key of the workload, in a text. */
export const KEY_PATTERN = /\b[rl]\/\d+|\/global\/\d+/g;
const LEASES_PER_CLIENT = 2;
/** One of them for a run: what is compacted lately, and what was before most members started last. */
const COMPACT_BEHIND = [40, 400] as const;
/** A client that goes away: after its last renewal a lease is to last as long as that said, and nobody renews it again. */
const LAST_RENEWAL_CHANCE = 0.4;
/** Clients that write large values ask so much more often: the store is to be flushed many times in a run. */
const LARGE_WRITERS_HURRY = 4;

export interface WorkloadOptions {
  readonly clientsPerRegion: number;
  /** Mean pause between two requests of a client. */
  readonly thinkUs: number;
  /** The pause is counted from request to request, however long the answer takes: the rate is kept while answers are quick. */
  readonly paced: boolean;
  /** Only these regions write federated keys. */
  readonly writingRegions: readonly string[];
  /** The greatest revision of a region that its observer has seen. */
  readonly observed: (region: string) => number;
  /** The greatest revision up to this one in which something was deleted there; this one when there is none nearby. */
  readonly deletion: (region: string, upTo: number) => number;
}

function names(prefix: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, i) => `${prefix}${i}`);
}

export class Workload {
  readonly history: Operation[] = [];
  readonly #actors: Actor[] = [];
  #running = true;

  constructor(world: World, options: WorkloadOptions) {
    for (const region of world.regions) {
      for (let i = 1; i <= options.clientsPerRegion; i++) {
        const client = new SimClient(world, region, `client ${region}${i}`, this.history);
        this.#actors.push(new Actor(world, client, options, () => this.#running));
      }
    }
  }

  start(): void {
    for (const actor of this.#actors) actor.begin();
  }

  stop(): void {
    this.#running = false;
  }

  /** True when no request is under way any more. */
  idle(): boolean {
    return this.#actors.every((actor) => !actor.busy);
  }

  acknowledged(region?: string): number {
    let count = 0;
    for (const { outcome, region: of } of this.history) {
      if (outcome.type === 'acked' && (region === undefined || region === of)) count += 1;
    }
    return count;
  }
}

function nextBeatUs(nowUs: number, beatUs: number): number {
  return (Math.floor(nowUs / beatUs) + 1) * beatUs;
}

class Actor {
  busy = false;
  readonly #world: World;
  readonly #client: SimClient;
  readonly #options: WorkloadOptions;
  readonly #running: () => boolean;
  readonly #random: Random;
  readonly #writesFederated: boolean;
  /** One region is enough for large values: a store that fills is the same everywhere. */
  readonly #writesLarge: boolean;
  readonly #leases: bigint[] = [];
  readonly #compactBehind: number;
  /** The last modification this client saw of a key: what it compares with. */
  readonly #known = new Map<string, number>();
  #writes = 0;
  /** When it asks next. */
  #dueUs = 0;

  constructor(world: World, client: SimClient, options: WorkloadOptions, running: () => boolean) {
    this.#compactBehind = COMPACT_BEHIND[world.seed % COMPACT_BEHIND.length] ?? COMPACT_BEHIND[0];
    this.#world = world;
    this.#client = client;
    this.#options = options;
    this.#running = running;
    this.#random = world.forkRandom();
    this.#writesLarge = world.swarm.valueBytes > 0 && client.region === world.regions[0];
    this.#writesFederated = options.writingRegions.includes(client.region);
  }

  begin(): void {
    this.#dueUs = this.#world.scheduler.nowUs;
    this.think();
  }

  think(): void {
    const { thinkUs, paced } = this.#options;
    const meanUs = this.#writesLarge && !paced ? thinkUs / LARGE_WRITERS_HURRY : thinkUs;
    const { scheduler, swarm } = this.#world;
    if (paced && swarm.inBursts) this.#dueUs = nextBeatUs(scheduler.nowUs, meanUs);
    else {
      const fromUs = paced ? this.#dueUs : scheduler.nowUs;
      this.#dueUs = Math.max(fromUs + 2 * nextFloat(this.#random) * meanUs, scheduler.nowUs);
    }
    scheduler.at(this.#dueUs, { owner: null, what: 'client thinks' }, () => this.#act());
  }

  #act(): void {
    if (!this.#running()) return;
    if (!this.#client.ready()) {
      this.think();
      return;
    }
    this.busy = true;
    this.#client.call(this.#draw(), (operation) => {
      this.busy = false;
      this.#learn(operation);
      this.think();
    });
  }

  #draw(): OpRequest {
    const roll = nextInteger(this.#random, 0, 99);
    if (roll < 22) return this.#put(pick(this.#random, REGIONAL_KEYS));
    if (roll < 28) return this.#delete(REGIONAL_KEYS);
    if (roll < 43) return this.#range(false);
    if (roll < 51) return this.#range(true);
    if (roll < 63) return this.#txn();
    if (roll < 78) return this.#federatedWrite();
    if (roll < 83) return this.#past();
    if (roll < 84) return this.#compact();
    return this.#leaseWork();
  }

  #federatedWrite(): OpRequest {
    if (!this.#writesFederated) return this.#range(false);
    const roll = nextInteger(this.#random, 0, 9);
    if (roll < 6) return this.#put(pick(this.#random, FEDERATED_KEYS));
    if (roll < 8) return this.#delete(FEDERATED_KEYS);
    // Several keys in one transaction: they must become visible together everywhere.
    const first = nextInteger(this.#random, 0, FEDERATED_KEYS.length - 2);
    const keys = FEDERATED_KEYS.slice(first, first + nextInteger(this.#random, 2, 3));
    return { type: 'txn', compares: [], success: keys.map((key) => this.#put(key)), failure: [] };
  }

  #put(key: string, lease = 0n): PutOp {
    this.#writes += 1;
    const value = `${this.#client.name.replace('client ', '')}-${this.#writes}`;
    const large = this.#writesLarge && key.startsWith(REGIONAL_PREFIX);
    const padding = large ? this.#world.swarm.valueBytes : 0;
    return { type: 'put', key, value, padding, lease, prevKv: nextFloat(this.#random) < 0.3 };
  }

  #delete(keys: readonly string[]): OpRequest {
    const from = pick(this.#random, keys);
    const one = nextFloat(this.#random) < 0.8;
    const last = keys.at(-1) ?? from;
    return {
      type: 'delete',
      range: one ? singleKey(from) : { from, to: last },
      prevKv: nextFloat(this.#random) < 0.5,
    };
  }

  #range(serializable: boolean): RangeOp {
    const prefix = pick(this.#random, ['r/', 'l/', FEDERATED_PREFIX, '']);
    const keys = [...REGIONAL_KEYS, ...LEASED_KEYS, ...FEDERATED_KEYS];
    const range = nextFloat(this.#random) < 0.5 ? singleKey(pick(this.#random, keys)) : prefixRange(prefix);
    const limit = nextFloat(this.#random) < 0.2 ? nextInteger(this.#random, 1, 4) : 0;
    return { type: 'range', range, revision: 0, limit, serializable };
  }

  /** A read of an older revision; it may have been compacted by then. */
  #past(): RangeOp {
    const observed = this.#options.observed(this.#client.region);
    const revision = Math.max(observed - nextInteger(this.#random, 0, 2 * this.#compactBehind), 1);
    return { ...this.#range(nextFloat(this.#random) < 0.5), revision };
  }

  #txn(): OpRequest {
    const [key, other] = [pick(this.#random, REGIONAL_KEYS), pick(this.#random, REGIONAL_KEYS)];
    const read: RangeOp = {
      type: 'range',
      range: prefixRange('r/'),
      revision: 0,
      limit: 0,
      serializable: false,
    };
    const success: KeyOp[] = [this.#put(key), read];
    if (other !== key) success.push({ type: 'delete', range: singleKey(other), prevKv: true });
    const failure: KeyOp[] = nextFloat(this.#random) < 0.3 ? [this.#put(other), read] : [read];
    return { type: 'txn', compares: [this.#compare(key)], success, failure };
  }

  #compare(key: string): Compare {
    const known = this.#known.get(key) ?? 0;
    const roll = nextInteger(this.#random, 0, 9);
    if (roll < 6) return { key, target: 'mod', result: 'equal', operand: known };
    if (roll < 8)
      return { key, target: 'version', result: 'greater', operand: nextInteger(this.#random, 0, 3) };
    if (roll < 9) return { key, target: 'create', result: 'less', operand: known + 1 };
    return { key, target: 'value', result: 'not-equal', operand: 'nothing' };
  }

  /** More often than not at a delete: the event of that very revision has to stay. */
  #compact(): OpRequest {
    const { observed, deletion } = this.#options;
    const { region } = this.#client;
    const upTo = observed(region) - this.#compactBehind;
    const revision = nextFloat(this.#random) < 0.7 ? deletion(region, upTo) : upTo;
    return revision < 2 ? this.#range(false) : { type: 'compact', revision };
  }

  #leaseWork(): OpRequest {
    const lease = this.#leases.length === 0 ? undefined : pick(this.#random, this.#leases);
    if (lease === undefined || (this.#leases.length < LEASES_PER_CLIENT && nextFloat(this.#random) < 0.3)) {
      const id = BigInt.asUintN(63, nextUint64(this.#random)) | 1n;
      return { type: 'lease-grant', id, ttl: nextInteger(this.#random, 2, 12) };
    }
    const roll = nextInteger(this.#random, 0, 9);
    if (roll < 4) return this.#put(pick(this.#random, LEASED_KEYS), lease);
    return roll < 9 ? { type: 'keep-alive', id: lease } : { type: 'lease-revoke', id: lease };
  }

  #learn({ request, outcome }: Operation): void {
    if (request.type === 'lease-grant' && outcome.type !== 'refused') this.#leases.push(request.id);
    if (request.type === 'lease-revoke' && outcome.type === 'acked') this.#forget(request.id);
    if (request.type === 'put' && outcome.type === 'refused') this.#forget(request.lease);
    if (outcome.type !== 'acked') return;
    const { answer } = outcome;
    if (answer.type === 'keep-alive' && request.type === 'keep-alive')
      if (answer.ttl === 0 || nextFloat(this.#random) < LAST_RENEWAL_CHANCE) this.#forget(request.id);
    if (answer.type === 'range') for (const { key, mod } of answer.kvs) this.#known.set(key, mod);
    if (request.type === 'put') this.#known.set(request.key, outcome.revision);
  }

  #forget(lease: bigint): void {
    const at = this.#leases.indexOf(lease);
    if (at >= 0) this.#leases.splice(at, 1);
  }
}
