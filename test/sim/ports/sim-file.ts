/**
 * One file of a simulated disk: what is on the platter, and the changes since that a crash may take away.
 *
 * F1. `durable` changes only by a sync, by a crash, or by damage that a test asks for.
 * F2. The present content is `durable` with every pending change laid over it in order.
 * F3. A crash keeps, of each pending write, any set of its 512-byte sectors; of each pending cut, all or nothing.
 */
import { nextFloat, nextInteger, type Random } from '../../../src/core/base/random.ts';
import type { FaultCounts } from './fault-counts.ts';
import { Slab } from '../../../src/core/base/slab.ts';
import { PendingLog } from './pending-log.ts';

export const SECTOR_BYTES = 512;
const PAGE_BYTES = 4096;
const PAGES = new Slab(8 * PAGE_BYTES);
const BITS_PER_BYTE = 8;

type Change =
  | { readonly type: 'write'; readonly position: number; readonly bytes: Uint8Array }
  | { readonly type: 'truncate'; readonly size: number };

/** Absent pages are zeros: segments are allocated whole and mostly empty. */
interface Content {
  size: number;
  readonly pages: Map<number, Uint8Array>;
}

export class SimFile {
  readonly #durable: Content;
  readonly #pending = new PendingLog<Change>();

  constructor(size: number) {
    this.#durable = { size, pages: new Map() };
  }

  /** For `synced`: what a sync that begins now covers. */
  mark(): number {
    return this.#pending.mark();
  }

  size(): number {
    let { size } = this.#durable;
    for (const change of this.#pending) size = sizeAfter(size, change);
    return size;
  }

  read(): Uint8Array {
    let whole: Uint8Array = new Uint8Array(this.#durable.size);
    for (const [page, bytes] of this.#durable.pages) {
      const at = page * PAGE_BYTES;
      whole.set(bytes.subarray(0, Math.min(PAGE_BYTES, whole.length - at)), at);
    }
    for (const change of this.#pending) whole = applyToBytes(whole, change);
    return whole.subarray(0, this.size());
  }

  /** The bytes are the file's from here on. */
  write(position: number, bytes: Uint8Array): void {
    this.#pending.add({ type: 'write', position, bytes });
  }

  truncate(size: number): void {
    this.#pending.add({ type: 'truncate', size });
  }

  /** What was pending at the mark is on the platter now. */
  synced(mark: number): void {
    for (const change of this.#pending.takeUntil(mark)) applyToContent(this.#durable, change);
  }

  /**
   * Power is lost: each pending sector made it with the given chance. Also what a failed sync leaves: the pages were
   * marked clean, so nothing will bring the lost ones to the platter later.
   */
  crash(random: Random, survivalRate: number, faults: FaultCounts | null = null): void {
    for (const change of this.#pending.takeAll()) {
      if (change.type === 'truncate') {
        if (nextFloat(random) < survivalRate) applyToContent(this.#durable, change);
        continue;
      }
      const sectors = sectorsOf(change.position, change.bytes);
      let survived = 0;
      for (const sector of sectors) {
        if (nextFloat(random) >= survivalRate) continue;
        survived += 1;
        applyToContent(this.#durable, sector);
      }
      if (survived < sectors.length) faults?.add(survived === 0 ? 'write lost' : 'write torn');
    }
  }

  /** Damage: one bit of the platter turns. False when there is nothing written that could be damaged. */
  flipBit(random: Random): boolean {
    const written = [...this.#durable.pages.keys()];
    if (written.length === 0) return false;
    const page = this.#durable.pages.get(written[nextInteger(random, 0, written.length - 1)] ?? 0);
    const at = nextInteger(random, 0, PAGE_BYTES - 1);
    if (page === undefined) return false;
    page[at] = (page[at] ?? 0) ^ (1 << nextInteger(random, 0, BITS_PER_BYTE - 1));
    return true;
  }

  /** Damage at a chosen place. */
  flipBitAt(position: number): void {
    const page = pageFor(this.#durable, Math.floor(position / PAGE_BYTES));
    const at = position % PAGE_BYTES;
    page[at] = (page[at] ?? 0) ^ 1;
  }
}

function sizeAfter(size: number, change: Change): number {
  return change.type === 'truncate' ? change.size : Math.max(size, change.position + change.bytes.length);
}

function applyToBytes(whole: Uint8Array, change: Change): Uint8Array {
  if (change.type === 'truncate') {
    // What a cut removes is zeros if the file grows again.
    whole.fill(0, Math.min(change.size, whole.length));
    return whole.length >= change.size ? whole : grown(whole, change.size);
  }
  const end = change.position + change.bytes.length;
  const target = whole.length >= end ? whole : grown(whole, end);
  target.set(change.bytes, change.position);
  return target;
}

function grown(bytes: Uint8Array, size: number): Uint8Array {
  const larger = new Uint8Array(size);
  larger.set(bytes);
  return larger;
}

function applyToContent(content: Content, change: Change): void {
  if (change.type === 'truncate') {
    truncateContent(content, change.size);
    return;
  }
  const { position, bytes } = change;
  for (let done = 0; done < bytes.length;) {
    const at = position + done;
    const offset = at % PAGE_BYTES;
    const length = Math.min(PAGE_BYTES - offset, bytes.length - done);
    pageFor(content, Math.floor(at / PAGE_BYTES)).set(bytes.subarray(done, done + length), offset);
    done += length;
  }
  content.size = Math.max(content.size, position + bytes.length);
}

function truncateContent(content: Content, size: number): void {
  for (const [page, bytes] of content.pages) {
    const kept = size - page * PAGE_BYTES;
    if (kept <= 0) content.pages.delete(page);
    else if (kept < PAGE_BYTES) bytes.fill(0, kept);
  }
  content.size = size;
}

function pageFor(content: Content, page: number): Uint8Array {
  const known = content.pages.get(page);
  if (known !== undefined) return known;
  const fresh = PAGES.cut(PAGE_BYTES);
  content.pages.set(page, fresh);
  return fresh;
}

function sectorsOf(position: number, bytes: Uint8Array): Change[] {
  const sectors: Change[] = [];
  for (let done = 0; done < bytes.length;) {
    const at = position + done;
    const length = Math.min(SECTOR_BYTES - (at % SECTOR_BYTES), bytes.length - done);
    sectors.push({ type: 'write', position: at, bytes: bytes.subarray(done, done + length) });
    done += length;
  }
  return sectors;
}
