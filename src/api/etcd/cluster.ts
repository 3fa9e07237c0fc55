/**
 * etcdserverpb.Cluster: the members of this region, and how they change. Any member takes a change; the leader judges it
 * (node/serving/membership), and the answer comes when the change is applied here.
 */
import { compareStrings } from '../../core/base/bytes.ts';
import { memberId } from '../../core/base/brands.ts';
import type { MemberId } from '../../core/base/brands.ts';
import type { MemberRecord, MembershipChange } from '../../core/apply/types.ts';
import { encodeCommand } from '../../codec/command.ts';
import { idOf, unsignedLongOfId } from '../../codec/etcd-scalars.ts';
import { etcdserverpb } from '../../gen/etcd.js';
import { headerWithoutRevision, linearize, propose } from '../context.ts';
import type { ApiContext, Failing } from '../context.ts';
import { ERROR } from '../errors.ts';
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
type AddCall = UnaryCall<etcdserverpb.MemberAddRequest, etcdserverpb.MemberAddResponse.$Properties>;
type RemoveCall = UnaryCall<etcdserverpb.MemberRemoveRequest, etcdserverpb.MemberRemoveResponse.$Properties>;
type UpdateCall = UnaryCall<etcdserverpb.MemberUpdateRequest, etcdserverpb.MemberUpdateResponse.$Properties>;
type PromoteCall = UnaryCall<
  etcdserverpb.MemberPromoteRequest,
  etcdserverpb.MemberPromoteResponse.$Properties
>;

export function clusterMethods(context: ApiContext): Method[] {
  return [
    unary('/etcdserverpb.Cluster/MemberList', MemberListRequest, MemberListResponse, (call) =>
      list(context, call),
    ),
    unary('/etcdserverpb.Cluster/MemberAdd', MemberAddRequest, MemberAddResponse, (call) =>
      add(context, call),
    ),
    unary('/etcdserverpb.Cluster/MemberRemove', MemberRemoveRequest, MemberRemoveResponse, (call) =>
      remove(context, call),
    ),
    unary('/etcdserverpb.Cluster/MemberUpdate', MemberUpdateRequest, MemberUpdateResponse, (call) =>
      update(context, call),
    ),
    unary('/etcdserverpb.Cluster/MemberPromote', MemberPromoteRequest, MemberPromoteResponse, (call) =>
      promote(context, call),
    ),
  ];
}

/** The id comes from chance: etcd's hash of addresses and time would repeat itself where clocks do. */
function add(context: ApiContext, call: AddCall): void {
  const { peerURLs: peerUrls, isLearner: learner } = call.request;
  if (!arePeerUrls(peerUrls)) return call.fail(ERROR.memberUrlsInvalid);
  const id = newMemberId(context);
  const member: MemberRecord = { id, name: '', peerUrls: sorted(peerUrls), clientUrls: [], learner };
  change(context, call, { type: 'add', member }, () => {
    call.reply({
      header: headerWithoutRevision(context),
      member: fromMember(member),
      members: membersById(context),
    });
  });
}

function remove(context: ApiContext, call: RemoveCall): void {
  change(context, call, { type: 'remove', id: memberId(idOf(call.request.ID)) }, () => {
    call.reply({ header: headerWithoutRevision(context), members: membersById(context) });
  });
}

function promote(context: ApiContext, call: PromoteCall): void {
  change(context, call, { type: 'promote', id: memberId(idOf(call.request.ID)) }, () => {
    call.reply({ header: headerWithoutRevision(context), members: membersById(context) });
  });
}

function update(context: ApiContext, call: UpdateCall): void {
  const { ID, peerURLs: peerUrls } = call.request;
  const id = memberId(idOf(ID));
  // etcd takes any text here, and a member that nobody reaches any more comes of it.
  if (!arePeerUrls(peerUrls)) {
    const isKnown = context.serving.members().some((member) => member.id === id);
    return call.fail(isKnown ? ERROR.memberUrlsInvalid : ERROR.memberNotFound);
  }
  const command = { type: 'update-member', id, peerUrls: sorted(peerUrls) } as const;
  propose(context, call, encodeCommand(command), () => {
    call.reply({ header: headerWithoutRevision(context), members: membersById(context) });
  });
}

function change(context: ApiContext, call: Failing, wanted: MembershipChange, done: () => void): void {
  propose(context, call, encodeCommand({ type: 'change-membership', change: wanted }), done);
}

function newMemberId({ entropy }: ApiContext): MemberId {
  const id = entropy.uint64();
  return memberId(id === 0n ? 1n : id);
}

function list(context: ApiContext, call: ListCall): void {
  const answer = (): void => {
    call.reply({ header: headerWithoutRevision(context), members: membersById(context) });
  };
  if (call.request.linearizable) linearize(context, call, answer);
  else answer();
}

function membersById({ serving }: ApiContext): etcdserverpb.Member.$Properties[] {
  return [...serving.members()].sort((one, other) => (one.id < other.id ? -1 : 1)).map(fromMember);
}

function fromMember(member: MemberRecord): etcdserverpb.Member.$Properties {
  return {
    ID: unsignedLongOfId(member.id),
    name: member.name,
    peerURLs: sorted(member.peerUrls),
    clientURLs: sorted(member.clientUrls),
    isLearner: member.learner,
  };
}

const sorted = (urls: readonly string[]): string[] => [...urls].sort(compareStrings);

/** Like etcd: scheme, host and port, and nothing after it. */
function arePeerUrls(urls: readonly string[]): boolean {
  return urls.length > 0 && urls.every((url) => PEER_URL.test(url));
}

const PEER_URL = /^https?:\/\/(\[[0-9a-fA-F:.]+\]|[^\s/:?#@]+):\d{1,5}$/;
