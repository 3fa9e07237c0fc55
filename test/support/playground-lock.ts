/**
 * The playground's ports are fixed, so one machine has room for one playground. Programs that start one take turns.
 *
 * L1. Whoever holds the lock has its process id in the file; a dead owner's lock is taken over.
 * L2. Waiting is bounded; who cannot have it says whose it is.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { refuseTakenPorts } from '../../src/cli/dev/ports.ts';
import { CommandFailure } from '../../src/cli/failure.ts';

const LOCK_FILE = join(tmpdir(), 'atoll-playground.lock');
const LOOK_EVERY_MS = 500;
/** Longer than a long crash run. */
const LOCK_MS_MAX = 45 * 60_000;
/** Connections of a playground that has just ended may hold its ports for a moment. */
const PORTS_MS_MAX = 60_000;

/** Returns the function that gives it back. */
export async function takePlaygroundLock(say: (line: string) => void): Promise<() => void> {
  const giveUpAt = performance.now() + LOCK_MS_MAX;
  let told = false;
  while (!tryLock()) {
    const owner = ownerOf();
    if (owner !== null && !isAlive(owner)) rmSync(LOCK_FILE, { force: true });
    else if (performance.now() > giveUpAt)
      throw new Error(`process ${owner} holds ${LOCK_FILE}: end it first`);
    else await wait(LOOK_EVERY_MS);
    if (!told) say(`waiting for another playground (process ${owner ?? '?'}) to end`);
    told = true;
  }
  try {
    await portsAreFree(say);
  } catch (error) {
    unlock();
    throw error;
  }
  return unlock;
}

function tryLock(): boolean {
  try {
    writeFileSync(LOCK_FILE, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function unlock(): void {
  if (ownerOf() === process.pid) rmSync(LOCK_FILE, { force: true });
}

/** `null` while its owner is still writing it, or when it has just gone. */
function ownerOf(): number | null {
  try {
    return Number(readFileSync(LOCK_FILE, 'utf8')) || null;
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function portsAreFree(say: (line: string) => void): Promise<void> {
  const giveUpAt = performance.now() + PORTS_MS_MAX;
  for (let told = false; ; told = true) {
    try {
      await refuseTakenPorts();
      return;
    } catch (error) {
      if (!(error instanceof CommandFailure) || performance.now() > giveUpAt) throw error;
      if (!told) say(`waiting up to ${PORTS_MS_MAX / 1_000} s: ${error.message}`);
      await wait(LOOK_EVERY_MS);
    }
  }
}
