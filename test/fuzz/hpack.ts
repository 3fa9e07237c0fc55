/**
 * Random header blocks, sound ones and broken ones, given to the decoder and to the naive one: they must agree on every
 * verdict, every field and, through the blocks that follow, on the table. Blocks come again, as a client's do, so what the
 * decoder remembers of them is compared too.
 */
import { expect } from 'chai';
import { nextFloat, nextInteger, pick, type Random } from '../../src/core/base/random.ts';
import { HpackDecoder, type Decoded } from '../../src/rpc/hpack/decoder.ts';
import { fixedBlock } from '../../src/rpc/hpack/encoder.ts';
import type { Header } from '../../src/rpc/hpack/header.ts';
import { encodeHuffman, huffmanLength } from '../../src/rpc/hpack/huffman-encode.ts';
import { writeInteger } from '../../src/rpc/hpack/integer.ts';
import { toHex } from '../rpc/hpack/blocks.ts';
import { NaiveDecoder } from '../rpc/hpack/naive.ts';
import type { Conversation, Feed, Tally, Target } from './target.ts';

const TABLE_BYTES = [0, 64, 200, 4096];
const LIST_BYTES = [0, 100, 300, 65536];
const REPEATED = 0.4;
const SIZE_UPDATED = 0.05;
const LIMIT_LOWERED = 0.01;
const BROKEN = 0.01;
const ROUND_TRIP = 0.1;
/** A decoder with a full table, full cache and its last list; text as it is built takes several times its octets. */
const DECODER_BYTES_MAX = 192 * 1024;
const BEYOND = 0.02;

/** With indexing, without, never: the pattern and the bits of its prefix (RFC 7541 §6.2). */
const LITERALS = [
  [0x40, 6],
  [0x00, 4],
  [0x10, 4],
] as const;

export const HPACK: Target = {
  input: 'a header block',
  begin: (random, tally, onFeed) => new HpackConversation(random, tally, onFeed),
};

class HpackConversation implements Conversation {
  readonly subject: HpackDecoder;
  readonly bytesMax = DECODER_BYTES_MAX;
  private readonly random: Random;
  private readonly tally: Tally;
  private readonly onFeed: Feed;
  private readonly tableBytes: number;
  private readonly listBytes: number;
  private readonly naive: NaiveDecoder;
  private readonly sent: Uint8Array[] = [];

  constructor(random: Random, tally: Tally, onFeed: Feed) {
    this.random = random;
    this.tally = tally;
    this.onFeed = onFeed;
    this.tableBytes = pick(random, TABLE_BYTES);
    this.listBytes = pick(random, LIST_BYTES);
    this.subject = new HpackDecoder(this.tableBytes, this.listBytes);
    this.naive = new NaiveDecoder(this.tableBytes);
  }

  step(): boolean {
    const { random, naive, sent } = this;
    if (nextFloat(random) < ROUND_TRIP) return this.roundTrip();
    if (nextFloat(random) < LIMIT_LOWERED)
      lowerBoth(this.subject, naive, nextInteger(random, 0, this.tableBytes));
    const repeats = sent.length > 0 && nextFloat(random) < REPEATED;
    const block = repeats ? pick(random, sent) : randomBlock(random, naive);
    if (!repeats) sent.push(block);
    this.onFeed(block);
    return this.agrees(block);
  }

  end(): void {
    // Each block was judged as it came.
  }

  private agrees(block: Uint8Array): boolean {
    const told = this.subject.decode(block);
    const expected = this.naive.decode(block);
    if (expected === 'error') {
      if (told.type !== 'compression-error') throw new Error(`a broken block was taken: ${toHex(block)}`);
      this.tally.count('errors');
      return false;
    }
    if (expected.bytes > this.listBytes) {
      if (told.type !== 'too-large')
        throw new Error(`a list over the limit was told as ${told.type}: ${toHex(block)}`);
      this.tally.count('too large');
      return true;
    }
    expectSame(told, expected.headers, block);
    this.tally.count('headers');
    return true;
  }

