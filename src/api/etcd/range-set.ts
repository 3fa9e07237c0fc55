/**
 * Key ranges of one transaction's deletes, for asking whether a key is inside any of them.
 *
 * Invariant R1: `ranges` is sorted and its members neither overlap nor touch, so one binary search answers.
 */
import { compareStrings } from '../../core/base/bytes.ts';

interface Range {
  readonly from: string;
  /** Exclusive. */
  readonly to: string;
}

export class RangeSet {
  private ranges: readonly Range[];

  constructor(ranges: readonly Range[]) {
    this.ranges = joined(ranges);
  }

  addAll(other: RangeSet): void {
    if (other.ranges.length > 0) this.ranges = joined([...this.ranges, ...other.ranges]);
  }

  has(key: string): boolean {
    let low = 0;
    let high = this.ranges.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const range = this.ranges[middle];
      if (range === undefined || key < range.from) high = middle;
      else if (key < range.to) return true;
      else low = middle + 1;
    }
    return false;
  }
}

function joined(ranges: readonly Range[]): readonly Range[] {
  const sorted = [...ranges].sort((left, right) => compareStrings(left.from, right.from));
  const result: Range[] = [];
  for (const range of sorted) {
    const last = result.at(-1);
    if (last !== undefined && range.from <= last.to) {
      if (range.to > last.to) result[result.length - 1] = { from: last.from, to: range.to };
    } else result.push(range);
  }
  return result;
}
