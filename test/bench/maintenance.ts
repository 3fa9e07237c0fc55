/**
 * What looking after a store costs those who use it: put and read latencies of other clients while one member saves a
 * snapshot, compacts and defragments.
 *
 *   node scripts/prepare.mjs && node --import tsx test/bench/maintenance.ts [keys]
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AtollClient, parseEndpoint } from '../../src/client/index.ts';
import { Channel } from '../../src/client/channel.ts';
import { longOf } from '../../src/codec/etcd-scalars.ts';
import { etcdserverpb } from '../../src/gen/etcd.js';
import { MemberClient } from '../support/member-client.ts';
import { until } from '../support/until.ts';

const PROGRAM = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const KEYS = Number(process.argv[2] ?? 100_000);
const BATCH = 100;
const VALUE = 'x'.repeat(256);
const MINUTES = 10 * 60_000;
const QUIET_MS = 3_000;

const DEFRAGMENT = {
  path: '/etcdserverpb.Maintenance/Defragment',
  request: etcdserverpb.DefragmentRequest,
  response: etcdserverpb.DefragmentResponse,
};
const COMPACT = {
  path: '/etcdserverpb.KV/Compact',
  request: etcdserverpb.CompactionRequest,
  response: etcdserverpb.CompactionResponse,
};

const keyAt = (at: number): string => `key/${String(at).padStart(8, '0')}`;

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'atoll-maintenance-'));
  const [client, peer] = [await freePort(), await freePort()];
  const args = ['--name', 'm1', '--data-dir', join(folder, 'data'), '--auto-compaction-mode', 'off'];
  const server = spawn(
    process.execPath,
    [
      ...[PROGRAM, 'server', ...args, '--listen-client-urls', `http://127.0.0.1:${client}`],
      ...['--listen-peer-urls', `http://127.0.0.1:${peer}`],
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let log = '';
  server.stderr.setEncoding('utf8').on('data', (text: string) => (log += text));
  try {
    await until('the server', () => log.includes('"event":"serving"'));
    await measure(`127.0.0.1:${client}`);
  } finally {
    server.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(endpoint: string): Promise<void> {
  const writer = new MemberClient(endpoint);
  const channel = new Channel(parseEndpoint(endpoint));
  await channel.connect(1000);
  for (let round = 0; round < 3; round++) {
    for (let at = 0; at < KEYS; at += BATCH) {
      const pairs = Array.from({ length: BATCH }, (_, i) => ({
        key: keyAt(at + i),
        value: `${round}${VALUE}`,
      }));
      await writer.putAll(pairs);
    }
  }
  console.log(`${KEYS} keys written three times, revision ${await writer.revision()}`);
  const load = new Load(endpoint);
  await load.during('nothing else', () => new Promise((resolve) => setTimeout(resolve, QUIET_MS)));
  await load.during('snapshot save', () => saveAll(endpoint));
  const revision = longOf(await writer.revision());
  await load.during('compaction, physical', () =>
    channel.unary(COMPACT, { revision, physical: true }, MINUTES),
  );
  await load.during('defragment', () => channel.unary(DEFRAGMENT, {}, MINUTES));
  await load.during('defragment again', () => channel.unary(DEFRAGMENT, {}, MINUTES));
  writer.close();
  channel.close();
}

async function saveAll(endpoint: string): Promise<void> {
  const client = new AtollClient({ endpoints: [endpoint] });
  let bytes = 0;
  for await (const piece of client.maintenance.snapshot()) bytes += piece.bytes.length;
  client.close();
  console.log(`  snapshot of ${(bytes / 1e6).toFixed(0)} MB`);
}

class Load {
  private readonly client: MemberClient;

  constructor(endpoint: string) {
    this.client = new MemberClient(endpoint);
  }

  async during(what: string, work: () => Promise<unknown>): Promise<void> {
    const [puts, reads]: [number[], number[]] = [[], []];
    let over = false;
    const put = this.repeat(
      puts,
      () => over,
      (at) => this.client.put({ key: keyAt(at), value: VALUE }),
    );
    const read = this.repeat(
      reads,
      () => over,
      (at) => this.client.get(keyAt(at)),
    );
    const began = performance.now();
    await work();
    const tookMs = performance.now() - began;
    over = true;
    await Promise.all([put, read]);
    console.log(
      `${what.padEnd(22)} ${tookMs.toFixed(0).padStart(6)} ms   put ${shape(puts)}   read ${shape(reads)}`,
    );
  }

  private async repeat(
    into: number[],
    isOver: () => boolean,
    call: (at: number) => Promise<unknown>,
  ): Promise<void> {
    for (let i = 0; !isOver(); i++) {
      const began = performance.now();
      await call((i * 7919) % KEYS);
      into.push(performance.now() - began);
    }
  }
}

function shape(times: number[]): string {
  times.sort((left, right) => left - right);
  const at = (share: number): string => (times[Math.floor(times.length * share)] ?? 0).toFixed(1).padStart(6);
  return `p50 ${at(0.5)} p99 ${at(0.99)} max ${(times.at(-1) ?? 0).toFixed(1).padStart(6)} ms (${times.length})`;
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
  await new Promise((resolve) => server.close(resolve));
  return port;
}

await main();
