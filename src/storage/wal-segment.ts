/**
 * A segment file: its name, its header block, the part of the log it holds.
 *
 * The name is `sequence-firstIndex.wal`, both as 16 hexadecimal digits, so that names sort in the order of the log; the
 * index is the first that the segment was begun for and is there for people. While a segment is prepared its name is
 * `sequence.new`: a name that ends in `.wal` has a header that is whole and synced.
 *
 * The header block is a block of its own and is never written again. Its checksum is the segment's salt.
 */
import { ByteReader, ByteWriter } from '../codec/binary.ts';
import type { LogRecord } from '../codec/log-record.ts';
import { hexId, memberId } from '../core/base/brands.ts';
import { crc32c } from '../core/base/crc32c.ts';
import { damaged, foreign, newerFormat } from './wal-failure.ts';
import type { WalFailure, WalIdentity } from './wal-types.ts';

export const SEGMENT_BYTES = 16 * 1024 * 1024;
/** Its place, and that of the checksum at its end, is the same in every format. */
export const SEGMENT_HEADER_BYTES = 4096;
const SEGMENT_FORMAT = 1;
const CHECKED_BYTES = SEGMENT_HEADER_BYTES - 4;
const MAGIC = 'ATOLLWAL';
const NAME = /^([0-9a-f]{16})-[0-9a-f]{16}[.]wal$/;
const PREPARED_NAME = /^[0-9a-f]{16}[.]new$/;

const hex16 = (value: number): string => value.toString(16).padStart(16, '0');

export const segmentName = (sequence: number, first: number): string =>
  `${hex16(sequence)}-${hex16(first)}.wal`;
export const preparedName = (sequence: number): string => `${hex16(sequence)}.new`;
export const isPrepared = (name: string): boolean => PREPARED_NAME.test(name);

/** `null` if the name is not a segment's. */
export function sequenceOf(name: string): number | null {
  const match = NAME.exec(name);
  return match === null ? null : Number.parseInt(match[1]!, 16);
}

export function encodeSegmentHeader(
  identity: WalIdentity,
  sequence: number,
): { block: Uint8Array; salt: number } {
  const writer = new ByteWriter(SEGMENT_HEADER_BYTES);
  for (const letter of MAGIC) writer.u8(letter.charCodeAt(0));
  writer.u16(SEGMENT_FORMAT).u16(0).u32(SEGMENT_HEADER_BYTES);
  writer.u64(identity.cluster).u64(identity.member).u64(BigInt(sequence));
  writer.zeros(CHECKED_BYTES - writer.length);
  const salt = crc32c(writer.view());
  return { block: writer.u32(salt).finish(), salt };
}

export type ReadHeader =
  { readonly ok: true; readonly salt: number } | { readonly ok: false; readonly error: WalFailure };

/** Checks that the file is whole at its beginning, ours, of a format we know, and the one its name says. */
export function readSegmentHeader(
  file: string,
  bytes: Uint8Array,
  identity: WalIdentity,
  sequence: number,
): ReadHeader {
  if (bytes.length < SEGMENT_HEADER_BYTES)
    return refuse(damaged(file, bytes.length, 'the file ends before its header does'));
  const reader = new ByteReader(bytes.subarray(0, SEGMENT_HEADER_BYTES), file);
  const magic = String.fromCharCode(...reader.raw(MAGIC.length));
  const format = reader.u16();
  reader.raw(6);
  const cluster = reader.u64();
  const member = memberId(reader.u64());
  const found = reader.u64();
  const salt = crc32c(bytes.subarray(0, CHECKED_BYTES));
  reader.raw(CHECKED_BYTES - reader.offset);
  if (magic !== MAGIC || reader.u32() !== salt)
    return refuse(damaged(file, 0, 'the header of the segment is not what was written'));
  if (format !== SEGMENT_FORMAT) return refuse(newerFormat(file, 0, `segment format ${format}`));
  if (cluster !== identity.cluster || member !== identity.member) {
    return refuse(foreign(file, describeIdentity({ cluster, member }), describeIdentity(identity)));
  }
  if (found !== BigInt(sequence))
    return refuse(damaged(file, 0, `the file says it is segment ${found} of the log`));
  return { ok: true, salt };
}

const refuse = (error: WalFailure): ReadHeader => ({ ok: false, error });

export function describeIdentity({ cluster, member }: WalIdentity): string {
  return `member ${hexId(member)} of cluster ${hexId(cluster)}`;
}

/** What a segment is still needed for. */
export interface SegmentHold {
  readonly sequence: number;
  /** With its folder. */
  readonly path: string;
  /** The last entry in it that no later write has made void; 0 when none. */
  lastIndex: number;
  /** Its first write is durable, and with it the copies that let the segments before it go. */
  begun: boolean;
}

/** Brings the holds up to date with records that became durable in the last of them. */
export function noteInHolds(holds: readonly SegmentHold[], record: LogRecord): void {
  const current = holds.at(-1);
  if (current !== undefined) current.begun = true;
  if (record.type !== 'entries') return;
  const first = record.entries[0]!.index;
  for (const hold of holds) if (hold.lastIndex >= first) hold.lastIndex = first - 1;
  if (current !== undefined) current.lastIndex = record.entries.at(-1)!.index;
}

/** A snapshot has replaced the log: no entry in these segments counts any more. */
export function voidHolds(holds: readonly SegmentHold[]): void {
  for (const hold of holds) hold.lastIndex = 0;
}
