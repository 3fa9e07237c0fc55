import { expect } from 'chai';
import { leaseId } from '../../../src/core/base/brands.ts';
import { applyRevision, deleteKeys, describeChange } from '../../../src/core/mvcc/write.ts';
import type { KeyValue } from '../../../src/core/mvcc/types.ts';
import { bytes, del, delPrefix, EVERYTHING, get, put, text, withLease } from './requests.ts';
import { Rig } from './rig.ts';

describe('a put', () => {
  it('makes revision 2 when it is the first: a fresh keyspace stands at 1', () => {
    const rig = new Rig();
    expect(rig.revision).to.equal(1);
    rig.put(put('a'));
    expect(rig.revision).to.equal(2);
    expect(only(rig, 'a')).to.include({ createRevision: 2, modRevision: 2, version: 1, lease: null });
  });

  it('raises the version and keeps the create revision', () => {
    const rig = new Rig();
    for (const value of ['one', 'two', 'three']) rig.put(put('a', value));
    expect(only(rig, 'a')).to.include({ createRevision: 2, modRevision: 4, version: 3 });
    expect(text(only(rig, 'a').value)).to.equal('three');
  });

  it('starts at version 1 with a new create revision after a delete', () => {
    const rig = new Rig();
    rig.put(put('a'));
    rig.put(put('a'));
    rig.delete(del('a'));
    rig.put(put('a'));
    expect(only(rig, 'a')).to.include({ createRevision: 5, modRevision: 5, version: 1 });
  });

  it('answers the previous version only when asked', () => {
    const rig = new Rig();
    expect(rig.put(put('a', 'one', { prevKv: true }))).to.equal(null);
    expect(rig.put(put('a', 'two'))).to.equal(null);
    const previous = rig.put(put('a', 'three', { prevKv: true }));
    expect(previous).to.deep.equal({
      key: 'a',
      createRevision: 2,
      modRevision: 3,
      version: 2,
      lease: null,
      value: bytes('two'),
    });
  });

  it('is refused with "key not found" when it is to keep the value or lease of a missing key', () => {
    const rig = new Rig();
    rig.put(put('gone'));
    rig.delete(del('gone'));
    for (const request of [{ ignoreValue: true }, { ignoreLease: true }]) {
      expect(rig.tryPut(put('gone', '', request))).to.deep.equal({ ok: false, refusal: 'key-not-found' });
    }
    expect(rig.revision).to.equal(3);
  });

  it('keeps the value, or the lease, of the version before when told to', () => {
    const rig = new Rig();
    rig.leases.add(leaseId(7n));
    rig.put(put('a', 'kept', withLease(7)));
    rig.put(put('a', 'new', { ignoreLease: true }));
    expect(only(rig, 'a')).to.include({ lease: 7n, version: 2 });
    expect(text(only(rig, 'a').value)).to.equal('new');
    rig.put(put('a', '', { ignoreValue: true }));
    expect(only(rig, 'a').lease).to.equal(null);
    expect(text(only(rig, 'a').value)).to.equal('new');
  });

  it('without a lease detaches the one that was attached, and says so', () => {
    const rig = new Rig();
    rig.leases.add(leaseId(7n)).add(leaseId(8n));
    rig.put(put('a', 'v', withLease(7)));
    expect(rig.changes[0]).to.deep.include({ previousLease: null });
    rig.put(put('a', 'v', withLease(8)));
    expect(rig.changes[0]).to.deep.include({ previousLease: 7n });
    rig.put(put('a', 'v'));
    expect(rig.changes[0]).to.deep.include({ previousLease: 8n });
    expect(rig.changes[0]?.record?.lease).to.equal(null);
  });

  it('with an unknown lease is refused and leaves no trace', () => {
    const rig = new Rig();
    expect(rig.tryPut(put('a', 'v', withLease(9)))).to.deep.equal({ ok: false, refusal: 'lease-not-found' });
    expect(rig.revision).to.equal(1);
    expect(rig.records.size).to.equal(0);
  });

  it('of a key that exists reads no value it does not answer', () => {
    const rig = new Rig();
    for (let i = 0; i < 5; i++) rig.put(put('a'));
    expect(rig.reads).to.equal(0);
  });
});

