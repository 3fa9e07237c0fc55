/**
 * The Datagrams port over UDP, IPv4 and IPv6.
 *
 * U1. No more than `DATAGRAMS_UNSENT_MAX` wait to be sent; what arrives waits in the system's buffer alone.
 * U2. No event runs inside a call of the owner, and none after `close`.
 */
import { createSocket, type Socket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import type { Clock } from '../ports/clock.ts';
import {
  DATAGRAMS_UNSENT_MAX,
  type DatagramEvents,
  type DatagramFailure,
  type Datagrams,
} from '../ports/datagram.ts';
import { DONE, failed, type Done } from '../ports/outcome.ts';
import { HostCache } from './host-cache.ts';
import { formatPeerAddress, parsePeerAddress } from './peer-address.ts';

/** A burst of answers from a pool of hundreds, while this process is busy. The system may grant less. */
const RECEIVE_BUFFER_BYTES = 1024 * 1024;

const CAUSES: Readonly<Record<string, DatagramFailure>> = {
  EMSGSIZE: 'too-long',
  ECONNREFUSED: 'refused',
  ENETUNREACH: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  EAFNOSUPPORT: 'unreachable',
  EINVAL: 'unreachable',
  ENETDOWN: 'unreachable',
  ENOBUFS: 'queue-full',
  EAGAIN: 'queue-full',
};

export interface UdpOptions {
  /** `host:port` of this server's peer port; port 0 lets the system choose. */
  readonly listenAddress: string;
  readonly clock: Clock;
}

export class UdpDatagrams implements Datagrams {
  readonly #listenAddress: string;
  readonly #clock: Clock;
  readonly #hosts: HostCache;
  #socket: Socket | null = null;
  #takesV6 = false;
  #events: DatagramEvents | null = null;
  #unsent = 0;

  constructor({ listenAddress, clock }: UdpOptions) {
    this.#listenAddress = listenAddress;
    this.#clock = clock;
    this.#hosts = new HostCache(clock);
  }

  listen(events: DatagramEvents, done: Done): void {
    const address = parsePeerAddress(this.#listenAddress);
    if (address === null) {
      this.#clock.atTurnEnd(() => done(failed('io', `"${this.#listenAddress}" is not host:port`)));
      return;
    }
    this.#events = events;
    this.#takesV6 = address.host === '' || address.host.includes(':');
    this.#bind(address, done);
  }

  /** Every interface means both families, where the machine has IPv6 at all. */
  #bind(address: { readonly host: string; readonly port: number }, done: Done): void {
    const socket = createSocket({ type: this.#takesV6 ? 'udp6' : 'udp4', ipv6Only: false });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      socket.close();
      if (this.#takesV6 && address.host === '' && NO_IPV6.has(error.code ?? '')) {
        this.#takesV6 = false;
        this.#bind(address, done);
      } else done(listenFailure(this.#listenAddress, error));
    });
    socket.bind({ port: address.port, ...(address.host === '' ? {} : { address: address.host }) }, () => {
      // From now on it is about single datagrams.
      socket.removeAllListeners('error').on('error', () => undefined);
      socket.on('message', (datagram) => this.#events?.onDatagram(datagram));
      this.#socket = socket;
      enlarge(socket);
      done(DONE);
    });
  }

  /** Where it listens; `null` before `listen` is done. Differs from what was asked when the port was 0. */
  boundAddress(): string | null {
    const bound = this.#socket?.address();
    return bound === undefined ? null : formatPeerAddress({ host: bound.address, port: bound.port });
  }

  send(to: string, datagram: Uint8Array): void {
    const address = parsePeerAddress(to);
    if (address === null || address.host === '' || address.port === 0) this.#fail(to, 'unknown-host');
    else if (this.#unsent >= DATAGRAMS_UNSENT_MAX) this.#fail(to, 'queue-full');
    else {
      this.#unsent++;
      this.#hosts.find(address.host, (host) => {
        if (host === null) this.#settle(to, 'unknown-host');
        else this.#transmit(to, { host, port: address.port }, datagram);
      });
    }
  }

  #transmit(to: string, { host, port }: { host: string; port: number }, datagram: Uint8Array): void {
    const reached = this.#reachable(host);
    if (this.#socket === null || reached === null) {
      this.#settle(to, this.#socket === null ? 'other' : 'unreachable');
      return;
    }
    this.#socket.send(datagram, port, reached, (error: NodeJS.ErrnoException | null) => {
      this.#settle(to, error === null ? null : (CAUSES[error.code ?? ''] ?? 'other'));
    });
  }

  /** As this socket's family writes it; `null` when it cannot. */
  #reachable(host: string): string | null {
    if (isIPv6(host)) return this.#takesV6 ? host : null;
    return this.#takesV6 ? `::ffff:${host}` : host;
  }

  #settle(to: string, cause: DatagramFailure | null): void {
    this.#unsent--;
    if (cause !== null) this.#fail(to, cause);
  }

  /** U2. */
  #fail(to: string, cause: DatagramFailure): void {
    this.#clock.atTurnEnd(() => this.#events?.onFailure(to, cause));
  }

  close(done: Done): void {
    const socket = this.#socket;
    this.#socket = null;
    this.#events = null;
    if (socket === null) this.#clock.atTurnEnd(() => done(DONE));
    else socket.close(() => done(DONE));
  }
}

const NO_IPV6 = new Set(['EAFNOSUPPORT', 'EADDRNOTAVAIL', 'EINVAL']);

/** Less than asked for is what an unprivileged process gets, and enough for most. */
function enlarge(socket: Socket): void {
  try {
    socket.setRecvBufferSize(RECEIVE_BUFFER_BYTES);
  } catch {
    // The system's own size has to do.
  }
}

function listenFailure(address: string, error: NodeJS.ErrnoException): ReturnType<typeof failed> {
  if (error.code !== 'EADDRINUSE')
    return failed('io', `cannot receive datagrams on ${address}: ${error.message}`);
  const taken = `UDP port ${parsePeerAddress(address)?.port ?? address} is in use by another process`;
  return failed(
    'locked',
    `cannot receive datagrams on ${address}: ${taken}; stop that process or choose another`,
  );
}
