/**
 * The write-ahead log: the only thing in a server that is trusted to be durable (DESIGN §4).
 *
 * L1. Group commit: whatever was appended while a write or its sync is under way goes into the next write; each write
 *     is followed by one `dataSync`, and only one is under way. Callbacks run after the sync, in the order of the calls.
 * L2. A write lies in one segment. A segment begins with a copy of the snapshot, the release and the hard state, so
 *     that the segments before it are needed for their entries alone.
 * L3. The first write of a segment counts when the segment's name is durable too.
 * L4. After a failed write or sync nothing is tried again (Rebello et al., ATC '20): it is reported once, and all that
 *     waits or comes later is refused.
 */
import { ByteWriter } from '../codec/binary.ts';
import { framesBytesMax, SECTOR_BYTES, writeFrames } from '../codec/log-record-frame.ts';
import type { LogRecord } from '../codec/log-record.ts';
import { assert, present } from '../core/base/assert.ts';
import { logIndex, type LogIndex } from '../core/base/brands.ts';
import type { HardState } from '../core/raft/types.ts';
import type { Disk } from '../ports/disk.ts';
import { DONE, type Done, type Outcome, type PortFailure } from '../ports/outcome.ts';
import { allAtOnce, inTurn } from './steps.ts';
import { asPortFailure, fromPort } from './wal-failure.ts';
import { checkEntries, copyRecords, noteRecord, termAt, type Outline } from './wal-outline.ts';
import { recoverLog, type LogEnd, type RecoveredLog } from './wal-recovery.ts';
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
import type {
  WalBatch,
  WalFailure,
  WalIdentity,
  WalOpened,
  WalOptions,
  WalRecovered,
  WalStats,
  WriteAheadLog,
} from './wal-types.ts';

export type { WalBatch, WalFailure, WalIdentity, WalOpened, WalOptions, WalRecovered, WriteAheadLog };

/** One write gathers at least one batch and no more bytes than this: the longest that a small batch waits behind. */
export const WRITE_BYTES_MAX = 4 * 1024 * 1024;
/** A noted commit, and the filling up of the last sector. */
const WRITE_OVERHEAD_BYTES_MAX = 2 * SECTOR_BYTES;
const WRITER_BYTES_INITIAL = 64 * 1024;

export function openWal(
  disk: Disk,
  folder: string,
  identity: WalIdentity,
  options: WalOptions,
  done: (opened: WalOpened) => void,
): void {
  const prepareFolder = (next: Done): void => disk.makeDirectory(folder, next);
  const syncParent = (next: Done): void => disk.syncDirectory(parentOf(folder), next);
  inTurn([prepareFolder, syncParent], (outcome) => {
    if (!outcome.ok) return done({ ok: false, error: fromPort('making the log’s folder', outcome.error) });
    recoverLog(disk, folder, identity, (recovered) => {
      if (!recovered.ok) return done(recovered);
      const wal = new Wal(disk, folder, identity, options, recovered.value);
      wal.begin((begun) => {
        if (begun.ok) done({ ok: true, value: { wal, recovered: summarise(recovered.value) } });
        else done({ ok: false, error: fromPort('beginning the log', begun.error) });
      });
    });
  });
}

function parentOf(folder: string): string {
  const slash = folder.lastIndexOf('/');
  return slash < 0 ? '' : folder.slice(0, slash);
}

function summarise({ outline, entries, truncatedAt }: RecoveredLog): WalRecovered {
  const { snapshot, released } = outline;
  const recovered = { hardState: atLeastReleased(outline), snapshot, released, entries };
  return truncatedAt === undefined ? recovered : { ...recovered, truncatedAt };
}

/** What was released was committed, whatever the last hint said. */
function atLeastReleased({ hardState, released }: Outline): HardState | null {
  if (hardState === null || hardState.commit >= released.index) return hardState;
  return { ...hardState, commit: released.index };
}

/** Something to be written: its records are made when its turn comes, since they depend on what was written before. */
type Pending = { readonly done: Done; readonly bytesMax: number } & (
  | { readonly type: 'batch'; readonly records: readonly LogRecord[] }
  | { readonly type: 'release'; readonly through: LogIndex }
);

interface NotedRecord {
  readonly record: LogRecord;
  /** It made every entry before it void. */
  readonly voids: boolean;
}

interface Current extends LogEnd {
  position: number;
  chain: number;
}

