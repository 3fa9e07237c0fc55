/**
 * Freeing: stable log entries, the tombstones they wrote, and the oldest conflicts.
 *
 * E1. Log entries go in order and only when stable (stability.ts); the store needs no scan for their tombstones, because
 *     an entry names the keys it wrote.
 * E2. A tombstone goes with its log entry if it is alone in its set. If it is not, a concurrent version stands beside it;
 *     the next write of the key removes both, and a set never shrinks to an old tombstone in any other way: whatever
 *     removes versions joins the set itself (version-set S1). So no other moment needs to be watched.
 * E3. Conflicts go by the stated retention only, oldest first, and each one dropped is counted.
 */
import { assert, present } from '../base/assert.ts';
import type { RegionState } from './region.ts';
import { stableVector } from './stability.ts';
import type { FederationReader, FederationWrite, OriginKey, OriginTransaction } from './types.ts';
import { sequenceAt, sortedEntries } from './version-vector.ts';

/** What one command frees: log entries, and writes inside them (at least one entry), so that one turn stays short. */
export const FREE_ENTRIES_MAX = 256;
export const FREE_WRITES_MAX = 1024;
/** The feed's length; beyond it the oldest records are dropped whatever their age. */
export const CONFLICTS_KEPT_MAX = 100_000;
const CONFLICTS_DROPPED_AT_ONCE_MAX = 256;

export interface FreeRequest {
  readonly counted: readonly string[];
  /** Feed position: older records are past their age. */
  readonly conflictsBefore: number;
}

export interface FreeEffect {
  readonly freed: number;
  readonly conflictsDropped: number;
  readonly writes: readonly FederationWrite[];
}

export function free(state: RegionState, request: FreeRequest, reader: FederationReader): FreeEffect {
  const writes: FederationWrite[] = [];
  const freed = freeLogs(state, request.counted, reader, writes);
  const conflictsDropped = dropConflicts(state, request.conflictsBefore, writes);
  return { freed, conflictsDropped, writes };
}

interface Budget {
  entries: number;
  writes: number;
}

function freeLogs(
  state: RegionState,
  counted: readonly string[],
  reader: FederationReader,
  writes: FederationWrite[],
): number {
  const budget: Budget = { entries: FREE_ENTRIES_MAX, writes: FREE_WRITES_MAX };
  for (const [origin, stable] of sortedEntries(stableVector(state, counted))) {
    freeLog(state, origin, stable, reader, writes, budget);
  }
  return FREE_ENTRIES_MAX - budget.entries;
}

function freeLog(
  state: RegionState,
  origin: OriginKey,
  stable: number,
  reader: FederationReader,
  writes: FederationWrite[],
  budget: Budget,
): void {
  assert(
    stable <= sequenceAt(state.applied, origin),
    () => `G2: ${origin} is stable beyond what was applied`,
  );
  const from = sequenceAt(state.freed, origin) + 1;
  let through = from - 1;
  while (through < stable && budget.entries > 0 && budget.writes > 0) {
    through++;
    const transaction = present(
      reader.readTransaction({ origin, sequence: through }),
      () => `log entry ${origin}:${through}, which was not freed`,
    );
    freeTombstones(transaction, reader, writes);
    budget.entries--;
    budget.writes -= transaction.writes.length;
  }
  if (through < from) return;
  state.freed.set(origin, through);
  state.recordChanged = true;
  writes.push({ type: 'free-origin', origin, from, through });
}

function freeTombstones(
  transaction: OriginTransaction,
  reader: FederationReader,
  writes: FederationWrite[],
): void {
  for (const { space, key, value } of transaction.writes) {
    if (value !== null) continue;
    const set = reader.readSet(space, key);
    const alone = set.length === 1 ? set[0] : undefined;
    if (alone?.origin !== transaction.origin || alone.sequence !== transaction.sequence) continue;
    writes.push({ type: 'delete-set', space, key });
  }
}

function dropConflicts(state: RegionState, before: number, writes: FederationWrite[]): number {
  const from = state.conflictsDropped + 1;
  const past = Math.max(Math.min(before, state.nextConflict), state.nextConflict - CONFLICTS_KEPT_MAX);
  const through = Math.min(past - 1, from + CONFLICTS_DROPPED_AT_ONCE_MAX - 1);
  if (through < from) return 0;
  state.conflictsDropped = through;
  state.recordChanged = true;
  writes.push({ type: 'delete-conflicts', from, through });
  return through - from + 1;
}
