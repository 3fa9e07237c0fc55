import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { REGIONS, SERVERS } from '../../../src/cli/dev/layout.ts';
import type { DevServer } from '../../../src/cli/dev/layout.ts';
import { describeMembers, describeTries } from '../../../src/cli/dev/overview.ts';
import { portFailure, refuseTakenPorts } from '../../../src/cli/dev/ports.ts';
import { Progress } from '../../../src/cli/dev/progress.ts';
import { stepsOf } from '../../../src/cli/dev/readiness.ts';
import type { MemberLook, Step } from '../../../src/cli/dev/readiness.ts';
import { lastError } from '../../../src/cli/dev/server-log.ts';
import { CommandFailure } from '../../../src/cli/failure.ts';
import type { RegionStatus } from '../../../src/client/index.ts';
import { FakeTerminal } from '../fake-terminal.ts';

function lookOf(server: DevServer, change: Partial<MemberLook> = {}): MemberLook {
  const regions: RegionStatus[] = REGIONS.map((name) => ({
    ...{
      name,
      self: name === server.region,
      connected: true,
      source: '',
      appliedSequence: 0,
      headSequence: 0,
    },
    ...{ silentMs: 0, members: [], leader: '', level: null, standing: null },
  }));
  const role = server.name.endsWith('-1') ? 'leader' : 'follower';
  return {
    status: {
      ...{ region: server.region, clusterId: 1n, memberId: 2n, memberName: server.name, revision: 1 },
      raft: { role, term: 1, leader: 2n, commitIndex: 1, appliedIndex: 1, learner: false },
      store: { bytes: 1, bytesInUse: 1, quotaBytes: 1, compactRevision: 0 },
      ...{
        federation: null,
        alarms: [],
        level: { region: 2, newest: 2, members: new Map() },
        replaced: new Map(),
        snapshots: null,
      },
    },
    ...{ hasRule: true, regions, ...change },
  };
}

const allLooks = (): Map<DevServer, MemberLook> => new Map(SERVERS.map((server) => [server, lookOf(server)]));
const named = (name: string): DevServer => SERVERS.find((server) => server.name === name) ?? SERVERS[0]!;
const waiting = (steps: readonly Step[]): string[] =>
  steps
    .filter(({ waitsFor }) => waitsFor.length > 0)
    .map(({ name, waitsFor }) => `${name}: ${waitsFor.join(' ')}`);

describe('the playground', () => {
  it('is ready when all nine answer, three lead, the rule is everywhere and all regions are connected', () => {
    expect(waiting(stepsOf(allLooks()))).to.deep.equal([]);
  });

  it('waits for a server that does not answer, and for what depends on it', () => {
    const looks = allLooks();
    looks.delete(named('us-1'));
    expect(waiting(stepsOf(looks))).to.deep.equal([
      'servers: us-1',
      'leaders: us',
      'rule: us',
      'regions: us',
    ]);
  });

  it('waits for the rule in every member of every region', () => {
    const looks = allLooks();
    looks.set(named('ap-3'), lookOf(named('ap-3'), { hasRule: false }));
    expect(waiting(stepsOf(looks))).to.deep.equal(['rule: ap']);
  });

  it('waits for the streams of leaders; followers have none', () => {
    const without = (server: DevServer): MemberLook =>
      lookOf(server, {
        regions: lookOf(server).regions.map((region) => ({ ...region, connected: region.self })),
      });
    const looks = allLooks();
    looks.set(named('eu-2'), without(named('eu-2')));
    expect(waiting(stepsOf(looks)), 'a follower').to.deep.equal([]);
    looks.set(named('eu-1'), without(named('eu-1')));
    expect(waiting(stepsOf(looks)), 'the leader').to.deep.equal(['regions: eu']);
  });

  it('introduces itself with every server and every command', () => {
    const members = describeMembers({ members: allLooks(), steps: [] });
    for (const { name, clientPort } of SERVERS)
      expect(members).to.match(new RegExp(`${name} .* 127.0.0.1:${clientPort} `));
    const tries = describeTries({ atoll: 'atoll', atollctl: 'atollctl' });
    for (const text of ['put /global/', 'dev --cut us', 'dev --heal', 'conflicts', '127.0.0.1:2409']) {
      expect(tries).to.contain(text);
    }
  });
});

describe('progress', () => {
  const step = (name: Step['name'], done: number, waitsFor: readonly string[] = []): Step => ({
    ...{ name, title: name, done, of: 3, waitsFor },
  });

  it('is a line for each step that is done, in a log', () => {
    const terminal = new FakeTerminal();
    const progress = new Progress(terminal);
    progress.show([step('servers', 1, ['a', 'b']), step('leaders', 0, ['eu'])]);
    progress.show([step('servers', 3), step('leaders', 0, ['eu'])]);
    progress.show([step('servers', 3), step('leaders', 3)]);
    expect(terminal.stdout).to.equal('  servers: 3/3\n  leaders: 3/3\n');
  });

  it('is one line that is written over, for a person', () => {
    const terminal = new FakeTerminal({ isInteractive: true });
    const progress = new Progress(terminal);
    progress.show([step('servers', 1, ['a', 'b'])]);
    progress.show([step('servers', 1, ['a', 'b'])]);
    expect(terminal.stdout).to.equal('\r\u001b[2K  servers: 1/3, waiting for a b');
    progress.say('us-2 stopped');
    expect(terminal.stdout).to.match(/\r\u001b\[2Kus-2 stopped\n$/);
  });
});

describe('a taken port', () => {
  it('is named with its purpose before anything starts', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const failure: unknown = await refuseTakenPorts([{ port, purpose: 'clients of eu-1' }]).catch(
      (error: unknown) => error,
    );
    server.close();
    expect(failure).to.be.instanceOf(CommandFailure);
    expect((failure as CommandFailure).message)
      .to.contain(`port ${port} (clients of eu-1) is taken by another process: stop that one and start again`)
      .and.to.contain(`lsof -nP -iTCP:${port}`);
  });

  it('is not the only reason why a port cannot be had', () => {
    expect(portFailure({ port: 80, purpose: 'p' }, 'EACCES').message).to.equal(
      'cannot listen on 127.0.0.1:80 (p): EACCES',
    );
  });
});

describe('the last error in a server’s log', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'atoll-log-'));
    file = join(folder, 'eu-1.log');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const errorIn = (...lines: string[]): string => {
    writeFileSync(file, `${lines.join('\n')}\n`);
    return lastError(file);
  };

  it('is its own last line', () => {
    expect(errorIn('{"level":"error","event":"old"}', 'atoll: the log is damaged')).to.equal(
      'the log is damaged',
    );
  });

  it('is the last line at error level when it had no last words', () => {
    const info = '{"level":"info","event":"raft"}';
    expect(errorIn('{"level":"error","event":"sync","reason":"disk full"}', info)).to.equal(
      'sync: disk full',
    );
    expect(errorIn('{"level":"error","event":"sync"}', '{"level":"error"')).to.equal('sync');
  });

  it('is the place to look when there is none', () => {
    expect(errorIn('{"level":"info","event":"raft"}')).to.equal(`its log says more: ${file}`);
  });
});
