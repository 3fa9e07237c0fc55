/**
 * Notices that other regions hold writes of our own origin that we do not have. For a moment that is normal: a member
 * that answers may have applied what we are about to apply. If it stays so while we lead and the log is quiet enough to
 * have caught up, our disks were rolled back.
 */
import type { RegionState } from '../../core/federation/region.ts';
import { sequenceAt } from '../../core/federation/version-vector.ts';
import type { VersionVector } from '../../core/federation/types.ts';
import type { Alarms } from './alarms.ts';

/** Longer than any member's apply lags behind a healthy leader's commit. */
const ROLLED_BACK_AFTER_MS = 5_000;

export class RollbackWatch {
  private highest = 0;
  private heardFrom = '';
  private sinceMs: number | null = null;
  private readonly alarms: Alarms;
  rolledBack = false;

  constructor(alarms: Alarms) {
    this.alarms = alarms;
  }

  /** Another region says what it has applied. */
  heard(state: RegionState, region: string, applied: VersionVector): void {
    const sequence = sequenceAt(applied, state.key);
    if (sequence <= this.highest) return;
    this.highest = sequence;
    this.heardFrom = region;
  }

  check(state: RegionState, nowMs: number): void {
    const own = sequenceAt(state.applied, state.key);
    if (this.highest <= own) {
      this.sinceMs = null;
      if (this.rolledBack) this.alarms.clear('rolled-back', state.key);
      this.rolledBack = false;
      return;
    }
    this.sinceMs ??= nowMs;
    if (this.rolledBack || nowMs - this.sinceMs < ROLLED_BACK_AFTER_MS) return;
    this.rolledBack = true;
    const detail =
      `region "${this.heardFrom}" has our writes up to ${this.highest}, we have ${own}: this region's disks were ` +
      'rolled back. Stop writing here and restore the region under a new incarnation';
    this.alarms.raise('rolled-back', state.key, detail);
  }
}
