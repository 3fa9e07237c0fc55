/**
 * Causal order and whole transactions between regions, from what observers saw.
 *
 * C1. Whatever a region showed when a client of it wrote, another region shows before it shows that write, if it ever
 *     shows it. (What it never shows had lost against a later version there.)
 * C2. The keys of one federated transaction that a region shows, it shows in one revision.
 */
import { changedKey, describeChange, type KeyChange, type Violation } from '../history.ts';
import type { RegionOutcome } from './federation.ts';

export function checkCausality(
  regions: readonly RegionOutcome[],
  isFederated: (key: string) => boolean,
): readonly Violation[] {
  const violations: Violation[] = [];
  const shown = new Map(
    regions.map(({ region, log }) => [region, shownRevisions(log.records.values(), isFederated)]),
  );
  for (const origin of regions) {
    for (const other of regions) {
      if (other !== origin)
        violations.push(...compare(origin, other, shown.get(other.region) ?? new Map(), isFederated));
    }
  }
  return violations;
}

type Shown = ReadonlyMap<string, number>;

/** Values are written once, so a value says which write was shown. */
function shownRevisions(
  records: Iterable<{ readonly revision: number; readonly changes: readonly KeyChange[] }>,
  isFederated: (key: string) => boolean,
): Shown {
  const shown = new Map<string, number>();
  for (const { revision, changes } of records) {
    for (const change of changes) {
      if (change.type === 'put' && isFederated(change.kv.key) && !shown.has(change.kv.value)) {
        shown.set(change.kv.value, revision);
      }
    }
  }
  return shown;
}

function compare(
  origin: RegionOutcome,
  other: RegionOutcome,
  shownThere: Shown,
  isFederated: (key: string) => boolean,
): Violation[] {
  const violations: Violation[] = [];
  const complain = (what: string): void => void violations.push({ checker: 'causality', what });
  /** What the origin shows of each federated key, as the walk through its log goes on. */
  const current = new Map<string, KeyChange>();
  for (const { revision, changes } of origin.log.records) {
    const own = origin.owners.get(revision)?.type === 'operation';
    const written = changes.filter((change) => isFederated(changedKey(change)));
    const places = new Set<number>();
    for (const change of own ? written : []) {
      const place = change.type === 'put' ? shownThere.get(change.kv.value) : undefined;
      if (place === undefined) continue;
      places.add(place);
      for (const seen of current.values()) {
        const seenPlace = seen.type === 'put' ? shownThere.get(seen.kv.value) : undefined;
        if (seenPlace === undefined || seenPlace <= place) continue;
        complain(
          `${other.region} showed ${describeChange(change)} of ${origin.region} at ${place}, before ` +
            `${describeChange(seen)} at ${seenPlace}, which ${origin.region} had shown when it was written`,
        );
      }
    }
    if (places.size > 1) {
      const parts = written.map(describeChange).join(', ');
      complain(
        `${other.region} showed a transaction of ${origin.region} in parts, at ${[...places].join(' and ')}: ${parts}`,
      );
    }
    for (const change of written) current.set(changedKey(change), change);
  }
  return violations;
}
