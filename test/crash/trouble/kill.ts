/** Processes that die or stop for a while. */
import { setTimeout as wait } from 'node:timers/promises';
import { nextInteger } from '../../../src/core/base/random.ts';
import { seconds } from '../../support/figures.ts';
import type { Card } from './card.ts';
import { chance, chosen, isMajorityLeft, namesOf, WHO } from '../region/choices.ts';
import type { Who } from '../region/choices.ts';
import type { RegionMember } from '../region/member.ts';
import type { Trouble } from './card.ts';

const DOWN_MS_MAX = 1_200;
/** A start takes about a second: so it is met anywhere in it, also before it has begun and after it has ended. */
const STARTING_MS_MAX = 1_500;
/** A hiccup, and up to four election timeouts: a leader that wakes up then was deposed long ago. */
const HICCUP_MS_MIN = 200;
const HICCUP_MS_MAX = 900;
const PAUSE_MS_MIN = 1_500;
const PAUSE_MS_MAX = 4_000;

export const PROCESS_CARDS: readonly Card[] = [
  ...WHO.map((who): Card => ({ name: `kill ${who}`, play: (trouble) => kill(trouble, who) })),
  { name: 'kill one that starts', play: killStarting },
  { name: 'kill the third while two start', play: killThird },
  { name: 'pause for a moment', play: hiccup },
  { name: 'pause the leader', play: (trouble) => pause(trouble, 'the leader') },
  { name: 'pause a follower', play: (trouble) => pause(trouble, 'a follower') },
  { name: 'pause a majority', play: (trouble) => pause(trouble, 'a majority') },
];

/** Resolves when their processes are gone. */
export async function killNow(dead: readonly RegionMember[]): Promise<number> {
  const at = performance.now();
  for (const member of dead) member.kill();
  await Promise.all(dead.map((member) => member.whenGone()));
  return at;
}

/** Some come back at once; the rest when the round is healed. */
export function startSome(dead: readonly RegionMember[], { random }: Trouble): void {
  for (const member of dead) if (chance(random, 0.7) && !member.running) member.start();
}

async function kill(trouble: Trouble, who: Who): Promise<void> {
  const { region, random, note, goesOn } = trouble;
  const dead = await chosen(region, random, who);
  const at = await killNow(dead);
  note(`kill -9 ${namesOf(dead)}`);
  if (isMajorityLeft(region, dead)) note(`writes after ${seconds(await goesOn(at))}`);
  await wait(nextInteger(random, 0, DOWN_MS_MAX));
  startSome(dead, trouble);
}

async function killStarting(trouble: Trouble): Promise<void> {
  const { region, random, note } = trouble;
  const dead = await chosen(region, random, chance(random, 0.5) ? 'the leader' : 'all');
  await killNow(dead);
  for (const member of dead) member.start();
  const afterMs = nextInteger(random, 0, STARTING_MS_MAX);
  await wait(afterMs);
  await killNow(dead);
  note(`kill -9 ${namesOf(dead)}, and again ${seconds(afterMs)} into the start`);
  startSome(dead, trouble);
}

async function killThird({ region, random, note, goesOn }: Trouble): Promise<void> {
  const [third, ...two] = await chosen(region, random, 'all');
  await killNow(two);
  for (const member of two) member.start();
  await wait(nextInteger(random, 0, STARTING_MS_MAX));
  const dead = third === undefined ? [] : [third];
  const at = await killNow(dead);
  note(
    `kill -9 ${namesOf(two)}, and ${namesOf(dead)} while they start; writes after ${seconds(await goesOn(at))}`,
  );
}

async function hiccup({ region, random, note }: Trouble): Promise<void> {
  const paused = await chosen(region, random, chance(random, 0.7) ? 'the leader' : 'a majority');
  const forMs = nextInteger(random, HICCUP_MS_MIN, HICCUP_MS_MAX);
  for (const member of paused) member.pause();
  await wait(forMs);
  for (const member of paused) member.resume();
  note(`pause ${namesOf(paused)} for ${seconds(forMs)}`);
}

async function pause({ region, random, note, goesOn }: Trouble, who: Who): Promise<void> {
  const paused = await chosen(region, random, who);
  const forMs = nextInteger(random, PAUSE_MS_MIN, PAUSE_MS_MAX);
  const at = performance.now();
  for (const member of paused) member.pause();
  await wait(forMs);
  note(`pause ${namesOf(paused)} for ${seconds(forMs)}`);
  if (isMajorityLeft(region, paused)) note(`writes after ${seconds(await goesOn(at))}`);
  for (const member of paused) member.resume();
}
