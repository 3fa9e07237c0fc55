/** Servers that find each other by gossip: a region's founders, its other regions, and those that come later. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'chai';
import { AtollClient, ClientError } from '../../src/client/index.ts';
import type { GossipMember, RegionStatus } from '../../src/client/index.ts';
import { MemberProcess } from '../support/changing-region.ts';
import type { Place } from '../support/changing-region.ts';
import { freePorts } from '../support/free-port.ts';

const GIVE_UP_MS = 60_000;
const KEY = Buffer.alloc(32, 7);
const NEXT_KEY = Buffer.alloc(16, 8);
const QUICK = ['--gossip', 'local', '--heartbeat-interval', '50', '--election-timeout', '500'];

describe('atoll server, gossip', function () {
  this.timeout(180_000);
  let folder: string;
  let processes: MemberProcess[];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'atoll-gossip-'));
    processes = [];
  });

  afterEach(async () => {
    for (const { child } of processes) child.kill('SIGKILL');
    for (const each of processes) await until('the end of a server', () => each.exitCode !== undefined);
    rmSync(folder, { recursive: true });
  });

  async function placesOf(...names: readonly string[]): Promise<Place[]> {
    const ports = await freePorts(2 * names.length);
    return names.map((name) => ({
      name,
      client: `127.0.0.1:${ports.pop() ?? 0}`,
      peer: `127.0.0.1:${ports.pop() ?? 0}`,
    }));
  }

  function start(place: Place, ...args: readonly string[]): MemberProcess {
    const server = new MemberProcess(place, folder, [...QUICK, ...args]);
    processes.push(server);
    return server;
  }

  const serves = (server: MemberProcess): boolean => server.stderr.includes('"event":"serving"');
  const events = ({ stderr }: MemberProcess): string[] =>
    stderr.split('\n').flatMap((line) => /"event":"([^"]*)"/.exec(line)?.[1] ?? []);

  async function ended(server: MemberProcess): Promise<void> {
    await until(`${server.place.name} to end`, () => server.exitCode !== undefined);
  }

  const clusterOf = (place: Place): Promise<bigint> =>
    ask(place, async ({ admin }) => (await admin.status()).clusterId);
  const membersSeenBy = (place: Place, wan = false): Promise<readonly GossipMember[]> =>
    ask(place, ({ gossip }) => gossip.members(wan));

  function untilSees(place: Place, wan: boolean, wanted: Readonly<Record<string, string>>): Promise<void> {
    return until(`${place.name} to see ${JSON.stringify(wanted)}`, async () => {
      const members = await membersSeenBy(place, wan);
      const seen = Object.fromEntries(members.map(({ name, state }) => [name, state]));
      return Object.entries(wanted).every(([name, state]) => seen[name] === state);
    });
  }

  it('founds one region by three that know one address, once and for all', async () => {
    const places = await placesOf('eu-1', 'eu-2', 'eu-3', 'eu-4');
    const [first, second, third, late] = places as [Place, Place, Place, Place];
    const found = (place: Place): MemberProcess =>
      start(place, '--bootstrap-expect', '3', '--join', first.peer, '--encrypt', KEY.toString('base64'));
    const two = [found(second), found(third)];
    await until('both to wait', () =>
      two.every(({ stderr }) => stderr.includes('2 of 3') || stderr.includes('1 of 3')),
    );
    expect(two.some(serves)).to.equal(false);
    const founders = [found(first), ...two];
    await until('all to serve', () => founders.every(serves));
    const cluster = await clusterOf(first);
    for (const place of [second, third]) expect(await clusterOf(place)).to.equal(cluster);
    await ask(first, ({ kv }) => kv.put('key', 'value'));
    // They are the members that found each other, and have no twins of before.
    expect(await membersSeenBy(first)).to.have.length(3);
    for (const server of founders) expect(events(server)).not.to.include('gossip name-conflict');

    // One that comes late is told to be added, and founds nothing.
    const latecomer = found(late);
    await ended(latecomer);
    expect(latecomer.lines.join()).to.include('is not a member of region eu yet: run');

    for (const server of founders) server.child.kill('SIGKILL');
    for (const server of founders) await ended(server);
    const again = [first, second, third].map(found);
    await until('all to serve again', () => again.every(serves));
    expect(await clusterOf(second)).to.equal(cluster);
    expect(new TextDecoder().decode((await ask(third, ({ kv }) => kv.get('key')))?.value)).to.equal('value');
    for (const server of again) expect(events(server)).not.to.include('bound to found the region');
  });

  it('tells an event to whoever watches at another server, and where each server stands', async () => {
    const [one, two] = (await placesOf('eu-1', 'eu-2')) as [Place, Place];
    const expecting = ['--bootstrap-expect', '2', '--join', one.peer];
    const servers = [start(one, '--zone', 'north', ...expecting), start(two, ...expecting)];
    await until('both to serve', () => servers.every(serves));
    await untilSees(one, false, { 'eu-2': 'alive' });
    expect((await membersSeenBy(two)).map(({ zone }) => zone)).to.have.members(['north', '']);
    await ask(two, async ({ gossip }) => {
      for await (const { events: heard } of gossip.events('deploy')) {
        const [event] = heard;
        if (event === undefined) {
          // It listens.
          await ask(one, (client) => client.gossip.event('deploy', new TextEncoder().encode('now')));
          continue;
        }
        expect(event).to.include({ name: 'deploy', sender: 'eu-1' });
        expect(new TextDecoder().decode(event.payload)).to.equal('now');
        return;
      }
    });
  });

  it('changes the key of two regions without losing sight of anybody, and says good-bye', async () => {
    const [eu, us] = (await placesOf('eu-1', 'us-1')) as [Place, Place];
    const sealed = ['--encrypt', KEY.toString('base64')];
    start(eu, '--federation', 'us', '--join-wan', us.peer, ...sealed);
    const other = start(us, '--region', 'us', '--federation', 'eu', '--join-wan', eu.peer, ...sealed);
    await untilSees(eu, true, { 'us-1.us': 'alive' });
    for (const [step, key] of [
      ['install', NEXT_KEY],
      ['use', NEXT_KEY],
      ['remove', KEY],
    ] as const) {
      const results = await ask(eu, ({ gossip }) => gossip.keyring(step, key));
      expect(results.map(({ name, error }) => [name, error])).to.eql(
        [
          ['eu-1.eu', ''],
          ['us-1.us', ''],
        ].map(([name, error]) => [name?.startsWith('eu') === true ? 'eu-1' : name, error]),
      );
    }
    await wait(5_000);
    for (const server of processes) expect(events(server)).not.to.include('gossip died');
    const [, seen] = await membersSeenBy(eu, true);
    expect(seen).to.include({ name: 'us-1.us', state: 'alive', leads: true });
    await ask(us, ({ gossip }) => gossip.leave());
    await untilSees(eu, true, { 'us-1.us': 'left' });
    await ended(other);
    expect(other.exitCode).to.equal(0);
    const [, gone] = await regionsSeenBy(eu);
    expect(gone?.standing?.standing).to.equal('left');
  });

  it('follows a region to servers that nobody has configured, when all that were are gone', async () => {
    const [eu, us, heir] = (await placesOf('eu-1', 'us-1', 'us-2')) as [Place, Place, Place];
    start(eu, '--federation', `us=us-1=http://${us.peer}`);
    const us1 = start(us, '--region', 'us', '--federation', `eu=eu-1=http://${eu.peer}`);
    for (const place of [eu, us])
      await until(`${place.name} to lead`, () => succeeds(() => ask(place, ({ kv }) => kv.put('there', ''))));
    await ask(us, ({ admin }) => admin.setRule({ prefix: '/global/', policy: 'lww' }));
    await ask(us, ({ kv }) => kv.put('/global/before', '1'));
    await untilHas(eu, '/global/before');

    const { members } = await ask(us, (client) => client.members.add([`http://${heir.peer}`], false));
    expect(members).to.have.length(2);
    start(
      heir,
      ...[
        '--region',
        'us',
        '--federation',
        `eu=eu-1=http://${eu.peer}`,
        '--initial-cluster-state',
        'existing',
      ],
      ...['--initial-cluster', `us-1=http://${us.peer},us-2=http://${heir.peer}`],
    );
    await untilSees(eu, true, { 'us-2.us': 'alive' });
    const original = members.find(({ name }) => name === 'us-1')!;
    await until('us-1 to be removed', () =>
      succeeds(() => ask(heir, (client) => client.members.remove(original.id))),
    );
    await ended(us1);
    await until('us-2 to lead', () => succeeds(() => ask(heir, ({ kv }) => kv.put('/global/after', '2'))));
    await untilHas(eu, '/global/after');
    const [, region] = await regionsSeenBy(eu);
    expect(region).to.include({ name: 'us', connected: true, source: 'us-2', leader: 'us-2', level: 2 });
    expect(region?.standing?.standing).to.equal('alive');
  });

  it('tells since when a region is lost, and that it is back', async () => {
    const [eu, us] = (await placesOf('eu-1', 'us-1')) as [Place, Place];
    const startUs = (): MemberProcess =>
      start(us, '--region', 'us', '--federation', 'eu', '--join-wan', eu.peer);
    start(eu, '--federation', `us=us-1=http://${us.peer}`);
    const first = startUs();
    await untilSees(eu, true, { 'us-1.us': 'alive' });
    first.child.kill('SIGKILL');
    await until('the loss', async () => (await regionsSeenBy(eu))[1]?.standing?.standing === 'failed');
    const [, lost] = await regionsSeenBy(eu);
    expect(lost?.standing?.forMs).to.be.lessThan(GIVE_UP_MS);
    expect(events(processes[0]!)).to.include('region failed');
    startUs();
    await until('the return', async () => (await regionsSeenBy(eu))[1]?.standing?.standing === 'alive');
  });

  const regionsSeenBy = (place: Place): Promise<readonly RegionStatus[]> =>
    ask(place, ({ admin }) => admin.regions());

  function untilHas(place: Place, key: string): Promise<void> {
    return until(
      `${place.name} to have ${key}`,
      async () => (await ask(place, ({ kv }) => kv.get(key))) !== null,
    );
  }
});

async function ask<T>({ client: endpoint }: Place, work: (client: AtollClient) => Promise<T>): Promise<T> {
  const client = new AtollClient({ endpoints: [endpoint] });
  try {
    return await work(client);
  } finally {
    client.close();
  }
}

async function succeeds(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (error instanceof ClientError) return false;
    throw error;
  }
}

/** What a client cannot reach yet counts as not so. */
async function until(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + GIVE_UP_MS;
  for (;;) {
    let holds = false;
    if ((await succeeds(async () => void (holds = await condition()))) && holds) return;
    if (performance.now() > deadline) throw new Error(`waited ${GIVE_UP_MS} ms in vain for ${what}`);
    await wait(50);
  }
}
