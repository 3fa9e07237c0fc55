/** The gossip calls of atoll.admin.v1.Admin: pools, their members, and their keys. */
import { countOf, idOf } from '../codec/etcd-scalars.ts';
import { atoll } from '../gen/atoll.js';
import type { Caller } from './caller.ts';

const pb = atoll.admin.v1;
const path = (name: string): string => `/atoll.admin.v1.Admin/${name}`;

const MEMBERS = {
  path: path('GossipMembers'),
  request: pb.GossipMembersRequest,
  response: pb.GossipMembersResponse,
};
const JOIN = { path: path('GossipJoin'), request: pb.GossipJoinRequest, response: pb.GossipJoinResponse };
const LEAVE = { path: path('GossipLeave'), request: pb.GossipLeaveRequest, response: pb.GossipLeaveResponse };
const FORCE_LEAVE = {
  path: path('GossipForceLeave'),
  request: pb.GossipForceLeaveRequest,
  response: pb.GossipForceLeaveResponse,
};
const KEYRING = {
  path: path('GossipKeyring'),
  request: pb.GossipKeyringRequest,
  response: pb.GossipKeyringResponse,
};
const EVENT = { path: path('GossipEvent'), request: pb.GossipEventRequest, response: pb.GossipEventResponse };

const EVENTS = {
  path: path('GossipEvents'),
  request: pb.GossipEventsRequest,
  response: pb.GossipEventsResponse,
};

/** The format these messages are written in. */
const HEADER = { format: 1 };
const NO_BYTES = new Uint8Array(0);

export interface GossipMember {
  readonly name: string;
  readonly address: string;
  readonly region: string;
  readonly state: string;
  /** How long it has been in this state, as far as the asked server knows. */
  readonly forMs: number;
  readonly incarnation: number;
  readonly memberId: bigint;
  readonly clusterId: bigint;
  readonly leads: boolean;
  readonly clientUrls: readonly string[];
  readonly level: number;
  /** Round trip from the asked server; `null` before it was measured. */
  readonly rttMs: number | null;
  readonly self: boolean;
  /** Where in its region it stands; empty: nobody said. */
  readonly zone: string;
}

export interface HeardEvent {
  readonly name: string;
  readonly payload: Uint8Array;
  readonly lamport: number;
  /** Empty when the asked server does not know the one that sent it any more. */
  readonly sender: string;
}

export interface HeardEvents {
  readonly events: readonly HeardEvent[];
  /** How many this client was too slow for, since those before. */
  readonly missed: number;
}

export interface KeyringResult {
  readonly region: string;
  readonly name: string;
  /** Empty when it was done there. */
  readonly error: string;
  readonly inUse: string;
  readonly installed: readonly string[];
}

export type KeyringCommand = 'list' | 'install' | 'use' | 'remove';

export class GossipClient {
  private readonly caller: Caller;

  constructor(caller: Caller) {
    this.caller = caller;
  }

  async members(wan: boolean): Promise<readonly GossipMember[]> {
    const { members } = await this.caller.unary(MEMBERS, { header: HEADER, wan });
    return members.map((each) => readMember(each as atoll.admin.v1.GossipMember));
  }

  async join(addresses: readonly string[], wan: boolean): Promise<void> {
    await this.caller.unary(JOIN, { header: HEADER, wan, addresses: [...addresses] });
  }

  async leave(): Promise<void> {
    await this.caller.unary(LEAVE, { header: HEADER });
  }

  async forceLeave(name: string, wan: boolean): Promise<void> {
    await this.caller.unary(FORCE_LEAVE, { header: HEADER, wan, name });
  }

  async keyring(command: KeyringCommand, key: Uint8Array = NO_BYTES): Promise<readonly KeyringResult[]> {
    const { results } = await this.caller.unary(KEYRING, { header: HEADER, command, key });
    return results.map((each) => {
      const { region, name, error, in_use, installed } = each as atoll.admin.v1.KeyringResult;
      return { region, name, error, inUse: in_use, installed };
    });
  }

  async event(name: string, payload: Uint8Array): Promise<void> {
    await this.caller.unary(EVENT, { header: HEADER, name, payload });
  }

  /** Events from now on, those of one name or all; what comes first is empty, and says that the server listens. */
  async *events(name = ''): AsyncGenerator<HeardEvents, void, undefined> {
    for await (const { events, missed } of this.caller.stream(EVENTS, { header: HEADER, name }))
      yield { events: events.map(readEvent), missed: countOf(missed) };
  }
}

function readMember(message: atoll.admin.v1.GossipMember): GossipMember {
  const { name, address, region, state, level, self, zone, client_urls, rtt_us } = message;
  return {
    ...{ name, address, region, state, level, self, zone, clientUrls: client_urls },
    forMs: countOf(message.state_ms),
    incarnation: countOf(message.incarnation),
    memberId: idOf(message.member_id),
    clusterId: idOf(message.cluster_id),
    leads: countOf(message.leader_term) > 0,
    rttMs: rtt_us === null || rtt_us === undefined ? null : countOf(rtt_us) / 1_000,
  };
}

function readEvent(message: atoll.admin.v1.GossipHeardEvent.$Properties): HeardEvent {
  const { name, payload, lamport, sender } = message as atoll.admin.v1.GossipHeardEvent;
  return { name, payload, lamport: countOf(lamport), sender };
}
