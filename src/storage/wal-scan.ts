/**
 * Reads a segment from its beginning, write by write. A write counts only when its last frame was read: one that a
 * crash has cut is void as a whole, since nothing in it was ever acknowledged.
 */
import { FormatError } from '../codec/binary.ts';
import { readFrame, type FrameHeader } from '../codec/log-record-frame.ts';
import { decodeLogRecord, type LogRecord } from '../codec/log-record.ts';
import { SEGMENT_HEADER_BYTES } from './wal-segment.ts';

export interface ScanEnd {
  /** First byte of the write that is not there or not whole. */
  readonly writeStart: number;
  /** Its first frame that could not be read. */
  readonly position: number;
  /** What the first frame of the write after the last whole one must carry; `null` if none was read. */
  readonly chain: number | null;
  readonly problem: ScanProblem;
}

export type ScanProblem =
  /** No frame was ever written here, or the sectors it was in are lost. */
  | { readonly type: 'blank' }
  | { readonly type: 'bad-header' }
  | { readonly type: 'bad-payload'; readonly frameEnd: number }
  /** Whole frames that cannot stand here: no crash explains them. */
  | { readonly type: 'impossible'; readonly why: string }
  | { readonly type: 'unknown'; readonly code: number; readonly format: number };

interface Scan {
  readonly segment: Uint8Array;
  readonly salt: number;
  chain: number | null;
  writeStart: number;
  position: number;
}

/** `chain` is that of the segment before; `null` if there is none. */
export function scanSegment(
  segment: Uint8Array,
  salt: number,
  chain: number | null,
  onWrite: (records: readonly LogRecord[]) => void,
): ScanEnd {
  const scan: Scan = {
    segment,
    salt,
    chain,
    writeStart: SEGMENT_HEADER_BYTES,
    position: SEGMENT_HEADER_BYTES,
  };
  for (;;) {
    const write = scanWrite(scan);
    if (write.type === 'stopped') {
      const { writeStart, position } = scan;
      return { writeStart, position, chain: scan.chain, problem: write.problem };
    }
    onWrite(write.records);
    scan.chain = write.chain;
    scan.writeStart = scan.position = write.end;
  }
}

type ScannedWrite =
  | {
      readonly type: 'whole';
      readonly records: readonly LogRecord[];
      readonly chain: number;
      readonly end: number;
    }
  | { readonly type: 'stopped'; readonly problem: ScanProblem };

function scanWrite(scan: Scan): ScannedWrite {
  const records: LogRecord[] = [];
  let { chain } = scan;
  let writeEnd: number | null = null;
  for (;;) {
    const frame = readFrame(scan.segment, scan.position, scan.salt);
    switch (frame.type) {
      case 'blank':
      case 'bad-header':
        return stopped({ type: frame.type });
      case 'bad-payload':
        return stopped({ type: 'bad-payload', frameEnd: frame.end });
      case 'frame':
    }
    const why = misplaced(frame.header, scan, chain, writeEnd);
    if (why !== null) return stopped({ type: 'impossible', why });
    const record = decode(frame.header, frame.payload);
    if (record.type === 'impossible' || record.type === 'unknown') return stopped(record);
    records.push(record);
    ({ chain } = frame);
    ({ writeEnd } = frame.header);
    if (frame.header.lastOfWrite) return { type: 'whole', records, chain, end: writeEnd };
    scan.position = frame.end;
  }
}

const stopped = (problem: ScanProblem): ScannedWrite => ({ type: 'stopped', problem });

/** Why a whole frame cannot stand where it stands; `null` if it can. */
function misplaced(
  header: FrameHeader,
  scan: Scan,
  chain: number | null,
  writeEnd: number | null,
): string | null {
  if (header.writeStart !== scan.writeStart)
    return `a frame names byte ${header.writeStart} as the start of its write`;
  if (writeEnd !== null && header.writeEnd !== writeEnd)
    return 'the frames of a write disagree about its end';
  if (chain !== null && header.chain !== chain)
    return 'the record before this one is not the one that was written';
  return null;
}

function decode(
  header: FrameHeader,
  payload: Uint8Array,
): LogRecord | (ScanProblem & { type: 'impossible' | 'unknown' }) {
  try {
    return decodeLogRecord(header.code, header.format, payload);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return { type: 'impossible', why: error.message };
  }
}
