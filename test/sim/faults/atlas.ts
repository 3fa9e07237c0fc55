/**
 * What must survive: faults that damage what a member had promised to keep, in its log or its store, stay with a
 * minority of each region. Beyond that no system could keep its word, and a violation would prove nothing.
 *
 * A1. Of the members that a region began with, the damaged ones and those taken out are fewer than half.
 */
import type { Machine } from '../machine.ts';
import type { World } from '../world.ts';

export class FaultAtlas {
  readonly #world: World;
  readonly #damaged = new Set<Machine>();

  constructor(world: World) {
    this.#world = world;
  }

  /** Whether one more copy may be damaged: this machine's, or that of none other. */
  mayDamage(machine: Machine): boolean {
    if (this.#damaged.has(machine)) return true;
    // Who has no vote yet holds nothing that counts.
    const members = this.#world.membersOf(machine.region).filter(({ votes }) => votes);
    const damaged = members.filter((member) => this.#damaged.has(member)).length;
    return 2 * (damaged + 1) < members.length;
  }

  damaged(machine: Machine): void {
    this.#damaged.add(machine);
  }

  /** It has come back with the others' state. */
  repaired(machine: Machine): void {
    this.#damaged.delete(machine);
  }
}
