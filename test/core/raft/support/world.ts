/**
 * The hostile world itself: members, their network, the snapshot streams between them, and how bad a seed makes it.
 * What happens in it, and when, is chaos.ts's.
 */
import { memberId, type MemberId } from '../../../../src/core/base/brands.ts';
import { createRandom, nextFloat, nextInteger, pick, type Random } from '../../../../src/core/base/random.ts';
import { hasReady } from '../../../../src/core/raft/ready.ts';
import type { ConfState, Envelope, RaftOptions, SnapshotRequest } from '../../../../src/core/raft/types.ts';
import { createDisk, votersOnly } from './disk.ts';
import { beginInstall, createMember, flush, input, snapshotOf, take, type Member } from './member.ts';
import {
  checkMember,
  checkPromise,
  createOracle,
  noteApplied,
  noteAppliedSnapshot,
  noteReadAnswer,
  noteVote,
  type Oracle,
} from './oracle.ts';

export const ELECTION_TICKS = 5;
const QUEUE_MAX = 200;

interface InFlight {
  readonly from: MemberId;
  readonly to: MemberId;
  readonly envelope: Envelope;
}

/** A snapshot on its way from a leader to a follower, outside the messages. */
interface Stream {
  readonly from: MemberId;
  readonly request: SnapshotRequest;
}

interface Hazards {
  readonly loss: number;
  readonly duplication: number;
  readonly reordering: number;
  readonly crash: number;
  readonly cut: number;
  readonly slowDisk: number;
  readonly release: number;
  readonly epochs: number;
  readonly pauses: number;
  readonly changes: number;
  readonly slowApply: number;
  readonly storeLoss: number;
  /** In worlds with leases: leaders that lose their place while their lease may still run. */
  readonly depositions: number;
}

export interface World {
  readonly seed: number;
  readonly random: Random;
  /** Leaders answer reads by lease, which needs clocks that run alike. */
  readonly leases: boolean;
  hazards: Hazards;
  readonly members: Member[];
  readonly oracle: Oracle;
  queue: InFlight[];
  streams: Stream[];
  /** Links that lose everything, as `from>to`. */
  readonly cut: Set<string>;
  proposals: number;
  reads: number;
}

function hostileHazards(random: Random): Hazards {
  return {
    loss: pick(random, [0, 0.02, 0.1, 0.3]),
    duplication: pick(random, [0, 0.05, 0.2]),
    reordering: pick(random, [0, 0.1, 0.5]),
    crash: pick(random, [0, 0.003, 0.01]),
    cut: pick(random, [0, 0.002, 0.008]),
    slowDisk: pick(random, [0, 0.3, 0.8]),
    release: pick(random, [0, 0.01, 0.05]),
    epochs: pick(random, [0, 0.004, 0.008, 0.012]),
    pauses: pick(random, [0, 0.001, 0.003]),
    changes: pick(random, [0, 0.03, 0.1]),
    slowApply: pick(random, [0, 0.3, 0.8]),
    storeLoss: pick(random, [0, 0, 0.3]),
    depositions: 0.01,
  };
}

/** Enough goes well that changes of the group follow one another, which few do where leaders never last. */
function gentleHazards(random: Random): Hazards {
  return {
    ...{ loss: pick(random, [0, 0.01]), duplication: pick(random, [0, 0.05]) },
    ...{ reordering: pick(random, [0, 0.1]), crash: pick(random, [0, 0.002, 0.004]) },
    ...{ cut: pick(random, [0, 0.002]), slowDisk: pick(random, [0, 0.3]) },
    ...{ release: pick(random, [0, 0.02]), epochs: 0, pauses: 0.002, changes: 0.1 },
    ...{ slowApply: pick(random, [0, 0.5]), storeLoss: pick(random, [0, 0.5]) },
    depositions: 0.01,
  };
}

export function createWorld(seed: number): World {
  const random = createRandom(seed);
  const conf = pickConfiguration(random);
  const ids = [...new Set([...conf.voters, ...conf.votersOutgoing, ...conf.learners])];
  const hazards = nextFloat(random) < 0.4 ? gentleHazards(random) : hostileHazards(random);
  const leases = seed % 4 === 3;
  const world: World = {
    ...{ seed, random, leases },
    hazards,
    members: ids.map((id) => chaosMember(id, conf, seed, leases, () => world)),
    oracle: createOracle(),
    queue: [],
    streams: [],
    cut: new Set(),
    proposals: 0,
    reads: 0,
  };
  for (const id of ids) world.oracle.everMembers.add(id);
  return world;
}

