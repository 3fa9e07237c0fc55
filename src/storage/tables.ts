/**
 * The tables of the replicated state and how a record stands in the store. The store's own checksums cannot be relied on
 * (DESIGN §4), so every record carries ours, over its table, key and payload, and every table keeps a count and an
 * order-free hash of its records in the same batch as the records.
 *
 * Store key: [table u8][key]. Store value: [format u8][CRC-32C u32][payload].
 *
 * T1. A table's number is on disks: never renumber, never reuse.
 * T2. In an insert-only table a key is written once and at most deleted after that, so keeping its hash needs no read of
 *     an older record on insertion.
 */
import { ByteWriter, FormatError } from '../codec/binary.ts';
import { crc32c } from '../core/base/crc32c.ts';

/** 1 to 15 for etcd's keyspace and the region itself, 16 on for the federation. */
export const TABLE_NUMBERS = {
  meta: 1,
  lease: 2,
  'kv-index': 3,
  'kv-value': 4,
  member: 5,
  alarm: 6,
  region: 16,
  rule: 17,
  set: 18,
  'origin-log': 19,
  conflict: 20,
} as const;

export type Table = keyof typeof TABLE_NUMBERS;

export interface TableWrite {
  readonly table: Table;
  readonly key: string;
  /** `null` deletes. */
  readonly value: Uint8Array | null;
}

export const TABLES = Object.keys(TABLE_NUMBERS) as readonly Table[];
/** A table's position among them. */
export const PLACES = Object.fromEntries(TABLES.map((table, at) => [table, at])) as Readonly<
  Record<Table, number>
>;
const INSERT_ONLY: ReadonlySet<Table> = new Set<Table>(['kv-index', 'kv-value', 'origin-log', 'conflict']);
const TABLE_OF_NUMBER: ReadonlyMap<number, Table> = new Map(
  TABLES.map((table) => [TABLE_NUMBERS[table], table]),
);

const RECORD_FORMAT = 1;
const HEADER_BYTES = 5;
/** What records share. */
const ROOM_BYTES = 64 * 1024;
/** Keys on their way into a checksum. */
let keyBytes = new Uint8Array(256);

export function isInsertOnly(table: Table): boolean {
  return INSERT_ONLY.has(table);
}

export function storeKey(table: Table, key: string): string {
  return String.fromCharCode(TABLE_NUMBERS[table]) + key;
}

/** `null` for a key that is no table record (the stats). */
export function parseStoreKey(key: string): { readonly table: Table; readonly key: string } | null {
  const table = TABLE_OF_NUMBER.get(key.charCodeAt(0));
  return table === undefined ? null : { table, key: key.slice(1) };
}

export function tableRange(table: Table): { readonly from: string; readonly to: string } {
  const number = TABLE_NUMBERS[table];
  return { from: String.fromCharCode(number), to: String.fromCharCode(number + 1) };
}

/** Makes records one behind the other in rooms that they share: they go into the store in the order they were made. */
export class RecordWriter {
  private readonly writer = new ByteWriter(ROOM_BYTES);

  /** For the payload; what was begun and never finished is dropped. */
  begin(): ByteWriter {
    this.writer.reset();
    return this.writer.u8(RECORD_FORMAT).u32(0);
  }

  finish(key: string): Uint8Array {
    const { writer } = this;
    return writer.patchU32(1, writer.crc32c(HEADER_BYTES, keyChecksum(key))).cut();
  }
}

export function wrapRecord(key: string, payload: Uint8Array): Uint8Array {
  const writer = new RecordWriter();
  writer.begin().raw(payload);
  return writer.finish(key);
}

/** The payload, as a view; throws a `FormatError` that names the record if it is not what was written. */
export function unwrapRecord(key: string, record: Uint8Array): Uint8Array {
  // The checksum does not cover this byte. A release with another format gives the stats another one, too.
  if (record[0] !== RECORD_FORMAT) {
    throw new FormatError(
      `${describeStoreKey(key)}: record format ${record[0]} is not known to this release, or damaged`,
    );
  }
  const payload = record.length < HEADER_BYTES ? null : payloadOf(record);
  if (payload === null || checksum(key, payload) !== recordHash(record)) {
    throw new FormatError(`${describeStoreKey(key)}: the record is damaged (checksum)`);
  }
  return payload;
}

/** The payload of a record that was verified before, as a view. */
export function payloadOf(record: Uint8Array): Uint8Array {
  return new Uint8Array(record.buffer, record.byteOffset + HEADER_BYTES, record.length - HEADER_BYTES);
}

/** A record's share in its table's hash: its checksum, without reading the payload. */
export function recordHash(record: Uint8Array): number {
  return (record[1]! | (record[2]! << 8) | (record[3]! << 16) | (record[4]! << 24)) >>> 0;
}

export function describeStoreKey(key: string): string {
  const parsed = parseStoreKey(key);
  const hex = Array.from(parsed?.key ?? key, (unit) => unit.charCodeAt(0).toString(16).padStart(2, '0')).join(
    '',
  );
  return parsed === null ? `store record ${hex}` : `table ${parsed.table}, record ${hex}`;
}

function checksum(key: string, payload: Uint8Array): number {
  const ofKey = keyChecksum(key);
  // A damaged key can come back with characters that no byte stands for; no checksum may match then.
  return ofKey < 0 ? -1 : crc32c(payload, ofKey);
}

/** Negative: a character of it is no byte. */
function keyChecksum(key: string): number {
  if (key.length > keyBytes.length) keyBytes = new Uint8Array(key.length * 2);
  let seen = 0;
  for (let i = 0; i < key.length; i++) {
    const unit = key.charCodeAt(i);
    keyBytes[i] = unit;
    seen |= unit;
  }
  return seen > 0xff ? -1 : crc32c(keyBytes, 0, 0, key.length);
}
