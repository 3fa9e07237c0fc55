/**
 * The handler table on a `@grpc/grpc-js` server. Messages pass through as bytes: the table decodes, so a request's own
 * bytes reach the log and an answer that was encoded once can go to many.
 *
 * G1. An exception in a handler is a broken invariant, which grpc-js would turn into an answer and forget: it is taken
 *     out of its hands and goes to `onFault`.
 */
import { Server, ServerCredentials } from '@grpc/grpc-js';
import type {
  handleBidiStreamingCall,
  handleServerStreamingCall,
  handleUnaryCall,
  ServerDuplexStream,
} from '@grpc/grpc-js';
import { assertNever } from '../core/base/assert.ts';
import type { OnFault } from './fault.ts';
import { GrpcStreamWire, GrpcUnaryWire } from './grpc-js-wires.ts';
import { MAX_RECEIVE_BYTES } from './limits.ts';
import type { Inbound, Method, Surface } from './surface.ts';
import type { Http2Side } from './transport.ts';

/** On one connection; etcd has no bound, but a client with this many open calls does not wait for its answers. */
export const CONCURRENT_STREAMS_MAX = 10_000;
/** etcd's: a silent client is asked for a sign of life every two hours. */
const KEEPALIVE_INTERVAL_MS = 2 * 60 * 60 * 1000;
const KEEPALIVE_TIMEOUT_MS = 20_000;
const NO_LIMIT = -1;

export function grpcJsSide(surface: Surface, onFault: OnFault): Http2Side {
  const server = bindGrpcJs(surface, onFault);
  const injector = server.createConnectionInjector(ServerCredentials.createInsecure());
  return {
    take: (socket) => injector.injectConnection(socket),
    drain: (graceMs) => injector.drain(graceMs),
    stop: () => server.forceShutdown(),
  };
}

function bindGrpcJs(surface: Surface, onFault: OnFault): Server {
  const server = new Server({
    'grpc.max_receive_message_length': MAX_RECEIVE_BYTES,
    'grpc.max_send_message_length': NO_LIMIT,
    'grpc.max_concurrent_streams': CONCURRENT_STREAMS_MAX,
    'grpc.keepalive_time_ms': KEEPALIVE_INTERVAL_MS,
    'grpc.keepalive_timeout_ms': KEEPALIVE_TIMEOUT_MS,
    // It keeps references to every connection and stream.
    'grpc.enable_channelz': 0,
  });
  for (const method of surface.methods.values()) register(server, method, onFault);
  return server;
}

type Guarded = (work: () => void) => void;

function register(server: Server, method: Method, onFault: OnFault): void {
  const guarded: Guarded = (work) => {
    try {
      work();
    } catch (fault) {
      onFault(fault);
    }
  };
  const { path } = method;
  switch (method.kind) {
    case 'unary': {
      const handle: handleUnaryCall<Buffer, Buffer> = (call, callback) =>
        guarded(() => method.serve(new GrpcUnaryWire(path, call, callback), call.request));
      server.register(path, handle, asItIs, asItIs, 'unary');
      return;
    }
    case 'server-stream': {
      const handle: handleServerStreamingCall<Buffer, Buffer> = (call) =>
        guarded(() => method.serve(new GrpcStreamWire(path, call, NO_READING), call.request));
      server.register(path, handle, asItIs, asItIs, 'serverStream');
      return;
    }
    case 'bidi': {
      const handle: handleBidiStreamingCall<Buffer, Buffer> = (call) =>
        guarded(() => read(call, method.open(new GrpcStreamWire(path, call, call)), guarded));
      server.register(path, handle, asItIs, asItIs, 'bidi');
      return;
    }
    default:
      assertNever(method);
  }
}

function read(call: ServerDuplexStream<Buffer, Buffer>, inbound: Inbound, guarded: Guarded): void {
  call.on('data', (bytes: Buffer) => guarded(() => inbound.message(bytes)));
  call.on('end', () => guarded(() => inbound.halfClose()));
}

const NO_READING = { pause: (): void => undefined, resume: (): void => undefined };

const asItIs = (bytes: Buffer): Buffer => bytes;
