import { expect } from 'chai';
import { changesBetween } from '../../../src/core/mvcc/history.ts';
import {
  describeKeyspace,
  keyspaceStats,
  pinRevision,
  unpinRevision,
} from '../../../src/core/mvcc/keyspace.ts';
import { keyAt } from '../../../src/core/mvcc/range.ts';
import { del, EVERYTHING, get, put, text } from './requests.ts';
import { Rig } from './rig.ts';

describe('a compaction', () => {
  it('is refused at or below the last one and above the current revision', () => {
    const rig = rigWithHistory();
    expect(rig.compact(rig.revision + 1)).to.equal('future-revision');
    expect(rig.compact(4)).to.equal(null);
    expect(rig.compact(4)).to.equal('compacted');
    expect(rig.compact(3)).to.equal('compacted');
    expect(rig.compact(0)).to.equal('compacted');
    expect(rig.compact(rig.revision)).to.equal(null);
  });

  it('at 0 is let through, as by etcd, while there was none, and changes nothing', () => {
    const rig = rigWithHistory();
    expect(rig.compact(0)).to.equal(null);
    expect(rig.marks).to.equal(null);
    expect(rig.range(get(EVERYTHING, { revision: 2 })).count).to.equal(1);
    expect(rig.compact(-1)).to.equal('compacted');
  });

  it('refuses older reads at once, before anything is deleted', () => {
    const rig = rigWithHistory();
    const records = rig.records.size;
    rig.compact(5, false);
    expect(rig.rangeRefusal(get('a', { revision: 4 }))).to.equal('compacted');
    expect(keyAt(rig.keyspace, 'a', 4, rig.readValue)).to.equal(null);
    expect(rig.records.size).to.equal(records);
  });

  it('keeps every read at its revision and later', () => {
    const rig = rigWithHistory();
    const answers = (): unknown[] =>
      Array.from({ length: rig.revision - 4 }, (_, i) => rig.range(get(EVERYTHING, { revision: 5 + i })));
    const before = answers();
    rig.compact(5);
    expect(answers()).to.deep.equal(before);
  });

  it('drops superseded revisions and older tombstones, and forgets keys of which nothing is left', () => {
    const rig = new Rig();
    for (let i = 0; i < 3; i++) rig.put(put('a'));
    rig.put(put('b'));
    rig.delete(del('b'));
    rig.put(put('c'));
    expect(rig.dump()).to.deep.equal([
      'a: 4.0 v3 c2 after 2.0 3.0 lease null',
      'b: 6.0† after 5.0 lease null',
      'c: 7.0 v1 c7 lease null',
    ]);
    rig.compact(7);
    expect(rig.dump()).to.deep.equal(['a: 4.0 v3 c2 lease null', 'c: 7.0 v1 c7 lease null']);
    expect(keyspaceStats(rig.keyspace)).to.deep.equal({ keys: 2, tombstonedKeys: 0, revisions: 2 });
    expect(rig.records.size).to.equal(2);
  });

  it('keeps a tombstone at exactly its revision, so that a watcher starting there gets the delete', () => {
    const rig = new Rig();
    rig.put(put('a'));
    rig.delete(del('a'));
    rig.put(put('b'));
    rig.compact(3);
    expect(rig.dump()).to.deep.equal(['a: 3.0† lease null', 'b: 4.0 v1 c4 lease null']);
    const request = { from: 3, through: 4, wanted: () => true };
    const events = changesBetween(rig.indexRecords(), request, rig.readValue);
    expect(events.map(({ type, key }) => `${type} ${key}`)).to.deep.equal(['delete a', 'put b']);
    rig.compact(4);
    expect(rig.dump()).to.deep.equal(['b: 4.0 v1 c4 lease null']);
  });

  it('keeps a tombstone at its revision when the key was made again later', () => {
    const rig = new Rig();
    rig.put(put('a'));
    rig.delete(del('a'));
    rig.put(put('a'));
    rig.compact(3);
    expect(rig.dump()).to.deep.equal(['a: 4.0 v1 c4 after 3.0† lease null']);
    rig.restart();
    expect(rig.dump()).to.deep.equal(['a: 4.0 v1 c4 after 3.0† lease null']);
    rig.compact(4);
    expect(rig.dump()).to.deep.equal(['a: 4.0 v1 c4 lease null']);
  });

  it('deletes in slices no larger than their budget, even where one key has very many revisions', () => {
    const rig = new Rig();
    for (let i = 0; i < 100; i++) rig.put(put('hot', String(i)));
    for (let i = 0; i < 50; i++) rig.put(put(`k${i}`));
    rig.compact(rig.revision, false);
    let slices = 0;
    for (let done = false; !done; slices++) {
      const before = rig.records.size;
      done = rig.compactSlice(10);
      expect(before - rig.records.size).to.be.at.most(10);
      expect(text(rig.range(get('hot')).kvs[0]!.value)).to.equal('99');
    }
    expect(slices).to.be.within(15, 17);
    expect(rig.records.size).to.equal(51);
  });

  it('goes on where it was after a restart in the middle of deleting', () => {
    const rig = rigWithHistory();
    rig.compact(rig.revision, false);
    const straight = rigWithHistory();
    straight.compact(straight.revision);
    for (let i = 0; i < 40; i++) {
      rig.compactSlice(1);
      rig.restart();
    }
    while (!rig.compactSlice(7));
    expect(rig.dump()).to.deep.equal(straight.dump());
    expect(rig.indexRecords()).to.deep.equal(straight.indexRecords());
  });

  it('leaves the same records whether compactions come one by one or all at once, sliced or not', () => {
    const single = rigWithHistory();
    single.compact(9);
    const many = rigWithHistory();
    for (const target of [3, 4, 6, 8, 9]) {
      many.compact(target, false);
      many.compactSlice(2);
    }
    while (!many.compactSlice(1));
    expect(many.dump()).to.deep.equal(single.dump());
    expect(many.indexRecords()).to.deep.equal(single.indexRecords());
  });

  it('does not lose its place when a key dies or comes back between two slices', () => {
    const rig = new Rig();
    for (const key of ['a', 'b', 'c', 'd']) for (let i = 0; i < 2; i++) rig.put(put(key));
    rig.delete(del('c'));
    rig.compact(rig.revision, false);
    rig.compactSlice(2);
    rig.put(put('c'));
    rig.delete(del('d'));
    while (!rig.compactSlice(1));
    expect(rig.dump()).to.deep.equal([
      'a: 3.0 v2 c2 lease null',
      'b: 5.0 v2 c4 lease null',
      'c: 11.0 v1 c11 after 10.0† lease null',
      'd: 12.0† after 9.0 lease null',
    ]);
  });

  it('waits for readers of what it would delete, and for no others', () => {
    const rig = rigWithHistory();
    pinRevision(rig.keyspace, 4);
    pinRevision(rig.keyspace, 4);
    rig.compact(4);
    rig.compact(6, false);
    expect(rig.compactSlice(1_000)).to.equal(false);
    unpinRevision(rig.keyspace, 4);
    expect(rig.compactSlice(1_000)).to.equal(false);
    expect(rig.range(get('a', { revision: 6 })).count).to.equal(1);
    unpinRevision(rig.keyspace, 4);
    pinRevision(rig.keyspace, 6);
    expect(rig.compactSlice(1_000)).to.equal(true);
  });

  it('is told in one line', () => {
    const rig = rigWithHistory();
    rig.compact(6, false);
    rig.compactSlice(1);
    expect(describeKeyspace(rig.keyspace)).to.equal(
      'revision 10, compacted 6 (deleted through 0), 3 keys, 0 tombstoned, 9 revisions, compacting through 6',
    );
  });
});

