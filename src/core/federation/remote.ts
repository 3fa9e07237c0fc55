/**
 * Applying another origin's transaction, whole: its versions are merged into their sets, and what a reader now sees
 * differently is handed to the keyspace as one revision, if there is anything.
 *
 * M1. Nothing changes unless the transaction is ready (readiness.ts); then all of it takes effect.
 * M2. A regional value that would be touched becomes a version of this region first (regional.ts), so it cannot be lost
 *     without a record.
 * M3. `visible` holds exactly the keys whose value in the keyspace must change; afterwards the keyspace shows the visible
 *     version of every set that was merged.
 * M4. The version sets after it do not depend on the order in which concurrent transactions were applied (version-set
 *     S3), nor on this region's rules.
 */
import { mergeHlc } from '../base/hlc.ts';
import { recordConflicts } from './conflict.ts';
import type { Merge } from './conflict.ts';
import { append, createDraft, draftSet, putSet, versionOf } from './origin-log.ts';
import type { Draft } from './origin-log.ts';
import { visibleValue } from './policy.ts';
import { readinessOf } from './readiness.ts';
import type { Readiness } from './readiness.ts';
import { shownValue, takeRegional } from './regional.ts';
import type { RegionalValue, Shown } from './regional.ts';
import type { RegionState } from './region.ts';
import { RULE_POLICY, refreshRule } from './rule-space.ts';
import type {
  ConflictRecord,
  FederationReader,
  FederationWrite,
  OriginTransaction,
  OriginWrite,
} from './types.ts';
import { equalValues, mergeVersion } from './version-set.ts';
import { policyFor } from './view.ts';

/** To be executed in the keyspace: a put without a lease, or a delete. */
export interface VisibleChange {
  readonly key: string;
  readonly value: Uint8Array | null;
}

export interface RemoteMoment {
  /** The log entry's wall time. */
  readonly wallMs: number;
  /** The keyspace's next revision: what the visible changes will get if there are any. */
  readonly revisionIfChanged: number;
}

export interface RemoteEffect {
  readonly type: 'applied';
  readonly visible: readonly VisibleChange[];
  readonly conflicts: readonly ConflictRecord[];
  /** Prefixes whose rule came, went or changed. */
  readonly rulesChanged: readonly string[];
  /** This region's own transactions that took regional values first. */
  readonly taken: readonly OriginTransaction[];
  readonly writes: readonly FederationWrite[];
}

export type RemoteOutcome = Exclude<Readiness, { type: 'ready' }> | RemoteEffect;

export function applyRemote(
  state: RegionState,
  transaction: OriginTransaction,
  moment: RemoteMoment,
  reader: FederationReader,
): RemoteOutcome {
  const readiness = readinessOf(state, transaction);
  if (readiness.type !== 'ready') return readiness;

  const draft = createDraft(reader);
  const shown = showKeys(state, draft, transaction);
  const regional = regionalValues(shown);
  state.clock = mergeHlc(state.clock, transaction.time);
  const taken = takeRegional(state, draft, regional, { wallMs: moment.wallMs, actor: '' });
  append(state, draft, transaction);

  const merges = transaction.writes.map((write) => mergeWrite(state, draft, transaction, write));
  const visible = visibleChanges(merges, shown);
  const revision = visible.length > 0 ? moment.revisionIfChanged : moment.revisionIfChanged - 1;
  const conflicts = merges.flatMap((merge) =>
    recordConflicts(state, draft, merge, { revision, wallMs: moment.wallMs }),
  );
  const rulesChanged = transaction.writes
    .filter((write) => write.space === 'rule' && refreshRule(state, draft, write.key))
    .map((write) => write.key);
  return { type: 'applied', visible, conflicts, rulesChanged, taken, writes: draft.writes };
}

function showKeys(state: RegionState, draft: Draft, transaction: OriginTransaction): Map<string, Shown> {
  const shown = new Map<string, Shown>();
  for (const write of transaction.writes) {
    if (write.space === 'key') shown.set(write.key, shownValue(state, draft, write.key));
  }
  return shown;
}

function regionalValues(shown: ReadonlyMap<string, Shown>): RegionalValue[] {
  const values: RegionalValue[] = [];
  for (const { regional } of shown.values()) if (regional !== null) values.push(regional);
  return values;
}

function mergeWrite(
  state: RegionState,
  draft: Draft,
  transaction: OriginTransaction,
  write: OriginWrite,
): Merge {
  const { space, key } = write;
  const before = draftSet(draft, space, key);
  const after = mergeVersion(before, versionOf(transaction, write), transaction.vector);
  putSet(draft, space, key, after);
  return { space, key, policy: space === 'rule' ? RULE_POLICY : policyFor(state, key), before, after };
}

/** A leased value is written anew even if it stays the same: the key is federated from here on, without the lease. */
function visibleChanges(merges: readonly Merge[], shown: ReadonlyMap<string, Shown>): VisibleChange[] {
  const changes: VisibleChange[] = [];
  for (const merge of merges) {
    const was = shown.get(merge.key);
    if (merge.space !== 'key' || was === undefined) continue;
    const value = visibleValue(merge.policy, merge.after);
    const leased = was.regional?.leased ?? false;
    if (leased || !equalValues(value, was.value)) changes.push({ key: merge.key, value });
  }
  return changes;
}
