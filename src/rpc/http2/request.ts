/**
 * A header list as an HTTP request, or why it is none (RFC 9113 §8.2, §8.3). What is malformed here is a stream error
 * PROTOCOL_ERROR (§8.1.1); whether the request makes sense is for the one who answers it.
 */
import type { Header } from '../hpack/header.ts';

export interface Request {
  readonly type: 'request';
  readonly method: string;
  readonly path: string;
  /** All fields, pseudo-header fields too. */
  readonly headers: readonly Header[];
  readonly contentLength: number | null;
}

export interface Malformed {
  readonly type: 'malformed';
  readonly reason: string;
}

type Pseudo = ':method' | ':scheme' | ':path' | ':authority';

/** §8.2.2: they speak of one connection, and HTTP/2 has its own ways. */
const CONNECTION_FIELDS = new Set([
  'connection',
  'proxy-connection',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
]);
/** RFC 9110 §5.6.2, without capitals (§8.2.1). */
const FIELD_NAME = /^[!#$%&'*+\-.^_`|~0-9a-z]+$/;
/** §8.2.1: no NUL, LF or CR anywhere, no blank at either end. */
const BAD_VALUE = /[\0\n\r]|^[ \t]|[ \t]$/;
const LENGTH = /^\d{1,15}$/;

export function readRequest(headers: readonly Header[]): Request | Malformed {
  const pseudo = new Map<string, string>();
  let contentLength: number | null = null;
  let regularSeen = false;
  for (const { name, value } of headers) {
    const fault = name.startsWith(':')
      ? faultOfPseudo(pseudo, name, value, regularSeen)
      : faultOfRegular(name, value);
    if (fault !== null) return malformed(fault);
    if (name.startsWith(':')) pseudo.set(name, value);
    else regularSeen = true;
    if (name !== 'content-length') continue;
    if (!LENGTH.test(value)) return malformed('content-length is no number (§8.1.1)');
    if (contentLength !== null && contentLength !== Number(value)) return malformed('two lengths (§8.1.1)');
    contentLength = Number(value);
  }
  return complete(pseudo, headers, contentLength);
}

/** §8.1: a second header block ends the request and has no pseudo-header fields. Returns what is wrong, or `null`. */
export function faultOfTrailers(headers: readonly Header[]): string | null {
  for (const { name, value } of headers) {
    if (name.startsWith(':')) return 'a pseudo-header field in trailers (§8.3)';
    const fault = faultOfRegular(name, value);
    if (fault !== null) return fault;
  }
  return null;
}

function faultOfPseudo(
  seen: ReadonlyMap<string, string>,
  name: string,
  value: string,
  regularSeen: boolean,
): string | null {
  if (regularSeen) return `${name} after a regular field (§8.3)`;
  if (!isPseudo(name)) return 'an unknown pseudo-header field (§8.3)';
  if (seen.has(name)) return `${name} twice (§8.3)`;
  return BAD_VALUE.test(value) ? `${name} with a value that may not be (§8.2.1)` : null;
}

const isPseudo = (name: string): name is Pseudo =>
  name === ':path' || name === ':method' || name === ':scheme' || name === ':authority';

function faultOfRegular(name: string, value: string): string | null {
  if (!FIELD_NAME.test(name)) return 'a field name that may not be (§8.2.1)';
  if (BAD_VALUE.test(value)) return `${name} with a value that may not be (§8.2.1)`;
  if (CONNECTION_FIELDS.has(name)) return `${name} is for HTTP/1 (§8.2.2)`;
  if (name === 'te' && value !== 'trailers') return 'te with more than trailers (§8.2.2)';
  return null;
}

/** §8.3.1. */
function complete(
  pseudo: ReadonlyMap<string, string>,
  headers: readonly Header[],
  contentLength: number | null,
): Request | Malformed {
  const method = pseudo.get(':method');
  const path = pseudo.get(':path');
  if (method === undefined) return malformed(':method is missing (§8.3.1)');
  if (method === 'CONNECT') return connect(pseudo, headers, contentLength);
  if (!pseudo.has(':scheme')) return malformed(':scheme is missing (§8.3.1)');
  if (path === undefined || path === '') return malformed(':path is missing (§8.3.1)');
  if (!path.startsWith('/') && path !== '*') return malformed(':path is neither a path nor * (§8.3.1)');
  return { type: 'request', method, path, headers, contentLength };
}

/** §8.5. */
function connect(
  pseudo: ReadonlyMap<string, string>,
  headers: readonly Header[],
  contentLength: number | null,
): Request | Malformed {
  if (pseudo.has(':scheme') || pseudo.has(':path')) return malformed('CONNECT with a path (§8.5)');
  if (!pseudo.has(':authority')) return malformed('CONNECT to nowhere (§8.5)');
  return { type: 'request', method: 'CONNECT', path: '', headers, contentLength };
}

const malformed = (reason: string): Malformed => ({ type: 'malformed', reason });