describe('a restart', () => {
  it('finds the current revision even when its record, a tombstone, has been compacted away', () => {
    const rig = new Rig();
    rig.put(put('a'));
    rig.put(put('b'));
    rig.delete(del('a'));
    rig.delete(del('b'));
    rig.compact(5);
    expect(rig.records.size).to.equal(1);
    rig.records.clear();
    rig.restart();
    expect(rig.revision).to.equal(5);
    rig.put(put('c'));
    expect(rig.revision).to.equal(6);
  });

  it('goes on from the last record when that is newer than the marks', () => {
    const rig = rigWithHistory();
    rig.compact(3);
    rig.put(put('z'));
    rig.restart();
    expect(rig.revision).to.equal(11);
    expect(rig.rangeRefusal(get('a', { revision: 2 }))).to.equal('compacted');
  });

  it('of an empty store is a fresh keyspace', () => {
    const rig = new Rig();
    rig.restart();
    expect(rig.revision).to.equal(1);
  });

  it('stops on records that are out of order: they are not what was written', () => {
    const rig = rigWithHistory();
    const records = rig.indexRecords();
    rig.records.clear();
    for (const { key, revision } of [...records].reverse())
      rig.records.set(rig.records.size, { key, revision, record: null });
    rig.indexRecords = () => [...records].reverse();
    expect(() => rig.restart()).to.throw('index records ascend');
  });
});

function rigWithHistory(): Rig {
  const rig = new Rig();
  for (const key of ['a', 'b', 'a', 'c', 'a']) rig.put(put(key));
  rig.delete(del('b'));
  rig.put(put('b'));
  rig.put(put('b'));
  rig.put(put('c'));
  return rig;
}
