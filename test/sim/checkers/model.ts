/**
 * etcd's keyspace as its documentation tells it, written a second time and as plainly as possible: every key with all
 * its states, so that any request can be answered as of any revision. It shares no code with src/core/mvcc.
 */
import { assertNever } from '../../../src/core/base/assert.ts';
import type { KeyRange } from '../../../src/core/base/bytes.ts';
import {
  changedKey,
  type Compare,
  type KeyChange,
  type KeyOp,
  type Kv,
  type OpAnswer,
  type OpRequest,
  type RangeAnswer,
  type RangeOp,
} from '../history.ts';

interface KeyState {
  readonly revision: number;
  readonly kv: Kv | null;
}

export class KeyspaceModel {
  readonly #states = new Map<string, KeyState[]>();
  #sortedKeys: string[] = [];
  #revision = 1;

  get revision(): number {
    return this.#revision;
  }

  /** The changes of the next revision. */
  advance(changes: readonly KeyChange[]): void {
    this.#revision += 1;
    for (const change of changes) {
      const key = changedKey(change);
      const states = this.#states.get(key);
      const state: KeyState = { revision: this.#revision, kv: change.type === 'put' ? change.kv : null };
      if (states !== undefined) states.push(state);
      else {
        this.#states.set(key, [state]);
        this.#sortedKeys = [...this.#states.keys()].sort(byCode);
      }
    }
  }

  at(key: string, revision: number): Kv | null {
    const states = this.#states.get(key) ?? [];
    let low = 0;
    let high = states.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((states[middle]?.revision ?? 0) <= revision) low = middle + 1;
      else high = middle;
    }
    return states[low - 1]?.kv ?? null;
  }

  range({ from, to }: KeyRange, revision: number): Kv[] {
    const found: Kv[] = [];
    for (const key of this.#sortedKeys) {
      if (key < from || (to !== null && key >= to)) continue;
      const kv = this.at(key, revision);
      if (kv !== null) found.push(kv);
    }
    return found;
  }

  attachedTo(lease: bigint, revision: number): Kv[] {
    return this.range({ from: '', to: null }, revision).filter((kv) => kv.lease === lease);
  }
}

export interface Executed {
  readonly answer: OpAnswer;
  /** Empty when the request changes nothing: then it has no revision of its own. */
  readonly changes: readonly KeyChange[];
}

/** What `request` would do and answer on the state of `base`, its changes being those of revision `base + 1`. */
export function execute(model: KeyspaceModel, base: number, request: OpRequest): Executed {
  const execution = new Execution(model, base);
  const answer = execution.answer(request);
  return { answer, changes: execution.changes };
}

class Execution {
  readonly changes: KeyChange[] = [];
  readonly #model: KeyspaceModel;
  readonly #base: number;
  readonly #changed = new Map<string, Kv | null>();

  constructor(model: KeyspaceModel, base: number) {
    this.#model = model;
    this.#base = base;
  }

