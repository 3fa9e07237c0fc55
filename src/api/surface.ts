/**
 * The handler table: every method of the API, without a transport. A transport (bind-grpc-js.ts) finds a method by
 * path, hands it bytes and a wire, and takes bytes back; a handler sees decoded messages. Nothing here is a promise, so
 * the simulator drives the same table.
 *
 * S1. A call ends once: by `reply`, `end` or `fail`, or by cancellation. What a handler sends after that is dropped, so
 *     a late answer of the node needs no check.
 * S2. `onCancel` runs when the call ended other than by its handler, and never after the handler ended it.
 * S3. `write` takes every message, and answers false when the wire is full: the handler holds back until `onDrain`.
 * S4. After `pause` no further message is handed in until `resume`.
 * S5. The bytes of a request are its sender's own encoding, unchanged: what goes into the log for clients' commands.
 *     They and every bytes field are views of what the transport received (see codec/etcd-scalars S3).
 */
import { CODE } from './status.ts';
import type { Status } from './status.ts';

export interface Peer {
  /** For logs and the audit trail, never for decisions. */
  readonly address: string;
  /** The common name of a verified client certificate; `null` without one. */
  readonly certificateName: string | null;
}

export interface CallInfo {
  readonly path: string;
  /** The first value of a request header with this lower-case name. */
  metadata(name: string): string | undefined;
  peer(): Peer;
  /** How long the client waits, as of the call's arrival; `null`: as long as it takes. */
  readonly timeoutMs: number | null;
}

/** What a transport offers a call with one answer. */
export interface UnaryWire extends CallInfo {
  reply(message: Uint8Array): void;
  fail(status: Status): void;
  onCancel(listener: () => void): void;
}

/** What a transport offers a call with any number of answers. */
export interface StreamWire extends CallInfo {
  write(message: Uint8Array): boolean;
  onDrain(listener: () => void): void;
  end(): void;
  fail(status: Status): void;
  onCancel(listener: () => void): void;
  pause(): void;
  resume(): void;
}

/** The client's side of a bidirectional call. */
export interface Inbound {
  message(bytes: Uint8Array): void;
  /** The client will say no more; it still listens. */
  halfClose(): void;
}

export type Method =
  | { readonly kind: 'unary'; readonly path: string; serve(wire: UnaryWire, bytes: Uint8Array): void }
  | {
      readonly kind: 'server-stream';
      readonly path: string;
      serve(wire: StreamWire, bytes: Uint8Array): void;
    }
  | { readonly kind: 'bidi'; readonly path: string; open(wire: StreamWire): Inbound };

export interface Surface {
  readonly methods: ReadonlyMap<string, Method>;
}

export interface UnaryCall<Request, Response> extends CallInfo {
  readonly request: Request;
  readonly bytes: Uint8Array;
  reply(response: Response | Uint8Array): void;
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

/** What the generated classes offer. */
export interface Decoder<Message> {
  decode(bytes: Uint8Array): Message;
}
export interface Encoder<Message> {
  encode(message: Message): { finish(): Uint8Array };
}

export function unary<Request, Response>(
  path: string,
  request: Decoder<Request>,
  response: Encoder<Response>,
  handle: (call: UnaryCall<Request, Response>) => void,
): Method {
  return {
    kind: 'unary',
    path,
    serve(wire, bytes) {
      const message = decoded(request, bytes);
      if (message === null) wire.fail(UNDECODABLE);
      else handle(new OneAnswer(wire, message, bytes, response));
    },
  };
}

export function serverStream<Request, Response>(
  path: string,
  request: Decoder<Request>,
  response: Encoder<Response>,
  handle: (call: ServerStreamCall<Request, Response>) => void,
): Method {
  return {
    kind: 'server-stream',
    path,
    serve(wire, bytes) {
      const message = decoded(request, bytes);
      if (message === null) wire.fail(UNDECODABLE);
      else handle(new ManyAnswers(wire, message, bytes, response));
    },
  };
}

export function bidi<Request, Response>(
  path: string,
  request: Decoder<Request>,
  response: Encoder<Response>,
  open: (call: BidiCall<Response>) => BidiReader<Request>,
): Method {
  return {
    kind: 'bidi',
    path,
    open(wire) {
      const call = new ManyAnswers(wire, undefined, NOTHING, response);
      const reader = open(call);
      return {
        message(bytes) {
          const message = decoded(request, bytes);
          if (message === null) call.abort(UNDECODABLE);
          else reader.message(message, bytes);
        },
        halfClose: () => reader.halfClose(),
      };
    },
  };
}

export function surfaceOf(methods: Iterable<Method>): Surface {
  const table = new Map<string, Method>();
  for (const method of methods) {
    if (table.has(method.path)) throw new Error(`two handlers for ${method.path}`);
    table.set(method.path, method);
  }
  return { methods: table };
}

/** What a transport answers for a path that is not in the table. */
export function unknownMethod(path: string): Status {
  return { code: CODE.UNIMPLEMENTED, message: `unknown method ${path}: this server does not offer it` };
}

const NOTHING = new Uint8Array(0);
const UNDECODABLE: Status = {
  code: CODE.INTERNAL,
  message: 'grpc: error unmarshalling request: the bytes are not a message of this method',
};

function decoded<Message>(decoder: Decoder<Message>, bytes: Uint8Array): Message | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
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

class OneAnswer<Request, Response> extends Info<UnaryWire> implements UnaryCall<Request, Response> {
  readonly request: Request;
  readonly bytes: Uint8Array;
  private readonly encoder: Encoder<Response>;

  constructor(wire: UnaryWire, request: Request, bytes: Uint8Array, encoder: Encoder<Response>) {
    super(wire);
    this.request = request;
    this.bytes = bytes;
    this.encoder = encoder;
  }
  reply(response: Response | Uint8Array): void {
    this.wire.reply(encoded(this.encoder, response));
  }
  fail(status: Status): void {
    this.wire.fail(status);
  }
  onCancel(listener: () => void): void {
    this.wire.onCancel(listener);
  }
}

class ManyAnswers<Request, Response>
  extends Info<StreamWire>
  implements ServerStreamCall<Request, Response>, BidiCall<Response>
{
  readonly request: Request;
  readonly bytes: Uint8Array;
  private readonly encoder: Encoder<Response>;
  private readonly onAbort: (() => void)[] = [];
  private ended = false;

  constructor(wire: StreamWire, request: Request, bytes: Uint8Array, encoder: Encoder<Response>) {
    super(wire);
    this.request = request;
    this.bytes = bytes;
    this.encoder = encoder;
  }
  write(response: Response | Uint8Array): boolean {
    return this.wire.write(encoded(this.encoder, response));
  }
  onDrain(listener: () => void): void {
    this.wire.onDrain(listener);
  }
  end(): void {
    this.ended = true;
    this.wire.end();
  }
  fail(status: Status): void {
    this.ended = true;
    this.wire.fail(status);
  }
  onCancel(listener: () => void): void {
    this.onAbort.push(listener);
    this.wire.onCancel(listener);
  }
  pause(): void {
    this.wire.pause();
  }
  resume(): void {
    this.wire.resume();
  }
  /** The client broke the protocol: the call fails and its handler hears of it like of a cancellation (S2). */
  abort(status: Status): void {
    if (this.ended) return;
    this.fail(status);
    for (const listener of this.onAbort) listener();
  }
}

function encoded<Response>(encoder: Encoder<Response>, response: Response | Uint8Array): Uint8Array {
  return response instanceof Uint8Array ? response : encoder.encode(response).finish();
}
