/**
 * Does the faults of a run's schedule to a world, each at its time, and takes each back after a while. Faults overlap
 * freely; when they end, whatever still holds is taken back at once.
 */
import { createRandom } from '../../src/core/base/random.ts';
import { AMBIENT_FAULTS } from './faults/ambient.ts';
import { FaultAtlas } from './faults/atlas.ts';
import { CLOCK_FAULTS } from './faults/clock-faults.ts';
import { DISK_FAULTS } from './faults/disk-faults.ts';
import type { FaultAct } from './faults/fault.ts';
import type { FaultKind } from './faults/kinds.ts';
import { MEMBER_FAULTS } from './faults/member-faults.ts';
import { NETWORK_FAULTS } from './faults/network-faults.ts';
import { Overlays } from './faults/overlays.ts';
import { PROCESS_FAULTS } from './faults/process-faults.ts';
import { RELEASE_FAULTS } from './faults/release-faults.ts';
import { isUnmasked, type FaultMask, type FaultRecord, type PlannedFault } from './faults/schedule.ts';
import type { Membership } from './membership.ts';
import type { Swarm } from './swarm.ts';
import type { World } from './world.ts';

const ACTS: Readonly<Record<FaultKind, FaultAct>> = {
  ...NETWORK_FAULTS,
  ...DISK_FAULTS,
  ...CLOCK_FAULTS,
  ...PROCESS_FAULTS,
  ...MEMBER_FAULTS,
  ...RELEASE_FAULTS,
};

export class Nemesis {
  /** What was done, in order. */
  readonly records: FaultRecord[] = [];
  readonly #world: World;
  readonly #membership: Membership;
  readonly #schedule: readonly PlannedFault[];
  readonly #mask: FaultMask;
  readonly #atlas: FaultAtlas;
  readonly #undone = new Set<() => void>();
  #active = false;

  constructor(world: World, membership: Membership, schedule: readonly PlannedFault[], mask: FaultMask) {
    this.#world = world;
    this.#membership = membership;
    this.#schedule = schedule;
    this.#mask = mask;
    this.#atlas = new FaultAtlas(world);
  }

  start(): void {
    this.#active = true;
    this.#noteAmbient();
    const overlays = new Overlays(this.#world);
    for (const fault of this.#schedule) {
      if (!isUnmasked(this.#mask, fault.ordinal)) continue;
      this.#after(fault.atUs, 'fault', () => {
        if (this.#active) this.#act(fault, overlays);
      });
    }
  }

  stop(): void {
    this.#active = false;
    for (const undo of [...this.#undone]) undo();
  }

  #act({ ordinal, kind, lastsUs, chance }: PlannedFault, overlays: Overlays): void {
    const { faults } = this.#world;
    const site = {
      ...{ world: this.#world, random: createRandom(chance), atlas: this.#atlas },
      ...{ overlays, membership: this.#membership },
    };
    const done = ACTS[kind](site);
    if (done === null) return;
    faults.add(kind);
    const lasting = done.undo === undefined || lastsUs === 0 ? '' : ` for ${(lastsUs / 1e6).toFixed(3)} s`;
    this.#record(ordinal, `${kind}: ${done.what}${lasting}`);
    if (done.undo !== undefined) this.#undoLater(ordinal, kind, lastsUs, done.undo);
  }

  /** What has no length lasts until all faults end. */
  #undoLater(ordinal: number, kind: FaultKind, lastsUs: number, act: () => void): void {
    const undo = (): void => {
      if (!this.#undone.delete(undo)) return;
      this.#say(`fault ${ordinal} (${kind}) ends`);
      act();
    };
    this.#undone.add(undo);
    if (lastsUs > 0) this.#after(lastsUs, 'fault ends', undo);
  }

  #noteAmbient(): void {
    for (const { ordinal, kind, isIn } of AMBIENT_FAULTS) {
      if (!isIn(this.#world.swarm)) continue;
      this.#record(ordinal, `${kind}, as long as the faults last`);
    }
  }

  #record(ordinal: number, what: string): void {
    const atUs = this.#world.scheduler.nowUs;
    this.records.push({ ordinal, atUs, what });
    this.#say(`fault ${ordinal} ${what}`);
  }

  #say(line: string): void {
    const { scheduler } = this.#world;
    scheduler.transcript.say(scheduler.nowUs, 'nemesis', () => line);
  }

  #after(delayUs: number, what: string, act: () => void): void {
    this.#world.scheduler.after(delayUs, { owner: null, what }, act);
  }
}

/** The swarm without what the mask leaves out. */
export function maskSwarm(swarm: Swarm, mask: FaultMask): Swarm {
  return AMBIENT_FAULTS.filter(({ ordinal }) => !isUnmasked(mask, ordinal)).reduce(
    (masked, { without }) => without(masked),
    swarm,
  );
}
