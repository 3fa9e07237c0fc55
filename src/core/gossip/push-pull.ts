/**
 * Push-pull: two members tell each other everything, over a stream and in pages. It brings newcomers up to date, finds
 * what packets lost, and joins the halves of a healed partition.
 *
 * U1. A page stands alone; `PAGE_STATES_MAX` bounds it, `MEMBERS_MAX` what is taken up, `SYNC_ANSWERS_PER_SECOND_MAX` the
 *     answers. Whoever gets none asks another member next time.
 * U2. A death that only a push-pull tells of is checked, not believed: the dead one is told, so that it can refute, and is
 *     probed before its turn. Otherwise the first sync after a partition would kill each half in the eyes of the other.
 * U3. Suspicions are not carried: they have a beginning and accusers, and reach this member by packets.
 * U4. What a newcomer is told everybody else knows: it passes none of it on.
 */
import { assertNever } from '../base/assert.ts';
import { nextFloat } from '../base/random.ts';
import { hear, meet, refute } from './beliefs.ts';
import { tellDirectly } from './dissemination.ts';
import { witnessLamport } from './events.ts';
import { ACCUSED_TOLD_MAX, PAGE_STATES_MAX, SYNC_ANSWERS_PER_SECOND_MAX } from './limits.ts';
import { addMember, drawMembers, probeSoon } from './members.ts';
import { isLive, type Gossip, type Member } from './pool.ts';
import { syncIntervalMs } from './profile.ts';
import { setTimer } from './timers.ts';
import type { Address, Frame, NodeState } from './types.ts';

type Sync = Extract<Frame, { type: 'sync' }>;

const SECOND_MS = 1_000;
/** So that members that were started together do not go on together. */
const JITTER = 0.2;

/** The duty `sync`. */
export function syncBeat(gossip: Gossip): void {
  planSync(gossip);
  const [partner] = drawMembers(gossip, 1, isLive);
  if (partner !== undefined) askForState(gossip, partner.info.address);
}

export function planSync({ timers, nowMs, random, profile, live }: Gossip): void {
  const spreadOut = 1 - JITTER / 2 + JITTER * nextFloat(random);
  setTimer(timers, 'sync', nowMs + syncIntervalMs(profile, live) * spreadOut);
}

export function askForState(gossip: Gossip, address: Address): void {
  // Who knows nobody is new, and all it has to tell is itself.
  sendPages(gossip, address, { wanted: true, joining: gossip.members.size === 0 });
}

function sendPages(gossip: Gossip, to: Address, { wanted, joining }: Pick<Sync, 'wanted' | 'joining'>): void {
  const { self, effects, lamport } = gossip;
  const from = self.info.id;
  const states = statesOf(gossip);
  for (let at = 0; at < states.length; at += PAGE_STATES_MAX) {
    const page = states.slice(at, at + PAGE_STATES_MAX);
    const last = at + PAGE_STATES_MAX >= states.length;
    const frame: Frame = { type: 'sync', from, wanted: wanted && last, joining, lamport, states: page };
    effects.push({ type: 'frame', to, frame });
  }
}

function statesOf({ self, members }: Gossip): NodeState[] {
  const states: NodeState[] = [stateOf(self)];
  for (const member of members.values()) states.push(stateOf(member));
  return states;
}

const stateOf = ({ info, incarnation, state }: Member): NodeState => ({ info, incarnation, state });

export function hearSync(gossip: Gossip, sync: Sync): void {
  const { wanted, joining, from, lamport, states } = sync;
  witnessLamport(gossip, lamport, joining && !wanted);
  let told = 0;
  for (const state of states) {
    if (told < ACCUSED_TOLD_MAX && merge(gossip, sync, state) === 'accused') told++;
  }
  const asker = gossip.members.get(from);
  if (wanted && asker !== undefined && mayAnswer(gossip))
    sendPages(gossip, asker.info.address, { wanted: false, joining });
}

/** U1. */
function mayAnswer(gossip: Gossip): boolean {
  if (gossip.nowMs - gossip.syncAnswersSinceMs >= SECOND_MS) {
    gossip.syncAnswersSinceMs = gossip.nowMs;
    gossip.syncAnswers = 0;
  }
  if (gossip.syncAnswers >= SYNC_ANSWERS_PER_SECOND_MAX) {
    gossip.refused++;
    return false;
  }
  gossip.syncAnswers++;
  return true;
}

function merge(gossip: Gossip, sync: Sync, told: NodeState): 'accused' | 'merged' {
  const member = gossip.members.get(told.info.id);
  if (member === undefined && told.info.id !== gossip.self.info.id) {
    takeUp(gossip, sync, told);
    return 'merged';
  }
  switch (told.state) {
    case 'alive':
    case 'suspect':
      return mergeLive(gossip, sync, told, member);
    case 'dead':
      return mergeDead(gossip, sync, told, member);
    case 'left':
      return mergeLeft(gossip, sync, told);
    default:
      return assertNever(told.state);
  }
}

/** Somebody not known here. The dead and the left are kept too, so that no old rumour brings them to life. */
function takeUp(
  gossip: Gossip,
  { from, wanted, joining }: Sync,
  { info, incarnation, state }: NodeState,
): void {
  if (state === 'dead' || state === 'left') addMember(gossip, { info, incarnation, state });
  else if (joining && !wanted)
    meet(gossip, info, incarnation); // U4
  else hear(gossip, { type: 'alive', info, incarnation }, from);
}

/** U3: a suspect is merged as one who lives. */
function mergeLive(
  gossip: Gossip,
  { from }: Sync,
  { info, incarnation }: NodeState,
  member: Member | undefined,
): 'accused' | 'merged' {
  hear(gossip, { type: 'alive', info, incarnation }, from);
  if (member === undefined || isLive(member) || incarnation !== member.incarnation) return 'merged';
  tellAccused(gossip, member);
  return 'accused';
}

/** U2. */
function mergeDead(
  gossip: Gossip,
  { from }: Sync,
  { info, incarnation }: NodeState,
  member: Member | undefined,
): 'accused' | 'merged' {
  if (member === undefined) {
    if (incarnation >= gossip.self.incarnation) refute(gossip, incarnation, from);
    return 'merged';
  }
  if (incarnation < member.incarnation) return 'merged';
  if (!isLive(member)) {
    hear(gossip, { type: 'dead', id: info.id, incarnation, from }, from);
    return 'merged';
  }
  tellDirectly(gossip, member, { type: 'dead', id: info.id, incarnation, from });
  probeSoon(gossip, member);
  return 'accused';
}

function mergeLeft(gossip: Gossip, { from }: Sync, { info, incarnation }: NodeState): 'merged' {
  hear(gossip, { type: 'left', id: info.id, incarnation, from: info.id }, from);
  return 'merged';
}

/** The one who is held for dead hears of it and can answer. */
function tellAccused(gossip: Gossip, member: Member): void {
  const { info, incarnation, state } = member;
  const type = state === 'left' ? 'left' : 'dead';
  tellDirectly(gossip, member, { type, id: info.id, incarnation, from: gossip.self.info.id });
}
