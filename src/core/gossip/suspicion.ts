/**
 * Doubt about a member, from the first accusation until it refutes, others confirm, or time runs out (SWIM §4.2; Lifeguard
 * §IV-B). The first accuser may be the slow one, so alone it has to wait long; each independent one shortens the wait.
 *
 * D1. The deadline only moves forward in doubt and backward by confirmations, never below `minMs` after the beginning.
 * D2. Nobody is declared dead within `graceUntilMs`: a member that stood still reads its mail before it judges others.
 * D3. One server of another region that does not answer is a reason to look after the others there: a lost region is then
 *     found in one go, and not by as many turns of the ring.
 */
import { present } from '../base/assert.ts';
import { nextFloat } from '../base/random.ts';
import { probeSoon, setState } from './members.ts';
import type { Gossip, Member, Suspicion } from './pool.ts';
import { callLeadMs, checkChance, confirmationsWanted, suspicionMaxMs, suspicionMinMs } from './profile.ts';
import { setTimerBy } from './timers.ts';
import type { NodeId } from './types.ts';

/** D3: in a larger pool its members would all be asked at once. */
const NEIGHBOURS_RING_MAX = 64;

export function suspect(gossip: Gossip, member: Member, by: NodeId): void {
  const { profile, live, nowMs, suspects } = gossip;
  if (member.state !== 'suspect') {
    setState(gossip, member, 'suspect');
    suspects.push(member);
  }
  const wanted = confirmationsWanted(profile, live);
  const minMs = suspicionMinMs(profile, live);
  const maxMs = wanted === 0 ? minMs : suspicionMaxMs(profile, live);
  const deadlineMs = nowMs + maxMs;
  const suspicion: Suspicion = {
    sinceMs: nowMs,
    minMs,
    maxMs,
    wanted,
    first: by,
    confirmedBy: [],
    deadlineMs,
    lookMs: deadlineMs,
    calls: 0,
    concurring: [],
    concurWanted: 1,
  };
  member.suspicion = suspicion;
  planLook(gossip, suspicion);
  if (by !== gossip.self.info.id && nextFloat(gossip.random) < checkChance(profile, live))
    probeSoon(gossip, member);
  else if (by === gossip.self.info.id) probeNeighbours(gossip, member);
}

/** D3. */
function probeNeighbours(gossip: Gossip, { info: { region } }: Member): void {
  const { ring, self } = gossip;
  if (region === self.info.region || ring.length > NEIGHBOURS_RING_MAX) return;
  for (const member of ring)
    if (member.info.region === region && member.state === 'alive') probeSoon(gossip, member);
}

/** Whether this accuser was not among those who were wanted and known. */
export function confirm(gossip: Gossip, member: Member, by: NodeId): boolean {
  const suspicion = present(member.suspicion, 'the suspicion of a suspect member');
  const { confirmedBy, first, wanted } = suspicion;
  if (confirmedBy.length >= wanted || by === first || confirmedBy.includes(by)) return false;
  confirmedBy.push(by);
  suspicion.deadlineMs = deadlineOf(suspicion);
  planLook(gossip, suspicion);
  return true;
}

/** What is known of the doubt has changed. */
export function planLook(gossip: Gossip, suspicion: Suspicion): void {
  const { deadlineMs, calls } = suspicion;
  if (calls === 0) lookAt(gossip, suspicion, deadlineMs - callLeadMs(gossip.profile));
  else if (isAgreed(suspicion)) lookAt(gossip, suspicion, deadlineMs);
}

/** That time may be over: a timer set into the past would look as if this member had slept through it. */
export function lookAt({ timers, nowMs }: Gossip, suspicion: Suspicion, atMs: number): void {
  suspicion.lookMs = Math.max(atMs, nowMs);
  setTimerBy(timers, 'suspicion', suspicion.lookMs);
}

/** Enough of those who were called on concur. */
export function isAgreed({ calls, concurring, concurWanted }: Suspicion): boolean {
  return calls > 0 && concurring.length >= concurWanted;
}

/** Lifeguard's formula: logarithmic, so that the first confirmation counts most. */
function deadlineOf({ sinceMs, minMs, maxMs, wanted, confirmedBy }: Suspicion): number {
  const certainty = Math.log(confirmedBy.length + 1) / Math.log(wanted + 1);
  return sinceMs + Math.max(minMs, maxMs - (maxMs - minMs) * certainty);
}

/** The duty `suspicion`: for whom something is to be done. Comes back for the others. */
export function takeDoubted(gossip: Gossip): readonly Member[] {
  const { suspects, nowMs, graceUntilMs, timers } = gossip;
  const judges = nowMs >= graceUntilMs;
  const due: Member[] = [];
  for (const member of suspects) {
    const { lookMs } = present(member.suspicion, 'the suspicion of a suspect member');
    if (judges && lookMs <= nowMs) due.push(member);
    else setTimerBy(timers, 'suspicion', Math.max(lookMs, graceUntilMs));
  }
  return due;
}
