/**
 * How records lie in a segment of the log. A frame is a header with a checksum of its own, the payload, zeros up to
 * the alignment, and the payload's checksum. What the parts are for:
 *
 * F1. The header's checksum tells a damaged length from the end of the log (etcd takes an oversized length for a torn
 *     tail: reliability checklist, Durability). It is seeded with the segment's salt and covers the frame's position,
 *     so bytes of another log, of another place, or inside a value are never taken for a frame.
 * F2. The payload's checksum is seeded with the header's, and each header holds its predecessor's payload checksum: the
 *     frames form a chain across segments, in which nothing can be missing or changed unnoticed.
 * F3. A write is one or more frames in sectors of its own, and each frame names the write's first and last byte. A
 *     write begins only when the one before it is synced, so any frame of a later write proves every byte before it,
 *     and a sector that holds synced bytes is never written again.
 * F4. No sector of a frame is all zeros: a payload that has such a sector stands masked. So a sector of zeros in an
 *     unreadable frame was lost by a crash, and cannot be a value of zeros beside which a bit has turned.
 */
import { assert } from '../core/base/assert.ts';
import { crc32c } from '../core/base/crc32c.ts';
import type { ByteWriter } from './binary.ts';
import {
  encodeLogRecord,
  LOG_RECORD_FORMAT,
  LOG_RECORD_FORMAT_MASKED,
  logRecordBytesMax,
  logRecordCode,
  type LogRecord,
} from './log-record.ts';

/** What a disk writes whole or not at all. */
export const SECTOR_BYTES = 512;
export const FRAME_ALIGNMENT = 8;
export const FRAME_HEADER_BYTES = 32;
const CHECKSUM_BYTES = 4;
const HEADER_CHECKED_BYTES = FRAME_HEADER_BYTES - CHECKSUM_BYTES;
const FLAG_LAST_OF_WRITE = 1;
/** The flags' upper byte says which mask the payload stands under. */
const MASK_SHIFT = 8;
const MASKS = 255;

export interface FrameHeader {
  readonly payloadBytes: number;
  readonly code: number;
  readonly format: number;
  readonly lastOfWrite: boolean;
  /** 0: the payload stands as it is. */
  readonly mask: number;
  /** First and last-plus-one byte of the write this frame came in; both at a sector's edge. */
  readonly writeStart: number;
  readonly writeEnd: number;
  /** Payload checksum of the frame before; 0 before the first of a log. */
  readonly chain: number;
  readonly checksum: number;
}

/** Where a write goes. */
export interface FramePlace {
  readonly salt: number;
  /** At a sector's edge. */
  readonly position: number;
  readonly chain: number;
}

export type ReadFrame =
  | {
      readonly type: 'frame';
      readonly header: FrameHeader;
      readonly payload: Uint8Array;
      /** What the next frame's header must carry. */
      readonly chain: number;
      readonly end: number;
    }
  /** Nothing but zeros where a header would be. */
  | { readonly type: 'blank' }
  | { readonly type: 'bad-header' }
  /** The header is whole, so the frame's end is known; its payload is not what was written. */
  | { readonly type: 'bad-payload'; readonly header: FrameHeader; readonly end: number };

/** At least as many bytes as these records' frames take, without the filling up of the last sector. */
export function framesBytesMax(records: readonly LogRecord[]): number {
  const overhead = FRAME_HEADER_BYTES + FRAME_ALIGNMENT + CHECKSUM_BYTES;
  return records.reduce((sum, record) => sum + overhead + logRecordBytesMax(record), 0);
}

/** Frames the records of one write, up to a sector's edge; `writer` must be empty. Returns the chain for the next. */
export function writeFrames(writer: ByteWriter, records: readonly LogRecord[], place: FramePlace): number {
  assert(
    writer.length === 0 && place.position % SECTOR_BYTES === 0,
    'a write begins at the edge of a sector',
  );
  const starts = records.map((record) => layOut(writer, record));
  starts.push(writer.length);
  writer.zeros(roundUp(writer.length, SECTOR_BYTES) - writer.length);
  const bytes = writer.view();
  return records.reduce(
    (chain, record, i) =>
      seal(bytes, { record, start: starts[i]!, end: starts[i + 1]!, chain }, place, i === records.length - 1),
    place.chain,
  );
}

/** Room for the header (the length already in it), the payload, zeros, room for the checksum. */
function layOut(writer: ByteWriter, record: LogRecord): number {
  const start = writer.length;
  writer.zeros(FRAME_HEADER_BYTES);
  encodeLogRecord(writer, record);
  const payloadBytes = writer.length - start - FRAME_HEADER_BYTES;
  writer.patchU32(start, payloadBytes).zeros(frameEnd(start, payloadBytes) - writer.length);
  return start;
}

interface LaidOut {
  readonly record: LogRecord;
  readonly start: number;
  readonly end: number;
  readonly chain: number;
}

