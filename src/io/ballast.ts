/**
 * A file that takes up room on the data disk for the moment when there is none left. Without it a full disk would be a
 * trap: deletes and compactions, which make room, have to be logged and written first, and even a start writes a little.
 * When the disk is found full the file goes, and writes are stopped by the NOSPACE alarm; what it held is for the way
 * back. (CockroachDB keeps a ballast file for the same reason.)
 *
 * F1. It takes a small part of the disk at most, and is made only while there is much more room than it needs.
 * F2. What it holds was written, not only promised.
 * F3. The disk is looked at while there is room yet: a store's write that fails ends the process, so writes are better
 *     stopped before it comes to that.
 */
import { existsSync, unlinkSync } from 'node:fs';
import * as fs from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Disk } from '../ports/disk.ts';
import type { Done } from '../ports/outcome.ts';
import type { StoreHost } from '../ports/store.ts';

/** Three segments of the log. */
export const BALLAST_BYTES = 48 * 1024 * 1024;
const SHARE_OF_DISK_MAX = 1 / 8;
const ROOM_FACTOR = 4;
const PIECE = Buffer.alloc(1024 * 1024);
const BALLAST_FILE = 'reserve';
/** Less than this is as good as nothing: the store's next write may not fit. */
const NO_ROOM_BYTES = 4 * 1024 * 1024;

export class Ballast {
  private readonly file: string;
  private making = false;

  constructor(dataDir: string) {
    this.file = join(dataDir, BALLAST_FILE);
  }

  /** Makes the file if it is not there and the disk has room for it; false when it has not. */
  async keep(): Promise<boolean> {
    if (this.making || existsSync(this.file)) return true;
    this.making = true;
    try {
      return await this.make();
    } catch {
      await fs.rm(`${this.file}.new`, { force: true }).catch(() => undefined);
      return false;
    } finally {
      this.making = false;
    }
  }

  /** F3. `low`: less is left than the ballast takes; `none`: as good as nothing. */
  async look(): Promise<'room' | 'low' | 'none'> {
    const { bsize, blocks, bavail } = await fs.statfs(dirname(this.file));
    const free = bsize * bavail;
    if (free < NO_ROOM_BYTES) return 'none';
    return free < bytesFor(bsize * blocks) ? 'low' : 'room';
  }

  /** Makes room; false when there was nothing to let go of. */
  release(): boolean {
    try {
      unlinkSync(this.file);
      return true;
    } catch {
      return false;
    }
  }

  private async make(): Promise<boolean> {
    const { bsize, blocks, bavail } = await fs.statfs(dirname(this.file));
    const bytes = bytesFor(bsize * blocks);
    if (bytes === 0 || bavail * bsize < bytes * ROOM_FACTOR) return false;
    const handle = await fs.open(`${this.file}.new`, 'w', 0o600);
    try {
      for (let left = bytes; left > 0; left -= PIECE.length) await handle.write(PIECE);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await fs.rename(`${this.file}.new`, this.file);
    return true;
  }
}

/** F1. */
function bytesFor(diskBytes: number): number {
  const pieces = Math.floor(Math.min(BALLAST_BYTES, diskBytes * SHARE_OF_DISK_MAX) / PIECE.length);
  return pieces * PIECE.length;
}

/** What fails for want of room is tried once more if `makeRoom` made some. */
export function retried<T>(makeRoom: () => boolean, attempt: (done: Done<T>) => void, done: Done<T>): void {
  attempt((outcome) => {
    if (!outcome.ok && outcome.error.kind === 'full' && makeRoom()) attempt(done);
    else done(outcome);
  });
}

/** A log that finds no room for its next segment gets some. */
export function ballastedDisk(disk: Disk, makeRoom: () => boolean): Disk {
  return {
    makeDirectory: (path, done) => disk.makeDirectory(path, done),
    list: (path, done) => disk.list(path, done),
    read: (path, done) => disk.read(path, done),
    create: (path, size, done) => retried(makeRoom, (next) => disk.create(path, size, next), done),
    open: (path, done) => disk.open(path, done),
    rename: (from, to, done) => disk.rename(from, to, done),
    remove: (path, done) => disk.remove(path, done),
    syncDirectory: (path, done) => disk.syncDirectory(path, done),
  };
}

/** LevelDB writes a new manifest at every opening. */
export function ballastedStores(stores: StoreHost, makeRoom: () => boolean): StoreHost {
  return {
    open: (name, done) => retried(makeRoom, (next) => stores.open(name, next), done),
    remove: (name, done) => stores.remove(name, done),
    list: (done) => stores.list(done),
    setAside: (name, as, done) => stores.setAside(name, as, done),
    condemn: (name, reason) => stores.condemn(name, reason),
  };
}
