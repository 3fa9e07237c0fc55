/**
 * A range in slices between other work, however many keys it has: no turn of the loop is long because of it.
 *
 * L1. Everything is read at one revision, which is told at the beginning: an answer that names a later one would have whoever
 *     watches from there on miss changes.
 * L2. A range that ends within its first slice is answered before the call returns.
 * L3. It is answered once, unless it is cancelled. When a snapshot puts another state in place it begins anew there, and what
 *     was taken before is void; when the member stops or meets damage, that ends it.
 * L4. What it reads stays readable until it ends, however it ends (core/mvcc/keyspace K4).
 */
import { assert } from '../../core/base/assert.ts';
import type { Keyspace } from '../../core/mvcc/keyspace.ts';
import {
  abandonRange,
  beginRange,
  finishRange,
  rangeSlice,
  takeAnswered,
  type RangeScan,
} from '../../core/mvcc/range-scan.ts';
import type { KeyValue, MvccRefusal, RangeRequest } from '../../core/mvcc/types.ts';
import type { Clock, Timer } from '../../ports/clock.ts';
import type { StateStore } from '../../storage/state-store.ts';
import { NoAnswer, reporting } from '../consensus/machine-reader.ts';
import type { Replica } from '../consensus/replica.ts';

/** About a thousand small values that come from the store, and how long a slice may take: code that is new is slow. */
export const SLICE_BUDGET = 10_000;
const SLICE_MS_MAX = 4;
/** Between two looks at the clock. */
const STEP_BUDGET = 500;

export type RangeEnd =
  | { readonly ok: true; readonly more: boolean; readonly count: number }
  | { readonly ok: false; readonly refusal: MvccRefusal }
  | { readonly ok: false; readonly error: 'stopped' };

export interface RangeReader {
  /** It begins, or begins anew, at this revision (L1, L3). */
  begin(revision: number): void;
  /** What comes next, in the order of the answer. */
  take(kvs: readonly KeyValue[]): void;
  end(outcome: RangeEnd): void;
}

export interface LongRangeParts {
  readonly replica: Replica;
  readonly clock: Clock;
  onDamage(reason: string): void;
}

export class LongRange {
  private readonly parts: LongRangeParts;
  private readonly request: RangeRequest;
  private readonly reader: RangeReader;
  private reading: {
    readonly scan: RangeScan;
    readonly keyspace: Keyspace;
    readonly store: StateStore;
  } | null = null;
  private timer: Timer | null = null;

  constructor(parts: LongRangeParts, request: RangeRequest, reader: RangeReader) {
    this.parts = parts;
    this.request = request;
    this.reader = reader;
  }

  start(): void {
    const { replica } = this.parts;
    const { store } = replica;
    const { keyspace } = replica.machine;
    const begun = beginRange(keyspace, this.request);
    if (!begun.ok) return this.reader.end(begun);
    this.reading = { scan: begun.scan, keyspace, store };
    this.reader.begin(keyspace.currentRevision);
    this.slice();
  }

  cancel(): void {
    this.timer?.cancel();
    this.timer = null;
    this.letGo();
  }

  private slice(): void {
    assert(this.reading !== null, 'a slice is of a range that has begun');
    const { scan, keyspace, store } = this.reading;
    const { replica, clock } = this.parts;
    if (!replica.serves(store)) return this.readElsewhere();
    const untilMs = clock.monotonicMs() + SLICE_MS_MAX;
    const isDone = this.read(() => {
      for (let budget = SLICE_BUDGET; budget > 0 && clock.monotonicMs() < untilMs; budget -= STEP_BUDGET) {
        if (rangeSlice(keyspace, scan, STEP_BUDGET, replica.reader.readValue)) return true;
      }
      return false;
    });
    if (isDone === null) return this.stop();
    const kvs = takeAnswered(scan);
    if (kvs.length > 0) this.reader.take(kvs);
    if (isDone) return this.finish();
    // Everything else that is ready has its turn in between; no longer pause, since somebody waits for the answer.
    this.timer = clock.after(0, () => {
      this.timer = null;
      this.slice();
    });
  }

  /** Null if what was read is damaged. */
  private read(slice: () => boolean): boolean | null {
    try {
      return reporting(this.parts.onDamage, slice);
    } catch (error) {
      if (error instanceof NoAnswer) return null;
      throw error;
    }
  }

  private finish(): void {
    assert(this.reading !== null, 'a range that ends has begun');
    const { scan, keyspace } = this.reading;
    this.reading = null;
    const { more, count } = finishRange(keyspace, scan);
    this.reader.end({ ok: true, more, count });
  }

  /** L3. */
  private readElsewhere(): void {
    const { replica } = this.parts;
    if (!replica.serves(replica.store)) return this.stop();
    this.letGo();
    this.start();
  }

  private stop(): void {
    this.letGo();
    this.reader.end({ ok: false, error: 'stopped' });
  }

  /** L4. */
  private letGo(): void {
    if (this.reading === null) return;
    abandonRange(this.reading.keyspace, this.reading.scan);
    this.reading = null;
  }
}
