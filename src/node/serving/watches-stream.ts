/**
 * One client's stream: its watchers by number, its control answers, and its room.
 *
 * T1. What a client is told goes through `write` in the order in which it became true, so a progress never overtakes
 *     events and `created` comes before them.
 * T2. A stream whose way is full is given at most `STREAM_OVERRUN_BYTES_MAX` more, and then the response that crosses
 *     it; after that its watchers miss what comes and are parked, each when it first misses something. So a slow stream
 *     costs nobody else time, and memory only up to that bound.
 * T3. Once the way is free, the parked lag and are caught up: nothing is lost by being slow.
 */
import { controlFields, NO_WATCH_ID, watchIdField } from '../../codec/watch-response.ts';
import { concatBytes } from '../../core/base/bytes.ts';
import {
  addWatcher,
  isCurrent,
  parkWatcher,
  removeWatcher,
  unparkWatcher,
} from '../../core/mvcc/watch-hub.ts';
import type { WatchHub } from '../../core/mvcc/watch-hub.ts';
import type { Watcher } from '../../core/mvcc/watch-types.ts';
import type { Clock, Timer } from '../../ports/clock.ts';
import type { WatchResponse } from './watches-responses.ts';
import type { WatchRequest, WatchSink } from './watches-types.ts';

export const STREAM_OVERRUN_BYTES_MAX = 64 * 1024;

/** etcd's texts: clients compare them. */
const COMPACTED = 'etcdserver: mvcc: required revision has been compacted';
const EMPTY_RANGE = 'mvcc: watcher range is empty';
const DUPLICATE_ID = 'mvcc: duplicate watch ID provided on the WatchStream';

export interface Subscription {
  readonly stream: WatchStream;
  readonly id: bigint;
  readonly idField: Uint8Array;
  readonly progressNotify: boolean;
  readonly fragment: boolean;
  watcher: Watcher<Subscription> | null;
  /** No event since the last time progress was due. */
  quiet: boolean;
}

/** What a stream needs of the watches of its member. */
export interface StreamParts {
  readonly hub: WatchHub<Subscription>;
  readonly clock: Clock;
  /** A message of at least this size is cut for watchers that asked for it. */
  readonly fragmentBytes: number;
  headerAt(revision: number): Uint8Array;
  /** With its jitter: streams that began together must not all report together. */
  progressDelayMs(): number;
  /** Someone lags: catch up soon. */
  wake(): void;
  sent(events: number): void;
  closed(stream: WatchStream): void;
}

export class WatchStream {
  private readonly parts: StreamParts;
  private readonly sink: WatchSink;
  private readonly subscriptions = new Map<bigint, Subscription>();
  private parked: Subscription[] = [];
  private nextId = 0n;
  private full = false;
  private overrunBytes = 0;
  private progress: Timer | null = null;
  private ended = false;

  constructor(parts: StreamParts, sink: WatchSink) {
    this.parts = parts;
    this.sink = sink;
  }

  create(request: WatchRequest): void {
    const refusal = this.refusalOf(request);
    if (refusal !== null) {
      this.refuse(refusal);
      return;
    }
    const subscription = this.subscribe(request);
    this.control(subscription.idField, { created: true });
    // The write may have ended the stream.
    if (this.ended) return;
    const watcher = addWatcher(this.parts.hub, request, subscription);
    if (watcher === null) {
      this.cancelCompacted(subscription);
      return;
    }
    subscription.watcher = watcher;
    if (watcher.state === 'lagging') this.parts.wake();
    if (request.progressNotify) this.startProgress();
  }

  /** A number that is not watched is nothing to answer. */
  cancel(id: bigint): void {
    const subscription = this.subscriptions.get(id);
    if (subscription === undefined) return;
    this.unsubscribe(subscription);
    this.control(subscription.idField, { canceled: true });
  }

  /** Answered once for all, and only if all of them have been given everything (etcd #15220, #20221). */
  requestProgress(): void {
    if (this.subscriptions.size === 0) return;
    for (const subscription of this.subscriptions.values()) if (!this.isCurrent(subscription)) return;
    this.control(watchIdField(NO_WATCH_ID), {});
  }

  /** The client will not be told of a watcher it asked for, and why: no number is used up. */
  refuse(reason: string): void {
    this.control(watchIdField(NO_WATCH_ID), { created: true, canceled: true, cancelReason: reason });
  }

