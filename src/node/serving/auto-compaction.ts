/**
 * Automatic compaction, on by default (one hour): without it history grows until the quota stops writes. The leader
 * alone proposes; a new leader starts with an empty memory of past revisions and so compacts a little late, never early.
 *
 * U1. Nothing younger than the retention is compacted.
 */
import type { Clock, Timer } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { AutoCompaction } from '../server-config.ts';

/** Samples kept of (time, revision): one a minute for an hour, the retention divided by this otherwise. */
const SAMPLES_PER_RETENTION = 60;
const REVISION_CHECK_MS = 5 * 60_000;
const INTERVAL_MS_MIN = 1000;

export interface AutoCompactionParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly policy: AutoCompaction;
  isLeader(): boolean;
  revision(): number;
  compactRevision(): number;
  compact(revision: number): void;
}

interface Sample {
  readonly atMs: number;
  readonly revision: number;
}

export class AutoCompactor {
  private readonly parts: AutoCompactionParts;
  private samples: Sample[] = [];
  private timer: Timer | null = null;

  constructor(parts: AutoCompactionParts) {
    this.parts = parts;
  }

  start(): void {
    const { policy } = this.parts;
    if (policy.mode === 'off') return;
    const intervalMs =
      policy.mode === 'revision'
        ? REVISION_CHECK_MS
        : Math.max(INTERVAL_MS_MIN, Math.ceil(policy.retentionMs / SAMPLES_PER_RETENTION));
    this.timer = this.parts.clock.after(intervalMs, () => {
      this.start();
      this.check();
    });
  }

  stop(): void {
    this.timer?.cancel();
  }

  private check(): void {
    if (!this.parts.isLeader()) {
      this.samples = [];
      return;
    }
    const target = this.target();
    if (target === null || target <= this.parts.compactRevision()) return;
    this.parts.log('info', 'compacting automatically', { revision: target });
    this.parts.compact(target);
  }

  private target(): number | null {
    const { policy } = this.parts;
    if (policy.mode === 'revision') return this.parts.revision() - policy.retention;
    if (policy.mode === 'off') return null;
    const now = this.parts.clock.monotonicMs();
    this.samples.push({ atMs: now, revision: this.parts.revision() });
    let old: Sample | null = null;
    while (this.samples.length > 0 && now - this.samples[0]!.atMs >= policy.retentionMs)
      old = this.samples.shift()!;
    return old?.revision ?? null;
  }
}
