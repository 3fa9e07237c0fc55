/**
 * Streams the state machine's records to a follower whose next entry the log no longer holds. The records come from a
 * view of the store, so writes go on beside it; the view itself says which entry it stands at.
 *
 * S1. One transfer per follower at a time, and one view per transfer. The view of a transfer that got no further is kept
 *     for a while: asked again, it goes on where the follower stands, instead of beginning anew with a younger state.
 * S2. What is unanswered is bounded in chunks and bytes; it is kept, and sent again from the first missing chunk. The
 *     window follows the answers: on a slow link a heartbeat waits behind one chunk and not behind many.
 * S3. The machine hears of every transfer's end, so that the follower is probed or asked to try again.
 * S4. A repetition begins with how far the receiver has said to be: one that has restarted knows nothing of it and
 *     refuses, instead of leaving us to repeat chunks that it cannot use.
 * S5. All transfers share one rate, so that a follower's snapshot leaves disk, network and event loop to the others.
 * S6. Nothing is read before the receiver has said where it stands: it may hold part of the very same state already.
 */
import { chunkSum, encodeSnapshotChunk } from '../../codec/snapshot-chunk.ts';
import type { PeerFrame } from '../../codec/peer-frame.ts';
import { hexId } from '../../core/base/brands.ts';
import type { MemberId } from '../../core/base/brands.ts';
import type { RaftInput, SnapshotId, SnapshotRequest, StepOutcome } from '../../core/raft/types.ts';
import type { Clock, Timer } from '../../ports/clock.ts';
import type { Entropy } from '../../ports/entropy.ts';
import type { Log } from '../../ports/log.ts';
import type { StoreRecord, StoreView } from '../../ports/store.ts';
import { RateLimit } from './rate-limit.ts';

/** What all snapshots of this member together may take, unless it is configured otherwise. */
export const SNAPSHOT_BYTES_PER_SECOND_DEFAULT = 64 * 1024 * 1024;
const CHUNKS_UNACKED_MAX = 8;
const CHUNKS_UNACKED_FIRST = 2;
const CHUNK_BYTES = 256 * 1024;
/** Single records can be larger than a chunk. */
const UNACKED_BYTES_MAX = CHUNKS_UNACKED_MAX * CHUNK_BYTES;
/** Answered sooner than this, the window grows; later than that, it shrinks. */
const ANSWER_FAST_MS = 50;
const ANSWER_SLOW_MS = 200;
const RESEND_MS = 1000;
/**
 * Without any progress for this long the follower is given up; Raft asks again when it is heard of. Once it has
 * everything, each answer is progress: to verify and open a large store takes its time.
 */
export const STALLED_MS = 30_000;
/** How long the view of a transfer that got no further is kept: it pins space in the store. */
export const KEPT_MS = 5 * 60_000;
/** The store's writes lag the log a little; how often to look again for a view that is far enough. */
const VIEW_RETRY_MS = 20;

export interface SnapshotView {
  readonly snapshot: SnapshotId;
  /** The tables' stats of this moment: two states at one entry are equal if these are. */
  readonly content: Uint8Array;
  readonly view: StoreView & { close(): void };
}

export interface SnapshotSenderParts {
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly log: Log;
  readonly bytesPerSecond: number;
  step(input: RaftInput): StepOutcome;
  send(to: MemberId, frame: PeerFrame): boolean;
  /** A view at or after this index; `null` while the store has not come so far. */
  open(atLeast: number): SnapshotView | null;
}

interface SentChunk {
  readonly bytes: Uint8Array;
  readonly last: boolean;
  readonly sentMs: number;
}

interface Transfer {
  readonly to: MemberId;
  readonly id: bigint;
  readonly source: SnapshotView;
  /** Chunks cut and not yet acknowledged, in order; the first has number `acked`. */
  readonly unacked: SentChunk[];
  unackedBytes: number;
  window: number;
  acked: number;
  cut: number;
  /** The receiver has said where it stands (S6). */
  placed: boolean;
  exhausted: boolean;
  reading: boolean;
  position: string;
  lastProgressMs: number;
  timer: Timer | null;
  /** Waits for its share of the rate (S5). */
  pacing: Timer | null;
}

interface Kept {
  readonly source: SnapshotView;
  readonly timer: Timer;
}

export class SnapshotSender {
  private readonly parts: SnapshotSenderParts;
  private readonly rate: RateLimit;
  private readonly transfers = new Map<MemberId, Transfer>();
  private readonly opening = new Map<MemberId, Timer>();
  private readonly kept = new Map<MemberId, Kept>();
  private stopped = false;

  constructor(parts: SnapshotSenderParts) {
    this.parts = parts;
    this.rate = new RateLimit(parts.clock, parts.bytesPerSecond);
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
    if (!transfer.placed) this.place(transfer, frame.position);
    if (this.hasEverything(transfer)) transfer.lastProgressMs = this.parts.clock.monotonicMs();
    if (frame.received > transfer.acked && frame.received <= transfer.cut) {
      this.acknowledged(transfer, frame.received);
    }
    this.fill(transfer);
  }

  /** The store the views are of is replaced. */
  dropKept(): void {
    for (const to of [...this.kept.keys()]) this.takeKept(to)?.view.close();
  }

  stop(): void {
    this.stopped = true;
    for (const timer of this.opening.values()) timer.cancel();
    this.opening.clear();
    for (const transfer of this.transfers.values()) this.close(transfer);
    this.transfers.clear();
    this.dropKept();
  }

