/**
 * What one member knows of its pool: plain data, changed only by this folder. `step` takes inputs in, `takeEffects` takes
 * packets, frames and events out, `nextWakeMs` says when to come back without an input.
 *
 * P1. `self` is in none of the collections; `members` has everybody else that is known, `ring` those who are alive,
 *     suspect, or dead and not yet passed over after the gossip-to-the-dead window.
 * P2. `live` counts members alive or suspect, this one included; `dead` those dead.
 * P3. `suspects` has exactly the suspect members, each with its `suspicion`.
 * P4. Time comes with each input and never goes back; nothing else is known of it.
 */
import { assert } from '../base/assert.ts';
import { createRandom, type Random } from '../base/random.ts';
import { createAwareness, type Awareness } from './awareness.ts';
import { createBroadcasts, type Broadcasts } from './broadcasts.ts';
import { infoProblem } from './limits.ts';
import type { Profile } from './profile.ts';
import { createTimers, type Timers } from './timers.ts';
import type { Address, Effect, MemberState, NodeId, NodeInfo } from './types.ts';

export interface Member {
  info: NodeInfo;
  incarnation: number;
  state: MemberState;
  /** When its state last changed here. */
  changedMs: number;
  /** Place in the ring; -1 when it is not in it. */
  at: number;
  suspicion: Suspicion | null;
  /** Smoothed; 0 before it was measured. */
  rttMs: number;
}

export interface Suspicion {
  readonly sinceMs: number;
  readonly minMs: number;
  readonly maxMs: number;
  /** Independent accusers that end the doubt early. */
  readonly wanted: number;
  /** Without the first. */
  readonly confirmedBy: NodeId[];
  readonly first: NodeId;
  deadlineMs: number;
  /** When something is to be done next: to call on others, or to reach the verdict (verdict.ts). */
  lookMs: number;
  /** How often others were asked whether they know better (verdict.ts). */
  calls: number;
  /** Of the asked, those who hold it for gone as well, and how many of them make a verdict. */
  readonly concurring: NodeId[];
  concurWanted: number;
}

export interface Probe {
  readonly seq: number;
  readonly target: Member;
  readonly sentMs: number;
  readonly deadlineMs: number;
  acked: boolean;
  nacksExpected: number;
  nacks: number;
  /** Its end was put off because this member had stalled. */
  extended: boolean;
}

/** A ping under way for another. */
export interface Relay {
  readonly seq: number;
  readonly forMember: NodeId;
  readonly forSeq: number;
  readonly untilMs: number;
}

export interface GossipOptions {
  readonly info: NodeInfo;
  readonly profile: Profile;
  readonly seed: number;
  /** Of the life before, if the data folder remembers one. */
  readonly incarnation: number;
  readonly lamport: number;
}

export interface Gossip {
  readonly profile: Profile;
  readonly random: Random;
  readonly self: Member;
  readonly members: Map<NodeId, Member>;
  readonly ring: Member[];
  ringAt: number;
  live: number;
  dead: number;
  readonly suspects: Member[];
  readonly awareness: Awareness;
  readonly broadcasts: Broadcasts;
  readonly timers: Timers;
  nowMs: number;
  /** When this member last noticed that it had stood still. */
  stalledMs: number;
  /** Until then nobody is given up: this member has just stalled, and what it waits for may be in its socket. */
  graceUntilMs: number;
  nextSeq: number;
  probe: Probe | null;
  urgent: NodeId[];
  relays: Relay[];
  /** Configured or remembered; asked while nobody is known, and when they are not among the living. */
  seeds: readonly Address[];
  /** Who holds each name (names.ts). */
  readonly names: Map<string, Member>;
  rivals: Member[];
  lamport: number;
  /** Events before it are not taken up: they were before this member's time. */
  lamportFrom: number;
  readonly recentEvents: Map<string, number>;
  syncAnswersSinceMs: number;
  syncAnswers: number;
  phase: 'running' | 'leaving' | 'departed';
  /** What was not taken up because a bound was reached. */
  refused: number;
  effects: Effect[];
}

export function createGossip({ info, profile, seed, incarnation, lamport }: GossipOptions): Gossip {
  const problem = infoProblem(info);
  assert(problem === null, () => problem ?? '');
  return {
    profile,
    random: createRandom(seed),
    self: createMember({ info: { ...info, version: incarnation }, incarnation, state: 'alive', nowMs: 0 }),
    members: new Map(),
    ring: [],
    ringAt: 0,
    live: 1,
    dead: 0,
    suspects: [],
    awareness: createAwareness(profile.awarenessMax),
    broadcasts: createBroadcasts(),
    timers: createTimers(),
    nowMs: 0,
    stalledMs: -Infinity,
    graceUntilMs: 0,
    nextSeq: 1,
    probe: null,
    urgent: [],
    relays: [],
    seeds: [],
    names: new Map(),
    rivals: [],
    lamport,
    lamportFrom: lamport,
    recentEvents: new Map(),
    syncAnswersSinceMs: 0,
    syncAnswers: 0,
    phase: 'running',
    refused: 0,
    effects: [],
  };
}

interface NewMember {
  readonly info: NodeInfo;
  readonly incarnation: number;
  readonly state: MemberState;
  readonly nowMs: number;
}

export function createMember({ info, incarnation, state, nowMs }: NewMember): Member {
  return { info, incarnation, state, changedMs: nowMs, at: -1, suspicion: null, rttMs: 0 };
}

const NO_EFFECTS: readonly Effect[] = [];

/** What is to be done, once. */
export function takeEffects(gossip: Gossip): readonly Effect[] {
  const { effects } = gossip;
  if (effects.length === 0) return NO_EFFECTS;
  gossip.effects = [];
  return effects;
}

export const isLive = ({ state }: Member): boolean => state === 'alive' || state === 'suspect';
