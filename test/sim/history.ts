/**
 * What clients asked, what they were told, and when: the checkers know a run only by this and by what watchers saw.
 * Every value that is written is written once in a run, so a value names the write it came from.
 */
import { assertNever } from '../../src/core/base/assert.ts';
import type { KeyRange } from '../../src/core/base/bytes.ts';

export interface Kv {
  readonly key: string;
  readonly value: string;
  readonly create: number;
  readonly mod: number;
  readonly version: number;
  /** 0 without a lease. */
  readonly lease: bigint;
}

export interface Compare {
  readonly key: string;
  readonly target: 'create' | 'mod' | 'version' | 'value';
  readonly result: 'equal' | 'not-equal' | 'greater' | 'less';
  /** A value for `value`, a number otherwise. */
  readonly operand: string | number;
}

export interface PutOp {
  readonly type: 'put';
  readonly key: string;
  readonly value: string;
  /** Bytes that travel behind the value and mean nothing: some runs have large values. */
  readonly padding: number;
  readonly lease: bigint;
  readonly prevKv: boolean;
}
export interface DeleteOp {
  readonly type: 'delete';
  readonly range: KeyRange;
  readonly prevKv: boolean;
}
export interface RangeOp {
  readonly type: 'range';
  readonly range: KeyRange;
  /** 0: the newest. */
  readonly revision: number;
  /** 0: all. */
  readonly limit: number;
  readonly serializable: boolean;
}
export interface TxnOp {
  readonly type: 'txn';
  readonly compares: readonly Compare[];
  readonly success: readonly KeyOp[];
  readonly failure: readonly KeyOp[];
}
/** What may stand in a transaction. */
export type KeyOp = PutOp | DeleteOp | RangeOp;

export type OpRequest =
  | KeyOp
  | TxnOp
  | { readonly type: 'compact'; readonly revision: number }
  | { readonly type: 'lease-grant'; readonly id: bigint; readonly ttl: number }
  | { readonly type: 'lease-revoke'; readonly id: bigint }
  | { readonly type: 'keep-alive'; readonly id: bigint };

export interface RangeAnswer {
  readonly type: 'range';
  readonly kvs: readonly Kv[];
  readonly count: number;
  readonly more: boolean;
}
export type OpAnswer =
  | { readonly type: 'put'; readonly previous: Kv | null }
  | { readonly type: 'delete'; readonly deleted: number; readonly previous: readonly Kv[] }
  | RangeAnswer
  | { readonly type: 'txn'; readonly succeeded: boolean; readonly answers: readonly OpAnswer[] }
  | { readonly type: 'compact' }
  | { readonly type: 'lease-grant'; readonly id: bigint; readonly ttl: number }
  | { readonly type: 'lease-revoke' }
  /** A ttl of 0 says that there is no such lease. */
  | { readonly type: 'keep-alive'; readonly ttl: number };

export type OpOutcome =
  | { readonly type: 'acked'; readonly revision: number; readonly answer: OpAnswer }
  /** It certainly had no effect. */
  | { readonly type: 'refused'; readonly code: number; readonly message: string }
  /** It may have had its effect, or may have it later. */
  | { readonly type: 'unknown'; readonly why: string };

export interface Operation {
  readonly id: number;
  readonly client: string;
  readonly region: string;
  readonly member: string;
  readonly request: OpRequest;
  readonly calledUs: number;
  /** Infinite while unknown. */
  readonly returnedUs: number;
  readonly outcome: OpOutcome;
}

/** One key in one revision, as a watcher sees it. */
export type KeyChange =
  | { readonly type: 'put'; readonly kv: Kv }
  | { readonly type: 'delete'; readonly key: string; readonly mod: number };

export const changedKey = (change: KeyChange): string => (change.type === 'put' ? change.kv.key : change.key);
export const changeRevision = (change: KeyChange): number =>
  change.type === 'put' ? change.kv.mod : change.mod;

/** What a checker found wrong; `about` are the operations to look at first. */
export interface Violation {
  readonly checker: string;
  readonly what: string;
}

export function describeRequest(request: OpRequest): string {
  switch (request.type) {
    case 'put':
      return `put ${request.key}=${request.value}${request.lease === 0n ? '' : ` lease ${request.lease.toString(16)}`}`;
    case 'delete':
      return `delete ${describeRange(request.range)}`;
    case 'range':
      return `range ${describeRange(request.range)}${request.revision > 0 ? `@${request.revision}` : ''}${request.serializable ? ' serializable' : ''}`;
    case 'txn':
      return `txn if ${request.compares.map(describeCompare).join(' and ')} then [${request.success.map(describeRequest).join(', ')}] else [${request.failure.map(describeRequest).join(', ')}]`;
    case 'compact':
      return `compact ${request.revision}`;
    case 'lease-grant':
      return `grant ${request.id.toString(16)} for ${request.ttl} s`;
    case 'lease-revoke':
    case 'keep-alive':
      return `${request.type} ${request.id.toString(16)}`;
    default:
      return assertNever(request);
  }
}

const describeRange = ({ from, to }: KeyRange): string =>
  to === `${from}\0` ? from : `[${from}, ${to ?? 'end'})`;
const describeCompare = ({ key, target, result, operand }: Compare): string =>
  `${target}(${key}) ${result} ${operand}`;

export function describeKv({ key, value, create, mod, version, lease }: Kv): string {
  return `${key}=${value} (mod ${mod}, create ${create}, version ${version}${lease === 0n ? '' : `, lease ${lease.toString(16)}`})`;
}

export function describeAnswer(answer: OpAnswer): string {
  switch (answer.type) {
    case 'put':
      return answer.previous === null ? 'put' : `put over ${describeKv(answer.previous)}`;
    case 'delete':
      return `deleted ${answer.deleted}: ${answer.previous.map(describeKv).join(', ')}`;
    case 'range':
      return `${answer.count} keys${answer.more ? ' and more' : ''}: ${answer.kvs.map(describeKv).join(', ')}`;
    case 'txn':
      return `${answer.succeeded ? 'succeeded' : 'failed'}: ${answer.answers.map(describeAnswer).join('; ')}`;
    case 'lease-grant':
    case 'keep-alive':
      return `ttl ${answer.ttl}`;
    case 'compact':
    case 'lease-revoke':
      return 'done';
    default:
      return assertNever(answer);
  }
}

export function describeChange(change: KeyChange): string {
  return change.type === 'put' ? describeKv(change.kv) : `${change.key} deleted at ${change.mod}`;
}

export function describeOperation({
  id,
  client,
  member,
  request,
  calledUs,
  returnedUs,
  outcome,
}: Operation): string {
  const span = `${(calledUs / 1e6).toFixed(6)} to ${returnedUs === Infinity ? 'open' : (returnedUs / 1e6).toFixed(6)}`;
  return `#${id} ${client} at ${member}, ${span}: ${describeRequest(request)} -> ${describeOutcome(outcome)}`;
}

function describeOutcome(outcome: OpOutcome): string {
  switch (outcome.type) {
    case 'acked':
      return `revision ${outcome.revision}, ${describeAnswer(outcome.answer)}`;
    case 'refused':
      return `refused: ${outcome.message}`;
    case 'unknown':
      return `unknown: ${outcome.why}`;
    default:
      return assertNever(outcome);
  }
}
