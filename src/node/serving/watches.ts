/**
 * The watches of a member: the hub (core/mvcc/watch-hub.ts) joined to the streams of clients and to the store's past.
 * The node tells it of every applied entry in the turn in which the entry's state became readable.
 *
 * V1. Deliveries of the hub are handed over before the hub hears of anything else.
 * V2. Catching up runs in bounded steps with the loop free between them. One read of the past is under way at most,
 *     beside one whose answer a snapshot has made worthless.
 */
import { ResponseHeaders } from '../../codec/response-header.ts';
import { catchUp, onScanFailed, onScanned, scanWants } from '../../core/mvcc/watch-catch-up.ts';
import {
  createWatchHub,
  onApplied,
  onCompacted,
  onSnapshotInstalled,
  watchHubStats,
  type WatchHub,
} from '../../core/mvcc/watch-hub.ts';
import type { KeyValue } from '../../core/mvcc/types.ts';
import type { Delivery, HistoryScan, WatchEvent, Watcher } from '../../core/mvcc/watch-types.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Entropy } from '../../ports/entropy.ts';
import type { Log } from '../../ports/log.ts';
import { DeliveryRound } from './watches-responses.ts';
import { WatchStream, type StreamParts, type Subscription } from './watches-stream.ts';
import type { HistoryAnswer, ReadHistory, WatchSink, WatchStats } from './watches-types.ts';

export const PROGRESS_INTERVAL_MS_DEFAULT = 10 * 60 * 1000;
/** etcd's: a shorter interval is raised to it. */
export const PROGRESS_INTERVAL_MS_MIN = 100;
/** Up to this share of the interval is added by chance. */
const PROGRESS_JITTER = 0.1;
/** How much of keys and values one read of the past brings into memory. */
export const HISTORY_BYTES_MAX = 8 * 1024 * 1024;
const HISTORY_RETRY_MS = 250;
const UINT32_RANGE = 0x1_0000_0000;

export interface KeyspaceRevisions {
  readonly currentRevision: number;
  readonly compactRevision: number;
}

export interface WatchesParts {
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly log: Log;
  readonly clusterId: bigint;
  readonly memberId: bigint;
  readonly progressIntervalMs: number;
  /** etcd: the largest request and its overhead (api/limits.ts: MAX_RECEIVE_BYTES). */
  readonly fragmentBytes: number;
  /** Where the keyspace stands now, after the restart. */
  readonly start: KeyspaceRevisions;
  term(): number;
  keyAt(key: string, revision: number): KeyValue | null;
  readonly readHistory: ReadHistory;
}

export class Watches {
  private readonly parts: WatchesParts;
  private readonly hub: WatchHub<Subscription>;
  private readonly streams = new Set<WatchStream>();
  private readonly streamParts: StreamParts;
  private readonly headers: ResponseHeaders;
  private stepPlanned = false;
  private stopped = false;
  private eventsSent = 0;
  /** A compaction that was reported before the changes of its own entry; 0 when there is none. */
  private compactionAhead = 0;

  constructor(parts: WatchesParts) {
    this.parts = parts;
    this.headers = new ResponseHeaders(parts.clusterId, parts.memberId);
    this.hub = createWatchHub(parts.start);
    this.streamParts = this.partsOfStreams();
  }

  /** Those that are open. */
  get streamCount(): number {
    return this.streams.size;
  }

  open(sink: WatchSink): WatchStream {
    const stream = new WatchStream(this.streamParts, sink);
    this.streams.add(stream);
    if (this.stopped) stream.stop();
    return stream;
  }

  /** What one entry changed and the revision after it; the state must be readable already. */
  onApplied(changes: readonly WatchEvent[], currentRevision: number): void {
    this.deliver(onApplied(this.hub, changes, currentRevision));
    if (this.compactionAhead > 0) this.onCompacted(this.compactionAhead);
    if (this.hub.lagging.size > 0) this.wake();
  }

