/** Time. Intervals use the monotonic clock only; the wall clock feeds stamps and leases' TTL display, never a timeout. */
export interface Clock {
  /** Milliseconds since an arbitrary start; never goes back. */
  monotonicMs(): number;
  /** Milliseconds since the epoch, as the operating system believes; may step either way. */
  wallMs(): number;
  /** Fires once, not before `delayMs` of monotonic time have passed. */
  after(delayMs: number, fire: () => void): Timer;
  /** Runs once the current turn's inputs have been handled: where a turn's work is gathered into one batch. */
  atTurnEnd(task: () => void): void;
}

export interface Timer {
  cancel(): void;
}
