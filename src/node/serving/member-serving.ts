/**
 * The member's face to the API (serving/types): every method hands on to the part whose business it is.
 *
 * F1. Damage that a read meets stops the member.
 * F2. Once the member stops, whatever needs its store is answered without it.
 */
import type { Machine } from '../../core/apply/machine.ts';
import { listRules } from '../../core/federation/rules.ts';
import { regionRecord } from '../../core/federation/region.ts';
import type { ConflictRecord } from '../../core/federation/types.ts';
import { keysOfLease, listLeases } from '../../core/lease/lessor.ts';
import { range } from '../../core/mvcc/range.ts';
import type { SoftState } from '../../core/raft/types.ts';
import type { LogIndex } from '../../core/base/brands.ts';
import { singleKey } from '../../core/base/bytes.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Compactor } from '../consensus/compactor.ts';
import { hashKeyspace } from '../consensus/history.ts';
import type { Leadership } from '../consensus/leadership.ts';
import { readConflict, reporting } from '../consensus/machine-reader.ts';
import type { Replica } from '../consensus/replica.ts';
import type { RegionLevel } from '../levels/region-level.ts';
import type { SnapshotExports } from '../snapshot/exports.ts';
import type { GossipServing } from './gossip.ts';
import type { LeaseKeeper } from './lease-keeper.ts';
import { LongRanges } from './long-ranges.ts';
import type { Proposer } from './proposer.ts';
import type { Reads } from './reads.ts';
import type { ConflictPage, NodeIdentity, RegionAlarm, RegionView, Serving } from './types.ts';

/** Records of the conflict feed that one call looks at: some milliseconds when none of them is in the cache. */
export const CONFLICTS_LOOKED_AT_MAX = 500;

export interface MemberServingParts {
  readonly identity: NodeIdentity;
  readonly replica: Replica;
  readonly clock: Clock;
  readonly proposer: Proposer;
  readonly reads: Reads;
  readonly leases: LeaseKeeper;
  readonly compactor: Compactor;
  readonly leadership: Leadership;
  readonly snapshots: SnapshotExports;
  readonly level: RegionLevel;
  readonly keptLogs: readonly string[];
  soft(): SoftState;
  commitIndex(): LogIndex;
  regions(): readonly RegionView[];
  gossip(): GossipServing | null;
  federationAlarms(): readonly RegionAlarm[];
  onDamage(reason: string): void;
}

export interface MemberServing extends Serving {
  conflictFound(): void;
}

export function memberServing(parts: MemberServingParts): MemberServing {
  const { replica } = parts;
  const machine = (): Machine => replica.machine;
  const read = <T>(of: () => T): T => reporting(parts.onDamage, of);
  const conflictListeners = new Set<() => void>();
  return {
    identity: parts.identity,
    status: () => {
      const soft = parts.soft();
      return {
        role: soft.role,
        term: soft.term,
        leader: soft.leader,
        commitIndex: parts.commitIndex(),
        appliedIndex: replica.appliedIndex,
        storeBytes: replica.store.sizeBytes(),
        storeBytesInUse: replica.store.bytesInUse(),
      };
    },
    currentTerm: () => parts.soft().term,
    isLearner: () => machine().members.get(parts.identity.memberId)?.learner === true,
    propose: (proposal, done) => parts.proposer.propose(proposal, done),
    linearize: (done) => parts.reads.linearize(done),
    revision: () => machine().keyspace.currentRevision,
    compactRevision: () => machine().keyspace.compactRevision,
    range: (request) => read(() => range(machine().keyspace, request, replica.reader.readValue)),
    rangeInSlices: (request, reader) => {
      const long = LongRanges.ofOne(parts, request, reader);
      long.start();
      return () => long.cancel();
    },
    readTxnInSlices: (request, reader) => {
      const long = LongRanges.ofTxn(parts, request, reader);
      long.start();
      return () => long.cancel();
    },
    keyAt: (key, revision) => read(() => keyAt(replica, key, revision)),
    leases: () => listLeases(machine().lessor),
    members: () => [...machine().members.values()],
    alarms: () => machine().alarms,
    keptLogs: () => parts.keptLogs,
    keepAlive: (id, done) => {
      parts.leases.ask({ ask: 'keep-alive', id }, (reply) => {
        if (!reply.ok) done(reply);
        else done({ ok: true, value: reply.value.answer === 'lease' ? { ttl: reply.value.ttl } : null });
      });
    },
    timeToLive: (id, withKeys, done) => {
      parts.leases.ask({ ask: 'time-to-live', id }, (reply) => {
        if (!reply.ok) {
          done(reply);
          return;
        }
        const { value } = reply;
        if (value.answer !== 'lease') {
          done({ ok: true, value: null });
          return;
        }
        const keys = withKeys ? keysOfLease(machine().lessor, id) : [];
        const lease = { id, ttl: value.ttl, remaining: null };
        done({ ok: true, value: { lease, remainingSeconds: value.remaining, keys } });
      });
    },
    compactionDone: (revision, done) => parts.compactor.whenDone(revision, done),
    hashKeyspace: (revision, done) => hashKeyspace(replica, revision, done, parts.onDamage),
    defragment: (done) => {
      replica.store.defragment(({ ok }) => done(ok ? { ok, value: undefined } : { ok, error: 'stopped' }));
    },
    openSnapshot: (done) => parts.snapshots.begin(done),
    transferLeadership: (to, done) => parts.leadership.transfer(to, done),
    levels: () => parts.level.report(),
    finaliseLevel: (done) => parts.level.finalise(done),
    regionRecord: () => {
      const { federation } = machine();
      return federation === null ? null : regionRecord(federation);
    },
    regions: () => parts.regions(),
    gossip: () => parts.gossip(),
    federationAlarms: () => parts.federationAlarms(),
    rules: () => {
      const { federation } = machine();
      return federation === null ? [] : listRules(federation.rules);
    },
    conflicts: (request) => read(() => conflicts(replica, request)),
    onConflict: (listener) => {
      conflictListeners.add(listener);
      return () => conflictListeners.delete(listener);
    },
    conflictFound: () => {
      for (const listener of conflictListeners) listener();
    },
  };
}

function keyAt(replica: Replica, key: string, revision: number): ReturnType<Serving['keyAt']> {
  const outcome = range(
    replica.machine.keyspace,
    {
      range: singleKey(key),
      revision,
      limit: 1,
      sortOrder: 'none',
      sortTarget: 'key',
      keysOnly: false,
      countOnly: false,
      minModRevision: 0,
      maxModRevision: 0,
      minCreateRevision: 0,
      maxCreateRevision: 0,
    },
    replica.reader.readValue,
  );
  return outcome.ok ? (outcome.result.kvs[0] ?? null) : null;
}

function conflicts(
  replica: Replica,
  { prefix, fromId, limit }: { readonly prefix: string; readonly fromId: number; readonly limit: number },
): ConflictPage {
  const { nextConflict, conflictsDropped } = replica.machine.federation ?? {
    nextConflict: 1,
    conflictsDropped: 0,
  };
  const records: ConflictRecord[] = [];
  const first = Math.max(fromId, conflictsDropped + 1);
  const end = Math.min(nextConflict, first + CONFLICTS_LOOKED_AT_MAX);
  let next = first;
  for (; next < end && records.length < limit; next++) {
    const conflict = readConflict(replica.store, next);
    if (conflict?.key.startsWith(prefix) === true) records.push(conflict);
  }
  return { records, next, more: next < nextConflict };
}
