/**
 * The peer's programs: etcd 3.4 client and server as Debian packages them, unpacked (never installed) into the
 * project's scratch folder, so that whoever runs a comparison, a crash run or a benchmark measures the same peer.
 *
 * U1. A folder that is returned holds an etcd and an etcdctl that have both just run.
 * U2. The folder appears under its final name only when complete, so two programs may unpack at once.
 */
import { execFile } from 'node:child_process';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

const PACKAGES = ['etcd-client', 'etcd-server'] as const;
const DOWNLOAD_TIMEOUT_MS = 120_000;

export const SCRATCH = fileURLToPath(new URL('../../.scratch', import.meta.url));

/** A failure the operator can mend; its message is one line that says how. */
export class PeerUnavailable extends Error {
  override readonly name = 'PeerUnavailable';
}

export interface EtcdBinaries {
  readonly etcd: string;
  readonly etcdctl: string;
  readonly version: string;
}

export interface UnpackOptions {
  /** A folder that already holds the programs, either side by side or as `usr/bin/…`. */
  readonly etcdDir?: string;
}

export async function unpackEtcd(options: UnpackOptions = {}): Promise<EtcdBinaries> {
  if (options.etcdDir !== undefined) {
    const given = await find(resolve(options.etcdDir));
    if (given !== undefined) return given;
    throw new PeerUnavailable(
      `no working etcd and etcdctl in ${options.etcdDir}: give --etcd-dir the folder that holds both, or leave it out`,
    );
  }
  const home = join(SCRATCH, 'etcd-3.4');
  return (await find(home)) ?? (await download(home));
}

async function download(home: string): Promise<EtcdBinaries> {
  const partial = `${home}.partial-${process.pid}`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true });
  try {
    await downloadPackages(partial);
    await unpackPackages(partial);
    await publish(partial, home);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
  const found = await find(home);
  if (found === undefined) {
    throw new PeerUnavailable(
      `the unpacked etcd in ${home} does not run: remove that folder, or give --etcd-dir another one`,
    );
  }
  return found;
}

async function downloadPackages(folder: string): Promise<void> {
  if ((await attempt('apt-get', ['download', ...PACKAGES], folder)) === undefined) return;
  // A machine whose package lists were never read knows no candidate; read them once and try again.
  await attempt('apt-get', ['update', '-q'], folder);
  const failure = await attempt('apt-get', ['download', ...PACKAGES], folder);
  if (failure !== undefined) {
    throw new PeerUnavailable(
      `apt-get could not download ${PACKAGES.join(' and ')} (${failure}): check the package sources, or give --etcd-dir a folder with etcd and etcdctl 3.4`,
    );
  }
}

async function unpackPackages(folder: string): Promise<void> {
  for (const name of (await readdir(folder)).filter((each) => each.endsWith('.deb'))) {
    const failure = await attempt('dpkg', ['-x', name, '.'], folder);
    if (failure !== undefined) {
      throw new PeerUnavailable(
        `dpkg could not unpack ${name} (${failure}): install dpkg, or give --etcd-dir a folder with etcd and etcdctl 3.4`,
      );
    }
    await rm(join(folder, name));
  }
}

/** U2: whoever comes second finds the folder taken by an equal one; a broken leftover is replaced. */
async function publish(partial: string, home: string): Promise<void> {
  if ((await find(home)) !== undefined) return;
  await rm(home, { recursive: true, force: true });
  await rename(partial, home).catch(async (error: unknown) => {
    if ((await find(home)) === undefined) throw error;
  });
}

async function find(folder: string): Promise<EtcdBinaries | undefined> {
  for (const place of [folder, join(folder, 'usr', 'bin')]) {
    const etcd = join(place, 'etcd');
    const etcdctl = join(place, 'etcdctl');
    const version = await versionOf(etcd, ['--version'], /etcd Version: (\S+)/);
    const clientVersion = await versionOf(etcdctl, ['version'], /etcdctl version: (\S+)/);
    if (version !== undefined && clientVersion !== undefined) return { etcd, etcdctl, version };
  }
  return undefined;
}

async function versionOf(program: string, args: string[], pattern: RegExp): Promise<string | undefined> {
  try {
    const { stdout } = await run(program, args, { env: { ETCDCTL_API: '3' }, timeout: 10_000 });
    return pattern.exec(stdout)?.[1];
  } catch {
    return undefined;
  }
}

/** Nothing when it worked, else the shortest useful account of why not. */
async function attempt(program: string, args: string[], cwd: string): Promise<string | undefined> {
  try {
    await run(program, args, { cwd, timeout: DOWNLOAD_TIMEOUT_MS });
    return undefined;
  } catch (error) {
    const { code, stderr, message } = error as NodeJS.ErrnoException & { stderr?: string };
    if (code === 'ENOENT') return `${program} is not on this machine`;
    const lines = (stderr ?? '').split('\n').filter((line) => line.startsWith('E:'));
    return lines[0] ?? message.split('\n')[0] ?? 'unknown';
  }
}
