/**
 * A range as a machine that runs in slices: it walks the keys, sorts and cuts what it found, then builds the answer and
 * reads the values that are in it. It reads at one revision throughout, however many writes happen between two slices.
 * Where there is nothing to sort or to cut it does so piece by piece: a million rows that wait for the walk's end are moved
 * over and over by the collector of garbage.
 *
 * Invariants:
 * S1. `revision` never changes and is at or above the compact revision for as long as it is pinned (keyspace K4).
 * S2. Rows come in key order and have passed the filters; there are never more than `wanted`, those of earlier pieces
 *     included.
 * S3. Each piece but the last leaves rows to the next one, so that a reader who looks ahead always finds some.
 */
import { assert, assertNever } from '../base/assert.ts';
import { compareBytes, compareStrings } from '../base/bytes.ts';
import { countRange } from '../base/ordered-map.ts';
import { createSort, isSorted, sortSlice, type SlicedSort } from '../base/sliced-sort.ts';
import { existsAt } from './key-index.ts';
import { after, nextStep, walkAll, walkLive, type Step } from './key-walk.ts';
import { pinRevision, refuseRevision, unpinRevision, type Keyspace } from './keyspace.ts';
import { keyValueOf, readRow, rowAt, withoutValue, type Row } from './row.ts';
import type {
  KeyValue,
  MvccRefusal,
  RangeRequest,
  RangeResult,
  ReadValue,
  Revision,
  SortTarget,
} from './types.ts';

/** What reading a value costs beside a step over a key, in units of a slice's budget; and besides one for so many bytes. */
const VALUE_COST = 8;
const BYTES_A_UNIT = 512;

/** Rows of a piece, and how many of them it leaves. */
export const PIECE_ROWS = 4_096;
const LEFT_ROWS = 1_024;

export interface RangeScan {
  readonly request: RangeRequest;
  readonly revision: number;
  /** How many keys the answer can use. */
  readonly wanted: number;
  /** True when the count was known at the start: the walk may end early. */
  readonly counted: boolean;
  /** What the walk finds is the answer. */
  readonly piecewise: boolean;
  count: number;
  phase: 'walk' | 'sort' | 'answer' | 'done';
  /** The first key not walked over yet. */
  from: string;
  rows: Row[];
  /** Rows of earlier pieces: they are answered. */
  given: number;
  /** Every key is walked over, or those that are not cannot matter. */
  walked: boolean;
  /** Of the rows, while it is under way. */
  sort: SlicedSort<Row> | null;
  /** How many of the rows are answered. */
  answered: number;
  /** What is answered and not taken yet. */
  kvs: KeyValue[];
  more: boolean;
}

export type ScanStart =
  { readonly ok: true; readonly scan: RangeScan } | { readonly ok: false; readonly refusal: MvccRefusal };

/** Starts a range whose revision stays pinned until `finishRange` or `abandonRange`: one of them must follow. */
export function beginRange(keyspace: Keyspace, request: RangeRequest): ScanStart {
  const refusal = refuseRevision(keyspace, request.revision);
  if (refusal !== null) return { ok: false, refusal };
  return { ok: true, scan: pinScan(keyspace, startScan(keyspace, request)) };
}

export function pinScan(keyspace: Keyspace, scan: RangeScan): RangeScan {
  pinRevision(keyspace, scan.revision);
  return scan;
}

/** Spends about `budget` units (stepping over a key is one); true when the scan is through. */
export function rangeSlice(
  keyspace: Keyspace,
  scan: RangeScan,
  budget: number,
  readValue: ReadValue,
): boolean {
  rangeStep(keyspace, scan, budget, readValue);
  return isThrough(scan);
}

/** The same, returning what is left of the budget. */
export function rangeStep(keyspace: Keyspace, scan: RangeScan, budget: number, readValue: ReadValue): number {
  if (scan.phase === 'walk') budget = walkKeys(keyspace, scan, budget, readValue);
  if (scan.phase === 'sort') budget = sortRows(scan, budget);
  return scan.phase === 'answer' ? answerRows(scan, budget, readValue) : budget;
}

