/**
 * Probing: one member a beat; when it does not answer, others are asked to try, and a stream is tried beside them
 * (SWIM §4.1; Lifeguard §IV-A for nacks).
 *
 * R1. An answer goes to the address the list has for who asked, never to where a packet came from, and only members are
 *     pinged for others: nobody can have packets sent to a third party.
 * R2. A helper says that it heard nothing after 80 % of the time that is left to the one who asked, so the word arrives
 *     in time, and sooner where the way to it is long (memberlist's arrives after the probe has failed: apple/swift-cluster-membership #6).
 * R3. Whose probe ended while this member stood still gets a second look before it is suspected.
 * R4. Helpers that are all as silent as the target say more about this member than about it; one nack in time says that it
 *     hears well. (Lifeguard counts each missing nack: then those who lost sight of a region grow slow to see it.)
 * R5. Who asks and is not held for alive is told so with the answer, and can refute at once (Lifeguard's buddy system, and
 *     the way back after a partition).
 * R6. A beat that comes a little late, as timers do, does not delay those after it.
 */
import { adjustAwareness, stretched } from './awareness.ts';
import { accuse } from './beliefs.ts';
import { sendPacket } from './dissemination.ts';
import { RELAYS_MAX } from './limits.ts';
import { drawMembers, nextInRing } from './members.ts';
import { isLive, type Gossip, type Member, type Probe } from './pool.ts';
import { cancelTimer, setTimer, setTimerBy } from './timers.ts';
import type { Accusation, Frame, NodeId, Packet, PacketBody } from './types.ts';

/** R2. */
const NACK_SHARE = 0.8;
/** There and back, and half as much again for a slow one. */
const RTT_MARGIN = 1.5;
/** RFC 6298's weight of a new sample. */
const RTT_GAIN = 1 / 8;
const SEQ_MAX = 2 ** 32 - 1;

/** R6. */
const LATE_MS_MAX = 200;

type Ping = Extract<PacketBody, { type: 'ping' }>;
type PingRequest = Extract<PacketBody, { type: 'ping-request' }>;

/** The duty `probe`: ends one and begins the next. */
export function probeBeat(gossip: Gossip): void {
  const { probe, nowMs, graceUntilMs, timers, profile, awareness } = gossip;
  if (probe !== null && !probe.acked && !probe.extended && nowMs < graceUntilMs) {
    probe.extended = true;
    setTimer(timers, 'probe', graceUntilMs);
    return;
  }
  if (probe !== null && !probe.acked) probeFailed(gossip, probe);
  gossip.probe = null;
  setTimer(timers, 'probe', beatMs(probe, nowMs) + stretched(awareness, profile.probeIntervalMs));
  const target = nextTarget(gossip);
  if (target !== null) beginProbe(gossip, target);
}

/** R6. */
function beatMs(before: Probe | null, nowMs: number): number {
  return before !== null && nowMs - before.deadlineMs <= LATE_MS_MAX ? before.deadlineMs : nowMs;
}

function nextTarget(gossip: Gossip): Member | null {
  for (let id = gossip.urgent.shift(); id !== undefined; id = gossip.urgent.shift()) {
    const member = gossip.members.get(id);
    if (member !== undefined && isLive(member)) return member;
  }
  return nextInRing(gossip);
}

function beginProbe(gossip: Gossip, target: Member): void {
  const { nowMs, timers, profile, awareness } = gossip;
  const seq = takeSeq(gossip);
  const deadlineMs = timers.due.probe;
  gossip.probe = {
    seq,
    target,
    sentMs: nowMs,
    deadlineMs,
    acked: false,
    nacksExpected: 0,
    nacks: 0,
    extended: false,
  };
  sendPacket(
    gossip,
    target,
    { type: 'ping', seq, target: target.info.id },
    accusationAgainst(gossip, target),
  );
  setTimer(timers, 'probe-timeout', nowMs + stretched(awareness, profile.probeTimeoutMs));
}

/** The duty `probe-timeout`. */
export function askHelpers(gossip: Gossip): void {
  const { probe, profile, nowMs, self } = gossip;
  if (probe === null || probe.acked) return;
  const { target, seq, deadlineMs } = probe;
  const { id, address } = target.info;
  const helpers = drawMembers(
    gossip,
    profile.helpers,
    (member) => member.state === 'alive' && member !== target,
  );
  const leftMs = deadlineMs - nowMs;
  for (const helper of helpers)
    sendPacket(gossip, helper, {
      type: 'ping-request',
      seq,
      target: id,
      waitMs: nackAfterMs(helper, leftMs),
    });
  if (profile.lifeguard) probe.nacksExpected = helpers.length;
  if (!profile.datagrams) return;
  const frame: Frame = { type: 'stream-ping', from: self.info.id, seq, target: id };
  gossip.effects.push({ type: 'frame', to: address, frame });
}

