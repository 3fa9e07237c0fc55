/**
 * An ordered key-value store for the replicated state. Its own durability is never trusted (DESIGN §4): a batch is
 * atomic but not durable; `flush` makes everything written before it durable; after a crash the store holds exactly
 * the state of some batch at or after the last completed flush, never half a batch.
 *
 * Keys are binary strings (one unit per byte) in byte order.
 */
import type { Done } from './outcome.ts';

/** Records by their keys; `null` deletes. */
export type StoreBatch = ReadonlyMap<string, Uint8Array | null>;

export function batchOf(records: Iterable<StoreRecord>): StoreBatch {
  const batch = new Map<string, Uint8Array>();
  for (const { key, value } of records) batch.set(key, value);
  return batch;
}

export interface StoreRecord {
  readonly key: string;
  readonly value: Uint8Array;
}

export interface StoreRange {
  /** Inclusive. */
  readonly from: string;
  /** Exclusive; `null` means to the end. */
  readonly to: string | null;
}

/** A read met something that is not what was written. The message names folder and file as far as they are known. */
export class StoreDamage extends Error {
  override readonly name = 'StoreDamage';
}

export interface StoreView {
  /** Synchronous: reads are on the apply path. `undefined` when absent; throws `StoreDamage` and nothing else. */
  get(key: string): Uint8Array | undefined;
  /**
   * Reads a range in slices so that no turn is long; `onSlice` returns false to stop early.
   * Sees the state of the moment `scan` was called.
   */
  scan(range: StoreRange, onSlice: (records: readonly StoreRecord[]) => boolean, done: Done): void;
}

/** See `Store.shelf`. */
export interface StoreShelf extends Pick<StoreView, 'scan'> {
  close(): void;
}

export interface ScrubStep {
  readonly bytes: number;
  /** This step ended a pass over everything. */
  readonly passed: boolean;
}

export interface Store extends StoreView {
  /** Bytes written since the last flush after which one is due: well below what the store holds back in memory. */
  readonly flushAfterBytes: number;
  /** Atomic; one at a time. Visible to `get` from the moment `done` runs. */
  write(batch: StoreBatch, done: Done): void;
  /**
   * Makes all completed writes durable. Must not be called with a write or another flush under way; a write may begin
   * while it runs and is then not covered by it.
   */
  flush(done: Done): void;
  /**
   * Gives back the space of what was deleted or overwritten, in small steps beside reads, writes and flushes; done when
   * all of the store was gone through, or `closed`. It makes nothing durable that a flush would be relied on for.
   */
  defragment(done: Done): void;
  /** A view of this moment for reading beside later writes; close it, it pins space. */
  view(): StoreView & { close(): void };
  /**
   * For reading very many records that are written once, where they lie on the disk: what was written or deleted lately may
   * or may not be there. A scan that begins where the one before stopped costs least. Close it.
   */
  shelf(): StoreShelf;
  /**
   * Reads the next part of what is on the disk, about so many bytes, and checks that it is what was written; begins anew
   * when it is through. Fails with `damaged`, and names the file. One at a time, and none when the store is closed.
   */
  scrub(bytesMax: number, done: Done<ScrubStep>): void;
  /** Bytes on disk, approximately; never 0. */
  sizeBytes(): number;
  close(done: Done): void;
}

export interface StoreHost {
  /**
   * Opens or creates; drops whatever a crash left after the last flush's state is known to be whole. Fails with `damaged`
   * when it is not, or was condemned.
   */
  open(name: string, done: Done<Store>): void;
  remove(name: string, done: Done): void;
  list(done: Done<readonly string[]>): void;
  /** Gives a store that is not open another name. */
  setAside(name: string, as: string, done: Done): void;
  /**
   * The store must not serve again, not even after a restart that would not meet the damage by itself. Durable, if it can
   * be, when it returns: it is the last thing a member does.
   */
  condemn(name: string, reason: string): void;
}
