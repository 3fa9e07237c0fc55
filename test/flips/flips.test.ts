/** A sample of what `npm run flips` does to every bit. */
import { expect } from 'chai';
import { TARGET_NAMES, TARGETS } from './targets.ts';
import { flipThrough, noCounts } from './verdict.ts';

/** Primes, so that samples walk through all places of a byte. */
const STRIDES = { log: 53, snapshot: 61, 'store-small': 401, 'store-large': 997 } as const;

describe('one turned bit', () => {
  for (const name of TARGET_NAMES) {
    it(`is found or does no harm: ${name}`, async () => {
      const target = await TARGETS[name]();
      const counts = noCounts();
      const wrong: string[] = [];
      await flipThrough(target, STRIDES[name], (file, bit, verdict) => {
        counts[verdict]++;
        if (verdict === 'wrong') wrong.push(`${file}, bit ${bit}`);
      });
      await target.close();
      expect(wrong).to.eql([]);
      expect(counts.start + counts.scan + counts.read + counts.scrub).to.be.greaterThan(counts.harmless);
    });
  }
});
