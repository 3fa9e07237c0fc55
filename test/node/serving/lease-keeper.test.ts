import { expect } from 'chai';
import { decodeCommand, COMMAND_KINDS } from '../../../src/codec/command.ts';
import type { PeerFrame } from '../../../src/codec/peer-frame.ts';
import { leaseId, memberId, term } from '../../../src/core/base/brands.ts';
import type { MemberId } from '../../../src/core/base/brands.ts';
import type { Command } from '../../../src/core/apply/types.ts';
import { checkpointLeases, createLessor, grantLease, revokeLease } from '../../../src/core/lease/lessor.ts';
import { LeaseKeeper } from '../../../src/node/serving/lease-keeper.ts';
import { FakeClock } from '../../api/support/fake-clock.ts';

const SELF = memberId(1n);
const OTHER = memberId(2n);
const LEASE = leaseId(7n);
const TIMEOUT_MS = 7_000;
const ELECTION_MS = 1_000;

/** A keeper beside a lessor; what it proposes is kept until the test applies it. */
class Desk {
  readonly clock = new FakeClock();
  readonly lessor = createLessor();
  readonly proposed: { readonly command: Command; readonly done: (applied: boolean) => void }[] = [];
  readonly sent: { readonly to: MemberId; readonly frame: PeerFrame }[] = [];
  readonly answers: string[] = [];
  readonly keeper: LeaseKeeper;
  /** Confirmations that were asked for and not given yet. */
  confirmations: ((confirmed: boolean) => void)[] = [];

  constructor() {
    this.keeper = new LeaseKeeper({
      ...{ self: SELF, boot: 9n, clock: this.clock, timeoutMs: TIMEOUT_MS, electionMs: ELECTION_MS },
      lessor: () => this.lessor,
      linearize: (done) => {
        this.confirmations.push((confirmed) =>
          done(confirmed ? { ok: true, value: undefined } : { ok: false, error: 'timeout' }),
        );
      },
      proposeAsLeader: ({ kind, payload }, done) => {
        this.proposed.push({ command: decodeCommand(COMMAND_KINDS[kind], payload), done });
      },
      send: (to, frame) => {
        this.sent.push({ to, frame });
        return true;
      },
    });
  }

  /** Elected, and its first entry applied unless told otherwise. */
  lead(inTerm: number, caughtUp = true): void {
    this.keeper.onSoftState({ role: 'leader', leader: SELF, term: term(inTerm) });
    if (caughtUp) this.keeper.onEntryApplied(term(inTerm));
  }

  follow(leader: MemberId | null, inTerm: number): void {
    this.keeper.onSoftState({ role: 'follower', leader, term: term(inTerm) });
  }

  grant(ttl: number): void {
    const granted = grantLease(this.lessor, { id: LEASE, ttl });
    if (!granted.ok) throw new Error(granted.refusal);
    this.keeper.onSignal({ type: 'lease-granted', lease: granted.lease });
  }

  keepAlive(name: string): void {
    this.keeper.ask({ ask: 'keep-alive', id: LEASE }, (reply) => {
      const { value } = reply.ok ? reply : { value: null };
      const text = value === null ? '' : value.answer === 'lease' ? `${value.remaining} s` : value.answer;
      this.answers.push(`${name}: ${reply.ok ? text : reply.error}`);
    });
  }

  confirm(confirmed = true): void {
    for (const each of this.confirmations.splice(0)) each(confirmed);
  }

  types(): string[] {
    return this.proposed.map(({ command }) => command.type);
  }
}

