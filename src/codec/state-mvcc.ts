/**
 * The keyspace's records. Its index ('kv-index') and its values ('kv-value') are tables of their own with the same keys,
 * revisions that sort as they were written: a restart reads the small table in that order and no value, and a watcher
 * that catches up scans it from its revision on. The marks are one record of 'meta'.
 *
 *   key of both   main u64 · sub u32, big-endian
 *   kv-index      format · key latin1 · kind · [create varint · version varint · lease]      a tombstone ends with its kind
 *   kv-value      format · create varint · version varint · lease · value to the end
 *
 * R1. Every record begins with its format; one this release does not know stops the member with what to do.
 * R2. A decoded value is a view of its record. The store hands every record out in a buffer of its own, so keeping the
 *     value keeps nothing else.
 */
import { assert, assertNever } from '../core/base/assert.ts';
import { leaseId, type LeaseId } from '../core/base/brands.ts';
import type {
  Change,
  IndexRecord,
  KeyspaceMarks,
  MvccWrite,
  Revision,
  ValueRecord,
} from '../core/mvcc/types.ts';
import { ByteReader, FormatError, type ByteWriter } from './binary.ts';
import type { RecordSink } from './record-sink.ts';

const RECORD_FORMAT = 1;
/** Key of the marks in table 'meta'. */
export const MARKS_KEY = 'keyspace';
const TOMBSTONE = 0;
const PUT = 1;
const REVISION_KEY_BYTES = 12;
const TWO_32 = 0x1_0000_0000;

export type MvccTable = 'meta' | 'kv-index' | 'kv-value';

export function sinkMvccWrite(sink: RecordSink<MvccTable>, write: MvccWrite): void {
  switch (write.type) {
    case 'put':
    case 'delete':
      return sinkChange(sink, write);
    case 'delete-revision': {
      const key = revisionTableKey(write.revision);
      sink.delete('kv-index', key);
      sink.delete('kv-value', key);
      return;
    }
    case 'put-marks':
      writeMarks(begin(sink), write.marks);
      sink.end('meta', MARKS_KEY);
      return;
    default:
      assertNever(write);
  }
}

function sinkChange(sink: RecordSink<MvccTable>, { key: userKey, revision, record }: Change): void {
  const key = revisionTableKey(revision);
  const index = begin(sink).latin1(userKey);
  if (record === null) index.u8(TOMBSTONE);
  else writeMeta(index.u8(PUT), record);
  sink.end('kv-index', key);
  if (record === null) return;
  writeMeta(begin(sink), record).raw(record.value);
  sink.end('kv-value', key);
}

/** Sorts as revisions do. */
export function revisionTableKey({ main, sub }: Revision): string {
  assert(
    Number.isSafeInteger(main) && main >= 0 && sub >>> 0 === sub,
    () => `no revision to store: ${main}.${sub}`,
  );
  const high = Math.floor(main / TWO_32);
  const low = main % TWO_32;
  return String.fromCharCode(
    high >>> 24,
    (high >>> 16) & 0xff,
    (high >>> 8) & 0xff,
    high & 0xff,
    low >>> 24,
    (low >>> 16) & 0xff,
    (low >>> 8) & 0xff,
    low & 0xff,
    sub >>> 24,
    (sub >>> 16) & 0xff,
    (sub >>> 8) & 0xff,
    sub & 0xff,
  );
}

export function parseRevisionKey(key: string): Revision {
  const main = u32At(key, 0) * TWO_32 + u32At(key, 4);
  if (key.length !== REVISION_KEY_BYTES || !Number.isSafeInteger(main)) {
    throw new FormatError(`revision key: ${key.length} bytes are no main and sub revision`);
  }
  return { main, sub: u32At(key, 8) };
}

export function decodeIndexRecord(key: string, bytes: Uint8Array): IndexRecord {
  const reader = open(bytes, 'index record');
  const userKey = reader.latin1();
  const kind = reader.u8();
  if (kind > PUT) reader.fail(`kind ${kind} of index record is not known to this release`);
  const put = kind === TOMBSTONE ? null : readMeta(reader);
  reader.end();
  return { key: userKey, revision: parseRevisionKey(key), put };
}

export function decodeValueRecord(bytes: Uint8Array): ValueRecord {
  const reader = open(bytes, 'value record');
  const { createRevision, version, lease } = readMeta(reader);
  return { createRevision, version, lease, value: reader.rest() };
}

export function decodeMarks(bytes: Uint8Array): KeyspaceMarks {
  const reader = open(bytes, 'keyspace marks');
  const currentRevision = reader.varint();
  const compactRevision = reader.varint();
  const compactedThrough = reader.varint();
  reader.end();
  return { currentRevision, compactRevision, compactedThrough };
}

type Meta = NonNullable<IndexRecord['put']>;

function writeMarks(writer: ByteWriter, marks: KeyspaceMarks): void {
  writer.varint(marks.currentRevision).varint(marks.compactRevision).varint(marks.compactedThrough);
}

function begin(sink: RecordSink<MvccTable>): ByteWriter {
  return sink.begin().u8(RECORD_FORMAT);
}

function writeMeta(writer: ByteWriter, { createRevision, version, lease }: Meta): ByteWriter {
  writer
    .varint(createRevision)
    .varint(version)
    .boolean(lease !== null);
  return lease === null ? writer : writer.u64(lease);
}

function readMeta(reader: ByteReader): Meta {
  const createRevision = reader.varint();
  const version = reader.varint();
  return { createRevision, version, lease: readLease(reader) };
}

function readLease(reader: ByteReader): LeaseId | null {
  return reader.boolean() ? leaseId(reader.u64()) : null;
}

function u32At(key: string, at: number): number {
  const high = (key.charCodeAt(at) << 8) | key.charCodeAt(at + 1);
  return high * 0x1_0000 + ((key.charCodeAt(at + 2) << 8) | key.charCodeAt(at + 3));
}

function open(bytes: Uint8Array, what: string): ByteReader {
  const reader = new ByteReader(bytes, what);
  reader.format(RECORD_FORMAT);
  return reader;
}
