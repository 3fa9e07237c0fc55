/**
 * One key of an answer before its value is read. What the index knows of a key's newest revision is enough to filter,
 * sort, compare and list keys; the value comes last and only for what is really answered.
 */
import { assert } from '../base/assert.ts';
import { NO_BYTES, printableKey } from '../base/bytes.ts';
import { isTombstone, revisionAt, type KeyEntry } from './key-index.ts';
import type { KeyValue, ReadValue, Revision, ValueRecord } from './types.ts';

/** Flat, and a revision by itself: there is one for each key of a range. */
export interface Row extends Revision {
  readonly key: string;
  readonly createRevision: number;
  readonly version: number;
  readonly lease: ValueRecord['lease'];
  value: Uint8Array | null;
}

/** What a reader at `at` sees of a key; `null` when it did not exist. Only a revision of the past costs a read. */
export function rowAt(key: string, entry: KeyEntry, at: number, readValue: ReadValue): Row | null {
  if (entry.main <= at) return isTombstone(entry) ? null : newestRow(key, entry);
  const revision = revisionAt(entry, at);
  if (revision === null) return null;
  const { createRevision, version, lease, value } = readValue(revision);
  const { main, sub } = revision;
  return { key, main, sub, createRevision, version, lease, value };
}

export function newestRow(key: string, entry: KeyEntry): Row {
  const { main, sub, createRevision, version, lease } = entry;
  return { key, main, sub, createRevision, version, lease, value: null };
}

export function readRow(row: Row, readValue: ReadValue): Uint8Array {
  if (row.value !== null) return row.value;
  const record = readValue(row);
  const agree = record.version === row.version && record.createRevision === row.createRevision;
  assert(
    agree,
    () => `index and store disagree on ${printableKey(row.key)} at ${row.main}: restore this member`,
  );
  row.value = record.value;
  return record.value;
}

export function keyValueOf(row: Row, value: Uint8Array): KeyValue {
  const { key, createRevision, main, version, lease } = row;
  return { key, createRevision, modRevision: main, version, lease, value };
}

export function withoutValue(row: Row): KeyValue {
  return keyValueOf(row, NO_BYTES);
}
