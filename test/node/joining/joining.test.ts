/** Both ends of the question to join, over a network of one end. */
import { expect } from 'chai';
import {
  decodeJoinFrame,
  encodeJoinFrame,
  type JoinFrame,
  type JoinWelcome,
  type KnownMember,
} from '../../../src/codec/join-frame.ts';
import { memberId } from '../../../src/core/base/brands.ts';
import { ASKING_MAX, JoinHost } from '../../../src/node/joining/join-host.ts';
import { JOIN_PATIENCE_MS, joinRegion } from '../../../src/node/joining/join-region.ts';
import type { ServingReply } from '../../../src/node/serving/types.ts';
import type { Outcome } from '../../../src/ports/outcome.ts';
import { FakeNetwork, type FakeConnection } from '../support/fake-network.ts';
import { TurnClock } from '../support/turn-clock.ts';

const URL = 'http://new:2380';
const NEW: KnownMember = { id: memberId(9n), name: '', peerUrls: [URL] };
const OLD: KnownMember = { id: memberId(1n), name: 'm1', peerUrls: ['http://m1:2380'] };
const question = (peerUrls = [URL], region = 'eu', level = 2): Uint8Array =>
  encodeJoinFrame({ type: 'question', region, peerUrls, level });

class HostDesk {
  readonly network = new FakeNetwork();
  readonly waiting: ServingReply<void>[] = [];
  members: readonly KnownMember[] = [OLD, NEW];
  paired = false;
  level = 1;
  readonly host = new JoinHost({
    ...{ network: this.network, log: () => undefined, region: 'eu', clusterId: 5n },
    linearize: (done) => this.waiting.push(done),
    members: () => this.members,
    isPairedWith: () => this.paired,
    level: () => this.level,
    considerReturn: () => expect.fail('nobody returns here'),
  });

  constructor() {
    this.host.start();
  }

  ask(bytes = question()): FakeConnection {
    const connection = this.network.knock();
    connection.receive(bytes);
    return connection;
  }

  answer(bytes = question(), ok = true): JoinFrame {
    const connection = this.ask(bytes);
    for (const done of this.waiting.splice(0)) done(ok ? { ok, value: undefined } : { ok, error: 'timeout' });
    return decodeJoinFrame(connection.sent[0]!);
  }
}

const reasonOf = (frame: JoinFrame): string =>
  frame.type === 'refusal' ? `${frame.final ? 'final' : 'later'}: ${frame.reason}` : frame.type;

