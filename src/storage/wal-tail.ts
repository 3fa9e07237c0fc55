/**
 * What the end of the last segment means. After a crash every sector of the one unsynced write holds either what was
 * written or what was there before, which is zeros: segments are filled with zeros, and sectors of a synced write are
 * never written again. So a write is torn if, and only if,
 *
 * W1. no frame of a later write stands behind it (that write began only after this one was synced), and
 * W2. its first unreadable frame lies, at least in part, in a sector that is all zeros.
 *
 * Anything else is damage: bits changed in what had been written, and cutting there could lose an acknowledged entry
 * (protocol-aware recovery, Alagappan et al., FAST '18). W2 is exact because no sector is ever written as zeros
 * (log-record-frame.ts, F4).
 */
import {
  FRAME_ALIGNMENT,
  FRAME_HEADER_BYTES,
  isZero,
  readFrameHeader,
  SECTOR_BYTES,
} from '../codec/log-record-frame.ts';
import type { ScanEnd } from './wal-scan.ts';

export type Tail =
  | { readonly type: 'clean' }
  /** The write that begins where the scan ended is void; what is left of it ends at `end`. */
  | { readonly type: 'torn'; readonly end: number }
  | { readonly type: 'damaged'; readonly why: string }
  | { readonly type: 'newer'; readonly what: string };

export function judgeTail(segment: Uint8Array, salt: number, end: ScanEnd): Tail {
  const { problem } = end;
  switch (problem.type) {
    case 'impossible':
      return { type: 'damaged', why: problem.why };
    case 'unknown':
      return { type: 'newer', what: `a record of type ${problem.code}, format ${problem.format}` };
    case 'blank':
    case 'bad-header':
      return judge(segment, salt, end, end.position + FRAME_HEADER_BYTES);
    case 'bad-payload':
      return judge(segment, salt, end, problem.frameEnd);
  }
}

function judge(segment: Uint8Array, salt: number, end: ScanEnd, frameEnd: number): Tail {
  const used = usedEnd(segment, end.writeStart);
  if (used === end.writeStart) return { type: 'clean' };
  const later = laterWrite(segment, salt, end.writeStart, used);
  if (later !== null) {
    return {
      type: 'damaged',
      why: `a record is unreadable, and the write at byte ${later} shows that it was synced`,
    };
  }
  if (!touchesLostSector(segment, end.position, frameEnd)) {
    return {
      type: 'damaged',
      why: 'a record has changed since it was written; no write that a crash cut looks like this',
    };
  }
  return { type: 'torn', end: used };
}

/** One past the last byte that is not zero, up to a sector's edge. */
function usedEnd(segment: Uint8Array, from: number): number {
  let end = segment.length;
  while (end > from && segment[end - 1] === 0) end--;
  return Math.max(from, Math.ceil(end / SECTOR_BYTES) * SECTOR_BYTES);
}

function laterWrite(segment: Uint8Array, salt: number, writeStart: number, end: number): number | null {
  for (let position = writeStart; position < end; position += FRAME_ALIGNMENT) {
    const header = readFrameHeader(segment, position, salt);
    if (header !== null && header.writeStart !== writeStart) return header.writeStart;
  }
  return null;
}

function touchesLostSector(segment: Uint8Array, from: number, to: number): boolean {
  const first = Math.floor(from / SECTOR_BYTES) * SECTOR_BYTES;
  for (let sector = first; sector < to; sector += SECTOR_BYTES) {
    if (isZero(segment, sector, sector + SECTOR_BYTES)) return true;
  }
  return false;
}