export const rowsAnswered = ({ given, answered }: RangeScan): number => given + answered;

/** It has a result. */
export function isThrough({ phase }: RangeScan): boolean {
  return phase === 'done';
}

/** Of the next so many rows of the answer, those whose values are still to be read. */
export function rowsAhead(scan: RangeScan, rows: number): readonly Revision[] {
  if (scan.phase !== 'answer' || scan.request.keysOnly) return [];
  return scan.rows.slice(scan.answered, scan.answered + rows).filter(({ value }) => value === null);
}

/** What was answered since the last time: who passes it on need not hold all of it. The result has the rest. */
export function takeAnswered(scan: RangeScan): readonly KeyValue[] {
  const { kvs } = scan;
  scan.kvs = [];
  return kvs;
}

export function finishRange(keyspace: Keyspace, scan: RangeScan): RangeResult {
  unpinRevision(keyspace, scan.revision);
  return scanResult(scan);
}

export function abandonRange(keyspace: Keyspace, scan: RangeScan): void {
  unpinRevision(keyspace, scan.revision);
}

/** The caller has made sure that the revision is readable. */
export function startScan(keyspace: Keyspace, request: RangeRequest): RangeScan {
  const revision = request.revision > 0 ? request.revision : keyspace.currentRevision;
  const counted = revision === keyspace.currentRevision;
  const count = counted ? countRange(keyspace.live, request.range) : 0;
  const wanted = request.countOnly ? 0 : Math.min(rowsWanted(request), counted ? count : Infinity);
  const phase = counted && wanted === 0 ? 'done' : 'walk';
  const isCut = request.limit > 0 && count > request.limit;
  return {
    request,
    revision,
    wanted,
    counted,
    piecewise: counted && !isCut && staysInOrder(request) && !hasFilters(request),
    count,
    phase,
    from: request.range.from,
    rows: [],
    given: 0,
    walked: false,
    sort: null,
    answered: 0,
    kvs: [],
    more: false,
  };
}

export function scanResult(scan: RangeScan): RangeResult {
  assert(scan.phase === 'done', 'a range has a result once its last slice has run');
  return { kvs: scan.kvs, more: scan.more, count: scan.count };
}

/** One more than the limit tells whether there is more; filters and other orders need to see every key. */
function rowsWanted(request: RangeRequest): number {
  const bounded = request.limit > 0 && isKeyOrder(request) && !hasFilters(request);
  return bounded ? request.limit + 1 : Infinity;
}

/** etcd counts "none" for any sort target as key order here, although it sorts later. */
function isKeyOrder(request: RangeRequest): boolean {
  return request.sortOrder === 'none' || (request.sortTarget === 'key' && request.sortOrder === 'ascend');
}

/** As the walk finds it. */
function staysInOrder({ sortTarget, sortOrder }: RangeRequest): boolean {
  return sortTarget === 'key' && sortOrder !== 'descend';
}

function hasFilters(request: RangeRequest): boolean {
  const { minModRevision, maxModRevision, minCreateRevision, maxCreateRevision } = request;
  return minModRevision !== 0 || maxModRevision !== 0 || minCreateRevision !== 0 || maxCreateRevision !== 0;
}

/** Returns what is left of the budget. */
function walkKeys(keyspace: Keyspace, scan: RangeScan, budget: number, readValue: ReadValue): number {
  const present = scan.revision === keyspace.currentRevision;
  const walk = present ? walkLive(keyspace, scan.from) : walkAll(keyspace, scan.from);
  const { to } = scan.request.range;
  let last: string | null = null;
  while (budget > 0 && !isPieceFull(scan)) {
    const full = scan.counted && isAll(scan);
    const step = full ? null : nextStep(walk);
    if (step === null || (to !== null && step.key >= to)) {
      scan.walked = true;
      arrange(scan);
      return budget;
    }
    last = step.key;
    budget -= takeStep(scan, step, readValue);
  }
  if (last !== null) scan.from = after(last);
  if (isPieceFull(scan)) scan.phase = 'answer';
  return Math.max(budget, 0);
}

