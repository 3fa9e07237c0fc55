/**
 * What is measured, in this order. Each has servers of its own, which were just started: what one leaves behind is not
 * measured with the next. Only those with something beside them share theirs, which hold many keys.
 */
import type { Load } from './load/plan.ts';

export interface Scenario {
  readonly name: string;
  readonly load: Load;
  /** Part of `--quick`. */
  readonly quick: boolean;
  /** What its rate counts. */
  readonly unit: 'op' | 'event';
  /** The ratio that Atoll owes; none for what is only looked at. */
  readonly due: number | null;
  /** Its rate is half of what the peer does of this load; `null`: as its own load says. */
  readonly halfOf: Load | null;
  /** What the servers do besides; both stores hold many keys then. */
  readonly beside: Beside | null;
}

/** A load of another client, or a follower that comes back after it missed so many writes. */
export type Beside = Load | { readonly type: 'follower-away'; readonly writes: number };

type Optional = Partial<Pick<Scenario, 'quick' | 'due' | 'halfOf'>>;

const scenario = (name: string, load: Load, more: Optional = {}): Scenario => ({
  ...{ name, load, quick: false, beside: null, due: null, halfOf: null },
  unit: load.type === 'watch' ? 'event' : 'op',
  ...more,
});

const IN_FLIGHT = 100;
const MANY = { inFlight: IN_FLIGHT } as const;
const CROWD = 1_000;
const FEW = 10;

/** Far below what either can do: what is measured is how long puts wait. */
const CALM: Load = { type: 'put-rate', perSecond: 200 };

const stall = (name: string, beside: Beside): Scenario => ({ ...scenario(name, CALM), beside });

/** Of a million keys, more writes than etcd keeps entries of, so that its follower needs a snapshot. */
const MISSED_PART = 0.11;

/** Every key of `keys` under LARGE_PREFIX. */
export const LARGE_PREFIX = 'large/';

export const scenarios = (keys: number): readonly Scenario[] => [
  scenario('put-1', { type: 'put', inFlight: 1 }, { due: 1.3 }),
  scenario('put-10', { type: 'put', inFlight: 10 }),
  scenario('put-100', { type: 'put', inFlight: IN_FLIGHT }, { due: 4, quick: true }),
  scenario('put-1000', { type: 'put', inFlight: CROWD }, { due: 5, quick: true }),
  scenario('put-half-peak', CALM, { halfOf: { type: 'put', inFlight: CROWD } }),
  scenario('range-linearizable', { type: 'range', ...MANY, serializable: false }, { due: 6, quick: true }),
  scenario('range-serializable', { type: 'range', ...MANY, serializable: true }, { due: 4 }),
  scenario('prefix-1000', { type: 'prefix', inFlight: FEW }),
  scenario('txn', { type: 'txn', ...MANY }, { due: 3, quick: true }),
  scenario('mixed', { type: 'mixed', ...MANY }),
  scenario(
    'watch-1-key',
    { type: 'watch', watchers: 1_000, keys: 1, inFlight: FEW },
    { due: 3, quick: true },
  ),
  scenario('watch-10000-keys', { type: 'watch', watchers: 10_000, keys: 10_000, ...MANY }),
  scenario('lease-grant', { type: 'lease-grant', ...MANY }),
  scenario('keep-alive', { type: 'keep-alive', ...MANY }, { due: 4, quick: true }),
  stall('stall-range', { type: 'range-all', keys }),
  stall('stall-snapshot', { type: 'snapshot-file' }),
  stall('stall-watches', { type: 'watch-reconnect', watchers: 10_000 }),
  stall('stall-compaction', { type: 'compaction' }),
  stall('stall-follower', { type: 'follower-away', writes: Math.ceil(keys * MISSED_PART) }),
];
