/**
 * A power cut, after every process that used the folder is dead: files and names go back to what was synced, or to
 * something that a disk may have made of the rest.
 *
 * R1. What was done before a completed sync of its file or folder began stays, whole.
 * R2. Of the other writes to a file the first few may have reached the disk, and of what follows any sectors. Of the
 *     other changes to a folder the first few may have. A new file's name needs its folder's sync, not only its own.
 * R3. A file's size as the journal has it is its size: otherwise something wrote past the layer, and nothing that is
 *     concluded from a cut would be true.
 */
import * as fs from 'node:fs';
import { dirname, join } from 'node:path';
import { nextInteger } from '../../../src/core/base/random.ts';
import type { Random } from '../../../src/core/base/random.ts';
import { readJournal } from './journal.ts';
import type { JournalRecord } from './journal.ts';

const SECTOR_BYTES = 512;
const PERCENT = 100;

export interface PowerFolders {
  /** What the server may touch. */
  readonly root: string;
  readonly journal: string;
  readonly graves: string;
}

/**
 * `clean`: nothing unsynced survives. `prefix`: the first writes and names do. `torn`: any sectors do. `last write`: all do
 * but the last write to each file, and of that one any sectors.
 */
export const CUT_MODES = ['clean', 'prefix', 'torn', 'last write'] as const;
export type CutMode = (typeof CUT_MODES)[number];

export interface CutSummary {
  readonly mode: CutMode;
  readonly filesRolledBack: number;
  readonly bytesForgotten: number;
  readonly namesForgotten: number;
  /** A file has some sectors of its last write, and not all. */
  readonly lastTorn: boolean;
}

interface Forgotten {
  readonly bytes: number;
  readonly lastTorn: boolean;
}

const NOTHING_FORGOTTEN: Forgotten = { bytes: 0, lastTorn: false };

interface Thing {
  readonly changes: JournalRecord[];
  syncedUpTo: number;
}

/** The journal starts anew afterwards: what the folder holds now is what the disk holds. */
export function cutPower(folders: PowerFolders, mode: CutMode, random: Random): CutSummary {
  // A process that was killed before it had the layer has changed nothing.
  const hasJournal = fs.existsSync(folders.journal);
  const things = readThings(hasJournal ? readJournal(folders.journal) : []);
  const places = placesOf(folders);
  const contents = [...things.contents].map(([inode, thing]) =>
    forgetContents(places.get(inode), thing, mode, random),
  );
  const namesForgotten = forgetNames(folders, things.names, mode, random);
  // For whoever has to find out why a member did not come back.
  if (hasJournal) fs.renameSync(folders.journal, `${folders.journal}.last`);
  startAnew(folders);
  return {
    ...{ mode, namesForgotten },
    filesRolledBack: contents.filter(({ bytes }) => bytes > 0).length,
    bytesForgotten: contents.reduce((sum, { bytes }) => sum + bytes, 0),
    lastTorn: contents.some(({ lastTorn }) => lastTorn),
  };
}

/** For a run that begins, and after a cut. */
export function startAnew({ journal, graves }: PowerFolders): void {
  fs.rmSync(journal, { force: true });
  fs.rmSync(graves, { recursive: true, force: true });
  fs.mkdirSync(graves, { recursive: true });
}

interface Things {
  /** By inode: the last file that had the number. */
  readonly contents: ReadonlyMap<number, Thing>;
  /** By the folder that was meant, also when its number was another's before. */
  readonly names: readonly Thing[];
}

function readThings(records: readonly JournalRecord[]): Things {
  const contents = new Map<number, Thing>();
  const folders = new Map<number, Thing>();
  const names: Thing[] = [];
  const thingOf = (map: Map<number, Thing>, inode: number): Thing => {
    const thing = map.get(inode) ?? { changes: [], syncedUpTo: 0 };
    map.set(inode, thing);
    return thing;
  };
  for (const record of records) {
    switch (record.type) {
      case 'write':
      case 'truncate':
        thingOf(contents, record.inode).changes.push(record);
        break;
      case 'sync':
        for (const map of [contents, folders]) {
          const thing = map.get(record.inode);
          if (thing !== undefined) thing.syncedUpTo = Math.max(thing.syncedUpTo, record.position);
        }
        break;
      case 'birth':
        contents.delete(record.inode);
        folders.delete(record.inode);
        break;
      case 'start':
      case 'none':
        break;
      default: {
        if (record.type === 'rename' && record.folder !== record.otherFolder)
          throw new Error(`${record.name} changed its folder: such a rename is not accounted for`);
        const isNew = !folders.has(record.folder);
        const folder = thingOf(folders, record.folder);
        if (isNew) names.push(folder);
        folder.changes.push(record);
      }
    }
  }
  return { contents, names };
}

const unsyncedOf = ({ changes, syncedUpTo }: Thing): readonly JournalRecord[] =>
  changes.filter(({ at }) => at >= syncedUpTo);

