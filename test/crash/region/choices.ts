/** Whom a trouble meets, and what else of it is drawn from the round's seed. */
import { setTimeout as wait } from 'node:timers/promises';
import { present } from '../../../src/core/base/assert.ts';
import { nextFloat, nextInteger } from '../../../src/core/base/random.ts';
import type { Random } from '../../../src/core/base/random.ts';
import type { RegionMember } from './member.ts';
import type { Region } from './region.ts';

export const chance = (random: Random, share: number): boolean => nextFloat(random) < share;

export function oneOf<T>(random: Random, all: readonly T[]): T {
  return present(all[nextInteger(random, 0, all.length - 1)], 'one of several');
}

/** Of three members: a majority are two, one of them the leader as often as not. */
export const WHO = ['the leader', 'a follower', 'a majority', 'all'] as const;
export type Who = (typeof WHO)[number];

const LEADER_MS_MAX = 3_000;
const LOOK_EVERY_MS = 20;

export async function chosen(region: Region, random: Random, who: Who): Promise<readonly RegionMember[]> {
  const leader = await leaderOf(region, random);
  const others = region.members.filter((member) => member !== leader);
  if (chance(random, 0.5)) others.reverse();
  const [first, second] = [present(others[0], 'a follower'), present(others[1], 'another follower')];
  switch (who) {
    case 'the leader':
      return [leader];
    case 'a follower':
      return [first];
    case 'a majority':
      return chance(random, 0.5) ? [leader, first] : [first, second];
    case 'all':
      return [leader, first, second];
  }
}

/** Whoever leads, or any when nobody does for long: the trouble before this one may still go on. */
export async function leaderOf(region: Region, random: Random): Promise<RegionMember> {
  const giveUpAt = performance.now() + LEADER_MS_MAX;
  while (performance.now() < giveUpAt) {
    const leader = await region.leader();
    if (leader !== null) return leader;
    await wait(LOOK_EVERY_MS);
  }
  return oneOf(random, region.members);
}

export const namesOf = (members: readonly RegionMember[]): string =>
  members.map(({ name }) => name).join(' and ');

/** Then writes must go on: some that were killed before may still be down. */
export function isMajorityLeft({ members }: Region, away: readonly RegionMember[]): boolean {
  const left = members.filter((member) => member.running && !away.includes(member));
  return left.length > members.length / 2;
}
