/** Everything of which each bit is turned, by name. */
import { snapshotTarget } from './snapshot-target.ts';
import { storeTarget } from './store-target.ts';
import type { FlipTarget } from './verdict.ts';
import { walTarget } from './wal-target.ts';

export const TARGETS = {
  log: () => Promise.resolve(walTarget()),
  snapshot: snapshotTarget,
  'store-small': () => storeTarget('small'),
  'store-large': () => storeTarget('large'),
} as const satisfies Record<string, () => Promise<FlipTarget>>;

export type TargetName = keyof typeof TARGETS;
export const TARGET_NAMES = Object.keys(TARGETS) as readonly TargetName[];
