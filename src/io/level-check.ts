/**
 * Looks at a store's files with checksums on, which LevelDB as it is built here never does.
 *
 * C1. Before LevelDB opens a folder: CURRENT, the manifest, every table's size and frame, and data blocks up to a bound.
 *     LevelDB trusts lengths it reads there, and one turned bit would end the process without naming a file.
 * C2. Beyond that bound a block is left for later only if all its keys lie in `absenceIsDamage`: of every other table
 *     "there is no such record" is an answer, and a damaged key must not give it.
 * C3. Running: pass after pass over the tables in use, a bounded number of bytes at a time. A table that LevelDB removes
 *     meanwhile is no longer of interest.
 */
import * as fs from 'node:fs/promises';
import { join } from 'node:path';
import type { ScrubStep } from '../ports/store.ts';
import { checkManifest } from './level-manifest.ts';
import type { LiveTables, ManifestState } from './level-format.ts';
import { damageAt, LevelTable, type DataBlock } from './level-table.ts';

/** What a start reads of data blocks at most: some tenths of a second. */
export const CHECKED_AT_START_BYTES = 64 * 1024 * 1024;
const CURRENT = /^(MANIFEST-\d+)\n$/;

export interface StartCheck {
  readonly dataBytesMax: number;
  /** First byte of keys whose absence a reader takes for damage; `null` if there are none such. */
  readonly absenceIsDamage: number | null;
}

/** C1. Throws `FileDamage`; a folder without CURRENT is new, or LevelDB says why not. */
export async function checkFolder(folder: string, check: StartCheck): Promise<ManifestState> {
  const state = await checkCurrent(folder);
  if (state === null) return { live: new Map(), lastSequence: 0 };
  let left = check.dataBytesMax;
  // The newest first: they were written last, and what was written last is what a crash may have cut.
  for (const [number, size] of [...state.live].sort(([a], [b]) => b - a)) {
    left -= await checkTable(await tableFile(folder, number), size, left, check.absenceIsDamage);
  }
  return state;
}

/** What the manifest says the folder holds; `null` in a new folder. */
export async function checkCurrent(folder: string): Promise<ManifestState | null> {
  const file = join(folder, 'CURRENT');
  const current = await fs.readFile(file, 'latin1').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  });
  if (current === null) return null;
  const name = CURRENT.exec(current)?.[1];
  if (name === undefined) throw damageAt(file, 0, 'it does not name a manifest');
  const manifest = join(folder, name);
  const bytes = await fs.readFile(manifest).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw damageAt(file, 0, `it names ${name}, which is not there`);
  });
  const checked = checkManifest(bytes);
  if (!checked.ok) throw damageAt(manifest, checked.offset, checked.why);
  return checked.state;
}

/** LevelDB's own name for tables, and the one it used before. */
export async function tableFile(folder: string, number: number): Promise<string> {
  const base = join(folder, String(number).padStart(6, '0'));
  for (const file of [`${base}.ldb`, `${base}.sst`]) {
    const found = await fs.stat(file).catch(() => null);
    if (found !== null) return file;
  }
  throw damageAt(`${base}.ldb`, 0, 'the manifest names this table, and it is missing');
}

async function checkTable(
  file: string,
  size: number,
  dataBytesMax: number,
  absenceIsDamage: number | null,
): Promise<number> {
  const table = await LevelTable.open(file, size);
  try {
    const { next, bytes } = await table.checkBlocks(0, dataBytesMax);
    for (const block of table.blocks.slice(next)) {
      if (!liesWithin(block, absenceIsDamage)) await table.checkBlock(block);
    }
    return bytes;
  } finally {
    await table.close();
  }
}

/** C2. */
function liesWithin({ after, to }: DataBlock, first: number | null): boolean {
  return first !== null && after?.[0] === first && to[0] === first;
}

/** C3. One at a time. */
export class LevelScrub {
  private readonly folder: string;
  private readonly tablesInUse: () => LiveTables;
  private waiting: [number: number, size: number][] | null = null;
  private table: LevelTable | null = null;
  private next = 0;

  constructor(folder: string, tablesInUse: () => LiveTables) {
    this.folder = folder;
    this.tablesInUse = tablesInUse;
  }

  /** Throws `FileDamage`. */
  async step(bytesMax: number): Promise<ScrubStep> {
    let bytes = 0;
    while (bytes < bytesMax) {
      if (this.table === null && !(await this.openNext())) return { bytes, passed: true };
      const { table } = this;
      if (table === null) continue;
      const checked = await table.checkBlocks(this.next, bytesMax - bytes);
      bytes += checked.bytes;
      this.next = checked.next;
      if (this.next < table.blocks.length) continue;
      this.table = null;
      await table.close();
    }
    return { bytes, passed: false };
  }

  async close(): Promise<void> {
    const { table } = this;
    this.table = null;
    await table?.close();
  }

  /** False when the pass is through. */
  private async openNext(): Promise<boolean> {
    this.waiting ??= [...this.tablesInUse()];
    const table = this.waiting.shift();
    if (table === undefined) {
      this.waiting = null;
      return false;
    }
    const [number, size] = table;
    this.next = 0;
    try {
      this.table = await LevelTable.open(await tableFile(this.folder, number), size);
    } catch (error) {
      if (this.tablesInUse().has(number)) throw error;
    }
    return true;
  }
}
