/**
 * What is refused before anything is read or proposed, to the letter of etcd's v3rpc/key.go, because clients and their
 * tests count on which requests pass.
 *
 * V1. Whatever passes is the core's: there is nothing unknown in it (codec/kv-request Q2).
 * V2. The work is near-linear in the size of the request: etcd, too, keeps deleted ranges in order rather than
 *     comparing every put with every delete.
 */
import type { RangeOp, Unknown } from '../../codec/kv-request.ts';
import type { AskedCompare, AskedOp, AskedTxn } from '../../codec/txn-request.ts';
import type { DeleteRequest, PutRequest } from '../../core/mvcc/types.ts';
import { assertNever } from '../../core/base/assert.ts';
import { ERROR, invalid } from '../errors.ts';
import { MAX_TXN_DEPTH, MAX_TXN_OPS } from '../limits.ts';
import type { Status } from '../status.ts';
import { RangeSet } from './range-set.ts';

export function checkRange({ request }: RangeOp): Status | null {
  return checkKey(request.range.from);
}

export function checkPut({ key, value, lease, ignoreValue, ignoreLease }: PutRequest): Status | null {
  if (key.length === 0) return ERROR.emptyKey;
  if (ignoreValue && value.length > 0) return ERROR.valueProvided;
  if (ignoreLease && lease !== null) return ERROR.leaseProvided;
  return null;
}

export function checkDelete({ range }: DeleteRequest): Status | null {
  return checkKey(range.from);
}

export function checkTxn(request: AskedTxn): Status | null {
  return (
    checkOps(request, MAX_TXN_OPS, MAX_TXN_DEPTH) ??
    refuseOverlaps(request.success) ??
    refuseOverlaps(request.failure)
  );
}

function checkOps(request: AskedTxn, opsLeft: number, depthLeft: number): Status | null {
  const ops = Math.max(request.compares.length, request.success.length, request.failure.length);
  if (ops > opsLeft || depthLeft === 0) return ERROR.tooManyOps;
  return (
    firstRefusal(request.compares, checkCompare) ??
    firstRefusal(request.success, (op) => checkOp(op, opsLeft - ops, depthLeft - 1)) ??
    firstRefusal(request.failure, (op) => checkOp(op, opsLeft - ops, depthLeft - 1))
  );
}

function checkCompare(compare: AskedCompare): Status | null {
  return compare.target === 'unknown' ? refusalOf(compare) : checkKey(compare.range.from);
}

function checkOp(op: AskedOp, opsLeft: number, depthLeft: number): Status | null {
  switch (op.type) {
    case 'range':
      return checkRange(op);
    case 'put':
      return checkPut(op.request);
    case 'delete':
      return checkDelete(op.request);
    case 'txn':
      return checkOps(op.request, opsLeft, depthLeft);
    case 'unknown':
      return refusalOf(op);
    default:
      return assertNever(op);
  }
}

/** What a later release may know. */
export function refusalOf({ what, key, numbers }: Unknown): Status {
  switch (what) {
    case 'operation':
      return ERROR.keyNotFound;
    case 'sort':
      return checkKey(key) ?? ERROR.invalidSortOption;
    case 'comparison':
      return checkKey(key) ?? unknownComparison(numbers);
    default:
      return assertNever(what);
  }
}

function unknownComparison([result, target]: readonly number[]): Status {
  return invalid(
    `this release does not know comparison ${result} of target ${target}: ` +
      'use EQUAL, GREATER, LESS or NOT_EQUAL on VERSION, CREATE, MOD, VALUE or LEASE',
  );
}

const checkKey = (key: string): Status | null => (key.length === 0 ? ERROR.emptyKey : null);

/** One operation by itself touches no key twice. */
function refuseOverlaps(ops: readonly AskedOp[]): Status | null {
  return ops.length > 1 || ops[0]?.type === 'txn' ? overlaps(ops).refusal : null;
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
function overlaps(ops: readonly AskedOp[]): Touched {
  const puts = new Set<string>();
  const deletes = new RangeSet(deletesOf(ops));
  for (const op of ops) {
    if (op.type !== 'txn') continue;
    const refusal = takeNested(op.request, puts, deletes);
    if (refusal !== null) return { refusal, puts, deletes };
  }
  for (const op of ops) {
    if (op.type !== 'put') continue;
    const { key } = op.request;
    if (puts.has(key) || deletes.has(key)) return { refusal: ERROR.duplicateKey, puts, deletes };
    puts.add(key);
  }
  return { refusal: null, puts, deletes };
}

function takeNested(nested: AskedTxn, puts: Set<string>, deletes: RangeSet): Status | null {
  const onSuccess = overlaps(nested.success);
  if (onSuccess.refusal !== null) return onSuccess.refusal;
  const onFailure = overlaps(nested.failure);
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

function deletesOf(ops: readonly AskedOp[]): { from: string; to: string }[] {
  const ranges: { from: string; to: string }[] = [];
  for (const op of ops) {
    if (op.type !== 'delete') continue;
    const { from, to } = op.request.range;
    // An end before the key counts for the key alone. That includes "everything from the key on" (an end of one zero
    // byte): etcd lets a transaction clear a range that way and put into it.
    ranges.push({ from, to: to !== null && to > from ? to : `${from}\0` });
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
