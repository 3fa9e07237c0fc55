import { expect } from 'chai';
import fc from 'fast-check';
import {
  describeEvent,
  describeFrame,
  describeGossip,
  describeMember,
  describePacket,
} from '../../../src/core/gossip/describe.ts';
import { INCARNATION_MAX, RELAYS_MAX, SYNC_ANSWERS_PER_SECOND_MAX } from '../../../src/core/gossip/limits.ts';
import { holderOf } from '../../../src/core/gossip/names.ts';
import { takeEffects, type Gossip } from '../../../src/core/gossip/pool.ts';
import { LAN } from '../../../src/core/gossip/profile.ts';
import { remember } from '../../../src/core/gossip/rejoin.ts';
import { nextWakeMs, step } from '../../../src/core/gossip/step.ts';
import type { NodeState, Rumour } from '../../../src/core/gossip/types.ts';
import { infoOf } from '../../gossip/world.ts';
import {
  alive,
  ask,
  charge,
  eventsIn,
  expectWhole,
  idOf,
  packetsIn,
  poolOf,
  receive,
  refutation,
  stateOf,
  tell,
} from './pool-of.ts';

function runTo(gossip: Gossip, untilMs: number): void {
  while (nextWakeMs(gossip) <= untilMs)
    step(gossip, Math.max(nextWakeMs(gossip), gossip.nowMs), { type: 'wake' });
}

function sync(gossip: Gossip, nowMs: number, from: number, ...states: readonly NodeState[]): void {
  const told = { wanted: false, joining: false, lamport: 0, states };
  step(gossip, nowMs, { type: 'frame', frame: { type: 'sync', from: idOf(from), ...told } });
}

