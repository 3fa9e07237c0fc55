/**
 * Before a member is declared dead: those who stood still while its refutation went round are the ones who still doubt it
 * when the time is over. In a simulated pool of 1,000 with a quarter of them stalling they made every false death.
 *
 * K1. Whose time is nearly over is told so once more, and a few others are asked whether they know better. Those who hold it
 *     for suspect or dead, too, concur; with as many as would have ended the doubt early the verdict falls when the time is
 *     over, and not before: whoever was beyond a cut that has just healed can still answer. One alone may have missed the same
 *     refutation as the one who asks.
 * K2. One who knows a later incarnation says so instead.
 * K3. Nobody waits for ever: after `LAST_CALLS_MAX` calls without an answer, or with nobody to ask, the verdict falls.
 * K4. Who stood still while the doubt or its refutation may have gone round does not concur: what it has not heard may have
 *     been lost before its socket (Lifeguard's local health, for a testimony as for a verdict).
 */
import { stretched } from './awareness.ts';
import { accuse } from './beliefs.ts';
import { sendPacket, tellDirectly } from './dissemination.ts';
import { drawMembers } from './members.ts';
import type { Gossip, Member, Suspicion } from './pool.ts';
import { rumourLifeMs } from './profile.ts';
import { isAgreed, lookAt, planLook, takeDoubted } from './suspicion.ts';
import type { NodeId, PacketBody, Rumour } from './types.ts';

const LAST_CALLS_MAX = 4;

type Call = Extract<PacketBody, { type: 'last-call' | 'concur' }>;

/** The duty `suspicion`. */
export function reachVerdicts(gossip: Gossip): void {
  for (const member of takeDoubted(gossip)) {
    const { suspicion } = member;
    // A verdict on another may have changed this one's state.
    if (suspicion === null) continue;
    if (isOver(gossip, suspicion) || !callOnce(gossip, member, suspicion)) accuse(gossip, member, 'dead');
  }
}

/** K1. */
function isOver({ nowMs }: Gossip, suspicion: Suspicion): boolean {
  return isAgreed(suspicion) && nowMs >= suspicion.deadlineMs;
}

/** False when there is nothing to wait for (K3). */
function callOnce(gossip: Gossip, member: Member, suspicion: Suspicion): boolean {
  const { profile, nowMs, awareness, self } = gossip;
  if (!profile.lifeguard || suspicion.calls >= LAST_CALLS_MAX) return false;
  const asked = drawMembers(gossip, profile.helpers, ({ state }) => state === 'alive');
  if (asked.length === 0 && nowMs >= suspicion.deadlineMs) return false;
  suspicion.calls++;
  suspicion.concurWanted = Math.max(1, Math.min(suspicion.wanted, asked.length));
  const answeredMs = nowMs + stretched(awareness, profile.probeTimeoutMs);
  lookAt(gossip, suspicion, asked.length === 0 ? suspicion.deadlineMs : answeredMs);
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
  else if (isSureOf(gossip, member)) sendPacket(gossip, asker, { type: 'concur', target, incarnation });
}

/** K4. A doubt is heard as long as it is passed on, so its refutation may be that much older than the hearing of it. */
function isSureOf({ stalledMs, profile, live }: Gossip, { state, suspicion }: Member): boolean {
  if (suspicion === null) return state !== 'alive';
  return stalledMs < suspicion.sinceMs - rumourLifeMs(profile, live);
}

/** K2. */
function standingOf({ self }: Gossip, { state, incarnation, info }: Member): Rumour {
  const { id, version } = info;
  if (state === 'alive') return { type: 'refute', id, incarnation, version };
  return { type: state, id, incarnation, from: self.info.id };
}

/** K1. */
export function hearConcur(gossip: Gossip, from: NodeId, { target, incarnation }: Call): void {
  const { nowMs, graceUntilMs, members } = gossip;
  const member = members.get(target);
  const suspicion = member?.suspicion ?? null;
  if (member === undefined || suspicion === null || member.incarnation !== incarnation) return;
  if (suspicion.calls === 0 || nowMs < graceUntilMs || suspicion.concurring.includes(from)) return;
  if (!isAgreed(suspicion)) suspicion.concurring.push(from);
  if (isOver(gossip, suspicion)) accuse(gossip, member, 'dead');
  else planLook(gossip, suspicion);
}
