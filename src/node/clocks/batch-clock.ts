/**
 * What a leader writes over a batch: its wall time, as far as its members' clocks bear it out.
 *
 * B1. Beside clocks that speak against it: the time of the clock in the middle, and nothing of the batch may be stamped.
 *     A region below the level that knows such batches can only be spared stamps that are ahead.
 * B2. Where all members can tell the time and too few have told it yet, in a leader's first moments, batches wait for them,
 *     and not longer than `PATIENCE_MS`: a member that comes back with a wrong clock and leads at once must not stamp by it.
 * B3. A region without rules stamps nothing, and waits for nobody.
 */
import { SINCE_LEVEL } from '../../core/base/feature-level.ts';
import type { Machine } from '../../core/apply/machine.ts';
import type { SoftState } from '../../core/raft/types.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ClockGuard } from './clock-guard.ts';
import type { ClockWatch } from './clock-watch.ts';

export const PATIENCE_MS = 1_000;

export interface BatchTime {
  readonly wallMs: number;
  readonly unstamped: boolean;
}

export interface BatchClockParts {
  readonly clock: Clock;
  readonly watch: Pick<ClockWatch, 'time' | 'askSoon'>;
  readonly guard: Pick<ClockGuard, 'look'>;
  machine(): Pick<Machine, 'level' | 'federation'>;
  /** Asks for another look at what waits. */
  wake(): void;
}

export class BatchClock {
  private readonly parts: BatchClockParts;
  private leadsSinceMs: number | null = null;
  private waiting = false;

  constructor(parts: BatchClockParts) {
    this.parts = parts;
  }

  onSoftState({ role }: SoftState): void {
    const leads = role === 'leader';
    if (leads === (this.leadsSinceMs !== null)) return;
    this.leadsSinceMs = leads ? this.parts.clock.monotonicMs() : null;
    this.waiting = false;
    if (leads) this.parts.watch.askSoon();
  }

  /** Clocks may have changed. */
  onNews(): void {
    if (!this.waiting) return;
    this.waiting = false;
    this.parts.wake();
  }

  /** `null`: not now (B2). */
  time(): BatchTime | null {
    const { clock, guard, machine, watch } = this.parts;
    const { wallMs, standing } = watch.time();
    const { level, federation } = machine();
    const hasRules = federation !== null && federation.rules.byPrefix.size > 0;
    const canRefuse = level >= SINCE_LEVEL.unstampedBatch;
    switch (standing) {
      case 'trusted':
        return { wallMs, unstamped: false };
      case 'apart':
        guard.look();
        return { wallMs, unstamped: canRefuse };
      case 'unknown': {
        if (!canRefuse || !hasRules) return { wallMs, unstamped: false };
        const isNew = clock.monotonicMs() - (this.leadsSinceMs ?? 0) < PATIENCE_MS;
        if (!isNew) return { wallMs, unstamped: true };
        this.waiting = true;
        watch.askSoon();
        return null;
      }
    }
  }
}
