/** The peer's programs: etcd 3.4 client and server as Debian packages them. */
import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { PeerUnavailable, SCRATCH, unpackDebian } from '../support/debian-packages.ts';

const run = promisify(execFile);

export { PeerUnavailable, SCRATCH };

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
  return unpackDebian({
    home: join(SCRATCH, 'etcd-3.4'),
    packages: ['etcd-client', 'etcd-server'],
    find,
    otherwise: 'give --etcd-dir a folder with etcd and etcdctl 3.4',
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
