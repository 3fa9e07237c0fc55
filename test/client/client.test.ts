import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'chai';
import { AtollClient, ClientError, withLeader } from '../../src/client/index.ts';
import type { ClientErrorKind, ConflictBatch } from '../../src/client/index.ts';
import { memberId } from '../../src/core/base/brands.ts';
import type { ConflictRecord, Version } from '../../src/core/federation/types.ts';
import { OTHER, SELF } from '../api/support/fake-serving.ts';
import { until } from '../support/until.ts';
import { deadEndpoint, startFakeMember } from './fake-member.ts';
import type { FakeMember } from './fake-member.ts';

const text = (bytes: Uint8Array | null | undefined): string | null =>
  bytes === null || bytes === undefined ? null : Buffer.from(bytes).toString();

async function failureOf(promise: Promise<unknown>): Promise<{ kind: ClientErrorKind; message: string }> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof ClientError) return error;
    throw error;
  }
  throw new Error('it did not fail');
}

/** Until nothing but the connection was in the way. */
async function untilItWorks(work: () => Promise<unknown>): Promise<void> {
  for (let left = 100; ; left--) {
    try {
      await work();
      return;
    } catch (error) {
      if (!(error instanceof ClientError) || error.kind !== 'unreachable' || left === 0) throw error;
      await wait(20);
    }
  }
}

