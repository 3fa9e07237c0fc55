import { expect } from 'chai';
import { logIndex, memberId, term } from '../../../src/core/base/brands.ts';
import type { MemberStatus, RaftStatus } from '../../../src/core/raft/status.ts';
import type { StepOutcome } from '../../../src/core/raft/types.ts';
import { HAND_OVER_MS, Leadership } from '../../../src/node/consensus/leadership.ts';
import { TurnClock } from '../support/turn-clock.ts';

const SELF = memberId(1n);
const TIMEOUT_MS = 2_000;

const follower = (id: bigint, match: number, learner = false): MemberStatus => ({
  ...{ member: memberId(id), state: 'replicate', learner, match: logIndex(match), next: logIndex(match + 1) },
  ...{
    paused: false,
    recentActive: false,
    pendingSnapshot: logIndex(0),
    inflightAppends: 0,
    inflightBytes: 0,
  },
});

class Desk {
  readonly clock = new TurnClock();
  readonly asked: bigint[] = [];
  readonly answers: string[] = [];
  role: RaftStatus['role'] = 'leader';
  progress: MemberStatus[] = [follower(2n, 5), follower(3n, 9)];
  outcome: StepOutcome = { type: 'ok' };
  gone: bigint[] = [];
  readonly leadership = new Leadership({
    ...{ self: SELF, clock: this.clock, log: () => undefined, timeoutMs: TIMEOUT_MS },
    step: (input) => {
      if (input.type === 'transfer-leadership') this.asked.push(input.to);
      return this.outcome;
    },
    status: () => ({ role: this.role, progress: this.progress }),
    connected: (member) => !this.gone.includes(member),
  });

  transfer(to: bigint): void {
    this.leadership.transfer(memberId(to), (reply) =>
      this.answers.push(`${to}: ${reply.ok ? 'done' : reply.error}`),
    );
  }

  leads(leader: bigint | null): void {
    const role = leader === SELF ? 'leader' : 'follower';
    this.leadership.onSoftState({ role, leader: leader === null ? null : memberId(leader), term: term(2) });
  }

  handOver(): void {
    this.leadership.handOver(() => this.answers.push('handed over'));
  }
}

describe('node/consensus/leadership', () => {
  describe('a transfer', () => {
    it('is answered when the one it went to is known to lead, once', () => {
      const desk = new Desk();
      desk.transfer(2n);
      desk.leads(null);
      desk.leads(3n);
      expect(desk.answers).to.eql([]);
      desk.leads(2n);
      desk.leads(2n);
      desk.clock.advance(TIMEOUT_MS);
      expect([desk.answers, desk.clock.armed]).to.eql([['2: done'], 0]);
    });

    it('times out', () => {
      const desk = new Desk();
      desk.transfer(2n);
      desk.clock.advance(TIMEOUT_MS);
      desk.leads(2n);
      expect(desk.answers).to.eql(['2: timeout']);
    });

    it('is refused as the machine refuses it, and never inside the call', () => {
      const desk = new Desk();
      desk.outcome = { type: 'refused', reason: 'not-a-voter' };
      desk.transfer(9n);
      desk.outcome = { type: 'refused', reason: 'not-leader' };
      desk.transfer(2n);
      desk.role = 'follower';
      desk.transfer(1n);
      expect(desk.answers).to.eql([]);
      desk.clock.advance(0);
      expect(desk.answers).to.eql(['9: bad-transferee', '2: not-leader', '1: not-leader']);
    });

    it('to itself is done, and moves nothing', () => {
      const desk = new Desk();
      desk.transfer(1n);
      desk.clock.advance(0);
      expect([desk.answers, desk.asked]).to.eql([['1: done'], []]);
    });
  });

  describe('handing over before a stop', () => {
    it('goes to the voter that is furthest among those that can be reached', () => {
      const desk = new Desk();
      desk.progress.push(follower(4n, 50, true), follower(5n, 40));
      desk.gone = [5n];
      desk.handOver();
      expect(desk.asked).to.eql([3n]);
    });

    it('waits until another leader is known, not for the loss of leadership alone', () => {
      const desk = new Desk();
      desk.handOver();
      desk.leads(null);
      desk.clock.advance(100);
      expect(desk.answers).to.eql([]);
      desk.leads(2n);
      expect(desk.answers, 'not inside the news').to.eql([]);
      desk.clock.advance(HAND_OVER_MS);
      expect([desk.answers, desk.clock.armed]).to.eql([['handed over'], 0]);
    });

    it('does not wait longer than it may', () => {
      const desk = new Desk();
      desk.handOver();
      desk.clock.advance(HAND_OVER_MS - 1);
      expect(desk.answers).to.eql([]);
      desk.clock.advance(1);
      desk.leads(2n);
      desk.clock.advance(0);
      expect(desk.answers).to.eql(['handed over']);
    });

    it('is through at once when this member does not lead, is alone, or may not', () => {
      const desks = [new Desk(), new Desk(), new Desk()] as const;
      desks[0].role = 'follower';
      desks[1].progress = [];
      desks[2].outcome = { type: 'refused', reason: 'not-leader' };
      for (const desk of desks) {
        desk.handOver();
        desk.clock.advance(0);
        expect([desk.answers, desk.clock.armed]).to.eql([['handed over'], 0]);
      }
    });
  });

  it('answers everyone when the member ends, and later ones too', () => {
    const desk = new Desk();
    desk.transfer(2n);
    desk.handOver();
    desk.leadership.stop();
    desk.transfer(3n);
    desk.clock.advance(10_000);
    expect(desk.answers).to.eql(['2: stopped', 'handed over', '3: stopped']);
    expect(desk.clock.armed).to.equal(0);
  });
});
