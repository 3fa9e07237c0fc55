/**
 * etcdserverpb.Maintenance. Headers as etcd has them: none after defragmenting and moving the leader.
 */
import { InvariantError } from '../../core/base/assert.ts';
import { memberId } from '../../core/base/brands.ts';
import type { ActiveAlarm, Alarm } from '../../core/apply/types.ts';
import { countOf, idOf, longOf, unsignedLongOf, unsignedLongOfId } from '../../codec/etcd-scalars.ts';
import { etcdserverpb } from '../../gen/etcd.js';
import { currentHeader, linearize, propose } from '../context.ts';
import type { ApiContext } from '../context.ts';
import { ERROR, invalid, notOffered, refusalStatus, servingStatus } from '../errors.ts';
import { serverStream, unary } from '../surface.ts';
import type { Method, UnaryCall } from '../surface.ts';
import { sendSnapshot } from './snapshot.ts';
import { ETCD_STORAGE_VERSION, ETCD_VERSION } from './version.ts';

const {
  AlarmType,
  AlarmRequest,
  AlarmResponse,
  StatusRequest,
  StatusResponse,
  DefragmentRequest,
  DefragmentResponse,
  HashRequest,
  HashResponse,
  HashKVRequest,
  HashKVResponse,
  SnapshotRequest,
  SnapshotResponse,
  MoveLeaderRequest,
  MoveLeaderResponse,
  DowngradeRequest,
  DowngradeResponse,
} = etcdserverpb;
const { AlarmAction } = AlarmRequest;
const { DowngradeAction } = DowngradeRequest;

type AlarmCall = UnaryCall<etcdserverpb.AlarmRequest, etcdserverpb.AlarmResponse.$Properties>;
type HashCall = UnaryCall<etcdserverpb.HashRequest, etcdserverpb.HashResponse.$Properties>;
type HashKvCall = UnaryCall<etcdserverpb.HashKVRequest, etcdserverpb.HashKVResponse.$Properties>;
type DefragmentCall = UnaryCall<etcdserverpb.DefragmentRequest, etcdserverpb.DefragmentResponse.$Properties>;
type MoveLeaderCall = UnaryCall<etcdserverpb.MoveLeaderRequest, etcdserverpb.MoveLeaderResponse.$Properties>;

const NO_DOWNGRADE = notOffered(
  'downgrading by command is not supported',
  'start the members with the older release one after the other',
);

export function maintenanceMethods(context: ApiContext): Method[] {
  return [
    unary('/etcdserverpb.Maintenance/Alarm', AlarmRequest, AlarmResponse, (call) => alarm(context, call)),
    unary('/etcdserverpb.Maintenance/Status', StatusRequest, StatusResponse, (call) =>
      call.reply(status(context)),
    ),
    unary('/etcdserverpb.Maintenance/Defragment', DefragmentRequest, DefragmentResponse, (call) =>
      defragment(context, call),
    ),
    unary('/etcdserverpb.Maintenance/Hash', HashRequest, HashResponse, (call) => hash(context, call)),
    unary('/etcdserverpb.Maintenance/HashKV', HashKVRequest, HashKVResponse, (call) => hashKv(context, call)),
    serverStream('/etcdserverpb.Maintenance/Snapshot', SnapshotRequest, SnapshotResponse, (call) =>
      sendSnapshot(context, call),
    ),
    unary('/etcdserverpb.Maintenance/MoveLeader', MoveLeaderRequest, MoveLeaderResponse, (call) =>
      moveLeader(context, call),
    ),
    unary('/etcdserverpb.Maintenance/Downgrade', DowngradeRequest, DowngradeResponse, (call) =>
      call.fail(call.request.action === DowngradeAction.CANCEL ? ERROR.noDowngrade : NO_DOWNGRADE),
    ),
  ];
}

const NUMBERS: Readonly<Record<Alarm, etcdserverpb.AlarmType>> = {
  nospace: AlarmType.NOSPACE,
  corrupt: AlarmType.CORRUPT,
};

