/** A process that does nothing but gossip: the production driver over real sockets and a data folder of its own. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LAN } from '../../src/core/gossip/profile.ts';
import type { MemberEvent, MemberState, NodeInfo } from '../../src/core/gossip/types.ts';
import { createFileDisk } from '../../src/io/file-disk.ts';
import { GossipKeysFile, parseGossipKey } from '../../src/io/gossip-keys.ts';
import { createSystemClock } from '../../src/io/system-clock.ts';
import { createSystemEntropy } from '../../src/io/system-entropy.ts';
import { TcpNetwork } from '../../src/io/tcp-network.ts';
import { UdpDatagrams } from '../../src/io/udp-datagram.ts';
import { createChannels } from '../../src/node/channels.ts';
import { MemoryWriter, readMemory } from '../../src/node/gossip/memory-file.ts';
import { GossipPool } from '../../src/node/gossip/pool.ts';
import type { GossipMemory } from '../../src/codec/gossip-memory.ts';
import type { FromMember, FromRun, MemberOptions } from './protocol.ts';

const STATES: Partial<Readonly<Record<MemberEvent['type'], MemberState>>> = {
  joined: 'alive',
  returned: 'alive',
  suspected: 'suspect',
  died: 'dead',
  left: 'left',
};

const options = JSON.parse(process.argv[2] ?? '') as MemberOptions;
const [clock, entropy] = [createSystemClock(), createSystemEntropy()];
const began = clock.monotonicMs();

function say(message: FromMember): void {
  process.send?.(message);
}

function start(): void {
  mkdirSync(options.folder, { recursive: true });
  const log = (): void => undefined;
  const ports = { clock, entropy, log, disk: createFileDisk(options.folder) };
  readMemory(ports, true, (memory) => {
    const pool = poolOf(memory, () => writer.changed());
    const writer = new MemoryWriter(ports, () => ({ ...memory, lan: pool.remember() }));
    writer.changed();
    process.on('message', (message: FromRun) => (message.type === 'stop' ? process.exit(0) : report(pool)));
  });
}

function poolOf(memory: GossipMemory, changed: () => void): GossipPool {
  const { address, seeds, folder, keyFile, name } = options;
  const channels = createChannels(new TcpNetwork({ listenAddress: address, clock }));
  const pool = new GossipPool({
    ...{ label: 'lan real', profile: LAN, info: infoOf(memory), remembered: memory.lan, seeds },
    network: channels.network('lan'),
    datagrams: new UdpDatagrams({ listenAddress: address, clock }),
    keys: GossipKeysFile.open(join(folder, 'keys'), parseGossipKey(readFileSync(keyFile, 'utf8')), entropy),
    ...{ clock, entropy, log: () => undefined },
    accepts: ({ region }) => region === 'real',
    route: (to) => to,
    onContent: () => undefined,
    onEvent: (event) => {
      changed();
      const state = STATES[event.type];
      if (state !== undefined && 'info' in event && event.info.name !== name)
        say({ type: 'sees', name: event.info.name, state });
    },
  });
  pool.start((started) => {
    if (!started.ok) say({ type: 'failed', reason: started.error.message });
    else
      channels.listen((listening) =>
        say(listening.ok ? { type: 'ready' } : { type: 'failed', reason: listening.error.message }),
      );
  });
  return pool;
}

function infoOf({ id, claimedMs }: GossipMemory): NodeInfo {
  const { name, address } = options;
  return {
    ...{ id, claimedMs, name, address, version: 0, region: 'real', zone: '', role: 'agent' },
    ...{ raftId: 0n, clusterId: 0n, expect: 0, leaderTerm: 0, clientUrls: [], level: 1 },
  };
}

function report(pool: GossipPool): void {
  const { datagramsSent, datagramBytesSent, lineBytesSent } = pool.traffic();
  const { user, system } = process.cpuUsage();
  const view = Object.fromEntries(pool.members().map(({ info, state }) => [info.name, state]));
  const upMs = clock.monotonicMs() - began;
  const cpuMs = (user + system) / 1_000;
  say({
    type: 'report',
    report: { view, datagrams: datagramsSent, bytes: datagramBytesSent + lineBytesSent, cpuMs, upMs },
  });
}

process.on('disconnect', () => process.exit(0));
start();
