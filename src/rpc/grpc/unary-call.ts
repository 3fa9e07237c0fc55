/** A call with one request and one answer. Its handler is asked when the request is whole. */
import type { Stream } from '../http2/stream.ts';
import type { Streams } from '../http2/streams.ts';
import { GRPC_RESPONSE_HEADERS, GRPC_TRAILERS_OK } from '../hpack/grpc-blocks.ts';
import { Call } from './call.ts';
import type { Head } from './head.ts';
import { OneRequest } from './one-request.ts';

export interface UnaryHandler {
  serve(call: UnaryCall, request: Uint8Array): void;
}

export class UnaryCall extends Call {
  private readonly handler: UnaryHandler;
  private readonly one: OneRequest;

  constructor(streams: Streams, stream: Stream, head: Head, handler: UnaryHandler) {
    super(streams, stream, head);
    this.handler = handler;
    this.one = new OneRequest(head.bounds.messageBytesMax);
    this.expectWithin(head.bounds.requestMs);
  }

  data(bytes: Uint8Array, start: number, end: number): void {
    if (this.over) return;
    const fault = this.one.data(this.streams, this.stream, bytes, start, end);
    if (fault !== null) this.fail(fault);
  }

  requestEnd(): void {
    if (this.over) return;
    const result = this.one.end(this.streams, this.stream);
    this.expectWithin(Infinity);
    if ('fault' in result) this.fail(result.fault);
    else this.handler.serve(this, result.request);
  }

  reply(message: Uint8Array): void {
    if (this.over) return;
    this.over = true;
    const { streams, stream } = this;
    streams.headers(stream, GRPC_RESPONSE_HEADERS, false);
    streams.message(stream, message);
    streams.trailers(stream, GRPC_TRAILERS_OK);
    this.watchSending();
  }

  /** One answer waits for nothing. */
  writable(): void {}

  settle(): void {}
}
