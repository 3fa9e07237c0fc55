/**
 * What etcd promises of a watch, as nine checks of what one watcher was sent against the list of everything that was
 * ever written. Each returns what is wrong, or `null`.
 */
import { equalBytes, inRange } from '../../../src/core/base/bytes.ts';
import type { KeyValue } from '../../../src/core/mvcc/types.ts';
import type { Demand, WatchEvent } from '../../../src/core/mvcc/watch-types.ts';
import type { SeenEvent, SeenKeyValue } from './watches-client.ts';
import type { ModelKeyspace } from './watches-keyspace.ts';

export interface LoggedResponse {
  readonly revision: number;
  readonly events: readonly SeenEvent[];
  /** More of the same revisions follows. */
  readonly fragment: boolean;
  /** How far the keyspace was compacted when it was sent. */
  readonly compactRevision: number;
}

export interface WatchLog {
  readonly name: string;
  readonly demand: Demand;
  /** The first revision it is owed. */
  readonly from: number;
  /** The first revision that it may be told it has everything up to: from now on that is now, else its start. */
  readonly told: number;
  readonly responses: LoggedResponse[];
}

type Validator = (log: WatchLog, keyspace: ModelKeyspace) => string | null;

export const VALIDATORS: Readonly<Record<string, Validator>> = {
  filter({ demand, responses }) {
    const stray = eventsOf(responses).find(
      ({ type, kv }) => !inRange(demand.range, kv.key) || (type === 'put' ? demand.noPut : demand.noDelete),
    );
    return stray === undefined ? null : `got ${describe(stray)}, which it did not ask for`;
  },

  ordered({ responses }) {
    let last = 0;
    for (const event of eventsOf(responses)) {
      if (event.kv.modRevision < last) return `got ${describe(event)} after revision ${last}`;
      last = event.kv.modRevision;
    }
    return null;
  },

  unique({ responses }) {
    const seen = new Set<string>();
    for (const { kv } of eventsOf(responses)) {
      const identity = `${kv.modRevision} ${kv.key}`;
      if (seen.has(identity)) return `got ${identity} twice`;
      seen.add(identity);
    }
    return null;
  },

  atomic({ responses }) {
    let last = 0;
    let continued = false;
    for (const { events, fragment } of responses) {
      const first = events[0]?.kv.modRevision;
      if (first !== undefined && first === last && !continued) return `got revision ${last} in two responses`;
      last = events.at(-1)?.kv.modRevision ?? last;
      continued = fragment;
    }
    return continued ? 'the last fragment never came' : null;
  },

  /** We promise it of every header, not only of progress. */
  bookmarkable({ responses }) {
    let bookmark = 0;
    for (const { events, revision, fragment } of responses) {
      const early = events.find(({ kv }) => kv.modRevision <= bookmark);
      if (early !== undefined) return `got ${describe(early)} after the header of ${bookmark}`;
      if (events.some(({ kv }) => kv.modRevision > revision))
        return `header ${revision} is older than its events`;
      if (revision < bookmark) return `the header went back from ${bookmark} to ${revision}`;
      if (!fragment) bookmark = revision;
    }
    return null;
  },

  reliable(log, keyspace) {
    const got = eventsOf(log.responses).map(describe);
    const owed = owedTo(log, keyspace).map(describeOwed);
    const at = owed.findIndex((event, i) => event !== got[i]);
    if (at !== -1) return `event ${at} should be ${owed[at]}, not ${got[at] ?? 'missing'}`;
    return got.length > owed.length ? `got ${got[owed.length]}, which was never written` : null;
  },

  resumable(log, keyspace) {
    const [first] = eventsOf(log.responses);
    const [owed] = keyspace.wantedBy(log.demand, log.from);
    if (first === undefined || owed === undefined) return null;
    const right = describe(first) === describeOwed(owed);
    return right ? null : `began with ${describe(first)} instead of ${describeOwed(owed)}`;
  },

  isCreate({ responses }, keyspace) {
    for (const event of eventsOf(responses)) {
      if (event.type === 'delete') continue;
      const { key, modRevision, createRevision } = event.kv;
      const existed = keyspace.valueAt(key, modRevision - 1) !== null;
      if (existed === (createRevision === modRevision))
        return `${describe(event)} is wrong about being a creation`;
    }
    return null;
  },

  prevKV({ demand, responses }, keyspace) {
    for (const { events, compactRevision } of responses) {
      for (const event of events) {
        const wrong = wrongPrevious(event, demand, compactRevision, keyspace);
        if (wrong !== null) return `${describe(event)}: ${wrong}`;
      }
    }
    return null;
  },
};

/** Every complaint, with the name of the promise that was broken. */
export function complaintsAbout(log: WatchLog, keyspace: ModelKeyspace): string[] {
  const complaints: string[] = [];
  for (const [promise, validate] of Object.entries(VALIDATORS)) {
    const complaint = validate(log, keyspace);
    if (complaint !== null) complaints.push(`${promise}: ${log.name} ${complaint}`);
  }
  return complaints;
}

/** How far it was told that it has everything. */
export function bookmarkOf({ from, responses }: WatchLog): number {
  return Math.max(from - 1, ...responses.filter(({ fragment }) => !fragment).map(({ revision }) => revision));
}

function owedTo(log: WatchLog, keyspace: ModelKeyspace): WatchEvent[] {
  const through = bookmarkOf(log);
  return keyspace.wantedBy(log.demand, log.from).filter(({ revision }) => revision.main <= through);
}

function wrongPrevious(
  { kv, prevKv }: SeenEvent,
  demand: Demand,
  compactRevision: number,
  keyspace: ModelKeyspace,
): string | null {
  if (!demand.prevKv) return prevKv === null ? null : 'carries a previous value nobody asked for';
  const before = kv.modRevision - 1;
  const truth = keyspace.valueAt(kv.key, before);
  if (prevKv !== null)
    return truth !== null && sameKeyValue(prevKv, truth) ? null : 'has a wrong previous value';
  return truth === null || before < compactRevision ? null : 'lacks the previous value';
}

function sameKeyValue(seen: SeenKeyValue, truth: KeyValue): boolean {
  return (
    seen.key === truth.key &&
    seen.createRevision === truth.createRevision &&
    seen.modRevision === truth.modRevision &&
    seen.version === truth.version &&
    equalBytes(seen.value, truth.value)
  );
}

const eventsOf = (responses: readonly LoggedResponse[]): SeenEvent[] =>
  responses.flatMap(({ events }) => events);

function describe({ type, kv }: SeenEvent): string {
  return type === 'delete'
    ? `${kv.modRevision} - ${kv.key}`
    : `${kv.modRevision} + ${kv.key} v${kv.version} c${kv.createRevision} ${valueName(kv.value)}`;
}

function describeOwed({ key, revision, record }: WatchEvent): string {
  return record === null
    ? `${revision.main} - ${key}`
    : `${revision.main} + ${key} v${record.version} c${record.createRevision} ${valueName(record.value)}`;
}

const valueName = (value: Uint8Array): string => `${value.length}:${value[0] ?? ''}`;