/** R2. */
function nackAfterMs({ rttMs }: Member, leftMs: number): number {
  return Math.max(1, Math.round(Math.min(leftMs * NACK_SHARE, leftMs - rttMs * RTT_MARGIN)));
}

/** R4. */
function probeFailed(gossip: Gossip, { target, nacks, nacksExpected }: Probe): void {
  const { profile, awareness } = gossip;
  if (profile.lifeguard && nacks === 0) adjustAwareness(awareness, Math.max(1, nacksExpected));
  if (isLive(target)) accuse(gossip, target, 'suspect');
}

export function hearPing(gossip: Gossip, { from }: Packet, { seq, target }: Ping): void {
  // Another process had this address before.
  if (target !== gossip.self.info.id) return;
  const asker = gossip.members.get(from);
  if (asker !== undefined) sendPacket(gossip, asker, { type: 'ack', seq }, accusationAgainst(gossip, asker));
}

/** R5. */
function accusationAgainst({ profile, self }: Gossip, member: Member): Accusation | null {
  const { state, incarnation, info, suspicion } = member;
  if (state === 'alive' || !profile.lifeguard) return null;
  return { type: state, id: info.id, incarnation, from: suspicion?.first ?? self.info.id };
}

export function hearAck(gossip: Gossip, from: NodeId, seq: number, direct: boolean): void {
  const { probe } = gossip;
  if (probe === null || probe.seq !== seq) {
    answerRelay(gossip, seq);
    return;
  }
  if (probe.acked) return;
  probe.acked = true;
  cancelTimer(gossip.timers, 'probe-timeout');
  if (gossip.profile.lifeguard) adjustAwareness(gossip.awareness, -1);
  if (direct && from === probe.target.info.id) measured(probe.target, gossip.nowMs - probe.sentMs);
}

function measured(member: Member, tookMs: number): void {
  member.rttMs = member.rttMs === 0 ? tookMs : member.rttMs + (tookMs - member.rttMs) * RTT_GAIN;
}

export function hearNack({ probe }: Gossip, seq: number): void {
  if (probe !== null && probe.seq === seq && probe.nacks < probe.nacksExpected) probe.nacks++;
}

/** R1, and no more than `RELAYS_MAX` at a time. */
export function hearPingRequest(gossip: Gossip, { from }: Packet, request: PingRequest): void {
  const { members, relays, profile, nowMs, timers, self } = gossip;
  const asker = members.get(from);
  if (asker === undefined) return;
  if (request.target === self.info.id) {
    sendPacket(gossip, asker, { type: 'ack', seq: request.seq });
    return;
  }
  const target = members.get(request.target);
  if (target === undefined || !isLive(target)) return;
  if (relays.length >= RELAYS_MAX) {
    gossip.refused++;
    return;
  }
  const seq = takeSeq(gossip);
  const waitMs = Math.min(request.waitMs, profile.probeIntervalMs * profile.awarenessMax);
  const untilMs = nowMs + waitMs;
  relays.push({ seq, forMember: from, forSeq: request.seq, untilMs });
  setTimerBy(timers, 'relay', untilMs);
  sendPacket(
    gossip,
    target,
    { type: 'ping', seq, target: request.target },
    accusationAgainst(gossip, target),
  );
}

function answerRelay(gossip: Gossip, seq: number): void {
  const relay = gossip.relays.find((each) => each.seq === seq);
  if (relay === undefined) return;
  gossip.relays = gossip.relays.filter((each) => each !== relay);
  const asker = gossip.members.get(relay.forMember);
  if (asker !== undefined) sendPacket(gossip, asker, { type: 'ack', seq: relay.forSeq });
}

/** The duty `relay`: says that nothing was heard (R2). */
export function endRelays(gossip: Gossip): void {
  const { relays, nowMs, members, profile, timers } = gossip;
  const over = relays.filter(({ untilMs }) => untilMs <= nowMs);
  gossip.relays = relays.filter(({ untilMs }) => untilMs > nowMs);
  for (const { untilMs } of gossip.relays) setTimerBy(timers, 'relay', untilMs);
  if (!profile.lifeguard) return;
  for (const { forMember, forSeq } of over) {
    const asker = members.get(forMember);
    if (asker !== undefined) sendPacket(gossip, asker, { type: 'nack', seq: forSeq });
  }
}

export function hearStreamPing(gossip: Gossip, frame: Extract<Frame, { type: 'stream-ping' }>): void {
  const { self, members } = gossip;
  const asker = members.get(frame.from);
  if (frame.target !== self.info.id || asker === undefined) return;
  const answer: Frame = { type: 'stream-ack', from: self.info.id, seq: frame.seq };
  gossip.effects.push({ type: 'frame', to: asker.info.address, frame: answer });
}

function takeSeq(gossip: Gossip): number {
  const seq = gossip.nextSeq;
  gossip.nextSeq = seq >= SEQ_MAX ? 1 : seq + 1;
  return seq;
}
