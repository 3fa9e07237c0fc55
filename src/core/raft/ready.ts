/**
 * The way out: everything the inputs since the last Ready have caused, as plain data. What the driver owes it, and in
 * which order, is told at `Ready` in types.ts; which messages wait for the disk and why, in outbox.ts.
 *
 * Y1. `committed` holds entries that are committed and durable here. Entries committed by the others' disks alone
 *     could be applied at once (etcd's asynchronous mode allows it on request), but then the state in memory, and
 *     replies made from it, would be ahead of this member's own log; waiting costs nothing in the usual case, where
 *     the own sync is one of the quorum's, and makes "the store is never ahead of the log" easy to see.
 * Y2. Each entry is in `entries` once per place it takes in the log, and in `committed` once per life of the process.
 * Y3. Term and vote are in a Ready with `mustSync` before or together with any message that promises them.
 */
import { logIndex, type LogIndex } from '../base/brands.ts';
import { lastIndex, slice } from './log.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import type { Raft } from './raft.ts';
import { beginReadRound, isReadRoundDue } from './reads.ts';
import { flushAppends } from './replication.ts';
import type { HardState, LogEntry, Ready, SoftState } from './types.ts';
import { issueWrite } from './writes.ts';

/** Keeps the application of a long backlog (after a restart or a cut) from taking the loop for long at a time. */
const COMMITTED_BYTES_PER_READY_MAX = 1024 * 1024;

const NO_ENTRIES: readonly LogEntry[] = [];

/** A Ready taken while this is false would be empty. (One taken while it is true can be empty, seldom.) */
export function hasReady(raft: Raft): boolean {
  const { log, outbox } = raft;
  return (
    outbox.messages.length > 0 ||
    outbox.messagesAfterAppend.length > 0 ||
    log.taken < lastIndex(log) ||
    raft.appendsDue ||
    log.handed < lastToHand(raft) ||
    outbox.readStates.length > 0 ||
    isReadRoundDue(raft) ||
    outbox.snapshotsToSend.length > 0 ||
    raft.logReset !== null ||
    hardStateChanged(raft) ||
    softStateChanged(raft) ||
    raft.removed !== raft.handedRemoved
  );
}

export function takeReady(raft: Raft): Ready {
  beginReadRound(raft);
  flushAppends(raft);
  const { logReset } = raft;
  const decides = raft.deciding > raft.handedHardState.commit;
  const mustSync =
    logReset !== null || lastIndex(raft.log) > raft.log.taken || voteOrTermChanged(raft) || decides;
  const entries = takeEntries(raft);
  if (mustSync) issueWrite(raft.writes, entries[0]?.index ?? null, raft.ticks);
  if (decides) raft.decidingWrite = raft.writes.issued;
  raft.logReset = null;
  // Taken several times for every operation: spreads of what is mostly absent would cost more than all the rest.
  const hardState = takeHardState(raft);
  const { messages, messagesAfterAppend, readStates, snapshotsToSend } = takeOutbox(raft);
  const committed = takeCommitted(raft);
  const ready: { -readonly [Part in keyof Ready]: Ready[Part] } = {
    write: raft.writes.issued,
    mustSync,
    entries,
    messages,
    messagesAfterAppend,
    committed,
    readStates,
    snapshotsToSend,
  };
  if (logReset !== null) ready.logReset = logReset;
  if (hardState !== null) ready.hardState = hardState;
  takeRareStates(raft, ready);
  return ready;
}

function takeRareStates(raft: Raft, ready: { softState?: SoftState; removed?: true }): void {
  if (softStateChanged(raft)) {
    ready.softState = { role: raft.role, leader: raft.leader, term: raft.term };
    raft.handedSoftState = ready.softState;
  }
  if (raft.removed !== raft.handedRemoved) {
    raft.handedRemoved = true;
    ready.removed = true;
  }
}

function takeEntries(raft: Raft): readonly LogEntry[] {
  const { log } = raft;
  const last = lastIndex(log);
  if (log.taken === last) return NO_ENTRIES;
  const entries = slice(log, logIndex(log.taken + 1), last, Infinity);
  log.taken = last;
  return entries;
}

function takeCommitted(raft: Raft): readonly LogEntry[] {
  const { log } = raft;
  const to = lastToHand(raft);
  if (log.handed >= to) return NO_ENTRIES;
  const committed = slice(log, logIndex(log.handed + 1), to, COMMITTED_BYTES_PER_READY_MAX);
  log.handed = logIndex(log.handed + committed.length);
  return committed;
}

function lastToHand(raft: Raft): LogIndex {
  if (raft.installing !== null || raft.needsSnapshot) return raft.log.handed;
  return logIndex(Math.min(raft.log.commit, raft.log.durable));
}

/** The lists leave whole: one that went on growing here would let later promises pass with an earlier write. */
function takeOutbox(raft: Raft): Outbox {
  const taken = raft.outbox;
  raft.outbox = createOutbox();
  return taken;
}

function takeHardState(raft: Raft): HardState | null {
  if (!hardStateChanged(raft)) return null;
  const hardState = { term: raft.term, vote: raft.vote, commit: commitToRecord(raft) };
  raft.handedHardState = hardState;
  return hardState;
}

function hardStateChanged(raft: Raft): boolean {
  return voteOrTermChanged(raft) || commitToRecord(raft) !== raft.handedHardState.commit;
}

/** What is being decided is decided already: only nobody acts by it yet. */
function commitToRecord({ log, deciding }: Raft): LogIndex {
  return logIndex(Math.max(log.commit, deciding));
}

function voteOrTermChanged(raft: Raft): boolean {
  const { term, vote } = raft.handedHardState;
  return raft.term !== term || raft.vote !== vote;
}

function softStateChanged(raft: Raft): boolean {
  const { role, leader, term } = raft.handedSoftState;
  return raft.role !== role || raft.leader !== leader || raft.term !== term;
}
