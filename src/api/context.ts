/** What every handler is given, and the two things nearly all of them do: fill a header, propose a command. */
import type { Applied, CommandType } from '../core/apply/types.ts';
import { unsignedLongOf, longOf, unsignedLongOfId } from '../codec/etcd-scalars.ts';
import { ResponseHeaders } from '../codec/response-header.ts';
import type { etcdserverpb } from '../gen/etcd.js';
import type { Serving } from '../node/serving/types.ts';
import type { Clock } from '../ports/clock.ts';
import type { Entropy } from '../ports/entropy.ts';
import { BufferPool } from '../rpc/http2/buffer-pool.ts';
import type { CauseCounts } from '../rpc/http2/causes.ts';
import { ERROR, refusalStatus, servingStatus } from './errors.ts';
import { MAX_REQUEST_BYTES } from './limits.ts';
import type { Status } from './status.ts';

export interface ApiParts {
  readonly serving: Serving;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly electionTimeoutMs: number;
  /** What the store may grow to before writes are refused. */
  readonly quotaBytes: number;
  /** How scheduled snapshots fare; absent where none are taken. */
  readonly scheduledSnapshots?: () => ScheduledSnapshotHealth;
  /** Open streams of watches; absent where nobody can watch. */
  readonly watchStreams?: () => number;
  /** What clients were cut off for by our own transport. */
  readonly cutOffs?: CauseCounts;
}

export interface ScheduledSnapshotHealth {
  /** The last one that was restored on trial and found equal to the live state; `null` before the first. */
  readonly verified: { readonly file: string; readonly revision: number; readonly atMs: number } | null;
  readonly failures: number;
  /** Of the last one, if it failed; empty otherwise. */
  readonly error: string;
}

export interface ApiContext extends ApiParts {
  /** The identity as it stands in every header. */
  readonly ids: { readonly cluster_id: Long; readonly member_id: Long };
  readonly headers: ResponseHeaders;
  /** Memory for long answers. */
  readonly answers: BufferPool;
}

export interface Failing {
  fail(status: Status): void;
}

type Header = etcdserverpb.ResponseHeader.$Properties;
type Long = etcdserverpb.ResponseHeader['revision'];

export function createContext(parts: ApiParts): ApiContext {
  const { clusterId, memberId } = parts.serving.identity;
  const ids = { cluster_id: unsignedLongOfId(clusterId), member_id: unsignedLongOfId(memberId) };
  return { ...parts, ids, headers: new ResponseHeaders(clusterId, memberId), answers: new BufferPool() };
}

/** The header as of now. */
export function currentHeader(context: ApiContext): Header {
  return headerAt(context, context.serving.revision());
}

export function headerAt({ ids, serving }: ApiContext, revision: number): Header {
  return {
    cluster_id: ids.cluster_id,
    member_id: ids.member_id,
    revision: longOf(revision),
    raft_term: unsignedLongOf(serving.currentTerm()),
  };
}

/** The same as the field it is in every response. */
export function headerBytes({ headers, serving }: ApiContext, revision: number): Uint8Array {
  return headers.at(revision, serving.currentTerm());
}

/** etcd leaves the revision out of everything about members. */
export function headerWithoutRevision({ ids, serving }: ApiContext): Header {
  return { ...ids, raft_term: unsignedLongOf(serving.currentTerm()) };
}

/** Sends a command to the log and hands on its result; errors and refusals end the call here. */
export function propose(
  { serving }: ApiContext,
  call: Failing,
  command: { readonly kind: CommandType; readonly payload: Uint8Array },
  done: (applied: Applied) => void,
): void {
  if (command.payload.length > MAX_REQUEST_BYTES) {
    call.fail(ERROR.requestTooLarge);
    return;
  }
  serving.propose({ ...command, user: '' }, (reply) => {
    if (!reply.ok) call.fail(servingStatus(reply.error));
    else if (reply.value.result.type === 'refused') {
      call.fail(refusalStatus(reply.value.result.reason, reply.value.result.detail));
    } else done(reply.value);
  });
}

/** Goes on once local state holds everything that was acknowledged before the call. */
export function linearize({ serving }: ApiContext, call: Failing, then: () => void): void {
  serving.linearize((reply) => {
    if (reply.ok) then();
    else call.fail(servingStatus(reply.error));
  });
}
