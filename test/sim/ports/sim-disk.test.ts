import { expect } from 'chai';
import { createRandom } from '../../../src/core/base/random.ts';
import { present } from '../../../src/core/base/assert.ts';
import type { Disk, DiskFile } from '../../../src/ports/disk.ts';
import type { Done, Outcome } from '../../../src/ports/outcome.ts';
import { describeDiskContract } from '../../contract/disk.ts';
import { FaultCounts } from './fault-counts.ts';
import { Scheduler, SimProcess } from './scheduler.ts';
import { settle } from './settle.ts';
import { GOOD_DISK, SimPlatter, type DiskProfile } from './sim-disk.ts';

const SECTOR = 512;

class Bench {
  readonly scheduler = new Scheduler();
  readonly faults = new FaultCounts();
  readonly platter: SimPlatter;
  process = new SimProcess('p');
  disk: Disk;

  constructor(seed = 1, profile: Partial<DiskProfile> = {}) {
    const random = createRandom(seed);
    const { scheduler, faults } = this;
    this.platter = new SimPlatter({ scheduler, random, faults, profile: { ...GOOD_DISK, ...profile } });
    this.disk = this.platter.mount(this.process);
  }

  outcome<T>(act: (done: Done<T>) => void): Outcome<T> {
    const outcomes: Outcome<T>[] = [];
    act((outcome) => outcomes.push(outcome));
    if (outcomes.length > 0) throw new Error('completed inside the call');
    settle(this.scheduler, 'the completion', () => outcomes.length > 0);
    return present(outcomes[0], 'outcome');
  }

  value<T>(act: (done: Done<T>) => void): T {
    const outcome = this.outcome(act);
    if (!outcome.ok) throw new Error(outcome.error.message);
    return outcome.value;
  }

  createDurably(path: string, size: number): DiskFile {
    const file = this.value<DiskFile>((done) => this.disk.create(path, size, done));
    this.value((done) => this.disk.syncDirectory(path.replace(/\/?[^/]*$/, ''), done));
    return file;
  }

  endProcess(): void {
    this.process.alive = false;
    this.process = new SimProcess('p');
    this.disk = this.platter.mount(this.process);
  }

  losePower(survivalRate: number, namesInOrder = false): void {
    this.endProcess();
    this.platter.crash({ survivalRate, namesInOrder });
  }

  read(path: string): Uint8Array {
    return this.value((done) => this.disk.read(path, done));
  }
}

const filled = (length: number, value: number): Uint8Array => new Uint8Array(length).fill(value);

