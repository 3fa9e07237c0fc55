/**
 * Between regions: all hold the same in the end, and no acknowledged write is gone without a trace.
 *
 * G1. Every member of every region shows the same federated keys with the same values, has applied the same vectors and
 *     stores the same version sets.
 * G2. An acknowledged federated write is visible in the end, or was overwritten by a client whose region had shown it,
 *     or stands in the conflict feed of some region.
 * G3. With one writing region nothing conflicts.
 */
import { hexId } from '../../../src/core/base/brands.ts';
import { crc32c } from '../../../src/core/base/crc32c.ts';
import { prefixRange } from '../../../src/core/base/bytes.ts';
import { valueOf } from '../client/etcd-calls.ts';
import type { ConflictRecord } from '../../../src/core/federation/types.ts';
import { tableRange, type Table } from '../../../src/storage/tables.ts';
import type { Machine } from '../machine.ts';
import { changedKey, describeChange, describeOperation, type KeyChange, type Violation } from '../history.ts';
import type { RegionLog } from './region-log.ts';
import type { Owner } from './replay.ts';

export interface RegionOutcome {
  readonly region: string;
  readonly log: RegionLog;
  readonly owners: ReadonlyMap<number, Owner>;
  readonly conflicts: readonly ConflictRecord[];
}

export interface FederationInput {
  readonly regions: readonly RegionOutcome[];
  readonly isFederated: (key: string) => boolean;
  readonly writingRegions: number;
}

/** G2 and G3. */
export function checkNothingLost({
  regions,
  isFederated,
  writingRegions,
}: FederationInput): readonly Violation[] {
  const violations: Violation[] = [];
  const complain = (what: string): void => void violations.push({ checker: 'federation', what });
  const recorded = lostVersions(regions);
  for (const { region, log, owners, conflicts } of regions) {
    if (writingRegions <= 1 && conflicts.length > 0) {
      complain(
        `${region} has ${conflicts.length} conflicts although one region wrote: ${describeConflict(conflicts[0])}`,
      );
    }
    for (const [revision, owner] of owners) {
      if (owner.type !== 'operation' || owner.operation.outcome.type !== 'acked') continue;
      for (const change of log.record(revision)?.changes ?? []) {
        if (!isFederated(changedKey(change))) continue;
        const traced =
          isVisible(change, log) ||
          recorded.has(versionName(change)) ||
          wasOverwritten(change, { revision, log }, regions);
        if (traced) continue;
        const story = regions.map((each) => tellStory(change, each)).join('\n    ');
        complain(
          `lost without a record: ${describeChange(change)} of ${describeOperation(owner.operation)}\n    ${story}`,
        );
      }
    }
  }
  return violations;
}

/** A put is named by its value; deletes carry none, so a recorded delete of the key stands for all. */
function versionName(change: KeyChange): string {
  return change.type === 'put' ? `value ${change.kv.value}` : `delete of ${change.key}`;
}

function lostVersions(regions: readonly RegionOutcome[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { conflicts } of regions) {
    for (const { key, loser } of conflicts) {
      names.add(loser.value === null ? `delete of ${key}` : `value ${valueOf(loser.value)}`);
    }
  }
  return names;
}

function isVisible(change: KeyChange, log: RegionLog): boolean {
  const last = log.model.at(changedKey(change), log.revision);
  return change.type === 'put' ? last?.value === change.kv.value : last === null;
}

/** Some region showed it until a client of that region wrote the key. */
function wasOverwritten(
  change: KeyChange,
  origin: { readonly revision: number; readonly log: RegionLog },
  regions: readonly RegionOutcome[],
): boolean {
  return regions.some((region) => {
    const here = region.log === origin.log;
    if (change.type === 'delete' && !here) return wasPut(changedKey(change), region);
    const shownAt = here ? origin.revision : shownRevision(change, region.log);
    return shownAt !== null && isOwn(region, nextChange(region.log, changedKey(change), shownAt));
  });
}

