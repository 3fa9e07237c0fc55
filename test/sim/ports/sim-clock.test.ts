import { expect } from 'chai';
import { createRandom } from '../../../src/core/base/random.ts';
import { describeClockContract, type ClockHarness } from '../../contract/clock.ts';
import { Scheduler, SimProcess } from './scheduler.ts';
import { settle } from './settle.ts';
import { createSimClock, PUNCTUAL, type ClockLateness, type MachineClock } from './sim-clock.ts';

interface SimClockHarness extends ClockHarness {
  readonly scheduler: Scheduler;
  readonly machine: MachineClock;
  readonly process: SimProcess;
}

function createHarness(rate: number, lateness: ClockLateness): SimClockHarness {
  const scheduler = new Scheduler();
  const process = new SimProcess('p');
  const machine: MachineClock = { rate, wallOffsetMs: 0 };
  const clock = createSimClock({ scheduler, process, machine, lateness, random: createRandom(3) });
  return {
    clock,
    scheduler,
    machine,
    process,
    until: (what, condition) => {
      settle(scheduler, what, condition);
      return Promise.resolve();
    },
    input: (input) => void scheduler.after(10, { owner: process, what: 'input' }, input),
  };
}

describeClockContract('simulated', () => createHarness(1, PUNCTUAL));
describeClockContract('simulated and fast', () => createHarness(1.07, PUNCTUAL));
describeClockContract('simulated, slow and late', () =>
  createHarness(0.93, { timerUsMax: 5_000, turnUsMax: 200 }),
);

describe('the simulated clock', () => {
  it('steps its wall clock either way and leaves the monotonic one alone', () => {
    const { clock, scheduler, machine } = createHarness(1, PUNCTUAL);
    const wall = clock.wallMs();
    scheduler.runUntil(1_000_000);
    expect(clock.wallMs() - wall).to.equal(1_000);
    const before = clock.monotonicMs();
    machine.wallOffsetMs = -3_600_000;
    expect(clock.wallMs() - wall).to.equal(1_000 - 3_600_000);
    expect(clock.monotonicMs()).to.equal(before);
  });

  it('runs at the rate of its machine', () => {
    const { clock, scheduler } = createHarness(1.05, PUNCTUAL);
    let firedUs = 0;
    clock.after(1_050, () => (firedUs = scheduler.nowUs));
    scheduler.runUntil(2_000_000);
    expect(firedUs).to.be.within(1_000_000, 1_000_010);
  });

  it('stops a process that asks for the end of a turn for ever, and lets one be that does so for a while', () => {
    const { clock, scheduler } = createHarness(1, PUNCTUAL);
    let rounds = 1_000;
    const again = (): void => {
      if (rounds-- > 0) clock.atTurnEnd(again);
    };
    clock.atTurnEnd(again);
    scheduler.runUntil(1_000_000);
    expect(rounds).to.equal(-1);
    rounds = Infinity;
    clock.atTurnEnd(again);
    expect(() => scheduler.runUntil(2_000_000)).to.throw(/spins/);
  });

  it('gathers the inputs that come while a turn lasts', () => {
    const { clock, scheduler, process } = createHarness(1, { timerUsMax: 0, turnUsMax: 1_000 });
    const ends: number[] = [];
    for (let i = 0; i < 100; i++) {
      scheduler.at(i * 10, { owner: process, what: 'input' }, () =>
        clock.atTurnEnd(() => ends.push(scheduler.nowUs)),
      );
    }
    scheduler.runUntil(10_000);
    expect(ends).to.have.length(100);
    expect(new Set(ends).size).to.be.below(50);
  });
});