const isPieceFull = ({ piecewise, rows }: RangeScan): boolean => piecewise && rows.length >= PIECE_ROWS;

/** All rows that can be in the answer are found. */
const isAll = ({ given, rows, wanted }: RangeScan): boolean => given + rows.length === wanted;

/** Returns what it cost. */
function takeStep(scan: RangeScan, { key, entry }: Step, readValue: ReadValue): number {
  if (isAll(scan)) {
    if (existsAt(entry, scan.revision)) scan.count++;
    return 1;
  }
  const row = rowAt(key, entry, scan.revision, readValue);
  if (row === null) return 1;
  if (!scan.counted) scan.count++;
  if (passesFilters(scan.request, row)) {
    if (scan.request.sortTarget === 'value') readRow(row, readValue);
    scan.rows.push(row);
  }
  return row.value === null ? 1 : VALUE_COST;
}

function passesFilters(request: RangeRequest, row: Row): boolean {
  const { minModRevision, maxModRevision, minCreateRevision, maxCreateRevision } = request;
  return (
    (maxModRevision === 0 || row.main <= maxModRevision) &&
    (minModRevision === 0 || row.main >= minModRevision) &&
    (maxCreateRevision === 0 || row.createRevision <= maxCreateRevision) &&
    (minCreateRevision === 0 || row.createRevision >= minCreateRevision)
  );
}

/** All keys are walked. */
function arrange(scan: RangeScan): void {
  if (staysInOrder(scan.request)) return cut(scan);
  const { sortTarget, sortOrder } = scan.request;
  const compare = comparison(sortTarget);
  scan.sort = createSort(
    scan.rows,
    sortOrder === 'descend' ? (left, right) => compare(right, left) : compare,
  );
  scan.phase = 'sort';
}

/** Returns what is left of the budget. */
function sortRows(scan: RangeScan, budget: number): number {
  assert(scan.sort !== null, 'a sort is under way');
  const left = sortSlice(scan.sort, budget);
  if (!isSorted(scan.sort)) return left;
  scan.rows = scan.sort.items;
  scan.sort = null;
  cut(scan);
  return left;
}

function cut(scan: RangeScan): void {
  const { request } = scan;
  if (request.limit > 0 && scan.rows.length > request.limit) {
    scan.rows.length = request.limit;
    scan.more = true;
  }
  scan.phase = scan.rows.length === 0 ? 'done' : 'answer';
}

function comparison(target: SortTarget): (left: Row, right: Row) => number {
  switch (target) {
    case 'key':
      return (left, right) => compareStrings(left.key, right.key);
    case 'version':
      return (left, right) => left.version - right.version;
    case 'create':
      return (left, right) => left.createRevision - right.createRevision;
    case 'mod':
      return (left, right) => left.main - right.main;
    case 'value':
      return (left, right) => compareBytes(valueOf(left), valueOf(right));
    default:
      return assertNever(target);
  }
}

function valueOf(row: Row): Uint8Array {
  assert(row.value !== null, 'values are read before they are sorted by');
  return row.value;
}

/** Returns what is left of the budget. */
function answerRows(scan: RangeScan, budget: number, readValue: ReadValue): number {
  const { request, rows } = scan;
  const end = scan.walked ? rows.length : rows.length - LEFT_ROWS;
  while (budget > 0 && scan.answered < end) {
    const row = rows[scan.answered++]!;
    const isRead = request.keysOnly || row.value !== null;
    const kv = request.keysOnly ? withoutValue(row) : keyValueOf(row, readRow(row, readValue));
    budget -= (isRead ? 1 : VALUE_COST) + Math.floor(kv.value.length / BYTES_A_UNIT);
    scan.kvs.push(kv);
  }
  if (scan.answered === rows.length) scan.phase = 'done';
  else if (scan.answered === end) nextPiece(scan);
  return budget;
}

/** S3. */
function nextPiece(scan: RangeScan): void {
  scan.rows = scan.rows.slice(scan.answered);
  scan.given += scan.answered;
  scan.answered = 0;
  scan.phase = 'walk';
}
