/**
 * The state as a file of our own format, for whoever keeps it outside (codec/snapshot-file): pieces are made when they
 * are asked for, from a view of the store, so writes go on beside it and a slow reader costs no memory.
 *
 * X1. A file shows one moment, the one after the view's last entry. Its revision and keys are noted while entries are
 *     applied, since the store lags the machine a little; only while a file is about to be begun, so it costs nothing
 *     at other times.
 * X2. Every record is verified on its way out: a copy of damage is worth nothing, and must not look like a copy.
 * X3. A view pins space in the store, so there are few at a time, and each is closed when its reader is done, when the
 *     member stops, and when a snapshot of the leader takes the store's place.
 */
import { FormatError } from '../../codec/binary.ts';
import { SnapshotFileWriter } from '../../codec/snapshot-file.ts';
import type { SnapshotFileHeader } from '../../codec/snapshot-file.ts';
import { APPLIED_KEY, decodeApplied } from '../../codec/state-apply.ts';
import type { LogIndex } from '../../core/base/brands.ts';
import type { ConfState } from '../../core/raft/types.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Outcome } from '../../ports/outcome.ts';
import { StoreDamage } from '../../ports/store.ts';
import type { StoreRecord, StoreView } from '../../ports/store.ts';
import type { StateStore } from '../../storage/state-store.ts';
import { bytesInUse, decodeStats, STATS_KEY } from '../../storage/table-stats.ts';
import { storeKey, unwrapRecord } from '../../storage/tables.ts';
import type { Replica } from '../consensus/replica.ts';
import type { NodeIdentity, ServingError, ServingReply, SnapshotExport } from '../serving/types.ts';

/** Each pins what the store would otherwise have tidied away. */
const EXPORTS_MAX = 4;
/** Keys are not counted in the tables' bytes, and each record costs a little around it. */
const RECORD_OVERHEAD_BYTES = 32;
/** The first store key behind the tables' stats. */
const FIRST_RECORD = '\x01';

export interface SnapshotExportsParts {
  readonly replica: Pick<Replica, 'machine' | 'store' | 'appliedIndex' | 'serves'>;
  readonly clock: Clock;
  readonly identity: NodeIdentity;
  /** The region's members at the moment of the view. */
  conf(view: StoreView): ConfState;
  onDamage(reason: string): void;
}

type Keyspace = Pick<SnapshotFileHeader, 'revision' | 'compactRevision' | 'keys'>;
type View = StoreView & { close(): void };

export class SnapshotExports {
  private readonly parts: SnapshotExportsParts;
  private readonly open = new Set<ViewExport>();
  /** Being begun: by each entry applied meanwhile, what the keyspace was after it (X1). */
  private places: Map<LogIndex, Keyspace> | null = null;
  private beginning = 0;
  private stopped = false;

  constructor(parts: SnapshotExportsParts) {
    this.parts = parts;
  }

  /** Another entry is applied, whole. */
  onApplied(): void {
    this.places?.set(this.parts.replica.appliedIndex, this.keyspace());
  }

  begin(done: ServingReply<SnapshotExport>): void {
    const refusal = this.refusal();
    if (refusal !== null) {
      this.parts.clock.atTurnEnd(() => done({ ok: false, error: refusal }));
      return;
    }
    const { replica } = this.parts;
    const { store } = replica;
    this.beginning++;
    this.places ??= new Map();
    this.onApplied();
    store.settled(() => {
      const begun = replica.serves(store) ? this.openView(store) : null;
      this.beginning--;
      if (this.beginning === 0) this.places = null;
      if (begun !== null) done({ ok: true, value: begun });
      else done({ ok: false, error: this.stopped ? 'stopped' : 'not-ready' });
    });
  }

  /** X3. */
  stop(): void {
    this.stopped = true;
    for (const each of [...this.open]) each.close();
  }

  private refusal(): ServingError | null {
    if (this.stopped) return 'stopped';
    return this.open.size + this.beginning >= EXPORTS_MAX ? 'too-many-requests' : null;
  }

  private openView(store: StateStore): SnapshotExport | null {
    const view = store.view();
    try {
      const header = this.headerOf(view);
      if (header !== null) return this.track(store, view, header);
    } catch (error) {
      if (!(error instanceof FormatError || error instanceof StoreDamage)) throw error;
      this.parts.onDamage(error.message);
    }
    view.close();
    return null;
  }