describe('node/joining', () => {
  describe('a member that is asked', () => {
    it('welcomes who was added and has never started, once a quorum confirms it', () => {
      const desk = new HostDesk();
      expect(desk.ask().sent).to.eql([]);
      expect(desk.answer()).to.eql({ type: 'welcome', clusterId: 5n, self: 9n, members: [OLD, NEW] });
    });

    it('says what to do to who was not added, asks for another region, or had started before', () => {
      const desk = new HostDesk();
      expect(reasonOf(desk.answer(question(['http://other:1'])))).to.contain(
        'final: http://other:1 is not a member of region eu yet: run `etcdctl member add NAME --peer-urls=http://other:1`',
      );
      expect(reasonOf(desk.answer(question([URL], 'us')))).to.contain('final: this is region eu, not us');
      desk.members = [OLD, { ...NEW, name: 'm9' }];
      expect(reasonOf(desk.answer())).to.contain('final: member m9 (9) of region eu has these peer URLs');
    });

    it('asks for patience when it finds no quorum, unless the asker is its only peer', () => {
      const desk = new HostDesk();
      expect(reasonOf(desk.answer(question(), false))).to.match(/^later: /);
      desk.paired = true;
      expect(decodeJoinFrame(desk.ask().sent[0]!).type).to.equal('welcome');
    });

    it('keeps a bounded number of askers, and none after a stop', () => {
      const desk = new HostDesk();
      const all = Array.from({ length: ASKING_MAX + 1 }, () => desk.ask());
      expect(all.map(({ closed }) => closed).filter(Boolean)).to.have.length(1);
      desk.host.stop();
      for (const done of desk.waiting) done({ ok: true, value: undefined });
      expect(all.every(({ closed, sent }) => closed && sent.length === 0)).to.equal(true);
      expect(desk.ask().closed).to.equal(true);
    });

    it('turns away who reads a lower feature level than the region’s', () => {
      const desk = new HostDesk();
      desk.level = 2;
      expect(reasonOf(desk.answer(question([URL], 'eu', 1)))).to.match(
        /^final: region eu runs at feature level 2, .* reads levels up to 1/,
      );
      expect(reasonOf(desk.answer(question([URL], 'eu', 2)))).to.equal('welcome');
    });

    it('closes on nonsense', () => {
      expect(new HostDesk().ask(Uint8Array.of(1, 2, 3)).closed).to.equal(true);
    });
  });

  describe('a server that asks', () => {
    class AskDesk {
      readonly clock = new TurnClock();
      readonly network = new FakeNetwork();
      outcome: Outcome<JoinWelcome> | null = null;

      constructor(level = 1) {
        joinRegion(
          {
            ...{ network: this.network, clock: this.clock, log: () => undefined },
            addresses: ['m1:2380', 'm2:2380'],
            question: { type: 'question', region: 'eu', peerUrls: [URL], level },
          },
          (outcome) => {
            expect(this.outcome, 'answered once').to.equal(null);
            this.outcome = outcome;
          },
        );
      }

      get newest(): FakeConnection {
        return this.network.dialled.at(-1)!;
      }

      hear(frame: JoinFrame): void {
        this.newest.open();
        this.newest.receive(Uint8Array.of(0x4a, ...encodeJoinFrame(frame)));
        this.clock.advance(1);
      }
    }

    const welcome: JoinWelcome = { type: 'welcome', clusterId: 5n, self: NEW.id, members: [OLD, NEW] };

    it('takes the first welcome and closes the connection', () => {
      const desk = new AskDesk();
      desk.hear(welcome);
      expect(desk.outcome).to.eql({ ok: true, value: welcome });
      expect(desk.newest.closed).to.equal(true);
      expect(decodeJoinFrame(desk.newest.sent[0]!.subarray(1)).type).to.equal('question');
    });

    it('ends at a final refusal, and asks the next at another', () => {
      const desk = new AskDesk();
      desk.hear({ type: 'refusal', final: false, reason: 'not now' });
      expect([desk.outcome, desk.newest.address]).to.eql([null, 'm2:2380']);
      desk.hear({ type: 'refusal', final: true, reason: 'add it first' });
      expect(desk.outcome).to.have.nested.property('error.message', 'cannot join: add it first');
    });

    it('asks a host that hangs up once more, in the words of a release without feature levels', () => {
      const desk = new AskDesk(2);
      desk.newest.open();
      const [, format] = desk.newest.sent[0]!;
      desk.newest.lose();
      desk.clock.advance(1);
      expect(desk.newest.address, 'the same once more').to.equal('m1:2380');
      desk.hear(welcome);
      expect([format, desk.newest.sent[0]![1]]).to.eql([2, 1]);
      expect(desk.outcome).to.eql({ ok: true, value: welcome });
    });

    it('believes what such a host refuses in the second round only', () => {
      const desk = new AskDesk(2);
      const refuseAll = (): void => {
        for (const _ of ['m1', 'm2']) {
          desk.newest.lose();
          desk.clock.advance(1);
          desk.hear({ type: 'refusal', final: true, reason: 'add it first' });
        }
      };
      refuseAll();
      expect(desk.outcome).to.equal(null);
      desk.clock.advance(1000);
      refuseAll();
      expect(desk.outcome).to.have.nested.property('error.message', 'cannot join: add it first');
    });

    it('asks again who cannot be reached or says nothing, and gives up in the end', () => {
      const desk = new AskDesk();
      desk.newest.lose();
      for (let ms = 0; ms < JOIN_PATIENCE_MS + 30_000 && desk.outcome === null; ms += 100)
        desk.clock.advance(100);
      expect(desk.network.dialled.length).to.be.greaterThan(6);
      expect(desk.outcome).to.have.nested.property('error.message');
      expect(desk.clock.armed).to.equal(0);
    });
  });
});
