/**
 * The client port: one listening socket for gRPC and plain HTTP.
 *
 * P1. `listen` and `close` call back exactly once.
 * P2. After `close` no connection is accepted; open calls have the grace period to end, then everything is cut.
 */
import grpc from '@grpc/grpc-js';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { bindGrpcJs } from './bind-grpc-js.ts';
import type { HttpHandler } from './http/types.ts';
import { Http1Side } from './http1-side.ts';
import { sniff } from './sniff.ts';
import type { Surface } from './surface.ts';

const CONNECTIONS_MAX = 20_000;

export interface ClientPortOptions {
  readonly host: string;
  /** 0 picks a free one. */
  readonly port: number;
  readonly surface: Surface;
  readonly http: HttpHandler;
  /** Where exceptions of handlers go; by default they stop the process. */
  readonly onFault?: (fault: unknown) => void;
}

export interface ClientPort {
  readonly port: number;
  close(graceMs: number, done: () => void): void;
}

export type Listening =
  { readonly ok: true; readonly clientPort: ClientPort } | { readonly ok: false; readonly message: string };

export function listenClientPort(options: ClientPortOptions, done: (listening: Listening) => void): void {
  const onFault = options.onFault ?? rethrow;
  const grpcServer = bindGrpcJs(options.surface, { onFault });
  const http2 = grpcServer.createConnectionInjector(grpc.ServerCredentials.createInsecure());
  const http1 = new Http1Side(options.http, onFault);
  const sockets = new Set<Socket>();

  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    sniff(socket, (protocol) => {
      if (protocol === 'http2') http2.injectConnection(socket);
      else http1.take(socket);
    });
  });
  server.maxConnections = CONNECTIONS_MAX;

  server.once('error', (error: NodeJS.ErrnoException) => {
    grpcServer.forceShutdown();
    done({ ok: false, message: explain(error, options) });
  });
  server.listen({ host: options.host, port: options.port }, () => {
    server.removeAllListeners('error');
    server.on('error', onFault);
    const { port } = server.address() as AddressInfo;
    done({ ok: true, clientPort: { port, close } });
  });

  function close(graceMs: number, closed: () => void): void {
    const cut = setTimeout(() => {
      for (const socket of sockets) socket.destroy();
    }, graceMs);
    server.close(() => {
      clearTimeout(cut);
      grpcServer.forceShutdown();
      closed();
    });
    http1.close();
    http2.drain(graceMs);
  }
}

function explain(error: NodeJS.ErrnoException, { host, port }: ClientPortOptions): string {
  const address = `${host}:${port}`;
  switch (error.code) {
    case 'EADDRINUSE':
      return `${address} is taken by another process: stop it, or give this member another client address`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `${host} is no address of this machine: give this member a client address it has (${error.message})`;
    case 'EACCES':
      return `this user may not listen on ${address}: use a port above 1023, or grant the right to (${error.message})`;
    default:
      return `cannot listen on ${address}: ${error.message}`;
  }
}

function rethrow(fault: unknown): void {
  setImmediate(() => {
    throw fault;
  });
}
