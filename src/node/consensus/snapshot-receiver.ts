/**
 * Takes a snapshot from the leader into a store of its own beside the serving one. Only when it is whole, durable,
 * verified and read does the Raft machine decide whether it is still wanted; then the state machine is swapped for it.
 *
 * T1. Chunks are taken strictly in order; anything else is answered with how far we are, and sent again.
 * T2. The serving store is untouched until the log has recorded its successor.
 * T3. At most one incoming state. A transfer of the very same state (entry, term and the tables' stats are equal), from
 *     whatever member, goes on behind the last record written. One of another state replaces it, and its store is
 *     removed, unless it is being installed.
 * T5. What was received of a state is kept while its sender is silent, and removed when it has become useless: after a
 *     while, or when this member's own state has come as far.
 * T6. A chunk counts only if its checksum does, and the whole only if its tables add up to what was announced.
 * T4. A transfer that has ended here stays ended: what the network repeats of it is answered and begins nothing.
 */
import { FormatError } from '../../codec/binary.ts';
import type { PeerFrame } from '../../codec/peer-frame.ts';
import { chunkSum, decodeSnapshotChunk } from '../../codec/snapshot-chunk.ts';
import { hexId } from '../../core/base/brands.ts';
import { equalBytes } from '../../core/base/bytes.ts';
import type { MemberId } from '../../core/base/brands.ts';
import type { SnapshotId } from '../../core/raft/types.ts';
import type { Clock, Timer } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Done } from '../../ports/outcome.ts';
import { batchOf, StoreDamage } from '../../ports/store.ts';
import type { Store, StoreHost } from '../../ports/store.ts';
import { STATS_KEY } from '../../storage/table-stats.ts';
import type { OpenedState } from '../boot.ts';

/** Chunks received and not yet written; the sender's window is smaller. */
const CHUNKS_QUEUED_MAX = 16;
/** How often it is looked whether a state whose sender is silent is still worth keeping (T5). */
export const SENDER_SILENT_MS = 60_000;
/** Longer than a sender keeps its view: nobody can go on with it. */
export const PARTIAL_KEPT_MS = 10 * 60_000;
/** Ended transfers that are remembered (T4). */
const ENDED_REMEMBERED_MAX = 64;

export interface SnapshotReceiverParts {
  readonly stores: StoreHost;
  readonly clock: Clock;
  readonly log: Log;
  send(to: MemberId, frame: PeerFrame): boolean;
  /** A store name that was never used in this data folder. */
  newStoreName(): string;
  /** Verifies a filled store and reads it into a machine. */
  read(store: Store, done: Done<OpenedState>): void;
  /** Asks the Raft machine and swaps the state machine at once; false when the snapshot is not wanted any more. */
  install(snapshot: SnapshotId, storeName: string, state: OpenedState): boolean;
  /** Whether this member still lacks what the snapshot brings. */
  isWanted(snapshot: SnapshotId): boolean;
}

type Ended = 'installed' | 'refused';

interface Incoming {
  from: MemberId;
  transfer: bigint;
  readonly snapshot: SnapshotId;
  readonly content: Uint8Array;
  readonly storeName: string;
  store: Store | null;
  queue: { readonly bytes: Uint8Array; readonly last: boolean }[];
  /** Chunks of this transfer taken into the queue. */
  taken: number;
  /** Chunks of this transfer written. */
  written: number;
  /** The store key behind the last record written, by whatever transfer. */
  position: string;
  heardMs: number;
  /** The store is at work for us; whatever it was told to do must come back before it is closed. */
  busy: boolean;
  abandoned: boolean;
  /** All is written, and it is being read. */
  installing: boolean;
  silence: Timer | null;
}

export class SnapshotReceiver {
  private readonly parts: SnapshotReceiverParts;
  private incoming: Incoming | null = null;
  private readonly ended = new Map<bigint, Ended>();
  private stopped = false;

  constructor(parts: SnapshotReceiverParts) {
    this.parts = parts;
  }

  onBegin(from: MemberId, frame: PeerFrame & { type: 'snapshot-begin' }): void {
    if (this.stopped || this.answeredAsEnded(from, frame.transfer)) return;
    if (this.incoming?.transfer === frame.transfer) {
      this.acknowledge(this.incoming);
      return;
    }
    if (frame.acknowledged > 0) {
      // It was begun in an earlier life of this member, and its chunks are gone.
      this.note(frame.transfer, 'refused');
      this.answer(from, frame.transfer, NO_PROGRESS, 'refused');
      return;
    }
    if (this.incoming?.installing === true) return;
    if (this.incoming !== null && isSame(this.incoming, frame)) {
      this.goOn(this.incoming, from, frame.transfer);
      return;
    }
    if (this.incoming !== null) this.end(this.incoming, 'refused');
    this.begin(from, frame);
  }

