/**
 * What the keyspace should do, told in the most naive way: a list of every write ever made, replayed for each answer.
 * It knows nothing of indexes, counts, slices or deletion.
 */
import {
  compareBytes,
  compareStrings,
  inRange,
  NO_BYTES,
  type KeyRange,
} from '../../../src/core/base/bytes.ts';
import type { LeaseId } from '../../../src/core/base/brands.ts';
import type {
  Compare,
  KeyValue,
  MvccRefusal,
  Op,
  OpResult,
  RangeRequest,
  RangeResult,
} from '../../../src/core/mvcc/types.ts';

interface Event {
  readonly main: number;
  readonly sub: number;
  readonly key: string;
  /** `null` is a delete. */
  readonly kv: KeyValue | null;
}

export class Model {
  events: Event[] = [];
  current = 1;
  compacted = 0;

  readonly leases: ReadonlySet<LeaseId>;

  constructor(leases: ReadonlySet<LeaseId>) {
    this.leases = leases;
  }

  /** Executes as one transaction; a refusal is a string. */
  execute(op: Op): OpResult | MvccRefusal {
    const before = this.stateAt(this.current);
    const chosen = this.choose(op, before);
    const refusal = this.check(chosen, before);
    if (refusal !== null) return refusal;
    const main = this.current + 1;
    const made: Event[] = [];
    const result = this.run(chosen, main, made);
    this.events.push(...made);
    if (made.length > 0) this.current = main;
    return result;
  }

  compact(revision: number): MvccRefusal | null {
    if (revision > this.current) return 'future-revision';
    if (revision === 0 && this.compacted === 0) return null;
    if (revision <= this.compacted) return 'compacted';
    this.compacted = revision;
    return null;
  }

  range(request: RangeRequest, extra: readonly Event[] = []): RangeResult | MvccRefusal {
    const current = extra.length > 0 ? this.current + 1 : this.current;
    if (request.revision > current) return 'future-revision';
    if (request.revision > 0 && request.revision < this.compacted) return 'compacted';
    const all = this.stateAt(request.revision > 0 ? request.revision : current, extra).filter((kv) =>
      inRange(request.range, kv.key),
    );
    if (request.countOnly) return { kvs: [], more: false, count: all.length };
    const cutFirst = request.limit > 0 && request.sortOrder === 'none' && !filtered(request);
    const seen = (cutFirst ? all.slice(0, request.limit + 1) : all).filter((kv) => passes(request, kv));
    const sorted =
      request.sortTarget === 'key' && request.sortOrder !== 'descend' ? seen : sort(request, seen);
    const kvs = request.limit > 0 ? sorted.slice(0, request.limit) : sorted;
    const shown = request.keysOnly ? kvs.map((kv) => ({ ...kv, value: NO_BYTES })) : kvs;
    return { kvs: shown, more: kvs.length < sorted.length, count: all.length };
  }

  /** Which events a finished compaction leaves. */
  retained(): Event[] {
    return this.events.filter((event) => {
      if (event.main > this.compacted) return true;
      const later = this.events.some(
        (other) =>
          other.key === event.key &&
          other.main <= this.compacted &&
          (other.main > event.main || (other.main === event.main && other.sub > event.sub)),
      );
      return !later && (event.kv !== null || event.main === this.compacted);
    });
  }

  stateAt(revision: number, extra: readonly Event[] = []): KeyValue[] {
    const state = new Map<string, KeyValue>();
    for (const { main, key, kv } of [...this.events, ...extra]) {
      if (main > revision) break;
      if (kv === null) state.delete(key);
      else state.set(key, kv);
    }
    return [...state.values()].sort((left, right) => compareStrings(left.key, right.key));
  }

  private choose(op: Op, state: readonly KeyValue[]): Chosen {
    if (op.type !== 'txn') return op;
    const succeeded = op.request.compares.every((compare) => holds(compare, state));
    const branch = succeeded ? op.request.success : op.request.failure;
    return { type: 'chosen', succeeded, ops: branch.map((inner) => this.choose(inner, state)) };
  }

  private check(op: Chosen, state: readonly KeyValue[]): MvccRefusal | null {
    if (op.type === 'chosen') {
      for (const inner of op.ops) {
        const refusal = this.check(inner, state);
        if (refusal !== null) return refusal;
      }
    }
    if (op.type === 'range' && op.request.revision > this.current) return 'future-revision';
    if (op.type === 'range' && op.request.revision > 0 && op.request.revision < this.compacted)
      return 'compacted';
    if (op.type !== 'put') return null;
    const { lease, ignoreValue, ignoreLease, key } = op.request;
    if (lease !== null && !this.leases.has(lease)) return 'lease-not-found';
    return (ignoreValue || ignoreLease) && !state.some((kv) => kv.key === key) ? 'key-not-found' : null;
  }

