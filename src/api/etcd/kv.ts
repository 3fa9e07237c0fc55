/**
 * etcdserverpb.KV: ranges from local state, everything that writes through the log.
 *
 * K1. A header carries the keyspace's newest revision when it was read, also when an old one was read; a write's carries its own.
 * K2. A transaction of nothing but ranges never enters the log. One whose ranges are all serializable, which holds for
 *     one without any, does not even ask whether local state is current (etcd: IsTxnSerializable).
 * K3. While a member is known to hold damaged data, nothing of the keyspace is read: a wrong answer is worse than none.
 */
import { InvariantError } from '../../core/base/assert.ts';
import type { Applied } from '../../core/apply/types.ts';
import { isSingleKey } from '../../core/base/bytes.ts';
import type { DeleteRequest, OpResult, PutRequest, RangeRequest } from '../../core/mvcc/types.ts';
import { decodeDelete, decodePut, decodeRange } from '../../codec/kv-request.ts';
import type { AskedRange, RangeOp } from '../../codec/kv-request.ts';
import { deleteResponseBytes, putResponseBytes } from '../../codec/kv-response.ts';
import { decodeTxn, knownTxn } from '../../codec/txn-request.ts';
import type { AskedTxn } from '../../codec/txn-request.ts';
import { txnResponseBytes } from '../../codec/txn-response.ts';
import { counterOf } from '../../codec/etcd-scalars.ts';
import { rangeResponseBytes } from '../../codec/range-response.ts';
import { etcdserverpb } from '../../gen/etcd.js';
import { currentHeader, headerBytes, linearize, propose } from '../context.ts';
import type { ApiContext, Failing } from '../context.ts';
import { ERROR, refusalStatus, servingStatus } from '../errors.ts';
import { unary } from '../surface.ts';
import type { Method, UnaryCall } from '../surface.ts';
import type { RangesReader } from '../../node/serving/long-ranges.ts';
import { RangeAnswer } from './range-answer.ts';
import { TxnAnswer } from './txn-answer.ts';
import { checkDelete, checkPut, checkRange, checkTxn, refusalOf } from './validation.ts';

const {
  RangeResponse,
  PutResponse,
  DeleteRangeResponse,
  TxnResponse,
  CompactionRequest,
  CompactionResponse,
} = etcdserverpb;

type Call<Request, Response> = UnaryCall<Request, Response>;
type RangeCall = Call<AskedRange, etcdserverpb.RangeResponse.$Properties>;
type PutCall = Call<PutRequest, etcdserverpb.PutResponse.$Properties>;
type DeleteCall = Call<DeleteRequest, etcdserverpb.DeleteRangeResponse.$Properties>;
type TxnCall = Call<AskedTxn, etcdserverpb.TxnResponse.$Properties>;
type CompactCall = Call<etcdserverpb.CompactionRequest, etcdserverpb.CompactionResponse.$Properties>;

const RANGE = { decode: decodeRange };
/** What a command says of values stays in its bytes. */
const PUT = { decode: (bytes: Uint8Array) => decodePut(bytes, 'viewed') };
const DELETE = { decode: decodeDelete };
const TXN = { decode: (bytes: Uint8Array) => decodeTxn(bytes, 'viewed') };

export function kvMethods(context: ApiContext): Method[] {
  return [
    unary('/etcdserverpb.KV/Range', RANGE, RangeResponse, (call) => range(context, call)),
    unary('/etcdserverpb.KV/Put', PUT, PutResponse, (call) => put(context, call)),
    unary('/etcdserverpb.KV/DeleteRange', DELETE, DeleteRangeResponse, (call) => deleteRange(context, call)),
    unary('/etcdserverpb.KV/Txn', TXN, TxnResponse, (call) => txn(context, call)),
    unary('/etcdserverpb.KV/Compact', CompactionRequest, CompactionResponse, (call) =>
      compact(context, call),
    ),
  ];
}

function range(context: ApiContext, call: RangeCall): void {
  const { serializable, op } = call.request;
  if (!serializable && context.serving.isLearner()) return call.fail(ERROR.learner);
  if (op.type === 'unknown') return call.fail(refusalOf(op));
  const refusal = checkRange(op);
  if (refusal !== null) return call.fail(refusal);
  if (serializable) answerRange(context, call, op.request);
  else linearize(context, call, () => answerRange(context, call, op.request));
}

