import { expect } from 'chai';
import { createRandom, nextInteger } from '../../../src/core/base/random.ts';
import { Scheduler, SimProcess, TIMER } from './scheduler.ts';
import { Transcript } from './transcript.ts';

const world = { owner: null, what: 'event' };

describe('the scheduler', () => {
  it('runs events in order of time, and of asking at one instant', () => {
    const scheduler = new Scheduler();
    const random = createRandom(1);
    const order: [number, number][] = [];
    for (let i = 0; i < 2_000; i++) {
      const timeUs = nextInteger(random, 0, 100);
      scheduler.at(timeUs, world, () => order.push([timeUs, i]));
    }
    scheduler.runUntil(1_000);
    expect(order).to.have.length(2_000);
    expect(order).to.deep.equal([...order].sort(([t1, i1], [t2, i2]) => t1 - t2 || i1 - i2));
  });

  it('refuses the past', () => {
    const scheduler = new Scheduler();
    scheduler.runUntil(10);
    expect(() => scheduler.at(9, world, () => undefined)).to.throw(/past/);
  });

  it('does not run what comes after the given time, even when everything before it was cancelled', () => {
    const scheduler = new Scheduler();
    let ran = false;
    scheduler.at(5, world, () => undefined).cancelled = true;
    scheduler.at(20, world, () => (ran = true));
    scheduler.runUntil(10);
    expect([ran, scheduler.nowUs]).to.deep.equal([false, 10]);
  });

  it('runs nothing of a process that has ended', () => {
    const scheduler = new Scheduler();
    const process = new SimProcess('p');
    let ran = false;
    scheduler.at(5, { owner: process, what: 'event' }, () => (ran = true));
    process.alive = false;
    scheduler.runUntil(10);
    expect(ran).to.equal(false);
  });

  it('keeps the events of a paused process for later, in order', () => {
    const scheduler = new Scheduler();
    const process = new SimProcess('p');
    const order: string[] = [];
    const note = (what: string, timeUs: number): void => {
      scheduler.at(timeUs, { owner: process, what }, () => order.push(`${what} at ${scheduler.nowUs}`));
    };
    note('first', 5);
    note('second', 6);
    note('late', 40);
    scheduler.pause(process);
    scheduler.runUntil(20);
    expect(order).to.deep.equal([]);
    scheduler.resume(process);
    scheduler.runUntil(100);
    expect(order).to.deep.equal(['first at 20', 'second at 20', 'late at 40']);
  });

  it('gives a process that resumes what came from outside before its timers', () => {
    const scheduler = new Scheduler();
    const process = new SimProcess('p');
    const order: string[] = [];
    scheduler.at(5, { owner: process, what: TIMER }, () => order.push('timer'));
    scheduler.at(6, { owner: process, what: 'question' }, () => order.push('question'));
    scheduler.pause(process);
    scheduler.runUntil(20);
    scheduler.resume(process);
    scheduler.runUntil(10_000);
    expect(order).to.deep.equal(['question', 'timer']);
  });

  it('hands what a process threw to the world, and goes on', () => {
    const scheduler = new Scheduler();
    const thrown: string[] = [];
    scheduler.onThrow((process, error) => thrown.push(`${process.name}: ${String(error)}`));
    scheduler.at(1, { owner: new SimProcess('p'), what: 'event' }, () => {
      throw new Error('broken');
    });
    scheduler.runUntil(10);
    expect(thrown).to.deep.equal(['p: Error: broken']);
  });
});

describe('the transcript', () => {
  function hashOf(...notes: readonly [number, string, string, number][]): string {
    const transcript = new Transcript();
    for (const note of notes) transcript.note(...note);
    return transcript.hash();
  }

  it('is the same for the same events and different for any change of time, place, kind, detail or order', () => {
    const first: [number, string, string, number] = [1, 'a', 'timer', 0];
    const second: [number, string, string, number] = [2, 'b', 'frame', 7];
    const hash = hashOf(first, second);
    expect(hashOf(first, second)).to.equal(hash);
    const others = [
      hashOf(second, first),
      hashOf(first),
      hashOf(first, [3, 'b', 'frame', 7]),
      hashOf(first, [2, 'a', 'frame', 7]),
      hashOf(first, [2, 'b', 'timer', 7]),
      hashOf(first, [2, 'b', 'frame', 8]),
      hashOf(first, [2 + 2 ** 33, 'b', 'frame', 7]),
    ];
    expect(new Set([hash, ...others]).size).to.equal(others.length + 1);
  });
});
