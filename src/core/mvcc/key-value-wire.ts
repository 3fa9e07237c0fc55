/**
 * etcd's own bytes of a record, which HashKV covers: the revision as its backend's key, and `mvccpb.KeyValue` in
 * protobuf as its value. Written here and not in the codec because the hash is part of what replicas must agree on.
 *
 * KeyValue: key = 1, create_revision = 2, mod_revision = 3, version = 4, value = 5, lease = 6; zero and empty fields are
 * left out. A tombstone's KeyValue has a key and nothing else.
 */
import { passing } from '../base/slab.ts';
import type { LeaseId } from '../base/brands.ts';
import type { Revision, ValueRecord } from './types.ts';

const REVISION_BYTES = 17;
const MARKED_BYTES = 18;
const SEPARATOR = 0x5f;
const TOMBSTONE_MARK = 0x74;
const TWO_32 = 0x1_0000_0000;
/** Five tags and lengths of at most 10 bytes each, beside key and value. */
const MOST_OVERHEAD = 66;

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
  const out: Out = { bytes: passing.cut(key.length + (record?.value.length ?? 0) + MOST_OVERHEAD), at: 0 };
  writeLatin1(out, 1, key);
  if (record !== null) {
    writeCounter(out, 2, record.createRevision);
    writeCounter(out, 3, revision.main);
    writeCounter(out, 4, record.version);
    writeBytes(out, 5, record.value);
    if (record.lease !== null) writeLease(out, 6, record.lease);
  }
  return out.bytes.subarray(0, out.at);
}

interface Out {
  readonly bytes: Uint8Array;
  at: number;
}

const tag = (field: number, wireType: 0 | 2): number => field * 8 + wireType;

function writeLatin1(out: Out, field: number, text: string): void {
  out.bytes[out.at++] = tag(field, 2);
  writeVarint(out, text.length);
  for (let i = 0; i < text.length; i++) out.bytes[out.at++] = text.charCodeAt(i);
}

function writeBytes(out: Out, field: number, bytes: Uint8Array): void {
  if (bytes.length === 0) return;
  out.bytes[out.at++] = tag(field, 2);
  writeVarint(out, bytes.length);
  out.bytes.set(bytes, out.at);
  out.at += bytes.length;
}

function writeCounter(out: Out, field: number, value: number): void {
  if (value === 0) return;
  out.bytes[out.at++] = tag(field, 0);
  writeVarint(out, value);
}

function writeVarint(out: Out, value: number): void {
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) out.bytes[out.at++] = (rest % 0x80) + 0x80;
  out.bytes[out.at++] = rest;
}

function writeLease(out: Out, field: number, lease: LeaseId): void {
  out.bytes[out.at++] = tag(field, 0);
  let rest = BigInt.asUintN(64, lease);
  for (; rest >= 0x80n; rest >>= 7n) out.bytes[out.at++] = Number(rest & 0x7fn) + 0x80;
  out.bytes[out.at++] = Number(rest);
}