  private headerOf(view: View): SnapshotFileHeader | null {
    const at = storeKey('meta', APPLIED_KEY);
    const record = view.get(at);
    const stats = view.get(STATS_KEY);
    if (record === undefined || stats === undefined) return null;
    const applied = decodeApplied(unwrapRecord(at, record));
    const keyspace = this.places?.get(applied.index);
    if (keyspace === undefined) return null;
    const { identity, clock } = this.parts;
    return {
      ...{ clusterId: identity.clusterId, region: identity.region, memberId: identity.memberId },
      ...keyspace,
      snapshot: { index: applied.index, term: applied.term, conf: this.parts.conf(view) },
      ...{ takenMs: clock.wallMs(), stats },
    };
  }

  private track(store: StateStore, view: View, header: SnapshotFileHeader): SnapshotExport {
    const each: ViewExport = new ViewExport(view, header, {
      serves: () => this.parts.replica.serves(store),
      onDamage: this.parts.onDamage,
      onClosed: () => this.open.delete(each),
      clock: this.parts.clock,
    });
    this.open.add(each);
    return each;
  }

  private keyspace(): Keyspace {
    const { currentRevision, compactRevision, live } = this.parts.replica.machine.keyspace;
    return { revision: currentRevision, compactRevision, keys: live.size };
  }
}

interface ViewExportParts {
  readonly clock: Clock;
  serves(): boolean;
  onDamage(reason: string): void;
  onClosed(): void;
}

class ViewExport implements SnapshotExport {
  readonly header: SnapshotFileHeader;
  readonly bytesAbout: number;
  private readonly view: View;
  private readonly parts: ViewExportParts;
  private readonly writer: SnapshotFileWriter;
  private next: 'header' | 'records' | 'nothing' = 'header';
  private position = FIRST_RECORD;
  private reading = false;
  private closed = false;

  constructor(view: View, header: SnapshotFileHeader, parts: ViewExportParts) {
    this.view = view;
    this.header = header;
    this.parts = parts;
    this.writer = new SnapshotFileWriter(header);
    this.bytesAbout = fileBytesAbout(header);
  }

  read(done: ServingReply<Uint8Array | null>): void {
    if (this.closed || !this.parts.serves()) this.later(() => done({ ok: false, error: this.whyGone() }));
    else if (this.next === 'header') {
      this.next = 'records';
      this.later(() => done({ ok: true, value: this.writer.header }));
    } else if (this.next === 'nothing') this.later(() => done({ ok: true, value: null }));
    else this.readRecords(done);
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.parts.onClosed();
    if (!this.reading) this.view.close();
  }

  private readRecords(done: ServingReply<Uint8Array | null>): void {
    let slice: readonly StoreRecord[] = [];
    this.reading = true;
    const take = (records: readonly StoreRecord[]): boolean => {
      slice = records;
      return false;
    };
    this.view.scan({ from: this.position, to: null }, take, (outcome) => {
      this.reading = false;
      if (this.closed) this.view.close();
      if (this.closed || !this.parts.serves()) done({ ok: false, error: this.whyGone() });
      else done(this.answer(slice, outcome));
    });
  }

  private answer(
    slice: readonly StoreRecord[],
    outcome: Outcome<void>,
  ): Parameters<ServingReply<Uint8Array | null>>[0] {
    const damage = damageOf(slice, outcome);
    if (damage !== null) this.parts.onDamage(damage);
    if (damage !== null || !outcome.ok) return { ok: false, error: 'stopped' };
    const last = slice.at(-1);
    if (last === undefined) {
      this.next = 'nothing';
      return { ok: true, value: this.writer.end() };
    }
    this.position = `${last.key}\0`;
    return { ok: true, value: this.writer.records(slice) };
  }

  private whyGone(): ServingError {
    return this.closed ? 'stopped' : 'not-ready';
  }

  private later(run: () => void): void {
    this.parts.clock.atTurnEnd(run);
  }
}

/** X2. */
function damageOf(records: readonly StoreRecord[], outcome: Outcome<void>): string | null {
  if (!outcome.ok) return outcome.error.kind === 'damaged' ? outcome.error.message : null;
  try {
    for (const { key, value } of records) unwrapRecord(key, value);
    return null;
  } catch (error) {
    if (error instanceof FormatError) return error.message;
    throw error;
  }
}

function fileBytesAbout({ stats }: SnapshotFileHeader): number {
  const decoded = decodeStats(stats);
  const records = decoded.counts.reduce((sum, count) => sum + count, 0);
  return bytesInUse(decoded) + records * RECORD_OVERHEAD_BYTES;
}
