/** What the world does to a region, one hazard at a time; docs/RELIABILITY.md says whose bug each was. */
import { expect } from 'chai';
import { leaseId } from '../../src/core/base/brands.ts';
import { Region, type Member } from './support/region.ts';

const HOUR_MS = 3_600_000;

describe('node/server: wall clocks', () => {
  const LEASE = 7n;
  const lives = (member: Member): boolean => member.serving.leases().some(({ id }) => id === leaseId(LEASE));

  /** `offsetMs` of every member after each tenth of a second. */
  function liveThrough(region: Region, ms: number, offsetMs: (member: number, at: number) => number): void {
    for (let at = 0; at < ms; at += 100) {
      region.members.forEach((member, i) => (member.machine.wallOffsetMs = offsetMs(i, at)));
      region.run(100);
    }
  }

  const HAZARDS: readonly (readonly [string, (member: number, at: number) => number])[] = [
    ['that step an hour ahead', (_, at) => (at < 1_000 ? 0 : HOUR_MS)],
    ['that step an hour back', (_, at) => (at < 1_000 ? 0 : -HOUR_MS)],
    ['an hour apart', (member) => (member - 1) * HOUR_MS],
    ['that jump to and fro', (member, at) => ((at / 100 + member) % 2 === 0 ? HOUR_MS : -HOUR_MS)],
    ['that stand still', (_, at) => -at],
  ];

  for (const [what, offsetMs] of HAZARDS) {
    it(`${what} move no leader and end no lease before its time`, () => {
      const region = Region.running(3);
      const { leading } = region;
      const { term } = leading.serving.status();
      region.answer(leading.grant(LEASE, 5));
      region.answer(leading.put('leased', 'x', LEASE));
      region.untilEven();
      liveThrough(region, 4_500, offsetMs);
      expect(region.members.every(lives)).to.equal(true);
      expect(region.answer(region.followers()[0]!.put('a', '1')).revision).to.be.greaterThan(1);
      expect(region.answer(leading.read('a'))).to.equal('1');
      liveThrough(region, 2_500, offsetMs);
      region.untilEven();
      expect(region.members.some(lives), 'and it does end').to.equal(false);
      expect(region.leading).to.equal(leading);
      expect(leading.serving.status().term).to.equal(term);
    });
  }
});

describe('node/server: a leader whose disk', () => {
  it('fails stops, and does not win again as long as it fails', () => {
    const region = Region.running(3);
    const old = region.leading;
    region.answer(old.put('a', '1'));
    const { profile } = old.platter;
    old.platter.profile = { ...profile, syncErrorRate: 1 };
    old.put('a', '2');
    region.until('its end', () => old.fatals.length > 0);
    for (let life = 1; life <= 5; life++) {
      old.restart();
      region.run(4_000);
      expect(region.leader, `life ${life}`).to.not.equal(old);
      expect(old.fatals.length, `life ${life}`).to.be.greaterThan(life);
    }
    old.kill();
    expect(region.answer(region.leading.read('a'))).to.be.oneOf(['1', '2']);
    region.answer(region.leading.put('a', '3'));
    old.platter.profile = profile;
    old.start();
    region.until('its return', () => old.server !== null);
    region.untilEven();
    expect(old.local('a')).to.equal('3');
  });

  it('is stuck does not hold up who asks the others', () => {
    const region = Region.running(3);
    const old = region.leading;
    const [follower] = region.followers();
    old.platter.profile = { ...old.platter.profile, syncUs: 30_000_000 };
    expect(region.answer(follower!.put('a', '1')).revision).to.equal(follower!.serving.revision());
    expect(region.answer(follower!.read('a'))).to.equal('1');
  });
});

describe('node/server: a full disk', () => {
  it('stops the member, again at a start while it is full, and nothing is lost once there is room', () => {
    const region = Region.running(1);
    const [member] = region.members;
    const { profile } = member!.platter;
    member!.platter.profile = { ...profile, capacityBytes: 0 };
    // The alarm for space lets deletes pass, and they take room in the log, too.
    const acknowledged: string[] = [];
    for (let i = 0; member!.fatals.length === 0; i++) {
      const [put, other] = [member!.put(`k${i}`, 'x'.repeat(50_000)), member!.delete('x'.repeat(50_000))];
      region.until('answers or the end', () => other.isAnswered || member!.fatals.length > 0);
      if (put.isAnswered && put.error === null && put.value.result.type === 'op') acknowledged.push(`k${i}`);
    }
    expect(acknowledged).to.have.length.greaterThan(0);
    expect(member!.fatals[0]).to.match(/space/);
    member!.restart();
    region.run(10_000);
    member!.kill();
    member!.platter.profile = profile;
    member!.start();
    region.until('a leader', () => region.leader !== null);
    for (const key of acknowledged) expect(region.answer(member!.read(key)), key).to.have.length(50_000);
    region.answer(
      member!.command({ type: 'alarm', action: 'deactivate', member: member!.id, alarm: 'nospace' }),
    );
    expect(region.answer(member!.put('after', '1')).result.type).to.equal('op');
  });
});
