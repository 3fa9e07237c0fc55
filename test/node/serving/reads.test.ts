import { expect } from 'chai';
import { logIndex } from '../../../src/core/base/brands.ts';
import type { RaftInput } from '../../../src/core/raft/types.ts';
import { Reads, RETRY_MS, WAITING_READS_MAX } from '../../../src/node/serving/reads.ts';
import { FakeClock } from '../../api/support/fake-clock.ts';

const TIMEOUT_MS = 7_000;

class Desk {
  readonly clock = new FakeClock();
  readonly asked: number[] = [];
  readonly answers: string[] = [];
  readonly reads: Reads;
  applied = 0;
  hasLeader = true;

  constructor(boot = 0n) {
    this.reads = new Reads({
      ...{ boot, clock: this.clock, timeoutMs: TIMEOUT_MS },
      step: (input: RaftInput) => {
        if (input.type !== 'read-index') throw new Error(`unexpected ${input.type}`);
        this.asked.push(input.request);
        return { type: 'ok' };
      },
      appliedIndex: () => logIndex(this.applied),
      hasLeader: () => this.hasLeader,
    });
  }

  read(name: string): void {
    this.reads.linearize((reply) => this.answers.push(`${name}: ${reply.ok ? 'ok' : reply.error}`));
  }

  endTurn(): void {
    this.clock.advance(0);
  }

  /** Answers the question asked last. */
  confirm(index: number | null, request = this.asked.at(-1) ?? 0): void {
    this.reads.onReadState({ request, index: index === null ? null : logIndex(index) });
  }

  apply(index: number): void {
    this.applied = index;
    this.reads.onApplied();
  }
}

describe('node/serving/reads', () => {
  it('share one round in a turn, and are released when its index is applied', () => {
    const desk = new Desk();
    desk.read('a');
    desk.read('b');
    expect(desk.asked).to.eql([]);
    desk.endTurn();
    expect(desk.asked).to.have.length(1);
    desk.confirm(5);
    desk.apply(4);
    expect(desk.answers).to.eql([]);
    desk.apply(5);
    expect(desk.answers).to.eql(['a: ok', 'b: ok']);
  });

  it('are released at once when the index is applied already', () => {
    const desk = new Desk();
    desk.applied = 9;
    desk.read('a');
    desk.endTurn();
    desk.confirm(5);
    expect(desk.answers).to.eql(['a: ok']);
  });

  it('that come during a round wait for the next one', () => {
    const desk = new Desk();
    desk.applied = 9;
    desk.read('a');
    desk.endTurn();
    desk.read('late');
    desk.confirm(5);
    expect(desk.answers).to.eql(['a: ok']);
    desk.endTurn();
    desk.confirm(6);
    expect(desk.answers).to.eql(['a: ok', 'late: ok']);
  });

  it('are not released by an answer to a round that was given up', () => {
    const desk = new Desk();
    desk.applied = 9;
    desk.read('a');
    desk.endTurn();
    const [first] = desk.asked;
    desk.clock.advance(RETRY_MS);
    expect(desk.asked).to.have.length(2);
    desk.confirm(5, first);
    expect(desk.answers).to.eql([]);
    desk.confirm(6);
    expect(desk.answers).to.eql(['a: ok']);
  });

  it('are not released by an answer to a round of an earlier life', () => {
    const before = new Desk(0x1234_5678_9abcn);
    before.read('a');
    before.endTurn();
    const desk = new Desk(0x1234_0000_0001n);
    desk.applied = 9;
    desk.read('a');
    desk.endTurn();
    desk.confirm(5, before.asked[0]);
    expect(desk.answers).to.eql([]);
  });

  it('have ids that stay exact whatever the boot is', () => {
    const desk = new Desk(0xffff_ffff_ffff_ffffn);
    desk.read('a');
    desk.endTurn();
    expect(desk.asked.every(Number.isSafeInteger)).to.equal(true);
  });

  it('are asked again after a refusal, under a new id', () => {
    const desk = new Desk();
    desk.read('a');
    desk.endTurn();
    desk.confirm(null);
    desk.read('b');
    desk.endTurn();
    expect(desk.asked).to.have.length(1);
    desk.clock.advance(RETRY_MS);
    expect(new Set(desk.asked).size).to.equal(2);
    desk.apply(3);
    desk.confirm(3);
    expect(desk.answers).to.eql(['a: ok', 'b: ok']);
  });

  it('end with no-leader when there is none, and with timeout when one is silent', () => {
    const desk = new Desk();
    desk.hasLeader = false;
    desk.read('a');
    desk.clock.advance(TIMEOUT_MS + RETRY_MS);
    desk.hasLeader = true;
    desk.read('b');
    desk.clock.advance(TIMEOUT_MS + RETRY_MS);
    expect(desk.answers).to.eql(['a: no-leader', 'b: timeout']);
    expect(desk.clock.armed).to.equal(0);
  });

  it('end with timeout when the confirmed index is never applied here', () => {
    const desk = new Desk();
    desk.read('a');
    desk.endTurn();
    desk.confirm(5);
    desk.clock.advance(TIMEOUT_MS / 2);
    desk.read('b');
    desk.endTurn();
    desk.confirm(6);
    desk.clock.advance(TIMEOUT_MS / 2 + 500);
    expect(desk.answers).to.eql(['a: timeout']);
    desk.apply(6);
    expect(desk.answers).to.eql(['a: timeout', 'b: ok']);
    desk.clock.advance(TIMEOUT_MS);
    expect(desk.clock.armed).to.equal(0);
  });

  it('are bounded in number, those that wait for an index included', () => {
    const desk = new Desk();
    for (let i = 0; i < WAITING_READS_MAX; i++) desk.read('x');
    desk.endTurn();
    desk.confirm(5);
    desk.read('one more');
    desk.endTurn();
    expect(desk.answers).to.eql(['one more: too-many-requests']);
    desk.apply(5);
    desk.answers.length = 0;
    desk.read('again');
    desk.endTurn();
    expect(desk.answers).to.eql([]);
  });

  it('are all answered at a stop, and none is asked after it', () => {
    const desk = new Desk();
    desk.read('confirmed');
    desk.endTurn();
    desk.confirm(5);
    desk.read('in a round');
    desk.endTurn();
    desk.read('next');
    desk.reads.stop();
    expect(desk.answers.sort()).to.eql(['confirmed: stopped', 'in a round: stopped', 'next: stopped']);
    desk.read('late');
    desk.clock.advance(TIMEOUT_MS);
    expect([desk.answers.at(-1), desk.asked.length, desk.clock.armed]).to.eql(['late: stopped', 2, 0]);
  });
});
