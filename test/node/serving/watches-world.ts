/** Watches over the model keyspace: what the node would do around them, with every answer of the store held by hand. */
import type { Random } from '../../../src/core/base/random.ts';
import { createRandom, nextUint32 } from '../../../src/core/base/random.ts';
import { singleKey } from '../../../src/core/base/bytes.ts';
import { Watches } from '../../../src/node/serving/watches.ts';
import type { WatchStream } from '../../../src/node/serving/watches-stream.ts';
import type { HistoryAnswer, HistoryRequest, WatchRequest } from '../../../src/node/serving/watches-types.ts';
import { FakeClient, line } from './watches-client.ts';
import { HandClock } from './watches-clock.ts';
import { ModelKeyspace, type ModelWrite } from './watches-keyspace.ts';

export const FRAGMENT_BYTES = 2000;
export const PROGRESS_MS = 60_000;
export const TERM = 7;
export const IDENTITY = { clusterId: 0xfeed_beef_0000_0001n, memberId: 0x8000_0000_0000_0002n };

interface PendingRead {
  readonly request: HistoryRequest;
  readonly done: (answer: HistoryAnswer) => void;
}

export interface Joined {
  readonly client: FakeClient;
  readonly stream: WatchStream;
}

export class WatchWorld {
  readonly clock = new HandClock();
  readonly keyspace = new ModelKeyspace();
  readonly watches: Watches;
  readonly random: Random;
  /** Reads of the past that wait for `answerReads`. */
  readonly reads: PendingRead[] = [];
  /** Answered reads, for counting. */
  readonly answered: HistoryRequest[] = [];
  keyReads = 0;

  constructor(seed = 1, before: (keyspace: ModelKeyspace) => void = () => undefined) {
    this.random = createRandom(seed);
    before(this.keyspace);
    this.watches = new Watches({
      clock: this.clock,
      entropy: { uint32: () => nextUint32(this.random), uint64: () => 0n },
      log: () => undefined,
      ...IDENTITY,
      progressIntervalMs: PROGRESS_MS,
      fragmentBytes: FRAGMENT_BYTES,
      start: this.keyspace,
      term: () => TERM,
      keyAt: (key, revision) => {
        this.keyReads++;
        return this.keyspace.keyAt(key, revision);
      },
      readHistory: (request, done) => this.reads.push({ request, done }),
    });
  }

  join(): Joined {
    const client = new FakeClient();
    const stream = this.watches.open(client);
    client.onDrained = () => stream.drained();
    return { client, stream };
  }

  /** One entry with one transaction. */
  write(...writes: ModelWrite[]): void {
    this.entry([writes]);
  }

  /** One entry with several transactions: their changes arrive together. */
  entry(transactions: readonly (readonly ModelWrite[])[]): void {
    const changes = transactions.flatMap((writes) => this.keyspace.write(writes));
    this.watches.onApplied(changes, this.keyspace.currentRevision);
  }

  /** An entry that also compacts, at the revision it reaches; the node hears of that before it hears of the changes. */
  entryCompactingItself(transactions: readonly (readonly ModelWrite[])[]): void {
    const changes = transactions.flatMap((writes) => this.keyspace.write(writes));
    const { currentRevision } = this.keyspace;
    this.keyspace.compact(currentRevision);
    this.watches.onCompacted(currentRevision);
    this.watches.onApplied(changes, currentRevision);
  }

  compact(revision: number): void {
    this.keyspace.compact(revision);
    this.watches.onCompacted(revision);
  }

  /** The leader's state arrives as a whole; what was written meanwhile is not applied here entry by entry. */
  installSnapshot(transactions: readonly (readonly ModelWrite[])[], compact: number | null = null): void {
    for (const writes of transactions) this.keyspace.write(writes);
    if (compact !== null) this.keyspace.compact(compact);
    const { currentRevision, compactRevision } = this.keyspace;
    this.watches.onSnapshotInstalled({ currentRevision, compactRevision });
  }

  /** Answers the reads that wait, from what is on disk now. */
  answerReads(revisionsMax = Number.POSITIVE_INFINITY): void {
    for (const { request, done } of this.reads.splice(0)) {
      const through = Math.min(request.through, request.from + revisionsMax - 1);
      this.answered.push(request);
      done({ ok: true, through, changes: this.keyspace.history(request.from, through, request.wanted) });
    }
  }

  failReads(): void {
    for (const { done } of this.reads.splice(0)) done({ ok: false, reason: 'the disk says no' });
  }

  /** Lets everything come to rest: turns, timers that are due, reads. */
  settle(): void {
    this.clock.run(1);
    while (this.reads.length > 0) {
      this.answerReads();
      this.clock.run(1);
    }
  }
}

export function put(key: string, value?: Uint8Array): ModelWrite {
  return value === undefined ? { type: 'put', key } : { type: 'put', key, value };
}

export const del = (key: string): ModelWrite => ({ type: 'delete', key });

export function watchOf(key: string, request: Partial<WatchRequest> = {}): WatchRequest {
  return {
    range: singleKey(key),
    startRevision: 0,
    noPut: false,
    noDelete: false,
    prevKv: false,
    progressNotify: false,
    fragment: false,
    watchId: 0n,
    ...request,
  };
}

export const lines = (client: FakeClient): string[] => client.take().map(line);

export const everything = { from: '\0', to: null };

export const bytes = (count: number): Uint8Array => new Uint8Array(count).fill(7);

/** A world whose revisions 2 to 2 + count - 1 were written before the member started: only a scan finds them. */
export function worldWithPast(count: number, key = 'a'): WatchWorld {
  return new WatchWorld(1, (keyspace) => {
    for (let i = 0; i < count; i++) keyspace.write([put(key)]);
  });
}
