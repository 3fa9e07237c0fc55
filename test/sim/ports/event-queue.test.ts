import { expect } from 'chai';
import { createRandom, nextInteger } from '../../../src/core/base/random.ts';
import { EventQueue, type Queued } from './event-queue.ts';

describe('the queue of simulated events', () => {
  it('gives events out by time and, at one instant, in the order they were asked for', () => {
    const random = createRandom(1);
    const queue = new EventQueue<Queued>();
    const expected: Queued[] = [];
    const given: Queued[] = [];
    for (let sequence = 0; sequence < 5_000; sequence++) {
      const event = { timeUs: nextInteger(random, 0, 50), sequence };
      queue.push(event);
      expected.push(event);
    }
    expected.sort((left, right) => left.timeUs - right.timeUs || left.sequence - right.sequence);
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) given.push(next);
    expect(given).to.deep.equal(expected);
    expect(queue.head).to.equal(undefined);
  });

  it('keeps its order while events come and go', () => {
    const random = createRandom(2);
    const queue = new EventQueue<Queued>();
    let nowUs = 0;
    for (let sequence = 0; sequence < 20_000; sequence++) {
      queue.push({ timeUs: nowUs + nextInteger(random, 0, 1_000), sequence });
      if (nextInteger(random, 0, 2) > 0) {
        const next = queue.pop();
        expect(next?.timeUs).to.be.at.least(nowUs);
        nowUs = next?.timeUs ?? nowUs;
      }
    }
  });
});
