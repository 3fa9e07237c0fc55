/**
 * The Disk port over files that forget (sim-file.ts, sim-folder.ts). The platter belongs to a machine and outlives its
 * processes: the end of a process alone loses nothing that was written; the loss of power loses what was not synced.
 *
 * D1. Completions come after a drawn latency and in the order of asking: one device, one queue.
 * D2. A completion is dropped with its process; the change itself may have reached the platter.
 */
import { nextFloat, pick, type Random } from '../../../src/core/base/random.ts';
import { Slab } from '../../../src/core/base/slab.ts';
import { DONE, failed, succeeded, type Done, type Outcome } from '../../../src/ports/outcome.ts';
import type { Disk, DiskFile } from '../../../src/ports/disk.ts';
import type { FaultCounts } from './fault-counts.ts';
import type { Scheduler, SimProcess } from './scheduler.ts';
import { SECTOR_BYTES, SimFile } from './sim-file.ts';
import { SimFolder, type Entry } from './sim-folder.ts';

export interface DiskProfile {
  readonly writeUs: number;
  readonly syncUs: number;
  /** Syncs that take `stallUs` instead. */
  readonly stallRate: number;
  readonly stallUs: number;
  readonly syncErrorRate: number;
  /** Writes of which only a part arrives, and which say so. */
  readonly shortWriteRate: number;
  /** Files that cannot be read for once. */
  readonly readErrorRate: number;
  /** Beyond it, growing a file fails with `full`. */
  readonly capacityBytes: number;
}

export const GOOD_DISK: DiskProfile = {
  writeUs: 20,
  syncUs: 500,
  stallRate: 0,
  stallUs: 0,
  syncErrorRate: 0,
  shortWriteRate: 0,
  readErrorRate: 0,
  capacityBytes: Number.POSITIVE_INFINITY,
};

export interface SimPlatterOptions {
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly faults: FaultCounts;
  readonly profile: DiskProfile;
}

interface Place {
  readonly folder: SimFolder;
  readonly name: string;
}

export class SimPlatter {
  readonly scheduler: Scheduler;
  /** May be replaced at any time. */
  profile: DiskProfile;
  readonly #random: Random;
  readonly #faults: FaultCounts;
  readonly #root = new SimFolder();
  #busyUntilUs = 0;

  constructor({ scheduler, random, faults, profile }: SimPlatterOptions) {
    this.scheduler = scheduler;
    this.#random = random;
    this.#faults = faults;
    this.profile = profile;
  }

  mount(process: SimProcess): Disk {
    return new SimDisk(this, process);
  }

  /** Power is lost; call after the process was ended. */
  crash(options: { readonly survivalRate: number; readonly namesInOrder: boolean }): void {
    this.#root.crash({ random: this.#random, faults: this.#faults, ...options });
    this.#busyUntilUs = this.scheduler.nowUs;
  }

  folder(path: string): SimFolder | undefined {
    let folder = this.#root;
    for (const part of partsOf(path)) {
      const entry = folder.get(part);
      if (!(entry instanceof SimFolder)) return undefined;
      folder = entry;
    }
    return folder;
  }

  file(path: string): SimFile | undefined {
    const place = this.place(path);
    const entry = place?.folder.get(place.name);
    return entry instanceof SimFile ? entry : undefined;
  }

  place(path: string): Place | undefined {
    const parts = partsOf(path);
    const name = parts.pop();
    const folder = this.folder(parts.join('/'));
    return name === undefined || folder === undefined ? undefined : { folder, name };
  }

  makeFolders(path: string): void {
    let folder = this.#root;
    for (const part of partsOf(path)) {
      const entry = folder.get(part);
      if (entry instanceof SimFolder) {
        folder = entry;
        continue;
      }
      const made = new SimFolder();
      folder.set(part, made);
      folder = made;
    }
  }

