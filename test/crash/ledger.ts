/**
 * What this run has asked of the regions and what it was told: the ground that everything read later is judged on.
 *
 * G1. A key is written by one operation only and deleted by at most one other, begun after the write was acknowledged;
 *     so each effect can be told whose it is, and a second one by the same operation is seen. (The end of a lease is
 *     entered with the write that attaches its keys, all of them in one transaction: they come and go together.)
 * G2. An operation is entered before it is sent.
 * G3. What an answer has shown has happened before anything that begins after it.
 */
import type { RegionName } from '../../src/cli/dev/layout.ts';
import type { Outcome, Pair } from '../support/member-client.ts';

/** Keys under it are replicated (the playground's rule); only one region writes them in a run. */
export const GLOBAL_PREFIX = '/global/crash/';
export const REGIONAL_PREFIX = '/crash/';
export const GLOBAL_WRITER: RegionName = 'eu';

export type OperationKind = 'put' | 'put several' | 'create' | 'delete' | 'delete all' | 'end of lease';

export interface Operation {
  readonly kind: OperationKind;
  readonly region: string;
  readonly keys: readonly string[];
  readonly startedAt: number;
  /** `null` while it is under way. */
  outcome: Outcome | null;
  /** Per region the revision in which its effect was found. */
  readonly found: Map<string, number>;
}

export class Ledger {
  readonly writes = new Map<string, Operation>();
  readonly deletes = new Map<string, Operation>();
  /** In the order they were begun. */
  readonly operations: Operation[] = [];
  private readonly stamp: string;
  private readonly newest = new Map<string, number>();

  /** The stamp tells values of this run from any other's. */
  constructor(stamp: string) {
    this.stamp = stamp;
  }

  /** The one value the key may ever have. */
  valueOf(key: string): string {
    return `${this.stamp} ${key} `.padEnd(VALUE_BYTES, 'x');
  }

  pairs(keys: readonly string[]): readonly Pair[] {
    return keys.map((key) => ({ key, value: this.valueOf(key) }));
  }

  /** G3: what begins now comes after it in the region's order. */
  newestSeen(region: string): number {
    return this.newest.get(region) ?? 0;
  }

  /** A revision that the region has answered with. */
  see(region: string, revision: number): void {
    if (revision > this.newestSeen(region)) this.newest.set(region, revision);
  }

  begin(kind: OperationKind, region: string, keys: readonly string[]): Operation {
    const operation = { kind, region, keys, startedAt: performance.now(), outcome: null, found: new Map() };
    const book = isDelete(kind) ? this.deletes : this.writes;
    for (const key of keys) book.set(key, operation);
    this.operations.push(operation);
    return operation;
  }

  /** Closes the books on keys that were all deleted and judged: a run of any length stays within bounds. */
  forget(prefix: string): void {
    const isPast = ({ keys }: Operation): boolean => keys.every((key) => key.startsWith(prefix));
    const kept = this.operations.filter((operation) => !isPast(operation));
    this.operations.length = 0;
    for (const operation of kept) this.operations.push(operation);
    for (const book of [this.writes, this.deletes])
      for (const key of book.keys()) if (key.startsWith(prefix)) book.delete(key);
  }
}

const VALUE_BYTES = 128;

export const isDelete = (kind: OperationKind): boolean =>
  kind === 'delete' || kind === 'delete all' || kind === 'end of lease';

export const isGlobal = ({ keys }: Operation): boolean => keys[0]?.startsWith(GLOBAL_PREFIX) === true;

/** The revision it was acknowledged with; `null` for any other outcome, and for a delete that found nothing. */
export function acknowledgedRevision({ outcome }: Operation): number | null {
  return outcome?.kind === 'acknowledged' && outcome.found > 0 ? outcome.revision : null;
}

export function describeOperation(operation: Operation): string {
  const { kind, region, keys, outcome } = operation;
  const end =
    outcome === null
      ? 'under way'
      : outcome.kind === 'acknowledged'
        ? `acknowledged at revision ${outcome.revision}`
        : outcome.kind;
  const named = keys.slice(0, KEYS_NAMED).join(' and ');
  const more = keys.length > KEYS_NAMED ? ` and ${keys.length - KEYS_NAMED} more` : '';
  return `${kind} of ${named}${more} in ${region} (${end})`;
}

const KEYS_NAMED = 4;
