/**
 * The entries one side has told the other to remember (RFC 7541 §2.3.2, §4), newest first from index 1.
 *
 * T1 The entries' sizes together (§4.1) never exceed the capacity; the oldest go first.
 * T2 An entry larger than the capacity empties the table and is not kept; that is no error (§4.4).
 * T3 The version rises with whatever may change what an index means: two equal versions are the same table. An insertion
 *    or a new capacity always counts, even if it happened to change nothing.
 */
import { fieldBytes, type Header } from './header.ts';

/** Evicted slots are given back once there are this many and they are most of the array. */
const EVICTED_SLOTS_MAX = 64;

export class DynamicTable {
  #capacity: number;
  #bytes = 0;
  #version = 0;
  /** Oldest first; what lies before `#oldest` is evicted. */
  #entries: (Header | undefined)[] = [];
  #oldest = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get capacity(): number {
    return this.#capacity;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get length(): number {
    return this.#entries.length - this.#oldest;
  }

  get version(): number {
    return this.#version;
  }

  /** `undefined` for an index that means nothing. */
  at(index: number): Header | undefined {
    return index >= 1 && index <= this.length ? this.#entries[this.#entries.length - index] : undefined;
  }

  resize(capacity: number): void {
    this.#version += 1;
    this.#capacity = capacity;
    this.#evictDownTo(capacity);
  }

  insert(header: Header): void {
    const bytes = fieldBytes(header);
    this.makeRoom(bytes);
    if (bytes > this.#capacity) return;
    this.#entries.push(header);
    this.#bytes += bytes;
  }

  /** What an insertion of an entry of this size does before it: all there is to it if the entry does not fit (T2). */
  makeRoom(bytes: number): void {
    this.#version += 1;
    this.#evictDownTo(Math.max(0, this.#capacity - bytes));
  }

  #evictDownTo(bytesMax: number): void {
    while (this.#bytes > bytesMax) {
      const oldest = this.#entries[this.#oldest];
      if (oldest === undefined) break;
      this.#bytes -= fieldBytes(oldest);
      this.#entries[this.#oldest++] = undefined;
    }
    this.#forgetEvicted();
  }

  #forgetEvicted(): void {
    if (this.#oldest < EVICTED_SLOTS_MAX || this.#oldest * 2 < this.#entries.length) return;
    this.#entries = this.#entries.slice(this.#oldest);
    this.#oldest = 0;
  }
}
