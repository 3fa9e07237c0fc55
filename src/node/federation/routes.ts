/**
 * From which region's stream each origin is read. Normally its own region's; when that one is down, or does not deliver
 * what others already have, another region's: every region keeps every origin's log, so a cut link is routed around.
 *
 * R1. A region's origins are always asked for on its own stream, so that it takes over by itself when it is back.
 * R2. A relay is chosen by who has most of the origin, and kept until the region's own stream has caught up with us.
 * R3. An origin of no configured region (a former one, or our own former incarnation) is relayed at once.
 */
import { regionOfOrigin } from '../../core/federation/origin.ts';
import type { OriginKey } from '../../core/federation/types.ts';
import { sequenceAt } from '../../core/federation/version-vector.ts';
import type { Link } from './link.ts';

/** How long a region may be away, or behind what others have of it, before others are asked. */
export const RELAY_AFTER_MS = 2_000;

export interface RoutesGiven {
  readonly links: ReadonlyMap<string, Link>;
  /** Our own origin: it comes from nowhere else. */
  own(): OriginKey | null;
  through(origin: OriginKey): number;
  onRelay(origin: OriginKey, by: string): void;
  /** No stream has this origin's log from where we need it. */
  onUnavailable(origin: OriginKey): void;
  onAvailable(origin: OriginKey): void;
}

interface Lag {
  /** Where we stood when we were last seen to move. */
  through: number;
  sinceMs: number;
}

export class Routes {
  private readonly given: RoutesGiven;
  private readonly relays = new Map<OriginKey, string>();
  private readonly lags = new Map<OriginKey, Lag>();

  constructor(given: RoutesGiven) {
    this.given = given;
  }

  /** Decides for all origins, and tells each stream what it is wanted for. */
  plan(nowMs: number): void {
    const wants = new Map<Link, Set<OriginKey>>();
    for (const link of this.given.links.values()) if (link.streaming !== null) wants.set(link, new Set());
    for (const origin of this.knownOrigins()) {
      const direct = this.directOf(origin);
      if (direct !== undefined) wants.get(direct)?.add(origin);
      const relay = this.relayOf(origin, direct, nowMs);
      if (relay !== null) wants.get(relay)?.add(origin);
    }
    for (const [link, origins] of wants) link.streaming?.want(origins);
  }

  reset(): void {
    this.relays.clear();
    this.lags.clear();
  }

  private knownOrigins(): Set<OriginKey> {
    const known = new Set<OriginKey>();
    const own = this.given.own();
    for (const link of this.given.links.values()) {
      for (const origin of link.streaming?.heads.keys() ?? []) if (origin !== own) known.add(origin);
    }
    return known;
  }

  private directOf(origin: OriginKey): Link | undefined {
    return this.given.links.get(regionOfOrigin(origin));
  }

  private relayOf(origin: OriginKey, direct: Link | undefined, nowMs: number): Link | null {
    const isLate = this.isLate(origin, nowMs);
    if (direct !== undefined && !this.needsRelay(origin, direct, isLate, nowMs)) {
      this.relays.delete(origin);
      return null;
    }
    const current = this.given.links.get(this.relays.get(origin) ?? '');
    const candidate = this.isFit(origin, current) ? current : this.best(origin, direct);
    this.tellAvailability(origin, direct, candidate);
    if (candidate === undefined) {
      this.relays.delete(origin);
      return null;
    }
    if (candidate !== current) {
      this.relays.set(origin, candidate.region.name);
      this.given.onRelay(origin, candidate.region.name);
    }
    return candidate;
  }

  private needsRelay(origin: OriginKey, direct: Link, isLate: boolean, nowMs: number): boolean {
    const stream = direct.streaming;
    if (stream === null) return nowMs - (direct.downSinceMs ?? nowMs) >= RELAY_AFTER_MS;
    if (!stream.hasLog(origin)) return true;
    const knowsLess = sequenceAt(stream.heads, origin) < this.given.through(origin);
    return isLate || (this.relays.has(origin) && knowsLess);
  }

  /** Someone has had more than we for a while, and we have not moved. */
  private isLate(origin: OriginKey, nowMs: number): boolean {
    const through = this.given.through(origin);
    let head = 0;
    for (const link of this.given.links.values()) {
      head = Math.max(head, sequenceAt(link.streaming?.heads ?? new Map<OriginKey, number>(), origin));
    }
    const lag = this.lags.get(origin);
    if (head <= through || lag === undefined || lag.through !== through) {
      this.lags.set(origin, { through, sinceMs: nowMs });
      return false;
    }
    return nowMs - lag.sinceMs >= RELAY_AFTER_MS;
  }

  private isFit(origin: OriginKey, link: Link | undefined): boolean {
    const stream = link?.streaming ?? null;
    return stream !== null && stream.heads.has(origin) && stream.hasLog(origin);
  }

  private best(origin: OriginKey, direct: Link | undefined): Link | undefined {
    let best: Link | undefined;
    let most = -1;
    for (const link of this.given.links.values()) {
      if (link === direct || !this.isFit(origin, link)) continue;
      const head = sequenceAt(link.streaming?.heads ?? new Map<OriginKey, number>(), origin);
      if (head > most) {
        best = link;
        most = head;
      }
    }
    return best;
  }

  private tellAvailability(origin: OriginKey, direct: Link | undefined, relay: Link | undefined): void {
    const isRefused = [...this.given.links.values()].some(
      ({ streaming }) => streaming?.hasLog(origin) === false,
    );
    if (relay === undefined && isRefused && !this.isFit(origin, direct)) this.given.onUnavailable(origin);
    else this.given.onAvailable(origin);
  }
}
