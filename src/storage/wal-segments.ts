/**
 * The segments of a log that is being written: the one that takes writes, the next, and those behind that go once
 * nothing in them is needed.
 *
 * G1. The first write of a segment counts when the segment's name is durable too.
 * G2. What is removed is decided by what is durable, never by what was only written.
 */
import type { LogRecord } from '../codec/log-record.ts';
import { present } from '../core/base/assert.ts';
import { logIndex, type LogIndex } from '../core/base/brands.ts';
import type { Disk } from '../ports/disk.ts';
import { DONE, type Done } from '../ports/outcome.ts';
import { allAtOnce, inTurn } from './steps.ts';
import { fromPort } from './wal-failure.ts';
import type { LogEnd, RecoveredLog } from './wal-recovery.ts';
import {
  noteInHolds,
  preparedName,
  segmentName,
  SEGMENT_BYTES,
  SEGMENT_HEADER_BYTES,
  voidHolds,
  type SegmentHold,
} from './wal-segment.ts';
import { SegmentSupply, type PreparedSegment } from './wal-supply.ts';
import type { WalIdentity, WalOptions } from './wal-types.ts';

export interface NotedRecord {
  readonly record: LogRecord;
  /** It made every entry before it void. */
  readonly voids: boolean;
}

interface Current extends LogEnd {
  position: number;
  chain: number;
  /** False until the folder was synced behind its renaming (G1). */
  nameDurable: boolean;
}

export class WalSegments {
  private readonly disk: Disk;
  private readonly folder: string;
  private readonly options: WalOptions;
  private readonly supply: SegmentSupply;
  private readonly holds: SegmentHold[];
  private current: Current | null;
  private durableRelease: LogIndex;
  private removing = false;
  private closed = false;

  constructor(disk: Disk, folder: string, identity: WalIdentity, options: WalOptions, log: RecoveredLog) {
    this.disk = disk;
    this.folder = folder;
    this.options = options;
    this.holds = log.holds;
    this.current = log.end === null ? null : { ...log.end, nameDurable: true };
    this.durableRelease = log.outline.released.index;
    const nextSequence = (log.holds.at(-1)?.sequence ?? 0) + 1;
    const segmentBytes = options.segmentBytes ?? SEGMENT_BYTES;
    this.supply = new SegmentSupply({ disk, folder, identity, segmentBytes, nextSequence }, (failure) =>
      options.onWarning(fromPort('preparing the next segment of the log', failure)),
    );
  }

  get count(): number {
    return this.holds.length;
  }

  /** A log that has no segment yet gets its first. */
  begin(done: Done): void {
    if (this.current === null) {
      inTurn([(next) => this.roll(logIndex(1), next), (next) => this.syncName(next)], done);
    } else {
      this.supply.prepare();
      done(DONE);
    }
  }

  /** Where the next write goes. */
  place(): LogEnd {
    return this.open();
  }

  isEmpty(): boolean {
    return this.open().position === SEGMENT_HEADER_BYTES;
  }

  /** An empty segment takes a write of any size. */
  hasRoom(bytes: number): boolean {
    const { position, capacity } = this.open();
    return position + bytes <= capacity || this.isEmpty();
  }

  /** Goes on in the next segment, which begins for this index. */
  roll(first: LogIndex, done: Done): void {
    this.supply.take((taken) => {
      if (!taken.ok) return done(taken);
      const segment = taken.value;
      const path = `${this.folder}/${segmentName(segment.sequence, first)}`;
      this.disk.rename(`${this.folder}/${preparedName(segment.sequence)}`, path, (renamed) => {
        if (renamed.ok) this.goOnIn(segment, path);
        done(renamed);
      });
    });
  }

  /** Writes and syncs; `chain` is that of the write's last frame. */
  write(bytes: Uint8Array, chain: number, done: Done): void {
    const current = this.open();
    const { position, file } = current;
    current.position += bytes.length;
    current.chain = chain;
    const durable = (ended: Done): void => file.writeDurably(position, [bytes], ended);
    allAtOnce(current.nameDurable ? [durable] : [durable, (next) => this.syncName(next)], done);
  }

  noteDurable(noted: readonly NotedRecord[]): void {
    for (const { record, voids } of noted) {
      if (voids) voidHolds(this.holds);
      noteInHolds(this.holds, record);
      const through = releasedBy(record, voids);
      if (through > this.durableRelease) this.durableRelease = through;
    }
    this.removeReleased();
  }

  close(done: Done): void {
    this.closed = true;
    const { current } = this;
    const closeCurrent = (next: Done): void => (current === null ? next(DONE) : current.file.close(next));
    allAtOnce([(next) => this.supply.close(next), closeCurrent], done);
  }

  private open(): Current {
    return present(this.current, 'a segment to write to');
  }

  private syncName(done: Done): void {
    const current = this.open();
    this.disk.syncDirectory(this.folder, (synced) => {
      if (synced.ok) current.nameDurable = true;
      done(synced);
    });
  }

  private goOnIn({ file, salt, sequence }: PreparedSegment, path: string): void {
    const before = this.current;
    before?.file.close(() => undefined);
    this.current = {
      ...{ file, salt, position: SEGMENT_HEADER_BYTES, chain: before?.chain ?? 0 },
      ...{ capacity: this.options.segmentBytes ?? SEGMENT_BYTES, nameDurable: false },
    };
    this.holds.push({ sequence, path, lastIndex: 0, begun: false });
    this.supply.prepare();
  }

  /** From the front, one at a time; that the names are gone need not be durable (recovery's R3). */
  private removeReleased(): void {
    const [first, second] = this.holds;
    if (this.removing || this.closed || first === undefined || second?.begun !== true) return;
    if (first.lastIndex > this.durableRelease) return;
    this.removing = true;
    this.disk.remove(first.path, (removed) => {
      this.removing = false;
      if (!removed.ok) {
        return this.options.onWarning(fromPort('removing a segment of the log', removed.error));
      }
      this.holds.shift();
      this.supply.prepare();
      this.removeReleased();
    });
  }
}

function releasedBy(record: LogRecord, voids: boolean): LogIndex {
  if (record.type === 'released') return record.through.index;
  return record.type === 'snapshot' && voids ? record.snapshot.index : logIndex(0);
}
