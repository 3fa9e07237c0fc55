/**
 * A transaction of nothing but ranges as scans: what it compares is looked at when it begins, in one go, and fixes the branch;
 * its ranges then run in slices, one after the other, all as of that moment (range-scan.ts). A range of its own is the same
 * with one scan.
 */
import { allHold } from './compare.ts';
import type { Keyspace } from './keyspace.ts';
import { pinScan, startScan, type RangeScan } from './range-scan.ts';
import { checkRange } from './txn.ts';
import type { MvccRefusal, Op, RangeRequest, ReadValue, TxnRequest } from './types.ts';

export type ScansStart =
  | { readonly ok: true; readonly succeeded: boolean; readonly scans: readonly RangeScan[] }
  | { readonly ok: false; readonly refusal: MvccRefusal };

/** Nothing but ranges, on both branches: such a transaction is served outside the log, like a range. */
export function readOnly({ success, failure }: TxnRequest): boolean {
  return rangesOf(success) !== null && rangesOf(failure) !== null;
}

/** For a transaction that is `readOnly`. Each scan is pinned until it is finished or abandoned: one of them must follow. */
export function beginReadTxn(keyspace: Keyspace, request: TxnRequest, readValue: ReadValue): ScansStart {
  const succeeded = allHold(keyspace, request.compares, readValue);
  const requests = rangesOf(succeeded ? request.success : request.failure) ?? [];
  for (const each of requests) {
    const refusal = checkRange(keyspace, each);
    if (refusal !== null) return { ok: false, refusal };
  }
  return { ok: true, succeeded, scans: requests.map((each) => pinScan(keyspace, startScan(keyspace, each))) };
}

/** `null` if there is anything else. */
function rangesOf(ops: readonly Op[]): RangeRequest[] | null {
  const requests: RangeRequest[] = [];
  for (const op of ops) {
    if (op.type !== 'range') return null;
    requests.push(op.request);
  }
  return requests;
}
