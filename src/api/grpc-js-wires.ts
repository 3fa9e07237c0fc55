/**
 * A call of grpc-js as a wire of the table (wire.ts).
 *
 * grpc-js reports "cancelled" for every call that is over, also after its handler ended it, and takes messages for a
 * cancelled stream without ever being done with them; so each wire keeps its own account of being over.
 */
import type { sendUnaryData, ServerDuplexStream, ServerUnaryCall, ServerWritableStream } from '@grpc/grpc-js';
import type { CallInfo, Peer, StreamWire, UnaryWire } from './wire.ts';
import type { Status } from './status.ts';

type Call = ServerUnaryCall<Buffer, Buffer>;
type StreamCall = ServerWritableStream<Buffer, Buffer> | ServerDuplexStream<Buffer, Buffer>;

class GrpcInfo<C extends Call | StreamCall> implements CallInfo {
  readonly path: string;
  protected readonly call: C;

  constructor(path: string, call: C) {
    this.path = path;
    this.call = call;
  }
  get timeoutMs(): number | null {
    const deadline = Number(this.call.getDeadline());
    return Number.isFinite(deadline) ? Math.max(deadline - Date.now(), 0) : null;
  }
  metadata(name: string): string | undefined {
    const [value] = this.call.metadata.get(name);
    return typeof value === 'object' ? value.toString('latin1') : value;
  }
  peer(): Peer {
    const name = this.call.getAuthContext().sslPeerCertificate?.subject.CN;
    return { address: this.call.getPeer(), certificateName: typeof name === 'string' ? name : null };
  }
}

export class GrpcUnaryWire extends GrpcInfo<Call> implements UnaryWire {
  private readonly callback: sendUnaryData<Buffer>;
  private over = false;

  constructor(path: string, call: Call, callback: sendUnaryData<Buffer>) {
    super(path, call);
    this.callback = callback;
  }
  reply(message: Uint8Array): void {
    if (this.over) return;
    this.over = true;
    this.callback(null, asBuffer(message));
  }
  fail(status: Status): void {
    if (this.over) return;
    this.over = true;
    this.callback(asGrpcStatus(status));
  }
  onCancel(listener: () => void): void {
    this.call.on('cancelled', () => {
      if (!this.over) listener();
    });
  }
}

interface Reading {
  pause(): void;
  resume(): void;
}

export class GrpcStreamWire extends GrpcInfo<StreamCall> implements StreamWire {
  private readonly reading: Reading;
  private readonly cancelListeners: (() => void)[] = [];
  private over = false;

  constructor(path: string, call: StreamCall, reading: Reading) {
    super(path, call);
    this.reading = reading;
    call.on('cancelled', () => {
      if (this.over) return;
      this.over = true;
      for (const listener of this.cancelListeners) listener();
    });
  }
  write(message: Uint8Array): boolean {
    return !this.over && this.call.write(asBuffer(message));
  }
  onDrain(listener: () => void): void {
    this.call.on('drain', () => {
      if (!this.over) listener();
    });
  }
  end(): void {
    if (this.over) return;
    this.over = true;
    this.call.end();
  }
  fail(status: Status): void {
    if (this.over) return;
    this.over = true;
    this.call.emit('error', asGrpcStatus(status));
  }
  onCancel(listener: () => void): void {
    this.cancelListeners.push(listener);
  }
  pause(): void {
    this.reading.pause();
  }
  resume(): void {
    if (!this.over) this.reading.resume();
  }
}

/** A lone surrogate in the text would make grpc-js throw while it writes the trailers. */
function asGrpcStatus({ code, message }: Status): { code: number; details: string } {
  return { code, details: message.replace(/\p{Surrogate}/gu, '\ufffd') };
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
