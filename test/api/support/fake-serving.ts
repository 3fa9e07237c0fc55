/**
 * A node of one member in memory, for handlers under test. It keeps the newest version of each key, answers commands by
 * simple rules or as a test tells it to, and calls back only when `settle` is called (or, with `settleBy`, soon after),
 * as the contract demands: never inside the call that asked.
 */
import { leaseId, memberId } from '../../../src/core/base/brands.ts';
import type { LeaseId, MemberId } from '../../../src/core/base/brands.ts';
import { inRange } from '../../../src/core/base/bytes.ts';
import type {
  ActiveAlarm,
  Applied,
  Command,
  CommandResult,
  MemberRecord,
} from '../../../src/core/apply/types.ts';
import type { ConflictRecord, RegionRecord, Rule } from '../../../src/core/federation/types.ts';
import type { LeaseRecord } from '../../../src/core/lease/types.ts';
import type {
  KeyValue,
  MvccRefusal,
  Op,
  OpResult,
  RangeRequest,
  TxnRequest,
} from '../../../src/core/mvcc/types.ts';
import type { RaftRole } from '../../../src/core/raft/types.ts';
import { COMMAND_KINDS, decodeCommand } from '../../../src/codec/command.ts';
import type {
  ConflictPage,
  KeyspaceHash,
  LeaseStatus,
  NodeStatus,
  Proposal,
  RegionAlarm,
  RegionView,
  Serving,
  ServingError,
  ServingReply,
  SnapshotExport,
  FinaliseAnswer,
  LevelReport,
} from '../../../src/node/serving/types.ts';
import type { RangesReader } from '../../../src/node/serving/long-ranges.ts';
import type { GossipServing } from '../../../src/node/serving/gossip.ts';

export const SELF = memberId(0xa1n);
export const OTHER = memberId(0xb2n);

type Answer = CommandResult | ServingError;

export class FakeServing implements Serving {
  readonly identity = { clusterId: 0xc1a5n, memberId: SELF, memberName: 'm1', region: 'north' };
  readonly proposed: { readonly proposal: Proposal; readonly command: Command }[] = [];
  readonly asked: string[] = [];
  keys = new Map<string, KeyValue>();
  currentRevision = 1;
  compacted = 0;
  term = 7;
  role: RaftRole = 'leader';
  leader: MemberId | null = SELF;
  storeBytes = 4096;
  alarmList: ActiveAlarm[] = [];
  damagedLogs: string[] = [];
  memberList: MemberRecord[] = [member(SELF, 'm1'), member(OTHER, 'm2')];
  leaseList = new Map<LeaseId, LeaseRecord>();
  ruleList: Rule[] = [];
  regionList: RegionView[] = [];
  regionAlarms: RegionAlarm[] = [];
  gossipServing: GossipServing | null = null;
  record: RegionRecord | null = null;
  snapshot: SnapshotExport | null = null;
  levelReport: LevelReport = {
    region: 1,
    newest: 2,
    members: [
      { id: SELF, newest: 2 },
      { id: OTHER, newest: null },
    ],
  };
  finaliseReply: Parameters<ServingReply<FinaliseAnswer>>[0] = { ok: true, value: { level: 2 } };
  feed: ConflictRecord[] = [];
  conflictsLookedAt = Infinity;
  /** What a proposal is answered with; `null` leaves it to the simple rules. */
  answer: (command: Command) => Answer | null = () => null;
  linearizeError: ServingError | null = null;
  leaseError: ServingError | null = null;
  settleBy: ((work: () => void) => void) | null = null;
  private readonly waiting: (() => void)[] = [];
  private readonly conflictListeners = new Set<() => void>();

  get conflictListenerCount(): number {
    return this.conflictListeners.size;
  }

  settle(): void {
    for (let work = this.waiting.shift(); work !== undefined; work = this.waiting.shift()) work();
  }

  seed(key: string, value: string, lease: LeaseId | null = null): void {
    this.write(key, Buffer.from(value), lease);
  }

  find(conflict: ConflictRecord): void {
    this.feed.push(conflict);
    for (const listener of this.conflictListeners) listener();
  }

  keptLogs(): readonly string[] {
    return this.damagedLogs;
  }

  currentTerm(): number {
    return this.term;
  }

  isLearner(): boolean {
    return this.memberList.some(({ id, learner }) => id === SELF && learner);
  }

  status(): NodeStatus {
    const { role, term, leader, storeBytes } = this;
    return {
      role,
      term,
      leader,
      commitIndex: 12,
      appliedIndex: 11,
      storeBytes,
      storeBytesInUse: storeBytes / 2,
    };
  }

