/** One line for every message and state, for logs, transcripts and operators. */
import { assertNever } from '../base/assert.ts';
import { nextWakeMs } from './step.ts';
import type { Gossip, Member } from './pool.ts';
import type { Frame, MemberEvent, NodeId, Packet, PacketBody, Rumour } from './types.ts';

export function describeId(id: NodeId): string {
  let hex = '';
  for (let i = 0; i < id.length; i++) hex += id.charCodeAt(i).toString(16).padStart(2, '0');
  return hex;
}

export function describeRumour(rumour: Rumour): string {
  switch (rumour.type) {
    case 'alive':
      return `alive ${rumour.info.name}@${rumour.incarnation} info ${rumour.info.version}`;
    case 'refute':
      return `refute ${describeId(rumour.id)}@${rumour.incarnation}`;
    case 'suspect':
    case 'dead':
    case 'left':
      return `${rumour.type} ${describeId(rumour.id)}@${rumour.incarnation} by ${describeId(rumour.from)}`;
    case 'event':
      return `event ${rumour.name} at ${rumour.lamport} by ${describeId(rumour.origin)}, ${rumour.payload.length} bytes`;
    default:
      return assertNever(rumour);
  }
}

export function describePacket({ from, body, rumours }: Packet): string {
  const told = rumours.length === 0 ? '' : ` [${rumours.map(describeRumour).join(', ')}]`;
  return `${describeId(from)}: ${describeBody(body)}${told}`;
}

function describeBody(body: PacketBody): string {
  switch (body.type) {
    case 'gossip':
      return 'gossip';
    case 'ping':
      return `ping ${body.seq} to ${describeId(body.target)}`;
    case 'ack':
    case 'nack':
      return `${body.type} ${body.seq}`;
    case 'last-call':
    case 'concur':
      return `${body.type} on ${describeId(body.target)}@${body.incarnation}`;
    case 'ping-request':
      return `ping-request ${body.seq} to ${describeId(body.target)} within ${body.waitMs} ms`;
    default:
      return assertNever(body);
  }
}

export function describeFrame(frame: Frame): string {
  const from = describeId(frame.from);
  switch (frame.type) {
    case 'sync':
      return `${from}: sync of ${frame.states.length}${frame.joining ? ', joining' : ''}${frame.wanted ? ', wants mine' : ''}`;
    case 'stream-ping':
      return `${from}: stream-ping ${frame.seq} to ${describeId(frame.target)}`;
    case 'stream-ack':
      return `${from}: stream-ack ${frame.seq}`;
    default:
      return assertNever(frame);
  }
}

export function describeEvent(event: MemberEvent): string {
  switch (event.type) {
    case 'joined':
    case 'changed':
    case 'suspected':
    case 'died':
    case 'left':
    case 'reaped':
      return `${event.info.name} ${event.type}`;
    case 'returned':
      return `${event.info.name} returned, was ${event.was}`;
    case 'name-conflict':
      return `two members are called ${event.name}: ${describeId(event.keeps)} keeps the name, rename ${describeId(event.loses)}`;
    case 'user-event':
      return describeRumour(event.event);
    case 'departed':
      return 'departed';
    default:
      return assertNever(event);
  }
}

export function describeMember({ info, incarnation, state, rttMs, suspicion }: Member): string {
  const doubt = suspicion === null ? '' : ` confirmed ${suspicion.confirmedBy.length} of ${suspicion.wanted}`;
  return `${info.name} ${describeId(info.id)} ${info.address} ${state}@${incarnation}${doubt} rtt ${rttMs.toFixed(1)} ms`;
}

export function describeGossip(gossip: Gossip): string {
  const { self, phase, live, dead, suspects, awareness, broadcasts, refused } = gossip;
  return (
    `${self.info.name}@${self.incarnation} ${phase}: ${live} live, ${suspects.length} suspect, ${dead} dead, ` +
    `awareness ${awareness.score}, ${broadcasts.waiting} rumours, ${refused} refused, wakes at ${nextWakeMs(gossip)}`
  );
}
