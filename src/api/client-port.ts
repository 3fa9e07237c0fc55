/**
 * The client port: one listening socket for gRPC and plain HTTP, with or without TLS.
 *
 * P1. `listen` and every `close` call back exactly once, `close` when the last connection is gone.
 * P2. After `close` no connection is accepted; open calls have the grace period to end, then everything is cut. Closing
 *     again may shorten that period.
 */
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { Server as TlsServer } from 'node:tls';
import type { TLSSocket } from 'node:tls';
import { grpcJsSide } from './bind-grpc-js.ts';
import { RpcSide } from './bind-rpc.ts';
import { stopTheProcess } from './fault.ts';
import type { OnFault } from './fault.ts';
import type { HttpHandler } from './http/types.ts';
import { Http1Side } from './http1-side.ts';
import { createTlsListener, renewCertificates } from './tls-listener.ts';
import type { PortCertificates } from './tls-listener.ts';
import { sniff } from './sniff.ts';
import type { Protocol } from './sniff.ts';
import type { CauseCounts } from '../rpc/http2/causes.ts';
import type { Surface } from './surface.ts';
import type { Http2Side, Transport } from './transport.ts';

export interface ClientPortOptions {
  readonly host: string;
  /** 0 picks a free one. */
  readonly port: number;
  readonly surface: Surface;
  readonly http: HttpHandler;
  /** Default: `rpc`. */
  readonly transport?: Transport;
  /** Of `rpc`: when what was answered leaves; the clock's own, so that it leaves with the turn that answered. */
  readonly atTurnEnd?: (task: () => void) => void;
  /** Of `rpc`: what clients were cut off for. */
  readonly cutOffs?: CauseCounts;
  /** Without it the port speaks in the clear. */
  readonly tls?: PortCertificates;
  /** Further ones are closed as they come; default: as many as the system allows. */
  readonly connectionsMax?: number;
  readonly onFault?: OnFault;
  /** For the log: connections that could not be taken. */
  readonly onTrouble?: (message: string) => void;
}

export interface ClientPort {
  readonly port: number;
  /** Of a port with TLS. */
  renew(certificates: PortCertificates): void;
  close(graceMs: number, done: () => void): void;
}

export type Listening =
  { readonly ok: true; readonly clientPort: ClientPort } | { readonly ok: false; readonly message: string };

export function listenClientPort(options: ClientPortOptions, done: (listening: Listening) => void): void {
  const onFault = options.onFault ?? stopTheProcess;
  const onTrouble = (message: string): void => options.onTrouble?.(message);
  const http2 = http2Side(options, onFault, onTrouble);
  const http1 = new Http1Side(options.http, onFault);
  const sockets = new Set<Socket>();
  const silent = new Set<Socket>();
  const closers: (() => void)[] = [];
  let state: 'open' | 'closing' | 'closed' = 'open';

  const server = listener(options, onTrouble, (socket) => {
    silent.add(socket);
    socket.on('close', () => silent.delete(socket));
    tellProtocol(socket, (protocol) => {
      silent.delete(socket);
      if (protocol === 'http2') http2.take(socket);
      else http1.take(socket);
    });
  });
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  if (options.connectionsMax !== undefined) server.maxConnections = options.connectionsMax;

  server.once('error', (error: NodeJS.ErrnoException) => {
    http2.stop();
    done({ ok: false, message: explain(error, options) });
  });
  server.listen({ host: options.host, port: options.port }, () => {
    server.removeAllListeners('error');
    // From now on it is about single connections, of which this member may lose some and live.
    server.on('error', ({ message }) => onTrouble(`a client's connection was not taken: ${message}`));
    const { port } = server.address() as AddressInfo;
    done({ ok: true, clientPort: { port, renew, close } });
  });

  function renew(certificates: PortCertificates): void {
    if (server instanceof TlsServer) renewCertificates(server, certificates);
  }

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
    http2.stop();
    for (const done of closers) done();
  }
}

function http2Side(
  { surface, http, transport = 'rpc', atTurnEnd = setImmediate, cutOffs }: ClientPortOptions,
  onFault: OnFault,
  onTrouble: (message: string) => void,
): Http2Side {
  if (transport === 'grpc-js') return grpcJsSide(surface, onFault);
  const counts = cutOffs === undefined ? {} : { counts: cutOffs };
  return new RpcSide({ surface, http, onFault, onTrouble, atTurnEnd, ...counts });
}

/** `take` gets connections that can be spoken on: with TLS, after the handshake. */
function listener(
  { tls }: ClientPortOptions,
  onTrouble: (message: string) => void,
  take: (socket: Socket) => void,
): Server {
  if (tls === undefined) return createServer({ noDelay: true }, take);
  return createTlsListener(tls, onTrouble, take);
}

/** With TLS the client names its protocol (RFC 7301); one that does not is told by what it says. */
function tellProtocol(socket: Socket, handOn: (protocol: Protocol) => void): void {
  const { alpnProtocol } = socket as Partial<TLSSocket>;
  if (alpnProtocol === 'h2') handOn('http2');
  else if (alpnProtocol === 'http/1.1') handOn('http1');
  else sniff(socket, handOn);
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
