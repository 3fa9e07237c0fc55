/**
 * One region's revisions as its observer saw them: the yardstick for every answer of that region. The observer is a
 * watcher of all keys from the beginning; it resumes across crashes, and compactions stay behind it.
 *
 * R1. Revisions are whole and without gaps: revision 2 first, one record each.
 */
import { changeRevision, changedKey, describeChange, type KeyChange, type Violation } from '../history.ts';
import { KeyspaceModel } from './model.ts';

export interface RevisionRecord {
  readonly revision: number;
  readonly changes: readonly KeyChange[];
  /** When the observer heard of it. */
  readonly seenUs: number;
}

export const FIRST_REVISION = 2;

const NEARBY = 50;

export class RegionLog {
  readonly region: string;
  readonly records: RevisionRecord[] = [];
  readonly model = new KeyspaceModel();
  readonly violations: Violation[] = [];

  constructor(region: string) {
    this.region = region;
  }

  get revision(): number {
    return this.records.length + FIRST_REVISION - 1;
  }

  record(revision: number): RevisionRecord | undefined {
    return this.records[revision - FIRST_REVISION];
  }

  /** The greatest revision up to this one that deleted something; this one when there is none nearby. */
  deletionUpTo(revision: number): number {
    for (let at = revision; at > revision - NEARBY; at--)
      if (this.record(at)?.changes.some(({ type }) => type === 'delete') === true) return at;
    return revision;
  }

  /** The changes of one revision, as they arrived together. */
  add(changes: readonly KeyChange[], seenUs: number): void {
    const [first] = changes;
    if (first === undefined) return;
    const revision = changeRevision(first);
    const expected = this.revision + 1;
    if (revision !== expected) {
      this.#complain(`revision ${expected} should come next, but ${describeChange(first)} came`);
      return;
    }
    for (const change of changes) this.#checkShape(change, revision);
    this.model.advance(changes);
    this.records.push({ revision, changes, seenUs });
  }

  /** Creation, version and previous state follow from the revisions before. */
  #checkShape(change: KeyChange, revision: number): void {
    const previous = this.model.at(changedKey(change), revision - 1);
    if (changeRevision(change) !== revision)
      this.#complain(`${describeChange(change)} came with revision ${revision}`);
    if (change.type === 'delete') {
      if (previous === null) this.#complain(`${describeChange(change)}, but there was no such key`);
      return;
    }
    const { create, version } = change.kv;
    const expected = previous === null ? [revision, 1] : [previous.create, previous.version + 1];
    if (create !== expected[0] || version !== expected[1]) {
      this.#complain(
        `${describeChange(change)} should have create ${expected[0]} and version ${expected[1]}`,
      );
    }
  }

  #complain(what: string): void {
    this.violations.push({ checker: 'region log', what: `${this.region}: ${what}` });
  }
}
