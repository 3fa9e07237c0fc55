import { expect } from 'chai';
import fc from 'fast-check';
import { FormatError } from '../../src/codec/binary.ts';
import { longOf } from '../../src/codec/etcd-scalars.ts';
import { decodeTxn, knownTxn } from '../../src/codec/txn-request.ts';
import type { TxnRequest } from '../../src/core/mvcc/types.ts';
import { etcdserverpb as pb } from '../../src/gen/etcd.js';
import { toTxnRequest } from './support/generated-request.ts';
import { received, TXN } from './support/wire-arbitrary.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const logged = (payload: Uint8Array): TxnRequest => knownTxn(decodeTxn(payload, 'copied'));
const txn = (fields: pb.TxnRequest.$Properties): TxnRequest => logged(pb.TxnRequest.encode(fields).finish());
const compare = (fields: pb.Compare.$Properties): TxnRequest['compares'][number] =>
  txn({ compare: [{ key: bytes('k'), ...fields }] }).compares[0]!;

const { CompareTarget, CompareResult } = pb.Compare;

describe('codec/txn-request', () => {
  it('carries every kind of operation, nested ones too', () => {
    const { success, failure } = txn({
      success: [
        { request_put: { key: bytes('a'), value: bytes('v'), prev_kv: true } },
        { request_delete_range: { key: bytes('b'), prev_kv: true } },
        { request_txn: { failure: [{ request_range: { key: bytes('c'), count_only: true } }] } },
      ],
      failure: [{ request_range: { key: bytes('d'), revision: longOf(-1), serializable: true } }],
    });
    expect(success.map(({ type }) => type)).to.deep.equal(['put', 'delete', 'txn']);
    expect(success[2]?.type === 'txn' && success[2].request.failure[0]?.type).to.equal('range');
    expect(failure[0]).to.include({ type: 'range', serializable: true });
    expect(failure[0]?.type === 'range' && failure[0].request.revision).to.equal(-1);
  });

  it('keeps nothing of the bytes it came in when it is to be kept', () => {
    const { VALUE } = CompareTarget;
    const payload = pb.TxnRequest.encode({
      compare: [{ key: bytes('k'), target: VALUE, value: bytes('old') }],
      success: [{ request_put: { key: bytes('k'), value: bytes('new') } }],
    }).finish();
    const { compares, success } = logged(payload);
    payload.fill(0);
    expect(Buffer.from(compares[0]?.operand as Uint8Array).toString()).to.equal('old');
    const put = success[0]?.type === 'put' ? success[0].request : null;
    expect(put?.key).to.equal('k');
    expect(Buffer.from(put?.value ?? []).toString()).to.equal('new');
  });

  describe('compares', () => {
    it('carries each target with its operand', () => {
      const number = longOf(5);
      const cases = [
        [{ target: CompareTarget.VERSION, version: number }, 'version', 5],
        [{ target: CompareTarget.CREATE, create_revision: number }, 'create', 5],
        [{ target: CompareTarget.MOD, mod_revision: number }, 'mod', 5],
        [{ target: CompareTarget.LEASE, lease: longOf(-5) }, 'lease', -5n],
      ] as const;
      for (const [fields, target, operand] of cases) expect(compare(fields)).to.include({ target, operand });
      const value = compare({ target: CompareTarget.VALUE, value: bytes('v') });
      expect(Buffer.from(value.operand as Uint8Array).toString()).to.equal('v');
    });

    it('takes an operand of another kind, or none, for zero or empty, as etcd does', () => {
      const { MOD, LEASE, VALUE } = CompareTarget;
      expect(compare({ target: MOD, version: longOf(5) }).operand).to.equal(0);
      expect(compare({ target: LEASE }).operand).to.equal(0n);
      expect(compare({ target: VALUE, version: longOf(5) }).operand).to.deep.equal(new Uint8Array(0));
    });

    it('carries an operand of zero, which the wire leaves out of nothing but a oneof', () => {
      const zero = compare({ target: CompareTarget.VERSION, version: longOf(0) });
      expect(zero).to.include({ target: 'version', operand: 0 });
    });

    it('carries each result and the range', () => {
      const { EQUAL, GREATER, LESS, NOT_EQUAL } = CompareResult;
      const results = [EQUAL, GREATER, LESS, NOT_EQUAL].map((result) => compare({ result }).result);
      expect(results).to.deep.equal(['equal', 'greater', 'less', 'not-equal']);
      expect(compare({ range_end: bytes('\0') }).range).to.deep.equal({ from: 'k', to: null });
    });
  });

  it('takes what the API never lets through for damage', () => {
    const key = bytes('k');
    expect(() => txn({ success: [{}] })).to.throw(FormatError, /unknown operation/);
    const sorted = { request_range: { key, sort_order: 9 as pb.RangeRequest.SortOrder } };
    const nested = { request_txn: { failure: [sorted] } };
    expect(() => txn({ failure: [nested] })).to.throw(FormatError, /unknown sort 9, 0/);
    const target = 9 as pb.Compare.CompareTarget;
    expect(() => compare({ target })).to.throw(FormatError, /unknown comparison 0, 9/);
  });

  it('of several members of an operation takes the last, and adds to one that comes twice in a row', () => {
    const op = (member: pb.RequestOp.$Properties): Uint8Array => pb.RequestOp.encode(member).finish();
    const first = op({ request_put: { key: bytes('a'), value: bytes('1') } });
    const other = op({ request_txn: { success: [{}] } });
    const again = op({ request_put: { value: bytes('2') } });
    expect(putIn(logged(field(0x12, Buffer.concat([other, first, again]))))).to.eql(['a', '2']);
    expect(putIn(logged(field(0x12, Buffer.concat([first, other, again]))))).to.eql(['', '2']);
  });

  it('makes of any bytes what the generated decoder makes of them', () => {
    fc.assert(
      fc.property(received(TXN), (payload) => {
        const generated = outcome(() => toTxnRequest(pb.TxnRequest.decode(payload)));
        expect(outcome(() => withoutHints(logged(payload)))).to.deep.equal(generated);
      }),
      { seed: 7, numRuns: 3_000 },
    );
  });

  it('takes transactions in each other as deep as the generated decoder does', () => {
    for (const depth of [49, 50, 51, 60]) {
      let payload: Uint8Array = new Uint8Array(0);
      for (let level = 0; level < depth; level++) {
        const inside = field(0x22, payload);
        payload = field(0x12, inside);
      }
      const generated = outcome(() => toTxnRequest(pb.TxnRequest.decode(payload)));
      expect(
        outcome(() => logged(payload)),
        `${depth}`,
      ).to.deep.equal(generated);
    }
  });
});

function putIn({ success }: TxnRequest): unknown {
  const put = success[0]?.type === 'put' ? success[0].request : null;
  return [put?.key, Buffer.from(put?.value ?? []).toString()];
}

function field(tag: number, inside: Uint8Array): Uint8Array {
  return pb.CompactionRequest.encode({}).uint32(tag).bytes(inside).finish();
}

/** `damaged`, `refused` or what was decoded. */
function outcome(decode: () => unknown): unknown {
  try {
    return decode();
  } catch (error) {
    return error instanceof FormatError ? 'damaged' : 'refused';
  }
}

/** Without what only the API asks of a range. */
function withoutHints({ compares, success, failure }: TxnRequest): TxnRequest {
  const plain = (ops: TxnRequest['success']): TxnRequest['success'] =>
    ops.map((op) =>
      op.type === 'txn'
        ? { type: 'txn', request: withoutHints(op.request) }
        : ({ type: op.type, request: op.request } as typeof op),
    );
  return { compares, success: plain(success), failure: plain(failure) };
}
