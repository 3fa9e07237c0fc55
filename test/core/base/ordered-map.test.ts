import { expect } from 'chai';
import fc from 'fast-check';
import { createRandom, nextInteger } from '../../../src/core/base/random.ts';
import {
  checkOrderedMap,
  countRange,
  createOrderedMap,
  deleteKey,
  getKey,
  hasKey,
  setKey,
  type OrderedMap,
} from '../../../src/core/base/ordered-map.ts';
import {
  advance,
  cursorKey,
  cursorValue,
  retreat,
  seek,
  seekBelow,
  visitRange,
  visitRangeBackward,
} from '../../../src/core/base/ordered-map-cursor.ts';

type Action =
  | { readonly type: 'set'; readonly key: string; readonly value: number }
  | { readonly type: 'delete'; readonly key: string };

const EVERYTHING = { from: '', to: null };

const binaryKey = fc
  .array(fc.constantFrom('\0', 'a', 'b', 'c', '\xff'), { minLength: 0, maxLength: 6 })
  .map((units) => units.join(''));
const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ type: fc.constant('set' as const), key: binaryKey, value: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('delete' as const), key: binaryKey }) },
);

describe('an ordered map', () => {
  it('behaves like a sorted array whatever is set, deleted, counted and walked', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 400 }), binaryKey, binaryKey, (actions, low, high) => {
        const map = createOrderedMap<number>();
        const model = new Map<string, number>();
        for (const step of actions) run(map, model, step);
        checkOrderedMap(map);
        for (const to of [high, null]) expectSameRange(map, model, low, to);
      }),
      { numRuns: 200, seed: 1 },
    );
  });

  it('stays balanced through growth and decay far beyond one node', () => {
    const random = createRandom(7);
    const map = createOrderedMap<number>();
    const model = new Map<string, number>();
    for (const deletesOfTen of [1, 9, 4, 8, 10]) {
      for (let i = 0; i < 12_000; i++) {
        const key = `key-${nextInteger(random, 0, 20_000)}`;
        const type = nextInteger(random, 1, 10) <= deletesOfTen ? 'delete' : 'set';
        run(map, model, type === 'set' ? { type, key, value: i } : { type, key });
      }
      checkOrderedMap(map);
      expectSameRange(map, model, 'key-3', 'key-77');
    }
    for (const key of [...model.keys()]) run(map, model, { type: 'delete', key });
    checkOrderedMap(map);
    expect(map.size).to.equal(0);
    expect(map.root.kind).to.equal('leaf');
  });

  for (const [name, order] of [
    ['ascending', (i: number) => i],
    ['descending', (i: number) => 9_999 - i],
  ] as const) {
    it(`keeps keys that arrive ${name} in order and counts them`, () => {
      const map = createOrderedMap<number>();
      for (let i = 0; i < 10_000; i++) setKey(map, numbered(order(i)), i);
      checkOrderedMap(map);
      expect(countRange(map, { from: numbered(100), to: numbered(9_000) })).to.equal(8_900);
      expect(keysOf(map)).to.deep.equal(Array.from({ length: 10_000 }, (_, i) => numbered(i)));
    });
  }

  it('stops a walk when the visitor says so', () => {
    const map = createOrderedMap<number>();
    for (let i = 0; i < 500; i++) setKey(map, numbered(i), i);
    const seen: number[] = [];
    visitRange(map, { from: numbered(10), to: null }, (_key, value) => seen.push(value) < 3);
    visitRangeBackward(map, { from: '', to: numbered(10) }, (_key, value) => seen.push(value) < 6);
    expect(seen).to.deep.equal([10, 11, 12, 9, 8, 7]);
  });

  it('moves a cursor both ways from wherever it was put, and off either end for good', () => {
    const map = createOrderedMap<number>();
    for (let i = 0; i < 1_000; i += 2) setKey(map, numbered(i), i);
    const cursor = seek(map, numbered(501));
    expect(cursorValue(cursor)).to.equal(502);
    retreat(cursor);
    expect(cursorKey(cursor)).to.equal(numbered(500));
    for (let i = 0; i < 249; i++) advance(cursor);
    expect(cursorValue(cursor)).to.equal(998);
    advance(cursor);
    expect(cursor.leaf).to.equal(null);
    advance(cursor);
    expect(cursor.leaf).to.equal(null);
    const first = seekBelow(map, numbered(1));
    expect(cursorValue(first)).to.equal(0);
    retreat(first);
    expect(first.leaf).to.equal(null);
  });

  it('counts nothing in an empty or inverted range', () => {
    const map = createOrderedMap<number>();
    expect(countRange(map, EVERYTHING)).to.equal(0);
    for (let i = 0; i < 300; i++) setKey(map, numbered(i), i);
    expect(countRange(map, { from: numbered(200), to: numbered(100) })).to.equal(0);
    expect(countRange(map, { from: numbered(100), to: numbered(100) })).to.equal(0);
    expect(seek(map, 'x').leaf).to.equal(null);
  });

  it('can be copied as plain data', () => {
    const map = createOrderedMap<number>();
    for (let i = 0; i < 5_000; i++) setKey(map, numbered(i), i);
    const copy = structuredClone(map);
    deleteKey(map, numbered(7));
    checkOrderedMap(copy);
    expect(getKey(copy, numbered(7))).to.equal(7);
    expect(hasKey(map, numbered(7))).to.equal(false);
  });
});

const numbered = (i: number): string => String(i).padStart(5, '0');

function run(map: OrderedMap<number>, model: Map<string, number>, step: Action): void {
  if (step.type === 'set') {
    setKey(map, step.key, step.value);
    model.set(step.key, step.value);
  } else {
    expect(deleteKey(map, step.key)).to.equal(model.get(step.key));
    model.delete(step.key);
  }
  expect(map.size).to.equal(model.size);
}

function expectSameRange(
  map: OrderedMap<number>,
  model: Map<string, number>,
  from: string,
  to: string | null,
): void {
  const expected = [...model]
    .filter(([key]) => key >= from && (to === null || key < to))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const forward: [string, number][] = [];
  const backward: [string, number][] = [];
  visitRange(map, { from, to }, (key, value) => void forward.push([key, value]));
  visitRangeBackward(map, { from, to }, (key, value) => void backward.unshift([key, value]));
  expect(forward).to.deep.equal(expected);
  expect(backward).to.deep.equal(expected);
  expect(countRange(map, { from, to })).to.equal(expected.length);
  for (const [key, value] of expected) expect(getKey(map, key)).to.equal(value);
}

function keysOf(map: OrderedMap<number>): string[] {
  const keys: string[] = [];
  visitRange(map, EVERYTHING, (key) => void keys.push(key));
  return keys;
}
