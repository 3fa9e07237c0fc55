/**
 * What two regions compare before anything flows. Chain values tell whether both mean the same log by the same origin:
 * a disk that was rolled back and written on would otherwise give other writes under old numbers.
 *
 * N1. Heads are compared at the lower of the two sequences, as far as that one's chain value is still known on the
 *     higher side; each side compares where it is the higher one.
 */
import { isOriginKey, regionOfOrigin } from '../../core/federation/origin.ts';
import { chainAt } from '../../core/federation/origin-log.ts';
import type { RegionState } from '../../core/federation/region.ts';
import { sortedEntries } from '../../core/federation/version-vector.ts';
import type { RefuseReason, Speaker } from '../../codec/federation-frame.ts';
import type { FederationConfig, LocalRegion } from './parts.ts';

export interface HandshakeRefusal {
  readonly reason: RefuseReason;
  readonly detail: string;
}

export function speakerOf(state: RegionState, config: FederationConfig): Speaker {
  const heads = sortedEntries(state.applied).map(([origin, sequence]) => ({
    ...{ origin, sequence, chain: state.chains.get(origin) ?? 0 },
  }));
  return { region: config.region, member: config.member, origin: state.key, heads };
}

/** `null` when there is nothing against the other side. */
export function judgeSpeaker(
  state: RegionState,
  region: LocalRegion,
  config: FederationConfig,
  speaker: Speaker,
): HandshakeRefusal | null {
  if (speaker.region === config.region || !config.regions.some(({ name }) => name === speaker.region)) {
    const detail =
      `region "${speaker.region}" is not one of those configured here as another region ` +
      `(${config.regions.map(({ name }) => name).join(', ')}): make the configurations agree`;
    return { reason: 'wrong-region', detail };
  }
  if (!isOriginKey(speaker.origin) || regionOfOrigin(speaker.origin) !== speaker.region) {
    const detail = `origin "${speaker.origin}" does not belong to region "${speaker.region}"`;
    return { reason: 'wrong-region', detail };
  }
  return judgeChains(state, region, speaker);
}

function judgeChains(state: RegionState, region: LocalRegion, speaker: Speaker): HandshakeRefusal | null {
  for (const { origin, sequence, chain } of speaker.heads) {
    const known = chainAt(state, region, { origin, sequence });
    if (known === null || known === chain) continue;
    const detail =
      `the log of ${origin} differs at sequence ${sequence} between this region and "${speaker.region}": the disks of ` +
      `"${regionOfOrigin(origin)}" were rolled back or damaged; restore that region under a new incarnation`;
    return { reason: 'chain-mismatch', detail };
  }
  return null;
}
