/**
 * Finding the pool, and finding it again: at a start, and for as long as some are missing.
 *
 * J1. While this member knows nobody alive it asks a few of its addresses again and again: those it was configured with,
 *     those its data folder remembers, and those of the dead.
 * J2. The dead are called on as often, in the pool as a whole, as there are of them to find: a member asks one with the
 *     chance dead / live. After a partition of any length that the dead are remembered, the halves find each other within
 *     a few beats; beyond that a configured address brings them together (J3).
 * J3. A configured address where nobody alive is known is asked once in a while.
 */
import { nextFloat, nextInteger, pick } from '../base/random.ts';
import { introduction } from './beliefs.ts';
import { spread } from './dissemination.ts';
import { JOIN_ASKED_MAX, REMEMBERED_MAX } from './limits.ts';
import { forget, notify } from './members.ts';
import { isLive, type Gossip, type Member } from './pool.ts';
import { askForState, planSync } from './push-pull.ts';
import { isSet, setTimer } from './timers.ts';
import type { Address } from './types.ts';

/** Who is alone asks so many times as often. */
const ALONE_FACTOR = 10;

/** The first input, and again whenever an operator names addresses. */
export function join(gossip: Gossip, addresses: readonly Address[]): void {
  const { timers, nowMs, random, profile, self } = gossip;
  gossip.seeds = [...new Set([...gossip.seeds, ...addresses])]
    .filter((address) => address !== self.info.address)
    .slice(-REMEMBERED_MAX);
  const asked = addresses.filter((address) => address !== self.info.address);
  for (const address of asked.slice(0, JOIN_ASKED_MAX)) askForState(gossip, address);
  if (isSet(timers, 'probe')) return;
  spread(gossip, introduction(gossip));
  setTimer(timers, 'probe', nowMs + nextFloat(random) * profile.probeIntervalMs);
  setTimer(timers, 'reap', nowMs + profile.reapIntervalMs);
  planSync(gossip);
  planRejoin(gossip);
}

function planRejoin({ timers, nowMs, random, profile, live }: Gossip): void {
  const interval = profile.rejoinIntervalMs / (live === 1 ? ALONE_FACTOR : 1);
  setTimer(timers, 'rejoin', nowMs + interval * (0.5 + nextFloat(random)));
}

/** The duty `rejoin`. */
export function rejoinBeat(gossip: Gossip): void {
  planRejoin(gossip);
  if (gossip.live === 1) askAnyone(gossip);
  else {
    callOnTheDead(gossip);
    callOnSeed(gossip);
  }
}

/** J1. */
function askAnyone(gossip: Gossip): void {
  const known = [...gossip.seeds, ...deadOf(gossip).map(({ info }) => info.address)];
  const start = nextInteger(gossip.random, 0, Math.max(0, known.length - 1));
  for (let i = 0; i < Math.min(JOIN_ASKED_MAX, known.length); i++)
    askForState(gossip, known[(start + i) % known.length]!);
}

/** J2. */
function callOnTheDead(gossip: Gossip): void {
  const { dead, live, random } = gossip;
  if (dead === 0 || nextFloat(random) >= dead / live) return;
  askForState(gossip, pick(random, deadOf(gossip)).info.address);
}

/** J3: on average each member asks as seldom as it syncs, however many seeds there are. */
function callOnSeed(gossip: Gossip): void {
  const { seeds, random, members, live } = gossip;
  if (seeds.length === 0 || nextFloat(random) >= seeds.length / live) return;
  const address = pick(random, seeds);
  for (const member of members.values()) if (isLive(member) && member.info.address === address) return;
  askForState(gossip, address);
}

function deadOf({ members }: Gossip): Member[] {
  return [...members.values()].filter(({ state }) => state === 'dead');
}

/** The duty `reap`. */
export function reapBeat(gossip: Gossip): void {
  const { members, nowMs, profile, timers } = gossip;
  setTimer(timers, 'reap', nowMs + profile.reapIntervalMs);
  for (const member of [...members.values()]) {
    if (isLive(member) || nowMs - member.changedMs <= profile.reapAfterMs) continue;
    forget(gossip, member);
    notify(gossip, { type: 'reaped', info: member.info });
  }
}

/** What the data folder keeps for the next start. */
export interface Remembered {
  readonly incarnation: number;
  readonly lamport: number;
  readonly addresses: readonly Address[];
}

export function remember({ self, members, lamport }: Gossip): Remembered {
  const addresses: Address[] = [];
  for (const member of members.values()) {
    if (addresses.length === REMEMBERED_MAX) break;
    if (isLive(member)) addresses.push(member.info.address);
  }
  return { incarnation: self.incarnation, lamport, addresses };
}
