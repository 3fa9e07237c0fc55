/**
 * A stable sort that goes in slices: short runs by the engine's own sort, then merged in pairs, level by level, until one run
 * is left. A million rows in one go take the loop for a second.
 *
 * S1. Runs of `width` stand one behind the other from the start, each sorted; 0 before the first level is whole.
 * S2. Of the pair at `at`, the items before `left` and before `right` are in `merged`, in order.
 */
export interface SlicedSort<T> {
  readonly compare: (left: T, right: T) => number;
  items: T[];
  /** Of the level under way. */
  merged: T[];
  width: number;
  at: number;
  left: number;
  right: number;
}

const RUN = 256;

/** `items` is the sort's own from here on. */
export function createSort<T>(items: T[], compare: (left: T, right: T) => number): SlicedSort<T> {
  return { compare, items, merged: [], width: 0, at: 0, left: 0, right: 0 };
}

export function isSorted<T>({ items, width }: SlicedSort<T>): boolean {
  return width >= items.length;
}

/** Spends about `budget` units (moving an item once is one); returns what is left of it. */
export function sortSlice<T>(sort: SlicedSort<T>, budget: number): number {
  let left = budget;
  while (left > 0 && !isSorted(sort)) left -= sort.width === 0 ? sortRun(sort) : mergePair(sort, left);
  return left;
}

function sortRun<T>(sort: SlicedSort<T>): number {
  const { items, compare, at } = sort;
  const run = items.slice(at, at + RUN).sort(compare);
  for (const [i, item] of run.entries()) items[at + i] = item;
  sort.at += run.length;
  if (sort.at === items.length) beginLevel(sort, RUN);
  return run.length;
}

function beginLevel<T>(sort: SlicedSort<T>, width: number): void {
  sort.width = width;
  beginPair(sort, 0);
}

function beginPair<T>(sort: SlicedSort<T>, at: number): void {
  sort.at = at;
  sort.left = at;
  sort.right = Math.min(at + sort.width, sort.items.length);
}

/** Returns how many items it moved. */
function mergePair<T>(sort: SlicedSort<T>, budget: number): number {
  const { items, merged, width, at, compare } = sort;
  const middle = Math.min(at + width, items.length);
  const end = Math.min(at + 2 * width, items.length);
  const from = sort.left + sort.right - middle;
  const to = Math.min(end, from + budget);
  let { left, right } = sort;
  for (let i = from; i < to; i++) {
    const isLeft = right === end || (left < middle && compare(items[left]!, items[right]!) <= 0);
    merged[i] = items[isLeft ? left++ : right++]!;
  }
  sort.left = left;
  sort.right = right;
  if (to === end) endPair(sort, end);
  return to - from;
}

function endPair<T>(sort: SlicedSort<T>, end: number): void {
  const { items } = sort;
  if (end < items.length) return beginPair(sort, end);
  sort.items = sort.merged;
  sort.merged = items;
  beginLevel(sort, sort.width * 2);
}
