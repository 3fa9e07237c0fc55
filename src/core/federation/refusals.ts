/**
 * What a covered key cannot promise, and is therefore refused before it is executed: a lease counts in one region, a
 * comparison sees one region. Each refusal names the key, the rule and the way out.
 *
 * Q1. A put with a lease on a covered key is refused, in a transaction too.
 * Q2. A transaction is refused if it compares a covered key, or compares anything and writes a covered key in either
 *     branch, nested transactions included, unless every rule it touches so says `cas: local`.
 * Q3. Ranges of deletes are expanded to keys when they are executed. A delete of more covered keys than one
 *     transaction can carry into other regions is refused: nothing behind it could be replicated until it was.
 *
 * A put that keeps a key's lease (`ignore_lease`) is not known here; capture.ts K3 says what becomes of it.
 */
import { assertNever } from '../base/assert.ts';
import { prefixRange, printableKey, singleKey } from '../base/bytes.ts';
import type { KeyRange } from '../base/bytes.ts';
import type { OrderedMap } from '../base/ordered-map.ts';
import { visitRange } from '../base/ordered-map-cursor.ts';
import { describeRule, ruleFor, rulesTouching } from './rules.ts';
import type { RuleTable } from './rules.ts';
import type { Rule } from './types.ts';

/** The parts of the keyspace's requests that matter; its own `PutRequest` and `TxnRequest` fit. */
export interface CoveredPut {
  readonly key: string;
  readonly lease: bigint | null;
}

export interface CoveredTxn {
  readonly compares: readonly { readonly range: KeyRange }[];
  readonly success: readonly CoveredOp[];
  readonly failure: readonly CoveredOp[];
}

export type CoveredOp =
  | { readonly type: 'range' }
  | { readonly type: 'put'; readonly request: CoveredPut }
  | { readonly type: 'delete'; readonly request: { readonly range: KeyRange } }
  | { readonly type: 'txn'; readonly request: CoveredTxn };

export interface CoverageRefusal {
  readonly reason: 'lease-on-federated' | 'compare-on-federated' | 'delete-too-large';
  readonly detail: string;
}

/** What the deletes of one transaction may take in a receiving region's log entry, which has room for 12 MiB. */
export const COVERED_DELETES_BYTES_MAX = 8 * 1024 * 1024;
/** Of one deleted key beside the key itself. */
const DELETE_OVERHEAD_BYTES = 32;

export function checkCoveredPut(rules: RuleTable, put: CoveredPut): CoverageRefusal | null {
  if (put.lease === null) return null;
  const rule = ruleFor(rules, put.key);
  if (rule === null) return null;
  return {
    reason: 'lease-on-federated',
    detail:
      `key "${printableKey(put.key)}" is replicated to all regions by rule ${describeRule(rule)}, ` +
      'and a lease counts in one region only: put it without a lease, or under a prefix no rule covers',
  };
}

export function checkCoveredTxn(rules: RuleTable, txn: CoveredTxn): CoverageRefusal | null {
  if (rules.byPrefix.size === 0) return null;
  const parts: Parts = { compared: [], written: [], deleted: [], leased: [] };
  collect(txn, parts);
  for (const put of parts.leased) {
    const refusal = checkCoveredPut(rules, put);
    if (refusal !== null) return refusal;
  }
  if (parts.compared.length === 0) return null;
  return (
    checkRanges(rules, parts.compared, 'compares') ?? checkRanges(rules, parts.written, 'compares and writes')
  );
}

/** Keys present in `live` are counted in both branches: which one will run is not known yet. */
export function checkCoveredDeletes(
  rules: RuleTable,
  op: CoveredOp,
  live: OrderedMap<unknown>,
): CoverageRefusal | null {
  if (rules.byPrefix.size === 0) return null;
  const parts: Parts = { compared: [], written: [], deleted: [], leased: [] };
  collectOp(op, parts);
  let room = COVERED_DELETES_BYTES_MAX;
  for (const range of parts.deleted) {
    for (const part of coveredParts(rules, range)) {
      visitRange(live, part, (key) => (room -= key.length + DELETE_OVERHEAD_BYTES) > 0);
      if (room <= 0) return deleteRefusal(range);
    }
  }
  return null;
}

/** Whether it may write a key under a rule, whichever branch runs. */
export function writesCovered(rules: RuleTable, op: CoveredOp): boolean {
  if (rules.byPrefix.size === 0) return false;
  const parts: Parts = { compared: [], written: [], deleted: [], leased: [] };
  collectOp(op, parts);
  return parts.written.some((range) => rulesTouching(rules, range).length > 0);
}

interface Parts {
  readonly compared: KeyRange[];
  readonly written: KeyRange[];
  readonly deleted: KeyRange[];
  readonly leased: CoveredPut[];
}

function collect(txn: CoveredTxn, parts: Parts): void {
  for (const compare of txn.compares) parts.compared.push(compare.range);
  for (const op of [...txn.success, ...txn.failure]) collectOp(op, parts);
}

function collectOp(op: CoveredOp, parts: Parts): void {
  switch (op.type) {
    case 'range':
      return;
    case 'put':
      parts.written.push(singleKey(op.request.key));
      if (op.request.lease !== null) parts.leased.push(op.request);
      return;
    case 'delete':
      parts.written.push(op.request.range);
      parts.deleted.push(op.request.range);
      return;
    case 'txn':
      collect(op.request, parts);
      return;
    default:
      assertNever(op);
  }
}

function checkRanges(rules: RuleTable, ranges: readonly KeyRange[], does: string): CoverageRefusal | null {
  for (const range of ranges) {
    const rule = rulesTouching(rules, range).find((each) => each.cas !== 'local');
    if (rule !== undefined) return compareRefusal(range, rule, does);
  }
  return null;
}

/** Where `range` and a rule meet, without the rules that lie within another. */
function coveredParts(rules: RuleTable, range: KeyRange): KeyRange[] {
  const touching = rulesTouching(rules, range);
  return touching
    .filter(
      ({ prefix }) => !touching.some((other) => other.prefix !== prefix && prefix.startsWith(other.prefix)),
    )
    .map(({ prefix }) => intersection(range, prefixRange(prefix)));
}

/** Of two ranges that overlap. */
function intersection(left: KeyRange, right: KeyRange): KeyRange {
  const from = left.from > right.from ? left.from : right.from;
  if (left.to === null || right.to === null) return { from, to: left.to ?? right.to };
  return { from, to: left.to < right.to ? left.to : right.to };
}

function deleteRefusal(range: KeyRange): CoverageRefusal {
  return {
    reason: 'delete-too-large',
    detail:
      `the keys from "${printableKey(range.from)}" on and their overhead are more than ` +
      `${COVERED_DELETES_BYTES_MAX / 1024 / 1024} MiB`,
  };
}

function compareRefusal(range: KeyRange, rule: Rule, does: string): CoverageRefusal {
  return {
    reason: 'compare-on-federated',
    detail:
      `the transaction ${does} "${printableKey(range.from)}", which rule ${describeRule(rule)} replicates to all ` +
      'regions, and a comparison sees this region only: leave the comparison out, use a prefix no rule covers, or ' +
      'set the rule to "cas: local" if a comparison within one region is enough',
  };
}
