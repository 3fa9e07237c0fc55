/** Messages of atoll.admin.v1 into plain values. Nested messages of a decoded one are complete, which the types hide. */
import { countOf, idOf } from '../codec/etcd-scalars.ts';
import { present } from '../core/base/assert.ts';
import type { atoll } from '../gen/atoll.js';
import type {
  Conflict,
  ConflictBatch,
  FederationStatus,
  LevelStatus,
  MemberStatus,
  RegionStatus,
  Rule,
  SnapshotHealth,
  Version,
} from './admin-types.ts';

type Pb = typeof atoll.admin.v1;
type Whole<Name extends keyof Pb> = InstanceType<Pb[Name]>;
type Part = object | null | undefined;

export function readStatus(message: Whole<'StatusResponse'>): MemberStatus {
  const header = present(message.header, 'header') as Whole<'ResponseHeader'>;
  const raft = present(message.raft, 'raft') as Whole<'RaftStatus'>;
  const store = present(message.store, 'store') as Whole<'StoreStatus'>;
  const leader = idOf(raft.leader);
  return {
    region: header.region,
    clusterId: idOf(header.cluster_id),
    memberId: idOf(header.member_id),
    memberName: message.member_name,
    revision: countOf(header.revision),
    raft: {
      ...{ role: raft.role, term: countOf(raft.term), leader: leader === 0n ? null : leader },
      commitIndex: countOf(raft.commit_index),
      appliedIndex: countOf(raft.applied_index),
      learner: raft.learner,
    },
    store: {
      bytes: countOf(store.bytes),
      bytesInUse: countOf(store.bytes_in_use),
      quotaBytes: countOf(store.quota_bytes),
      compactRevision: countOf(store.compact_revision),
    },
    federation: readFederation(message.federation),
    level: readLevel(message.level),
    replaced: new Map(
      message.replaced.map((each) => {
        const { member_id, replaces } = each as Whole<'ReplacedMember'>;
        return [idOf(member_id), idOf(replaces)];
      }),
    ),
    alarms: message.alarms,
    snapshots: readSnapshots(message.snapshots),
  };
}

function readLevel(part: Part): LevelStatus {
  if (part === null || part === undefined) return { region: 1, newest: 1, members: new Map() };
  const { region, newest, members } = part as Whole<'LevelStatus'>;
  const known = members.map((each) => each as Whole<'MemberLevel'>).filter((each) => each.newest > 0);
  return {
    ...{ region, newest },
    members: new Map(known.map((each) => [idOf(each.member_id), each.newest])),
  };
}

function readSnapshots(part: Whole<'StatusResponse'>['snapshots']): SnapshotHealth | null {
  if (!part) return null;
  const { file, revision, verified_ms, failures, error } = part as Whole<'SnapshotStatus'>;
  const counts = {
    revision: countOf(revision),
    verifiedMs: countOf(verified_ms),
    failures: countOf(failures),
  };
  return { file, ...counts, error };
}

function readFederation(part: Part): FederationStatus | null {
  if (part === null || part === undefined) return null;
  const federation = part as Whole<'FederationStatus'>;
  const applied = federation.applied.map((each) => {
    const { origin, sequence } = each as Whole<'OriginProgress'>;
    return [origin, countOf(sequence)] as const;
  });
  return {
    incarnation: idOf(federation.incarnation),
    applied: new Map(applied),
    adopting: federation.adopting,
    nextConflict: countOf(federation.next_conflict),
    conflictsDropped: countOf(federation.conflicts_dropped),
  };
}

export function readRegion(part: Part): RegionStatus {
  const region = part as Whole<'Region'>;
  const { silent_ms } = region;
  return {
    ...{ name: region.name, self: region.self, connected: region.connected, source: region.source },
    appliedSequence: countOf(region.applied_sequence),
    headSequence: countOf(region.head_sequence),
    silentMs: silent_ms === null || silent_ms === undefined ? null : countOf(silent_ms),
    members: region.members.map((each) => {
      const { name, address } = each as Whole<'RegionMember'>;
      return { name, address };
    }),
    ...{ leader: region.leader, level: region.level === 0 ? null : region.level },
    standing:
      region.standing === '' ? null : { standing: region.standing, forMs: countOf(region.standing_ms) },
  };
}

export function readRule(part: Part): Rule {
  const { prefix, policy, cas } = part as Whole<'Rule'>;
  return { prefix, policy, cas };
}

export function readConflicts({ conflicts, dropped }: Whole<'ConflictsResponse'>): ConflictBatch {
  return { conflicts: conflicts.map(readConflict), dropped: countOf(dropped) };
}

function readConflict(part: Part): Conflict {
  const conflict = part as Whole<'Conflict'>;
  return {
    id: countOf(conflict.id),
    ...{ space: conflict.space, key: conflict.key, policy: conflict.policy },
    winner: readVersion(conflict.winner),
    loser: readVersion(conflict.loser),
    revision: countOf(conflict.revision),
    foundMs: countOf(conflict.found_ms),
  };
}

function readVersion(part: Part): Version {
  const version = present(part, 'version') as Whole<'Version'>;
  const { origin, actor } = version;
  return {
    ...{ region: origin.slice(0, origin.lastIndexOf('/')), origin, actor },
    sequence: countOf(version.sequence),
    timeMs: countOf(version.time_ms),
    timeCounter: version.time_counter,
    value: version.deleted ? null : version.value,
  };
}
