/**
 * Streams the state machine's records to a follower whose next entry the log no longer holds. The records come from a
 * view of the store, so writes go on beside it; the view itself says which entry it stands at.
 *
 * S1. One transfer per follower at a time, and one view per transfer, closed when the transfer ends.
 * S2. At most `CHUNKS_UNACKED_MAX` chunks are unanswered; they are kept, and sent again from the first missing one.
 * S3. The machine hears of every transfer's end, so that the follower is probed or asked to try again.
 * S4. A repetition begins with how far the receiver has said to be: one that has restarted knows nothing of it and
 *     refuses, instead of leaving us to repeat chunks that it cannot use.
 */
import { encodeSnapshotChunk } from '../../codec/snapshot-chunk.ts';
import type { PeerFrame } from '../../codec/peer-frame.ts';
import { hexId } from '../../core/base/brands.ts';
import type { MemberId } from '../../core/base/brands.ts';
import type { RaftInput, SnapshotId, SnapshotRequest, StepOutcome } from '../../core/raft/types.ts';
import type { Clock, Timer } from '../../ports/clock.ts';
import type { Entropy } from '../../ports/entropy.ts';
import type { Log } from '../../ports/log.ts';
import type { StoreRecord, StoreView } from '../../ports/store.ts';

const CHUNKS_UNACKED_MAX = 8;
const CHUNK_BYTES = 256 * 1024;
const RESEND_MS = 1000;
/**
 * Without any progress for this long the follower is given up; Raft asks again when it is heard of. Once it has
 * everything, each answer is progress: to verify and open a large store takes its time.
 */
export const STALLED_MS = 30_000;
/** The store's writes lag the log a little; how often to look again for a view that is far enough. */
const VIEW_RETRY_MS = 20;

export interface SnapshotView {
  readonly snapshot: SnapshotId;
  readonly view: StoreView & { close(): void };
}

export interface SnapshotSenderParts {
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly log: Log;
  step(input: RaftInput): StepOutcome;
  send(to: MemberId, frame: PeerFrame): boolean;
  /** A view at or after this index; `null` while the store has not come so far. */
  open(atLeast: number): SnapshotView | null;
}

interface Transfer {
  readonly to: MemberId;
  readonly id: bigint;
  readonly source: SnapshotView;
  /** Chunks cut and not yet acknowledged, in order; the first has number `acked`. */
  readonly unacked: { readonly bytes: Uint8Array; readonly last: boolean }[];
  acked: number;
  cut: number;
  exhausted: boolean;
  reading: boolean;
  position: string;
  lastProgressMs: number;
  timer: Timer | null;
}

export class SnapshotSender {
  private readonly parts: SnapshotSenderParts;
  private readonly transfers = new Map<MemberId, Transfer>();
  private readonly opening = new Map<MemberId, Timer>();
  private stopped = false;

  constructor(parts: SnapshotSenderParts) {
    this.parts = parts;
  }

  onRequest(request: SnapshotRequest): void {
    if (this.stopped || this.transfers.has(request.to) || this.opening.has(request.to)) return;
    this.open(request);
  }

  onAck(from: MemberId, frame: PeerFrame & { type: 'snapshot-ack' }): void {
    const transfer = this.transfers.get(from);
    if (transfer?.id !== frame.transfer) return;
    if (frame.state !== 'receiving') {
      this.finish(transfer, frame.state === 'installed');
      return;
    }
    if (this.hasEverything(transfer)) transfer.lastProgressMs = this.parts.clock.monotonicMs();
    if (frame.received <= transfer.acked || frame.received > transfer.cut) return;
    transfer.unacked.splice(0, frame.received - transfer.acked);
    transfer.acked = frame.received;
    transfer.lastProgressMs = this.parts.clock.monotonicMs();
    this.fill(transfer);
  }

  stop(): void {
    this.stopped = true;
    for (const timer of this.opening.values()) timer.cancel();
    this.opening.clear();
    for (const transfer of this.transfers.values()) this.close(transfer);
    this.transfers.clear();
  }

