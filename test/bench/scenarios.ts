/** What is measured, in this order; what makes the data grow most comes late. */
import type { Load } from './load/plan.ts';

export interface Scenario {
  readonly name: string;
  readonly load: Load;
  /** Part of `--quick`. */
  readonly quick: boolean;
  /** What its rate counts. */
  readonly unit: 'op' | 'event';
  /** What the servers do besides; both stores hold many keys then. */
  readonly beside: Beside | null;
}

/** A load of another client, or a follower that comes back after it missed so many writes. */
export type Beside = Load | { readonly type: 'follower-away'; readonly writes: number };

const scenario = (name: string, load: Load, quick = false): Scenario => ({
  ...{ name, load, quick, beside: null },
  unit: load.type === 'watch' ? 'event' : 'op',
});

const IN_FLIGHT = 100;
const PREFIX_IN_FLIGHT = 10;

/** Far below what either can do: what is measured is how long puts wait. */
const CALM: Load = { type: 'put-rate', perSecond: 200 };

const stall = (name: string, beside: Beside): Scenario => ({ ...scenario(name, CALM), beside });

/** Of a million keys, more writes than etcd keeps entries of, so that its follower needs a snapshot. */
const MISSED_PART = 0.11;

/** Every key of `keys` under LARGE_PREFIX. */
export const LARGE_PREFIX = 'large/';

export const scenarios = (keys: number): readonly Scenario[] => [
  scenario('put-1', { type: 'put', inFlight: 1 }, true),
  scenario('put-10', { type: 'put', inFlight: 10 }),
  scenario('put-100', { type: 'put', inFlight: 100 }, true),
  scenario('put-1000', { type: 'put', inFlight: 1_000 }),
  scenario('put-rate-1000', { type: 'put-rate', perSecond: 1_000 }),
  scenario('range-linearizable', { type: 'range', inFlight: IN_FLIGHT, serializable: false }, true),
  scenario('range-serializable', { type: 'range', inFlight: IN_FLIGHT, serializable: true }),
  scenario('prefix-1000', { type: 'prefix', inFlight: PREFIX_IN_FLIGHT }),
  scenario('txn', { type: 'txn', inFlight: IN_FLIGHT }, true),
  scenario('mixed', { type: 'mixed', inFlight: IN_FLIGHT }, true),
  scenario('watch-1-key', { type: 'watch', watchers: 1_000, keys: 1, inFlight: 1 }, true),
  scenario('watch-10000-keys', { type: 'watch', watchers: 10_000, keys: 10_000, inFlight: IN_FLIGHT }),
  scenario('lease-grant', { type: 'lease-grant', inFlight: IN_FLIGHT }),
  scenario('keep-alive', { type: 'keep-alive', inFlight: IN_FLIGHT }),
  stall('stall-range', { type: 'range-all', keys }),
  stall('stall-snapshot', { type: 'snapshot-file' }),
  stall('stall-watches', { type: 'watch-reconnect', watchers: 10_000 }),
  stall('stall-compaction', { type: 'compaction' }),
  stall('stall-follower', { type: 'follower-away', writes: Math.ceil(keys * MISSED_PART) }),
];
