/**
 * `host:port` as etcdctl takes it. Before it `https://` means TLS, `http://` none, and nothing: TLS if anything was said
 * about certificates.
 */
import { ClientError } from './errors.ts';

const PORT_MAX = 65_535;

export interface Endpoint {
  /** `host:port`. */
  readonly address: string;
  readonly scheme: 'http' | 'https' | null;
}

/** Refuses what could only fail later and less clearly. */
export function parseEndpoint(text: string): Endpoint {
  const trimmed = text.trim();
  const [, scheme, address = ''] = /^(?:(https?):\/\/)?(.*?)\/?$/.exec(trimmed) ?? [];
  const split = /^(\[[0-9a-fA-F:.%]+\]|[^:/[\]\s]+):(\d{1,5})$/.exec(address);
  if (split === null || Number(split[2]) > PORT_MAX) {
    throw new ClientError('invalid', `endpoint "${trimmed}" should look like 127.0.0.1:2379`);
  }
  return { address, scheme: scheme === 'http' || scheme === 'https' ? scheme : null };
}

export function describeEndpoint({ address, scheme }: Endpoint): string {
  return scheme === null ? address : `${scheme}://${address}`;
}

/** A comma-separated list; empty parts are somebody's trailing comma. */
export function parseEndpoints(text: string): readonly string[] {
  const endpoints = text
    .split(',')
    .filter((part) => part.trim() !== '')
    .map((part) => describeEndpoint(parseEndpoint(part)));
  if (endpoints.length === 0) throw new ClientError('invalid', 'no endpoint is given: name at least one');
  return [...new Set(endpoints)];
}
