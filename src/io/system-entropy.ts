/**
 * Chance from the operating system's cryptographic source, drawn in pages: one call for each id would cost more than
 * the id is worth.
 *
 * E1. No byte of a page is given out twice.
 */
import { randomFillSync } from 'node:crypto';
import type { Entropy } from '../ports/entropy.ts';

const PAGE_BYTES = 4096;
const UINT32_BYTES = 4;

export function createSystemEntropy(): Entropy {
  const page = Buffer.alloc(PAGE_BYTES);
  let used = PAGE_BYTES;

  function uint32(): number {
    if (used + UINT32_BYTES > PAGE_BYTES) {
      randomFillSync(page);
      used = 0;
    }
    const drawn = page.readUInt32LE(used);
    page.fill(0, used, used + UINT32_BYTES);
    used += UINT32_BYTES;
    return drawn;
  }

  return {
    uint32,
    uint64: () => (BigInt(uint32()) << 32n) | BigInt(uint32()),
  };
}
