/** TLS of the client port as flags: etcd's names, and etcd's meaning of them. */
import type { Command } from 'commander';
import { FlagError } from '../failure.ts';
import type { Listener } from './addresses.ts';

export interface TlsPaths {
  readonly certFile: string;
  readonly keyFile: string;
  /** `null`: clients are not asked for certificates. */
  readonly trustedCaFile: string | null;
}

export interface RawTlsFlags {
  readonly certFile?: string;
  readonly keyFile?: string;
  readonly trustedCaFile?: string;
  readonly clientCertAuth: boolean;
}

export function defineClientTlsFlags(command: Command): void {
  command
    .option('--cert-file <file>', 'certificate for https:// client URLs (PEM); read again when it changes')
    .option('--key-file <file>', 'its key (PEM)')
    .option(
      '--trusted-ca-file <file>',
      'CA that signs clients’ certificates (PEM); without one, no client gets in',
    )
    .option(
      '--client-cert-auth',
      'insist on certificates of clients; --trusted-ca-file alone does, too',
      false,
    );
}

/** `null`: the client port speaks in the clear. */
export function clientTlsPaths(raw: RawTlsFlags, clients: readonly Listener[]): TlsPaths | null {
  const { certFile, keyFile, trustedCaFile, clientCertAuth } = raw;
  const secure = clients.some(({ tls }) => tls);
  if (clientCertAuth && trustedCaFile === undefined) {
    throw new FlagError(
      '--client-cert-auth: say with --trusted-ca-file which CA signs the certificates of clients',
    );
  }
  if (certFile !== undefined && keyFile !== undefined) {
    if (secure) return { certFile, keyFile, trustedCaFile: trustedCaFile ?? null };
    throw new FlagError(
      '--cert-file: no URL of --listen-client-urls begins with https://, so nothing would be encrypted: write https:// ' +
        'there, or leave the certificate out',
    );
  }
  if (secure || (certFile ?? keyFile ?? trustedCaFile) !== undefined) {
    const missing = certFile === undefined ? '--cert-file' : '--key-file';
    throw new FlagError(
      `${missing} is missing: TLS for clients needs a certificate and its key, both as PEM files`,
    );
  }
  return null;
}
