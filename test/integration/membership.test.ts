/** A region of processes that grows from one member to five and shrinks to three while a client writes. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'chai';
import { AtollClient, ClientError } from '../../src/client/index.ts';
import type { RegionMember } from '../../src/client/index.ts';
import { MemberProcess, RETRYABLE, Writer } from '../support/changing-region.ts';
import type { Place } from '../support/changing-region.ts';
import { freePorts } from '../support/free-port.ts';

const GIVE_UP_MS = 20_000;
const QUICK = ['--heartbeat-interval', '50', '--election-timeout', '500'];
const LINE = 'atoll: this member was removed from region eu: remove its data folder, then add it anew';

describe('atoll server, membership', function () {
  this.timeout(120_000);
  let folder: string;
  let places: readonly Place[];
  let processes: MemberProcess[];
  let writer: Writer | null;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'atoll-members-'));
    processes = [];
    writer = null;
    const ports = await freePorts(10);
    places = [1, 2, 3, 4, 5].map((number) => ({
      name: `m${number}`,
      client: `127.0.0.1:${ports.pop() ?? 0}`,
      peer: `127.0.0.1:${ports.pop() ?? 0}`,
    }));
  });

  afterEach(async () => {
    await writer?.stop();
    for (const { child } of processes) child.kill('SIGKILL');
    for (const each of processes) await until('the end of a server', () => each.exitCode !== undefined);
    rmSync(folder, { recursive: true });
  });

  async function start(place: Place, args: readonly string[]): Promise<MemberProcess> {
    const server = new MemberProcess(place, folder, [...QUICK, ...args]);
    processes.push(server);
    await until(
      `${place.name} to serve or to end`,
      () => server.exitCode !== undefined || server.stderr.includes('"event":"serving"'),
    );
    return server;
  }

  /** As `etcdctl member add` and the operator after it. */
  async function grow(place: Place, known: readonly Place[]): Promise<MemberProcess> {
    const url = `http://${place.peer}`;
    await retried(() => ask(known, (client) => client.members.add([url], false)));
    const server = await start(place, joining(place, known));
    await toBeKnown(place, known);
    return server;
  }

  it('grows from one to five and shrinks to three, and loses nothing that was acknowledged', async () => {
    const [first] = places;
    await start(first!, []);
    await toBeKnown(first!, [first!]);
    writer = new Writer(places.map(({ client }) => client));
    for (let size = 1; size < 5; size++) await grow(places[size]!, places.slice(0, size));

    const removed: Place[] = [];
    for (const wanted of ['leader', 'follower']) {
      const left = places.filter((place) => !removed.includes(place));
      const { leader, members } = await retried(() => leadership(left));
      const victim = wanted === 'leader' ? leader : members.find(({ id }) => id !== leader.id)!;
      const place = places.find(({ name }) => name === victim.name)!;
      // Through the one that goes: it answers before it ends.
      await retried(() => ask([place], (client) => client.members.remove(victim.id)));
      removed.push(place);
      const server = processes.find((each) => each.place === place)!;
      await until(`${victim.name} to end`, () => server.exitCode !== undefined);
      expect([server.exitCode, server.lines]).to.deep.equal([0, [LINE]]);
    }
    const left = places.filter((place) => !removed.includes(place));

    const restarted = left.find((place) => place !== first)!;
    const before = processes.find((each) => each.place === restarted)!;
    before.child.kill('SIGKILL');
    await until('the end of a member', () => before.exitCode !== undefined);
    // No flag says any more that it joined: its folder knows.
    await start(restarted, []);

    const again = await start(removed[1]!, joining(removed[1]!, left));
    await until('the removed member to end', () => again.exitCode !== undefined);
    expect([again.exitCode, again.lines]).to.deep.equal([0, [LINE]]);

    await writer.stop();
    expect(writer.failures).to.deep.equal([]);
    expect(writer.acknowledged.length).to.be.greaterThan(100);
    for (const place of left) {
      const keys = await retried(() => ask([place], (client) => client.kv.list('key-')));
      const found = new Set(keys.map(({ key }) => Buffer.from(key).toString()));
      expect(
        writer.acknowledged.filter((key) => !found.has(key)),
        place.name,
      ).to.deep.equal([]);
    }
    const { members } = await leadership(left);
    expect(members.map(({ name }) => name).sort()).to.deep.equal(left.map(({ name }) => name).sort());
  });

  it('says what to do when it was not added, and when its data is gone', async () => {
    const [first, second] = places;
    await start(first!, []);
    const early = await start(second!, joining(second!, [first!]));
    await until('it to end', () => early.exitCode !== undefined);
    expect(early.exitCode).to.equal(1);
    expect(early.lines.join()).to.contain(`etcdctl member add NAME --peer-urls=http://${second!.peer}`);

    const server = await grow(second!, [first!]);
    server.child.kill('SIGKILL');
    await until('its end', () => server.exitCode !== undefined);
    rmSync(join(folder, second!.name), { recursive: true });
    const wiped = await start(second!, joining(second!, [first!]));
    await until('it to end', () => wiped.exitCode !== undefined);
    expect(wiped.exitCode).to.equal(1);
    expect(wiped.lines.join()).to.contain('had started before: start it with its data folder, or remove it');
  });
});

/** A member knows its name from its flags; that it has started is what the log says. */
async function toBeKnown(place: Place, asked: readonly Place[]): Promise<void> {
  await until(`${place.name} to be known`, async () => {
    const { members } = await ask(asked, (client) => client.members.list(true));
    return members.some(({ name }) => name === place.name);
  });
}

function joining(place: Place, known: readonly Place[]): string[] {
  const all = [...known.filter((each) => each !== place), place];
  return [
    ...['--initial-cluster-state', 'existing'],
    ...['--initial-cluster', all.map(({ name, peer }) => `${name}=http://${peer}`).join(',')],
  ];
}

async function ask<T>(places: readonly Place[], work: (client: AtollClient) => Promise<T>): Promise<T> {
  const client = new AtollClient({ endpoints: places.map((place) => place.client), timeoutMs: 5_000 });
  try {
    return await work(client);
  } finally {
    client.close();
  }
}

async function leadership(
  places: readonly Place[],
): Promise<{ readonly leader: RegionMember; readonly members: readonly RegionMember[] }> {
  const { members } = await ask(places, (client) => client.members.list());
  const { raft } = await ask(places, (client) => client.admin.status());
  const leader = members.find(({ id }) => id === raft.leader);
  if (leader === undefined) throw new ClientError('refused', 'etcdserver: no leader');
  return { leader, members };
}

/** What says that it may be tried again is. */
async function retried<T>(work: () => Promise<T>): Promise<T> {
  const untilMs = performance.now() + GIVE_UP_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      const again =
        error instanceof ClientError && (error.kind !== 'refused' || RETRYABLE.test(error.message));
      if (!again || performance.now() > untilMs) throw error;
      await wait(50);
    }
  }
}

async function until(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  const untilMs = performance.now() + GIVE_UP_MS;
  for (;;) {
    if (await Promise.resolve(condition()).catch(() => false)) return;
    if (performance.now() > untilMs) throw new Error(`waited ${GIVE_UP_MS} ms in vain for ${what}`);
    await wait(10);
  }
}
