import { expect } from 'chai';
import { oneKey, Region } from './support/region.ts';
import type { Call, Member } from './support/region.ts';
import type { Applied } from '../../src/core/apply/types.ts';

const QUOTA = { quotaBytes: 60_000 };
const VALUE = 'x'.repeat(2_000);

/** What became of a command, in a word. */
function outcome(region: Region, call: Call<Applied>): string {
  const { result } = region.answer(call);
  return result.type === 'refused' ? result.reason : result.type;
}

function fill(region: Region, member: Member): void {
  for (let i = 0; member.serving.status().storeBytesInUse < QUOTA.quotaBytes; i++)
    region.answer(member.put(`k${i % 10}`, `${i}${VALUE}`));
}

describe('node/server: space', () => {
  it('tells what is in use apart from what the store takes', () => {
    const region = Region.running(1);
    const member = region.members[0]!;
    const before = member.serving.status();
    region.answer(member.put('a', VALUE));
    region.answer(member.flush());
    const after = member.serving.status();
    expect(after.storeBytesInUse - before.storeBytesInUse).to.be.within(VALUE.length, VALUE.length + 200);
    expect(after.storeBytes).to.be.greaterThan(after.storeBytesInUse);
    member.restart();
    region.until('it to lead again', () => region.leader !== null);
    expect(member.serving.status().storeBytesInUse).to.be.within(
      after.storeBytesInUse - 50,
      after.storeBytesInUse + 50,
    );
  });

  it('that has run out stops what would take more of it, on every member, until it was made and the alarm disarmed', () => {
    const region = Region.running(3, QUOTA);
    const [one, two] = region.followers();
    fill(region, one!);
    region.until('the alarms', () => region.leading.serving.alarms().length === 3);
    expect(outcome(region, two!.put('more', '1'))).to.equal('no-space');
    expect(outcome(region, two!.grant(7n, 60))).to.equal('no-space');
    expect(outcome(region, one!.delete('k0'))).to.equal('op');
    expect(region.answer(two!.read('k1'))).to.be.a('string');

    const revision = region.leading.serving.revision();
    expect(outcome(region, one!.command({ type: 'compact', revision }))).to.equal('compacted');
    region.until('the compaction', () =>
      region.members.every(({ serving }) => serving.status().storeBytesInUse < QUOTA.quotaBytes),
    );
    expect(outcome(region, two!.put('more', '1'))).to.equal('no-space');
    const disarm = { type: 'alarm', action: 'deactivate', member: null, alarm: 'nospace' } as const;
    expect(outcome(region, two!.command(disarm))).to.equal('alarms');
    expect(outcome(region, two!.put('more', '1'))).to.equal('op');
    region.run(5_000);
    expect(region.leading.serving.alarms()).to.eql([]);
  });

  it('that was not made brings the alarm back', () => {
    const region = Region.running(1, QUOTA);
    const member = region.members[0]!;
    fill(region, member);
    region.until('the alarm', () => member.serving.alarms().length === 1);
    region.answer(member.command({ type: 'alarm', action: 'deactivate', member: null, alarm: 'nospace' }));
    expect(member.serving.alarms()).to.eql([]);
    region.until('the alarm again', () => member.serving.alarms().length === 1, 2_000);
  });

  it('the alarm is still there after a restart', () => {
    const region = Region.running(1, QUOTA);
    const member = region.members[0]!;
    fill(region, member);
    region.until('the alarm', () => member.serving.alarms().length === 1);
    member.losePower();
    member.start();
    region.until('it to lead again', () => region.leader !== null);
    expect(outcome(region, member.put('more', '1'))).to.equal('no-space');
  });

  it('that the log finds missing on its disk raises the alarm before anything fails', () => {
    const region = Region.running(1, { segmentBytes: 64 * 1024 });
    const member = region.members[0]!;
    member.platter.profile = { ...member.platter.profile, capacityBytes: 0 };
    for (let i = 0; member.serving.alarms().length === 0 && i < 100; i++) {
      region.answer(member.put('a', `${i}${VALUE}`));
    }
    expect(member.serving.alarms()).to.eql([{ member: member.id, alarm: 'nospace' }]);
    expect(member.fatals).to.eql([]);
    expect(outcome(region, member.put('a', VALUE))).to.equal('no-space');
    expect(region.answer(member.read('a'))).to.be.a('string');
  });

  it('that was missing at a start already raises the alarm as well', () => {
    const region = new Region(1, { segmentBytes: 64 * 1024 });
    const member = region.members[0]!;
    member.start();
    region.until('it to lead', () => region.leader !== null);
    region.answer(member.put('a', '1'));
    member.kill();
    member.platter.profile = { ...member.platter.profile, capacityBytes: 0 };
    member.start();
    region.until('the alarm', () => member.server !== null && member.serving.alarms().length === 1);
    expect(member.fatals).to.eql([]);
  });

  describe('of the past', () => {
    it('is freed by a compaction, and whoever waits for that is told', () => {
      const region = Region.running(1);
      const member = region.members[0]!;
      for (let i = 0; i < 40; i++) region.answer(member.put('a', `${i}${VALUE}`));
      const before = member.serving.status().storeBytesInUse;
      const revision = member.serving.revision();
      region.answer(member.command({ type: 'compact', revision }));
      region.answer(member.compacted(revision));
      expect(member.serving.status().storeBytesInUse).to.be.lessThan(before / 10);
      expect(member.serving.range(oneKey('a', revision - 1))).to.eql({ ok: false, refusal: 'compacted' });
      expect(region.answer(member.read('a'))).to.equal(`39${VALUE}`);
    });

    it('is freed by itself, when it is older than it has to be', () => {
      const region = Region.running(3, { autoCompaction: { mode: 'periodic', retentionMs: 60_000 } });
      for (let i = 0; i < 20; i++) {
        region.answer(region.leading.put('a', `${i}`));
        region.run(10_000);
      }
      const { serving } = region.leading;
      expect(serving.revision() - serving.compactRevision()).to.be.within(6, 8);
    });
  });
});
