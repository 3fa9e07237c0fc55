import { expect } from 'chai';
import { memberId } from '../../../src/core/base/brands.ts';
import type { ActiveAlarm } from '../../../src/core/apply/types.ts';
import { CHECK_MS, QuotaWatch } from '../../../src/node/serving/quota-watch.ts';
import { FakeClock } from '../../api/support/fake-clock.ts';

const SELF = memberId(1n);
const OTHER = memberId(2n);

class Desk {
  readonly clock = new FakeClock();
  alarms: ActiveAlarm[] = [];
  used = 0;
  raised: (() => void)[] = [];
  readonly watch = new QuotaWatch({
    ...{ clock: this.clock, self: SELF, quotaBytes: 1_000 },
    usedBytes: () => this.used,
    alarms: () => this.alarms,
    raise: (done) => this.raised.push(done),
  });

  constructor() {
    this.watch.start();
  }
}

describe('node/serving/quota-watch', () => {
  it('raises the alarm when the quota is reached, not before', () => {
    const desk = new Desk();
    desk.used = 999;
    desk.clock.advance(CHECK_MS);
    expect(desk.raised).to.have.length(0);
    desk.used = 1_000;
    desk.clock.advance(CHECK_MS);
    expect(desk.raised).to.have.length(1);
  });

  it('has one alarm on its way at a time, and raises it again if it was lost', () => {
    const desk = new Desk();
    desk.used = 2_000;
    desk.clock.advance(5 * CHECK_MS);
    expect(desk.raised).to.have.length(1);
    desk.raised[0]?.();
    desk.clock.advance(CHECK_MS);
    expect(desk.raised).to.have.length(2);
  });

  it('says nothing while the alarm stands, and again when it was disarmed without making space', () => {
    const desk = new Desk();
    desk.used = 2_000;
    desk.alarms = [{ member: SELF, alarm: 'nospace' }];
    desk.clock.advance(5 * CHECK_MS);
    expect(desk.raised).to.have.length(0);
    desk.alarms = [];
    desk.clock.advance(CHECK_MS);
    expect(desk.raised).to.have.length(1);
  });

  it('does not take another member’s alarm, or another kind, for its own', () => {
    const desk = new Desk();
    desk.used = 2_000;
    desk.alarms = [
      { member: OTHER, alarm: 'nospace' },
      { member: SELF, alarm: 'corrupt' },
    ];
    desk.clock.advance(CHECK_MS);
    expect(desk.raised).to.have.length(1);
  });

  it('does not wait for the next look when the disk is full', () => {
    const desk = new Desk();
    desk.watch.onDiskFull();
    desk.watch.onDiskFull();
    expect(desk.raised).to.have.length(1);
  });

  it('goes on about a full disk until the alarm stands, and no longer', () => {
    const desk = new Desk();
    desk.watch.onDiskFull();
    desk.raised[0]?.();
    desk.clock.advance(CHECK_MS);
    expect(desk.raised).to.have.length(2);
    desk.alarms = [{ member: SELF, alarm: 'nospace' }];
    desk.raised[1]?.();
    desk.clock.advance(CHECK_MS);
    desk.alarms = [];
    desk.clock.advance(5 * CHECK_MS);
    expect(desk.raised).to.have.length(2);
  });

  it('raises nothing after a stop', () => {
    const desk = new Desk();
    desk.used = 2_000;
    desk.watch.stop();
    desk.watch.onDiskFull();
    desk.clock.advance(5 * CHECK_MS);
    expect([desk.raised.length, desk.clock.armed]).to.eql([0, 0]);
  });
});
