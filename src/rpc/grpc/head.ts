/** What a call's headers say. One head serves every call that came with the very same header block. */
import type { Header } from '../hpack/header.ts';

export interface Peer {
  readonly address: string;
  /** The common name of a verified client certificate. */
  readonly certificateName: string | null;
}

export interface CallBounds {
  /** The largest message of a client. */
  readonly messageBytesMax: number;
  /** From a request's first byte to its last, for calls with one request. */
  readonly requestMs: number;
  /** An answer no part of which the client has taken for so long is given up. */
  readonly stallMs: number;
}

export interface Head {
  readonly path: string;
  readonly timeoutMs: number | null;
  readonly headers: readonly Header[];
  readonly peer: Peer;
  readonly bounds: CallBounds;
}

/** The first value of a field; of one whose name ends in "-bin" the bytes it stands for, as a binary string. */
export function metadataOf(headers: readonly Header[], name: string): string | undefined {
  for (const header of headers) {
    if (header.name !== name) continue;
    return name.endsWith('-bin') ? fromBase64(header.value) : header.value;
  }
  return undefined;
}

/** With or without padding; of several values in one field the first (gRPC over HTTP/2, "Custom-Metadata"). */
function fromBase64(text: string): string | undefined {
  const [first = ''] = text.split(',');
  try {
    return atob(first.trim());
  } catch {
    return undefined;
  }
}
