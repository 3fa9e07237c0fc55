import { expect } from 'chai';
import { createRandom, nextFloat } from '../../../src/core/base/random.ts';
import { percentile } from '../../support/figures.ts';
import { Histogram } from './histogram.ts';

/** A bucket is a 64th of its power of two. */
const ERROR_MAX = 1 / 64;

describe('Histogram of latencies', () => {
  it('is exact up to 64 microseconds', () => {
    const histogram = new Histogram();
    for (let value = 0; value < 64; value++) histogram.record(value);
    expect(histogram.percentile(0.5)).to.equal(31);
    expect(histogram.percentile(1)).to.equal(63);
  });

  it('is right to 1.6 % for whatever is larger, and never too low', () => {
    const random = createRandom(1);
    const values = Array.from({ length: 5_000 }, () => Math.round(2 ** (nextFloat(random) * 30)));
    const histogram = new Histogram();
    for (const value of values) histogram.record(value);
    for (const part of [0.01, 0.5, 0.9, 0.99, 0.999, 1]) {
      const exact = percentile(values, part);
      expect(histogram.percentile(part), `p${part}`).to.be.within(exact, exact * (1 + ERROR_MAX));
    }
  });

  it('crosses a process boundary and adds up', () => {
    const one = new Histogram();
    one.record(100);
    one.record(5_000);
    const other = new Histogram(JSON.parse(JSON.stringify(one)) as number[]);
    other.add(one);
    expect(other.total).to.equal(4);
    expect(other.percentile(0.5)).to.equal(one.percentile(0.5));
  });

  it('has no percentile of nothing', () => {
    expect(new Histogram().percentile(0.5)).to.be.NaN;
  });

  it('counts what is longer than it can tell in its last bucket', () => {
    const histogram = new Histogram();
    histogram.record(2 ** 50);
    expect(histogram.total).to.equal(1);
    expect(histogram.percentile(1)).to.equal(2 ** 36 - 1);
  });
});
