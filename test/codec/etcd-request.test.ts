import { expect } from 'chai';
import Long from 'long';
import { FormatError } from '../../src/codec/binary.ts';
import {
  toCompare,
  toKeyRange,
  toPutRequest,
  toRangeRequest,
  toTxnRequest,
} from '../../src/codec/etcd-request.ts';
import { longOf } from '../../src/codec/etcd-scalars.ts';
import { etcdserverpb as pb } from '../../src/gen/etcd.js';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const range = (fields: pb.RangeRequest.$Properties): pb.RangeRequest =>
  pb.RangeRequest.decode(pb.RangeRequest.encode({ key: bytes('k'), ...fields }).finish());
const compare = (fields: pb.Compare.$Properties): pb.Compare =>
  pb.Compare.decode(pb.Compare.encode({ key: bytes('k'), ...fields }).finish());
const txn = (success: pb.RequestOp.$Properties[]): pb.TxnRequest =>
  pb.TxnRequest.decode(pb.TxnRequest.encode({ success }).finish());

describe('codec/etcd-request', () => {
  it('takes no end for the key alone, a zero byte for no end, and anything else for the end', () => {
    expect(toKeyRange(bytes('a'), bytes(''))).to.deep.equal({ from: 'a', to: 'a\0' });
    expect(toKeyRange(bytes('a'), bytes('\0'))).to.deep.equal({ from: 'a', to: null });
    expect(toKeyRange(bytes('a'), bytes('\0\0'))).to.deep.equal({ from: 'a', to: '\0\0' });
    expect(toKeyRange(bytes('a'), bytes('b'))).to.deep.equal({ from: 'a', to: 'b' });
  });

  it('carries every field of a range', () => {
    const { SortOrder, SortTarget } = pb.RangeRequest;
    const request = toRangeRequest(
      range({
        limit: longOf(3),
        revision: longOf(9),
        sort_order: SortOrder.DESCEND,
        sort_target: SortTarget.MOD,
        keys_only: true,
        min_mod_revision: longOf(1),
        max_mod_revision: longOf(2),
        min_create_revision: longOf(-3),
        max_create_revision: longOf(4),
      }),
    );
    expect(request).to.deep.equal({
      range: { from: 'k', to: 'k\0' },
      limit: 3,
      revision: 9,
      sortOrder: 'descend',
      sortTarget: 'mod',
      keysOnly: true,
      countOnly: false,
      minModRevision: 1,
      maxModRevision: 2,
      minCreateRevision: -3,
      maxCreateRevision: 4,
    });
  });

  it('reads the newest for a negative revision in a range of its own, and keeps it in a transaction', () => {
    expect(toRangeRequest(range({ revision: longOf(-1) })).revision).to.equal(0);
    const { success } = toTxnRequest(txn([{ request_range: { key: bytes('k'), revision: longOf(-1) } }]));
    expect(success[0]?.type === 'range' && success[0].request.revision).to.equal(-1);
  });

  it('takes an absurd revision for the greatest there is', () => {
    expect(toRangeRequest(range({ revision: Long.MAX_VALUE })).revision).to.equal(Number.MAX_SAFE_INTEGER);
  });

  it('copies values, so that keeping one does not keep the frame', () => {
    const frame = pb.PutRequest.encode({ key: bytes('k'), value: bytes('value') }).finish();
    const request = toPutRequest(pb.PutRequest.decode(frame));
    frame.fill(0);
    expect(Buffer.from(request.value).toString()).to.equal('value');
    expect(request.value.buffer).not.to.equal(frame.buffer);
  });

  it('keeps all bits of a lease, and knows none from one', () => {
    const lease = (value: Long) =>
      toPutRequest(pb.PutRequest.create({ key: bytes('k'), lease: value })).lease;
    expect(lease(longOf(0))).to.equal(null);
    expect(lease(Long.MAX_VALUE)).to.equal((1n << 63n) - 1n);
    expect(lease(longOf(-1))).to.equal((1n << 64n) - 1n);
  });

  describe('compares', () => {
    const { CompareTarget, CompareResult } = pb.Compare;

    it('carries each target with its operand', () => {
      const number = longOf(5);
      const cases = [
        [{ target: CompareTarget.VERSION, version: number }, 'version', 5],
        [{ target: CompareTarget.CREATE, create_revision: number }, 'create', 5],
        [{ target: CompareTarget.MOD, mod_revision: number }, 'mod', 5],
        [{ target: CompareTarget.LEASE, lease: longOf(-5) }, 'lease', -5n],
      ] as const;
      for (const [fields, target, operand] of cases) {
        const core = toCompare(compare(fields));
        expect([core.target, core.operand]).to.deep.equal([target, operand]);
      }
      const value = toCompare(compare({ target: CompareTarget.VALUE, value: bytes('v') }));
      expect(Buffer.from(value.operand as Uint8Array).toString()).to.equal('v');
    });

    it('takes an operand of another kind, or none, for zero or empty, as etcd does', () => {
      const mismatched = compare({ target: CompareTarget.MOD, version: longOf(5) });
      expect(toCompare(mismatched).operand).to.equal(0);
      expect(toCompare(compare({ target: CompareTarget.LEASE })).operand).to.equal(0n);
      const noValue = toCompare(compare({ target: CompareTarget.VALUE, version: longOf(5) }));
      expect(noValue.operand).to.deep.equal(new Uint8Array(0));
    });

    it('carries an operand of zero, which the wire leaves out of nothing but a oneof', () => {
      const core = toCompare(compare({ target: CompareTarget.VERSION, version: longOf(0) }));
      expect([core.target, core.operand]).to.deep.equal(['version', 0]);
    });

    it('carries each result and the range', () => {
      const results = [
        CompareResult.EQUAL,
        CompareResult.GREATER,
        CompareResult.LESS,
        CompareResult.NOT_EQUAL,
      ];
      expect(results.map((result) => toCompare(compare({ result })).result)).to.deep.equal([
        'equal',
        'greater',
        'less',
        'not-equal',
      ]);
      expect(toCompare(compare({ range_end: bytes('\0') })).range).to.deep.equal({ from: 'k', to: null });
    });
  });

  it('carries every kind of operation, nested ones too', () => {
    const { success } = toTxnRequest(
      txn([
        { request_put: { key: bytes('a'), prev_kv: true } },
        { request_delete_range: { key: bytes('b'), prev_kv: true } },
        { request_txn: { failure: [{ request_range: { key: bytes('c'), count_only: true } }] } },
      ]),
    );
    expect(success.map(({ type }) => type)).to.deep.equal(['put', 'delete', 'txn']);
    expect(success[2]?.type === 'txn' && success[2].request.failure[0]?.type).to.equal('range');
  });

  it('takes what the API never lets through for damage', () => {
    expect(() => toTxnRequest(txn([{}]))).to.throw(FormatError);
    expect(() => toRangeRequest(range({ sort_order: 9 as pb.RangeRequest.SortOrder }))).to.throw(FormatError);
    expect(() => toCompare(compare({ target: 9 as pb.Compare.CompareTarget }))).to.throw(FormatError);
  });
});