  /** A compaction was accepted. One at a revision of the entry that accepted it waits for that entry's changes. */
  onCompacted(compactRevision: number): void {
    const ahead = compactRevision > this.hub.currentRevision;
    this.compactionAhead = ahead ? compactRevision : 0;
    if (!ahead) this.cancelOvertaken(onCompacted(this.hub, compactRevision));
  }

  onSnapshotInstalled(revisions: KeyspaceRevisions): void {
    this.cancelOvertaken(onSnapshotInstalled(this.hub, revisions));
    if (this.hub.lagging.size > 0) this.wake();
  }

  /** The member shuts down: every stream ends, none begins. */
  stop(): void {
    this.stopped = true;
    for (const stream of [...this.streams]) stream.stop();
  }

  stats(): WatchStats {
    const { watchers, slow } = watchHubStats(this.hub);
    return { streams: this.streams.size, watchers, slowWatchers: slow, eventsSent: this.eventsSent };
  }

  private partsOfStreams(): StreamParts {
    const { clock, fragmentBytes } = this.parts;
    return {
      hub: this.hub,
      clock,
      fragmentBytes,
      headerAt: (revision) => this.headerAt(revision),
      progressDelayMs: () => this.progressDelayMs(),
      wake: () => this.wake(),
      sent: (events) => (this.eventsSent += events),
      closed: (stream) => this.streams.delete(stream),
    };
  }

  private deliver(deliveries: readonly Delivery<Subscription>[]): void {
    if (deliveries.length === 0) return;
    const round = new DeliveryRound({
      headerAt: (revision) => this.headerAt(revision),
      keyAt: (key, revision) => this.parts.keyAt(key, revision),
    });
    for (const delivery of deliveries) {
      const responses = round.responsesOf(delivery);
      for (const { owner } of delivery.watchers) owner.stream.give(owner, responses);
    }
  }

  private cancelOvertaken(overtaken: readonly Watcher<Subscription>[]): void {
    for (const { owner } of overtaken) owner.stream.cancelCompacted(owner);
  }

  /** At the turn's end, so that all who begin or resume in one turn are caught up together. */
  private wake(): void {
    if (this.stepPlanned || this.stopped) return;
    this.stepPlanned = true;
    this.parts.clock.atTurnEnd(() => this.step());
  }

  private wakeAfter(delayMs: number): void {
    if (this.stepPlanned || this.stopped) return;
    this.stepPlanned = true;
    this.parts.clock.after(delayMs, () => this.step());
  }

  private step(): void {
    this.stepPlanned = false;
    if (this.stopped) return;
    const { deliveries, scan, more } = catchUp(this.hub);
    this.deliver(deliveries);
    if (scan !== null) this.read(scan);
    if (more) this.wakeAfter(0);
  }

  private read({ id, from, through }: HistoryScan): void {
    const wanted = (key: string): boolean => scanWants(this.hub, key);
    this.parts.readHistory({ from, through, wanted, bytesMax: HISTORY_BYTES_MAX }, (answer) =>
      this.onHistory(id, answer),
    );
  }

  private onHistory(id: number, answer: HistoryAnswer): void {
    if (this.stopped) return;
    if (!answer.ok) {
      this.parts.log('warn', 'watch-history-unread', { reason: answer.reason, retryMs: HISTORY_RETRY_MS });
      onScanFailed(this.hub, id);
      this.wakeAfter(HISTORY_RETRY_MS);
      return;
    }
    this.deliver(onScanned(this.hub, { id, through: answer.through, changes: answer.changes }));
    if (this.hub.lagging.size > 0) this.wakeAfter(0);
  }

  private headerAt(revision: number): Uint8Array {
    return this.headers.at(revision, this.parts.term());
  }

  private progressDelayMs(): number {
    const interval = Math.max(this.parts.progressIntervalMs, PROGRESS_INTERVAL_MS_MIN);
    return interval * (1 + (PROGRESS_JITTER * this.parts.entropy.uint32()) / UINT32_RANGE);
  }
}
