/** The request of a call that takes exactly one. */
import { ENVELOPE_BYTES } from '../http2/frame-writer.ts';
import { uint32At } from '../http2/frame-reader.ts';
import type { Stream } from '../http2/stream.ts';
import type { Streams } from '../http2/streams.ts';
import { faultOfEnvelope, MessageReader } from './message-reader.ts';
import type { MessageSink } from './message-reader.ts';
import { CODE } from './status.ts';
import type { Status } from './status.ts';

export class OneRequest implements MessageSink {
  private readonly bytesMax: number;
  private request: Uint8Array | null = null;
  private fault: Status | null = null;
  /** Only for a request that is not whole in one frame. */
  private reader: MessageReader | null = null;

  constructor(bytesMax: number) {
    this.bytesMax = bytesMax;
  }

  /** Returns what is wrong with it, or `null`. */
  data(streams: Streams, stream: Stream, bytes: Uint8Array, start: number, end: number): Status | null {
    streams.credit(stream, end - start);
    if (!stream.remoteClosed) streams.setUnread(stream, stream.unreadBytes + end - start);
    if (this.request === null && this.reader === null && isOneMessage(bytes, start, end)) {
      this.request = bytes.subarray(start + ENVELOPE_BYTES, end);
      return faultOfEnvelope(bytes, start, this.bytesMax);
    }
    this.reader ??= new MessageReader(this, this.bytesMax);
    this.reader.push(bytes, start, end);
    return this.fault;
  }

  /** The client has said everything. */
  end(streams: Streams, stream: Stream): { readonly request: Uint8Array } | { readonly fault: Status } {
    streams.setUnread(stream, 0);
    if (this.reader !== null && this.reader.heldBytes > 0) return { fault: CUT_SHORT };
    return this.request === null ? { fault: NO_REQUEST } : { request: this.request };
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
