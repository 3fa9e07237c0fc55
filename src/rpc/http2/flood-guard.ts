/** Budgets for frames that cost the client nothing and us something (limits.ts names the attacks). */
import type { Cause } from './causes.ts';
import {
  BAD_REQUESTS,
  EMPTY_DATA,
  IGNORED_FRAMES,
  PINGS,
  PRIORITIES,
  RESETS,
  SETTINGS_FRAMES,
  WINDOW_UPDATES,
} from './limits.ts';
import type { Allowance } from './limits.ts';

/** A token bucket that looks at the clock only when it is empty. */
export class Budget {
  readonly cause: Cause;
  private readonly allowance: Allowance;
  private left: number;
  private filledAtMs: number;

  constructor(cause: Cause, allowance: Allowance, nowMs: number) {
    this.cause = cause;
    this.allowance = allowance;
    this.left = allowance.burst;
    this.filledAtMs = nowMs;
  }

  /** Whether there was still something to spend. */
  spend(nowMs: number): boolean {
    if (this.left < 1) this.refill(nowMs);
    if (this.left < 1) return false;
    this.left -= 1;
    return true;
  }

  earn(count: number): void {
    this.left = Math.min(this.left + count, this.allowance.burst);
  }

  private refill(nowMs: number): void {
    const { burst, perSecond } = this.allowance;
    this.left = Math.min(burst, this.left + ((nowMs - this.filledAtMs) * perSecond) / 1000);
    this.filledAtMs = nowMs;
  }
}

export class FloodGuard {
  readonly resets: Budget;
  readonly badRequests: Budget;
  readonly pings: Budget;
  readonly settings: Budget;
  readonly emptyData: Budget;
  readonly windowUpdates: Budget;
  readonly priorities: Budget;
  readonly ignored: Budget;

  constructor(nowMs: number) {
    this.resets = new Budget('too-many-resets', RESETS, nowMs);
    this.badRequests = new Budget('too-many-bad-requests', BAD_REQUESTS, nowMs);
    this.pings = new Budget('too-many-pings', PINGS, nowMs);
    this.settings = new Budget('too-many-settings', SETTINGS_FRAMES, nowMs);
    this.emptyData = new Budget('too-much-empty-data', EMPTY_DATA, nowMs);
    this.windowUpdates = new Budget('too-many-window-updates', WINDOW_UPDATES, nowMs);
    this.priorities = new Budget('too-many-priorities', PRIORITIES, nowMs);
    this.ignored = new Budget('too-many-ignored-frames', IGNORED_FRAMES, nowMs);
  }
}
