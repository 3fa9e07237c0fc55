/**
 * Reads the store's files again and again, slowly, and so finds damage that no request has met yet: a member should
 * learn of it while the others are whole, not when it is the last one that has the record.
 *
 * S1. One step at a time, none after `stop`, and none of a store that a snapshot has replaced is heard of.
 * S2. The rate is bounded: `SCRUB_BYTES_PER_S` in a pass, and `SCRUB_PAUSE_MS` between passes.
 */
import type { Clock, Timer } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { StateStore } from '../../storage/state-store.ts';

export const SCRUB_BYTES_PER_S = 4 * 1024 * 1024;
const SCRUB_STEP_MS = 1000;
export const SCRUB_PAUSE_MS = 6 * 60 * 60 * 1000;

export interface ScrubberParts {
  readonly clock: Clock;
  readonly log: Log;
  /** The one that serves now. */
  store(): Pick<StateStore, 'scrub'>;
  onDamage(reason: string): void;
}

export class Scrubber {
  private readonly parts: ScrubberParts;
  private timer: Timer | null = null;
  private stopped = false;
  private bytesInPass = 0;

  constructor(parts: ScrubberParts) {
    this.parts = parts;
  }

  start(): void {
    this.later(SCRUB_STEP_MS);
  }

  stop(): void {
    this.stopped = true;
    this.timer?.cancel();
  }

  private later(delayMs: number): void {
    this.timer = this.parts.clock.after(delayMs, () => this.step());
  }

  private step(): void {
    const store = this.parts.store();
    store.scrub(SCRUB_BYTES_PER_S, (outcome) => {
      if (this.stopped) return;
      if (store !== this.parts.store()) {
        this.bytesInPass = 0;
        this.later(SCRUB_STEP_MS);
      } else if (!outcome.ok) this.onFailure(outcome.error);
      else this.goOn(outcome.value.bytes, outcome.value.passed);
    });
  }

  /** Only damage ends the member: a check that could not be made says nothing about the store. */
  private onFailure({ kind, message }: { readonly kind: string; readonly message: string }): void {
    if (kind === 'damaged') {
      this.parts.onDamage(message);
      return;
    }
    this.parts.log('warn', 'the store could not be checked; it is tried again', { reason: message });
    this.later(SCRUB_PAUSE_MS);
  }

  private goOn(bytes: number, passed: boolean): void {
    this.bytesInPass += bytes;
    if (passed) {
      this.parts.log('debug', 'the store was checked and is whole', { bytes: this.bytesInPass });
      this.bytesInPass = 0;
    }
    this.later(passed ? SCRUB_PAUSE_MS : SCRUB_STEP_MS);
  }
}
