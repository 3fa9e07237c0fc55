/**
 * A call with any number of answers, and with one request or any number of them.
 *
 * K1. Messages are handed in one by one, in their order, never after `pause` before `resume`, never inside a call of the
 *     handler: what a `resume` sets free comes at the end of the turn.
 * K2. What a paused call has received is not credited: its client stops when the window is used up.
 */
import type { Stream } from '../http2/stream.ts';
import type { Streams } from '../http2/streams.ts';
import { GRPC_RESPONSE_HEADERS, GRPC_TRAILERS_OK } from '../hpack/grpc-blocks.ts';
import { Call } from './call.ts';
import type { Head } from './head.ts';
import { MessageReader } from './message-reader.ts';
import type { MessageSink } from './message-reader.ts';
import { OneRequest } from './one-request.ts';
import type { RequestTaker } from './one-request.ts';
import { CODE } from './status.ts';
import type { Status } from './status.ts';

export interface ServerStreamHandler {
  serve(call: StreamCall, request: Uint8Array): void;
}

export interface BidiHandler {
  open(call: StreamCall): Inbound;
}

/** The client's side of a bidirectional call. */
export interface Inbound {
  message(bytes: Uint8Array): void;
  /** The client will say no more; it still listens. */
  halfClose(): void;
}

export abstract class StreamCall extends Call {
  private readonly drainListeners: (() => void)[] = [];

  abstract pause(): void;
  abstract resume(): void;

  /** Every message is taken; false: hold back until `onDrain`. */
  write(message: Uint8Array): boolean {
    if (this.over) return false;
    this.sendHeaders();
    return this.streams.message(this.stream, message);
  }

  onDrain(listener: () => void): void {
    this.drainListeners.push(listener);
  }

  end(): void {
    if (this.over) return;
    this.sendHeaders();
    this.over = true;
    this.streams.trailers(this.stream, GRPC_TRAILERS_OK);
    this.watchSending();
  }

  writable(): void {
    if (!this.over) for (const listener of this.drainListeners) listener();
  }

  private sendHeaders(): void {
    if (this.headersSent) return;
    this.headersSent = true;
    this.streams.headers(this.stream, GRPC_RESPONSE_HEADERS, false);
  }
}

export class ServerStreamCall extends StreamCall implements RequestTaker {
  private readonly handler: ServerStreamHandler;
  private readonly one: OneRequest;

  constructor(streams: Streams, stream: Stream, head: Head, handler: ServerStreamHandler) {
    super(streams, stream, head);
    this.handler = handler;
    this.one = new OneRequest(this, streams, stream, head.bounds);
  }

  data(bytes: Uint8Array, start: number, end: number): void {
    this.one.data(bytes, start, end);
  }

  requestEnd(): void {
    this.one.end();
  }

  serve(request: Uint8Array): void {
    this.handler.serve(this, request);
  }

  /** There is nothing to hold back: its one request has come. */
  pause(): void {}

  resume(): void {}

  settle(): void {}
}

export class BidiCall extends StreamCall implements MessageSink {
  private readonly reader: MessageReader;
  private inbound: Inbound | null = null;
  /** Messages that came after `pause`; as a rule none. */
  private readonly waiting: Uint8Array[] = [];
  private waitingBytes = 0;
  private uncreditedBytes = 0;
  private paused = false;
  private settling = false;
  private requestIsWhole = false;

  constructor(streams: Streams, stream: Stream, head: Head) {
    super(streams, stream, head);
    this.reader = new MessageReader(this, head.bounds.messageBytesMax);
    this.expectWithin(Infinity);
  }

  open(handler: BidiHandler): void {
    this.inbound = handler.open(this);
  }

  data(bytes: Uint8Array, start: number, end: number): void {
    if (this.over) return;
    this.uncreditedBytes += end - start;
    this.reader.push(bytes, start, end);
    // A stream that is over counts for nothing any more, and the handler may just have ended it.
    if (!this.over) this.account();
  }

  requestEnd(): void {
    if (this.over) return;
    this.requestIsWhole = true;
    if (this.reader.heldBytes > 0) this.endBy(CUT_SHORT);
    else this.handIn();
  }

  pause(): void {
    this.paused = true;
  }

  /** K1. */
  resume(): void {
    if (this.over || !this.paused) return;
    this.paused = false;
    if (this.settling || (this.uncreditedBytes === 0 && !this.requestIsWhole)) return;
    this.settling = true;
    this.streams.settleLater(this.stream);
  }

  settle(): void {
    this.settling = false;
    this.handIn();
    if (!this.over) this.account();
  }

  message(bytes: Uint8Array): void {
    if (this.over) return;
    if (!this.isHeld) {
      this.inbound?.message(bytes);
      return;
    }
    this.waiting.push(bytes);
    this.waitingBytes += bytes.length;
  }

  broken(status: Status): void {
    this.endBy(status);
  }

  /** Whether something must come before what comes now. */
  private get isHeld(): boolean {
    return this.paused || this.settling || this.waiting.length > 0;
  }

  private handIn(): void {
    while (!this.paused && !this.over) {
      const next = this.waiting.shift();
      if (next === undefined) break;
      this.waitingBytes -= next.length;
      this.inbound?.message(next);
    }
    if (this.requestIsWhole && !this.isHeld && !this.over) this.sayWhole();
  }

  private sayWhole(): void {
    this.requestIsWhole = false;
    this.inbound?.halfClose();
  }

  /** K2. */
  private account(): void {
    this.streams.setUnread(this.stream, this.reader.heldBytes + this.waitingBytes);
    if (this.isHeld) return;
    this.streams.credit(this.stream, this.uncreditedBytes);
    this.uncreditedBytes = 0;
  }
}

const CUT_SHORT: Status = {
  code: CODE.INTERNAL,
  message: 'grpc: the request ended in the middle of a message',
};
