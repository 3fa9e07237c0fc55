/**
 * The streams of one connection from their first header to their end, and what their users (gRPC's calls) may do.
 *
 * X1. A stream ends once: answered whole, reset by either side, or with its connection; then it leaves the table, and
 *     what it had queued or unread is no longer counted.
 * X2. Its user hears `cancelled` when it ended other than by being answered, and nothing after the end.
 * X3. A client that goes on sending after its answer was whole is told to stop with RST_STREAM NO_ERROR (RFC 9113 §8.1).
 */
import type { Header } from '../hpack/header.ts';
import type { Cause, CauseCounts, Trouble } from './causes.ts';
import { ERROR } from './constants.ts';
import type { ErrorCode } from './constants.ts';
import type { Budget, FloodGuard } from './flood-guard.ts';
import type { FrameWriter } from './frame-writer.ts';
import type { HeldBytes } from './held.ts';
import {
  QUEUED_BYTES_MAX,
  STREAM_BYTES,
  STREAM_WINDOW_BYTES,
  STREAMS_MAX,
  UNREAD_BYTES_MAX,
  WINDOW_UPDATES_PER_DATA,
} from './limits.ts';
import type { PingPolicy } from './ping-policy.ts';
import type { Malformed } from './request.ts';
import { Sender } from './sender.ts';
import { Stream } from './stream.ts';
import { StreamTable } from './stream-table.ts';
import { spend, TOO_MUCH_QUEUED, WINDOW_TOO_LARGE } from './troubles.ts';

/** What the one who answers makes of a request's headers. The same list of headers may open any number of streams. */
export interface Opening {
  readonly type: 'opening';
  readonly contentLength: number | null;
  /** Gives the new stream its user. */
  open(streams: Streams, stream: Stream): void;
}

export type ReadOpening = (headers: readonly Header[]) => Opening | Malformed;

export interface StreamsParts {
  readonly writer: FrameWriter;
  readonly guard: FloodGuard;
  readonly pings: PingPolicy;
  readonly counts: CauseCounts;
  readonly held: HeldBytes;
  /** Something became too much for the whole connection. */
  readonly onTrouble: (trouble: Trouble) => void;
  /** There is something to do at the end of the turn. */
  readonly onOutput: () => void;
  /** The last stream has ended. */
  readonly onIdle: () => void;
}

export class Streams {
  readonly table = new StreamTable();
  readonly sender: Sender;
  /** The turn's time, set by the connection. */
  nowMs: number;
  /** No stream is due earlier; one that was may have ended. */
  nextDueMs = Infinity;
  /** §6.5.2: the largest list of headers the client would like; advice. */
  peerHeaderListBytesMax = Infinity;
  /** What new streams may send to the client; its INITIAL_WINDOW_SIZE. */
  private initialSendWindow: number;
  private unreadBytes = 0;
  private readonly unsettled: Stream[] = [];
  private readonly parts: StreamsParts;

  constructor(parts: StreamsParts, initialSendWindow: number, nowMs: number) {
    this.parts = parts;
    this.nowMs = nowMs;
    this.initialSendWindow = initialSendWindow;
    this.sender = new Sender(parts.writer, {
      ended: (stream) => this.answered(stream),
      sentData: () => {
        parts.pings.sent();
        parts.guard.windowUpdates.earn(WINDOW_UPDATES_PER_DATA);
      },
    });
  }

  // For the users of streams.

  /** `user.settle` runs when the turn's inputs have been handled. */
  settleLater(stream: Stream): void {
    this.unsettled.push(stream);
    this.parts.onOutput();
  }

  /** Response headers; with `endStream` the whole answer. */
  headers(stream: Stream, block: Uint8Array, endStream: boolean): void {
    if (stream.localClosed) return;
    this.parts.pings.sent();
    this.sender.headers(stream, block, endStream);
  }

  /**
   * One message in gRPC's envelope; false: hold back until `writable`. Calls that were taken together may all be answered
   * at length: once too much waits, the client gets no more of an answer than that it was too much.
   */
  message(stream: Stream, message: Uint8Array): boolean {
    return this.maySay(stream) && this.sender.message(stream, message);
  }

  /** Content without gRPC's envelope, and the end; nothing was written before but headers. */
  body(stream: Stream, bytes: Uint8Array): void {
    if (this.maySay(stream)) this.sender.body(stream, bytes);
  }

  trailers(stream: Stream, block: Uint8Array): void {
    if (!stream.localClosed) this.sender.trailers(stream, block);
  }

  /** Gives up a stream whose user is done with it already. */
  abandon(stream: Stream, code: ErrorCode, cause: Cause, reason: string): void {
    this.reset(stream, { code, cause, reason });
  }

  /** Bytes of a request were read: the client may send as many more. */
  credit(stream: Stream, bytes: number): void {
    stream.uncreditedBytes += bytes;
    if (stream.remoteClosed || stream.uncreditedBytes < STREAM_WINDOW_BYTES / 2) return;
    this.parts.writer.windowUpdate(stream.id, stream.uncreditedBytes);
    stream.receiveWindow += stream.uncreditedBytes;
    stream.uncreditedBytes = 0;
  }

  /** How much of a request is held until it makes a message, or its reader wants it. */
  setUnread(stream: Stream, bytes: number): void {
    this.unreadBytes += bytes - stream.unreadBytes;
    stream.unreadBytes = bytes;
  }

