/** Members of different releases in one region: one that reads the first level only stands for a release without levels. */
import { expect } from 'chai';
import { NEWEST_LEVEL } from '../../../src/core/base/feature-level.ts';
import { Region, type Member } from '../support/region.ts';

const levelsOf = (region: Region): number[] => region.up().map(({ serving }) => serving.levels().region);

function restartAs(region: Region, member: Member, featureLevelMax: number): void {
  const stop = member.stop();
  region.until('a stop', () => stop.isAnswered && member.server === null);
  member.featureLevelMax = featureLevelMax;
  member.start();
  region.until('a start', () => member.server !== null);
  region.until('a leader', () => region.leader !== null);
}

function knowsAll(member: Member): boolean {
  return member.serving.levels().members.every(({ newest }) => newest === 2);
}

describe('node/levels', () => {
  it('begins at the newest level where all founders read it', () => {
    const region = Region.running(3);
    region.untilEven();
    expect(levelsOf(region)).to.eql([2, 2, 2]);
    expect(region.leading.serving.levels().members.map(({ newest }) => newest)).to.eql([2, 2, 2]);
  });

  it('begins at the newest level alone, at once', () => {
    const region = Region.running(1);
    expect(levelsOf(region)).to.eql([2]);
  });

  it('begins at the first level beside a founder of a release without levels', () => {
    const region = new Region(3);
    region.members[0]!.featureLevelMax = 1;
    region.startAll();
    region.untilEven();
    expect(levelsOf(region)).to.eql([1, 1, 1]);
  });

  it('is not raised while a member is not known to read the level, and says which', () => {
    const region = new Region(3);
    const [old] = region.members;
    old!.featureLevelMax = 1;
    region.startAll();
    if (region.leader === old) {
      old!.serving.transferLeadership(region.followers()[0]!.id, () => undefined);
      region.until('another leader', () => region.leader !== null && region.leader !== old);
    }
    const answer = region.answer(region.leading.finalise());
    expect(answer)
      .to.have.property('refusal')
      .that.matches(/m1 \(has not said what it reads\)/);
    expect(levelsOf(region)).to.eql([1, 1, 1]);
  });

  it('is upgraded member by member, goes back, forward again, and rises when the operator finalises', () => {
    const region = Region.running(3, { featureLevelMax: 1 });
    for (const [i, member] of region.members.entries()) {
      restartAs(region, member, NEWEST_LEVEL);
      region.answer(region.leading.put(`up-${i}`, 'x'));
    }
    for (const [i, member] of region.members.entries()) {
      restartAs(region, member, 1);
      region.answer(region.leading.put(`back-${i}`, 'x'));
    }
    for (const [i, member] of region.members.entries()) {
      restartAs(region, member, NEWEST_LEVEL);
      region.answer(region.leading.put(`again-${i}`, 'x'));
    }
    expect(levelsOf(region)).to.eql([1, 1, 1]);
    region.until('a leader that knows all', () => region.leader !== null && knowsAll(region.leader));
    expect(region.answer(region.leading.finalise())).to.eql({ level: 2 });
    region.untilEven();
    expect(levelsOf(region)).to.eql([2, 2, 2]);
    for (const key of ['up', 'back', 'again']) {
      for (const i of [0, 1, 2]) expect(region.leading.local(`${key}-${i}`)).to.equal('x');
    }
  });

  it('is finalised once: asking again changes nothing', () => {
    const region = Region.running(3);
    region.until('all levels', () => knowsAll(region.leading));
    expect(region.answer(region.leading.finalise())).to.eql({ level: 2 });
  });

  it('keeps its level over restarts, and refuses to start a member that does not read it', () => {
    const region = Region.running(3);
    region.untilEven();
    const [first] = region.members;
    restartAs(region, first!, NEWEST_LEVEL);
    expect(first!.serving.levels().region).to.equal(2);
    region.answer(first!.flush());
    first!.kill();
    first!.featureLevelMax = 1;
    first!.start();
    region.until('a refusal', () => first!.fatals.length > 0);
    expect(first!.fatals[0]).to.match(
      /the region runs at feature level 2, and this member reads levels up to 1/,
    );
  });

  it('stops a member that comes to the entry of a level it does not read', () => {
    const region = Region.running(1, { featureLevelMax: 1 });
    const [member] = region.members;
    member!.command({ type: 'raise-level', level: 2, members: [member!.id] });
    region.until('a stop', () => member!.fatals.length > 0);
    expect(member!.fatals[0]).to.match(/log entry \d+: the region runs at feature level 2/);
  });

  it('writes nothing when there is nothing to raise, since older releases could not read it', () => {
    const region = Region.running(3, { featureLevelMax: 1 });
    region.untilEven();
    const before = region.leading.serving.status().commitIndex;
    const call = region.leading.finalise();
    region.until('an answer', () => call.isAnswered);
    expect(call.value).to.eql({ level: 1 });
    region.run(1_000);
    expect(region.leading.serving.status().commitIndex).to.equal(before);
    expect(region.members.flatMap(({ fatals }) => fatals)).to.eql([]);
  });

  it('asks the leader: any other member refuses to finalise', () => {
    const region = Region.running(3);
    const call = region.followers()[0]!.finalise();
    region.until('an answer', () => call.isAnswered);
    expect(call.error).to.equal('not-leader');
  });

  it('forgets what a member reads when the connection to it is lost', () => {
    const region = Region.running(3);
    region.until('all levels', () => knowsAll(region.leading));
    const [gone] = region.followers();
    gone!.kill();
    region.until(
      'it to be forgotten',
      () => region.leading.serving.levels().members.find(({ id }) => id === gone!.id)?.newest === null,
    );
    gone!.start();
    region.until('it to be known again', () => knowsAll(region.leading));
  });

  it('tells a member that joins', () => {
    const region = Region.running(3);
    const joiner = region.join('m4', true);
    region.until('a start', () => joiner.server !== null);
    region.until('the level', () => joiner.serving.levels().region === 2);
    region.until('its word', () => knowsAll(region.leading));
    expect(region.leading.serving.levels().members).to.have.length(4);
  });
});
