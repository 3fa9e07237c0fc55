/**
 * What a covered key cannot promise, and is therefore refused before it is executed: a lease counts in one region, a
 * comparison sees one region. Each refusal names the key, the rule and the way out.
 *
 * Q1. A put with a lease on a covered key is refused, in a transaction too.
 * Q2. A transaction is refused if it compares a covered key, or compares anything and writes a covered key in either
 *     branch, nested transactions included, unless every rule it touches so says `cas: local`.
 * Q3. Ranges of deletes are no problem: they are expanded to keys when they are executed.
 *
 * A put that keeps a key's lease (`ignore_lease`) is not known here; capture.ts K3 says what becomes of it.
 */
import { assertNever } from '../base/assert.ts';
import { printableKey, singleKey } from '../base/bytes.ts';
import type { KeyRange } from '../base/bytes.ts';
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
  readonly reason: 'lease-on-federated' | 'compare-on-federated';
  readonly detail: string;
}

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
  const parts: Parts = { compared: [], written: [], leased: [] };
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

interface Parts {
  readonly compared: KeyRange[];
  readonly written: KeyRange[];
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

function compareRefusal(range: KeyRange, rule: Rule, does: string): CoverageRefusal {
  return {
    reason: 'compare-on-federated',
    detail:
      `the transaction ${does} "${printableKey(range.from)}", which rule ${describeRule(rule)} replicates to all ` +
      'regions, and a comparison sees this region only: leave the comparison out, use a prefix no rule covers, or ' +
      'set the rule to "cas: local" if a comparison within one region is enough',
  };
}