  private run(op: Chosen, main: number, made: Event[]): OpResult {
    const state = this.stateAt(main, made);
    switch (op.type) {
      case 'chosen':
        return {
          type: 'txn',
          result: { succeeded: op.succeeded, results: op.ops.map((inner) => this.run(inner, main, made)) },
        };
      case 'range': {
        const result = this.range(op.request, made);
        if (typeof result === 'string') throw new Error('the check should have refused this');
        return { type: 'range', result };
      }
      case 'put': {
        const { key, ignoreValue, ignoreLease, prevKv } = op.request;
        const previous = state.find((kv) => kv.key === key) ?? null;
        const kv: KeyValue = {
          key,
          createRevision: previous?.createRevision ?? main,
          modRevision: main,
          version: (previous?.version ?? 0) + 1,
          lease: ignoreLease ? (previous?.lease ?? null) : op.request.lease,
          value: ignoreValue ? (previous?.value ?? NO_BYTES) : op.request.value,
        };
        made.push({ main, sub: made.length, key, kv });
        return { type: 'put', prevKv: prevKv ? previous : null };
      }
      case 'delete': {
        const doomed = state.filter((kv) => inRange(op.request.range, kv.key));
        for (const { key } of doomed) made.push({ main, sub: made.length, key, kv: null });
        return { type: 'delete', deleted: doomed.length, prevKvs: op.request.prevKv ? doomed : [] };
      }
    }
  }
}

type Chosen =
  | Exclude<Op, { readonly type: 'txn' }>
  | { readonly type: 'chosen'; readonly succeeded: boolean; readonly ops: readonly Chosen[] };

function holds(compare: Compare, state: readonly KeyValue[]): boolean {
  const keys = state.filter((kv) => inRange(compare.range, kv.key));
  if (keys.length > 0) return keys.every((kv) => holdsFor(compare, kv));
  const nothing = { key: '', createRevision: 0, modRevision: 0, version: 0, lease: null, value: NO_BYTES };
  return compare.target !== 'value' && holdsFor(compare, nothing);
}

function holdsFor(compare: Compare, kv: KeyValue): boolean {
  const order = differenceOf(compare, kv);
  const verdicts = { equal: order === 0, 'not-equal': order !== 0, greater: order > 0, less: order < 0 };
  return verdicts[compare.result];
}

function differenceOf(compare: Compare, kv: KeyValue): number {
  switch (compare.target) {
    case 'value':
      return compareBytes(kv.value, compare.operand);
    case 'lease':
      return Number((kv.lease ?? 0n) - compare.operand);
    case 'version':
      return kv.version - compare.operand;
    case 'create':
      return kv.createRevision - compare.operand;
    case 'mod':
      return kv.modRevision - compare.operand;
  }
}

function filtered(request: RangeRequest): boolean {
  const { minModRevision, maxModRevision, minCreateRevision, maxCreateRevision } = request;
  return [minModRevision, maxModRevision, minCreateRevision, maxCreateRevision].some((bound) => bound !== 0);
}

function passes(request: RangeRequest, kv: KeyValue): boolean {
  const within = (value: number, least: number, most: number): boolean =>
    (least === 0 || value >= least) && (most === 0 || value <= most);
  return (
    within(kv.modRevision, request.minModRevision, request.maxModRevision) &&
    within(kv.createRevision, request.minCreateRevision, request.maxCreateRevision)
  );
}

function sort({ sortTarget, sortOrder }: RangeRequest, kvs: readonly KeyValue[]): KeyValue[] {
  const order = {
    key: (left: KeyValue, right: KeyValue) => compareStrings(left.key, right.key),
    version: (left: KeyValue, right: KeyValue) => left.version - right.version,
    create: (left: KeyValue, right: KeyValue) => left.createRevision - right.createRevision,
    mod: (left: KeyValue, right: KeyValue) => left.modRevision - right.modRevision,
    value: (left: KeyValue, right: KeyValue) => compareBytes(left.value, right.value),
  }[sortTarget];
  return [...kvs].sort(sortOrder === 'descend' ? (left, right) => order(right, left) : order);
}

export const boundsOf = (from: string, to: string | null): KeyRange => ({ from, to });