describe('node/serving/lease-keeper', () => {
  describe('a leader', () => {
    it('renews only after a quorum has confirmed that it leads', () => {
      const desk = new Desk();
      desk.lead(1);
      desk.grant(10);
      desk.clock.advance(4_000);
      desk.keepAlive('a');
      expect(desk.answers).to.eql([]);
      desk.confirm();
      expect(desk.answers).to.eql(['a: 10 s']);
    });

    it('asks for one confirmation per question, however long it takes', () => {
      const desk = new Desk();
      desk.lead(1);
      desk.grant(10);
      desk.keepAlive('a');
      desk.clock.advance(3_000);
      expect(desk.confirmations).to.have.length(1);
      desk.confirm(false);
      desk.clock.advance(500);
      expect(desk.confirmations).to.have.length(1);
      desk.confirm();
      expect(desk.answers).to.eql(['a: 10 s']);
    });

    it('tells of no lease before it has applied what its predecessors left', () => {
      const desk = new Desk();
      grantLease(desk.lessor, { id: LEASE, ttl: 10 });
      desk.lead(2, false);
      desk.keepAlive('a');
      desk.confirm();
      expect(desk.answers).to.eql([]);
      desk.keeper.onEntryApplied(term(1));
      desk.clock.advance(500);
      desk.confirm();
      expect(desk.answers).to.eql([]);
      desk.keeper.onEntryApplied(term(2));
      desk.clock.advance(500);
      desk.confirm();
      expect(desk.answers).to.eql(['a: 10 s']);
    });

    it('counts from a checkpoint that its predecessor left unapplied, and takes it back before it renews', () => {
      const desk = new Desk();
      grantLease(desk.lessor, { id: LEASE, ttl: 1_000 });
      desk.lead(2, false);
      checkpointLeases(desk.lessor, [{ id: LEASE, seconds: 30 }]);
      desk.keeper.onEntryApplied(term(2));
      desk.keepAlive('a');
      desk.confirm();
      expect(desk.answers).to.eql([]);
      expect(desk.proposed.map(({ command }) => command)).to.eql([
        { type: 'lease-checkpoint', remaining: [{ id: LEASE, seconds: 0 }] },
      ]);
      desk.proposed[0]?.done(true);
      expect(desk.answers).to.eql(['a: 1000 s']);
    });

    it('proposes to end what is overdue, and again until that is applied', () => {
      const desk = new Desk();
      desk.lead(1);
      desk.grant(5);
      desk.clock.advance(4_900);
      expect(desk.types()).to.eql([]);
      desk.clock.advance(1_000);
      expect(desk.types()).to.eql(['lease-revoke']);
      desk.clock.advance(4_000);
      expect(desk.types()).to.eql(['lease-revoke', 'lease-revoke']);
      revokeLease(desk.lessor, LEASE);
      desk.keeper.onSignal({ type: 'lease-removed', id: LEASE });
      desk.clock.advance(20_000);
      expect(desk.types()).to.have.length(2);
    });

    it('gives clients an election’s time more when it is new', () => {
      const desk = new Desk();
      grantLease(desk.lessor, { id: LEASE, ttl: 5 });
      desk.lead(2);
      desk.clock.advance(5_000 + ELECTION_MS - 100);
      expect(desk.types()).to.eql([]);
      desk.clock.advance(600);
      expect(desk.types()).to.eql(['lease-revoke']);
    });

    it('ends nothing once it leads no more', () => {
      const desk = new Desk();
      desk.lead(1);
      desk.grant(5);
      desk.clock.advance(4_900);
      desk.follow(OTHER, 2);
      desk.clock.advance(60_000);
      expect([desk.types(), desk.clock.armed]).to.eql([[], 0]);
    });

    it('answers nobody when it is deposed before the confirmation comes', () => {
      const desk = new Desk();
      desk.lead(1);
      desk.grant(10);
      desk.keeper.onAsk(OTHER, {
        ...{ type: 'lease-ask', boot: 3n, request: 4 },
        ask: { ask: 'keep-alive', id: LEASE },
      });
      desk.follow(OTHER, 2);
      desk.confirm();
      expect(desk.sent.map(({ frame }) => frame)).to.eql([
        { type: 'lease-answer', boot: 3n, request: 4, answer: { answer: 'not-leader' } },
      ]);
    });

    it('does not answer from what it knew in an earlier term', () => {
      const desk = new Desk();
      desk.lead(1);
      desk.grant(10);
      desk.keepAlive('a');
      desk.follow(null, 1);
      desk.lead(3, false);
      desk.confirm();
      expect(desk.answers).to.eql([]);
    });

    it('does not renew a lease whose time is over', () => {
      const desk = new Desk();
      desk.lead(1);
      desk.grant(5);
      desk.clock.advance(5_000);
      desk.keepAlive('late');
      desk.confirm();
      expect(desk.answers).to.eql(['late: unknown-lease']);
    });
  });

  describe('a follower', () => {
    it('asks the leader, again until it answers, and takes one answer', () => {
      const desk = new Desk();
      desk.follow(OTHER, 1);
      desk.keepAlive('a');
      desk.clock.advance(1_000);
      expect(desk.sent.map(({ to, frame }) => [to, frame.type])).to.eql([
        [OTHER, 'lease-ask'],
        [OTHER, 'lease-ask'],
        [OTHER, 'lease-ask'],
      ]);
      const answer = { answer: 'lease', ttl: 10, remaining: 10 } as const;
      desk.keeper.onAnswer({ type: 'lease-answer', boot: 8n, request: 1, answer });
      expect(desk.answers).to.eql([]);
      desk.keeper.onAnswer({ type: 'lease-answer', boot: 9n, request: 1, answer });
      desk.keeper.onAnswer({ type: 'lease-answer', boot: 9n, request: 1, answer });
      expect(desk.answers).to.eql(['a: 10 s']);
      desk.clock.advance(TIMEOUT_MS);
      expect([desk.sent.length, desk.clock.armed]).to.eql([3, 0]);
    });

    it('asks the new leader when leadership changes, and itself when it leads', () => {
      const desk = new Desk();
      desk.follow(OTHER, 1);
      desk.grant(10);
      desk.keepAlive('a');
      desk.follow(memberId(3n), 2);
      expect(desk.sent.map(({ to }) => to)).to.eql([OTHER, memberId(3n)]);
      desk.lead(3);
      desk.confirm();
      expect(desk.answers).to.eql(['a: 10 s']);
    });

    it('says so when nobody answers in time', () => {
      const desk = new Desk();
      desk.follow(OTHER, 1);
      desk.keepAlive('a');
      desk.clock.advance(TIMEOUT_MS + 500);
      desk.follow(null, 1);
      desk.keepAlive('b');
      desk.clock.advance(TIMEOUT_MS + 500);
      expect(desk.answers).to.eql(['a: timeout', 'b: no-leader']);
    });
  });

  it('answers everyone at a stop, and does nothing after it', () => {
    const desk = new Desk();
    desk.lead(1);
    desk.grant(5);
    desk.keepAlive('mine');
    desk.keeper.onAsk(OTHER, {
      ...{ type: 'lease-ask', boot: 3n, request: 4 },
      ask: { ask: 'keep-alive', id: LEASE },
    });
    desk.keeper.stop();
    expect(desk.answers).to.eql(['mine: stopped']);
    desk.confirm();
    desk.keepAlive('late');
    desk.clock.advance(60_000);
    expect(desk.answers).to.eql(['mine: stopped', 'late: stopped']);
    expect([desk.sent, desk.types(), desk.clock.armed]).to.eql([[], [], 0]);
  });
});
