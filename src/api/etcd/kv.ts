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
import type { OpResult, RangeRequest as CoreRangeRequest } from '../../core/mvcc/types.ts';
import { toRangeRequest, toTxnRequest } from '../../codec/etcd-request.ts';
import { deleteResponse, putResponse, txnResponse } from '../../codec/etcd-response.ts';
import { counterOf } from '../../codec/etcd-scalars.ts';
import { rangeResponseBytes } from '../../codec/range-response.ts';
import { etcdserverpb } from '../../gen/etcd.js';
import { currentHeader, headerAt, headerBytes, linearize, propose } from '../context.ts';
import type { ApiContext, Failing } from '../context.ts';
import { ERROR, refusalStatus, servingStatus } from '../errors.ts';
import { unary } from '../surface.ts';
import type { Method, UnaryCall } from '../surface.ts';
import type { RangesReader } from '../../node/serving/long-ranges.ts';
import { RangeAnswer } from './range-answer.ts';
import { TxnAnswer } from './txn-answer.ts';
import { checkDelete, checkPut, checkRange, checkTxn } from './validation.ts';

const {
  RangeRequest,
  RangeResponse,
  PutRequest,
  PutResponse,
  DeleteRangeRequest,
  DeleteRangeResponse,
  TxnRequest,
  TxnResponse,
  CompactionRequest,
  CompactionResponse,
} = etcdserverpb;

type Call<Request, Response> = UnaryCall<Request, Response>;
type RangeCall = Call<etcdserverpb.RangeRequest, etcdserverpb.RangeResponse.$Properties>;
type PutCall = Call<etcdserverpb.PutRequest, etcdserverpb.PutResponse.$Properties>;
type DeleteCall = Call<etcdserverpb.DeleteRangeRequest, etcdserverpb.DeleteRangeResponse.$Properties>;
type TxnCall = Call<etcdserverpb.TxnRequest, etcdserverpb.TxnResponse.$Properties>;
type CompactCall = Call<etcdserverpb.CompactionRequest, etcdserverpb.CompactionResponse.$Properties>;

export function kvMethods(context: ApiContext): Method[] {
  return [
    unary('/etcdserverpb.KV/Range', RangeRequest, RangeResponse, (call) => range(context, call)),
    unary('/etcdserverpb.KV/Put', PutRequest, PutResponse, (call) => put(context, call)),
    unary('/etcdserverpb.KV/DeleteRange', DeleteRangeRequest, DeleteRangeResponse, (call) =>
      deleteRange(context, call),
    ),
    unary('/etcdserverpb.KV/Txn', TxnRequest, TxnResponse, (call) => txn(context, call)),
    unary('/etcdserverpb.KV/Compact', CompactionRequest, CompactionResponse, (call) =>
      compact(context, call),
    ),
  ];
}

function range(context: ApiContext, call: RangeCall): void {
  const { request } = call;
  if (!request.serializable && context.serving.isLearner()) return call.fail(ERROR.learner);
  const refusal = checkRange(request);
  if (refusal !== null) return call.fail(refusal);
  if (request.serializable) answerRange(context, call);
  else linearize(context, call, () => answerRange(context, call));
}

function answerRange(context: ApiContext, call: RangeCall): void {
  if (!mayRead(context, call)) return;
  const request = toRangeRequest(call.request);
  if (call.request.range_end.length > 0) return answerInSlices(context, call, request);
  const outcome = context.serving.range(request);
  if (!outcome.ok) return call.fail(refusalStatus(outcome.refusal, ''));
  call.reply(rangeResponseBytes(headerBytes(context, context.serving.revision()), outcome.result));
}

function answerInSlices(context: ApiContext, call: RangeCall, request: CoreRangeRequest): void {
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
    const { prevKv } = opOf(applied, 'put');
    // Without the version before it is nothing but its header.
    if (prevKv === null) call.reply(headerBytes(context, applied.revision));
    else call.reply(putResponse(headerAt(context, applied.revision), prevKv));
  });
}

function deleteRange(context: ApiContext, call: DeleteCall): void {
  const refusal = checkDelete(call.request);
  if (refusal !== null) return call.fail(refusal);
  propose(context, call, { kind: 'delete', payload: call.bytes }, (applied) => {
    const { deleted, prevKvs } = opOf(applied, 'delete');
    call.reply(deleteResponse(headerAt(context, applied.revision), deleted, prevKvs));
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
    call.reply(txnResponse(headerAt(context, revision), opOf(applied, 'txn').result, revision));
  });
}

function answerTxn(context: ApiContext, call: TxnCall): void {
  if (!mayRead(context, call)) return;
  const answer = new TxnAnswer();
  const reader = readerFor(context, call, answer, (revision, succeeded) =>
    answer.begin(headerBytes(context, revision), revision, succeeded),
  );
  call.onCancel(context.serving.readTxnInSlices(toTxnRequest(call.request), reader));
}

/** Every range of both branches; `null` when there is anything else (K2). */
function rangesOnly(request: etcdserverpb.TxnRequest): etcdserverpb.RangeRequest[] | null {
  const ranges: etcdserverpb.RangeRequest[] = [];
  for (const op of [...request.success, ...request.failure]) {
    if (!op.request_range) return null;
    ranges.push(op.request_range as etcdserverpb.RangeRequest);
  }
  return ranges;
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
