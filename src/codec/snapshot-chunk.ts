/**
 * A chunk of a state snapshot on its way to another member: store records as they stand, their own checksums inside.
 * The receiver verifies them when it opens the tables.
 */
import { ByteReader, ByteWriter } from './binary.ts';
import { ownBytes } from '../core/base/bytes.ts';
import { crc32c } from '../core/base/crc32c.ts';

const CHUNK_FORMAT = 1;

export interface ChunkRecord {
  readonly key: string;
  readonly value: Uint8Array;
}

/** Of a chunk and its place: one that took another's place has another sum. */
export function chunkSum(number: number, chunk: Uint8Array): number {
  return crc32c(chunk, number >>> 0);
}

export function encodeSnapshotChunk(records: readonly ChunkRecord[]): Uint8Array {
  const writer = new ByteWriter(64 * 1024).u8(CHUNK_FORMAT).varint(records.length);
  for (const { key, value } of records) writer.latin1(key).bytes(value);
  return writer.view();
}

export function decodeSnapshotChunk(bytes: Uint8Array): ChunkRecord[] {
  const reader = new ByteReader(bytes, 'snapshot chunk');
  const format = reader.u8();
  if (format !== CHUNK_FORMAT)
    reader.fail(`format ${format} is not known here; run the same release on all members`);
  const count = reader.count(2);
  const records: ChunkRecord[] = [];
  for (let i = 0; i < count; i++) records.push({ key: reader.latin1(), value: ownBytes(reader.bytes()) });
  reader.end();
  return records;
}
