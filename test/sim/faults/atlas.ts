/**
 * What must survive: faults that damage what a member had promised to keep, in its log or its store, stay with a
 * minority of each region. Beyond that no system could keep its word, and a violation would prove nothing.
 *
 * A1. Of a region's voters the damaged ones and those taken out are fewer than half, now and with as many voters as it began
 *     with: more than those are on their way out. One that has come back under another id, with the others' state, is not
 *     damaged any more.
 */
import type { MemberId } from '../../../src/core/base/brands.ts';
import type { Machine } from '../machine.ts';
import type { World } from '../world.ts';

export class FaultAtlas {
  readonly #world: World;
  /** By region, at the beginning. */
  readonly #voters = new Map<string, number>();
  /** Under which id. */
  readonly #damaged = new Map<Machine, MemberId>();

  constructor(world: World) {
    this.#world = world;
    for (const region of world.regions) this.#voters.set(region, world.membersOf(region).length);
  }

  /** Whether one more copy may be damaged: this machine's, or that of none other. */
  mayDamage(machine: Machine): boolean {
    // Who has no vote yet holds nothing that counts.
    const members = this.#world.membersOf(machine.region).filter(({ votes }) => votes);
    const others = members.filter((member) => member !== machine && this.#isDamaged(member)).length;
    return 2 * (others + 1) < Math.min(members.length, this.#voters.get(machine.region) ?? 0);
  }

  damaged(machine: Machine): void {
    this.#damaged.set(machine, machine.id);
  }

  #isDamaged(machine: Machine): boolean {
    return this.#damaged.get(machine) === machine.id;
  }
}
