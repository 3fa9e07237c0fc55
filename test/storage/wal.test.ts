import { expect } from 'chai';
import { InvariantError } from '../../src/core/base/assert.ts';
import { logIndex } from '../../src/core/base/brands.ts';
import type { Outcome } from '../../src/ports/outcome.ts';
import type { WriteAheadLog } from '../../src/storage/wal.ts';
import { MemoryDisk } from './memory-disk.ts';
import {
  append,
  entries,
  entry,
  hardState,
  names,
  open,
  openFails,
  SEGMENT_BYTES,
  snapshot,
} from './wal-harness.ts';

describe('write-ahead log', () => {
  let disk: MemoryDisk;
  beforeEach(() => (disk = new MemoryDisk()));

  const segments = (): string[] => [...disk.files.keys()].filter((path) => path.endsWith('.wal')).sort();

  it('gives back what was appended', () => {
    const { wal, recovered } = open(disk);
    expect(recovered).to.eql({
      hardState: null,
      snapshot: null,
      released: { index: 0, term: 0 },
      entries: [],
    });
    append(disk, wal, { hardState: hardState(1, 0), entries: entries(1, 3, 1) });
    append(disk, wal, { entries: entries(4, 4, 2), hardState: hardState(2, 3, null) });
    const again = open(disk).recovered;
    expect(again.entries).to.eql([...entries(1, 3, 1), entry(4, 2)]);
    expect(again.hardState).to.eql(hardState(2, 3, null));
    expect(again.truncatedAt).to.equal(undefined);
  });

  it('does so after a clean stop and goes on from there', () => {
    const first = open(disk);
    append(disk, first.wal, { hardState: hardState(1, 0), entries: entries(1, 2, 1) });
    expect(disk.run((done) => first.wal.close(done))).to.eql({ ok: true, value: undefined });
    const second = open(disk);
    append(disk, second.wal, { entries: entries(3, 4, 1) });
    expect(names(open(disk).recovered.entries)).to.equal('1/t1 2/t1 3/t1 4/t1');
  });

  it('discards everything at or after an overwritten index', () => {
    const { wal } = open(disk);
    append(disk, wal, { hardState: hardState(1, 0), entries: entries(1, 5, 1) });
    append(disk, wal, { hardState: hardState(3, 0), entries: entries(3, 3, 3) });
    append(disk, wal, { entries: entries(4, 4, 3) });
    expect(names(open(disk).recovered.entries)).to.equal('1/t1 2/t1 3/t3 4/t3');
  });

  it('starts over after a snapshot the log does not contain, and keeps a log that contains it', () => {
    const { wal } = open(disk);
    append(disk, wal, { hardState: hardState(2, 0), entries: entries(1, 5, 1) });
    append(disk, wal, { snapshot: snapshot(4, 1, 'kept') });
    expect(names(open(disk).recovered.entries)).to.equal('1/t1 2/t1 3/t1 4/t1 5/t1');
    const log = open(disk);
    append(disk, log.wal, { snapshot: snapshot(5, 2, 'foreign'), hardState: hardState(2, 5) });
    append(disk, log.wal, { entries: entries(6, 7, 2) });
    const { recovered } = open(disk);
    expect(names(recovered.entries)).to.equal('6/t2 7/t2');
    expect(recovered.released).to.eql({ index: 5, term: 2 });
    expect(recovered.snapshot).to.eql(snapshot(5, 2, 'foreign'));
  });

  const release = (wal: WriteAheadLog, through: number): Outcome<void> =>
    disk.run<Outcome<void>>((done) => wal.release(logIndex(through), done));

  describe('group commit', () => {
    it('gathers what is appended during a write into the next one, and answers in order', () => {
      const { wal } = open(disk);
      const order: number[] = [];
      const [writes, syncs] = [disk.count('write'), disk.count('dataSync')];
      for (let i = 1; i <= 30; i++) {
        wal.append({ entries: entries(i, i, 1) }, (outcome) => {
          expect(outcome.ok).to.equal(true);
          order.push(i);
        });
      }
      expect(wal.pendingBytes()).to.be.greaterThan(0);
      disk.settle();
      expect(order).to.eql(Array.from({ length: 30 }, (_, i) => i + 1));
      expect(disk.count('write') - writes).to.equal(2);
      expect(disk.count('dataSync') - syncs).to.equal(2);
      expect(wal.stats()).to.include({ appends: 30, writes: 2 });
      expect(wal.pendingBytes()).to.equal(0);
    });

    it('answers only after the sync', () => {
      const { wal } = open(disk);
      let answered = false;
      wal.append({ entries: entries(1, 1, 1) }, () => (answered = true));
      while (disk.log.at(-1)?.startsWith('dataSync') !== true) disk.step();
      expect(answered).to.equal(false);
      disk.settle();
      expect(answered).to.equal(true);
    });

    it('puts what a callback appends behind what waits already', () => {
      const { wal } = open(disk);
      const order: string[] = [];
      wal.append({ entries: entries(1, 1, 1) }, () =>
        wal.append({ entries: entries(3, 3, 1) }, () => order.push('from the callback')),
      );
      wal.append({ entries: entries(2, 2, 1) }, () => order.push('waiting'));
      disk.settle();
      expect(order).to.eql(['waiting', 'from the callback']);
    });

    it('writes a noted commit index with the next batch, and not beyond the log', () => {
      const { wal } = open(disk);
      append(disk, wal, { hardState: hardState(1, 0), entries: entries(1, 3, 1) });
      wal.noteCommit(logIndex(2));
      append(disk, wal, { entries: entries(4, 4, 1) });
      expect(open(disk).recovered.hardState).to.eql(hardState(1, 2));
      const log = open(disk);
      log.wal.noteCommit(logIndex(100));
      append(disk, log.wal, { entries: entries(5, 5, 1) });
      expect(open(disk).recovered.hardState).to.eql(hardState(1, 5));
    });
  });

  describe('segments', () => {
    it('are made before they are needed, and used in turn', () => {
      const { wal } = open(disk);
      expect([...disk.files.keys()].sort()).to.eql([
        'wal/0000000000000001-0000000000000001.wal',
        'wal/0000000000000002.new',
      ]);
      append(disk, wal, { hardState: hardState(1, 0) });
      for (let i = 1; i <= 40; i++) append(disk, wal, { entries: [entry(i, 1, 1000)] });
      expect(segments().length).to.be.greaterThan(3);
      expect(segments()[1]).to.match(/0{15}2-[0-9a-f]{16}[.]wal$/);
      expect(disk.files.get(segments()[0]!)?.length).to.equal(SEGMENT_BYTES);
      expect(names(open(disk).recovered.entries)).to.equal(names(entries(1, 40, 1)));
    });

    it('take a batch that is larger than a segment', () => {
      const { wal } = open(disk);
      append(disk, wal, { entries: [entry(1, 1)] });
      append(disk, wal, { entries: [entry(2, 1, 3 * SEGMENT_BYTES)] });
      append(disk, wal, { entries: [entry(3, 1)] });
      const { recovered } = open(disk);
      expect(recovered.entries.map(({ data }) => data.length)).to.eql([9, 3 * SEGMENT_BYTES, 9]);
    });

    it('go when everything in them is released, and not before', () => {
      const { wal } = open(disk);
      append(disk, wal, { hardState: hardState(1, 0) });
      for (let i = 1; i <= 40; i++) append(disk, wal, { entries: [entry(i, 1, 1000)] });
      const before = segments();
      append(disk, wal, { snapshot: snapshot(30, 1), hardState: hardState(1, 30) });
      expect(segments()).to.eql(before);
      expect(release(wal, 20).ok).to.equal(true);
      const after = segments();
      expect(after.length).to.be.lessThan(before.length);
      expect(after).to.eql(before.slice(before.length - after.length));
      const { recovered } = open(disk);
      expect(recovered.released).to.eql({ index: 20, term: 1 });
      expect(names(recovered.entries)).to.equal(names(entries(21, 40, 1)));
      expect(recovered.snapshot).to.eql(snapshot(30, 1));
      expect(recovered.hardState).to.eql(hardState(1, 30));
    });

    it('go when a snapshot has replaced the log', () => {
      const { wal } = open(disk);
      append(disk, wal, { hardState: hardState(1, 0) });
      for (let i = 1; i <= 40; i++) append(disk, wal, { entries: [entry(i, 1, 1000)] });
      append(disk, wal, { snapshot: snapshot(100, 2), hardState: hardState(2, 100) });
      append(disk, wal, { entries: entries(101, 102, 2) });
      expect(segments().length).to.equal(1);
      const { recovered } = open(disk);
      expect(names(recovered.entries)).to.equal('101/t2 102/t2');
      expect(recovered.hardState).to.eql(hardState(2, 100));
    });

    it('go only when the next one holds what they held, durably', () => {
      const { wal } = open(disk);
      append(disk, wal, { hardState: hardState(1, 0), entries: [entry(1, 1, 9_000)] });
      for (const index of [2, 3]) append(disk, wal, { entries: [entry(index, 1, 9_000)] });
      const third = segments()[2]!;
      wal.append({ snapshot: snapshot(100, 2), hardState: hardState(2, 100) }, () =>
        wal.append({ entries: [entry(101, 2, 9_000)] }, () => undefined),
      );
      disk.settle();
      const removed = disk.log.indexOf(`remove ${third}`);
      expect(removed).to.be.greaterThan(disk.log.lastIndexOf('dataSync wal/0000000000000004.new'));
      expect(names(open(disk).recovered.entries)).to.equal('101/t2');
    });

    it('may go although later records speak of what was in them', () => {
      const { wal } = open(disk);
      append(disk, wal, { hardState: hardState(1, 0) });
      for (let i = 1; i <= 40; i++) append(disk, wal, { entries: [entry(i, 1, 1000)] });
      append(disk, wal, { snapshot: snapshot(10, 1) });
      append(disk, wal, { snapshot: snapshot(38, 1), hardState: hardState(1, 38) });
      release(wal, 38);
      expect(segments().length).to.equal(1);
      expect(names(open(disk).recovered.entries)).to.equal('39/t1 40/t1');
    });

    it('may go although what was in them was overwritten later', () => {
      const { wal } = open(disk);
      append(disk, wal, { hardState: hardState(1, 0) });
      for (let i = 1; i <= 30; i++) append(disk, wal, { entries: [entry(i, 1, 1000)] });
      append(disk, wal, { hardState: hardState(2, 0), entries: entries(12, 14, 2) });
      append(disk, wal, { snapshot: snapshot(11, 1), hardState: hardState(2, 11) });
      release(wal, 11);
      expect(segments().length).to.equal(1);
      expect(names(open(disk).recovered.entries)).to.equal('12/t2 13/t2 14/t2');
    });

    it('that a cut removal left behind are no obstacle, in whatever order it was cut', () => {
      const { wal } = open(disk);
      append(disk, wal, { hardState: hardState(1, 0) });
      for (let i = 1; i <= 60; i++) append(disk, wal, { entries: [entry(i, 1, 1000)] });
      append(disk, wal, { snapshot: snapshot(50, 1), hardState: hardState(1, 50) });
      const files = new Map([...disk.files].map(([path, bytes]) => [path, new Uint8Array(bytes)]));
      release(wal, 50);
      const gone = [...files.keys()].filter((path) => !disk.files.has(path) && path.endsWith('.wal'));
      expect(gone.length).to.be.greaterThan(2);
      for (let subset = 0; subset < 2 ** gone.length; subset++) {
        const revived = new MemoryDisk(disk.files);
        gone.forEach((path, bit) => {
          if ((subset >> bit) & 1) revived.files.set(path, new Uint8Array(files.get(path)!));
        });
        expect(names(open(revived).recovered.entries)).to.equal(names(entries(51, 60, 1)));
      }
    });

    it('that are missing without having been released are damage', () => {
      const { wal } = open(disk);
      append(disk, wal, { hardState: hardState(1, 0) });
      for (let i = 1; i <= 40; i++) append(disk, wal, { entries: [entry(i, 1, 1000)] });
      const all = segments();
      for (const path of all.slice(0, -1)) {
        const without = new MemoryDisk(disk.files);
        without.files.delete(path);
        const failure = openFails(without);
        expect(failure.kind).to.equal('damaged');
        expect(failure.message).to.contain('an earlier segment is missing');
      }
    });

    it('that were being prepared when the server stopped are made anew', () => {
      open(disk);
      disk.files.set('wal/0000000000000002.new', Uint8Array.of(1, 2, 3));
      disk.files.set('wal/0000000000000007.new', new Uint8Array(10));
      const { wal } = open(disk);
      expect(disk.files.has('wal/0000000000000007.new')).to.equal(false);
      for (let i = 1; i <= 40; i++) append(disk, wal, { entries: [entry(i, 1, 1000)] });
      expect(names(open(disk).recovered.entries)).to.equal(names(entries(1, 40, 1)));
    });
  });

  describe('when the disk fails', () => {
    for (const operation of ['write', 'dataSync'] as const) {
      it(`reports a failed ${operation} once and refuses everything after`, () => {
        const { wal, fatal } = open(disk);
        append(disk, wal, { entries: entries(1, 1, 1) });
        disk.failOn(operation);
        const outcomes: Outcome<void>[] = [];
        wal.append({ entries: entries(2, 2, 1) }, (outcome) => outcomes.push(outcome));
        wal.append({ entries: entries(3, 3, 1) }, (outcome) => outcomes.push(outcome));
        disk.settle();
        disk.heal();
        const operations = disk.log.length;
        wal.append({ entries: entries(4, 4, 1) }, (outcome) => outcomes.push(outcome));
        wal.release(logIndex(1), (outcome) => outcomes.push(outcome));
        disk.settle();
        expect(outcomes.map(({ ok }) => ok)).to.eql([false, false, false, false]);
        expect(fatal.map(({ kind }) => kind)).to.eql(['io']);
        expect(fatal[0]?.message).to.contain('the server stops');
        expect(disk.log.length).to.equal(operations);
      });
    }

    it('warns of a full disk while there is room in the segment, and recovers when there is space again', () => {
      const { wal, warnings, fatal } = open(disk);
      append(disk, wal, { hardState: hardState(1, 0) });
      disk.failOn('create', 'full');
      for (let i = 1; warnings.length === 0; i++) append(disk, wal, { entries: [entry(i, 1, 1000)] });
      expect(warnings[0]?.kind).to.equal('full');
      expect(warnings[0]?.message).to.contain('free some space');
      expect(fatal).to.eql([]);
      expect(wal.stats().segments).to.equal(2);
      disk.heal();
      const { recovered } = open(disk);
      expect(recovered.entries.length).to.be.greaterThan(5);
    });

    it('stops with the reason when a full disk leaves no room to go on, and loses nothing', () => {
      const { wal, fatal } = open(disk);
      append(disk, wal, { hardState: hardState(1, 0) });
      disk.failOn('create', 'full');
      let acknowledged = 0;
      for (let i = 1; fatal.length === 0; i++) {
        if (append(disk, wal, { entries: [entry(i, 1, 1000)] }).ok) acknowledged = i;
      }
      expect(fatal.map(({ kind }) => kind)).to.eql(['full']);
      expect(open(disk).recovered.entries.length).to.equal(acknowledged);
      disk.heal();
      const log = open(disk);
      expect(append(disk, log.wal, { entries: [entry(acknowledged + 1, 1, 1000)] }).ok).to.equal(true);
    });

    it('passes on why it could not open', () => {
      open(disk);
      disk.failOn('read');
      expect(openFails(disk)).to.include({ kind: 'io' });
    });

    it('refuses appends after it was closed', () => {
      const { wal } = open(disk);
      disk.run((done) => wal.close(done));
      const outcome = append(disk, wal, { entries: entries(1, 1, 1) });
      expect(outcome.ok ? '' : outcome.error.kind).to.equal('closed');
    });
  });

  describe('asserts', () => {
    it('that no entry leaves a gap or overwrites what is committed or released', () => {
      const { wal } = open(disk);
      append(disk, wal, { hardState: hardState(1, 0), entries: entries(1, 5, 1) });
      append(disk, wal, { hardState: hardState(1, 4), snapshot: snapshot(3, 1) });
      release(wal, 3);
      const refused = (first: number) => () =>
        append(disk, open(disk).wal, { entries: entries(first, first, 2) });
      expect(refused(7)).to.throw(InvariantError, 'gap');
      expect(refused(4)).to.throw(InvariantError, 'committed');
      expect(refused(3)).to.throw(InvariantError, 'released');
    });

    it('that only what a snapshot covers is released', () => {
      const { wal } = open(disk);
      append(disk, wal, { hardState: hardState(1, 0), entries: entries(1, 5, 1) });
      expect(() => release(wal, 3)).to.throw(InvariantError, 'beyond snapshot 0');
    });
  });
});
