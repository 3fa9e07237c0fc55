/** Machines that lose power, one, most or all at the same moment, once or twice in a round. */
import { setTimeout as wait } from 'node:timers/promises';
import { nextInteger } from '../../../src/core/base/random.ts';
import { count, seconds } from '../../support/figures.ts';
import { CUT_MODES } from '../power/rollback.ts';
import { chance, isMajorityLeft, oneOf, victims } from '../region/choices.ts';
import type { RegionMember } from '../region/member.ts';
import type { Trouble } from '../region/round.ts';

const TIMES_MAX = 2;
const DARK_MS_MAX = 1_200;
/** So that a second cut may find members that only just came up, or are still about to. */
const BETWEEN_MS_MAX = 2_000;

export async function powerTrouble(trouble: Trouble): Promise<void> {
  const { region, random, note, goesOn } = trouble;
  const times = nextInteger(random, 1, TIMES_MAX);
  for (let time = 0; time < times; time++) {
    const dark = (await victims(region, random)).filter(({ running }) => running);
    const at = performance.now();
    await cutPowerOf(dark, trouble);
    if (isMajorityLeft(region, dark)) note(`writes after ${seconds(await goesOn(at))}`);
    await wait(nextInteger(random, 0, DARK_MS_MAX));
    for (const member of dark) if (time + 1 === times || chance(random, 0.8)) member.start();
    if (time + 1 < times) await wait(nextInteger(random, 0, BETWEEN_MS_MAX));
  }
}

export async function cutPowerOf(dark: readonly RegionMember[], { random, note }: Trouble): Promise<void> {
  for (const member of dark) member.kill();
  await Promise.all(dark.map((member) => member.whenGone()));
  for (const member of dark) {
    const { mode, bytesForgotten, namesForgotten } = member.cutPower(oneOf(random, CUT_MODES), random);
    note(
      `power cut at ${member.name} (${mode}): ${count(bytesForgotten)} B and ${namesForgotten} names forgotten`,
    );
  }
}
