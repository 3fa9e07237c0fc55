/** How often each kind of fault really happened: a seed that was spared proves little, and the summary shows it. */
export class FaultCounts {
  readonly #counts = new Map<string, number>();

  add(kind: string, times = 1): void {
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + times);
  }

  of(kind: string): number {
    return this.#counts.get(kind) ?? 0;
  }

  merge(others: Iterable<readonly [string, number]>): void {
    for (const [kind, times] of others) this.add(kind, times);
  }

  entries(): readonly (readonly [string, number])[] {
    return [...this.#counts].sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0));
  }

  describe(): string {
    return this.entries()
      .map(([kind, times]) => `${kind} ${times}`)
      .join(', ');
  }
}
