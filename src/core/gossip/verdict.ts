/**
 * Before a member is declared dead: those who stood still while its refutation went round are the ones who still doubt it
 * when the time is over. In a simulated pool of 1,000 with a quarter of them stalling they made every false death.
 *
 * K1. Whose time is over is told so once more, and a few others are asked whether they know better. One who holds it for
 *     suspect or dead, too, concurs, and the verdict falls at once: a real death is declared one round trip later.
 * K2. One who knows a later incarnation says so instead.
 * K3. Nobody waits for ever: after `LAST_CALLS_MAX` calls without an answer, or with nobody to ask, the verdict falls.
 */
import { stretched } from './awareness.ts';
import { accuse } from './beliefs.ts';
import { sendPacket, tellDirectly } from './dissemination.ts';
import { drawMembers } from './members.ts';
import { isLive, type Gossip, type Member, type Suspicion } from './pool.ts';
import { takeExpired } from './suspicion.ts';
import { setTimerBy } from './timers.ts';
import type { NodeId, PacketBody, Rumour } from './types.ts';

const LAST_CALLS_MAX = 4;

type Call = Extract<PacketBody, { type: 'last-call' | 'concur' }>;

/** The duty `suspicion`. */
export function reachVerdicts(gossip: Gossip): void {
  for (const member of takeExpired(gossip)) {
    const { suspicion } = member;
    // A verdict on another may have changed this one's state.
    if (suspicion === null) continue;
    if (!callOnce(gossip, member, suspicion)) accuse(gossip, member, 'dead');
  }
}

/** False when there is nothing to wait for (K3). */
function callOnce(gossip: Gossip, member: Member, suspicion: Suspicion): boolean {
  const { profile, nowMs, awareness, timers, self } = gossip;
  if (!profile.lifeguard || suspicion.calls >= LAST_CALLS_MAX) return false;
  const asked = drawMembers(gossip, profile.helpers, ({ state }) => state === 'alive');
  if (asked.length === 0) return false;
  suspicion.calls++;
  suspicion.deadlineMs = nowMs + stretched(awareness, profile.probeTimeoutMs);
  setTimerBy(timers, 'suspicion', suspicion.deadlineMs);
  const { incarnation } = member;
  const { id } = member.info;
  tellDirectly(gossip, member, { type: 'suspect', id, incarnation, from: self.info.id });
  for (const other of asked) sendPacket(gossip, other, { type: 'last-call', target: id, incarnation });
  return true;
}

export function hearLastCall(gossip: Gossip, from: NodeId, { target, incarnation }: Call): void {
  const asker = gossip.members.get(from);
  const member = gossip.members.get(target);
  if (asker === undefined || member === undefined) return;
  if (member.incarnation > incarnation) tellDirectly(gossip, asker, standingOf(gossip, member));
  else if (member.state !== 'alive') sendPacket(gossip, asker, { type: 'concur', target, incarnation });
}

/** K2. */
function standingOf({ self }: Gossip, { state, incarnation, info }: Member): Rumour {
  const { id, version } = info;
  if (state === 'alive') return { type: 'refute', id, incarnation, version };
  return { type: state, id, incarnation, from: self.info.id };
}

/** K1. */
export function hearConcur(gossip: Gossip, { target, incarnation }: Call): void {
  const { nowMs, graceUntilMs, members } = gossip;
  const member = members.get(target);
  if (member === undefined || !isLive(member) || member.incarnation !== incarnation) return;
  if ((member.suspicion?.calls ?? 0) > 0 && nowMs >= graceUntilMs) accuse(gossip, member, 'dead');
}