  setDue(stream: Stream, dueMs: number): void {
    stream.dueMs = dueMs;
    if (dueMs < this.nextDueMs) this.nextDueMs = dueMs;
  }

  // For the connection.

  settle(nowMs: number): void {
    this.nowMs = nowMs;
    for (const stream of this.unsettled.splice(0)) stream.user.settle();
  }

  /** §6.9.2: the difference is for all open streams, too, and may leave their windows below zero. */
  changeInitialWindow(initialWindow: number): Trouble | null {
    const difference = initialWindow - this.initialSendWindow;
    this.initialSendWindow = initialWindow;
    if (difference === 0) return null;
    for (const stream of this.table.values()) {
      if (!this.sender.widenStream(stream, difference)) return WINDOW_TOO_LARGE;
    }
    return null;
  }

  /** A request that is whole up to its headers; returns its stream unless it was turned away. */
  open(id: number, request: Opening, endStream: boolean): Stream | null {
    const refusal = this.refusalOfOne();
    if (refusal !== null) {
      this.table.refuse(id);
      this.refuse(id, refusal);
      return null;
    }
    const stream = new Stream(id, this.initialSendWindow, STREAM_WINDOW_BYTES);
    stream.remoteClosed = endStream;
    stream.contentLeft = request.contentLength;
    this.table.add(stream);
    request.open(this, stream);
    return stream;
  }

  /** The client's side is at its end. */
  remoteEnded(stream: Stream): void {
    stream.remoteClosed = true;
    stream.user.requestEnd();
  }

  /** Free once anything was answered: a watch that is cancelled is no attack. */
  resetByClient(stream: Stream): Trouble | null {
    const trouble = stream.answered ? null : spend(this.parts.guard.resets, this.nowMs);
    this.remove(stream, false);
    stream.user.cancelled();
    return trouble;
  }

  /** A stream error (§5.4.2). */
  reset(stream: Stream, trouble: Trouble): void {
    if (this.table.get(stream.id) !== stream) return;
    this.remove(stream, true);
    this.refuse(stream.id, trouble);
    stream.user.cancelled();
  }

  /** A stream error on what is no stream (any more). Each costs the client something (CVE-2025-8671). */
  refuse(id: number, trouble: Trouble): void {
    this.parts.counts.stream(trouble);
    this.parts.writer.resetStream(id, trouble.code);
    const budget = this.budgetFor(trouble);
    if (budget.spend(this.nowMs)) return;
    const reason = `too many streams had to be reset, the last for: ${trouble.reason}`;
    this.parts.onTrouble({ code: ERROR.ENHANCE_YOUR_CALM, cause: budget.cause, reason });
  }

  /** Whether this much may be held unread. */
  get hasRoom(): boolean {
    return this.unreadBytes <= this.parts.held.boundOf(UNREAD_BYTES_MAX);
  }

  /** About what this connection's client makes us hold. */
  get heldBytes(): number {
    return this.unreadBytes + this.sender.queuedBytes + this.table.size * STREAM_BYTES;
  }

  /** Whether more may wait for the client. */
  private get mayQueue(): boolean {
    return this.sender.queuedBytes <= this.parts.held.boundOf(QUEUED_BYTES_MAX);
  }

  onTime(nowMs: number): void {
    if (nowMs < this.nextDueMs) return;
    this.nextDueMs = Infinity;
    for (const stream of this.table.values()) {
      if (stream.dueMs > nowMs) {
        if (stream.dueMs < this.nextDueMs) this.nextDueMs = stream.dueMs;
        continue;
      }
      stream.dueMs = Infinity;
      stream.user.due(nowMs);
    }
  }

  /** The connection is over. */
  cancelAll(): void {
    for (const stream of this.table.clear()) {
      this.sender.drop(stream);
      this.setUnread(stream, 0);
      stream.user.cancelled();
    }
  }

  private budgetFor({ cause }: Trouble): Budget {
    const { badRequests, resets } = this.parts.guard;
    return cause === 'malformed-request' || cause === 'headers-too-large' ? badRequests : resets;
  }

  private maySay(stream: Stream): boolean {
    if (stream.localClosed) return false;
    if (!this.mayQueue) this.reset(stream, TOO_MUCH_QUEUED);
    return !stream.localClosed;
  }

  /** Why no further call is taken now; it may be made again (§8.7). */
  private refusalOfOne(): Trouble | null {
    if (this.table.size >= STREAMS_MAX) return refused('too-many-streams', `${STREAMS_MAX} calls are open`);
    if (this.heldBytes > this.parts.held.boundOf(Infinity)) {
      return refused(
        'too-much-held',
        'the server holds too much for its clients, and much of it for this one',
      );
    }
    return this.mayQueue ? null : refused('too-much-queued', 'too many answers wait for the client');
  }

  /** X3. */
  private answered(stream: Stream): void {
    if (!stream.remoteClosed) this.parts.writer.resetStream(stream.id, ERROR.NO_ERROR);
    this.remove(stream, !stream.remoteClosed);
  }

  /** X1. */
  private remove(stream: Stream, resetByUs: boolean): void {
    stream.localClosed = true;
    this.sender.drop(stream);
    this.setUnread(stream, 0);
    this.table.remove(stream, resetByUs);
    if (this.table.size === 0) this.parts.onIdle();
  }
}

const refused = (cause: Cause, reason: string): Trouble => ({ code: ERROR.REFUSED_STREAM, cause, reason });
