/**
 * etcdserverpb.Cluster: the members of this region. Changing them is not offered yet; what etcd refuses for reasons of
 * the request itself is refused the same way, so that scripts meet the errors they know.
 */
import { compareStrings } from '../../core/base/bytes.ts';
import type { MemberRecord } from '../../core/apply/types.ts';
import { idOf, unsignedLongOfId } from '../../codec/etcd-scalars.ts';
import { etcdserverpb } from '../../gen/etcd.js';
import { headerWithoutRevision, linearize } from '../context.ts';
import type { ApiContext, Failing } from '../context.ts';
import { ERROR, notOffered } from '../errors.ts';
import { unary } from '../surface.ts';
import type { Method, UnaryCall } from '../surface.ts';

const {
  MemberListRequest,
  MemberListResponse,
  MemberAddRequest,
  MemberAddResponse,
  MemberRemoveRequest,
  MemberRemoveResponse,
  MemberUpdateRequest,
  MemberUpdateResponse,
  MemberPromoteRequest,
  MemberPromoteResponse,
} = etcdserverpb;

type ListCall = UnaryCall<etcdserverpb.MemberListRequest, etcdserverpb.MemberListResponse.$Properties>;

const NO_CHANGES = notOffered(
  'membership changes are not supported',
  'start a region with all the members it shall have',
);

export function clusterMethods(context: ApiContext): Method[] {
  return [
    unary('/etcdserverpb.Cluster/MemberList', MemberListRequest, MemberListResponse, (call) =>
      list(context, call),
    ),
    unary('/etcdserverpb.Cluster/MemberAdd', MemberAddRequest, MemberAddResponse, (call) =>
      call.fail(arePeerUrls(call.request.peerURLs) ? NO_CHANGES : ERROR.memberUrlsInvalid),
    ),
    unary('/etcdserverpb.Cluster/MemberRemove', MemberRemoveRequest, MemberRemoveResponse, (call) =>
      refuseChange(call, memberOf(context, call.request.ID)),
    ),
    unary('/etcdserverpb.Cluster/MemberUpdate', MemberUpdateRequest, MemberUpdateResponse, (call) =>
      refuseChange(call, memberOf(context, call.request.ID)),
    ),
    unary('/etcdserverpb.Cluster/MemberPromote', MemberPromoteRequest, MemberPromoteResponse, (call) => {
      const member = memberOf(context, call.request.ID);
      if (member?.learner === false) call.fail(ERROR.memberNotLearner);
      else refuseChange(call, member);
    }),
  ];
}

function list(context: ApiContext, call: ListCall): void {
  const answer = (): void => {
    const members = [...context.serving.members()].sort((one, other) => (one.id < other.id ? -1 : 1));
    call.reply({ header: headerWithoutRevision(context), members: members.map(fromMember) });
  };
  if (call.request.linearizable) linearize(context, call, answer);
  else answer();
}

function fromMember(member: MemberRecord): etcdserverpb.Member.$Properties {
  return {
    ID: unsignedLongOfId(member.id),
    name: member.name,
    peerURLs: [...member.peerUrls].sort(compareStrings),
    clientURLs: [...member.clientUrls].sort(compareStrings),
    isLearner: member.learner,
  };
}

function memberOf({ serving }: ApiContext, id: Parameters<typeof idOf>[0]): MemberRecord | undefined {
  const wanted = idOf(id);
  return serving.members().find((member) => member.id === wanted);
}

function refuseChange(call: Failing, member: MemberRecord | undefined): void {
  call.fail(member === undefined ? ERROR.memberNotFound : NO_CHANGES);
}

/** Like etcd: scheme, host and port, and nothing after it. */
function arePeerUrls(urls: readonly string[]): boolean {
  return urls.length > 0 && urls.every((url) => PEER_URL.test(url));
}

const PEER_URL = /^https?:\/\/(\[[0-9a-fA-F:.]+\]|[^\s/:?#@]+):\d{1,5}$/;
