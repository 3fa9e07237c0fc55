/**
 * The way back of a member whose log was damaged. Votes and acknowledgements in the log may be lost, so its id is spent: it
 * makes no promise under it any more. It keeps the log under a name that says so, asks its region to put a new learner in
 * its place, and begins as that one, with nothing.
 *
 * K1. The log is set aside before the region is asked, so that no later start takes what is left of it for the whole; its
 *     new name has the spent id in it, so that a start that was cut short goes on where it was (boot B4).
 * K2. The new id is written down, durably, before anything else is done under it. Until then the region is asked again,
 *     and answers the same (return-host H2).
 * K3. The old store is set aside after that and before the new log begins. It may be whole, but it is not this member's.
 */
import type { JoinWelcome, KnownMember } from '../../codec/join-frame.ts';
import { present } from '../../core/base/assert.ts';
import { hexId } from '../../core/base/brands.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Network } from '../../ports/network.ts';
import { failed, succeeded } from '../../ports/outcome.ts';
import type { Done } from '../../ports/outcome.ts';
import type { StoreHost } from '../../ports/store.ts';
import type { SpentLog } from '../boot.ts';
import { newestLevelOf } from '../server-config.ts';
import type { MemberConfig, ServerConfig } from '../server-config.ts';
import { peerAddressOf } from '../serving/region-members.ts';
import { joinRegion } from './join-region.ts';
import { lastKnown } from './last-known.ts';

export interface ComeBackParts {
  readonly clock: Clock;
  readonly log: Log;
  /** Not listening yet. */
  readonly network: Network;
  readonly stores: StoreHost;
  readonly config: ServerConfig;
  readonly spent: SpentLog;
}

/** The member as it is to begin anew. */
export function comeBack(parts: ComeBackParts, done: Done<ServerConfig>): void {
  const { config, spent, stores, log } = parts;
  const own = ownOf(config);
  const { keptAs, reason } = spent;
  log('error', 'the log is damaged: the region is asked to replace this member', {
    ...{ reason, keptAs, spent: hexId(own.id) },
  });
  lastKnown(stores, ({ members }) => {
    const recorded = members.find(({ id }) => id === own.id);
    const addresses = addressesOf(config, members);
    if (addresses.length === 0) {
      done(failed('damaged', `${reason}. Nobody is known who could replace this member. ${BY_HAND}`));
      return;
    }
    const { clusterId, region } = config;
    const peerUrls = recorded?.peerUrls ?? own.peerUrls;
    const level = newestLevelOf(config);
    const whose = { clusterId, region, spent: own.id, name: own.name, peerUrls };
    const question = { type: 'return', ...whose, level } as const;
    joinRegion({ ...parts, addresses, question }, (answered) => {
      if (answered.ok) done(succeeded(replaced(config, answered.value, keptAs, log)));
      else done(failed('damaged', `${reason}. ${answered.error.message}. ${BY_HAND}`));
    });
  });
}

const BY_HAND =
  'Start this member again to ask anew, or remove it from its region ("etcdctl member remove") and add another with a new ' +
  '--data-dir';

/** The others, as this member was told to call them, and as they called themselves later. */
function addressesOf(
  { self, members }: ServerConfig,
  known: readonly Pick<KnownMember, 'id' | 'peerUrls'>[],
): string[] {
  const configured = members.filter(({ id }) => id !== self).map(({ address }) => address);
  const recorded = known.filter(({ id }) => id !== self).flatMap((member) => peerAddressOf(member) ?? []);
  return [...new Set([...configured, ...recorded])];
}

function replaced(config: ServerConfig, welcome: JoinWelcome, keptAs: string, log: Log): ServerConfig {
  const { self, members } = welcome;
  const own = ownOf(config);
  log('warn', 'the region has replaced this member: it begins anew as a learner', {
    ...{ spent: hexId(own.id), member: hexId(self), keptAs },
  });
  const known = members.flatMap((member): readonly MemberConfig[] => {
    if (member.id === self) return [{ ...own, id: self, peerUrls: member.peerUrls }];
    const configured = config.members.find(({ peerUrls }) => peerUrls.join() === member.peerUrls.join());
    const address = configured?.address ?? peerAddressOf(member);
    return address === null ? [] : [{ ...member, address }];
  });
  return { ...config, initialState: 'existing', self, members: known, replaces: own.id };
}

const ownOf = ({ self, members }: ServerConfig): MemberConfig =>
  present(
    members.find(({ id }) => id === self),
    () => `member ${hexId(self)} among those configured`,
  );
