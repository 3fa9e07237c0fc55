import { expect } from 'chai';
import { leaseId } from '../../../src/core/base/brands.ts';
import { prefixRange } from '../../../src/core/base/bytes.ts';
import {
  abandonRange,
  beginRange,
  finishRange,
  PIECE_ROWS,
  rangeSlice,
  takeAnswered,
  type RangeScan,
} from '../../../src/core/mvcc/range-scan.ts';
import type {
  KeyValue,
  RangeRequest,
  RangeResult,
  SortOrder,
  SortTarget,
} from '../../../src/core/mvcc/types.ts';
import { del, EVERYTHING, get, put, text, withLease } from './requests.ts';
import { Rig } from './rig.ts';

describe('a range', () => {
  it('reads to the end without an upper bound, and everything from the empty key', () => {
    const rig = rigWith('a', 'b', 'c', '\xff\xff');
    expect(keys(rig.range(get({ from: 'b', to: null })))).to.deep.equal(['b', 'c', '\xff\xff']);
    expect(keys(rig.range(get(EVERYTHING)))).to.deep.equal(['a', 'b', 'c', '\xff\xff']);
    expect(keys(rig.range(get(prefixRange('\xff'))))).to.deep.equal(['\xff\xff']);
    expect(rig.range(get({ from: 'c', to: 'a' }))).to.deep.equal({ kvs: [], more: false, count: 0 });
  });

  it('counts all keys in the range whatever the limit', () => {
    const rig = rigWith('a', 'b', 'c', 'd');
    const result = rig.range(get(EVERYTHING, { limit: 2 }));
    expect([keys(result), result.count, result.more]).to.deep.equal([['a', 'b'], 4, true]);
    expect(rig.range(get(EVERYTHING, { limit: 4 })).more).to.equal(false);
    expect(rig.range(get(EVERYTHING, { limit: 5 })).more).to.equal(false);
  });

  it('counts all keys in the range whatever the filters, and says "more" of those that passed', () => {
    const rig = rigWith('a', 'b', 'c', 'd');
    const result = rig.range(get(EVERYTHING, { minModRevision: 3, maxModRevision: 4 }));
    expect([keys(result), result.count, result.more]).to.deep.equal([['b', 'c'], 4, false]);
    const cut = rig.range(get(EVERYTHING, { minModRevision: 3, limit: 2 }));
    expect([keys(cut), cut.count, cut.more]).to.deep.equal([['b', 'c'], 4, true]);
    expect(rig.range(get(EVERYTHING, { minModRevision: 4, limit: 2 })).more).to.equal(false);
  });

  it('filters by create revision apart from mod revision', () => {
    const rig = rigWith('a', 'b');
    rig.put(put('a'));
    expect(keys(rig.range(get(EVERYTHING, { maxCreateRevision: 2 })))).to.deep.equal(['a']);
    expect(keys(rig.range(get(EVERYTHING, { minCreateRevision: 3 })))).to.deep.equal(['b']);
    expect(keys(rig.range(get(EVERYTHING, { maxModRevision: 3 })))).to.deep.equal(['b']);
    expect(keys(rig.range(get('a', { maxModRevision: 3 })))).to.deep.equal([]);
    expect(rig.range(get('a', { maxModRevision: 3 })).count).to.equal(1);
  });

  it('counts only, without keys, filters or "more", when asked for the count', () => {
    const rig = rigWith('a', 'b', 'c');
    const request = get(EVERYTHING, { countOnly: true, limit: 1, minModRevision: 99 });
    expect(rig.range(request)).to.deep.equal({ kvs: [], more: false, count: 3 });
    expect(rig.range(get('b', { countOnly: true })).count).to.equal(1);
    expect(rig.range(get('x', { countOnly: true })).count).to.equal(0);
    rig.put(put('d'));
    expect(rig.range({ ...request, revision: 3 }).count).to.equal(2);
    expect(rig.reads).to.equal(0);
  });

  it('leaves values out, and nothing else, when asked for keys only, without reading them', () => {
    const rig = new Rig();
    rig.leases.add(leaseId(7n));
    rig.put(put('a', 'v', withLease(7)));
    for (const where of ['a', EVERYTHING]) {
      const [kv] = rig.range(get(where, { keysOnly: true })).kvs;
      expect(kv).to.deep.equal({
        key: 'a',
        createRevision: 2,
        modRevision: 2,
        version: 1,
        lease: 7n,
        value: new Uint8Array(0),
      });
    }
    expect(rig.reads).to.equal(0);
  });

  it('sorts by any target both ways; equals stay in key order', () => {
    const rig = rigWith('a', 'b', 'c');
    rig.put(put('b', 'z'));
    rig.put(put('b', 'y'));
    rig.put(put('a', 'x'));
    const by = (sortTarget: SortTarget, sortOrder: SortOrder): string =>
      keys(rig.range(get(EVERYTHING, { sortTarget, sortOrder }))).join('');
    expect([by('key', 'descend'), by('key', 'ascend'), by('key', 'none')]).to.deep.equal([
      'cba',
      'abc',
      'abc',
    ]);
    expect([by('version', 'ascend'), by('version', 'descend')]).to.deep.equal(['cab', 'bac']);
    expect([by('create', 'ascend'), by('create', 'descend')]).to.deep.equal(['abc', 'cba']);
    expect([by('mod', 'ascend'), by('mod', 'descend')]).to.deep.equal(['cba', 'abc']);
    expect([by('value', 'ascend'), by('value', 'descend')]).to.deep.equal(['cab', 'bac']);
    expect(
      keys(rig.range(get(EVERYTHING, { sortTarget: 'value', sortOrder: 'descend', keysOnly: true }))),
    ).to.deep.equal(['b', 'a', 'c']);
    rig.put(put('c', 'x'));
    expect([by('value', 'ascend'), by('value', 'descend')]).to.deep.equal(['acb', 'bac']);
  });

  it('sorts a target other than the key ascending when told no order, but only what the limit had let through', () => {
    const rig = rigWith('a', 'b', 'c', 'd');
    for (const key of ['c', 'b', 'a']) rig.put(put(key));
    const request = get(EVERYTHING, { sortTarget: 'mod' });
    expect(keys(rig.range(request)).join('')).to.equal('dcba');
    const limited = rig.range({ ...request, limit: 2 });
    expect([keys(limited).join(''), limited.more, limited.count]).to.deep.equal(['cb', true, 4]);
    expect(keys(rig.range({ ...request, limit: 2, sortOrder: 'ascend' })).join('')).to.equal('dc');
    expect(keys(rig.range({ ...request, limit: 2, minModRevision: 1 })).join('')).to.equal('dc');
  });

  it('reads the past as it was, deleted keys included', () => {
    const rig = rigWith('a', 'b');
    rig.put(put('a', 'new'));
    rig.delete(del('b'));
    rig.put(put('c'));
    const at = (revision: number): string =>
      rig
        .range(get(EVERYTHING, { revision }))
        .kvs.map((kv) => `${kv.key}=${text(kv.value)}@${kv.modRevision}v${kv.version}`)
        .join(' ');
    expect(at(1)).to.equal('');
    expect(at(2)).to.equal('a=value@2v1');
    expect(at(3)).to.equal('a=value@2v1 b=value@3v1');
    expect(at(4)).to.equal('a=new@4v2 b=value@3v1');
    expect(at(5)).to.equal('a=new@4v2');
    expect(rig.range(get('b', { revision: 4 })).count).to.equal(1);
    expect(rig.range(get('b', { revision: 5 })).count).to.equal(0);
    expect(rig.range(get(EVERYTHING, { revision: 4, limit: 1 }))).to.deep.include({ count: 2, more: true });
  });

  it('is refused above the current revision and below the compacted one, which itself is readable', () => {
    const rig = rigWith('a', 'b', 'c');
    rig.compact(3);
    expect(rig.rangeRefusal(get('a', { revision: 5 }))).to.equal('future-revision');
    expect(rig.rangeRefusal(get('a', { revision: 2 }))).to.equal('compacted');
    expect(keys(rig.range(get(EVERYTHING, { revision: 3 })))).to.deep.equal(['a', 'b']);
    expect(keys(rig.range(get(EVERYTHING, { revision: -1 })))).to.deep.equal(['a', 'b', 'c']);
  });

  it('of the present steps over no tombstones and reads no more values than it answers', () => {
    const rig = rigWith(...Array.from({ length: 50 }, (_, i) => `k${String(i).padStart(2, '0')}`));
    for (let i = 0; i < 40; i++) rig.delete(del(`k${String(i).padStart(2, '0')}`));
    expect(keys(rig.range(get(EVERYTHING, { limit: 1 })))).to.deep.equal(['k40']);
    expect(rig.reads).to.equal(1);
    const opened = begin(rig, get(EVERYTHING, { limit: 1 }));
    expect(rangeSlice(rig.keyspace, opened, 10, rig.readValue)).to.equal(true);
  });
});

