/** atoll.admin.v1.Admin: this member, its region among its peers, replication rules, the conflict feed. */
import { unsignedLongOf } from '../codec/etcd-scalars.ts';
import { atoll } from '../gen/atoll.js';
import { readConflicts, readRegion, readRule, readStatus } from './admin-messages.ts';
import type { ConflictBatch, MemberStatus, RegionStatus, Rule } from './admin-types.ts';
import type { Caller } from './caller.ts';
import { bytesOf } from './kv.ts';
import type { Bytes } from './kv.ts';

const pb = atoll.admin.v1;
const path = (name: string): string => `/atoll.admin.v1.Admin/${name}`;

const STATUS = { path: path('Status'), request: pb.StatusRequest, response: pb.StatusResponse };
const REGION_LIST = {
  path: path('RegionList'),
  request: pb.RegionListRequest,
  response: pb.RegionListResponse,
};
const FINALISE = {
  path: path('RegionFinalise'),
  request: pb.RegionFinaliseRequest,
  response: pb.RegionFinaliseResponse,
};
const SET = {
  path: path('ReplicateSet'),
  request: pb.ReplicateSetRequest,
  response: pb.ReplicateSetResponse,
};
const LIST = {
  path: path('ReplicateList'),
  request: pb.ReplicateListRequest,
  response: pb.ReplicateListResponse,
};
const REMOVE = {
  path: path('ReplicateRemove'),
  request: pb.ReplicateRemoveRequest,
  response: pb.ReplicateRemoveResponse,
};
const CONFLICTS = { path: path('Conflicts'), request: pb.ConflictsRequest, response: pb.ConflictsResponse };

/** The format these messages are written in. */
const HEADER = { format: 1 };

export interface ConflictsWanted {
  readonly prefix?: Bytes;
  /** The first feed position; 0 or absent starts at the oldest kept. */
  readonly fromId?: number;
  /** Stay and tell what is found later. */
  readonly watch?: boolean;
}

export class AdminClient {
  private readonly caller: Caller;

  constructor(caller: Caller) {
    this.caller = caller;
  }

  async status(): Promise<MemberStatus> {
    return readStatus(await this.caller.unary(STATUS, { header: HEADER }));
  }

  /** As the asked member sees them; only a region's leader has streams from the others (leader.ts). */
  async regions(): Promise<readonly RegionStatus[]> {
    const { regions } = await this.caller.unary(REGION_LIST, { header: HEADER });
    return regions.map(readRegion);
  }

  /** Only a leader takes this (leader.ts). The region's feature level from now on. */
  async finalise(): Promise<number> {
    return (await this.caller.unary(FINALISE, { header: HEADER })).level;
  }

  async setRule(rule: {
    readonly prefix: Bytes;
    readonly policy: string;
    readonly cas?: string;
  }): Promise<Rule> {
    const { prefix, policy, cas = '' } = rule;
    const request = { header: HEADER, rule: { prefix: bytesOf(prefix), policy, cas } };
    return readRule((await this.caller.unary(SET, request)).rule);
  }

  async rules(): Promise<readonly Rule[]> {
    const { rules } = await this.caller.unary(LIST, { header: HEADER });
    return rules.map(readRule);
  }

  async removeRule(prefix: Bytes): Promise<void> {
    await this.caller.unary(REMOVE, { header: HEADER, prefix: bytesOf(prefix) });
  }

  /** The feed in its order; the first batch always comes and may be empty. Leaving the loop ends the call. */
  async *conflicts(wanted: ConflictsWanted = {}): AsyncGenerator<ConflictBatch, void, void> {
    const { prefix = '', fromId = 0, watch = false } = wanted;
    const request = { header: HEADER, prefix: bytesOf(prefix), from_id: unsignedLongOf(fromId), watch };
    for await (const message of this.caller.stream(CONFLICTS, request)) yield readConflicts(message);
  }
}
