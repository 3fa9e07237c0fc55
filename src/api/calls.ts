/**
 * Calls as handlers see them: wires (wire.ts, whose W1 to W4 hold here, too) with messages instead of bytes.
 *
 * C1. The bytes of a request are its sender's own encoding, unchanged: what goes into the log for clients' commands.
 *     They and every bytes field of a request are views of what the transport received (see codec/etcd-scalars S3).
 */
import type { CallInfo, Peer, StreamWire, UnaryWire } from './wire.ts';
import type { Status } from './status.ts';

/** What the generated classes offer. */
export interface Decoder<Message> {
  decode(bytes: Uint8Array): Message;
}
export interface Encoder<Message> {
  encode(message: Message): { finish(): Uint8Array };
}

export interface UnaryCall<Request, Response> extends CallInfo {
  readonly request: Request;
  readonly bytes: Uint8Array;
  /** See `UnaryWire`. */
  reply(response: Response | Uint8Array, taken?: () => void): void;
  fail(status: Status): void;
  onCancel(listener: () => void): void;
}

interface Answers<Response> {
  /** A message, or its bytes: one encoding can be written to many streams. */
  write(response: Response | Uint8Array): boolean;
  onDrain(listener: () => void): void;
  end(): void;
  fail(status: Status): void;
  onCancel(listener: () => void): void;
}

export interface ServerStreamCall<Request, Response> extends CallInfo, Answers<Response> {
  readonly request: Request;
  readonly bytes: Uint8Array;
}

export interface BidiCall<Response> extends CallInfo, Answers<Response> {
  pause(): void;
  resume(): void;
}

export interface BidiReader<Request> {
  message(request: Request, bytes: Uint8Array): void;
  halfClose(): void;
}

abstract class Info<Wire extends CallInfo> implements CallInfo {
  protected readonly wire: Wire;

  constructor(wire: Wire) {
    this.wire = wire;
  }
  get path(): string {
    return this.wire.path;
  }
  get timeoutMs(): number | null {
    return this.wire.timeoutMs;
  }
  metadata(name: string): string | undefined {
    return this.wire.metadata(name);
  }
  peer(): Peer {
    return this.wire.peer();
  }
}

export class OneAnswer<Request, Response> extends Info<UnaryWire> implements UnaryCall<Request, Response> {
  readonly request: Request;
  readonly bytes: Uint8Array;
  private readonly encoder: Encoder<Response>;

  constructor(wire: UnaryWire, request: Request, bytes: Uint8Array, encoder: Encoder<Response>) {
    super(wire);
    this.request = request;
    this.bytes = bytes;
    this.encoder = encoder;
  }
  reply(response: Response | Uint8Array, taken?: () => void): void {
    this.wire.reply(encoded(this.encoder, response), taken);
  }
  fail(status: Status): void {
    this.wire.fail(status);
  }
  onCancel(listener: () => void): void {
    this.wire.onCancel(listener);
  }
}

export class ManyAnswers<Request, Response>
  extends Info<StreamWire>
  implements ServerStreamCall<Request, Response>, BidiCall<Response>
{
  readonly request: Request;
  readonly bytes: Uint8Array;
  private readonly encoder: Encoder<Response>;
  private readonly cancelListeners: (() => void)[] = [];
  private over = false;

  constructor(wire: StreamWire, request: Request, bytes: Uint8Array, encoder: Encoder<Response>) {
    super(wire);
    this.request = request;
    this.bytes = bytes;
    this.encoder = encoder;
    wire.onCancel(() => this.cancelled());
  }
  /** Nothing more is heard from a client whose call is over. */
  get isOver(): boolean {
    return this.over;
  }
  write(response: Response | Uint8Array): boolean {
    return !this.over && this.wire.write(encoded(this.encoder, response));
  }
  onDrain(listener: () => void): void {
    this.wire.onDrain(listener);
  }
  end(): void {
    this.over = true;
    this.wire.end();
  }
  fail(status: Status): void {
    this.over = true;
    this.wire.fail(status);
  }
  onCancel(listener: () => void): void {
    this.cancelListeners.push(listener);
  }
  pause(): void {
    this.wire.pause();
  }
  resume(): void {
    this.wire.resume();
  }
  /** The client broke the protocol: the call fails, and to its handler that is a cancellation. */
  abort(status: Status): void {
    if (this.over) return;
    this.wire.fail(status);
    this.cancelled();
  }

  private cancelled(): void {
    if (this.over) return;
    this.over = true;
    for (const listener of this.cancelListeners) listener();
  }
}

function encoded<Response>(encoder: Encoder<Response>, response: Response | Uint8Array): Uint8Array {
  return response instanceof Uint8Array ? response : encoder.encode(response).finish();
}
