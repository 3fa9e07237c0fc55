/**
 * Header blocks as lists of fields (RFC 7541 §3). One decoder per connection and direction, since every block may change
 * what the next one means.
 *
 * D1 After `headers` and after `too-large` the dynamic table is as the sender has it, so the connection may live on. After
 *    `compression-error` it is not, and the connection must end (RFC 9113 §4.3).
 * D2 A field is counted before anything is built for it. Text is made of octets only for what is listed or kept in the
 *    table, so a block costs what it is long and what the limits of octets and fields allow, whatever it would unpack to.
 * D3 A size update stands only at a block's start (§4.2), at most two of them, none above what we announced. If we lowered
 *    that below what the sender used, the next block has one.
 * D4 Blocks are answered from the cache where its own invariants (block-cache.ts) allow it.
 * D5 A list that comes to `FAR_TOO_LARGE` times its limit is not read to its end: an index is one octet and may stand for
 *    thousands (CVE-2016-6581), and reading it must not cost more than the limit is worth. The table is lost with it, so
 *    after `far-too-large` the connection must end.
 */
import { BlockCache, type HeaderList } from './block-cache.ts';
import { DynamicTable } from './dynamic-table.ts';
import { CompressionFault, FIELD_OVERHEAD, fieldBytes, type Header } from './header.ts';
import { readInteger, type Cursor } from './integer.ts';
import { STATIC_TABLE } from './static-table.ts';
import { StringReader, textOf, type Span } from './string-reader.ts';

/** What both sides use until a setting says otherwise (RFC 9113 §6.5.2). */
export const DEFAULT_TABLE_BYTES = 4096;
/** The lowest size of an interval and its last one (§4.2). */
const SIZE_UPDATES_MAX = 2;

/** D5. */
const FAR_TOO_LARGE = 4;
const FAR_TOO_LARGE_BYTES_MIN = 64 * 1024;

/** First octets (§6). */
const INDEXED = 0x80;
const LITERAL_WITH_INDEXING = 0x40;
const SIZE_UPDATE = 0x20;

const NOTHING = new Uint8Array(0);

export type Decoded =
  | HeaderList
  | { readonly type: 'too-large' | 'far-too-large' }
  | { readonly type: 'compression-error'; readonly reason: string };

const TOO_LARGE: Decoded = { type: 'too-large' };
const MUCH_TOO_LARGE: Decoded = { type: 'far-too-large' };

/** Of a list: each is an object here, whatever it counts in octets (CVE-2019-9516). Node's own limit is half of this. */
export const FIELDS_MAX = 256;

export class HpackDecoder {
  readonly #listBytesMax: number;
  readonly #readBytesMax: number;
  readonly #table: DynamicTable;
  readonly #cache = new BlockCache();
  readonly #strings: StringReader;
  #tableBytesMax: number;
  /** The lowest limit since the last block, if the sender owes us a size update for it (D3). */
  #owedUpdate: number | null = null;

  /** The block being read, and what came of it so far. */
  readonly #cursor: Cursor = { bytes: NOTHING, at: 0, end: 0 };
  readonly #name: Span = { bytes: NOTHING, from: 0, length: 0 };
  readonly #value: Span = { bytes: NOTHING, from: 0, length: 0 };
  #headers: Header[] = [];
  #listBytes = 0;
  #fields = 0;
  #usedDynamicEntry = false;

  /** `tableBytesMax` is what we announce as SETTINGS_HEADER_TABLE_SIZE at most, `listBytesMax` what one list may come to. */
  constructor(tableBytesMax: number, listBytesMax: number) {
    this.#tableBytesMax = tableBytesMax;
    this.#listBytesMax = listBytesMax;
    this.#readBytesMax = Math.max(FAR_TOO_LARGE * listBytesMax, FAR_TOO_LARGE_BYTES_MIN);
    this.#table = new DynamicTable(Math.min(tableBytesMax, DEFAULT_TABLE_BYTES));
    this.#strings = new StringReader(Math.max(tableBytesMax, listBytesMax));
  }

