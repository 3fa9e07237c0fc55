/**
 * What an operator does with etcdctl alone: a region of one grows to five, one of them by way of a learner, and shrinks
 * to three, its leader among those that go, while clients write. New members are started with what `member add` printed.
 *
 * G1. A command or a write may fail only with an error that says to try again; it is tried again.
 * G2. Every acknowledged key is at each of the three in the end, and their hashes agree.
 */
import { mkdir } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { AtollClient } from '../../src/client/index.ts';
import { MemberProcess, RETRYABLE, Writer } from '../support/changing-region.ts';
import type { Place } from '../support/changing-region.ts';
import { freePorts } from '../support/free-port.ts';
import { runEtcdctl } from './etcdctl.ts';
import type { Options } from './options.ts';
import { unpackEtcd } from './unpack.ts';

const WRITERS = 8;
const GIVE_UP_MS = 30_000;
/** Between changes, so that each size is written to for a while. */
const SETTLED_MS = 1_000;
/** etcdctl's own words around a server's; what it says of a server that is not there is worth another try, too. */
const TRY_AGAIN = [
  /rpc error: code = Unavailable/,
  /rpc error: code = FailedPrecondition desc = etcdserver: can only promote a learner member which is in sync/,
  /context deadline exceeded/,
];

export async function growAndShrink(options: Options, scratch: string): Promise<number> {
  const { etcdctl, version } = await unpackEtcd(options);
  await mkdir(scratch, { recursive: true });
  const ports = await freePorts(10);
  const places = [1, 2, 3, 4, 5].map((number, at) => ({
    name: `m${number}`,
    client: `127.0.0.1:${ports[2 * at] ?? 0}`,
    peer: `127.0.0.1:${ports[2 * at + 1] ?? 0}`,
  }));
  console.log(`etcdctl ${version} changes the members of a region of Atoll under ${WRITERS} writers`);
  const change = new Change(etcdctl, scratch, places);
  try {
    return await change.run();
  } finally {
    change.end();
  }
}

class Change {
  readonly #etcdctl: string;
  readonly #folder: string;
  readonly #places: readonly Place[];
  readonly #servers = new Map<string, MemberProcess>();
  readonly #retried = new Map<string, number>();
  #writers: readonly Writer[] = [];
  #failed = 0;

  constructor(etcdctl: string, folder: string, places: readonly Place[]) {
    this.#etcdctl = etcdctl;
    this.#folder = folder;
    this.#places = places;
  }

