/**
 * The header blocks of one connection's requests, as gRPC's clients make them: the first call of a method puts what is new
 * into the server's dynamic table (RFC 7541 §6.2.1), every later one is a handful of indexes.
 *
 * R1. Everything a connection ever says fits the default table of 4,096 octets, so nothing is evicted and an entry's index
 *     depends only on how many came after it.
 */
import { assert, present } from '../../../src/core/base/assert.ts';
import { fieldBytes, type Header } from '../../../src/rpc/hpack/header.ts';
import { writeInteger } from '../../../src/rpc/hpack/integer.ts';
import { staticIndexOfField, staticIndexOfName, STATIC_TABLE } from '../../../src/rpc/hpack/static-table.ts';

const TABLE_BYTES = 4096;
const BLOCK_BYTES_MAX = 1024;
const INDEXED = 0x80;
const LITERAL_WITH_INDEXING = 0x40;

export class RequestBlocks {
  readonly #fields: readonly Header[];
  /** Oldest first. */
  readonly #table: Header[] = [];
  #tableBytes = 0;
  /** By path, made when the table was as long as it is now. */
  readonly #warm = new Map<string, Uint8Array>();

  constructor(authority: string, scheme: 'http' | 'https' = 'http') {
    this.#fields = [
      { name: ':method', value: 'POST' },
      { name: ':scheme', value: scheme },
      { name: ':authority', value: authority },
      { name: 'content-type', value: 'application/grpc' },
      { name: 'user-agent', value: 'atoll-bench/1' },
      { name: 'te', value: 'trailers' },
    ];
  }

  /** To be sent exactly once, and in the order in which they were asked for. */
  next(path: string): Uint8Array {
    const warm = this.#warm.get(path);
    if (warm !== undefined) return warm;
    const length = this.#table.length;
    const block = this.#encode([...this.#fields, { name: ':path', value: path }]);
    if (length === this.#table.length) this.#warm.set(path, block);
    else this.#warm.clear();
    return block;
  }

  #encode(fields: readonly Header[]): Uint8Array {
    const into = new Uint8Array(BLOCK_BYTES_MAX);
    let end = 0;
    // Pseudo-header fields come first (RFC 9113 §8.3).
    const ordered = [...fields].sort((a, b) => Number(b.name[0] === ':') - Number(a.name[0] === ':'));
    for (const field of ordered) end = this.#writeField(field, into, end);
    return into.slice(0, end);
  }

  #writeField(field: Header, into: Uint8Array, at: number): number {
    const index = staticIndexOfField(field) || this.#indexOf(field);
    if (index > 0) return writeInteger(into, at, INDEXED, 7, index);
    const nameIndex = staticIndexOfName(field.name);
    let end = writeInteger(into, at, LITERAL_WITH_INDEXING, 6, nameIndex);
    if (nameIndex === 0) end = writeText(field.name, into, end);
    this.#insert(field);
    return writeText(field.value, into, end);
  }

  #insert(field: Header): void {
    this.#tableBytes += fieldBytes(field);
    assert(this.#tableBytes <= TABLE_BYTES, 'R1: the dynamic table is full');
    this.#table.push(field);
  }

  #indexOf(field: Header): number {
    const at = this.#table.findIndex(({ name, value }) => name === field.name && value === field.value);
    return at === -1 ? 0 : STATIC_TABLE.length + this.#table.length - at;
  }
}

function writeText(text: string, into: Uint8Array, at: number): number {
  let end = writeInteger(into, at, 0, 7, text.length);
  for (const character of text) into[end++] = present(character.codePointAt(0), 'a character');
  return end;
}