  answer(request: OpRequest): OpAnswer {
    switch (request.type) {
      case 'put':
      case 'delete':
      case 'range':
        return this.#keyOp(request);
      case 'txn': {
        const succeeded = request.compares.every((compare) => this.#holds(compare));
        const branch = succeeded ? request.success : request.failure;
        return { type: 'txn', succeeded, answers: branch.map((op) => this.#keyOp(op)) };
      }
      case 'lease-revoke':
        for (const { key } of this.#model.attachedTo(request.id, this.#base)) this.#delete(key);
        return { type: 'lease-revoke' };
      case 'lease-grant':
        return { type: 'lease-grant', id: request.id, ttl: request.ttl };
      case 'compact':
        return { type: 'compact' };
      case 'keep-alive':
        // What it answers depends on time, not on keys.
        return { type: 'keep-alive', ttl: 0 };
      default:
        return assertNever(request);
    }
  }

  #keyOp(op: KeyOp): OpAnswer {
    switch (op.type) {
      case 'put': {
        const previous = this.#get(op.key);
        const mod = this.#base + 1;
        const kv: Kv = {
          key: op.key,
          value: op.value,
          create: previous?.create ?? mod,
          mod,
          version: (previous?.version ?? 0) + 1,
          lease: op.lease,
        };
        this.#changed.set(op.key, kv);
        this.changes.push({ type: 'put', kv });
        return { type: 'put', previous: op.prevKv ? previous : null };
      }
      case 'delete': {
        const previous = this.#present(op.range);
        for (const { key } of previous) this.#delete(key);
        return { type: 'delete', deleted: previous.length, previous: op.prevKv ? previous : [] };
      }
      case 'range':
        return this.#range(op);
      default:
        return assertNever(op);
    }
  }

  #range({ range, revision, limit }: RangeOp): RangeAnswer {
    const all = revision === 0 ? this.#present(range) : this.#model.range(range, revision);
    const more = limit > 0 && all.length > limit;
    return { type: 'range', kvs: more ? all.slice(0, limit) : all, count: all.length, more };
  }

  #delete(key: string): void {
    this.#changed.set(key, null);
    this.changes.push({ type: 'delete', key, mod: this.#base + 1 });
  }

  #get(key: string): Kv | null {
    const changed = this.#changed.get(key);
    return changed === undefined ? this.#model.at(key, this.#base) : changed;
  }

  /** Keys of the range as this request's own writes left them. */
  #present(range: KeyRange): Kv[] {
    const inRange = (key: string): boolean => key >= range.from && (range.to === null || key < range.to);
    const found = this.#model.range(range, this.#base).filter(({ key }) => !this.#changed.has(key));
    for (const [key, kv] of this.#changed) if (kv !== null && inRange(key)) found.push(kv);
    return found.sort((left, right) => byCode(left.key, right.key));
  }

  #holds({ key, target, result, operand }: Compare): boolean {
    const kv = this.#model.at(key, this.#base);
    // A missing key has no value to compare, and counts as 0 otherwise.
    if (target === 'value' && kv === null) return false;
    const actual = target === 'value' ? (kv?.value ?? '') : (kv?.[target] ?? 0);
    switch (result) {
      case 'equal':
        return actual === operand;
      case 'not-equal':
        return actual !== operand;
      case 'greater':
        return actual > operand;
      case 'less':
        return actual < operand;
      default:
        return assertNever(result);
    }
  }
}

function byCode(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

export function sameKv(left: Kv, right: Kv): boolean {
  return (
    left.key === right.key &&
    left.value === right.value &&
    left.create === right.create &&
    left.mod === right.mod &&
    left.version === right.version &&
    left.lease === right.lease
  );
}

export function sameKvs(left: readonly Kv[], right: readonly Kv[]): boolean {
  return left.length === right.length && left.every((kv, i) => sameKv(kv, right[i] ?? kv));
}

export function sameChanges(left: readonly KeyChange[], right: readonly KeyChange[]): boolean {
  return left.length === right.length && left.every((change, i) => sameChange(change, right[i] ?? change));
}

function sameChange(left: KeyChange, right: KeyChange): boolean {
  if (left.type === 'delete')
    return right.type === 'delete' && left.key === right.key && left.mod === right.mod;
  return right.type === 'put' && sameKv(left.kv, right.kv);
}

/** Whether what a client was told is what the model says. */
export function sameAnswer(told: OpAnswer, expected: OpAnswer): boolean {
  switch (told.type) {
    case 'put':
      return expected.type === 'put' && sameKvOrNull(told.previous, expected.previous);
    case 'delete':
      return (
        expected.type === 'delete' &&
        told.deleted === expected.deleted &&
        sameKvs(told.previous, expected.previous)
      );
    case 'range':
      return (
        expected.type === 'range' &&
        told.count === expected.count &&
        told.more === expected.more &&
        sameKvs(told.kvs, expected.kvs)
      );
    case 'txn':
      return (
        expected.type === 'txn' &&
        told.succeeded === expected.succeeded &&
        told.answers.length === expected.answers.length &&
        told.answers.every((answer, i) => sameAnswer(answer, expected.answers[i] ?? answer))
      );
    case 'compact':
    case 'lease-grant':
    case 'lease-revoke':
    case 'keep-alive':
      return expected.type === told.type;
    default:
      return assertNever(told);
  }
}

function sameKvOrNull(left: Kv | null, right: Kv | null): boolean {
  return left === null || right === null ? left === right : sameKv(left, right);
}
