/** The core's results as messages for the generated encoder, whose bytes those of the encoders of our own must be. */
import { assertNever } from '../../../src/core/base/assert.ts';
import type { KeyValue, OpResult, RangeResult, TxnResult } from '../../../src/core/mvcc/types.ts';
import type { etcdserverpb, mvccpb } from '../../../src/gen/etcd.js';
import { bytesOfKey, longOf, longOfId } from '../../../src/codec/etcd-scalars.ts';

type Header = etcdserverpb.ResponseHeader.$Properties;

export function fromKeyValue(kv: KeyValue): mvccpb.KeyValue.$Properties {
  const message: mvccpb.KeyValue.$Properties = {
    key: bytesOfKey(kv.key),
    create_revision: longOf(kv.createRevision),
    mod_revision: longOf(kv.modRevision),
    version: longOf(kv.version),
    value: kv.value,
  };
  if (kv.lease !== null) message.lease = longOfId(kv.lease);
  return message;
}

function rangeResponse(header: Header, result: RangeResult): etcdserverpb.RangeResponse.$Properties {
  return { header, kvs: result.kvs.map(fromKeyValue), more: result.more, count: longOf(result.count) };
}

export function putResponse(header: Header, prevKv: KeyValue | null): etcdserverpb.PutResponse.$Properties {
  return prevKv === null ? { header } : { header, prev_kv: fromKeyValue(prevKv) };
}

export function deleteResponse(
  header: Header,
  deleted: number,
  prevKvs: readonly KeyValue[],
): etcdserverpb.DeleteRangeResponse.$Properties {
  return { header, deleted: longOf(deleted), prev_kvs: prevKvs.map(fromKeyValue) };
}

/** `revision`: the keyspace's after the transaction. */
export function txnResponse(
  header: Header,
  result: TxnResult,
  revision: number,
): etcdserverpb.TxnResponse.$Properties {
  const clock = { before: writes(result) ? revision - 1 : revision, after: revision, now: 0 };
  clock.now = clock.before;
  return { header, ...txnBody(result, clock) };
}

/** The revision an operation inside a transaction sees: the next one as soon as anything was written. */
interface TxnClock {
  readonly before: number;
  readonly after: number;
  now: number;
}

function txnBody(
  result: TxnResult,
  clock: TxnClock,
): { succeeded: boolean; responses: etcdserverpb.ResponseOp.$Properties[] } {
  return { succeeded: result.succeeded, responses: result.results.map((each) => opResponse(each, clock)) };
}

/** Headers inside a transaction carry the revision only, and a nested transaction's not even that. */
function opResponse(op: OpResult, clock: TxnClock): etcdserverpb.ResponseOp.$Properties {
  if (writesItself(op)) clock.now = clock.after;
  switch (op.type) {
    case 'range':
      return { response_range: rangeResponse({ revision: longOf(clock.now) }, op.result) };
    case 'put':
      return { response_put: putResponse({ revision: longOf(clock.now) }, op.prevKv) };
    case 'delete': {
      const header = { revision: longOf(clock.now) };
      return { response_delete_range: deleteResponse(header, op.deleted, op.prevKvs) };
    }
    case 'txn':
      return { response_txn: { header: {}, ...txnBody(op.result, clock) } };
    default:
      return assertNever(op);
  }
}

const writesItself = (op: OpResult): boolean => op.type === 'put' || (op.type === 'delete' && op.deleted > 0);

/** Whether the transaction made a revision. */
function writes(result: TxnResult): boolean {
  return result.results.some((op) => (op.type === 'txn' ? writes(op.result) : writesItself(op)));
}
