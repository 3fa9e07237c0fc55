/** What passes between the watches of a member, the API above them and the store below them. */
import type { KeyRange } from '../../core/base/bytes.ts';
import type { WatchEvent } from '../../core/mvcc/watch-types.ts';

/** The way to one client. */
export interface WatchSink {
  /**
   * Takes an encoded `WatchResponse` in any case; false means that its way is full: `drained` of the stream says when
   * it is free again. The bytes may be on their way to other clients too and must not be changed.
   */
  write(message: Uint8Array): boolean;
  /** The member shuts down: nothing more will be written. */
  stopped(): void;
}

export interface WatchRequest {
  readonly range: KeyRange;
  /** 0 means from now on; a negative one never existed and is answered as compacted. */
  readonly startRevision: number;
  readonly noPut: boolean;
  readonly noDelete: boolean;
  readonly prevKv: boolean;
  readonly progressNotify: boolean;
  readonly fragment: boolean;
  /** All 64 bits, unsigned; 0 lets the server choose. */
  readonly watchId: bigint;
}

export interface HistoryRequest {
  /** Both ends included. */
  readonly from: number;
  readonly through: number;
  readonly wanted: (key: string) => boolean;
  /** The answer may end early, behind the revision that brings keys and values to this size. */
  readonly bytesMax: number;
}

export type HistoryAnswer =
  | {
      readonly ok: true;
      /** All wanted changes from `from` to `through`, in the order of their revisions. */
      readonly changes: readonly WatchEvent[];
      /** From `from` to the request's `through`: how far it got. */
      readonly through: number;
    }
  | { readonly ok: false; readonly reason: string };

/**
 * Reads the past of the keyspace in slices, so that no turn is long, and calls back once, never inside the call. One
 * read is under way at a time; after `onSnapshotInstalled` its answer is ignored. The caller of compaction must not
 * delete what the read still has to see: pin `from`, or stop short of `from` and answer from the compact revision on,
 * which is the oldest anyone still waits for.
 */
export type ReadHistory = (request: HistoryRequest, done: (answer: HistoryAnswer) => void) => void;

export interface WatchStats {
  readonly streams: number;
  readonly watchers: number;
  /** Watchers that have not been given all there is. */
  readonly slowWatchers: number;
  /** Since the start; an event counts once for each watcher. */
  readonly eventsSent: number;
}
