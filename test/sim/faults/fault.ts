/** What a fault is given when its time comes, and what it says it did. */
import type { Random } from '../../../src/core/base/random.ts';
import type { Machine } from '../machine.ts';
import type { Membership } from '../membership.ts';
import type { World } from '../world.ts';
import type { FaultAtlas } from './atlas.ts';
import type { Overlays } from './overlays.ts';

export interface FaultSite {
  readonly world: World;
  /** Its own chance. */
  readonly random: Random;
  readonly atlas: FaultAtlas;
  readonly overlays: Overlays;
  readonly membership: Membership;
}

export interface FaultDone {
  /** One line: to whom, and how. */
  readonly what: string;
  /** Runs once, when the fault has lasted long enough or all faults end. */
  readonly undo?: () => void;
}

/** `null`: there was nothing to do it to. */
export type FaultAct = (site: FaultSite) => FaultDone | null;

export const namesOf = (machines: readonly Machine[]): string => machines.map(({ name }) => name).join(', ');
