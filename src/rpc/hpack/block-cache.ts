/**
 * Header blocks recognised by their bytes. Once a client's table is warm it sends the same ten octets for every call of one
 * method; they need not be decoded again, and what they decoded to need not be judged again: the answer is the very object
 * given the first time, so its identity can stand for the judgement.
 *
 * When that is sound:
 * B1 Decoding is a function of the block's bytes, the dynamic table and the list limit, and the limit never changes.
 * B2 Only a block that left the table's version (T3) as it was is remembered: answering from here skips no change.
 * B3 A block that used a dynamic entry is good for the version it was decoded at. One that used none, only the static table
 *    and literals, means the same for ever.
 * B4 While a size update is owed (§4.2) nothing is answered from here: the block without it is an error. Size updates raise
 *    the version, so a block that holds one is never remembered (B2).
 * B5 Only header lists are remembered: an error ends the connection anyway, and what is too large shall not be cheap.
 * B6 SLOTS blocks of at most BLOCK_BYTES_MAX: a newcomer takes the slot of its hash. Who collides on purpose gets what a
 *    connection without this cache costs.
 */
import type { Header } from './header.ts';

export interface HeaderList {
  readonly type: 'headers';
  readonly headers: readonly Header[];
  /** As RFC 9113 §6.5.2 counts them. */
  readonly bytes: number;
}

const SLOTS = 64;
const BLOCK_BYTES_MAX = 512;
/** The version of a block that means the same whatever the table holds (B3). */
const ALWAYS = -1;

interface Remembered {
  readonly block: Uint8Array;
  readonly version: number;
  readonly list: HeaderList;
}

export class BlockCache {
  /** Made by the first block that is remembered: many connections send none twice. */
  #slots: (Remembered | undefined)[] | undefined;

  find(bytes: Uint8Array, from: number, to: number, version: number): HeaderList | undefined {
    if (this.#slots === undefined || to - from > BLOCK_BYTES_MAX) return undefined;
    const found = this.#slots[slotOf(bytes, from, to)];
    if (found === undefined || (found.version !== version && found.version !== ALWAYS)) return undefined;
    return sameBytes(found.block, bytes, from, to) ? found.list : undefined;
  }

  remember(
    bytes: Uint8Array,
    from: number,
    to: number,
    used: { version: number; dynamicEntry: boolean },
    list: HeaderList,
  ): void {
    if (to - from > BLOCK_BYTES_MAX) return;
    this.#slots ??= new Array<Remembered | undefined>(SLOTS).fill(undefined);
    const version = used.dynamicEntry ? used.version : ALWAYS;
    // Not `slice`, which shares memory if the bytes are a Buffer of Node's.
    const block = new Uint8Array(bytes.subarray(from, to));
    this.#slots[slotOf(bytes, from, to)] = { block, version, list };
  }
}

/** FNV-1a, folded so that every octet reaches the low bits. */
function slotOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ (bytes[i] ?? 0), 0x01000193);
  return (hash ^ (hash >>> 15)) & (SLOTS - 1);
}

function sameBytes(block: Uint8Array, bytes: Uint8Array, from: number, to: number): boolean {
  if (block.length !== to - from) return false;
  for (let i = 0; i < block.length; i++) {
    if (block[i] !== bytes[from + i]) return false;
  }
  return true;
}
