/**
 * One connection on which another region reads origin logs from this member. Any member serves any origin's log, since
 * every member applies everything; the leader is merely the first to have it.
 *
 * P1. Sending happens in the turn that made it possible: an applied entry, an ack, a drained queue. What is left of a
 *     long backlog goes on in later turns, a bounded piece each.
 * P2. What the connection did not take was not sent: the cursor stays, and sending goes on when the queue has drained.
 * P3. The other side hears the heads at least once per `HEADS_IDLE_MS`, so it can tell silence from idleness and notice
 *     a lost last frame.
 */
import { FormatError } from '../../codec/binary.ts';
import {
  decodeFederationFrame,
  describeFederationFrame,
  encodeFederationFrame,
} from '../../codec/federation-frame.ts';
import type { FederationFrame, Speaker, WantItem } from '../../codec/federation-frame.ts';
import { encodeOriginTransaction } from '../../codec/state-federation.ts';
import type { OriginKey, OriginTransaction, VersionVector } from '../../core/federation/types.ts';
import { sequenceAt } from '../../core/federation/version-vector.ts';
import type { Timer } from '../../ports/clock.ts';
import type { Connection } from '../../ports/network.ts';
import type { FederationCounters } from './counters.ts';
import { createCursor, noteApplied, noteSent, windowLeft } from './cursor.ts';
import type { Cursor } from './cursor.ts';
import { FRAGMENT_BYTES } from './fragments.ts';
import { judgeSpeaker, speakerOf } from './handshake.ts';
import type { HandshakeRefusal } from './handshake.ts';
import type { OriginLogReader } from './origin-log-reader.ts';
import { transactionBytes } from './origin-log-reader.ts';
import type { FederationParts } from './parts.ts';

/** One frame of transactions: small enough that origins take turns, large enough to be cheap. */
const BATCH_BYTES_MAX = 256 * 1024;
/** What one turn encodes and sends; the rest waits for the next turn. */
const TURN_BYTES_MAX = 512 * 1024;
/** Beyond this the connection is the bottleneck, and more only adds delay. */
const QUEUE_BYTES_MAX = 4 * 1024 * 1024;
/** Origins one stream may ask for: regions and their former incarnations. */
const WANTED_ORIGINS_MAX = 1024;
const HEADS_IDLE_MS = 1_000;
/** While busy, heads follow the transactions at most this often. */
const HEADS_BUSY_MS = 20;
/** The subscriber acks at least once a second; a connection silent for so long is dead or was never ours. */
const PEER_SILENT_MS = 15_000;
/** The refused side closes when it has read why; we do if it does not. */
const REFUSED_LINGER_MS = 1_000;

export interface PublisherStreamParts {
  readonly parts: FederationParts;
  readonly logs: OriginLogReader;
  readonly counters: FederationCounters;
  /** A reason of our own not to serve this region, beyond what the handshake compares. */
  refusal(): HandshakeRefusal | null;
  onRefused(speaker: Speaker, refusal: HandshakeRefusal): void;
  onWelcomed(speaker: Speaker): void;
  onApplied(region: string, applied: VersionVector): void;
  onClosed(): void;
}

export class PublisherStream {
  private readonly connection: Connection;
  private readonly given: PublisherStreamParts;
  private readonly cursors = new Map<OriginKey, Cursor>();
  private peer: Speaker | null = null;
  private wantNumber = 0;
  private headsNumber = 0;
  private headsSentMs = -Infinity;
  private heardMs: number;
  private headsTimer: Timer | null = null;
  private headsDueMs = Infinity;
  private moreTimer: Timer | null = null;
  private closed = false;

  constructor(connection: Connection, given: PublisherStreamParts) {
    this.connection = connection;
    this.given = given;
    this.heardMs = given.parts.clock.monotonicMs();
    connection.handle({
      onOpen: () => undefined,
      onFrame: (bytes) => this.onFrame(bytes),
      onClose: (reason) => this.onClose(reason),
      onDrain: () => this.flush(),
    });
    this.scheduleHeads(HEADS_IDLE_MS);
  }

  /** The state has moved: there may be more to send. */
  advanced(): void {
    if (this.peer === null) return;
    this.flush();
    this.scheduleHeads(HEADS_BUSY_MS);
  }

