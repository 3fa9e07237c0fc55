/**
 * A disk in memory whose completions run when the test says so. Files are plain bytes that a test may look at, copy
 * and damage; what a crash leaves is made by the test from copies (the simulator has its own, random, disk).
 */
import { concatBytes } from '../../src/core/base/bytes.ts';
import { compareStrings } from '../../src/core/base/bytes.ts';
import type { Disk, DiskFile } from '../../src/ports/disk.ts';
import {
  DONE,
  failed,
  succeeded,
  type Done,
  type Outcome,
  type PortFailure,
} from '../../src/ports/outcome.ts';

type Operation =
  'create' | 'open' | 'read' | 'write' | 'dataSync' | 'rename' | 'remove' | 'syncDirectory' | 'list';

export class MemoryDisk implements Disk {
  readonly files: Map<string, Uint8Array>;
  /** Every operation so far, in order, with the path. */
  readonly log: string[] = [];
  private readonly queue: (() => void)[] = [];
  private fault: { readonly operation: Operation; readonly kind: PortFailure['kind'] } | null = null;

  constructor(files: ReadonlyMap<string, Uint8Array> = new Map()) {
    this.files = new Map([...files].map(([path, bytes]) => [path, new Uint8Array(bytes)]));
  }

  /** From now on this operation fails. */
  failOn(operation: Operation, kind: PortFailure['kind'] = 'io'): void {
    this.fault = { operation, kind };
  }

  heal(): void {
    this.fault = null;
  }

  count(operation: Operation): number {
    return this.log.filter((line) => line.startsWith(`${operation} `)).length;
  }

  /** Completes one operation; false when none waits. */
  step(): boolean {
    const next = this.queue.shift();
    next?.();
    return next !== undefined;
  }

  /** Completes everything, also what the completions ask for. */
  settle(): void {
    while (this.step());
  }

  /** Starts something and completes everything. */
  run<T>(start: (done: (result: T) => void) => void): T {
    let result: { readonly value: T } | null = null;
    start((value) => (result = { value }));
    this.settle();
    if (result === null) throw new Error('it did not complete');
    return (result as { readonly value: T }).value;
  }

  makeDirectory(_path: string, done: Done): void {
    this.queue.push(() => done(DONE));
  }

  list(path: string, done: Done<readonly string[]>): void {
    this.perform('list', path, done, () => {
      const names = [...this.files.keys()].filter((name) => name.startsWith(`${path}/`));
      return succeeded(names.map((name) => name.slice(path.length + 1)).sort(compareStrings));
    });
  }

  read(path: string, done: Done<Uint8Array>): void {
    this.perform('read', path, done, () => {
      const bytes = this.files.get(path);
      return bytes === undefined ? missing(path) : succeeded(new Uint8Array(bytes));
    });
  }

  create(path: string, size: number, done: Done<DiskFile>): void {
    this.perform('create', path, done, () => {
      if (this.files.has(path)) return failed('exists', path);
      this.files.set(path, new Uint8Array(size));
      return succeeded(this.handle(path));
    });
  }

  open(path: string, done: Done<DiskFile>): void {
    this.perform('open', path, done, () =>
      this.files.has(path) ? succeeded(this.handle(path)) : missing(path),
    );
  }

  rename(from: string, to: string, done: Done): void {
    this.perform('rename', to, done, () => {
      const bytes = this.files.get(from);
      if (bytes === undefined) return missing(from);
      this.files.delete(from);
      this.files.set(to, bytes);
      return DONE;
    });
  }

  remove(path: string, done: Done): void {
    this.perform('remove', path, done, () => (this.files.delete(path) ? DONE : missing(path)));
  }

  syncDirectory(path: string, done: Done): void {
    this.perform('syncDirectory', path, done, () => DONE);
  }

  perform<T>(operation: Operation, path: string, done: Done<T>, act: () => Outcome<T>): void {
    this.log.push(`${operation} ${path}`);
    const { fault } = this;
    const outcome =
      fault?.operation === operation ? failed(fault.kind, `${operation} of ${path} failed`) : act();
    this.queue.push(() => done(outcome));
  }

  /** A handle stays with its file when that is renamed. */
  private handle(path: string): DiskFile {
    const bytes = this.files.get(path)!;
    const place = { bytes };
    const dataSync = (done: Done): void => this.perform('dataSync', path, done, () => DONE);
    const pathNow = (): string => [...this.files].find(([, each]) => each === place.bytes)?.[0] ?? path;
    const write: DiskFile['write'] = (position, parts, done) =>
      this.perform('write', path, done, () => {
        const whole = concatBytes(parts);
        if (position + whole.length > place.bytes.length) {
          const larger = new Uint8Array(position + whole.length);
          larger.set(place.bytes);
          this.files.set(pathNow(), larger);
          place.bytes = larger;
        }
        place.bytes.set(whole, position);
        return DONE;
      });
    return {
      path,
      write,
      writeDurably: (position, parts, done) =>
        write(position, parts, (written) => (written.ok ? dataSync(done) : done(written))),
      truncate: (_size, done) =>
        this.perform('write', path, done, () => failed('io', 'the log never truncates')),
      dataSync,
      close: (done) => this.queue.push(() => done(DONE)),
    };
  }
}

const missing = (path: string): Outcome<never> => failed('missing', `${path} is missing`);
