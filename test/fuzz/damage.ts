/** What may happen to bytes on their way, or in the hands of somebody who tries. */
import { nextInteger, type Random } from '../../src/core/base/random.ts';

const FOREIGN_BYTES_MAX = 30;
const LOST_BYTES_MAX = 9;

/** Damage at `at` or from there on; it may come to nothing. */
export function damaged(random: Random, bytes: Uint8Array, at: number): Buffer {
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
  switch (nextInteger(random, 0, 6)) {
    case 0:
      return Buffer.from(before);
    case 1:
      return Buffer.concat([before, someBytes(random), after]);
    case 2:
      return Buffer.concat([bytes, bytes]);
    case 3:
      return Buffer.concat([before, after.subarray(nextInteger(random, 1, LOST_BYTES_MAX))]);
    case 4:
      return someBytes(random);
    case 5:
      return Buffer.concat([before, Uint8Array.of(nextInteger(random, 0, 255)), after.subarray(1)]);
    default:
      return Buffer.concat([
        before,
        Uint8Array.of((after[0] ?? 0) ^ (1 << nextInteger(random, 0, 7))),
        after.subarray(1),
      ]);
  }
}

export const someBytes = (random: Random): Buffer =>
  Buffer.from(
    Array.from({ length: nextInteger(random, 1, FOREIGN_BYTES_MAX) }, () => nextInteger(random, 0, 255)),
  );
