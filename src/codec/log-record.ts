/**
 * What the write-ahead log holds, and its bytes. Each type has a number that is never used again for another meaning
 * and a format of its own; a type or format this release does not know is reported as such, never skipped.
 * docs/FORMATS.md describes the same bytes for people.
 */
import { assertNever } from '../core/base/assert.ts';
import { hexId, logIndex, memberId, term, type MemberId } from '../core/base/brands.ts';
import { ownBytes } from '../core/base/bytes.ts';
import type { ConfState, EntryId, EntryType, HardState, LogEntry, SnapshotId } from '../core/raft/types.ts';
import { ByteReader, type ByteWriter } from './binary.ts';

/** A state of the machine, and the store that holds it or a later one. */
export interface LogSnapshot extends SnapshotId {
  readonly storeName: string;
}

export type LogRecord =
  /** Consecutive entries. The first may overwrite: everything at or after its index is void. */
  | { readonly type: 'entries'; readonly entries: readonly LogEntry[] }
  | { readonly type: 'hard-state'; readonly hardState: HardState }
  /**
   * The store named holds at least this state. `replaces`: the log did not contain it, so every entry before is void and
   * the log begins behind it. This is said and not found out: a reader may no longer have what the writer saw.
   */
  | { readonly type: 'snapshot'; readonly snapshot: LogSnapshot; readonly replaces: boolean }
  /** Entries up to here are not needed any more and may be missing. */
  | { readonly type: 'released'; readonly through: EntryId }
  /** Written at a clean stop: everything before it had been synced. */
  | { readonly type: 'sealed' };

export type LogRecordType = LogRecord['type'];

export type DecodedLogRecord =
  | LogRecord
  /** Written by a newer release. */
  | { readonly type: 'unknown'; readonly code: number; readonly format: number };

export const LOG_RECORD_FORMAT = 1;
/** The same payload under a mask (log-record-frame.ts), which a reader of format 1 alone would take for nonsense. */
export const LOG_RECORD_FORMAT_MASKED = 2;

const CODES: Readonly<Record<LogRecordType, number>> = {
  entries: 1,
  'hard-state': 2,
  snapshot: 3,
  released: 4,
  sealed: 5,
};
const TYPES: ReadonlyMap<number, LogRecordType> = new Map(
  Object.entries(CODES).map(([type, code]) => [code, type as LogRecordType]),
);

const ENTRY_CODES: Readonly<Record<EntryType, number>> = { command: 0, configuration: 1 };
/** Term, type and length of the data take at least a byte each. */
const ENTRY_BYTES_MIN = 3;
/** Index, count, term, type and length at their longest. */
const ENTRY_OVERHEAD_MAX = 8 + 1 + 8;
const RECORD_OVERHEAD_MAX = 16;

export const logRecordCode = (record: LogRecord): number => CODES[record.type];

export function encodeLogRecord(writer: ByteWriter, record: LogRecord): void {
  switch (record.type) {
    case 'entries':
      return encodeEntries(writer, record.entries);
    case 'hard-state':
      return encodeHardState(writer, record.hardState);
    case 'snapshot':
      encodeSnapshot(writer, record.snapshot);
      writer.boolean(record.replaces);
      return;
    case 'released':
      writer.varint(record.through.index).varint(record.through.term);
      return;
    case 'sealed':
      return;
    default:
      assertNever(record);
  }
}

/** Throws `FormatError` if the bytes are not what the type and format say. The result keeps nothing of `payload`. */
export function decodeLogRecord(code: number, format: number, payload: Uint8Array): DecodedLogRecord {
  const type = TYPES.get(code);
  const known = format === LOG_RECORD_FORMAT || format === LOG_RECORD_FORMAT_MASKED;
  if (type === undefined || !known) return { type: 'unknown', code, format };
  const reader = new ByteReader(payload, `${type} record`);
  const record = decodePayload(type, reader);
  reader.end();
  return record;
}

function decodePayload(type: LogRecordType, reader: ByteReader): LogRecord {
  switch (type) {
    case 'entries':
      return { type, entries: decodeEntries(reader) };
    case 'hard-state':
      return { type, hardState: decodeHardState(reader) };
    case 'snapshot':
      return { type, snapshot: decodeSnapshot(reader), replaces: reader.boolean() };
    case 'released':
      return { type, through: decodeEntryId(reader) };
    case 'sealed':
      return { type };
    default:
      return assertNever(type);
  }
}

/** At least as many bytes as the record's payload takes: for planning what fits where. */
export function logRecordBytesMax(record: LogRecord): number {
  switch (record.type) {
    case 'entries':
      return record.entries.reduce(
        (sum, { data }) => sum + data.length + ENTRY_OVERHEAD_MAX,
        RECORD_OVERHEAD_MAX,
      );
    case 'hard-state':
      return 8 + 9 + 8;
    case 'snapshot':
      return snapshotBytesMax(record.snapshot);
    case 'released':
      return RECORD_OVERHEAD_MAX;
    case 'sealed':
      return 0;
    default:
      return assertNever(record);
  }
}

