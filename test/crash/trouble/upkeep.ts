/**
 * Members that die in the middle of their upkeep: a compaction, a defragmentation, a snapshot from the leader. What "die"
 * means is for the caller: a process that is killed, or a machine that loses power.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { present } from '../../../src/core/base/assert.ts';
import { nextInteger } from '../../../src/core/base/random.ts';
import { seconds } from '../../support/figures.ts';
import type { Card } from './card.ts';
import { chance, chosen, leaderOf, namesOf, oneOf } from '../region/choices.ts';
import type { RegionMember } from '../region/member.ts';
import { CATCHUP_ENTRIES } from '../region/region.ts';
import type { Trouble } from './card.ts';
import { killNow, startSome } from './kill.ts';

const COMPACTING_MS_MAX = 60;
const DEFRAGMENTING_MS_MAX = 250;
const TRANSFER_MS_MAX = 120;
const CUT_MS_MAX = 1_500;
/** The log lets go of so many at a time. */
const BEHIND_ENTRIES = 3 * CATCHUP_ENTRIES;
const GROWS_MS_MAX = 20_000;
const GROWS_EVERY_MS = 40;
const BEGINS_MS_MAX = 20_000;
const LOOK_EVERY_MS = 5;
const BEGINS = 'snapshot from the leader begins';

/** Ends the members, whatever it takes them from, and starts none. */
export type End = (members: readonly RegionMember[], trouble: Trouble) => Promise<void>;

export const upkeepCards = (end: End): readonly Card[] => [
  { name: 'end in a compaction', play: (trouble) => inCompaction(trouble, end) },
  { name: 'end in a defragmentation', play: (trouble) => inDefragmentation(trouble, end) },
  { name: 'end of the receiver of a snapshot', play: (trouble) => inTransfer(trouble, 'receiver', end) },
  { name: 'end of the sender of a snapshot', play: (trouble) => inTransfer(trouble, 'sender', end) },
];

export const LINK_CARD: Card = {
  name: 'cut the link of a snapshot',
  play: (trouble) => inTransfer(trouble, 'link', async () => {}),
};

export const endProcesses: End = async (members) => void (await killNow(members));

async function inCompaction(trouble: Trouble, end: End): Promise<void> {
  const { region, random, note, explained } = trouble;
  const dead = await chosen(region, random, oneOf(random, ['the leader', 'a follower', 'a majority', 'all']));
  const compacting = region.clientOf(oneOf(random, region.members)).compact(explained);
  const afterMs = nextInteger(random, 0, COMPACTING_MS_MAX);
  await wait(afterMs);
  await end(dead, trouble);
  note(`${namesOf(dead)} ended ${seconds(afterMs)} into a compaction at ${explained}`);
  await compacting;
  startSome(dead, trouble);
}

async function inDefragmentation(trouble: Trouble, end: End): Promise<void> {
  const { region, random, note } = trouble;
  const dead = await chosen(region, random, oneOf(random, ['the leader', 'a follower', 'all']));
  const working = dead.map((member) => region.clientOf(member).defragment());
  const afterMs = nextInteger(random, 0, DEFRAGMENTING_MS_MAX);
  await wait(afterMs);
  await end(dead, trouble);
  note(`${namesOf(dead)} ended ${seconds(afterMs)} into a defragmentation`);
  await Promise.all(working);
  startSome(dead, trouble);
}

/** A follower is away until the others have let go of what it lacks. */
async function inTransfer(trouble: Trouble, hit: 'receiver' | 'sender' | 'link', end: End): Promise<void> {
  const { region, random, note, complain } = trouble;
  const receiver = present((await chosen(region, random, 'a follower'))[0], 'a follower');
  await killNow([receiver]);
  const others = region.members.filter((member) => member !== receiver);
  for (const member of others) if (!member.running) member.start();
  await logGrows(trouble);
  await Promise.all(others.map((member) => region.clientOf(member).defragment()));
  receiver.start();
  if (!(await begins(receiver))) {
    complain(`${receiver.name} lacked ${BEHIND_ENTRIES} entries that nobody has, and got no snapshot`);
    return;
  }
  const afterMs = nextInteger(random, 0, TRANSFER_MS_MAX);
  await wait(afterMs);
  note(`the ${hit} of a snapshot for ${receiver.name} ended ${seconds(afterMs)} into the transfer`);
  if (hit === 'link') {
    region.links.isolate(receiver.name, chance(random, 0.5) ? 'silent' : 'refused');
    await wait(nextInteger(random, 0, CUT_MS_MAX));
    region.links.heal();
    return;
  }
  const dead = hit === 'receiver' ? receiver : await leaderOf(region, random);
  await end([dead], trouble);
  startSome([dead], trouble);
}

async function logGrows({ region, complain }: Trouble): Promise<void> {
  const giveUpAt = performance.now() + GROWS_MS_MAX;
  for (let from = 0; performance.now() < giveUpAt; await wait(GROWS_EVERY_MS)) {
    const index = await region.commitIndex();
    from ||= index;
    if (from > 0 && index >= from + BEHIND_ENTRIES) return;
  }
  complain(`the log did not grow by ${BEHIND_ENTRIES} entries in ${seconds(GROWS_MS_MAX)}`);
}

async function begins(receiver: RegionMember): Promise<boolean> {
  const giveUpAt = performance.now() + BEGINS_MS_MAX;
  while (performance.now() < giveUpAt) {
    if (receiver.said().includes(BEGINS)) return true;
    await wait(LOOK_EVERY_MS);
  }
  return false;
}
