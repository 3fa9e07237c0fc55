/**
 * One header field, and what the two tables and the limits count for it. Names and values are latin1 strings, one UTF-16
 * unit per octet: HPACK moves octets and judges none of them; what a name may look like is HTTP/2's affair.
 */
export interface Header {
  readonly name: string;
  readonly value: string;
}

/** What an entry costs beside its octets (RFC 7541 §4.1; RFC 9113 §6.5.2 counts a header list the same way). */
export const FIELD_OVERHEAD = 32;

export function fieldBytes(header: Header): number {
  return header.name.length + header.value.length + FIELD_OVERHEAD;
}

/** What the peer sent is not HPACK: the connection is over (RFC 9113 §4.3). Never leaves this folder. */
export class CompressionFault extends Error {
  override readonly name = 'CompressionFault';
}
