/**
 * What a world must have got back to when its faults have ended, and how soon. Each goal has a name of its own, so that a
 * failure says what did not come back.
 *
 * V1. Times are virtual and count from the end of the faults, or from the end of the load for what needs quiet.
 */
import type { NodeInfo } from '../../src/core/gossip/types.ts';
import type { PoolMember } from '../../src/node/gossip/pool.ts';
import { federatedState, replicatedState } from './checkers/federation.ts';
import { keyOps } from './checkers/replay.ts';
import type { Operation } from './history.ts';
import type { Machine } from './machine.ts';
import { FEDERATED_PREFIX } from './workload.ts';
import type { World } from './world.ts';

const US = 1_000_000;

export interface Goal {
  readonly name: string;
  readonly withinUs: number;
  /** Who or what is not there yet; none when it is reached. */
  readonly missing: () => readonly Lacking[];
}

/** Told only when time is up: what it takes to describe a state costs more than to see that it is not the one wanted. */
type Lacking = () => string;

const told = (lines: readonly string[]): readonly Lacking[] => lines.map((line) => () => line);

/** A restart, a replay of the log, and some elections that nobody wins. */
const LEADER_WITHIN_US = 15 * US;
/** Clients give up after nine seconds, and an operator disarms alarms within four. */
const WRITES_WITHIN_US = 30 * US;
/** Several changes may wait for each other, and each for a joiner to catch up. */
const MEMBERS_WITHIN_US = 60 * US;
/** One that ended with the faults is missed by those it comes back to, and halves call on their dead every half a minute. */
const GOSSIP_WITHIN_US = 90 * US;
/** Leases run out (six seconds at most), regions find each other again and send what was held back. */
const CONVERGED_WITHIN_US = 60 * US;

export function leaderGoal(world: World): Goal {
  const missing = (): readonly Lacking[] =>
    world.regions.flatMap((region) => {
      const members = world.membersOf(region);
      const followed = new Set(members.map(({ running }) => running?.server.serving.status().leader ?? null));
      const [leader] = followed;
      const leads = members.some(
        ({ id, running }) => id === leader && running?.server.serving.status().role === 'leader',
      );
      const describe = (): string => `${region}: ${members.map(describePosition).join('; ')}`;
      return followed.size === 1 && leads ? [] : [describe];
    });
  return { name: 'leader', withinUs: LEADER_WITHIN_US, missing };
}

/** A write that was asked for after the faults has been acknowledged in every region. */
export function writesGoal(world: World, history: readonly Operation[], sinceUs: number): Goal {
  const missing = (): readonly Lacking[] =>
    told(
      world.regions.filter(
        (region) => !history.some((each) => each.region === region && isWriteSince(each, sinceUs)),
      ),
    );
  return { name: 'writes', withinUs: WRITES_WITHIN_US, missing };
}

function isWriteSince({ request, outcome, calledUs }: Operation, sinceUs: number): boolean {
  return (
    outcome.type === 'acked' && calledUs >= sinceUs && keyOps(request).some(({ type }) => type === 'put')
  );
}

/** What the operator wanted changed in the regions' members has been changed. */
export function membersGoal(pending: () => readonly string[]): Goal {
  return { name: 'members', withinUs: MEMBERS_WITHIN_US, missing: () => told(pending()) };
}

/** Every member has each other one for alive, and nobody else; and streams come from regions' servers that gossip knows. */
export function gossipGoal(world: World): Goal {
  const missing = (): readonly Lacking[] =>
    told(world.machines.flatMap((machine) => gossipLacks(world.machines, machine)));
  return { name: 'gossip', withinUs: GOSSIP_WITHIN_US, missing };
}

function gossipLacks(machines: readonly Machine[], { name, region, running }: Machine): string[] {
  const serving = running?.server.serving;
  const gossip = serving?.gossip() ?? null;
  if (serving === undefined || gossip === null) return [`${name} is down, or takes part in no gossip`];
  const mates = machines.filter((each) => each.region === region);
  const lacking = [
    ...seenOtherwise(gossip.members('lan') ?? [], mates).map((what) => `${name} has ${what} in its region`),
    ...seenOtherwise(gossip.members('wan') ?? [], machines).map((what) => `${name} has ${what}`),
  ];
  for (const other of serving.regions()) {
    const known = gossip.placesOf(other.region).map((place) => place.name);
    if (!other.connected || known.includes(other.source)) continue;
    lacking.push(`${name} hears of ${other.region} from ${other.source}, and gossip knows ${known.join()}`);
  }
  return lacking;
}

/** Members are told apart by address and id: one that was replaced at its place is another one. */
function seenOtherwise(seen: readonly PoolMember[], wanted: readonly Machine[]): string[] {
  const alive = seen.filter(({ state }) => state === 'alive').map(({ info }) => info);
  const isIt = (info: NodeInfo, { address, id }: Machine): boolean =>
    info.address === address && info.raftId === id;
  const missed = wanted.filter((machine) => !alive.some((info) => isIt(info, machine)));
  const tooMany = alive.filter((info) => !wanted.some((machine) => isIt(info, machine)));
  return [
    ...missed.map(({ name }) => `not ${name} for alive`),
    ...tooMany.map(({ name, address }) => `${name} at ${address} for alive, who is gone`),
  ];
}

/** All members of a region hold the same, and all regions the same of what is federated. */
export function convergenceGoal(world: World): Goal {
  const missing = (): readonly Lacking[] =>
    isConverged(world) ? [] : world.machines.map((machine) => () => describeState(machine));
  return { name: 'convergence', withinUs: CONVERGED_WITHIN_US, missing };
}

export function watchesGoal(waiting: () => readonly string[]): Goal {
  return { name: 'watches', withinUs: CONVERGED_WITHIN_US, missing: () => told(waiting()) };
}

function isConverged({ machines, regions }: World): boolean {
  // Nobody renews any more, so every lease must have run out.
  if (machines.some(({ running }) => running?.server.serving.leases().length !== 0)) return false;
  // Hashing all tables of all members takes a while: not before it has a chance.
  if (!regions.every((region) => isEven(machines.filter((machine) => machine.region === region))))
    return false;
  if (new Set(machines.map((machine) => federatedState(machine, FEDERATED_PREFIX))).size > 1) return false;
  return regions.every((region) => {
    const members = machines.filter((machine) => machine.region === region);
    return new Set(members.map(replicatedState)).size === 1;
  });
}

function isEven(members: readonly Machine[]): boolean {
  const places = members.map(({ running }) => running?.server.serving.status().appliedIndex ?? -1);
  return new Set(places).size === 1;
}

/** Cheap: whether anything is still going on. */
export function describePosition({ name, running }: Machine): string {
  if (running === null) return `${name} is down`;
  const { serving } = running.server;
  const { role, term, commitIndex, appliedIndex } = serving.status();
  return `${name} ${role} of term ${term}, committed ${commitIndex}, applied ${appliedIndex}, revision ${serving.revision()}`;
}

function describeState(machine: Machine): string {
  const leases = machine.running?.server.serving.leases().length ?? 0;
  return `${describePosition(machine)}: ${leases} leases, ${federatedState(machine, FEDERATED_PREFIX)}, ${replicatedState(machine)}`;
}
