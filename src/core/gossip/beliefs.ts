/**
 * What a rumour does to what is believed. Everything heard comes through here, by packet or by push-pull.
 *
 * L1. A greater (incarnation, state) replaces a smaller one, an info of a later version an earlier; else nothing happens.
 *     So rumours may come in any order and any number of times.
 * L2. What changed something here is passed on, and nothing else is.
 * L3. This member alone speaks of itself: whatever else is said of it, it answers with a later incarnation, to all and at
 *     once to whoever brought it, who may be beyond a cut that has just healed. So does one that was started again and
 *     finds its earlier life known (restart with an equal incarnation).
 */
import { assertNever } from '../base/assert.ts';
import { adjustAwareness } from './awareness.ts';
import { dropBroadcast } from './broadcasts.ts';
import { spread, tellDirectly } from './dissemination.ts';
import { hearEvent } from './events.ts';
import { INCARNATION_MAX } from './limits.ts';
import { addMember, notify, setState } from './members.ts';
import { nameGiven, nameLost } from './names.ts';
import { isLive, type Gossip, type Member } from './pool.ts';
import { confirm, suspect } from './suspicion.ts';
import { rankOf, type Accusation, type NodeId, type NodeInfo, type Rumour } from './types.ts';

export function hear(gossip: Gossip, rumour: Rumour, bringer: NodeId): void {
  switch (rumour.type) {
    case 'alive':
      hearAlive(gossip, rumour, bringer);
      break;
    case 'refute':
      hearRefute(gossip, rumour);
      break;
    case 'suspect':
    case 'dead':
    case 'left':
      hearAccusation(gossip, rumour, bringer);
      break;
    case 'event':
      hearEvent(gossip, rumour);
      break;
    default:
      assertNever(rumour);
  }
}

type Alive = Extract<Rumour, { type: 'alive' }>;
type Refute = Extract<Rumour, { type: 'refute' }>;

function hearAlive(gossip: Gossip, rumour: Alive, bringer: NodeId): void {
  const { info, incarnation } = rumour;
  if (info.id === gossip.self.info.id) {
    hearOfSelf(gossip, rumour, bringer);
    return;
  }
  const member = gossip.members.get(info.id);
  if (member === undefined) {
    if (meet(gossip, info, incarnation)) spread(gossip, rumour);
    return;
  }
  const newerInfo = info.version > member.info.version;
  if (newerInfo) setInfo(gossip, member, info);
  const newerState = incarnation > member.incarnation;
  if (newerState) revive(gossip, member, incarnation);
  if (newerInfo || newerState) spread(gossip, rumour);
}

/** Somebody new; false when there is no room. */
export function meet(gossip: Gossip, info: NodeInfo, incarnation: number): boolean {
  if (addMember(gossip, { info, incarnation, state: 'alive' }) === null) return false;
  notify(gossip, { type: 'joined', info });
  return true;
}

function hearRefute(gossip: Gossip, rumour: Refute): void {
  const member = gossip.members.get(rumour.id);
  // One that is not known is met by its introduction or a push-pull.
  if (member === undefined || rumour.incarnation <= member.incarnation) return;
  revive(gossip, member, rumour.incarnation);
  spread(gossip, rumour);
}

function revive(gossip: Gossip, member: Member, incarnation: number): void {
  const was = member.state;
  member.incarnation = incarnation;
  if (was === 'alive') return;
  setState(gossip, member, 'alive');
  notify(gossip, { type: 'returned', info: member.info, was });
}

function setInfo(gossip: Gossip, member: Member, info: NodeInfo): void {
  const live = isLive(member);
  if (live) nameLost(gossip, member);
  member.info = info;
  if (!live) return;
  nameGiven(gossip, member);
  notify(gossip, { type: 'changed', info });
}

