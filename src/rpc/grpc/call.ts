/**
 * What all calls have in common: their circumstances, how they are cancelled, how they fail.
 *
 * G1. A call ends once: by its handler, by its client, or by its deadline. What its handler says after that is dropped.
 * G2. Cancel listeners run when it ended other than by its handler, once.
 */
import type { Stream, StreamUser } from '../http2/stream.ts';
import type { Streams } from '../http2/streams.ts';
import { ERROR } from '../http2/constants.ts';
import { STALL_BYTES_MIN } from '../http2/limits.ts';
import { metadataOf } from './head.ts';
import type { Head, Peer } from './head.ts';
import { CODE, trailersOf, trailersOnlyOf } from './status.ts';
import type { Status } from './status.ts';

export abstract class Call implements StreamUser {
  protected readonly streams: Streams;
  protected readonly stream: Stream;
  protected readonly head: Head;
  protected over = false;
  protected headersSent = false;
  private readonly deadlineMs: number;
  private cancelListeners: (() => void)[] | null = null;
  /** When its answer began to wait, or last moved, this much was left of it. */
  private leftAtDue = Infinity;

  constructor(streams: Streams, stream: Stream, head: Head) {
    this.streams = streams;
    this.stream = stream;
    this.head = head;
    this.deadlineMs = head.timeoutMs === null ? Infinity : streams.nowMs + head.timeoutMs;
  }

  abstract data(bytes: Uint8Array, start: number, end: number): void;
  abstract requestEnd(): void;
  abstract writable(): void;
  abstract settle(): void;

  get path(): string {
    return this.head.path;
  }

  get isOver(): boolean {
    return this.over;
  }

  /** How much longer the client waits; `null`: as long as it takes. */
  get timeoutMs(): number | null {
    if (this.deadlineMs === Infinity) return null;
    return Math.max(this.deadlineMs - this.streams.nowMs, 0);
  }

  metadata(name: string): string | undefined {
    return metadataOf(this.head.headers, name);
  }

  peer(): Peer {
    return this.head.peer;
  }

  fail(status: Status): void {
    if (this.over) return;
    this.over = true;
    const { streams, stream } = this;
    if (this.headersSent) streams.trailers(stream, trailersOf(status, streams.peerHeaderListBytesMax));
    else streams.headers(stream, trailersOnlyOf(status, streams.peerHeaderListBytesMax), true);
    this.watchSending();
  }

  onCancel(listener: () => void): void {
    if (this.cancelListeners === null) this.cancelListeners = [listener];
    else this.cancelListeners.push(listener);
  }

  cancelled(): void {
    if (this.over) return;
    this.over = true;
    this.tellCancelled();
  }

  due(nowMs: number): void {
    if (this.over) this.giveUpIfStuck();
    else if (nowMs >= this.deadlineMs) this.endBy(DEADLINE_EXCEEDED);
    else this.endBy(TOO_SLOW);
  }

  /** The time by which something must have happened: the deadline, or sooner for a request that is not whole. */
  expectWithin(ms: number): void {
    const dueMs = Math.min(this.deadlineMs, this.streams.nowMs + ms);
    this.streams.setDue(this.stream, dueMs);
  }

  /** The answer is complete but for what the client's windows hold back: it may not wait there for ever. */
  protected watchSending(): void {
    if (this.stream.queuedBytes === 0) return;
    this.leftAtDue = this.stream.queuedBytes;
    this.streams.setDue(this.stream, this.streams.nowMs + this.head.bounds.stallMs);
  }

  /** Ends the call in its handler's place. */
  protected endBy(status: Status): void {
    if (this.over) return;
    this.fail(status);
    this.tellCancelled();
  }

  private giveUpIfStuck(): void {
    if (this.leftAtDue - this.stream.queuedBytes >= STALL_BYTES_MIN) this.watchSending();
    else
      this.streams.abandon(
        this.stream,
        ERROR.CANCEL,
        'slow-reader',
        'the client takes nothing of its answer',
      );
  }

  private tellCancelled(): void {
    const listeners = this.cancelListeners;
    this.cancelListeners = null;
    if (listeners !== null) for (const listener of listeners) listener();
  }
}

/** In grpc-go's words. */
const DEADLINE_EXCEEDED: Status = { code: CODE.DEADLINE_EXCEEDED, message: 'context deadline exceeded' };
const TOO_SLOW: Status = {
  code: CODE.DEADLINE_EXCEEDED,
  message: 'the request was not whole in time: send a request of this method in one go',
};
