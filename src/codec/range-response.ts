/**
 * `etcdserverpb.RangeResponse` from the core's keys straight into bytes of its size, without a message object for each key:
 * a range is most often asked for many keys, or very often for one.
 *
 * RangeResponse: header = 1, kvs = 2, more = 3, count = 4; zeros are left out. The bytes equal the generated encoder's.
 */
import { NO_BYTES } from '../core/base/bytes.ts';
import { passing } from '../core/base/slab.ts';
import { keyValueLength, varintLength, writeKeyValue, writeVarint } from '../core/mvcc/key-value-wire.ts';
import type { KeyValue, RangeResult } from '../core/mvcc/types.ts';

const KVS_TAG = 0x12;
const MORE_TAG = 0x18;
const COUNT_TAG = 0x20;
/** Above it, memory that is not filled with zeros beforehand is cheaper than a slab's. */
const SLAB_BYTES_MAX = 2 * 1024;

/** `header`: the field as it stands in every response (response-header.ts). */
export function rangeResponseBytes(header: Uint8Array, result: RangeResult): Uint8Array {
  const length = rangeResponseLength(header, result);
  const bytes = responseRoom(length);
  writeRangeResponse(bytes, header, result);
  return bytes;
}

/** For a response of that length. */
export const responseRoom = (length: number): Uint8Array =>
  length <= SLAB_BYTES_MAX ? passing.cut(length) : Buffer.allocUnsafeSlow(length);

export function rangeResponseLength(header: Uint8Array, result: RangeResult): number {
  return header.length + rangeFieldsLength(result);
}

/** Into memory of at least that length. */
export function writeRangeResponse(bytes: Uint8Array, header: Uint8Array, result: RangeResult): void {
  bytes.set(header);
  writeRangeFields(bytes, header.length, result);
}

/** Everything but the header. */
export const rangeFieldsLength = ({ kvs, more, count }: RangeResult): number =>
  keyValuesLength(kvs) + endLength(more, count);

/** Returns where it ends. */
export function writeRangeFields(bytes: Uint8Array, from: number, { kvs, more, count }: RangeResult): number {
  return writeEnd(bytes, writeKeyValues(bytes, from, KVS_TAG, kvs), more, count);
}

/** Some of its keys: pieces laid side by side, a whole without keys behind them, are the response. */
export function rangeKvsBytes(header: Uint8Array, kvs: readonly KeyValue[]): Uint8Array {
  return rangeResponseBytes(header, { kvs, more: false, count: 0 });
}

export function rangeEndBytes(more: boolean, count: number): Uint8Array {
  return rangeResponseBytes(NO_BYTES, { kvs: [], more, count });
}

/** As a field of its own for each. */
export function keyValuesLength(kvs: readonly KeyValue[]): number {
  let sum = 0;
  for (const kv of kvs) {
    const length = keyValueLength(kv);
    sum += 1 + varintLength(length) + length;
  }
  return sum;
}

/** Returns where they end. */
export function writeKeyValues(
  bytes: Uint8Array,
  from: number,
  tag: number,
  kvs: readonly KeyValue[],
): number {
  let at = from;
  for (const kv of kvs) {
    bytes[at] = tag;
    at = writeKeyValue(bytes, writeVarint(bytes, at + 1, keyValueLength(kv)), kv);
  }
  return at;
}

const endLength = (more: boolean, count: number): number =>
  (more ? 2 : 0) + (count === 0 ? 0 : 1 + varintLength(count));

function writeEnd(bytes: Uint8Array, from: number, more: boolean, count: number): number {
  let at = from;
  if (more) {
    bytes[at++] = MORE_TAG;
    bytes[at++] = 1;
  }
  if (count === 0) return at;
  bytes[at] = COUNT_TAG;
  return writeVarint(bytes, at + 1, count);
}
