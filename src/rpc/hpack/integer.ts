/**
 * Integers with an N-bit prefix (RFC 7541 §5.1): what fits the prefix is one octet, the rest follows seven bits at a time,
 * least significant first. The standard asks every decoder to bound both the value and the octets, since zeros may be
 * appended without end.
 */
import { CompressionFault } from './header.ts';

/** No length or index of a block that we accept comes near it; sums of two stay exact. */
export const INTEGER_MAX = 2 ** 31 - 1;
/** Five groups of seven bits hold any value up to INTEGER_MAX; a sixth octet could only be padding. */
const CONTINUATIONS_MAX = 5;
/** What an encoded integer can take at most, its prefix octet included. */
export const INTEGER_BYTES_MAX = 1 + CONTINUATIONS_MAX;

/** Where a block is being read. One per decoder, set anew for every block. */
export interface Cursor {
  bytes: Uint8Array;
  at: number;
  end: number;
}

/** Reads the integer whose prefix is in the octet under the cursor, and leaves the cursor behind it. */
export function readInteger(cursor: Cursor, prefixBits: number): number {
  const prefixMax = (1 << prefixBits) - 1;
  const prefix = nextOctet(cursor) & prefixMax;
  return prefix < prefixMax ? prefix : prefixMax + readContinuations(cursor, prefixMax);
}

function readContinuations(cursor: Cursor, prefixMax: number): number {
  let value = 0;
  let scale = 1;
  for (let octets = 0; octets < CONTINUATIONS_MAX; octets++, scale *= 128) {
    const octet = nextOctet(cursor);
    value += (octet & 0x7f) * scale;
    if (value > INTEGER_MAX - prefixMax)
      throw new CompressionFault('an integer above 2^31-1 (RFC 7541 §5.1)');
    if (octet < 0x80) return value;
  }
  throw new CompressionFault(`an integer of more than ${INTEGER_BYTES_MAX} octets (RFC 7541 §5.1)`);
}

function nextOctet(cursor: Cursor): number {
  if (cursor.at >= cursor.end) throw new CompressionFault('the block ends inside an integer (RFC 7541 §5.1)');
  return cursor.bytes[cursor.at++] ?? 0;
}

/** Writes `value` behind the bits of `pattern` and returns where the next octet goes. */
export function writeInteger(
  into: Uint8Array,
  at: number,
  pattern: number,
  prefixBits: number,
  value: number,
): number {
  const prefixMax = (1 << prefixBits) - 1;
  if (value < prefixMax) {
    into[at] = pattern | value;
    return at + 1;
  }
  into[at++] = pattern | prefixMax;
  let rest = value - prefixMax;
  for (; rest >= 128; rest = Math.floor(rest / 128)) into[at++] = (rest % 128) | 0x80;
  into[at++] = rest;
  return at;
}
