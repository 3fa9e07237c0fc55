/**
 * A rule as the value of a write in the rule space: the prefix is the key, the rest is text like `1;lww;refuse`. Text,
 * because it stands in conflict records and in other regions' logs, where people read it.
 */
import type { Policy, Rule } from './types.ts';

const FORMAT = '1';
const POLICIES: readonly Policy[] = ['lww'];
const CAS: readonly Rule['cas'][] = ['refuse', 'local'];

export function encodeRuleValue(rule: Rule): Uint8Array {
  const text = [FORMAT, rule.policy, rule.cas].join(';');
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** `null` when it is not a rule this release understands: its stream must be held, not guessed at. */
export function decodeRuleValue(prefix: string, value: Uint8Array): Rule | null {
  let text = '';
  for (const byte of value) text += String.fromCharCode(byte);
  const [format, policyName, casName, ...more] = text.split(';');
  const policy = POLICIES.find((each) => each === policyName);
  const cas = CAS.find((each) => each === casName);
  if (format !== FORMAT || policy === undefined || cas === undefined || more.length > 0) return null;
  return { prefix, policy, cas };
}
