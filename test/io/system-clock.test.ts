import { createSystemClock } from '../../src/io/system-clock.ts';
import { describeClockContract } from '../contract/clock.ts';
import { until } from '../support/until.ts';

describeClockContract('of the operating system', () => ({
  clock: createSystemClock(),
  until,
  input: (input) => setTimeout(input, 0),
}));
