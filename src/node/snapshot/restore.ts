/**
 * A verified snapshot file becomes a member's first store and log. The members that are made of one file stand at one
 * entry with one content, whatever machine each was made on, and form a new cluster:
 *
 * N1. Nothing of the old cluster's membership remains: its members, alarms and configuration stay behind; leases stay.
 * N2. The region loses its incarnation, and its first leader names a new one: no (origin, sequence) is used twice
 *     (DESIGN §8). It cannot be drawn here, where members are made one by one and must be equal.
 * N3. The log is written last: a folder whose restore was cut short has a store without a log and never starts (boot B3).
 * N4. Only what is named here is written to: one store and the log, under names of ours.
 */
import { FormatError } from '../../codec/binary.ts';
import type { ChunkRecord } from '../../codec/snapshot-chunk.ts';
import type { SnapshotFileHeader } from '../../codec/snapshot-file.ts';
import { encodeStateWrite } from '../../codec/state.ts';
import { CONFIGURATION_KEY, REMOVED_PREFIX } from '../../codec/state-apply.ts';
import { decodeRegionRecord, encodeRegionRecord } from '../../codec/state-federation.ts';
import { decodeMarks, MARKS_KEY } from '../../codec/state-mvcc.ts';
import type { MemberRecord } from '../../core/apply/types.ts';
import { present } from '../../core/base/assert.ts';
import type { MemberId } from '../../core/base/brands.ts';
import type { ConfState } from '../../core/raft/types.ts';
import type { Disk } from '../../ports/disk.ts';
import { DONE, failed } from '../../ports/outcome.ts';
import type { Done, Outcome } from '../../ports/outcome.ts';
import { batchOf, type Store, type StoreHost, type StoreRecord } from '../../ports/store.ts';
import { inTurn } from '../../storage/steps.ts';
import { addRecord, createStats, encodeStats, STATS_KEY } from '../../storage/table-stats.ts';
import { storeKey, wrapRecord } from '../../storage/tables.ts';
import type { Table, TableWrite } from '../../storage/tables.ts';
import { openWal } from '../../storage/wal.ts';
import type { WalFailure } from '../../storage/wal-types.ts';
import { FIRST_STORE, LOG_FOLDER } from '../boot.ts';
import { UNNAMED } from '../machine-restore.ts';
import { SnapshotTally } from './tally.ts';
import type { TalliedRecord } from './tally.ts';

export interface RestoreParts {
  readonly disk: Disk;
  readonly stores: StoreHost;
  readonly header: SnapshotFileHeader;
  readonly clusterId: bigint;
  readonly self: MemberId;
  /** All members of the new cluster. */
  readonly members: readonly MemberRecord[];
  /**
   * Revisions to leave out. Everything up to the first one used is marked compacted then, so that watchers and
   * controllers that had seen later revisions of the old cluster notice. 0: revisions go on where the file ends.
   */
  readonly bumpRevision: number;
  readonly segmentBytes: number;
}

/** Members are never taken over, alarms are raised anew by whoever has the reason (N1). */
const LEFT_BEHIND: ReadonlySet<Table> = new Set<Table>(['member', 'alarm']);

export class SnapshotRestore {
  private readonly parts: RestoreParts;
  private readonly tally: SnapshotTally;
  private readonly stats = createStats();
  private compactedThrough = 0;
  private store: Store | null = null;

  constructor(parts: RestoreParts) {
    this.parts = parts;
    this.tally = new SnapshotTally(parts.header);
  }

  begin(done: Done): void {
    this.parts.stores.open(FIRST_STORE, (opened) => {
      if (opened.ok) this.store = opened.value;
      done(opened.ok ? DONE : opened);
    });
  }

  /** One call at a time, in the file's order. */
  write(records: readonly ChunkRecord[], done: Done): void {
    const writes = this.readable(() => records.flatMap((record) => this.taken(this.tally.take(record))));
    if (!writes.ok) done(writes);
    else this.opened().write(batchOf(writes.value), done);
  }

  /** Every record was written. */
  finish(done: Done): void {
    const whole = this.readable(() => this.tally.finish());
    if (!whole.ok) {
      done(whole);
      return;
    }
    const store = this.opened();
    const last: StoreRecord[] = this.additions().map((write) => this.storeWrite(write));
    last.push({ key: STATS_KEY, value: encodeStats(this.stats) });
    inTurn(
      [
        (next) => store.write(batchOf(last), next),
        (next) => store.flush(next),
        (next) => store.close(next),
        (next) => this.writeLog(next),
      ],
      done,
    );
  }

  private taken({ table, key, payload, record }: TalliedRecord): StoreRecord[] {
    if (LEFT_BEHIND.has(table)) return [];
    if (table === 'region') {
      const region = decodeRegionRecord(payload);
      const value = encodeRegionRecord({ ...region, self: { ...region.self, incarnation: UNNAMED } });
      return [this.storeWrite({ table, key, value })];
    }
    if (table === 'meta' && (key === CONFIGURATION_KEY || key.startsWith(REMOVED_PREFIX))) return [];
    if (table === 'meta' && key === MARKS_KEY && this.parts.bumpRevision > 0) {
      this.compactedThrough = decodeMarks(payload).compactedThrough;
      return [];
    }
    addRecord(this.stats, table, record);
    return [{ key: storeKey(table, key), value: record }];
  }

  private additions(): readonly TableWrite[] {
    const { members, bumpRevision, header } = this.parts;
    const writes = members.flatMap((member) => encodeStateWrite({ type: 'put-member', member }));
    if (bumpRevision === 0) return writes;
    const revision = header.revision + bumpRevision;
    const { compactedThrough } = this;
    const marks = { currentRevision: revision, compactRevision: revision, compactedThrough };
    return [...writes, ...encodeStateWrite({ type: 'put-marks', marks })];
  }

  private storeWrite({ table, key, value }: TableWrite): StoreRecord {
    const at = storeKey(table, key);
    const record = wrapRecord(at, present(value, 'a record that is written'));
    addRecord(this.stats, table, record);
    return { key: at, value: record };
  }

  /** N3. */
  private writeLog(done: Done): void {
    const { disk, clusterId, self, segmentBytes, header } = this.parts;
    const ignore = (): void => undefined;
    const options = { segmentBytes, onFatal: ignore, onWarning: ignore };
    openWal(disk, LOG_FOLDER, { cluster: clusterId, member: self }, options, (opened) => {
      if (!opened.ok) {
        done(asPort(opened.error));
        return;
      }
      const { wal } = opened.value;
      const { index, term } = header.snapshot;
      const snapshot = { index, term, conf: this.conf(), storeName: FIRST_STORE };
      inTurn([(next) => wal.append({ snapshot }, next), (next) => wal.close(next)], done);
    });
  }

  private conf(): ConfState {
    const voters = this.parts.members.map(({ id }) => id).sort((left, right) => (left < right ? -1 : 1));
    return { voters, votersOutgoing: [], learners: [], learnersNext: [], autoLeave: false };
  }

  private readable<T>(read: () => T): Outcome<T> {
    try {
      return { ok: true, value: read() };
    } catch (error) {
      if (error instanceof FormatError) return failed('damaged', error.message);
      throw error;
    }
  }

  private opened(): Store {
    return present(this.store, 'the store of a restore that has begun');
  }
}

function asPort({ message }: WalFailure): Outcome<never> {
  return failed('io', message);
}
