/**
 * etcd's nine promises to a watcher, each a function of what came of one watch and of the region's log: they find
 * different bugs and say so by name. A watch here lasts as long as the run; when its stream ended it was opened again
 * where it stood, and the promises hold over all of its streams.
 */
import { inRange } from '../../../src/core/base/bytes.ts';
import type { Opening, SimWatcher, WatchedChange } from '../client/sim-watcher.ts';
import {
  changedKey,
  changeRevision,
  describeChange,
  describeKv,
  type KeyChange,
  type Violation,
} from '../history.ts';
import { sameChanges, sameKv } from './model.ts';
import type { RegionLog } from './region-log.ts';

/** What came of one watch. */
export type WatchRecord = Pick<SimWatcher, 'options' | 'deliveries' | 'openings' | 'firstRevision'>;

export interface WatchInput {
  readonly log: RegionLog;
  readonly watch: WatchRecord;
  /** The greatest revision a compaction was asked for: previous values may be missing before it. */
  readonly compacted: number;
}

type Complain = (what: string) => void;
type Validator = (input: WatchInput, complain: Complain) => void;

export const WATCH_VALIDATORS = {
  /** Nothing but what was asked for. */
  filter: ({ watch }, complain) => {
    for (const { change } of eventsOf(watch)) {
      if (!inRange(watch.options.range, changedKey(change)))
        complain(`${describeChange(change)} is outside its range`);
    }
  },

  /** Revisions never go back. */
  ordered: ({ watch }, complain) => {
    let last: KeyChange | null = null;
    for (const { change } of eventsOf(watch)) {
      if (last !== null && changeRevision(change) < changeRevision(last))
        complain(`${describeChange(change)} came after ${describeChange(last)}`);
      last = change;
    }
  },

  /** No event twice. */
  unique: ({ watch }, complain) => {
    const seen = new Map<string, Set<number>>();
    for (const { change } of eventsOf(watch)) {
      const key = changedKey(change);
      const revisions = seen.get(key) ?? new Set();
      if (revisions.has(changeRevision(change))) complain(`${describeChange(change)} came twice`);
      seen.set(key, revisions.add(changeRevision(change)));
    }
  },

  /** All events of a revision are in one response. */
  atomic: ({ watch }, complain) => {
    let before = 0;
    for (const { changes } of watch.deliveries) {
      const [first] = changes;
      if (first !== undefined && changeRevision(first.change) === before)
        complain(`revision ${before} came in two responses, the second with ${describeChange(first.change)}`);
      before = changes.reduce((last, { change }) => Math.max(last, changeRevision(change)), before);
    }
  },

  /** Behind a progress notice comes nothing that is not later than it, and no header is older than its events. */
  bookmarkable: ({ watch }, complain) => {
    let bookmark = 0;
    for (const { changes, headerRevision } of watch.deliveries) {
      for (const { change } of changes) {
        const revision = changeRevision(change);
        if (revision <= bookmark)
          complain(`a progress notice of ${bookmark} came before ${describeChange(change)}`);
        if (revision > headerRevision)
          complain(`${describeChange(change)} came under header revision ${headerRevision}`);
      }
      if (changes.length === 0) bookmark = Math.max(bookmark, headerRevision);
    }
  },

  /** A stream that was opened at a revision begins with the first event from there on. */
  resumable: ({ log, watch }, complain) => {
    for (const { revision, position } of watch.openings) {
      const next = firstChange(watch, position);
      if (next === null) continue;
      const expected = stillMissing(log, watch, revision);
      if (expected === null || expected >= changeRevision(next)) continue;
      complain(
        `opened at revision ${revision} it began with ${describeChange(next)}, and ${expected} was its first`,
      );
    }
  },

  /** A put says rightly whether it made its key. */
  isCreate: ({ log, watch }, complain) => {
    for (const { change } of eventsOf(watch)) {
      if (change.type === 'delete') continue;
      const { create, mod, version } = change.kv;
      const made = log.model.at(change.kv.key, mod - 1) === null;
      if ((create === mod) !== made || (version === 1) !== made)
        complain(`${describeChange(change)}, and the key was ${made ? 'not there' : 'there'} before`);
    }
  },

  /** Everything between the first revision and the last that came, as the region did it. */
  reliable: ({ log, watch }, complain) => {
    let next = watch.firstRevision;
    const pass = (before: number, shown: () => string): void => {
      for (; next < before; next++) {
        const missed = expectedAt(log, watch, next);
        if (missed.length > 0) complain(`${describe(missed)} never came, but ${shown()} did`);
      }
    };
    for (const { changes, headerRevision } of watch.deliveries) {
      for (const [revision, came] of byRevision(changes)) {
        pass(revision, () => describe(came));
        const expected = expectedAt(log, watch, revision);
        if (revision === next && !sameChanges(came, expected))
          complain(`revision ${revision} came as ${describe(came)}, not ${describe(expected)}`);
        next = Math.max(next, revision + 1);
      }
      // A notice says that all is there up to its revision.
      if (changes.length === 0) pass(headerRevision + 1, () => `a progress notice of ${headerRevision}`);
    }
  },

  /** Previous values are those of the revision before, or missing where they may have been compacted. */
  prevKV: ({ log, watch, compacted }, complain) => {
    for (const { change, previous } of eventsOf(watch)) {
      const revision = changeRevision(change);
      const expected = watch.options.prevKv ? log.model.at(changedKey(change), revision - 1) : null;
      if (previous === null && (expected === null || revision <= compacted + 1)) continue;
      if (previous !== null && expected !== null && sameKv(previous, expected)) continue;
      const [told, right] = [previous, expected].map((kv) => (kv === null ? 'none' : describeKv(kv)));
      complain(`${describeChange(change)} came with previous value ${told}, not ${right}`);
    }
  },
} as const satisfies Readonly<Record<string, Validator>>;

