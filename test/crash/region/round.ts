/**
 * One round with a region: clients of every kind, trouble in the middle, everything made whole again, every member in use
 * again, and then the account of it all.
 */
import { loadavg } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { nextInteger } from '../../../src/core/base/random.ts';
import type { Random } from '../../../src/core/base/random.ts';
import type { Findings } from '../inspection.ts';
import type { Ledger } from '../ledger.ts';
import { Load } from '../load.ts';
import type { RegionInspector } from './inspection.ts';
import type { Card } from '../trouble/card.ts';
import { LeaseHolders } from './lease-holders.ts';
import { Readers } from './readers.ts';
import { REGION } from './region.ts';
import type { Region } from './region.ts';
import { Watchers } from './watchers.ts';

const WRITERS = 16;
const HOLDERS = 3;
const LOOK_EVERY_MS = 5;
const EXTRA_EVERY_MS = 50;
const BEFORE_TROUBLE_ACKNOWLEDGED = 100;
const BEFORE_TROUBLE_MS_MAX = 400;
/** Beyond it a region with a majority takes no writes: something hangs. */
const GOES_ON_MS_MAX = 30_000;
/** With a majority at work writes go on after an election or two. */
export const GAP_MS_MAX = 10_000;
const STARTS_MS_MAX = 30_000;

export const ALL_KEYS = '/crash/';

export interface RegionWorld {
  readonly region: Region;
  readonly ledger: Ledger;
  readonly inspector: RegionInspector;
  /** Of the round before: what they let go may end while this one goes on. */
  holders: LeaseHolders | null;
}

export interface RegionRoundPlan {
  readonly name: string;
  readonly random: Random;
  /** Everything that is still on the books is read, not only what this round wrote. */
  readonly readAll: boolean;
  /** The leases of this round are waited for, too. */
  readonly isLast: boolean;
  readonly troubles: readonly Pick<Card, 'play'>[];
  tally(what: string): void;
}

export interface RegionRoundResult {
  readonly notes: readonly string[];
  readonly findings: Findings;
  readonly wrong: readonly string[];
  readonly acknowledged: number;
  readonly unknown: number;
  readonly reads: number;
  readonly renewals: number;
  readonly watchesResumed: number;
  /** What the round took, and how much of that was its trouble. */
  readonly ms: number;
  readonly troubleMs: number;
}

export async function playRegionRound(plan: RegionRoundPlan, world: RegionWorld): Promise<RegionRoundResult> {
  const { region, ledger, inspector } = world;
  const { name, random, readAll, isLast, troubles, tally } = plan;
  const beganAt = performance.now();
  const notes: string[] = [];
  const wrong: string[] = [];
  const onWrong = (what: string): void => void wrong.push(what);
  const { members } = region;
  const common = { region: REGION, members, ledger, onWrong };
  const prefix = `${ALL_KEYS}${name}/`;
  const watchers = new Watchers(members, inspector.explained + 1, onWrong);
  const load = new Load({ ...common, prefix, workers: WRITERS, compares: true });
  const readers = new Readers(common);
  const holders = new LeaseHolders({ ...common, prefix: `${prefix}lease/`, holders: HOLDERS });
  const stopAll = (): Promise<unknown> => Promise.all([load.stop(), readers.stop(), holders.stop()]);
  try {
    await acknowledged(load, BEFORE_TROUBLE_ACKNOWLEDGED);
    await wait(nextInteger(random, 0, BEFORE_TROUBLE_MS_MAX));
    const troubleAt = performance.now();
    for (const { play } of troubles)
      await play({
        ...{ region, random, tally, complain: onWrong, note: (what) => void notes.push(what) },
        explained: inspector.explained,
        goesOn: (since) => goesOn(load, since, region, onWrong),
      });
    await region.heal();
    const troubleMs = performance.now() - troubleAt;
    // Trouble that makes a member stop has asked for its last words itself.
    for (const member of members)
      for (const end of member.takeEnds()) onWrong(`${member.name} ended by itself and said: ${end}`);
    const healedAt = performance.now();
    await Promise.all(members.map((member) => firstAfter(load, healedAt, member.name)));
    await stopAll();
    await world.holders?.settle(onWrong);
    if (isLast) await holders.settle(onWrong);
    world.holders?.close();
    world.holders = holders;
    const prefixes = [readAll ? ALL_KEYS : prefix];
    const findings = await inspector.inspect({ prefixes, readers, watchers });
    return {
      ...{ notes, findings, wrong: [...wrong, ...findings.wrong], troubleMs },
      ...{ acknowledged: load.acknowledgements.length, unknown: load.unknown, reads: readers.answered },
      ...{ renewals: holders.renewed, watchesResumed: watchers.resumed.times },
      ms: performance.now() - beganAt,
    };
  } catch (error) {
    const before = `${notes.join('; ')}; ${wrong.join('; ')}`;
    throw new Error(`round ${name} cannot be judged, after ${before}`, { cause: error });
  } finally {
    await stopAll();
    watchers.stop();
    if (world.holders !== holders) holders.close();
  }
}

async function acknowledged({ acknowledgements }: Load, least: number): Promise<void> {
  const giveUpAt = performance.now() + GOES_ON_MS_MAX;
  while (acknowledgements.length < least) {
    if (performance.now() > giveUpAt) throw new Error('the region takes no writes before anything happened');
    await wait(LOOK_EVERY_MS);
  }
}

async function goesOn(
  load: Load,
  since: number,
  region: Region,
  onWrong: (what: string) => void,
): Promise<number> {
  const [ackAt, upAt] = await Promise.all([firstAfter(load, since), majorityUp(region)]);
  const gapMs = Math.max(0, ackAt - Math.max(since, upAt));
  if (gapMs > GAP_MS_MAX)
    onWrong(`writes went on only after ${Math.round(gapMs)} ms, at a load of ${loadavg()[0]?.toFixed(1)}`);
  return gapMs;
}

/** Some that were killed before may be on their way back: how long a start takes is another question. */
async function majorityUp({ members }: Region): Promise<number> {
  const isUp = (): boolean => members.filter((member) => member.up).length > members.length / 2;
  if (isUp()) return 0;
  const giveUpAt = performance.now() + STARTS_MS_MAX;
  while (!isUp() && performance.now() < giveUpAt) await wait(LOOK_EVERY_MS);
  return performance.now();
}

/** When the first write begun after `since` was acknowledged, by any member or by one of them. */
export async function firstAfter(load: Load, since: number, member: string | null = null): Promise<number> {
  const { acknowledgements } = load;
  const giveUpAt = performance.now() + GOES_ON_MS_MAX;
  let nextExtraAt = since + EXTRA_EVERY_MS;
  for (let looked = 0; ;) {
    for (; looked < acknowledgements.length; looked++) {
      const each = acknowledgements[looked];
      if (each !== undefined && each.startedAt >= since && (member ?? each.member) === each.member)
        return each.at;
    }
    if (performance.now() > nextExtraAt) {
      load.extra();
      nextExtraAt = performance.now() + EXTRA_EVERY_MS;
    }
    if (performance.now() > giveUpAt) {
      const where = member === null ? '' : ` at ${member}`;
      throw new Error(`no write was acknowledged${where} for ${GOES_ON_MS_MAX / 1_000} s`);
    }
    await wait(LOOK_EVERY_MS);
  }
}