describe('a delete', () => {
  it('does not move the revision when nothing matches', () => {
    const rig = new Rig();
    rig.put(put('a'));
    expect(rig.delete(del('b', true))).to.deep.equal({ type: 'delete', deleted: 0, prevKvs: [] });
    expect(rig.delete(delPrefix('c')).deleted).to.equal(0);
    expect(rig.revision).to.equal(2);
    expect(rig.changes).to.deep.equal([]);
  });

  it('of a range takes all its keys in one revision, in key order', () => {
    const rig = new Rig();
    for (const key of ['p/2', 'q', 'p/1', 'p/3']) rig.put(put(key, `at ${key}`));
    const result = rig.delete(delPrefix('p/', true));
    expect(result.deleted).to.equal(3);
    expect(result.prevKvs.map((kv) => text(kv.value))).to.deep.equal(['at p/1', 'at p/2', 'at p/3']);
    expect(rig.changes.map(describeChange)).to.deep.equal([
      '6.0 p/1 deleted',
      '6.1 p/2 deleted',
      '6.2 p/3 deleted',
    ]);
    expect(rig.range(get(EVERYTHING)).kvs.map((kv) => kv.key)).to.deep.equal(['q']);
  });

  it('of a deleted key finds nothing', () => {
    const rig = new Rig();
    rig.put(put('a'));
    rig.delete(del('a'));
    expect(rig.delete(del('a')).deleted).to.equal(0);
    expect(rig.revision).to.equal(3);
  });

  it('names the lease that was attached', () => {
    const rig = new Rig();
    rig.leases.add(leaseId(7n));
    rig.put(put('a', 'v', withLease(7)));
    rig.delete(del('a'));
    expect(rig.changes).to.deep.equal([
      { type: 'delete', revision: { main: 3, sub: 0 }, key: 'a', record: null, previousLease: 7n },
    ]);
  });
});

describe('a revision decided elsewhere', () => {
  it('puts and deletes in one revision, without leases, in the order given', () => {
    const rig = new Rig();
    rig.leases.add(leaseId(7n));
    rig.put(put('a', 'v', withLease(7)));
    rig.put(put('b'));
    rig.take(
      applyRevision(rig.keyspace, [
        { key: 'b', value: null },
        { key: 'a', value: bytes('federated') },
        { key: 'never there', value: null },
      ]),
    );
    expect(rig.changes.map(describeChange)).to.deep.equal(['4.0 b deleted', '4.1 a put, version 2']);
    expect(rig.changes[1]).to.include({ previousLease: 7n });
    expect(only(rig, 'a').lease).to.equal(null);
  });

  it('is no revision at all when it changes nothing', () => {
    const rig = new Rig();
    rig.take(applyRevision(rig.keyspace, [{ key: 'a', value: null }]));
    expect(rig.revision).to.equal(1);
    rig.take(deleteKeys(rig.keyspace, []));
    expect(rig.revision).to.equal(1);
  });

  it('deletes the keys of an ended lease in byte order, whatever order they come in', () => {
    const rig = new Rig();
    for (const key of ['b', '\xff', 'a\0', 'a']) rig.put(put(key));
    rig.take(deleteKeys(rig.keyspace, ['\xff', 'a\0', 'b', 'a']));
    expect(rig.changes.map((change) => change.key)).to.deep.equal(['a', 'a\0', 'b', '\xff']);
    expect(rig.revision).to.equal(6);
  });
});

function only(rig: Rig, key: string): KeyValue {
  const { kvs, count } = rig.range(get(key));
  expect(count).to.equal(1);
  return kvs[0]!;
}
