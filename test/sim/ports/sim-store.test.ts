import { expect } from 'chai';
import { createRandom } from '../../../src/core/base/random.ts';
import { present } from '../../../src/core/base/assert.ts';
import type { Done, Outcome } from '../../../src/ports/outcome.ts';
import { batchOf, type Store, type StoreRecord } from '../../../src/ports/store.ts';
import { describeStoreContract } from '../../contract/store.ts';
import { FaultCounts } from './fault-counts.ts';
import { Scheduler, SimProcess } from './scheduler.ts';
import { settle } from './settle.ts';
import { GOOD_STORE, SimStores } from './sim-store.ts';

class Bench {
  readonly scheduler = new Scheduler();
  readonly stores: SimStores;
  process = new SimProcess('p');

  constructor(seed = 1) {
    const { scheduler } = this;
    this.stores = new SimStores({
      scheduler,
      random: createRandom(seed),
      faults: new FaultCounts(),
      profile: GOOD_STORE,
    });
  }

  value<T>(act: (done: Done<T>) => void): T {
    const outcomes: Outcome<T>[] = [];
    act((outcome) => outcomes.push(outcome));
    settle(this.scheduler, 'the completion', () => outcomes.length > 0);
    const outcome = present(outcomes[0], 'outcome');
    if (!outcome.ok) throw new Error(outcome.error.message);
    return outcome.value;
  }

  open(): Store {
    return this.value((done) => this.stores.host(this.process).open('state', done));
  }

  crash(): void {
    this.process.alive = false;
    this.stores.crash();
    this.process = new SimProcess('p');
  }

  /** Batch `n` sets `batch` and a key of its own: half a batch would show. */
  writeBatch(store: Store, n: number): void {
    const writes = new Map([
      ['batch', Uint8Array.of(n)],
      [`own ${n}`, Uint8Array.of(n)],
      [`own ${n - 1}`, null],
    ]);
    this.value((done) => store.write(writes, done));
  }

  scan(store: Store): StoreRecord[] {
    const records: StoreRecord[] = [];
    const keep = (slice: readonly StoreRecord[]): boolean => records.push(...slice) > 0;
    this.value((done) => store.scan({ from: '', to: null }, keep, done));
    return records;
  }
}

describeStoreContract('simulated', () => {
  const bench = new Bench();
  return Promise.resolve({
    host: bench.stores.host(bench.process),
    restart: () => {
      bench.crash();
      return Promise.resolve(bench.stores.host(bench.process));
    },
    until: (what: string, condition: () => boolean) => {
      settle(bench.scheduler, what, condition);
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  });
});

describe('the simulated store', () => {
  it('forgets back to some whole batch at or after its last flush', () => {
    const survived = new Set<number>();
    for (let seed = 1; seed <= 100; seed++) {
      const bench = new Bench(seed);
      const store = bench.open();
      for (let n = 1; n <= 3; n++) bench.writeBatch(store, n);
      bench.value((done) => store.flush(done));
      for (let n = 4; n <= 6; n++) bench.writeBatch(store, n);
      store.write(
        new Map([
          ['batch', Uint8Array.of(7)],
          ['own 7', Uint8Array.of(7)],
          ['own 6', null],
        ]),
        () => undefined,
      );
      bench.crash();
      const records = bench.scan(bench.open());
      const last = records[0]?.value[0] ?? 0;
      expect(records.map(({ key }) => key)).to.deep.equal(['batch', `own ${last}`]);
      survived.add(last);
    }
    expect([...survived].sort()).to.deep.equal([3, 4, 5, 6, 7]);
  });

  it('does not forget more at a second crash', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const bench = new Bench(seed);
      const store = bench.open();
      for (let n = 1; n <= 5; n++) bench.writeBatch(store, n);
      bench.crash();
      const first = bench.scan(bench.open());
      bench.crash();
      expect(bench.scan(bench.open())).to.deep.equal(first);
    }
  });

  it('shows a batch from its completion on, and a scan or view the moment it was asked for', () => {
    const bench = new Bench();
    const store = bench.open();
    bench.writeBatch(store, 1);
    const view = store.view();
    const scanned: string[] = [];
    let done = false;
    store.scan(
      { from: 'own', to: 'owo' },
      (slice) => scanned.push(...slice.map(({ key }) => key)) > 0,
      () => (done = true),
    );
    store.write(
      new Map([
        ['own 2', Uint8Array.of(2)],
        ['own 1', null],
      ]),
      () => undefined,
    );
    expect(store.get('own 2')).to.equal(undefined);
    settle(bench.scheduler, 'the scan and the write', () => done && store.get('own 2') !== undefined);
    expect(scanned).to.deep.equal(['own 1']);
    expect([view.get('own 1'), view.get('own 2')]).to.deep.equal([Uint8Array.of(1), undefined]);
    view.close();
  });

  it('refuses two batches at once and a flush beside a batch: the callers promise not to', () => {
    const bench = new Bench();
    const store = bench.open();
    store.write(new Map(), () => undefined);
    expect(() => store.write(new Map(), () => undefined)).to.throw(/one batch/);
    expect(() => store.flush(() => undefined)).to.throw(/under way/);
  });

  it('is open once', () => {
    const bench = new Bench();
    bench.open();
    expect(() => bench.open()).to.throw(/open already/);
    bench.crash();
    bench.open();
  });

  it('gives a long range in slices and stops when told to', () => {
    const bench = new Bench();
    const store = bench.open();
    const writes = Array.from({ length: 1_000 }, (_, i) => ({
      key: `k${1_000 + i}`,
      value: Uint8Array.of(i & 0xff),
    }));
    bench.value((done) => store.write(batchOf(writes), done));
    expect(bench.scan(store).map(({ key }) => key)).to.deep.equal(writes.map(({ key }) => key));
    const slices: number[] = [];
    bench.value((done) => store.scan({ from: '', to: null }, (slice) => slices.push(slice.length) < 2, done));
    expect(slices).to.have.length(2);
  });
});