const IDS = [1n, 2n, 3n, 4n, 5n].map(memberId);

function pickConfiguration(random: Random): ConfState {
  const [a, b, c, d, e] = IDS as [MemberId, MemberId, MemberId, MemberId, MemberId];
  const kind = nextInteger(random, 0, 9);
  if (kind < 5) return votersOnly([a, b, c]);
  if (kind < 8) return votersOnly(IDS);
  if (kind === 8) return { ...votersOnly([a, b, c]), learners: [d] };
  return { ...votersOnly([a, b, c]), votersOutgoing: [c, d, e], autoLeave: true };
}

/** It runs and knows nothing until a leader turns to it. */
export function join(world: World, id: MemberId): void {
  if (world.members.some((member) => member.id === id)) return;
  world.members.push(chaosMember(id, null, world.seed, world.leases, () => world));
}

function chaosMember(
  id: MemberId,
  conf: ConfState | null,
  seed: number,
  leaseReads: boolean,
  world: () => World,
): Member {
  const options: RaftOptions = {
    self: id,
    electionTicks: ELECTION_TICKS,
    heartbeatTicks: 1,
    appendBytesMax: seed % 2 === 0 ? 100 : 1,
    inflightAppendsMax: 4,
    inflightBytesMax: 300,
    uncommittedBytesMax: 60,
    seed: seed * 31 + Number(id),
    leaseReads,
  };
  const member: Member = createMember({
    id,
    options,
    disk: createDisk(conf),
    send: (envelope) => {
      checkPromise(member, envelope);
      noteVote(world().oracle, member, envelope);
      post(world(), id, envelope);
    },
    onApply: (entry, state) => noteApplied(world().oracle, member, entry, state),
  });
  return member;
}

function post(world: World, from: MemberId, envelope: Envelope): void {
  const { random, hazards, queue } = world;
  const { to } = envelope;
  if (world.cut.has(`${from}>${to}`) || nextFloat(random) < hazards.loss || queue.length >= QUEUE_MAX) return;
  queue.push({ from, to, envelope });
  if (nextFloat(random) < hazards.duplication) queue.push({ from, to, envelope });
}

export function up(world: World): Member[] {
  return world.members.filter((member) => member.up);
}

export function deliver(world: World, { from, to, envelope }: InFlight): void {
  const member = world.members.find(({ id }) => id === to);
  if (member?.up === true) input(member, { type: 'receive', from, message: envelope.message });
}

export function takeIfReady(world: World, member: Member): void {
  if (!hasReady(member.raft)) return;
  const { random, hazards } = world;
  const ready = take(member, nextFloat(random) >= hazards.slowApply);
  if (ready.logReset !== undefined) world.oracle.report.snapshots++;
  for (const state of ready.readStates) noteReadAnswer(world.oracle, member, state);
  for (const request of ready.snapshotsToSend) world.streams.push({ from: member.id, request });
}

/** The oldest stream arrives, or fails; installing and reporting it are separate moments that a crash can part. */
export function advanceStream(world: World): void {
  const { random } = world;
  const installing = up(world).find(({ raft }) => raft.installing !== null);
  if (installing !== undefined && nextFloat(random) < 0.5) return endInstall(world, installing);
  const stream = world.streams.shift();
  if (stream !== undefined) arrive(world, stream, nextFloat(random) < 0.8);
}

export function arrive(world: World, { from, request }: Stream, intact: boolean): void {
  const source = world.members.find(({ id }) => id === from);
  const target = world.members.find(({ id }) => id === request.to);
  if (source?.up !== true) return;
  if (source.state.at.index < request.atLeast) throw new Error('asked for a snapshot it cannot make');
  if (source.disk.store.at.index < request.atLeast || nextFloat(world.random) < 0.5) flush(source);
  const ok = intact && target?.up === true && target.raft.installing === null;
  if (ok) {
    const snapshot = snapshotOf(source);
    if (beginInstall(target, snapshot).type === 'ok') noteAppliedSnapshot(world.oracle, snapshot.state);
    if (nextFloat(world.random) < 0.5) endInstall(world, target);
  }
  input(source, { type: 'snapshot-sent', to: request.to, ok });
}

export function endInstall(world: World, member: Member): void {
  const { installing } = member.raft;
  if (installing === null) return;
  input(member, { type: 'snapshot-installed', snapshot: installing });
  checkMember(world.oracle, member);
}