  propose(proposal: Proposal, done: ServingReply<Applied>): void {
    const command = decodeCommand(COMMAND_KINDS[proposal.kind], proposal.payload);
    this.proposed.push({ proposal, command });
    this.later(() => {
      const result = this.answer(command) ?? this.apply(command);
      if (typeof result === 'string') return done({ ok: false, error: result });
      const id = { member: SELF, boot: 1n, number: this.proposed.length };
      done({ ok: true, value: { id, result, revision: this.currentRevision } });
    });
  }

  linearize(done: ServingReply<void>): void {
    this.asked.push('linearize');
    const error = this.linearizeError;
    this.later(() => done(error === null ? { ok: true, value: undefined } : { ok: false, error }));
  }

  levels(): LevelReport {
    return this.levelReport;
  }

  finaliseLevel(done: ServingReply<FinaliseAnswer>): void {
    this.asked.push('finalise');
    this.later(() => done(this.finaliseReply));
  }

  revision(): number {
    return this.currentRevision;
  }
  compactRevision(): number {
    return this.compacted;
  }

  rangeInSlices(request: RangeRequest, reader: RangesReader): () => void {
    const outcome = this.range(request);
    if (!outcome.ok) reader.end(outcome);
    else {
      const { kvs, more, count } = outcome.result;
      reader.begin(this.currentRevision, true);
      for (const kv of kvs) reader.take([kv]);
      reader.rangeEnd(more, count);
      reader.end({ ok: true });
    }
    return () => undefined;
  }
  range(request: RangeRequest): ReturnType<Serving['range']> {
    this.asked.push('range');
    const refusal = this.refuse(request.revision);
    if (refusal !== null) return { ok: false, refusal };
    return { ok: true, result: this.rangeNow(request) };
  }

  readTxnInSlices(request: TxnRequest, reader: RangesReader): () => void {
    this.asked.push('readTxn');
    const requests = request.success.map((op) => {
      if (op.type !== 'range') throw new Error('a read-only transaction has ranges only');
      return op.request;
    });
    const refusal = requests.map(({ revision }) => this.refuse(revision)).find((each) => each !== null);
    if (refusal !== undefined) reader.end({ ok: false, refusal });
    else {
      reader.begin(this.currentRevision, true);
      for (const each of requests) {
        const { kvs, more, count } = this.rangeNow(each);
        reader.take(kvs);
        reader.rangeEnd(more, count);
      }
      reader.end({ ok: true });
    }
    return () => undefined;
  }

  keyAt(key: string): KeyValue | null {
    return this.keys.get(key) ?? null;
  }
  leases(): readonly LeaseRecord[] {
    return [...this.leaseList.values()];
  }
  members(): readonly MemberRecord[] {
    return this.memberList;
  }
  alarms(): readonly ActiveAlarm[] {
    return this.alarmList;
  }

  keepAlive(id: LeaseId, done: ServingReply<{ readonly ttl: number } | null>): void {
    this.asked.push(`keepAlive ${id}`);
    this.later(() => {
      if (this.leaseError !== null) return done({ ok: false, error: this.leaseError });
      const lease = this.leaseList.get(id);
      done({ ok: true, value: lease === undefined ? null : { ttl: lease.ttl } });
    });
  }

  timeToLive(id: LeaseId, withKeys: boolean, done: ServingReply<LeaseStatus | null>): void {
    this.later(() => {
      if (this.leaseError !== null) return done({ ok: false, error: this.leaseError });
      const lease = this.leaseList.get(id);
      if (lease === undefined) return done({ ok: true, value: null });
      const keys = withKeys
        ? [...this.keys.values()].filter((kv) => kv.lease === id).map((kv) => kv.key)
        : [];
      done({ ok: true, value: { lease, remainingSeconds: lease.ttl - 0.5, keys } });
    });
  }

  compactionDone(revision: number, done: ServingReply<void>): void {
    this.asked.push(`compactionDone ${revision}`);
    this.later(() => done({ ok: true, value: undefined }));
  }

  hashKeyspace(revision: number, done: ServingReply<KeyspaceHash | { readonly refusal: MvccRefusal }>): void {
    const refusal = this.refuse(revision);
    const hashRevision = revision === 0 ? this.currentRevision : revision;
    const hash = { hash: 0xfeedbeef, hashRevision, compactRevision: this.compacted };
    this.later(() => done({ ok: true, value: refusal === null ? hash : { refusal } }));
  }

  openSnapshot(done: ServingReply<SnapshotExport>): void {
    this.asked.push('openSnapshot');
    this.later(() => {
      if (this.snapshot === null) done({ ok: false, error: 'not-ready' });
      else done({ ok: true, value: this.snapshot });
    });
  }
  defragment(done: ServingReply<void>): void {
    this.asked.push('defragment');
    this.later(() => done({ ok: true, value: undefined }));
  }

