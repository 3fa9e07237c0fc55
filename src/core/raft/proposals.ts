/**
 * New entries on the leader. A refusal is immediate and certain: nothing was appended.
 */
import { assert, present } from '../base/assert.ts';
import { logIndex } from '../base/brands.ts';
import { NO_BYTES } from '../base/bytes.ts';
import { isJoint } from './configuration.ts';
import { appendEntries, lastIndex } from './log.ts';
import type { Raft } from './raft.ts';
import type { EntryType, LogEntry, RefusalReason, StepOutcome } from './types.ts';

interface ProposedEntry {
  readonly type: EntryType;
  readonly data: Uint8Array;
}

export function propose(raft: Raft, proposed: readonly ProposedEntry[]): StepOutcome {
  assert(proposed.length > 0, 'an empty proposal');
  const reason = whyRefused(raft, proposed);
  if (reason !== null) return { type: 'refused', reason };
  const entries = appendOwn(raft, withOneChange(proposed));
  const change = entries.find(({ type }) => type === 'configuration');
  if (change !== undefined) raft.pendingConfiguration = change.index;
  return { type: 'proposed', first: idOf(entries[0]), last: idOf(entries[entries.length - 1]) };
}

function whyRefused(raft: Raft, proposed: readonly ProposedEntry[]): RefusalReason | null {
  if (raft.role !== 'leader') return 'not-leader';
  // The target must be able to catch up, and what it does not have would be lost to the proposer's knowledge.
  if (raft.transferTo !== null) return 'transferring';
  const change = proposed.find(({ type }) => type === 'configuration');
  const reason = change === undefined ? null : whyChangeRefused(raft, change.data.length === 0);
  if (reason !== null) return reason;
  const bytes = dataBytes(proposed);
  // With nothing uncommitted any size may pass, else a large proposal could never be made; and empty ones always may.
  const fits = raft.uncommittedBytes + bytes <= raft.options.uncommittedBytesMax;
  return fits || raft.uncommittedBytes === 0 || bytes === 0 ? null : 'too-many-uncommitted';
}

/** See membership.ts, B1 and B2. */
function whyChangeRefused(raft: Raft, leave: boolean): RefusalReason | null {
  if (raft.pendingConfiguration > raft.log.applied) return 'change-pending';
  if (isJoint(raft.conf) === leave) return null;
  return leave ? 'not-joint' : 'joint';
}

/** The second would begin before the first is applied; in its place an entry that does nothing keeps the numbering. */
function withOneChange(proposed: readonly ProposedEntry[]): readonly ProposedEntry[] {
  const first = proposed.findIndex(({ type }) => type === 'configuration');
  return proposed.map((entry, i) =>
    entry.type === 'configuration' && i !== first ? { type: 'command', data: NO_BYTES } : entry,
  );
}

/** Appends to the leader's log; disk and followers get the entries with the next Ready. */
export function appendOwn(raft: Raft, proposed: readonly ProposedEntry[]): readonly LogEntry[] {
  let last = lastIndex(raft.log);
  const entries = proposed.map(({ type, data }): LogEntry => {
    last = logIndex(last + 1);
    return { index: last, term: raft.term, type, data };
  });
  appendEntries(raft.log, entries);
  raft.uncommittedBytes += dataBytes(proposed);
  raft.appendsDue = true;
  return entries;
}

function dataBytes(entries: readonly { readonly data: Uint8Array }[]): number {
  let bytes = 0;
  for (const entry of entries) bytes += entry.data.length;
  return bytes;
}

function idOf(entry: LogEntry | undefined): { index: LogEntry['index']; term: LogEntry['term'] } {
  const { index, term } = present(entry, 'proposed entry');
  return { index, term };
}