describe('core/gossip: what is believed', () => {
  it('comes to the same, whatever the order in which rumours arrive, and however often', () => {
    const rumours: readonly Rumour[] = [
      charge('suspect', { about: 1, incarnation: 0, by: 2 }),
      refutation(1, 1),
      charge('suspect', { about: 1, incarnation: 1, by: 3 }),
      charge('dead', { about: 1, incarnation: 1, by: 3 }),
      alive({ ...infoOf(1), version: 2, zone: 'elsewhere' }, 2),
      charge('dead', { about: 2, incarnation: 0, by: 3 }),
      refutation(2, 1),
      charge('left', { about: 3, incarnation: 0, by: 3 }),
    ];
    const outcome = (order: readonly Rumour[]): unknown => {
      const gossip = poolOf(5);
      for (const rumour of order) tell(gossip, 1, 4, rumour);
      return [...gossip.members.values()].map(({ info, incarnation, state }) => [info, incarnation, state]);
    };
    const expected = outcome(rumours);
    fc.assert(
      fc.property(fc.shuffledSubarray([...rumours, ...rumours], { minLength: 16 }), (order) => {
        expect(outcome(order)).to.eql(expected);
      }),
      { numRuns: 200, seed: 1 },
    );
  });

  it('changes by nothing that is replayed: captured deaths and good-byes are of an earlier incarnation', () => {
    const gossip = poolOf(5);
    tell(gossip, 1, 2, refutation(1, 3));
    takeEffects(gossip);
    for (const type of ['suspect', 'dead', 'left'] as const)
      tell(gossip, 2, 2, charge(type, { about: 1, incarnation: 2, by: 1 }));
    expect(stateOf(gossip, 1)).to.equal('alive');
    expect(takeEffects(gossip)).to.eql([]);
  });

  it('is refuted by the accused with a later incarnation, to all and at once to who brought it', () => {
    const gossip = poolOf(5);
    tell(gossip, 1, 3, charge('dead', { about: 0, incarnation: 0, by: 2 }));
    const [answer] = packetsIn(takeEffects(gossip));
    expect(answer?.to).to.equal(infoOf(3).address);
    expect(answer?.rumours[0]).to.deep.include({ incarnation: 1 });
    expect(gossip.broadcasts.aboutMember.has(idOf(0))).to.equal(true);
  });

  it('does not refute an accusation it has refuted already', () => {
    const gossip = poolOf(5);
    for (let i = 0; i < 3; i++) tell(gossip, 1, 3, charge('suspect', { about: 0, incarnation: 0, by: 2 }));
    expect(gossip.self.incarnation).to.equal(1);
  });

  it('keeps what it has when incarnations are used up, instead of going beyond them', () => {
    const gossip = poolOf(2);
    tell(gossip, 1, 1, charge('dead', { about: 0, incarnation: INCARNATION_MAX, by: 2 }));
    expect(gossip.self.incarnation).to.equal(0);
    expect(gossip.refused).to.equal(1);
  });

  it('answers a restart’s earlier life of equal incarnation and other info with a new introduction', () => {
    const gossip = poolOf(3);
    sync(gossip, 1, 1, { info: { ...infoOf(0), address: '10.9.9.9:1' }, incarnation: 0, state: 'alive' });
    expect(gossip.self.incarnation).to.equal(1);
    expect(gossip.self.info.version).to.equal(1);
  });

  it('is shortened by independent accusers only, and by each of them once', () => {
    const gossip = poolOf(20);
    tell(gossip, 1, 2, charge('suspect', { about: 1, incarnation: 0, by: 2 }));
    const suspicion = gossip.members.get(idOf(1))!.suspicion!;
    const alone = suspicion.deadlineMs;
    tell(gossip, 2, 3, charge('suspect', { about: 1, incarnation: 0, by: 2 }));
    expect(suspicion.deadlineMs).to.equal(alone);
    tell(gossip, 2, 3, charge('suspect', { about: 1, incarnation: 0, by: 3 }));
    const confirmed = suspicion.deadlineMs;
    expect(confirmed).to.be.lessThan(alone);
    tell(gossip, 2, 3, charge('suspect', { about: 1, incarnation: 0, by: 3 }));
    tell(gossip, 2, 4, charge('suspect', { about: 1, incarnation: 0, by: 4 }));
    expect(suspicion.deadlineMs).to.equal(suspicion.sinceMs + suspicion.minMs);
  });

  it('may be over by a confirmation, which does not look like a stall of this member', () => {
    const gossip = poolOf(20);
    tell(gossip, 1, 2, charge('suspect', { about: 1, incarnation: 0, by: 2 }));
    const suspicion = gossip.members.get(idOf(1))!.suspicion!;
    const overMs = Math.ceil(suspicion.sinceMs + suspicion.minMs + LAN.probeTimeoutMs);
    runTo(gossip, overMs);
    for (const by of [3, 4]) tell(gossip, overMs, by, charge('suspect', { about: 1, incarnation: 0, by }));
    step(gossip, overMs, { type: 'wake' });
    expect(suspicion.calls).to.equal(1);
    expect(gossip.stalledMs).to.equal(-Infinity);
  });

  it('asks others before a verdict, and takes the word of one who knows better', () => {
    const gossip = poolOf(5);
    tell(gossip, 1, 2, charge('suspect', { about: 1, incarnation: 0, by: 2 }));
    let calls = 0;
    while (calls === 0) {
      runTo(gossip, nextWakeMs(gossip));
      calls = packetsIn(takeEffects(gossip)).filter(
        ({ body }) => body.type === 'last-call' && body.target === idOf(1),
      ).length;
    }
    expect(calls).to.be.at.most(LAN.helpers);
    expect(stateOf(gossip, 1)).to.equal('suspect');
    tell(gossip, gossip.nowMs, 3, refutation(1, 1));
    runTo(gossip, gossip.nowMs + LAN.probeTimeoutMs * LAN.awarenessMax);
    expect(stateOf(gossip, 1)).not.to.equal('dead');
  });

  it('reaches the verdict when its time is over and enough of the asked concur, and without an answer in the end', () => {
    const body = { type: 'concur', target: idOf(1), incarnation: 0 } as const;
    for (const concurring of [[], [3], [3, 3], [3, 4]]) {
      const gossip = poolOf(5);
      tell(gossip, 1, 2, charge('suspect', { about: 1, incarnation: 0, by: 2 }));
      const suspicion = gossip.members.get(idOf(1))!.suspicion!;
      while (suspicion.calls === 0) runTo(gossip, nextWakeMs(gossip));
      const { nowMs } = gossip;
      for (const other of concurring) receive(gossip, nowMs, { from: idOf(other), body, rumours: [] });
      expect(stateOf(gossip, 1)).to.equal('suspect');
      runTo(gossip, Math.ceil(suspicion.deadlineMs));
      // Three are asked: the word of one may only say that it missed what the asker missed.
      expect(stateOf(gossip, 1)).to.equal(new Set(concurring).size < 2 ? 'suspect' : 'dead');
      runTo(gossip, nowMs + 60_000);
      expect(stateOf(gossip, 1)).to.equal('dead');
    }
  });

  for (const stoodStill of [false, true]) {
    const does = stoodStill
      ? 'concurs with nobody if it stood still meanwhile'
      : 'concurs in a doubt of its own';
    it(`${does}: a refutation may have been lost before its socket`, () => {
      const gossip = poolOf(5);
      tell(gossip, 1, 2, charge('suspect', { about: 1, incarnation: 0, by: 2 }));
      runTo(gossip, 4_000);
      const nowMs = stoodStill ? nextWakeMs(gossip) + 2_000 : 4_000;
      if (stoodStill) step(gossip, nowMs, { type: 'wake' });
      const answers = packetsIn(
        ask(gossip, nowMs, 3, { type: 'last-call', target: idOf(1), incarnation: 0 }),
      );
      expect(answers.filter(({ body }) => body.type === 'concur')).to.have.length(stoodStill ? 0 : 1);
    });
  }

  it('judges nobody right after it stood still itself', () => {
    const gossip = poolOf(5);
    tell(gossip, 1, 2, charge('suspect', { about: 1, incarnation: 0, by: 2 }));
    step(gossip, 120_000, { type: 'wake' });
    expect(stateOf(gossip, 1)).to.equal('suspect');
    expect(gossip.awareness.score).to.be.greaterThan(0);
  });

  it('checks a death that only a push-pull tells of: the dead one is told', () => {
    const gossip = poolOf(5);
    sync(gossip, 1, 2, { info: infoOf(1), incarnation: 0, state: 'dead' });
    expect(stateOf(gossip, 1)).to.equal('alive');
    expect(gossip.urgent).to.eql([idOf(1)]);
    expect(packetsIn(takeEffects(gossip)).map(({ to }) => to)).to.eql([infoOf(1).address]);
  });

  it('keeps the dead it never knew alive, so that no old rumour brings them to life', () => {
    const gossip = poolOf(2);
    sync(gossip, 1, 1, { info: infoOf(7), incarnation: 4, state: 'left' });
    tell(gossip, 2, 2, alive(infoOf(7), 4));
    expect(stateOf(gossip, 7)).to.equal('left');
  });

  it('holds to its invariants whatever it is told', () => {
    const number = fc.integer({ min: 0, max: 6 });
    const incarnation = fc.integer({ min: 0, max: 3 });
    const accusation = fc
      .tuple(
        fc.constantFrom('suspect' as const, 'dead' as const, 'left' as const),
        number,
        incarnation,
        number,
      )
      .map(([type, about, at, by]) => charge(type, { about, incarnation: at, by }));
    const introduction = fc
      .tuple(number, incarnation)
      .map(([of, at]) => alive({ ...infoOf(of), version: at, name: `name-${of % 3}` }, at));
    const refuted = fc.tuple(number, incarnation).map(([of, at]) => refutation(of, at));
    const rumour = fc.oneof(accusation, introduction, refuted);
    fc.assert(
      fc.property(fc.array(fc.tuple(rumour, fc.nat(9_000)), { maxLength: 60 }), (told) => {
        const gossip = poolOf(3);
        let nowMs = 0;
        for (const [each, waitMs] of told) {
          nowMs += waitMs;
          runTo(gossip, nowMs);
          tell(gossip, nowMs, 2, each);
          takeEffects(gossip);
          expectWhole(gossip);
        }
      }),
      { numRuns: 150, seed: 1 },
    );
  });

  it('reads as one line each', () => {
    const gossip = poolOf(2);
    tell(gossip, 1, 2, charge('suspect', { about: 1, incarnation: 0, by: 2 }));
    expect(describeGossip(gossip)).to.match(/^member-0@0 running: 3 live, 1 suspect, 0 dead/);
    expect(describeMember(gossip.members.get(idOf(1))!)).to.match(/^member-1 0100000000000001 .* suspect@0/);
    expect(eventsIn(takeEffects(gossip)).map(describeEvent)).to.include('member-1 suspected');
    const body = { type: 'ping', seq: 4, target: idOf(1) } as const;
    expect(describePacket({ from: idOf(2), body, rumours: [refutation(1, 2)] })).to.equal(
      '0100000000000002: ping 4 to 0100000000000001 [refute 0100000000000001@2]',
    );
    const frame = {
      type: 'sync',
      from: idOf(2),
      wanted: true,
      joining: true,
      lamport: 0,
      states: [],
    } as const;
    expect(describeFrame(frame)).to.equal('0100000000000002: sync of 0, joining, wants mine');
  });
});

