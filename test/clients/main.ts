/**
 * Real clients against a region of three running members, once in the clear and once with TLS: those that people use with
 * etcd, and those that know HTTP/2 and nothing else.
 *
 * C1. Every client runs, whatever became of those before it; the exit code is 0 only if all of them passed.
 * C2. No process started here outlives the run.
 */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { endAll } from '../compat/processes.ts';
import { PeerUnavailable, SCRATCH } from '../support/debian-packages.ts';
import { etcdctl } from './etcdctl.ts';
import { within } from './expect.ts';
import { grpcJs } from './grpc-js.ts';
import { curl, h2load, nghttp } from './http.ts';
import { etcd3, keyv } from './npm.ts';
import { aetcd, pythonGrpc } from './python.ts';
import { Region } from './target.ts';
import type { Target, Transport } from './target.ts';
import { prepareTools } from './tools.ts';
import type { Tools } from './tools.ts';

// Clients that are given an address for a name make Node say so again and again (DEP0123).
process.noDeprecation = true;

const LIMIT_MS = 60_000;
const TRANSPORTS: readonly Transport[] = ['plain', 'TLS'];

interface Client {
  readonly name: string;
  readonly checks: string;
  /** It knows no certificates. */
  readonly plainOnly?: true;
  run(target: Target, tools: Tools, scratch: string): Promise<string | void>;
}

const CLIENTS: readonly Client[] = [
  {
    name: 'etcdctl 3.4',
    checks: 'put, get, txn, watch, lease keep-alive, member list, --cluster',
    run: etcdctl,
  },
  { name: 'etcd3 (npm)', checks: 'put, get, watch, txn, lease keep-alive, members, delete', run: etcd3 },
  { name: '@keyv/etcd (npm)', checks: 'set, get, delete', plainOnly: true, run: keyv },
  { name: '@grpc/grpc-js', checks: 'unary, server and bidi streams; cancelled and out of time', run: grpcJs },
  {
    name: 'grpcio (C core)',
    checks: 'unary, bidi streams, cancelled, out of time, 500 at once',
    run: pythonGrpc,
  },
  { name: 'aetcd (Python)', checks: 'put, get, txn, lease, lock, delete', plainOnly: true, run: aetcd },
  { name: 'curl', checks: 'a hand-made put and range, health over HTTP/1.1 and HTTP/2, version', run: curl },
  { name: 'nghttp', checks: 'a range, health', run: nghttp },
  { name: 'h2load', checks: '10 s of ranges', run: h2load },
];

async function main(): Promise<number> {
  const scratch = join(SCRATCH, `clients-${process.pid}`);
  await mkdir(scratch, { recursive: true });
  const regions: Region[] = [];
  const cleanUp = async (): Promise<void> => {
    await Promise.all([endAll(), ...regions.map((region) => region.end())]);
    await rm(scratch, { recursive: true, force: true });
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void cleanUp().finally(() => process.exit(130)));
  }
  try {
    const tools = await prepareTools();
    let [passed, failed] = [0, 0];
    for (const transport of TRANSPORTS) {
      const region = await Region.start(transport, scratch);
      regions.push(region);
      for (const client of CLIENTS.filter((each) => transport === 'plain' || each.plainOnly !== true)) {
        if (await passes(client, region.target, tools, scratch)) passed += 1;
        else failed += 1;
      }
      await region.end();
    }
    console.log(`${passed} passed, ${failed} failed`);
    return failed === 0 ? 0 : 1;
  } finally {
    await cleanUp();
  }
}

/** C1. */
async function passes(client: Client, target: Target, tools: Tools, scratch: string): Promise<boolean> {
  const title = `${client.name}, ${target.transport}`.padEnd(24);
  try {
    const figures = await within('an end', client.run(target, tools, scratch), LIMIT_MS);
    console.log(`ok    ${title} ${client.checks}${figures === undefined ? '' : `: ${figures}`}`);
    return true;
  } catch (error) {
    console.log(`FAIL  ${title} ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof PeerUnavailable ? `clients: ${error.message}` : error);
  process.exitCode = 1;
}
