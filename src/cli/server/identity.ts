/**
 * Which member of which region this server is. The flags say so for those that were there when the region began; one that
 * joins is told by the region; and a data folder remembers it for every later start, whatever the flags say then.
 *
 * T1. The region is asked at the first start only, and nothing is written to the folder before it has answered.
 * T2. Founders that find each other by gossip are settled when all of them are bound to each other (node/joining/found-region);
 *     one that was stopped before that goes on where it was.
 */
import { memberId } from '../../core/base/brands.ts';
import type { KnownMember } from '../../codec/join-frame.ts';
import type { Bound } from '../../node/joining/found-region.ts';
import { joinRegion } from '../../node/joining/join-region.ts';
import { newestLevelOf } from '../../node/server-config.ts';
import type { MemberConfig, ServerConfig } from '../../node/server-config.ts';
import type { ServerPorts } from '../../node/server.ts';
import { succeeded } from '../../ports/outcome.ts';
import type { Done } from '../../ports/outcome.ts';
import { addressOf } from './addresses.ts';
import { identityOf } from './data-folder.ts';
import type { Identity } from './data-folder.ts';
import { clusterIdOf, memberIdOf } from './ids.ts';
import type { RegionNames } from './ids.ts';

interface NamedConfig {
  readonly name: string;
  readonly dataDir: string;
  readonly config: ServerConfig;
  readonly bootstrapExpect: number;
}

export type Settled =
  | { readonly type: 'settled'; readonly config: ServerConfig }
  /** The region has to be asked. */
  | { readonly type: 'joins' }
  /** T2; bound already or not. */
  | { readonly type: 'founds'; readonly config: ServerConfig; readonly bound: Bound | null };

/** What the folder knows already. */
export function settledConfig({ name, dataDir, config, bootstrapExpect }: NamedConfig): Settled {
  const identity = identityOf(dataDir);
  if (identity === null) {
    if (bootstrapExpect > 0) return { type: 'founds', config, bound: null };
    return config.initialState === 'existing' ? { type: 'joins' } : { type: 'settled', config };
  }
  const known = remembered(name, config, identity);
  if (identity.founders === null || identity.started) return { type: 'settled', config: known };
  const { clusterId, founders } = identity;
  return { type: 'founds', config: known, bound: { clusterId, founders: founders.map(placeOf) } };
}

const placeOf = ({ name, peerUrls }: KnownMember): Bound['founders'][number] => ({
  ...{ name, address: addressOf('--initial-cluster', peerUrls[0] ?? '') },
});

/** T2. The region that this one founds with the others; peer URLs are as this server's own. */
export function foundingConfig(
  config: ServerConfig,
  token: string,
  { clusterId, founders }: Bound,
): ServerConfig {
  const { region } = config;
  const members = founders.map(({ name, address }) => ({
    ...{ id: memberIdOf({ token, region }, name), name, address, peerUrls: [`http://${address}`] },
  }));
  return { ...config, initialState: 'new', agreed: true, clusterId, members };
}

/** As it asks to join a region that it found by gossip. */
export function withMembers(
  config: ServerConfig,
  self: MemberConfig,
  others: readonly Bound['founders'][number][],
): ServerConfig {
  const members = others
    .filter(({ name }) => name !== self.name)
    .map(({ name, address }) => ({ name, address, id: self.id, peerUrls: [`http://${address}`] }));
  return { ...config, initialState: 'existing', members: [self, ...members] };
}

/** The cluster that members of these names found. */
export function clusterOf({ token, region }: RegionNames, names: readonly string[]): bigint {
  return clusterIdOf(
    { token, region },
    names.map((name) => memberIdOf({ token, region }, name)),
  );
}

/** T1. */
export function joinedConfig(
  ports: Pick<ServerPorts, 'network' | 'clock' | 'log'>,
  { name, config }: Pick<NamedConfig, 'name' | 'config'>,
  done: Done<ServerConfig>,
): void {
  const own = config.members.find((member) => member.name === name);
  const others = config.members.filter((member) => member !== own);
  const level = newestLevelOf(config);
  const question = { type: 'question', region: config.region, peerUrls: own?.peerUrls ?? [], level } as const;
  const addresses = others.map(({ address }) => address);
  joinRegion({ ...ports, addresses, question }, (answered) => {
    if (!answered.ok) {
      done(answered);
      return;
    }
    const { clusterId, self, members } = answered.value;
    done(succeeded(asJoined(name, config, { clusterId, self, joined: members, replaces: null })));
  });
}

function remembered(name: string, config: ServerConfig, identity: Identity): ServerConfig {
  if (identity.joined !== null) return asJoined(name, config, identity);
  if (identity.founders !== null) return asFounded(config, identity, identity.founders);
  // Same names, so the same member: the list may have grown since. The folder refuses other differences.
  const founding = { ...config, initialState: 'new' as const };
  return identity.self === config.self ? { ...founding, clusterId: identity.clusterId } : founding;
}

function asFounded(
  config: ServerConfig,
  { clusterId, self, replaces }: Identity,
  founders: readonly KnownMember[],
): ServerConfig {
  const members = founders.map((member) => memberConfig(member, member.name));
  const before = replaces === null ? {} : { replaces };
  return { ...config, initialState: 'new', agreed: true, clusterId, self, members, ...before };
}

type JoinedAs = Pick<Identity, 'clusterId' | 'self' | 'joined' | 'replaces'>;

function asJoined(
  name: string,
  config: ServerConfig,
  { clusterId, self, joined, replaces }: JoinedAs,
): ServerConfig {
  const members = (joined ?? []).map((member) =>
    memberConfig(member, member.id === self ? name : member.name),
  );
  const before = replaces === null ? {} : { replaces };
  return { ...config, initialState: 'existing', clusterId, self: memberId(self), members, ...before };
}

function memberConfig({ id, peerUrls }: KnownMember, name: string): MemberConfig {
  return { ...{ id, name, peerUrls }, address: addressOf('--initial-cluster', peerUrls[0] ?? '') };
}
