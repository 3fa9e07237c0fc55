/**
 * Folders of a simulated disk. A change of a name is pending until its folder is synced; a crash keeps some of the
 * pending ones. A rename is one change: both names or neither.
 */
import { nextFloat, nextInteger, type Random } from '../../../src/core/base/random.ts';
import type { FaultCounts } from './fault-counts.ts';
import { PendingLog } from './pending-log.ts';
import type { SimFile } from './sim-file.ts';

export type Entry = SimFile | SimFolder;

/** Shared by the two sides of a rename. `null` until a crash decides. */
interface Survival {
  decided: boolean | null;
}

interface NameChange {
  readonly name: string;
  /** `null`: the name is gone. */
  readonly entry: Entry | null;
  readonly survival: Survival;
}

export interface CrashOptions {
  readonly random: Random;
  /** Chance of each unsynced sector or name. */
  readonly survivalRate: number;
  /** The file system journals names in order: a lost change loses all later ones of its folder. */
  readonly namesInOrder: boolean;
  readonly faults?: FaultCounts;
}

export class SimFolder {
  readonly #durable = new Map<string, Entry>();
  readonly #present = new Map<string, Entry>();
  readonly #pending = new PendingLog<NameChange>();

  get(name: string): Entry | undefined {
    return this.#present.get(name);
  }

  names(): readonly string[] {
    return [...this.#present.keys()].sort((left, right) => (left < right ? -1 : 1));
  }

  entries(): Iterable<Entry> {
    return this.#present.values();
  }

  set(name: string, entry: Entry | null, survival: Survival = { decided: null }): Survival {
    if (entry === null) this.#present.delete(name);
    else this.#present.set(name, entry);
    this.#pending.add({ name, entry, survival });
    return survival;
  }

  /** For `synced`: what a sync that begins now covers. */
  mark(): number {
    return this.#pending.mark();
  }

  synced(mark: number): void {
    for (const change of this.#pending.takeUntil(mark)) this.#apply(change);
  }

  crash(options: CrashOptions): void {
    const { random, survivalRate, namesInOrder, faults } = options;
    const pending = this.#pending.takeAll();
    const cutAt = nextInteger(random, 0, pending.length);
    pending.forEach((change, at) => {
      change.survival.decided ??= namesInOrder ? at < cutAt : nextFloat(random) < survivalRate;
      if (change.survival.decided) this.#apply(change);
      else faults?.add('name lost');
    });
    this.#present.clear();
    for (const [name, entry] of this.#durable) {
      this.#present.set(name, entry);
      if (entry instanceof SimFolder) entry.crash(options);
      else entry.crash(random, survivalRate, faults);
    }
  }

  #apply({ name, entry }: NameChange): void {
    if (entry === null) this.#durable.delete(name);
    else this.#durable.set(name, entry);
  }
}
