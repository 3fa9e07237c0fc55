/**
 * Executing requests. A transaction is planned before anything is written: all compares, nested ones included, look at
 * the state before the transaction (as etcd has it), which fixes the branch at every level; then only what will run is
 * checked, and what passes the check cannot fail half-way. A refused request leaves no trace.
 */
import { assertNever, InvariantError } from '../base/assert.ts';
import type { LeaseId } from '../base/brands.ts';
import { NO_BYTES } from '../base/bytes.ts';
import { getKey, hasKey } from '../base/ordered-map.ts';
import { visitRange } from '../base/ordered-map-cursor.ts';
import { allHold } from './compare.ts';
import type { Keyspace } from './keyspace.ts';
import { newestOf, range } from './range.ts';
import { keyValueOf, newestRow, readRow } from './row.ts';
import { beginWrite, deleteRangeIn, overlay, putKey, type Write, type Written } from './write.ts';
import type {
  DeleteRequest,
  KeyValue,
  MvccRefusal,
  Op,
  OpResult,
  PutRequest,
  RangeRequest,
  ReadValue,
  TxnRequest,
  TxnResult,
} from './types.ts';

/** What execution asks of its surroundings. */
export interface ExecutionContext {
  readonly readValue: ReadValue;
  readonly leaseExists: (id: LeaseId) => boolean;
}

const PUT: OpResult = { type: 'put', prevKv: null };

export type Execution =
  | ({ readonly ok: true; readonly result: OpResult } & Written)
  | { readonly ok: false; readonly refusal: MvccRefusal };

/** What keeps or shows nothing of the version before needs no plan and no reader: most of what a store is asked. */
export function executePut(keyspace: Keyspace, request: PutRequest, context: ExecutionContext): Execution {
  if (request.prevKv || request.ignoreValue || request.ignoreLease)
    return execute(keyspace, { type: 'put', request }, context);
  const { key, value, lease } = request;
  if (lease !== null && !context.leaseExists(lease)) return { ok: false, refusal: 'lease-not-found' };
  const write = beginWrite(keyspace);
  putKey(write, key, value, lease);
  return { ok: true, result: PUT, changes: write.changes };
}

export function executeDelete(
  keyspace: Keyspace,
  request: DeleteRequest,
  context: ExecutionContext,
): Execution {
  return execute(keyspace, { type: 'delete', request }, context);
}

export function executeTxn(keyspace: Keyspace, request: TxnRequest, context: ExecutionContext): Execution {
  return execute(keyspace, { type: 'txn', request }, context);
}

interface Run extends ExecutionContext {
  readonly write: Write;
}

/** A transaction whose branches are decided: what will run, with the plans of nested ones in their places. */
interface Plan {
  readonly succeeded: boolean;
  readonly steps: readonly PlannedOp[];
}

type PlannedOp = Exclude<Op, { readonly type: 'txn' }> | { readonly type: 'plan'; readonly plan: Plan };

function execute(keyspace: Keyspace, op: Op, context: ExecutionContext): Execution {
  const write = beginWrite(keyspace);
  const run: Run = { write, readValue: overlay(write, context.readValue), leaseExists: context.leaseExists };
  const planned = planOp(keyspace, op, context.readValue);
  const refusal = checkOp(run, planned);
  if (refusal !== null) return { ok: false, refusal };
  const result = runOp(run, planned);
  return { ok: true, result, changes: write.changes };
}

function planOp(keyspace: Keyspace, op: Op, readValue: ReadValue): PlannedOp {
  return op.type === 'txn' ? { type: 'plan', plan: planTxn(keyspace, op.request, readValue) } : op;
}

function planTxn(keyspace: Keyspace, request: TxnRequest, readValue: ReadValue): Plan {
  const succeeded = allHold(keyspace, request.compares, readValue);
  const branch = succeeded ? request.success : request.failure;
  return { succeeded, steps: branch.map((op) => planOp(keyspace, op, readValue)) };
}

function checkPlan(run: Run, plan: Plan): MvccRefusal | null {
  for (const step of plan.steps) {
    const refusal = checkOp(run, step);
    if (refusal !== null) return refusal;
  }
  return null;
}

function checkOp(run: Run, op: PlannedOp): MvccRefusal | null {
  switch (op.type) {
    case 'range':
      return checkRange(run.write.keyspace, op.request);
    case 'put':
      return checkPut(run, op.request);
    case 'delete':
      return null;
    case 'plan':
      return checkPlan(run, op.plan);
    default:
      return assertNever(op);
  }
}

/** Unlike a range of its own, etcd's check in a transaction takes negative revisions for compacted ones. */
export function checkRange(keyspace: Keyspace, { revision }: RangeRequest): MvccRefusal | null {
  if (revision === 0) return null;
  if (revision > keyspace.currentRevision) return 'future-revision';
  return revision < (keyspace.compactRevision === 0 ? -1 : keyspace.compactRevision) ? 'compacted' : null;
}

function checkPut(run: Run, request: PutRequest): MvccRefusal | null {
  if (request.lease !== null && !run.leaseExists(request.lease)) return 'lease-not-found';
  const keeps = request.ignoreValue || request.ignoreLease;
  return keeps && !hasKey(run.write.keyspace.live, request.key) ? 'key-not-found' : null;
}

function runPlan(run: Run, plan: Plan): TxnResult {
  return { succeeded: plan.succeeded, results: plan.steps.map((step) => runOp(run, step)) };
}

function runOp(run: Run, op: PlannedOp): OpResult {
  switch (op.type) {
    case 'range':
      return runRange(run, op.request);
    case 'put':
      return runPut(run, op.request);
    case 'delete':
      return runDelete(run, op.request);
    case 'plan':
      return { type: 'txn', result: runPlan(run, op.plan) };
    default:
      return assertNever(op);
  }
}

function runRange(run: Run, request: RangeRequest): OpResult {
  const outcome = range(run.write.keyspace, request, run.readValue);
  if (!outcome.ok) throw new InvariantError(`a checked range was refused: ${outcome.refusal}`);
  return { type: 'range', result: outcome.result };
}

function runPut(run: Run, request: PutRequest): OpResult {
  const { write } = run;
  const { key, ignoreValue, ignoreLease } = request;
  const previous = ignoreValue || request.prevKv ? newestOf(write.keyspace, key, run.readValue) : null;
  // The check saw the key; a delete of it earlier in the same transaction is refused before it gets here, and if one
  // did get here all members would agree on an empty value.
  const value = ignoreValue ? (previous?.value ?? NO_BYTES) : request.value;
  const lease = ignoreLease ? (getKey(write.keyspace.live, key)?.lease ?? null) : request.lease;
  putKey(write, key, value, lease);
  return { type: 'put', prevKv: request.prevKv ? previous : null };
}

function runDelete(run: Run, request: DeleteRequest): OpResult {
  const { keyspace } = run.write;
  const prevKvs: KeyValue[] = [];
  if (request.prevKv) {
    visitRange(keyspace.live, request.range, (key, entry) => {
      const row = newestRow(key, entry);
      prevKvs.push(keyValueOf(row, readRow(row, run.readValue)));
    });
  }
  return { type: 'delete', deleted: deleteRangeIn(run.write, request.range), prevKvs };
}
