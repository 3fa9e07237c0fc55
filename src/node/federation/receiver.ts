/**
 * Transactions of other origins between the network and the region's log: a bounded buffer outside the log, from which
 * only what is next and has its causes is proposed. Runs on the leader; a new leader starts with nothing and asks again.
 *
 * V1. Per origin, `through` is the end of the gapless, checked part; what lies beyond waits for the gap to be filled.
 * V2. Proposals leave in causal order and in a bounded number at once; `projected` is what will be applied when all of
 *     them are. Applying them in order makes each one ready; if one fails the later ones do nothing (they are not
 *     ready), so after a failure the rest is waited out and everything starts again from what is applied.
 * V3. A transaction is kept until it is applied: until then it may have to be proposed again.
 * V4. A stamp too far beyond our clock holds its origin's transactions back, and whatever depends on them.
 * V5. What does not continue the chain or cannot be applied by this release never gets into the log.
 */
import { chainValue } from '../../core/federation/canonical.ts';
import { CLOCK_OFFSET_MAX_MS } from '../../core/federation/clock-standing.ts';
import { describeTransaction } from '../../core/federation/describe.ts';
import { flawOf } from '../../core/federation/readiness.ts';
import type { RegionState } from '../../core/federation/region.ts';
import type { OriginKey, OriginTransaction } from '../../core/federation/types.ts';
import { covers, describeDot, raiseAll, sequenceAt } from '../../core/federation/version-vector.ts';
import type { MutableVector } from '../../core/federation/version-vector.ts';
import type { Timer } from '../../ports/clock.ts';
import type { Alarms } from './alarms.ts';
import type { FederationCounters } from './counters.ts';
import { WINDOW_BYTES_MAX, WINDOW_TRANSACTIONS_MAX } from './cursor.ts';
import { transactionBytes } from './origin-log-reader.ts';
import type { FederationParts, ProposeOutcome } from './parts.ts';

/** One proposal: its application stays within a turn. */
const PROPOSAL_TRANSACTIONS_MAX = 128;
const PROPOSAL_BYTES_MAX = 512 * 1024;
const PROPOSALS_IN_FLIGHT_MAX = 4;
const RETRY_MS_MIN = 50;
const RETRY_MS_MAX = 2_000;
/** Two streams may fill a window each while they change over. */
const BUFFER_TRANSACTIONS_MAX = 2 * WINDOW_TRANSACTIONS_MAX;
const BUFFER_BYTES_MAX = 2 * WINDOW_BYTES_MAX;

interface Buffer {
  readonly origin: OriginKey;
  readonly pending: Map<number, OriginTransaction>;
  bytes: number;
  /** Applied and forgotten through this sequence. */
  base: number;
  through: number;
  /** The greatest sequence kept; beyond `through` when there is a gap. */
  highest: number;
  /** Chain value at `through`. */
  chain: number;
  /** Since when something waits behind a gap. */
  gapSinceMs: number | null;
  held: boolean;
}

export interface ReceiverGiven {
  readonly parts: FederationParts;
  readonly alarms: Alarms;
  readonly counters: FederationCounters;
}

export class Receiver {
  private readonly given: ReceiverGiven;
  private readonly buffers = new Map<OriginKey, Buffer>();
  /** Origins whose next transaction came and was not sound. */
  private readonly flawed = new Set<OriginKey>();
  private projected: MutableVector = new Map();
  private inFlight = 0;
  private failed = false;
  private retryMs = RETRY_MS_MIN;
  private retryTimer: Timer | null = null;
  private running = false;
  /** Outcomes of proposals made in an earlier leadership are not ours to count. */
  private life = 0;

  constructor(given: ReceiverGiven) {
    this.given = given;
  }

  start(): void {
    this.running = true;
    this.life++;
    this.advanced();
  }

  stop(): void {
    this.running = false;
    this.life++;
    this.buffers.clear();
    this.flawed.clear();
    this.projected = new Map();
    this.inFlight = 0;
    this.failed = false;
    this.retryTimer?.cancel();
    this.retryTimer = null;
  }

  /** Of one origin, in order, as they came from a stream. */
  receive(transactions: readonly OriginTransaction[]): void {
    const state = this.given.parts.region.state();
    const [first] = transactions;
    if (!this.running || state === null || first === undefined || first.origin === state.key) return;
    const buffer = this.bufferOf(state, first.origin);
    for (const transaction of transactions) this.keep(buffer, transaction);
    this.extend(buffer);
    this.pump();
  }

