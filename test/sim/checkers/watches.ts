/**
 * etcd's promises to a watcher, against the region's log: filter, ordered, unique, atomic, resumable, bookmarkable,
 * reliable (nothing missing), creation told right, previous values told right.
 */
import { inRange } from '../../../src/core/base/bytes.ts';
import type { SimWatcher, WatchedChange } from '../client/sim-watcher.ts';
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
export type WatchRecord = Pick<SimWatcher, 'options' | 'deliveries' | 'firstRevision'>;

/** `compacted`: the greatest revision a compaction was asked for; previous values may be missing before it. */
export function checkWatch(log: RegionLog, watcher: WatchRecord, compacted: number): readonly Violation[] {
  const check = new WatchCheck(log, watcher, compacted);
  check.run();
  return check.violations;
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

class WatchCheck {
  readonly violations: Violation[] = [];
  readonly #log: RegionLog;
  readonly #watcher: WatchRecord;
  readonly #compacted: number;
  /** Everything before it must have been delivered. */
  #next: number;

  constructor(log: RegionLog, watcher: WatchRecord, compacted: number) {
    this.#log = log;
    this.#watcher = watcher;
    this.#compacted = compacted;
    this.#next = watcher.firstRevision;
  }

  run(): void {
    if (this.#watcher.firstRevision === 0) return;
    for (const { changes, headerRevision } of this.#watcher.deliveries) {
      if (changes.length === 0) this.#bookmark(headerRevision);
      else this.#events(changes, headerRevision);
    }
  }

  /** All events up to the notice have been delivered: none of its range lies between. */
  #bookmark(revision: number): void {
    for (; this.#next <= revision; this.#next++) {
      const missed = this.#expected(this.#next);
      if (missed.length > 0)
        this.#complain(`a progress notice of ${revision} came before ${describe(missed)}`);
    }
  }

  #events(changes: readonly WatchedChange[], headerRevision: number): void {
    for (let at = 0; at < changes.length;) {
      const revision = revisionAt(changes, at);
      let end = at;
      while (end < changes.length && revisionAt(changes, end) === revision) end += 1;
      this.#oneRevision(revision, changes.slice(at, end));
      at = end;
    }
    const last = revisionAt(changes, changes.length - 1);
    if (headerRevision < last)
      this.#complain(`an event of revision ${last} came under header revision ${headerRevision}`);
  }

  #oneRevision(revision: number, changes: readonly WatchedChange[]): void {
    const came = changes.map(({ change }) => change);
    if (revision < this.#next) {
      this.#complain(`${describe(came)} came again or out of order: ${this.#next} was next`);
      return;
    }
    for (; this.#next < revision; this.#next++) {
      const missed = this.#expected(this.#next);
      if (missed.length > 0) this.#complain(`${describe(missed)} never came, but ${describe(came)} did`);
    }
    this.#next = revision + 1;
    const expected = this.#expected(revision);
    if (!sameChanges(came, expected))
      this.#complain(`revision ${revision} came as ${describe(came)}, not ${describe(expected)}`);
    for (const change of changes) this.#previous(revision, change);
  }

  #previous(revision: number, { change, previous }: WatchedChange): void {
    const expected = this.#watcher.options.prevKv
      ? this.#log.model.at(changedKey(change), revision - 1)
      : null;
    if (previous === null && (expected === null || revision <= this.#compacted + 1)) return;
    if (previous !== null && expected !== null && sameKv(previous, expected)) return;
    const [told, right] = [previous, expected].map((kv) => (kv === null ? 'none' : describeKv(kv)));
    this.#complain(`${describeChange(change)} came with previous value ${told}, not ${right}`);
  }

  #expected(revision: number): readonly KeyChange[] {
    const { range } = this.#watcher.options;
    return (this.#log.record(revision)?.changes ?? []).filter((change) => inRange(range, changedKey(change)));
  }

  #complain(what: string): void {
    const { name, region } = this.#watcher.options;
    this.violations.push({ checker: 'watch', what: `${name} of ${region}: ${what}` });
  }
}

function revisionAt(changes: readonly WatchedChange[], at: number): number {
  const watched = changes[at];
  return watched === undefined ? 0 : changeRevision(watched.change);
}

const describe = (changes: readonly KeyChange[]): string =>
  changes.length === 0 ? 'nothing' : changes.map(describeChange).join(', ');
