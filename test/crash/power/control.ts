/** The page through which a running layer is told to fail, and on which it counts what it did (layer.c). */
import { closeSync, openSync, readSync, writeFileSync, writeSync } from 'node:fs';

const PAGE_BYTES = 4096;
const MAGIC = 0x31435041;
const WORD = 4;
const ALWAYS = 0xffffffff;

const REQUESTS = {
  /** So many syncs fail with EIO, and nothing they were to cover is durable. */
  syncErrors: 1,
  /** So many writes fail with EIO. */
  writeErrors: 2,
  /** 1: files cannot grow by more than `spaceLeft` bytes together. */
  noSpace: 3,
  spaceLeft: 4,
  /** Of every so many writes one is done by half. */
  shortEvery: 5,
  /** Every sync takes so much longer. */
  stallSyncMs: 6,
  /** 1: syncs succeed and nothing becomes durable: the control experiment, in which writes must be lost. */
  deafToSyncs: 7,
} as const;

const COUNTS = {
  syncErrors: 8,
  writeErrors: 9,
  noSpace: 10,
  shortWrites: 11,
  stalls: 12,
  ignoredSyncs: 13,
  syncs: 14,
  writes: 15,
  names: 16,
} as const;

export type LayerRequests = { readonly [name in keyof typeof REQUESTS]?: number | 'always' };
export type LayerCounts = { readonly [name in keyof typeof COUNTS]: number };

export class LayerControl {
  private readonly path: string;

  /** A fresh page: nothing fails, nothing is counted. */
  constructor(path: string) {
    this.path = path;
    const page = Buffer.alloc(PAGE_BYTES);
    page.writeUInt32LE(MAGIC, 0);
    writeFileSync(path, page);
  }

  /** From the next operation on; what is not named stays as it is. */
  set(requests: LayerRequests): void {
    const file = openSync(this.path, 'r+');
    for (const [name, word] of Object.entries(REQUESTS)) {
      const value = requests[name as keyof typeof REQUESTS];
      if (value === undefined) continue;
      const bytes = Buffer.alloc(WORD);
      bytes.writeUInt32LE(value === 'always' ? ALWAYS : value);
      writeSync(file, bytes, 0, WORD, word * WORD);
    }
    closeSync(file);
  }

  /** No more faults. */
  heal(): void {
    this.set({ syncErrors: 0, writeErrors: 0, noSpace: 0, spaceLeft: 0, shortEvery: 0, stallSyncMs: 0 });
    this.set({ deafToSyncs: 0 });
  }

  counts(): LayerCounts {
    const page = Buffer.alloc(PAGE_BYTES);
    const file = openSync(this.path, 'r');
    readSync(file, page, 0, PAGE_BYTES, 0);
    closeSync(file);
    const entries = Object.entries(COUNTS).map(([name, word]) => [name, page.readUInt32LE(word * WORD)]);
    return Object.fromEntries(entries) as LayerCounts;
  }
}
