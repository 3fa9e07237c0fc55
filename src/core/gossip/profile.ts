/**
 * Parameters of a pool, and the formulas that follow from its size. They begin where memberlist's do; where they differ,
 * docs/DECISIONS.md says why.
 */
export interface Profile {
  /** One member is probed in each; an unanswered probe ends with it. */
  readonly probeIntervalMs: number;
  /** Until others are asked to probe. */
  readonly probeTimeoutMs: number;
  readonly helpers: number;
  readonly suspicionMult: number;
  /** The longest suspicion, as a multiple of the shortest. */
  readonly suspicionMaxMult: number;
  readonly retransmitMult: number;
  readonly gossipIntervalMs: number;
  readonly gossipNodes: number;
  /** How long rumours go to the dead as well, who may only be cut off. */
  readonly gossipToTheDeadMs: number;
  readonly syncIntervalMs: number;
  /** How often one of the dead is called on, and configured addresses while too few are known. */
  readonly rejoinIntervalMs: number;
  readonly reapIntervalMs: number;
  /** The dead and the left are remembered for so long. */
  readonly reapAfterMs: number;
  /** A member that leaves goes on for so long, so that all hear of it. */
  readonly leaveMs: number;
  readonly awarenessMax: number;
  /** Datagrams pass; otherwise everything goes over streams. */
  readonly datagrams: boolean;
  /** Lifeguard: awareness, nacks, confirmations, buddies, and care after a stall. Off only to compare. */
  readonly lifeguard: boolean;
}

const HOUR_MS = 3_600_000;
const SHARED = {
  rejoinIntervalMs: 30_000,
  reapIntervalMs: 60_000,
  reapAfterMs: 72 * HOUR_MS,
  leaveMs: 3_000,
  awarenessMax: 8,
  datagrams: true,
  lifeguard: true,
} as const;

/** Every process of a region. */
export const LAN: Profile = {
  ...SHARED,
  probeIntervalMs: 1_000,
  probeTimeoutMs: 500,
  helpers: 3,
  suspicionMult: 4,
  suspicionMaxMult: 6,
  retransmitMult: 4,
  gossipIntervalMs: 200,
  gossipNodes: 3,
  gossipToTheDeadMs: 30_000,
  syncIntervalMs: 30_000,
};

/** The servers of all regions: few, far apart, and a lost region is to be known within 15 s. */
export const WAN: Profile = {
  ...SHARED,
  probeIntervalMs: 1_500,
  probeTimeoutMs: 600,
  helpers: 3,
  suspicionMult: 3,
  suspicionMaxMult: 1.5,
  retransmitMult: 4,
  gossipIntervalMs: 300,
  gossipNodes: 4,
  gossipToTheDeadMs: 60_000,
  syncIntervalMs: 30_000,
  datagrams: false,
};

/** One machine: tests and the playground. */
export const LOCAL: Profile = {
  ...SHARED,
  probeIntervalMs: 1_000,
  probeTimeoutMs: 200,
  helpers: 1,
  suspicionMult: 3,
  suspicionMaxMult: 6,
  retransmitMult: 2,
  gossipIntervalMs: 100,
  gossipNodes: 3,
  gossipToTheDeadMs: 15_000,
  syncIntervalMs: 15_000,
};

/** Nobody is declared dead sooner after the first suspicion. */
export function suspicionMinMs(profile: Profile, members: number): number {
  const nodeScale = Math.max(1, Math.log10(Math.max(1, members)));
  return profile.suspicionMult * nodeScale * profile.probeIntervalMs;
}

export function suspicionMaxMs(profile: Profile, members: number): number {
  return suspicionMinMs(profile, members) * (profile.lifeguard ? profile.suspicionMaxMult : 1);
}

/** Before a verdict the accused and a few others are called on: so early that an answer comes before it. */
export function callLeadMs({ lifeguard, probeTimeoutMs }: Profile): number {
  return lifeguard ? probeTimeoutMs : 0;
}

/** Independent suspicions that end the doubt: none where so few members could not bring them. */
export function confirmationsWanted(profile: Profile, members: number): number {
  const wanted = profile.suspicionMult - 2;
  return !profile.lifeguard || members - 2 < wanted ? 0 : wanted;
}

/**
 * How often each member passes a rumour on: by the size of the pool, but in the smallest no less than among ten. Of nine
 * servers one in a hundred otherwise missed a rumour that also went to the three of a lost region, and one region's loss in
 * a thousand was known after the next push-pull only.
 */
export function retransmitLimit(profile: Profile, members: number): number {
  const SCALE_MIN = 2;
  return profile.retransmitMult * Math.max(SCALE_MIN, Math.ceil(Math.log10(members + 1)));
}

/** How long a member passes a rumour on that nothing newer overtakes. */
export function rumourLifeMs(profile: Profile, members: number): number {
  return retransmitLimit(profile, members) * profile.gossipIntervalMs;
}

/**
 * How likely a member looks into a suspicion it heard of, so that some `checkers` of the pool do: the confirmations of a
 * death come within a beat or two, also where there are few to probe by chance.
 */
export function checkChance(profile: Profile, members: number): number {
  const CHECKERS_PER_CONFIRMATION = 3;
  return (confirmationsWanted(profile, members) * CHECKERS_PER_CONFIRMATION) / members;
}

/** Push-pulls get rarer in large pools, where each moves more. */
export function syncIntervalMs(profile: Profile, members: number): number {
  const FULL_RATE_MEMBERS_MAX = 32;
  if (members <= FULL_RATE_MEMBERS_MAX) return profile.syncIntervalMs;
  const doublings = Math.ceil(Math.log2(members)) - Math.log2(FULL_RATE_MEMBERS_MAX);
  return profile.syncIntervalMs * (doublings + 1);
}
