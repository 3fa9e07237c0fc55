import { expect } from 'chai';
import { inRange, type KeyRange } from '../../../src/core/base/bytes.ts';
import { createRandom, nextInteger, type Random } from '../../../src/core/base/random.ts';
import {
  addRange,
  checkRangeTree,
  collectHolding,
  createRangeTree,
  findRange,
  removeRange,
  someRangeHolds,
} from '../../../src/core/mvcc/watch-ranges.ts';

const LETTERS = 'abcdef';
const name = ({ from, to }: KeyRange): string => `${from}..${to ?? '∞'}`;

function randomKey(random: Random): string {
  let key = '';
  for (let length = nextInteger(random, 1, 3); length > 0; length--)
    key += LETTERS[nextInteger(random, 0, 5)];
  return key;
}

function randomRange(random: Random): KeyRange {
  const [from = 'a', to = 'b'] = [randomKey(random), randomKey(random)].sort();
  if (nextInteger(random, 0, 9) === 0) return { from, to: null };
  return { from, to: from === to ? `${to}\0` : to };
}

function holding(tree: ReturnType<typeof createRangeTree<string>>, key: string): string[] {
  const found: string[] = [];
  collectHolding(tree, key, found);
  return found.sort();
}

describe('the range tree of watchers', () => {
  for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
    it(`finds what a search through all ranges finds, seed ${seed}`, () => {
      const random = createRandom(seed);
      const tree = createRangeTree<string>();
      const model = new Map<string, KeyRange>();
      for (let step = 0; step < 400; step++) {
        const known = [...model.values()];
        if (known.length > 0 && nextInteger(random, 0, 99) < (step < 200 ? 30 : 60)) {
          const range = known[nextInteger(random, 0, known.length - 1)]!;
          removeRange(tree, { ...range });
          model.delete(name(range));
        } else {
          const range = randomRange(random);
          const has = model.has(name(range));
          expect(findRange(tree, { ...range })).to.equal(has ? name(range) : undefined);
          if (!has) addRange(tree, range, name(range));
          model.set(name(range), range);
        }
        const key = randomKey(random);
        const expected = [...model.values()].filter((range) => inRange(range, key)).map(name);
        expect(holding(tree, key)).to.deep.equal(expected.sort());
        expect(someRangeHolds(tree, key)).to.equal(expected.length > 0);
        if (step % 20 === 0) checkRangeTree(tree);
      }
      checkRangeTree(tree);
    });
  }

  it('stays shallow when ranges come in order', () => {
    const tree = createRangeTree<number>();
    for (let i = 0; i < 20_000; i++) {
      const from = String(i).padStart(6, '0');
      addRange(tree, { from, to: `${from}~` }, i);
    }
    const depth = (node: typeof tree.root): number =>
      node === null ? 0 : 1 + Math.max(depth(node.left), depth(node.right));
    expect(depth(tree.root)).to.be.below(60);
    const found: number[] = [];
    collectHolding(tree, '012345x', found);
    expect(found).to.deep.equal([12345]);
  });
});
