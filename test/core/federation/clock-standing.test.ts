import { expect } from 'chai';
import {
  CLOCK_OFFSET_MAX_MS,
  middleOffset,
  standingOf,
  type KnownClock,
} from '../../../src/core/federation/clock-standing.ts';

const HOUR_MS = 3_600_000;
const at = (offsetMs: number, uncertaintyMs = 0): KnownClock => ({ offsetMs, uncertaintyMs });

describe('core/federation/clock-standing', () => {
  it('trusts a clock within the bound of a majority', () => {
    expect(standingOf(at(0), [at(0), at(CLOCK_OFFSET_MAX_MS), at(HOUR_MS)])).to.equal('trusted');
    expect(standingOf(at(0), [at(0), at(-CLOCK_OFFSET_MAX_MS), null])).to.equal('trusted');
    expect(standingOf(at(0), [at(0)])).to.equal('trusted');
  });

  it('finds the one that jumped, ahead or behind, apart', () => {
    for (const jumped of [HOUR_MS, -HOUR_MS, CLOCK_OFFSET_MAX_MS + 1])
      expect(standingOf(at(jumped), [at(jumped), at(0), at(0)])).to.equal('apart');
  });

  it('finds both apart where two are all that is known of three, or all there are', () => {
    for (const others of [[null], []]) {
      expect(standingOf(at(HOUR_MS), [at(HOUR_MS), at(0), ...others])).to.equal('apart');
      expect(standingOf(at(0), [at(HOUR_MS), at(0), ...others])).to.equal('apart');
    }
  });

  it('holds nothing against a clock that no other is known beside', () => {
    expect(standingOf(at(0), [at(0), null, null])).to.equal('unknown');
  });

  it('counts two clocks as agreeing as long as they may agree', () => {
    const other = at(CLOCK_OFFSET_MAX_MS + 200, 150);
    expect(standingOf(at(0, 50), [at(0, 50), other, other])).to.equal('trusted');
    expect(standingOf(at(0, 49), [at(0, 49), other, other])).to.equal('apart');
  });

  it('goes by the clock in the middle, and by the lower of two', () => {
    expect(middleOffset([at(HOUR_MS), at(3), at(5)])).to.equal(5);
    expect(middleOffset([at(HOUR_MS), at(3), null])).to.equal(3);
    expect(middleOffset([at(-HOUR_MS), at(3), at(5)])).to.equal(3);
  });
});