describeDiskContract('simulated', () => {
  const { scheduler, disk } = new Bench();
  return Promise.resolve({
    disk,
    until: (what: string, condition: () => boolean) => {
      settle(scheduler, what, condition);
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  });
});

describe('the simulated disk', () => {
  it('keeps what was synced and loses what was not, when nothing else survives', () => {
    const bench = new Bench();
    const file = bench.createDurably('log', 4 * SECTOR);
    bench.value((done) => file.write(0, [filled(SECTOR, 1), filled(SECTOR, 2)], done));
    bench.value((done) => file.dataSync(done));
    bench.value((done) => file.write(SECTOR, [filled(SECTOR, 3)], done));
    expect(bench.read('log')[SECTOR]).to.equal(3);
    bench.losePower(0);
    const content = bench.read('log');
    expect([content.length, content[0], content[SECTOR], content[2 * SECTOR]]).to.deep.equal([
      4 * SECTOR,
      1,
      2,
      0,
    ]);
  });

  it('loses nothing when only the process ends', () => {
    const bench = new Bench();
    const file = bench.value<DiskFile>((done) => bench.disk.create('log', SECTOR, done));
    bench.value((done) => file.write(10, [filled(5, 9)], done));
    bench.endProcess();
    expect(bench.read('log').subarray(9, 16)).to.deep.equal(Uint8Array.of(0, 9, 9, 9, 9, 9, 0));
  });

  it('leaves an unsynced write whole, in part by sectors in any order, or not at all', () => {
    const seen = new Set<string>();
    for (let seed = 1; seed <= 200; seed++) {
      const bench = new Bench(seed);
      const file = bench.createDurably('log', 3 * SECTOR);
      bench.value((done) => file.write(0, [filled(3 * SECTOR, 1)], done));
      bench.losePower(0.5);
      const content = bench.read('log');
      const sectors = [0, 1, 2].map(
        (sector) => new Set(content.subarray(sector * SECTOR, (sector + 1) * SECTOR)),
      );
      expect(sectors.every((values) => values.size === 1)).to.equal(true);
      seen.add(sectors.map((values) => [...values].join('')).join(''));
    }
    expect([...seen].sort()).to.deep.equal(['000', '001', '010', '011', '100', '101', '110', '111']);
  });

  it('may keep a write whose completion the crash prevented', () => {
    const survivors = new Set<number>();
    for (let seed = 1; seed <= 50; seed++) {
      const bench = new Bench(seed);
      const file = bench.createDurably('log', SECTOR);
      let completed = false;
      file.write(0, [filled(1, 7)], () => (completed = true));
      bench.losePower(0.5);
      expect(completed).to.equal(false);
      survivors.add(bench.read('log')[0] ?? 0);
    }
    expect(survivors).to.deep.equal(new Set([0, 7]));
  });

  it('keeps a durable write that completed, and one that did not whole, in part or not at all', () => {
    const seen = new Set<string>();
    for (let seed = 1; seed <= 200; seed++) {
      const bench = new Bench(seed);
      const file = bench.createDurably('log', 2 * SECTOR);
      let completed = false;
      file.writeDurably(0, [filled(2 * SECTOR, 1)], () => (completed = true));
      if (seed % 2 === 0) settle(bench.scheduler, 'the write', () => completed);
      bench.losePower(0.5);
      const content = bench.read('log');
      seen.add(`${completed} ${content[0]}${content[SECTOR]}`);
    }
    expect([...seen].sort()).to.deep.equal(['false 00', 'false 01', 'false 10', 'false 11', 'true 11']);
  });

  it('does not let a sync cover a write that came after it was asked for', () => {
    const bench = new Bench();
    const file = bench.createDurably('log', 2 * SECTOR);
    bench.value((done) => file.write(0, [filled(1, 1)], done));
    let synced = 0;
    file.dataSync(() => synced++);
    file.write(SECTOR, [filled(1, 2)], () => undefined);
    settle(bench.scheduler, 'the sync', () => synced === 1);
    bench.losePower(0);
    expect([bench.read('log')[0], bench.read('log')[SECTOR]]).to.deep.equal([1, 0]);
  });

  it('forgets a created, renamed or removed name until its folder is synced', () => {
    const bench = new Bench();
    bench.createDurably('old', 1);
    bench.createDurably('removed', 1);
    bench.value((done) => bench.disk.create('new', 1, done));
    bench.value((done) => bench.disk.rename('old', 'renamed', done));
    bench.value((done) => bench.disk.remove('removed', done));
    expect(bench.value((done) => bench.disk.list('', done))).to.deep.equal(['new', 'renamed']);
    bench.losePower(0);
    expect(bench.value((done) => bench.disk.list('', done))).to.deep.equal(['old', 'removed']);
  });

  it('keeps names once their folder is synced', () => {
    const bench = new Bench();
    bench.value((done) => bench.disk.makeDirectory('wal/parts', done));
    bench.value((done) => bench.disk.syncDirectory('', done));
    bench.value((done) => bench.disk.syncDirectory('wal', done));
    bench.createDurably('wal/parts/a', 1);
    bench.value((done) => bench.disk.rename('wal/parts/a', 'wal/parts/b', done));
    bench.value((done) => bench.disk.syncDirectory('wal/parts', done));
    bench.losePower(0);
    expect(bench.value((done) => bench.disk.list('wal/parts', done))).to.deep.equal(['b']);
  });

  it('never leaves a renamed file under both names or under neither', () => {
    const seen = new Set<string>();
    for (let seed = 1; seed <= 100; seed++) {
      const bench = new Bench(seed);
      bench.createDurably('tmp', 1);
      bench.value((done) => bench.disk.rename('tmp', 'final', done));
      bench.losePower(0.5, seed % 2 === 0);
      seen.add(bench.value<readonly string[]>((done) => bench.disk.list('', done)).join());
    }
    expect([...seen].sort()).to.deep.equal(['final', 'tmp']);
  });

  it('leaves unknown content after a failed sync, which a later sync does not bring back', () => {
    const kept = new Set<number>();
    for (let seed = 1; seed <= 50; seed++) {
      const bench = new Bench(seed, { syncErrorRate: 1 });
      const file = bench.createDurably('log', SECTOR);
      bench.value((done) => file.write(0, [filled(1, 7)], done));
      const outcome = bench.outcome((done) => file.dataSync(done));
      expect(outcome.ok === false && outcome.error.kind).to.equal('io');
      bench.platter.profile = GOOD_DISK;
      bench.value((done) => file.dataSync(done));
      bench.losePower(1);
      kept.add(bench.read('log')[0] ?? 0);
    }
    expect(kept).to.deep.equal(new Set([0, 7]));
  });

  it('is full when it is full, and takes writes inside what is allocated', () => {
    const bench = new Bench(1, { capacityBytes: 1_000 });
    const file = bench.createDurably('log', 900);
    const outcome = bench.outcome((done) => bench.disk.create('more', 200, done));
    expect(outcome.ok === false && outcome.error.kind).to.equal('full');
    bench.value((done) => file.write(800, [filled(100, 1)], done));
    const beyond = bench.outcome((done) => file.write(850, [filled(400, 1)], done));
    expect(beyond.ok === false && beyond.error.kind).to.equal('full');
  });

  it('turns one bit when asked to', () => {
    const bench = new Bench();
    const file = bench.createDurably('log', 8_192);
    bench.value((done) => file.write(0, [filled(8_192, 0)], done));
    bench.value((done) => file.dataSync(done));
    expect(bench.platter.file('log')?.flipBit(createRandom(5))).to.equal(true);
    const turned = bench.read('log').filter((byte) => byte !== 0);
    expect(turned).to.have.length(1);
  });

  it('cuts and extends with zeros', () => {
    const bench = new Bench();
    const file = bench.createDurably('log', 10);
    bench.value((done) => file.write(0, [filled(10, 1)], done));
    bench.value((done) => file.truncate(4, done));
    bench.value((done) => file.truncate(6, done));
    expect(bench.read('log')).to.deep.equal(Uint8Array.of(1, 1, 1, 1, 0, 0));
    bench.value((done) => file.dataSync(done));
    expect(bench.read('log')).to.deep.equal(Uint8Array.of(1, 1, 1, 1, 0, 0));
  });
});
