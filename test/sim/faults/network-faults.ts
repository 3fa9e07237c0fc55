/** Links that are cut, slow or lossy, and connections that break in each way a connection can. */
import { nextFloat, nextInteger, pick, type Random } from '../../../src/core/base/random.ts';
import type { Machine } from '../machine.ts';
import type { LinkProfile } from '../ports/sim-fabric.ts';
import { namesOf, type FaultAct, type FaultDone, type FaultSite } from './fault.ts';
import type { FaultKind } from './kinds.ts';

interface Link {
  readonly from: Machine;
  readonly to: Machine;
}

const SLOWER = 50;
/** However many slow it down: frames keep their order, and one that outlives its faults by minutes holds up all behind it. */
const SLOWEST_US = 2_000_000;
const LOST = 0.4;

export const NETWORK_FAULTS = {
  isolation: ({ world, random }) => isolate(world, pick(random, world.machines)),
  'one-way cut': ({ world, random }) => {
    const link = drawLink(world, random);
    return link === null ? null : cut(world, [link], describeLink(link));
  },
  'link graph': ({ world, random }) => {
    // Every directed graph is as likely as any other: 64 of them on three members.
    const members = world.membersOf(pick(random, world.regions));
    const gone = linksOf(members).filter(() => nextFloat(random) < 0.5);
    return cut(world, gone, gone.map(describeLink).join(', '));
  },
  'region split': ({ world, random }) => {
    const region = pick(random, world.regions);
    const others = world.regions.filter((other) => other !== region);
    if (others.length === 0) return null;
    const from = nextFloat(random) < 0.5 ? others : [pick(random, others)];
    const links = bothWays(
      world.membersOf(region),
      from.flatMap((other) => world.membersOf(other)),
    );
    return cut(world, links, `${region} from ${from.join(' and ')}`);
  },
  'one-way region cut': ({ world, random }) => {
    const from = pick(random, world.regions);
    const others = world.regions.filter((other) => other !== from);
    if (others.length === 0) return null;
    const to = pick(random, others);
    return cut(world, oneWay(world.membersOf(from), world.membersOf(to)), `${from} to ${to}`);
  },
  'connection reset': (site) => breakConnections(site, 'both'),
  'half-open connection': (site) => breakConnections(site, 'half-open'),
  'slow link': (site) => worsen(site, 'slow', (link) => ({ ...link, latencyUs: slowed(link.latencyUs) })),
  'lossy link': (site) => worsen(site, 'lossy', (link) => ({ ...link, lossRate: LOST })),
} as const satisfies Partial<Record<FaultKind, FaultAct>>;

function slowed(us: number): number {
  return Math.min(us * SLOWER, Math.max(us, SLOWEST_US));
}

/** Nobody of its region reaches it, nor it them. */
export function isolate(world: FaultSite['world'], alone: Machine): FaultDone | null {
  const others = world.membersOf(alone.region).filter((other) => other !== alone);
  return cut(world, bothWays([alone], others), `${alone.name} alone`);
}

function cut({ fabric }: FaultSite['world'], links: readonly Link[], what: string): FaultDone | null {
  if (links.length === 0) return null;
  for (const { from, to } of links) fabric.cut(from.address, to.address);
  return {
    what,
    undo: () => {
      for (const { from, to } of links) fabric.heal(from.address, to.address);
    },
  };
}

function breakConnections({ world, random }: FaultSite, how: 'both' | 'half-open'): FaultDone | null {
  const from = pick(random, world.machines);
  const others = world.machines.filter((other) => other !== from);
  if (others.length === 0) return null;
  const to = pick(random, others);
  const broken = world.networks.break(from.address, to.address, how);
  return broken === 0 ? null : { what: `${broken} of ${describeLink({ from, to })}` };
}

function worsen(
  { world, random, overlays }: FaultSite,
  how: string,
  change: (link: LinkProfile) => LinkProfile,
): FaultDone | null {
  const link = drawLink(world, random);
  if (link === null) return null;
  const undo = overlays.link(link.from.address, link.to.address, change);
  return { what: `${how} ${describeLink(link)}`, undo };
}

function drawLink(world: FaultSite['world'], random: Random): Link | null {
  const links = linksOf(world.membersOf(pick(random, world.regions)));
  return links[nextInteger(random, 0, Math.max(links.length - 1, 0))] ?? null;
}

function linksOf(members: readonly Machine[]): Link[] {
  return members.flatMap((from) => members.filter((to) => to !== from).map((to) => ({ from, to })));
}

function oneWay(from: readonly Machine[], to: readonly Machine[]): Link[] {
  return from.flatMap((one) => to.map((other) => ({ from: one, to: other })));
}

function bothWays(one: readonly Machine[], other: readonly Machine[]): Link[] {
  return [...oneWay(one, other), ...oneWay(other, one)];
}

const describeLink = ({ from, to }: Link): string => `${namesOf([from])} to ${namesOf([to])}`;
