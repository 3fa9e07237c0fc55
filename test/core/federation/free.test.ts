import { expect } from 'chai';
import { CONFLICTS_KEPT_MAX, FREE_ENTRIES_MAX } from '../../../src/core/federation/free.ts';
import { hasFreeable, noteReport, stableVector } from '../../../src/core/federation/stability.ts';
import { exchange, expectConverged, rule, TestRegion } from './kit.ts';

const NAMES = ['east', 'west', 'north'];

function federation(): [TestRegion, TestRegion, TestRegion] {
  const regions = NAMES.map((name) => new TestRegion(name)) as [TestRegion, TestRegion, TestRegion];
  regions[0].setRule(rule(''));
  exchange(regions);
  for (const region of regions) region.adoptAll();
  return regions;
}

function reportAll(regions: readonly TestRegion[]): void {
  for (const region of regions) for (const other of regions) if (other !== region) region.report(other);
}

describe('freeing', () => {
  it('frees log entries that every counted region reported, everywhere', () => {
    const regions = federation();
    regions[0].write({ a: '1' });
    exchange(regions);
    reportAll(regions);
    for (const region of regions) {
      expect(region.free(NAMES).freed).to.equal(2);
      expect(region.log.size).to.equal(0);
      expect(region.readSet('key', 'a')).to.have.length(1);
    }
  });

  it('keeps what a counted region has not reported, or has never spoken of', () => {
    const regions = federation();
    const [east, west, north] = regions;
    reportAll(regions);
    east.write({ a: '1' });
    exchange([east, west]);
    east.report(west);
    expect(east.free(NAMES).freed).to.equal(1);
    expect(east.free(NAMES).freed).to.equal(0);
    expect(east.free([...NAMES, 'south']).freed).to.equal(0);
    exchange(regions);
    east.report(north);
    expect(east.free(NAMES).freed).to.equal(1);
  });

  it('waits until it has applied what a reporter had originated by then', () => {
    const regions = federation();
    const [east, west] = regions;
    east.write({ a: '1' });
    exchange(regions);
    west.write({ a: '2' });
    for (const region of regions.slice(1)) east.report(region);
    expect(stableVector(east.state, NAMES).size).to.equal(0);
    exchange(regions);
    expect(hasFreeable(east.state, NAMES)).to.equal(true);
  });

  it('believes a region that says it has less than before: it may have been restored', () => {
    const regions = federation();
    const [east, west] = regions;
    const before = new Map(west.state.applied);
    east.write({ a: '1' });
    exchange(regions);
    reportAll(regions);
    noteReport(east.state, 'west', before);
    expect(east.free(NAMES).freed).to.equal(1);
    expect(east.log.size).to.equal(1);
  });

  it('keeps the log of a region alone', () => {
    const [east] = federation();
    expect(east.free(['east']).freed).to.equal(0);
  });

  it('removes a stable tombstone that is alone, and the key can live again', () => {
    const regions = federation();
    const [east, west] = regions;
    east.write({ a: '1' });
    exchange(regions);
    east.write({ a: null });
    exchange(regions);
    reportAll(regions);
    east.free(NAMES);
    expect(east.sets.has('key:a')).to.equal(false);
    expect(west.sets.has('key:a')).to.equal(true);
    west.write({ a: '2' });
    exchange(regions);
    expectConverged(regions);
    expect(east.value('a')).to.equal('2');
  });

  it('keeps a tombstone that is not alone until a later write removes it', () => {
    const regions = federation();
    const [east, west] = regions;
    east.write({ a: '1' });
    exchange(regions);
    west.wallMs += 10;
    east.write({ a: null });
    west.write({ a: '2' });
    exchange(regions);
    reportAll(regions);
    for (const region of regions) region.free(NAMES);
    expect(east.readSet('key', 'a')).to.have.length(2);
    expect(east.log.size).to.equal(0);
    west.write({ a: '3' });
    exchange(regions);
    expect(east.readSet('key', 'a')).to.have.length(1);
    expectConverged(regions);
  });

  it('frees in bounded chunks', () => {
    const regions = federation();
    const [east] = regions;
    for (let i = 0; i < FREE_ENTRIES_MAX + 10; i++) east.write({ a: `${i}` });
    exchange(regions);
    reportAll(regions);
    expect(east.free(NAMES).freed).to.equal(FREE_ENTRIES_MAX);
    expect(hasFreeable(east.state, NAMES)).to.equal(true);
    expect(east.free(NAMES).freed).to.equal(11);
    expect(hasFreeable(east.state, NAMES)).to.equal(false);
  });

  it('drops conflicts by position only, oldest first, and counts them', () => {
    const [east, west] = federation();
    for (const key of ['a', 'b', 'c']) {
      east.write({ [key]: 'east' });
      west.write({ [key]: 'west' });
    }
    exchange([east, west]);
    expect([...east.conflicts.keys()]).to.deep.equal([1, 2, 3]);
    expect(east.free(NAMES).conflictsDropped).to.equal(0);
    expect(east.free(NAMES, 3).conflictsDropped).to.equal(2);
    expect([...east.conflicts.keys()]).to.deep.equal([3]);
    expect(east.record?.conflictsDropped).to.equal(2);
    expect(east.free(NAMES, 99).conflictsDropped).to.equal(1);
    expect(east.free(NAMES, 99).conflictsDropped).to.equal(0);
  });

  it('drops the oldest conflicts beyond the length of the feed', () => {
    const [east] = federation();
    east.state.nextConflict = CONFLICTS_KEPT_MAX + 6;
    expect(east.free(NAMES).conflictsDropped).to.equal(5);
  });
});
