/**
 * Machines that lose power: one, most or all at the same moment, also in the middle of a sync, of the making of a file, of
 * a start and of upkeep.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { present } from '../../../src/core/base/assert.ts';
import { nextInteger } from '../../../src/core/base/random.ts';
import { count, seconds } from '../../support/figures.ts';
import type { Card } from './card.ts';
import type { LayerControl } from '../power/control.ts';
import { CUT_MODES } from '../power/rollback.ts';
import type { CutMode } from '../power/rollback.ts';
import { chance, chosen, isMajorityLeft, namesOf, oneOf, WHO } from '../region/choices.ts';
import type { Who } from '../region/choices.ts';
import type { RegionMember } from '../region/member.ts';
import type { Trouble } from './card.ts';
import { killNow, startSome } from './kill.ts';
import { upkeepCards } from './upkeep.ts';

const DARK_MS_MAX = 1_000;
const STARTING_MS_MAX = 1_500;
/** Long enough to be met in it. */
const STALL_MS = 400;
const MEETS_MS_MAX = 5_000;
const LOOK_EVERY_MS = 1;

export const POWER_CARDS: readonly Card[] = [
  ...WHO.flatMap((who) =>
    CUT_MODES.map((mode): Card => {
      return { name: `${who}, ${mode}`, play: (trouble) => cutSome(trouble, who, mode) };
    }),
  ),
  { name: 'one in a sync, the last write torn', play: (trouble) => inSync(trouble, 'the leader') },
  { name: 'all in a sync, their last writes torn', play: (trouble) => inSync(trouble, 'all') },
  { name: 'one that makes a file', play: (trouble) => atName(trouble, 'the leader') },
  { name: 'all while they make files', play: (trouble) => atName(trouble, 'all') },
  { name: 'all, and again while they start', play: whileStarting },
  ...upkeepCards((members, trouble) => cutPowerOf(members, trouble, oneOf(trouble.random, CUT_MODES))),
];

/** What must have come of it at least once in a run that has dealt all cards. */
export const POWER_EFFECTS = ['bytes forgotten', 'names forgotten', 'last writes torn'] as const;

export async function cutPowerOf(
  members: readonly RegionMember[],
  { random, note, tally }: Trouble,
  mode: CutMode,
): Promise<void> {
  const dark = members.filter(({ running }) => running);
  await killNow(dark);
  for (const member of dark) {
    const { bytesForgotten, namesForgotten, lastTorn } = member.cutPower(mode, random);
    if (bytesForgotten > 0) tally('bytes forgotten');
    if (namesForgotten > 0) tally('names forgotten');
    if (lastTorn) tally('last writes torn');
    note(
      `power cut at ${member.name} (${mode}): ${count(bytesForgotten)} B and ${namesForgotten} names forgotten`,
    );
  }
}

async function goOn(trouble: Trouble, dark: readonly RegionMember[], at: number): Promise<void> {
  const { region, random, note, goesOn } = trouble;
  if (isMajorityLeft(region, dark)) note(`writes after ${seconds(await goesOn(at))}`);
  await wait(nextInteger(random, 0, DARK_MS_MAX));
  startSome(dark, trouble);
}

async function cutSome(trouble: Trouble, who: Who, mode: CutMode): Promise<void> {
  const dark = await chosen(trouble.region, trouble.random, who);
  const at = performance.now();
  await cutPowerOf(dark, trouble, mode);
  await goOn(trouble, dark, at);
}

/** Written and not yet durable: whatever sectors of it are there must not count, and nothing before it may be missing. */
async function inSync(trouble: Trouble, who: Who): Promise<void> {
  const { region, random } = trouble;
  const dark = await chosen(region, random, who);
  const disks = dark.map(diskOf);
  const before = disks.map((disk) => disk.counts().stalls);
  for (const disk of disks) disk.set({ stallSyncMs: STALL_MS });
  await within(() => disks.every((disk, at) => disk.counts().stalls > (before[at] ?? 0)));
  await wait(nextInteger(random, 0, STALL_MS / 2));
  const at = performance.now();
  await cutPowerOf(dark, trouble, 'last write');
  for (const disk of disks) disk.heal();
  await goOn(trouble, dark, at);
}

/** A flush makes a table and a manifest's record; the log makes segments. The folder is synced a moment later. */
async function atName(trouble: Trouble, who: Who): Promise<void> {
  const { region, random } = trouble;
  const dark = await chosen(region, random, who);
  const first = diskOf(present(dark[0], 'a member'));
  const before = first.counts().names;
  const working = dark.map((member) => region.clientOf(member).defragment());
  await within(() => first.counts().names > before);
  const at = performance.now();
  await cutPowerOf(dark, trouble, chance(random, 0.5) ? 'clean' : 'prefix');
  await Promise.all(working);
  await goOn(trouble, dark, at);
}

async function whileStarting(trouble: Trouble): Promise<void> {
  const { region, random, note } = trouble;
  const dark = await chosen(region, random, 'all');
  await cutPowerOf(dark, trouble, oneOf(random, CUT_MODES));
  for (const member of dark) member.start();
  const afterMs = nextInteger(random, 0, STARTING_MS_MAX);
  await wait(afterMs);
  await cutPowerOf(dark, trouble, oneOf(random, CUT_MODES));
  note(`${namesOf(dark)} again ${seconds(afterMs)} into the start`);
  startSome(dark, trouble);
}

function diskOf({ disk, name }: RegionMember): LayerControl {
  if (disk === null) throw new Error(`${name} is on a bare disk`);
  return disk;
}

async function within(isDone: () => boolean): Promise<void> {
  const giveUpAt = performance.now() + MEETS_MS_MAX;
  while (!isDone() && performance.now() < giveUpAt) await wait(LOOK_EVERY_MS);
}
