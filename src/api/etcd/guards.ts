/**
 * What holds for every call of etcd's services, before its handler: a client that asks for a leader gets none of a
 * member that knows of none, and a learner serves almost nothing (etcd: v3rpc/interceptor.go).
 */
import { assertNever } from '../../core/base/assert.ts';
import type { ApiContext } from '../context.ts';
import { ERROR } from '../errors.ts';
import type { Status } from '../status.ts';
import type { CallInfo, Method, StreamWire } from '../surface.ts';
import { LeaderWatch } from './leader-watch.ts';

/** A learner's ranges must be serializable: their handler sees to that. */
const FOR_LEARNERS: ReadonlySet<string> = new Set([
  '/etcdserverpb.KV/Range',
  '/etcdserverpb.Maintenance/Status',
  '/etcdserverpb.Maintenance/Snapshot',
]);

export function guarded(context: ApiContext, methods: readonly Method[]): Method[] {
  const leaderWatch = new LeaderWatch(context);
  const watched = (wire: StreamWire): StreamWire => (wantsLeader(wire) ? leaderWatch.follow(wire) : wire);
  return methods.map((method) => guard(context, method, watched));
}

function guard(context: ApiContext, method: Method, watched: (wire: StreamWire) => StreamWire): Method {
  const { path } = method;
  switch (method.kind) {
    case 'unary':
      return {
        kind: 'unary',
        path,
        serve(wire, bytes) {
          const refusal = refuse(context, wire);
          if (refusal !== null) wire.fail(refusal);
          else method.serve(wire, bytes);
        },
      };
    case 'server-stream':
      return {
        kind: 'server-stream',
        path,
        serve(wire, bytes) {
          const refusal = refuse(context, wire);
          if (refusal !== null) wire.fail(refusal);
          else method.serve(watched(wire), bytes);
        },
      };
    case 'bidi':
      return {
        kind: 'bidi',
        path,
        open(wire) {
          const refusal = refuse(context, wire);
          if (refusal === null) return method.open(watched(wire));
          wire.fail(refusal);
          return { message: () => undefined, halfClose: () => undefined };
        },
      };
    default:
      return assertNever(method);
  }
}

function refuse(context: ApiContext, call: CallInfo): Status | null {
  if (context.serving.isLearner() && !FOR_LEARNERS.has(call.path)) return ERROR.learner;
  return wantsLeader(call) && context.serving.status().leader === null ? ERROR.noLeader : null;
}

const wantsLeader = (call: CallInfo): boolean => call.metadata('hasleader') === 'true';
