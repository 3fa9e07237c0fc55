/**
 * A pool of real processes, what is done to it, and what must be true after each step.
 *
 * R1. A killed member is dead in everybody's view within `DETECT_MS_MAX`; the longest doubt of this pool and the time until
 *     somebody's probe meets it.
 * R2. A member that was started again, or goes on after it stood still, is alive in everybody's view within the time in which
 *     each member has compared all it knows with another: that is what brings a rumour that somebody missed.
 * R3. Nobody who runs is ever declared dead, nor one that stands still for less than half the shortest doubt.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { nextFloat, nextInteger, pick } from '../../src/core/base/random.ts';
import type { Random } from '../../src/core/base/random.ts';
import { LAN, suspicionMaxMs, suspicionMinMs, syncIntervalMs } from '../../src/core/gossip/profile.ts';
import type { MemberState } from '../../src/core/gossip/types.ts';
import type { MemberReport } from './protocol.ts';
import type { RealMember } from './real-member.ts';

const PROBED_WITHIN_MS = 15_000;
const COMPARED_LATE_MS_MAX = 15_000;
const LONG_PAUSE_MS_MAX = 25_000;
const AT_ONCE_MAX = 3;
const LOOK_EVERY_MS = 20;

export interface Figures {
  passed: number;
  readonly failed: string[];
  kills: number;
  pauses: number;
  /** From the signal until the first and until all others had it dead. */
  readonly firstKnew: number[];
  readonly allKnew: number[];
  /** From the start of the process, or its going on, until all had it alive. */
  readonly rejoined: number[];
}

export class RealRun {
  readonly figures: Figures = {
    ...{ passed: 0, failed: [], kills: 0, pauses: 0 },
    ...{ firstKnew: [], allKnew: [], rejoined: [] },
  };
  private readonly members: readonly RealMember[];
  private readonly random: Random;
  private readonly say: (line: string) => void;
  private readonly detectMsMax: number;
  private readonly rejoinMsMax: number;
  private readonly harmlessMs: number;
  /** Whom nobody may declare dead (R3). */
  private readonly mustLive = new Set<string>();
  private readonly falseDeaths = new Set<string>();

  constructor(members: readonly RealMember[], random: Random, say: (line: string) => void) {
    this.members = members;
    this.random = random;
    this.say = say;
    this.detectMsMax = suspicionMaxMs(LAN, members.length) + PROBED_WITHIN_MS;
    this.rejoinMsMax = 1.1 * syncIntervalMs(LAN, members.length) + COMPARED_LATE_MS_MAX;
    this.harmlessMs = suspicionMinMs(LAN, members.length) / 2;
    for (const member of members)
      member.onSees = (name, state) => {
        if (state === 'dead' && this.mustLive.has(name)) this.falseDeaths.add(`${name} by ${member.name}`);
      };
  }

  /** All of them, at once. */
  async begin(): Promise<void> {
    const began = performance.now();
    for (const member of this.members) member.start();
    await this.step('all find each other', 4 * this.rejoinMsMax, () => this.allAlive(this.members));
    this.say(`${this.members.length} processes know each other after ${sinceText(began)}`);
    for (const { name } of this.members) this.mustLive.add(name);
  }

  async goOnUntil(endMs: number): Promise<void> {
    while (performance.now() < endMs) {
      const action = nextFloat(this.random);
      if (action < 0.5) await this.killSome();
      else if (action < 0.75) await this.pauseSome(this.harmlessMs * nextFloat(this.random));
      else await this.pauseSome(this.harmlessMs + LONG_PAUSE_MS_MAX * nextFloat(this.random));
      await this.compareViews();
    }
  }

  reports(): Promise<MemberReport[]> {
    return Promise.all(this.members.filter(({ up }) => up).map((member) => member.report()));
  }

