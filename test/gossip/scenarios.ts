/** What a pool is put through, and what is measured of it. Each returns plain figures; `main.ts` prints them. */
import { nextFloat, pick } from '../../src/core/base/random.ts';
import { LAN, WAN, type Profile } from '../../src/core/gossip/profile.ts';
import type { NodeId } from '../../src/core/gossip/types.ts';
import { allKnowAlive, GossipWorld, type SimNode } from './world.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

export interface StallOptions {
  readonly seed: number;
  readonly nodes: number;
  readonly minutes: number;
  readonly loss: number;
  /** Of the members; each stalls again and again. */
  readonly share: number;
  readonly stallMaxMs: number;
  /** Longest time between two stalls of one member. */
  readonly gapMaxMs: number;
  readonly lifeguard: boolean;
}

export interface StallFigures {
  readonly stalls: number;
  /** Lives of members (by incarnation) that somebody suspected, and that somebody declared dead. */
  readonly suspected: number;
  readonly falseDeaths: number;
  /** Of those, members that did not stall at all. */
  readonly healthyDead: number;
  readonly packetsPerNodeSecond: number;
  readonly lostInSockets: number;
  readonly events: number;
}

export function stalls(options: StallOptions): StallFigures {
  const { seed, nodes, minutes, loss, share, lifeguard } = options;
  const world = new GossipWorld({ seed, nodes, loss, profile: { ...LAN, lifeguard } });
  world.startAcquainted();
  const stalling = new Set(world.nodes.slice(0, Math.round(nodes * share)));
  const suspected = new Set<string>();
  const dead = new Map<string, boolean>();
  const healthy = new Set<NodeId>();
  for (const node of world.nodes) if (!stalling.has(node)) healthy.add(node.gossip.self.info.id);
  world.observe(({ gossip }, event) => {
    if (event.type !== 'suspected' && event.type !== 'died') return;
    const { id } = event.info;
    const life = `${id}@${gossip.members.get(id)?.incarnation}`;
    if (event.type === 'suspected') suspected.add(life);
    else dead.set(life, healthy.has(id));
  });
  let count = 0;
  const stallAgain = (node: SimNode): void => {
    const stallMs = options.stallMaxMs * nextFloat(world.random);
    world.after(options.gapMaxMs * nextFloat(world.random), () => {
      count++;
      world.stall(node, stallMs);
      world.after(stallMs, () => stallAgain(node));
    });
  };
  for (const node of stalling) stallAgain(node);
  world.runFor(minutes * MINUTE);
  return {
    stalls: count,
    suspected: suspected.size,
    falseDeaths: dead.size,
    healthyDead: [...dead.values()].filter(Boolean).length,
    packetsPerNodeSecond: sum(world.nodes.map((node) => node.packetsSent)) / nodes / (minutes * 60),
    lostInSockets: sum(world.nodes.map((node) => node.packetsLost)),
    events: world.events,
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

export interface ConvergenceOptions {
  readonly seed: number;
  readonly nodes: number;
  readonly loss: number;
  readonly trials: number;
}

/** Ms until so many of the members knew of an update, one list for each share: of each trial. */
export interface ConvergenceFigures {
  readonly toHalf: readonly number[];
  readonly toNearlyAll: readonly number[];
  /** Members that had not heard within `CONVERGENCE_MS_MAX`, over all trials. */
  readonly missed: number;
}

export const NEARLY_ALL = 0.9999;
const CONVERGENCE_MS_MAX = 15 * SECOND;

export function convergence({ seed, nodes, loss, trials }: ConvergenceOptions): ConvergenceFigures {
  const world = new GossipWorld({ seed, nodes, loss, profile: LAN });
  world.startAcquainted();
  world.runFor(2 * SECOND);
  const toHalf: number[] = [];
  const toNearlyAll: number[] = [];
  let missed = 0;
  for (let trial = 0; trial < trials; trial++) {
    const beganMs = world.nowMs;
    const heardMs: number[] = [];
    world.observe((_, event, nowMs) => {
      if (event.type === 'user-event' && event.event.name === `trial-${trial}`) heardMs.push(nowMs - beganMs);
    });
    const origin = pick(world.random, world.nodes);
    world.tell(origin, { type: 'send-event', name: `trial-${trial}`, payload: new Uint8Array(32) });
    world.runUntil(() => heardMs.length === nodes, CONVERGENCE_MS_MAX);
    missed += nodes - heardMs.length;
    toHalf.push(heardMs[Math.ceil(nodes / 2) - 1] ?? Infinity);
    toNearlyAll.push(heardMs[Math.ceil(nodes * NEARLY_ALL) - 1] ?? Infinity);
  }
  return { toHalf, toNearlyAll, missed };
}

/** Serf's published curve, solved for the time at which so many know. */
export function serfCurveMs(nodes: number, loss: number, share: number): number {
  const odds = (share / (1 - share)) * (nodes + 1);
  return (Math.log(odds) / (0.5 * LAN.gossipNodes * (1 - loss))) * LAN.gossipIntervalMs;
}

export interface DetectionOptions {
  readonly seed: number;
  readonly nodes: number;
  readonly loss: number;
  readonly trials: number;
  readonly profile?: Profile;
}

/** Ms after a kill, of each trial. */
export interface DetectionFigures {
  readonly suspected: readonly number[];
  readonly died: readonly number[];
  readonly allKnow: readonly number[];
}

const DETECTION_MS_MAX = 10 * MINUTE;
/** More would change the size of the pool under measurement. */
const KILLS_PER_WORLD_SHARE = 0.01;

export function detection({ seed, nodes, loss, trials, profile = LAN }: DetectionOptions): DetectionFigures {
  const figures = { suspected: [] as number[], died: [] as number[], allKnow: [] as number[] };
  const killsPerWorld = Math.max(1, Math.floor(nodes * KILLS_PER_WORLD_SHARE));
  for (let trial = 0; trial < trials;) {
    const world = new GossipWorld({ seed: seed + trial, nodes, loss, profile });
    world.startAcquainted();
    world.runFor((2 + nextFloat(world.random)) * profile.probeIntervalMs);
    for (let kill = 0; kill < killsPerWorld && trial < trials; kill++, trial++) {
      const victims = [
        pick(
          world.random,
          world.nodes.filter(({ up }) => up),
        ),
      ];
      const found = killed(world, victims);
      figures.suspected.push(found.suspectedMs);
      figures.died.push(found.diedMs);
      figures.allKnow.push(found.allKnowMs);
    }
  }
  return figures;
}

interface Found {
  readonly suspectedMs: number;
  readonly diedMs: number;
  readonly allKnowMs: number;
}

/** Kills them together and waits until every survivor holds all of them for dead. */
function killed(world: GossipWorld, victims: readonly SimNode[]): Found {
  const ids = new Set(victims.map(({ gossip }) => gossip.self.info.id));
  const beganMs = world.nowMs;
  const firstMs = { suspected: Infinity, died: Infinity };
  for (const victim of victims) world.kill(victim);
  let left = world.nodes.filter(({ up }) => up).length * victims.length;
  world.observe((_, event, nowMs) => {
    if (event.type !== 'suspected' && event.type !== 'died') return;
    if (!ids.has(event.info.id)) return;
    firstMs[event.type] = Math.min(firstMs[event.type], nowMs - beganMs);
    if (event.type === 'died') left--;
  });
  const all = world.runUntil(() => left === 0, DETECTION_MS_MAX);
  return {
    suspectedMs: firstMs.suspected,
    diedMs: firstMs.died,
    allKnowMs: all ? world.nowMs - beganMs : Infinity,
  };
}

export interface RegionOptions {
  readonly seed: number;
  readonly regions: number;
  readonly serversPerRegion: number;
  readonly trials: number;
}

/** A region goes dark: ms until every server elsewhere holds all of its servers for dead. */
export function lostRegion({ seed, regions, serversPerRegion, trials }: RegionOptions): readonly number[] {
  return Array.from({ length: trials }, (_, trial) => {
    const nodes = regions * serversPerRegion;
    const world = new GossipWorld({ seed: seed + trial, nodes, regions, loss: 0, profile: WAN });
    world.startAcquainted();
    world.runFor((2 + nextFloat(world.random)) * WAN.probeIntervalMs);
    return killed(
      world,
      world.nodes.filter(({ region }) => region === 0),
    ).allKnowMs;
  });
}

export interface PartitionOptions {
  readonly seed: number;
  readonly nodes: number;
  readonly cutMs: number;
  readonly loss: number;
  readonly profile?: Profile;
}

export interface PartitionFigures {
  /** Whether the halves had given each other up when the cut ended. */
  readonly gaveUp: boolean;
  /** After the cut, until all hold all for alive; `Infinity` if they did not within ten minutes. */
  readonly healedMs: number;
  /** Members whom somebody declared dead only after the cut had ended: ms after its end, of each. */
  readonly declaredMs: readonly number[];
  /** How often a death was heard of after the cut had ended, those that were declared before it included. */
  readonly tellings: number;
}

export function partition({ seed, nodes, cutMs, loss, profile = LAN }: PartitionOptions): PartitionFigures {
  const world = new GossipWorld({ seed, nodes, regions: 2, loss, profile, delayBetweenMs: [0.2, 1] });
  world.startAcquainted();
  world.runFor(5 * SECOND);
  world.cut((from, to) => from.region !== to.region);
  const dead = new Set<NodeId>();
  world.observe((_, event) => {
    if (event.type === 'died') dead.add(event.info.id);
  });
  world.runFor(cutMs);
  const [one, other] = [0, 1].map((region) => world.nodes.filter((node) => node.region === region));
  const gaveUp = !allKnowAlive(one!, other!);
  world.cut(() => false);
  const healsMs = world.nowMs;
  const declaredMs: number[] = [];
  let tellings = 0;
  world.observe((_, event, nowMs) => {
    if (event.type !== 'died') return;
    tellings++;
    if (!dead.has(event.info.id)) declaredMs.push(nowMs - healsMs);
    dead.add(event.info.id);
  });
  const LOOK_EVERY_MS = 500;
  let healed = false;
  while (!healed && world.nowMs - healsMs < 10 * MINUTE) {
    world.runFor(LOOK_EVERY_MS);
    healed = allKnowAlive(world.nodes, world.nodes);
  }
  return { gaveUp, healedMs: healed ? world.nowMs - healsMs : Infinity, declaredMs, tellings };
}

export interface TrafficOptions {
  readonly seed: number;
  readonly nodes: number;
  readonly minutes: number;
}

/** Of one member in a second in which nothing happens. */
export interface TrafficFigures {
  readonly packets: number;
  /** With their seals, without the headers of UDP and IP. */
  readonly bytes: number;
  /** Of one core, the simulator's own share included. */
  readonly processorShare: number;
}

export function traffic({ seed, nodes, minutes }: TrafficOptions): TrafficFigures {
  const perNodeSecond = nodes * minutes * 60;
  const run = (weighs: boolean): { world: GossipWorld; cpuSeconds: number } => {
    const world = new GossipWorld({ seed, nodes, loss: 0, profile: LAN, weighs });
    world.startAcquainted();
    const before = process.cpuUsage();
    world.runFor(minutes * MINUTE);
    const { user, system } = process.cpuUsage(before);
    return { world, cpuSeconds: (user + system) / 1e6 };
  };
  const { world } = run(true);
  return {
    packets: sum(world.nodes.map(({ packetsSent }) => packetsSent)) / perNodeSecond,
    bytes: sum(world.nodes.map(({ bytesSent }) => bytesSent)) / perNodeSecond,
    processorShare: run(false).cpuSeconds / perNodeSecond,
  };
}
