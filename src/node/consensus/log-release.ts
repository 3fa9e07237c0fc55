/**
 * Lets go of log entries that a flushed store makes superfluous. What stays serves followers that are a little behind;
 * one that is further behind gets a snapshot.
 *
 * Q1. Nothing above the store's last flush is released: after a crash the store is exactly that flush (DESIGN §4).
 * Q2. The log first records the flushed state's place and only then drops entries.
 * Q3. The newest entries stay, as many as the retention says and their weight allows: to drop all of a heavy log at once
 *     would send a snapshot to every follower that is one message behind.
 */
import type { LogIndex, Term } from '../../core/base/brands.ts';
import { logIndex } from '../../core/base/brands.ts';
import type { ConfState } from '../../core/raft/types.ts';
import type { PortFailure } from '../../ports/outcome.ts';
import type { WriteAheadLog } from '../../storage/wal-types.ts';
import type { LogRetention } from '../server-config.ts';

export interface LogReleaseParts {
  readonly wal: Pick<WriteAheadLog, 'append' | 'release'>;
  readonly retention: LogRetention;
  /** The configuration as of this entry; `null` when it has changed since. */
  confAt(index: LogIndex): ConfState | null;
  storeName(): string;
  /** `null` for an entry the log no longer has. */
  termAt(index: LogIndex): Term | null;
  /** The entries in memory. */
  log(): { readonly firstIndex: number; readonly lastIndex: number; readonly bytes: number };
  releaseFromMemory(index: LogIndex): void;
  onFatal(failure: PortFailure): void;
}

export class LogRelease {
  private readonly parts: LogReleaseParts;
  private underWay = false;
  private stopped = false;

  constructor(parts: LogReleaseParts) {
    this.parts = parts;
  }

  stop(): void {
    this.stopped = true;
  }

  /** The store has flushed everything up to here. */
  onFlushed(flushed: LogIndex): void {
    if (this.underWay || this.stopped) return;
    const through = this.releasable(flushed);
    const term = this.parts.termAt(flushed);
    const conf = this.parts.confAt(flushed);
    // A change of members behind the flush is part of the next one, which comes soon.
    if (through === null || term === null || conf === null) return;
    this.underWay = true;
    const snapshot = { index: flushed, term, conf, storeName: this.parts.storeName() };
    this.parts.wal.append({ snapshot }, (recorded) => {
      if (this.stopped) return;
      if (recorded.ok) this.release(through);
      else this.parts.onFatal(recorded.error);
    });
  }

  private release(through: LogIndex): void {
    this.parts.wal.release(through, (released) => {
      this.underWay = false;
      if (this.stopped) return;
      if (released.ok) this.parts.releaseFromMemory(through);
      else this.parts.onFatal(released.error);
    });
  }

  private releasable(flushed: LogIndex): LogIndex | null {
    const { entries, bytes: bytesMax, releasedMin } = this.parts.retention;
    const { firstIndex, lastIndex, bytes } = this.parts.log();
    const heavy = bytes > bytesMax;
    const kept = heavy ? Math.floor(((lastIndex - firstIndex + 1) * bytesMax) / bytes) : Infinity;
    const through = Math.min(flushed, lastIndex - Math.min(entries, kept));
    return through - firstIndex + 1 >= (heavy ? 1 : releasedMin) ? logIndex(through) : null;
  }
}
