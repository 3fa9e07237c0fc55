/**
 * What the layer wrote down, record by record (struct record in layer.c). A last record that the kill cut short is left
 * out: its operation never began (J1).
 */
import { readFileSync } from 'node:fs';

const MAGIC = 0x314a5041;
const HEADER_BYTES = 72;
const FLAG_ZEROS = 1;

const TYPES = [
  ...['none', 'write', 'truncate', 'sync', 'create', 'birth', 'unlink', 'rename', 'mkdir', 'rmdir', 'link'],
  'start',
] as const;

export type JournalType = (typeof TYPES)[number];

export interface JournalRecord {
  readonly type: JournalType;
  /** Where it stands in the journal: later ones are greater. */
  readonly at: number;
  readonly inode: number;
  /** Of a write its place, of a truncation the new size, of a sync what it covers, of a name its grave (0: none). */
  readonly position: number;
  readonly length: number;
  /** The file's size before. */
  readonly size: number;
  readonly folder: number;
  readonly otherFolder: number;
  readonly name: string;
  readonly otherName: string;
  /** What stood where it wrote or cut. */
  readonly old: Uint8Array;
}

export function readJournal(path: string): readonly JournalRecord[] {
  const bytes = readFileSync(path);
  const records: JournalRecord[] = [];
  for (let at = 0; at + HEADER_BYTES <= bytes.length;) {
    const end = at + HEADER_BYTES + tailBytes(bytes, at);
    if (end > bytes.length) break;
    records.push(readRecord(bytes, at));
    at = end;
  }
  return records;
}

const tailBytes = (bytes: Buffer, at: number): number =>
  bytes.readUInt32LE(at + 56) + bytes.readUInt32LE(at + 60) + bytes.readUInt32LE(at + 64);

function readRecord(bytes: Buffer, at: number): JournalRecord {
  const type = TYPES[bytes.readUInt32LE(at + 4)];
  if (bytes.readUInt32LE(at) !== MAGIC || type === undefined)
    throw new Error(`the layer's journal is not understood at byte ${at}`);
  const number = (offset: number): number => Number(bytes.readBigUInt64LE(at + offset));
  const nameAt = at + HEADER_BYTES;
  const otherAt = nameAt + bytes.readUInt32LE(at + 56);
  const dataAt = otherAt + bytes.readUInt32LE(at + 60);
  const record = {
    ...{ type, at, inode: number(8), position: number(16), length: number(24), size: number(32) },
    ...{ folder: number(40), otherFolder: number(48) },
    name: bytes.toString('utf8', nameAt, otherAt),
    otherName: bytes.toString('utf8', otherAt, dataAt),
    old: bytes.subarray(dataAt, dataAt + bytes.readUInt32LE(at + 64)),
  };
  const isZeros = (bytes.readUInt32LE(at + 68) & FLAG_ZEROS) !== 0;
  return isZeros ? { ...record, old: new Uint8Array(overwrittenBytes(record)) } : record;
}

function overwrittenBytes({ type, position, length, size }: Omit<JournalRecord, 'old'>): number {
  return type === 'write' ? Math.min(position + length, size) - position : size - position;
}
