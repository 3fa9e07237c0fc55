/**
 * The playground's fixed shape: three regions of three servers on this machine. With k = 3 · region + member the client
 * port is 2379 + 10 · k and the peer port one above, so that anyone can find a server without looking anything up.
 *
 * Regions reach each other only through relays of the launcher, one for each (from region, to server): the launcher can
 * cut a region off there, and the servers themselves hold no fault switch.
 */
import { join, resolve } from 'node:path';

export const REGIONS = ['eu', 'us', 'ap'] as const;
export type RegionName = (typeof REGIONS)[number];

const MEMBERS_PER_REGION = 3;
const CLIENT_PORT_FIRST = 2379;
const PORT_STEP = 10;
const RELAY_PORT_FIRST = 2479;

export const HOST = '127.0.0.1';
/** The rule every playground starts with. */
export const PLAYGROUND_RULE = { prefix: '/global/', policy: 'lww' } as const;

export interface DevServer {
  readonly name: string;
  readonly region: RegionName;
  readonly clientPort: number;
  readonly peerPort: number;
}

export interface Relay {
  readonly from: RegionName;
  readonly to: DevServer;
  readonly port: number;
}

export const SERVERS: readonly DevServer[] = REGIONS.flatMap((region, regionAt) =>
  Array.from({ length: MEMBERS_PER_REGION }, (_, memberAt) => {
    const clientPort = CLIENT_PORT_FIRST + PORT_STEP * (MEMBERS_PER_REGION * regionAt + memberAt);
    return { name: `${region}-${memberAt + 1}`, region, clientPort, peerPort: clientPort + 1 };
  }),
);

export const RELAYS: readonly Relay[] = REGIONS.flatMap((from) =>
  SERVERS.filter((to) => to.region !== from).map((to) => ({ from, to })),
).map(({ from, to }, at) => ({ from, to, port: RELAY_PORT_FIRST + at }));

/** Files of the playground below the folder it was started in. */
export const FOLDER = join('.atoll', 'dev');
export const SERVERS_FILE = join(FOLDER, 'servers.json');
/** Relative on purpose: a socket's path may have about a hundred characters, and folders lie deeper than that. */
export const CONTROL_SOCKET = join(FOLDER, 'control.sock');
export const SUPERVISOR_LOG = join(FOLDER, 'supervisor.log');
/** The key that all servers' gossip is sealed with at their first start. */
export const GOSSIP_KEY_FILE = join(FOLDER, 'gossip.key');

/** Absolute: it is what tells a server of this playground from one of another folder's. */
export function dataFolder(server: DevServer): string {
  return resolve(FOLDER, server.name);
}

export function logFile(server: DevServer): string {
  return join(FOLDER, `${server.name}.log`);
}

export const clientAddress = ({ clientPort }: DevServer): string => `${HOST}:${clientPort}`;
export const peerAddress = ({ peerPort }: DevServer): string => `${HOST}:${peerPort}`;

export function membersOf(region: RegionName): readonly DevServer[] {
  return SERVERS.filter((server) => server.region === region);
}

export function serverNamed(name: string): DevServer | undefined {
  return SERVERS.find((server) => server.name === name);
}

export function regionNamed(name: string): RegionName | undefined {
  return REGIONS.find((region) => region === name);
}

/** What `atoll server` is told for one of them. */
export function serverArguments(server: DevServer): string[] {
  const mates = membersOf(server.region);
  const others = REGIONS.filter((region) => region !== server.region);
  return [
    'server',
    ...['--name', server.name, '--region', server.region, '--data-dir', dataFolder(server)],
    ...['--listen-client-urls', `http://${clientAddress(server)}`],
    ...['--listen-peer-urls', `http://${peerAddress(server)}`],
    ...['--initial-cluster', mates.map((mate) => `${mate.name}=http://${peerAddress(mate)}`).join(',')],
    ...['--initial-cluster-token', 'atoll-dev', '--gossip-key-file', resolve(GOSSIP_KEY_FILE)],
    ...others.flatMap((region) => ['--federation', `${region}=${relaysTo(server.region, region)}`]),
  ];
}

function relaysTo(from: RegionName, to: RegionName): string {
  return RELAYS.filter((relay) => relay.from === from && relay.to.region === to)
    .map((relay) => `${relay.to.name}=http://${HOST}:${relay.port}`)
    .join(',');
}
