/** `host:port` as etcdctl takes it, with or without `http://`. */
import { ClientError } from './errors.ts';

const PORT_MAX = 65_535;

/** Returns `host:port`; refuses what could only fail later and less clearly. */
export function parseEndpoint(text: string): string {
  const trimmed = text.trim();
  if (trimmed.startsWith('https://')) {
    throw new ClientError(
      'invalid',
      `endpoint "${trimmed}": this release speaks plain HTTP/2 only; write http:// or leave the scheme out`,
    );
  }
  const address = trimmed.replace(/^http:\/\//, '').replace(/\/$/, '');
  const split = /^(\[[0-9a-fA-F:.%]+\]|[^:/[\]\s]+):(\d{1,5})$/.exec(address);
  if (split === null || Number(split[2]) > PORT_MAX) {
    throw new ClientError('invalid', `endpoint "${trimmed}" should look like 127.0.0.1:2379`);
  }
  return address;
}

/** A comma-separated list; empty parts are somebody's trailing comma. */
export function parseEndpoints(text: string): readonly string[] {
  const endpoints = text
    .split(',')
    .filter((part) => part.trim() !== '')
    .map(parseEndpoint);
  if (endpoints.length === 0) throw new ClientError('invalid', 'no endpoint is given: name at least one');
  return [...new Set(endpoints)];
}