class Wal implements WriteAheadLog {
  private readonly disk: Disk;
  private readonly folder: string;
  private readonly options: WalOptions;
  private readonly supply: SegmentSupply;
  /** As of everything written, synced or not. */
  private readonly outline: Outline;
  /** As of everything synced: what may be removed. */
  private readonly holds: SegmentHold[];
  private durableRelease: LogIndex;
  private readonly writer = new ByteWriter(WRITER_BYTES_INITIAL);
  private current: Current | null;
  private pending: Pending[] = [];
  private bytesWaiting = 0;
  private notedCommit = logIndex(0);
  private busy = false;
  private removing = false;
  private failure: WalFailure | null = null;
  private closed = false;
  private appends = 0;
  private writes = 0;
  private bytesWritten = 0;

  constructor(disk: Disk, folder: string, identity: WalIdentity, options: WalOptions, log: RecoveredLog) {
    this.disk = disk;
    this.folder = folder;
    this.options = options;
    this.outline = log.outline;
    this.holds = log.holds;
    this.current = log.end;
    this.durableRelease = log.outline.released.index;
    const segmentBytes = options.segmentBytes ?? SEGMENT_BYTES;
    const nextSequence = (log.holds.at(-1)?.sequence ?? 0) + 1;
    this.supply = new SegmentSupply({ disk, folder, identity, segmentBytes, nextSequence }, (failure) =>
      options.onWarning(fromPort('preparing the next segment of the log', failure)),
    );
  }

  /** A log that has no segment yet gets its first. */
  begin(done: Done): void {
    if (this.current === null) {
      this.roll((nameDurable) => nameDurable(done), done);
      return;
    }
    this.supply.prepare();
    done(DONE);
  }

  append(batch: WalBatch, done: Done): void {
    const records = recordsOf(batch);
    assert(records.length > 0, 'an append needs something to write');
    this.appends++;
    this.add({ type: 'batch', records, done, bytesMax: framesBytesMax(records) });
  }

  noteCommit(commit: LogIndex): void {
    if (commit > this.notedCommit) this.notedCommit = commit;
  }

  release(through: LogIndex, done: Done): void {
    this.add({ type: 'release', through, done, bytesMax: SECTOR_BYTES });
  }

  pendingBytes(): number {
    return this.bytesWaiting;
  }

  stats(): WalStats {
    const { appends, writes, bytesWritten } = this;
    return { appends, writes, bytesWritten, segments: this.holds.length };
  }

  close(done: Done): void {
    const closeFiles = (sealed: Outcome<void>): void => {
      this.closed = true;
      const { current } = this;
      allAtOnce(
        [
          (next) => this.supply.close(next),
          ...(current === null ? [] : [(next: Done) => current.file.close(next)]),
        ],
        (outcome) => done(sealed.ok ? outcome : sealed),
      );
    };
    this.add({ type: 'batch', records: [{ type: 'sealed' }], bytesMax: SECTOR_BYTES, done: closeFiles });
  }

  private add(pending: Pending): void {
    const refusal = this.closed ? CLOSED : this.failure === null ? null : asPortFailure(this.failure);
    if (refusal !== null) return pending.done({ ok: false, error: refusal });
    this.bytesWaiting += pending.bytesMax;
    this.pending.push(pending);
    this.writeNext();
  }

  private writeNext(): void {
    if (this.busy || this.failure !== null || this.pending.length === 0) return;
    this.busy = true;
    const { items, bytesMax } = this.gather();
    const current = present(this.current, 'a current segment');
    if (current.position + bytesMax <= current.capacity || current.position === SEGMENT_HEADER_BYTES) {
      this.write(items, current, null);
    } else {
      this.roll(
        (nameDurable) => this.write(items, present(this.current, 'a current segment'), nameDurable),
        (outcome) => this.settle(items, outcome),
      );
    }
  }

  private gather(): { items: Pending[]; bytesMax: number } {
    let bytesMax = WRITE_OVERHEAD_BYTES_MAX;
    let count = 0;
    for (; count < this.pending.length; count++) {
      const more = this.pending[count]!.bytesMax;
      if (count > 0 && bytesMax + more > WRITE_BYTES_MAX) break;
      bytesMax += more;
    }
    return { items: this.pending.splice(0, count), bytesMax };
  }

  private write(
    items: readonly Pending[],
    current: Current,
    nameDurable: ((done: Done) => void) | null,
  ): void {
    const copies = current.position === SEGMENT_HEADER_BYTES ? copyRecords(this.outline) : [];
    const noted = [...copies.map((record) => ({ record, voids: false })), ...this.noteItems(items)];
    const records = noted.map(({ record }) => record);
    this.writer.reset();
    const chain = writeFrames(this.writer, records, current);
    const bytes = this.writer.view();
    const { position } = current;
    current.position += bytes.length;
    current.chain = chain;
    this.writes++;
    this.bytesWritten += bytes.length;
    const durable = (done: Done): void =>
      inTurn(
        [(next) => current.file.write(position, [bytes], next), (next) => current.file.dataSync(next)],
        done,
      );
    allAtOnce(nameDurable === null ? [durable] : [durable, nameDurable], (outcome) => {
      if (outcome.ok) this.noteDurable(noted);
      this.settle(items, outcome);
    });
  }

