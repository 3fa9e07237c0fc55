/**
 * What holds of every member at every moment, looked at often while a world runs.
 *
 * I1. One leader a term and region.
 * I2. Within one life a member's term, commit and applied index never go back, and applied never passes commit.
 * I3. Members of a region that have applied the same entry show the same revision.
 */
import type { SimProcess } from '../ports/scheduler.ts';
import type { World } from '../world.ts';

interface Seen {
  readonly term: number;
  readonly commitIndex: number;
  readonly appliedIndex: number;
}

export class MemberChecks {
  readonly #world: World;
  readonly #leaders = new Map<string, string>();
  readonly #seen = new Map<SimProcess, Seen>();
  readonly #revisions = new Map<string, number>();

  constructor(world: World) {
    this.#world = world;
  }

  look(): void {
    for (const machine of this.#world.machines) {
      const { running, region, name } = machine;
      if (running === null || !running.process.alive) continue;
      const { serving } = running.server;
      const { role, term, commitIndex, appliedIndex } = serving.status();
      if (role === 'leader') this.#once(this.#leaders, `${region} term ${term}`, name, 'two leaders in');
      this.#monotonic(running.process, { term, commitIndex, appliedIndex });
      this.#once(this.#revisions, `${region} entry ${appliedIndex}`, serving.revision(), 'two revisions at');
    }
  }

  #once<T>(known: Map<string, T>, place: string, value: T, what: string): void {
    const before = known.get(place);
    if (before === undefined) known.set(place, value);
    else if (before !== value)
      this.#world.complain('members', `${what} ${place}: ${String(before)} and ${String(value)}`);
  }

  #monotonic(process: SimProcess, now: Seen): void {
    const before = this.#seen.get(process);
    this.#seen.set(process, now);
    const back =
      before !== undefined &&
      (['term', 'commitIndex', 'appliedIndex'] as const).some((of) => now[of] < before[of]);
    if (back || now.appliedIndex > now.commitIndex) {
      this.#world.complain(
        'members',
        `${process.name} went from ${JSON.stringify(before)} to ${JSON.stringify(now)}`,
      );
    }
  }
}
