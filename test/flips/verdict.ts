/** What became of one turned bit, and the sums over all of them. */

/**
 * `start`: the member refused to start and named the file; `scan`: the reading of the tables at a start found it; `read`:
 * whoever read the record was told; `scrub`: the background check found it, and until then every answer was right;
 * `death`: LevelDB ended the process without a word, and after the third such end a start refused and named the file;
 * `harmless`: nothing ever reads the bit. `wrong` is an answer that is not what was written, and must not happen.
 */
export const VERDICTS = ['start', 'scan', 'read', 'scrub', 'death', 'harmless', 'wrong'] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface FlipTarget {
  readonly kind: string;
  /** Each a file's name and how many bytes of it are flipped through. */
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
  flip(file: string, bit: number): Promise<Verdict>;
  /** After a flip has ended the process: what comes of it in the end. Absent: that must not happen. */
  afterDeaths?(file: string, bit: number): Promise<Verdict>;
  close(): Promise<void>;
}

export type Counts = Record<Verdict, number>;

export const noCounts = (): Counts => ({
  start: 0,
  scan: 0,
  read: 0,
  scrub: 0,
  death: 0,
  harmless: 0,
  wrong: 0,
});

/** Through every `stride`th bit of a target; `onVerdict` hears of each. */
export async function flipThrough(
  target: FlipTarget,
  stride: number,
  onVerdict: (file: string, bit: number, verdict: Verdict) => void,
): Promise<void> {
  let at = 0;
  for (const { name, bytes } of target.files) {
    const bits = bytes * 8;
    for (; at < bits; at += stride) onVerdict(name, at, await target.flip(name, at));
    at -= bits;
  }
}

export function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  const copy = new Uint8Array(bytes);
  copy[bit >> 3]! ^= 1 << (bit & 7);
  return copy;
}
