/**
 * A release to run: this tree's own build, or an older one from the repository's history, built in a folder of its own.
 *
 * R1. An older release is taken by `git archive` and built by its own scripts; where the history is not there the run fails
 *     and says so. Nothing is downloaded unless that release was locked to other packages.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand } from '../support/run-command.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const BUILD_MS_MAX = 300_000;
const ARCHIVE_BYTES_MAX = 256 * 1024 * 1024;
/** The last release without feature levels. */
export const RELEASE_BEFORE = '61361259321590021a7acb4faf92e196448a137c';

export interface Release {
  readonly name: string;
  /** What `node` runs. */
  readonly program: string;
}

export class ReleaseUnavailable extends Error {
  override readonly name = 'ReleaseUnavailable';
}

export const ownRelease = (): Release => ({ name: 'this', program: join(ROOT, 'dist', 'cli', 'main.js') });

/** R1. */
export async function olderRelease(commit: string, folder: string): Promise<Release> {
  const root = join(folder, `release-${commit.slice(0, 7)}`);
  mkdirSync(root, { recursive: true });
  const archive = join(folder, 'release.tar');
  writeFileSync(archive, archiveOf(commit));
  await runCommand('tar', ['-xf', archive, '-C', root], { cwd: folder, limitMs: BUILD_MS_MAX });
  if (lockOf(root) === lockOf(ROOT)) symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  const prepare = [join(root, 'scripts', 'prepare.mjs')];
  await runCommand(process.execPath, prepare, { cwd: root, limitMs: BUILD_MS_MAX });
  return { name: commit.slice(0, 7), program: join(root, 'dist', 'cli', 'main.js') };
}

function archiveOf(commit: string): Buffer {
  try {
    return execFileSync('git', ['archive', '--format=tar', commit], {
      ...{ cwd: ROOT, maxBuffer: ARCHIVE_BYTES_MAX, stdio: ['ignore', 'pipe', 'pipe'] },
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ReleaseUnavailable(
      `the release before (${commit}) is not in this repository's history: fetch all of it (git fetch --unshallow). ${why}`,
    );
  }
}

const lockOf = (root: string): string => readFileSync(join(root, 'package-lock.json'), 'utf8');