describe('the client', () => {
  let member: FakeMember;
  let client: AtollClient;

  beforeEach(async () => {
    member = await startFakeMember();
    client = new AtollClient({ endpoints: [member.endpoint] });
  });

  afterEach(async () => {
    client.close();
    await member.close();
  });

  describe('with keys', () => {
    it('writes, reads and deletes one', async () => {
      const revision = await client.kv.put('/global/colour', 'blå');
      const found = await client.kv.get('/global/colour');
      expect(text(found?.value)).to.equal('blå');
      expect(found?.modRevision).to.equal(revision);
      expect(await client.kv.delete('/global/colour')).to.equal(1);
      expect(await client.kv.get('/global/colour')).to.equal(null);
    });

    it('keeps bytes that are no text as they are', async () => {
      const bytes = Uint8Array.of(0xff, 0, 0x80);
      await client.kv.put(bytes, bytes);
      expect((await client.kv.get(bytes))?.value).to.deep.equal(Buffer.from(bytes));
    });

    it('lists what begins with a prefix, in order and up to a limit', async () => {
      for (const key of ['/b', '/a/2', '/a/1', '/a0']) await client.kv.put(key, 'x');
      const keys = async (prefix: string, limit?: number): Promise<(string | null)[]> =>
        (await client.kv.list(prefix, limit)).map(({ key }) => text(key));
      expect(await keys('/a/')).to.deep.equal(['/a/1', '/a/2']);
      expect(await keys('/a/', 1)).to.deep.equal(['/a/1']);
      expect(await keys('')).to.deep.equal(['/a/1', '/a/2', '/a0', '/b']);
    });
  });

  describe('with rules', () => {
    it('sends what was asked for and returns what is in force', async () => {
      const rule = await client.admin.setRule({ prefix: '/global/', policy: 'lww' });
      expect({ ...rule, prefix: text(rule.prefix) }).to.deep.equal({
        prefix: '/global/',
        policy: 'lww',
        cas: 'refuse',
      });
      expect(member.serving.proposed.map(({ command }) => command)).to.deep.equal([
        { type: 'set-rule', rule: { prefix: '/global/', policy: 'lww', cas: 'refuse' } },
      ]);
    });

    it('lists and removes them', async () => {
      member.serving.ruleList = [{ prefix: '/x/', policy: 'lww', cas: 'local' }];
      const [rule] = await client.admin.rules();
      expect([text(rule?.prefix), rule?.cas]).to.deep.equal(['/x/', 'local']);
      await client.admin.removeRule('/x/');
      expect(member.serving.proposed.at(-1)?.command).to.deep.equal({ type: 'remove-rule', prefix: '/x/' });
    });
  });

  it('tells a member from its leader and an unknown leader from any', async () => {
    const status = await client.admin.status();
    expect(status).to.deep.include({ region: 'north', memberId: 0xa1n, memberName: 'm1', federation: null });
    expect(status.raft).to.deep.include({ role: 'leader', leader: 0xa1n, term: 7, appliedIndex: 11 });
    member.serving.leader = null;
    expect((await client.admin.status()).raft.leader).to.equal(null);
  });

  it('tells the silence of a region from never having heard of it', async () => {
    const view = {
      self: false,
      connected: true,
      source: 's1',
      appliedSequence: 3,
      headSequence: 5,
      members: [],
    };
    member.serving.regionList = [
      { ...view, region: 'south', silentMs: 12 },
      { ...view, region: 'west', connected: false, silentMs: null },
    ];
    const regions = await client.admin.regions();
    expect(regions.map(({ name, silentMs }) => [name, silentMs])).to.deep.equal([
      ['south', 12],
      ['west', null],
    ]);
  });

  describe('with the conflict feed', () => {
    it('reads it to its end', async () => {
      member.serving.feed.push(conflict(1, '/a'), conflict(2, '/b'));
      const batches: ConflictBatch[] = [];
      for await (const batch of client.admin.conflicts({ prefix: '/b' })) batches.push(batch);
      const found = batches.flatMap(({ conflicts }) => conflicts);
      expect(found.map(({ id, key }) => [id, text(key)])).to.deep.equal([[2, '/b']]);
      expect(found[0]?.winner).to.deep.include({ region: 'south', timeMs: 2_000 });
      expect(text(found[0]?.winner.value)).to.equal('won');
      expect(found[0]?.loser.value, 'a delete').to.equal(null);
    });

    it('stays when it watches, and lets go when its reader does', async () => {
      member.serving.feed.push(conflict(1, '/a'));
      const seen: number[] = [];
      for await (const { conflicts } of client.admin.conflicts({ watch: true })) {
        seen.push(...conflicts.map(({ id }) => id));
        if (seen.length === 1) member.serving.find(conflict(2, '/b'));
        else break;
      }
      expect(seen).to.deep.equal([1, 2]);
      await until('the server to hear of it', () => member.serving.conflictListenerCount === 0);
    });
  });

  describe('when something is wrong', () => {
    it('says that nothing answers, and then nothing was sent', async () => {
      const endpoint = await deadEndpoint();
      const lonely = new AtollClient({ endpoints: [endpoint] });
      const failure = await failureOf(lonely.kv.put('a', 'b'));
      lonely.close();
      expect(failure).to.deep.include({ kind: 'unreachable', message: `nothing answers at ${endpoint}` });
    });

    it('asks the next endpoint when one cannot be reached, and stays with the one that can', async () => {
      const both = new AtollClient({ endpoints: [await deadEndpoint(), member.endpoint] });
      await both.kv.put('a', 'b');
      expect(text((await both.kv.get('a'))?.value)).to.equal('b');
      both.close();
    });

    it('reaches a member that was not there at first', async () => {
      const endpoint = await deadEndpoint();
      const early = new AtollClient({ endpoints: [endpoint] });
      expect((await failureOf(early.kv.put('a', 'b'))).kind).to.equal('unreachable');
      const late = await startFakeMember(Number(endpoint.split(':')[1]));
      await untilItWorks(() => early.kv.put('a', 'b'));
      early.close();
      await late.close();
    });

    it('calls a connection that breaks an interruption, since the write may have happened', async () => {
      member.serving.settleBy = null;
      const failure = failureOf(client.kv.put('a', 'b'));
      await until('the write to arrive', () => member.serving.proposed.length === 1);
      await member.close();
      expect((await failure).kind).to.equal('interrupted');
      member = await startFakeMember();
    });

    it('hands on what the server says', async () => {
      member.serving.answer = () => 'no-leader';
      const failure = await failureOf(client.kv.put('a', 'b'));
      expect(failure).to.deep.include({ kind: 'refused', message: 'etcdserver: no leader' });
    });

    it('calls an answer that does not come a time-out, not a refusal', async () => {
      member.serving.settleBy = null;
      const hasty = new AtollClient({ endpoints: [member.endpoint], timeoutMs: 100 });
      const failure = await failureOf(hasty.kv.put('a', 'b'));
      hasty.close();
      expect(failure.kind).to.equal('timeout');
      expect(failure.message).to.equal(`${member.endpoint} did not answer within 0.1 s`);
    });
  });

  describe('in search of the leader', () => {
    const regionsBy = (asked: AtollClient): Promise<string | undefined> =>
      withLeader(asked, async ({ admin }) => (await admin.status()).memberName);

    it('stays where it is when that is the leader', async () => {
      expect(await regionsBy(client)).to.equal('m1');
    });

    it('goes where the members say the leader serves clients', async () => {
      const leader = await startFakeMember();
      leader.serving.term = 8;
      Object.assign(member.serving, { role: 'follower', leader: OTHER });
      member.serving.memberList = [
        { id: OTHER, name: 'm2', peerUrls: [], clientUrls: [`http://${leader.endpoint}`], learner: false },
      ];
      const term = await withLeader(client, async ({ admin }) => (await admin.status()).raft.term);
      await leader.close();
      expect(term).to.equal(8);
    });

    it('says so when there is none, or none that can be found', async () => {
      member.serving.leader = null;
      expect((await failureOf(regionsBy(client))).message).to.equal(
        'region north has no leader at the moment',
      );
      Object.assign(member.serving, { role: 'follower', leader: memberId(0xc3n) });
      expect((await failureOf(regionsBy(client))).message).to.contain(
        'has not said yet where clients find it',
      );
      expect(member.serving.memberList.some(({ id }) => id === SELF)).to.equal(true);
    });
  });
});

function conflict(id: number, key: string): ConflictRecord {
  const version = (region: string, ms: number, value: string | null): Version => ({
    origin: `${region}/1f`,
    sequence: id,
    time: { ms, counter: 0 },
    value: value === null ? null : Buffer.from(value),
    actor: '',
  });
  return {
    ...{ id, space: 'key', key, policy: 'lww', revision: 9, foundMs: 3_000 },
    winner: version('south', 2_000, 'won'),
    loser: version('north', 1_000, null),
  };
}
