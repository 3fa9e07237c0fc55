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
  state: StateMachine;
}

export function createMember(fixed: Pick<Member, 'id' | 'options' | 'disk' | 'send' | 'onApply'>): Member {
  const raft = createRaft(fixed.options, restore(fixed.disk));
  return { ...fixed, raft, up: true, writes: [], state: fixed.disk.store };
}

export function input(member: Member, raftInput: RaftInput): StepOutcome {
  return step(member.raft, raftInput);
}

export function take(member: Member): Ready {
  const ready = takeReady(member.raft);
  ready.messages.forEach(member.send);
  const writes = ready.mustSync || ready.hardState !== undefined;
  if (writes || (ready.messagesAfterAppend.length > 0 && member.writes.length > 0)) member.writes.push(ready);
  else ready.messagesAfterAppend.forEach(member.send);
  for (const entry of ready.committed) apply(member, entry);
  const last = ready.committed[ready.committed.length - 1];
  if (last !== undefined) input(member, { type: 'applied', index: last.index });
  return ready;
}

function apply(member: Member, entry: LogEntry): void {
  if (entry.index !== member.state.at.index + 1) {
    throw new Error(`entry ${entry.index} applied on top of ${member.state.at.index}`);
  }
  member.state = {
    at: { index: entry.index, term: entry.term },
    digest: chain(member.state.digest, entry),
  };
  member.onApply(entry, member.state);
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
  member.disk.conf = member.raft.conf;
}

export interface Snapshot {
  readonly id: SnapshotId;
  readonly state: StateMachine;
}

export function snapshotOf(member: Member): Snapshot {
  return { id: { ...member.disk.store.at, conf: member.disk.conf }, state: member.disk.store };
}

/** The store is swapped at once and durably; the caller reports `snapshot-installed` now or later. */
export function beginInstall(member: Member, snapshot: Snapshot): StepOutcome {
  const outcome = input(member, { type: 'snapshot-installing', snapshot: snapshot.id });
  if (outcome.type !== 'ok') return outcome;
  member.disk.store = snapshot.state;
  member.disk.conf = snapshot.id.conf;
  member.state = snapshot.state;
  return outcome;
}

export function release(member: Member, index: LogIndex): void {
  input(member, { type: 'release', index });
}
