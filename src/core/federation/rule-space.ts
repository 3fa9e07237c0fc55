/**
 * Rules are federated by the machinery they govern: a rule is a key of the rule space, merged like any other and seen
 * by `lww`. What becomes visible there changes the local rule table.
 *
 * U1. The rule table equals the visible, understood versions of the rule space.
 * U2. A rule that comes into force where none was marks its prefix for adoption; one that goes takes the mark with it.
 *
 * When a rule goes, the version sets stay as they are, although the keys are regional again: versions that other regions
 * wrote before they heard of it must merge with the same sets everywhere. What is written regionally from then on is
 * noticed when it matters, because the keyspace then holds something other than the set says (remote.ts, adopt.ts).
 */
import { present } from '../base/assert.ts';
import { tickHlc } from '../base/hlc.ts';
import { visibleVersion } from './policy.ts';
import { createDraft, draftSet, originate } from './origin-log.ts';
import type { Draft } from './origin-log.ts';
import { decodeRuleValue, encodeRuleValue } from './rule-value.ts';
import { deleteRule, putRule, ruleFor } from './rules.ts';
import type { RegionState } from './region.ts';
import type { FederationReader, FederationWrite, OriginTransaction, Policy, Rule } from './types.ts';

/** Rules are about all regions, so no rule can change how rules are seen. */
export const RULE_POLICY: Policy = 'lww';

export type RuleOutcome =
  | {
      readonly type: 'changed';
      readonly transaction: OriginTransaction;
      readonly writes: readonly FederationWrite[];
      readonly rulesChanged: readonly string[];
    }
  /** It is in force already, as asked. */
  | { readonly type: 'unchanged' }
  | { readonly type: 'unknown-rule' };

export interface LocalMoment {
  /** The log entry's wall time. */
  readonly wallMs: number;
  readonly actor: string;
}

export function setRule(
  state: RegionState,
  rule: Rule,
  moment: LocalMoment,
  reader: FederationReader,
): RuleOutcome {
  const current = state.rules.byPrefix.get(rule.prefix);
  if (current !== undefined && current.policy === rule.policy && current.cas === rule.cas)
    return { type: 'unchanged' };
  return changeRule(state, rule.prefix, encodeRuleValue(rule), moment, reader);
}

/** The prefix must be that of a rule, not a key under one. */
export function removeRule(
  state: RegionState,
  prefix: string,
  moment: LocalMoment,
  reader: FederationReader,
): RuleOutcome {
  if (!state.rules.byPrefix.has(prefix)) return { type: 'unknown-rule' };
  return changeRule(state, prefix, null, moment, reader);
}

function changeRule(
  state: RegionState,
  prefix: string,
  value: Uint8Array | null,
  moment: LocalMoment,
  reader: FederationReader,
): RuleOutcome {
  const draft = createDraft(reader);
  const time = tickHlc(state.clock, moment.wallMs);
  const writes = [{ space: 'rule', key: prefix, value } as const];
  const transaction = originate(state, draft, { writes, time, actor: moment.actor });
  const rulesChanged = refreshRule(state, draft, prefix) ? [prefix] : [];
  return { type: 'changed', transaction, writes: draft.writes, rulesChanged };
}

/** Brings the table in line with the visible version of a rule (U1); true when it changed. */
export function refreshRule(state: RegionState, draft: Draft, prefix: string): boolean {
  const value = visibleVersion(RULE_POLICY, draftSet(draft, 'rule', prefix))?.value ?? null;
  const current = state.rules.byPrefix.get(prefix);
  if (value === null) {
    if (current === undefined) return false;
    deleteRule(state.rules, prefix);
    if (state.adopting.delete(prefix)) state.recordChanged = true;
    draft.writes.push({ type: 'delete-rule', prefix });
    return true;
  }
  const rule = present(
    decodeRuleValue(prefix, value),
    () => `a rule that was understood when it came, for "${prefix}"`,
  );
  if (current !== undefined && current.policy === rule.policy && current.cas === rule.cas) return false;
  putRule(state.rules, rule);
  draft.writes.push({ type: 'put-rule', rule });
  if (current === undefined) {
    state.adopting.set(prefix, { phase: 'keys', from: prefix });
    state.recordChanged = true;
  }
  return true;
}

/** Whether the rule that governs a key was written in this region: then its values were there when it was set. */
export function isRuledHere(state: RegionState, draft: Draft, key: string): boolean {
  const rule = ruleFor(state.rules, key);
  if (rule === null) return false;
  return visibleVersion(RULE_POLICY, draftSet(draft, 'rule', rule.prefix))?.origin === state.key;
}
