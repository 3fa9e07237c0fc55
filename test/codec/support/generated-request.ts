/**
 * What the generated decoders make of etcd's requests, as the core's: how releases before this one read them, and what the
 * decoders of our own must not differ from.
 */
import { leaseId } from '../../../src/core/base/brands.ts';
import type { LeaseId } from '../../../src/core/base/brands.ts';
import { ownBytes, singleKey } from '../../../src/core/base/bytes.ts';
import { values } from '../../../src/core/base/slab.ts';
import type { KeyRange } from '../../../src/core/base/bytes.ts';
import type {
  Compare,
  CompareTarget,
  DeleteRequest,
  Op,
  PutRequest,
  RangeRequest,
  SortOrder,
  SortTarget,
  TxnRequest,
} from '../../../src/core/mvcc/types.ts';
import type { etcdserverpb } from '../../../src/gen/etcd.js';
import { FormatError } from '../../../src/codec/binary.ts';
import { counterOf, countOf, idOf, keyOf, signedOf } from '../../../src/codec/etcd-scalars.ts';

type Long = etcdserverpb.RangeRequest['revision'];

const SORT_ORDERS: readonly SortOrder[] = ['none', 'ascend', 'descend'];
const SORT_TARGETS: readonly SortTarget[] = ['key', 'version', 'create', 'mod', 'value'];
const COMPARE_RESULTS: readonly Compare['result'][] = ['equal', 'greater', 'less', 'not-equal'];
/** A range end of one zero byte asks for every key from `key` on. */
const FROM_KEY = '\0';

function toKeyRange(key: Uint8Array, rangeEnd: Uint8Array): KeyRange {
  const from = keyOf(key);
  if (rangeEnd.length === 0) return singleKey(from);
  const to = keyOf(rangeEnd);
  return { from, to: to === FROM_KEY ? null : to };
}

/** A range of its own: etcd reads the newest for a negative revision here, and only here. */
export function toRangeRequest(request: etcdserverpb.RangeRequest): RangeRequest {
  return rangeAt(request, countOf(request.revision));
}

function rangeAt(request: etcdserverpb.RangeRequest, revision: number): RangeRequest {
  return {
    range: toKeyRange(request.key, request.range_end),
    revision,
    limit: countOf(request.limit),
    sortOrder: oneOf(SORT_ORDERS, request.sort_order, 'sort order'),
    sortTarget: oneOf(SORT_TARGETS, request.sort_target, 'sort target'),
    keysOnly: request.keys_only,
    countOnly: request.count_only,
    minModRevision: counterOf(request.min_mod_revision),
    maxModRevision: counterOf(request.max_mod_revision),
    minCreateRevision: counterOf(request.min_create_revision),
    maxCreateRevision: counterOf(request.max_create_revision),
  };
}

export function toPutRequest(request: etcdserverpb.PutRequest): PutRequest {
  return {
    key: keyOf(request.key),
    value: values.copy(request.value),
    lease: toLease(request.lease),
    prevKv: request.prev_kv,
    ignoreValue: request.ignore_value,
    ignoreLease: request.ignore_lease,
  };
}

export function toDeleteRequest(request: etcdserverpb.DeleteRangeRequest): DeleteRequest {
  return { range: toKeyRange(request.key, request.range_end), prevKv: request.prev_kv };
}

export function toTxnRequest(request: etcdserverpb.TxnRequest): TxnRequest {
  return {
    compares: request.compare.map((compare) => toCompare(compare as etcdserverpb.Compare)),
    success: request.success.map((op) => toOp(op as etcdserverpb.RequestOp)),
    failure: request.failure.map((op) => toOp(op as etcdserverpb.RequestOp)),
  };
}

function toOp(op: etcdserverpb.RequestOp): Op {
  switch (op.request) {
    case 'request_range': {
      const request = op.request_range as etcdserverpb.RangeRequest;
      return { type: 'range', request: rangeAt(request, counterOf(request.revision)) };
    }
    case 'request_put':
      return { type: 'put', request: toPutRequest(op.request_put as etcdserverpb.PutRequest) };
    case 'request_delete_range':
      return {
        type: 'delete',
        request: toDeleteRequest(op.request_delete_range as etcdserverpb.DeleteRangeRequest),
      };
    case 'request_txn':
      return { type: 'txn', request: toTxnRequest(op.request_txn as etcdserverpb.TxnRequest) };
    default:
      throw new FormatError('transaction: an operation of no kind');
  }
}

function toCompare(compare: etcdserverpb.Compare): Compare {
  const range = toKeyRange(compare.key, compare.range_end);
  const result = oneOf(COMPARE_RESULTS, compare.result, 'comparison');
  return { ...toTarget(compare), range, result };
}

const VERSION = 0;
const CREATE = 1;
const MOD = 2;
const VALUE = 3;
const LEASE = 4;

/** An operand of another kind than the target counts as none at all: zero or empty, as in etcd. */
function toTarget(compare: etcdserverpb.Compare): CompareTarget {
  const { target_union: union } = compare;
  switch (compare.target as number) {
    case VERSION:
      return { target: 'version', operand: operand(union === 'version', compare.version) };
    case CREATE:
      return { target: 'create', operand: operand(union === 'create_revision', compare.create_revision) };
    case MOD:
      return { target: 'mod', operand: operand(union === 'mod_revision', compare.mod_revision) };
    case VALUE:
      return { target: 'value', operand: ownBytes((union === 'value' && compare.value) || NO_VALUE) };
    case LEASE:
      return { target: 'lease', operand: union === 'lease' && compare.lease ? signedOf(compare.lease) : 0n };
    default:
      throw new FormatError(`transaction: comparison with unknown target ${compare.target}`);
  }
}

const NO_VALUE = new Uint8Array(0);

function operand(given: boolean, value: Long | null | undefined): number {
  return given && value ? counterOf(value) : 0;
}

function toLease(lease: Long): LeaseId | null {
  return lease.isZero() ? null : leaseId(idOf(lease));
}

function oneOf<T>(names: readonly T[], number: number, what: string): T {
  const name = names[number];
  if (name === undefined) throw new FormatError(`unknown ${what}: ${number}`);
  return name;
}
