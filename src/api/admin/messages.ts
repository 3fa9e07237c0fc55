/** The node's view of itself and its peers → admin messages. */
import type { MemberRecord } from '../../core/apply/types.ts';
import type { ConflictRecord, RegionRecord, Version, VersionVector } from '../../core/federation/types.ts';
import { bytesOfKey, longOf, unsignedLongOf, unsignedLongOfId } from '../../codec/etcd-scalars.ts';
import type { atoll } from '../../gen/atoll.js';
import type { LevelReport, RegionByGossip, RegionView } from '../../node/serving/types.ts';
import type { ApiContext, ScheduledSnapshotHealth } from '../context.ts';

export function raftStatus(context: ApiContext): atoll.admin.v1.RaftStatus.$Properties {
  const { role, term, leader, commitIndex, appliedIndex } = context.serving.status();
  return {
    role,
    term: unsignedLongOf(term),
    leader: unsignedLongOfId(leader ?? 0n),
    commit_index: unsignedLongOf(commitIndex),
    applied_index: unsignedLongOf(appliedIndex),
    learner: context.serving.isLearner(),
  };
}

export function storeStatus({ serving, quotaBytes }: ApiContext): atoll.admin.v1.StoreStatus.$Properties {
  const { storeBytes, storeBytesInUse } = serving.status();
  return {
    bytes: longOf(storeBytes),
    bytes_in_use: longOf(storeBytesInUse),
    quota_bytes: longOf(quotaBytes),
    compact_revision: longOf(serving.compactRevision()),
  };
}

export function levelStatus({
  region,
  newest,
  members,
}: LevelReport): atoll.admin.v1.LevelStatus.$Properties {
  return {
    ...{ region, newest },
    members: members.map((each) => ({ member_id: unsignedLongOfId(each.id), newest: each.newest ?? 0 })),
  };
}

export function replacedMembers(
  members: readonly MemberRecord[],
): atoll.admin.v1.ReplacedMember.$Properties[] {
  return members.flatMap(({ id, replaces }) =>
    replaces === undefined ? [] : [{ member_id: unsignedLongOfId(id), replaces: unsignedLongOfId(replaces) }],
  );
}

export function describeKeptLog(folder: string): string {
  return `damaged log kept as ${folder}: remove the folder when it has been looked at`;
}

export function snapshotStatus({
  verified,
  failures,
  error,
}: ScheduledSnapshotHealth): atoll.admin.v1.SnapshotStatus.$Properties {
  return {
    file: verified?.file ?? '',
    revision: longOf(verified?.revision ?? 0),
    verified_ms: longOf(verified?.atMs ?? 0),
    failures: unsignedLongOf(failures),
    error,
  };
}

export function federationStatus(record: RegionRecord): atoll.admin.v1.FederationStatus.$Properties {
  return {
    region: record.self.region,
    incarnation: unsignedLongOfId(record.self.incarnation),
    clock_ms: unsignedLongOf(record.clock.ms),
    clock_counter: record.clock.counter,
    applied: progress(record.applied),
    reported: [...record.reported].map(([region, applied]) => ({ region, applied: progress(applied) })),
    adopting: [...record.adopting.keys()].map(bytesOfKey),
    next_conflict: unsignedLongOf(record.nextConflict),
    conflicts_dropped: unsignedLongOf(record.conflictsDropped),
  };
}

function progress(vector: VersionVector): atoll.admin.v1.OriginProgress.$Properties[] {
  return [...vector].map(([origin, sequence]) => ({ origin, sequence: unsignedLongOf(sequence) }));
}

export function regionMessage(view: RegionView): atoll.admin.v1.Region.$Properties {
  return {
    name: view.region,
    self: view.self,
    connected: view.connected,
    source: view.source,
    applied_sequence: unsignedLongOf(view.appliedSequence),
    head_sequence: unsignedLongOf(view.headSequence),
    ...(view.silentMs === null ? {} : { silent_ms: wholeMs(view.silentMs) }),
    members: view.members.map(({ name, address }) => ({ name, address })),
    ...(view.gossip === undefined ? {} : byGossip(view.gossip)),
  };
}

function byGossip({ leader, level, standing }: RegionByGossip): atoll.admin.v1.Region.$Properties {
  const known = { leader, level: level ?? 0 };
  if (standing === null) return known;
  return { ...known, standing: standing.standing, standing_ms: wholeMs(standing.forMs) };
}

export const wholeMs = (ms: number): ReturnType<typeof unsignedLongOf> =>
  unsignedLongOf(Math.max(Math.round(ms), 0));

export function conflictMessage(conflict: ConflictRecord): atoll.admin.v1.Conflict.$Properties {
  return {
    id: unsignedLongOf(conflict.id),
    space: conflict.space,
    key: bytesOfKey(conflict.key),
    policy: conflict.policy,
    winner: versionMessage(conflict.winner),
    loser: versionMessage(conflict.loser),
    revision: longOf(conflict.revision),
    found_ms: longOf(conflict.foundMs),
  };
}

function versionMessage(version: Version): atoll.admin.v1.Version.$Properties {
  return {
    origin: version.origin,
    sequence: unsignedLongOf(version.sequence),
    time_ms: unsignedLongOf(version.time.ms),
    time_counter: version.time.counter,
    ...(version.value === null ? { deleted: true } : { value: version.value }),
    actor: version.actor,
  };
}