function hearAccusation(gossip: Gossip, accusation: Accusation, bringer: NodeId): void {
  const { id, incarnation, from, type } = accusation;
  if (id === gossip.self.info.id) {
    if (incarnation >= gossip.self.incarnation) refute(gossip, incarnation, bringer);
    return;
  }
  const member = gossip.members.get(id);
  if (member === undefined || incarnation < member.incarnation) return;
  const rises = incarnation > member.incarnation ? 1 : rankOf(type) - rankOf(member.state);
  if (rises < 0) return;
  if (rises === 0) {
    if (type === 'suspect' && confirm(gossip, member, from)) spread(gossip, accusation);
    return;
  }
  member.incarnation = incarnation;
  condemn(gossip, member, accusation);
  spread(gossip, accusation);
}

function condemn(gossip: Gossip, member: Member, { type, from }: Accusation): void {
  const was = member.state;
  if (type === 'suspect') suspect(gossip, member, from);
  else setState(gossip, member, type);
  if (was === type) return;
  const event = { suspect: 'suspected', dead: 'died', left: 'left' } as const;
  notify(gossip, { type: event[type], info: member.info });
}

/** This member's own verdict. */
export function accuse(gossip: Gossip, member: Member, type: Accusation['type']): void {
  const { self } = gossip;
  const { id } = member.info;
  hearAccusation(gossip, { type, id, incarnation: member.incarnation, from: self.info.id }, self.info.id);
}

/** L3: "I am alive", after an incarnation that was held against it. */
export function refute(gossip: Gossip, incarnation: number, bringer: NodeId): void {
  const { self, profile, awareness } = gossip;
  if (gossip.phase !== 'running' || !beginIncarnation(gossip, incarnation)) return;
  if (profile.lifeguard) adjustAwareness(awareness, 1);
  const { id, version } = self.info;
  const rumour: Rumour = { type: 'refute', id, incarnation: self.incarnation, version };
  // Who does not know what we last told of ourselves needs more than a refutation.
  const known = gossip.broadcasts.aboutMember.get(id)?.rumour.type === 'alive';
  spread(gossip, known ? { type: 'alive', info: self.info, incarnation: self.incarnation } : rumour);
  const accuser = gossip.members.get(bringer);
  if (accuser !== undefined) tellDirectly(gossip, accuser, rumour);
}

/** L3: an earlier life of this member is known with another info, or beyond this one's incarnation. */
function hearOfSelf(gossip: Gossip, { info, incarnation }: Alive, bringer: NodeId): void {
  const { self } = gossip;
  if (gossip.phase !== 'running') return;
  const stranger = info.version === self.info.version && !sameInfo(info, self.info);
  if (incarnation <= self.incarnation && info.version <= self.info.version && !stranger) return;
  reintroduce(gossip, Math.max(incarnation, info.version), {});
  const teller = gossip.members.get(bringer);
  if (teller !== undefined) tellDirectly(gossip, teller, introduction(gossip));
}

/** Tells all what this member is from now on. */
export function reintroduce(gossip: Gossip, after: number, change: Partial<NodeInfo>): void {
  const { self } = gossip;
  if (!beginIncarnation(gossip, after)) return;
  self.info = { ...self.info, ...change, version: self.incarnation };
  spread(gossip, introduction(gossip));
}

export function introduction({ self }: Gossip): Rumour {
  return { type: 'alive', info: self.info, incarnation: self.incarnation };
}

/** False when they are used up, which takes another's lie. */
function beginIncarnation(gossip: Gossip, after: number): boolean {
  const next = Math.max(gossip.self.incarnation, after) + 1;
  if (next > INCARNATION_MAX) {
    gossip.refused++;
    return false;
  }
  gossip.self.incarnation = next;
  return true;
}

function sameInfo(one: NodeInfo, other: NodeInfo): boolean {
  return (Object.keys(one) as (keyof NodeInfo)[]).every((key) =>
    key === 'clientUrls' ? one[key].join() === other[key].join() : one[key] === other[key],
  );
}

/** What an operator or the member itself says; the last that is told about it by this member. */
export function farewell(gossip: Gossip): void {
  const { self, broadcasts } = gossip;
  dropBroadcast(broadcasts, self.info.id);
  const { id } = self.info;
  spread(gossip, { type: 'left', id, incarnation: self.incarnation, from: id });
}
