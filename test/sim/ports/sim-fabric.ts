/**
 * The network between simulated processes: who listens where, how a directed link treats what it carries, and which
 * links are cut. Connections themselves are in sim-network.ts.
 *
 * L1. A link is directed: cutting one way leaves the other way alone.
 * L2. All chance is drawn from the fabric's own stream, in the order of the events.
 */
import { nextFloat, type Random } from '../../../src/core/base/random.ts';
import type { FaultCounts } from './fault-counts.ts';
import type { Scheduler } from './scheduler.ts';

export interface LinkProfile {
  /** One way, before jitter. */
  readonly latencyUs: number;
  /** Mean of the exponential part of the delay. */
  readonly jitterUs: number;
  readonly lossRate: number;
  readonly duplicateRate: number;
  /** Frames that may overtake, or be overtaken by, their neighbours. */
  readonly reorderRate: number;
  /** Connections that break at a frame, of all frames. */
  readonly breakRate: number;
  readonly bytesPerUs: number;
}

export const CLEAN_LINK: LinkProfile = {
  latencyUs: 200,
  jitterUs: 0,
  lossRate: 0,
  duplicateRate: 0,
  reorderRate: 0,
  breakRate: 0,
  bytesPerUs: 1_000,
};

/** How long the ends of a dead link take to notice, as io/tcp-connection does by its keep-alives. */
export interface NoticeTimes {
  readonly connectTimeoutUs: number;
  readonly idleTimeoutUs: number;
}

export const NOTICE_TIMES: NoticeTimes = { connectTimeoutUs: 3_000_000, idleTimeoutUs: 4_000_000 };

export interface FabricOptions {
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly faults: FaultCounts;
  readonly profile: (from: string, to: string) => LinkProfile;
  readonly notice?: NoticeTimes;
}

export type Fate =
  | { readonly type: 'lost' }
  | { readonly type: 'arrives'; readonly delayUs: number; readonly overtakes: boolean };

export class SimFabric {
  readonly scheduler: Scheduler;
  readonly notice: NoticeTimes;
  readonly faults: FaultCounts;
  /** May be replaced at any time: when the faults stop, links become clean. */
  profile: (from: string, to: string) => LinkProfile;
  readonly #random: Random;
  readonly #cuts = new Map<string, Set<string>>();
  readonly #onCut = new Set<(from: string, to: string) => void>();

  constructor({ scheduler, random, faults, profile, notice = NOTICE_TIMES }: FabricOptions) {
    this.scheduler = scheduler;
    this.#random = random;
    this.faults = faults;
    this.profile = profile;
    this.notice = notice;
  }

  cut(from: string, to: string): void {
    if (this.isCut(from, to)) return;
    const cuts = this.#cuts.get(from) ?? new Set();
    cuts.add(to);
    this.#cuts.set(from, cuts);
    this.faults.add('link cut');
    for (const listener of this.#onCut) listener(from, to);
  }

  heal(from: string, to: string): void {
    this.#cuts.get(from)?.delete(to);
  }

  healAll(): void {
    this.#cuts.clear();
  }

  isCut(from: string, to: string): boolean {
    return this.#cuts.size > 0 && this.#cuts.get(from)?.has(to) === true;
  }

  onCut(listener: (from: string, to: string) => void): void {
    this.#onCut.add(listener);
  }

  /** What becomes of one frame. */
  fate(from: string, to: string): Fate {
    if (this.isCut(from, to)) return { type: 'lost' };
    const profile = this.profile(from, to);
    if (this.chance(profile.lossRate, 'frame lost')) return { type: 'lost' };
    const overtakes = this.chance(profile.reorderRate, 'frame reordered');
    const delayUs = this.#draw(profile) + (overtakes ? this.#draw(profile) : 0);
    return { type: 'arrives', delayUs, overtakes };
  }

  delayUs(from: string, to: string): number {
    return this.#draw(this.profile(from, to));
  }

  #draw({ latencyUs, jitterUs }: LinkProfile): number {
    if (jitterUs === 0) return latencyUs;
    return latencyUs - Math.log(1 - nextFloat(this.#random)) * jitterUs;
  }

  /** Counted when it comes true. A rate of zero draws nothing. */
  chance(rate: number, kind: string): boolean {
    if (rate === 0 || nextFloat(this.#random) >= rate) return false;
    this.faults.add(kind);
    return true;
  }
}
