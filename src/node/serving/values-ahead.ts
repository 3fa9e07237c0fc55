/**
 * The values that a long range answers next, read where they lie on the disk, side by side: one that is read by itself costs
 * several times as much, and what was written together lies together.
 *
 * A1. Whatever it has is right, since a revision's value is written once; whatever it lacks, because it lies elsewhere or was
 *     written lately, is read by itself. So no answer depends on it.
 * A2. It holds the values of one window of rows. The lowest and the highest few of a window's revisions may lie far from the
 *     others and do not count, so that they do not have it read everything in between.
 * A3. From window to window it reads on in the order of revisions. When that brings few of a window's values, it leaves some
 *     windows out, and more each time.
 */
import { decodeValueRecord, parseRevisionKey, revisionTableKey } from '../../codec/state-mvcc.ts';
import { rowsAhead, rowsAnswered, type RangeScan } from '../../core/mvcc/range-scan.ts';
import type { ReadValue, ValueRecord } from '../../core/mvcc/types.ts';
import type { StoreShelf } from '../../ports/store.ts';
import type { StateStore, TableRecord } from '../../storage/state-store.ts';
import { numberedRevision, revisionNumber } from '../consensus/value-cache.ts';

/** Opening the tables costs as much as some thousand values. */
export const AHEAD_ROWS_MIN = 16_384;
const WINDOW_ROWS = 1_024;
/** A2: of a window, at each end. */
const OUTLIERS_PART = 1 / 8;
/** A3: what is read for a window at most, and the part of its values that this has to bring. */
const RECORDS_READ_MAX = 2 * WINDOW_ROWS;
const FOUND_PART_MIN = 1 / 2;
const LEFT_OUT_FIRST = 16;
const LEFT_OUT_GROWTH = 4;

export class ValuesAhead {
  private readonly store: StateStore;
  private readonly readByItself: ReadValue;
  private readonly found = new Map<number, ValueRecord>();
  private shelf: StoreShelf | null = null;
  private scan: RangeScan | null = null;
  /** The first of the scan's rows that is in no window yet. */
  private nextRow = 0;
  /** The lowest revision that was not read yet, by its number; `null` where it makes no sense to go on. */
  private place: number | null = null;
  private leftOut = LEFT_OUT_FIRST;

  constructor(store: StateStore, readByItself: ReadValue) {
    this.store = store;
    this.readByItself = readByItself;
  }

  readonly readValue: ReadValue = (revision) =>
    this.found.get(revisionNumber(revision)) ?? this.readByItself(revision);

  /** True while it reads, before more of the range is to be answered; `done` follows in a later turn. */
  fetch(scan: RangeScan, done: () => void): boolean {
    if (!this.isDue(scan)) return false;
    const wanted = numbersOf(scan);
    const outliers = Math.floor(wanted.length * OUTLIERS_PART);
    const [low, high] = [wanted[outliers], wanted.at(-1 - outliers)];
    this.nextRow = rowsAnswered(scan) + Math.ceil(WINDOW_ROWS * (1 - OUTLIERS_PART));
    if (low === undefined || high === undefined) return false;
    const from = this.place !== null && this.place <= low ? this.place : low;
    this.place = high + 1;
    this.read(wanted, { from, high }, () => {
      if (this.found.size < wanted.length * FOUND_PART_MIN) this.leaveOut(scan);
      done();
    });
    return true;
  }

  close(): void {
    this.shelf?.close();
    this.shelf = null;
  }

  private isDue(scan: RangeScan): boolean {
    if (scan !== this.scan) {
      this.scan = scan;
      this.nextRow = 0;
    }
    if (scan.phase !== 'answer' || Math.min(scan.wanted, scan.count) < AHEAD_ROWS_MIN) return false;
    return rowsAnswered(scan) >= this.nextRow && scan.rows.length - scan.answered >= WINDOW_ROWS;
  }

  /** A2. Those of a damaged record are not there: who reads it by itself says so. */
  private read(
    wanted: Float64Array,
    { from, high }: { readonly from: number; readonly high: number },
    done: () => void,
  ): void {
    this.found.clear();
    let at = 0;
    let left = RECORDS_READ_MAX;
    const take = (records: readonly TableRecord[]): boolean => {
      let number = from;
      for (const { key, payload } of records) {
        number = revisionNumber(parseRevisionKey(key));
        while (at < wanted.length && wanted[at]! < number) at++;
        if (wanted[at] === number) this.found.set(number, decodeValueRecord(payload));
      }
      left -= records.length;
      return number < high && left > 0;
    };
    this.shelf ??= this.store.shelf();
    this.store.scan('kv-value', revisionTableKey(numberedRevision(from)), take, done, this.shelf);
  }

  /** A3. */
  private leaveOut(scan: RangeScan): void {
    this.nextRow = rowsAnswered(scan) + this.leftOut * WINDOW_ROWS;
    this.leftOut *= LEFT_OUT_GROWTH;
    this.place = null;
  }
}

/** Of the revisions whose values are wanted next, ascending. */
function numbersOf(scan: RangeScan): Float64Array {
  const numbers = rowsAhead(scan, WINDOW_ROWS).map(revisionNumber);
  return Float64Array.from(numbers.filter((number) => number >= 0)).sort();
}
