/** Records in key order: a map for reads beside a sorted list of keys for ranges. Values are never changed in place. */
import { present } from '../../../src/core/base/assert.ts';
import type { StoreRange, StoreRecord } from '../../../src/ports/store.ts';

export class SortedRecords {
  #values: Map<string, Uint8Array>;
  #keys: string[];
  #bytes = 0;

  constructor(values: Map<string, Uint8Array> = new Map(), keys: string[] = []) {
    this.#values = values;
    this.#keys = keys;
  }

  get(key: string): Uint8Array | undefined {
    return this.#values.get(key);
  }

  set(key: string, value: Uint8Array): void {
    const known = this.#values.get(key);
    if (known === undefined) this.#keys.splice(this.#position(key), 0, key);
    this.#bytes += value.length - (known?.length ?? -key.length);
    this.#values.set(key, value);
  }

  delete(key: string): void {
    const known = this.#values.get(key);
    if (known === undefined) return;
    this.#bytes -= known.length + key.length;
    this.#values.delete(key);
    this.#keys.splice(this.#position(key), 1);
  }

  range({ from, to }: StoreRange): StoreRecord[] {
    const start = this.#position(from);
    const end = to === null ? this.#keys.length : this.#position(to);
    return this.#keys.slice(start, end).map((key) => ({ key, value: present(this.#values.get(key), key) }));
  }

  at(index: number): StoreRecord {
    const key = present(this.#keys[index], () => `record ${index}`);
    return { key, value: present(this.#values.get(key), key) };
  }

  count(): number {
    return this.#keys.length;
  }

  bytes(): number {
    return this.#bytes;
  }

  snapshot(): SortedRecords {
    return new SortedRecords(new Map(this.#values), [...this.#keys]);
  }

  /** Where `key` is, or would be. Appending is the common case: revisions ascend. */
  #position(key: string): number {
    const keys = this.#keys;
    const last = keys[keys.length - 1];
    if (last === undefined || key > last) return keys.length;
    let low = 0;
    let high = keys.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((keys[middle] ?? '') < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
