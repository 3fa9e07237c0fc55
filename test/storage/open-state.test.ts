import { expect } from 'chai';
import { logIndex } from '../../src/core/base/brands.ts';
import type { Outcome } from '../../src/ports/outcome.ts';
import { createStateStore, readTables, verifyTable } from '../../src/storage/open-state.ts';
import { STATS_KEY, type TableStats } from '../../src/storage/table-stats.ts';
import { storeKey, wrapRecord, type Table, type TableWrite } from '../../src/storage/tables.ts';
import { MemoryStore, Turns } from './memory-store.ts';
import { stage } from './stage.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('opening the state', () => {
  let turns: Turns;
  beforeEach(() => (turns = new Turns()));

  function read(store: MemoryStore): { outcome: Outcome<TableStats>; seen: string[] } {
    const seen: string[] = [];
    const onRecord = (table: Table, key: string, payload: Uint8Array): void => {
      seen.push(`${table}/${key}=${new TextDecoder().decode(payload)}`);
    };
    return { outcome: turns.run((done) => readTables(store, onRecord, done)), seen };
  }

  function openedOn(store: MemoryStore) {
    const { outcome } = read(store);
    if (!outcome.ok) throw new Error(outcome.error.message);
    return createStateStore(store, outcome.value, logIndex(0), turns.clock);
  }

  const WRITES: readonly (readonly TableWrite[])[] = [
    [
      { table: 'meta', key: 'applied', value: bytes('1') },
      { table: 'kv-index', key: 'r1', value: bytes('a') },
      { table: 'kv-value', key: 'r1', value: bytes('value 1') },
    ],
    [
      { table: 'meta', key: 'applied', value: bytes('2') },
      { table: 'kv-index', key: 'r2', value: bytes('b') },
      { table: 'kv-value', key: 'r2', value: bytes('value 2') },
      { table: 'lease', key: '7', value: bytes('ten seconds') },
      { table: 'lease', key: '8', value: bytes('gone soon') },
    ],
    [
      { table: 'meta', key: 'applied', value: bytes('3') },
      { table: 'kv-index', key: 'r1', value: null },
      { table: 'kv-value', key: 'r1', value: null },
      { table: 'kv-value', key: 'never there', value: null },
      { table: 'lease', key: '7', value: bytes('nine seconds') },
      { table: 'lease', key: '8', value: null },
      { table: 'rule', key: 'p/', value: bytes('lww') },
    ],
  ];

  function written(): MemoryStore {
    const store = new MemoryStore(turns);
    const state = openedOn(store);
    WRITES.forEach((writes, i) => {
      stage(state, writes);
      state.commit(logIndex(i + 1));
      turns.settle();
    });
    return store;
  }

  const problem = (outcome: Outcome<unknown>): string => (outcome.ok ? 'no problem' : outcome.error.message);
  const verify = (store: MemoryStore, table: Table): string =>
    problem(turns.run<Outcome<void>>((done) => verifyTable(store.view(), table, done)));

  it('of an empty store finds nothing', () => {
    expect(read(new MemoryStore(turns))).to.deep.include({ seen: [] });
  });

  it('hands out every record in the order of tables and keys, but for the values', () => {
    const { outcome, seen } = read(written());
    expect(outcome.ok).to.equal(true);
    expect(seen).to.eql(['meta/applied=3', 'lease/7=nine seconds', 'kv-index/r2=b', 'rule/p/=lww']);
  });

  it('agrees with the stats kept batch by batch, also after overwriting and deleting', () => {
    const store = written();
    expect(read(store).outcome.ok).to.equal(true);
    expect(verify(store, 'kv-value')).to.equal('no problem');
    const again = openedOn(new MemoryStore(turns, store.records));
    expect(new TextDecoder().decode(again.get('kv-value', 'r2'))).to.equal('value 2');
  });

  describe('finds', () => {
    it('a record that is gone', () => {
      const store = written();
      store.records.delete(storeKey('lease', '7'));
      expect(problem(read(store).outcome)).to.equal('table lease has 0 records, and its stats say 1');
    });

    it('a record that should be gone', () => {
      const store = written();
      const at = storeKey('lease', '8');
      store.records.set(at, wrapRecord(at, bytes('gone soon')));
      expect(problem(read(store).outcome)).to.contain('table lease has 2 records');
    });

    it('a record of before, whole in itself', () => {
      const store = written();
      const at = storeKey('lease', '7');
      store.records.set(at, wrapRecord(at, bytes('ten seconds')));
      expect(problem(read(store).outcome)).to.equal('table lease: its records do not add up to its hash');
    });

    it('a changed record, and names it', () => {
      const store = written();
      store.records.get(storeKey('kv-index', 'r2'))![5]! ^= 1;
      expect(problem(read(store).outcome)).to.equal(
        'table kv-index, record 7232: the record is damaged (checksum)',
      );
    });

    it('stats that are changed, gone, or of a newer release', () => {
      for (const damage of [
        (stats: Uint8Array) => (stats[8]! ^= 1),
        (stats: Uint8Array) => (stats[stats.length - 1]! ^= 1),
        (stats: Uint8Array) => (stats[0] = 2),
      ]) {
        const store = written();
        damage(store.records.get(STATS_KEY)!);
        expect(problem(read(store).outcome)).to.match(/table stats|records, and its stats say/);
      }
      const store = written();
      store.records.delete(STATS_KEY);
      expect(problem(read(store).outcome)).to.contain('its stats say 0');
    });

    it('damage among the values only when it is asked to', () => {
      const store = written();
      const at = storeKey('kv-value', 'r2');
      store.records.delete(at);
      expect(read(store).outcome.ok).to.equal(true);
      expect(verify(store, 'kv-value')).to.contain('table kv-value has 0 records, and its stats say 1');
    });
  });
});
