import { expect } from 'chai';
import fc from 'fast-check';
import { leaseId } from '../../src/core/base/brands.ts';
import { longOf, unsignedLongOf, unsignedLongOfId } from '../../src/codec/etcd-scalars.ts';
import { deleteResponseBytes, putResponseBytes } from '../../src/codec/kv-response.ts';
import { headerField } from '../../src/codec/response-header.ts';
import { txnResponseBytes } from '../../src/codec/txn-response.ts';
import type { KeyValue, OpResult, TxnResult } from '../../src/core/mvcc/types.ts';
import { etcdserverpb as pb } from '../../src/gen/etcd.js';
import { deleteResponse, putResponse, txnResponse } from './support/generated-response.ts';

const IDS = { clusterId: (1n << 63n) + 5n, memberId: 0xa1n };
const TERM = 9;

const counter = fc.integer({ min: 1, max: 1_000_000 });
const keyValue: fc.Arbitrary<KeyValue> = fc.record({
  key: fc.constantFrom('a', 'key\xff', 'k'.repeat(200)),
  createRevision: counter,
  modRevision: counter,
  version: counter,
  lease: fc.constantFrom(null, leaseId(7n), leaseId(1n << 63n)),
  value: fc.uint8Array({ maxLength: 200 }),
});

const put = fc.record({ type: fc.constant('put' as const), prevKv: fc.option(keyValue) });
const remove = fc.record({
  type: fc.constant('delete' as const),
  deleted: fc.constantFrom(0, 1, 300),
  prevKvs: fc.array(keyValue, { maxLength: 2 }),
});
const range = fc.record({
  type: fc.constant('range' as const),
  result: fc.record({
    kvs: fc.array(keyValue, { maxLength: 2 }),
    more: fc.boolean(),
    count: fc.constantFrom(0, 1, 128),
  }),
});

function txnOf(op: fc.Arbitrary<OpResult>): fc.Arbitrary<TxnResult> {
  return fc.record({ succeeded: fc.boolean(), results: fc.array(op, { maxLength: 4 }) });
}

function opOf(levels: number): fc.Arbitrary<OpResult> {
  if (levels === 0) return fc.oneof(put, remove, range);
  const nested = txnOf(opOf(levels - 1)).map((result) => ({ type: 'txn' as const, result }));
  return fc.oneof(put, remove, range, nested);
}

const fieldAt = (revision: number): Uint8Array => headerField({ ...IDS, revision, term: TERM });
const headerAt = (revision: number): pb.ResponseHeader.$Properties => ({
  cluster_id: unsignedLongOfId(IDS.clusterId),
  member_id: unsignedLongOfId(IDS.memberId),
  revision: longOf(revision),
  raft_term: unsignedLongOf(TERM),
});
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

describe('answers to what writes are what the generated encoder makes of them:', () => {
  it('transactions, nested ones too, each operation under the revision it saw', () => {
    const revision = fc.constantFrom(2, 127, 128, 70_000);
    fc.assert(
      fc.property(txnOf(opOf(2)), revision, (result, at) => {
        const message = txnResponse(headerAt(at), result, at);
        expect(hex(txnResponseBytes(fieldAt(at), result, at))).to.equal(
          hex(pb.TxnResponse.encode(message).finish()),
        );
      }),
      { seed: 3, numRuns: 1_000 },
    );
  });

  it('transactions in each other as deep as they may be', () => {
    let result: TxnResult = { succeeded: true, results: [{ type: 'put', prevKv: null }] };
    for (let level = 0; level < 40; level++)
      result = { succeeded: level % 2 === 0, results: [{ type: 'txn', result }] };
    const message = txnResponse(headerAt(5), result, 5);
    expect(hex(txnResponseBytes(fieldAt(5), result, 5))).to.equal(
      hex(pb.TxnResponse.encode(message).finish()),
    );
  });

  it('puts and deletes', () => {
    fc.assert(
      fc.property(put, remove, counter, (asked, deleted, at) => {
        expect(hex(putResponseBytes(fieldAt(at), asked))).to.equal(
          hex(pb.PutResponse.encode(putResponse(headerAt(at), asked.prevKv)).finish()),
        );
        const message = deleteResponse(headerAt(at), deleted.deleted, deleted.prevKvs);
        expect(hex(deleteResponseBytes(fieldAt(at), deleted))).to.equal(
          hex(pb.DeleteRangeResponse.encode(message).finish()),
        );
      }),
      { seed: 4, numRuns: 300 },
    );
  });
});
