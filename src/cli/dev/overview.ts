/** What a ready playground is introduced with: who is where, and what to try. */
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { drawColumns } from '../table.ts';
import { clientAddress, peerAddress, PLAYGROUND_RULE, REGIONS, SERVERS } from './layout.ts';
import type { Look } from './readiness.ts';

const CTL = fileURLToPath(new URL('../atollctl.js', import.meta.url));
const ATOLL = fileURLToPath(new URL('../main.js', import.meta.url));

/** How the commands are called from the folder the person is in. */
export interface CommandNames {
  readonly atoll: string;
  readonly atollctl: string;
}

export function commandNames(): CommandNames {
  return { atoll: commandName(ATOLL, 'atoll'), atollctl: commandName(CTL, 'atollctl') };
}

/** An installed package by its name; a clone by its file, which works without installing anything. */
function commandName(file: string, name: string): string {
  if (file.includes('node_modules')) return `npx ${name}`;
  const path = relative(process.cwd(), file);
  return `node ${path.startsWith('..') ? file : path}`;
}

export function describeMembers(look: Look): string {
  const rows = SERVERS.map((server) => {
    const role = look.members.get(server)?.status.raft.role ?? 'down';
    return [server.region, server.name, role, clientAddress(server), peerAddress(server)];
  });
  return drawColumns([['REGION', 'MEMBER', 'ROLE', 'CLIENTS', 'PEERS'], ...rows], '  ');
}

export function describeTries({ atoll, atollctl }: CommandNames): string {
  const [here, there] = REGIONS.map(endpointOf);
  const { prefix } = PLAYGROUND_RULE;
  return `
Keys under ${prefix} are written in any region and reach all of them. Any etcd client works; with etcdctl:

  etcdctl --endpoints ${here} put ${prefix}color blue
  etcdctl --endpoints ${there} get ${prefix}color
  etcdctl --endpoints ${there} watch --prefix ${prefix}

Without etcdctl, and for what exists only here:

  ${atollctl} --endpoints ${here} put ${prefix}color blue
  ${atollctl} --endpoints ${there} get ${prefix}color
  ${atollctl} region list
  ${atollctl} -w table --endpoints ${REGIONS.map(endpointOf).join(',')} status

Break things: cut a region off, write on both sides, join them again, see who won and what lost:

  ${atoll} dev --cut us
  ${atollctl} --endpoints ${here} put ${prefix}color green
  ${atollctl} --endpoints ${there} put ${prefix}color red
  ${atoll} dev --heal
  ${atollctl} conflicts
  ${atoll} dev --kill us-2            (and --heal to start it again)
`;
}

function endpointOf(region: string): string {
  const server = SERVERS.find((each) => each.region === region);
  return server === undefined ? '' : clientAddress(server);
}
