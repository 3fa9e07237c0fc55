/**
 * Addresses of host names, asked for again now and then: a name whose address has changed is a normal thing, and a
 * question to the system for each datagram is not.
 *
 * H1. A name that is asked for while its answer is under way waits for that answer.
 * H2. What is kept is bounded; the name that was asked for longest ago goes.
 */
import { lookup } from 'node:dns';
import { isIP } from 'node:net';
import type { Clock } from '../ports/clock.ts';

const KEPT_MS = 30_000;
const NAMES_MAX = 256;

type Found = (address: string | null) => void;

export class HostCache {
  readonly #clock: Pick<Clock, 'monotonicMs'>;
  readonly #known = new Map<string, { readonly address: string | null; readonly untilMs: number }>();
  readonly #asked = new Map<string, Found[]>();

  constructor(clock: Pick<Clock, 'monotonicMs'>) {
    this.#clock = clock;
  }

  /** `null`: it has none. May call back at once. */
  find(host: string, found: Found): void {
    if (isIP(host) !== 0) return found(host);
    const known = this.#known.get(host);
    if (known !== undefined && known.untilMs > this.#clock.monotonicMs()) return found(known.address);
    const waiting = this.#asked.get(host);
    if (waiting !== undefined) waiting.push(found);
    else this.#ask(host, found);
  }

  #ask(host: string, first: Found): void {
    this.#asked.set(host, [first]);
    lookup(host, (error, address) => {
      this.#keep(host, error === null ? address : null);
      const waiting = this.#asked.get(host) ?? [];
      this.#asked.delete(host);
      for (const found of waiting) found(error === null ? address : null);
    });
  }

  /** H2. */
  #keep(host: string, address: string | null): void {
    this.#known.delete(host);
    this.#known.set(host, { address, untilMs: this.#clock.monotonicMs() + KEPT_MS });
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= NAMES_MAX) return;
      this.#known.delete(oldest);
    }
  }
}
