/**
 * Reads a log back after any stop.
 *
 * R1. Only the last segment may be cut, only at a torn write (wal-tail.ts), and the result must reach the commit index
 *     that the log itself knows. Anything else is refused with file, offset and advice.
 * R2. What was read may stand only in the system's cache (after a killed process it usually does). It is synced before
 *     anything is built on it: a vote remembered must stay remembered.
 * R3. Segments are removed from the front, and the removal may itself be cut by a crash in any order. So the log is the
 *     longest unbroken run of segments at the end, provided nothing but released entries is missing before it.
 */
import type { LogRecord } from '../codec/log-record.ts';
import type { LogEntry } from '../core/raft/types.ts';
import type { Disk, DiskFile } from '../ports/disk.ts';
import type { Done, PortFailure } from '../ports/outcome.ts';
import { eachInTurn, inTurn } from './steps.ts';
import { damaged, fromPort, newerFormat } from './wal-failure.ts';
import { createOutline, noteRecord, type Outline } from './wal-outline.ts';
import { scanSegment, type ScanEnd } from './wal-scan.ts';
import {
  isPrepared,
  noteInHolds,
  readSegmentHeader,
  sequenceOf,
  voidHolds,
  type SegmentHold,
} from './wal-segment.ts';
import { judgeTail } from './wal-tail.ts';
import type { TruncatedAt, WalFailure, WalIdentity } from './wal-types.ts';

/** Everything the writer needs to go on. */
export interface RecoveredLog {
  readonly outline: Outline;
  readonly entries: readonly LogEntry[];
  readonly holds: SegmentHold[];
  /** `null` in an empty folder. */
  readonly end: LogEnd | null;
  readonly truncatedAt?: TruncatedAt;
}

export interface LogEnd {
  readonly file: DiskFile;
  readonly salt: number;
  readonly position: number;
  readonly chain: number;
  readonly capacity: number;
}

export type Recovered =
  { readonly ok: true; readonly value: RecoveredLog } | { readonly ok: false; readonly error: WalFailure };

export function recoverLog(
  disk: Disk,
  folder: string,
  identity: WalIdentity,
  done: (recovered: Recovered) => void,
): void {
  new Recovery(disk, folder, identity, done).start();
}

interface LastSegment {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly salt: number;
  readonly end: ScanEnd;
}

class Recovery {
  private readonly disk: Disk;
  private readonly folder: string;
  private readonly identity: WalIdentity;
  private readonly done: (recovered: Recovered) => void;
  private readonly outline = createOutline();
  private entries: LogEntry[] = [];
  private readonly holds: SegmentHold[] = [];
  /** Names that are no part of the log: unfinished segments, and what a cut removal left. */
  private surplus: string[] = [];
  private last: LastSegment | null = null;

  constructor(disk: Disk, folder: string, identity: WalIdentity, done: (recovered: Recovered) => void) {
    this.disk = disk;
    this.folder = folder;
    this.identity = identity;
    this.done = done;
  }

  start(): void {
    this.disk.list(this.folder, (outcome) => {
      if (!outcome.ok) return this.failPort('listing the log', outcome.error);
      const names = this.chooseSegments(outcome.value);
      eachInTurn(
        names,
        (name, done) => this.readSegment(name, done),
        (read) => {
          if (!read.ok) this.failPort('reading the log', read.error);
          else this.conclude();
        },
      );
    });
  }

  /** R3. */
  private chooseSegments(names: readonly string[]): string[] {
    const segments = names.filter((name) => sequenceOf(name) !== null);
    let first = segments.length - 1;
    while (first > 0 && sequenceOf(segments[first - 1]!)! + 1 === sequenceOf(segments[first]!)!) first--;
    this.surplus = [...names.filter(isPrepared), ...segments.slice(0, Math.max(first, 0))];
    return segments.slice(Math.max(first, 0));
  }

  private readSegment(name: string, done: Done): void {
    const path = `${this.folder}/${name}`;
    this.disk.read(path, (outcome) => {
      if (!outcome.ok) return done(outcome);
      const failure = this.takeSegment(path, sequenceOf(name)!, outcome.value);
      if (failure === null) done({ ok: true, value: undefined });
      else this.done({ ok: false, error: failure });
    });
  }

  private takeSegment(path: string, sequence: number, bytes: Uint8Array): WalFailure | null {
    const header = readSegmentHeader(path, bytes, this.identity, sequence);
    if (!header.ok) return header.error;
    this.holds.push({ sequence, path, lastIndex: 0, begun: false });
    const before = this.last;
    let writes = 0;
    const end = scanSegment(bytes, header.salt, before?.end.chain ?? null, (records) => {
      writes++;
      for (const record of records) this.take(record);
    });
    this.last = { path, bytes, salt: header.salt, end };
    return before === null ? null : checkGoesOn(before, end, writes);
  }

