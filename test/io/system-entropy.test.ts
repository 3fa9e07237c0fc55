import { expect } from 'chai';
import { createSystemEntropy } from '../../src/io/system-entropy.ts';

const PAGES = 5_000;

describe('chance from the operating system', () => {
  it('gives whole 32- and 64-bit numbers and does not repeat itself across pages', () => {
    const entropy = createSystemEntropy();
    const drawn = new Set<bigint>();
    for (let i = 0; i < PAGES; i++) drawn.add(entropy.uint64());
    expect(drawn.size).to.equal(PAGES);
    expect([...drawn].some((value) => value >= 1n << 63n)).to.equal(true);
    expect([...drawn].every((value) => value >= 0n && value < 1n << 64n)).to.equal(true);
    const small = Array.from({ length: 1_000 }, () => entropy.uint32());
    expect(small.every((value) => Number.isInteger(value) && value >= 0 && value < 2 ** 32)).to.equal(true);
    expect(small.some((value) => value >= 2 ** 31)).to.equal(true);
  });
});
