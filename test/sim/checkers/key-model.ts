/**
 * One key as a black box: what a request and its answer say about it, without any use of revisions as an order. The
 * search in wgl.ts decides whether some order of all requests explains all answers.
 */
import { assertNever } from '../../../src/core/base/assert.ts';
import { inRange } from '../../../src/core/base/bytes.ts';
import type { Compare, KeyOp, Kv, OpAnswer, Operation } from '../history.ts';
import type { Call, Model } from './wgl.ts';

/** `null`: the key is not there. `any`: nothing is known yet. */
export type KeyState = 'any' | null | KnownState;

interface KnownState {
  readonly value: string;
  readonly version: number;
  /** `null`: written by a request whose answer nobody heard. */
  readonly mod: number | null;
  readonly create: number | null;
}

/** What a request does to the key or shows of it, in order. */
export type KeyStep =
  | { readonly type: 'see'; readonly kv: Kv | null }
  | { readonly type: 'exists'; readonly there: boolean }
  | { readonly type: 'compare'; readonly compare: Compare; readonly holds: boolean }
  | { readonly type: 'put'; readonly value: string; readonly revision: number | null }
  | { readonly type: 'delete' };

/** One of these happened; with an answer there is but one. */
export type KeyInput = readonly (readonly KeyStep[])[];

/** An answer is in the steps; this only says that there was one. */
export type KeyOutput = 'answered';

export function keyModel(initial: KeyState): Model<KeyState, KeyInput, KeyOutput> {
  return {
    init: () => [initial],
    step: (state, alternatives) => alternatives.flatMap((steps) => run(state, steps)),
    equal: (left, right) => hashOf(left) === hashOf(right),
    hash: hashOf,
  };
}

function hashOf(state: KeyState): string {
  if (state === 'any' || state === null) return String(state);
  return `${state.value} ${state.version} ${state.mod} ${state.create}`;
}

function run(first: KeyState, steps: readonly KeyStep[]): readonly KeyState[] {
  let state = first;
  for (const each of steps) {
    const next = oneStep(state, each);
    if (next === 'impossible') return [];
    state = next;
  }
  return [state];
}

function oneStep(state: KeyState, step: KeyStep): KeyState | 'impossible' {
  switch (step.type) {
    case 'see':
      return seen(state, step.kv);
    case 'exists':
      if (state === 'any') return step.there ? state : null;
      return (state !== null) === step.there ? state : 'impossible';
    case 'compare':
      return mayHold(state, step.compare, step.holds) ? state : 'impossible';
    case 'put':
      return put(state, step.value, step.revision);
    case 'delete':
      return null;
    default:
      return assertNever(step);
  }
}

function seen(state: KeyState, kv: Kv | null): KeyState | 'impossible' {
  if (kv === null) return state === null || state === 'any' ? null : 'impossible';
  const { value, version, mod, create } = kv;
  const known: KnownState = { value, version, mod, create };
  if (state === 'any') return known;
  if (state === null || state.value !== value || (state.version > 0 && state.version !== version))
    return 'impossible';
  if (state.mod !== null && state.mod !== mod) return 'impossible';
  if (state.create !== null && state.create !== create) return 'impossible';
  return known;
}

/** A version of 0 stands for one that is not known. */
function put(state: KeyState, value: string, revision: number | null): KnownState {
  if (state === 'any') return { value, version: 0, mod: revision, create: null };
  if (state === null) return { value, version: 1, mod: revision, create: revision };
  const version = state.version === 0 ? 0 : state.version + 1;
  return { value, version, mod: revision, create: state.create };
}

/** Whether it may come out like this: what is not known allows both. */
function mayHold(state: KeyState, compare: Compare, holds: boolean): boolean {
  if (state === 'any') return true;
  const { target, result, operand } = compare;
  if (target === 'value' && state === null) return !holds;
  const actual = state === null ? 0 : state[target];
  if (actual === null || (target === 'version' && actual === 0 && state !== null)) return true;
  switch (result) {
    case 'equal':
      return (actual === operand) === holds;
    case 'not-equal':
      return (actual !== operand) === holds;
    case 'greater':
      return actual > operand === holds;
    case 'less':
      return actual < operand === holds;
    default:
      return assertNever(result);
  }
}

/** What an operation is to one key; `null` when it says and does nothing about it, or is not linearizable. */
export function callOn(
  key: string,
  { request, outcome, calledUs, returnedUs }: Operation,
): Call<KeyInput, KeyOutput> | null {
  if (outcome.type === 'refused') return null;
  const answer = outcome.type === 'acked' ? outcome : null;
  const input = inputOf(key, request, answer);
  if (input === null || input.every((steps) => steps.length === 0)) return null;
  return { input, output: answer === null ? null : 'answered', calledUs, returnedUs };
}

type Answered = { readonly revision: number; readonly answer: OpAnswer } | null;

function inputOf(key: string, request: Operation['request'], answered: Answered): KeyInput | null {
  switch (request.type) {
    case 'put':
    case 'delete':
    case 'range':
      return [stepsOf(key, request, answered?.answer ?? null, answered?.revision ?? null)];
    case 'txn': {
      const on = request.compares.filter((compare) => compare.key === key);
      const branch = (
        ops: readonly KeyOp[],
        holds: boolean,
        answers: readonly OpAnswer[] | null,
      ): KeyStep[] => [
        // A failure with several compares does not say which of them failed.
        ...(holds || request.compares.length === 1 ? on : []).map(
          (compare) => ({ type: 'compare', compare, holds }) as const,
        ),
        ...ops.flatMap((op, i) => stepsOf(key, op, answers?.[i] ?? null, answered?.revision ?? null)),
      ];
      if (answered === null) {
        return [branch(request.success, true, null), branch(request.failure, false, null)];
      }
      if (answered.answer.type !== 'txn') return null;
      const { succeeded, answers } = answered.answer;
      return [branch(succeeded ? request.success : request.failure, succeeded, answers)];
    }
    case 'compact':
    case 'lease-grant':
    case 'lease-revoke':
    case 'keep-alive':
      return null;
    default:
      return assertNever(request);
  }
}

function stepsOf(
  key: string,
  op: KeyOp,
  answer: OpAnswer | null,
  revision: number | null,
): readonly KeyStep[] {
  switch (op.type) {
    case 'put': {
      if (op.key !== key) return [];
      const write: KeyStep = { type: 'put', value: op.value, revision };
      return op.prevKv && answer?.type === 'put' ? [{ type: 'see', kv: answer.previous }, write] : [write];
    }
    case 'delete': {
      if (!inRange(op.range, key)) return [];
      if (answer?.type !== 'delete') return [{ type: 'delete' }];
      return [...seenByDelete(key, op, answer), { type: 'delete' }];
    }
    case 'range': {
      if (op.serializable || op.revision !== 0 || answer?.type !== 'range' || !inRange(op.range, key))
        return [];
      const kv = answer.kvs.find((each) => each.key === key) ?? null;
      return kv === null && answer.more ? [] : [{ type: 'see', kv }];
    }
    default:
      return assertNever(op);
  }
}

function seenByDelete(
  key: string,
  { prevKv, range }: KeyOp & { type: 'delete' },
  { deleted, previous }: OpAnswer & { type: 'delete' },
): readonly KeyStep[] {
  if (prevKv) return [{ type: 'see', kv: previous.find((each) => each.key === key) ?? null }];
  const single = range.to === `${key}\0`;
  return single || deleted === 0 ? [{ type: 'exists', there: deleted > 0 }] : [];
}
