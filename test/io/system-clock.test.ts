import { expect } from 'chai';
import { createSystemClock } from '../../src/io/system-clock.ts';
import { describeClockContract } from '../contract/clock.ts';
import { until } from '../support/until.ts';

describeClockContract('of the operating system', () => ({
  clock: createSystemClock(),
  until,
  input: (input) => setTimeout(input, 0),
}));

describe('io/system-clock', () => {
  const LONG_MS = 500;

  it('fires a timer that waits for long though no other one does', async () => {
    const clock = createSystemClock();
    const from = clock.monotonicMs();
    let firedMs = 0;
    clock.after(LONG_MS, () => (firedMs = clock.monotonicMs()));
    const cancelled: unknown[] = [];
    clock.after(LONG_MS, () => cancelled.push('fired')).cancel();
    await until('the timer', () => firedMs > 0);
    expect(firedMs - from).to.be.at.least(LONG_MS);
    expect(cancelled).to.deep.equal([]);
  });
});
