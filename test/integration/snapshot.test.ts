/** A region's state as a file: saved, the region lost, restored as a new cluster that its old members cannot join. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { runAtollctl } from '../../src/cli/ctl/program.ts';
import { AtollClient } from '../../src/client/index.ts';
import { FakeTerminal } from '../cli/fake-terminal.ts';
import { freePort } from '../support/free-port.ts';
import { MemberClient } from '../support/member-client.ts';
import { until } from '../support/until.ts';

const PROGRAM = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const KEYS = 300;
const BUMP = 1_000_000;

interface Ports {
  readonly client: number;
  readonly peer: number;
}

describe('a snapshot of a region', function () {
  this.timeout(60_000);
  let folder: string;
  let children: Map<string, ChildProcess>;
  let ports: readonly Ports[];
  let logs: Map<string, string>;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'atoll-snapshot-'));
    children = new Map();
    logs = new Map();
    ports = await Promise.all(
      [0, 1, 2].map(async () => ({ client: await freePort(), peer: await freePort() })),
    );
  });

  afterEach(async () => {
    for (const name of [...children.keys()]) await kill(name);
    rmSync(folder, { recursive: true, force: true });
  });

  const names = ['m1', 'm2', 'm3'] as const;
  const cluster = (): string =>
    names.map((name, at) => `${name}=http://127.0.0.1:${ports[at]!.peer}`).join(',');
  const endpoint = (at: number): string => `127.0.0.1:${ports[at]!.client}`;

  async function start(at: number, dataDir: string, token: string): Promise<void> {
    const name = names[at]!;
    const child = spawn(
      process.execPath,
      [
        ...[PROGRAM, 'server', '--name', name, '--region', 'eu', '--data-dir', join(folder, dataDir)],
        ...['--heartbeat-interval', '50', '--election-timeout', '500', '--initial-cluster', cluster()],
        ...['--initial-cluster-token', token],
        ...['--listen-client-urls', `http://${endpoint(at)}`],
        ...['--listen-peer-urls', `http://127.0.0.1:${ports[at]!.peer}`],
      ],
      { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    children.set(name, child);
    logs.set(name, '');
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      logs.set(name, (logs.get(name) ?? '') + text);
    });
    await until(`${name} to serve`, () => logs.get(name)?.includes('"event":"serving"') === true);
  }

  async function kill(name: string): Promise<void> {
    const child = children.get(name);
    children.delete(name);
    if (child === undefined || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGKILL');
    await ended;
  }

  async function ctl(...args: string[]): Promise<{ code: number; out: string; err: string }> {
    const terminal = new FakeTerminal({});
    const code = await runAtollctl(args, terminal);
    return { code, out: terminal.stdout, err: terminal.stderr };
  }

  async function withClient<T>(at: number, work: (client: AtollClient) => Promise<T>): Promise<T> {
    const client = new AtollClient({ endpoints: [endpoint(at)] });
    try {
      return await work(client);
    } finally {
      client.close();
    }
  }

  /** Its first leader has named the region: until then it takes no replicated writes. */
  async function named(at: number): Promise<void> {
    await withClient(at, async ({ admin }) => {
      for (let i = 0; (await admin.status()).federation === null; i++) {
        if (i > 1000) throw new Error('the region is not named');
        await wait(10);
      }
    });
  }

  async function allKeys(at: number): Promise<Awaited<ReturnType<MemberClient['list']>>> {
    const client = new MemberClient(endpoint(at));
    try {
      return [...(await client.list('a')), ...(await client.list('g/')), ...(await client.list('k/'))];
    } finally {
      client.close();
    }
  }

  const restoreArgs = (file: string, name: string, into: string, token: string): string[] => [
    ...['snapshot', 'restore', file, '--name', name, '--data-dir', join(folder, into)],
    ...['--initial-cluster', cluster(), '--initial-cluster-token', token],
  ];

  it('restores every key into a new cluster, which members of the old one cannot join', async () => {
    await Promise.all(names.map((name, at) => start(at, `old-${name}`, 'old')));
    await named(0);
    await withClient(0, async ({ kv, admin }) => {
      await admin.setRule({ prefix: 'g/', policy: 'lww' });
      for (let i = 0; i < KEYS; i++) await kv.put(i % 3 === 0 ? `g/${i}` : `k/${i}`, `value ${i}`);
      for (let i = 0; i < KEYS; i += 10) await kv.put(`k/${i}`, `again ${i}`);
    });
    const before = await allKeys(0);
    const oldStatus = await withClient(0, ({ admin }) => admin.status());
    const file = join(folder, 'backup.snapshot');
    const saved = await ctl('--endpoints', endpoint(0), 'snapshot', 'save', file);
    expect(saved.err).to.equal('');
    expect(saved.out).to.match(/^Snapshot saved at .*backup[.]snapshot: revision \d+/);
    expect(existsSync(`${file}.part`)).to.equal(false);
    const status = await ctl('-w', 'json', 'snapshot', 'status', file);
    const told = JSON.parse(status.out) as Record<string, unknown>;
    const revision = oldStatus.revision;
    expect(told).to.include({ revision, totalKey: before.length, region: 'eu' });
    for (const name of names) await kill(name);

    for (const name of names) {
      const args = restoreArgs(file, name, `new-${name}`, 'new');
      const done = await ctl(...args, '--bump-revision', String(BUMP), '--mark-compacted');
      expect(done.err).to.equal('');
      expect(done.out)
        .to.contain(`revision ${revision + BUMP}`)
        .and.to.contain('--initial-cluster-token new');
    }
    // Two of the new cluster, and one of the old in the third one's place.
    cpSync(join(folder, 'old-m3'), join(folder, 'zombie-m3'), { recursive: true });
    await Promise.all([start(0, 'new-m1', 'new'), start(1, 'new-m2', 'new'), start(2, 'zombie-m3', 'old')]);
    await named(0);
    await withClient(0, ({ kv }) => kv.put('after', 'restore'));
    const zombie = await withClient(2, ({ admin }) => admin.status());
    expect(zombie.clusterId).to.equal(oldStatus.clusterId);
    expect(zombie.raft.leader, 'the old member has no leader').to.equal(null);
    const [one, two] = await Promise.all([0, 1].map((at) => withClient(at, ({ admin }) => admin.status())));
    expect([one!.clusterId, two!.raft.leader]).to.deep.equal([two!.clusterId, one!.raft.leader]);
    expect(one!.clusterId).not.to.equal(oldStatus.clusterId);
    expect(one!.federation?.incarnation).not.to.equal(oldStatus.federation?.incarnation);
    await kill('m3');
    await start(2, 'new-m3', 'new');
    await withClient(2, async ({ kv }) => expect(await kv.get('after')).not.to.equal(null));

    for (const at of [0, 1, 2]) {
      const found = (await allKeys(at)).filter(({ key }) => key !== 'after');
      expect(found).to.deep.equal(before);
    }
    const after = await withClient(0, ({ kv }) => kv.get('after'));
    expect(after?.modRevision).to.equal(revision + BUMP + 1);
    const restored = await withClient(0, ({ admin }) => admin.status());
    expect(restored.store.compactRevision).to.equal(revision + BUMP);
  });

  it('is refused when it is damaged, and restores nothing into a folder that holds something', async () => {
    mkdirSync(join(folder, 'one'));
    writeFileSync(join(folder, 'one', 'precious'), 'mine');
    const alone = spawnAlone();
    await until('it to serve', () => alone.log().includes('"event":"serving"'));
    await withClient(0, ({ kv }) => kv.put('a', '1'));
    const file = join(folder, 'backup.snapshot');
    expect((await ctl('--endpoints', endpoint(0), 'snapshot', 'save', file)).code).to.equal(0);
    await kill('alone');

    const bytes = readFileSync(file);
    const damaged = join(folder, 'damaged.snapshot');
    bytes[4200]! ^= 1;
    writeFileSync(damaged, bytes);
    const status = await ctl('snapshot', 'status', damaged);
    expect([status.code, status.out]).to.deep.equal([1, '']);
    expect(status.err).to.match(
      /^atollctl: .*damaged[.]snapshot: .*\(at byte 4\d\d\d\): take another snapshot/,
    );
    const refused = await ctl(...restoreArgs(damaged, 'm1', 'target', 'new'));
    expect([refused.code, existsSync(join(folder, 'target'))]).to.deep.equal([1, false]);

    const full = await ctl(...restoreArgs(file, 'm1', 'one', 'new'));
    expect(full.err).to.contain('is not empty').and.to.contain('nothing was written');
    const link = join(folder, 'link');
    symlinkSync(join(folder, 'one'), link);
    expect((await ctl(...restoreArgs(file, 'm1', 'link', 'new'))).err).to.contain('is not empty');
    expect((await ctl(...restoreArgs(file, '../m1', 'target', 'new'))).err).to.contain('--name');
    expect((await ctl(...restoreArgs(file, 'm9', 'target', 'new'))).err).to.contain('must name this member');
    const bump = await ctl(...restoreArgs(file, 'm1', 'target', 'new'), '--bump-revision', '5');
    expect(bump.err).to.contain('go together');
    expect(existsSync(join(folder, 'target'))).to.equal(false);
    appendFileSync(file, 'x');
    expect((await ctl('snapshot', 'status', file)).err).to.contain('follow the end');
  });

  function spawnAlone(): { log(): string } {
    const child = spawn(
      process.execPath,
      [
        ...[PROGRAM, 'server', '--name', 'alone', '--region', 'eu', '--data-dir', join(folder, 'alone')],
        ...['--heartbeat-interval', '20', '--election-timeout', '100'],
        ...['--listen-client-urls', `http://${endpoint(0)}`],
        ...['--listen-peer-urls', `http://127.0.0.1:${ports[0]!.peer}`],
      ],
      { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    children.set('alone', child);
    let log = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (log += text));
    return { log: () => log };
  }
});
