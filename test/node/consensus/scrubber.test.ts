import { expect } from 'chai';
import { Scrubber, SCRUB_BYTES_PER_S, SCRUB_PAUSE_MS } from '../../../src/node/consensus/scrubber.ts';
import { failed, succeeded, type Outcome } from '../../../src/ports/outcome.ts';
import type { ScrubStep } from '../../../src/ports/store.ts';

class Desk {
  readonly delays: number[] = [];
  readonly asked: number[] = [];
  readonly damage: string[] = [];
  readonly warnings: string[] = [];
  answer: Outcome<ScrubStep> = succeeded({ bytes: SCRUB_BYTES_PER_S, passed: false });
  private fire: (() => void) | null = null;
  store = this.newStore();
  readonly scrubber = new Scrubber({
    clock: {
      monotonicMs: () => 0,
      wallMs: () => 0,
      atTurnEnd: (task) => task(),
      after: (delayMs, fire) => {
        this.delays.push(delayMs);
        this.fire = fire;
        return { cancel: () => (this.fire = null) };
      },
    },
    log: (level, event) => level === 'warn' && this.warnings.push(event),
    store: () => this.store,
    onDamage: (reason) => this.damage.push(reason),
  });

  newStore(): { scrub: (bytes: number, done: (outcome: Outcome<ScrubStep>) => void) => void } {
    return {
      scrub: (bytes, done) => {
        this.asked.push(bytes);
        done(this.answer);
      },
    };
  }

  step(): boolean {
    const { fire } = this;
    this.fire = null;
    fire?.();
    return fire !== null;
  }
}

describe('the scrubber', () => {
  it('reads so many bytes a second, and rests after a pass', () => {
    const desk = new Desk();
    desk.scrubber.start();
    desk.step();
    desk.step();
    desk.answer = succeeded({ bytes: 10, passed: true });
    desk.step();
    expect(desk.asked).to.eql([SCRUB_BYTES_PER_S, SCRUB_BYTES_PER_S, SCRUB_BYTES_PER_S]);
    expect(desk.delays).to.eql([1000, 1000, 1000, SCRUB_PAUSE_MS]);
  });

  it('reports damage and reads no more', () => {
    const desk = new Desk();
    desk.scrubber.start();
    desk.answer = failed('damaged', '000005.ldb is damaged at byte 7');
    desk.step();
    expect(desk.damage).to.eql(['000005.ldb is damaged at byte 7']);
    expect(desk.step()).to.equal(false);
  });

  it('does not take a check that could not be made for damage', () => {
    const desk = new Desk();
    desk.scrubber.start();
    desk.answer = failed('io', 'too many open files');
    desk.step();
    expect([desk.damage, desk.warnings.length]).to.eql([[], 1]);
    expect(desk.step()).to.equal(true);
  });

  it('is silent about a store that a snapshot has replaced meanwhile, and goes on with its successor', () => {
    const desk = new Desk();
    desk.scrubber.start();
    const replaced = desk.store;
    let end: (outcome: Outcome<ScrubStep>) => void = () => expect.fail('not asked');
    replaced.scrub = (_bytes, done) => (end = done);
    desk.step();
    desk.store = desk.newStore();
    end(failed('damaged', 'its folder is gone'));
    expect(desk.damage).to.eql([]);
    desk.step();
    expect(desk.asked).to.eql([SCRUB_BYTES_PER_S]);
  });

  it('hears nothing after it was stopped', () => {
    const desk = new Desk();
    desk.scrubber.start();
    let end: (outcome: Outcome<ScrubStep>) => void = () => expect.fail('not asked');
    desk.store.scrub = (_bytes, done) => (end = done);
    desk.step();
    desk.scrubber.stop();
    end(failed('damaged', 'closed'));
    expect([desk.damage, desk.step()]).to.eql([[], false]);
  });
});