function answerRange(context: ApiContext, call: RangeCall, request: RangeRequest): void {
  if (!mayRead(context, call)) return;
  if (!isSingleKey(request.range)) return answerInSlices(context, call, request);
  const outcome = context.serving.range(request);
  if (!outcome.ok) return call.fail(refusalStatus(outcome.refusal, ''));
  call.reply(rangeResponseBytes(headerBytes(context, context.serving.revision()), outcome.result));
}

function answerInSlices(context: ApiContext, call: RangeCall, request: RangeRequest): void {
  const answer = new RangeAnswer(context.answers);
  const reader = readerFor(context, call, answer, (revision) => answer.begin(headerBytes(context, revision)));
  call.onCancel(context.serving.rangeInSlices(request, reader));
}

function readerFor(
  context: ApiContext,
  call: Failing & { reply(whole: Uint8Array, taken?: () => void): void },
  answer: RangeAnswer | TxnAnswer,
  begin: RangesReader['begin'],
): RangesReader {
  return {
    begin,
    take: (kvs) => answer.take(kvs),
    rangeEnd: (more, count) => answer.rangeEnd(more, count),
    end: (outcome) => {
      if (outcome.ok) answer.end(context.clock, (whole, taken?: () => void) => call.reply(whole, taken));
      else if ('refusal' in outcome) call.fail(refusalStatus(outcome.refusal, ''));
      else call.fail(servingStatus(outcome.error));
    },
  };
}

function put(context: ApiContext, call: PutCall): void {
  const refusal = checkPut(call.request);
  if (refusal !== null) return call.fail(refusal);
  propose(context, call, { kind: 'put', payload: call.bytes }, (applied) => {
    call.reply(putResponseBytes(headerBytes(context, applied.revision), opOf(applied, 'put')));
  });
}

function deleteRange(context: ApiContext, call: DeleteCall): void {
  const refusal = checkDelete(call.request);
  if (refusal !== null) return call.fail(refusal);
  propose(context, call, { kind: 'delete', payload: call.bytes }, (applied) => {
    call.reply(deleteResponseBytes(headerBytes(context, applied.revision), opOf(applied, 'delete')));
  });
}

function txn(context: ApiContext, call: TxnCall): void {
  const refusal = checkTxn(call.request);
  if (refusal !== null) return call.fail(refusal);
  const ranges = rangesOnly(call.request);
  if (ranges === null) proposeTxn(context, call);
  else if (ranges.every((each) => each.serializable)) answerTxn(context, call);
  else linearize(context, call, () => answerTxn(context, call));
}

function proposeTxn(context: ApiContext, call: TxnCall): void {
  propose(context, call, { kind: 'txn', payload: call.bytes }, (applied) => {
    const { revision } = applied;
    call.reply(txnResponseBytes(headerBytes(context, revision), opOf(applied, 'txn').result, revision));
  });
}

function answerTxn(context: ApiContext, call: TxnCall): void {
  if (!mayRead(context, call)) return;
  const answer = new TxnAnswer();
  const reader = readerFor(context, call, answer, (revision, succeeded) =>
    answer.begin(headerBytes(context, revision), revision, succeeded),
  );
  call.onCancel(context.serving.readTxnInSlices(knownTxn(call.request), reader));
}

/** Every range of both branches; `null` when there is anything else (K2). */
function rangesOnly({ success, failure }: AskedTxn): RangeOp[] | null {
  const ops = [...success, ...failure];
  return ops.every((op) => op.type === 'range') ? ops : null;
}

function compact(context: ApiContext, call: CompactCall): void {
  propose(context, call, { kind: 'compact', payload: call.bytes }, () => {
    if (!call.request.physical) return call.reply({ header: currentHeader(context) });
    context.serving.compactionDone(counterOf(call.request.revision), (reply) => {
      if (reply.ok) call.reply({ header: currentHeader(context) });
      else call.fail(servingStatus(reply.error));
    });
  });
}

/** K3. */
function mayRead({ serving }: ApiContext, call: Failing): boolean {
  const damaged = serving.alarms().some(({ alarm }) => alarm === 'corrupt');
  if (damaged) call.fail(ERROR.corrupt);
  return !damaged;
}

/** The machine answers an operation with its own kind of result, or not at all. */
function opOf<Type extends OpResult['type']>(
  { result }: Applied,
  type: Type,
): OpResult & { readonly type: Type } {
  if (result.type === 'op' && isOp(result.result, type)) return result.result;
  throw new InvariantError(`a ${type} was answered with ${result.type}`);
}

function isOp<Type extends OpResult['type']>(
  result: OpResult,
  type: Type,
): result is OpResult & { readonly type: Type } {
  return result.type === type;
}
