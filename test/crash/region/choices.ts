/** Choices of a round, drawn from its seed. */
import { present } from '../../../src/core/base/assert.ts';
import { nextFloat, nextInteger } from '../../../src/core/base/random.ts';
import type { Random } from '../../../src/core/base/random.ts';
import type { RegionMember } from './member.ts';
import type { Region } from './region.ts';

export const chance = (random: Random, share: number): boolean => nextFloat(random) < share;

export function oneOf<T>(random: Random, all: readonly T[]): T {
  return present(all[nextInteger(random, 0, all.length - 1)], 'one of several');
}

/** More often the leader than not: there it hurts. */
const LEADER_SHARE = 0.6;

export async function victim(region: Region, random: Random): Promise<RegionMember> {
  const drawn = oneOf(random, region.members);
  if (!chance(random, LEADER_SHARE)) return drawn;
  return (await region.leader()) ?? drawn;
}

const HOW_MANY = [1, 1, 1, 2, 2, 3] as const;

/** One, a majority or all. */
export async function victims(region: Region, random: Random): Promise<readonly RegionMember[]> {
  const first = await victim(region, random);
  const others = region.members.filter((member) => member !== first);
  if (chance(random, 0.5)) others.reverse();
  return [first, ...others].slice(0, oneOf(random, HOW_MANY));
}

export const namesOf = (members: readonly RegionMember[]): string =>
  members.map(({ name }) => name).join(' and ');

/** Then writes must go on: some that were killed before may still be down. */
export function isMajorityLeft({ members }: Region, away: readonly RegionMember[]): boolean {
  const left = members.filter((member) => member.running && !away.includes(member));
  return left.length > members.length / 2;
}
