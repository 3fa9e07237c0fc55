import { expect } from 'chai';
import fc from 'fast-check';
import { describeStatus } from '../../../src/api/status.ts';
import { checkTxn } from '../../../src/api/etcd/validation.ts';
import { MAX_TXN_DEPTH, MAX_TXN_OPS } from '../../../src/api/limits.ts';
import { decodeTxn, knownTxn } from '../../../src/codec/txn-request.ts';
import type { AskedTxn } from '../../../src/codec/txn-request.ts';
import { etcdserverpb as pb } from '../../../src/gen/etcd.js';

type Op = pb.RequestOp.$Properties;
type Txn = pb.TxnRequest.$Properties;

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const put = (key: string): Op => ({ request_put: { key: bytes(key) } });
const del = (key: string, end = ''): Op => ({
  request_delete_range: { key: bytes(key), range_end: bytes(end) },
});
const get = (key: string): Op => ({ request_range: { key: bytes(key) } });
const nest = (success: Op[], failure: Op[] = []): Op => ({ request_txn: { success, failure } });

const received = (txn: Txn): AskedTxn => decodeTxn(pb.TxnRequest.encode(txn).finish(), 'viewed');

function check(txn: Txn): string {
  const status = checkTxn(received(txn));
  return status === null ? 'passes' : describeStatus(status);
}

const checkOps = (...success: Op[]): string => check({ success });

const DUPLICATE = 'INVALID_ARGUMENT: etcdserver: duplicate key given in txn request';
const TOO_MANY = 'INVALID_ARGUMENT: etcdserver: too many operations in txn request';