/** A delete may have found nothing to delete in another region, so it leaves no mark there: any write may follow it. */
function wasPut(key: string, region: RegionOutcome): boolean {
  for (let at = nextChange(region.log, key, 0); at !== null; at = nextChange(region.log, key, at)) {
    if (isOwn(region, at)) return true;
  }
  return false;
}

/** Or may have been: what cannot be told apart is no evidence of a loss. */
function isOwn({ owners }: RegionOutcome, revision: number | null): boolean {
  const type = revision === null ? undefined : owners.get(revision)?.type;
  return type === 'operation' || type === 'remote-or-own';
}

function nextChange(log: RegionLog, key: string, after: number): number | null {
  for (let revision = after + 1; revision <= log.revision; revision++) {
    if (log.record(revision)?.changes.some((change) => changedKey(change) === key) === true) return revision;
  }
  return null;
}

function shownRevision(change: KeyChange, log: RegionLog): number | null {
  if (change.type === 'delete') return null;
  const { value, key } = change.kv;
  const record = log.records.find(({ changes }) =>
    changes.some((shown) => shown.type === 'put' && shown.kv.key === key && shown.kv.value === value),
  );
  return record?.revision ?? null;
}

const STORY_LINES = 6;

/** What became of the key in one region, from where the change was shown (or its beginning) on. */
function tellStory(change: KeyChange, region: RegionOutcome): string {
  const key = changedKey(change);
  const shownAt = shownRevision(change, region.log);
  const lines: string[] = [];
  for (let at = shownAt ?? nextChange(region.log, key, 0); at !== null && lines.length < STORY_LINES;) {
    const shown = region.log.record(at)?.changes.filter((each) => changedKey(each) === key) ?? [];
    lines.push(`${region.owners.get(at)?.type ?? 'nobody'}: ${shown.map(describeChange).join(', ')}`);
    at = nextChange(region.log, key, at);
  }
  return `${region.region} ${shownAt === null ? 'never showed it' : `showed it at ${shownAt}`}: ${lines.join('; ')}`;
}

function describeConflict(conflict: ConflictRecord | undefined): string {
  if (conflict === undefined) return 'none';
  const { key, winner, loser } = conflict;
  return `${key}: ${winner.origin} #${winner.sequence} over ${loser.origin} #${loser.sequence}`;
}

/** G1, as one line per member; equal lines mean equal state. */
export function federatedState(machine: Machine, prefix: string): string {
  const serving = machine.running?.server.serving;
  const records = machine.stores.openRecords();
  if (serving === undefined || records === null) return 'not running';
  const outcome = serving.range({
    ...{ range: prefixRange(prefix), revision: 0, limit: 0, sortOrder: 'none', sortTarget: 'key' },
    ...{ keysOnly: false, countOnly: false, minModRevision: 0, maxModRevision: 0 },
    ...{ minCreateRevision: 0, maxCreateRevision: 0 },
  });
  const shown = outcome.ok
    ? outcome.result.kvs.map(({ key, value }) => `${key}=${valueOf(value)}`).join(' ')
    : 'unreadable';
  const applied = [...(serving.regionRecord()?.applied ?? [])].sort(([left], [right]) =>
    left < right ? -1 : 1,
  );
  const vector = applied.map(([origin, sequence]) => `${origin}:${sequence}`).join(' ');
  return `${shown} | ${vector} | sets ${hashTable(machine, 'set')}`;
}

/** Every table that must be the same on all members of one region. */
const REPLICATED: readonly Table[] = ['lease', 'kv-index', 'kv-value', 'member', 'rule', 'set', 'conflict'];

export function replicatedState(machine: Machine): string {
  const revision = machine.running?.server.serving.revision() ?? 0;
  return [`revision ${revision}`, ...REPLICATED.map((table) => `${table} ${hashTable(machine, table)}`)].join(
    ', ',
  );
}

function hashTable(machine: Machine, table: Table): string {
  const records = machine.stores.openRecords()?.range(tableRange(table)) ?? [];
  let hash = 0;
  for (const { key, value } of records) hash = crc32c(value, crc32c(Buffer.from(key, 'latin1'), hash));
  return `${records.length}/${hexId(BigInt(hash))}`;
}