  onChunk(from: MemberId, frame: PeerFrame & { type: 'snapshot-chunk' }): void {
    if (this.stopped || this.answeredAsEnded(from, frame.transfer)) return;
    const { incoming } = this;
    if (incoming?.transfer !== frame.transfer) return;
    incoming.heardMs = this.parts.clock.monotonicMs();
    if (!this.isNext(incoming, frame)) {
      this.acknowledge(incoming);
      return;
    }
    incoming.taken++;
    incoming.queue.push({ bytes: frame.bytes, last: frame.last });
    this.writeNext(incoming);
  }

  stop(): void {
    this.stopped = true;
    if (this.incoming !== null) this.abandon(this.incoming);
  }

  /** T1 and T6: anything else will be sent again. */
  private isNext(incoming: Incoming, frame: PeerFrame & { type: 'snapshot-chunk' }): boolean {
    const { number, bytes, sum } = frame;
    if (number !== incoming.taken || incoming.queue.length >= CHUNKS_QUEUED_MAX) return false;
    if (sum === chunkSum(number, bytes)) return true;
    this.parts.log('warn', 'a chunk of a snapshot came damaged; it is asked for again', { number });
    return false;
  }

  /** T3. Chunks that another transfer left in the queue come again, a write under way is waited for. */
  private goOn(incoming: Incoming, from: MemberId, transfer: bigint): void {
    this.note(incoming.transfer, 'refused');
    this.answer(incoming.from, incoming.transfer, incoming, 'refused');
    this.parts.log('info', 'snapshot from the leader goes on', {
      from: hexId(from),
      index: incoming.snapshot.index,
    });
    incoming.from = from;
    incoming.transfer = transfer;
    incoming.queue = [];
    incoming.taken = 0;
    incoming.written = 0;
    incoming.heardMs = this.parts.clock.monotonicMs();
    if (!incoming.busy) this.acknowledge(incoming);
  }

  private begin(from: MemberId, frame: PeerFrame & { type: 'snapshot-begin' }): void {
    const { transfer, snapshot, content } = frame;
    const incoming: Incoming = {
      ...{ from, transfer, snapshot, content, storeName: this.parts.newStoreName() },
      ...{ store: null, queue: [], taken: 0, written: 0, position: '' },
      ...{ heardMs: this.parts.clock.monotonicMs() },
      ...{ busy: false, abandoned: false, installing: false, silence: null },
    };
    this.incoming = incoming;
    this.watchSilence(incoming);
    this.acknowledge(incoming);
    this.parts.log('info', 'snapshot from the leader begins', { from: hexId(from), index: snapshot.index });
    this.parts.stores.open(incoming.storeName, (outcome) => {
      if (outcome.ok) incoming.store = outcome.value;
      if (incoming.abandoned) this.discard(incoming);
      else if (outcome.ok) this.writeNext(incoming);
      else this.fail(incoming, outcome.error.message);
    });
  }

  private writeNext(incoming: Incoming): void {
    const { store } = incoming;
    const chunk = incoming.queue[0];
    if (store === null || chunk === undefined || incoming.busy || incoming.abandoned) return;
    let records;
    try {
      records = decodeSnapshotChunk(chunk.bytes);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      this.fail(incoming, error.message);
      return;
    }
    const { transfer } = incoming;
    const last = records.at(-1);
    this.work(
      incoming,
      (done) => store.write(batchOf(records), done),
      () => {
        if (last !== undefined) incoming.position = `${last.key}\0`;
        const isOwn = incoming.transfer === transfer;
        if (isOwn) {
          incoming.queue.shift();
          incoming.written++;
        }
        this.acknowledge(incoming);
        if (isOwn && chunk.last) this.complete(incoming, store);
        else this.writeNext(incoming);
      },
    );
  }

  private complete(incoming: Incoming, store: Store): void {
    incoming.installing = true;
    incoming.silence?.cancel();
    this.work(
      incoming,
      (done) => store.flush(done),
      () => {
        if (!this.isAnnounced(incoming, store)) return;
        this.work<OpenedState>(
          incoming,
          (done) => this.parts.read(store, done),
          (state) => this.install(incoming, state),
        );
      },
    );
  }

