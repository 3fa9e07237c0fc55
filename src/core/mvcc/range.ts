/**
 * Reading a range at a revision, to the letter of etcd 3.6 (server/etcdserver/txn/range.go), which has corners:
 * - `count` is of all keys in the range at that revision, whatever limit and filters; count-only ignores both.
 * - Filter, then sort, then cut. A limit bounds the work only in the default order without filters; "sort target other
 *   than key, order none" then means ascending but only among the first limit + 1 keys, because the cut came first.
 * - `more` compares what is left after the filters with the limit.
 * - keys-only drops the value and nothing else.
 */
import { isSingleKey } from '../base/bytes.ts';
import { getKey } from '../base/ordered-map.ts';
import { entryOf, refuseRevision, type Keyspace } from './keyspace.ts';
import { rangeSlice, scanResult, startScan } from './range-scan.ts';
import { keyValueOf, newestRow, readRow, rowAt, withoutValue } from './row.ts';
import type { KeyValue, MvccRefusal, RangeRequest, RangeResult, ReadValue } from './types.ts';

export type RangeOutcome =
  { readonly ok: true; readonly result: RangeResult } | { readonly ok: false; readonly refusal: MvccRefusal };

/** The whole range in one go; what may be long goes through range-scan.ts in slices. */
export function range(keyspace: Keyspace, request: RangeRequest, readValue: ReadValue): RangeOutcome {
  const refusal = refuseRevision(keyspace, request.revision);
  if (refusal !== null) return { ok: false, refusal };
  if (isOneKeyOfThePresent(keyspace, request))
    return { ok: true, result: rangeOne(keyspace, request, readValue) };
  const scan = startScan(keyspace, request);
  while (!rangeSlice(keyspace, scan, Infinity, readValue));
  return { ok: true, result: scanResult(scan) };
}

/** The newest version of one key; `null` when it does not exist. */
export function newestOf(keyspace: Keyspace, key: string, readValue: ReadValue): KeyValue | null {
  const entry = getKey(keyspace.live, key);
  if (entry === undefined) return null;
  const row = newestRow(key, entry);
  return keyValueOf(row, readRow(row, readValue));
}

/** A key as it was at `revision`; `null` when it did not exist then, or when that can no longer be told. */
export function keyAt(
  keyspace: Keyspace,
  key: string,
  revision: number,
  readValue: ReadValue,
): KeyValue | null {
  if (refuseRevision(keyspace, revision) !== null || revision <= 0) return null;
  const entry = entryOf(keyspace, key);
  const row = entry === undefined ? null : rowAt(key, entry, revision, readValue);
  return row === null ? null : keyValueOf(row, readRow(row, readValue));
}

const NOTHING: RangeResult = { kvs: [], more: false, count: 0 };

/** By far the most frequent request, and with at most one key in the answer no order or limit matters. */
function isOneKeyOfThePresent(keyspace: Keyspace, request: RangeRequest): boolean {
  const { revision } = request;
  return (
    (revision <= 0 || revision === keyspace.currentRevision) && isPlain(request) && isSingleKey(request.range)
  );
}

function isPlain(request: RangeRequest): boolean {
  const { minModRevision, maxModRevision, minCreateRevision, maxCreateRevision } = request;
  return (
    !request.countOnly &&
    minModRevision === 0 &&
    maxModRevision === 0 &&
    minCreateRevision === 0 &&
    maxCreateRevision === 0
  );
}

function rangeOne(keyspace: Keyspace, request: RangeRequest, readValue: ReadValue): RangeResult {
  const { from } = request.range;
  const entry = getKey(keyspace.live, from);
  if (entry === undefined) return NOTHING;
  const row = newestRow(from, entry);
  const kv = request.keysOnly ? withoutValue(row) : keyValueOf(row, readRow(row, readValue));
  return { kvs: [kv], more: false, count: 1 };
}
