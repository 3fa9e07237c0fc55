/**
 * A member as a driver runs it, reduced to its order of effects: writes queue for the disk, messages leave now or
 * behind their write, committed entries are applied in memory. When each of these happens is the caller's choice.
 */
import type { LogIndex, MemberId } from '../../../../src/core/base/brands.ts';
import { createRaft, type Raft } from '../../../../src/core/raft/raft.ts';
import { takeReady } from '../../../../src/core/raft/ready.ts';
import { step } from '../../../../src/core/raft/step.ts';
import type {
  Envelope,
  LogEntry,
  RaftInput,
  RaftOptions,
  Ready,
  SnapshotId,
  StepOutcome,
} from '../../../../src/core/raft/types.ts';
import { confAfter } from './changes.ts';
import { persist, restore, type Disk, type StateMachine } from './disk.ts';

export interface Member {
  readonly id: MemberId;
  readonly options: RaftOptions;
  readonly disk: Disk;
  readonly send: (envelope: Envelope) => void;
  readonly onApply: (entry: LogEntry, state: StateMachine) => void;
  raft: Raft;
  up: boolean;
  /** Readys the disk has not finished, oldest first; only those that hold or wait for something. */
  writes: Ready[];
  /** Committed and not applied yet; empty but between a `take` that leaves it and `applyBacklog`. */
  backlog: LogEntry[];
  state: StateMachine;
  /** Its driver was told that it does not belong to the group any more. */
  removed: boolean;
}

export function createMember(fixed: Pick<Member, 'id' | 'options' | 'disk' | 'send' | 'onApply'>): Member {
  const raft = createRaft(fixed.options, restore(fixed.disk));
  return { ...fixed, raft, up: true, writes: [], backlog: [], state: fixed.disk.store, removed: false };
}

export function input(member: Member, raftInput: RaftInput): StepOutcome {
  return step(member.raft, raftInput);
}

export function take(member: Member, applyNow = true): Ready {
  const ready = takeReady(member.raft);
  ready.messages.forEach(member.send);
  const writes = ready.mustSync || ready.hardState !== undefined;
  if (writes || (ready.messagesAfterAppend.length > 0 && member.writes.length > 0)) member.writes.push(ready);
  else ready.messagesAfterAppend.forEach(member.send);
  member.backlog.push(...ready.committed);
  if (ready.removed === true) member.removed = true;
  if (applyNow) applyBacklog(member);
  return ready;
}

export function applyBacklog(member: Member, count = member.backlog.length): void {
  const entries = member.backlog.splice(0, count);
  for (const entry of entries) apply(member, entry);
  const last = entries[entries.length - 1];
  if (last !== undefined) input(member, { type: 'applied', index: last.index });
}

function apply(member: Member, entry: LogEntry): void {
  if (entry.index !== member.state.at.index + 1) {
    throw new Error(`entry ${entry.index} applied on top of ${member.state.at.index}`);
  }
  const { conf, digest } = member.state;
  member.state = {
    at: { index: entry.index, term: entry.term },
    digest: chain(digest, entry),
    conf: entry.type === 'configuration' ? confAfter(conf, entry) : conf,
  };
  member.onApply(entry, member.state);
  if (entry.type === 'configuration') {
    input(member, { type: 'configuration-applied', index: entry.index, conf: member.state.conf });
  }
}

export function chain(digest: number, entry: LogEntry): number {
  let hash = Math.imul(digest ^ entry.term, 0x01000193);
  for (const byte of entry.data) hash = Math.imul(hash ^ byte, 0x01000193);
  return Math.imul(hash ^ entry.index, 0x01000193) >>> 0;
}

/** One sync that covers the `count` oldest writes, and one report for all of them. */
export function sync(member: Member, count = member.writes.length): void {
  const done = member.writes.splice(0, count);
  for (const ready of done) {
    persist(member.disk, ready);
    ready.messagesAfterAppend.forEach(member.send);
  }
  const last = done.findLast((ready) => ready.mustSync);
  if (last !== undefined) input(member, { type: 'appended', write: last.write });
}

/** `reached` writes are on the disk although nobody was told, and of the next one `torn` entries. */
export function crash(member: Member, reached = 0, torn = 0): void {
  for (const ready of member.writes.slice(0, reached)) persist(member.disk, ready);
  const next = member.writes[reached];
  if (next !== undefined && torn > 0 && torn < next.entries.length) persist(member.disk, next, torn);
  member.writes = [];
  member.backlog = [];
  member.up = false;
}

export function restart(member: Member): void {
  member.raft = createRaft(member.options, restore(member.disk));
  member.state = member.disk.store;
  member.up = true;
}

/** The store catches up with the state machine, so that log up to there may be released. */
export function flush(member: Member): void {
  member.disk.store = member.state;
}

export interface Snapshot {
  readonly id: SnapshotId;
  readonly state: StateMachine;
}

export function snapshotOf(member: Member): Snapshot {
  return { id: { ...member.disk.store.at, conf: member.disk.store.conf }, state: member.disk.store };
}

/** The store is swapped at once and durably; the caller reports `snapshot-installed` now or later. */
export function beginInstall(member: Member, snapshot: Snapshot): StepOutcome {
  const outcome = input(member, { type: 'snapshot-installing', snapshot: snapshot.id });
  if (outcome.type !== 'ok') return outcome;
  member.disk.store = snapshot.state;
  member.disk.storeLost = false;
  member.backlog = [];
  member.state = snapshot.state;
  return outcome;
}

export function release(member: Member, index: LogIndex): void {
  input(member, { type: 'release', index });
}
