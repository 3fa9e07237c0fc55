import { expect } from 'chai';
import { leaseId } from '../../src/core/base/brands.ts';
import { Region } from './support/region.ts';
import type { Call, Member } from './support/region.ts';
import type { Applied } from '../../src/core/apply/types.ts';

/** Some moments before, between and behind what happens to a forwarded command, in milliseconds. */
const MOMENTS = [0, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10, 50, 200];

/** Every command that was answered stands exactly once, and none twice. */
function expectOnce(region: Region, calls: readonly Call<Applied>[]): void {
  region.until('all answers', () => calls.every(({ isAnswered }) => isAnswered));
  region.untilEven();
  calls.forEach(({ error, answers }, i) => {
    expect(answers, `answers to put ${i}`).to.have.length(1);
    const versions = new Set(region.up().map((member) => member.version(`k${i}`)));
    expect(versions.size, `versions of k${i}`).to.equal(1);
    const [version] = versions;
    if (error === null) expect(version, `k${i}`).to.equal(1);
    else expect(version, `k${i} (${error})`).to.be.lessThan(2);
  });
}

describe('node/server: leaders change', () => {
  it('and writes go on, within two election timeouts', () => {
    const region = Region.running(3);
    const follower = region.followers()[0]!;
    region.answer(follower.put('a', '1'));
    region.leading.kill('silent');
    const beganUs = region.scheduler.nowUs;
    region.answer(follower.put('a', '2'));
    expect(region.scheduler.nowUs - beganUs).to.be.lessThan(4_000_000);
    expect(follower.version('a')).to.equal(2);
  });

  for (const moment of MOMENTS) {
    it(`and what a follower sent ${moment} ms before the leader died is done once`, () => {
      const region = Region.running(3);
      const [follower] = region.followers();
      const calls = [0, 1, 2].map((i) => follower!.put(`k${i}`, 'x'));
      region.run(moment);
      const old = region.leading;
      old.losePower();
      region.until('another leader', () => region.leader !== null && region.leader !== old);
      old.start();
      expectOnce(region, calls);
      expect(calls.every(({ error }) => error === null)).to.equal(true);
    });
  }

  /**
   * The sender's disk is slow, so it does not see its entry applied before the leader has restarted, and repeats its
   * frame to a leader that has forgotten in the restart what it had done with the first copy.
   */
  for (const moment of MOMENTS) {
    it(`and what the leader appended ${moment} ms before its restart is not taken for refused`, () => {
      const region = Region.running(3);
      const { leading } = region;
      const sender = region.followers()[0]!;
      const { profile } = sender.platter;
      sender.platter.profile = { ...profile, syncUs: 4_000_000 };
      const calls = [0, 1, 2].map((i) => sender.put(`k${i}`, 'x'));
      region.run(2 + moment);
      leading.kill();
      leading.start();
      region.run(5_000);
      sender.platter.profile = profile;
      expectOnce(region, calls);
    });
  }

  it('and what a deposed leader had in its log and could not commit is done once', () => {
    const region = Region.running(3);
    const old = region.leading;
    region.cutOff(old);
    const calls = [0, 1, 2].map((i) => old.put(`k${i}`, 'x'));
    region.until('another leader', () => region.leader !== null && region.leader !== old);
    region.heal();
    expectOnce(region, calls);
    expect(calls.every(({ error }) => error === null)).to.equal(true);
  });

  it('and a read of a leader that is cut off never answers from the past', () => {
    const region = Region.running(3);
    const old = region.leading;
    region.answer(old.put('a', '1'));
    region.cutOff(old);
    const stale = old.read('a');
    region.until('another leader', () => region.leader !== null && region.leader !== old);
    region.answer(region.leading.put('a', '2'));
    region.until('its answer', () => stale.isAnswered);
    expect(stale.error).to.equal('no-leader');
    region.heal();
    expect(region.answer(old.read('a'))).to.equal('2');
  });

  describe('a lease', () => {
    const LEASE = 7n;
    const grantWithKey = (region: Region, ttl: number): void => {
      region.answer(region.leading.grant(LEASE, ttl));
      region.answer(region.leading.put('leased', 'x', LEASE));
      region.untilEven();
    };
    const lives = (member: Member): boolean =>
      member.serving.leases().some(({ id }) => id === leaseId(LEASE));

    it('ends with its key on all members in one revision', () => {
      const region = Region.running(3);
      grantWithKey(region, 5);
      const revision = region.leading.serving.revision();
      region.run(4_900);
      expect(region.members.every((member) => lives(member) && member.local('leased') === 'x')).to.equal(
        true,
      );
      region.until('its end', () => region.members.every((member) => !lives(member)), 2_000);
      for (const member of region.members)
        expect([member.local('leased'), member.serving.revision()]).to.eql([null, revision + 1]);
    });

    it('is kept alive through any member', () => {
      const region = Region.running(3);
      grantWithKey(region, 5);
      for (let i = 0; i < 6; i++) {
        region.run(2_000);
        expect(region.answer(region.members[i % 3]!.keepAlive(LEASE))).to.eql({ ttl: 5 });
      }
      expect(region.answer(region.members[0]!.keepAlive(8n))).to.equal(null);
    });

    it('outlives its leader by its own time, and no more than that and an election', () => {
      const region = Region.running(3);
      grantWithKey(region, 5);
      region.run(3_000);
      region.leading.kill('silent');
      region.until('another leader', () => region.leader !== null);
      const beganUs = region.scheduler.nowUs;
      region.until('its end', () => region.up().every((member) => !lives(member)), 8_000);
      const ms = (region.scheduler.nowUs - beganUs) / 1_000;
      expect(ms).to.be.within(5_000, 7_000);
    });

    it('that a new leader has renewed is not ended by what the old one believed', () => {
      const region = Region.running(3);
      grantWithKey(region, 3);
      const old = region.leading;
      region.run(2_400);
      region.cutOff(old);
      region.until('another leader', () => region.leader !== null && region.leader !== old);
      region.until('a renewal', () => {
        const call = region.leading.keepAlive(LEASE);
        region.until('its answer', () => call.isAnswered);
        return call.error === null && call.value !== null;
      });
      region.heal();
      for (let i = 0; i < 10; i++) {
        region.run(1_000);
        expect(region.answer(region.leading.keepAlive(LEASE)), `renewal ${i}`).to.eql({ ttl: 3 });
      }
      expect(old.local('leased')).to.equal('x');
    });
  });
});
