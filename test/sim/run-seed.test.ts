import { expect } from 'chai';
import { NO_MASK } from './faults/schedule.ts';
import { runSeed, type SeedOptions, type SeedResult } from './run-seed.ts';

const SHORT: Omit<SeedOptions, 'seed'> = {
  rate: 0,
  ...{
    regions: 2,
    membersPerRegion: 3,
    faultSeconds: 6,
    leastAcknowledged: 100,
    kinds: [],
    calm: false,
    mask: NO_MASK,
    trace: null,
    traceEvents: false,
  },
};

const run = (seed: number, options: Partial<SeedOptions> = {}): SeedResult =>
  runSeed({ ...SHORT, ...options, seed });

describe('a simulated federation', () => {
  it('keeps its promises where nothing fails', () => {
    const { violations, acknowledged, unknown } = run(1, { calm: true });
    expect(violations).to.deep.equal([]);
    expect(acknowledged).to.be.greaterThan(100);
    expect(unknown).to.equal(0);
  }).timeout(120_000);

  it('keeps its promises under faults, and does the same again for the same seed', () => {
    const first = run(2);
    expect(first.violations).to.deep.equal([]);
    expect(first.faults.length).to.be.greaterThan(0);
    expect(run(2)).to.deep.equal(first);
    expect(run(3).transcript).to.not.equal(first.transcript);
  }).timeout(300_000);

  it('keeps the stated rate in a single region', () => {
    const { violations, acknowledged } = run(4, { regions: 1, rate: 100, calm: true });
    expect(violations).to.deep.equal([]);
    // The faulty time and the time after it, sixteen seconds together.
    expect(acknowledged).to.be.within(1_400, 1_800);
  }).timeout(120_000);

  it('keeps its promises in a single region under faults', () => {
    const { violations, faults } = run(5, { regions: 1, rate: 100 });
    expect(violations).to.deep.equal([]);
    expect(faults.length).to.be.greaterThan(0);
  }).timeout(120_000);
});
