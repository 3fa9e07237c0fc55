/**
 * Watches over every key at all servers of the regions that did not write: when each saw a key, and whether any saw one
 * that should never have come.
 *
 * S1. A key's sighting is complete when every watched server has shown it; its moment is that of the last one.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { clientAddress } from '../../src/cli/dev/layout.ts';
import type { DevServer } from '../../src/cli/dev/layout.ts';
import { openWatch } from '../support/watch.ts';
import type { Watch } from '../support/watch.ts';

const LOOK_EVERY_MS = 5;
const SEEN_MS_MAX = 30_000;

export class Sightings {
  private readonly watches: readonly Watch[];
  private readonly servers: number;
  private readonly seen = new Map<string, { by: number; at: number }>();
  private broken: string | null = null;

  constructor(servers: readonly DevServer[]) {
    this.servers = servers.length;
    this.watches = servers.map((server) =>
      openWatch({
        ...{ endpoint: clientAddress(server), prefix: '' },
        onEvent: ({ key }) => this.onSeen(key),
        onBroken: (why) => (this.broken = why),
      }),
    );
  }

  async opened(): Promise<void> {
    await Promise.all(this.watches.map(({ created }) => created));
  }

  close(): void {
    for (const watch of this.watches) watch.close();
  }

  /** S1. When all of them had been seen everywhere, each. */
  async of(keys: readonly string[]): Promise<readonly number[]> {
    const giveUpAt = performance.now() + SEEN_MS_MAX;
    while (keys.some((key) => !this.isComplete(key))) {
      if (this.broken !== null) throw new Error(this.broken);
      if (performance.now() > giveUpAt) {
        const missing = keys.filter((key) => !this.isComplete(key));
        throw new Error(`${missing.length} keys were not seen everywhere, such as ${missing[0] ?? ''}`);
      }
      await wait(LOOK_EVERY_MS);
    }
    return keys.map((key) => this.seen.get(key)?.at ?? Number.NaN);
  }

  /** How many keys with the prefix any of the servers has shown. */
  countWith(prefix: string): number {
    return [...this.seen.keys()].filter((key) => key.startsWith(prefix)).length;
  }

  private isComplete(key: string): boolean {
    return this.seen.get(key)?.by === this.servers;
  }

  private onSeen(key: string): void {
    const by = (this.seen.get(key)?.by ?? 0) + 1;
    this.seen.set(key, { by, at: performance.now() });
  }
}
