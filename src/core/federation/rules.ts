/**
 * The rule table of a region: which keys are federated, and how. The longest prefix that fits governs a key.
 *
 * R1. The table holds the visible rules of the rule space and nothing else; it is rebuilt from records at a start.
 */
import { prefixRange, printableKey, rangesOverlap } from '../base/bytes.ts';
import type { KeyRange } from '../base/bytes.ts';
import type { Rule } from './types.ts';

export interface RuleTable {
  readonly byPrefix: Map<string, Rule>;
  /** Distinct prefix lengths, longest first: a lookup asks once per length, not once per rule. */
  lengths: number[];
}

export function createRuleTable(rules: readonly Rule[] = []): RuleTable {
  const table: RuleTable = { byPrefix: new Map(), lengths: [] };
  for (const rule of rules) putRule(table, rule);
  return table;
}

export function putRule(table: RuleTable, rule: Rule): void {
  table.byPrefix.set(rule.prefix, rule);
  if (!table.lengths.includes(rule.prefix.length)) {
    table.lengths = [...table.lengths, rule.prefix.length].sort((left, right) => right - left);
  }
}

export function deleteRule(table: RuleTable, prefix: string): void {
  if (!table.byPrefix.delete(prefix)) return;
  for (const other of table.byPrefix.keys()) if (other.length === prefix.length) return;
  table.lengths = table.lengths.filter((length) => length !== prefix.length);
}

/** The rule that governs a key. */
export function ruleFor(table: RuleTable, key: string): Rule | null {
  for (const length of table.lengths) {
    if (length > key.length) continue;
    const rule = table.byPrefix.get(key.slice(0, length));
    if (rule !== undefined) return rule;
  }
  return null;
}

/**
 * The rules that govern some key of a range: the longest one that holds the whole range, and every longer one inside.
 * Shorter ones that hold it too govern nothing there.
 */
export function rulesTouching(table: RuleTable, range: KeyRange): Rule[] {
  let around: Rule | null = null;
  const inside: Rule[] = [];
  for (const rule of table.byPrefix.values()) {
    const covered = prefixRange(rule.prefix);
    if (!rangesOverlap(covered, range)) continue;
    if (!contains(covered, range)) inside.push(rule);
    else if (around === null || rule.prefix.length > around.prefix.length) around = rule;
  }
  return around === null ? inside : [around, ...inside];
}

/** In prefix order. */
export function listRules(table: RuleTable): Rule[] {
  return [...table.byPrefix.values()].sort((left, right) => (left.prefix < right.prefix ? -1 : 1));
}

function contains(outer: KeyRange, inner: KeyRange): boolean {
  if (inner.from < outer.from) return false;
  return outer.to === null || (inner.to !== null && inner.to <= outer.to);
}

export function describeRule(rule: Rule): string {
  return `"${printableKey(rule.prefix)}" ${rule.policy}, cas ${rule.cas}`;
}
