/**
 * Which numbers of one sender were seen (as in RFC 4303 §3.4.3): packets may come out of order, each of them once.
 *
 * P1. A number is taken at most once; one that is `WINDOW` or more behind the highest is not taken at all.
 */
const WINDOW = 1_024;
const WORD_BITS = 32;

export class ReplayWindow {
  #highest: number;
  readonly #seen = new Uint32Array(WINDOW / WORD_BITS);

  /** Nothing up to `highest`, it included, will be taken. */
  constructor(highest: number) {
    this.#highest = highest;
    this.#seen.fill(0xffff_ffff);
  }

  /** Whether this number is new; it is not from now on. */
  take(number: number): boolean {
    if (number > this.#highest) this.#moveTo(number);
    else if (number <= this.#highest - WINDOW) return false;
    const [word, bit] = placeOf(number);
    if ((this.#seen[word]! & bit) !== 0) return false;
    this.#seen[word]! |= bit;
    return true;
  }

  #moveTo(number: number): void {
    if (number - this.#highest >= WINDOW) this.#seen.fill(0);
    else {
      for (let passed = this.#highest + 1; passed <= number; passed++) {
        const [word, bit] = placeOf(passed);
        this.#seen[word]! &= ~bit;
      }
    }
    this.#highest = number;
  }
}

function placeOf(number: number): readonly [word: number, bit: number] {
  const place = number % WINDOW;
  return [Math.floor(place / WORD_BITS), 1 << (place % WORD_BITS)];
}