  close(): void {
    if (this.closed) return;
    this.connection.close();
    this.onClose('closed by us');
  }

  describe(): string {
    const cursors = [...this.cursors.values()].map(
      ({ origin, sent, acked, flyingBytes }) => `${origin} sent ${sent} acked ${acked} (${flyingBytes}B)`,
    );
    const peer = this.peer === null ? 'not introduced' : `${this.peer.member} of ${this.peer.region}`;
    return `serving ${peer} at ${this.connection.address}: ${cursors.join(', ') || 'nothing wanted'}`;
  }

  private onFrame(bytes: Uint8Array): void {
    if (this.closed) return;
    const frame = this.decode(bytes);
    if (frame === null) return;
    this.heardMs = this.given.parts.clock.monotonicMs();
    if (frame.type === 'hello') this.onHello(frame.speaker);
    else if (this.peer === null) return;
    else if (frame.type === 'want') this.onWant(frame.number, frame.items);
    else if (frame.type === 'ack') this.onAck(this.peer.region, frame.applied);
    else
      this.given.parts.log('warn', 'federation-unexpected-frame', { frame: describeFederationFrame(frame) });
  }

  private decode(bytes: Uint8Array): FederationFrame | null {
    try {
      return decodeFederationFrame(bytes);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      const fields = { address: this.connection.address, error: error.message };
      this.given.parts.log('error', 'federation-frame-refused', fields);
      this.close();
      return null;
    }
  }

  /** Also when it comes again: our answer may have been lost. */
  private onHello(speaker: Speaker): void {
    const { parts } = this.given;
    const state = parts.region.state();
    if (state === null) {
      this.refuse(speaker, { reason: 'not-ready', detail: 'this region has not named its incarnation yet' });
      return;
    }
    const refusal = this.given.refusal() ?? judgeSpeaker(state, parts.region, parts.config, speaker);
    if (refusal !== null) {
      this.refuse(speaker, refusal);
      return;
    }
    this.peer = speaker;
    this.send({ type: 'welcome', speaker: speakerOf(state, parts.config), leader: parts.region.leader() });
    this.sendHeads();
    this.given.onWelcomed(speaker);
  }

  private refuse(speaker: Speaker, refusal: HandshakeRefusal): void {
    this.peer = null;
    this.cursors.clear();
    this.given.onRefused(speaker, refusal);
    this.send({ type: 'refuse', ...refusal });
    this.headsTimer?.cancel();
    this.headsTimer = this.given.parts.clock.after(REFUSED_LINGER_MS, () => this.close());
  }

  private onWant(number: number, items: readonly WantItem[]): void {
    if (number <= this.wantNumber) return;
    this.wantNumber = number;
    const wanted = new Set<OriginKey>();
    for (const { origin, after, again } of items.slice(0, WANTED_ORIGINS_MAX)) {
      wanted.add(origin);
      if (again || !this.cursors.has(origin)) this.cursors.set(origin, createCursor(origin, after));
    }
    for (const origin of this.cursors.keys()) if (!wanted.has(origin)) this.cursors.delete(origin);
    this.flush();
  }

  private onAck(region: string, applied: VersionVector): void {
    for (const cursor of this.cursors.values()) noteApplied(cursor, sequenceAt(applied, cursor.origin));
    this.given.onApplied(region, applied);
    this.flush();
  }

  /** One batch of each origin in turn, until nothing is left, no window is open, or the turn's share is used up. */
  private flush(): void {
    if (this.closed || this.moreTimer !== null) return;
    let left = TURN_BYTES_MAX;
    for (let moved = true; moved;) {
      moved = false;
      for (const cursor of this.cursors.values()) {
        if (this.connection.queuedBytes() >= QUEUE_BYTES_MAX) return;
        const sent = this.sendSome(cursor);
        left -= sent;
        moved ||= sent > 0;
        if (left <= 0) {
          this.continueLater();
          return;
        }
      }
    }
  }

  private continueLater(): void {
    this.moreTimer = this.given.parts.clock.after(0, () => {
      this.moreTimer = null;
      this.flush();
    });
  }

