/**
 * The write-ahead log: the only thing in a server that is trusted to be durable (DESIGN §4).
 *
 * L1. Group commit: whatever was appended while a write or its sync is under way goes into the next write; each write
 *     is synced as it is written, and only one is under way. Callbacks run after the sync, in the order of the calls.
 * L2. A write lies in one segment. A segment begins with a copy of the snapshot, the release and the hard state, so
 *     that the segments before it are needed for their entries alone.
 * L3. After a failed write or sync nothing is tried again (Rebello et al., ATC '20): it is reported once, and all that
 *     waits or comes later is refused.
 */
import { ByteWriter } from '../codec/binary.ts';
import { framesBytesMax, SECTOR_BYTES, writeFrames } from '../codec/log-record-frame.ts';
import type { LogRecord } from '../codec/log-record.ts';
import { assert, present } from '../core/base/assert.ts';
import { logIndex, type LogIndex } from '../core/base/brands.ts';
import type { HardState } from '../core/raft/types.ts';
import type { Disk } from '../ports/disk.ts';
import type { Done, Outcome, PortFailure } from '../ports/outcome.ts';
import { inTurn } from './steps.ts';
import { asPortFailure, fromPort } from './wal-failure.ts';
import { checkEntries, copyRecords, isReplacedBy, noteRecord, termAt, type Outline } from './wal-outline.ts';
import { recoverLog, type RecoveredLog } from './wal-recovery.ts';
import { WalSegments, type NotedRecord } from './wal-segments.ts';
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
      const { outline } = recovered.value;
      const segments = new WalSegments(disk, folder, identity, options, recovered.value);
      const wal = new Wal(outline, segments, options);
      const found = summarise(recovered.value);
      segments.begin((begun) => {
        if (begun.ok) done({ ok: true, value: { wal, recovered: found } });
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

class Wal implements WriteAheadLog {
  private readonly options: WalOptions;
  private readonly segments: WalSegments;
  /** As of everything written, synced or not. */
  private readonly outline: Outline;
  private readonly writer = new ByteWriter(WRITER_BYTES_INITIAL);
  private pending: Pending[] = [];
  private bytesWaiting = 0;
  private notedCommit = logIndex(0);
  private busy = false;
  private failure: WalFailure | null = null;
  private closed = false;
  private appends = 0;
  private writes = 0;
  private bytesWritten = 0;

  constructor(outline: Outline, segments: WalSegments, options: WalOptions) {
    this.outline = outline;
    this.segments = segments;
    this.options = options;
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
    return { appends, writes, bytesWritten, segments: this.segments.count };
  }

  close(done: Done): void {
    const closeFiles = (sealed: Outcome<void>): void => {
      this.closed = true;
      this.segments.close((outcome) => done(sealed.ok ? outcome : sealed));
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
    if (this.segments.hasRoom(bytesMax)) this.write(items);
    else {
      this.segments.roll(logIndex(this.outline.last.index + 1), (rolled) => {
        if (rolled.ok) this.write(items);
        else this.settle(items, rolled);
      });
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

  private write(items: readonly Pending[]): void {
    const copies = this.segments.isEmpty() ? copyRecords(this.outline) : [];
    const noted = [...copies.map((record) => ({ record, voids: false })), ...this.noteItems(items)];
    this.writer.reset();
    const records = noted.map(({ record }) => record);
    const chain = writeFrames(this.writer, records, this.segments.place());
    this.writes++;
    this.bytesWritten += this.writer.length;
    this.segments.write(this.writer.view(), chain, (outcome) => {
      if (outcome.ok) this.segments.noteDurable(noted);
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
      if (item.type === 'release') note(this.releaseRecord(item.through));
      else for (const record of item.records) note(this.settled(record));
    }
    const { hardState, last } = this.outline;
    if (hardState === null) return noted;
    assert(
      hardState.commit <= last.index,
      () => `commit ${hardState.commit} is beyond the last entry, ${last.index}`,
    );
    const commit = logIndex(Math.min(this.notedCommit, last.index));
    if (commit > hardState.commit) note({ type: 'hard-state', hardState: { ...hardState, commit } });
    return noted;
  }

  /** Whether a snapshot replaces the log depends on all that was written before it. */
  private settled(record: LogRecord): LogRecord {
    if (record.type !== 'snapshot') return record;
    return { ...record, replaces: isReplacedBy(this.outline, record.snapshot) };
  }

  private releaseRecord(through: LogIndex): LogRecord {
    const { released, snapshot } = this.outline;
    if (through <= released.index) return { type: 'released', through: released };
    assert(
      through <= (snapshot?.index ?? 0),
      () => `released through ${through} beyond snapshot ${snapshot?.index ?? 0}`,
    );
    return {
      type: 'released',
      through: { index: through, term: present(termAt(this.outline, through), 'its term') },
    };
  }

  private settle(items: readonly Pending[], outcome: Outcome<void>): void {
    for (const { bytesMax } of items) this.bytesWaiting -= bytesMax;
    if (!outcome.ok) return this.stop(fromPort('writing the log', outcome.error), items);
    for (const { done } of items) done(outcome);
    this.busy = false;
    this.writeNext();
  }

  /** L3. */
  private stop(failure: WalFailure, items: readonly Pending[]): void {
    this.failure = failure;
    const refused = [...items, ...this.pending];
    this.pending = [];
    this.bytesWaiting = 0;
    this.options.onFatal(failure);
    for (const { done } of refused) done({ ok: false, error: asPortFailure(failure) });
  }
}

const CLOSED: PortFailure = { kind: 'closed', message: 'the log is closed: the server is stopping' };

function recordsOf({ snapshot, entries, hardState }: WalBatch): LogRecord[] {
  const records: LogRecord[] = [];
  if (snapshot !== undefined) records.push({ type: 'snapshot', snapshot, replaces: false });
  if (entries !== undefined && entries.length > 0) records.push({ type: 'entries', entries });
  if (hardState !== undefined) records.push({ type: 'hard-state', hardState });
  return records;
}
