/** The command line of the comparison. */
import { parseArgs } from 'node:util';

export interface Options {
  readonly etcdDir?: string;
  readonly atollEndpoint?: string;
  readonly peerOnly: boolean;
  readonly list: boolean;
  /** Also what this release does not offer. */
  readonly all: boolean;
  /** Grow and shrink a region with etcdctl instead of comparing. */
  readonly members: boolean;
  readonly only: RegExp;
}

export class BadOptions extends Error {
  override readonly name = 'BadOptions';
}

export const USAGE = `usage: npm run compat -- [options]
  --etcd-dir DIR             use the etcd and etcdctl in DIR instead of unpacking Debian's
  --atoll-endpoint HOST:PORT compare a fresh server that already runs
  --peer-only                compare etcd with itself, to prove the list gives the same answers twice
  --only REGEX               report only the commands whose id matches (those before them run too, unreported)
  --all                      also the commands for what this release does not offer
  --members                  grow a region from one to five and shrink it to three with etcdctl, under writes
  --list                     print the commands and run nothing`;

export function readOptions(args: readonly string[]): Options {
  try {
    return parse([...args]);
  } catch (error) {
    throw new BadOptions(error instanceof Error ? error.message : String(error));
  }
}

function parse(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      'etcd-dir': { type: 'string' },
      'atoll-endpoint': { type: 'string' },
      'peer-only': { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
      all: { type: 'boolean', default: false },
      members: { type: 'boolean', default: false },
      only: { type: 'string', default: '' },
    },
  });
  const etcdDir = values['etcd-dir'];
  const atollEndpoint = values['atoll-endpoint'];
  return {
    ...(etcdDir === undefined ? {} : { etcdDir }),
    ...(atollEndpoint === undefined ? {} : { atollEndpoint }),
    peerOnly: values['peer-only'],
    list: values.list,
    all: values.all,
    members: values.members,
    only: new RegExp(values.only),
  };
}
