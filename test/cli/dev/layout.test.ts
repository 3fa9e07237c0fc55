import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { Command } from 'commander';
import { expect } from 'chai';
import {
  GOSSIP_KEY_FILE,
  REGIONS,
  RELAYS,
  serverArguments,
  serverNamed,
  SERVERS,
  regionNamed,
} from '../../../src/cli/dev/layout.ts';
import { WANTED_PORTS } from '../../../src/cli/dev/ports.ts';
import { defineServerFlags, readServerFlags } from '../../../src/cli/server/flags.ts';
import type { ServerFlags } from '../../../src/cli/server/flags.ts';

/** What the server makes of the arguments it is started with. */
async function flagsOf(name: string): Promise<ServerFlags> {
  const server = serverNamed(name);
  if (server === undefined) throw new Error(`no ${name}`);
  const command = defineServerFlags(new Command('server'));
  command.parse(serverArguments(server).slice(1), { from: 'user' });
  return readServerFlags(command);
}

describe('the playground’s layout', () => {
  const started = process.cwd();
  let folder = '';
  /** As the first start leaves it: servers read the key with their flags. */
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'atoll-layout-'));
    process.chdir(folder);
    mkdirSync(dirname(GOSSIP_KEY_FILE), { recursive: true });
    writeFileSync(GOSSIP_KEY_FILE, randomBytes(32).toString('base64'));
  });
  after(() => {
    process.chdir(started);
    rmSync(folder, { recursive: true });
  });

  it('is three regions of three servers at fixed ports', () => {
    expect(
      SERVERS.map(({ name, clientPort, peerPort }) => `${name} ${clientPort} ${peerPort}`),
    ).to.deep.equal([
      ...['eu-1 2379 2380', 'eu-2 2389 2390', 'eu-3 2399 2400'],
      ...['us-1 2409 2410', 'us-2 2419 2420', 'us-3 2429 2430'],
      ...['ap-1 2439 2440', 'ap-2 2449 2450', 'ap-3 2459 2460'],
    ]);
  });

  it('uses no port twice', () => {
    const ports = WANTED_PORTS.map(({ port }) => port);
    expect(ports).to.have.length(9 + 9 + 18);
    expect(new Set(ports).size).to.equal(ports.length);
  });

  it('starts servers that agree on their region', async () => {
    const all = await Promise.all(SERVERS.map(({ name }) => flagsOf(name)));
    for (const region of REGIONS) {
      const clusters = all
        .filter(({ config }) => config.region === region)
        .map(({ config }) => config.clusterId);
      expect(new Set(clusters).size, region).to.equal(1);
    }
    expect(new Set(all.map(({ config }) => config.clusterId)).size).to.equal(3);
    expect(new Set(all.map(({ config }) => config.self)).size).to.equal(9);
  });

  it('leads every region to every other one’s servers through relays of its own', async () => {
    for (const server of SERVERS) {
      const { config, listenPeer } = await flagsOf(server.name);
      expect(listenPeer.port).to.equal(server.peerPort);
      expect(config.federation.map(({ region }) => region)).to.deep.equal(
        REGIONS.filter((each) => each !== server.region),
      );
      for (const { members } of config.federation) {
        for (const { name, address } of members) {
          const relay = RELAYS.find(({ from, to }) => from === server.region && to.name === name);
          expect(address).to.equal(`127.0.0.1:${relay?.port}`);
        }
      }
    }
  });

  it('keeps each server’s data under the folder it is started in, by its full path', async () => {
    expect((await flagsOf('us-2')).dataDir).to.equal(resolve('.atoll/dev/us-2'));
  });

  it('knows its names and no others', () => {
    expect([
      serverNamed('us-2')?.region,
      serverNamed('us-4'),
      regionNamed('ap'),
      regionNamed('AP'),
    ]).to.deep.equal([...['us', undefined, 'ap', undefined]]);
  });
});