  private open(request: SnapshotRequest): void {
    const source = this.sourceFor(request);
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
      ...{ to: request.to, id: this.parts.entropy.uint64(), source },
      ...{ unacked: [], unackedBytes: 0, window: CHUNKS_UNACKED_FIRST, acked: 0, cut: 0 },
      ...{ placed: false, exhausted: false, reading: false, position: '' },
      ...{ lastProgressMs: this.parts.clock.monotonicMs(), timer: null, pacing: null },
    };
    this.transfers.set(request.to, transfer);
    this.parts.log('info', 'snapshot to a follower begins', {
      to: hexId(request.to),
      index: source.snapshot.index,
    });
    this.begin(transfer);
    this.arm(transfer);
  }

  /** S1. */
  private sourceFor({ to, atLeast }: SnapshotRequest): SnapshotView | null {
    const kept = this.takeKept(to);
    if (kept !== null && kept.snapshot.index >= atLeast) return kept;
    kept?.view.close();
    return this.parts.open(atLeast);
  }

  private begin(transfer: Transfer): void {
    const { snapshot, content } = transfer.source;
    this.parts.send(transfer.to, {
      type: 'snapshot-begin',
      ...{ transfer: transfer.id, snapshot, content, acknowledged: transfer.acked },
    });
  }

  /** S6. */
  private place(transfer: Transfer, position: string): void {
    transfer.placed = true;
    transfer.position = position;
    transfer.lastProgressMs = this.parts.clock.monotonicMs();
    if (position === '') return;
    this.parts.log('info', 'snapshot to a follower goes on where it had been broken off', {
      to: hexId(transfer.to),
      index: transfer.source.snapshot.index,
    });
  }

  private acknowledged(transfer: Transfer, received: number): void {
    const nowMs = this.parts.clock.monotonicMs();
    const answered = transfer.unacked.splice(0, received - transfer.acked);
    for (const { bytes } of answered) transfer.unackedBytes -= bytes.length;
    transfer.acked = received;
    transfer.lastProgressMs = nowMs;
    const tookMs = nowMs - (answered.at(-1)?.sentMs ?? nowMs);
    if (tookMs > ANSWER_SLOW_MS) transfer.window = Math.max(1, transfer.window >> 1);
    else if (tookMs < ANSWER_FAST_MS) {
      transfer.window = Math.min(CHUNKS_UNACKED_MAX, transfer.window + answered.length);
    }
  }

  /** Reads on until the window is full (S2) or the rate is used up (S5). */
  private fill(transfer: Transfer): void {
    if (!transfer.placed || transfer.reading || transfer.exhausted || transfer.pacing !== null) return;
    if (this.isFull(transfer) || this.pace(transfer)) return;
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
          if (this.isFull(transfer) || this.rate.waitMs() > 0) {
            paused = true;
            return false;
          }
        }
        return this.transfers.get(transfer.to) === transfer;
      },
      (outcome) => {
        transfer.reading = false;
        if (this.transfers.get(transfer.to) !== transfer) {
          this.letGo(transfer);
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

  private isFull({ unacked, unackedBytes, window }: Transfer): boolean {
    return unacked.length >= window || unackedBytes >= UNACKED_BYTES_MAX;
  }

  /** True while the transfer has to wait for its share of the rate. */
  private pace(transfer: Transfer): boolean {
    const waitMs = this.rate.waitMs();
    if (waitMs === 0) return false;
    transfer.pacing = this.parts.clock.after(waitMs, () => {
      transfer.pacing = null;
      this.fill(transfer);
    });
    return true;
  }

  private cut(transfer: Transfer, records: readonly StoreRecord[], last: boolean): void {
    const bytes = encodeSnapshotChunk(records);
    transfer.unacked.push({ bytes, last, sentMs: this.parts.clock.monotonicMs() });
    transfer.unackedBytes += bytes.length;
    this.sendChunk(transfer, transfer.cut++, bytes, last);
  }

  private sendChunk(transfer: Transfer, number: number, bytes: Uint8Array, last: boolean): void {
    this.rate.spend(bytes.length);
    const sum = chunkSum(number, bytes);
    this.parts.send(transfer.to, {
      type: 'snapshot-chunk',
      transfer: transfer.id,
      ...{ number, last, sum, bytes },
    });
  }

  private arm(transfer: Transfer): void {
    transfer.timer = this.parts.clock.after(RESEND_MS, () => {
      const silentMs = this.parts.clock.monotonicMs() - transfer.lastProgressMs;
      if (silentMs >= STALLED_MS) {
        this.parts.log('warn', 'snapshot to a follower given up: no progress', { to: hexId(transfer.to) });
        this.keep(transfer);
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
      this.sendChunk(transfer, transfer.acked + at, bytes, last);
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
    transfer.pacing?.cancel();
    transfer.pacing = null;
    if (!transfer.reading) this.letGo(transfer);
  }

  /** Nobody reads the view for this transfer any more. */
  private letGo({ to, source }: Transfer): void {
    if (this.kept.get(to)?.source === source || this.transfers.get(to)?.source === source) return;
    source.view.close();
  }

  /** S1. */
  private keep({ to, source }: Transfer): void {
    const timer = this.parts.clock.after(KEPT_MS, () => this.takeKept(to)?.view.close());
    this.kept.set(to, { source, timer });
  }

  private takeKept(to: MemberId): SnapshotView | null {
    const kept = this.kept.get(to);
    if (kept === undefined) return null;
    this.kept.delete(to);
    kept.timer.cancel();
    return kept.source;
  }
}
