/** Which policy shows a key in this region: its rule's, or the default where no rule here covers it. */
import { DEFAULT_POLICY } from './policy.ts';
import type { RegionState } from './region.ts';
import { ruleFor } from './rules.ts';
import type { Policy } from './types.ts';

export function policyFor(state: RegionState, key: string): Policy {
  return ruleFor(state.rules, key)?.policy ?? DEFAULT_POLICY;
}
