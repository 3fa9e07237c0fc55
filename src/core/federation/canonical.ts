/**
 * The bytes of a transaction that its chain value stands for. They are not the bytes of any record or frame: those may
 * change with a release, while the chain must stay comparable between regions of different releases.
 *
 * C1. Equal content gives equal bytes: numbers are fixed-width and big-endian, texts carry their length, the vector is
 *     in origin order. Another format needs another `CANONICAL_FORMAT`, agreed by the whole federation.
 */
import { assert } from '../base/assert.ts';
import { crc32c } from '../base/crc32c.ts';
import type { OriginTransaction } from './types.ts';
import { sortedEntries } from './version-vector.ts';

const CANONICAL_FORMAT = 1;
const SPACE_BYTE = { key: 0, rule: 1 } as const;
/** Format, sequence, time (ms and counter), two counts. */
const FIXED_BYTES = 1 + 8 + 8 + 4 + 4 + 4;
const VECTOR_ENTRY_BYTES = 8;
const WRITE_BYTES = 1 + 4;
const NO_VALUE = 0xffff_ffff;

export type Unchained = Omit<OriginTransaction, 'chain'>;

interface Output {
  readonly bytes: Uint8Array;
  at: number;
}

/** The chain value after a transaction, given the one before it (0 before the first). */
export function chainValue(previous: number, transaction: Unchained): number {
  return crc32c(canonicalBytes(transaction), previous);
}

export function canonicalBytes(transaction: Unchained): Uint8Array {
  const out: Output = { bytes: new Uint8Array(sizeOf(transaction)), at: 0 };
  out.bytes[out.at++] = CANONICAL_FORMAT;
  putBinary(out, transaction.origin);
  putU64(out, transaction.sequence);
  putU64(out, transaction.time.ms);
  putU32(out, transaction.time.counter);
  putText(out, transaction.actor);
  putU32(out, transaction.vector.size);
  for (const [origin, sequence] of sortedEntries(transaction.vector)) {
    putBinary(out, origin);
    putU64(out, sequence);
  }
  putU32(out, transaction.writes.length);
  for (const write of transaction.writes) {
    out.bytes[out.at++] = SPACE_BYTE[write.space];
    putBinary(out, write.key);
    putValue(out, write.value);
  }
  assert(out.at === out.bytes.length, 'C1: the size of the canonical bytes was miscounted');
  return out.bytes;
}

function sizeOf(transaction: Unchained): number {
  let size = FIXED_BYTES + binarySize(transaction.origin) + 4 + transaction.actor.length * 2;
  for (const origin of transaction.vector.keys()) size += VECTOR_ENTRY_BYTES + binarySize(origin);
  for (const write of transaction.writes) {
    size += WRITE_BYTES + binarySize(write.key) + (write.value?.length ?? 0);
  }
  return size;
}

function binarySize(value: string): number {
  return 4 + value.length;
}

function putU32(out: Output, value: number): void {
  const { bytes, at } = out;
  bytes[at] = value >>> 24;
  bytes[at + 1] = (value >>> 16) & 0xff;
  bytes[at + 2] = (value >>> 8) & 0xff;
  bytes[at + 3] = value & 0xff;
  out.at = at + 4;
}

function putU64(out: Output, value: number): void {
  putU32(out, Math.floor(value / 0x1_0000_0000));
  putU32(out, value % 0x1_0000_0000);
}

/** A string of bytes. */
function putBinary(out: Output, value: string): void {
  putU32(out, value.length);
  for (let i = 0; i < value.length; i++) out.bytes[out.at + i] = value.charCodeAt(i);
  out.at += value.length;
}

/** A user's name may be any text: its UTF-16 units as they are. */
function putText(out: Output, value: string): void {
  putU32(out, value.length);
  for (let i = 0; i < value.length; i++) {
    const unit = value.charCodeAt(i);
    out.bytes[out.at + 2 * i] = unit >>> 8;
    out.bytes[out.at + 2 * i + 1] = unit & 0xff;
  }
  out.at += 2 * value.length;
}

function putValue(out: Output, value: Uint8Array | null): void {
  if (value === null) {
    putU32(out, NO_VALUE);
    return;
  }
  putU32(out, value.length);
  out.bytes.set(value, out.at);
  out.at += value.length;
}
