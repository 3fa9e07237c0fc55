/**
 * Answers to puts and deletes from the core's results straight into bytes of their size; transactions: txn-response.ts. The
 * bytes equal the generated encoder's; zeros are left out.
 *
 * PutResponse: header = 1, prev_kv = 2. DeleteRangeResponse: header = 1, deleted = 2, prev_kvs = 3.
 */
import { varintLength, writeVarint } from '../core/mvcc/key-value-wire.ts';
import type { KeyValue, OpResult } from '../core/mvcc/types.ts';
import { keyValuesLength, responseRoom, writeKeyValues } from './range-response.ts';

type PutResult = Extract<OpResult, { readonly type: 'put' }>;
type DeleteResult = Extract<OpResult, { readonly type: 'delete' }>;

const PREV_KV_TAG = 0x12;
const DELETED_TAG = 0x10;
const PREV_KVS_TAG = 0x1a;

/** `header`: the field as it stands in every response (response-header.ts). */
export function putResponseBytes(header: Uint8Array, result: PutResult): Uint8Array {
  // Without the version before it is nothing but its header.
  if (result.prevKv === null) return header;
  const bytes = responseRoom(header.length + putFieldsLength(result));
  bytes.set(header);
  writePutFields(bytes, header.length, result);
  return bytes;
}

export function deleteResponseBytes(header: Uint8Array, result: DeleteResult): Uint8Array {
  const bytes = responseRoom(header.length + deleteFieldsLength(result));
  bytes.set(header);
  writeDeleteFields(bytes, header.length, result);
  return bytes;
}

/** Everything but the header. */
export const putFieldsLength = ({ prevKv }: PutResult): number => keyValuesLength(listOf(prevKv));

/** Returns where it ends. */
export function writePutFields(bytes: Uint8Array, from: number, { prevKv }: PutResult): number {
  return writeKeyValues(bytes, from, PREV_KV_TAG, listOf(prevKv));
}

/** Everything but the header. */
export const deleteFieldsLength = ({ deleted, prevKvs }: DeleteResult): number =>
  (deleted === 0 ? 0 : 1 + varintLength(deleted)) + keyValuesLength(prevKvs);

/** Returns where it ends. */
export function writeDeleteFields(
  bytes: Uint8Array,
  from: number,
  { deleted, prevKvs }: DeleteResult,
): number {
  let at = from;
  if (deleted > 0) {
    bytes[at] = DELETED_TAG;
    at = writeVarint(bytes, at + 1, deleted);
  }
  return writeKeyValues(bytes, at, PREV_KVS_TAG, prevKvs);
}

const NONE: readonly KeyValue[] = [];

const listOf = (kv: KeyValue | null): readonly KeyValue[] => (kv === null ? NONE : [kv]);
