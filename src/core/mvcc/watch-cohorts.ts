/**
 * Watchers by what they want. All watchers of one demand form a cohort, and a change is matched against cohorts: a
 * thousand watchers of one key cost a change one lookup and one event list, and what is encoded for one serves all.
 *
 * C1. A watcher stands in at most one cohort, at `watchers[slot]`, and the cohort's demand is its own.
 * C2. A cohort stands in its index exactly while it has watchers.
 */
import { assert, present } from '../base/assert.ts';
import type { KeyRange } from '../base/bytes.ts';
import {
  addRange,
  collectHolding,
  createRangeTree,
  findRange,
  removeRange,
  someRangeHolds,
  type RangeTree,
} from './watch-ranges.ts';
import type { Cohort, Demand, WatchEvent, Watcher } from './watch-types.ts';

/** The cohorts of one range: at most eight, as demands of one range differ in three flags. */
type Cohorts<Owner> = Cohort<Owner>[];

export interface CohortIndex<Owner> {
  /** Ranges of exactly one key, by that key. */
  readonly exact: Map<string, Cohorts<Owner>>;
  readonly ranges: RangeTree<Cohorts<Owner>>;
  /** Watchers in all. */
  size: number;
}

export function createCohortIndex<Owner>(): CohortIndex<Owner> {
  return { exact: new Map(), ranges: createRangeTree(), size: 0 };
}

export function enterCohort<Owner>(index: CohortIndex<Owner>, watcher: Watcher<Owner>): void {
  assert(watcher.cohort === null, 'C1: a watcher stands in one cohort');
  const cohort = cohortFor(index, watcher.demand);
  watcher.cohort = cohort;
  watcher.slot = cohort.watchers.length;
  cohort.watchers.push(watcher);
  index.size++;
}

export function leaveCohort<Owner>(index: CohortIndex<Owner>, watcher: Watcher<Owner>): void {
  const cohort = present(watcher.cohort, 'the cohort of a watcher that leaves it');
  const last = present(cohort.watchers.pop(), 'the last watcher of a cohort');
  if (last !== watcher) {
    assert(cohort.watchers[watcher.slot] === watcher, 'C1: a watcher stands at its slot');
    cohort.watchers[watcher.slot] = last;
    last.slot = watcher.slot;
  }
  watcher.cohort = null;
  index.size--;
  if (cohort.watchers.length === 0) dropCohort(index, cohort);
}

export function cohortsOf<Owner>(index: CohortIndex<Owner>): Cohort<Owner>[] {
  const all: Cohorts<Owner>[] = [...index.exact.values()];
  collectAll(index.ranges.root, all);
  return all.flat();
}

export function someCohortWants<Owner>(index: CohortIndex<Owner>, key: string): boolean {
  return index.exact.has(key) || someRangeHolds(index.ranges, key);
}

/**
 * Gives every cohort its events of these changes, in their order, and returns the cohorts that got any. The caller
 * takes the lists with `takeEvents`.
 */
export function matchChanges<Owner>(
  index: CohortIndex<Owner>,
  changes: readonly WatchEvent[],
): Cohort<Owner>[] {
  const touched: Cohort<Owner>[] = [];
  if (index.size === 0) return touched;
  const holding: Cohorts<Owner>[] = [];
  for (const change of changes) {
    holding.length = 0;
    const exact = index.exact.get(change.key);
    if (exact !== undefined) holding.push(exact);
    if (index.ranges.size > 0) collectHolding(index.ranges, change.key, holding);
    for (const cohorts of holding) {
      for (const cohort of cohorts) {
        if (change.type === 'put' ? cohort.demand.noPut : cohort.demand.noDelete) continue;
        if (cohort.events.length === 0) touched.push(cohort);
        cohort.events.push(change);
      }
    }
  }
  return touched;
}

export function takeEvents<Owner>(cohort: Cohort<Owner>): readonly WatchEvent[] {
  const { events } = cohort;
  cohort.events = [];
  return events;
}

/** Whether nothing but `range.from` lies in the range. */
function isOneKey({ from, to }: KeyRange): boolean {
  return to !== null && to.length === from.length + 1 && to.endsWith('\0') && to.startsWith(from);
}

function cohortFor<Owner>(index: CohortIndex<Owner>, demand: Demand): Cohort<Owner> {
  const cohorts = cohortsFor(index, demand.range);
  const found = cohorts.find(({ demand: other }) => sameFlags(other, demand));
  if (found !== undefined) return found;
  const cohort: Cohort<Owner> = { demand, watchers: [], events: [] };
  cohorts.push(cohort);
  return cohort;
}

const sameFlags = (left: Demand, right: Demand): boolean =>
  left.noPut === right.noPut && left.noDelete === right.noDelete && left.prevKv === right.prevKv;

function cohortsFor<Owner>(index: CohortIndex<Owner>, range: KeyRange): Cohorts<Owner> {
  const one = isOneKey(range);
  const found = one ? index.exact.get(range.from) : findRange(index.ranges, range);
  if (found !== undefined) return found;
  const cohorts: Cohorts<Owner> = [];
  if (one) index.exact.set(range.from, cohorts);
  else addRange(index.ranges, range, cohorts);
  return cohorts;
}

function dropCohort<Owner>(index: CohortIndex<Owner>, cohort: Cohort<Owner>): void {
  const { range } = cohort.demand;
  const cohorts = cohortsFor(index, range);
  cohorts.splice(cohorts.indexOf(cohort), 1);
  if (cohorts.length > 0) return;
  if (isOneKey(range)) index.exact.delete(range.from);
  else removeRange(index.ranges, range);
}

function collectAll<T>(node: RangeTree<T>['root'], into: T[]): void {
  if (node === null) return;
  collectAll(node.left, into);
  into.push(node.value);
  collectAll(node.right, into);
}
