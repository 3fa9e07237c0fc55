/**
 * How every port completes: a callback with a value or a failure, never a promise, so that the simulator is a plain
 * loop without microtask order. A completion never runs inside the call that asked for it.
 */
export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: PortFailure };

export interface PortFailure {
  /**
   * `missing`: no such file; `exists`: it is there already; `full`: no space left; `damaged`: what was read is not what
   * was written; `newer-format`: a later release wrote it; `locked`: another process holds it; `io`: anything else the system reported.
   */
  readonly kind: 'missing' | 'exists' | 'full' | 'damaged' | 'newer-format' | 'locked' | 'io' | 'closed';
  /** Names the file or address and what the system said. */
  readonly message: string;
}

export type Done<T = void> = (outcome: Outcome<T>) => void;

export const succeeded = <T>(value: T): Outcome<T> => ({ ok: true, value });
export const failed = (kind: PortFailure['kind'], message: string): Outcome<never> => ({
  ok: false,
  error: { kind, message },
});
export const DONE: Outcome<void> = succeeded(undefined);