describe('api/etcd/validation of transactions', () => {
  it('takes an empty transaction', () => {
    expect(check({})).to.equal('passes');
  });

  it('refuses an operation of no kind as a key not found', () => {
    expect(checkOps({})).to.equal('INVALID_ARGUMENT: etcdserver: key not found');
  });

  it('checks every operation and compare for a key', () => {
    const empty = 'INVALID_ARGUMENT: etcdserver: key is not provided';
    for (const op of [put(''), del(''), get('')]) expect(checkOps(op)).to.equal(empty);
    expect(check({ failure: [put('')] })).to.equal(empty);
    expect(check({ compare: [{}] })).to.equal(empty);
    expect(checkOps(nest([], [put('')]))).to.equal(empty);
  });

  it('refuses comparisons this release does not know and says which there are', () => {
    const message = check({ compare: [{ key: bytes('a'), result: 9 as pb.Compare.CompareResult }] });
    expect(message).to.match(/^INVALID_ARGUMENT: atoll: .*comparison 9.*NOT_EQUAL/);
    expect(check({ compare: [{ key: bytes('a'), target: 5 as pb.Compare.CompareTarget }] })).to.match(
      /target 5/,
    );
  });

  describe('bound on operations', () => {
    const many = (count: number): Op[] => Array.from({ length: count }, (_, index) => get(`k${index}`));

    it('counts the longest of compares and both branches', () => {
      expect(check({ success: many(MAX_TXN_OPS), failure: many(MAX_TXN_OPS) })).to.equal('passes');
      expect(check({ success: many(MAX_TXN_OPS + 1) })).to.equal(TOO_MANY);
      expect(check({ failure: many(MAX_TXN_OPS + 1) })).to.equal(TOO_MANY);
      const compare = Array.from({ length: MAX_TXN_OPS + 1 }, () => ({ key: bytes('a') }));
      expect(check({ compare })).to.equal(TOO_MANY);
    });

    it('leaves a nested transaction what the outer one did not take', () => {
      expect(checkOps(nest(many(MAX_TXN_OPS - 1)))).to.equal('passes');
      expect(checkOps(nest(many(MAX_TXN_OPS)))).to.equal(TOO_MANY);
      expect(checkOps(get('a'), nest(many(MAX_TXN_OPS - 1)))).to.equal(TOO_MANY);
    });

    it('bounds how deep transactions nest, so that the answer can be encoded', () => {
      const deep = (levels: number): Op => (levels === 0 ? get('a') : nest([deep(levels - 1)]));
      expect(checkOps(deep(MAX_TXN_DEPTH - 1))).to.equal('passes');
      expect(checkOps(deep(MAX_TXN_DEPTH))).to.equal(TOO_MANY);
    });
  });

  describe('keys touched twice', () => {
    it('refuses two puts of one key', () => {
      expect(checkOps(put('a'), put('a'))).to.equal(DUPLICATE);
      expect(check({ failure: [put('a'), put('a')] })).to.equal(DUPLICATE);
      expect(checkOps(put('a'), put('b'))).to.equal('passes');
    });

    it('takes one put in each branch', () => {
      expect(check({ success: [put('a')], failure: [put('a')] })).to.equal('passes');
    });

    it('refuses a put of what is deleted, in either order', () => {
      expect(checkOps(put('a'), del('a'))).to.equal(DUPLICATE);
      expect(checkOps(del('a'), put('a'))).to.equal(DUPLICATE);
      expect(checkOps(del('a', 'c'), put('b'))).to.equal(DUPLICATE);
      expect(checkOps(del('a', 'c'), put('a'))).to.equal(DUPLICATE);
      expect(checkOps(del('a', 'c'), put('c'))).to.equal('passes');
      expect(checkOps(del('b'), put('a'), put('b\0'))).to.equal('passes');
    });

    it('takes overlapping deletes', () => {
      expect(checkOps(del('a'), del('a'), del('a', 'z'))).to.equal('passes');
    });

    it('sees only the first key of a delete without an upper bound, like etcd', () => {
      expect(checkOps(del('a', '\0'), put('b'))).to.equal('passes');
      expect(checkOps(del('a', '\0'), put('a'))).to.equal(DUPLICATE);
    });

    it('looks into nested transactions', () => {
      expect(checkOps(put('a'), nest([put('a')]))).to.equal(DUPLICATE);
      expect(checkOps(put('a'), nest([], [put('a')]))).to.equal(DUPLICATE);
      expect(checkOps(del('a', 'c'), nest([nest([], [put('b')])]))).to.equal(DUPLICATE);
      expect(checkOps(nest([del('a', 'c')]), put('b'))).to.equal(DUPLICATE);
      expect(checkOps(nest([put('a'), put('a')]))).to.equal(DUPLICATE);
    });

    it('takes the same put in both branches of one nested transaction, but not in two of them', () => {
      expect(checkOps(nest([put('a')], [put('a')]))).to.equal('passes');
      expect(checkOps(nest([put('a')]), nest([put('a')]))).to.equal(DUPLICATE);
      expect(checkOps(nest([put('a')]), nest([], [put('a')]))).to.equal(DUPLICATE);
    });

    it('minds the order of nested transactions as etcd does: deletes count against later puts only', () => {
      expect(checkOps(nest([del('a')]), nest([put('a')]))).to.equal(DUPLICATE);
      expect(checkOps(nest([put('a')]), nest([del('a')]))).to.equal('passes');
    });

    it('agrees with comparing every put with every delete', () => {
      const key = fc.constantFrom('a', 'b', 'c', 'd', 'e');
      const ops = fc.array(
        fc.oneof(
          key.map((each) => ({ put: each, end: null })),
          fc.tuple(key, key).map(([from, end]) => ({ put: from, end })),
        ),
        { maxLength: 8 },
      );
      fc.assert(
        fc.property(ops, (list) => {
          const puts = list.filter(({ end }) => end === null).map((each) => each.put);
          const deletes = list.flatMap(({ put: from, end }) => (end === null ? [] : [{ from, end }]));
          const inside = (one: string): boolean =>
            deletes.some(({ from, end }) => (end > from ? one >= from && one < end : one === from));
          const expected = new Set(puts).size < puts.length || puts.some(inside) ? DUPLICATE : 'passes';
          const asked = list.map((each) => (each.end === null ? put(each.put) : del(each.put, each.end)));
          expect(checkOps(...asked)).to.equal(expected);
        }),
        { seed: 7, numRuns: 300 },
      );
    });

    it('stays fast for the largest request it can get', () => {
      const wide = (level: number): Op[] =>
        Array.from({ length: 42 }, (_, index) =>
          level === 0
            ? [put(`p${index}`), del(`d${index}`, `d${index}z`)][index % 2]!
            : nest(wide(level - 1)),
        );
      const began = process.cpuUsage().user;
      checkTxn(received({ success: wide(2) }));
      expect((process.cpuUsage().user - began) / 1000).to.be.lessThan(5000);
    });
  });

  it('lets nothing pass that has unknown parts', () => {
    const op: fc.Arbitrary<Op> = fc.oneof(
      fc.record({
        request_range: fc.record({
          key: fc.constant(bytes('a')),
          sort_order: fc.integer({ min: -1, max: 4 }),
          sort_target: fc.integer({ min: -1, max: 6 }),
        }),
      }),
      fc.constant(put('a')),
      fc.constant({}),
    );
    const compare = fc.record({
      key: fc.constant(bytes('a')),
      result: fc.integer({ min: -1, max: 5 }),
      target: fc.integer({ min: -1, max: 6 }),
    });
    fc.assert(
      fc.property(
        fc.array(op, { maxLength: 3 }),
        fc.array(compare, { maxLength: 3 }),
        (success, compares) => {
          const message = received({ success, compare: compares });
          if (checkTxn(message) === null) knownTxn(message);
        },
      ),
      { seed: 11, numRuns: 500 },
    );
  });
});
