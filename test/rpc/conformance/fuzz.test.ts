import { expect } from 'chai';
import { createRandom, nextInteger } from '../../../src/core/base/random.ts';
import { preface, settings } from '../support/frames.ts';
import { TestClient } from '../support/test-client.ts';
import { fuzzConnections } from '../fuzz-connection.ts';

describe('HTTP/2 under random clients', () => {
  for (const seed of [1, 2, 3]) {
    it(`keeps windows and order, whatever the frames and their pieces (seed ${seed})`, () => {
      const seen = fuzzConnections(seed, 30);
      expect(seen.answered, 'answers').to.be.above(500);
      expect(seen.ended, 'connections that were ended').to.be.within(2, 28);
    });
  }

  it('survives bytes without any sense', () => {
    const random = createRandom(4);
    for (let each = 0; each < 500; each++) {
      const client = new TestClient({ silent: true });
      const nonsense = Buffer.from(Array.from({ length: 100 }, () => nextInteger(random, 0, 255)));
      client.send(preface, settings(), nonsense);
      client.pass(60_000);
      expect(client.machine.isOver).to.equal(true);
    }
  });
});
