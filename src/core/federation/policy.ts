/**
 * Policies are views: pure functions from a version set to its visible version. The set itself never depends on them,
 * so they converge whatever the order of arrival, and a policy may change while both versions are still there.
 */
import { assertNever } from '../base/assert.ts';
import { compareStamps } from './stamp.ts';
import type { Policy, Version, VersionSet } from './types.ts';

/** What keys are seen by that no rule here covers: the set may still hear from regions that know a rule. */
export const DEFAULT_POLICY: Policy = 'lww';

/** `null` for an empty set. */
export function visibleVersion(policy: Policy, set: VersionSet): Version | null {
  switch (policy) {
    case 'lww':
      return latest(set);
    default:
      return assertNever(policy);
  }
}

/** The value a reader sees; `null` when the key is absent. */
export function visibleValue(policy: Policy, set: VersionSet): Uint8Array | null {
  return visibleVersion(policy, set)?.value ?? null;
}

function latest(set: VersionSet): Version | null {
  let latest: Version | null = null;
  for (const version of set) {
    if (latest === null || compareStamps(version, latest) > 0) latest = version;
  }
  return latest;
}
