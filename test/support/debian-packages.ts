/**
 * Foreign programs as Debian packages them, unpacked (never installed) into the project's scratch folder, so that whoever
 * runs a comparison, a crash run or a benchmark has the same ones before them.
 *
 * U1. A folder that is returned holds what has just been seen to work.
 * U2. The folder appears under its final name only when complete, so two programs may unpack at once.
 */
import { execFile } from 'node:child_process';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

const DOWNLOAD_TIMEOUT_MS = 120_000;

export const SCRATCH = fileURLToPath(new URL('../../.scratch', import.meta.url));

/** A failure the operator can mend; its message is one line that says how. */
export class PeerUnavailable extends Error {
  override readonly name = 'PeerUnavailable';
}

export interface Unpacking<Found> {
  /** The folder's final name. */
  readonly home: string;
  readonly packages: readonly string[];
  /** What is in a folder, if it works. */
  find(folder: string): Promise<Found | undefined>;
  /** What the operator may do instead: the end of a sentence. */
  readonly otherwise: string;
}

export async function unpackDebian<Found>(unpacking: Unpacking<Found>): Promise<Found> {
  return (await unpacking.find(unpacking.home)) ?? (await download(unpacking));
}

async function download<Found>(unpacking: Unpacking<Found>): Promise<Found> {
  const { home, packages, otherwise } = unpacking;
  const partial = `${home}.partial-${process.pid}`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true });
  try {
    await downloadPackages(partial, packages, otherwise);
    await unpackPackages(partial, otherwise);
    await publish(partial, unpacking);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
  const found = await unpacking.find(home);
  if (found !== undefined) return found;
  throw new PeerUnavailable(`what was unpacked in ${home} does not run: remove that folder, or ${otherwise}`);
}

async function downloadPackages(
  folder: string,
  packages: readonly string[],
  otherwise: string,
): Promise<void> {
  if ((await attempt('apt-get', ['download', ...packages], folder)) === undefined) return;
  // A machine whose package lists were never read knows no candidate; read them once and try again.
  await attempt('apt-get', ['update', '-q'], folder);
  const failure = await attempt('apt-get', ['download', ...packages], folder);
  if (failure !== undefined) {
    throw new PeerUnavailable(
      `apt-get could not download ${packages.join(', ')} (${failure}): check the package sources, or ${otherwise}`,
    );
  }
}

async function unpackPackages(folder: string, otherwise: string): Promise<void> {
  for (const name of (await readdir(folder)).filter((each) => each.endsWith('.deb'))) {
    const failure = await attempt('dpkg', ['-x', name, '.'], folder);
    if (failure !== undefined) {
      throw new PeerUnavailable(`dpkg could not unpack ${name} (${failure}): install dpkg, or ${otherwise}`);
    }
    await rm(join(folder, name));
  }
}

/** U2: whoever comes second finds the folder taken by an equal one; a broken leftover is replaced. */
async function publish<Found>(partial: string, { home, find }: Unpacking<Found>): Promise<void> {
  if ((await find(home)) !== undefined) return;
  await rm(home, { recursive: true, force: true });
  await rename(partial, home).catch(async (error: unknown) => {
    if ((await find(home)) === undefined) throw error;
  });
}

/** Nothing when it worked, else the shortest useful account of why not. */
export async function attempt(program: string, args: string[], cwd: string): Promise<string | undefined> {
  try {
    await run(program, args, { cwd, timeout: DOWNLOAD_TIMEOUT_MS });
    return undefined;
  } catch (error) {
    const { code, stderr, message } = error as NodeJS.ErrnoException & { stderr?: string };
    if (code === 'ENOENT') return `${program} is not on this machine`;
    const lines = (stderr ?? '').split('\n').filter((line) => /^(E:|ERROR:|npm error)/.test(line));
    return lines[0] ?? message.split('\n')[0] ?? 'unknown';
  }
}
