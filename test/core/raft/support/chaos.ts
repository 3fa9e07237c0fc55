/**
 * A group in a world that does its worst, from one seed: messages late, doubled, out of order or lost, links cut in
 * one direction, disks that lag, members that crash in the middle of a write. Afterwards the world heals and the group
 * must come to one leader, one log, and an answer for every question.
 *
 * Checked all along (oracle.ts): one leader a term, leaders that hold all that is committed, one order of entries
 * everywhere, no read of the past. A violation throws; the seed repeats it.
 */
import { logIndex, memberId, type MemberId } from '../../../../src/core/base/brands.ts';
import { nextFloat, nextInteger, pick } from '../../../../src/core/base/random.ts';
import { changeConfiguration } from '../../../../src/core/raft/change.ts';
import { isJoint, isMember, membersOf, votersOf } from '../../../../src/core/raft/configuration.ts';
import { describeConf, describeStatus } from '../../../../src/core/raft/describe.ts';
import { lastIndex } from '../../../../src/core/raft/log.ts';
import { hasReady } from '../../../../src/core/raft/ready.ts';
import { raftStatus } from '../../../../src/core/raft/status.ts';
import { step } from '../../../../src/core/raft/step.ts';
import type { ConfState } from '../../../../src/core/raft/types.ts';
import { changeEntry, changes } from './changes.ts';
import { loseStore, releaseDisk } from './disk.ts';
import { applyBacklog, crash, flush, input, release, restart, sync, type Member } from './member.ts';
import { checkLogsMatch, checkMember, noteRead } from './oracle.ts';
import {
  advanceStream,
  arrive,
  createWorld,
  deliver,
  ELECTION_TICKS,
  endInstall,
  join,
  takeIfReady,
  up,
  type World,
} from './world.ts';

export interface ChaosReport {
  readonly committed: number;
  readonly terms: number;
  readonly crashes: number;
  readonly snapshots: number;
  readonly readsAnswered: number;
  readonly changes: number;
  readonly joint: number;
  readonly storesLost: number;
  /** Members that were removed and have been told so. */
  readonly removedKnow: number;
}

const STEPS = 3000;
/** Whatever else happens, cuts last a few hundred steps at most. */
const MENDING = 0.008;
const HEALING_ROUNDS_MAX = 300;
const CALM_TURNS_MAX = 1000;

export function runChaos(seed: number): ChaosReport {
  const world = createWorld(seed);
  for (let i = 0; i < STEPS; i++) {
    disturb(world);
    if (i % 100 === 99) checkLogsMatch(world.members);
  }
  heal(world);
  return world.oracle.report;
}

function disturb(world: World): void {
  const { random, hazards } = world;
  const chance = nextFloat(random);
  if (chance < hazards.crash) return crashOrRestart(world);
  if (nextFloat(random) < hazards.cut) return cutOrMend(world);
  if (nextFloat(random) < hazards.epochs) return beginEpoch(world);
  if (hazards.epochs === 0 && nextFloat(random) < MENDING) world.cut.clear();
  if (nextFloat(random) < hazards.pauses) return pauseLeader(world);
  if (world.leases && nextFloat(random) < hazards.depositions) return deposeLeader(world);
  if (nextFloat(random) < hazards.changes) return changeMembers(world);
  if (nextFloat(random) < hazards.release) return flushAndRelease(world);
  const members = up(world);
  if (members.length === 0) return crashOrRestart(world);
  const member = pick(random, members);
  const act = nextInteger(random, 0, 99);
  if (act < 32) deliverSome(world);
  else if (act < 54) takeIfReady(world, member);
  else if (act < 67) syncSome(world, member);
  else if (act < 70) applyBacklog(member, nextInteger(random, 1, 3));
  else if (act < 79) tickSome(world, member);
  else if (act < 86) proposeSome(world);
  else if (act < 89) read(world, member);
  else if (act < 91) advanceStream(world);
  else if (act < 92) input(member, { type: 'unreachable', member: pick(random, world.members).id });
  else if (act < 93) input(member, { type: 'transfer-leadership', to: pick(random, world.members).id });
  else members.forEach((other) => takeIfReady(world, other));
  for (const other of members) checkMember(world.oracle, other);
}

function crashOrRestart(world: World): void {
  const member = pick(world.random, world.members);
  if (member.up) fall(world, member);
  else restart(member);
}