  /** The region's state has moved. */
  advanced(): void {
    const state = this.given.parts.region.state();
    if (!this.running || state === null) return;
    raiseAll(this.projected, state.applied);
    for (const buffer of this.buffers.values()) this.forget(state, buffer);
    this.pump();
  }

  /** Clocks move on their own: what was held may not be any more. */
  tick(): void {
    if (this.running) this.pump();
  }

  /** Everything up to here has arrived or is applied: where a stream goes on. */
  through(origin: OriginKey): number {
    const applied = sequenceAt(
      this.given.parts.region.state()?.applied ?? new Map<OriginKey, number>(),
      origin,
    );
    return Math.max(applied, this.buffers.get(origin)?.through ?? 0);
  }

  /** Whether transactions that arrived wait to be applied: then a full window, not a loss, may keep others away. */
  isWaiting(origin: OriginKey): boolean {
    const buffer = this.buffers.get(origin);
    return buffer !== undefined && buffer.pending.size > 0;
  }

  /** Whether what came last could not be used. */
  isFlawed(origin: OriginKey): boolean {
    return this.flawed.has(origin);
  }

  gapSinceMs(origin: OriginKey): number | null {
    return this.buffers.get(origin)?.gapSinceMs ?? null;
  }

  describe(): string[] {
    return [...this.buffers.values()].map(
      ({ origin, through, pending, bytes, held }) =>
        `${origin} received through ${through}, ${pending.size} waiting (${bytes}B)${held ? ', held: stamped ahead of our clock' : ''}`,
    );
  }

  private bufferOf(state: RegionState, origin: OriginKey): Buffer {
    let buffer = this.buffers.get(origin);
    if (buffer === undefined) {
      const through = sequenceAt(state.applied, origin);
      const chain = state.chains.get(origin) ?? 0;
      const empty = {
        pending: new Map<number, OriginTransaction>(),
        bytes: 0,
        gapSinceMs: null,
        held: false,
      };
      buffer = { origin, ...empty, base: through, through, highest: through, chain };
      this.buffers.set(origin, buffer);
    }
    return buffer;
  }

  private keep(buffer: Buffer, transaction: OriginTransaction): void {
    const { counters } = this.given;
    counters.transactionsReceived++;
    const { origin, sequence } = transaction;
    if (origin !== buffer.origin) counters.transactionsDropped++;
    else if (sequence <= buffer.through || buffer.pending.has(sequence)) counters.transactionsDuplicate++;
    else if (!this.fits(buffer, sequence)) counters.transactionsDropped++;
    else {
      buffer.pending.set(sequence, transaction);
      buffer.bytes += transactionBytes(transaction);
      buffer.highest = Math.max(buffer.highest, sequence);
    }
  }

  /** The very next one always fits: nothing else can make room. */
  private fits(buffer: Buffer, sequence: number): boolean {
    if (sequence === buffer.through + 1) return true;
    return buffer.pending.size < BUFFER_TRANSACTIONS_MAX && buffer.bytes < BUFFER_BYTES_MAX;
  }

  /** Moves `through` over what continues it (V1, V5). */
  private extend(buffer: Buffer): void {
    for (;;) {
      const next = buffer.pending.get(buffer.through + 1);
      if (next === undefined) break;
      if (!this.isSound(buffer, next)) {
        this.flawed.add(buffer.origin);
        this.dropFrom(buffer, next.sequence);
        break;
      }
      this.flawed.delete(buffer.origin);
      buffer.through = next.sequence;
      buffer.chain = next.chain;
    }
    const hasGap = buffer.highest > buffer.through;
    buffer.gapSinceMs = hasGap ? (buffer.gapSinceMs ?? this.given.parts.clock.monotonicMs()) : null;
  }

  private isSound(buffer: Buffer, transaction: OriginTransaction): boolean {
    const { alarms } = this.given;
    const flaw = flawOf(transaction);
    if (flaw !== null) {
      alarms.raise('not-understood', buffer.origin, `${describeDot(transaction)}: ${flaw}; its stream waits`);
      return false;
    }
    alarms.clear('not-understood', buffer.origin);
    if (chainValue(buffer.chain, transaction) !== transaction.chain) {
      const detail =
        `${describeTransaction(transaction)} does not continue the log applied here; its stream waits. If it stays so, ` +
        'that region was rolled back or damaged: restore it under a new incarnation';
      alarms.raise('chain-mismatch', buffer.origin, detail);
      return false;
    }
    alarms.clear('chain-mismatch', buffer.origin);
    return true;
  }

