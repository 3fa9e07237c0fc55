/**
 * etcd's own bytes of a record, which HashKV covers: the revision as its backend's key, and `mvccpb.KeyValue` in
 * protobuf as its value. Written here and not in the codec because the hash is part of what replicas must agree on.
 *
 * KeyValue: key = 1, create_revision = 2, mod_revision = 3, version = 4, value = 5, lease = 6; zero and empty fields are
 * left out. A tombstone's KeyValue has a key and nothing else.
 */
import { idVarintBytes, writeIdVarint } from '../base/id-varint.ts';
import { passing } from '../base/slab.ts';
import type { LeaseId } from '../base/brands.ts';
import type { KeyValue, Revision, ValueRecord } from './types.ts';

const REVISION_BYTES = 17;
const MARKED_BYTES = 18;
const SEPARATOR = 0x5f;
const TOMBSTONE_MARK = 0x74;
const TWO_32 = 0x1_0000_0000;
const TWO_31 = 0x8000_0000;
const VARINT = 0;
const LENGTH_DELIMITED = 2;
/** A tag and a length beside the key. */
const MOST_OVERHEAD = 11;

/** Main as 8 bytes big-endian, `_`, sub as 8 bytes, and `t` for a tombstone. */
export function revisionKey(revision: Revision, tombstone: boolean): Uint8Array {
  const bytes = new Uint8Array(tombstone ? MARKED_BYTES : REVISION_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, Math.floor(revision.main / TWO_32));
  view.setUint32(4, revision.main % TWO_32);
  view.setUint8(8, SEPARATOR);
  view.setUint32(9, Math.floor(revision.sub / TWO_32));
  view.setUint32(13, revision.sub % TWO_32);
  if (tombstone) view.setUint8(REVISION_BYTES, TOMBSTONE_MARK);
  return bytes;
}

export function keyValueBytes(key: string, revision: Revision, record: ValueRecord | null): Uint8Array {
  if (record === null) {
    const bytes = passing.cut(key.length + MOST_OVERHEAD);
    return bytes.subarray(0, writeKey(bytes, 0, key));
  }
  const { createRevision, version, lease, value } = record;
  const kv = { key, createRevision, modRevision: revision.main, version, lease, value };
  const bytes = passing.cut(keyValueLength(kv));
  writeKeyValue(bytes, 0, kv);
  return bytes;
}

/** How many bytes `writeKeyValue` takes. */
export function keyValueLength({
  key,
  createRevision,
  modRevision,
  version,
  value,
  lease,
}: KeyValue): number {
  return (
    bytesLength(key.length) +
    counterLength(createRevision) +
    counterLength(modRevision) +
    counterLength(version) +
    bytesLength(value.length) +
    (lease === null ? 0 : leaseLength(lease))
  );
}

/** Returns where it ends. */
export function writeKeyValue(bytes: Uint8Array, from: number, kv: KeyValue): number {
  const { value, lease } = kv;
  let at = writeKey(bytes, from, kv.key);
  at = writeCounter(bytes, at, 2, kv.createRevision);
  at = writeCounter(bytes, at, 3, kv.modRevision);
  at = writeCounter(bytes, at, 4, kv.version);
  if (value.length > 0) {
    bytes[at] = tag(5, LENGTH_DELIMITED);
    at = writeVarint(bytes, at + 1, value.length);
    bytes.set(value, at);
    at += value.length;
  }
  return lease === null ? at : writeLease(bytes, at, lease);
}

export function varintLength(value: number): number {
  if (value < 0x80) return 1;
  if (value < 0x4000) return 2;
  if (value < 0x20_0000) return 3;
  let length = 4;
  for (let rest = Math.floor(value / 0x1000_0000); rest > 0; rest = Math.floor(rest / 0x80)) length++;
  return length;
}

/** Returns where it ends. */
export function writeVarint(bytes: Uint8Array, from: number, value: number): number {
  let at = from;
  let rest = value;
  for (; rest >= TWO_31; rest = Math.floor(rest / 0x80)) bytes[at++] = (rest % 0x80) | 0x80;
  for (; rest >= 0x80; rest >>>= 7) bytes[at++] = rest | 0x80;
  bytes[at++] = rest;
  return at;
}

const tag = (field: number, wireType: typeof VARINT | typeof LENGTH_DELIMITED): number =>
  field * 8 + wireType;

/** Of a field of these many bytes, which is left out if there are none. */
const bytesLength = (length: number): number => (length === 0 ? 0 : 1 + varintLength(length) + length);

const counterLength = (value: number): number => (value === 0 ? 0 : 1 + varintLength(value));

function writeKey(bytes: Uint8Array, from: number, key: string): number {
  const { length } = key;
  bytes[from] = tag(1, LENGTH_DELIMITED);
  const at = writeVarint(bytes, from + 1, length);
  for (let i = 0; i < length; i++) bytes[at + i] = key.charCodeAt(i);
  return at + length;
}

function writeCounter(bytes: Uint8Array, at: number, field: number, value: number): number {
  if (value === 0) return at;
  bytes[at] = tag(field, VARINT);
  return writeVarint(bytes, at + 1, value);
}

const leaseLength = (lease: LeaseId): number => 1 + idVarintBytes(lease);

function writeLease(bytes: Uint8Array, from: number, lease: LeaseId): number {
  bytes[from] = tag(6, VARINT);
  return writeIdVarint(bytes, from + 1, lease);
}
