import { expect } from 'chai';
import type { AutoCompaction } from '../../../src/node/server-config.ts';
import { AutoCompactor } from '../../../src/node/serving/auto-compaction.ts';
import { FakeClock } from '../../api/support/fake-clock.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

class Desk {
  readonly clock = new FakeClock();
  readonly compacted: number[] = [];
  readonly compactor: AutoCompactor;
  leader = true;
  revision = 1;
  compactRevision = 0;

  constructor(policy: AutoCompaction) {
    this.compactor = new AutoCompactor({
      ...{ clock: this.clock, log: () => undefined, policy },
      isLeader: () => this.leader,
      revision: () => this.revision,
      compactRevision: () => this.compactRevision,
      compact: (revision) => {
        this.compacted.push(revision);
        this.compactRevision = revision;
      },
    });
    this.compactor.start();
  }

  /** A revision a minute. */
  pass(minutes: number): void {
    for (let i = 0; i < minutes; i++) {
      this.clock.advance(MINUTE_MS);
      this.revision++;
    }
  }
}

describe('node/serving/auto-compaction', () => {
  describe('by age', () => {
    const hourly: AutoCompaction = { mode: 'periodic', retentionMs: HOUR_MS };

    it('keeps what is younger than the retention, and little more', () => {
      const desk = new Desk(hourly);
      desk.pass(60);
      expect(desk.compacted).to.eql([]);
      desk.pass(60);
      const now = desk.revision;
      expect(desk.compacted.length).to.be.greaterThan(50);
      expect(Math.max(...desk.compacted)).to.be.within(now - 62, now - 60);
    });

    it('of a new leader starts with nothing it has not seen grow old itself', () => {
      const desk = new Desk(hourly);
      desk.leader = false;
      desk.pass(300);
      desk.leader = true;
      desk.pass(60);
      expect(desk.compacted).to.eql([]);
      desk.pass(1);
      expect(desk.compacted).to.eql([301]);
    });

    it('does not count on what it saw before it had to follow', () => {
      const desk = new Desk(hourly);
      desk.pass(59);
      desk.leader = false;
      desk.pass(1);
      desk.leader = true;
      desk.pass(60);
      expect(desk.compacted).to.eql([]);
    });

    it('does not repeat what others have compacted', () => {
      const desk = new Desk(hourly);
      desk.compactRevision = 500;
      desk.pass(120);
      expect(desk.compacted).to.eql([]);
    });
  });

  it('by revisions keeps as many as it is told', () => {
    const desk = new Desk({ mode: 'revision', retention: 100 });
    desk.revision = 90;
    desk.clock.advance(5 * MINUTE_MS);
    expect(desk.compacted).to.eql([]);
    desk.revision = 150;
    desk.clock.advance(5 * MINUTE_MS);
    expect(desk.compacted).to.eql([50]);
    desk.leader = false;
    desk.revision = 400;
    desk.clock.advance(5 * MINUTE_MS);
    expect(desk.compacted).to.eql([50]);
  });

  it('does nothing when it is off, or has stopped', () => {
    expect(new Desk({ mode: 'off' }).clock.armed).to.equal(0);
    const desk = new Desk({ mode: 'periodic', retentionMs: HOUR_MS });
    desk.pass(3);
    desk.compactor.stop();
    expect(desk.clock.armed).to.equal(0);
  });
});