export type WatchPromise = keyof typeof WATCH_VALIDATORS;

export function checkWatch(log: RegionLog, watch: WatchRecord, compacted: number): readonly Violation[] {
  const violations: Violation[] = [];
  if (watch.firstRevision === 0) return violations;
  const { name, region } = watch.options;
  for (const [promise, validate] of Object.entries(WATCH_VALIDATORS)) {
    validate({ log, watch, compacted }, (what) =>
      violations.push({ checker: `watch: ${promise}`, what: `${name} of ${region}: ${what}` }),
    );
  }
  return violations;
}

/** The first revision from `next` on that the watcher wants and does not have; `null` when it has all there is. */
export function stillMissing(
  log: RegionLog,
  { options }: Pick<WatchRecord, 'options'>,
  next: number,
): number | null {
  for (let revision = next; revision <= log.revision; revision++) {
    const changes = log.record(revision)?.changes ?? [];
    if (changes.some((change) => inRange(options.range, changedKey(change)))) return revision;
  }
  return null;
}

function eventsOf({ deliveries }: WatchRecord): readonly WatchedChange[] {
  return deliveries.flatMap(({ changes }) => changes);
}

/** Of the streams from `position` on; `null` when nothing came any more. */
function firstChange({ deliveries }: WatchRecord, position: Opening['position']): KeyChange | null {
  for (let at = position; at < deliveries.length; at++) {
    const [first] = deliveries[at]?.changes ?? [];
    if (first !== undefined) return first.change;
  }
  return null;
}

function byRevision(changes: readonly WatchedChange[]): ReadonlyMap<number, KeyChange[]> {
  const groups = new Map<number, KeyChange[]>();
  for (const { change } of changes) {
    const group = groups.get(changeRevision(change));
    if (group === undefined) groups.set(changeRevision(change), [change]);
    else group.push(change);
  }
  return groups;
}

function expectedAt(log: RegionLog, { options }: WatchRecord, revision: number): readonly KeyChange[] {
  return (log.record(revision)?.changes ?? []).filter((change) => inRange(options.range, changedKey(change)));
}

const describe = (changes: readonly KeyChange[]): string =>
  changes.length === 0 ? 'nothing' : changes.map(describeChange).join(', ');
