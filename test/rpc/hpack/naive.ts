/**
 * HPACK once more, as plainly as RFC 7541 reads, for comparison: bits are text, the table is an array that is cut, nothing is
 * remembered between blocks but it. Slow, and shares with ours only the static table and the lengths of the Huffman code,
 * which are checked against Node's implementation.
 */
import { HUFFMAN_CODES } from '../../../src/rpc/hpack/huffman-code.ts';
import type { Header } from '../../../src/rpc/hpack/header.ts';
import { STATIC_TABLE } from '../../../src/rpc/hpack/static-table.ts';

export type NaiveResult = 'error' | { readonly headers: readonly Header[]; readonly bytes: number };

const SYMBOL_OF_CODE = new Map(
  HUFFMAN_CODES.map(({ bits, length }, symbol) => [toBits(bits, length), symbol]),
);
const EOS = 256;

export class NaiveDecoder {
  /** Newest first. */
  table: Header[] = [];
  capacity: number;
  limit: number;
  #rest: number[] = [];
  /** The update that a lowered limit asks for; infinite if none does. */
  #owed = Infinity;

  constructor(limit: number) {
    this.limit = limit;
    this.capacity = Math.min(limit, 4096);
  }

  decode(block: Uint8Array): NaiveResult {
    this.#rest = [...block];
    try {
      const headers = this.#fields();
      return { headers, bytes: headers.reduce((sum, header) => sum + sizeOf(header), 0) };
    } catch {
      return 'error';
    }
  }

  lower(limit: number): void {
    this.limit = Math.min(limit, this.limit);
    if (this.capacity > this.limit) this.#owed = this.limit;
  }

  #fields(): Header[] {
    for (let updates = 0; this.#next().startsWith('001'); updates++) {
      if (updates === 2) throw new Error('three updates');
      this.#resize(this.#integer(5));
    }
    if (this.#owed < Infinity) throw new Error('no update');
    const headers: Header[] = [];
    while (this.#rest.length > 0) headers.push(this.#field());
    return headers;
  }

  #field(): Header {
    const bits = this.#next();
    if (bits.startsWith('1')) return this.#lookUp(this.#integer(7));
    if (bits.startsWith('01')) return this.#insert(this.#literal(6));
    if (bits.startsWith('001')) throw new Error('an update behind a field');
    return this.#literal(4);
  }

  /** The bits of the next octet, none at the end. */
  #next(): string {
    return this.#rest.length === 0 ? '' : toBits(this.#rest[0] ?? 0, 8);
  }

  #lookUp(index: number): Header {
    const found = [...STATIC_TABLE, ...this.table][index - 1];
    if (found === undefined) throw new Error('no such index');
    return found;
  }

  #literal(prefixBits: number): Header {
    const index = this.#integer(prefixBits);
    const name = index > 0 ? this.#lookUp(index).name : this.#string();
    return { name, value: this.#string() };
  }

  #insert(header: Header): Header {
    this.table = fitting([header, ...this.table], this.capacity);
    return header;
  }

  #resize(capacity: number): void {
    if (capacity > this.limit) throw new Error('above the limit');
    if (capacity <= this.#owed) this.#owed = Infinity;
    this.capacity = capacity;
    this.table = fitting(this.table, capacity);
  }

  #string(): string {
    const huffman = (this.#rest[0] ?? 0) >= 0x80;
    const length = this.#integer(7);
    if (length > this.#rest.length) throw new Error('short');
    const octets = this.#rest.splice(0, length);
    return huffman ? unpack(octets) : String.fromCharCode(...octets);
  }

  #integer(prefixBits: number): number {
    const prefix = this.#octet() % 2 ** prefixBits;
    if (prefix < 2 ** prefixBits - 1) return prefix;
    const groups: number[] = [];
    do groups.push(this.#octet());
    while ((groups.at(-1) ?? 0) >= 0x80);
    const value = groups.reduceRight((sum, group) => sum * 128 + (group % 128), 0) + prefix;
    if (groups.length > 5 || value >= 2 ** 31) throw new Error('too large');
    return value;
  }

  #octet(): number {
    const octet = this.#rest.shift();
    if (octet === undefined) throw new Error('the end');
    return octet;
  }
}

/** The newest entries that fit, down to none if the first alone does not. */
function fitting(table: readonly Header[], capacity: number): Header[] {
  let bytes = 0;
  const firstTooMany = table.findIndex((header) => (bytes += sizeOf(header)) > capacity);
  return firstTooMany === -1 ? [...table] : table.slice(0, firstTooMany);
}

function sizeOf({ name, value }: Header): number {
  return name.length + value.length + 32;
}

function unpack(octets: readonly number[]): string {
  let text = '';
  let code = '';
  for (const bit of octets.map((octet) => toBits(octet, 8)).join('')) {
    code += bit;
    const symbol = SYMBOL_OF_CODE.get(code);
    if (symbol === undefined) continue;
    if (symbol === EOS) throw new Error('EOS');
    text += String.fromCharCode(symbol);
    code = '';
  }
  if (code.length > 7 || code.includes('0')) throw new Error('padding');
  return text;
}

function toBits(value: number, length: number): string {
  return value.toString(2).padStart(length, '0');
}