  transferLeadership(to: MemberId, done: ServingReply<void>): void {
    this.asked.push(`transferLeadership ${to.toString(16)}`);
    this.later(() => done({ ok: true, value: undefined }));
  }

  regionRecord(): RegionRecord | null {
    return this.record;
  }
  gossip(): GossipServing | null {
    return this.gossipServing;
  }

  regions(): readonly RegionView[] {
    return this.regionList;
  }

  federationAlarms(): readonly RegionAlarm[] {
    return this.regionAlarms;
  }
  rules(): readonly Rule[] {
    return this.ruleList;
  }
  /** Looks at `conflictsLookedAt` records in a call. */
  conflicts({ prefix, fromId, limit }: Parameters<Serving['conflicts']>[0]): ConflictPage {
    const ahead = this.feed.filter(({ id }) => id >= fromId);
    const records: ConflictRecord[] = [];
    let looked = 0;
    for (; looked < Math.min(ahead.length, this.conflictsLookedAt) && records.length < limit; looked++) {
      const record = ahead[looked];
      if (record?.key.startsWith(prefix) === true) records.push(record);
    }
    const last = ahead[looked - 1]?.id ?? fromId - 1;
    return { records, next: last + 1, more: looked < ahead.length };
  }
  onConflict(listener: () => void): () => void {
    this.conflictListeners.add(listener);
    return () => this.conflictListeners.delete(listener);
  }

  private later(work: () => void): void {
    if (this.settleBy === null) this.waiting.push(work);
    else this.settleBy(work);
  }

  private refuse(revision: number): MvccRefusal | null {
    if (revision > this.currentRevision) return 'future-revision';
    return revision > 0 && revision < this.compacted ? 'compacted' : null;
  }

  private rangeNow(request: RangeRequest) {
    const all = [...this.keys.values()].filter(({ key }) => inRange(request.range, key));
    all.sort((one, other) => (one.key < other.key ? -1 : 1));
    const kvs = request.limit > 0 ? all.slice(0, request.limit) : all;
    return { kvs: request.countOnly ? [] : kvs, more: kvs.length < all.length, count: all.length };
  }

  private write(key: string, value: Uint8Array, lease: LeaseId | null): KeyValue | null {
    this.currentRevision++;
    const previous = this.keys.get(key) ?? null;
    this.keys.set(key, {
      key,
      value,
      lease,
      createRevision: previous?.createRevision ?? this.currentRevision,
      modRevision: this.currentRevision,
      version: (previous?.version ?? 0) + 1,
    });
    return previous;
  }

  private apply(command: Command): CommandResult {
    switch (command.type) {
      case 'put':
      case 'delete':
        return { type: 'op', result: this.run(command) };
      case 'txn':
        return { type: 'op', result: { type: 'txn', result: this.runAll(command.request.success) } };
      case 'compact':
        this.compacted = command.revision;
        return { type: 'compacted' };
      case 'lease-grant': {
        const lease = { id: command.id, ttl: command.ttl, remaining: null };
        this.leaseList.set(command.id, lease);
        return { type: 'lease-granted', lease };
      }
      case 'lease-revoke':
        return this.leaseList.delete(command.id)
          ? { type: 'lease-revoked' }
          : { type: 'refused', reason: 'lease-not-found', detail: '' };
      case 'alarm': {
        const raised = { member: command.member ?? SELF, alarm: command.alarm ?? 'nospace' };
        this.alarmList = command.action === 'activate' ? [raised] : [];
        return { type: 'alarms', alarms: [raised] };
      }
      default:
        return { type: 'done' };
    }
  }

  private runAll(ops: readonly Op[]) {
    return { succeeded: true, results: ops.map((op) => this.run(op)) };
  }

  private run(op: Op): OpResult {
    switch (op.type) {
      case 'range':
        return { type: 'range', result: this.rangeNow(op.request) };
      case 'put': {
        const { key, value, lease, prevKv } = op.request;
        const previous = this.write(key, value, lease);
        return { type: 'put', prevKv: prevKv ? previous : null };
      }
      case 'delete': {
        const gone = [...this.keys.values()].filter(({ key }) => inRange(op.request.range, key));
        for (const { key } of gone) this.keys.delete(key);
        if (gone.length > 0) this.currentRevision++;
        return { type: 'delete', deleted: gone.length, prevKvs: op.request.prevKv ? gone : [] };
      }
      case 'txn':
        return { type: 'txn', result: this.runAll(op.request.success) };
    }
  }
}

export function member(id: MemberId, name: string, learner = false): MemberRecord {
  return { id, name, peerUrls: [`http://${name}:2380`], clientUrls: [`http://${name}:2379`], learner };
}

export const lease = (id: bigint, ttl: number): LeaseRecord => ({ id: leaseId(id), ttl, remaining: null });
