/**
 * A look at an endpoint that no connection came about with: grpc-js says only that there is none, and a certificate that
 * is not accepted wants another remedy than a server that is down. Nothing is asked of the server.
 */
import { connect, isIP } from 'node:net';
import type { Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { ClientError } from './errors.ts';
import type { ClientTls } from './tls.ts';

const LOOK_MS = 2_000;
/** How HTTP/2 begins (RFC 9113 §3.4), so that a server which only waits for it answers. */
const HELLO = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0', 'latin1');
const REFUSED = /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|ETIMEDOUT)$/;

/** OpenSSL's own words stand in `reason`; the message names lines of its source, too. */
type LookError = Error & { readonly code?: string; readonly reason?: string };

export function unreachable(address: string): ClientError {
  return new ClientError('unreachable', `nothing answers at ${address}`);
}

export function whyUnreachable(address: string, tls: ClientTls | null): Promise<ClientError> {
  return new Promise((resolve) => {
    const socket = open(address, tls);
    const tell = (error: ClientError): void => {
      clearTimeout(bound);
      socket.destroy();
      resolve(error);
    };
    const bound = setTimeout(() => tell(unreachable(address)), LOOK_MS);
    let stood = false;
    socket.once(tls === null ? 'connect' : 'secureConnect', () => {
      stood = true;
      socket.write(HELLO);
    });
    // It speaks now: the next try may succeed.
    socket.once('data', () => tell(unreachable(address)));
    socket.on('error', ({ code = '', reason, message }: LookError) => {
      if (REFUSED.test(code)) tell(unreachable(address));
      else if (tls !== null) tell(untrusted(address, stood, reason ?? message));
    });
    socket.once('close', () =>
      tell(tls === null ? notPlain(address) : untrusted(address, stood, 'it closed')),
    );
  });
}

function open(address: string, tls: ClientTls | null): Socket {
  const at = address.lastIndexOf(':');
  const host = address.slice(0, at).replace(/^\[|\]$/g, '');
  const port = Number(address.slice(at + 1));
  if (tls === null) return connect({ host, port });
  const { ca, cert, key, skipVerify = false } = tls;
  return connectTls({
    ...{ host, port, ALPNProtocols: ['h2'], rejectUnauthorized: !skipVerify },
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ...(ca === undefined ? {} : { ca: Buffer.from(ca) }),
    ...(cert === undefined || key === undefined ? {} : { cert: Buffer.from(cert), key: Buffer.from(key) }),
  });
}

function notPlain(address: string): ClientError {
  return new ClientError(
    'untrusted',
    `${address} takes connections and says nothing in the clear: if it serves TLS, write https://${address}`,
  );
}

/** With TLS 1.3 a client has finished before the server has judged its certificate (RFC 8446 §4.4.2.4). */
function untrusted(address: string, stood: boolean, reason: string): ClientError {
  return new ClientError(
    'untrusted',
    stood
      ? `${address} ends connections after the handshake (${reason}): it may want a certificate that its CA signed`
      : `no TLS with ${address}: ${reason}`,
  );
}
