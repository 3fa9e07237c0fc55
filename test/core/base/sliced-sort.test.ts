import { expect } from 'chai';
import { createRandom, nextInteger } from '../../../src/core/base/random.ts';
import { createSort, isSorted, sortSlice } from '../../../src/core/base/sliced-sort.ts';

interface Item {
  readonly rank: number;
  readonly place: number;
}

const byRank = (left: Item, right: Item): number => left.rank - right.rank;

/** Few ranks, so that many are equal. */
function itemsOf(seed: number, length: number): Item[] {
  const random = createRandom(seed);
  return Array.from({ length }, (_, place) => ({ rank: nextInteger(random, 0, 40), place }));
}

describe('core/base/sliced-sort', () => {
  it('orders as a stable sort in one go does, whatever the length and the slices', () => {
    for (const [seed, length] of [0, 1, 2, 255, 256, 257, 512, 513, 1_000, 3_333].entries()) {
      for (const budget of [1, 7, 100, Infinity]) {
        const items = itemsOf(seed, length);
        const expected = [...items].sort(byRank);
        const sort = createSort(items, byRank);
        while (!isSorted(sort)) sortSlice(sort, budget);
        expect(sort.items, `${length} in slices of ${budget}`).to.deep.equal(expected);
      }
    }
  });

  it('spends little more than its budget at a time, and says what is left when it is done', () => {
    const sort = createSort(itemsOf(1, 10_000), byRank);
    let most = 0;
    let left = 0;
    for (let slices = 0; !isSorted(sort); slices++) {
      expect(slices).to.be.below(1_000);
      left = sortSlice(sort, 500);
      most = Math.max(most, 500 - left);
    }
    expect(most).to.be.within(500, 756);
    expect(left).to.be.within(0, 499);
  });
});
