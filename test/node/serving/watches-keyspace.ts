/**
 * A keyspace by brute force: every write there ever was, in a list, and beside it what a compaction has left on disk.
 * What watchers should get is read from the first, what the past is scanned from is the second.
 */
import { NO_BYTES, inRange } from '../../../src/core/base/bytes.ts';
import type { LeaseId } from '../../../src/core/base/brands.ts';
import type { KeyValue } from '../../../src/core/mvcc/types.ts';
import type { Demand, WatchEvent } from '../../../src/core/mvcc/watch-types.ts';

export type ModelWrite =
  | { readonly type: 'put'; readonly key: string; readonly value?: Uint8Array; readonly lease?: LeaseId }
  | { readonly type: 'delete'; readonly key: string };

export class ModelKeyspace {
  currentRevision = 1;
  compactRevision = 0;
  readonly all: WatchEvent[] = [];
  private stored: WatchEvent[] = [];
  private readonly byKey = new Map<string, WatchEvent[]>();

  /** One transaction; deletes of keys that are not there change nothing. */
  write(writes: readonly ModelWrite[]): WatchEvent[] {
    const main = this.currentRevision + 1;
    const events: WatchEvent[] = [];
    for (const write of writes) {
      const event = this.eventOf(write, main, events.length);
      if (event !== null) events.push(event);
    }
    if (events.length === 0) return events;
    this.currentRevision = main;
    for (const event of events) {
      this.all.push(event);
      this.stored.push(event);
      const ofKey = this.byKey.get(event.key);
      if (ofKey === undefined) this.byKey.set(event.key, [event]);
      else ofKey.push(event);
    }
    return events;
  }

  /** Leaves of each key what is newest at the revision; a tombstone only if it is of that very revision. */
  compact(revision: number): void {
    this.compactRevision = revision;
    const newest = new Map<string, WatchEvent>();
    for (const event of this.stored) if (event.revision.main <= revision) newest.set(event.key, event);
    this.stored = this.stored.filter((event) => {
      const { main } = event.revision;
      return (
        main > revision || (newest.get(event.key) === event && (event.type === 'put' || main === revision))
      );
    });
  }

  /** As on disk; the object is a new one, as if it had been read. */
  history(from: number, through: number, wanted: (key: string) => boolean): WatchEvent[] {
    return this.stored
      .filter(({ revision, key }) => revision.main >= from && revision.main <= through && wanted(key))
      .map((event) => ({ ...event }));
  }

  /** The contract of `Serving.keyAt`. */
  keyAt(key: string, revision: number): KeyValue | null {
    return revision < this.compactRevision ? null : this.valueAt(key, revision);
  }

  /** The truth, whatever was compacted. */
  valueAt(key: string, revision: number): KeyValue | null {
    const newest = this.byKey.get(key)?.findLast((event) => event.revision.main <= revision);
    if (newest === undefined || newest.record === null) return null;
    return { key, modRevision: newest.revision.main, ...newest.record };
  }

  wantedBy(demand: Demand, from: number): WatchEvent[] {
    return this.all.filter(
      ({ key, type, revision }) =>
        revision.main >= from &&
        inRange(demand.range, key) &&
        !(type === 'put' ? demand.noPut : demand.noDelete),
    );
  }

  private eventOf(write: ModelWrite, main: number, sub: number): WatchEvent | null {
    const { key } = write;
    const before = this.valueAt(key, main - 1);
    if (write.type === 'delete') {
      return before === null ? null : { type: 'delete', revision: { main, sub }, key, record: null };
    }
    const createRevision = before?.createRevision ?? main;
    const version = (before?.version ?? 0) + 1;
    const record = { createRevision, version, lease: write.lease ?? null, value: write.value ?? NO_BYTES };
    return { type: 'put', revision: { main, sub }, key, record };
  }
}
