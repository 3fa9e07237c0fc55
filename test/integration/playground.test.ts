/**
 * The playground from its first start to its last process, as a person would go through it: real servers at their fixed
 * ports, so no other playground can run meanwhile. Its steps depend on each other and run in this order.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'chai';
import {
  clientAddress,
  GOSSIP_KEY_FILE,
  membersOf,
  REGIONS,
  SERVERS,
  SERVERS_FILE,
} from '../../src/cli/dev/layout.ts';
import type { RegionName } from '../../src/cli/dev/layout.ts';
import { refuseTakenPorts } from '../../src/cli/dev/ports.ts';
import { AtollClient } from '../../src/client/index.ts';
import { Federation } from '../support/federation.ts';
import { TestPlayground } from '../support/playground.ts';
import { tryCommand } from '../support/run-command.ts';
import { until } from '../support/until.ts';

const STEP_MS_MAX = 60_000;
/** Another program's playground may have to end first; that wait has its own bound. */
const TURN_MS_MAX = 50 * 60_000;
const STOP_MS_MAX = 5_000;
const SEEN_MS_MAX = 15_000;
const LOOK_EVERY_MS = 20;
const KEY_WATCH_MS = 10_000;

describe('the playground, from start to stop', function () {
  this.timeout(STEP_MS_MAX);
  let playground: TestPlayground;
  let federation: Federation;
  let clients: ReadonlyMap<RegionName, AtollClient>;
  let pids: readonly number[];
  let failed = false;

  const put = async (region: RegionName, key: string, value: string): Promise<void> =>
    void (await clients.get(region)?.kv.put(key, value));

  async function valueIn(region: RegionName, key: string): Promise<string | null> {
    const found = await clients.get(region)?.kv.get(key);
    return found ? Buffer.from(found.value).toString() : null;
  }

  /** Reads until all of these regions have it: replication is asynchronous. */
  async function seen(key: string, value: string, regions: readonly RegionName[] = REGIONS): Promise<void> {
    const giveUpAt = performance.now() + SEEN_MS_MAX;
    for (;;) {
      const values = await Promise.all(regions.map((region) => valueIn(region, key)));
      if (values.every((each) => each === value)) return;
      if (performance.now() > giveUpAt)
        throw new Error(`${key} is ${values.join(', ')} in ${regions.join(', ')}`);
      await wait(LOOK_EVERY_MS);
    }
  }

  const runningNames = (): string[] => playground.running().map(({ name }) => name);

  before(async function () {
    this.timeout(TURN_MS_MAX);
    const say = (line: string): void => console.log(`    ${line}`);
    playground = await TestPlayground.open({ name: 'playground-test', from: 'built', say });
    federation = new Federation();
    clients = new Map(
      REGIONS.map((region) => [region, new AtollClient({ endpoints: membersOf(region).map(clientAddress) })]),
    );
  });

  afterEach(function () {
    failed ||= this.currentTest?.state === 'failed';
  });

  after(async () => {
    for (const client of clients.values()) client.close();
    federation.close();
    await playground.close({ keep: failed });
  });

  it('starts nine servers in the background and tells where they are', async () => {
    const { stdout } = await playground.dev('--detach');
    pids = [playground.supervisorPid(), ...playground.running().map(({ pid }) => pid)];
    expect(runningNames()).to.deep.equal(SERVERS.map(({ name }) => name));
    for (const { name, clientPort } of SERVERS) {
      expect(stdout).to.match(new RegExp(`${name} +(leader|follower) +127[.]0[.]0[.]1:${clientPort} `));
    }
  });

  it('has the rule for /global/ in every region and no conflict to begin with', async () => {
    for (const [region, { admin }] of clients) {
      const rules = (await admin.rules()).map(({ prefix, policy }) => [
        Buffer.from(prefix).toString(),
        policy,
      ]);
      expect(rules, region).to.deep.equal([['/global/', 'lww']]);
    }
    expect(await federation.describeConflicts()).to.deep.equal([]);
  });

  it('carries a key under /global/ from one region to the others, and no other key', async () => {
    await put('eu', '/local/x', 'here');
    await put('eu', '/global/x', 'everywhere');
    await seen('/global/x', 'everywhere');
    expect(await valueIn('us', '/local/x')).to.equal(null);
  });

  it('keeps a killed server down until it is healed, and its region working', async () => {
    await playground.dev('--kill', 'us-2');
    expect(runningNames()).not.to.include('us-2');
    await put('us', '/global/y', 'two of three');
    await seen('/global/y', 'two of three');
    const again = await playground.dev('--kill', 'us-2');
    expect(again.stdout).to.equal('us-2 was down already\n');
    const healed = await playground.dev('--heal');
    expect(healed.stdout).to.contain('Started again: us-2');
    expect(runningNames()).to.have.length(SERVERS.length);
  });

  it('starts what was killed from outside when it is started again', async () => {
    playground.kill(['ap-1']);
    await playground.gone(['ap-1']);
    const { stdout } = await playground.dev('--detach');
    expect(stdout).to.contain('starting what is down: ap-1');
    expect(runningNames()).to.have.length(SERVERS.length);
    pids = [...pids, ...playground.running().map(({ pid }) => pid)];
  });

  it('writes on both sides of a cut, agrees after it is healed, and says what lost', async () => {
    await put('eu', '/global/z', 'before');
    await seen('/global/z', 'before');
    await playground.dev('--cut', 'us');
    await put('eu', '/global/z', 'theirs');
    await put('us', '/global/z', 'ours');
    await seen('/global/z', 'theirs', ['eu', 'ap']);
    expect(await valueIn('us', '/global/z'), 'the cut holds').to.equal('ours');
    await playground.dev('--heal');
    await seen('/global/z', 'ours');
    await federation.converged();
    for (const server of SERVERS) {
      const { conflicts } = await federation.conflictsAt(server);
      const lines = conflicts.map(({ key, winner, loser }) => [key, winner.value, loser.value].map(String));
      expect(lines, server.name).to.deep.equal([['/global/z', 'ours', 'theirs']]);
    }
    const { stdout } = await playground.ctl('conflicts');
    expect(stdout).to.match(/^#1 [/]global[/]z: us "ours" .* won over eu "theirs" .*\n$/);
  });

  it('tells the region list and the status of all nine', async () => {
    const regions = await playground.ctl('region', 'list');
    expect(regions.stdout).to.match(
      /^eu, this region, .*\nus, connected through us-\d, .*\nap, connected through ap-\d, .*\n$/,
    );
    const all = SERVERS.map(clientAddress).join(',');
    const status = await playground.ctl('--endpoints', all, 'status');
    expect(status.stdout.match(/, leader, /g)).to.have.length(REGIONS.length);
    expect(status.stdout.trimEnd().split('\n')).to.have.length(SERVERS.length);
  });

  it('changes its gossip key in three steps, and nobody loses sight of anybody', async () => {
    const old = readFileSync(join(playground.folder, GOSSIP_KEY_FILE), 'utf8').trim();
    const next = Buffer.alloc(32, 5).toString('base64');
    for (const [step, key] of [
      ['install', next],
      ['use', next],
      ['remove', old],
    ] as const) {
      const { stdout } = await playground.ctl('keyring', step, key);
      expect(stdout.match(/, done$/gm), stdout).to.have.length(SERVERS.length);
    }
    // Longer than it takes to give up somebody whose packets nobody can open.
    const endMs = performance.now() + KEY_WATCH_MS;
    while (performance.now() < endMs) {
      for (const { gossip } of clients.values()) {
        const members = await gossip.members(true);
        expect(members.map(({ state }) => state)).to.eql(SERVERS.map(() => 'alive'));
      }
      await wait(LOOK_EVERY_MS);
    }
  });

  it('refuses a second playground’s start from nothing while it runs', async () => {
    const fresh = await tryCommand(process.execPath, ['dist/cli/main.js', 'dev', '--fresh'], {
      ...{ cwd: playground.folder, limitMs: STEP_MS_MAX },
    });
    expect(fresh.code).to.equal(1);
    expect(fresh.stderr).to.equal(
      'atoll: a playground is running: end it with npm run stop, then start --fresh\n',
    );
  });

  it('stops within five seconds and leaves no process, no port and no trace of running', async () => {
    const { ms } = await playground.dev('--stop');
    expect(ms).to.be.below(STOP_MS_MAX);
    expect(pids.filter(isOurs)).to.deep.equal([]);
    await refuseTakenPorts();
    expect(existsSync(join(playground.folder, SERVERS_FILE))).to.equal(false);
    const again = await playground.dev('--stop');
    expect(again.stdout).to.equal('No playground runs here\n');
  });

  it('ends with its supervisor in the foreground, however that one ends, and keeps its data', async () => {
    const supervisor = spawn(process.execPath, ['dist/cli/main.js', 'dev'], {
      ...{ cwd: playground.folder, stdio: ['ignore', 'pipe', 'inherit'] },
    });
    let said = '';
    supervisor.stdout.on('data', (text: Buffer) => (said += text.toString()));
    const giveUpAt = performance.now() + STEP_MS_MAX;
    while (!said.includes('Ctrl-C stops everything') && performance.now() < giveUpAt)
      await wait(LOOK_EVERY_MS);
    await seen('/global/z', 'ours');
    const servers = playground.running().map(({ pid }) => pid);
    expect(servers).to.have.length(SERVERS.length);
    supervisor.kill('SIGKILL');
    await until('nine servers to end', () => !servers.some(isOurs));
    await playground.dev('--detach');
    await seen('/global/z', 'ours');
  });

  /** What nobody has collected yet has no command line any more. */
  function isOurs(pid: number): boolean {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(playground.folder);
    } catch {
      return false;
    }
  }
});
