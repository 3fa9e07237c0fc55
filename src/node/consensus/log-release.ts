/**
 * Lets go of log entries that a flushed store makes superfluous. What stays serves followers that are a little behind;
 * one that is further behind gets a snapshot.
 *
 * Q1. Nothing above the store's last flush is released: after a crash the store is exactly that flush (DESIGN §4).
 * Q2. The log first records the flushed state's place and only then drops entries.
 */
import type { LogIndex, Term } from '../../core/base/brands.ts';
import { logIndex } from '../../core/base/brands.ts';
import type { ConfState } from '../../core/raft/types.ts';
import type { PortFailure } from '../../ports/outcome.ts';
import type { WriteAheadLog } from '../../storage/wal-types.ts';

/** Entries kept for followers that lag. */
const ENTRIES_KEPT = 5_000;
/** ... unless they weigh more than this. */
const BYTES_KEPT_MAX = 32 * 1024 * 1024;
/** Releasing costs a synced record; not worth it for less. */
const ENTRIES_RELEASED_MIN = 1_000;

export interface LogReleaseParts {
  readonly wal: WriteAheadLog;
  conf(): ConfState;
  storeName(): string;
  /** `null` for an entry the log no longer has. */
  termAt(index: LogIndex): Term | null;
  log(): { readonly firstIndex: number; readonly bytes: number };
  releaseFromMemory(index: LogIndex): void;
  onFatal(failure: PortFailure): void;
}

export class LogRelease {
  private readonly parts: LogReleaseParts;
  private underWay = false;

  constructor(parts: LogReleaseParts) {
    this.parts = parts;
  }

  /** The store has flushed everything up to here. */
  onFlushed(flushed: LogIndex): void {
    if (this.underWay) return;
    const through = this.releasable(flushed);
    const term = this.parts.termAt(flushed);
    if (through === null || term === null) return;
    this.underWay = true;
    const snapshot = { index: flushed, term, conf: this.parts.conf(), storeName: this.parts.storeName() };
    this.parts.wal.append({ snapshot }, (recorded) => {
      if (!recorded.ok) {
        this.parts.onFatal(recorded.error);
        return;
      }
      this.parts.wal.release(through, (released) => {
        this.underWay = false;
        if (released.ok) this.parts.releaseFromMemory(through);
        else this.parts.onFatal(released.error);
      });
    });
  }

  private releasable(flushed: LogIndex): LogIndex | null {
    const { firstIndex, bytes } = this.parts.log();
    const kept = bytes > BYTES_KEPT_MAX ? 0 : ENTRIES_KEPT;
    const through = flushed - kept;
    return through - firstIndex + 1 >= (kept === 0 ? 1 : ENTRIES_RELEASED_MIN) ? logIndex(through) : null;
  }
}
