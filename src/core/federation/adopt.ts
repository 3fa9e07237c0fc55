/**
 * Adoption: when a rule comes into force, the keys already under its prefix get version sets, in bounded chunks that the
 * leader proposes one after the other.
 *
 * A1. The mark in the region's record says how far it has come. A chunk that does not start at the mark does nothing, so
 *     a repeated or late proposal is harmless, and a new leader goes on where the last one stopped.
 * A2. First phase: each key of the keyspace without a set, or with a value its set does not say, becomes a version of
 *     this region (regional.ts). Keys written after the rule came have sets already.
 * A3. A key that hangs on a lease and has no set is skipped: it stays regional until it is written without the lease
 *     (capture.ts K3). Taking it would turn what should end with its owner into something that never ends.
 * A4. Second phase: a key with a live version in its set that is absent from the keyspace was deleted regionally while
 *     no rule covered it. Absence is not adopted (regional.ts T4), so its visible value comes back, as it would for a
 *     region that never had the key. Without this, equal sets would show different values.
 */
import { takeRegional } from './regional.ts';
import type { RegionalValue } from './regional.ts';
import { createDraft, draftSet } from './origin-log.ts';
import type { Draft } from './origin-log.ts';
import { visibleValue } from './policy.ts';
import type { RegionState } from './region.ts';
import type { VisibleChange } from './remote.ts';
import type { LocalMoment } from './rule-space.ts';
import { ruleFor } from './rules.ts';
import type { AdoptionMark, FederationReader, FederationWrite, OriginTransaction } from './types.ts';
import { equalValues } from './version-set.ts';
import { policyFor } from './view.ts';

/** Keys one chunk looks at, and bytes of values it takes (at least one key): one turn stays short. */
export const ADOPT_KEYS_MAX = 128;
export const ADOPT_BYTES_MAX = 1024 * 1024;

/** A key as the keyspace has it; its own `KeyValue` fits. */
export interface KeyspaceKey {
  readonly key: string;
  readonly value: Uint8Array;
  readonly lease: bigint | null;
}

export interface AdoptRequest {
  readonly prefix: string;
  readonly from: string;
  /** First phase: the keyspace's keys under the prefix at and after `from`, at most `ADOPT_KEYS_MAX`, in order. */
  readonly keys: readonly KeyspaceKey[];
  /** First phase: whether there are more keys under the prefix after these. */
  readonly more: boolean;
  /** Second phase: keys of sets that the leader did not find in the keyspace, and where to go on. */
  readonly absent: { readonly keys: readonly string[]; readonly next: string | null } | null;
}

export interface AdoptEffect {
  /** Keys that got a version. */
  readonly adopted: number;
  /** Keys left alone because they hang on a lease (A3). */
  readonly skipped: number;
  /** Where the next chunk starts, in the phase the mark names; `null` when the prefix is through. */
  readonly next: string | null;
  readonly taken: readonly OriginTransaction[];
  readonly visible: readonly VisibleChange[];
  readonly writes: readonly FederationWrite[];
}

export function adopt(
  state: RegionState,
  request: AdoptRequest,
  moment: LocalMoment,
  reader: FederationReader,
): AdoptEffect {
  const mark = state.adopting.get(request.prefix);
  if (mark === undefined || !fits(mark, request)) return nothingDone(mark?.from ?? null);
  const draft = createDraft(reader);
  return request.absent === null
    ? adoptKeys(state, draft, request, moment)
    : restoreAbsent(state, draft, request.prefix, request.absent);
}

function fits(mark: AdoptionMark, request: AdoptRequest): boolean {
  return mark.from === request.from && (mark.phase === 'absent') === (request.absent !== null);
}

function adoptKeys(
  state: RegionState,
  draft: Draft,
  request: AdoptRequest,
  moment: LocalMoment,
): AdoptEffect {
  const { values, skipped, stoppedAt } = regionalKeys(state, draft, request.keys);
  const taken = takeRegional(state, draft, values, moment);
  const next = stoppedAt ?? (request.more ? keyAfter(request.keys.at(-1)?.key ?? request.from) : null);
  const mark: AdoptionMark =
    next === null ? { phase: 'absent', from: request.prefix } : { phase: 'keys', from: next };
  setMark(state, request.prefix, mark);
  const visible = values.filter(({ leased }) => leased).map(({ key, value }) => ({ key, value }));
  return { adopted: values.length, skipped, next: mark.from, taken, visible, writes: draft.writes };
}

interface Regional {
  readonly values: readonly RegionalValue[];
  readonly skipped: number;
  /** The first key left for the next chunk, when the bytes ran out. */
  readonly stoppedAt: string | null;
}

function regionalKeys(state: RegionState, draft: Draft, keys: readonly KeyspaceKey[]): Regional {
  const values: RegionalValue[] = [];
  let skipped = 0;
  let bytes = 0;
  for (const { key, value, lease } of keys) {
    const set = draftSet(draft, 'key', key);
    const leased = lease !== null;
    if (set.length > 0 && !leased && equalValues(value, visibleValue(policyFor(state, key), set))) continue;
    if (set.length === 0 && leased) {
      skipped++;
      continue;
    }
    if (values.length > 0 && bytes + value.length > ADOPT_BYTES_MAX)
      return { values, skipped, stoppedAt: key };
    bytes += value.length;
    values.push({ key, value, leased });
  }
  return { values, skipped, stoppedAt: null };
}

function restoreAbsent(
  state: RegionState,
  draft: Draft,
  prefix: string,
  absent: { readonly keys: readonly string[]; readonly next: string | null },
): AdoptEffect {
  const visible: VisibleChange[] = [];
  for (const key of absent.keys) {
    if (ruleFor(state.rules, key) === null || draft.reader.readCurrent(key) !== null) continue;
    const value = visibleValue(policyFor(state, key), draftSet(draft, 'key', key));
    if (value !== null) visible.push({ key, value });
  }
  setMark(state, prefix, absent.next === null ? null : { phase: 'absent', from: absent.next });
  return { ...nothingDone(absent.next), visible };
}

function setMark(state: RegionState, prefix: string, mark: AdoptionMark | null): void {
  if (mark === null) state.adopting.delete(prefix);
  else state.adopting.set(prefix, mark);
  state.recordChanged = true;
}

function nothingDone(next: string | null): AdoptEffect {
  return { adopted: 0, skipped: 0, next, taken: [], visible: [], writes: [] };
}

/** Nothing sorts between a key and that key with a zero byte appended. */
function keyAfter(key: string): string {
  return `${key}\0`;
}
