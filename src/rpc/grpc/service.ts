/**
 * From a request's headers to its call, or to the words in which it is turned away. The words and codes are grpc-go's
 * where a client may look at them.
 */
import type { Header } from '../hpack/header.ts';
import { readRequest } from '../http2/request.ts';
import type { Malformed, Request } from '../http2/request.ts';
import { NOBODY } from '../http2/stream.ts';
import type { Stream } from '../http2/stream.ts';
import type { Opening, ReadOpening, Streams } from '../http2/streams.ts';
import type { CallBounds, Head, Peer } from './head.ts';
import { metadataOf } from './head.ts';
import { PlainCall } from './plain-call.ts';
import type { PlainHandler } from './plain-call.ts';
import { CODE, refusalOf } from './status.ts';
import { BidiCall, ServerStreamCall } from './stream-call.ts';
import type { BidiHandler, ServerStreamHandler } from './stream-call.ts';
import { readTimeoutMs } from './timeout.ts';
import { UnaryCall } from './unary-call.ts';
import type { UnaryHandler } from './unary-call.ts';

export type Method =
  | ({ readonly kind: 'unary' } & UnaryHandler)
  | ({ readonly kind: 'server-stream' } & ServerStreamHandler)
  | ({ readonly kind: 'bidi' } & BidiHandler);

export interface Service {
  readonly methods: ReadonlyMap<string, Method>;
  /** Whatever is not a POST: no call of gRPC. */
  readonly plain: PlainHandler;
  readonly bounds: CallBounds;
}

/** gRPC's own, or with a subtype that names the encoding of messages. */
const CONTENT_TYPE = /^application\/grpc([+;].*)?$/;
const PATH = /^\/(.+)\/([^/]*)$/;

/** For one connection. */
export function openingsOf(service: Service, peer: Peer): ReadOpening {
  return (headers) => {
    const request = readRequest(headers);
    return request.type === 'malformed' ? request : openingOf(service, peer, request);
  };
}

function openingOf({ methods, plain, bounds }: Service, peer: Peer, request: Request): Opening | Malformed {
  const { path, headers, contentLength } = request;
  if (request.method !== 'POST') {
    return new Plain({ path, timeoutMs: null, headers, peer, bounds }, request, plain);
  }
  const refusal = refusalOfRequest(request);
  if (refusal !== null) return new Refused(refusal, contentLength);
  const timeout = metadataOf(headers, 'grpc-timeout');
  const timeoutMs = timeout === undefined ? null : readTimeoutMs(timeout);
  if (timeout !== undefined && timeoutMs === null) return new Refused(badTimeout(timeout), contentLength);
  const method = methods.get(path);
  if (method === undefined) return new Refused(unknownMethod(methods, path), contentLength);
  return new Accepted({ path, timeoutMs, headers, peer, bounds }, method, contentLength);
}

class Accepted implements Opening {
  readonly type = 'opening';
  readonly contentLength: number | null;
  private readonly head: Head;
  private readonly method: Method;

  constructor(head: Head, method: Method, contentLength: number | null) {
    this.head = head;
    this.method = method;
    this.contentLength = contentLength;
  }

  open(streams: Streams, stream: Stream): void {
    const { head, method } = this;
    switch (method.kind) {
      case 'unary':
        stream.user = new UnaryCall(streams, stream, head, method);
        return;
      case 'server-stream':
        stream.user = new ServerStreamCall(streams, stream, head, method);
        return;
      case 'bidi': {
        const call = new BidiCall(streams, stream, head);
        stream.user = call;
        call.open(method);
      }
    }
  }
}

class Plain implements Opening {
  readonly type = 'opening';
  readonly contentLength: number | null;
  private readonly head: Head;
  private readonly method: string;
  private readonly handler: PlainHandler;

  constructor(head: Head, { method, contentLength }: Request, handler: PlainHandler) {
    this.head = head;
    this.method = method;
    this.contentLength = contentLength;
    this.handler = handler;
  }

  open(streams: Streams, stream: Stream): void {
    stream.user = new PlainCall(streams, stream, this.head, this.method, this.handler);
  }
}

/** Its whole answer is one header block. */
class Refused implements Opening {
  readonly type = 'opening';
  readonly contentLength: number | null;
  private readonly block: Uint8Array;

  constructor(block: Uint8Array, contentLength: number | null) {
    this.block = block;
    this.contentLength = contentLength;
  }

  open(streams: Streams, stream: Stream): void {
    stream.user = NOBODY;
    streams.headers(stream, this.block, true);
  }
}

/** What is posted and no call of gRPC, or one in a form we do not speak. */
function refusalOfRequest({ headers }: Request): Uint8Array | null {
  const type = metadataOf(headers, 'content-type') ?? '';
  if (!CONTENT_TYPE.test(type)) {
    const message = `invalid gRPC request content-type ${JSON.stringify(type)}`;
    return refusalOf(415, { code: CODE.INVALID_ARGUMENT, message });
  }
  const encoding = metadataOf(headers, 'grpc-encoding') ?? 'identity';
  if (encoding === 'identity') return null;
  const message = `grpc: Decompressor is not installed for grpc-encoding ${JSON.stringify(encoding)}`;
  return refusalOf(200, { code: CODE.UNIMPLEMENTED, message }, ACCEPTED_ENCODINGS);
}

const ACCEPTED_ENCODINGS: readonly Header[] = [{ name: 'grpc-accept-encoding', value: 'identity' }];

const badTimeout = (text: string): Uint8Array =>
  refusalOf(400, { code: CODE.INTERNAL, message: `malformed grpc-timeout: ${JSON.stringify(text)}` });

function unknownMethod(methods: Service['methods'], path: string): Uint8Array {
  return refusalOf(200, { code: CODE.UNIMPLEMENTED, message: unknownText(methods, path) });
}

function unknownText(methods: Service['methods'], path: string): string {
  const match = PATH.exec(path);
  if (match === null) return `malformed method name: ${JSON.stringify(path)}`;
  const [, service = '', method = ''] = match;
  for (const known of methods.keys()) {
    if (known.startsWith(`/${service}/`)) return `unknown method ${method} for service ${service}`;
  }
  return `unknown service ${service}`;
}
