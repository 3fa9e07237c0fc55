/** The gossip side of atoll.admin.v1.Admin: who is in the pools, and what an operator does to them. */
import { unsignedLongOf, unsignedLongOfId } from '../../codec/etcd-scalars.ts';
import type { KeyringCommand } from '../../core/gossip/types.ts';
import { atoll } from '../../gen/atoll.js';
import type { KeyringResult } from '../../node/gossip/keyring-round.ts';
import type { PoolMember } from '../../node/gossip/pool.ts';
import type { GossipServing, HeardEvent, PoolName } from '../../node/serving/gossip.ts';
import type { ApiContext, Failing } from '../context.ts';
import { invalid, refused } from '../errors.ts';
import type { Method, ServerStreamCall, UnaryCall } from '../surface.ts';
import { adminHeader, adminStream, adminUnary } from './format.ts';
import { wholeMs } from './messages.ts';

const pb = atoll.admin.v1;
const ADDRESSES_MAX = 64;
const US_PER_MS = 1_000;

type MembersCall = UnaryCall<
  atoll.admin.v1.GossipMembersRequest,
  atoll.admin.v1.GossipMembersResponse.$Properties
>;
type EventsCall = ServerStreamCall<
  atoll.admin.v1.GossipEventsRequest,
  atoll.admin.v1.GossipEventsResponse.$Properties
>;
type KeyringCall = UnaryCall<
  atoll.admin.v1.GossipKeyringRequest,
  atoll.admin.v1.GossipKeyringResponse.$Properties
>;

export function gossipMethods(context: ApiContext): Method[] {
  const header = (): ReturnType<typeof adminHeader> => adminHeader(context);
  return [
    adminUnary('GossipMembers', pb.GossipMembersRequest, pb.GossipMembersResponse, (call) =>
      listMembers(context, call),
    ),
    adminUnary('GossipJoin', pb.GossipJoinRequest, pb.GossipJoinResponse, (call) => {
      const { addresses, wan } = call.request;
      if (addresses.length === 0 || addresses.length > ADDRESSES_MAX)
        call.fail(invalid(`name 1 to ${ADDRESSES_MAX} addresses`));
      else answer(context, call, (gossip) => gossip.join(poolOf(wan), addresses), { header: header() });
    }),
    adminUnary('GossipLeave', pb.GossipLeaveRequest, pb.GossipLeaveResponse, (call) =>
      answer(context, call, (gossip) => (gossip.leave(), null), { header: header() }),
    ),
    adminUnary('GossipForceLeave', pb.GossipForceLeaveRequest, pb.GossipForceLeaveResponse, (call) => {
      const { name, wan } = call.request;
      answer(context, call, (gossip) => gossip.forceLeave(poolOf(wan), name), { header: header() });
    }),
    adminUnary('GossipKeyring', pb.GossipKeyringRequest, pb.GossipKeyringResponse, (call) =>
      commandKeyring(context, call),
    ),
    adminUnary('GossipEvent', pb.GossipEventRequest, pb.GossipEventResponse, (call) => {
      const { name, payload } = call.request;
      answer(context, call, (gossip) => gossip.sendEvent(name, payload.slice()), { header: header() });
    }),
    adminStream('GossipEvents', pb.GossipEventsRequest, pb.GossipEventsResponse, (call) =>
      followEvents(context, call),
    ),
  ];
}

const poolOf = (wan: boolean): PoolName => (wan ? 'wan' : 'lan');

/** `null`: the call was failed. */
function gossipOf({ serving }: ApiContext, call: Failing): GossipServing | null {
  const gossip = serving.gossip();
  if (gossip === null)
    call.fail(refused('this server takes no part in gossip: start it without --gossip off'));
  return gossip;
}

function answer<Response>(
  context: ApiContext,
  call: Failing & { reply(response: Response): void },
  work: (gossip: GossipServing) => string | null,
  response: Response,
): void {
  const gossip = gossipOf(context, call);
  if (gossip === null) return;
  const refusal = work(gossip);
  if (refusal === null) call.reply(response);
  else call.fail(refused(refusal));
}

function listMembers(context: ApiContext, call: MembersCall): void {
  const gossip = gossipOf(context, call);
  if (gossip === null) return;
  const members = gossip.members(poolOf(call.request.wan));
  if (members === null) call.fail(refused('this server knows no other region: start it with --join-wan'));
  else call.reply({ header: adminHeader(context), members: members.map(memberMessage) });
}

function memberMessage(member: PoolMember): atoll.admin.v1.GossipMember.$Properties {
  const { info, state, incarnation, forMs, rttMs, self } = member;
  return {
    ...{ name: info.name, address: info.address, region: info.region, level: info.level },
    ...{ state, state_ms: wholeMs(forMs), incarnation: unsignedLongOf(incarnation), self },
    ...{ member_id: unsignedLongOfId(info.raftId), cluster_id: unsignedLongOfId(info.clusterId) },
    leader_term: unsignedLongOf(info.leaderTerm),
    client_urls: [...info.clientUrls],
    zone: info.zone,
    ...(rttMs === null ? {} : { rtt_us: unsignedLongOf(Math.round(rttMs * US_PER_MS)) }),
  };
}

function commandKeyring(context: ApiContext, call: KeyringCall): void {
  const gossip = gossipOf(context, call);
  if (gossip === null) return;
  const command = commandOf(call.request);
  if (command === null) {
    call.fail(invalid('a keyring is asked to list, install, use or remove, the last three with a key'));
    return;
  }
  gossip.keyring(command, (results) =>
    call.reply({ header: adminHeader(context), results: results.map(resultMessage) }),
  );
}

function commandOf({ command, key }: atoll.admin.v1.GossipKeyringRequest): KeyringCommand | null {
  switch (command) {
    case 'list':
      return { type: command };
    case 'install':
    case 'use':
    case 'remove':
      return key.length === 0 ? null : { type: command, key: key.slice() };
    default:
      return null;
  }
}

function resultMessage({
  region,
  name,
  answer: given,
}: KeyringResult): atoll.admin.v1.KeyringResult.$Properties {
  if (!given.ok) return { region, name, error: given.reason };
  return { region, name, in_use: given.inUse, installed: [...given.installed] };
}

/** Nothing is kept for who does not keep up: it is told how much it missed. */
function followEvents(context: ApiContext, call: EventsCall): void {
  const gossip = gossipOf(context, call);
  if (gossip === null) return;
  const { name } = call.request;
  let full = false;
  let missed = 0;
  const write = (events: readonly HeardEvent[]): void => {
    const message = { header: adminHeader(context), events: events.map(eventMessage) };
    full = !call.write({ ...message, missed: unsignedLongOf(missed) });
    missed = 0;
  };
  const stop = gossip.onUserEvent((event) => {
    if (name !== '' && event.name !== name) return;
    if (full) missed++;
    else write([event]);
  });
  call.onCancel(stop);
  call.onDrain(() => {
    full = false;
    if (missed > 0) write([]);
  });
  write([]);
}

function eventMessage(event: HeardEvent): atoll.admin.v1.GossipHeardEvent.$Properties {
  const { name, payload, lamport, sender } = event;
  return { name, payload, lamport: unsignedLongOf(lamport), sender };
}
