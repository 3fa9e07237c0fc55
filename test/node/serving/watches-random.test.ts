import { expect } from 'chai';
import { RandomLife } from './watches-random.ts';

const SEEDS = 40;
const STEPS = 400;

describe('watches in random lives', () => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    it(`keep what etcd promises of a watch, seed ${seed}`, () => {
      const life = new RandomLife(seed);
      for (let step = 0; step < STEPS; step++) life.step();
      life.finish();
      expect(life.complaints).to.deep.equal([]);
      expect(life.eventsSeen).to.be.above(100);
      expect(life.scansAnswered).to.be.above(1);
    });
  }
});
