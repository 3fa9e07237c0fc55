/** What every implementation of the Clock port does. */
import { expect } from 'chai';
import type { Clock } from '../../src/ports/clock.ts';

export interface ClockHarness {
  readonly clock: Clock;
  /** Lets time pass until the condition holds; fails after a while. */
  until(what: string, condition: () => boolean): Promise<void>;
  /** Runs `input` as an input of a turn of its own. */
  input(input: () => void): void;
}

export function describeClockContract(name: string, createHarness: () => ClockHarness): void {
  describe(`the clock contract, ${name}`, () => {
    let harness: ClockHarness;
    beforeEach(() => (harness = createHarness()));

    it('fires a timer once, not early, and never inside the call', async () => {
      const { clock } = harness;
      for (const delayMs of [0, 1, 3.5, 20]) {
        const from = clock.monotonicMs();
        const firedAt: number[] = [];
        clock.after(delayMs, () => firedAt.push(clock.monotonicMs()));
        expect(firedAt).to.deep.equal([]);
        await harness.until('the timer', () => firedAt.length > 0);
        expect((firedAt[0] ?? 0) - from).to.be.at.least(delayMs);
        expect(firedAt).to.have.length(1);
      }
    });

    it('fires timers in the order of their time', async () => {
      const order: string[] = [];
      harness.clock.after(30, () => order.push('late'));
      harness.clock.after(10, () => order.push('early'));
      await harness.until('both', () => order.length === 2);
      expect(order).to.deep.equal(['early', 'late']);
    });

    it('does not fire a cancelled timer, and lets one be cancelled twice or after it fired', async () => {
      let cancelled = 0;
      let fired = 0;
      const timer = harness.clock.after(5, () => cancelled++);
      timer.cancel();
      timer.cancel();
      const other = harness.clock.after(15, () => fired++);
      await harness.until('the other timer', () => fired === 1);
      other.cancel();
      expect(cancelled).to.equal(0);
    });

    it('does not take a very long delay for a short one', async () => {
      let fired = 0;
      const timer = harness.clock.after(2 ** 40, () => fired++);
      let passed = false;
      harness.clock.after(5, () => (passed = true));
      await harness.until('a moment', () => passed);
      timer.cancel();
      expect(fired).to.equal(0);
    });

    it('never goes back', async () => {
      const { clock } = harness;
      const seen: number[] = [];
      const look = (): void => {
        seen.push(clock.monotonicMs());
        if (seen.length < 10) clock.after(1, look);
      };
      look();
      await harness.until('ten looks', () => seen.length === 10);
      expect(seen).to.deep.equal([...seen].sort((left, right) => left - right));
    });

    it('runs a turn-end task after the input that asked for it, once', async () => {
      const order: string[] = [];
      harness.input(() => {
        harness.clock.atTurnEnd(() => order.push('end'));
        order.push('input');
      });
      await harness.until('the end', () => order.includes('end'));
      expect(order).to.deep.equal(['input', 'end']);
    });

    it('runs tasks in the order they were asked for, and those they ask for in the same ending', async () => {
      const order: string[] = [];
      let later = false;
      harness.input(() => {
        harness.clock.after(1, () => (later = true));
        harness.clock.atTurnEnd(() => {
          order.push('gather');
          harness.clock.atTurnEnd(() => order.push(`write${later ? ' too late' : ''}`));
        });
        harness.clock.atTurnEnd(() => order.push('second'));
      });
      await harness.until('all', () => order.length === 3);
      expect(order).to.deep.equal(['gather', 'second', 'write']);
    });

    it('serves another turn after the first', async () => {
      let ended = 0;
      harness.input(() => harness.clock.atTurnEnd(() => ended++));
      await harness.until('the first', () => ended === 1);
      harness.input(() => harness.clock.atTurnEnd(() => ended++));
      await harness.until('the second', () => ended === 2);
    });
  });
}
