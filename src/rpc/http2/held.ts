/**
 * What all connections of a server hold for their clients together. The bounds of one connection are wide enough for a
 * proxy that carries a thousand clients; a thousand connections at those bounds would take the machine.
 *
 * E1. `bytes` is the sum of what each connection last said of itself, which it says after everything that changes it.
 * E2. While it is above `HELD_BYTES_MAX`, nobody is given more who holds more than `HELD_BYTES_FAIR`: whoever holds little
 *     is served as ever.
 */
import { HELD_BYTES_FAIR, HELD_BYTES_MAX } from './limits.ts';

export class HeldBytes {
  bytes = 0;

  /** E1. */
  changed(before: number, after: number): void {
    this.bytes += after - before;
  }

  /** E2: the bound of one connection that alone would have `own`. */
  boundOf(own: number): number {
    return this.bytes > HELD_BYTES_MAX ? Math.min(own, HELD_BYTES_FAIR) : own;
  }
}
