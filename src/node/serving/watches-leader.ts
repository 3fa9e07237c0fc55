/**
 * Streams whose clients would rather be told than wait on a member without a leader (metadata `hasleader`). Ending
 * streams costs much more than refusing a request, so it takes three election timeouts in a row without one.
 */
import type { Clock, Timer } from '../../ports/clock.ts';

export const LEADERLESS_CHECKS_MAX = 3;

export interface LeaderGuardParts {
  readonly clock: Clock;
  readonly electionMs: number;
  hasLeader(): boolean;
}

export class LeaderGuard {
  private readonly parts: LeaderGuardParts;
  private readonly guarded = new Set<() => void>();
  private timer: Timer | null = null;
  private leaderless = 0;

  constructor(parts: LeaderGuardParts) {
    this.parts = parts;
  }

  /** `onLost` is called at most once; the result stops the guarding. */
  guard(onLost: () => void): () => void {
    this.guarded.add(onLost);
    this.timer ??= this.parts.clock.after(this.parts.electionMs, () => this.check());
    return () => this.guarded.delete(onLost);
  }

  stop(): void {
    this.timer?.cancel();
    this.timer = null;
    this.guarded.clear();
  }

  private check(): void {
    this.timer = null;
    this.leaderless = this.parts.hasLeader() ? 0 : this.leaderless + 1;
    if (this.leaderless >= LEADERLESS_CHECKS_MAX) this.giveUp();
    if (this.guarded.size > 0)
      this.timer ??= this.parts.clock.after(this.parts.electionMs, () => this.check());
    else this.leaderless = 0;
  }

  private giveUp(): void {
    const lost = [...this.guarded];
    this.guarded.clear();
    for (const onLost of lost) onLost();
  }
}
