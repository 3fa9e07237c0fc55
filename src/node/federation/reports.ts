/**
 * Stability, driven by the leader: what other regions say they have applied goes into the log at a bounded rate, and
 * what has thereby become stable is freed. Also looks after the conflict feed's age.
 *
 * T1. A region's vector is proposed only once everything it had originated by then is applied here (stability B2);
 *     until then it is kept, not replaced by a newer one that would never ripen under steady writes.
 * T2. One proposal of each kind at a time; an unchanged federation proposes nothing.
 */
import { hasFreeable, hasAppliedOriginated } from '../../core/federation/stability.ts';
import { CONFLICTS_KEPT_MAX } from '../../core/federation/free.ts';
import type { RegionState } from '../../core/federation/region.ts';
import type { VersionVector } from '../../core/federation/types.ts';
import { EMPTY_VECTOR, sameVector } from '../../core/federation/version-vector.ts';
import type { Timer } from '../../ports/clock.ts';
import type { Alarms } from './alarms.ts';
import type { FederationCounters } from './counters.ts';
import type { FederationParts, ProposeOutcome } from './parts.ts';

const REPORT_MS = 1_000;
/** How long a conflict stands in the feed, unless the feed's length comes first. */
export const CONFLICTS_KEPT_MS = 30 * 24 * 3600 * 1_000;

export interface ReportsGiven {
  readonly parts: FederationParts;
  readonly alarms: Alarms;
  readonly counters: FederationCounters;
}

export class Reports {
  private readonly given: ReportsGiven;
  /** Per region a vector that waits to be ripe, and to be proposed. */
  private readonly waiting = new Map<string, VersionVector>();
  private reporting = false;
  private freeing = false;
  private timer: Timer | null = null;
  /** Outcomes of an earlier leadership do not count. */
  private life = 0;

  constructor(given: ReportsGiven) {
    this.given = given;
  }

  start(): void {
    this.life++;
    this.schedule();
  }

  stop(): void {
    this.life++;
    this.timer?.cancel();
    this.timer = null;
    this.waiting.clear();
    this.reporting = false;
    this.freeing = false;
  }

  /** Another region says what it has applied. */
  heard(region: string, applied: VersionVector): void {
    if (!this.waiting.has(region) && this.isConfigured(region)) this.waiting.set(region, new Map(applied));
  }

  private schedule(): void {
    this.timer = this.given.parts.clock.after(REPORT_MS, () => {
      this.schedule();
      this.round();
    });
  }

  private round(): void {
    const state = this.given.parts.region.state();
    if (state === null) return;
    this.free(state);
    this.report(state);
  }

  private report(state: RegionState): void {
    if (this.reporting) return;
    for (const [region, applied] of this.waiting) {
      if (!hasAppliedOriginated(state.applied, region, applied)) continue;
      this.waiting.delete(region);
      if (sameVector(state.reported.get(region) ?? EMPTY_VECTOR, applied)) continue;
      this.reporting = true;
      this.given.counters.reportsProposed++;
      this.propose({ type: 'region-report', region, applied }, () => {
        this.reporting = false;
        this.again();
      });
      return;
    }
  }

  private free(state: RegionState): void {
    if (this.freeing) return;
    const counted = this.given.parts.config.regions.map(({ name }) => name);
    const conflictsBefore = this.oldConflictsEnd(state);
    const firstKept = state.conflictsDropped + 1;
    const tooMany = state.nextConflict - firstKept > CONFLICTS_KEPT_MAX;
    if (!hasFreeable(state, counted) && conflictsBefore <= firstKept && !tooMany) return;
    this.freeing = true;
    this.given.counters.freesProposed++;
    this.propose({ type: 'federation-free', counted, conflictsBefore }, (outcome) => {
      this.freeing = false;
      this.tellDropped(firstKept);
      if (outcome.ok && outcome.result.type !== 'refused') this.again();
    });
  }

  /** Goes on at once while there is more: a chunk is small. */
  private again(): void {
    const state = this.given.parts.region.state();
    if (state === null) return;
    this.report(state);
    this.free(state);
  }

  /** Feed position of the first conflict that is not past its age yet; records are found in order of time. */
  private oldConflictsEnd(state: RegionState): number {
    const before = this.given.parts.clock.wallMs() - CONFLICTS_KEPT_MS;
    let low = state.conflictsDropped + 1;
    let high = state.nextConflict;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const conflict = this.given.parts.region.readConflict(middle);
      if (conflict !== undefined && conflict.foundMs < before) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private tellDropped(firstKept: number): void {
    const dropped = this.given.parts.region.state()?.conflictsDropped ?? 0;
    if (dropped < firstKept) return;
    const detail =
      `conflicts ${firstKept} through ${dropped} were dropped: past ${CONFLICTS_KEPT_MS / 86_400_000} days, or beyond the ` +
      `newest ${CONFLICTS_KEPT_MAX}. Read the feed in time to keep them`;
    this.given.alarms.tell('conflicts-dropped', this.given.parts.config.region, detail);
  }

  private propose(
    command: Parameters<FederationParts['propose']>[0],
    done: (outcome: ProposeOutcome) => void,
  ): void {
    const { life } = this;
    this.given.parts.propose(command, (outcome) => {
      if (life === this.life) done(outcome);
    });
  }

  private isConfigured(region: string): boolean {
    const { config } = this.given.parts;
    return region !== config.region && config.regions.some(({ name }) => name === region);
  }
}
