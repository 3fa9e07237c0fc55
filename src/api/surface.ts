/**
 * The handler table: every method of the API, without a transport. A transport (bind-grpc-js.ts) finds a method by
 * path, hands it bytes and a wire, and takes bytes back; a handler sees decoded messages. Nothing here is a promise, so
 * the simulator drives the same table.
 */
import { ManyAnswers, OneAnswer } from './calls.ts';
import type { BidiCall, BidiReader, Decoder, Encoder, ServerStreamCall, UnaryCall } from './calls.ts';
import { CODE } from './status.ts';
import type { Status } from './status.ts';
import type { Inbound, StreamWire, UnaryWire } from './wire.ts';

export type { BidiCall, BidiReader, Decoder, Encoder, ServerStreamCall, UnaryCall } from './calls.ts';
export type { CallInfo, Inbound, Peer, StreamWire, UnaryWire } from './wire.ts';

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

export function surfaceOf(methods: Iterable<Method>): Surface {
  const table = new Map<string, Method>();
  for (const method of methods) {
    if (table.has(method.path)) throw new Error(`two handlers for ${method.path}`);
    table.set(method.path, method);
  }
  return { methods: table };
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
          if (call.isOver) return;
          const message = decoded(request, bytes);
          if (message === null) call.abort(UNDECODABLE);
          else reader.message(message, bytes);
        },
        halfClose() {
          if (!call.isOver) reader.halfClose();
        },
      };
    },
  };
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