  /** The way to the client is free again (T3). */
  drained(): void {
    if (this.ended) return;
    this.full = false;
    this.overrunBytes = 0;
    const { parked } = this;
    this.parked = [];
    for (const { watcher } of parked) {
      if (watcher?.state === 'parked') unparkWatcher(this.parts.hub, watcher);
    }
    if (parked.length > 0) this.parts.wake();
  }

  /** Hands over what a delivery made for this watcher, or parks it at the first response there is no room for. */
  give(subscription: Subscription, responses: readonly WatchResponse[]): void {
    for (const response of responses) {
      // A write may have ended the stream, or its client cancelled the watch inside it.
      const { watcher } = subscription;
      if (watcher === null || watcher.state === 'gone') return;
      if (this.full && this.overrunBytes >= STREAM_OVERRUN_BYTES_MAX) {
        parkWatcher(this.parts.hub, watcher, response.firstRevision);
        this.parked.push(subscription);
        return;
      }
      this.send(subscription, response);
    }
  }

  /** Compaction overtook it: header revision 0 and no reason, as in etcd. */
  cancelCompacted(subscription: Subscription): void {
    this.subscriptions.delete(subscription.id);
    subscription.watcher = null;
    const fields = controlFields({ canceled: true, compactRevision: this.parts.hub.compactRevision });
    this.write(concatBytes([this.parts.headerAt(0), subscription.idField, fields]));
  }

  /** The client has gone, or the call has ended otherwise. */
  close(): void {
    if (this.ended) return;
    this.ended = true;
    this.progress?.cancel();
    for (const subscription of [...this.subscriptions.values()]) this.unsubscribe(subscription);
    this.parts.closed(this);
  }

  stop(): void {
    if (this.ended) return;
    this.close();
    this.sink.stopped();
  }

  private refusalOf({ range, startRevision, watchId }: WatchRequest): string | null {
    if (startRevision < 0) return COMPACTED;
    if (range.to !== null && range.from >= range.to) return EMPTY_RANGE;
    return watchId !== 0n && this.subscriptions.has(watchId) ? DUPLICATE_ID : null;
  }

  private subscribe({ watchId, progressNotify, fragment }: WatchRequest): Subscription {
    const id = watchId === 0n ? this.freeId() : watchId;
    const subscription: Subscription = {
      stream: this,
      id,
      idField: watchIdField(id),
      progressNotify,
      fragment,
      watcher: null,
      quiet: true,
    };
    this.subscriptions.set(id, subscription);
    return subscription;
  }

  /** Counts from 0 and passes over numbers that clients chose. */
  private freeId(): bigint {
    while (this.subscriptions.has(this.nextId)) this.nextId++;
    return this.nextId++;
  }

  private unsubscribe(subscription: Subscription): void {
    this.subscriptions.delete(subscription.id);
    if (subscription.watcher !== null) removeWatcher(this.parts.hub, subscription.watcher);
    subscription.watcher = null;
  }

  private isCurrent({ watcher }: Subscription): boolean {
    return watcher !== null && isCurrent(this.parts.hub, watcher);
  }

  private send(subscription: Subscription, response: WatchResponse): void {
    const { idField, fragment } = subscription;
    subscription.quiet = false;
    this.parts.sent(response.eventCount);
    if (!fragment) this.write(response.message(idField));
    else for (const message of response.fragments(idField, this.parts.fragmentBytes)) this.write(message);
  }

  private control(idField: Uint8Array, fields: Parameters<typeof controlFields>[0]): void {
    const header = this.parts.headerAt(this.parts.hub.currentRevision);
    this.write(concatBytes([header, idField, controlFields(fields)]));
  }

  private write(message: Uint8Array): void {
    if (this.ended) return;
    if (this.full) this.overrunBytes += message.length;
    if (!this.sink.write(message)) this.full = true;
  }

  private startProgress(): void {
    this.progress ??= this.parts.clock.after(this.parts.progressDelayMs(), () => this.reportProgress());
  }

  /** To each that asked for it, is current, and heard nothing lately. A full way needs no reports. */
  private reportProgress(): void {
    this.progress = null;
    for (const subscription of [...this.subscriptions.values()]) {
      if (!subscription.progressNotify) continue;
      this.startProgress();
      if (subscription.quiet && !this.full && this.isCurrent(subscription))
        this.control(subscription.idField, {});
      subscription.quiet = true;
    }
  }
}
