/**
 * Values that stand in the keyspace and that no version stands for: keys from before a rule, or written while none
 * covered them. When a version of another region arrives for such a key, or a rule takes it over, the value first
 * becomes a version of this region. So it is never overwritten silently: it wins, or it stands in the conflict feed.
 *
 * T1. The new version is this region's next transaction and has seen the whole local set; it has not seen what arrives.
 * T2. A value without a version set gets the zero stamp, unless the rule that governs it was set in this region: then
 *     the operator spoke for the values that were here. So a region that joins late with an old copy of the keys loses
 *     to every write made under the rule, instead of winning by being the last to hear of it. What hangs on a lease
 *     never wins by its stamp either.
 * T3. A value that differs from its version set (written after a rule went) is a write that saw the set: it gets an
 *     ordinary stamp, later than all it replaces. With T2 no version is ever earlier than one it has seen and that may
 *     still stand in a set somewhere.
 * T4. Absence is never taken: only a rule's presence makes deletes versions.
 */
import { HLC_ZERO, tickHlc } from '../base/hlc.ts';
import { visibleValue } from './policy.ts';
import { draftSet, originate } from './origin-log.ts';
import type { Draft } from './origin-log.ts';
import { isSettled } from './region.ts';
import type { RegionState } from './region.ts';
import { isRuledHere } from './rule-space.ts';
import type { LocalMoment } from './rule-space.ts';
import { policyFor } from './view.ts';
import type { CurrentValue, OriginTransaction } from './types.ts';
import { equalValues } from './version-set.ts';

export interface RegionalValue extends CurrentValue {
  readonly key: string;
}

/** What the keyspace shows for a key and, if no version stands for that, the value to take. */
export interface Shown {
  readonly value: Uint8Array | null;
  readonly regional: RegionalValue | null;
}

/** Reads the keyspace only where its version set does not answer already. */
export function shownValue(state: RegionState, draft: Draft, key: string): Shown {
  const set = draftSet(draft, 'key', key);
  const visible = visibleValue(policyFor(state, key), set);
  if (set.length > 0 && isSettled(state, key)) return { value: visible, regional: null };
  const current = draft.reader.readCurrent(key);
  if (current === null) return { value: null, regional: null };
  const same = set.length > 0 && !current.leased && equalValues(current.value, visible);
  return { value: current.value, regional: same ? null : { key, ...current } };
}

/** Makes versions of regional values: at most two transactions, one per kind of stamp. */
export function takeRegional(
  state: RegionState,
  draft: Draft,
  values: readonly RegionalValue[],
  moment: LocalMoment,
): OriginTransaction[] {
  const earlier: RegionalValue[] = [];
  const present: RegionalValue[] = [];
  for (const value of values) (isFromBefore(state, draft, value) ? earlier : present).push(value);
  const taken: OriginTransaction[] = [];
  for (const [group, time] of [
    [earlier, HLC_ZERO],
    [present, tickHlc(state.clock, moment.wallMs)],
  ] as const) {
    if (group.length === 0) continue;
    const writes = group.map(({ key, value }) => ({ space: 'key', key, value }) as const);
    taken.push(originate(state, draft, { writes, time, actor: moment.actor }));
  }
  return taken;
}

function isFromBefore(state: RegionState, draft: Draft, value: RegionalValue): boolean {
  if (draftSet(draft, 'key', value.key).length > 0) return false;
  return value.leased || !isRuledHere(state, draft, value.key);
}