describe('a range in slices', () => {
  it('answers as of its revision, however the keyspace moves on meanwhile', () => {
    const rig = rigWith('a', 'b', 'c', 'd', 'e', 'f');
    for (const request of [
      get(EVERYTHING),
      get(EVERYTHING, { revision: 4 }),
      get(EVERYTHING, { sortTarget: 'value', sortOrder: 'descend' }),
    ]) {
      const expected = rig.range(request);
      const scan = begin(rig, request);
      for (let turn = 0; !rangeSlice(rig.keyspace, scan, 1, rig.readValue); turn++) {
        rig.put(put('abcdef'[turn % 6]!, `turn ${turn}`));
        rig.delete(del('abcdef'[(turn * 5 + 2) % 6]!));
        rig.put(put(`${turn}`));
      }
      expect(finishRange(rig.keyspace, scan)).to.deep.equal(expected);
    }
  });

  it('goes on piece by piece where many keys are in order, and is of one moment all the same', () => {
    const rig = rigWith(...Array.from({ length: 3 * PIECE_ROWS }, (_, i) => `k${i}`));
    for (const request of [
      get(EVERYTHING),
      get(EVERYTHING, { limit: 3 * PIECE_ROWS }),
      get(EVERYTHING, { limit: 3 * PIECE_ROWS - 1 }),
      get(EVERYTHING, { keysOnly: true }),
      get(EVERYTHING, { revision: 2 * PIECE_ROWS }),
      get(EVERYTHING, { sortTarget: 'mod', sortOrder: 'none' }),
    ]) {
      const expected = rig.range(request);
      const scan = begin(rig, request);
      const kvs: KeyValue[] = [];
      for (let turn = 0; !rangeSlice(rig.keyspace, scan, PIECE_ROWS * 3, rig.readValue); turn++) {
        kvs.push(...takeAnswered(scan));
        for (let i = 0; i < 50; i++) rig.put(put(`k${(turn * 577 + i * 101) % (4 * PIECE_ROWS)}`, 'later'));
        rig.delete(del(`k${turn * 331}`));
      }
      const { kvs: rest, ...others } = finishRange(rig.keyspace, scan);
      expect([...kvs, ...rest]).to.deep.equal(expected.kvs);
      expect({ ...others, kvs: expected.kvs }).to.deep.equal(expected);
    }
  });

  it('keeps its records from being deleted by a compaction until it ends', () => {
    const rig = rigWith('a', 'b', 'c');
    const expected = rig.range(get(EVERYTHING));
    const scan = begin(rig, get(EVERYTHING));
    const abandoned = begin(rig, get(EVERYTHING));
    rangeSlice(rig.keyspace, scan, 1, rig.readValue);
    for (const key of ['a', 'b', 'c']) rig.put(put(key, 'new'));
    expect(rig.compact(rig.revision, false)).to.equal(null);
    expect(rig.rangeRefusal(get('a', { revision: 4 }))).to.equal('compacted');
    expect(rig.compactSlice(1_000)).to.equal(false);
    while (!rangeSlice(rig.keyspace, scan, 1, rig.readValue));
    expect(finishRange(rig.keyspace, scan)).to.deep.equal(expected);
    expect(rig.compactSlice(1_000)).to.equal(false);
    abandonRange(rig.keyspace, abandoned);
    expect(rig.compactSlice(1_000)).to.equal(true);
    expect(rig.records.size).to.equal(3);
  });

  it('spends no more than its budget in one slice', () => {
    const rig = rigWith(...Array.from({ length: 100 }, (_, i) => `k${i}`));
    const scan = begin(rig, get(EVERYTHING));
    let slices = 0;
    for (let done = false; !done; slices++) {
      const before = rig.reads;
      done = rangeSlice(rig.keyspace, scan, 80, rig.readValue);
      expect(rig.reads - before).to.be.at.most(10);
    }
    expect(slices).to.be.within(10, 13);
    expect(finishRange(rig.keyspace, scan).kvs).to.have.length(100);
  });
});

function rigWith(...names: string[]): Rig {
  const rig = new Rig();
  for (const key of names) rig.put(put(key));
  return rig;
}

function begin(rig: Rig, request: RangeRequest): RangeScan {
  const begun = beginRange(rig.keyspace, request);
  if (!begun.ok) throw new Error(`refused: ${begun.refusal}`);
  return begun.scan;
}

const keys = (result: RangeResult): string[] => result.kvs.map((kv) => kv.key);
