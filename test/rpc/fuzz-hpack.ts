/**
 * Random header blocks, sound ones and broken ones, given to the decoder and to the naive one: they must agree on every
 * verdict, every field and, through the blocks that follow, on the table. Blocks come again, as a client's do, so what the
 * decoder remembers of them is compared too.
 */
import { expect } from 'chai';
import { createRandom, nextFloat, nextInteger, pick, type Random } from '../../src/core/base/random.ts';
import { HpackDecoder } from '../../src/rpc/hpack/decoder.ts';
import { encodeHuffman, huffmanLength } from '../../src/rpc/hpack/huffman-encode.ts';
import { writeInteger } from '../../src/rpc/hpack/integer.ts';
import { toHex } from './hpack/blocks.ts';
import { NaiveDecoder } from './hpack/naive.ts';

const TABLE_BYTES = [0, 64, 200, 4096];
const LIST_BYTES = [0, 100, 300, 65536];
const BLOCKS_OF_A_CONNECTION = 40;
const REPEATED = 0.4;
const SIZE_UPDATED = 0.05;
const LIMIT_LOWERED = 0.01;
const BROKEN = 0.03;
const BEYOND = 0.02;

/** With indexing, without, never: the pattern and the bits of its prefix (RFC 7541 §6.2). */
const LITERALS = [
  [0x40, 6],
  [0x00, 4],
  [0x10, 4],
] as const;

/** How the blocks were judged: a fuzzer that only ever meets one verdict tests little. */
export interface FuzzedBlocks {
  headers: number;
  tooLarge: number;
  errors: number;
}

export function fuzzHpack(seed: number, connections: number): FuzzedBlocks {
  const random = createRandom(seed);
  const seen = { headers: 0, tooLarge: 0, errors: 0 };
  for (let i = 0; i < connections; i++) fuzzConnection(random, seen, `seed ${seed}, connection ${i}`);
  return seen;
}

function fuzzConnection(random: Random, seen: FuzzedBlocks, where: string): void {
  const tableBytes = pick(random, TABLE_BYTES);
  const listBytes = pick(random, LIST_BYTES);
  const decoder = new HpackDecoder(tableBytes, listBytes);
  const naive = new NaiveDecoder(tableBytes);
  const sent: Uint8Array[] = [];
  for (let i = 0; i < BLOCKS_OF_A_CONNECTION; i++) {
    if (nextFloat(random) < LIMIT_LOWERED) lowerBoth(decoder, naive, nextInteger(random, 0, tableBytes));
    const block =
      sent.length > 0 && nextFloat(random) < REPEATED ? pick(random, sent) : randomBlock(random, naive);
    sent.push(block);

    const told = decoder.decode(block);
    const expected = naive.decode(block);
    const context = `${where}, block ${toHex(block)}`;
    if (expected === 'error') {
      expect(told.type, context).to.equal('compression-error');
      seen.errors += 1;
      return;
    }
    if (expected.bytes > listBytes) {
      expect(told.type, context).to.equal('too-large');
      seen.tooLarge += 1;
    } else {
      expect(told, context).to.deep.equal({ type: 'headers', ...expected });
      seen.headers += 1;
    }
  }
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
  const length = nextInteger(random, 0, nextFloat(random) < 0.1 ? 120 : 12);
  const highest = pick(random, [0x7a, 0xff]);
  const text = Array.from({ length }, () => String.fromCharCode(nextInteger(random, 0x20, highest))).join('');
  if (nextFloat(random) < 0.5) {
    return encodeHuffman(text, into, writeInteger(into, at, 0x80, 7, huffmanLength(text)));
  }
  const start = writeInteger(into, at, 0, 7, length);
  for (let i = 0; i < length; i++) into[start + i] = text.charCodeAt(i);
  return start + length;
}

function broken(random: Random, block: Uint8Array): Uint8Array {
  if (nextFloat(random) < 0.3) return block.slice(0, nextInteger(random, 0, block.length));
  const changed = block.slice();
  changed[nextInteger(random, 0, block.length - 1)] = nextInteger(random, 0, 255);
  return changed;
}