  /** Bytes sent, about; 0 when there was nothing to send or no way to. */
  private sendSome(cursor: Cursor): number {
    if (cursor.fragment !== null) return this.sendFragment(cursor, cursor.fragment);
    const room = Math.min(windowLeft(cursor), BATCH_BYTES_MAX);
    if (room === 0 || cursor.freed) return 0;
    const transactions = this.given.logs.read(cursor.origin, cursor.sent, room);
    if (transactions === 'freed') {
      this.sendFreed(cursor);
      return 0;
    }
    const [first] = transactions;
    if (first === undefined) return 0;
    if (transactionBytes(first) > FRAGMENT_BYTES) return this.startFragment(cursor, first);
    return this.sendTransactions(cursor, transactions);
  }

  private sendTransactions(cursor: Cursor, transactions: readonly OriginTransaction[]): number {
    if (!this.send({ type: 'transactions', transactions })) return 0;
    noteSent(cursor, transactions);
    this.given.counters.transactionsSent += transactions.length;
    return transactions.reduce((bytes, transaction) => bytes + transactionBytes(transaction), 0);
  }

  private startFragment(cursor: Cursor, transaction: OriginTransaction): number {
    const { sequence } = transaction;
    cursor.fragment = { sequence, bytes: encodeOriginTransaction(transaction), offset: 0 };
    return this.sendFragment(cursor, cursor.fragment);
  }

  private sendFragment(cursor: Cursor, fragment: NonNullable<Cursor['fragment']>): number {
    const bytes = fragment.bytes.subarray(fragment.offset, fragment.offset + FRAGMENT_BYTES);
    const { sequence, offset } = fragment;
    const total = fragment.bytes.length;
    if (!this.send({ type: 'fragment', origin: cursor.origin, sequence, offset, total, bytes })) return 0;
    fragment.offset += bytes.length;
    if (fragment.offset === total) {
      cursor.fragment = null;
      cursor.flying.push({ sequence, bytes: total });
      cursor.flyingBytes += total;
      cursor.sent = sequence;
      this.given.counters.transactionsSent++;
    }
    return bytes.length;
  }

  private sendFreed(cursor: Cursor): void {
    cursor.freed = true;
    const state = this.given.parts.region.state();
    const through = state === null ? 0 : sequenceAt(state.freed, cursor.origin);
    this.send({ type: 'freed', origin: cursor.origin, through });
  }

  private sendHeads(): void {
    const { parts } = this.given;
    const state = parts.region.state();
    if (state === null || this.peer === null) return;
    const { applied, clock: closed } = state;
    const number = ++this.headsNumber;
    const leader = parts.region.leader();
    this.send({ type: 'heads', number, leader, applied, closed, wallMs: parts.clock.wallMs() });
  }

  /** At the latest `delayMs` after the last ones; a sooner date stands. */
  private scheduleHeads(delayMs: number): void {
    const { clock } = this.given.parts;
    const nowMs = clock.monotonicMs();
    const dueMs = Math.max(this.headsSentMs + delayMs, nowMs);
    if (this.closed || this.headsDueMs <= dueMs) return;
    this.headsTimer?.cancel();
    this.headsDueMs = dueMs;
    this.headsTimer = clock.after(dueMs - nowMs, () => this.onHeadsTimer());
  }

  private onHeadsTimer(): void {
    this.headsDueMs = Infinity;
    const nowMs = this.given.parts.clock.monotonicMs();
    if (nowMs - this.heardMs > PEER_SILENT_MS) {
      this.close();
      return;
    }
    this.sendHeads();
    this.flush();
    this.headsSentMs = nowMs;
    this.scheduleHeads(HEADS_IDLE_MS);
  }

  private send(frame: FederationFrame): boolean {
    return !this.closed && this.connection.send(encodeFederationFrame(frame));
  }

  private onClose(reason: string): void {
    if (this.closed) return;
    this.closed = true;
    this.headsTimer?.cancel();
    this.moreTimer?.cancel();
    const fields = { address: this.connection.address, region: this.peer?.region ?? '', reason };
    this.given.parts.log('debug', 'federation-reader-gone', fields);
    this.given.onClosed();
  }
}
