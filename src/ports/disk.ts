/**
 * Files, as the write-ahead log needs them. What is assumed of a disk, and what the simulated one takes away:
 * a write is not durable before `dataSync` of its file, unless it is asked to be; a created, renamed or removed name is not durable before
 * `syncDirectory` of its folder; an unsynced write may survive a crash whole, in part, or not at all, in any order of
 * 512-byte sectors, each of which is then as it was before the write or as written; a failed sync leaves the file's
 * content unknown and is never retried (Rebello et al., ATC '20).
 *
 * Paths are relative to the root the implementation was made for, with `/` between parts.
 */
import type { Done } from './outcome.ts';

export interface Disk {
  /** With its parents; one that is there already is fine. */
  makeDirectory(path: string, done: Done): void;
  /** Names in a folder, sorted; a missing folder is an empty list. */
  list(path: string, done: Done<readonly string[]>): void;
  /** A file's whole content. */
  read(path: string, done: Done<Uint8Array>): void;
  /** A new file of `size` zero bytes, allocated and synced; fails with `exists` if the name is taken. */
  create(path: string, size: number, done: Done<DiskFile>): void;
  /** An existing file, for writing. */
  open(path: string, done: Done<DiskFile>): void;
  rename(from: string, to: string, done: Done): void;
  remove(path: string, done: Done): void;
  syncDirectory(path: string, done: Done): void;
}

export interface DiskFile {
  readonly path: string;
  /** Writes the parts one after the other from `position`, also past the end; one at a time per file. */
  write(position: number, parts: readonly Uint8Array[], done: Done): void;
  /** A write and its sync as one, for whoever waits for both; what was written before need not be durable. */
  writeDurably(position: number, parts: readonly Uint8Array[], done: Done): void;
  /** Cuts or zero-extends. */
  truncate(size: number, done: Done): void;
  dataSync(done: Done): void;
  close(done: Done): void;
}
