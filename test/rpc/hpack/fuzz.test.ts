import { expect } from 'chai';
import { fuzzHpack } from '../fuzz-hpack.ts';

describe('HPACK decoder under random blocks', () => {
  for (const seed of [1, 2, 3]) {
    it(`agrees with the naive decoder on every block of 300 connections (seed ${seed})`, () => {
      const seen = fuzzHpack(seed, 300);
      expect(seen.headers, 'sound blocks').to.be.above(1000);
      expect(seen.tooLarge, 'blocks above the list limit').to.be.above(100);
      expect(seen.errors, 'broken blocks').to.be.above(100);
    });
  }
});
