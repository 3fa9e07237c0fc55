/**
 * The one way in: an input and the time. What follows from it stands in `effects`, and the next time something is due in
 * `nextWakeMs`. Nothing happens by itself.
 */
import { assert, assertNever } from '../base/assert.ts';
import { adjustAwareness } from './awareness.ts';
import { accuse, farewell, hear, reintroduce } from './beliefs.ts';
import { gossipBeat } from './dissemination.ts';
import { sendEvent } from './events.ts';
import { infoProblem } from './limits.ts';
import { notify } from './members.ts';
import type { Gossip } from './pool.ts';
import {
  askHelpers,
  endRelays,
  hearAck,
  hearNack,
  hearPing,
  hearPingRequest,
  hearStreamPing,
  probeBeat,
} from './probe.ts';
import { hearSync, syncBeat } from './push-pull.ts';
import { join, reapBeat, rejoinBeat } from './rejoin.ts';
import { clearTimers, setTimer, takeDue, type Duty } from './timers.ts';
import { hearConcur, hearLastCall, reachVerdicts } from './verdict.ts';
import type { Frame, InfoChange, Input, NodeId, Packet } from './types.ts';

/**
 * Of the probe's time-out: later than that, this member did not run when it should have. No system's timers are better than
 * `STALL_MS_MIN` (io/system-clock.ts C4).
 */
const STALL_SHARE = 0.5;
const STALL_MS_MIN = 200;

export const nextWakeMs = ({ timers }: Gossip): number => timers.wakeMs;

export function step(gossip: Gossip, nowMs: number, input: Input): void {
  assert(nowMs >= gossip.nowMs, () => `time went back from ${gossip.nowMs} to ${nowMs}`);
  gossip.nowMs = nowMs;
  if (gossip.phase === 'departed') return;
  noticeStall(gossip);
  switch (input.type) {
    case 'wake':
      for (const duty of takeDue(gossip.timers, nowMs)) perform(gossip, duty);
      break;
    case 'packet':
      hearPacket(gossip, input.packet);
      break;
    case 'frame':
      hearFrame(gossip, input.frame);
      break;
    case 'join':
      join(gossip, input.addresses);
      break;
    case 'leave':
      beginLeaving(gossip);
      break;
    case 'update':
      update(gossip, input.change);
      break;
    case 'send-event':
      sendEvent(gossip, input.name, input.payload);
      break;
    case 'evict':
      evict(gossip, input.id);
      break;
    default:
      assertNever(input);
  }
}

function perform(gossip: Gossip, duty: Duty): void {
  switch (duty) {
    case 'probe':
      probeBeat(gossip);
      break;
    case 'probe-timeout':
      askHelpers(gossip);
      break;
    case 'gossip':
      gossipBeat(gossip);
      break;
    case 'suspicion':
      reachVerdicts(gossip);
      break;
    case 'relay':
      endRelays(gossip);
      break;
    case 'sync':
      syncBeat(gossip);
      break;
    case 'rejoin':
      rejoinBeat(gossip);
      break;
    case 'reap':
      reapBeat(gossip);
      break;
    case 'leave':
      depart(gossip);
      break;
    default:
      assertNever(duty);
  }
}

/**
 * A member that ran late stood still, and what would have kept it from doubting others is still in its socket. It judges
 * nobody until it has had the time of a probe to read.
 */
function noticeStall(gossip: Gossip): void {
  const { profile, nowMs, timers, awareness } = gossip;
  // What was due before the last stall ended may still wait behind the mail.
  if (!profile.lifeguard || timers.wakeMs <= gossip.stalledMs) return;
  if (nowMs - timers.wakeMs < Math.max(profile.probeTimeoutMs * STALL_SHARE, STALL_MS_MIN)) return;
  gossip.stalledMs = nowMs;
  gossip.graceUntilMs = nowMs + profile.probeTimeoutMs;
  adjustAwareness(awareness, 1);
}

function hearPacket(gossip: Gossip, packet: Packet): void {
  const { from, body, rumours } = packet;
  if (from === gossip.self.info.id) return;
  for (const rumour of rumours) hear(gossip, rumour, from);
  switch (body.type) {
    case 'gossip':
      break;
    case 'ping':
      hearPing(gossip, packet, body);
      break;
    case 'ack':
      hearAck(gossip, from, body.seq, true);
      break;
    case 'nack':
      hearNack(gossip, body.seq);
      break;
    case 'ping-request':
      hearPingRequest(gossip, packet, body);
      break;
    case 'last-call':
      hearLastCall(gossip, from, body);
      break;
    case 'concur':
      hearConcur(gossip, from, body);
      break;
    default:
      assertNever(body);
  }
}

function hearFrame(gossip: Gossip, frame: Frame): void {
  if (frame.from === gossip.self.info.id) return;
  switch (frame.type) {
    case 'sync':
      hearSync(gossip, frame);
      break;
    case 'stream-ping':
      hearStreamPing(gossip, frame);
      break;
    case 'stream-ack':
      hearAck(gossip, frame.from, frame.seq, false);
      break;
    default:
      assertNever(frame);
  }
}

/** Goes on for a while, so that all hear of it. */
function beginLeaving(gossip: Gossip): void {
  if (gossip.phase !== 'running') return;
  gossip.phase = 'leaving';
  gossip.self.state = 'left';
  farewell(gossip);
  setTimer(gossip.timers, 'leave', gossip.nowMs + (gossip.live > 1 ? gossip.profile.leaveMs : 0));
}

function depart(gossip: Gossip): void {
  gossip.phase = 'departed';
  clearTimers(gossip.timers);
  notify(gossip, { type: 'departed' });
}

function update(gossip: Gossip, change: InfoChange): void {
  const problem = infoProblem({ ...gossip.self.info, ...change });
  assert(problem === null, () => problem ?? '');
  if (gossip.phase === 'running') reintroduce(gossip, gossip.self.incarnation, change);
}

function evict(gossip: Gossip, id: NodeId): void {
  const member = gossip.members.get(id);
  if (member !== undefined) accuse(gossip, member, 'left');
}
