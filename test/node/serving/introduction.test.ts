import { expect } from 'chai';
import type { ServerCommand } from '../../../src/codec/command.ts';
import { memberId } from '../../../src/core/base/brands.ts';
import type { MemberRecord } from '../../../src/core/apply/types.ts';
import { Introduction, OFFER_AGAIN_MS } from '../../../src/node/serving/introduction.ts';
import { FakeClock } from '../../api/support/fake-clock.ts';

const MEMBER: MemberRecord = {
  ...{ id: memberId(1n), name: 'eu1', peerUrls: ['http://eu1:2380'], clientUrls: ['http://eu1:2379'] },
  learner: false,
};

class Desk {
  readonly clock = new FakeClock();
  readonly offered: { readonly command: ServerCommand; readonly done: () => void }[] = [];
  recorded: MemberRecord | undefined;
  silent: readonly MemberRecord[] = [];
  named = false;
  leader = false;
  private incarnations = 0n;
  readonly introduction = new Introduction({
    ...{ clock: this.clock, region: 'eu', member: MEMBER },
    entropy: { uint32: () => 0, uint64: () => ++this.incarnations },
    recorded: () => this.recorded,
    isRegionNamed: () => this.named,
    isLeader: () => this.leader,
    unrecorded: () => this.silent,
    propose: (command, done) => this.offered.push({ command, done }),
  });

  types(): string[] {
    return this.offered.map(({ command }) => command.type);
  }
}

describe('node/serving/introduction', () => {
  it('offers the member’s record until the log has it', () => {
    const desk = new Desk();
    desk.introduction.start();
    expect(desk.offered.map(({ command }) => command)).to.eql([{ type: 'publish-member', member: MEMBER }]);
    desk.offered[0]?.done();
    desk.clock.advance(OFFER_AGAIN_MS);
    expect(desk.types()).to.eql(['publish-member', 'publish-member']);
    desk.recorded = { ...MEMBER };
    desk.offered[1]?.done();
    desk.clock.advance(10 * OFFER_AGAIN_MS);
    expect([desk.offered.length, desk.clock.armed]).to.eql([2, 0]);
  });

  it('offers it anew when clients find the member elsewhere now', () => {
    const desk = new Desk();
    desk.recorded = { ...MEMBER, clientUrls: ['http://old:2379'] };
    desk.introduction.start();
    expect(desk.types()).to.eql(['publish-member']);
  });

  it('keeps the addresses that the log has for the other members', () => {
    const desk = new Desk();
    desk.recorded = { ...MEMBER, name: 'before', peerUrls: ['http://moved:2380'] };
    desk.introduction.start();
    expect(desk.offered.map(({ command }) => command)).to.eql([
      { type: 'publish-member', member: { ...MEMBER, peerUrls: ['http://moved:2380'] } },
    ]);
  });

  it('speaks for members that have not spoken, while it leads and until the log has them', () => {
    const desk = new Desk();
    desk.named = true;
    const silent = { ...MEMBER, id: memberId(8n), name: '', clientUrls: [] };
    desk.silent = [silent, { ...silent, id: memberId(9n) }];
    desk.introduction.lead();
    expect(desk.offered).to.eql([]);
    desk.leader = true;
    desk.introduction.lead();
    desk.introduction.lead();
    expect(desk.types()).to.eql(['publish-member', 'publish-member']);
    desk.silent = [silent];
    for (const { done } of desk.offered) done();
    desk.clock.advance(OFFER_AGAIN_MS);
    expect(desk.offered).to.have.length(3);
    desk.silent = [];
    desk.offered[2]?.done();
    desk.clock.advance(OFFER_AGAIN_MS);
    expect(desk.offered).to.have.length(3);
  });

  it('names the region when it leads, and only a region without a name', () => {
    const desk = new Desk();
    desk.introduction.lead();
    desk.leader = true;
    desk.named = true;
    desk.introduction.lead();
    expect(desk.offered).to.eql([]);
    desk.named = false;
    desk.introduction.lead();
    desk.introduction.lead();
    expect(desk.offered.map(({ command }) => command)).to.eql([
      { type: 'init-region', region: 'eu', incarnation: 1n },
    ]);
  });

  it('names it again when the offer came to nothing, as long as it leads', () => {
    const desk = new Desk();
    desk.leader = true;
    desk.introduction.lead();
    desk.offered[0]?.done();
    desk.clock.advance(OFFER_AGAIN_MS);
    expect(desk.types()).to.eql(['init-region', 'init-region']);
    desk.leader = false;
    desk.offered[1]?.done();
    desk.clock.advance(OFFER_AGAIN_MS);
    expect(desk.offered).to.have.length(2);
    desk.leader = true;
    desk.introduction.lead();
    expect(desk.offered).to.have.length(3);
  });

  it('offers nothing after a stop, not even when an earlier offer is answered', () => {
    const desk = new Desk();
    desk.introduction.start();
    desk.introduction.stop();
    desk.offered[0]?.done();
    desk.clock.advance(10 * OFFER_AGAIN_MS);
    expect([desk.offered.length, desk.clock.armed]).to.eql([1, 0]);
  });
});
