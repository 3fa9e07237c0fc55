/** Waiting in tests on real time: for a condition, never for a while. */
import { setTimeout as wait } from 'node:timers/promises';

const LOOK_EVERY_MS = 2;
const GIVE_UP_MS = 10_000;

export async function until(what: string, condition: () => boolean): Promise<void> {
  const began = performance.now();
  while (!condition()) {
    if (performance.now() - began > GIVE_UP_MS)
      throw new Error(`waited ${GIVE_UP_MS} ms in vain for ${what}`);
    await wait(LOOK_EVERY_MS);
  }
}
