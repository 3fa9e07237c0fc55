/**
 * One stream: a request, its answer, and how much of either may still flow.
 *
 * The states of RFC 9113 §5.1 are two bits here: `remoteClosed` (the client has ended its side) and `localClosed` (we
 * have ended ours). A stream in the table is open or half-closed; one that is closed has left the table.
 */

/** Who makes sense of a stream: gRPC's call. */
export interface StreamUser {
  /** A piece of the request's content, a view into what was received. */
  data(bytes: Uint8Array, start: number, end: number): void;
  /** The request is whole. */
  requestEnd(): void;
  /** It ended other than by the user: reset, connection lost. Nothing follows. */
  cancelled(): void;
  /** What was queued has been sent, or nearly. */
  writable(): void;
  /** The time that was set with `Streams.setDue` has come. */
  due(nowMs: number): void;
  /** After `Streams.settleLater`, at the end of the turn. */
  settle(): void;
}

export class Stream {
  readonly id: number;
  user: StreamUser = NOBODY;
  remoteClosed = false;
  localClosed = false;
  /** May go negative when the client shrinks its window (§6.9.2). */
  sendWindow: number;
  receiveWindow: number;
  /** Received and read, not yet given back to the client's window. */
  uncreditedBytes = 0;
  /** Held until they make a message, or its reader wants it. */
  unreadBytes = 0;
  /** Of `content-length`: what must still come; `null` without one (§8.1.1). */
  contentLeft: number | null = null;
  /** Messages that wait for room, and how much of the first, with its envelope, has been sent. */
  readonly queue: Uint8Array[] = [];
  queuedBytes = 0;
  sentOfFirst = 0;
  /** What ends the stream when the queue is empty. */
  trailers: Uint8Array | null = null;
  /** Whether anything was answered, which decides what a reset by the client means (CVE-2023-44487). */
  answered = false;
  /** The user was told to hold back and waits for `writable`. */
  heldBack = false;
  dueMs = Infinity;
  private onSent: (() => void) | null = null;

  constructor(id: number, sendWindow: number, receiveWindow: number) {
    this.id = id;
    this.sendWindow = sendWindow;
    this.receiveWindow = receiveWindow;
  }

  get isClosed(): boolean {
    return this.remoteClosed && this.localClosed;
  }

  /** Told once, when nothing is queued: at once, or later by `sent`. */
  whenSent(listener: (() => void) | null): void {
    if (listener === null) return;
    this.onSent = listener;
    if (this.queue.length === 0) this.sent();
  }

  /** Nothing is queued any more. */
  sent(): void {
    const listener = this.onSent;
    this.onSent = null;
    listener?.();
  }

  dropQueue(): number {
    const dropped = this.queuedBytes;
    if (this.queue.length === 0) return 0;
    this.queue.length = 0;
    this.queuedBytes = 0;
    this.sentOfFirst = 0;
    this.trailers = null;
    this.sent();
    return dropped;
  }
}

export const NOBODY: StreamUser = {
  data: () => undefined,
  requestEnd: () => undefined,
  cancelled: () => undefined,
  writable: () => undefined,
  due: () => undefined,
  settle: () => undefined,
};