  /** What our encoder makes of any fields is read by another decoder as these fields. */
  private roundTrip(): boolean {
    const { random } = this;
    const field = (): Header => ({ name: randomText(random), value: randomText(random) });
    const headers = Array.from({ length: nextInteger(random, 0, 6) }, field);
    const block = fixedBlock(headers);
    this.onFeed(block);
    expectSame(new HpackDecoder(4_096, 65_536).decode(block), headers, block);
    const naive = new NaiveDecoder(4_096).decode(block);
    expect(naive === 'error' ? naive : naive.headers).to.deep.equal(headers);
    this.tally.count('round trips');
    return true;
  }
}

/** Chai's comparison, which says more, is left to what is not the same. */
function expectSame(told: Decoded, headers: readonly Header[], block: Uint8Array): void {
  const isSame =
    told.type === 'headers' &&
    told.headers.length === headers.length &&
    told.headers.every(({ name, value }, at) => name === headers[at]?.name && value === headers[at].value);
  if (!isSame) expect(told, toHex(block)).to.deep.include({ type: 'headers', headers });
}

function lowerBoth(decoder: HpackDecoder, naive: NaiveDecoder, bytes: number): void {
  decoder.lowerTableBytesMax(bytes);
  naive.lower(bytes);
}

function randomBlock(random: Random, state: NaiveDecoder): Uint8Array {
  const into = new Uint8Array(2048);
  let end = 0;
  if (nextFloat(random) < SIZE_UPDATED) {
    end = writeInteger(into, end, 0x20, 5, nextInteger(random, 0, state.limit));
  }
  const fields = nextInteger(random, 0, 6);
  for (let i = 0; i < fields; i++) end = randomField(random, randomIndex(random, state), into, end);
  return nextFloat(random) < BROKEN ? broken(random, into.slice(0, end)) : into.slice(0, end);
}

/** Half of the static table, half of what is in the dynamic one, and now and then of neither. */
function randomIndex(random: Random, state: NaiveDecoder): number {
  if (nextFloat(random) < 0.5) return nextInteger(random, 1, 61);
  return nextInteger(random, 61, 61 + state.table.length + (nextFloat(random) < BEYOND ? 1 : 0));
}

function randomField(random: Random, index: number, into: Uint8Array, at: number): number {
  if (nextFloat(random) < 0.5) return writeInteger(into, at, 0x80, 7, index);
  const [pattern, prefixBits] = pick(random, LITERALS);
  const named = nextFloat(random) < 0.5;
  let end = writeInteger(into, at, pattern, prefixBits, named ? index : 0);
  if (!named) end = randomString(random, into, end);
  return randomString(random, into, end);
}

function randomString(random: Random, into: Uint8Array, at: number): number {
  const text = randomText(random);
  if (nextFloat(random) < 0.5) {
    return encodeHuffman(text, into, writeInteger(into, at, 0x80, 7, huffmanLength(text)));
  }
  const start = writeInteger(into, at, 0, 7, text.length);
  for (let i = 0; i < text.length; i++) into[start + i] = text.charCodeAt(i);
  return start + text.length;
}

function randomText(random: Random): string {
  const length = nextInteger(random, 0, nextFloat(random) < 0.1 ? 120 : 12);
  const highest = nextFloat(random) < 0.5 ? 0x7a : 0xff;
  let text = '';
  for (let i = 0; i < length; i++) text += String.fromCharCode(nextInteger(random, 0x20, highest));
  return text;
}

function broken(random: Random, block: Uint8Array): Uint8Array {
  if (nextFloat(random) < 0.3) return block.slice(0, nextInteger(random, 0, block.length));
  const changed = block.slice();
  changed[nextInteger(random, 0, block.length - 1)] = nextInteger(random, 0, 255);
  return changed;
}
