/**
 * Spreading rumours: on every ping and answer, and on a beat of its own while there is anything to say (a pool in which
 * nothing happens sends probes only).
 */
import { nextFloat } from '../base/random.ts';
import { addBroadcast, takeBroadcasts } from './broadcasts.ts';
import { roomBeside, rumourBytes } from './limits.ts';
import { drawMembers } from './members.ts';
import { isLive, type Gossip, type Member } from './pool.ts';
import { retransmitLimit } from './profile.ts';
import { setTimer, setTimerBy } from './timers.ts';
import type { PacketBody, Rumour } from './types.ts';

const NEWS: PacketBody = { type: 'gossip' };
const NOTHING: readonly Rumour[] = [];

export function spread(gossip: Gossip, rumour: Rumour): void {
  addBroadcast(gossip.broadcasts, rumour);
  const { timers, nowMs, random, profile } = gossip;
  setTimerBy(timers, 'gossip', nowMs + nextFloat(random) * profile.gossipIntervalMs);
}

/** The duty `gossip`. */
export function gossipBeat(gossip: Gossip): void {
  const { broadcasts, timers, nowMs, profile } = gossip;
  if (broadcasts.waiting === 0) return;
  for (const member of drawMembers(gossip, profile.gossipNodes, (other) => isSpokenTo(gossip, other)))
    sendPacket(gossip, member, NEWS);
  if (broadcasts.waiting > 0) setTimer(timers, 'gossip', nowMs + profile.gossipIntervalMs);
}

/** The dead for a while, too: whoever is only cut off hears that it is held for dead as soon as it is back. */
function isSpokenTo({ nowMs, profile }: Gossip, member: Member): boolean {
  if (isLive(member)) return true;
  return member.state === 'dead' && nowMs - member.changedMs <= profile.gossipToTheDeadMs;
}

/** Fills what room the body leaves with rumours, `first` before all. */
export function sendPacket(gossip: Gossip, to: Member, body: PacketBody, first: Rumour | null = null): void {
  const { broadcasts, self, profile, live } = gossip;
  const room = roomBeside(body) - (first === null ? 0 : rumourBytes(first));
  const waiting =
    broadcasts.waiting === 0 ? NOTHING : takeBroadcasts(broadcasts, room, retransmitLimit(profile, live));
  const rumours = first === null ? waiting : [first, ...waiting];
  gossip.effects.push({ type: 'packet', to: to.info.address, packet: { from: self.info.id, body, rumours } });
}

/** Only this one rumour, to one member, at once. */
export function tellDirectly(gossip: Gossip, to: Member, rumour: Rumour): void {
  sendPacket(gossip, to, NEWS, rumour);
}
