import { expect } from 'chai';
import { shrink } from './shrink.ts';

const numbers = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);

function shrunk(count: number, needed: readonly number[], trials = 1_000): readonly number[] {
  let left = trials;
  const fails = (kept: readonly number[]): boolean => {
    left -= 1;
    return needed.every((ordinal) => kept.includes(ordinal));
  };
  return shrink({ ordinals: numbers(count), fails, isTimeUp: () => left <= 0 });
}

describe('shrinking a run', () => {
  it('finds exactly the faults it needs, however they lie', () => {
    for (const needed of [[], [1], [40], [7, 8], [1, 20, 40], [3, 4, 5, 30, 31]]) {
      expect(shrunk(40, needed)).to.deep.equal(needed);
    }
  });

  it('stops when the time is up, with something that fails', () => {
    for (const trials of [0, 1, 3, 6]) {
      const kept = shrunk(40, [7, 33], trials);
      expect(kept).to.include.members([7, 33]);
    }
  });

  it('keeps what it was given when only all of it fails', () => {
    expect(shrunk(9, numbers(9))).to.deep.equal(numbers(9));
  });
});