  hasRoom(bytes: number): boolean {
    if (this.profile.capacityBytes === Number.POSITIVE_INFINITY) return true;
    if (bytesUnder(this.#root) + bytes <= this.profile.capacityBytes) return true;
    this.#faults.add('disk full');
    return false;
  }

  /** True when this sync fails. The pages it covered are clean now, whatever reached the platter. */
  syncFails(file: SimFile): boolean {
    if (this.profile.syncErrorRate === 0 || nextFloat(this.#random) >= this.profile.syncErrorRate)
      return false;
    this.#faults.add('sync error');
    file.crash(this.#random, nextFloat(this.#random), this.#faults);
    return true;
  }

  usedBytes(): number {
    return bytesUnder(this.#root);
  }

  /** How much of a write arrives: systems give up at the end of a page or block, never inside a sector. */
  arriving(position: number, length: number): number {
    const { shortWriteRate } = this.profile;
    if (shortWriteRate === 0 || length === 0 || nextFloat(this.#random) >= shortWriteRate) return length;
    this.#faults.add('short write');
    const end = position + Math.floor(nextFloat(this.#random) * length);
    return Math.max(end - (end % SECTOR_BYTES) - position, 0);
  }

  readFails(): boolean {
    const { readErrorRate } = this.profile;
    if (readErrorRate === 0 || nextFloat(this.#random) >= readErrorRate) return false;
    this.#faults.add('read error');
    return true;
  }

  /** Damage: one bit of one file under the folder turns. False when nothing is written there. */
  flipBit(path: string): boolean {
    const files = [...(this.folder(path)?.entries() ?? [])].filter((entry) => entry instanceof SimFile);
    return files.length > 0 && pick(this.#random, files).flipBit(this.#random);
  }

  /** Runs `complete` when the device has got to it and taken `costUs`. */
  enqueue(process: SimProcess, what: string, costUs: number, complete: () => void): void {
    this.#busyUntilUs =
      Math.max(this.#busyUntilUs, this.scheduler.nowUs) + costUs * (0.5 + nextFloat(this.#random));
    this.scheduler.at(this.#busyUntilUs, { owner: process, what }, complete);
  }

  syncCostUs(): number {
    const { syncUs, stallRate, stallUs } = this.profile;
    if (stallRate === 0 || nextFloat(this.#random) >= stallRate) return syncUs;
    this.#faults.add('disk stall');
    return stallUs;
  }
}

class SimDisk implements Disk {
  readonly #platter: SimPlatter;
  readonly #process: SimProcess;

  constructor(platter: SimPlatter, process: SimProcess) {
    this.#platter = platter;
    this.#process = process;
  }

  makeDirectory(path: string, done: Done): void {
    this.#perform('make folder', done, () => {
      if (this.#platter.file(path) !== undefined) return failed('exists', `${path} is a file`);
      this.#platter.makeFolders(path);
      return DONE;
    });
  }

  list(path: string, done: Done<readonly string[]>): void {
    this.#perform('list', done, () => succeeded(this.#platter.folder(path)?.names() ?? []));
  }

  read(path: string, done: Done<Uint8Array>): void {
    this.#perform('read', done, () => {
      const file = this.#platter.file(path);
      if (file === undefined) return missing(path);
      return this.#platter.readFails() ? broken(path) : succeeded(file.read());
    });
  }

  create(path: string, size: number, done: Done<DiskFile>): void {
    this.#perform('create', done, () => {
      const place = this.#platter.place(path);
      if (place === undefined) return missing(path);
      if (place.folder.get(place.name) !== undefined) return failed('exists', `${path} exists`);
      if (!this.#platter.hasRoom(size)) return full(path);
      const file = new SimFile(size);
      place.folder.set(place.name, file);
      return succeeded(this.#handle(path, file));
    });
  }

  open(path: string, done: Done<DiskFile>): void {
    this.#perform('open', done, () => {
      const file = this.#platter.file(path);
      return file === undefined ? missing(path) : succeeded(this.#handle(path, file));
    });
  }

  rename(from: string, to: string, done: Done): void {
    this.#perform('rename', done, () => {
      const source = this.#platter.place(from);
      const target = this.#platter.place(to);
      const entry = source?.folder.get(source.name);
      if (source === undefined || target === undefined || entry === undefined) return missing(from);
      const survival = target.folder.set(target.name, entry);
      source.folder.set(source.name, null, survival);
      return DONE;
    });
  }

  remove(path: string, done: Done): void {
    this.#perform('remove', done, () => {
      const place = this.#platter.place(path);
      if (place === undefined || place.folder.get(place.name) === undefined) return missing(path);
      place.folder.set(place.name, null);
      return DONE;
    });
  }

  syncDirectory(path: string, done: Done): void {
    const folder = this.#platter.folder(path);
    const mark = folder?.mark() ?? 0;
    this.#platter.enqueue(this.#process, 'sync folder', this.#platter.syncCostUs(), () => {
      folder?.synced(mark);
      done(folder === undefined ? missing(path) : DONE);
    });
  }

  #handle(path: string, file: SimFile): DiskFile {
    return new SimDiskFile(this.#platter, this.#process, path, file);
  }

  /** Changes the platter at once, so that a crash before the completion may find it done (D2). */
  #perform<T>(what: string, done: Done<T>, act: () => Outcome<T>): void {
    const outcome = act();
    this.#platter.enqueue(this.#process, what, this.#platter.profile.writeUs, () => done(outcome));
  }
}

class SimDiskFile implements DiskFile {
  readonly path: string;
  readonly #platter: SimPlatter;
  readonly #process: SimProcess;
  readonly #file: SimFile;
  #closed = false;

  constructor(platter: SimPlatter, process: SimProcess, path: string, file: SimFile) {
    this.path = path;
    this.#platter = platter;
    this.#process = process;
    this.#file = file;
  }

  write(position: number, parts: readonly Uint8Array[], done: Done): void {
    const bytes = joined(parts);
    const growth = Math.max(position + bytes.length - this.#file.size(), 0);
    this.#perform('write', done, () => {
      if (growth > 0 && !this.#platter.hasRoom(growth)) return full(this.path);
      const arriving = this.#platter.arriving(position, bytes.length);
      this.#file.write(position, bytes.subarray(0, arriving));
      return arriving === bytes.length ? DONE : short(this.path, arriving, bytes.length);
    });
  }

  writeDurably(position: number, parts: readonly Uint8Array[], done: Done): void {
    this.write(position, parts, (written) => (written.ok ? this.dataSync(done) : done(written)));
  }

  truncate(size: number, done: Done): void {
    const growth = Math.max(size - this.#file.size(), 0);
    this.#perform('truncate', done, () => {
      if (growth > 0 && !this.#platter.hasRoom(growth)) return full(this.path);
      this.#file.truncate(size);
      return DONE;
    });
  }

  dataSync(done: Done): void {
    const mark = this.#file.mark();
    const closed = this.#closed;
    this.#platter.enqueue(this.#process, 'sync', this.#platter.syncCostUs(), () => {
      if (closed) done(failed('closed', `${this.path} is closed`));
      else if (this.#platter.syncFails(this.#file))
        done(failed('io', `${this.path}: the device reported an error`));
      else {
        this.#file.synced(mark);
        done(DONE);
      }
    });
  }

  close(done: Done): void {
    this.#closed = true;
    this.#platter.enqueue(this.#process, 'close', this.#platter.profile.writeUs, () => done(DONE));
  }

  #perform(what: string, done: Done, act: () => Outcome<void>): void {
    const outcome = this.#closed ? failed('closed', `${this.path} is closed`) : act();
    this.#platter.enqueue(this.#process, what, this.#platter.profile.writeUs, () => done(outcome));
  }
}

const missing = (path: string): Outcome<never> => failed('missing', `${path}: no such file`);
const broken = (path: string): Outcome<never> => failed('io', `${path}: the device reported an error`);
const short = (path: string, arrived: number, length: number): Outcome<never> =>
  failed('io', `${path}: ${arrived} of ${length} bytes were written, and the device reported an error`);
const full = (path: string): Outcome<never> => failed('full', `${path}: no space left on the disk`);

/** What is written belongs to the file from here on, whatever its writer does with the parts. */
const WRITTEN = new Slab(64 * 1024);

function joined(parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const whole = WRITTEN.cut(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '' && part !== '.');
}

function bytesUnder(entry: Entry): number {
  if (entry instanceof SimFile) return entry.size();
  let bytes = 0;
  for (const child of entry.entries()) bytes += bytesUnder(child);
  return bytes;
}
