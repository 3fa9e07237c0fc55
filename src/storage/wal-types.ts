/** What the write-ahead log takes and gives: the words its parts share with those who use it. */
import type { LogSnapshot } from '../codec/log-record.ts';
import type { LogIndex, MemberId } from '../core/base/brands.ts';
import type { EntryId, HardState, LogEntry } from '../core/raft/types.ts';
import type { Done, PortFailure } from '../ports/outcome.ts';

/** Whose log it is. Another's is refused: a copied folder must never vote under a second name. */
export interface WalIdentity {
  readonly cluster: bigint;
  readonly member: MemberId;
}

export interface WalOptions {
  /** Size of a segment; smaller in tests and in the simulator. */
  readonly segmentBytes?: number;
  /** Once, when the log can take nothing more: the process must stop. */
  onFatal(failure: WalFailure): void;
  /** Something failed that does not stop the log yet; `full` is the moment to raise the space alarm. */
  onWarning(failure: WalFailure): void;
}

/** Goes to the disk together, whole or not at all, in this order: snapshot, entries, hard state. */
export interface WalBatch {
  /** See `LogRecord`: keeps a log that contains it, replaces one that does not. */
  readonly snapshot?: LogSnapshot;
  /** Consecutive; the first may overwrite. */
  readonly entries?: readonly LogEntry[];
  readonly hardState?: HardState;
}

export interface WriteAheadLog {
  /** `done` runs when the batch is durable; in the order of the calls. */
  append(batch: WalBatch, done: Done): void;
  /** A commit index to be written along with the next batch: what recovery must not fall behind. */
  noteCommit(commit: LogIndex): void;
  /**
   * Entries up to `through` are not needed any more: a snapshot at or after it was appended. Segments that hold nothing
   * else are removed; `done` runs when the release is durable, which is before the files are gone.
   */
  release(through: LogIndex, done: Done): void;
  /** Bytes of batches that are not durable yet: what a caller slows down by. */
  pendingBytes(): number;
  stats(): WalStats;
  /** Seals the log and closes its files. */
  close(done: Done): void;
}

export interface WalStats {
  readonly appends: number;
  /** Each is one write and one sync. */
  readonly writes: number;
  readonly bytesWritten: number;
  readonly segments: number;
}

/** What a restart finds. */
export interface WalRecovered {
  readonly hardState: HardState | null;
  readonly snapshot: LogSnapshot | null;
  /** Where the log begins: `entries` follow it without a gap. Index 0 in a log from which nothing was released. */
  readonly released: EntryId;
  readonly entries: readonly LogEntry[];
  /** A write that a crash had cut was taken back: it had never been acknowledged. */
  readonly truncatedAt?: TruncatedAt;
}

export interface TruncatedAt {
  readonly file: string;
  readonly offset: number;
}

export interface WalFailure {
  /** `foreign`: another member's log; the rest as from ports. */
  readonly kind: PortFailure['kind'] | 'foreign';
  /** Names file and offset and says what to do. */
  readonly message: string;
  readonly file?: string;
  readonly offset?: number;
}

export type WalOpened =
  | { readonly ok: true; readonly value: { readonly wal: WriteAheadLog; readonly recovered: WalRecovered } }
  | { readonly ok: false; readonly error: WalFailure };
