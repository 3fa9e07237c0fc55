/** etcd's cluster calls: who belongs to the region, and how that changes. */
import { idOf, unsignedLongOfId } from '../codec/etcd-scalars.ts';
import { etcdserverpb } from '../gen/etcd.js';
import type { Caller } from './caller.ts';

export interface RegionMember {
  readonly id: bigint;
  /** Empty for one that has not started yet. */
  readonly name: string;
  readonly peerUrls: readonly string[];
  readonly clientUrls: readonly string[];
  readonly learner: boolean;
}

export interface MemberList {
  readonly clusterId: bigint;
  readonly members: readonly RegionMember[];
}

const LIST = {
  path: '/etcdserverpb.Cluster/MemberList',
  request: etcdserverpb.MemberListRequest,
  response: etcdserverpb.MemberListResponse,
};
const ADD = {
  path: '/etcdserverpb.Cluster/MemberAdd',
  request: etcdserverpb.MemberAddRequest,
  response: etcdserverpb.MemberAddResponse,
};
const REMOVE = {
  path: '/etcdserverpb.Cluster/MemberRemove',
  request: etcdserverpb.MemberRemoveRequest,
  response: etcdserverpb.MemberRemoveResponse,
};
const UPDATE = {
  path: '/etcdserverpb.Cluster/MemberUpdate',
  request: etcdserverpb.MemberUpdateRequest,
  response: etcdserverpb.MemberUpdateResponse,
};
const PROMOTE = {
  path: '/etcdserverpb.Cluster/MemberPromote',
  request: etcdserverpb.MemberPromoteRequest,
  response: etcdserverpb.MemberPromoteResponse,
};
const MOVE_LEADER = {
  path: '/etcdserverpb.Maintenance/MoveLeader',
  request: etcdserverpb.MoveLeaderRequest,
  response: etcdserverpb.MoveLeaderResponse,
};

export class MembersClient {
  private readonly caller: Caller;

  constructor(caller: Caller) {
    this.caller = caller;
  }

  /** As the asked member knows them, or, linearizable, as they are. */
  async list(linearizable = true): Promise<MemberList> {
    return listOf(await this.caller.unary(LIST, { linearizable }));
  }

  async add(
    peerUrls: readonly string[],
    learner: boolean,
  ): Promise<MemberList & { readonly added: RegionMember }> {
    const answer = await this.caller.unary(ADD, { peerURLs: [...peerUrls], isLearner: learner });
    return { ...listOf(answer), added: memberOf(answer.member as etcdserverpb.Member) };
  }

  async remove(id: bigint): Promise<MemberList> {
    return listOf(await this.caller.unary(REMOVE, { ID: unsignedLongOfId(id) }));
  }

  async update(id: bigint, peerUrls: readonly string[]): Promise<MemberList> {
    return listOf(await this.caller.unary(UPDATE, { ID: unsignedLongOfId(id), peerURLs: [...peerUrls] }));
  }

  async promote(id: bigint): Promise<MemberList> {
    return listOf(await this.caller.unary(PROMOTE, { ID: unsignedLongOfId(id) }));
  }

  /** Only a leader takes this. */
  async moveLeader(to: bigint): Promise<void> {
    await this.caller.unary(MOVE_LEADER, { targetID: unsignedLongOfId(to) });
  }
}

function listOf({
  header,
  members,
}: {
  readonly header?: unknown;
  readonly members: readonly unknown[];
}): MemberList {
  const { cluster_id: clusterId } = header as etcdserverpb.ResponseHeader;
  return {
    clusterId: idOf(clusterId),
    members: members.map((each) => memberOf(each as etcdserverpb.Member)),
  };
}

function memberOf({ ID, name, peerURLs, clientURLs, isLearner }: etcdserverpb.Member): RegionMember {
  return { id: idOf(ID), name, peerUrls: peerURLs, clientUrls: clientURLs, learner: isLearner };
}
