/**
 * Ranges in slices between other work, however many keys they have: no turn of the loop is long because of them. One of its
 * own, or those of a transaction that only reads, one after the other.
 *
 * L1. Everything is read as of one moment, whose revision is told at the beginning: an answer that names a later one would
 *     have whoever watches from there on miss changes.
 * L2. What ends within its first slice is answered before the call returns.
 * L3. It is answered once, unless it is cancelled. When a snapshot puts another state in place it begins anew there, and what
 *     was taken before is void; when the member stops or meets damage, that ends it.
 * L4. What it reads stays readable until it ends, however it ends (core/mvcc/keyspace K4).
 * L5. Of very many rows, values are read ahead (values-ahead.ts).
 */
import { assert } from '../../core/base/assert.ts';
import type { Keyspace } from '../../core/mvcc/keyspace.ts';
import {
  abandonRange,
  beginRange,
  finishRange,
  isThrough,
  rangeStep,
  takeAnswered,
  type RangeScan,
} from '../../core/mvcc/range-scan.ts';
import { beginReadTxn, type ScansStart } from '../../core/mvcc/txn-scan.ts';
import type { KeyValue, MvccRefusal, RangeRequest, ReadValue, TxnRequest } from '../../core/mvcc/types.ts';
import type { Clock, Timer } from '../../ports/clock.ts';
import type { StateStore } from '../../storage/state-store.ts';
import { NoAnswer, reporting } from '../consensus/machine-reader.ts';
import type { Replica } from '../consensus/replica.ts';
import { ValuesAhead } from './values-ahead.ts';

/** About a thousand small values that come from the store, and how long a slice may take: code that is new is slow. */
export const SLICE_BUDGET = 10_000;
const SLICE_MS_MAX = 4;
/** Between two looks at the clock. */
const STEP_BUDGET = 500;

export type RangesEnd =
  | { readonly ok: true }
  | { readonly ok: false; readonly refusal: MvccRefusal }
  | { readonly ok: false; readonly error: 'stopped' };

export interface RangesReader {
  /** It begins, or begins anew, at this revision (L1, L3); a transaction's comparisons held, or did not. */
  begin(revision: number, succeeded: boolean): void;
  /** What comes next of the range under way, in the order of the answer. */
  take(kvs: readonly KeyValue[]): void;
  /** That was all of it; the next one follows. */
  rangeEnd(more: boolean, count: number): void;
  end(outcome: RangesEnd): void;
}

export interface LongRangeParts {
  readonly replica: Replica;
  readonly clock: Clock;
  onDamage(reason: string): void;
}

type Begin = (keyspace: Keyspace, readValue: ReadValue) => ScansStart;

export class LongRanges {
  private readonly parts: LongRangeParts;
  private readonly begin: Begin;
  private readonly reader: RangesReader;
  private reading: {
    /** Not through yet, the one under way first. */
    readonly scans: RangeScan[];
    readonly keyspace: Keyspace;
    readonly store: StateStore;
    readonly ahead: ValuesAhead;
  } | null = null;
  private timer: Timer | null = null;

  private constructor(parts: LongRangeParts, begin: Begin, reader: RangesReader) {
    this.parts = parts;
    this.begin = begin;
    this.reader = reader;
  }

  static ofOne(parts: LongRangeParts, request: RangeRequest, reader: RangesReader): LongRanges {
    return new LongRanges(parts, (keyspace) => beginOne(keyspace, request), reader);
  }

  static ofTxn(parts: LongRangeParts, request: TxnRequest, reader: RangesReader): LongRanges {
    return new LongRanges(parts, (keyspace, readValue) => beginReadTxn(keyspace, request, readValue), reader);
  }

  start(): void {
    const { replica } = this.parts;
    const { store } = replica;
    const { keyspace } = replica.machine;
    const begun = this.read(() => this.begin(keyspace, replica.reader.readValue));
    if (begun === null) return this.stop();
    if (!begun.ok) return this.reader.end(begun);
    const ahead = new ValuesAhead(store, replica.reader.readValue);
    this.reading = { scans: [...begun.scans], keyspace, store, ahead };
    this.reader.begin(keyspace.currentRevision, begun.succeeded);
    this.slice();
  }

  cancel(): void {
    this.timer?.cancel();
    this.timer = null;
    this.letGo();
  }

  private slice(): void {
    assert(this.reading !== null, 'a slice is of ranges that have begun');
    const { replica, clock } = this.parts;
    if (!replica.serves(this.reading.store)) return this.readElsewhere();
    const untilMs = clock.monotonicMs() + SLICE_MS_MAX;
    let budget = SLICE_BUDGET;
    while (budget > 0 && clock.monotonicMs() < untilMs) {
      const [scan] = this.reading.scans;
      if (scan === undefined) return this.finish();
      if (this.fetchAhead(scan)) return;
      const { keyspace, ahead } = this.reading;
      const left = this.read(() => rangeStep(keyspace, scan, STEP_BUDGET, ahead.readValue));
      if (left === null) return this.stop();
      budget -= Math.max(STEP_BUDGET - left, 1);
      if (isThrough(scan)) this.endRange(scan);
    }
    if (this.reading.scans.length === 0) return this.finish();
    this.handOver(this.reading.scans[0]);
    // Everything else that is ready has its turn in between; no longer pause, since somebody waits for the answer.
    this.timer = clock.after(0, () => {
      this.timer = null;
      this.slice();
    });
  }

  /** True while values are fetched; the next slice follows. */
  private fetchAhead(scan: RangeScan): boolean {
    const { reading } = this;
    assert(reading !== null, 'values are fetched for a range that has begun');
    const isFetching = reading.ahead.fetch(scan, () => {
      if (this.reading === reading) this.slice();
    });
    if (isFetching) this.handOver(scan);
    return isFetching;
  }

  private endRange(scan: RangeScan): void {
    assert(this.reading !== null, 'a range that ends has begun');
    const { scans, keyspace } = this.reading;
    this.handOver(scan);
    scans.shift();
    const { more, count } = finishRange(keyspace, scan);
    this.reader.rangeEnd(more, count);
  }

  private handOver(scan: RangeScan | undefined): void {
    const kvs = scan === undefined ? [] : takeAnswered(scan);
    if (kvs.length > 0) this.reader.take(kvs);
  }

  /** Null if what was read is damaged. */
  private read<T>(slice: () => T): T | null {
    try {
      return reporting(this.parts.onDamage, slice);
    } catch (error) {
      if (error instanceof NoAnswer) return null;
      throw error;
    }
  }

  private finish(): void {
    this.reading?.ahead.close();
    this.reading = null;
    this.reader.end({ ok: true });
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
    for (const scan of this.reading.scans) abandonRange(this.reading.keyspace, scan);
    this.reading.ahead.close();
    this.reading = null;
  }
}

function beginOne(keyspace: Keyspace, request: RangeRequest): ScansStart {
  const begun = beginRange(keyspace, request);
  return begun.ok ? { ok: true, succeeded: true, scans: [begun.scan] } : begun;
}
