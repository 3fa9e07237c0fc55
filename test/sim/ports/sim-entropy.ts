/** The Entropy port from a seed. */
import { nextUint32, nextUint64, type Random } from '../../../src/core/base/random.ts';
import type { Entropy } from '../../../src/ports/entropy.ts';

export function createSimEntropy(random: Random): Entropy {
  return { uint32: () => nextUint32(random), uint64: () => nextUint64(random) };
}
