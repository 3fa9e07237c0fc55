import { expect } from 'chai';
import { logIndex, term } from '../../../src/core/base/brands.ts';
import { LogRelease } from '../../../src/node/consensus/log-release.ts';
import { DONE, failed, type Done } from '../../../src/ports/outcome.ts';

const RETENTION = { entries: 100, bytes: 10_000, releasedMin: 20 };

/** A log of entries of one weight; what is asked of it ends when the test says so. */
class Desk {
  readonly asked: string[] = [];
  readonly fatals: string[] = [];
  first = 1;
  last = 0;
  /** The entry of the last change of members. */
  changedAt = 0;
  entryBytes = 10;
  pending: Done[] = [];
  readonly release = new LogRelease({
    retention: RETENTION,
    wal: {
      append: ({ snapshot }, done) => {
        this.asked.push(`record ${snapshot?.index} in ${snapshot?.storeName}`);
        this.pending.push(done);
      },
      release: (through, done) => {
        this.asked.push(`release ${through}`);
        this.pending.push(done);
      },
    },
    confAt: (index) =>
      index < this.changedAt
        ? null
        : { voters: [], votersOutgoing: [], learners: [], learnersNext: [], autoLeave: false },
    storeName: () => 'state-1',
    termAt: (index) => (index >= this.first - 1 && index <= this.last ? term(1) : null),
    log: () => ({
      ...{ firstIndex: this.first, lastIndex: this.last },
      bytes: (this.last - this.first + 1) * this.entryBytes,
    }),
    releaseFromMemory: (index) => {
      this.asked.push(`forget ${index}`);
      this.first = index + 1;
    },
    onFatal: ({ message }) => this.fatals.push(message),
  });

  flush(index: number, last = index): string[] {
    this.last = last;
    this.release.onFlushed(logIndex(index));
    return this.asked.splice(0);
  }

  end(ok = true): string[] {
    this.pending.shift()?.(ok ? DONE : failed('io', 'the disk is gone'));
    return this.asked.splice(0);
  }
}

describe('node/consensus/log-release', () => {
  it('waits for the next flush when the members have changed behind this one', () => {
    const desk = new Desk();
    desk.changedAt = 501;
    expect(desk.flush(500, 600)).to.eql([]);
    expect(desk.flush(550, 600)).to.eql(['record 550 in state-1']);
  });

  it('records where the store stands, then releases on disk, then in memory', () => {
    const desk = new Desk();
    expect(desk.flush(500)).to.eql(['record 500 in state-1']);
    expect(desk.end()).to.eql(['release 400']);
    expect(desk.end()).to.eql(['forget 400']);
  });

  it('keeps the newest entries for followers that lag', () => {
    const desk = new Desk();
    expect(desk.flush(110)).to.eql([]);
    expect(desk.flush(120)).to.eql(['record 120 in state-1']);
    expect(desk.end()).to.eql(['release 20']);
  });

  it('releases nothing above the flush, however long the log behind it', () => {
    const desk = new Desk();
    desk.flush(50, 5_000);
    expect(desk.end()).to.eql(['release 50']);
  });

  it('keeps fewer entries when they are heavy, but not none', () => {
    const desk = new Desk();
    desk.entryBytes = 1_000;
    expect(desk.flush(40)).to.eql(['record 40 in state-1']);
    expect(desk.end()).to.eql(['release 30']);
  });

  it('does not wait for a worthwhile number when the log is too heavy', () => {
    const desk = new Desk();
    desk.entryBytes = 3_000;
    desk.flush(5);
    expect(desk.end()).to.eql(['release 2']);
  });

  it('does one release at a time', () => {
    const desk = new Desk();
    desk.flush(500);
    expect(desk.flush(700)).to.eql([]);
    desk.end();
    expect(desk.flush(800)).to.eql([]);
    desk.end();
    expect(desk.flush(900)).to.eql(['record 900 in state-1']);
  });

  it('passes over a flush of a store that a snapshot has replaced', () => {
    const desk = new Desk();
    desk.first = 1_000;
    expect(desk.flush(500, 2_000)).to.eql([]);
  });

  it('stops the member when the log cannot be written, at either step', () => {
    for (const steps of [0, 1]) {
      const desk = new Desk();
      desk.flush(500);
      for (let i = 0; i < steps; i++) desk.end();
      desk.end(false);
      expect(desk.fatals).to.eql(['the disk is gone']);
      expect(desk.first).to.equal(1);
    }
  });

  it('does and reports nothing after a stop', () => {
    const idle = new Desk();
    idle.release.stop();
    expect(idle.flush(500)).to.eql([]);
    for (const ok of [true, false]) {
      for (const steps of [0, 1]) {
        const desk = new Desk();
        desk.flush(500);
        for (let i = 0; i < steps; i++) desk.end();
        desk.release.stop();
        expect(desk.end(ok)).to.eql([]);
        expect([desk.fatals, desk.first]).to.eql([[], 1]);
      }
    }
  });
});