function fall(world: World, member: Member): void {
  const { random, oracle } = world;
  const reached = nextInteger(random, 0, member.writes.length);
  crash(member, reached, nextInteger(random, 0, 2));
  oracle.report.crashes++;
  if (mayLoseStore(world, member) && nextFloat(random) < world.hazards.storeLoss) {
    oracle.report.storesLost++;
    loseStore(member.disk);
  }
  for (const [request, asked] of oracle.reads) if (asked.by === member.id) oracle.reads.delete(request);
  world.streams = world.streams.filter(({ from }) => from !== member.id);
  if (nextFloat(random) < 0.7) restart(member);
}

/**
 * One at a time, and not of a group of two: what only a member without a state machine holds stays with it, and it cannot
 * lead, so two of them could keep the others from electing anyone.
 */
function mayLoseStore(world: World, { disk }: Member): boolean {
  const { members, hazards } = world;
  const isNew = (each: Member['disk']): boolean => each.base.index === 0 && each.entries.length === 0;
  return (
    hazards.storeLoss > 0 && !isNew(disk) && members.every((each) => !each.disk.storeLost || isNew(each.disk))
  );
}

const TURNOVER_CHANCE = 0.2;
const VOTERS_MAX = 6;
const MEMBERS_MAX = 10;

/** Whatever a leader takes: voters and learners come, go and change places, several at a time or one. */
function changeMembers(world: World): void {
  const leaders = up(world).filter(({ raft }) => raft.role === 'leader');
  if (leaders.length === 0) return;
  const { raft } = pick(world.random, leaders);
  const words =
    nextFloat(world.random) < TURNOVER_CHANCE
      ? turnover(world, raft.conf)
      : Array.from({ length: pick(world.random, [1, 1, 1, 2, 3]) }, () => oneChange(world, raft.conf));
  const changed = changeConfiguration(raft.conf, { changes: changes(words.join(' ')) });
  const votersMin = world.hazards.storeLoss > 0 ? 3 : 1;
  if (!changed.ok || changed.conf.voters.length < votersMin || changed.conf.voters.length > VOTERS_MAX)
    return;
  if (step(raft, { type: 'propose', entries: [changeEntry(words.join(' '))] }).type !== 'proposed') return;
  for (const id of membersOf(changed.conf)) join(world, id);
}

/** A majority of the voters goes at once, and as many others come: two majorities have nobody in common any more. */
function turnover(world: World, { voters, learners }: ConfState): string[] {
  const leaving = voters.slice(0, Math.floor(voters.length / 2) + 1);
  const coming = [...learners, ...freshIds(world)].slice(0, leaving.length);
  return [...coming.map((id) => `v${id}`), ...leaving.map((id) => `r${id}`)];
}

function freshIds({ members }: World): MemberId[] {
  const room = Math.max(0, MEMBERS_MAX - members.length);
  return Array.from({ length: room }, (_, at) => memberId(BigInt(members.length + 1 + at)));
}

/** Ids are not used twice. */
function oneChange({ random, members, oracle }: World, conf: ConfState): string {
  const fresh = memberId(BigInt(members.length + 1));
  const idle = members
    .filter(({ id }) => !oracle.everMembers.has(id) && !isMember(conf, id))
    .map(({ id }) => id);
  const known = membersOf(conf);
  const add = nextFloat(random) < 0.5 && members.length < MEMBERS_MAX;
  const id = add ? pick(random, [fresh, ...idle]) : pick(random, known);
  return `${pick(random, add ? ['v', 'l'] : ['v', 'l', 'r', 'r'])}${id}`;
}

/**
 * A new epoch: only some majority can talk, and its clocks leap, so that it elects someone. With epochs short enough
 * leaders leave behind entries that few have seen, and come back to find others' (Raft, figure 8).
 */
function beginEpoch(world: World): void {
  const { random, cut, members } = world;
  const inside = new Set<MemberId>();
  while (inside.size * 2 <= members.length) inside.add(pick(random, members).id);
  cut.clear();
  for (const { id } of members) {
    for (const { id: other } of members) {
      if (id !== other && !(inside.has(id) && inside.has(other))) cut.add(`${id}>${other}`);
    }
  }
  const awake = up(world).filter(({ id }) => world.leases || inside.has(id));
  for (let i = 0; i < 2 * ELECTION_TICKS; i++) for (const member of awake) input(member, { type: 'tick' });
}

const PAUSE_TICKS = 3 * ELECTION_TICKS;

/**
 * A leader's process stands still while the others elect another, who commits; then it is asked before a tick tells it how
 * late it is (etcd #20418). What was sent to it meanwhile waits. Leases count on clocks that do not stand still.
 */
