/**
 * Windows in which a disk, a store or a link is worse than usual. Windows overlap and end in any order: what holds is the
 * usual state with every open window laid over it, oldest first.
 */
import type { Machine } from '../machine.ts';
import type { DiskProfile } from '../ports/sim-disk.ts';
import type { LinkProfile } from '../ports/sim-fabric.ts';
import type { StoreProfile } from '../ports/sim-store.ts';
import type { World } from '../world.ts';

type Change<P> = (profile: P) => P;

class Overlaid<P> {
  readonly #base: P;
  readonly #apply: (profile: P) => void;
  readonly #changes = new Set<Change<P>>();

  constructor(base: P, apply: (profile: P) => void) {
    this.#base = base;
    this.#apply = apply;
  }

  lay(change: Change<P>): () => void {
    // An object of its own, so that the same change can be laid twice.
    const own: Change<P> = (profile) => change(profile);
    this.#changes.add(own);
    this.#refresh();
    return () => {
      this.#changes.delete(own);
      this.#refresh();
    };
  }

  over(profile: P): P {
    let changed = profile;
    for (const change of this.#changes) changed = change(changed);
    return changed;
  }

  #refresh(): void {
    this.#apply(this.over(this.#base));
  }
}

export class Overlays {
  readonly #world: World;
  readonly #disks = new Map<Machine, Overlaid<DiskProfile>>();
  readonly #stores = new Map<Machine, Overlaid<StoreProfile>>();
  readonly #links = new Map<string, Overlaid<LinkProfile>>();

  /** The usual state is what the world's swarm says. */
  constructor(world: World) {
    this.#world = world;
    const { fabric } = world;
    const usual = fabric.profile;
    fabric.profile = (from, to) => {
      const profile = usual(from, to);
      return this.#links.size === 0 ? profile : (this.#links.get(`${from}>${to}`)?.over(profile) ?? profile);
    };
  }

  disk(machine: Machine, change: Change<DiskProfile>): () => void {
    const { platter } = machine;
    const overlaid =
      this.#disks.get(machine) ??
      new Overlaid(this.#world.swarm.disk, (profile) => (platter.profile = profile));
    this.#disks.set(machine, overlaid);
    return overlaid.lay(change);
  }

  store(machine: Machine, change: Change<StoreProfile>): () => void {
    const { stores } = machine;
    const overlaid =
      this.#stores.get(machine) ??
      new Overlaid(this.#world.swarm.store, (profile) => (stores.profile = profile));
    this.#stores.set(machine, overlaid);
    return overlaid.lay(change);
  }

  link(from: string, to: string, change: Change<LinkProfile>): () => void {
    const at = `${from}>${to}`;
    const overlaid = this.#links.get(at) ?? new Overlaid(this.#world.swarm.intra, () => undefined);
    this.#links.set(at, overlaid);
    return overlaid.lay(change);
  }
}
