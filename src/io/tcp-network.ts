/**
 * The Network port over TCP: dials, accepts, and tends every connection on one timer.
 *
 * N1. A connection is in `connections` from its making until its `onClose`.
 * N2. `close` completes when the port is free again and every connection has ended.
 */
import { createServer, Socket, type Server } from 'node:net';
import type { Clock, Timer } from '../ports/clock.ts';
import { DONE, failed, type Done, type PortFailure } from '../ports/outcome.ts';
import type { Connection, Network } from '../ports/network.ts';
import { formatPeerAddress, parsePeerAddress } from './peer-address.ts';
import { TCP_TIMINGS, TcpConnection, type TcpTimings } from './tcp-connection.ts';

/** Far above members × regions; beyond it somebody else is dialling our port. */
export const ACCEPTED_CONNECTIONS_MAX = 1_024;

export interface TcpNetworkOptions {
  /** `host:port` of this server's peer port; port 0 lets the system choose. */
  readonly listenAddress: string;
  readonly clock: Clock;
  readonly timings?: TcpTimings;
}

export class TcpNetwork implements Network {
  readonly #listenAddress: string;
  readonly #clock: Clock;
  readonly #timings: TcpTimings;
  readonly #connections = new Set<TcpConnection>();
  #server: Server | null = null;
  #sweep: Timer | null = null;
  #portHeld = false;
  #whenClosed: (() => void) | null = null;

  constructor({ listenAddress, clock, timings = TCP_TIMINGS }: TcpNetworkOptions) {
    this.#listenAddress = listenAddress;
    this.#clock = clock;
    this.#timings = timings;
  }

  listen(onConnection: (connection: Connection) => void, done: Done): void {
    const address = parsePeerAddress(this.#listenAddress);
    if (address === null) {
      this.#clock.atTurnEnd(() => done(failed('io', notAnAddress(this.#listenAddress))));
      return;
    }
    const server = createServer((socket) => onConnection(this.#accept(socket)));
    const refuse = (error: NodeJS.ErrnoException): void => done(listenFailure(this.#listenAddress, error));
    server.maxConnections = ACCEPTED_CONNECTIONS_MAX;
    server.once('error', refuse);
    server.listen({ port: address.port, ...(address.host === '' ? {} : { host: address.host }) }, () => {
      server.off('error', refuse);
      this.#server = server;
      this.#portHeld = true;
      done(DONE);
    });
  }

  /** Where it listens; `null` before `listen` is done. Differs from what was asked when the port was 0. */
  boundAddress(): string | null {
    const bound = this.#server?.address();
    if (bound === null || bound === undefined || typeof bound === 'string') return null;
    return formatPeerAddress({ host: bound.address, port: bound.port });
  }

  connect(address: string): Connection {
    const target = parsePeerAddress(address);
    const socket = new Socket();
    const connection = this.#adopt(socket, address, true);
    if (target === null || target.host === '') connection.abort(notAnAddress(address));
    else socket.connect(target.port, target.host);
    return connection;
  }

  close(done: Done): void {
    const server = this.#server;
    this.#server = null;
    this.#whenClosed = () => this.#clock.atTurnEnd(() => done(DONE));
    for (const connection of [...this.#connections]) connection.close();
    server?.close(() => {
      this.#portHeld = false;
      this.#finishClose();
    });
    this.#finishClose();
  }

  #accept(socket: Socket): TcpConnection {
    return this.#adopt(socket, remoteAddress(socket), false);
  }

  #adopt(socket: Socket, address: string, dialled: boolean): TcpConnection {
    const connection = new TcpConnection({
      socket,
      dialled,
      address,
      clock: this.#clock,
      timings: this.#timings,
      onEnd: (ended) => this.#forget(ended),
    });
    this.#connections.add(connection);
    this.#planSweep();
    return connection;
  }

  #forget(connection: TcpConnection): void {
    this.#connections.delete(connection);
    if (this.#connections.size === 0) this.#stopSweep();
    this.#finishClose();
  }

  #finishClose(): void {
    if (this.#whenClosed === null || this.#portHeld || this.#connections.size > 0) return;
    const whenClosed = this.#whenClosed;
    this.#whenClosed = null;
    whenClosed();
  }

  #planSweep(): void {
    this.#sweep ??= this.#clock.after(this.#timings.keepAliveMs, () => {
      this.#sweep = null;
      for (const connection of [...this.#connections]) connection.tend();
      if (this.#connections.size > 0) this.#planSweep();
    });
  }

  #stopSweep(): void {
    this.#sweep?.cancel();
    this.#sweep = null;
  }
}

const notAnAddress = (text: string): string =>
  `"${text}" is not an address: write host:port, for example 10.0.0.5:2380`;

function remoteAddress(socket: Socket): string {
  return formatPeerAddress({ host: socket.remoteAddress ?? 'unknown', port: socket.remotePort ?? 0 });
}

function listenFailure(address: string, error: NodeJS.ErrnoException): ReturnType<typeof failed> {
  const kind: PortFailure['kind'] = error.code === 'EADDRINUSE' ? 'locked' : 'io';
  return failed(kind, `cannot listen on ${address}: ${listenAdvice(address, error)}`);
}

function listenAdvice(address: string, error: NodeJS.ErrnoException): string {
  const port = parsePeerAddress(address)?.port ?? address;
  switch (error.code) {
    case 'EADDRINUSE':
      return `port ${port} is in use by another process; stop that process or choose another port`;
    case 'EACCES':
      return `port ${port} needs privileges this process lacks; choose one above 1023`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return 'the host is not an address of this machine; choose one of its own, or leave the host empty for all';
    default:
      return error.message;
  }
}
