/**
 * The client port: one listening socket for gRPC and plain HTTP.
 *
 * P1. `listen` and every `close` call back exactly once, `close` when the last connection is gone.
 * P2. After `close` no connection is accepted; open calls have the grace period to end, then everything is cut. Closing
 *     again may shorten that period.
 */
import { ServerCredentials } from '@grpc/grpc-js';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { bindGrpcJs } from './bind-grpc-js.ts';
import { stopTheProcess } from './fault.ts';
import type { OnFault } from './fault.ts';
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
  readonly onFault?: OnFault;
  /** For the log: connections that could not be taken. */
  readonly onTrouble?: (message: string) => void;
}

export interface ClientPort {
  readonly port: number;
  close(graceMs: number, done: () => void): void;
}

export type Listening =
  { readonly ok: true; readonly clientPort: ClientPort } | { readonly ok: false; readonly message: string };

export function listenClientPort(options: ClientPortOptions, done: (listening: Listening) => void): void {
  const onFault = options.onFault ?? stopTheProcess;
  const grpcServer = bindGrpcJs(options.surface, onFault);
  const http2 = grpcServer.createConnectionInjector(ServerCredentials.createInsecure());
  const http1 = new Http1Side(options.http, onFault);
  const sockets = new Set<Socket>();
  const silent = new Set<Socket>();
  const closers: (() => void)[] = [];
  let state: 'open' | 'closing' | 'closed' = 'open';

  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    silent.add(socket);
    socket.on('close', () => {
      sockets.delete(socket);
      silent.delete(socket);
    });
    sniff(socket, (protocol) => {
      silent.delete(socket);
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
    // From now on it is about single connections, of which this member may lose some and live.
    server.on('error', ({ message }) =>
      options.onTrouble?.(`a client's connection was not taken: ${message}`),
    );
    const { port } = server.address() as AddressInfo;
    done({ ok: true, clientPort: { port, close } });
  });

  function close(graceMs: number, done: () => void): void {
    if (state === 'closed') return void setImmediate(done);
    closers.push(done);
    setTimeout(() => cut(sockets), graceMs).unref();
    if (state === 'closing') return;
    state = 'closing';
    server.close(finish);
    cut(silent);
    http1.close();
    http2.drain(graceMs);
  }

  function finish(): void {
    state = 'closed';
    grpcServer.forceShutdown();
    for (const done of closers) done();
  }
}

function cut(sockets: ReadonlySet<Socket>): void {
  for (const socket of sockets) socket.destroy();
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
