/** Processes that die, stop for a while or are not reached, a few times in a round. */
import { setTimeout as wait } from 'node:timers/promises';
import { nextInteger } from '../../../src/core/base/random.ts';
import { seconds } from '../../support/figures.ts';
import { chance, isMajorityLeft, namesOf, oneOf, victim, victims } from '../region/choices.ts';
import type { CutKind } from '../region/links.ts';
import type { Trouble } from '../region/round.ts';

const TIMES_MAX = 3;
const BETWEEN_MS_MAX = 700;
const DOWN_MS_MAX = 1_500;
/** From a hiccup to four election timeouts: a leader that wakes up was deposed long ago. */
const PAUSE_MS_MIN = 200;
const PAUSE_MS_MAX = 4_000;
const CUT_MS_MIN = 300;
const CUT_MS_MAX = 4_000;
const CUT_KINDS: readonly CutKind[] = ['silent', 'refused'];

export async function killTrouble(trouble: Trouble): Promise<void> {
  const times = nextInteger(trouble.random, 1, TIMES_MAX);
  for (let time = 0; time < times; time++) {
    await oneOf(trouble.random, [kill, kill, pause, isolate, cutWays])(trouble);
    await wait(nextInteger(trouble.random, 0, BETWEEN_MS_MAX));
  }
}

async function kill({ region, random, note, goesOn }: Trouble): Promise<void> {
  const dead = await victims(region, random);
  const at = performance.now();
  for (const member of dead) member.kill();
  await Promise.all(dead.map((member) => member.whenGone()));
  note(`kill -9 ${namesOf(dead)}`);
  if (isMajorityLeft(region, dead)) note(`writes after ${seconds(await goesOn(at))}`);
  await wait(nextInteger(random, 0, DOWN_MS_MAX));
  // Some come back at once; the rest when the round is healed.
  for (const member of dead) if (chance(random, 0.7)) member.start();
}

async function pause({ region, random, note, goesOn }: Trouble): Promise<void> {
  const paused = chance(random, 0.8)
    ? [await victim(region, random)]
    : (await victims(region, random)).slice(0, 2);
  const forMs = nextInteger(random, PAUSE_MS_MIN, PAUSE_MS_MAX);
  const at = performance.now();
  for (const member of paused) member.pause();
  await wait(forMs);
  note(`pause ${namesOf(paused)} for ${seconds(forMs)}`);
  if (forMs > PAUSE_MS_MAX / 2 && isMajorityLeft(region, paused))
    note(`writes after ${seconds(await goesOn(at))}`);
  for (const member of paused) member.resume();
}

async function isolate({ region, random, note, goesOn }: Trouble): Promise<void> {
  const member = await victim(region, random);
  const kind = oneOf(random, CUT_KINDS);
  const at = performance.now();
  region.links.isolate(member.name, kind);
  note(`isolate ${member.name} (${kind})`);
  if (isMajorityLeft(region, [member])) note(`writes after ${seconds(await goesOn(at))}`);
  await wait(nextInteger(random, CUT_MS_MIN, CUT_MS_MAX));
  region.links.heal();
}

/** Any of the six ways, each by itself: partial and one-sided partitions. */
async function cutWays({ region, random, note }: Trouble): Promise<void> {
  const kind = oneOf(random, CUT_KINDS);
  const names = region.members.map(({ name }) => name);
  const ways = names.flatMap((from) => names.filter((to) => to !== from).map((to) => ({ from, to })));
  const cut = ways.filter(() => chance(random, 0.4));
  for (const { from, to } of cut) region.links.cut(from, to, kind);
  const forMs = nextInteger(random, CUT_MS_MIN, CUT_MS_MAX);
  await wait(forMs);
  region.links.heal();
  note(`cut ${cut.map(({ from, to }) => `${from}>${to}`).join(' ')} (${kind}) for ${seconds(forMs)}`);
}
