/** Three members of etcd 3.4 on loopback, with its own defaults, as plain processes. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { unpackEtcd } from '../../compat/unpack.ts';
import { HOST } from '../region/links.ts';
import { RegionMember } from '../region/member.ts';
import { freePorts } from '../region/ports.ts';

const NAMES = ['e1', 'e2', 'e3'] as const;
const PORTS_PER_MEMBER = 2;
/** So that a killed run leaves no server: it is killed with its parent. */
const WITH_PARENT = ['setpriv', '--pdeathsig', 'KILL'] as const;

export interface EtcdMembers {
  readonly version: string;
  readonly members: readonly RegionMember[];
}

export async function startEtcdMembers(folder: string): Promise<EtcdMembers> {
  const { etcd, version } = await unpackEtcd();
  const base = await freePorts(NAMES.length * PORTS_PER_MEMBER);
  const clientOf = (at: number): string => `${HOST}:${base + at * PORTS_PER_MEMBER}`;
  const peerOf = (at: number): string => `${HOST}:${base + at * PORTS_PER_MEMBER + 1}`;
  const cluster = NAMES.map((name, at) => `${name}=http://${peerOf(at)}`).join(',');
  const members = NAMES.map((name, at) => {
    const own = join(folder, name);
    mkdirSync(own, { recursive: true });
    const [client, peer] = [`http://${clientOf(at)}`, `http://${peerOf(at)}`];
    const args = [
      ...['--name', name, '--data-dir', join(own, 'data'), '--initial-cluster', cluster],
      ...['--listen-client-urls', client, '--advertise-client-urls', client],
      ...['--listen-peer-urls', peer, '--initial-advertise-peer-urls', peer],
    ];
    const endpoint = clientOf(at);
    return new RegionMember({
      name,
      endpoint,
      folder: own,
      command: [...WITH_PARENT, etcd],
      args,
      layer: null,
    });
  });
  for (const member of members) member.start();
  return { version, members };
}
