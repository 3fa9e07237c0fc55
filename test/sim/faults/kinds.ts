/**
 * Every kind of fault that is done to a world at a moment, how often it may come and how long it may last. What a world
 * suffers all the time (loss, stalls, late timers) stands in ambient.ts.
 */
export interface FaultKindLimits {
  /** Times a minute over the whole world, in the swarm that is fondest of it. */
  readonly perMinuteMax: number;
  readonly lastsUs: { readonly least: number; readonly most: number };
}

const US = 1_000_000;
const brief = { least: 10_000, most: 2 * US } as const;
const usual = { least: 100_000, most: 20 * US } as const;
const long = { least: 20 * US, most: 60 * US } as const;
/** Nothing to take back, or nothing before the end of all faults. */
const instant = { least: 0, most: 0 } as const;

export const FAULT_KINDS = {
  isolation: { perMinuteMax: 6, lastsUs: usual },
  'one-way cut': { perMinuteMax: 6, lastsUs: usual },
  'link graph': { perMinuteMax: 8, lastsUs: usual },
  'region split': { perMinuteMax: 4, lastsUs: usual },
  'one-way region cut': { perMinuteMax: 4, lastsUs: usual },
  'connection reset': { perMinuteMax: 12, lastsUs: instant },
  'half-open connection': { perMinuteMax: 12, lastsUs: instant },
  'slow link': { perMinuteMax: 6, lastsUs: usual },
  'lossy link': { perMinuteMax: 6, lastsUs: usual },

  'disk full': { perMinuteMax: 3, lastsUs: usual },
  'disk full for good': { perMinuteMax: 1, lastsUs: instant },
  'slow disk': { perMinuteMax: 6, lastsUs: usual },
  'sync error': { perMinuteMax: 4, lastsUs: brief },
  'short write': { perMinuteMax: 3, lastsUs: brief },
  'unreadable disk': { perMinuteMax: 2, lastsUs: usual },
  'bit flip in the log': { perMinuteMax: 1, lastsUs: brief },

  'store full': { perMinuteMax: 2, lastsUs: brief },
  'store flush stall': { perMinuteMax: 6, lastsUs: usual },
  'bit flip in the store': { perMinuteMax: 1, lastsUs: brief },
  'bit flips in snapshots': { perMinuteMax: 2, lastsUs: long },

  'wall clock step': { perMinuteMax: 6, lastsUs: usual },
  'wall clock an hour behind': { perMinuteMax: 2, lastsUs: usual },
  'wall clock an hour ahead': { perMinuteMax: 2, lastsUs: usual },
  'clock that changes its rate': { perMinuteMax: 6, lastsUs: usual },
  'wall clock strobe': { perMinuteMax: 4, lastsUs: usual },
  'wall clock freeze': { perMinuteMax: 4, lastsUs: usual },

  'member replaced': { perMinuteMax: 2, lastsUs: instant },
  'one more member': { perMinuteMax: 2, lastsUs: usual },
  'upgrade or roll-back': { perMinuteMax: 8, lastsUs: brief },
  'region finalised': { perMinuteMax: 3, lastsUs: instant },

  kill: { perMinuteMax: 6, lastsUs: usual },
  'power loss': { perMinuteMax: 6, lastsUs: usual },
  'power loss of a region': { perMinuteMax: 2, lastsUs: usual },
  'power loss everywhere': { perMinuteMax: 1, lastsUs: usual },
  'graceful restart': { perMinuteMax: 3, lastsUs: usual },
  'long absence': { perMinuteMax: 2, lastsUs: long },
  pause: { perMinuteMax: 6, lastsUs: { least: 50_000, most: 9 * US } },
  'machine suspended': { perMinuteMax: 8, lastsUs: { least: 2 * US, most: 9 * US } },
  'event-loop stall': { perMinuteMax: 12, lastsUs: { least: 20_000, most: 900_000 } },
} as const satisfies Readonly<Record<string, FaultKindLimits>>;

export type FaultKind = keyof typeof FAULT_KINDS;
export const FAULT_KIND_NAMES = Object.keys(FAULT_KINDS) as readonly FaultKind[];

/** Times a minute; what is absent does not happen. */
export type FaultRates = Readonly<Partial<Record<FaultKind, number>>>;

/** Only these kinds, each as often as it may come: for whoever looks for one bug. */
export function focusedRates(kinds: readonly FaultKind[]): FaultRates {
  return Object.fromEntries(kinds.map((kind) => [kind, FAULT_KINDS[kind].perMinuteMax]));
}

/** How a kind is written on a command line: `power-loss-everywhere`. */
export const slugOf = (kind: FaultKind): string => kind.replaceAll(' ', '-');
