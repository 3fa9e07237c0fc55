/**
 * The keyspace's records. `kv-index` and `kv-value` have the same keys, revisions that sort as they were written: a
 * restart reads the small table in that order and no value.
 *
 * R1. Every record begins with its format; one this release does not know stops the member with what to do.
 * R2. What is decoded has a buffer of its own: it is kept, and must not pin a block of the store.
 */
import { leaseId } from '../core/base/brands.ts';
import type { LeaseId } from '../core/base/brands.ts';
import { ownBytes } from '../core/base/bytes.ts';
import type { IndexRecord, KeyspaceMarks, MvccWrite, Revision, ValueRecord } from '../core/mvcc/types.ts';
import { ByteReader, ByteWriter } from './binary.ts';

const RECORD_FORMAT = 1;
/** Key of the marks in table 'meta'. */
export const MARKS_KEY = 'keyspace';
const TOMBSTONE = 0;
const PUT = 1;
/** main u64 and sub u32, both big-endian. */
const REVISION_KEY_BYTES = 12;

export interface MvccTableWrite {
  readonly table: 'meta' | 'kv-index' | 'kv-value';
  readonly key: string;
  readonly value: Uint8Array | null;
}

export function mvccTableWrites(write: MvccWrite): MvccTableWrite[] {
  switch (write.type) {
    case 'put-revision': {
      const key = revisionTableKey(write.revision);
      return [
        { table: 'kv-index', key, value: encodeIndexRecord(write.key, write.record) },
        { table: 'kv-value', key, value: encodeValueRecord(write.record) },
      ];
    }
    case 'put-tombstone':
      return [
        {
          table: 'kv-index',
          key: revisionTableKey(write.revision),
          value: encodeIndexRecord(write.key, null),
        },
      ];
    case 'delete-revision': {
      const key = revisionTableKey(write.revision);
      return [
        { table: 'kv-index', key, value: null },
        { table: 'kv-value', key, value: null },
      ];
    }
    case 'put-marks':
      return [{ table: 'meta', key: MARKS_KEY, value: encodeMarks(write.marks) }];
  }
}

/** Sorts as revisions do. */
export function revisionTableKey({ main, sub }: Revision): string {
  const high = Math.floor(main / 2 ** 32);
  return u32Key(high) + u32Key(main % 2 ** 32) + u32Key(sub);
}

export function parseRevisionKey(key: string): Revision {
  const reader = new ByteReader(Buffer.from(key, 'latin1'), 'revision key');
  if (key.length !== REVISION_KEY_BYTES) reader.fail('a revision key has 12 bytes');
  const at = (offset: number): number =>
    ((key.charCodeAt(offset) << 24) |
      (key.charCodeAt(offset + 1) << 16) |
      (key.charCodeAt(offset + 2) << 8) |
      key.charCodeAt(offset + 3)) >>>
    0;
  return { main: at(0) * 2 ** 32 + at(4), sub: at(8) };
}

function u32Key(value: number): string {
  return String.fromCharCode(value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff);
}

function encodeIndexRecord(key: string, put: Omit<ValueRecord, 'value'> | null): Uint8Array {
  const writer = new ByteWriter(32 + key.length).u8(RECORD_FORMAT).latin1(key);
  if (put === null) return writer.u8(TOMBSTONE).finish();
  writer.u8(PUT).varint(put.createRevision).varint(put.version);
  return writeLease(writer, put.lease).finish();
}

export function decodeIndexRecord(key: string, bytes: Uint8Array): IndexRecord {
  const reader = open(bytes, 'index record');
  const revision = parseRevisionKey(key);
  const user = reader.latin1();
  const kind = reader.u8();
  if (kind > PUT) reader.fail(`kind ${kind} of index record is not known to this release`);
  const put =
    kind === TOMBSTONE
      ? null
      : { createRevision: reader.varint(), version: reader.varint(), lease: readLease(reader) };
  reader.end();
  return { key: user, revision, put };
}

function encodeValueRecord(record: ValueRecord): Uint8Array {
  const writer = new ByteWriter(32 + record.value.length).u8(RECORD_FORMAT);
  writer.varint(record.createRevision).varint(record.version);
  return writeLease(writer, record.lease).raw(record.value).finish();
}

export function decodeValueRecord(bytes: Uint8Array): ValueRecord {
  const reader = open(bytes, 'value record');
  const createRevision = reader.varint();
  const version = reader.varint();
  const lease = readLease(reader);
  return { createRevision, version, lease, value: ownBytes(reader.rest()) };
}

function encodeMarks({ currentRevision, compactRevision, compactedThrough }: KeyspaceMarks): Uint8Array {
  const writer = new ByteWriter().u8(RECORD_FORMAT);
  return writer.varint(currentRevision).varint(compactRevision).varint(compactedThrough).finish();
}

export function decodeMarks(bytes: Uint8Array): KeyspaceMarks {
  const reader = open(bytes, 'keyspace marks');
  const marks = {
    currentRevision: reader.varint(),
    compactRevision: reader.varint(),
    compactedThrough: reader.varint(),
  };
  reader.end();
  return marks;
}

function writeLease(writer: ByteWriter, lease: LeaseId | null): ByteWriter {
  return lease === null ? writer.u8(0) : writer.u8(1).u64(lease);
}

function readLease(reader: ByteReader): LeaseId | null {
  return reader.boolean() ? leaseId(reader.u64()) : null;
}

function open(bytes: Uint8Array, what: string): ByteReader {
  const reader = new ByteReader(bytes, what);
  const format = reader.u8();
  if (format !== RECORD_FORMAT) {
    reader.fail(
      `format ${format} is not known to this release; start this member with the release that wrote it`,
    );
  }
  return reader;
}
