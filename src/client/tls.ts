/** What a client says of TLS, and who answers to it. */
import { credentials } from '@grpc/grpc-js';
import type { ChannelCredentials } from '@grpc/grpc-js';
import type { Endpoint } from './endpoint.ts';
import { ClientError } from './errors.ts';

/** PEM. */
export interface ClientTls {
  /** Who signs servers' certificates; the CAs that Node trusts when it is not said. */
  readonly ca?: Uint8Array | undefined;
  /** For servers that want to know their clients; both or none. */
  readonly cert?: Uint8Array | undefined;
  readonly key?: Uint8Array | undefined;
  /** Take any server's certificate: for trying things out, since anyone can then be that server. */
  readonly skipVerify?: boolean;
}

/** `null`: this endpoint is spoken to in the clear. */
export function tlsFor({ scheme }: Endpoint, tls: ClientTls | undefined): ClientTls | null {
  if (scheme === 'https') return tls ?? {};
  return scheme === 'http' ? null : (tls ?? null);
}

export function credentialsOf(tls: ClientTls | null): ChannelCredentials {
  if (tls === null) return credentials.createInsecure();
  const { ca, cert, key, skipVerify = false } = tls;
  try {
    return credentials.createSsl(bufferOf(ca), bufferOf(key), bufferOf(cert), {
      rejectUnauthorized: !skipVerify,
    });
  } catch (error) {
    throw new ClientError('invalid', `CA, certificate and key do not make TLS possible: ${reasonOf(error)}`);
  }
}

const bufferOf = (bytes: Uint8Array | undefined): Buffer | null =>
  bytes === undefined ? null : Buffer.from(bytes);
const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
