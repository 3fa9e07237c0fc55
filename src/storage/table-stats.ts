/**
 * What must be true of all records of each table: their count, an order-free hash over them, and what they weigh. One
 * record outside the tables, [format u8] then per table [number u8][count][bytes][hash u48], and a checksum over it; it
 * is written with every batch, so it always speaks of the records beside it.
 */
import { ByteReader, ByteWriter, FormatError, NewerFormat } from '../codec/binary.ts';
import { crc32c } from '../core/base/crc32c.ts';
import { PLACES, recordHash, TABLES, TABLE_NUMBERS } from './tables.ts';
import type { Table } from './tables.ts';

/** Sorts before every table. */
export const STATS_KEY = '\0stats';

const STATS_FORMAT = 1;
/** The hash is a sum of 32-bit checksums modulo this: exact in a number. */
const HASH_MODULUS = 2 ** 48;
const CHECKSUM_BYTES = 4;

/** Both by position in `TABLES`. */
export interface TableStats {
  readonly counts: Float64Array;
  /** Of the records without their keys. */
  readonly bytes: Float64Array;
  readonly hashes: Float64Array;
}

export function createStats(): TableStats {
  const perTable = (): Float64Array => new Float64Array(TABLES.length);
  return { counts: perTable(), bytes: perTable(), hashes: perTable() };
}

export function addRecord(stats: TableStats, table: Table, record: Uint8Array): void {
  const at = PLACES[table];
  stats.counts[at]!++;
  stats.bytes[at]! += record.length;
  stats.hashes[at] = (stats.hashes[at]! + recordHash(record)) % HASH_MODULUS;
}

export function removeRecord(stats: TableStats, table: Table, record: Uint8Array): void {
  const at = PLACES[table];
  stats.counts[at]!--;
  stats.bytes[at]! -= record.length;
  stats.hashes[at] = (stats.hashes[at]! - recordHash(record) + HASH_MODULUS) % HASH_MODULUS;
}

/** What all records weigh: what the store would take if it held nothing else. */
export function bytesInUse({ bytes }: TableStats): number {
  let sum = 0;
  for (const ofTable of bytes) sum += ofTable;
  return sum;
}

export function encodeStats({ counts, bytes, hashes }: TableStats): Uint8Array {
  const isEmpty = (at: number): boolean => counts[at] === 0 && bytes[at] === 0 && hashes[at] === 0;
  let named = 0;
  for (let at = 0; at < TABLES.length; at++) if (!isEmpty(at)) named++;
  const writer = new ByteWriter().u8(STATS_FORMAT).varint(named);
  for (let at = 0; at < TABLES.length; at++) {
    if (isEmpty(at)) continue;
    writer.u8(TABLE_NUMBERS[TABLES[at]!]).varint(counts[at]!).varint(bytes[at]!).u48(hashes[at]!);
  }
  const crc = crc32c(writer.view());
  return writer.u32(crc).finish();
}

/** Tables that the record does not name yet are empty. */
export function decodeStats(bytes: Uint8Array): TableStats {
  const checked = Math.max(0, bytes.length - CHECKSUM_BYTES);
  const crc = new ByteReader(bytes.subarray(checked), 'table stats').u32();
  // First, so that a format or a table that is not known was written and is no damage.
  if (crc !== crc32c(bytes.subarray(0, checked))) throw new FormatError('table stats: damaged (checksum)');
  const reader = new ByteReader(bytes.subarray(0, checked), 'table stats');
  reader.format(STATS_FORMAT);
  const stats = createStats();
  for (let left = reader.count(9); left > 0; left--) {
    const number = reader.u8();
    const at = TABLES.findIndex((each) => TABLE_NUMBERS[each] === number);
    if (at < 0) {
      throw new NewerFormat(
        `table ${number} of the store is not known to this release; start this member with the release that wrote it`,
      );
    }
    stats.counts[at] = reader.varint();
    stats.bytes[at] = reader.varint();
    stats.hashes[at] = reader.u48();
  }
  reader.end();
  return stats;
}

/** The first table of which two stats say something different, in words; `null` when they agree. */
export function describeDifference(
  kept: TableStats,
  found: TableStats,
  tables: readonly Table[],
): string | null {
  for (const table of tables) {
    const at = PLACES[table];
    if (kept.counts[at] !== found.counts[at]) {
      return `table ${table} has ${found.counts[at]} records, and its stats say ${kept.counts[at]}`;
    }
    if (kept.hashes[at] !== found.hashes[at]) return `table ${table}: its records do not add up to its hash`;
  }
  return null;
}
