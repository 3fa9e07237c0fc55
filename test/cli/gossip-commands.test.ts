import { expect } from 'chai';
import { runAtollctl } from '../../src/cli/ctl/program.ts';
import type { KeyringAnswer, KeyringCommand } from '../../src/core/gossip/types.ts';
import type { KeyringResult } from '../../src/node/gossip/keyring-round.ts';
import type { PoolMember } from '../../src/node/gossip/pool.ts';
import type { GossipServing, HeardEvent, PoolName } from '../../src/node/serving/gossip.ts';
import { startFakeMember } from '../client/fake-member.ts';
import type { FakeMember } from '../client/fake-member.ts';
import { infoOf } from '../gossip/world.ts';
import { until } from '../support/until.ts';
import { FakeTerminal } from './fake-terminal.ts';

const KEY = Buffer.alloc(32, 7);

class FakeGossip implements GossipServing {
  readonly asked: unknown[] = [];
  refusal: string | null = null;
  answers: readonly KeyringAnswer[] = [];
  events: readonly HeardEvent[] = [];

  members(pool: PoolName): readonly PoolMember[] | null {
    if (pool === 'wan') return null;
    const member = (number: number, more: Partial<PoolMember>): PoolMember => ({
      ...{ info: infoOf(number), self: false, state: 'alive', incarnation: 0, forMs: 61_000, rttMs: 0.25 },
      ...more,
    });
    const dead = member(1, { state: 'dead', rttMs: null });
    const leader = member(2, { info: { ...infoOf(2), leaderTerm: 4 } });
    return [member(0, { self: true }), dead, leader];
  }
  join(pool: PoolName, addresses: readonly string[]): string | null {
    this.asked.push(['join', pool, ...addresses]);
    return this.refusal;
  }
  leave(): void {
    this.asked.push(['leave']);
  }
  forceLeave(pool: PoolName, name: string): string | null {
    this.asked.push(['force-leave', pool, name]);
    return this.refusal;
  }
  sendEvent(name: string, payload: Uint8Array): string | null {
    this.asked.push(['event', name, new TextDecoder().decode(payload)]);
    return this.refusal;
  }
  onUserEvent(hear: (event: HeardEvent) => void): () => void {
    setImmediate(() => {
      for (const event of this.events) hear(event);
    });
    return () => undefined;
  }
  keyring(command: KeyringCommand, done: (results: readonly KeyringResult[]) => void): void {
    this.asked.push([command.type, command.type === 'list' ? null : Buffer.from(command.key)]);
    setImmediate(() =>
      done(this.answers.map((answer, at) => ({ region: 'eu', name: `eu-${at + 1}`, answer }))),
    );
  }
  placesOf(): readonly [] {
    return [];
  }
  standingOf(): null {
    return null;
  }
}

describe('atollctl, gossip', () => {
  let member: FakeMember;
  let gossip: FakeGossip;
  beforeEach(async () => {
    member = await startFakeMember();
    gossip = new FakeGossip();
    member.serving.gossipServing = gossip;
  });
  afterEach(() => member.close());

  async function ask(...args: string[]): Promise<{ code: number; out: string; err: string }> {
    const terminal = new FakeTerminal({ env: {} });
    const code = await runAtollctl(['--endpoints', member.endpoint, ...args], terminal);
    return { code, out: terminal.stdout, err: terminal.stderr };
  }

  it('lists the members of a pool, and how far they are', async () => {
    const { out } = await ask('members');
    expect(out.split('\n')[1]).to.equal(
      'member-1, region-0, zone-1, 10.0.0.1:7946, dead, 61 s, server, 2, 2, not measured',
    );
    expect(out.split('\n')[2]).to.include('alive, 61 s, leader, 2, 3, 0.3 ms');
    const json = JSON.parse((await ask('members', '-w', 'json')).out) as { members: { leads: boolean }[] };
    expect(json.members.map(({ leads }) => leads)).to.eql([false, false, true]);
    expect((await ask('rtt', 'member-2')).out).to.equal('member-2, 0.3 ms\n');
    expect(await ask('rtt', 'nobody')).to.include({ code: 1 });
  });

  it('says so of a pool that the server is not in, and of a server without gossip', async () => {
    expect((await ask('members', '--wan')).err).to.include('start it with --join-wan');
    member.serving.gossipServing = null;
    for (const args of [['members'], ['leave'], ['event', 'a'], ['keyring', 'list']])
      expect((await ask(...args)).err).to.include('this server takes no part in gossip');
  });

  it('passes on what an operator tells a pool, and its refusals', async () => {
    for (const args of [
      ['join', '--wan', 'a:1', 'b:2'],
      ['leave'],
      ['force-leave', 'member-1'],
      ['event', 'deploy', 'now'],
    ])
      expect(await ask(...args)).to.include({ code: 0, err: '' });
    expect(gossip.asked).to.eql([
      ['join', 'wan', 'a:1', 'b:2'],
      ['leave'],
      ['force-leave', 'lan', 'member-1'],
      ['event', 'deploy', 'now'],
    ]);
    gossip.refusal = 'member-1 is alive';
    expect((await ask('force-leave', 'member-1')).err).to.include('member-1 is alive');
  });

  it('prints the events that a server hears of, until it is ended', async () => {
    const payload = new TextEncoder().encode('now');
    gossip.events = [
      { name: 'deploy', payload, lamport: 7, sender: 'member-2' },
      { name: 'other', payload, lamport: 8, sender: 'member-2' },
      { name: 'deploy', payload: new Uint8Array(0), lamport: 9, sender: '' },
    ];
    const terminal = new FakeTerminal({ env: {} });
    const watching = runAtollctl(['--endpoints', member.endpoint, 'event', 'deploy', '--watch'], terminal);
    await until('both', () => terminal.stdout.includes('9, '));
    expect(terminal.stdout).to.equal('7, deploy, member-2, "now"\n9, deploy, unknown, ""\n');
    await member.close();
    expect(await watching).to.equal(2);
    expect((await ask('event')).err).to.include('say --watch');
  });

  it('changes keys on all servers, and fails while one of them has not followed', async () => {
    gossip.answers = [{ ok: true, inUse: 'ab', installed: ['ab', 'cd'] }];
    const installed = await ask('keyring', 'install', KEY.toString('base64'));
    expect(installed).to.include({ code: 0, out: 'eu-1, eu, ab, ab cd, done\n' });
    expect(gossip.asked).to.eql([['install', KEY]]);
    gossip.answers = [...gossip.answers, { ok: false, reason: 'no answer' }];
    const half = await ask('keyring', 'use', KEY.toString('base64'));
    expect(half.out).to.include('eu-2, eu, , , no answer');
    expect(half.err).to.include('not done on eu-2: repeat this step');
    expect(half.code).to.equal(1);
    expect((await ask('keyring', 'use', 'secret')).err).to.include('16, 24 or 32 bytes in base64');
  });
});
