/**
 * What is refused before anything is read or proposed, to the letter of etcd's v3rpc/key.go, because clients and their
 * tests count on which requests pass.
 *
 * V1. Whatever passes can be turned into the core's requests (codec/etcd-request.ts) without a failure.
 * V2. The work is near-linear in the size of the request: etcd, too, keeps deleted ranges in order rather than
 *     comparing every put with every delete.
 */
import { etcdserverpb } from '../../gen/etcd.js';
import { keyOf } from '../../codec/etcd-scalars.ts';
import { ERROR, invalid } from '../errors.ts';
import { MAX_TXN_DEPTH, MAX_TXN_OPS } from '../limits.ts';
import type { Status } from '../status.ts';
import { RangeSet } from './range-set.ts';

type Op = etcdserverpb.RequestOp;

const { SortOrder, SortTarget } = etcdserverpb.RangeRequest;
const { CompareResult, CompareTarget } = etcdserverpb.Compare;

export function checkRange(request: etcdserverpb.RangeRequest): Status | null {
  if (request.key.length === 0) return ERROR.emptyKey;
  const known = request.sort_order in SortOrder && request.sort_target in SortTarget;
  return known ? null : ERROR.invalidSortOption;
}

export function checkPut(request: etcdserverpb.PutRequest): Status | null {
  if (request.key.length === 0) return ERROR.emptyKey;
  if (request.ignore_value && request.value.length > 0) return ERROR.valueProvided;
  if (request.ignore_lease && !request.lease.isZero()) return ERROR.leaseProvided;
  return null;
}

export function checkDelete(request: etcdserverpb.DeleteRangeRequest): Status | null {
  return request.key.length === 0 ? ERROR.emptyKey : null;
}

export function checkTxn(request: etcdserverpb.TxnRequest): Status | null {
  return (
    checkOps(request, MAX_TXN_OPS, MAX_TXN_DEPTH) ??
    overlaps(request.success as Op[]).refusal ??
    overlaps(request.failure as Op[]).refusal
  );
}

function checkOps(request: etcdserverpb.TxnRequest, opsLeft: number, depthLeft: number): Status | null {
  const ops = Math.max(request.compare.length, request.success.length, request.failure.length);
  if (ops > opsLeft || depthLeft === 0) return ERROR.tooManyOps;
  return (
    firstRefusal(request.compare as etcdserverpb.Compare[], checkCompare) ??
    firstRefusal(request.success as Op[], (op) => checkOp(op, opsLeft - ops, depthLeft - 1)) ??
    firstRefusal(request.failure as Op[], (op) => checkOp(op, opsLeft - ops, depthLeft - 1))
  );
}

function checkCompare(compare: etcdserverpb.Compare): Status | null {
  if (compare.key.length === 0) return ERROR.emptyKey;
  if (compare.result in CompareResult && compare.target in CompareTarget) return null;
  return invalid(
    `this release does not know comparison ${compare.result} of target ${compare.target}: ` +
      'use EQUAL, GREATER, LESS or NOT_EQUAL on VERSION, CREATE, MOD, VALUE or LEASE',
  );
}

function checkOp(op: Op, opsLeft: number, depthLeft: number): Status | null {
  switch (op.request) {
    case 'request_range':
      return checkRange(op.request_range as etcdserverpb.RangeRequest);
    case 'request_put':
      return checkPut(op.request_put as etcdserverpb.PutRequest);
    case 'request_delete_range':
      return checkDelete(op.request_delete_range as etcdserverpb.DeleteRangeRequest);
    case 'request_txn':
      return checkOps(op.request_txn as etcdserverpb.TxnRequest, opsLeft, depthLeft);
    default:
      return ERROR.keyNotFound;
  }
}

interface Touched {
  readonly refusal: Status | null;
  readonly puts: ReadonlySet<string>;
  readonly deletes: RangeSet;
}

/**
 * One branch may put a key once, and not put what it deletes. Nested branches count, in etcd's order: deletes of this
 * level, then nested transactions one after the other, then puts of this level. The two branches of one nested
 * transaction exclude each other and may put the same key.
 */
function overlaps(ops: readonly Op[]): Touched {
  const puts = new Set<string>();
  const deletes = new RangeSet(deletesOf(ops));
  for (const op of ops) {
    if (op.request !== 'request_txn') continue;
    const refusal = takeNested(op.request_txn as etcdserverpb.TxnRequest, puts, deletes);
    if (refusal !== null) return { refusal, puts, deletes };
  }
  for (const op of ops) {
    if (op.request !== 'request_put') continue;
    const key = keyOf((op.request_put as etcdserverpb.PutRequest).key);
    if (puts.has(key) || deletes.has(key)) return { refusal: ERROR.duplicateKey, puts, deletes };
    puts.add(key);
  }
  return { refusal: null, puts, deletes };
}

function takeNested(nested: etcdserverpb.TxnRequest, puts: Set<string>, deletes: RangeSet): Status | null {
  const onSuccess = overlaps(nested.success as Op[]);
  if (onSuccess.refusal !== null) return onSuccess.refusal;
  const onFailure = overlaps(nested.failure as Op[]);
  if (onFailure.refusal !== null) return onFailure.refusal;
  for (const key of onSuccess.puts) {
    if (puts.has(key) || deletes.has(key)) return ERROR.duplicateKey;
    puts.add(key);
  }
  for (const key of onFailure.puts) {
    const putBefore = puts.has(key) && !onSuccess.puts.has(key);
    if (putBefore || deletes.has(key)) return ERROR.duplicateKey;
    puts.add(key);
  }
  deletes.addAll(onSuccess.deletes);
  deletes.addAll(onFailure.deletes);
  return null;
}

function deletesOf(ops: readonly Op[]): { from: string; to: string }[] {
  const ranges: { from: string; to: string }[] = [];
  for (const op of ops) {
    if (op.request !== 'request_delete_range') continue;
    const request = op.request_delete_range as etcdserverpb.DeleteRangeRequest;
    const from = keyOf(request.key);
    const end = keyOf(request.range_end);
    // An end before the key counts for the key alone. That includes "everything from the key on" (an end of one zero
    // byte): etcd lets a transaction clear a range that way and put into it.
    ranges.push({ from, to: end > from ? end : `${from}\0` });
  }
  return ranges;
}

function firstRefusal<T>(items: readonly T[], check: (item: T) => Status | null): Status | null {
  for (const item of items) {
    const refusal = check(item);
    if (refusal !== null) return refusal;
  }
  return null;
}