  private take(record: LogRecord): void {
    const noted = noteRecord(this.outline, record);
    if (noted === 'void') {
      this.entries = [];
      if (record.type === 'snapshot') voidHolds(this.holds);
    }
    noteInHolds(this.holds, record);
    if (record.type !== 'entries') return;
    const first = this.entries[0];
    if (first !== undefined) this.entries.length = Math.max(0, record.entries[0]!.index - first.index);
    for (const entry of record.entries) this.entries.push(entry);
  }

  private conclude(): void {
    const { last } = this;
    if (last === null) return this.repair(null, null);
    const tail = judgeTail(last.bytes, last.salt, last.end);
    switch (tail.type) {
      case 'damaged':
        return this.fail(damaged(last.path, last.end.position, tail.why));
      case 'newer':
        return this.fail(newerFormat(last.path, last.end.position, tail.what));
      case 'clean':
      case 'torn': {
        const missing = this.checkNothingIsMissing(last);
        if (missing !== null) this.fail(missing);
        else this.repair(last, tail.type === 'torn' ? tail.end : null);
      }
    }
  }

  private checkNothingIsMissing({ path, end }: LastSegment): WalFailure | null {
    const { before, released, last, hardState } = this.outline;
    if (before > released.index) {
      const first = this.holds[0]?.path ?? path;
      const why = `entries ${released.index + 1} to ${before} are neither here nor released: an earlier segment is missing`;
      return damaged(first, 0, why);
    }
    if (hardState !== null && hardState.commit > last.index) {
      const why = `the log ends with entry ${last.index}, and entries up to ${hardState.commit} were committed`;
      return damaged(path, end.writeStart, why);
    }
    return null;
  }

  /** Takes a torn write back and syncs what was read (R2); then removes what is no part of the log. */
  private repair(last: LastSegment | null, tornEnd: number | null): void {
    const removeSurplus = (done: Done): void =>
      eachInTurn(this.surplus, (name, next) => this.disk.remove(`${this.folder}/${name}`, next), done);
    const syncFolder = (done: Done): void => this.disk.syncDirectory(this.folder, done);
    if (last === null) {
      return inTurn([removeSurplus, syncFolder], (outcome) => {
        if (outcome.ok) this.succeed(null, null);
        else this.failPort('tidying the log', outcome.error);
      });
    }
    this.disk.open(last.path, (opened) => {
      if (!opened.ok) return this.failPort('opening the log', opened.error);
      const file = opened.value;
      const { writeStart } = last.end;
      const takeBack = (done: Done): void =>
        file.write(writeStart, [new Uint8Array((tornEnd ?? writeStart) - writeStart)], done);
      const sync = (done: Done): void => file.dataSync(done);
      const steps = [...(tornEnd === null ? [] : [takeBack]), sync, syncFolder, removeSurplus, syncFolder];
      inTurn(steps, (outcome) => {
        if (outcome.ok)
          this.succeed(endOf(last, file), tornEnd === null ? null : { file: last.path, offset: writeStart });
        else this.failPort('repairing the log', outcome.error);
      });
    });
  }

  private succeed(end: LogEnd | null, truncatedAt: TruncatedAt | null): void {
    const { outline, holds } = this;
    const entries = this.entries.filter(({ index }) => index > outline.released.index);
    const log = { outline, entries, holds, end };
    this.done({ ok: true, value: truncatedAt === null ? log : { ...log, truncatedAt } });
  }

  private fail(error: WalFailure): void {
    this.done({ ok: false, error });
  }

  private failPort(doing: string, failure: PortFailure): void {
    this.fail(fromPort(doing, failure));
  }
}

/**
 * A segment was begun behind `before`, so that one had been synced to its last write. The chain proves that nothing is
 * missing between them; when there is no write yet to prove it, the segment's end itself must be in order.
 */
function checkGoesOn(before: LastSegment, end: ScanEnd, writes: number): WalFailure | null {
  const { path, bytes, salt } = before;
  const { position, writeStart, chain } = before.end;
  if (chain === null) return damaged(path, writeStart, 'it holds no record, and the log goes on behind it');
  if (writes > 0) return null;
  const tail = judgeTail(bytes, salt, before.end);
  switch (tail.type) {
    case 'newer':
      return newerFormat(path, position, tail.what);
    case 'damaged':
      return damaged(path, position, tail.why);
    case 'torn':
      return damaged(path, position, 'a record is unreadable, and a later segment shows that it was synced');
    case 'clean':
      if (end.problem.type !== 'impossible') return null;
      return damaged(path, writeStart, 'the next segment does not go on from here: a record is missing');
  }
}

function endOf({ bytes, salt, end }: LastSegment, file: DiskFile): LogEnd {
  return { file, salt, position: end.writeStart, chain: end.chain ?? 0, capacity: bytes.length };
}
