/**
 * A member's data folder, and whose it is:
 *
 *   atoll.json   who owns the folder
 *   lock/        held by the running server
 *   member/wal   the write-ahead log
 *   member/store the stores; the log says which one serves
 *
 * D1. A folder with anything else in it is never written to: it may be another program's (etcd's has member/wal, too).
 * D2. The owner's record is durable before the first byte of the member's own, and the folder's own name before that:
 *     without it a power cut would take the whole member, D3 included.
 * D3. Once a member has started, it never starts without a log again under its id: it would have forgotten votes and
 *     entries that it acknowledged, and with them its region could lose what was promised to clients. A log that was damaged
 *     and set aside sends the member to its region for another id (node/joining/come-back), which takes the folder over.
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { hexId, memberId } from '../../core/base/brands.ts';
import type { MemberId } from '../../core/base/brands.ts';
import type { KnownMember } from '../../codec/join-frame.ts';
import { LOG_FOLDER } from '../../node/boot.ts';
import { logSetAside } from '../../node/repair.ts';
import type { ServerConfig } from '../../node/server-config.ts';

const OWNER_FILE = 'atoll.json';
const OWNER_FORMAT = 1;
/** What a folder may hold and still count as new: a file system's own, and ours of a first start that was cut short. */
const NOBODYS = new Set(['lost+found', 'lock', `${OWNER_FILE}.new`]);

export interface DataFolders {
  readonly disk: string;
  readonly stores: string;
}

interface Owner {
  readonly format: typeof OWNER_FORMAT;
  readonly name: string;
  readonly region: string;
  readonly cluster: string;
  readonly member: string;
  /** D3. */
  readonly started: boolean;
  /** The id before, whose log was damaged. */
  readonly replaces?: string;
  /** Of a member that joined: whom it was told of. */
  readonly joined?: readonly OwnersMate[];
  /** Of a member whose region's founders agreed on each other: those founders. It is bound to them from here on. */
  readonly founders?: readonly OwnersMate[];
}

interface OwnersMate {
  readonly id: string;
  readonly name: string;
  readonly peerUrls: readonly string[];
}

/** Whose folder it is, beside its name. */
type OwnerIds = Pick<ServerConfig, 'region' | 'clusterId' | 'self'> &
  Partial<Pick<ServerConfig, 'members' | 'initialState' | 'replaces' | 'agreed'>>;

/** Who the folder's owner is in its region, as it was decided at its first start. */
export interface Identity {
  readonly clusterId: bigint;
  readonly self: MemberId;
  /** `null` for a member that was there when the region began. */
  readonly joined: readonly KnownMember[] | null;
  /** `null` unless its founders agreed on each other. */
  readonly founders: readonly KnownMember[] | null;
  /** The member has a log. */
  readonly started: boolean;
  /** `null` for one that has its first id. */
  readonly replaces: MemberId | null;
}

/** `null` for a folder that belongs to nobody yet, or whose owner's record is damaged (`refuseFolder` says so). */
export function identityOf(dataDir: string): Identity | null {
  const owner = readOwner(join(dataDir, OWNER_FILE));
  if (owner === null || owner.format > OWNER_FORMAT) return null;
  const { replaces = null } = owner;
  const mates = [...(owner.joined ?? []), ...(owner.founders ?? [])];
  const others = [...mates.map(({ id }) => id), ...(replaces === null ? [] : [replaces])];
  if (![owner.cluster, owner.member, ...others].every(isId)) return null;
  return {
    ...{ clusterId: idOf(owner.cluster), self: idOf(owner.member), started: owner.started },
    ...{ joined: knownOf(owner.joined), founders: knownOf(owner.founders) },
    replaces: replaces === null ? null : idOf(replaces),
  };
}

function knownOf(mates: readonly OwnersMate[] | undefined): readonly KnownMember[] | null {
  return mates?.map(({ id, name, peerUrls }) => ({ id: idOf(id), name, peerUrls })) ?? null;
}

const isId = (text: string): boolean => /^[0-9a-f]{1,16}$/.test(text);
const idOf = (text: string): MemberId => memberId(BigInt(`0x${text}`));

export function foldersIn(dataDir: string): DataFolders {
  return { disk: join(dataDir, 'member'), stores: join(dataDir, 'member', 'store') };
}

/** Returns why this member must not use the folder, or `null`. Makes the folder when there is none. */
export function refuseFolder(dataDir: string, name: string, config: ServerConfig): string | null {
  try {
    makeFolder(dataDir);
    const file = join(dataDir, OWNER_FILE);
    if (existsSync(file)) return refuseOwner(dataDir, file, ownerOf(name, config, true));
    return refuseContent(dataDir, readdirSync(dataDir));
  } catch (error) {
    return cannotUse(dataDir, error);
  }
}

/** D2. Returns why that was not possible, or `null`. The caller holds the folder's lock. */
export function claimFolder(dataDir: string, name: string, config: ServerConfig): string | null {
  return whatFails(dataDir, () => {
    const folders = foldersIn(dataDir);
    if (!existsSync(join(dataDir, OWNER_FILE))) {
      // The start that made the folder may have been cut short before its name was durable.
      syncFolder(dirname(resolve(dataDir)));
      writeOwner(dataDir, ownerOf(name, config, false));
    }
    makeFolder(folders.stores);
    syncFolder(folders.disk);
    syncFolder(dataDir);
  });
}

