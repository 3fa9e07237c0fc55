/** Strings as Huffman octets (RFC 7541 §5.2), for the few values that are not written once and for all. */
import { HUFFMAN_CODES } from './huffman-code.ts';

/** How many octets `encodeHuffman` writes for `text`. */
export function huffmanLength(text: string): number {
  let bits = 0;
  for (let i = 0; i < text.length; i++) bits += HUFFMAN_CODES[text.charCodeAt(i)]?.length ?? 0;
  return Math.ceil(bits / 8);
}

/** Writes `text` (latin1) and returns where the next octet goes. */
export function encodeHuffman(text: string, into: Uint8Array, at: number): number {
  let pending = 0;
  let pendingBits = 0;
  for (let i = 0; i < text.length; i++) {
    const code = HUFFMAN_CODES[text.charCodeAt(i)] ?? { bits: 0, length: 0 };
    // Up to 7 bits wait and a code has up to 30, more than the 32 of a shift; a double holds them exactly.
    pending = pending * 2 ** code.length + code.bits;
    pendingBits += code.length;
    for (; pendingBits >= 8; pendingBits -= 8) {
      const weight = 2 ** (pendingBits - 8);
      const octet = Math.floor(pending / weight);
      into[at++] = octet;
      pending -= octet * weight;
    }
  }
  if (pendingBits > 0) into[at++] = (pending << (8 - pendingBits)) | (0xff >> pendingBits);
  return at;
}
