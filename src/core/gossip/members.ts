/**
 * The member list: who is in the ring of those to probe and to talk to, and how a member's state changes there.
 *
 * M1. The ring is shuffled after each time round and newcomers enter at a random place, so that two members do not probe
 *     the same ones at the same time for ever, and everybody is probed within two rounds (SWIM §4.3).
 * M2. Nothing here walks the whole list for one packet or one tick.
 */
import { assert } from '../base/assert.ts';
import { nextInteger } from '../base/random.ts';
import { MEMBERS_MAX, URGENT_PROBES_MAX } from './limits.ts';
import { nameGiven, nameLost } from './names.ts';
import { createMember, isLive, type Gossip, type Member } from './pool.ts';
import type { MemberEvent, MemberState, NodeState } from './types.ts';

export function notify(gossip: Gossip, event: MemberEvent): void {
  gossip.effects.push({ type: 'notify', event });
}

/** `null` when there is no room for another. */
export function addMember(gossip: Gossip, { info, incarnation, state }: NodeState): Member | null {
  if (gossip.members.size >= MEMBERS_MAX) {
    gossip.refused++;
    return null;
  }
  const member = createMember({ info, incarnation, state, nowMs: gossip.nowMs });
  gossip.members.set(info.id, member);
  counted(gossip, member, 1);
  if (isLive(member)) {
    enterRing(gossip, member);
    nameGiven(gossip, member);
  }
  return member;
}

/** The one way in which a known member's state changes. */
export function setState(gossip: Gossip, member: Member, state: MemberState): void {
  const wasLive = isLive(member);
  if (member.state === 'suspect' && state !== 'suspect') endSuspicion(gossip, member);
  counted(gossip, member, -1);
  member.state = state;
  member.changedMs = gossip.nowMs;
  counted(gossip, member, 1);
  if (isLive(member)) {
    enterRing(gossip, member);
    if (!wasLive) nameGiven(gossip, member);
  } else if (wasLive) {
    nameLost(gossip, member);
    // The dead stay in the ring for a while: they may only be cut off. The left know that they left.
    if (state === 'left') leaveRing(gossip, member);
  }
}

export function forget(gossip: Gossip, member: Member): void {
  assert(!isLive(member), 'only the dead are forgotten');
  counted(gossip, member, -1);
  leaveRing(gossip, member);
  gossip.members.delete(member.info.id);
}

function counted(gossip: Gossip, member: Member, by: number): void {
  if (isLive(member)) gossip.live += by;
  else if (member.state === 'dead') gossip.dead += by;
}

function endSuspicion({ suspects }: Gossip, member: Member): void {
  const place = suspects.indexOf(member);
  const last = suspects.pop();
  if (last !== undefined && last !== member) suspects[place] = last;
  member.suspicion = null;
}

/** M1. */
function enterRing({ ring, random }: Gossip, member: Member): void {
  if (member.at >= 0) return;
  member.at = ring.length;
  ring.push(member);
  swap(ring, member.at, nextInteger(random, 0, ring.length - 1));
}

function leaveRing({ ring }: Gossip, member: Member): void {
  if (member.at < 0) return;
  swap(ring, member.at, ring.length - 1);
  ring.pop();
  member.at = -1;
}

function swap(ring: Member[], left: number, right: number): void {
  const [one, other] = [ring[left]!, ring[right]!];
  ring[left] = other;
  ring[right] = one;
  other.at = left;
  one.at = right;
}

/** The next one to probe: alive or suspect, going round (M1). */
export function nextInRing(gossip: Gossip): Member | null {
  const { ring } = gossip;
  for (let tried = ring.length; tried > 0; tried--) {
    if (gossip.ringAt >= ring.length) turnRing(gossip);
    const member = ring[gossip.ringAt++];
    if (member === undefined) return null;
    if (isLive(member)) return member;
    if (gossip.nowMs - member.changedMs > gossip.profile.gossipToTheDeadMs) leaveRing(gossip, member);
  }
  return null;
}

/** Before its turn: something was heard of it that is to be looked into. */
export function probeSoon({ urgent }: Gossip, { info }: Member): void {
  if (urgent.length < URGENT_PROBES_MAX && !urgent.includes(info.id)) urgent.push(info.id);
}

function turnRing(gossip: Gossip): void {
  const { ring, random } = gossip;
  gossip.ringAt = 0;
  for (let i = ring.length - 1; i > 0; i--) swap(ring, i, nextInteger(random, 0, i));
}

const DRAWS_PER_MEMBER = 3;

/** Up to `count` different members for whom `fits` holds; fewer when they are hard to find. */
export function drawMembers(gossip: Gossip, count: number, fits: (member: Member) => boolean): Member[] {
  const { ring, random } = gossip;
  const drawn: Member[] = [];
  if (ring.length === 0) return drawn;
  const draws = ring.length <= count * DRAWS_PER_MEMBER ? ring.length : count * DRAWS_PER_MEMBER;
  const start = nextInteger(random, 0, ring.length - 1);
  const walks = draws === ring.length;
  for (let i = 0; i < draws && drawn.length < count; i++) {
    const member = ring[walks ? (start + i) % ring.length : nextInteger(random, 0, ring.length - 1)]!;
    if (!drawn.includes(member) && fits(member)) drawn.push(member);
  }
  return drawn;
}
