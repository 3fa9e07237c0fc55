/**
 * A newer etcd than Debian's: the released module of its server, built by the Go that is installed, with a program of one line.
 * Its own build does no more. It is kept in the scratch folder, by version.
 */
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PeerUnavailable, SCRATCH } from '../compat/unpack.ts';
import { tryCommand } from '../support/run-command.ts';

const BUILD_MS_MAX = 15 * 60_000;
const GO_MIN = '1.24';
const MAIN = `package main

import (
	"os"

	"go.etcd.io/etcd/server/v3/etcdmain"
)

func main() { etcdmain.Main(os.Args) }
`;

const moduleOf = (version: string): string =>
  `module peer\n\ngo ${GO_MIN}\n\nrequire go.etcd.io/etcd/server/v3 v${version}\n`;

/** Resolves with the program's path. */
export async function buildEtcd(version: string): Promise<string> {
  const folder = join(SCRATCH, `etcd-${version}`);
  const program = join(folder, 'etcd');
  if (existsSync(program)) return program;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'main.go'), MAIN);
  writeFileSync(join(folder, 'go.mod'), moduleOf(version));
  const args = ['build', '-mod=mod', '-o', 'etcd.partial', '.'];
  const { code, stderr } = await tryCommand('go', args, { cwd: folder, limitMs: BUILD_MS_MAX });
  if (code !== 0) {
    const last = stderr.trim().split('\n').at(-1) ?? 'no word';
    throw new PeerUnavailable(
      `etcd ${version} could not be built (${last}): install Go ${GO_MIN} or later and see that its module proxy is reachable, or give --peer the path of an etcd`,
    );
  }
  renameSync(join(folder, 'etcd.partial'), program);
  return program;
}
