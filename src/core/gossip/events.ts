/**
 * User events: a name and a few bytes to every member, told once each. Lamport time orders what caused what.
 *
 * V1. An event is told at most once: what is not among the recent any more is older than `lamportFrom` and refused.
 * V2. A newcomer takes up no event of before its time.
 */
import { spread } from './dissemination.ts';
import { EVENT_NAME_BYTES_MAX, EVENT_PAYLOAD_BYTES_MAX, LAMPORT_MAX, RECENT_EVENTS_MAX } from './limits.ts';
import { notify } from './members.ts';
import type { Gossip } from './pool.ts';
import type { UserEvent } from './types.ts';

/** Why an event cannot be sent; `null` when it can. */
export function eventProblem(name: string, payload: Uint8Array): string | null {
  if (!/^[\x21-\x7e]+$/.test(name) || name.length > EVENT_NAME_BYTES_MAX)
    return `an event's name is 1 to ${EVENT_NAME_BYTES_MAX} printable ASCII characters without spaces`;
  if (payload.length > EVENT_PAYLOAD_BYTES_MAX)
    return `an event carries at most ${EVENT_PAYLOAD_BYTES_MAX} bytes: put more into a key and send its name`;
  return null;
}

export function sendEvent(gossip: Gossip, name: string, payload: Uint8Array): void {
  if (eventProblem(name, payload) !== null || gossip.lamport >= LAMPORT_MAX) {
    gossip.refused++;
    return;
  }
  hearEvent(gossip, {
    type: 'event',
    lamport: gossip.lamport + 1,
    origin: gossip.self.info.id,
    name,
    payload,
  });
}

export function hearEvent(gossip: Gossip, event: UserEvent): void {
  const { lamport, origin } = event;
  const key = `${origin}${lamport}`;
  if (lamport < gossip.lamportFrom || gossip.recentEvents.has(key)) return;
  gossip.lamport = Math.max(gossip.lamport, lamport);
  gossip.recentEvents.set(key, lamport);
  forgetOldest(gossip);
  notify(gossip, { type: 'user-event', event });
  spread(gossip, event);
}

/** V1. */
function forgetOldest(gossip: Gossip): void {
  const { recentEvents } = gossip;
  if (recentEvents.size <= RECENT_EVENTS_MAX) return;
  for (const [key, lamport] of recentEvents) {
    recentEvents.delete(key);
    gossip.lamportFrom = Math.max(gossip.lamportFrom, lamport + 1);
    return;
  }
}

/** V2. */
export function witnessLamport(gossip: Gossip, lamport: number, joining: boolean): void {
  gossip.lamport = Math.max(gossip.lamport, lamport);
  if (joining) gossip.lamportFrom = Math.max(gossip.lamportFrom, lamport + 1);
}
