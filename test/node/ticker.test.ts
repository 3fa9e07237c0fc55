import { expect } from 'chai';
import { present } from '../../src/core/base/assert.ts';
import { Ticker } from '../../src/node/ticker.ts';
import type { Clock } from '../../src/ports/clock.ts';

/** Timers fire when the test says so, on time or late. */
class LateClock implements Clock {
  dueMs: number | null = null;
  private nowMs = 1_000;
  private fire: (() => void) | null = null;

  monotonicMs(): number {
    return this.nowMs;
  }

  wallMs(): number {
    return this.nowMs;
  }

  atTurnEnd(task: () => void): void {
    task();
  }

  after(delayMs: number, fire: () => void): { cancel(): void } {
    this.dueMs = this.nowMs + delayMs;
    this.fire = fire;
    return { cancel: () => (this.dueMs = this.fire = null) };
  }

  passMs(ms: number): void {
    this.nowMs += ms;
  }

  fireLateBy(ms: number): void {
    this.nowMs = present(this.dueMs, 'an armed timer') + ms;
    present(this.fire, 'an armed timer')();
  }
}

describe('ticker', () => {
  let clock: LateClock;
  let ticks: number;
  let ticker: Ticker;

  beforeEach(() => {
    clock = new LateClock();
    ticks = 0;
    ticker = new Ticker(clock, 100);
    ticker.start(() => (ticks += 1));
  });

  it('ticks once a period', () => {
    for (const due of [1_100, 1_200, 1_300]) {
      expect(clock.dueMs).to.equal(due);
      clock.fireLateBy(0);
    }
    expect(ticks).to.equal(3);
  });

  it('says when ticks are overdue or were missed lately', () => {
    clock.fireLateBy(40);
    expect(ticker.keepsTime(1_000), 'a little late').to.equal(true);
    clock.passMs(100);
    expect(ticker.keepsTime(1_000), 'overdue').to.equal(false);
    clock.fireLateBy(0);
    expect(ticker.keepsTime(1_000)).to.equal(true);
    clock.fireLateBy(350);
    expect(ticker.keepsTime(1_000), 'missed just now').to.equal(false);
    for (let i = 0; i < 10; i++) clock.fireLateBy(0);
    expect(ticker.keepsTime(1_000), 'still not long ago').to.equal(false);
    clock.fireLateBy(0);
    expect(ticker.keepsTime(1_000)).to.equal(true);
  });

  it('keeps its rate when each tick comes late', () => {
    for (const due of [1_100, 1_200, 1_300, 1_400]) {
      expect(clock.dueMs).to.equal(due);
      clock.fireLateBy(40);
    }
  });

  it('does not make up for what it missed', () => {
    clock.fireLateBy(730);
    expect(ticks).to.equal(1);
    expect(clock.dueMs).to.equal(1_930);
  });

  it('ends when it is stopped, also by its own tick', () => {
    ticker.stop();
    expect(clock.dueMs).to.equal(null);
    const last = new Ticker(clock, 100);
    last.start(() => last.stop());
    clock.fireLateBy(0);
    expect(clock.dueMs).to.equal(null);
  });
});
