/** Ways between members that are cut: all of one member's, one of the six alone, some of them. */
import { setTimeout as wait } from 'node:timers/promises';
import { present } from '../../../src/core/base/assert.ts';
import { nextInteger } from '../../../src/core/base/random.ts';
import { seconds } from '../../support/figures.ts';
import type { Card } from './card.ts';
import { chance, chosen, isMajorityLeft, leaderOf, oneOf } from '../region/choices.ts';
import type { Who } from '../region/choices.ts';
import type { CutKind } from '../region/links.ts';
import type { Trouble } from './card.ts';

/** From less than an election timeout to three. */
const CUT_MS_MIN = 300;
const CUT_MS_MAX = 3_000;
const CUT_KINDS: readonly CutKind[] = ['silent', 'refused'];

interface Way {
  readonly from: string;
  readonly to: string;
}

export const CUT_CARDS: readonly Card[] = [
  ...CUT_KINDS.map((kind): Card => {
    return { name: `isolate the leader, ${kind}`, play: (trouble) => isolate(trouble, 'the leader', kind) };
  }),
  ...CUT_KINDS.map((kind): Card => {
    return { name: `isolate a follower, ${kind}`, play: (trouble) => isolate(trouble, 'a follower', kind) };
  }),
  { name: 'cut one way from the leader', play: (trouble) => cutAtLeader(trouble, true, false) },
  { name: 'cut one way to the leader', play: (trouble) => cutAtLeader(trouble, false, true) },
  { name: 'cut a link of the leader', play: (trouble) => cutAtLeader(trouble, true, true) },
  { name: 'cut some of the six ways', play: cutSome },
];

async function isolate({ region, random, note, goesOn }: Trouble, who: Who, kind: CutKind): Promise<void> {
  const member = present((await chosen(region, random, who))[0], 'a member');
  const at = performance.now();
  region.links.isolate(member.name, kind);
  note(`isolate ${member.name} (${kind})`);
  if (isMajorityLeft(region, [member])) note(`writes after ${seconds(await goesOn(at))}`);
  await wait(nextInteger(random, 0, CUT_MS_MAX));
  region.links.heal();
}

async function cutAtLeader(trouble: Trouble, from: boolean, to: boolean): Promise<void> {
  const { region, random } = trouble;
  const leader = await leaderOf(region, random);
  const other = oneOf(
    random,
    region.members.filter((member) => member !== leader),
  );
  const out = { from: leader.name, to: other.name };
  const back = { from: other.name, to: leader.name };
  await cutFor(trouble, [...(from ? [out] : []), ...(to ? [back] : [])]);
}

/** Any of the six ways, each by itself: partial and one-sided partitions. */
async function cutSome(trouble: Trouble): Promise<void> {
  const names = trouble.region.members.map(({ name }) => name);
  const ways = names.flatMap((from) => names.filter((to) => to !== from).map((to) => ({ from, to })));
  const cut = ways.filter(() => chance(trouble.random, 0.4));
  await cutFor(trouble, cut.length > 0 ? cut : [oneOf(trouble.random, ways)]);
}

async function cutFor({ region, random, note }: Trouble, ways: readonly Way[]): Promise<void> {
  const kind = oneOf(random, CUT_KINDS);
  for (const { from, to } of ways) region.links.cut(from, to, kind);
  const forMs = nextInteger(random, CUT_MS_MIN, CUT_MS_MAX);
  await wait(forMs);
  region.links.heal();
  note(`cut ${ways.map(({ from, to }) => `${from}>${to}`).join(' ')} (${kind}) for ${seconds(forMs)}`);
}
