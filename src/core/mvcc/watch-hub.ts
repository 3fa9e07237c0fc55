/**
 * All watchers of a member and what each of them is owed. Entries come in by `onApplied`, the past by scans
 * (watch-catch-up.ts), and deliveries go out as data. A delivery counts as given; a driver that could not hand it over
 * says so with `parkWatcher` before anything else happens to the hub.
 *
 * Invariants, for every watcher:
 * W1. The revisions it is given ascend strictly from delivery to delivery: a revision is never split, never repeated.
 * W2. Nothing is skipped: what it was given, and `next`, and what is delivered later are one unbroken history of what it
 *     wants. A watcher is `synced` exactly when that history reaches the current revision, so the handover from catching
 *     up to live, and back, loses and repeats nothing (etcd #17247, #17529).
 * W3. It is given nothing before its start, and does not count as current before the start has come (etcd #20221).
 * W4. `next < compactRevision` outside `synced` means that its history is gone: it is cancelled, and never resumed with
 *     a gap. `next === compactRevision` is fine, as the past is whole from that revision on, tombstones included
 *     (etcd #18089, #19179).
 * W5. The hub's current revision is what was delivered, not what the keyspace holds: a progress taken from it is
 *     never ahead of events (etcd #15220).
 */
import { assert, assertNever, present } from '../base/assert.ts';
import {
  cohortsOf,
  createCohortIndex,
  enterCohort,
  leaveCohort,
  matchChanges,
  takeEvents,
  type CohortIndex,
} from './watch-cohorts.ts';
import {
  addFuture,
  createFutureWatchers,
  futureCount,
  removeFuture,
  takeStarting,
  type FutureWatchers,
} from './watch-future.ts';
import { createRecentChanges, remember, type RecentChanges } from './watch-recent.ts';
import type { Delivery, HistoryScan, WatchEvent, WatchSpec, Watcher } from './watch-types.ts';

export interface WatchHub<Owner> {
  currentRevision: number;
  compactRevision: number;
  readonly synced: CohortIndex<Owner>;
  readonly future: FutureWatchers<Owner>;
  readonly lagging: Set<Watcher<Owner>>;
  readonly parked: Set<Watcher<Owner>>;
  recent: RecentChanges;
  scan: ScanUnderWay<Owner> | null;
  lastScanId: number;
  /** Where the next scan goes on: scans sweep upwards over the past and begin again at the oldest. */
  sweep: number;
}

export interface ScanUnderWay<Owner> {
  readonly request: HistoryScan;
  /** Those it is for: nobody else may use its answer, which holds only what they want. */
  readonly index: CohortIndex<Owner>;
}

export interface WatchHubStats {
  readonly watchers: number;
  /** Neither synced nor waiting for their start. */
  readonly slow: number;
}

export function createWatchHub<Owner>(marks: {
  readonly currentRevision: number;
  readonly compactRevision: number;
}): WatchHub<Owner> {
  return {
    currentRevision: marks.currentRevision,
    compactRevision: marks.compactRevision,
    synced: createCohortIndex(),
    future: createFutureWatchers(),
    lagging: new Set(),
    parked: new Set(),
    recent: createRecentChanges(marks.currentRevision),
    scan: null,
    lastScanId: 0,
    sweep: 0,
  };
}

/** `null`: what it wants to begin with is compacted away; it was not added. */
export function addWatcher<Owner>(
  hub: WatchHub<Owner>,
  spec: WatchSpec,
  owner: Owner,
): Watcher<Owner> | null {
  const { startRevision, range, noPut, noDelete, prevKv } = spec;
  assert(startRevision >= 0, 'a watch starts now (0) or at a revision');
  const next = startRevision === 0 ? hub.currentRevision + 1 : startRevision;
  if (next < hub.compactRevision) return null;
  const demand = { range, noPut, noDelete, prevKv };
  const watcher: Watcher<Owner> = {
    owner,
    demand,
    startRevision,
    state: 'gone',
    next,
    cohort: null,
    slot: 0,
  };
  settle(hub, watcher);
  return watcher;
}

export function removeWatcher<Owner>(hub: WatchHub<Owner>, watcher: Watcher<Owner>): void {
  detach(hub, watcher);
}

/** It could not be given its events from revision `from` on; it is left alone until `unparkWatcher`. */
export function parkWatcher<Owner>(hub: WatchHub<Owner>, watcher: Watcher<Owner>, from: number): void {
  assert(from <= hub.currentRevision, 'W2: only what has been delivered can have been missed');
  detach(hub, watcher);
  watcher.next = from;
  watcher.state = 'parked';
  hub.parked.add(watcher);
}

export function unparkWatcher<Owner>(hub: WatchHub<Owner>, watcher: Watcher<Owner>): void {
  assert(watcher.state === 'parked', 'only a parked watcher is unparked');
  detach(hub, watcher);
  settle(hub, watcher);
}

