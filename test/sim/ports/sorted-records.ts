/**
 * Records in key order: a map for reads beside sorted lists of keys for ranges. Values are never changed in place.
 *
 * R1. There is one list for each first character of a key: a store's tables differ in it, and within a table most new
 *     keys come at the end and most deletes at the front, so that few keys have to move.
 * R2. A key is looked up once for a write: what was there before is the answer, and its place takes what comes.
 */
import { present } from '../../../src/core/base/assert.ts';
import type { StoreRange, StoreRecord } from '../../../src/ports/store.ts';

/** The place of one key's value; it changes as the key is written anew. */
interface Place {
  value: Uint8Array;
}

export class SortedRecords {
  readonly #places: Map<string, Place>;
  /** By the first character; empty for those that no key begins with. */
  readonly #lists: string[][];
  #bytes: number;

  constructor(places: Map<string, Place> = new Map(), lists: string[][] = [], bytes = 0) {
    this.#places = places;
    this.#lists = lists;
    this.#bytes = bytes;
  }

  get(key: string): Uint8Array | undefined {
    return this.#places.get(key)?.value;
  }

  /** Returns what it replaces. */
  set(key: string, value: Uint8Array): Uint8Array | undefined {
    const place = this.#places.get(key);
    if (place === undefined) {
      insert(this.#listOf(key), key);
      this.#places.set(key, { value });
      this.#bytes += key.length + value.length;
      return undefined;
    }
    const before = place.value;
    place.value = value;
    this.#bytes += value.length - before.length;
    return before;
  }

  /** Returns what was there. */
  delete(key: string): Uint8Array | undefined {
    const known = this.#places.get(key)?.value;
    if (known === undefined) return undefined;
    this.#bytes -= known.length + key.length;
    this.#places.delete(key);
    const list = this.#listOf(key);
    const at = list[0] === key ? 0 : position(list, key);
    if (at === 0) list.shift();
    else list.splice(at, 1);
    return known;
  }

  range({ from, to }: StoreRange): StoreRecord[] {
    const found: StoreRecord[] = [];
    const last = to === null ? this.#lists.length - 1 : placeOf(to);
    for (let place = placeOf(from); place <= last; place++) {
      const list = this.#lists[place] ?? [];
      const end = to === null ? list.length : position(list, to);
      for (let at = position(list, from); at < end; at++)
        found.push(this.#record(present(list[at], 'a key')));
    }
    return found;
  }

  at(index: number): StoreRecord {
    let left = index;
    for (const list of this.#lists) {
      const key = list[left];
      if (key !== undefined) return this.#record(key);
      left -= list.length;
    }
    throw new Error(`there is no record ${index} of ${this.count()}`);
  }

  count(): number {
    return this.#places.size;
  }

  bytes(): number {
    return this.#bytes;
  }

  snapshot(): SortedRecords {
    const lists = this.#lists.map((list) => [...list]);
    const places = new Map<string, Place>();
    for (const [key, { value }] of this.#places) places.set(key, { value });
    return new SortedRecords(places, lists, this.#bytes);
  }

  #record(key: string): StoreRecord {
    return { key, value: present(this.get(key), key) };
  }

  #listOf(key: string): string[] {
    const place = placeOf(key);
    while (this.#lists.length <= place) this.#lists.push([]);
    return present(this.#lists[place], 'a list');
  }
}

/** The empty key sorts first. */
const placeOf = (key: string): number => (key === '' ? 0 : key.charCodeAt(0));

function insert(list: string[], key: string): void {
  const at = position(list, key);
  if (at === list.length) list.push(key);
  else list.splice(at, 0, key);
}

/** Where `key` is, or would be. Appending is the common case: revisions ascend. */
function position(list: readonly string[], key: string): number {
  const last = list[list.length - 1];
  if (last === undefined || key > last) return list.length;
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] ?? '') < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
