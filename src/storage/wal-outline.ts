/**
 * The log without its data: what the records so far amount to. Recovery folds what it reads into one, the writer what
 * it writes, so both agree on what a record means.
 *
 * O1. Entries reach from `before` (exclusive) to `last` without a gap; `released.index` is never above `last.index`.
 * O2. In a whole log `before <= released.index`: nothing but released entries is missing. Only while recovery has not
 *     read everything can it be otherwise.
 */
import type { LogRecord, LogSnapshot } from '../codec/log-record.ts';
import { assert, assertNever } from '../core/base/assert.ts';
import { logIndex, term, type LogIndex, type Term } from '../core/base/brands.ts';
import type { EntryId, HardState, LogEntry } from '../core/raft/types.ts';

interface TermRun {
  readonly from: LogIndex;
  readonly term: Term;
}

export interface Outline {
  hardState: HardState | null;
  snapshot: LogSnapshot | null;
  released: EntryId;
  before: LogIndex;
  last: EntryId;
  /** Where each term begins, ascending: the term of any entry without keeping the entries. */
  runs: TermRun[];
}

const START: EntryId = { index: logIndex(0), term: term(0) };

export function createOutline(): Outline {
  return { hardState: null, snapshot: null, released: START, before: START.index, last: START, runs: [] };
}

/** What a record did to the entries before it. */
export type Noted = 'kept' | 'void';

export function noteRecord(outline: Outline, record: LogRecord): Noted {
  switch (record.type) {
    case 'entries':
      return noteEntries(outline, record.entries);
    case 'hard-state':
      outline.hardState = record.hardState;
      return 'kept';
    case 'snapshot':
      outline.snapshot = record.snapshot;
      if (!record.replaces) return 'kept';
      begin(outline, { index: record.snapshot.index, term: record.snapshot.term });
      return 'void';
    case 'released':
      return noteReleased(outline, record.through);
    case 'sealed':
      return 'kept';
    default:
      return assertNever(record);
  }
}

/**
 * A first entry beyond the next one means that what lies between was in a segment removed since (O2); so does one that
 * overwrites entries of such a segment.
 */
function noteEntries(outline: Outline, entries: readonly LogEntry[]): Noted {
  const first = entries[0]!.index;
  const begins = first > outline.last.index + 1;
  if (begins || first <= outline.before) {
    outline.before = logIndex(first - 1);
    outline.runs = [];
  }
  outline.runs = outline.runs.filter(({ from }) => from < first);
  for (const { index, term: of } of entries) {
    if (outline.runs.at(-1)?.term !== of) outline.runs.push({ from: index, term: of });
  }
  const { index, term: of } = entries.at(-1)!;
  outline.last = { index, term: of };
  return begins ? 'void' : 'kept';
}

/** Whether the log, as it stands, would have to give way to this snapshot. */
export function isReplacedBy(outline: Outline, { index, term: of }: LogSnapshot): boolean {
  return index >= outline.released.index && termAt(outline, index) !== of;
}

function noteReleased(outline: Outline, through: EntryId): Noted {
  if (through.index <= outline.released.index) return 'kept';
  if (through.index > outline.last.index) {
    begin(outline, through);
    return 'void';
  }
  outline.released = through;
  const kept = outline.runs.findLastIndex(({ from }) => from <= through.index + 1);
  if (kept > 0) outline.runs.splice(0, kept);
  return 'kept';
}

function begin(outline: Outline, at: EntryId): void {
  outline.released = at;
  outline.before = at.index;
  outline.last = at;
  outline.runs = [];
}

/** `null` for an entry the log does not hold. */
export function termAt(outline: Outline, index: LogIndex): Term | null {
  if (index === outline.released.index) return outline.released.term;
  if (index <= outline.before || index > outline.last.index) return null;
  return outline.runs.findLast(({ from }) => from <= index)?.term ?? null;
}

/** What a caller must not do: each would lose or invent history. */
export function checkEntries(outline: Outline, entries: readonly LogEntry[]): void {
  const first = entries[0]!.index;
  assert(
    first <= outline.last.index + 1,
    () => `entry ${first} would leave a gap after ${outline.last.index}`,
  );
  const commit = outline.hardState?.commit ?? 0;
  assert(
    first > outline.released.index,
    () => `entry ${first} was released, through ${outline.released.index}`,
  );
  assert(first > commit, () => `entry ${first} is committed, through ${commit}, and cannot be overwritten`);
  entries.forEach(({ index }, i) =>
    assert(index === first + i, () => `entry ${index} does not follow its predecessor`),
  );
}

/** The records that let every earlier segment go. */
export function copyRecords(outline: Outline): LogRecord[] {
  const records: LogRecord[] = [];
  if (outline.snapshot !== null)
    records.push({ type: 'snapshot', snapshot: outline.snapshot, replaces: false });
  if (outline.released.index > 0) records.push({ type: 'released', through: outline.released });
  if (outline.hardState !== null) records.push({ type: 'hard-state', hardState: outline.hardState });
  return records;
}
