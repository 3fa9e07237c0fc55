/**
 * Changes that are made but not yet durable, oldest first. A mark names a moment: a sync that began then covers exactly
 * the changes made before, however many syncs overlap.
 */
export class PendingLog<T> {
  readonly #changes: T[] = [];
  /** How many have left. */
  #taken = 0;

  add(change: T): void {
    this.#changes.push(change);
  }

  mark(): number {
    return this.#taken + this.#changes.length;
  }

  /** Everything before the mark that is still here. */
  takeUntil(mark: number): readonly T[] {
    const taken = this.#changes.splice(0, Math.max(mark - this.#taken, 0));
    this.#taken += taken.length;
    return taken;
  }

  takeAll(): readonly T[] {
    return this.takeUntil(this.mark());
  }

  /** The youngest `count`, youngest first. */
  takeYoungest(count: number): readonly T[] {
    return this.#changes.splice(this.#changes.length - count, count).reverse();
  }

  get length(): number {
    return this.#changes.length;
  }

  [Symbol.iterator](): IterableIterator<T> {
    return this.#changes[Symbol.iterator]();
  }
}