function pauseLeader(world: World): void {
  const awake = up(world);
  const paused = awake.find(({ raft }) => raft.role === 'leader');
  if (paused === undefined || world.leases) return;
  world.cut.clear();
  const others = awake.filter((member) => member !== paused);
  for (let tick = 0; tick < PAUSE_TICKS; tick++) {
    calmRound(world, others);
    if (tick === PAUSE_TICKS - 2) proposeSome(world, others);
  }
  read(world, paused);
  takeIfReady(world, paused);
}

/**
 * A leader that answers by its lease is replaced before anything tells it so: it has asked a follower to take over and is
 * cut off then (thesis §6.4.1); or one follower has lost sight of it, and the other, whose promise it counts on, starts
 * again and is asked for its vote. The successor commits; then the old leader is asked.
 */
function deposeLeader(world: World): void {
  const awake = up(world);
  const old = awake.find(({ raft }) => raft.role === 'leader');
  const others = awake.filter((member) => member !== old);
  if (old === undefined || others.length < 2) return;
  world.cut.clear();
  exchange(world, awake);
  const successor = pick(world.random, others);
  if (nextFloat(world.random) < 0.5) {
    input(old, { type: 'transfer-leadership', to: successor.id });
    takeIfReady(world, old);
    sync(old);
    isolate(world, old);
  } else {
    cutLink(world, old, successor);
    for (let tick = 0; tick < 2 * ELECTION_TICKS; tick++) pass(world, awake);
    isolate(world, old);
    for (const member of others) if (member !== successor) crashAndRestart(world, member);
  }
  for (let tick = 0; tick < ELECTION_TICKS - 1; tick++) {
    exchange(world, others);
    proposeSome(world, others);
    exchange(world, others);
    if (!old.up || old.raft.role !== 'leader') return;
    read(world, old);
    takeIfReady(world, old);
    pass(world, others);
  }
}

/** Time goes on for everyone alike, and some of them talk. */
function pass(world: World, talking: readonly Member[]): void {
  for (const member of up(world)) input(member, { type: 'tick' });
  exchange(world, talking);
}

function crashAndRestart(world: World, member: Member): void {
  crash(member, member.writes.length);
  world.oracle.report.crashes++;
  for (const [request, asked] of world.oracle.reads)
    if (asked.by === member.id) world.oracle.reads.delete(request);
  world.streams = world.streams.filter(({ from }) => from !== member.id);
  restart(member);
}

function cutLink({ cut }: World, left: Member, right: Member): void {
  cut.add(`${left.id}>${right.id}`).add(`${right.id}>${left.id}`);
}

function isolate(world: World, member: Member): void {
  for (const other of world.members) if (other !== member) cutLink(world, member, other);
}

/** Clocks do not run evenly, unless leases count on it. */
function tickSome(world: World, member: Member): void {
  if (world.leases) return up(world).forEach((each) => input(each, { type: 'tick' }));
  for (let i = nextInteger(world.random, 1, 3); i > 0; i--) input(member, { type: 'tick' });
}

/** Leaders are cut off more often than others: most of what can go wrong begins with two that lead. */
function cutOrMend(world: World): void {
  const { random, cut, members } = world;
  if (cut.size > 0 && nextFloat(random) < 0.5) return cut.clear();
  const leader = members.find(({ up: isUp, raft }) => isUp && raft.role === 'leader');
  const victim = leader !== undefined && nextFloat(random) < 0.7 ? leader.id : pick(random, members).id;
  if (nextFloat(random) < 0.3) {
    cut.add(`${victim}>${pick(random, members).id}`);
    return;
  }
  const friend = pick(random, members).id;
  for (const { id } of members) {
    if (id !== friend || nextFloat(random) < 0.5) cut.add(`${victim}>${id}`).add(`${id}>${victim}`);
  }
}

function flushAndRelease(world: World): void {
  const members = up(world);
  if (members.length === 0) return;
  const member = pick(world.random, members);
  if (member.raft.installing !== null || member.raft.needsSnapshot) return;
  flush(member);
  release(member, logIndex(Math.max(0, member.state.at.index - nextInteger(world.random, 0, 3))));
  releaseDisk(member.disk, member.raft.log.base);
}

function deliverSome(world: World): void {
  const { random, queue, hazards } = world;
  for (let i = nextInteger(random, 1, 5); i > 0 && queue.length > 0; i--) {
    const at = nextFloat(random) < hazards.reordering ? nextInteger(random, 0, queue.length - 1) : 0;
    const [message] = queue.splice(at, 1);
    if (message !== undefined) deliver(world, message);
  }
}

function syncSome(world: World, member: Member): void {
  if (member.writes.length === 0 || nextFloat(world.random) < world.hazards.slowDisk) return;
  sync(member, nextInteger(world.random, 1, member.writes.length));
}

