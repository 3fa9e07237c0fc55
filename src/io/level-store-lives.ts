/**
 * How many times in a row a store's processes ended without closing it. LevelDB reads blocks without looking at their
 * checksums, and some turned bits make it end the process instead of answering, without a word about any file. A start of a
 * large store leaves blocks to the background check, so such a bit could end one life after another before it is found.
 *
 * F1. A store that was not closed `TRUSTED_ENDS` times in a row is checked whole before it is opened: whatever ended the
 *     process then, the next one names it.
 * F2. A clean close and a background check that found everything whole begin the count anew.
 */
import * as fs from 'node:fs/promises';
import { join } from 'node:path';

/** Of ends that say nothing: a power cut and a `kill -9` are no reason to read gigabytes at a start. */
export const TRUSTED_ENDS = 2;
/** In a store's folder: a digit for each life that has not ended well yet. LevelDB does not look at it. */
export const LIVES_FILE = 'LIVES';

/** A life begins; whether so many before it ended without a close that the whole store should be looked at (F1). */
export async function beginLife(folder: string): Promise<boolean> {
  const file = join(folder, LIVES_FILE);
  const before = await fs.readFile(file, 'latin1').catch(() => '');
  // A full disk is not to keep anybody from starting who could make room.
  await fs.writeFile(file, `${before.slice(0, TRUSTED_ENDS)}1`).catch(() => undefined);
  return before.length >= TRUSTED_ENDS;
}

/** F2. What cannot be removed makes a later start slower, no more. */
export async function vouch(folder: string): Promise<void> {
  await fs.rm(join(folder, LIVES_FILE), { force: true }).catch(() => undefined);
}
