/**
 * Connections of the client port that are encrypted: which ciphers, whose certificates, and what a handshake that fails
 * is told as.
 *
 * L1. Where a CA is trusted, nobody without a certificate of its making gets through the handshake.
 * L2. New certificates are for new connections; those that stand go on with what they have agreed on.
 */
import { createServer } from 'node:tls';
import type { SecureContextOptions, Server, TLSSocket } from 'node:tls';

/** PEM. */
export interface PortCertificates {
  readonly cert: Buffer;
  readonly key: Buffer;
  /** Who signs clients' certificates; `null`: clients are not asked for one. */
  readonly trustedCa: Buffer | null;
}

const HANDSHAKE_MS = 10_000;
/** Those of TLS 1.2 that HTTP/2 has not ruled out (RFC 9113 §9.2.2 and appendix A), all with forward secrecy; and 1.3's. */
const CIPHERS = [
  ...['TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256'],
  ...['ECDHE-ECDSA-AES128-GCM-SHA256', 'ECDHE-RSA-AES128-GCM-SHA256'],
  ...['ECDHE-ECDSA-AES256-GCM-SHA384', 'ECDHE-RSA-AES256-GCM-SHA384'],
  ...['ECDHE-ECDSA-CHACHA20-POLY1305', 'ECDHE-RSA-CHACHA20-POLY1305'],
].join(':');

export function createTlsListener(
  certificates: PortCertificates,
  onTrouble: (message: string) => void,
  take: (socket: TLSSocket) => void,
): Server {
  const server = createServer(
    {
      ...contextOf(certificates),
      handshakeTimeout: HANDSHAKE_MS,
      noDelay: true,
      ALPNProtocols: ['h2', 'http/1.1'],
      // L1.
      requestCert: certificates.trustedCa !== null,
      rejectUnauthorized: true,
    },
    (socket) => {
      // RFC 9113 §9.2.1.
      socket.disableRenegotiation();
      take(socket);
    },
  );
  server.on('tlsClientError', (error, socket) => {
    const reason = reasonOf(error, socket);
    if (reason !== null) onTrouble(reason);
  });
  return server;
}

/** L2. Whether clients are asked for certificates stays as it was. */
export function renewCertificates(server: Server, certificates: PortCertificates): void {
  server.setSecureContext(contextOf(certificates));
}

function contextOf({ cert, key, trustedCa }: PortCertificates): SecureContextOptions {
  return {
    ...{ cert, key, ciphers: CIPHERS, honorCipherOrder: true, minVersion: 'TLSv1.2' },
    ...(trustedCa === null ? {} : { ca: trustedCa }),
  };
}

/** OpenSSL's own words stand in `reason`; the message names lines of its source, too. */
type HandshakeError = Error & { readonly code?: string; readonly reason?: string };

/**
 * `null` for who closes without a word: that is how load balancers look whether a port is open. Node has closed the
 * connection by now, so nobody knows any more whose it was.
 */
function reasonOf(error: HandshakeError, socket: TLSSocket): string | null {
  // Typed as an error, given as a code where the client's certificate was looked at and refused.
  const refused = socket.authorizationError as unknown;
  if (typeof refused === 'string') return `a client's certificate is not accepted: ${refused}`;
  return error.code === 'ECONNRESET' ? null : `a TLS handshake failed: ${error.reason ?? error.message}`;
}