/** D3. The member has a log now. Returns why that could not be written down, or `null`. */
export function markStarted(dataDir: string, name: string, config: ServerConfig): string | null {
  return whatFails(dataDir, () => {
    if (readOwner(join(dataDir, OWNER_FILE))?.started === true) return;
    writeOwner(dataDir, ownerOf(name, config, true));
    syncFolder(dataDir);
  });
}

/** The region has put another member in this one's place (D3). Returns why that could not be written down, or `null`. */
export function recordReplaced(dataDir: string, name: string, config: ServerConfig): string | null {
  return whatFails(dataDir, () => {
    writeOwner(dataDir, ownerOf(name, config, false));
    syncFolder(dataDir);
  });
}

/** Its founders have agreed, or it has to join: the folder is that member's from here on. As `claimFolder` otherwise. */
export function recordBound(dataDir: string, name: string, config: ServerConfig): string | null {
  return whatFails(dataDir, () => {
    makeFolder(dataDir);
    syncFolder(dirname(resolve(dataDir)));
    writeOwner(dataDir, ownerOf(name, config, false));
    syncFolder(dataDir);
    makeFolder(foldersIn(dataDir).stores);
    syncFolder(foldersIn(dataDir).disk);
  });
}

/** A restored folder has its log already, and never starts without it (D3). */
export function recordRestored(dataDir: string, name: string, ids: OwnerIds): string | null {
  return whatFails(dataDir, () => {
    writeOwner(dataDir, ownerOf(name, ids, true));
    syncFolder(dataDir);
  });
}

/** Whole or not at all. */
function writeOwner(dataDir: string, owner: Owner): void {
  const file = join(dataDir, OWNER_FILE);
  writeFileSync(`${file}.new`, `${JSON.stringify(owner, null, 2)}\n`, { flush: true });
  renameSync(`${file}.new`, file);
}

function whatFails(dataDir: string, work: () => void): string | null {
  try {
    work();
    return null;
  } catch (error) {
    return cannotUse(dataDir, error);
  }
}

function cannotUse(dataDir: string, error: unknown): string {
  return `cannot use ${dataDir} as --data-dir: ${error instanceof Error ? error.message : String(error)}`;
}

/** Parent by parent: where a system refuses new folders oddly (/proc), Node's own recursion never ends. */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  if (dirname(folder) !== folder) makeFolder(dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
  syncFolder(dirname(resolve(folder)));
}

function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function refuseContent(dataDir: string, names: readonly string[]): string | null {
  const foreign = names.find((name) => !NOBODYS.has(name));
  if (foreign === undefined) return null;
  return (
    `${dataDir} holds "${foreign}" and is not an Atoll data folder: name an empty or a new folder with --data-dir ` +
    '(data of etcd is not taken over)'
  );
}

function refuseOwner(dataDir: string, file: string, own: Owner): string | null {
  const found = readOwner(file);
  if (found === null) return `${file} is damaged: put it back from a copy, or restore the whole folder`;
  if (found.format > OWNER_FORMAT) {
    return `${dataDir} was written by a newer release (format ${found.format}): start that release, or name another folder`;
  }
  if (found.region !== own.region || found.name !== own.name) {
    return (
      `${dataDir} belongs to member ${found.name} of region ${found.region}; this is ${own.name} of region ` +
      `${own.region}: check --name, --region and --data-dir`
    );
  }
  if (found.cluster !== own.cluster || found.member !== own.member) {
    return (
      `${dataDir} belongs to a region of the same name that was created with another --initial-cluster or ` +
      '--initial-cluster-token: give the values of its first start, or name another folder'
    );
  }
  return found.started ? refuseLostLog(dataDir, idOf(found.member)) : null;
}

/** D3. */
function refuseLostLog(dataDir: string, self: MemberId): string | null {
  const log = join(foldersIn(dataDir).disk, 'wal');
  if (existsSync(log) && readdirSync(log).length > 0) return null;
  const names = existsSync(foldersIn(dataDir).disk) ? readdirSync(foldersIn(dataDir).disk) : [];
  if (logSetAside(names, LOG_FOLDER, self) !== null) return null;
  const aside = names.find((name) => name.startsWith('wal.damaged-'));
  if (aside !== undefined) {
    return (
      `the log of this member was damaged (it is kept as "${aside}"), and its id is spent: remove the member from its ` +
      'region ("etcdctl member remove"), and add a new one with a new --data-dir, which gets the others’ state'
    );
  }
  return (
    `${log} is gone, with everything this member had promised to its region: put it back. Do not start the member ` +
    'without it; the other members go on as long as they are a majority'
  );
}

function readOwner(file: string): Owner | null {
  try {
    const owner = JSON.parse(readFileSync(file, 'utf8')) as Partial<Owner> | null;
    const texts = [owner?.name, owner?.region, owner?.cluster, owner?.member];
    const hasTexts = texts.every((text) => typeof text === 'string');
    const isWhole = typeof owner?.format === 'number' && typeof owner.started === 'boolean' && hasTexts;
    return isWhole ? (owner as Owner) : null;
  } catch {
    return null;
  }
}

function ownerOf(name: string, ids: OwnerIds, started: boolean): Owner {
  const { region, clusterId, self, members = [], initialState, replaces, agreed = false } = ids;
  const before = replaces === undefined ? {} : { replaces: hexId(replaces) };
  const whose = { name, region, cluster: hexId(clusterId), member: hexId(self), started, ...before };
  const mates = members.map(({ id, name: called, peerUrls }) => ({ id: hexId(id), name: called, peerUrls }));
  if (initialState === 'existing') return { format: OWNER_FORMAT, ...whose, joined: mates };
  return { format: OWNER_FORMAT, ...whose, ...(agreed ? { founders: mates } : {}) };
}
