/** A LevelDB database as files in a folder: opening it our way, and what its folder says about it. */
import { ClassicLevel } from 'classic-level';
import { constants, closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import * as fs from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { compareStrings } from '../core/base/bytes.ts';
import { checkFolder, type StartCheck } from './level-check.ts';
import { beginLife } from './level-store-lives.ts';
import { makeFolder } from './make-folder.ts';
import type { LiveTables } from './level-format.ts';
import { FileDamage } from './level-table.ts';

/** Our flush comes first, far below this, also when batches go on beside it: then a switch of the buffer is always ours. */
const WRITE_BUFFER_BYTES = 64 * 1024 * 1024;
export const FLUSH_AFTER_BYTES = WRITE_BUFFER_BYTES / 4;
/** Blocks read lately; whole values are cached above. */
const BLOCK_CACHE_BYTES = 32 * 1024 * 1024;
/** Fewer and larger tables than LevelDB's 2 MiB: fewer open files and manifest records at a million keys. */
const TABLE_BYTES = 8 * 1024 * 1024;
/** In a store's folder: damage was met in it while it served, and this is what was found. LevelDB does not look at it. */
const CONDEMNED_FILE = 'DAMAGED';
/** After lives that ended without a word (level-store-lives.ts). */
const CHECK_ALL: StartCheck = { dataBytesMax: Infinity, absenceIsDamage: null };
/** A table in LevelDB's list of them. */
const TABLE_LINE = /^ (\d+):(\d+)\[/gm;
const LEVEL_LOG = /^\d+[.]log$/;

export type Level = ClassicLevel<string, Uint8Array>;
export interface OpenedLevel {
  readonly level: Level;
  /** Of the last put or delete in its tables (level-store.ts V7). */
  readonly lastSequence: number;
}
export const ENCODING = { keyEncoding: 'utf8', valueEncoding: 'view' } as const;

/**
 * Without LevelDB's own log (level-store.ts, V1), and only what `check` finds whole. The folder is synced afterwards: LevelDB renames its CURRENT file at
 * every opening and leaves that name unsynced.
 */
export async function openLevel(folder: string, check: StartCheck): Promise<OpenedLevel> {
  await makeFolder(folder);
  await refuseCondemned(folder);
  for (const log of await levelLogs(folder)) await fs.rm(join(folder, log));
  const isSuspect = await beginLife(folder);
  const { lastSequence } = await checkFolder(folder, isSuspect ? CHECK_ALL : check);
  await syncFolder(folder);
  // Uncompressed: values are small and often compressed already, and the second core is busy enough compacting. One
  // flipped bit then damages one record and not a block.
  const level: Level = new ClassicLevel(folder, {
    ...ENCODING,
    compression: false,
    writeBufferSize: WRITE_BUFFER_BYTES,
    cacheSize: BLOCK_CACHE_BYTES,
    maxFileSize: TABLE_BYTES,
  });
  await level.open();
  await syncFolder(folder);
  await syncFolder(dirname(folder));
  return { level, lastSequence };
}

export async function levelLogs(folder: string): Promise<string[]> {
  return (await fs.readdir(folder)).filter((name) => LEVEL_LOG.test(name));
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await fs.open(folder, constants.O_RDONLY | constants.O_DIRECTORY);
  await handle.sync().finally(() => handle.close());
}

export async function removeFolder(folder: string): Promise<void> {
  await fs.rm(folder, { recursive: true, force: true });
  await syncFolder(dirname(folder));
}

export async function renameFolder(from: string, to: string): Promise<void> {
  await fs.rename(from, to);
  await syncFolder(dirname(to));
}

/** See the port. Whoever calls this is about to end the process, so what fails here can only be left out. */
export function condemnFolder(folder: string, reason: string): void {
  try {
    const descriptor = openSync(join(folder, CONDEMNED_FILE), 'w');
    writeSync(descriptor, reason);
    fsyncSync(descriptor);
    closeSync(descriptor);
  } catch {
    // The damage itself is still there, and will be met again.
  }
}

async function refuseCondemned(folder: string): Promise<void> {
  const reason = await fs.readFile(join(folder, CONDEMNED_FILE), 'utf8').catch(() => null);
  if (reason !== null) throw new FileDamage(`while it served, this was found: ${reason}`);
}

export async function listFolders(root: string): Promise<string[]> {
  await makeFolder(root);
  const entries = await fs.readdir(root, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort(compareStrings);
}

/** LevelDB's list of tables, by level and a line each: ` number:bytes[first .. last]`. */
export function tablesInUse(level: Level): LiveTables {
  return new Map(tableRuns(level).flatMap((run) => [...run]));
}

/** The same as runs of tables: within one, keys come after those of the table before. Tables of level 0 overlap. */
export function tableRuns(level: Level): LiveTables[] {
  const runs: LiveTables[] = [];
  for (const part of level.getProperty('leveldb.sstables').split(/^--- level /m)) {
    const tables = Array.from(part.matchAll(TABLE_LINE), ([, number, size]): [number, number] => [
      Number(number),
      Number(size),
    ]);
    if (part.startsWith('0 ---')) for (const table of tables) runs.push(new Map([table]));
    else if (tables.length > 0) runs.push(new Map(tables));
  }
  return runs;
}

/**
 * The last keys of all tables, ascending, from the same list. A key's bytes are escaped there in a way that can be
 * misread; as the bounds of steps through the whole store any keys will do.
 */
export function tableEnds(level: Level): Buffer[] {
  const lines = level.getProperty('leveldb.sstables').matchAll(/^ \d+:\d+\[.* \.\. '(.*)' @ \d+ : \d+\]$/gm);
  const ends = Array.from(lines, ([, key]) => unescaped(key ?? ''));
  ends.sort((left, right) => Buffer.compare(left, right));
  return ends.filter((end, at) => at === 0 || !end.equals(ends[at - 1]!));
}

function unescaped(text: string): Buffer {
  const bytes = text.replace(/\\x([0-9a-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1');
}

export function tableBytes(level: Level): number {
  let bytes = 0;
  for (const size of tablesInUse(level).values()) bytes += size;
  return bytes;
}
