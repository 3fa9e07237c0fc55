/** The regions as this member sees them, for status calls. Only the leader has streams; a follower shows its state. */
import type { RegionState } from '../../core/federation/region.ts';
import { regionOfOrigin } from '../../core/federation/origin.ts';
import type { OriginKey, VersionVector } from '../../core/federation/types.ts';
import { sequenceAt } from '../../core/federation/version-vector.ts';
import type { RegionView } from '../serving/types.ts';
import type { Link } from './link.ts';
import { membersOf } from './parts.ts';
import type { FederationParts, RegionConfig } from './parts.ts';

export function regionViews(parts: FederationParts, links: ReadonlyMap<string, Link>): RegionView[] {
  const state = parts.region.state();
  return parts.config.regions.map((region) =>
    region.name === parts.config.region
      ? ownView(parts, region, state)
      : otherView(parts, region, state, links),
  );
}

function ownView(parts: FederationParts, region: RegionConfig, state: RegionState | null): RegionView {
  const head = state === null ? 0 : sequenceAt(state.applied, state.key);
  const source = parts.config.member;
  const own = { region: region.name, self: true, connected: true, source, silentMs: 0 };
  return { ...own, ...placesIn(parts, region), appliedSequence: head, headSequence: head };
}

function otherView(
  parts: FederationParts,
  region: RegionConfig,
  state: RegionState | null,
  links: ReadonlyMap<string, Link>,
): RegionView {
  const link = links.get(region.name);
  const stream = link?.streaming ?? null;
  const heardMs = link?.lastHeardMs() ?? null;
  const told = toldVectors(region.name, state, links);
  const origin = link?.origin || newestOrigin(region.name, state, told);
  const applied = sequenceAt(state?.applied ?? new Map<OriginKey, number>(), origin);
  return {
    region: region.name,
    self: false,
    connected: stream !== null,
    source: stream?.given.member.name ?? '',
    appliedSequence: applied,
    headSequence: Math.max(applied, ...told.map((vector) => sequenceAt(vector, origin))),
    silentMs: heardMs === null ? null : parts.clock.monotonicMs() - heardMs,
    ...placesIn(parts, region),
  };
}

/** What gossip adds to the configuration. */
function placesIn(
  parts: FederationParts,
  region: RegionConfig,
): Pick<RegionView, 'members'> & Partial<RegionView> {
  const members = membersOf(parts, region).map(({ name, address }) => ({ name, address }));
  if (parts.places === undefined) return { members };
  const live = parts.places.placesOf(region.name);
  const gossip = {
    leader: live.find(({ leads }) => leads === true)?.name ?? '',
    level: live.length === 0 ? null : Math.min(...live.map(({ level }) => level)),
    standing: parts.places.standingOf(region.name),
  };
  return { members, gossip };
}

/** Everything anybody told of a region's head: all streams, and its last report, which outlives a leader. */
function toldVectors(
  region: string,
  state: RegionState | null,
  links: ReadonlyMap<string, Link>,
): VersionVector[] {
  const told: VersionVector[] = [];
  for (const link of links.values()) if (link.streaming !== null) told.push(link.streaming.heads);
  const report = state?.reported.get(region);
  return report === undefined ? told : [...told, report];
}

/** Before a region introduced itself: the origin of its name that is furthest. */
function newestOrigin(region: string, state: RegionState | null, told: readonly VersionVector[]): OriginKey {
  let newest = '';
  let furthest = -1;
  for (const vector of [state?.applied ?? new Map<OriginKey, number>(), ...told]) {
    for (const [origin, sequence] of vector) {
      if (regionOfOrigin(origin) !== region || sequence <= furthest) continue;
      newest = origin;
      furthest = sequence;
    }
  }
  return newest;
}
