/** The request of a call that takes exactly one: gathered, judged, and handed over when it is whole. */
import { ENVELOPE_BYTES } from '../http2/frame-writer.ts';
import { uint32At } from '../http2/frame-reader.ts';
import type { Stream } from '../http2/stream.ts';
import type { Streams } from '../http2/streams.ts';
import type { CallBounds } from './head.ts';
import { faultOfEnvelope, MessageReader } from './message-reader.ts';
import type { MessageSink } from './message-reader.ts';
import { CODE } from './status.ts';
import type { Status } from './status.ts';

/** The call it belongs to. */
export interface RequestTaker {
  readonly isOver: boolean;
  /** Ends the call unless it goes on within this time. */
  expectWithin(ms: number): void;
  fail(status: Status): void;
  /** The request is whole. */
  serve(request: Uint8Array): void;
}

export class OneRequest implements MessageSink {
  private readonly call: RequestTaker;
  private readonly streams: Streams;
  private readonly stream: Stream;
  private readonly bytesMax: number;
  private request: Uint8Array | null = null;
  private fault: Status | null = null;
  /** Only for a request that is not whole in one frame. */
  private reader: MessageReader | null = null;

  constructor(call: RequestTaker, streams: Streams, stream: Stream, bounds: CallBounds) {
    this.call = call;
    this.streams = streams;
    this.stream = stream;
    this.bytesMax = bounds.messageBytesMax;
    call.expectWithin(bounds.requestMs);
  }

  data(bytes: Uint8Array, start: number, end: number): void {
    if (this.call.isOver) return;
    const { streams, stream } = this;
    streams.credit(stream, end - start);
    if (!stream.remoteClosed) streams.setUnread(stream, stream.unreadBytes + end - start);
    this.gather(bytes, start, end);
    if (this.fault !== null) this.call.fail(this.fault);
  }

  /** The client has said everything. */
  end(): void {
    if (this.call.isOver) return;
    this.streams.setUnread(this.stream, 0);
    this.call.expectWithin(Infinity);
    if (this.reader !== null && this.reader.heldBytes > 0) this.call.fail(CUT_SHORT);
    else if (this.request === null) this.call.fail(NO_REQUEST);
    else this.call.serve(this.request);
  }

  private gather(bytes: Uint8Array, start: number, end: number): void {
    if (this.request === null && this.reader === null && isOneMessage(bytes, start, end)) {
      this.request = bytes.subarray(start + ENVELOPE_BYTES, end);
      this.fault = faultOfEnvelope(bytes, start, this.bytesMax);
      return;
    }
    this.reader ??= new MessageReader(this, this.bytesMax);
    this.reader.push(bytes, start, end);
  }

  message(bytes: Uint8Array): void {
    if (this.request === null) this.request = bytes;
    else this.fault ??= TWO_REQUESTS;
  }

  broken(status: Status): void {
    this.fault ??= status;
  }
}

function isOneMessage(bytes: Uint8Array, start: number, end: number): boolean {
  return end - start >= ENVELOPE_BYTES && uint32At(bytes, start + 1) === end - start - ENVELOPE_BYTES;
}

/** gRPC's table of codes: another number of requests than the method takes is UNIMPLEMENTED. */
const NO_REQUEST: Status = {
  code: CODE.UNIMPLEMENTED,
  message: 'grpc: this method needs a request, and none came',
};
const TWO_REQUESTS: Status = {
  code: CODE.UNIMPLEMENTED,
  message: 'grpc: this method takes one request, not two',
};
const CUT_SHORT: Status = {
  code: CODE.INTERNAL,
  message: 'grpc: the request ended in the middle of its message',
};
