/** Requests with everything a test does not care about filled in. */
import { prefixRange, singleKey, type KeyRange } from '../../../src/core/base/bytes.ts';
import { leaseId } from '../../../src/core/base/brands.ts';
import type {
  Compare,
  DeleteRequest,
  Op,
  PutRequest,
  RangeRequest,
  TxnRequest,
} from '../../../src/core/mvcc/types.ts';

export const EVERYTHING: KeyRange = { from: '', to: null };

export function bytes(text: string): Uint8Array {
  return Uint8Array.from(text, (unit) => unit.charCodeAt(0));
}

export function text(value: Uint8Array): string {
  return String.fromCharCode(...value);
}

export function put(key: string, value = 'value', rest: Partial<PutRequest> = {}): PutRequest {
  const plain = { lease: null, prevKv: false, ignoreValue: false, ignoreLease: false };
  return { ...plain, key, value: bytes(value), ...rest };
}

export function withLease(id: number): Partial<PutRequest> {
  return { lease: leaseId(BigInt(id)) };
}

export function del(key: string, prevKv = false): DeleteRequest {
  return { range: singleKey(key), prevKv };
}

export function delPrefix(prefix: string, prevKv = false): DeleteRequest {
  return { range: prefixRange(prefix), prevKv };
}

export function get(where: string | KeyRange, rest: Partial<RangeRequest> = {}): RangeRequest {
  return {
    range: typeof where === 'string' ? singleKey(where) : where,
    revision: 0,
    limit: 0,
    sortOrder: 'none',
    sortTarget: 'key',
    keysOnly: false,
    countOnly: false,
    minModRevision: 0,
    maxModRevision: 0,
    minCreateRevision: 0,
    maxCreateRevision: 0,
    ...rest,
  };
}

export function txn(parts: { compares?: Compare[]; success?: Op[]; failure?: Op[] }): TxnRequest {
  return { compares: [], success: [], failure: [], ...parts };
}

export const putOp = (...args: Parameters<typeof put>): Op => ({ type: 'put', request: put(...args) });
export const delOp = (...args: Parameters<typeof del>): Op => ({ type: 'delete', request: del(...args) });
export const getOp = (...args: Parameters<typeof get>): Op => ({ type: 'range', request: get(...args) });
export const txnOp = (...args: Parameters<typeof txn>): Op => ({ type: 'txn', request: txn(...args) });

type Counter = 'version' | 'create' | 'mod';

export function compare(key: string, target: Counter, result: Compare['result'], operand: number): Compare {
  return { range: singleKey(key), target, result, operand };
}

export function compareValue(where: string | KeyRange, result: Compare['result'], operand: string): Compare {
  const range = typeof where === 'string' ? singleKey(where) : where;
  return { range, target: 'value', result, operand: bytes(operand) };
}
