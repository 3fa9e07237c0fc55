/**
 * Hybrid logical clock (Kulkarni et al. 2014): 48 bits of wall-clock milliseconds and a 16-bit counter. It orders
 * causally related writes like a logical clock and stays close to physical time.
 *
 * Invariant H1: a clock never goes back; `tick` and `merge` return something greater than every stamp seen before.
 */
export interface Hlc {
  /** Milliseconds since the epoch; below 2^48. */
  readonly ms: number;
  /** Below 2^16; overflow carries into `ms`. */
  readonly counter: number;
}

const COUNTER_LIMIT = 0x1_0000;

export const HLC_ZERO: Hlc = { ms: 0, counter: 0 };

export function compareHlc(left: Hlc, right: Hlc): number {
  return left.ms !== right.ms ? left.ms - right.ms : left.counter - right.counter;
}

/** The stamp of a local event: past `last`, and not behind the wall clock. */
export function tickHlc(last: Hlc, wallMs: number): Hlc {
  return wallMs > last.ms ? { ms: wallMs, counter: 0 } : successor(last);
}

/** The clock after a remote stamp was seen; it never falls behind either. */
export function mergeHlc(last: Hlc, remote: Hlc): Hlc {
  return compareHlc(remote, last) > 0 ? remote : last;
}

function successor(last: Hlc): Hlc {
  const counter = last.counter + 1;
  return counter < COUNTER_LIMIT ? { ms: last.ms, counter } : { ms: last.ms + 1, counter: 0 };
}

export function describeHlc(hlc: Hlc): string {
  return `${hlc.ms}.${hlc.counter}`;
}
