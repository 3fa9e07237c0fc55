import { expect } from 'chai';
import { runAtollctl } from '../../src/cli/ctl/program.ts';
import { conflictReport } from '../../src/cli/commands/conflicts.ts';
import { regionReport } from '../../src/cli/commands/region-list.ts';
import { statusReport } from '../../src/cli/commands/status.ts';
import type { Conflict, MemberStatus, RegionStatus, Version } from '../../src/client/index.ts';
import { OTHER } from '../api/support/fake-serving.ts';
import { deadEndpoint, startFakeMember } from '../client/fake-member.ts';
import type { FakeMember } from '../client/fake-member.ts';
import { CA, CA_FILE, CERTIFICATES } from '../support/certificates.ts';
import { FakeTerminal } from './fake-terminal.ts';

interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function run(args: readonly string[], env: Record<string, string> = {}): Promise<Run> {
  const terminal = new FakeTerminal({ env });
  const code = await runAtollctl(args, terminal);
  return { code, out: terminal.stdout, err: terminal.stderr };
}

const isOneLine = (text: string): boolean => text.endsWith('\n') && text.trimEnd().split('\n').length === 1;

describe('atollctl', () => {
  describe('refuses with one line and etcdctl’s exit codes', () => {
    const WRONG: readonly [what: string, args: readonly string[], code: number, says: string][] = [
      ['an unknown command', ['staus'], 128, 'Did you mean status?'],
      ['a missing argument', ['replicate', 'set'], 128, "missing required argument 'prefix'"],
      ['an argument too many', ['put', 'a', 'b', 'c'], 128, 'too many arguments'],
      ['an unknown flag', ['status', '--endpoint', 'x:1'], 128, 'Did you mean --endpoints?'],
      ['an unknown format', ['status', '-w', 'xml'], 128, 'Allowed choices are simple, json, table'],
      ['an unknown policy', ['replicate', 'set', '/x/', '--policy', 'first'], 128, 'Allowed choices are lww'],
      [
        'a time-out that is none',
        ['status', '--command-timeout', 'soon'],
        128,
        'should be a duration like 5s',
      ],
      ['a time-out of nothing', ['status', '--command-timeout', '0s'], 128, 'should be a duration like 5s'],
      ['a certificate without its key', ['status', '--cert', 'a.crt'], 128, '--cert and --key go together'],
      ['a CA that is not there', ['status', '--cacert', '/none/ca.crt'], 128, '--cacert: ENOENT'],
      [
        'an endpoint that is none',
        ['status', '--endpoints', 'localhost'],
        3,
        'should look like 127.0.0.1:2379',
      ],
    ];
    for (const [what, args, code, says] of WRONG) {
      it(what, async () => {
        const result = await run(args);
        expect(result.err)
          .to.match(/^atollctl: /)
          .and.to.contain(says);
        expect(isOneLine(result.err), result.err).to.equal(true);
        expect([result.code, result.out]).to.deep.equal([code, '']);
      });
    }

    it('a server that is not there', async () => {
      const endpoint = await deadEndpoint();
      const result = await run(['--endpoints', endpoint, 'get', 'a']);
      expect(result).to.deep.equal({
        code: 2,
        out: '',
        err: `atollctl: nothing answers at ${endpoint}: start the server, or name a running one with --endpoints\n`,
      });
    });
  });

  it('prints its help, and that of every command, without asking anyone', async () => {
    const help = await run(['--help']);
    expect(help.code).to.equal(0);
    expect(help.out).to.contain('ATOLLCTL_ENDPOINTS').and.to.contain('region list');
    for (const command of [['region', 'list'], ['replicate', 'set'], ['conflicts'], ['status']]) {
      const { code, out } = await run([...command, '--help']);
      expect([code, out.includes('Usage: atollctl')], command.join(' ')).to.deep.equal([0, true]);
    }
    expect((await run(['--version'])).out).to.match(/^\d+[.]\d+[.]\d+\n$/);
  });

  it('without a command prints its help as an error', async () => {
    const result = await run([]);
    expect(result.code).to.equal(128);
    expect(result.err).to.contain('Usage: atollctl');
  });

  describe('with a server', () => {
    let member: FakeMember;
    beforeEach(async () => (member = await startFakeMember()));
    afterEach(() => member.close());

    const ask = (...args: string[]): Promise<Run> => run(['--endpoints', member.endpoint, ...args]);

    it('takes endpoints from the environment, and a flag over it', async () => {
      expect((await run(['put', 'a', 'b'], { ATOLLCTL_ENDPOINTS: member.endpoint })).out).to.equal('OK\n');
      const overruled = await run(['--endpoints', member.endpoint, 'get', 'a'], {
        ATOLLCTL_ENDPOINTS: 'x:1',
      });
      expect(overruled.out).to.equal('a\nb\n');
    });

    it('puts, gets and deletes', async () => {
      expect((await ask('put', '/a', '1')).out).to.equal('OK\n');
      await ask('put', '/b', '2');
      expect((await ask('get', '/', '--prefix')).out).to.equal('/a\n1\n/b\n2\n');
      const json = JSON.parse((await ask('get', '/a', '-w', 'json')).out) as { kvs: { key: string }[] };
      expect(json.kvs.map(({ key }) => Buffer.from(key, 'base64').toString())).to.deep.equal(['/a']);
      expect((await ask('del', '/a')).out).to.equal('1\n');
      expect(await ask('get', '/a')).to.deep.equal({ code: 0, out: '', err: '' });
    });

    it('hands on the server’s refusal with exit code 1', async () => {
      member.serving.answer = () => ({ type: 'refused', reason: 'unknown-rule', detail: '/x/' });
      const result = await ask('replicate', 'remove', '/x/');
      expect([result.code, isOneLine(result.err)]).to.deep.equal([1, true]);
      expect(result.err).to.contain('there is no replication rule for this prefix (/x/)');
    });

    it('sets, lists and removes rules', async () => {
      const set = await ask('replicate', 'set', '/flags/', '--cas', 'local');
      expect(set.out).to.equal('/flags/ -> lww, cas: local\n');
      member.serving.ruleList = [{ prefix: '/flags/', policy: 'lww', cas: 'local' }];
      expect((await ask('replicate', 'list', '-w', 'table')).out).to.contain('| /flags/ | lww    | local |');
      expect((await ask('replicate', 'remove', '/flags/')).out).to.equal(
        '/flags/ is not replicated any more\n',
      );
    });

    it('asks the leader about the regions, and says so when it cannot', async () => {
      const view = { self: false, connected: false, source: '', silentMs: null, members: [] };
      member.serving.regionList = [{ ...view, region: 'south', appliedSequence: 2, headSequence: 5 }];
      Object.assign(member.serving, { role: 'follower', leader: OTHER });
      member.serving.memberList = [
        {
          id: OTHER,
          name: 'm2',
          peerUrls: [],
          clientUrls: [`http://${await deadEndpoint()}`],
          learner: false,
        },
      ];
      const result = await ask('region', 'list');
      expect(result.out).to.equal('south, not connected, -, 2, 5, at least 3, never, -, \n');
      expect(result.err).to.match(/^atollctl: the region's leader cannot be asked/);
      expect(result.code).to.equal(0);
    });

    it('prints the status of those that answer and names those that do not', async () => {
      const dead = await deadEndpoint();
      const result = await run(['--endpoints', `${dead},${member.endpoint}`, 'status']);
      expect(result.out).to.contain(`${member.endpoint}, m1, north, leader, 1, 7, 12, 11, 4.1 kB`);
      expect(result.err).to.contain(`nothing answers at ${dead}`);
      expect(result.code).to.equal(2);
    });

    it('reads the conflict feed', async () => {
      const empty = await ask('conflicts');
      expect(empty).to.deep.equal({ code: 0, out: '', err: '' });
      const json = await ask('conflicts', '-w', 'json');
      expect(json.out).to.equal('{"conflicts":[],"dropped":0}\n');
    });
  });
});

describe('atollctl and a server with TLS', () => {
  const { server, client } = CERTIFICATES;
  let member: FakeMember;
  beforeEach(async () => {
    member = await startFakeMember(0, { cert: server.cert, key: server.key, trustedCa: CA });
  });
  afterEach(() => member.close());

  const own = ['--cert', client.certFile, '--key', client.keyFile];

  it('are brought together by etcdctl’s flags, or by variables', async () => {
    const flags = ['--endpoints', `https://${member.endpoint}`, '--cacert', CA_FILE, ...own];
    expect((await run([...flags, 'put', 'a', 'b'])).out).to.equal('OK\n');
    const variables = {
      ...{ ATOLLCTL_ENDPOINTS: member.endpoint, ATOLLCTL_CACERT: CA_FILE },
      ...{ ATOLLCTL_CERT: client.certFile, ATOLLCTL_KEY: client.keyFile },
    };
    expect((await run(['get', 'a'], variables)).out).to.equal('a\nb\n');
    expect((await run(['status'], variables)).out).to.contain(member.endpoint);
    const careless = ['--endpoints', member.endpoint, '--insecure-skip-tls-verify', ...own];
    expect((await run([...careless, 'get', 'a'])).out).to.equal('a\nb\n');
  });

  it('are kept apart with a reason', async () => {
    const { code, err } = await run(['--endpoints', `https://${member.endpoint}`, ...own, 'get', 'a']);
    expect([code, isOneLine(err)]).to.deep.equal([2, true]);
    expect(err).to.match(/no TLS with .*; look at --endpoints, --cacert, --cert and --key/);
  });
});

describe('a conflict in print', () => {
  const version = (region: string, timeMs: number, value: string | null, actor = ''): Version => ({
    ...{ region, origin: `${region}/1f`, sequence: 1, timeMs, timeCounter: 0, actor },
    value: value === null ? null : Buffer.from(value),
  });
  const conflict: Conflict = {
    ...{ id: 12, space: 'key', key: Buffer.from('/global/x'), policy: 'lww', revision: 57, foundMs: 3 },
    winner: version('us', 1_700_000_000_123, 'blue', 'alice'),
    loser: version('eu', 1_700_000_000_101, null),
  };

  it('names winner and loser with region, value and time, and the revision', () => {
    expect(conflictReport([conflict], 0).lines).to.deep.equal([
      '#12 /global/x: us "blue" (2023-11-14T22:13:20.123Z by alice) won over eu deleted (2023-11-14T22:13:20.101Z); ' +
        'revision 57, lww',
    ]);
  });

  it('says that a rule was the subject, and that a value is older than its rule', () => {
    const adopted = { ...conflict, space: 'rule', loser: version('eu', 0, 'old') };
    const [line] = conflictReport([adopted], 0).lines ?? [];
    expect(line).to.contain('rule /global/x').and.to.contain('eu "old" (before the rule)');
  });

  it('keeps bytes in JSON as base64 and a delete as null', () => {
    const { conflicts } = conflictReport([conflict], 3).json as {
      conflicts: { key: string; winner: { value: string }; loser: { value: null } }[];
    };
    expect(conflicts[0]).to.deep.include({ key: Buffer.from('/global/x').toString('base64') });
    expect([conflicts[0]?.winner.value, conflicts[0]?.loser.value]).to.deep.equal(['Ymx1ZQ==', null]);
  });
});

const REGION: RegionStatus = {
  ...{ name: 'us', self: false, connected: true, source: 'us-1', appliedSequence: 5, headSequence: 7 },
  ...{ silentMs: 300, members: [{ name: 'us-1', address: '127.0.0.1:1' }] },
  ...{ leader: 'us-1', level: 2, standing: { standing: 'alive', forMs: 5_000 } },
};

describe('a region in print', () => {
  it('says how far behind we are, and "at least" when nobody can know', () => {
    const rows = regionReport([
      { ...REGION, name: 'eu', self: true, source: 'eu-1' },
      REGION,
      { ...REGION, name: 'ap', connected: false, silentMs: null, standing: null, level: null, leader: '' },
    ]).rows;
    expect(rows.map((row) => [row[1], row[5], row[6]])).to.deep.equal([
      ['this region', '-', 'now'],
      ['connected through us-1', '2', '300 ms ago'],
      ['not connected', 'at least 2', 'never'],
    ]);
    expect(rows.map((row) => [row[2], row[7], row[8]]).slice(1)).to.deep.equal([
      ['alive for 5.0 s', '2', 'us-1*'],
      ['-', '-', 'us-1'],
    ]);
  });
});

describe('a member’s status in print', () => {
  const status: MemberStatus = {
    ...{ region: 'eu', clusterId: 1n, memberId: 0xffff_ffff_ffff_ffffn, memberName: 'eu-1', revision: 4 },
    raft: {
      role: 'leader',
      term: 2,
      leader: 0xffff_ffff_ffff_ffffn,
      commitIndex: 9,
      appliedIndex: 8,
      learner: false,
    },
    store: { bytes: 2_000, bytesInUse: 1_000, quotaBytes: 0, compactRevision: 0 },
    ...{ federation: null, alarms: [], level: { region: 2, newest: 2, members: new Map() }, snapshots: null },
    replaced: new Map(),
  };
  const cell = (
    member: MemberStatus,
    regions: readonly RegionStatus[],
    column: string,
  ): string | undefined => {
    const { columns, rows } = statusReport([{ endpoint: 'a:1', member, regions }]);
    return rows[0]?.[columns.indexOf(column)];
  };

  it('tells the lag of every other region when it leads', () => {
    const away = { ...REGION, name: 'ap', connected: false, silentMs: 12_000 };
    expect(cell(status, [REGION, away], 'BEHIND')).to.equal('us 2, ap 2+ (silent 12 s)');
    const follower = { ...status, raft: { ...status.raft, role: 'follower' } };
    expect(cell(follower, [REGION], 'BEHIND'), 'a follower has no streams').to.equal('-');
  });

  it('shows the region’s feature level, and the newest the member reads if that is another', () => {
    expect(cell(status, [], 'LEVEL')).to.equal('2');
    const early = { ...status, level: { ...status.level, region: 1 } };
    expect(cell(early, [], 'LEVEL')).to.equal('1 of 2');
  });

  it('says when its region has no leader', () => {
    const headless = { ...status, raft: { ...status.raft, role: 'candidate', leader: null } };
    expect(cell(headless, [], 'ROLE')).to.equal('candidate, no leader');
  });

  it('names alarms, and conflicts that left the feed', () => {
    const federation = {
      incarnation: 1n,
      applied: new Map(),
      adopting: [],
      nextConflict: 9,
      conflictsDropped: 5,
    };
    expect(cell(status, [], 'ALARMS')).to.equal('none');
    expect(cell({ ...status, federation, alarms: ['nospace on member a1'] }, [], 'ALARMS')).to.equal(
      'nospace on member a1, 5 conflicts dropped',
    );
  });

  it('keeps 64-bit ids whole in JSON', () => {
    const { json } = statusReport([{ endpoint: 'a:1', member: status, regions: [] }]);
    expect(JSON.parse(JSON.stringify(json))).to.have.nested.property('[0].memberId', 'ffffffffffffffff');
  });
});
