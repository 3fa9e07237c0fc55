/**
 * What watching is made of. A watcher belongs to an `Owner`: whatever the driver wants to find it by (its stream and
 * its number there); the core never looks inside.
 */
import type { KeyRange } from '../base/bytes.ts';
import { printableKey } from '../base/bytes.ts';
import type { PastChange } from './history.ts';

/** One write as a watcher sees it. A live `Change` is one, and all watchers that want it share the object. */
export type WatchEvent = PastChange;

/** What decides which events a watcher wants and what they look like: watchers that agree in it share their events. */
export interface Demand {
  readonly range: KeyRange;
  readonly noPut: boolean;
  readonly noDelete: boolean;
  readonly prevKv: boolean;
}

export interface WatchSpec extends Demand {
  /** The first revision wanted; 0 means from now on. */
  readonly startRevision: number;
}

/**
 * `synced`: has seen all there is and hears every entry as it is applied. `future`: its start lies further ahead than
 * the next revision. `lagging`: has to be caught up. `catching-up`: part of the scan under way. `parked`: missed
 * something because its stream is full, and waits for the stream. `gone`: removed or cancelled.
 */
export type WatcherState = 'synced' | 'future' | 'lagging' | 'catching-up' | 'parked' | 'gone';

export interface Watcher<Owner> {
  readonly owner: Owner;
  readonly demand: Demand;
  readonly startRevision: number;
  state: WatcherState;
  /** The first revision it has not been given; while `synced`, what comes next, whatever stands here. */
  next: number;
  cohort: Cohort<Owner> | null;
  /** Its place in `cohort.watchers`. */
  slot: number;
}

/** Watchers of one demand that stand in the same index. */
export interface Cohort<Owner> {
  readonly demand: Demand;
  readonly watchers: Watcher<Owner>[];
  /** What it wants of the changes being matched; empty between matchings. */
  events: WatchEvent[];
}

/** Events for watchers of one demand: `events` from place `first` on, whole revisions, in order. */
export interface Delivery<Owner> {
  readonly demand: Demand;
  readonly events: readonly WatchEvent[];
  readonly first: number;
  /** With these events the watchers have all there is up to this revision. */
  readonly through: number;
  readonly watchers: readonly Watcher<Owner>[];
}

/** Asks for the past: both ends included, only changes of keys that `scanWants`. */
export interface HistoryScan {
  readonly id: number;
  readonly from: number;
  readonly through: number;
}

/** The answer: every wanted change of the revisions from the scan's start to `through`, in order. */
export interface HistorySlice {
  readonly id: number;
  /** At least the scan's `from`: a slice never ends inside a revision. */
  readonly through: number;
  readonly changes: readonly WatchEvent[];
}

export function describeDemand({ range, noPut, noDelete, prevKv }: Demand): string {
  const to = range.to === null ? '∞' : printableKey(range.to);
  const flags = `${noPut ? ' noput' : ''}${noDelete ? ' nodelete' : ''}${prevKv ? ' prev' : ''}`;
  return `[${printableKey(range.from)}, ${to})${flags}`;
}

export function describeWatcher<Owner>(watcher: Watcher<Owner>): string {
  return `${describeDemand(watcher.demand)} ${watcher.state} next ${watcher.next}`;
}
