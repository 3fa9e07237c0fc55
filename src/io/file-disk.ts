/**
 * The Disk port over real files below one root folder. Callbacks of `node:fs` come from the system's thread pool, so
 * no completion runs inside the call that asked for it.
 */
import * as fs from 'node:fs';
import { join } from 'node:path';
import type { Disk, DiskFile } from '../ports/disk.ts';
import { DONE, failed, type Done, type Outcome } from '../ports/outcome.ts';
import { makeFolder } from './make-folder.ts';
import { fileFailure } from './file-failure.ts';

const ZEROS = Buffer.alloc(1024 * 1024);
/**
 * With it a write returns when it is synced: one trip to the thread pool where a write and a sync are two, each of which
 * costs a server that has little to do more than the sync itself. Elsewhere a sync of libuv's does more than this flag.
 */
const SYNCED_AS_WRITTEN = process.platform === 'linux' ? fs.constants.O_DSYNC : 0;

export function createFileDisk(root: string): Disk {
  return new FileDisk(root);
}

/** Adapts a callback of `node:fs`; the failure names what was being done. */
function settle(doing: string, done: Done): (error: NodeJS.ErrnoException | null) => void {
  return (error) => done(error === null ? DONE : { ok: false, error: fileFailure(doing, error) });
}

class FileDisk implements Disk {
  private readonly root: string;

  constructor(root: string) {
    this.root = root;
  }

  makeDirectory(path: string, done: Done): void {
    const settled = settle(`cannot make folder ${this.at(path)}`, done);
    makeFolder(this.at(path)).then(
      () => process.nextTick(settled, null),
      (error: unknown) => process.nextTick(settled, error),
    );
  }

  list(path: string, done: Done<readonly string[]>): void {
    fs.readdir(this.at(path), (error, names) => {
      if (error === null) done({ ok: true, value: names.sort() });
      else if (error.code === 'ENOENT') done({ ok: true, value: [] });
      else done({ ok: false, error: fileFailure(`cannot list folder ${this.at(path)}`, error) });
    });
  }

  read(path: string, done: Done<Uint8Array>): void {
    fs.readFile(this.at(path), (error, bytes) => {
      if (error !== null) done({ ok: false, error: fileFailure(`cannot read ${this.at(path)}`, error) });
      else done({ ok: true, value: new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) });
    });
  }

  /** Zeros are written, not only promised: a later sync must have no blocks to allocate. */
  create(path: string, size: number, done: Done<DiskFile>): void {
    this.openWith(path, fs.constants.O_RDWR | fs.constants.O_CREAT | fs.constants.O_EXCL, (opened) => {
      if (!opened.ok) return done(opened);
      const file = opened.value;
      file.fillAndSync(size, (filled) =>
        file.close(() => {
          if (filled.ok) this.open(path, done);
          else this.remove(path, () => done(filled));
        }),
      );
    });
  }

  open(path: string, done: Done<DiskFile>): void {
    this.openWith(path, fs.constants.O_RDWR | SYNCED_AS_WRITTEN, done);
  }

  rename(from: string, to: string, done: Done): void {
    fs.rename(this.at(from), this.at(to), settle(`cannot rename ${this.at(from)} to ${this.at(to)}`, done));
  }

  remove(path: string, done: Done): void {
    fs.unlink(this.at(path), settle(`cannot remove ${this.at(path)}`, done));
  }

  syncDirectory(path: string, done: Done): void {
    syncFolder(this.at(path), done);
  }

  private openWith(path: string, flags: number, done: Done<FileOnDisk>): void {
    fs.open(this.at(path), flags, 0o600, (error, descriptor) => {
      if (error !== null) done({ ok: false, error: fileFailure(`cannot open ${this.at(path)}`, error) });
      else done({ ok: true, value: new FileOnDisk(path, this.at(path), descriptor) });
    });
  }

  private at(path: string): string {
    return join(this.root, path);
  }
}

/** Makes the names in a folder durable. */
export function syncFolder(folder: string, done: Done): void {
  const doing = `cannot sync folder ${folder}`;
  fs.open(folder, fs.constants.O_RDONLY | fs.constants.O_DIRECTORY, (error, descriptor) => {
    if (error !== null) return settle(doing, done)(error);
    fs.fsync(descriptor, (failure) =>
      fs.close(descriptor, (unclosed) => settle(doing, done)(failure ?? unclosed ?? null)),
    );
  });
}

class FileOnDisk implements DiskFile {
  readonly path: string;
  private readonly name: string;
  private readonly descriptor: number;
  /** The system gives a closed descriptor's number to the next file: it must not be used again. */
  private closed = false;

  constructor(path: string, name: string, descriptor: number) {
    this.path = path;
    this.name = name;
    this.descriptor = descriptor;
  }

  write(position: number, parts: readonly Uint8Array[], done: Done): void {
    if (this.closed) return this.refuse(done);
    fs.writev(this.descriptor, parts, position, (error, written) => {
      if (error !== null) return done({ ok: false, error: fileFailure(`cannot write ${this.name}`, error) });
      const rest = dropBytes(parts, written);
      if (rest.length === 0) done(DONE);
      else this.write(position + written, rest, done);
    });
  }

  writeDurably(position: number, parts: readonly Uint8Array[], done: Done): void {
    if (SYNCED_AS_WRITTEN !== 0) return this.write(position, parts, done);
    this.write(position, parts, (written) => (written.ok ? this.dataSync(done) : done(written)));
  }

  truncate(size: number, done: Done): void {
    if (this.closed) this.refuse(done);
    else fs.ftruncate(this.descriptor, size, settle(`cannot truncate ${this.name}`, done));
  }

  dataSync(done: Done): void {
    if (this.closed) this.refuse(done);
    else fs.fdatasync(this.descriptor, settle(`cannot sync ${this.name}`, done));
  }

  close(done: Done): void {
    if (this.closed) return this.refuse(done);
    this.closed = true;
    fs.close(this.descriptor, settle(`cannot close ${this.name}`, done));
  }

  private refuse(done: Done): void {
    setImmediate(() => done(failed('closed', `${this.name} is closed`)));
  }

  fillAndSync(size: number, done: Done): void {
    const fill = (position: number): void => {
      if (position === size) return fs.fsync(this.descriptor, settle(`cannot sync ${this.name}`, done));
      const piece = ZEROS.subarray(0, Math.min(ZEROS.length, size - position));
      this.write(position, [piece], (outcome: Outcome<void>) =>
        outcome.ok ? fill(position + piece.length) : done(outcome),
      );
    };
    fill(0);
  }
}

/** What a short write left over. */
function dropBytes(parts: readonly Uint8Array[], count: number): Uint8Array[] {
  const rest: Uint8Array[] = [];
  let dropped = 0;
  for (const part of parts) {
    const from = Math.min(part.length, Math.max(0, count - dropped));
    if (from < part.length) rest.push(part.subarray(from));
    dropped += part.length;
  }
  return rest;
}
