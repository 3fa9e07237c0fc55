/**
 * Lists of fields as header blocks. A server says very little that is worth remembering, so this side of the connection has
 * no dynamic table at all: every field is an index of the static table or a literal (RFC 7541 §6.2.2).
 *
 * E1 A block refers to nothing but the static table, so a block encoded once is valid on every connection, any number of
 *    times: `fixedBlock`.
 * E2 Every block of a connection goes out through its encoder, fixed ones too: if the peer has lowered its limit below what
 *    we were using, the next block, whichever that is, opens with the size update it is owed (§4.2, RFC 9113 §4.3.1).
 * E3 Secrets are written as never indexed, for whoever carries them further (§7.1.3).
 */
import { DEFAULT_TABLE_BYTES } from './decoder.ts';
import type { Header } from './header.ts';
import { encodeHuffman, huffmanLength } from './huffman-encode.ts';
import { INTEGER_BYTES_MAX, writeInteger } from './integer.ts';
import { staticIndexOfField, staticIndexOfName } from './static-table.ts';

/** First octets (RFC 7541 §6). */
const INDEXED = 0x80;
const SIZE_UPDATE = 0x20;
const LITERAL = 0x00;
const LITERAL_NEVER_INDEXED = 0x10;
const HUFFMAN_FLAG = 0x80;

const SECRETS: ReadonlySet<string> = new Set([
  ...['authorization', 'proxy-authorization', 'cookie', 'set-cookie'],
  // Where etcd's clients carry what Authenticate gave them.
  'token',
]);

export class HpackEncoder {
  /** What the peer believes our table to be: the default until it says otherwise, although we keep nothing in it. */
  #announced = DEFAULT_TABLE_BYTES;
  #owesUpdate = false;

  /** The peer's SETTINGS_HEADER_TABLE_SIZE. A higher one than ours we simply do not use. */
  setPeerTableBytesMax(bytes: number): void {
    if (bytes >= this.#announced) return;
    this.#announced = bytes;
    this.#owesUpdate = true;
  }

  /** Writes a block for `headers` at `at` and returns its end. There must be room for `blockBytesMax(headers)`. */
  encode(headers: readonly Header[], into: Uint8Array, at: number): number {
    checkRoom(into, at, blockBytesMax(headers));
    let end = this.#writeOwedUpdate(into, at);
    for (const header of headers) end = writeField(header, into, end);
    return end;
  }

  /** Writes a block from `fixedBlock` and returns its end. There must be room for it and UPDATE_BYTES_MAX. */
  writeFixed(block: Uint8Array, into: Uint8Array, at: number): number {
    checkRoom(into, at, block.length + UPDATE_BYTES_MAX);
    const start = this.#writeOwedUpdate(into, at);
    into.set(block, start);
    return start + block.length;
  }

  #writeOwedUpdate(into: Uint8Array, at: number): number {
    if (!this.#owesUpdate) return at;
    this.#owesUpdate = false;
    return writeInteger(into, at, SIZE_UPDATE, 5, this.#announced);
  }
}

/** What the size update that may be owed adds to a block at most. */
export const UPDATE_BYTES_MAX = INTEGER_BYTES_MAX;

/** The block of fields that are always the same, encoded once for all connections (E1). */
export function fixedBlock(headers: readonly Header[]): Uint8Array {
  const into = new Uint8Array(blockBytesMax(headers));
  return into.slice(0, new HpackEncoder().encode(headers, into, 0));
}

export function blockBytesMax(headers: readonly Header[]): number {
  let bytes = UPDATE_BYTES_MAX;
  for (const { name, value } of headers) bytes += 1 + 2 * INTEGER_BYTES_MAX + name.length + value.length;
  return bytes;
}

/** A typed array swallows what is written past its end: better a failure here than a block without its tail. */
function checkRoom(into: Uint8Array, at: number, bytes: number): void {
  if (into.length - at < bytes)
    throw new RangeError(`${bytes} bytes of header block, room for ${into.length - at}`);
}

function writeField(header: Header, into: Uint8Array, at: number): number {
  const secret = SECRETS.has(header.name);
  const index = secret ? 0 : staticIndexOfField(header);
  if (index > 0) return writeInteger(into, at, INDEXED, 7, index);
  const nameIndex = staticIndexOfName(header.name);
  let end = writeInteger(into, at, secret ? LITERAL_NEVER_INDEXED : LITERAL, 4, nameIndex);
  if (nameIndex === 0) end = writeString(header.name, into, end);
  return writeString(header.value, into, end);
}

/** §5.2: whichever form is shorter. */
function writeString(text: string, into: Uint8Array, at: number): number {
  const packed = huffmanLength(text);
  if (packed < text.length) {
    return encodeHuffman(text, into, writeInteger(into, at, HUFFMAN_FLAG, 7, packed));
  }
  let end = writeInteger(into, at, 0, 7, text.length);
  for (let i = 0; i < text.length; i++) into[end++] = text.charCodeAt(i);
  return end;
}