  /** The records of a write, in order, noted in the outline. */
  private noteItems(items: readonly Pending[]): NotedRecord[] {
    const noted: NotedRecord[] = [];
    const note = (record: LogRecord): void => {
      if (record.type === 'entries') checkEntries(this.outline, record.entries);
      noted.push({ record, voids: noteRecord(this.outline, record) === 'void' });
    };
    for (const item of items) {
      if (item.type === 'batch') item.records.forEach(note);
      else note(this.releaseRecord(item.through));
    }
    const { hardState, last } = this.outline;
    if (hardState === null) return noted;
    assert(
      hardState.commit <= last.index,
      `commit ${hardState.commit} is beyond the last entry, ${last.index}`,
    );
    const commit = logIndex(Math.min(this.notedCommit, last.index));
    if (commit > hardState.commit) note({ type: 'hard-state', hardState: { ...hardState, commit } });
    return noted;
  }

  private releaseRecord(through: LogIndex): LogRecord {
    const { released, snapshot } = this.outline;
    if (through <= released.index) return { type: 'released', through: released };
    assert(
      through <= (snapshot?.index ?? 0),
      `released through ${through} beyond snapshot ${snapshot?.index ?? 0}`,
    );
    return {
      type: 'released',
      through: { index: through, term: present(termAt(this.outline, through), 'its term') },
    };
  }

  private noteDurable(noted: readonly NotedRecord[]): void {
    for (const { record, voids } of noted) {
      if (voids) voidHolds(this.holds);
      noteInHolds(this.holds, record);
      const through = releasedBy(record, voids);
      if (through > this.durableRelease) this.durableRelease = through;
    }
  }

  private settle(items: readonly Pending[], outcome: Outcome<void>): void {
    for (const { bytesMax } of items) this.bytesWaiting -= bytesMax;
    if (!outcome.ok) return this.stop(fromPort('writing the log', outcome.error), items);
    for (const { done } of items) done(outcome);
    this.busy = false;
    this.removeReleased();
    this.writeNext();
  }

  /** L4. */
  private stop(failure: WalFailure, items: readonly Pending[]): void {
    this.failure = failure;
    const refused = [...items, ...this.pending];
    this.pending = [];
    this.bytesWaiting = 0;
    this.options.onFatal(failure);
    for (const { done } of refused) done({ ok: false, error: asPortFailure(failure) });
  }

  /** Goes on in the next segment; `begun` is given what makes its name durable, to be waited for beside the write. */
  private roll(begun: (nameDurable: (done: Done) => void) => void, failed: Done): void {
    this.supply.take((taken) => {
      if (!taken.ok) return failed(taken);
      const segment = taken.value;
      const path = `${this.folder}/${segmentName(segment.sequence, this.outline.last.index + 1)}`;
      this.disk.rename(`${this.folder}/${preparedName(segment.sequence)}`, path, (renamed) => {
        if (!renamed.ok) return failed(renamed);
        this.goOnIn(segment, path);
        begun((done) => this.disk.syncDirectory(this.folder, done));
      });
    });
  }

  private goOnIn({ file, salt, sequence }: PreparedSegment, path: string): void {
    this.current?.file.close(() => undefined);
    const capacity = this.options.segmentBytes ?? SEGMENT_BYTES;
    this.current = { file, salt, position: SEGMENT_HEADER_BYTES, chain: this.current?.chain ?? 0, capacity };
    this.holds.push({ sequence, path, lastIndex: 0 });
    this.supply.prepare();
  }

  /** From the front, one at a time; the names' removal need not be durable (recovery's R3). */
  private removeReleased(): void {
    const [first] = this.holds;
    if (this.removing || this.closed || this.holds.length < 2 || first === undefined) return;
    if (first.lastIndex > this.durableRelease) return;
    this.removing = true;
    this.disk.remove(first.path, (outcome) => {
      this.removing = false;
      if (!outcome.ok)
        return this.options.onWarning(fromPort('removing a segment of the log', outcome.error));
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

const CLOSED: PortFailure = { kind: 'closed', message: 'the log is closed: the server is stopping' };

function recordsOf({ snapshot, entries, hardState }: WalBatch): LogRecord[] {
  const records: LogRecord[] = [];
  if (snapshot !== undefined) records.push({ type: 'snapshot', snapshot });
  if (entries !== undefined && entries.length > 0) records.push({ type: 'entries', entries });
  if (hardState !== undefined) records.push({ type: 'hard-state', hardState });
  return records;
}
