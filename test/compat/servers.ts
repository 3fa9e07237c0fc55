/**
 * The two servers under comparison, each one fresh member on loopback with its data in the scratch folder.
 */
import { openSync } from 'node:fs';
import { access, mkdir, readFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runEtcdctl } from './etcdctl.ts';
import { isAlive, start } from './processes.ts';

const READY_LIMIT_MS = 30_000;
const READY_POLL_MS = 100;
const LOG_LINES_SHOWN = 15;

export interface Server {
  readonly title: string;
  readonly client: string;
  /** Without a server every later command would only wait for its time limit. */
  assertRunning(during: string): Promise<void>;
}

/** A server did not come up or did not last; the message carries the end of its log. */
export class ServerFailed extends Error {
  override readonly name = 'ServerFailed';
}

interface Launch {
  readonly title: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly etcdctl: string;
  readonly client: string;
}

export interface Place {
  readonly folder: string;
  readonly etcdctl: string;
}

export async function startEtcd(title: string, etcd: string, place: Place): Promise<Server> {
  const [client, peer] = await twoFreeAddresses();
  const args = [
    ...['--name', 'm1', '--data-dir', join(place.folder, 'data')],
    ...['--listen-client-urls', `http://${client}`, '--advertise-client-urls', `http://${client}`],
    ...['--listen-peer-urls', `http://${peer}`, '--initial-advertise-peer-urls', `http://${peer}`],
    ...['--initial-cluster', `m1=http://${peer}`],
  ];
  return launch({ title, program: etcd, args, client, ...place });
}

export async function startAtoll(place: Place): Promise<Server> {
  const program = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
  await access(program).catch(() => {
    throw new ServerFailed(
      `there is no ${program}: build first (npm run build), or use --atoll-endpoint or --peer-only`,
    );
  });
  const [client, peer] = await twoFreeAddresses();
  const args = [
    ...[program, 'server', '--name', 'm1', '--region', 'eu', '--data-dir', join(place.folder, 'data')],
    ...['--listen-client-urls', `http://${client}`, '--listen-peer-urls', `http://${peer}`],
    ...['--initial-cluster', `m1=http://${peer}`],
  ];
  return launch({ title: 'atoll', program: process.execPath, args, client, ...place });
}

async function launch(launch: Launch): Promise<Server> {
  await mkdir(launch.folder, { recursive: true });
  const logPath = join(launch.folder, 'server.log');
  const log = openSync(logPath, 'a');
  const child = start(launch.program, launch.args, {
    // Only PATH: an ETCD_… or NODE_… variable of the caller must not change what is compared.
    env: { PATH: process.env['PATH'] },
    stdio: ['ignore', log, log],
  });
  const deadline = Date.now() + READY_LIMIT_MS;
  while (!(await isHealthy(launch))) {
    if (!isAlive(child) || Date.now() > deadline) {
      const state = isAlive(child)
        ? `was not healthy after ${READY_LIMIT_MS / 1000} s`
        : 'ended at its start';
      throw new ServerFailed(`${launch.title} ${state}; the end of its log:\n${await logEnd(logPath)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, READY_POLL_MS));
  }
  return {
    title: launch.title,
    client: launch.client,
    assertRunning: async (during) => {
      if (isAlive(child)) return;
      throw new ServerFailed(
        `${launch.title} ended during "${during}"; the end of its log:\n${await logEnd(logPath)}`,
      );
    },
  };
}

/** A server that someone else runs; when it ends is theirs to see. */
export const runningServer = (client: string): Server => ({
  title: client,
  client,
  assertRunning: () => Promise.resolve(),
});

async function isHealthy({ etcdctl, client }: Launch): Promise<boolean> {
  const health = await runEtcdctl({ program: etcdctl, endpoint: client }, ['endpoint', 'health']);
  return health.end === 'exit 0';
}

async function logEnd(path: string): Promise<string> {
  const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
  return lines.slice(-LOG_LINES_SHOWN).join('\n');
}

/** Both are held at once, so they differ; five digits each, so that no width changes with them. */
async function twoFreeAddresses(): Promise<readonly [string, string]> {
  const held = await Promise.all([listenAnywhere(), listenAnywhere()]);
  const [client, peer] = held.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(held.map((server) => new Promise((resolve) => server.close(resolve))));
  return [`127.0.0.1:${client}`, `127.0.0.1:${peer}`];
}

function listenAnywhere(): Promise<ReturnType<typeof createServer>> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}
