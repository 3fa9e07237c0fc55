/**
 * The streams from all other regions, on the leader: opens them, plans what to read from whom, and hands what comes to
 * the receiver. A follower has none.
 */
import type { OriginKey, VersionVector } from '../../core/federation/types.ts';
import type { Alarms } from './alarms.ts';
import type { FederationCounters } from './counters.ts';
import { Link } from './link.ts';
import type { FederationParts, RegionConfig } from './parts.ts';
import type { Receiver } from './receiver.ts';
import { Routes } from './routes.ts';
import type { CloseCause } from './subscription.ts';

export interface LinksGiven {
  readonly parts: FederationParts;
  readonly alarms: Alarms;
  readonly counters: FederationCounters;
  readonly receiver: Receiver;
  /** What another region itself says it has applied. */
  onApplied(region: string, applied: VersionVector): void;
}

export class Links {
  readonly byRegion = new Map<string, Link>();
  private readonly given: LinksGiven;
  private readonly routes: Routes;

  constructor(given: LinksGiven) {
    this.given = given;
    const { alarms, counters, receiver, parts } = given;
    this.routes = new Routes({
      links: this.byRegion,
      own: () => parts.region.state()?.key ?? null,
      through: (origin) => receiver.through(origin),
      onRelay: (origin, by) => {
        counters.relays++;
        parts.log('info', 'federation-relay', { origin, by });
      },
      onUnavailable: (origin) =>
        alarms.raise('log-freed', origin, freedDetail(origin, receiver.through(origin))),
      onAvailable: (origin) => alarms.clear('log-freed', origin),
    });
  }

  start(): void {
    const { config, places } = this.given.parts;
    for (const region of config.regions) {
      const isUnknown = region.members.length === 0 && places === undefined;
      if (region.name === config.region || isUnknown) continue;
      this.byRegion.set(region.name, this.open(region));
    }
  }

  stop(): void {
    for (const link of this.byRegion.values()) link.stop();
    this.byRegion.clear();
    this.routes.reset();
  }

  advanced(): void {
    for (const link of this.byRegion.values()) link.streaming?.advanced();
  }

  tick(): void {
    for (const link of this.byRegion.values()) link.tick();
    this.plan();
  }

  describe(): string[] {
    return [...this.byRegion.values()].map(
      (link) => link.subscription?.describe() ?? `no connection to ${link.region.name}`,
    );
  }

  private plan(): void {
    this.routes.plan(this.given.parts.clock.monotonicMs());
  }

  private open(region: RegionConfig): Link {
    const { receiver, parts, counters, alarms } = this.given;
    return new Link({
      ...{ parts, region },
      subscriber: {
        through: (origin) => receiver.through(origin),
        isWaiting: (origin) => receiver.isWaiting(origin),
        isFlawed: (origin) => receiver.isFlawed(origin),
        gapSinceMs: (origin) => receiver.gapSinceMs(origin),
        onTransactions: (transactions) => receiver.receive(transactions),
        onHeads: (applied) => this.given.onApplied(region.name, applied),
        onFreed: (origin, through) =>
          parts.log('error', 'federation-log-freed-at-source', { region: region.name, origin, through }),
        onResend: () => void counters.resends++,
      },
      onUp: () => {
        alarms.clear('chain-mismatch', region.name);
        alarms.clear('rolled-back', region.name);
        this.plan();
      },
      onDown: (cause) => this.onDown(region.name, cause),
    });
  }

  private onDown(region: string, cause: CloseCause): void {
    this.given.counters.connectionsFailed++;
    if (cause.type === 'refused' && (cause.reason === 'chain-mismatch' || cause.reason === 'rolled-back')) {
      this.given.alarms.raise(cause.reason, region, cause.detail);
    }
    this.plan();
  }
}

function freedDetail(origin: OriginKey, through: number): string {
  return (
    `no region we reach has the writes of ${origin} after ${through} any more: they were freed while this region was ` +
    'not counted, or it was restored from an old copy. Seed this region anew from another one'
  );
}
