/**
 * The Huffman code of RFC 7541 appendix B. It is canonical: sorted by length and then by symbol, each code is the one before
 * it plus one, shifted to its own length. So the lengths say everything.
 */
export const EOS = 256;

/** By symbol, sixteen a line; the last is EOS. */
const LENGTHS: readonly number[] = [
  ...[13, 23, 28, 28, 28, 28, 28, 28, 28, 24, 30, 28, 28, 30, 28, 28],
  ...[28, 28, 28, 28, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 28],
  ...[6, 10, 10, 12, 13, 6, 8, 11, 10, 10, 8, 11, 8, 6, 6, 6],
  ...[5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 7, 8, 15, 6, 12, 10],
  ...[13, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7],
  ...[7, 7, 7, 7, 7, 7, 7, 7, 8, 7, 8, 13, 19, 13, 14, 6],
  ...[15, 5, 6, 5, 6, 5, 6, 6, 6, 5, 7, 7, 6, 6, 6, 5],
  ...[6, 7, 6, 5, 5, 6, 7, 7, 7, 7, 7, 15, 11, 14, 13, 28],
  ...[20, 22, 20, 20, 22, 22, 22, 23, 22, 23, 23, 23, 23, 23, 24, 23],
  ...[24, 24, 22, 23, 24, 23, 23, 23, 23, 21, 22, 23, 22, 23, 23, 24],
  ...[22, 21, 20, 22, 22, 23, 23, 21, 23, 22, 22, 24, 21, 22, 23, 23],
  ...[21, 21, 22, 21, 23, 22, 23, 23, 20, 22, 22, 22, 23, 22, 22, 23],
  ...[26, 26, 20, 19, 22, 23, 22, 25, 26, 26, 26, 27, 27, 26, 24, 25],
  ...[19, 21, 26, 27, 27, 26, 27, 24, 21, 21, 26, 26, 28, 27, 27, 27],
  ...[20, 24, 20, 21, 22, 21, 21, 23, 22, 22, 25, 25, 24, 24, 26, 23],
  ...[26, 27, 26, 26, 27, 27, 27, 27, 27, 28, 27, 27, 27, 27, 27, 26],
  30,
];

export interface Code {
  /** The code's bits, right-aligned. */
  readonly bits: number;
  readonly length: number;
}

/** By symbol, EOS included. */
export const HUFFMAN_CODES: readonly Code[] = canonicalCodes(LENGTHS);

function canonicalCodes(lengths: readonly number[]): Code[] {
  const codes: Code[] = lengths.map((length) => ({ bits: 0, length }));
  const symbols = lengths.map((_, symbol) => symbol).sort((a, b) => lengthOf(a) - lengthOf(b) || a - b);
  let next = 0;
  let lengthBefore = 0;
  for (const symbol of symbols) {
    const length = lengthOf(symbol);
    next *= 2 ** (length - lengthBefore);
    codes[symbol] = { bits: next, length };
    next += 1;
    lengthBefore = length;
  }
  return codes;

  function lengthOf(symbol: number): number {
    return lengths[symbol] ?? 0;
  }
}
