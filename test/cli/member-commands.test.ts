import { expect } from 'chai';
import { runAtollctl } from '../../src/cli/ctl/program.ts';
import { member, OTHER, SELF } from '../api/support/fake-serving.ts';
import { startFakeMember } from '../client/fake-member.ts';
import type { FakeMember } from '../client/fake-member.ts';
import { FakeTerminal } from './fake-terminal.ts';

describe('atollctl member', () => {
  let fake: FakeMember;
  beforeEach(async () => {
    fake = await startFakeMember();
    fake.serving.answer = () => ({ type: 'done' });
    fake.serving.memberList = [member(SELF, 'm1'), member(OTHER, '', true)];
  });
  afterEach(() => fake.close());

  async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
    const terminal = new FakeTerminal({ env: { ATOLLCTL_ENDPOINTS: fake.endpoint } });
    const code = await runAtollctl(['member', ...args], terminal);
    return { code, out: terminal.stdout, err: terminal.stderr };
  }

  it('lists members as etcdctl does', async () => {
    expect((await run('list')).out.trimEnd().split('\n')).to.deep.equal([
      'a1, started, m1, http://m1:2380, http://m1:2379, false',
      'b2, unstarted, , http://:2380, http://:2379, true',
    ]);
  });

  it('says in the table which member replaces another whose log was damaged', async () => {
    fake.serving.memberList = [member(SELF, 'm1'), { ...member(OTHER, 'm2'), replaces: SELF }];
    const { out } = await run('-w', 'table', 'list');
    expect(out)
      .to.match(/REPLACES/)
      .and.to.match(/b2 .* a1 /);
  });

  it('adds to its table the feature level that each is known to read', async () => {
    const terminal = new FakeTerminal({ env: { ATOLLCTL_ENDPOINTS: fake.endpoint } });
    await runAtollctl(['-w', 'table', 'member', 'list'], terminal);
    expect(terminal.stdout).to.match(/\| LEVEL \|/);
    expect(terminal.stdout).to.match(/\| m1 .*\| 2 +\|/);
  });

  it('finalises the region', async () => {
    const terminal = new FakeTerminal({ env: { ATOLLCTL_ENDPOINTS: fake.endpoint } });
    expect(await runAtollctl(['region', 'finalise'], terminal)).to.equal(0);
    expect(terminal.stdout).to.equal('The region runs at feature level 2\n');
    fake.serving.finaliseReply = { ok: true, value: { refusal: 'm2 has not said what it reads' } };
    expect(await runAtollctl(['region', 'finalize'], terminal)).to.not.equal(0);
    expect(terminal.stderr).to.contain('m2 has not said what it reads');
  });

  it('adds with the flags to start the new server with', async () => {
    const { out, code } = await run('add', 'm3', '--peer-urls', 'http://10.0.0.3:2380');
    expect(code).to.equal(0);
    expect(out).to.match(/^Member [0-9a-f]+ added to cluster c1a5\n/);
    expect(out).to.contain('--initial-cluster m1=http://m1:2380,m3=http://10.0.0.3:2380\n');
  });

  it('removes, updates, promotes and moves the leader by ids as they are listed', async () => {
    const said = [
      await run('remove', 'b2'),
      await run('update', 'b2', '--peer-urls', 'http://10.0.0.9:2380'),
      await run('promote', 'b2'),
    ];
    expect(said.map(({ out }) => out)).to.deep.equal([
      'Member b2 removed from cluster c1a5\n',
      'Member b2 updated in cluster c1a5\n',
      'Member b2 promoted in cluster c1a5\n',
    ]);
    expect(fake.serving.proposed.map(({ command }) => command.type)).to.deep.equal([
      ...['change-membership', 'update-member', 'change-membership'],
    ]);
    const wrong = await run('remove', 'm1');
    expect([wrong.code, wrong.err]).to.deep.equal([
      128,
      'atollctl: "m1" is no member id: take one from the first column of "member list"\n',
    ]);
  });
});