function alarm(context: ApiContext, call: AlarmCall): void {
  const { action, alarm: kind } = call.request;
  if (!(action in AlarmAction) || !(kind in AlarmType)) {
    return call.fail(invalid(`this release does not know alarm ${kind} or action ${action}`));
  }
  if (action === AlarmAction.GET) return linearize(context, call, () => listAlarms(context, call));
  // Raising nothing in particular raises nothing; only lowering has a meaning without a kind.
  if (action === AlarmAction.ACTIVATE && kind === AlarmType.NONE) return replyAlarms(context, call, []);
  propose(context, call, { kind: 'alarm', payload: call.bytes }, ({ result }) => {
    if (result.type !== 'alarms') throw new InvariantError(`an alarm was answered with ${result.type}`);
    replyAlarms(context, call, result.alarms);
  });
}

function listAlarms(context: ApiContext, call: AlarmCall): void {
  const wanted = call.request.alarm;
  const active = context.serving.alarms();
  const chosen = active.filter(({ alarm: kind }) => wanted === AlarmType.NONE || NUMBERS[kind] === wanted);
  replyAlarms(context, call, chosen);
}

function replyAlarms(context: ApiContext, call: AlarmCall, alarms: readonly ActiveAlarm[]): void {
  call.reply({ header: currentHeader(context), alarms: alarms.map(fromAlarm) });
}

function fromAlarm({ member, alarm: kind }: ActiveAlarm): etcdserverpb.AlarmMember.$Properties {
  return { memberID: unsignedLongOfId(member), alarm: NUMBERS[kind] };
}

function status(context: ApiContext): etcdserverpb.StatusResponse.$Properties {
  const { serving } = context;
  const state = serving.status();
  return {
    header: currentHeader(context),
    version: ETCD_VERSION,
    // etcdctl divides by it.
    dbSize: longOf(Math.max(state.storeBytes, state.storeBytesInUse, 1)),
    dbSizeInUse: longOf(state.storeBytesInUse),
    dbSizeQuota: longOf(context.quotaBytes),
    leader: unsignedLongOfId(state.leader ?? 0n),
    raftIndex: unsignedLongOf(state.commitIndex),
    raftTerm: unsignedLongOf(state.term),
    raftAppliedIndex: unsignedLongOf(state.appliedIndex),
    errors: [
      ...(state.leader === null ? [ERROR.noLeader.message] : []),
      ...serving.alarms().map(describeAlarm),
    ],
    isLearner: context.serving.isLearner(),
    storageVersion: ETCD_STORAGE_VERSION,
    downgradeInfo: {},
  };
}

/** The way etcd prints them. */
function describeAlarm({ member, alarm: kind }: ActiveAlarm): string {
  return `memberID:${member} alarm:${kind.toUpperCase()}`;
}

function defragment({ serving }: ApiContext, call: DefragmentCall): void {
  serving.defragment((reply) => {
    if (reply.ok) call.reply({});
    else call.fail(servingStatus(reply.error));
  });
}

function hash(context: ApiContext, call: HashCall): void {
  context.serving.hashKeyspace(0, (reply) => {
    if (!reply.ok) call.fail(servingStatus(reply.error));
    else if ('refusal' in reply.value) call.fail(refusalStatus(reply.value.refusal, ''));
    else call.reply({ header: currentHeader(context), hash: reply.value.hash });
  });
}

function hashKv(context: ApiContext, call: HashKvCall): void {
  context.serving.hashKeyspace(countOf(call.request.revision), (reply) => {
    if (!reply.ok) call.fail(servingStatus(reply.error));
    else if ('refusal' in reply.value) call.fail(refusalStatus(reply.value.refusal, ''));
    else {
      const { hash: value, hashRevision, compactRevision } = reply.value;
      call.reply({
        header: currentHeader(context),
        hash: value,
        hash_revision: longOf(hashRevision),
        // etcd counts "never compacted" as -1.
        compact_revision: longOf(compactRevision === 0 ? -1 : compactRevision),
      });
    }
  });
}

function moveLeader({ serving }: ApiContext, call: MoveLeaderCall): void {
  if (serving.status().role !== 'leader') return call.fail(ERROR.notLeader);
  const target = memberId(idOf(call.request.targetID));
  const member = serving.members().find(({ id }) => id === target);
  if (member === undefined || member.learner) return call.fail(ERROR.badLeaderTransferee);
  serving.transferLeadership(target, (reply) => {
    if (reply.ok) call.reply({});
    else call.fail(servingStatus(reply.error));
  });
}