  /** The peer has acknowledged a lower SETTINGS_HEADER_TABLE_SIZE. */
  lowerTableBytesMax(bytes: number): void {
    this.#tableBytesMax = Math.min(bytes, this.#tableBytesMax);
    if (this.#table.capacity > this.#tableBytesMax) this.#owedUpdate = this.#tableBytesMax;
  }

  /** Reads the block in `block` from `from` to `to`; nothing of `block` is kept. */
  decode(block: Uint8Array, from = 0, to = block.length): Decoded {
    const known =
      this.#owedUpdate === null ? this.#cache.find(block, from, to, this.#table.version) : undefined;
    return known ?? this.#decodeUnknown(block, from, to);
  }

  #decodeUnknown(block: Uint8Array, from: number, to: number): Decoded {
    const version = this.#table.version;
    this.#begin(block, from, to);
    try {
      this.#readSizeUpdates();
      while (this.#cursor.at < to && this.#listBytes <= this.#readBytesMax) this.#readField();
    } catch (error) {
      if (error instanceof CompressionFault) return { type: 'compression-error', reason: error.message };
      throw error;
    } finally {
      this.#letGo();
    }
    if (this.#listBytes > this.#readBytesMax) return MUCH_TOO_LARGE;
    if (!this.#isWithinLimits) return TOO_LARGE;
    const list: HeaderList = { type: 'headers', headers: this.#takeHeaders(), bytes: this.#listBytes };
    if (version === this.#table.version) {
      this.#cache.remember(block, from, to, { version, dynamicEntry: this.#usedDynamicEntry }, list);
    }
    return list;
  }

  #begin(block: Uint8Array, from: number, to: number): void {
    this.#cursor.bytes = block;
    this.#cursor.at = from;
    this.#cursor.end = to;
    this.#headers = [];
    this.#listBytes = 0;
    this.#fields = 0;
    this.#usedDynamicEntry = false;
  }

  #takeHeaders(): Header[] {
    const headers = this.#headers;
    this.#headers = [];
    return headers;
  }

  /** An idle connection shall not hold the chunk that its last block came in. */
  #letGo(): void {
    this.#cursor.bytes = NOTHING;
    this.#name.bytes = NOTHING;
    this.#value.bytes = NOTHING;
    this.#strings.letGo();
  }

  #readSizeUpdates(): void {
    for (let seen = 0; isSizeUpdate(this.#peek()); seen++) {
      if (seen === SIZE_UPDATES_MAX) {
        throw new CompressionFault('more than two size updates at the start of a block (RFC 7541 §4.2)');
      }
      this.#readSizeUpdate();
    }
    if (this.#owedUpdate !== null) {
      throw new CompressionFault(
        `no size update to ${this.#owedUpdate} or less after the limit was lowered (RFC 7541 §4.2)`,
      );
    }
  }

  #readSizeUpdate(): void {
    const capacity = readInteger(this.#cursor, 5);
    if (capacity > this.#tableBytesMax) {
      throw new CompressionFault(`a size update above the limit of ${this.#tableBytesMax} (RFC 7541 §6.3)`);
    }
    this.#table.resize(capacity);
    if (this.#owedUpdate !== null && capacity <= this.#owedUpdate) this.#owedUpdate = null;
  }

  #readField(): void {
    const first = this.#peek();
    if (first >= INDEXED) this.#list(this.#entry(readInteger(this.#cursor, 7)));
    else if (first >= LITERAL_WITH_INDEXING) this.#readLiteral(6, true);
    else if (first >= SIZE_UPDATE) {
      throw new CompressionFault('a size update that is not at the start of its block (RFC 7541 §4.2)');
    } else this.#readLiteral(4, false);
  }

  #list(header: Header): void {
    this.#count(fieldBytes(header));
    if (this.#isWithinLimits) this.#headers.push(header);
  }

  #count(bytes: number): void {
    this.#listBytes += bytes;
    this.#fields += 1;
  }

  get #isWithinLimits(): boolean {
    return this.#listBytes <= this.#listBytesMax && this.#fields <= FIELDS_MAX;
  }

  #readLiteral(prefixBits: number, indexed: boolean): void {
    this.#strings.reset();
    const index = readInteger(this.#cursor, prefixBits);
    const named = index === 0 ? null : this.#entry(index).name;
    if (named === null) this.#strings.read(this.#cursor, this.#name);
    this.#strings.read(this.#cursor, this.#value);

    const bytes = (named?.length ?? this.#name.length) + this.#value.length + FIELD_OVERHEAD;
    this.#count(bytes);
    const listed = this.#isWithinLimits;
    const kept = indexed && bytes <= this.#table.capacity;
    if (indexed && !kept) this.#table.makeRoom(bytes);
    if (!listed && !kept) return;
    const header = { name: named ?? textOf(this.#name), value: textOf(this.#value) };
    if (listed) this.#headers.push(header);
    if (kept) this.#table.insert(header);
  }

  /** §2.3.3: first the static table, then the dynamic one. */
  #entry(index: number): Header {
    const known = STATIC_TABLE[index - 1];
    if (known !== undefined) return known;
    this.#usedDynamicEntry = true;
    const entry = this.#table.at(index - STATIC_TABLE.length);
    if (entry === undefined)
      throw new CompressionFault(`index ${index} names no field (${sectionOf(index)})`);
    return entry;
  }

  /** The octet under the cursor; past the end an octet that begins no size update. */
  #peek(): number {
    return this.#cursor.at < this.#cursor.end ? (this.#cursor.bytes[this.#cursor.at] ?? 0) : 0;
  }
}

function isSizeUpdate(octet: number): boolean {
  return octet >= SIZE_UPDATE && octet < LITERAL_WITH_INDEXING;
}

function sectionOf(index: number): string {
  return index === 0 ? 'RFC 7541 §6.1' : 'RFC 7541 §2.3.3';
}
