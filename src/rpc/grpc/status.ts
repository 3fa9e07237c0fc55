/** How a call ends, as a header block. */
import { fixedBlock } from '../hpack/encoder.ts';
import { FIELD_OVERHEAD } from '../hpack/header.ts';
import type { Header } from '../hpack/header.ts';

/** gRPC's code and a text. */
export interface Status {
  readonly code: number;
  readonly message: string;
}

/** Those this folder itself answers with. */
export const CODE = {
  INVALID_ARGUMENT: 3,
  DEADLINE_EXCEEDED: 4,
  RESOURCE_EXHAUSTED: 8,
  UNIMPLEMENTED: 12,
  INTERNAL: 13,
} as const;

/** Percent-encoded; so a block never outgrows the smallest frame a client may insist on. */
const MESSAGE_CHARACTERS_MAX = 4_096;
/** `grpc-status` and what surrounds it. */
const FIXED_FIELDS_BYTES = 256;

const OK_HEADERS: readonly Header[] = [
  { name: ':status', value: '200' },
  { name: 'content-type', value: 'application/grpc' },
];

/** After messages. */
export const trailersOf = (status: Status, listBytesMax: number): Uint8Array =>
  fixedBlock(fieldsOf(status, listBytesMax));

/** A whole answer without any message. */
export const trailersOnlyOf = (status: Status, listBytesMax: number): Uint8Array =>
  fixedBlock([...OK_HEADERS, ...fieldsOf(status, listBytesMax)]);

/** What is no call of gRPC is told so in HTTP's words, too. */
export function refusalOf(httpStatus: number, status: Status, more: readonly Header[] = []): Uint8Array {
  const [, contentType] = OK_HEADERS;
  const first = { name: ':status', value: String(httpStatus) };
  return fixedBlock([
    first,
    ...(contentType === undefined ? [] : [contentType]),
    ...fieldsOf(status, Infinity),
    ...more,
  ]);
}

function fieldsOf({ code, message }: Status, listBytesMax: number): readonly Header[] {
  const status = { name: 'grpc-status', value: String(code) };
  if (message === '') return [status];
  const text = { name: 'grpc-message', value: percentEncoded(message) };
  const bytes = text.name.length + text.value.length + FIELD_OVERHEAD;
  return bytes + FIXED_FIELDS_BYTES > listBytesMax ? [status] : [status, text];
}

/** gRPC over HTTP/2, "Status-Message": UTF-8, of which printable ASCII but "%" stands for itself. */
export function percentEncoded(text: string): string {
  let encoded = '';
  for (const byte of new TextEncoder().encode(text.slice(0, MESSAGE_CHARACTERS_MAX))) {
    const isPlain = byte >= 0x20 && byte <= 0x7e && byte !== 0x25;
    encoded += isPlain ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    if (encoded.length >= MESSAGE_CHARACTERS_MAX) break;
  }
  return encoded;
}
