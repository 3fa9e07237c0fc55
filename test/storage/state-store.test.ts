import { expect } from 'chai';
import { FormatError } from '../../src/codec/binary.ts';
import { InvariantError } from '../../src/core/base/assert.ts';
import { APPLIED_KEY, decodeApplied } from '../../src/codec/state-apply.ts';
import { logIndex, term } from '../../src/core/base/brands.ts';
import type { Outcome } from '../../src/ports/outcome.ts';
import { StateStore } from '../../src/storage/state-store.ts';
import { createStats, STATS_KEY } from '../../src/storage/table-stats.ts';
import { storeKey, wrapRecord, type TableWrite } from '../../src/storage/tables.ts';
import { FLUSH_AFTER_BYTES, MemoryStore, Turns } from './memory-store.ts';
import { stage } from './stage.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const put = (key: string, value: string | number): TableWrite => ({
  table: 'kv-value',
  key,
  value: typeof value === 'number' ? new Uint8Array(value) : bytes(value),
});
const remove = (key: string): TableWrite => ({ table: 'kv-value', key, value: null });

describe('state store', () => {
  let turns: Turns;
  let store: MemoryStore;
  let state: StateStore;
  let flushed: number[];
  let fatal: string[];

  beforeEach(() => {
    turns = new Turns();
    store = new MemoryStore(turns);
    state = open();
  });

  function open(): StateStore {
    flushed = [];
    fatal = [];
    const opened = new StateStore({ store, stats: createStats(), applied: logIndex(0), clock: turns.clock });
    opened.start({ onFlushed: (index) => flushed.push(index), onFatal: (reason) => fatal.push(reason) });
    return opened;
  }

  function apply(index: number, ...writes: TableWrite[]): void {
    stage(state, writes);
    state.commit(logIndex(index));
  }

  const value = (key: string): string | undefined => {
    const payload = state.get('kv-value', key);
    return payload === undefined ? undefined : new TextDecoder().decode(payload);
  };

  const flush = (): Outcome<void> => turns.run((done) => state.flush(done));

  describe('reads', () => {
    it('see what was staged at once, before it is in the store, and after', () => {
      stage(state, [put('a', '1')]);
      expect(value('a')).to.equal('1');
      stage(state, [put('a', '2'), put('b', '1'), remove('b')]);
      state.commit(logIndex(1));
      expect([value('a'), value('b'), value('c')]).to.eql(['2', undefined, undefined]);
      turns.settle();
      expect(store.records.has(storeKey('kv-value', 'a'))).to.equal(true);
      expect([value('a'), value('b')]).to.eql(['2', undefined]);
    });

    it('see a deletion that has not reached the store', () => {
      apply(1, put('a', '1'));
      turns.settle();
      expect(value('a')).to.equal('1');
      apply(2, remove('a'));
      expect(value('a')).to.equal(undefined);
      turns.settle();
      expect(value('a')).to.equal(undefined);
      expect(store.records.has(storeKey('kv-value', 'a'))).to.equal(false);
    });

    it('see the latest of several entries while the earlier ones are written', () => {
      apply(1, put('a', '1'));
      turns.pass();
      apply(2, put('a', '2'));
      turns.step();
      expect(state.writtenIndex).to.equal(1);
      expect(value('a')).to.equal('2');
      turns.settle();
      expect(value('a')).to.equal('2');
    });

    it('come from the store once, then from the cache', () => {
      apply(1, put('a', '1'));
      turns.settle();
      store.reads = 0;
      expect([value('a'), value('a'), value('a')]).to.eql(['1', '1', '1']);
      expect(store.reads).to.equal(1);
      apply(2, remove('a'));
      turns.settle();
      expect(value('a')).to.equal(undefined);
    });

    it('throw on a record that is damaged or cannot be read, and name it', () => {
      apply(1, put('a', '1'), put('b', '2'));
      turns.settle();
      store.records.set(storeKey('kv-value', 'a'), wrapRecord(storeKey('kv-value', 'x'), bytes('1')));
      store.unreadable.add(storeKey('kv-value', 'b'));
      expect(() => value('a')).to.throw(FormatError, 'table kv-value, record 61: the record is damaged');
      expect(() => value('b')).to.throw(FormatError, 'table kv-value, record 62: block 7 cannot be read');
    });
  });

  describe('writes', () => {
    it('are gathered while one is under way, and only the last of a key is written', () => {
      apply(1, put('a', '1'), put('b', '1'));
      turns.pass();
      for (let i = 2; i <= 100; i++) apply(i, put('a', `${i}`), put(`k${i}`, 'x'));
      turns.settle();
      expect(store.batches.map((batch) => batch.size)).to.eql([3, 1 + 99 + 1]);
      expect(state.writtenIndex).to.equal(100);
      for (const batch of store.batches) expect([...batch.keys()].at(-1)).to.equal(STATS_KEY);
    });

    it('are held while entries come one by one, until there is enough, time has passed or somebody waits', () => {
      for (let i = 1; i <= 3; i++) {
        apply(i, put(`k${i}`, 'x'));
        turns.endTurn();
      }
      expect([turns.waiting(), value('k3')]).to.eql([[], 'x']);
      turns.pass();
      expect(turns.waiting()).to.eql(['store write']);
      turns.settle();
      apply(4, put('enough', 300 * 1024));
      turns.endTurn();
      expect(turns.waiting()).to.eql(['store write']);
      turns.settle();
      apply(5, put('k5', 'x'));
      turns.endTurn();
      state.settled(() => undefined);
      turns.endTurn();
      expect(turns.waiting()).to.eql(['store write']);
    });

    it('carry the mark of their last entry, made once', () => {
      for (let i = 1; i <= 3; i++) {
        stage(state, [put(`k${i}`, 'x')]);
        state.commit(logIndex(i), { index: logIndex(i), term: term(7), level: 1 });
      }
      turns.settle();
      expect(store.batches.map((batch) => batch.size)).to.eql([3 + 2]);
      const mark = state.get('meta', APPLIED_KEY);
      expect(decodeApplied(mark!)).to.eql({ index: 3, term: 7, level: 1 });
    });

    it('are bounded in bytes, and an entry is never split', () => {
      apply(1, put('first', 1));
      turns.pass();
      for (let i = 2; i <= 4; i++) apply(i, put(`k${i}`, 3 * 1024 * 1024), put(`l${i}`, 10));
      apply(5, put('huge', 9 * 1024 * 1024));
      apply(6, put('last', 1));
      turns.settle();
      expect(store.batches.map((batch) => batch.size - 1)).to.eql([1, 4, 3, 1]);
    });

    it('assert that no turn ends with half an entry that would be written', () => {
      apply(1, put('a', '1'));
      stage(state, [put('b', '1')]);
      expect(() => turns.pass()).to.throw(InvariantError, 'within one turn');
    });

    it('count as pending until they are in the store', () => {
      stage(state, [put('a', 1000)]);
      expect(state.pendingBytes).to.be.within(1000, 1100);
      state.commit(logIndex(1));
      turns.endTurn();
      expect(state.pendingBytes).to.be.within(1000, 1100);
      turns.settle();
      expect(state.pendingBytes).to.equal(0);
    });

    it('never read the store for an insertion into an insert-only table', () => {
      for (let i = 1; i <= 10; i++) apply(i, put(`k${i}`, 'x'));
      expect(store.reads).to.equal(0);
      apply(11, remove('k1'), { table: 'lease', key: '1', value: bytes('x') });
      turns.settle();
      expect(store.reads).to.equal(1);
    });

    it('are followed by whoever waits for them', () => {
      const order: string[] = [];
      state.settled(() => order.push('nothing to wait for'));
      turns.endTurn();
      apply(1, put('a', '1'));
      state.settled(() => order.push(`entry ${state.writtenIndex}`));
      turns.endTurn();
      apply(2, put('a', '2'));
      turns.step();
      expect(order).to.eql(['nothing to wait for', 'entry 1']);
    });

    it('stop at a failure, which is reported once with what to do', () => {
      store.failOn('write', 'full');
      apply(1, put('a', '1'));
      turns.settle();
      apply(2, put('b', '1'));
      turns.settle();
      expect(store.batches.length).to.equal(1);
      expect(fatal.length).to.equal(1);
      expect(fatal[0]).to.contain('the write failed').and.to.contain('free some space');
      expect([value('a'), value('b')]).to.eql(['1', '1']);
      expect(flush().ok).to.equal(false);
    });
  });

  describe('a flush', () => {
    it('covers everything committed before it was asked for', () => {
      apply(1, put('a', '1'));
      apply(2, put('b', '2'));
      expect(flush().ok).to.equal(true);
      expect(flushed).to.eql([2]);
      expect(state.flushedIndex).to.equal(2);
      expect(store.flushed.has(storeKey('kv-value', 'b'))).to.equal(true);
    });

    it('comes of itself when enough was written, and not before', () => {
      const size = FLUSH_AFTER_BYTES / 8;
      for (let i = 1; i <= 7; i++) apply(i, put(`k${i}`, size));
      turns.settle();
      expect(store.flushes).to.equal(0);
      apply(8, put('k8', size));
      turns.settle();
      expect([store.flushes, flushed]).to.eql([1, [8]]);
      for (let i = 9; i <= 15; i++) apply(i, put(`k${i}`, size));
      turns.settle();
      expect(store.flushes).to.equal(1);
    });

    it('does not hold up writes, and does not claim them', () => {
      apply(1, put('a', '1'));
      turns.settle();
      let done = false;
      state.flush(() => (done = true));
      turns.endTurn();
      apply(2, put('b', '2'));
      turns.pass();
      expect(turns.waiting()).to.eql(['store flush', 'store write']);
      turns.settle();
      expect([done, flushed, state.writtenIndex, state.flushedIndex]).to.eql([true, [1], 2, 1]);
    });

    it('is not put off for ever by writes that keep coming', () => {
      let index = 0;
      let done = false;
      apply(++index, put(`k${index}`, '1'));
      state.flush(() => (done = true));
      for (let turn = 0; turn < 20 && !done; turn++) {
        apply(++index, put(`k${index}`, '1'));
        turns.step();
      }
      expect(done).to.equal(true);
    });

    it('that fails is fatal, and moves nothing', () => {
      store.failOn('flush');
      apply(1, put('a', '1'));
      expect(flush().ok).to.equal(false);
      expect([flushed, state.flushedIndex, fatal.length]).to.eql([[], 0, 1]);
    });
  });

  describe('its end', () => {
    it('writes and flushes what is left', () => {
      apply(1, put('a', '1'));
      expect(turns.run<Outcome<void>>((done) => state.close(done)).ok).to.equal(true);
      expect([store.closed, flushed]).to.eql([true, [1]]);
      expect(() => apply(2, put('b', '1'))).to.throw(InvariantError);
    });

    it('comes also after a failure', () => {
      store.failOn('write');
      apply(1, put('a', '1'));
      turns.settle();
      expect(turns.run<Outcome<void>>((done) => state.close(done)).ok).to.equal(false);
      expect(store.closed).to.equal(true);
    });

    it('without writing waits only for what is under way', () => {
      apply(1, put('a', '1'));
      turns.pass();
      apply(2, put('b', '1'));
      expect(turns.run<Outcome<void>>((done) => state.abandon(done)).ok).to.equal(true);
      expect([store.closed, store.batches.length]).to.eql([true, 1]);
    });

    it('without writing tells everyone who waits, then and later', () => {
      const told: string[] = [];
      apply(1, put('a', '1'));
      state.settled(() => told.push('settled'));
      state.flush((outcome) => told.push(`flushed: ${outcome.ok}`));
      state.abandon(() => told.push('abandoned'));
      state.settled(() => told.push('settled later'));
      state.flush((outcome) => told.push(`flushed later: ${outcome.ok}`));
      turns.settle();
      expect(told.sort()).to.eql([
        'abandoned',
        'flushed later: false',
        'flushed: false',
        'settled',
        'settled later',
      ]);
    });
  });

  it('keeps stats that a reader of its records agrees with', () => {
    apply(1, put('a', '1'), put('b', '1'), { table: 'lease', key: '1', value: bytes('x') });
    apply(
      2,
      remove('a'),
      { table: 'lease', key: '1', value: bytes('y') },
      { table: 'lease', key: '1', value: bytes('z') },
    );
    apply(3, { table: 'lease', key: '2', value: null });
    turns.settle();
    const stats = store.records.get(STATS_KEY);
    store.records.clear();
    state = open();
    apply(1, put('b', '1'), { table: 'lease', key: '1', value: bytes('z') });
    turns.settle();
    expect(store.records.get(STATS_KEY)).to.eql(stats);
  });
});