  private async killSome(): Promise<void> {
    const victims = this.drawSome();
    this.figures.kills += victims.length;
    for (const { name } of victims) this.mustLive.delete(name);
    const others = this.members.filter((member) => !victims.includes(member));
    const killedMs = performance.now();
    await Promise.all(victims.map((victim) => victim.kill()));
    await Promise.all(victims.map((victim) => this.watchDeath(victim, others, killedMs)));
    const startedMs = performance.now();
    for (const victim of victims) victim.start();
    await Promise.all(victims.map((victim) => this.watchReturn(victim, startedMs)));
  }

  private async watchDeath(
    victim: RealMember,
    others: readonly RealMember[],
    sinceMs: number,
  ): Promise<void> {
    const knows = (other: RealMember): boolean => other.sees.get(victim.name) === 'dead';
    let firstMs: number | null = null;
    const ok = await this.step(`${victim.name} is dead to all`, this.detectMsMax, () => {
      if (firstMs === null && others.some(knows)) firstMs = performance.now();
      return others.every(knows);
    });
    if (!ok) return;
    this.figures.firstKnew.push((firstMs ?? sinceMs) - sinceMs);
    this.figures.allKnew.push(performance.now() - sinceMs);
  }

  private async watchReturn(member: RealMember, sinceMs: number): Promise<void> {
    const ok = await this.step(`${member.name} is alive to all`, this.rejoinMsMax, () =>
      this.allAlive([member]),
    );
    if (ok) this.figures.rejoined.push(performance.now() - sinceMs);
    this.mustLive.add(member.name);
  }

  private async pauseSome(forMs: number): Promise<void> {
    const victims = this.drawSome();
    this.figures.pauses += victims.length;
    if (forMs > this.harmlessMs) for (const { name } of victims) this.mustLive.delete(name);
    for (const victim of victims) victim.pause();
    await wait(forMs);
    for (const victim of victims) victim.resume();
    const resumedMs = performance.now();
    await Promise.all(victims.map((victim) => this.watchReturn(victim, resumedMs)));
  }

  /** What they told on the way, and what they hold now. */
  private async compareViews(): Promise<void> {
    const wrong: string[] = [];
    for (const { view } of await this.reports()) {
      for (const { name } of this.members)
        if (view[name] !== 'alive' && view[name] !== 'suspect')
          wrong.push(`${name} is ${view[name] ?? 'unknown'}`);
    }
    this.judge('every view is the truth', wrong);
    this.judge('nobody who runs was declared dead', [...this.falseDeaths]);
    this.falseDeaths.clear();
  }

  private drawSome(): readonly RealMember[] {
    const drawn = new Set<RealMember>();
    const wanted = nextInteger(this.random, 1, AT_ONCE_MAX);
    while (drawn.size < wanted) drawn.add(pick(this.random, this.members));
    return [...drawn];
  }

  private allAlive(observed: readonly RealMember[]): boolean {
    const isAlive = (state: MemberState | undefined): boolean => state === 'alive';
    return this.members.every(
      (by) => by.ready && observed.every((of) => of === by || isAlive(by.sees.get(of.name))),
    );
  }

  private async step(what: string, withinMs: number, holds: () => boolean): Promise<boolean> {
    const deadline = performance.now() + withinMs;
    while (!holds()) {
      if (performance.now() > deadline) {
        this.judge(what, [`not within ${Math.round(withinMs)} ms`]);
        return false;
      }
      await wait(LOOK_EVERY_MS);
    }
    this.judge(what, []);
    return true;
  }

  private judge(what: string, wrong: readonly string[]): void {
    if (wrong.length === 0) {
      this.figures.passed++;
      return;
    }
    const line = `${what}: ${wrong.slice(0, 5).join(', ')}${wrong.length > 5 ? ` and ${wrong.length - 5} more` : ''}`;
    this.figures.failed.push(line);
    this.say(`FAILED ${line}`);
  }
}

const sinceText = (ms: number): string => `${((performance.now() - ms) / 1_000).toFixed(1)} s`;
