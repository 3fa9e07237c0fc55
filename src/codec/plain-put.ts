/**
 * etcd's PutRequest of a key and a value and nothing else, straight from its bytes: nine commands of ten, which every
 * member decodes once more when it applies them. What has a lease or an option, or is not plainly well-formed, is left to
 * the generated decoder, whose answer this one's must be.
 */
import { values } from '../core/base/slab.ts';
import type { PutRequest } from '../core/mvcc/types.ts';
import { keyAt } from './etcd-scalars.ts';

/** Field numbers 1 and 2, both bytes. */
const KEY_TAG = 0x0a;
const VALUE_TAG = 0x12;
/** Four bytes of seven bits: more than any request may have. */
const LENGTH_BITS_MAX = 28;

/** `null`: for the generated decoder. */
export function decodePlainPut(bytes: Uint8Array): PutRequest | null {
  const end = bytes.length;
  let key = '';
  let valueFrom = 0;
  let valueTo = 0;
  let at = 0;
  while (at < end) {
    const tag = bytes[at++];
    if (tag !== KEY_TAG && tag !== VALUE_TAG) return null;
    let length = 0;
    let shift = 0;
    for (;;) {
      if (at >= end || shift >= LENGTH_BITS_MAX) return null;
      const byte = bytes[at++]!;
      length |= (byte & 0x7f) << shift;
      shift += 7;
      if (byte < 0x80) break;
    }
    if (length > end - at) return null;
    if (tag === KEY_TAG) key = keyAt(bytes, at, at + length);
    else [valueFrom, valueTo] = [at, at + length];
    at += length;
  }
  const value = values.copy(bytes, valueFrom, valueTo);
  return { key, value, lease: null, prevKv: false, ignoreValue: false, ignoreLease: false };
}