describe('core/gossip: names', () => {
  const named = (number: number, claimedMs: number) => ({ ...infoOf(number), name: 'db', claimedMs });

  it('are the first living claimant’s, whatever the order in which claims are heard', () => {
    for (const order of [
      [1, 2, 3],
      [3, 2, 1],
      [2, 3, 1],
    ]) {
      const gossip = poolOf(0);
      for (const number of order) tell(gossip, 1, number, alive(named(number, 100 + number)));
      expect(holderOf(gossip, 'db')?.info.id).to.equal(idOf(1));
      const conflicts = eventsIn(takeEffects(gossip)).filter(({ type }) => type === 'name-conflict');
      expect(conflicts).to.have.length(2);
      tell(gossip, 2, 3, charge('left', { about: 1, incarnation: 0, by: 1 }));
      expect(holderOf(gossip, 'db')?.info.id).to.equal(idOf(2));
    }
  });

  it('cannot be taken from somebody alive, not even from this member', () => {
    const gossip = poolOf(0);
    tell(gossip, 1, 5, alive({ ...infoOf(5), name: 'member-0', claimedMs: 1_000 }));
    expect(holderOf(gossip, 'member-0')).to.equal(gossip.self);
  });
});

describe('core/gossip: what others can make a member do', () => {
  it('answers members only, at the address the list has for them', () => {
    const gossip = poolOf(2);
    const ping = { type: 'ping', seq: 1, target: idOf(0) } as const;
    expect(packetsIn(ask(gossip, 1, 9, ping))).to.eql([]);
    expect(packetsIn(ask(gossip, 1, 1, ping)).map(({ to }) => to)).to.eql([infoOf(1).address]);
  });

  it('pings nobody who is not a member, and few at a time for others', () => {
    const gossip = poolOf(3);
    const request = (seq: number, target: number) =>
      packetsIn(ask(gossip, 1, 1, { type: 'ping-request', seq, target: idOf(target), waitMs: 400 }));
    expect(request(1, 9)).to.eql([]);
    for (let seq = 0; seq < RELAYS_MAX; seq++) expect(request(seq, 2)).to.have.length(1);
    expect(request(RELAYS_MAX, 2)).to.eql([]);
  });

  it('says that a target is silent after the time it was given, and passes an answer on', () => {
    const gossip = poolOf(3);
    const [ping] = packetsIn(
      ask(gossip, 1, 1, { type: 'ping-request', seq: 77, target: idOf(2), waitMs: 100 }),
    );
    const seq = ping?.body.type === 'ping' ? ping.body.seq : 0;
    const answered = packetsIn(ask(gossip, 2, 2, { type: 'ack', seq }));
    expect(answered.map(({ to, body }) => [to, body])).to.eql([
      [infoOf(1).address, { type: 'ack', seq: 77 }],
    ]);
    ask(gossip, 3, 1, { type: 'ping-request', seq: 78, target: idOf(2), waitMs: 100 });
    runTo(gossip, 103);
    const nacks = packetsIn(takeEffects(gossip)).filter(({ body }) => body.type === 'nack');
    expect(nacks.map(({ to, body }) => [to, body])).to.eql([[infoOf(1).address, { type: 'nack', seq: 78 }]]);
  });

  it('answers so many push-pulls in a second and no more', () => {
    const gossip = poolOf(3);
    const states = [{ info: infoOf(1), incarnation: 0, state: 'alive' }] as const;
    const frame = { type: 'sync', from: idOf(1), wanted: true, joining: false, lamport: 0, states } as const;
    for (let i = 0; i < SYNC_ANSWERS_PER_SECOND_MAX + 5; i++) step(gossip, 1, { type: 'frame', frame });
    const frames = takeEffects(gossip).filter(({ type }) => type === 'frame');
    expect(frames).to.have.length(SYNC_ANSWERS_PER_SECOND_MAX);
  });

  it('hears each user event once, and none of before its time', () => {
    const gossip = poolOf(2);
    const event = (lamport: number): Rumour => ({
      type: 'event',
      lamport,
      origin: idOf(1),
      name: 'deploy',
      payload: new Uint8Array(1),
    });
    tell(gossip, 1, 1, event(5), event(5));
    tell(gossip, 1, 2, event(5), event(4));
    expect(eventsIn(takeEffects(gossip)).filter(({ type }) => type === 'user-event')).to.have.length(2);
    const states = [{ info: infoOf(1), incarnation: 0, state: 'alive' }] as const;
    const answer = { type: 'sync', from: idOf(1), wanted: false, joining: true, lamport: 9, states } as const;
    step(gossip, 2, { type: 'frame', frame: answer });
    tell(gossip, 2, 2, event(9));
    expect(eventsIn(takeEffects(gossip)).filter(({ type }) => type === 'user-event')).to.have.length(0);
  });

  it('lets an operator send a dead one off, but not one that lives', () => {
    const gossip = poolOf(3);
    tell(gossip, 1, 2, charge('dead', { about: 1, incarnation: 0, by: 2 }));
    step(gossip, 2, { type: 'evict', id: idOf(1) });
    expect(stateOf(gossip, 1)).to.equal('left');
    step(gossip, 2, { type: 'evict', id: idOf(3) });
    tell(gossip, 3, 3, refutation(3, 1));
    expect(stateOf(gossip, 3)).to.equal('alive');
  });

  it('remembers the living for its next start, and forgets the dead after three days', () => {
    const gossip = poolOf(3);
    tell(gossip, 1, 2, charge('left', { about: 1, incarnation: 0, by: 1 }));
    expect(remember(gossip).addresses).to.have.members([infoOf(2).address, infoOf(3).address]);
    step(gossip, LAN.reapAfterMs + LAN.reapIntervalMs + 2, { type: 'wake' });
    expect(stateOf(gossip, 1)).to.equal(undefined);
  });
});
