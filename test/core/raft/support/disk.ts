/**
 * A member's disk as the machine's contract sees it: a write-ahead log that works through writes in order, and a store
 * that holds the state machine as it was at its last flush. Writes that were handed over and not synced may be there
 * after a crash, in part and in order, or not.
 */
import { logIndex, term, type LogIndex, type MemberId } from '../../../../src/core/base/brands.ts';
import type {
  ConfState,
  EntryId,
  HardState,
  LogEntry,
  RaftRestore,
  Ready,
  SnapshotId,
} from '../../../../src/core/raft/types.ts';

export interface StateMachine {
  readonly at: EntryId;
  /** Stands for the whole state: chained over all entries applied. */
  readonly digest: number;
  readonly conf: ConfState;
}

export interface Disk {
  hardState: HardState;
  base: EntryId;
  entries: LogEntry[];
  /** Survives as it is, or is lost as a whole. */
  store: StateMachine;
  /** The store that a member of the first hour began with; a later one begins with a snapshot. */
  readonly first: StateMachine | null;
  /** Nothing is known but what the log says. */
  storeLost: boolean;
}

const ORIGIN: EntryId = { index: logIndex(0), term: term(0) };

/** `null`: of a member that joins a group that exists. */
export function createDisk(conf: ConfState | null): Disk {
  const first = conf === null ? null : { at: ORIGIN, digest: 0, conf };
  const hardState = { term: term(0), vote: null, commit: logIndex(0) };
  const store = first ?? { at: ORIGIN, digest: 0, conf: votersOnly([]) };
  return { hardState, base: ORIGIN, entries: [], store, first, storeLost: first === null };
}

export function votersOnly(voters: readonly MemberId[]): ConfState {
  return { voters, votersOutgoing: [], learners: [], learnersNext: [], autoLeave: false };
}

/** `entries` cuts the write short: what a crash in the middle of it leaves. */
export function persist(disk: Disk, ready: Ready, entries = ready.entries.length): void {
  if (ready.logReset !== undefined) {
    disk.base = { index: ready.logReset.index, term: ready.logReset.term };
    disk.entries = [];
  }
  const first = ready.entries[0];
  if (first !== undefined) {
    disk.entries.length = first.index - disk.base.index - 1;
    for (let i = 0; i < entries; i++) disk.entries.push(ready.entries[i]!);
  }
  if (ready.hardState !== undefined && entries === ready.entries.length) disk.hardState = ready.hardState;
}

export function lastOnDisk(disk: Disk): LogIndex {
  return logIndex(disk.base.index + disk.entries.length);
}

export function termOnDisk(disk: Disk, index: LogIndex): number | undefined {
  return index === disk.base.index ? disk.base.term : disk.entries[index - disk.base.index - 1]?.term;
}

/** What the driver reads back; the log counts only if the store's last applied entry is in it. */
export function restore(disk: Disk): RaftRestore {
  const { at, conf } = disk.store;
  const { hardState } = disk;
  if (disk.storeLost) {
    const snapshot: SnapshotId = { ...disk.base, conf };
    return { hardState, snapshot, conf, entries: [...disk.entries], applied: at.index, needsSnapshot: true };
  }
  if (termOnDisk(disk, at.index) !== at.term) {
    disk.base = at;
    disk.entries = [];
  }
  const snapshot: SnapshotId = { ...disk.base, conf };
  return { hardState, snapshot, conf, entries: [...disk.entries], applied: at.index };
}

/** What a driver finds when the store was damaged and the log was not. */
export function loseStore(disk: Disk): void {
  if (disk.first !== null && disk.base.index === 0) {
    disk.store = disk.first;
    return;
  }
  // A hint of who belongs to the group remains, in the log's snapshot records.
  disk.store = { at: ORIGIN, digest: 0, conf: disk.store.conf };
  disk.storeLost = true;
}

/**
 * Gives up the log up to and including an entry the store covers. Not while the disk still has the log from before an
 * installed snapshot: what the machine has released is then not in it.
 */
export function releaseDisk(disk: Disk, upTo: EntryId): void {
  if (upTo.index > disk.store.at.index) throw new Error('released log the store has not flushed');
  if (upTo.index <= disk.base.index || termOnDisk(disk, upTo.index) !== upTo.term) return;
  disk.entries.splice(0, upTo.index - disk.base.index);
  disk.base = upTo;
}
