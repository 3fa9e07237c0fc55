/**
 * Catching up those who lag: from the changes still in memory at once, from further back by one scan of the past at a
 * time that serves everyone within its window. Each step is bounded, so that ten thousand watchers coming back at once,
 * or one from long ago, delay nobody's turn.
 *
 * U1. A pass serves those whose `next` lies within it, each from its own `next`; afterwards that is the first revision
 *     behind the pass. So whatever a watcher was given before and is given after fits together (W2).
 * U2. Scans sweep upwards from window to window and begin again at the oldest: a newcomer from long ago waits for the
 *     next sweep instead of sending everyone's back to its start.
 */
import { assert } from '../base/assert.ts';
import {
  createCohortIndex,
  enterCohort,
  leaveCohort,
  matchChanges,
  someCohortWants,
  takeEvents,
  type CohortIndex,
} from './watch-cohorts.ts';
import { dropScan, settle, watchersOf, type WatchHub } from './watch-hub.ts';
import { recentSlice } from './watch-recent.ts';
import type { Cohort, Delivery, HistoryScan, HistorySlice, WatchEvent, Watcher } from './watch-types.ts';

/** How many watchers one pass serves; the others wait for the next. */
export const PASS_WATCHERS_MAX = 512;
/** About how many changes a pass over those in memory covers. */
const PASS_CHANGES_MAX = 512;
/** How many revisions a scan covers. */
export const SCAN_REVISIONS_MAX = 512;

export interface CatchUpStep<Owner> {
  readonly deliveries: readonly Delivery<Owner>[];
  /** To be answered by `onScanned` or `onScanFailed`; at most one is under way. */
  readonly scan: HistoryScan | null;
  /** Whether another step would find work now. */
  readonly more: boolean;
}

export function catchUp<Owner>(hub: WatchHub<Owner>): CatchUpStep<Owner> {
  const deliveries = passOverRecent(hub);
  const scan = startScan(hub);
  return { deliveries, scan, more: lowestRecent(hub) !== null };
}

/** Whether the past of a key is needed for the scan under way. */
export function scanWants<Owner>(hub: WatchHub<Owner>, key: string): boolean {
  return hub.scan !== null && someCohortWants(hub.scan.index, key);
}

/** An answer to a scan that was dropped meanwhile is ignored. */
export function onScanned<Owner>(hub: WatchHub<Owner>, slice: HistorySlice): Delivery<Owner>[] {
  const { scan } = hub;
  if (scan === null || scan.request.id !== slice.id) return [];
  const { from, through } = scan.request;
  assert(slice.through >= from && slice.through <= through, 'a slice ends within its scan');
  const participants = watchersOf(scan.index);
  const deliveries = servePass(hub, scan.index, participants, slice);
  hub.scan = null;
  hub.sweep = slice.through + 1;
  return deliveries;
}

/** The past could not be read now: another step asks again. */
export function onScanFailed<Owner>(hub: WatchHub<Owner>, id: number): void {
  if (hub.scan?.request.id === id) dropScan(hub);
}

function passOverRecent<Owner>(hub: WatchHub<Owner>): Delivery<Owner>[] {
  const from = lowestRecent(hub);
  if (from === null) return [];
  const slice = recentSlice(hub.recent, from, PASS_CHANGES_MAX);
  const index = createCohortIndex<Owner>();
  const participants = takeLagging(hub, index, from, slice.through);
  return servePass(hub, index, participants, slice);
}

function startScan<Owner>(hub: WatchHub<Owner>): HistoryScan | null {
  if (hub.scan !== null) return null;
  const from = nextWindow(hub);
  if (from === null) return null;
  const through = Math.min(from + SCAN_REVISIONS_MAX - 1, hub.currentRevision);
  const request = { id: ++hub.lastScanId, from, through };
  const index = createCohortIndex<Owner>();
  takeLagging(hub, index, from, through);
  hub.scan = { request, index };
  return request;
}

/** The oldest revision that someone lacks whose lack can be filled from memory. */
function lowestRecent<Owner>(hub: WatchHub<Owner>): number | null {
  let lowest: number | null = null;
  for (const { next } of hub.lagging) {
    if (next >= hub.recent.first && (lowest === null || next < lowest)) lowest = next;
  }
  return lowest;
}

/** Where the sweep goes on (U2), for those who lack more than is in memory. */
function nextWindow<Owner>(hub: WatchHub<Owner>): number | null {
  let oldest: number | null = null;
  let ahead: number | null = null;
  for (const { next } of hub.lagging) {
    if (next >= hub.recent.first) continue;
    if (oldest === null || next < oldest) oldest = next;
    if (next >= hub.sweep && (ahead === null || next < ahead)) ahead = next;
  }
  return ahead ?? oldest;
}

/** Moves the lagging within the window into the pass's index, as many as a pass serves. */
function takeLagging<Owner>(
  hub: WatchHub<Owner>,
  index: CohortIndex<Owner>,
  from: number,
  through: number,
): Watcher<Owner>[] {
  const taken: Watcher<Owner>[] = [];
  for (const watcher of hub.lagging) {
    if (watcher.next < from || watcher.next > through) continue;
    hub.lagging.delete(watcher);
    watcher.state = 'catching-up';
    enterCohort(index, watcher);
    taken.push(watcher);
    if (taken.length === PASS_WATCHERS_MAX) break;
  }
  return taken;
}

function servePass<Owner>(
  hub: WatchHub<Owner>,
  index: CohortIndex<Owner>,
  participants: readonly Watcher<Owner>[],
  { changes, through }: Pick<HistorySlice, 'changes' | 'through'>,
): Delivery<Owner>[] {
  const deliveries: Delivery<Owner>[] = [];
  for (const cohort of matchChanges(index, changes)) {
    deliveries.push(...deliveriesOf(cohort, takeEvents(cohort), through));
  }
  for (const watcher of participants) {
    leaveCohort(index, watcher);
    watcher.next = Math.max(watcher.next, through + 1);
    settle(hub, watcher);
  }
  return deliveries;
}

/** Watchers of one demand that begin at the same event share a delivery (U1). */
function deliveriesOf<Owner>(
  cohort: Cohort<Owner>,
  events: readonly WatchEvent[],
  through: number,
): Delivery<Owner>[] {
  const byFirst = new Map<number, Watcher<Owner>[]>();
  for (const watcher of cohort.watchers) {
    const first = placeOf(events, watcher.next);
    if (first === events.length) continue;
    const together = byFirst.get(first);
    if (together === undefined) byFirst.set(first, [watcher]);
    else together.push(watcher);
  }
  const { demand } = cohort;
  return [...byFirst].map(([first, watchers]) => ({ demand, events, first, through, watchers }));
}

/** The first event of revision `next` or later. */
function placeOf(events: readonly WatchEvent[], next: number): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (events[middle]!.revision.main < next) low = middle + 1;
    else high = middle;
  }
  return low;
}
