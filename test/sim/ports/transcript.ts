/**
 * A running hash over everything that happened in a simulation: two runs of one seed that did the same things in the
 * same order end with the same hash, so a difference proves that chance or time came in beside the ports.
 *
 * Every event adds its time, who it happened to, what it was, and one number of detail (a frame's checksum, a length).
 * Text is hashed once per distinct string: hashing every line would cost more than the simulated work.
 */
const FNV_PRIME = 0x0100_0193;
const FNV_OFFSET = 0x811c_9dc5;
const TWO_32 = 0x1_0000_0000;

export type TraceLine = (line: string) => void;

export class Transcript {
  #low = FNV_OFFSET;
  #high = FNV_OFFSET ^ 0x5bd1_e995;
  #events = 0;
  readonly #texts = new Map<string, number>();
  readonly #trace: TraceLine | null;
  /** Every event, not only what is said. */
  readonly #every: boolean;

  constructor(trace: TraceLine | null = null, every = true) {
    this.#trace = trace;
    this.#every = every;
  }

  note(timeUs: number, who: string, what: string, detail = 0): void {
    this.#events += 1;
    this.#mix(timeUs % TWO_32);
    this.#mix(Math.floor(timeUs / TWO_32));
    this.#mix(this.#textHash(who));
    this.#mix(this.#textHash(what));
    this.#mix(detail);
    if (this.#trace !== null && this.#every) this.#trace(`${formatTime(timeUs)} ${who} ${what} ${detail}`);
  }

  /** Free text for a reader of the trace; not part of the hash. */
  say(timeUs: number, who: string, text: () => string): void {
    if (this.#trace !== null) this.#trace(`${formatTime(timeUs)} ${who} ${text()}`);
  }

  get events(): number {
    return this.#events;
  }

  hash(): string {
    return (this.#high >>> 0).toString(16).padStart(8, '0') + (this.#low >>> 0).toString(16).padStart(8, '0');
  }

  #mix(value: number): void {
    this.#low = Math.imul(this.#low ^ value, FNV_PRIME);
    this.#high = Math.imul((this.#high ^ (this.#low >>> 15)) + value, FNV_PRIME);
  }

  #textHash(text: string): number {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    let hash = FNV_OFFSET;
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), FNV_PRIME);
    this.#texts.set(text, hash);
    return hash;
  }
}

export function formatTime(timeUs: number): string {
  return `${(timeUs / 1_000_000).toFixed(6).padStart(12)}s`;
}
