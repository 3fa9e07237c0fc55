/**
 * A local transaction's covered writes become one origin transaction. Coverage is decided here, at the origin and at
 * this moment, and travels with the versions; receivers merge whatever rules they know.
 *
 * K1. Call it for what clients and leases did in the keyspace, after it was executed; never for visible changes that a
 *     remote transaction or an adoption made: those are other transactions' effects already.
 * K2. A local write has seen the whole local set, so it needs no read of it: its version stands alone afterwards.
 * K3. A key that hangs on a lease is regional whatever covers its prefix, because a lease counts in one region only: as
 *     long as it has no version set, neither its puts (possible with `ignore_lease` alone) nor its expiry leave the
 *     region. It joins the federation when it is written without the lease, or when another region's version arrives.
 */
import { tickHlc } from '../base/hlc.ts';
import { createDraft, hasSet, originate } from './origin-log.ts';
import type { Draft } from './origin-log.ts';
import type { RegionState } from './region.ts';
import type { LocalMoment } from './rule-space.ts';
import { ruleFor } from './rules.ts';
import type { FederationReader, FederationWrite, OriginTransaction, OriginWrite } from './types.ts';

/** What the keyspace says about one write; its own `Change` fits. */
export interface LocalChange {
  readonly type: 'put' | 'delete';
  readonly key: string;
  readonly record: { readonly value: Uint8Array; readonly lease: bigint | null } | null;
  readonly previousLease: bigint | null;
}

export interface Captured {
  /** `null` when no covered key was written. */
  readonly transaction: OriginTransaction | null;
  readonly writes: readonly FederationWrite[];
}

const NOTHING: Captured = { transaction: null, writes: [] };

/** `changes` are those of one command, in their order. */
export function captureLocal(
  state: RegionState,
  changes: readonly LocalChange[],
  moment: LocalMoment,
  reader: FederationReader,
): Captured {
  if (state.rules.byPrefix.size === 0) return NOTHING;
  const draft = createDraft(reader);
  const writes = coveredWrites(state, draft, changes);
  if (writes.length === 0) return NOTHING;
  const time = tickHlc(state.clock, moment.wallMs);
  const transaction = originate(state, draft, { writes, time, actor: moment.actor });
  return { transaction, writes: draft.writes };
}

/** One write per key: the last one counts, as it does for readers of the revision. */
function coveredWrites(state: RegionState, draft: Draft, changes: readonly LocalChange[]): OriginWrite[] {
  const latest = new Map<string, LocalChange>();
  for (const change of changes) {
    if (ruleFor(state.rules, change.key) !== null) latest.set(change.key, change);
  }
  const writes: OriginWrite[] = [];
  for (const change of latest.values()) {
    if (hangsOnLease(change) && !hasSet(draft, 'key', change.key)) continue;
    writes.push({ space: 'key', key: change.key, value: change.record?.value ?? null });
  }
  return writes;
}

function hangsOnLease(change: LocalChange): boolean {
  return change.record === null ? change.previousLease !== null : change.record.lease !== null;
}
