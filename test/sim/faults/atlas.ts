/**
 * What must survive: faults that damage what a member had promised to keep, in its log or its store, stay with a
 * minority of each region. Beyond that no system could keep its word, and a violation would prove nothing.
 *
 * A1. Of the members that a region began with, the damaged ones and those taken out are fewer than half. One that has come
 *     back under another id, with the others' state, is not damaged any more.
 */
import type { MemberId } from '../../../src/core/base/brands.ts';
import type { Machine } from '../machine.ts';
import type { World } from '../world.ts';

export class FaultAtlas {
  readonly #world: World;
  /** Under which id. */
  readonly #damaged = new Map<Machine, MemberId>();

  constructor(world: World) {
    this.#world = world;
  }

  /** Whether one more copy may be damaged: this machine's, or that of none other. */
  mayDamage(machine: Machine): boolean {
    if (this.#isDamaged(machine)) return true;
    // Who has no vote yet holds nothing that counts.
    const members = this.#world.membersOf(machine.region).filter(({ votes }) => votes);
    const damaged = members.filter((member) => this.#isDamaged(member)).length;
    return 2 * (damaged + 1) < members.length;
  }

  damaged(machine: Machine): void {
    this.#damaged.set(machine, machine.id);
  }

  #isDamaged(machine: Machine): boolean {
    return this.#damaged.get(machine) === machine.id;
  }
}
