/** A call with one request and one answer. Its handler is asked when the request is whole. */
import type { Stream } from '../http2/stream.ts';
import type { Streams } from '../http2/streams.ts';
import { GRPC_RESPONSE_HEADERS, GRPC_TRAILERS_OK } from '../hpack/grpc-blocks.ts';
import { Call } from './call.ts';
import type { Head } from './head.ts';
import { OneRequest } from './one-request.ts';
import type { RequestTaker } from './one-request.ts';

export interface UnaryHandler {
  serve(call: UnaryCall, request: Uint8Array): void;
}

export class UnaryCall extends Call implements RequestTaker {
  private readonly handler: UnaryHandler;
  private readonly one: OneRequest;

  constructor(streams: Streams, stream: Stream, head: Head, handler: UnaryHandler) {
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

  /** `taken` is told when the message's memory may be used for something else: no part of it waits for a window. */
  reply(message: Uint8Array, taken: (() => void) | null = null): void {
    if (this.over) return taken?.();
    this.over = true;
    const { streams, stream } = this;
    streams.headers(stream, GRPC_RESPONSE_HEADERS, false);
    streams.message(stream, message);
    stream.whenSent(taken);
    streams.trailers(stream, GRPC_TRAILERS_OK);
    this.watchSending();
  }

  /** One answer waits for nothing. */
  writable(): void {}

  settle(): void {}
}
