/**
 * What every region has: the part of the logs nobody will ask for again (causal stability).
 *
 * B1. A region's report is a moment of its own log: what it had applied, the head of its own origin included. The last
 *     one stands, even if it says less: an old report that comes late only delays, while a region that was restored from
 *     an old copy really has less.
 * B2. A dot is stable when every counted region reported it, and we have applied everything each of them had originated
 *     when it did. Then every write that had not seen the dot is applied here: nothing concurrent to it can still come.
 * B3. A counted region that never reported holds everything back. A region alone keeps its log: it is what the first
 *     other region will need.
 */
import type { RegionState } from './region.ts';
import { regionOfOrigin } from './origin.ts';
import type { VersionVector } from './types.ts';
import { EMPTY_VECTOR, sequenceAt } from './version-vector.ts';
import type { MutableVector } from './version-vector.ts';

/** Takes in what another region said it had applied. */
export function noteReport(state: RegionState, region: string, applied: VersionVector): void {
  if (region === state.self.region) return;
  state.reported.set(region, new Map(applied));
  state.recordChanged = true;
}

/** Whether everything a region had originated by the time of a report is applied here (the second half of B2). */
export function hasAppliedOriginated(applied: VersionVector, region: string, report: VersionVector): boolean {
  for (const [origin, sequence] of report) {
    if (regionOfOrigin(origin) === region && sequenceAt(applied, origin) < sequence) return false;
  }
  return true;
}

/** Per origin the highest stable sequence, by the reports of the counted regions (all but our own matter). */
export function stableVector(state: RegionState, counted: readonly string[]): VersionVector {
  const others = counted.filter((region) => region !== state.self.region);
  if (others.length === 0) return EMPTY_VECTOR;
  const stable: MutableVector = new Map(state.applied);
  for (const region of others) {
    const report = state.reported.get(region);
    if (report === undefined || !hasAppliedOriginated(state.applied, region, report)) return EMPTY_VECTOR;
    for (const [origin, sequence] of stable) {
      stable.set(origin, Math.min(sequence, sequenceAt(report, origin)));
    }
  }
  return stable;
}

/** Whether a `federation-free` would free log entries now. */
export function hasFreeable(state: RegionState, counted: readonly string[]): boolean {
  for (const [origin, sequence] of stableVector(state, counted)) {
    if (sequence > sequenceAt(state.freed, origin)) return true;
  }
  return false;
}
