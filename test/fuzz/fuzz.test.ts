/** Small versions of what `npm run fuzz` does at full size, and whether its runner would notice. */
import { expect } from 'chai';
import { nextInteger } from '../../src/core/base/random.ts';
import { HELD_BYTES_MAX, STREAM_BYTES } from '../../src/rpc/http2/limits.ts';
import { callFields, frame, headers, preface, settings } from '../rpc/support/frames.ts';
import { FLAG, FRAME } from '../../src/rpc/http2/constants.ts';
import { SIN_NAMES } from './http2/sins.ts';
import { Subject } from './http2/subject.ts';
import { bytesInUse } from './memory.ts';
import { fuzz, FuzzFailure, repeat } from './run.ts';
import type { Conversation, Target } from './target.ts';
import { TARGETS } from './targets.ts';

const INPUTS: Readonly<Record<string, number>> = { http2: 40_000, hpack: 10_000, gossip: 15_000 };

describe('fuzzing', () => {
  for (const [name, target] of Object.entries(TARGETS)) {
    it(`${name}: nothing throws, is taken or refused that should not be, or grows`, () => {
      const { tally } = fuzz({ target, seed: 1, inputs: INPUTS[name] ?? 0 });
      expect(tally.counts.size).to.be.greaterThan(2);
      if (name === 'http2') expect([...tally.counts.keys()]).to.include.members(SIN_NAMES);
    }).timeout(60_000);
  }

  it('a call takes no more memory than it is counted as', () => {
    const CALLS = 4_000;
    const subject = new Subject();
    subject.receive(Buffer.concat([preface, settings(), frame(FRAME.SETTINGS, FLAG.ACK, 0)]));
    for (const path of ['/t.T/Hold', '/t.T/Talk']) {
      const before = bytesInUse();
      const from = subject.machine.openStreams;
      for (let nth = 0; nth < CALLS; nth++) subject.receive(headers(2 * (from + nth) + 1, callFields(path)));
      expect(subject.machine.openStreams - from).to.equal(CALLS);
      expect((bytesInUse() - before) / CALLS, path).to.be.at.most(STREAM_BYTES);
    }
    expect(subject.held.bytes)
      .to.equal(2 * CALLS * STREAM_BYTES)
      .and.to.be.lessThan(HELD_BYTES_MAX);
  });

  describe('its runner', () => {
    const failing = (fails: (step: number, seen: number) => boolean): Target => ({
      input: 'nothing',
      begin(random, _tally, onFeed): Conversation {
        let steps = 0;
        const step = (): boolean => {
          const seen = nextInteger(random, 0, 255);
          onFeed(Uint8Array.of(seen));
          if (fails(++steps, seen)) throw new Error('wrong');
          return steps < 20;
        };
        return { step, end: () => undefined, subject: {}, bytesMax: 65_536 };
      },
    });

    it('tells the conversation and its bytes, and repeats it alone', () => {
      const target = failing((step, seen) => step > 3 && seen === 7);
      const failure = failureOf(() => fuzz({ target, seed: 5, inputs: 100_000 }));
      const fed: number[] = [];
      expect(() => repeat(target, 5, failure.conversation, ([byte = 0]) => fed.push(byte))).to.throw('wrong');
      expect(failure.fed.map(([byte]) => byte)).to.deep.equal(fed);
      expect(fed.at(-1)).to.equal(7);
    });

    it('fails a target that holds more than it may', () => {
      const step = (): boolean => false;
      const large = (): Conversation => {
        return { step, end: () => undefined, subject: new Uint8Array(10_000), bytesMax: 5_000 };
      };
      const failure = failureOf(() =>
        fuzz({ target: { input: 'nothing', begin: large }, seed: 1, inputs: 100 }),
      );
      expect(failure.message).to.match(/more than the 5000/);
    });

    it('fails a target that is slow each time, and only that', () => {
      const spin = (ms: number): void => {
        const began = process.cpuUsage();
        const spent = (): number => process.cpuUsage(began).user / 1_000;
        while (spent() < ms);
      };
      let calls = 0;
      const slowOnce = failing(() => (calls++ === 50 && spin(80), false));
      expect(fuzz({ target: slowOnce, seed: 1, inputs: 2_000 }).slowestMs).to.be.lessThan(50);
      const slow = failing((step) => (step === 9 && spin(80), false));
      expect(failureOf(() => fuzz({ target: slow, seed: 1, inputs: 2_000 })).message).to.match(
        /input 9 takes/,
      );
    });
  });
});

function failureOf(work: () => unknown): FuzzFailure {
  try {
    work();
  } catch (error) {
    if (error instanceof FuzzFailure) return error;
    throw error;
  }
  throw new Error('nothing failed');
}
