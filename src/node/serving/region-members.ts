/**
 * Who belongs to the region, how they are called and where they are: what the log says, and until it says something what
 * this member was told at its start.
 *
 * A1. A member whose peer URLs are those it was configured with is called at the configured address, which may be another
 *     way to the same place; one that has moved since is called where the log says.
 */
import type { KnownMember } from '../../codec/join-frame.ts';
import { membersOf } from '../../core/raft/configuration.ts';
import type { Machine } from '../../core/apply/machine.ts';
import type { MemberRecord } from '../../core/apply/types.ts';
import { hexId } from '../../core/base/brands.ts';
import type { MemberId } from '../../core/base/brands.ts';
import type { PeerAddress } from '../consensus/peers.ts';
import type { MemberConfig } from '../server-config.ts';

export interface RegionMembersParts {
  readonly self: MemberId;
  readonly configured: readonly MemberConfig[];
  machine(): Machine;
}

export class RegionMembers {
  private readonly parts: RegionMembersParts;
  private readonly configured: ReadonlyMap<MemberId, MemberConfig>;

  constructor(parts: RegionMembersParts) {
    this.parts = parts;
    this.configured = new Map(parts.configured.map((member) => [member.id, member]));
  }

  /** Everyone else, as this member calls them. */
  others(): readonly PeerAddress[] {
    return this.ids().flatMap((id) => {
      if (id === this.parts.self) return [];
      const address = this.addressOf(id);
      return address === null ? [] : [{ id, name: this.nameOf(id), address }];
    });
  }

  isPairedWith(other: MemberId): boolean {
    const { voters, votersOutgoing } = this.parts.machine().conf;
    const pair = [this.parts.self, other];
    return votersOutgoing.length === 0 && voters.length === 2 && pair.every((each) => voters.includes(each));
  }

  /** For who wants to join. */
  known(): readonly KnownMember[] {
    const { members } = this.parts.machine();
    return this.ids().map((id) => {
      const { name = '', peerUrls } = members.get(id) ?? {};
      return { id, name, peerUrls: peerUrls ?? this.configured.get(id)?.peerUrls ?? [] };
    });
  }

  nameOf(id: MemberId): string {
    const name = this.parts.machine().members.get(id)?.name ?? '';
    return name === '' ? (this.configured.get(id)?.name ?? hexId(id)) : name;
  }

  replacementOf(spent: MemberId): MemberRecord | undefined {
    return [...this.parts.machine().members.values()].find(({ replaces }) => replaces === spent);
  }

  isRemoved(id: MemberId): boolean {
    return this.parts.machine().removed.has(id);
  }

  /** Members of the configuration that the log does not know by address yet: those that were there from the beginning. */
  unrecorded(): readonly MemberRecord[] {
    const { conf, members } = this.parts.machine();
    return membersOf(conf).flatMap((id) => {
      const configured = this.configured.get(id);
      if (members.has(id) || configured === undefined) return [];
      return [{ id, name: '', peerUrls: configured.peerUrls, clientUrls: [], learner: false }];
    });
  }

  /** Before the first configuration is known, those that were named at the start. */
  private ids(): readonly MemberId[] {
    const { conf } = this.parts.machine();
    return conf.voters.length === 0 ? [...this.configured.keys()] : membersOf(conf);
  }

  private addressOf(id: MemberId): string | null {
    const configured = this.configured.get(id);
    const recorded = this.parts.machine().members.get(id);
    if (recorded === undefined) return configured?.address ?? null;
    const isSame = configured?.peerUrls.join() === recorded.peerUrls.join();
    return isSame ? (configured?.address ?? null) : peerAddressOf(recorded);
  }
}

/** The first of its URLs, as a network dials it. */
export function peerAddressOf({ peerUrls }: Pick<MemberRecord, 'peerUrls'>): string | null {
  return /^https?:\/\/([^/]+:\d{1,5})$/.exec(peerUrls[0] ?? '')?.[1] ?? null;
}
