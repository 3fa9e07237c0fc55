/**
 * Takes a snapshot from the leader into a store of its own beside the serving one. Only when it is whole, verified and
 * durable does the Raft machine decide whether it is still wanted, and only then is the state machine swapped for it.
 *
 * T1. Chunks are taken strictly in order; anything else is answered with how far we are, and sent again.
 * T2. The serving store is untouched until the log has recorded its successor.
 * T3. At most one incoming transfer; a new one of the leader replaces it and its store is removed.
 */
import { FormatError } from '../../codec/binary.ts';
import type { PeerFrame } from '../../codec/peer-frame.ts';
import { decodeSnapshotChunk } from '../../codec/snapshot-chunk.ts';
import type { MemberId } from '../../core/base/brands.ts';
import type { SnapshotId } from '../../core/raft/types.ts';
import type { Log } from '../../ports/log.ts';
import type { Store, StoreHost } from '../../ports/store.ts';

/** Chunks received and not yet written; the sender's window is smaller. */
const CHUNKS_QUEUED_MAX = 16;

export interface SnapshotReceiverParts {
  readonly stores: StoreHost;
  readonly log: Log;
  send(to: MemberId, frame: PeerFrame): boolean;
  /** A store name that was never used in this data folder. */
  newStoreName(): string;
  /** Takes over the filled and flushed store; says whether it became the serving one. */
  install(snapshot: SnapshotId, storeName: string, store: Store, done: (installed: boolean) => void): void;
}

interface Incoming {
  readonly from: MemberId;
  readonly transfer: bigint;
  readonly snapshot: SnapshotId;
  readonly storeName: string;
  store: Store | null;
  readonly queue: { readonly bytes: Uint8Array; readonly last: boolean }[];
  /** Chunks taken into the queue. */
  taken: number;
  /** Chunks written. */
  written: number;
  writing: boolean;
  abandoned: boolean;
  /** All is written and the swap is under way. */
  installing: boolean;
}

export class SnapshotReceiver {
  private readonly parts: SnapshotReceiverParts;
  private incoming: Incoming | null = null;
  private lastEnded: { readonly transfer: bigint; readonly state: 'installed' | 'refused' } | null = null;
  private stopped = false;

  constructor(parts: SnapshotReceiverParts) {
    this.parts = parts;
  }

  onBegin(from: MemberId, frame: PeerFrame & { type: 'snapshot-begin' }): void {
    if (this.stopped) return;
    if (this.lastEnded?.transfer === frame.transfer) {
      this.answer(from, frame.transfer, 0, this.lastEnded.state);
      return;
    }
    if (this.incoming?.transfer === frame.transfer) {
      this.acknowledge(this.incoming);
      return;
    }
    if (this.incoming?.installing === true) return;
    if (this.incoming !== null) this.abandon(this.incoming);
    const incoming: Incoming = {
      from,
      transfer: frame.transfer,
      snapshot: frame.snapshot,
      storeName: this.parts.newStoreName(),
      store: null,
      queue: [],
      taken: 0,
      written: 0,
      writing: false,
      abandoned: false,
      installing: false,
    };
    this.incoming = incoming;
    this.parts.log('info', 'snapshot from the leader begins', {
      from: from.toString(16),
      index: frame.snapshot.index,
    });
    this.parts.stores.open(incoming.storeName, (outcome) => {
      if (!outcome.ok) {
        this.fail(incoming, outcome.error.message);
        return;
      }
      incoming.store = outcome.value;
      if (incoming.abandoned) this.discard(incoming);
      else this.writeNext(incoming);
    });
  }

  onChunk(from: MemberId, frame: PeerFrame & { type: 'snapshot-chunk' }): void {
    if (this.lastEnded?.transfer === frame.transfer) {
      this.answer(from, frame.transfer, 0, this.lastEnded.state);
      return;
    }
    const { incoming } = this;
    if (incoming?.transfer !== frame.transfer) return;
    if (frame.number !== incoming.taken || incoming.queue.length >= CHUNKS_QUEUED_MAX) {
      this.acknowledge(incoming);
      return;
    }
    incoming.taken++;
    incoming.queue.push({ bytes: frame.bytes, last: frame.last });
    this.writeNext(incoming);
  }

  stop(): void {
    this.stopped = true;
    if (this.incoming !== null) this.incoming.abandoned = true;
  }

  private writeNext(incoming: Incoming): void {
    const { store } = incoming;
    const chunk = incoming.queue[0];
    if (store === null || chunk === undefined || incoming.writing || incoming.abandoned) return;
    let records;
    try {
      records = decodeSnapshotChunk(chunk.bytes);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      this.fail(incoming, error.message);
      return;
    }
    incoming.writing = true;
    store.write(records, (outcome) => {
      incoming.writing = false;
      if (incoming.abandoned) {
        this.discard(incoming);
        return;
      }
      if (!outcome.ok) {
        this.fail(incoming, outcome.error.message);
        return;
      }
      incoming.queue.shift();
      incoming.written++;
      this.acknowledge(incoming);
      if (chunk.last) this.complete(incoming, store);
      else this.writeNext(incoming);
    });
  }

  private complete(incoming: Incoming, store: Store): void {
    incoming.installing = true;
    store.flush((outcome) => {
      if (!outcome.ok) {
        this.fail(incoming, outcome.error.message);
        return;
      }
      this.parts.install(incoming.snapshot, incoming.storeName, store, (installed) => {
        this.lastEnded = { transfer: incoming.transfer, state: installed ? 'installed' : 'refused' };
        this.incoming = null;
        this.answer(incoming.from, incoming.transfer, incoming.written, this.lastEnded.state);
      });
    });
  }

  private acknowledge(incoming: Incoming): void {
    this.answer(incoming.from, incoming.transfer, incoming.written, 'receiving');
  }

  private answer(
    to: MemberId,
    transfer: bigint,
    received: number,
    state: 'receiving' | 'installed' | 'refused',
  ): void {
    this.parts.send(to, { type: 'snapshot-ack', transfer, received, state });
  }

  private fail(incoming: Incoming, reason: string): void {
    this.parts.log('error', 'snapshot from the leader failed; the leader will send another', { reason });
    this.lastEnded = { transfer: incoming.transfer, state: 'refused' };
    this.answer(incoming.from, incoming.transfer, incoming.written, 'refused');
    this.abandon(incoming);
    if (this.incoming === incoming) this.incoming = null;
  }

  private abandon(incoming: Incoming): void {
    incoming.abandoned = true;
    if (!incoming.writing && incoming.store !== null) this.discard(incoming);
  }

  private discard(incoming: Incoming): void {
    const { store } = incoming;
    incoming.store = null;
    if (store === null) return;
    store.close(() => this.parts.stores.remove(incoming.storeName, () => undefined));
  }
}