  /** T6. The stats are then checked against the records when they are read. */
  private isAnnounced(incoming: Incoming, store: Store): boolean {
    try {
      if (equalBytes(store.get(STATS_KEY) ?? NOTHING, incoming.content)) return true;
      this.fail(incoming, 'its tables are not those that were announced');
    } catch (error) {
      if (!(error instanceof StoreDamage)) throw error;
      this.fail(incoming, error.message);
    }
    return false;
  }

  private install(incoming: Incoming, state: OpenedState): void {
    const { snapshot, storeName } = incoming;
    const { index, term } = state.applied;
    if (index !== snapshot.index || term !== snapshot.term) {
      this.fail(incoming, `it stands at entry ${index}, and was announced for ${snapshot.index}`);
      return;
    }
    const installed = this.parts.install(snapshot, storeName, state);
    // From here on the store belongs to the state machine.
    if (installed) incoming.store = null;
    this.end(incoming, installed ? 'installed' : 'refused');
  }

  /** One task of the store, and what follows unless the transfer has ended meanwhile. */
  private work<T>(incoming: Incoming, start: (done: Done<T>) => void, then: (value: T) => void): void {
    incoming.busy = true;
    start((outcome) => {
      incoming.busy = false;
      if (incoming.abandoned) this.discard(incoming);
      else if (outcome.ok) then(outcome.value);
      else this.fail(incoming, outcome.error.message);
    });
  }

  /** T5. */
  private watchSilence(incoming: Incoming): void {
    incoming.silence = this.parts.clock.after(SENDER_SILENT_MS, () => {
      const silentMs = this.parts.clock.monotonicMs() - incoming.heardMs;
      if (silentMs < SENDER_SILENT_MS) this.watchSilence(incoming);
      else if (silentMs >= PARTIAL_KEPT_MS)
        this.fail(incoming, `nothing has come for ${PARTIAL_KEPT_MS / 1000} s`);
      else if (!this.parts.isWanted(incoming.snapshot)) this.end(incoming, 'refused');
      else this.watchSilence(incoming);
    });
  }

  private acknowledge(incoming: Incoming): void {
    this.answer(incoming.from, incoming.transfer, incoming, 'receiving');
  }

  private answeredAsEnded(to: MemberId, transfer: bigint): boolean {
    const state = this.ended.get(transfer);
    if (state !== undefined) this.answer(to, transfer, NO_PROGRESS, state);
    return state !== undefined;
  }

  private answer(
    to: MemberId,
    transfer: bigint,
    { written, position }: Pick<Incoming, 'written' | 'position'>,
    state: Ended | 'receiving',
  ): void {
    if (!this.stopped)
      this.parts.send(to, { type: 'snapshot-ack', transfer, received: written, position, state });
  }

  private fail(incoming: Incoming, reason: string): void {
    this.parts.log('error', 'snapshot from the leader failed; the leader will send another', { reason });
    this.end(incoming, 'refused');
  }

  private end(incoming: Incoming, state: Ended): void {
    this.note(incoming.transfer, state);
    this.answer(incoming.from, incoming.transfer, incoming, state);
    this.abandon(incoming);
    if (this.incoming === incoming) this.incoming = null;
  }

  private note(transfer: bigint, state: Ended): void {
    this.ended.set(transfer, state);
    for (const oldest of this.ended.keys()) {
      if (this.ended.size <= ENDED_REMEMBERED_MAX) return;
      this.ended.delete(oldest);
    }
  }

  private abandon(incoming: Incoming): void {
    incoming.abandoned = true;
    incoming.silence?.cancel();
    if (!incoming.busy) this.discard(incoming);
  }

  private discard(incoming: Incoming): void {
    const { store } = incoming;
    incoming.store = null;
    if (store === null) return;
    store.close(() => this.parts.stores.remove(incoming.storeName, () => undefined));
  }
}

const NO_PROGRESS = { written: 0, position: '' };
const NOTHING = new Uint8Array(0);

/** Which member sends it does not matter: what each has deleted of compacted records shows in the stats. */
function isSame(
  { snapshot, content }: Incoming,
  announced: Pick<PeerFrame & { type: 'snapshot-begin' }, 'snapshot' | 'content'>,
): boolean {
  const { index, term } = announced.snapshot;
  return snapshot.index === index && snapshot.term === term && equalBytes(content, announced.content);
}
