/**
 * Whoever looks after a world while it runs: does what members' messages and alarms ask for, some while later, as a
 * person would.
 */
import { nextInteger, type Random } from '../../src/core/base/random.ts';
import { disarmNoSpace } from './client/admin-calls.ts';
import type { World } from './world.ts';

const LOOKS_EVERY_US = { least: 1_000_000, most: 4_000_000 } as const;

export class Operator {
  readonly #world: World;
  readonly #random: Random;

  constructor(world: World) {
    this.#world = world;
    this.#random = world.forkRandom();
  }

  start(): void {
    const delayUs = nextInteger(this.#random, LOOKS_EVERY_US.least, LOOKS_EVERY_US.most);
    this.#world.scheduler.after(delayUs, { owner: null, what: 'operator looks' }, () => {
      this.start();
      for (const region of this.#world.regions) this.#lookAt(region);
    });
  }

  /** An alarm is disarmed when there is room again, not before. */
  #lookAt(region: string): void {
    const members = this.#world.membersOf(region);
    for (const { running } of members) {
      const alarm = running?.server.serving.alarms().find((each) => each.alarm === 'nospace');
      if (running === null || alarm === undefined) continue;
      const full = members.find(({ id }) => id === alarm.member);
      if (full !== undefined && full.platter.usedBytes() >= full.platter.profile.capacityBytes) continue;
      this.#world.faults.add('alarm disarmed');
      disarmNoSpace(this.#world, running, alarm.member);
      return;
    }
  }
}