/** Fills in what is known only when the whole write lies there; returns the next frame's chain. */
function seal(
  bytes: Uint8Array,
  { record, start, end, chain }: LaidOut,
  place: FramePlace,
  last: boolean,
): number {
  const fields = fieldsOf(bytes);
  const mask = maskZeros(bytes, start + FRAME_HEADER_BYTES, end - CHECKSUM_BYTES);
  fields.setUint8(start + 4, logRecordCode(record));
  fields.setUint8(start + 5, mask === 0 ? LOG_RECORD_FORMAT : LOG_RECORD_FORMAT_MASKED);
  fields.setUint16(start + 6, (mask << MASK_SHIFT) | (last ? FLAG_LAST_OF_WRITE : 0), true);
  fields.setUint32(start + 8, place.position + start, true);
  fields.setUint32(start + 12, place.position, true);
  fields.setUint32(start + 16, place.position + bytes.length, true);
  fields.setUint32(start + 20, chain, true);
  const checksum = crc32c(bytes, place.salt, start, start + HEADER_CHECKED_BYTES);
  fields.setUint32(start + HEADER_CHECKED_BYTES, checksum, true);
  const payloadChecksum = crc32c(bytes, checksum, start + FRAME_HEADER_BYTES, end - CHECKSUM_BYTES);
  fields.setUint32(end - CHECKSUM_BYTES, payloadChecksum, true);
  return payloadChecksum;
}

/** F4. A write begins at a sector's edge, so places in its bytes tell its sectors. Returns the mask, 0 for none. */
function maskZeros(bytes: Uint8Array, from: number, to: number): number {
  for (let mask = 0; mask <= MASKS; mask++) {
    if (mask > 0) applyMask(bytes, from, to, mask);
    // What no mask helps is a payload made against all of them: then this one is as good as any.
    if (!hasZeroSector(bytes, from, to) || mask === MASKS) return mask;
    if (mask > 0) applyMask(bytes, from, to, mask);
  }
  return 0;
}

function hasZeroSector(bytes: Uint8Array, from: number, to: number): boolean {
  for (let sector = roundUp(from, SECTOR_BYTES); sector + SECTOR_BYTES <= to; sector += SECTOR_BYTES) {
    if (isZero(bytes, sector, sector + SECTOR_BYTES)) return true;
  }
  return false;
}

/** Puts the mask on, or takes it off again. */
function applyMask(bytes: Uint8Array, from: number, to: number, mask: number): void {
  let state = Math.imul(mask, 0x9e3779b1);
  for (let i = from; i < to; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    bytes[i]! ^= state >>> 24;
  }
}

function unmasked(payload: Uint8Array, mask: number): Uint8Array {
  if (mask === 0) return payload;
  const copy = new Uint8Array(payload);
  applyMask(copy, 0, copy.length, mask);
  return copy;
}

export function readFrame(segment: Uint8Array, position: number, salt: number): ReadFrame {
  const header = readFrameHeader(segment, position, salt);
  if (header === null)
    return { type: isZero(segment, position, position + FRAME_HEADER_BYTES) ? 'blank' : 'bad-header' };
  const end = frameEnd(position, header.payloadBytes);
  if (end > segment.length) return { type: 'bad-payload', header, end };
  const start = position + FRAME_HEADER_BYTES;
  const chain = crc32c(segment, header.checksum, start, end - CHECKSUM_BYTES);
  if (chain !== fieldsOf(segment).getUint32(end - CHECKSUM_BYTES, true))
    return { type: 'bad-payload', header, end };
  const payload = unmasked(segment.subarray(start, start + header.payloadBytes), header.mask);
  return { type: 'frame', header, payload, chain, end };
}

/** `null` if the bytes there are not a header of this segment and position. */
export function readFrameHeader(segment: Uint8Array, position: number, salt: number): FrameHeader | null {
  if (position + FRAME_HEADER_BYTES > segment.length) return null;
  const fields = fieldsOf(segment);
  if (fields.getUint32(position + 8, true) !== position) return null;
  const checksum = crc32c(segment, salt, position, position + HEADER_CHECKED_BYTES);
  if (checksum !== fields.getUint32(position + HEADER_CHECKED_BYTES, true)) return null;
  const flags = fields.getUint16(position + 6, true);
  return {
    payloadBytes: fields.getUint32(position, true),
    code: fields.getUint8(position + 4),
    format: fields.getUint8(position + 5),
    lastOfWrite: (flags & FLAG_LAST_OF_WRITE) !== 0,
    mask: flags >>> MASK_SHIFT,
    writeStart: fields.getUint32(position + 12, true),
    writeEnd: fields.getUint32(position + 16, true),
    chain: fields.getUint32(position + 20, true),
    checksum,
  };
}

/** Bytes past the end count as zeros: a file can be shorter than what was meant to be written. */
export function isZero(segment: Uint8Array, from: number, to: number): boolean {
  const end = Math.min(to, segment.length);
  for (let i = from; i < end; i++) if (segment[i] !== 0) return false;
  return true;
}

function frameEnd(start: number, payloadBytes: number): number {
  return roundUp(start + FRAME_HEADER_BYTES + payloadBytes + CHECKSUM_BYTES, FRAME_ALIGNMENT);
}

function roundUp(value: number, multiple: number): number {
  return Math.ceil(value / multiple) * multiple;
}

function fieldsOf(segment: Uint8Array): DataView {
  return new DataView(segment.buffer, segment.byteOffset, segment.byteLength);
}
