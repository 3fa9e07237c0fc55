/** atoll.admin.v1.Admin: the region among its peers, and the rules that say what is replicated. */
import type { Policy, Rule } from '../../core/federation/types.ts';
import { encodeCommand } from '../../codec/command.ts';
import { bytesOfKey, keyOf } from '../../codec/etcd-scalars.ts';
import { atoll } from '../../gen/atoll.js';
import { linearize, propose } from '../context.ts';
import type { ApiContext } from '../context.ts';
import { invalid, refused, servingStatus } from '../errors.ts';
import type { Status } from '../status.ts';
import type { Method, UnaryCall } from '../surface.ts';
import { followConflicts } from './conflicts.ts';
import { adminHeader, adminStream, adminUnary } from './format.ts';
import { gossipMethods } from './gossip.ts';
import {
  federationStatus,
  describeKeptLog,
  levelStatus,
  replacedMembers,
  raftStatus,
  regionMessage,
  snapshotStatus,
  storeStatus,
} from './messages.ts';

const pb = atoll.admin.v1;

type SetCall = UnaryCall<atoll.admin.v1.ReplicateSetRequest, atoll.admin.v1.ReplicateSetResponse.$Properties>;
type FinaliseCall = UnaryCall<
  atoll.admin.v1.RegionFinaliseRequest,
  atoll.admin.v1.RegionFinaliseResponse.$Properties
>;
type RemoveCall = UnaryCall<
  atoll.admin.v1.ReplicateRemoveRequest,
  atoll.admin.v1.ReplicateRemoveResponse.$Properties
>;

export function adminMethods(context: ApiContext): Method[] {
  return [
    adminUnary('Status', pb.StatusRequest, pb.StatusResponse, (call) => call.reply(statusOf(context))),
    adminUnary('RegionList', pb.RegionListRequest, pb.RegionListResponse, (call) =>
      call.reply({ header: adminHeader(context), regions: context.serving.regions().map(regionMessage) }),
    ),
    adminUnary('ReplicateSet', pb.ReplicateSetRequest, pb.ReplicateSetResponse, (call) =>
      setRule(context, call),
    ),
    adminUnary('ReplicateList', pb.ReplicateListRequest, pb.ReplicateListResponse, (call) =>
      linearize(context, call, () =>
        call.reply({ header: adminHeader(context), rules: context.serving.rules().map(ruleMessage) }),
      ),
    ),
    adminUnary('ReplicateRemove', pb.ReplicateRemoveRequest, pb.ReplicateRemoveResponse, (call) =>
      removeRule(context, call),
    ),
    adminUnary('RegionFinalise', pb.RegionFinaliseRequest, pb.RegionFinaliseResponse, (call) =>
      finalise(context, call),
    ),
    adminStream('Conflicts', pb.ConflictsRequest, pb.ConflictsResponse, (call) =>
      followConflicts(context, call),
    ),
    ...gossipMethods(context),
  ];
}

function statusOf(context: ApiContext): atoll.admin.v1.StatusResponse.$Properties {
  const { serving } = context;
  const record = serving.regionRecord();
  const snapshots = context.scheduledSnapshots?.();
  return {
    header: adminHeader(context),
    member_name: serving.identity.memberName,
    raft: raftStatus(context),
    store: storeStatus(context),
    level: levelStatus(serving.levels()),
    replaced: replacedMembers(serving.members()),
    ...(record === null ? {} : { federation: federationStatus(record) }),
    alarms: [
      ...serving.alarms().map(({ member, alarm }) => `${alarm} on member ${member.toString(16)}`),
      ...serving.federationAlarms().map(({ kind, subject, detail }) => `${kind} ${subject}: ${detail}`),
      ...serving.keptLogs().map(describeKeptLog),
      ...(snapshots === undefined || snapshots.error === '' ? [] : [`snapshot failed: ${snapshots.error}`]),
    ],
    ...(snapshots === undefined ? {} : { snapshots: snapshotStatus(snapshots) }),
  };
}

function finalise(context: ApiContext, call: FinaliseCall): void {
  context.serving.finaliseLevel((reply) => {
    if (!reply.ok) call.fail(servingStatus(reply.error));
    else if ('refusal' in reply.value) call.fail(refused(reply.value.refusal));
    else call.reply({ header: adminHeader(context), level: reply.value.level });
  });
}

function setRule(context: ApiContext, call: SetCall): void {
  const rule = readRule(call.request.rule as atoll.admin.v1.Rule | null | undefined);
  if (!rule.ok) return call.fail(rule.refusal);
  propose(context, call, encodeCommand({ type: 'set-rule', rule: rule.value }), () =>
    call.reply({ header: adminHeader(context), rule: ruleMessage(rule.value) }),
  );
}

function removeRule(context: ApiContext, call: RemoveCall): void {
  const prefix = keyOf(call.request.prefix);
  propose(context, call, encodeCommand({ type: 'remove-rule', prefix }), () =>
    call.reply({ header: adminHeader(context) }),
  );
}

const POLICIES: readonly Policy[] = ['lww'];
const CAS: readonly Rule['cas'][] = ['refuse', 'local'];

type ReadRule =
  { readonly ok: true; readonly value: Rule } | { readonly ok: false; readonly refusal: Status };

function readRule(message: atoll.admin.v1.Rule | null | undefined): ReadRule {
  if (!message) return refuse('a rule needs at least a policy', POLICIES);
  const policy = POLICIES.find((known) => known === message.policy);
  if (policy === undefined) {
    return refuse(
      message.policy === '' ? 'a rule must name its policy' : `policy "${message.policy}" is unknown`,
      POLICIES,
    );
  }
  const cas = CAS.find((known) => known === (message.cas || 'refuse'));
  if (cas === undefined) return refuse(`cas "${message.cas}" is unknown`, CAS);
  return { ok: true, value: { prefix: keyOf(message.prefix), policy, cas } };
}

function refuse(what: string, known: readonly string[]): ReadRule {
  return { ok: false, refusal: invalid(`${what}: this release knows ${known.join(', ')}`) };
}

function ruleMessage({ prefix, policy, cas }: Rule): atoll.admin.v1.Rule.$Properties {
  return { prefix: bytesOfKey(prefix), policy, cas };
}
