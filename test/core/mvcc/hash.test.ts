import { expect } from 'chai';
import { keyValueBytes, revisionKey } from '../../../src/core/mvcc/key-value-wire.ts';
import { hashBegin, hashEnd } from '../../../src/core/mvcc/hash.ts';
import { compactSlice } from '../../../src/core/mvcc/compaction.ts';
import { leaseId } from '../../../src/core/base/brands.ts';
import { bytes, del, delPrefix, put } from './requests.ts';
import { Rig } from './rig.ts';

/** The prime that spaces compactions in etcd's own hash tests (server/storage/mvcc/hash_test.go). */
const CYCLE = 71;
const TOTAL = 1_210;
const NAMES = ['alice', 'bob', 'celine', 'dominik', 'eve', 'frederica', 'gorge'] as const;

/** What etcd's tests expect: hash, compact revision, revision; hashed in the middle of each cycle, then at its end. */
const ETCD_MIDDLE = [
  [4082599214, -1, 35],
  [2279933401, 35, 106],
  [3284231217, 106, 177],
  [126286495, 177, 248],
  [900108730, 248, 319],
  [2475485232, 319, 390],
  [1226296507, 390, 461],
  [2503661030, 461, 532],
  [4155130747, 532, 603],
  [106915399, 603, 674],
  [406914006, 674, 745],
  [1882211381, 745, 816],
  [806177088, 816, 887],
  [664311366, 887, 958],
  [1496914449, 958, 1029],
  [2434525091, 1029, 1100],
  [3988652253, 1100, 1171],
  [1122462288, 1171, 1242],
  [724436716, 1242, 1883],
];
const ETCD_LAST = [
  [1913897190, -1, 73],
  [224860069, 73, 145],
  [1565167519, 145, 217],
  [1566261620, 217, 289],
  [2037173024, 289, 361],
  [691659396, 361, 433],
  [2713730748, 433, 505],
  [3919322507, 505, 577],
  [769967540, 577, 649],
  [2909194793, 649, 721],
  [1576921157, 721, 793],
  [4067701532, 793, 865],
  [2226384237, 865, 937],
  [2923408134, 937, 1009],
  [2680329256, 1009, 1081],
  [1546717673, 1081, 1153],
  [2713657846, 1153, 1225],
  [1046575299, 1225, 1297],
  [2017735779, 1297, 2508],
];

describe('the hash of the keyspace', () => {
  for (const [name, expected, revisionOf] of [
    [
      'in the middle of every compaction cycle',
      ETCD_MIDDLE,
      (from: number, count: number) => from + (count >> 1),
    ],
    ['at the end of every compaction cycle', ETCD_LAST, () => 0],
  ] as const) {
    for (const physically of [true, false]) {
      const state = physically ? 'after deleting' : 'before anything is deleted';
      it(`is etcd's own for the same history ${name}, ${state}`, () => {
        const rig = new Rig();
        const got: number[][] = [];
        const cycle = (from: number, count: number): void => {
          for (let i = from; i <= from + count; i++) rig.put(put(nameOf(i), String(i)));
          const { hash, compactRevision, revision } = rig.hash(revisionOf(from, count));
          got.push([hash, compactRevision, revision]);
          rig.compact(revision, physically);
        };
        let from = 0;
        for (; from < TOTAL; from += CYCLE) cycle(from, CYCLE);
        cycle(from, TOTAL);
        expect(got).to.deep.equal(expected);
      });
    }
  }

  it('is the same before and after deleting what a compaction made obsolete, deletes included', () => {
    const rig = new Rig();
    for (let i = 0; i < 400; i++) {
      if (i % 5 === 0) rig.delete(del(nameOf(i + 83)));
      else rig.put(put(nameOf(i), String(i)));
    }
    for (const target of [50, 51, 52, 53, 54, 55, 200, rig.revision]) {
      const before = rig.hash(rig.revision).hash;
      rig.compact(target, false);
      const accepted = rig.hash(rig.revision);
      while (!compacted(rig, 3)) expect(rig.hash(rig.revision)).to.deep.equal(accepted);
      expect(rig.hash(rig.revision)).to.deep.equal(accepted);
      if (target < 55) expect(accepted.hash).to.not.equal(before);
    }
  });

  it('covers what compaction keeps when nothing exists at the hashed revision', () => {
    const rig = new Rig();
    for (const key of ['a', 'b', 'c']) rig.put(put(key));
    rig.compact(rig.revision);
    rig.delete(delPrefix(''));
    const emptied = rig.hash();
    rig.compact(rig.revision);
    expect(rig.hash().hash).to.not.equal(emptied.hash);
    expect(emptied).to.deep.equal({ ...emptied, revision: 5, compactRevision: 4 });
    const reference = new Rig();
    for (const key of ['a', 'b', 'c']) reference.put(put(key));
    reference.delete(delPrefix(''));
    expect(emptied.hash).to.equal(reference.hash().hash);
  });

  it('refuses revisions that are compacted or in the future', () => {
    const rig = new Rig();
    for (let i = 0; i < 9; i++) rig.put(put('a'));
    rig.compact(5);
    expect(hashBegin(rig.keyspace, 4)).to.deep.equal({ ok: false, refusal: 'compacted' });
    expect(hashBegin(rig.keyspace, 11)).to.deep.equal({ ok: false, refusal: 'future-revision' });
    expect(hashBegin(rig.keyspace, 5).ok).to.equal(true);
  });

  it('holds deletion back while it runs, so that its records stay readable', () => {
    const rig = new Rig();
    for (let i = 0; i < 9; i++) rig.put(put('a'));
    const begun = hashBegin(rig.keyspace, 5);
    if (!begun.ok) throw new Error('refused');
    rig.compact(9, false);
    expect(compactSlice(rig.keyspace, 100)).to.deep.equal({ writes: [], done: false });
    hashEnd(rig.keyspace, begun.scan);
    expect(rig.compactSlice(100)).to.equal(true);
  });
});

describe("a record in etcd's bytes", () => {
  it('has its revision big-endian, a separator between, and a mark when it is a tombstone', () => {
    const hex = (value: Uint8Array): string => Buffer.from(value).toString('hex');
    expect(hex(revisionKey({ main: 0x1_0000_0002, sub: 3 }, false))).to.equal(
      '00000001000000025f0000000000000003',
    );
    expect(hex(revisionKey({ main: 2, sub: 0 }, true))).to.equal('00000000000000025f000000000000000074');
  });

  it('leaves out what is zero or empty, and writes numbers and leases as varints', () => {
    const revision = { main: 300, sub: 0 };
    const record = { createRevision: 2, version: 1, lease: null, value: bytes('') };
    const leased = { ...record, value: bytes('v'), lease: leaseId(0x7fff_ffff_ffff_ffffn) };
    expect([...keyValueBytes('k', revision, null)]).to.deep.equal([0x0a, 1, 0x6b]);
    expect([...keyValueBytes('k', revision, record)]).to.deep.equal([
      ...[0x0a, 1, 0x6b, 0x10, 2],
      ...[0x18, 0xac, 0x02, 0x20, 1],
    ]);
    expect([...keyValueBytes('k', revision, leased)].slice(10)).to.deep.equal([
      ...[0x2a, 1, 0x76, 0x30],
      ...[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f],
    ]);
  });
});

function nameOf(i: number): string {
  if (i % (CYCLE * 2) === 30) return 'zenek';
  return i % CYCLE === 30 ? 'xavery' : NAMES[i % 7]!;
}

function compacted(rig: Rig, budget: number): boolean {
  return rig.compactSlice(budget);
}
