/**
 * Keeps a second server out of a data folder. A file with a process id would not do: after a crash in a container the
 * id is taken again at once, and two containers on one volume do not see each other's processes. So the lock is one
 * that the system holds for the process and drops with it, the one LevelDB takes on its folder; an empty database
 * stands for the data folder. Who holds it is written beside, for the one who is refused.
 */
import { ClassicLevel } from 'classic-level';
import * as fs from 'node:fs/promises';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { makeFolder } from './make-folder.ts';
import { DONE, failed, succeeded, type Done, type Outcome } from '../ports/outcome.ts';

const LOCK_FOLDER = 'lock';
const HOLDER_FILE = 'holder';
/** POSIX drops a process's lock when it closes any handle of the file, so this process must not even try twice. */
const heldHere = new Set<string>();

export interface FolderLock {
  release(done: Done): void;
}

/** Refused with `locked` and the holder's name while another server, or this one, holds the folder. */
export function lockFolder(folder: string, done: Done<FolderLock>): void {
  const lock = resolve(folder, LOCK_FOLDER);
  if (heldHere.has(lock)) {
    setImmediate(() => done(failed('locked', `${folder} is in use by this very process`)));
    return;
  }
  heldHere.add(lock);
  take(lock).then(
    (level) => process.nextTick(() => done(succeeded(held(lock, level)))),
    (error: unknown) => {
      heldHere.delete(lock);
      void refuse(folder, lock, error, done);
    },
  );
}

async function take(lock: string): Promise<ClassicLevel> {
  await makeFolder(lock);
  const level = new ClassicLevel(lock);
  await level.open().catch(async (error: unknown) => {
    if (codeOf(error) !== 'LEVEL_CORRUPTION') throw error;
    // Nothing is kept in it. `destroy` takes the lock first.
    await ClassicLevel.destroy(lock);
    await makeFolder(lock);
    await level.open();
  });
  await fs.writeFile(join(lock, HOLDER_FILE), `process ${process.pid} on ${hostname()}`);
  return level;
}

function held(lock: string, level: ClassicLevel): FolderLock {
  return {
    release: (done) => {
      level.close().then(
        () => {
          heldHere.delete(lock);
          process.nextTick(() => done(DONE));
        },
        (error: unknown) => {
          const message = `cannot release the data folder: ${String(error)}`;
          process.nextTick(() => done(failed('io', message)));
        },
      );
    },
  };
}

async function refuse(folder: string, lock: string, error: unknown, done: Done<FolderLock>): Promise<void> {
  const holder = await fs.readFile(join(lock, HOLDER_FILE), 'utf8').catch(() => 'another process');
  const outcome =
    codeOf(error) === 'LEVEL_LOCKED'
      ? failed(
          'locked',
          `${folder} is in use by ${holder}: stop that server, or give this one a folder of its own`,
        )
      : cannotLock(folder, String((error as Error).cause ?? error));
  process.nextTick(() => done(outcome));
}

function cannotLock(folder: string, why: string): Outcome<never> {
  return failed(/No space left|ENOSPC/.test(why) ? 'full' : 'io', `cannot lock ${folder}: ${why}`);
}

function codeOf(error: unknown): string {
  const { code = '', cause } = error as { code?: string; cause?: { code?: string } };
  return cause?.code ?? code;
}