/** How many of the unsynced changes had reached the disk. */
function keptOf(unsynced: readonly JournalRecord[], mode: CutMode, random: Random): number {
  switch (mode) {
    case 'clean':
      return 0;
    case 'prefix':
    case 'torn':
      return nextInteger(random, 0, unsynced.length);
    case 'last write':
      return Math.max(0, unsynced.length - 1);
  }
}

/** Where each file is, also those that were removed. */
function placesOf({ root, graves }: PowerFolders): ReadonlyMap<number, string> {
  const places = new Map<number, string>();
  for (const folder of [graves, root]) {
    if (!fs.existsSync(folder)) continue;
    for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
      const place = join(entry.parentPath, entry.name);
      if (entry.isFile()) places.set(fs.statSync(place).ino, place);
    }
  }
  return places;
}

function forgetContents(place: string | undefined, thing: Thing, mode: CutMode, random: Random): Forgotten {
  // A file that was born and never got its name, because the kill came between.
  if (place === undefined) return NOTHING_FORGOTTEN;
  checkSize(place, fs.statSync(place).size, thing);
  const unsynced = unsyncedOf(thing);
  if (unsynced.length === 0) return NOTHING_FORGOTTEN;
  const now = fs.readFileSync(place);
  const then = undoAll(now, unsynced.slice(keptOf(unsynced, mode, random)));
  const tears = mode === 'torn' || mode === 'last write';
  const after = tears ? tear(then, now, random) : then;
  const bytes = differing(now, after);
  if (bytes > 0) fs.writeFileSync(place, after);
  return { bytes, lastTorn: mode === 'last write' && bytes > 0 && differing(then, after) > 0 };
}

/** R3. The last change may not have happened any more, or by half. */
function checkSize(place: string, size: number, { changes }: Thing): void {
  const last = changes.at(-1);
  if (last === undefined) return;
  const target = last.position + last.length;
  const least = last.type === 'truncate' ? Math.min(target, last.size) : last.size;
  const most = Math.max(target, last.size);
  if (size >= least && size <= most) return;
  throw new Error(
    `${place} has ${size} bytes, the layer knows of ${least} to ${most}: it was written past the layer`,
  );
}

function undoAll(now: Uint8Array, changes: readonly JournalRecord[]): Uint8Array {
  const longest = changes.reduce((most, { size }) => Math.max(most, size), now.length);
  const bytes = new Uint8Array(longest);
  bytes.set(now);
  let length = now.length;
  for (const { position, size, old } of [...changes].reverse()) {
    bytes.fill(0, Math.min(size, length), Math.max(size, length));
    bytes.set(old, position);
    length = size;
  }
  return bytes.subarray(0, length);
}

/** Any sectors of what came later; where the file grew and its data did not arrive there are zeros. */
function tear(then: Uint8Array, now: Uint8Array, random: Random): Uint8Array {
  const share = nextInteger(random, 0, PERCENT);
  const longest = Math.max(then.length, now.length);
  const torn = new Uint8Array(longest);
  torn.set(then);
  for (let at = 0; at < longest; at += SECTOR_BYTES) {
    const newer = now.subarray(at, at + SECTOR_BYTES);
    if (newer.length > 0 && nextInteger(random, 0, PERCENT - 1) < share) torn.set(newer, at);
  }
  const [shorter, longer] = [Math.min(then.length, now.length), longest];
  return torn.subarray(0, nextInteger(random, 0, 1) === 0 ? shorter : nextInteger(random, shorter, longer));
}

function differing(left: Uint8Array, right: Uint8Array): number {
  let count = Math.abs(left.length - right.length);
  const common = Math.min(left.length, right.length);
  if (Buffer.compare(left.subarray(0, common), right.subarray(0, common)) === 0) return count;
  for (let at = 0; at < common; at++) if (left[at] !== right[at]) count += 1;
  return count;
}

function forgetNames(
  { graves }: PowerFolders,
  folders: readonly Thing[],
  mode: CutMode,
  random: Random,
): number {
  const forgotten = folders.flatMap((folder) => {
    const unsynced = unsyncedOf(folder);
    return unsynced.slice(keptOf(unsynced, mode, random));
  });
  forgotten.sort((left, right) => right.at - left.at);
  for (const change of forgotten) undoName(graves, change);
  return forgotten.length;
}

/** Tolerates what was written down and did not happen any more. */
function undoName(graves: string, { type, name, otherName, inode, position }: JournalRecord): void {
  const grave = join(graves, String(position));
  switch (type) {
    case 'create':
    case 'link':
    case 'mkdir':
      fs.rmSync(name, { recursive: true, force: true });
      break;
    case 'unlink':
      if (fs.existsSync(dirname(name)) && !fs.existsSync(name)) fs.linkSync(grave, name);
      break;
    case 'rmdir':
      if (fs.existsSync(dirname(name))) fs.mkdirSync(name, { recursive: true });
      break;
    case 'rename':
      if (fs.statSync(otherName, { throwIfNoEntry: false })?.ino !== inode) break;
      fs.renameSync(otherName, name);
      if (position !== 0) fs.linkSync(grave, otherName);
      break;
    default:
      throw new Error(`a ${type} changes no name`);
  }
}
