/**
 * Every revision of a region against the ledger: each is the whole effect of one operation that was asked for, each
 * operation has one effect at most, and an acknowledged one has its effect in the revision it was told.
 *
 * X1. Together with the state (state.ts), this is the claim: nothing acknowledged is missing, nothing happened twice,
 *     nothing happened that nobody asked for, and no revision is left over.
 * X2. Replicated operations come to a region in the order in which their own region made them.
 */
import { present } from '../../src/core/base/assert.ts';
import type { WatchEvent } from '../support/watch.ts';
import { acknowledgedRevision, describeOperation, isDelete, isGlobal } from './ledger.ts';
import type { Ledger, Operation } from './ledger.ts';

export interface HistoryPart {
  readonly region: string;
  /** The revision before the first of the events. */
  readonly after: number;
  readonly upTo: number;
  readonly events: readonly WatchEvent[];
}

/** What is wrong with it; marks every operation whose effect it finds. */
export function explainHistory(ledger: Ledger, { region, after, upTo, events }: HistoryPart): string[] {
  const wrong: string[] = [];
  const byRevision = groupByRevision(events);
  for (let revision = after + 1; revision <= upTo; revision++) {
    const found = byRevision.get(revision);
    const problem = found === undefined ? 'nothing happened in it' : explainOne(ledger, region, found);
    if (problem !== null) wrong.push(`${region} revision ${revision}: ${problem}`);
  }
  return wrong;
}

function groupByRevision(events: readonly WatchEvent[]): ReadonlyMap<number, readonly WatchEvent[]> {
  const groups = new Map<number, WatchEvent[]>();
  for (const event of events) {
    const group = groups.get(event.modRevision);
    if (group === undefined) groups.set(event.modRevision, [event]);
    else group.push(event);
  }
  return groups;
}

function explainOne(ledger: Ledger, region: string, events: readonly WatchEvent[]): string | null {
  const first = present(events[0], 'the first event of a revision');
  const book = first.deleted ? ledger.deletes : ledger.writes;
  const operation = book.get(first.key);
  if (operation === undefined) return `nobody asked for ${describeEvent(first)}`;
  const before = operation.found.get(region);
  if (before !== undefined) return `${describeOperation(operation)} happened before, in revision ${before}`;
  operation.found.set(region, first.modRevision);
  return wrongEffect(ledger, operation, events) ?? wrongMoment(operation, region, first.modRevision);
}

function wrongEffect(ledger: Ledger, operation: Operation, events: readonly WatchEvent[]): string | null {
  const keys = events.map(({ key }) => key).sort();
  if (keys.join() !== [...operation.keys].sort().join())
    return `${describeOperation(operation)} changed ${keys.join(' ')}`;
  const odd = events.find((event) => !isExpected(ledger, operation, event));
  return odd === undefined ? null : `${describeOperation(operation)} made ${describeEvent(odd)}`;
}

/** G1 of the ledger: a key is written once, so it is always its first version. */
function isExpected(ledger: Ledger, { kind }: Operation, event: WatchEvent): boolean {
  if (isDelete(kind)) return event.deleted;
  const { deleted, version, createRevision, modRevision, value, key } = event;
  return !deleted && version === 1 && createRevision === modRevision && value === ledger.valueOf(key);
}

function wrongMoment(operation: Operation, region: string, revision: number): string | null {
  const { outcome } = operation;
  if (outcome?.kind === 'not sent') return `${describeOperation(operation)} was never sent, and happened`;
  if (operation.region !== region)
    return isGlobal(operation) ? null : `${describeOperation(operation)} left its region`;
  const told = acknowledgedRevision(operation);
  if (told === null || told === revision) return null;
  return `${describeOperation(operation)} happened in this one`;
}

/** Operations that should have had their effect by now and have not. */
export function missingEffects(operations: readonly Operation[], region: string): string[] {
  return operations
    .filter((operation) => isDue(operation, region) && !operation.found.has(region))
    .map((operation) => `${region} has not got ${describeOperation(operation)}`);
}

/** In its own region when acknowledged; elsewhere when its own region has it. */
function isDue(operation: Operation, region: string): boolean {
  if (operation.region === region) return acknowledgedRevision(operation) !== null;
  return isGlobal(operation) && operation.found.has(operation.region);
}

/** X2. */
export function wrongOrder(operations: readonly Operation[], region: string): string[] {
  const arrived = operations
    .filter((operation) => operation.region !== region && operation.found.has(region))
    .sort((left, right) => foundIn(left, left.region) - foundIn(right, right.region));
  return arrived.flatMap((operation, at) => {
    const next = arrived[at + 1];
    if (next === undefined || foundIn(operation, region) < foundIn(next, region)) return [];
    return [`${region} has ${describeOperation(next)} before ${describeOperation(operation)}`];
  });
}

const foundIn = ({ found }: Operation, region: string): number => found.get(region) ?? Number.NaN;

function describeEvent({ deleted, key, version, value }: WatchEvent): string {
  return deleted
    ? `a delete of ${key}`
    : `a put of ${key}, version ${version}, value "${value.slice(0, 60)}"`;
}