  async run(): Promise<number> {
    const [first, ...others] = this.#places;
    await this.#start(first!, []);
    const endpoints = this.#places.map(({ client }) => client);
    this.#writers = Array.from({ length: WRITERS }, (_, writer) => new Writer(endpoints, `key-${writer}-`));
    for (const place of others) await this.#grow(place, place === others.at(-1));
    await this.#shrink(({ leads }) => !leads);
    await this.#command('move-leader', (await this.#one(({ leads }) => !leads)).id, 'LEADER');
    await this.#shrink(({ leads }) => leads);
    await wait(SETTLED_MS);
    for (const writer of this.#writers) await writer.stop();
    await this.#verify();
    return this.#failed === 0 ? 0 : 1;
  }

  end(): void {
    for (const { child } of this.#servers.values()) child.kill('SIGKILL');
  }

  async #grow(place: Place, learner: boolean): Promise<void> {
    const url = `--peer-urls=http://${place.peer}`;
    const printed = await this.#command('member', 'add', place.name, url, ...(learner ? ['--learner'] : []));
    const told = (name: string): string => new RegExp(`^${name}="(.*)"$`, 'm').exec(printed)?.[1] ?? '';
    await this.#start(place, [
      ...['--initial-cluster', told('ETCD_INITIAL_CLUSTER')],
      ...['--initial-cluster-state', told('ETCD_INITIAL_CLUSTER_STATE')],
    ]);
    const { id } = await this.#one(({ name }) => name === place.name);
    if (learner) await this.#command('member', 'promote', id);
    await this.#says(`${place.name} is there, ${learner ? 'promoted from a learner, ' : ''}one of`);
  }

  async #shrink(which: (member: Member) => boolean): Promise<void> {
    const member = await this.#one((each) => which(each) && each.name !== '');
    await this.#command('member', 'remove', member.id);
    const server = this.#servers.get(member.name);
    await until(`${member.name} to end`, () => server?.exitCode !== undefined);
    this.#check(server?.exitCode === 0, `${member.name} ended by itself: ${server?.lines.join(' ') ?? ''}`);
    this.#servers.delete(member.name);
    await this.#says(`${member.name}${member.leads ? ', the leader,' : ''} is gone; left`);
  }

  async #says(what: string): Promise<void> {
    await wait(SETTLED_MS);
    const acknowledged = this.#writers.reduce((sum, writer) => sum + writer.acknowledged.length, 0);
    console.log(`${what} ${this.#servers.size}; ${acknowledged} writes acknowledged`);
  }

  async #verify(): Promise<void> {
    const acknowledged = this.#writers.flatMap((writer) => writer.acknowledged);
    const failures = this.#writers.flatMap((writer) => writer.failures);
    this.#check(
      failures.length === 0,
      `writes refused with nothing to try again: ${failures.join('; ') || 'none'}`,
    );
    for (const { place } of this.#servers.values()) {
      const client = new AtollClient({ endpoints: [place.client], timeoutMs: GIVE_UP_MS });
      const keys = await client.kv.list('key-');
      client.close();
      const found = new Set(keys.map(({ key }) => Buffer.from(key).toString()));
      const missing = acknowledged.filter((key) => !found.has(key)).length;
      this.#check(
        missing === 0,
        `${place.name}: ${missing} of ${acknowledged.length} acknowledged keys missing`,
      );
    }
    const hashes = (await this.#command('endpoint', 'hashkv')).trim().split('\n');
    const different = new Set(hashes.map((line) => line.split(', ')[1])).size;
    this.#check(hashes.length === 3 && different === 1, `hashes of the three: ${hashes.join('; ')}`);
    const gap = Math.max(...this.#writers.map((writer) => writer.longestGapMs));
    console.log(`longest wait of a writer for an acknowledgement: ${(gap / 1000).toFixed(2)} s`);
    for (const [error, times] of this.#retried) console.log(`tried again ${times} times: ${error}`);
  }

  #check(holds: boolean, what: string): void {
    console.log(`${holds ? 'ok   ' : 'FAIL '} ${what}`);
    if (!holds) this.#failed += 1;
  }

  async #start(place: Place, args: readonly string[]): Promise<void> {
    const server = new MemberProcess(place, this.#folder, args);
    this.#servers.set(place.name, server);
    await until(
      `${place.name} to serve`,
      () => server.exitCode !== undefined || server.stderr.includes('"event":"serving"'),
    );
    if (server.exitCode !== undefined) throw new Error(`${place.name} ended: ${server.lines.join(' ')}`);
  }

  /** Of the members as they are listed, the one asked for; its leader is asked of the endpoints. */
  async #one(which: (member: Member) => boolean): Promise<Member> {
    let found: Member | undefined;
    await until('a member that is asked for', async () => {
      const leader = await this.#leader();
      const listed = (await this.#command('member', 'list')).trim().split('\n');
      const members = listed.map((line) => line.split(', '));
      found = members
        .map(([id = '', , name = '']) => ({ id, name, leads: id === leader }))
        .find((member) => which(member));
      return found !== undefined;
    });
    return found!;
  }

  async #leader(): Promise<string> {
    const status = (await this.#command('endpoint', 'status')).trim().split('\n');
    return status.map((line) => line.split(', ')).find((columns) => columns[4] === 'true')?.[1] ?? '';
  }

  /** G1. `LEADER` asks the leader, as move-leader wants it. */
  async #command(...args: string[]): Promise<string> {
    const deadline = performance.now() + GIVE_UP_MS;
    for (;;) {
      const { end, stdout, stderr } = await runEtcdctl(await this.#program(args), args.filter(isArgument));
      if (end === 'exit 0') return stdout;
      const error = stderr.trim().replaceAll('\n', ' ');
      const again = RETRYABLE.test(error) || TRY_AGAIN.some((each) => each.test(error));
      if (!again || performance.now() > deadline) throw new Error(`etcdctl ${args.join(' ')}: ${error}`);
      this.#retried.set(error, (this.#retried.get(error) ?? 0) + 1);
      await wait(100);
    }
  }

  async #program(args: readonly string[]): Promise<{ program: string; endpoint: string }> {
    const all = [...this.#servers.values()].map(({ place }) => place.client);
    const endpoint = args.every(isArgument) ? all.join(',') : await this.#leaderEndpoint(all);
    return { program: this.#etcdctl, endpoint };
  }

  async #leaderEndpoint(all: readonly string[]): Promise<string> {
    const status = (await this.#command('endpoint', 'status')).trim().split('\n');
    return (
      status.map((line) => line.split(', ')).find((columns) => columns[4] === 'true')?.[0] ?? all.join(',')
    );
  }
}

interface Member {
  readonly id: string;
  readonly name: string;
  readonly leads: boolean;
}

const isArgument = (arg: string): boolean => arg !== 'LEADER';

async function until(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + GIVE_UP_MS;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`waited ${GIVE_UP_MS / 1000} s in vain for ${what}`);
    await wait(50);
  }
}