function proposeSome(world: World, members = up(world)): void {
  const leaders = members.filter(({ raft }) => raft.role === 'leader');
  if (leaders.length === 0) return;
  const entries = Array.from({ length: nextInteger(world.random, 1, 2) }, () => {
    const number = ++world.proposals;
    return { type: 'command' as const, data: Uint8Array.of(number & 0xff, (number >> 8) & 0xff) };
  });
  input(pick(world.random, leaders), { type: 'propose', entries });
}

function read(world: World, member: Member): void {
  const request = ++world.reads;
  noteRead(world.oracle, member, request);
  input(member, { type: 'read-index', request });
}

function heal(world: World): void {
  world.cut.clear();
  for (const member of world.members) if (!member.up) restart(member);
  world.hazards = { ...world.hazards, loss: 0, duplication: 0, slowApply: 0 };
  for (const member of world.members) applyBacklog(member);
  let proposed = false;
  for (let round = 0; round < HEALING_ROUNDS_MAX; round++) {
    calmRound(world);
    const leader = leaderOf(world);
    if (leader === undefined || !isSettled(world, leader)) continue;
    // A question lost on its way is given up after an election timeout.
    if (proposed && world.oracle.reads.size > 0) continue;
    if (proposed) return finish(world, leader);
    const entries = [{ type: 'command' as const, data: Uint8Array.of(0xff) }];
    proposed = input(leader, { type: 'propose', entries }).type === 'proposed';
  }
  throw new Error(`no progress after the world has healed:\n${describeWorld(world)}`);
}

function describeWorld({ members, oracle }: World): string {
  const lines = members.map(({ raft }) => `${describeStatus(raftStatus(raft))} ${describeConf(raft.conf)}`);
  return [...lines, `reads never answered: [${[...oracle.reads.keys()].join(' ')}]`].join('\n');
}

function leaderOf({ members }: World): Member | undefined {
  const leaders = members.filter(({ raft }) => raft.role === 'leader');
  return leaders.sort((left, right) => right.raft.term - left.raft.term)[0];
}

/** A tick for everyone awake; then they work and talk as long as there is anything to say. */
function calmRound(world: World, awake: readonly Member[] = world.members): void {
  for (const member of awake) input(member, { type: 'tick' });
  exchange(world, awake);
}

function exchange(world: World, awake: readonly Member[]): void {
  const isAwake = (id: MemberId): boolean => awake.some((member) => member.id === id);
  let busy = true;
  for (let turn = 0; busy; turn++) {
    if (turn > CALM_TURNS_MAX) throw new Error('the members never stop talking');
    busy = false;
    for (const member of awake) {
      endInstall(world, member);
      while (hasReady(member.raft) || member.writes.length > 0) {
        busy = true;
        takeIfReady(world, member);
        sync(member);
      }
      checkMember(world.oracle, member);
    }
    for (const stream of world.streams.splice(0)) arrive(world, stream, true);
    for (const message of world.queue.splice(0)) {
      if (isAwake(message.to)) deliver(world, message);
      else world.queue.push(message);
    }
  }
}

/** One configuration, no longer joint; its members have one log, and whoever was removed knows it. */
function isSettled({ members, oracle }: World, leader: Member): boolean {
  const { conf, log } = leader.raft;
  const { index } = leader.state.at;
  if (isJoint(conf) || index !== lastIndex(log)) return false;
  return members.every((member) => {
    if (isMember(conf, member.id)) return member.state.at.index === index && member.raft.leader === leader.id;
    // Removed again before it got anything, a new member does not know whom to ask; nor does one that asks nobody who is
    // still of the group (learners are not asked for their votes).
    const isNew = member.raft.needsSnapshot && lastIndex(member.raft.log) === 0;
    const asksNobody = votersOf(member.raft.conf).every((id) => !isMember(conf, id));
    return member.removed || isNew || asksNobody || !oracle.everMembers.has(member.id);
  });
}

/** Nobody disturbs a leader that works, not even those who were removed. */
const QUIET_ROUNDS = 50;

function finish(world: World, leader: Member): void {
  const { term } = leader.raft;
  for (let round = 0; round < QUIET_ROUNDS; round++) calmRound(world);
  if (leader.raft.role !== 'leader' || leader.raft.term !== term)
    throw new Error('a working leader was disturbed');
  const inGroup = world.members.filter(({ id }) => isMember(leader.raft.conf, id));
  checkLogsMatch(inGroup);
  for (const { id, state } of inGroup) {
    if (state.digest !== leader.state.digest) throw new Error(`member ${id} has come to another state`);
  }
  world.oracle.report.removedKnow = world.members.filter(({ removed }) => removed).length;
}
