/**
 * Which member of which region this server is. The flags say so for those that were there when the region began; one that
 * joins is told by the region; and a data folder remembers it for every later start, whatever the flags say then.
 *
 * T1. The region is asked at the first start only, and nothing is written to the folder before it has answered.
 */
import { memberId } from '../../core/base/brands.ts';
import type { KnownMember } from '../../codec/join-frame.ts';
import { joinRegion } from '../../node/joining/join-region.ts';
import { newestLevelOf } from '../../node/server-config.ts';
import type { MemberConfig, ServerConfig } from '../../node/server-config.ts';
import type { ServerPorts } from '../../node/server.ts';
import { succeeded } from '../../ports/outcome.ts';
import type { Done } from '../../ports/outcome.ts';
import { addressOf } from './addresses.ts';
import { identityOf } from './data-folder.ts';
import type { Identity } from './data-folder.ts';

interface NamedConfig {
  readonly name: string;
  readonly dataDir: string;
  readonly config: ServerConfig;
}

/** What the folder knows already: `null` when the region has to be asked. */
export function settledConfig({ name, dataDir, config }: NamedConfig): ServerConfig | null {
  const identity = identityOf(dataDir);
  if (identity !== null) return remembered(name, config, identity);
  return config.initialState === 'existing' ? null : config;
}

/** T1. */
export function joinedConfig(
  ports: Pick<ServerPorts, 'network' | 'clock' | 'log'>,
  { name, config }: NamedConfig,
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
  // Same names, so the same member: the list may have grown since. The folder refuses other differences.
  const founding = { ...config, initialState: 'new' as const };
  return identity.self === config.self ? { ...founding, clusterId: identity.clusterId } : founding;
}

function asJoined(
  name: string,
  config: ServerConfig,
  { clusterId, self, joined, replaces }: Identity,
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