  private open(request: SnapshotRequest): void {
    const source = this.parts.open(request.atLeast);
    if (this.stopped) return;
    if (source === null) {
      const timer = this.parts.clock.after(VIEW_RETRY_MS, () => {
        this.opening.delete(request.to);
        this.open(request);
      });
      this.opening.set(request.to, timer);
      return;
    }
    const transfer: Transfer = {
      to: request.to,
      id: this.parts.entropy.uint64(),
      source,
      unacked: [],
      acked: 0,
      cut: 0,
      exhausted: false,
      reading: false,
      position: '',
      lastProgressMs: this.parts.clock.monotonicMs(),
      timer: null,
    };
    this.transfers.set(request.to, transfer);
    this.parts.log('info', 'snapshot to a follower begins', {
      to: hexId(request.to),
      index: source.snapshot.index,
    });
    this.begin(transfer);
    this.arm(transfer);
    this.fill(transfer);
  }

  private begin(transfer: Transfer): void {
    const { snapshot } = transfer.source;
    this.parts.send(transfer.to, {
      type: 'snapshot-begin',
      transfer: transfer.id,
      snapshot,
      acknowledged: transfer.acked,
    });
  }

  /** Reads on until the window is full (S2). */
  private fill(transfer: Transfer): void {
    if (transfer.reading || transfer.exhausted || transfer.unacked.length >= CHUNKS_UNACKED_MAX) return;
    transfer.reading = true;
    let gathered: StoreRecord[] = [];
    let bytes = 0;
    let paused = false;
    transfer.source.view.scan(
      { from: transfer.position, to: null },
      (records) => {
        for (const record of records) {
          gathered.push(record);
          bytes += record.key.length + record.value.length;
          transfer.position = `${record.key}\0`;
          if (bytes < CHUNK_BYTES) continue;
          this.cut(transfer, gathered, false);
          gathered = [];
          bytes = 0;
          if (transfer.unacked.length >= CHUNKS_UNACKED_MAX) {
            paused = true;
            return false;
          }
        }
        return this.transfers.get(transfer.to) === transfer;
      },
      (outcome) => {
        transfer.reading = false;
        if (this.transfers.get(transfer.to) !== transfer) {
          transfer.source.view.close();
          return;
        }
        if (!outcome.ok) {
          this.parts.log('error', 'snapshot to a follower failed: the store cannot be read', {
            reason: outcome.error.message,
          });
          this.finish(transfer, false);
          return;
        }
        if (paused) {
          this.fill(transfer);
          return;
        }
        this.cut(transfer, gathered, true);
        transfer.exhausted = true;
      },
    );
  }

  private cut(transfer: Transfer, records: readonly StoreRecord[], last: boolean): void {
    const bytes = encodeSnapshotChunk(records);
    transfer.unacked.push({ bytes, last });
    const number = transfer.cut++;
    this.parts.send(transfer.to, { type: 'snapshot-chunk', transfer: transfer.id, number, last, bytes });
  }

  private arm(transfer: Transfer): void {
    transfer.timer = this.parts.clock.after(RESEND_MS, () => {
      const silentMs = this.parts.clock.monotonicMs() - transfer.lastProgressMs;
      if (silentMs >= STALLED_MS) {
        this.parts.log('warn', 'snapshot to a follower given up: no progress', { to: hexId(transfer.to) });
        this.finish(transfer, false);
        return;
      }
      if (silentMs >= RESEND_MS) this.resend(transfer);
      this.arm(transfer);
    });
  }

  private resend(transfer: Transfer): void {
    this.begin(transfer);
    transfer.unacked.forEach(({ bytes, last }, at) => {
      const number = transfer.acked + at;
      this.parts.send(transfer.to, { type: 'snapshot-chunk', transfer: transfer.id, number, last, bytes });
    });
  }

  private hasEverything({ exhausted, unacked }: Transfer): boolean {
    return exhausted && unacked.length === 0;
  }

  private finish(transfer: Transfer, ok: boolean): void {
    this.transfers.delete(transfer.to);
    this.close(transfer);
    this.parts.log('info', 'snapshot to a follower ended', { to: hexId(transfer.to), installed: ok });
    this.parts.step({ type: 'snapshot-sent', to: transfer.to, ok });
  }

  private close(transfer: Transfer): void {
    transfer.timer?.cancel();
    if (!transfer.reading) transfer.source.view.close();
  }
}