/** What one entry changed, in order, and the revision after it. */
export function onApplied<Owner>(
  hub: WatchHub<Owner>,
  changes: readonly WatchEvent[],
  currentRevision: number,
): Delivery<Owner>[] {
  const [first] = changes;
  if (first === undefined) {
    assert(currentRevision === hub.currentRevision, 'W2: a revision has changes');
    return [];
  }
  assert(first.revision.main === hub.currentRevision + 1, 'W2: changes follow on those before');
  assert(changes.at(-1)?.revision.main === currentRevision, 'W2: the last change is the newest revision');
  const deliveries = matchChanges(hub.synced, changes).map((cohort) => ({
    demand: cohort.demand,
    events: takeEvents(cohort),
    first: 0,
    through: currentRevision,
    watchers: cohort.watchers.slice(),
  }));
  remember(hub.recent, changes);
  advanceTo(hub, currentRevision);
  return deliveries;
}

/** Returns whom the compaction has overtaken (W4); they are gone from the hub. */
export function onCompacted<Owner>(hub: WatchHub<Owner>, compactRevision: number): Watcher<Owner>[] {
  assert(compactRevision <= hub.currentRevision, 'only the past is compacted');
  hub.compactRevision = Math.max(hub.compactRevision, compactRevision);
  const overtaken = behind(hub).filter(({ next }) => next < hub.compactRevision);
  for (const watcher of overtaken) detach(hub, watcher);
  return overtaken;
}

/** The state jumped ahead without its entries being applied here: everyone has to be caught up with what was jumped. */
export function onSnapshotInstalled<Owner>(
  hub: WatchHub<Owner>,
  marks: { readonly currentRevision: number; readonly compactRevision: number },
): Watcher<Owner>[] {
  assert(marks.currentRevision >= hub.currentRevision, 'a snapshot is not older than what is applied');
  dropScan(hub);
  const seen = hub.currentRevision;
  const synced = cohortsOf(hub.synced).flatMap(({ watchers }) => watchers.slice());
  for (const watcher of synced) detach(hub, watcher);
  hub.recent = createRecentChanges(marks.currentRevision);
  advanceTo(hub, marks.currentRevision);
  for (const watcher of synced) {
    watcher.next = seen + 1;
    settle(hub, watcher);
  }
  return onCompacted(hub, marks.compactRevision);
}

/** Whether it has been given everything there is: what progress may be told of (W3, W5). */
export function isCurrent<Owner>(hub: WatchHub<Owner>, watcher: Watcher<Owner>): boolean {
  return watcher.state === 'synced' && watcher.startRevision <= hub.currentRevision;
}

export function watchHubStats<Owner>(hub: WatchHub<Owner>): WatchHubStats {
  const slow = hub.lagging.size + hub.parked.size + (hub.scan?.index.size ?? 0);
  return { watchers: hub.synced.size + futureCount(hub.future) + slow, slow };
}

/** Puts a watcher that stands nowhere to where its `next` belongs (W2). */
export function settle<Owner>(hub: WatchHub<Owner>, watcher: Watcher<Owner>): void {
  if (watcher.next <= hub.currentRevision) {
    watcher.state = 'lagging';
    hub.lagging.add(watcher);
  } else if (watcher.next === hub.currentRevision + 1) {
    watcher.state = 'synced';
    enterCohort(hub.synced, watcher);
  } else {
    watcher.state = 'future';
    addFuture(hub.future, watcher);
  }
}

/** Takes a watcher from wherever it stands. */
function detach<Owner>(hub: WatchHub<Owner>, watcher: Watcher<Owner>): void {
  switch (watcher.state) {
    case 'synced':
      leaveCohort(hub.synced, watcher);
      break;
    case 'catching-up':
      leaveCohort(present(hub.scan, 'the scan of a watcher that is catching up').index, watcher);
      break;
    case 'future':
      removeFuture(hub.future, watcher);
      break;
    case 'lagging':
      hub.lagging.delete(watcher);
      break;
    case 'parked':
      hub.parked.delete(watcher);
      break;
    case 'gone':
      break;
    default:
      assertNever(watcher.state);
  }
  watcher.state = 'gone';
}

/** The answer of a scan under way would be of a state that is no more, or never comes: those it was for lag on. */
export function dropScan<Owner>(hub: WatchHub<Owner>): void {
  const { scan } = hub;
  if (scan === null) return;
  for (const watcher of watchersOf(scan.index)) {
    detach(hub, watcher);
    settle(hub, watcher);
  }
  hub.scan = null;
}

export function watchersOf<Owner>(index: CohortIndex<Owner>): Watcher<Owner>[] {
  return cohortsOf(index).flatMap(({ watchers }) => watchers);
}

/** A watcher that starts within what was just applied is caught up; one that starts with what comes next is ready. */
function advanceTo<Owner>(hub: WatchHub<Owner>, currentRevision: number): void {
  hub.currentRevision = currentRevision;
  for (const watcher of takeStarting(hub.future, currentRevision + 1)) {
    watcher.state = 'gone';
    settle(hub, watcher);
  }
}

function behind<Owner>(hub: WatchHub<Owner>): Watcher<Owner>[] {
  return [...hub.lagging, ...hub.parked, ...(hub.scan === null ? [] : watchersOf(hub.scan.index))];
}
