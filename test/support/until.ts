/** Waiting in tests on real time: for a condition, never for a while. */
import { setTimeout as wait } from 'node:timers/promises';

const LOOK_EVERY_MS = 2;
const GIVE_UP_MS = 10_000;

export async function until(
  what: string,
  condition: () => boolean | Promise<boolean>,
  giveUpMs = GIVE_UP_MS,
): Promise<void> {
  const began = performance.now();
  while (!(await condition())) {
    if (performance.now() - began > giveUpMs) throw new Error(`waited ${giveUpMs} ms in vain for ${what}`);
    await wait(LOOK_EVERY_MS);
  }
}
