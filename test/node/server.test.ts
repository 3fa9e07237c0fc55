import { expect } from 'chai';
import { memberId } from '../../src/core/base/brands.ts';
import { Call, Region } from './support/region.ts';
import type { Member } from './support/region.ts';

/** One question of every kind that a member answers later. */
function askEverything(member: Member): ReadonlyMap<string, Answered> {
  const { serving } = member;
  const compaction = new Call<void>();
  serving.compactionDone(1_000, compaction.done);
  const transfer = new Call<void>();
  serving.transferLeadership(memberId(3n), transfer.done);
  return new Map<string, Answered>([
    ['put', member.put('asked', '1')],
    ['read', member.read('asked')],
    ['keep-alive', member.keepAlive(7n)],
    ['hash', member.hash()],
    ['flush', member.flush()],
    ['compaction', compaction],
    ['transfer', transfer],
  ]);
}

type Answered = Pick<Call<unknown>, 'answers' | 'error'>;

describe('node/server', () => {
  describe('alone', () => {
    it('begins a region, answers, and keeps everything over a restart', () => {
      const region = Region.running(1);
      const member = region.members[0]!;
      expect(region.answer(member.put('a', '1')).revision).to.equal(2);
      expect(region.answer(member.read('a'))).to.equal('1');
      const named = member.serving.regionRecord();
      member.restart();
      region.until('it to lead again', () => region.leader !== null);
      expect(region.answer(member.read('a'))).to.equal('1');
      expect(member.serving.regionRecord()?.self).to.eql(named?.self);
      expect(member.serving.members()).to.have.length(1);
    });

    it('loses nothing that was acknowledged when power is lost, and goes on counting', () => {
      const region = Region.running(1);
      const member = region.members[0]!;
      for (let i = 0; i < 50; i++) region.answer(member.put(`k${i % 7}`, `${i}`));
      const revision = member.serving.revision();
      member.losePower();
      member.start();
      region.until('it to lead again', () => region.leader !== null);
      expect(region.answer(member.read('k0'))).to.equal('49');
      expect(member.version('k0')).to.equal(8);
      expect(region.answer(member.put('k0', 'next')).revision).to.equal(revision + 1);
    });

    it('ends with one reason when its disk fails, and does nothing from then on', () => {
      const region = Region.running(1);
      const member = region.members[0]!;
      member.platter.profile = { ...member.platter.profile, syncErrorRate: 1 };
      const call = member.put('a', '1');
      region.until('the end', () => member.fatals.length > 0);
      region.run(30_000);
      expect(member.fatals).to.have.length(1);
      expect(member.fatals[0]).to.match(/the device reported an error/);
      expect(call.error).to.equal('stopped');
      expect(region.scheduler.step(), 'nothing is planned any more').to.equal(false);
    });

    it('that finds its port taken says so, and leaves nothing running', () => {
      const region = Region.running(1);
      const rival = region.rival(region.members[0]!);
      region.until('the refusal', () => rival.fatals.length > 0);
      expect(rival.fatals).to.eql(['cannot listen on m1:2380: the port is in use']);
      region.members[0]!.kill();
      region.run(30_000);
      expect(region.scheduler.step(), 'nothing is planned any more').to.equal(false);
    });
  });

  describe('three members', () => {
    it('write through any of them, and read on any of them what was written', () => {
      const region = Region.running(3);
      const [one, two] = region.followers();
      expect(region.answer(one!.put('a', 'through one')).revision).to.equal(2);
      expect(region.answer(two!.read('a'))).to.equal('through one');
      expect(region.answer(two!.put('a', 'through two')).revision).to.equal(3);
      expect(region.answer(region.leading.read('a'))).to.equal('through two');
      region.untilEven();
      expect(new Set(region.members.map((member) => region.answer(member.hash()))).size).to.equal(1);
    });

    it('keep everything when all of them lose power at once', () => {
      const region = Region.running(3);
      for (let i = 0; i < 30; i++) region.answer(region.members[i % 3]!.put(`k${i}`, `${i}`));
      for (const member of region.members) member.losePower();
      region.startAll();
      for (let i = 0; i < 30; i++)
        expect(region.answer(region.members[i % 3]!.read(`k${i}`))).to.equal(`${i}`);
      region.untilEven();
      expect(new Set(region.members.map((member) => region.answer(member.hash()))).size).to.equal(1);
    });
  });

  describe('a stop', () => {
    it('of the leader hands over first, in much less than an election takes', () => {
      const region = Region.running(3);
      const { leading } = region;
      const beganUs = region.scheduler.nowUs;
      const stopped = leading.stop();
      region.until('another leader', () => region.leader !== null && region.leader !== leading);
      expect(region.scheduler.nowUs - beganUs).to.be.lessThan(200_000);
      region.answer(stopped);
      region.answer(region.leading.put('a', '1'));
    });

    it('does not wait long for a successor that cannot take over', () => {
      const region = Region.running(3);
      const { leading } = region;
      for (const follower of region.followers()) follower.process!.paused = true;
      const beganUs = region.scheduler.nowUs;
      const stopped = leading.stop();
      region.until('its end', () => stopped.isAnswered);
      expect(region.scheduler.nowUs - beganUs).to.be.lessThan(1_500_000);
    });

    it('of a follower is quick, and nothing needs to be recovered after it', () => {
      const region = Region.running(3);
      const follower = region.followers()[0]!;
      region.answer(follower.put('a', '1'));
      const beganUs = region.scheduler.nowUs;
      region.answer(follower.stop());
      expect(region.scheduler.nowUs - beganUs).to.be.lessThan(100_000);
      region.run(10);
      follower.start();
      region.until('it to serve', () => follower.server !== null);
      expect(follower.local('a')).to.equal('1');
      expect(
        follower.logs('the last write before the stop was cut and never acknowledged; it is taken back'),
      ).to.equal(0);
    });

    it('answers everyone who asked, and asks that come later', () => {
      const region = Region.running(1);
      const member = region.members[0]!;
      const { serving } = member;
      const calls = askEverything(member);
      const end = new Call<void>();
      member.server!.stop(({ ok }) => end.done(ok ? { ok, value: undefined } : { ok, error: 'timeout' }));
      region.answer(end);
      for (const [what, { answers }] of calls) expect(answers, what).to.have.length(1);
      for (const what of ['put', 'read', 'keep-alive', 'compaction'])
        expect(calls.get(what)?.error, what).to.equal('stopped');
      const late = new Call<void>();
      serving.defragment(late.done);
      serving.compactionDone(5, late.done);
      serving.linearize(late.done);
      serving.transferLeadership(memberId(3n), late.done);
      region.run(1_000);
      expect(late.answers).to.eql(Array.from({ length: 4 }, () => ({ error: 'stopped' })));
    });

    it('asked for twice happens once, and both are told of its end', () => {
      const region = Region.running(3);
      const { server } = region.leading;
      const ends: boolean[] = [];
      server!.stop(({ ok }) => ends.push(ok));
      server!.stop(({ ok }) => ends.push(ok));
      region.until('both ends', () => ends.length === 2);
      server!.stop(({ ok }) => ends.push(ok));
      region.until('a third', () => ends.length === 3);
      expect(ends).to.eql([true, true, true]);
    });

    it('leaves nothing planned and reports no failure, also with every kind of work under way', () => {
      const region = Region.running(1);
      const member = region.members[0]!;
      for (let i = 0; i < 300; i++) member.put(`k${i % 10}`, 'x'.repeat(2_000));
      region.run(5);
      member.command({ type: 'compact', revision: 100 });
      const calls = askEverything(member);
      region.run(1);
      const ends: boolean[] = [];
      member.server!.stop(({ ok }) => ends.push(ok));
      region.until('its end', () => ends.length === 1);
      expect(ends).to.eql([true]);
      region.run(60_000);
      expect(region.scheduler.step(), 'nothing is planned any more').to.equal(false);
      expect(member.fatals).to.eql([]);
      for (const [what, { answers }] of calls) expect(answers, what).to.have.length(1);
    });
  });

  it('answers everyone who asked when it fails', () => {
    const region = Region.running(3);
    const { leading } = region;
    leading.platter.profile = { ...leading.platter.profile, syncErrorRate: 1 };
    const calls = askEverything(leading);
    region.until('the end', () => leading.fatals.length > 0);
    leading.server = null;
    region.run(100);
    for (const [what, { answers }] of calls) expect(answers, what).to.have.length(1);
    region.until('another leader', () => region.leader !== null);
    expect(leading.fatals).to.have.length(1);
  });

  describe('moving the leader', () => {
    it('is answered when the other leads', () => {
      const region = Region.running(3);
      const target = region.followers()[0]!;
      const call = new Call<void>();
      region.leading.serving.transferLeadership(target.id, call.done);
      region.answer(call);
      expect(region.leading).to.equal(target);
    });

    it('to itself is done already, to nobody known is refused, and a follower cannot do it', () => {
      const region = Region.running(3);
      const [itself, nobody, fromFollower] = [new Call<void>(), new Call<void>(), new Call<void>()];
      const { leading } = region;
      leading.serving.transferLeadership(leading.id, itself.done);
      leading.serving.transferLeadership(memberId(3n), nobody.done);
      region.followers()[0]!.serving.transferLeadership(leading.id, fromFollower.done);
      expect([itself, nobody, fromFollower].some(({ isAnswered }) => isAnswered)).to.equal(false);
      region.run(10);
      expect([itself.error, nobody.error, fromFollower.error]).to.eql([null, 'bad-transferee', 'not-leader']);
    });

    it('to a member that is gone times out, and the leader goes on', () => {
      const region = Region.running(3);
      const target = region.followers()[0]!;
      target.kill('silent');
      const call = new Call<void>();
      region.leading.serving.transferLeadership(target.id, call.done);
      const put = region.leading.put('a', '1');
      region.until('the end of the transfer', () => call.isAnswered);
      expect(call.error).to.equal('timeout');
      region.answer(put);
    });
  });
});
