import { expect } from 'chai';
import type { ServerCommand } from '../../../src/codec/command.ts';
import { memberId } from '../../../src/core/base/brands.ts';
import type { MemberRecord } from '../../../src/core/apply/types.ts';
import { FOUNDERS_MS, Introduction, OFFER_AGAIN_MS } from '../../../src/node/serving/introduction.ts';
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
  level: number | null = 1;
  private incarnations = 0n;
  readonly introduction = new Introduction({
    ...{ clock: this.clock, region: 'eu', member: MEMBER },
    entropy: { uint32: () => 0, uint64: () => ++this.incarnations },
    recorded: () => this.recorded,
    isRegionNamed: () => this.named,
    isLeader: () => this.leader,
    commonLevel: () => this.level,
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
      { type: 'init-region', region: 'eu', incarnation: 1n, level: 1 },
    ]);
  });

  it('founds the region at the feature level that its members have in common, once all have said theirs', () => {
    const desk = new Desk();
    desk.leader = true;
    desk.level = null;
    desk.introduction.lead();
    desk.clock.advance(FOUNDERS_MS / 2);
    expect(desk.offered).to.eql([]);
    desk.level = 2;
    desk.clock.advance(FOUNDERS_MS / 2);
    expect(desk.offered.map(({ command }) => command)).to.deep.include({
      ...{ type: 'init-region', region: 'eu', incarnation: 1n, level: 2 },
    });
  });

  it('founds it at the first level when a member has not said what it reads for too long', () => {
    const desk = new Desk();
    desk.leader = true;
    desk.level = null;
    desk.introduction.lead();
    for (let ms = 0; ms < 2 * FOUNDERS_MS; ms += 50) desk.clock.advance(50);
    expect(desk.offered.map(({ command }) => command)).to.eql([
      { type: 'init-region', region: 'eu', incarnation: 1n, level: 1 },
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