  private dropFrom(buffer: Buffer, from: number): void {
    for (const [sequence, transaction] of buffer.pending) {
      if (sequence < from) continue;
      buffer.pending.delete(sequence);
      buffer.bytes -= transactionBytes(transaction);
      this.given.counters.transactionsDropped++;
    }
    buffer.highest = buffer.through;
  }

  /** Drops what is applied, by us or by an entry of an earlier leader. */
  private forget(state: RegionState, buffer: Buffer): void {
    const applied = sequenceAt(state.applied, buffer.origin);
    for (; buffer.base < applied; buffer.base++) {
      const transaction = buffer.pending.get(buffer.base + 1);
      if (transaction === undefined) continue;
      buffer.pending.delete(transaction.sequence);
      buffer.bytes -= transactionBytes(transaction);
    }
    if (applied > buffer.through) {
      buffer.through = applied;
      buffer.highest = Math.max(buffer.highest, applied);
      buffer.chain = state.chains.get(buffer.origin) ?? 0;
      this.extend(buffer);
    }
    if (buffer.pending.size === 0) this.buffers.delete(buffer.origin);
  }

  private pump(): void {
    if (!this.running || this.failed || this.retryTimer !== null) return;
    while (this.inFlight < PROPOSALS_IN_FLIGHT_MAX) {
      const batch = this.nextBatch();
      if (batch.length === 0) return;
      this.propose(batch);
    }
  }

  /** What is ready once everything in flight is applied: round after round, since one origin's may free another's. */
  private nextBatch(): OriginTransaction[] {
    const batch: OriginTransaction[] = [];
    let bytes = 0;
    for (let moved = true; moved;) {
      moved = false;
      for (const buffer of this.buffers.values()) {
        for (let next = this.nextReady(buffer); next !== null; next = this.nextReady(buffer)) {
          bytes += transactionBytes(next);
          if (batch.length > 0 && (bytes > PROPOSAL_BYTES_MAX || batch.length >= PROPOSAL_TRANSACTIONS_MAX))
            return batch;
          batch.push(next);
          this.projected.set(buffer.origin, next.sequence);
          moved = true;
        }
      }
    }
    return batch;
  }

  private nextReady(buffer: Buffer): OriginTransaction | null {
    const sequence = sequenceAt(this.projected, buffer.origin) + 1;
    if (sequence > buffer.through) return null;
    const next = buffer.pending.get(sequence);
    if (next === undefined || !covers(this.projected, next.vector) || this.isHeld(buffer, next)) return null;
    return next;
  }

  private isHeld(buffer: Buffer, transaction: OriginTransaction): boolean {
    const { parts, alarms } = this.given;
    const aheadMs = transaction.time.ms - parts.clock.wallMs();
    buffer.held = aheadMs > CLOCK_OFFSET_MAX_MS;
    if (!buffer.held) {
      alarms.clear('clock-ahead', buffer.origin);
      return false;
    }
    const detail =
      `${describeDot(transaction)} is stamped ${aheadMs} ms ahead of our clock (${CLOCK_OFFSET_MAX_MS} ms allowed); its ` +
      'stream waits. Check the time service there and here';
    alarms.raise('clock-ahead', buffer.origin, detail);
    return true;
  }

  private propose(transactions: readonly OriginTransaction[]): void {
    const { life } = this;
    this.inFlight++;
    this.given.counters.transactionsProposed += transactions.length;
    this.given.parts.propose({ type: 'remote-transactions', transactions }, (outcome) => {
      if (life === this.life) this.onOutcome(outcome);
    });
  }

  private onOutcome(outcome: ProposeOutcome): void {
    this.inFlight--;
    if (!outcome.ok || outcome.result.type === 'refused') {
      this.failed = true;
      this.given.counters.proposalsFailed++;
    }
    if (this.inFlight > 0) {
      this.pump();
      return;
    }
    const state = this.given.parts.region.state();
    if (!this.failed && state !== null && covers(state.applied, this.projected)) {
      this.retryMs = RETRY_MS_MIN;
      this.pump();
      return;
    }
    this.retryLater();
  }

  /** V2: everything in flight has been waited out. */
  private retryLater(): void {
    const { clock } = this.given.parts;
    this.retryTimer = clock.after(this.retryMs, () => {
      this.retryTimer = null;
      this.failed = false;
      this.projected = new Map(this.given.parts.region.state()?.applied);
      this.advanced();
    });
    this.retryMs = Math.min(this.retryMs * 2, RETRY_MS_MAX);
  }
}