function encodeEntries(writer: ByteWriter, entries: readonly LogEntry[]): void {
  writer.varint(entries[0]?.index ?? 0).varint(entries.length);
  for (const { term: of, type, data } of entries) writer.varint(of).u8(ENTRY_CODES[type]).bytes(data);
}

function decodeEntries(reader: ByteReader): LogEntry[] {
  const first = reader.varint();
  const count = reader.count(ENTRY_BYTES_MIN);
  if (first === 0 || count === 0) reader.fail('entries begin at index 1 and are at least one');
  const entries: LogEntry[] = [];
  for (let i = 0; i < count; i++) {
    const of = term(reader.varint());
    const type = decodeEntryType(reader);
    entries.push({ index: logIndex(first + i), term: of, type, data: ownBytes(reader.bytes()) });
  }
  return entries;
}

function decodeEntryType(reader: ByteReader): EntryType {
  const code = reader.u8();
  if (code === ENTRY_CODES.command) return 'command';
  if (code === ENTRY_CODES.configuration) return 'configuration';
  return reader.fail(`no entry has type ${code}`);
}

function encodeHardState(writer: ByteWriter, { term: of, vote, commit }: HardState): void {
  writer
    .varint(of)
    .varint(commit)
    .boolean(vote !== null);
  if (vote !== null) writer.u64(vote);
}

function decodeHardState(reader: ByteReader): HardState {
  const of = term(reader.varint());
  const commit = logIndex(reader.varint());
  return { term: of, commit, vote: reader.boolean() ? memberId(reader.u64()) : null };
}

function decodeEntryId(reader: ByteReader): EntryId {
  return { index: logIndex(reader.varint()), term: term(reader.varint()) };
}

const membersOf = (conf: ConfState): readonly (readonly MemberId[])[] => [
  conf.voters,
  conf.votersOutgoing,
  conf.learners,
  conf.learnersNext,
];

function snapshotBytesMax({ conf, storeName }: LogSnapshot): number {
  const members = membersOf(conf).reduce((sum, list) => sum + 8 + list.length * 8, 0);
  return RECORD_OVERHEAD_MAX + members + 1 + 8 + storeName.length * 3 + 1;
}

function encodeSnapshot(writer: ByteWriter, snapshot: LogSnapshot): void {
  writer.varint(snapshot.index).varint(snapshot.term);
  for (const list of membersOf(snapshot.conf)) {
    writer.varint(list.length);
    for (const member of list) writer.u64(member);
  }
  writer.boolean(snapshot.conf.autoLeave).utf8(snapshot.storeName);
}

function decodeSnapshot(reader: ByteReader): LogSnapshot {
  const id = decodeEntryId(reader);
  const conf = {
    voters: decodeMembers(reader),
    votersOutgoing: decodeMembers(reader),
    learners: decodeMembers(reader),
    learnersNext: decodeMembers(reader),
    autoLeave: reader.boolean(),
  };
  return { ...id, conf, storeName: reader.utf8() };
}

function decodeMembers(reader: ByteReader): MemberId[] {
  return Array.from({ length: reader.count(8) }, () => memberId(reader.u64()));
}

export function describeLogRecord(record: LogRecord): string {
  switch (record.type) {
    case 'entries':
      return `entries ${describeEntries(record.entries)}`;
    case 'hard-state':
      return `hard state ${describeHardState(record.hardState)}`;
    case 'snapshot':
      return describeSnapshot(record.snapshot, record.replaces);
    case 'released':
      return `released through ${describeEntryId(record.through)}`;
    case 'sealed':
      return 'sealed';
    default:
      return assertNever(record);
  }
}

function describeEntries(entries: readonly LogEntry[]): string {
  const [first] = entries;
  const last = entries.at(-1);
  if (first === undefined || last === undefined) return 'none';
  const bytes = entries.reduce((sum, { data }) => sum + data.length, 0);
  return `${describeEntryId(first)} to ${describeEntryId(last)}, ${bytes} bytes`;
}

function describeSnapshot(snapshot: LogSnapshot, replaces: boolean): string {
  const what = `snapshot ${describeEntryId(snapshot)} in store ${snapshot.storeName}`;
  return replaces ? `${what}, replacing the log` : what;
}

function describeHardState({ term: of, vote, commit }: HardState): string {
  return `term ${of}, vote ${vote === null ? 'none' : hexId(vote)}, commit ${commit}`;
}

/** The way entries are named everywhere: index, then term. */
export function describeEntryId({ index, term: of }: EntryId): string {
  return `${index}/t${of}`;
}
