/**
 * 64-bit fields and byte strings of etcd's messages ⇄ the core's counters, ids and binary keys.
 *
 * S1. A counter from a client never loses its meaning silently: what a `number` cannot hold exactly becomes the nearest
 *     number that can be held, which lies beyond every revision and limit there is. So an absurd revision is refused as
 *     a future one, like etcd does, and no request can break the process.
 * S2. Ids keep all 64 bits, as the unsigned number with the same bits: a negative lease id is an id like any other.
 * S3. A key becomes a string of its own and a value is copied before it goes inwards: decoded bytes are views of the
 *     frame they came in, and keeping a view keeps the frame.
 */
import Long from 'long';
import { NO_BYTES } from '../core/base/bytes.ts';
import { passing } from '../core/base/slab.ts';

/** Up to here a loop over the bytes beats the call into the runtime. */
const SHORT_KEY = 12;
/** Works on any byte array: a `Buffer` of its own for each key would cost more than the key. */
const { latin1Slice } = Buffer.prototype as unknown as {
  latin1Slice(this: Uint8Array, from: number, to: number): string;
};

/** Between the two forms of an id, with no arithmetic on BigInts (core/base/id-varint.ts says what came of that). */
const bits = new DataView(new ArrayBuffer(8));
const TWO_32 = 0x1_0000_0000;

/** Of 64 bits, each as a signed number; a `Long` is one. */
interface Halves {
  readonly low: number;
  readonly high: number;
}

/** |high word| below this fits into 53 bits together with any low word. */
const EXACT_HIGH = 0x20_0000;

/** A counter, clamped to ±(2^53 - 1) (S1). */
export function counterOf(value: Halves & { readonly unsigned: boolean }): number {
  const high = value.unsigned ? value.high >>> 0 : value.high;
  if (high >= EXACT_HIGH) return Number.MAX_SAFE_INTEGER;
  if (high < -EXACT_HIGH) return -Number.MAX_SAFE_INTEGER;
  return Math.max(high * TWO_32 + (value.low >>> 0), -Number.MAX_SAFE_INTEGER);
}

/** A counter that has no meaning below 0. */
export const countOf = (value: Long): number => Math.max(counterOf(value), 0);

/** A whole number within ±(2^53 - 1). */
export function longOf(value: number): Long {
  return new Long(value | 0, Math.floor(value / TWO_32) | 0, false);
}

/** A whole number from 0 to 2^53 - 1, for fields that are unsigned. */
export function unsignedLongOf(value: number): Long {
  return new Long(value | 0, Math.floor(value / TWO_32) | 0, true);
}

/** All 64 bits, unsigned (S2). */
export function idOf({ low, high }: Halves): bigint {
  bits.setInt32(0, high);
  bits.setInt32(4, low);
  return bits.getBigUint64(0);
}

/** All 64 bits, signed: for comparing the way etcd compares. */
export function signedOf({ low, high }: Halves): bigint {
  bits.setInt32(0, high);
  bits.setInt32(4, low);
  return bits.getBigInt64(0);
}

export function longOfId(id: bigint): Long {
  bits.setBigUint64(0, id);
  return new Long(bits.getInt32(4), bits.getInt32(0), false);
}

export const unsignedLongOfId = (id: bigint): Long => longOfId(id).toUnsigned();

export const isZero = (value: Long): boolean => value.low === 0 && value.high === 0;

/** The key as a string of one character per byte (S3). */
export const keyOf = (bytes: Uint8Array): string => keyAt(bytes, 0, bytes.length);

/** The key from `from` to before `to`. */
export function keyAt(bytes: Uint8Array, from: number, to: number): string {
  if (to - from > SHORT_KEY) return latin1Slice.call(bytes, from, to);
  let key = '';
  for (let at = from; at < to; at++) key += String.fromCharCode(bytes[at]!);
  return key;
}

export function bytesOfKey(key: string): Uint8Array {
  const { length } = key;
  if (length === 0) return NO_BYTES;
  if (length > SHORT_KEY) return Buffer.from(key, 'latin1');
  const bytes = passing.cut(length);
  for (let i = 0; i < length; i++) bytes[i] = key.charCodeAt(i);
  return bytes;
}
