import { expect } from 'chai';
import { CLEAN_LINK } from '../sim/ports/sim-fabric.ts';
import { Region, type Call, type Member } from './support/region.ts';
import { FakeClient, line } from './serving/watches-client.ts';

/** A log that lets everything go at each flush. */
const SHORT = { logRetention: { entries: 0, bytes: 1024, releasedMin: 1 } };
const VALUE = 'x'.repeat(30_000);

/** Writes several chunks' worth, and lets the log go behind it. */
function writeMuch(region: Region, count = 60): void {
  const calls = Array.from({ length: count }, (_, i) => region.leading.put(`much${i % 40}`, `${i}${VALUE}`));
  for (const call of calls) region.answer(call);
  region.answer(region.leading.put('newest', `${count}`));
  for (const member of region.up()) region.answer(member.flush());
  region.run(20);
}

function expectSame(region: Region): void {
  region.untilEven();
  const hashes = region.up().map((member) => region.answer(member.hash()));
  expect(new Set(hashes).size, 'hashes').to.equal(1);
}

const installs = (member: Member): number => member.logs('snapshot from the leader begins');

describe('node/server: snapshots', () => {
  it('bring a member that was down to where the others are, and it stays there over a restart', () => {
    const region = Region.running(3, SHORT);
    const [behind] = region.followers();
    region.answer(behind!.put('before', '1'));
    behind!.kill();
    writeMuch(region);
    behind!.start();
    region.until('it to catch up', () => behind!.server !== null && behind!.local('newest') === '60');
    expect(installs(behind!)).to.equal(1);
    expect(behind!.local('before')).to.equal('1');
    expectSame(region);
    region.until('the old store to go', () => behind!.storeNames().length === 1);
    expect(behind!.storeNames()).to.eql(['state-2']);
    behind!.losePower();
    behind!.start();
    region.until('it to serve', () => behind!.server !== null);
    region.answer(behind!.put('after', '2'));
    expect(installs(behind!)).to.equal(1);
    expectSame(region);
  });

  it('are not needed by a member that is only a little behind', () => {
    const region = Region.running(3, {
      logRetention: { entries: 200, bytes: 64 * 1024 * 1024, releasedMin: 1 },
    });
    const [behind] = region.followers();
    behind!.kill();
    writeMuch(region);
    behind!.start();
    region.until('it to catch up', () => behind!.server !== null && behind!.local('newest') === '60');
    expect(installs(behind!)).to.equal(0);
    expectSame(region);
  });

  it('arrive whole over links that lose, double and reorder frames', () => {
    const region = Region.running(3, SHORT);
    const [behind] = region.followers();
    behind!.kill();
    writeMuch(region);
    region.link = { ...CLEAN_LINK, lossRate: 0.15, duplicateRate: 0.2, reorderRate: 0.3, jitterUs: 2_000 };
    behind!.start();
    region.until('it to catch up', () => behind!.server !== null && behind!.local('newest') === '60');
    region.link = CLEAN_LINK;
    expectSame(region);
  });

  it('carry leases, alarms, members and the region’s name', () => {
    const region = Region.running(3, SHORT);
    const [behind] = region.followers();
    behind!.kill();
    region.answer(region.leading.grant(7n, 600));
    region.answer(region.leading.put('leased', 'x', 7n));
    region.answer(
      region.leading.command({ type: 'alarm', action: 'activate', member: behind!.id, alarm: 'nospace' }),
    );
    for (const member of region.up()) region.answer(member.flush());
    region.run(20);
    behind!.start();
    region.until('it to catch up', () => behind!.server !== null && behind!.local('leased') === 'x');
    const { serving } = behind!;
    expect(installs(behind!)).to.equal(1);
    expect(serving.leases()).to.eql(region.leading.serving.leases());
    expect(serving.alarms()).to.eql([{ member: behind!.id, alarm: 'nospace' }]);
    expect(serving.members()).to.have.length(3);
    expect(serving.regionRecord()).to.eql(region.leading.serving.regionRecord());
    region.answer(behind!.command({ type: 'lease-revoke', id: serving.leases()[0]!.id }));
    region.untilEven();
    expect(behind!.local('leased')).to.equal(null);
  });

  describe('into a member that is up', () => {
    /** Cut off while the others go on without it. */
    function leaveBehind(region: Region): Member {
      const behind = region.followers()[0]!;
      region.cutOff(behind);
      writeMuch(region);
      return behind;
    }

    it('give its watchers everything they missed, in order and once', () => {
      const region = Region.running(3, SHORT);
      const behind = region.followers()[0]!;
      region.answer(region.leading.put('w', '0'));
      region.untilEven();
      const client = new FakeClient();
      const stream = behind.server!.watches.open(client);
      stream.create({
        range: { from: 'w', to: 'x' },
        ...{ startRevision: 0, noPut: false, noDelete: false, prevKv: false },
        ...{ progressNotify: false, fragment: false, watchId: 0n },
      });
      region.cutOff(behind);
      for (let i = 1; i <= 5; i++) region.answer(region.leading.put('w', `${i}`));
      region.answer(region.leading.delete('w'));
      writeMuch(region);
      region.heal();
      region.until('the install', () => behind.local('newest') === '60');
      region.answer(behind.put('w', 'live'));
      const revision = behind.serving.revision();
      const seen = (): string[] =>
        client.seen.flatMap(({ events }) => events.map((event) => `${event.type} ${event.kv.modRevision}`));
      region.until('all events', () => seen().length >= 7);
      region.run(1_000);
      expect(seen()).to.eql([...[3, 4, 5, 6, 7].map((at) => `put ${at}`), 'delete 8', `put ${revision}`]);
      expect(client.seen.map(line)[0]).to.equal('#0 @2 created');
      expect(installs(behind)).to.equal(1);
    });

    it('answer reads and hashes that were asked for before', () => {
      const region = Region.running(3, SHORT);
      const behind = leaveBehind(region);
      region.heal();
      region.until('the transfer', () => installs(behind) === 1);
      const hashes: Call<number>[] = [];
      const reads: Call<string | null>[] = [];
      while (behind.local('newest') !== '60') {
        hashes.push(behind.hash());
        reads.push(behind.read('newest'));
        region.run(1);
      }
      region.until('all answers', () => [...hashes, ...reads].every(({ isAnswered }) => isAnswered));
      expect(hashes.length).to.be.greaterThan(5);
      for (const call of [...hashes, ...reads]) expect(call.error).to.equal(null);
      for (const call of reads) expect(call.value).to.equal('60');
      expect(behind.fatals).to.eql([]);
    });

    it('leave its own commands with an unknown outcome, and done at most once', () => {
      const region = Region.running(3, SHORT);
      const behind = region.followers()[0]!;
      const { profile } = behind.platter;
      behind.platter.profile = { ...profile, syncUs: 3_000_000 };
      const call = behind.put('mine', '1');
      region.run(20);
      region.cutOff(behind);
      behind.platter.profile = profile;
      writeMuch(region);
      region.heal();
      region.until('the install', () => behind.local('newest') === '60');
      region.until('an answer', () => call.isAnswered);
      expectSame(region);
      expect(behind.version('mine')).to.be.lessThan(2);
    });

    it('are given up at once by a member that restarts, and begun anew', () => {
      const region = Region.running(3, SHORT);
      const behind = leaveBehind(region);
      region.link = { ...CLEAN_LINK, bytesPerUs: 1 };
      region.heal();
      region.until('the transfer', () => installs(behind) === 1);
      region.run(1_500);
      behind.kill();
      behind.start();
      const beganUs = region.scheduler.nowUs;
      region.until('another transfer', () => installs(behind) === 2);
      expect(region.scheduler.nowUs - beganUs).to.be.lessThan(8_000_000);
      region.until('it to catch up', () => behind.server !== null && behind.local('newest') === '60');
      region.until('the old stores to go', () => behind.storeNames().length === 1);
      expectSame(region);
    });

    it('survive the loss of the leader that sent them', () => {
      const region = Region.running(3, SHORT);
      const behind = leaveBehind(region);
      region.link = { ...CLEAN_LINK, bytesPerUs: 1 };
      region.heal();
      region.until('the transfer', () => installs(behind) === 1);
      region.run(500);
      const old = region.leading;
      old.kill('silent');
      region.link = CLEAN_LINK;
      region.until('another leader', () => region.leader !== null && region.leader !== old);
      region.until('it to catch up', () => behind.local('newest') === '60');
      expectSame(region);
    });

    it('do not keep either side from stopping in the middle', () => {
      for (const who of ['sender', 'receiver'] as const) {
        const region = Region.running(3, SHORT);
        const behind = leaveBehind(region);
        region.link = { ...CLEAN_LINK, bytesPerUs: 1 };
        region.heal();
        region.until('the transfer', () => installs(behind) === 1);
        region.run(500);
        const stopping = who === 'sender' ? region.leading : behind;
        region.answer(stopping.stop());
        expect(stopping.fatals).to.eql([]);
        region.run(10);
        region.link = CLEAN_LINK;
        stopping.start();
        region.until(
          'everyone to catch up',
          () => region.up().length === 3 && behind.local('newest') === '60',
        );
        expectSame(region);
      }
    });
  });

  describe('on a slow link', () => {
    const goneOn = (member: Member): number => member.logs('snapshot from the leader goes on');

    /** A megabyte a second, and a state of more than a megabyte on its way. */
    function underWay(size = 3): { readonly region: Region; readonly behind: Member } {
      const region = Region.running(size, SHORT);
      const behind = region.followers()[0]!;
      region.cutOff(behind);
      writeMuch(region);
      region.link = { ...CLEAN_LINK, bytesPerUs: 1 };
      region.heal();
      region.until('the transfer', () => installs(behind) === 1);
      region.run(600);
      expect(behind.local('newest')).to.equal(null);
      return { region, behind };
    }

    it('go on where they stood after a break that made the leader give up', () => {
      const { region, behind } = underWay();
      region.cutOff(behind);
      region.run(40_000);
      expect(region.leading.logs('snapshot to a follower given up: no progress')).to.equal(1);
      region.heal();
      region.until('it to catch up', () => behind.local('newest') === '60');
      expect([installs(behind), goneOn(behind)]).to.eql([1, 1]);
      expect(region.leading.logs('snapshot to a follower goes on where it had been broken off')).to.equal(1);
      region.until('other stores to go', () => behind.storeNames().length === 1);
      expectSame(region);
    });

    it('begin anew, and leave nothing behind, when the log has gone on beyond what was received', () => {
      const { region, behind } = underWay();
      region.cutOff(behind);
      region.run(40_000);
      writeMuch(region, 70);
      region.heal();
      region.until('it to catch up', () => behind.local('newest') === '70');
      expect([installs(behind), goneOn(behind)]).to.eql([2, 0]);
      region.until('other stores to go', () => behind.storeNames().length === 1);
      expectSame(region);
    });

    it('are enough although the log is released all the while (tikv #424)', () => {
      const { region, behind } = underWay();
      for (let i = 0; i < 20; i++) {
        region.answer(region.leading.put(`meanwhile${i}`, VALUE));
        region.answer(region.leading.flush());
      }
      region.until('it to catch up', () => behind.local('meanwhile19') === VALUE);
      expect(installs(behind)).to.equal(1);
      region.link = CLEAN_LINK;
      expectSame(region);
    });

    it('keep nobody from writing, and cost no election', () => {
      const { region, behind } = underWay();
      const { term } = region.leading.serving.status();
      const tookUs: number[] = [];
      while (behind.local('newest') !== '60') {
        const beganUs = region.scheduler.nowUs;
        region.answer(region.leading.put('other', '1'));
        tookUs.push(region.scheduler.nowUs - beganUs);
      }
      expect(tookUs.length).to.be.greaterThan(20);
      expect(Math.max(...tookUs)).to.be.lessThan(50_000);
      expect(region.leading.serving.status().term).to.equal(term);
      region.link = CLEAN_LINK;
      expectSame(region);
    });
  });

  it('go to two followers at once', () => {
    const region = Region.running(5, SHORT);
    const [one, two] = region.followers();
    for (const member of [one!, two!]) member.kill();
    writeMuch(region);
    for (const member of [one!, two!]) member.start();
    const arrived = (member: Member): boolean => member.server !== null && member.local('newest') === '60';
    region.until('both to catch up', () => arrived(one!) && arrived(two!));
    expect([installs(one!), installs(two!)]).to.eql([1, 1]);
    expectSame(region);
  });

  it('can follow each other at once (etcd #18055)', () => {
    for (const delayMs of [0, 1, 2, 3, 5, 8, 13, 21, 34, 55]) {
      const region = Region.running(3, SHORT, 3);
      const behind = region.followers()[0]!;
      region.cutOff(behind);
      writeMuch(region, 20);
      region.heal();
      region.until('the first', () => behind.logs('snapshot from the leader begins') === 1);
      region.run(delayMs);
      region.cutOff(behind);
      writeMuch(region, 30);
      region.heal();
      region.until('it to catch up', () => behind.local('newest') === '30');
      expect(behind.fatals, `after ${delayMs} ms`).to.eql([]);
      region.until('other stores to go', () => behind.storeNames().length === 1);
      expectSame(region);
    }
  });

  it('leave the old state or the new one, at whatever moment power is lost', () => {
    const moments = [0, 3, 5, 8, 15, 24];
    const repeated = moments.map((ms) => {
      const region = Region.running(3, SHORT, 7);
      const behind = region.followers()[0]!;
      region.answer(behind.put('before', '1'));
      region.cutOff(behind);
      writeMuch(region, 20);
      // Long between the swap and its record in the log.
      behind.platter.profile = { ...behind.platter.profile, syncUs: 10_000 };
      region.heal();
      region.until('the transfer', () => installs(behind) === 1);
      region.run(ms);
      behind.losePower();
      behind.start();
      region.until('it to catch up', () => behind.server !== null && behind.local('newest') === '20');
      expect(behind.local('before')).to.equal('1');
      expect(behind.fatals).to.eql([]);
      region.until('other stores to go', () => behind.storeNames().length === 1);
      expectSame(region);
      return installs(behind) > 1;
    });
    expect(repeated[0], 'a transfer cut at its beginning is repeated').to.equal(true);
    expect(repeated.at(-1), 'one that was recorded is not').to.equal(false);
  });
});
