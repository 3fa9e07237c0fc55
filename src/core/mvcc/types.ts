/**
 * The vocabulary of the multi-version keyspace: etcd's semantics (reference: etcd v3 API) as plain data.
 *
 * A revision is (main, sub): `main` counts writing transactions of the region, `sub` the writes inside one. A fresh
 * keyspace stands at main 1; the first write is 2.
 */
import type { LeaseId } from '../base/brands.ts';
import type { KeyRange } from '../base/bytes.ts';

export interface Revision {
  readonly main: number;
  readonly sub: number;
}

/** What one revision of a key carries beside its key and revision: the record that `ReadValue` returns. */
export interface ValueRecord {
  readonly createRevision: number;
  /** 1 for the first put after a creation. */
  readonly version: number;
  /** `null` when no lease is attached. */
  readonly lease: LeaseId | null;
  readonly value: Uint8Array;
}

export interface KeyValue extends ValueRecord {
  readonly key: string;
  readonly modRevision: number;
}

/**
 * Reads the record of a live revision, synchronously (unwritten batches first, then a cache, then the store). A
 * revision the index knows is always there: its absence is damage and never returned as "not found".
 */
export type ReadValue = (revision: Revision) => ValueRecord;

export type SortOrder = 'none' | 'ascend' | 'descend';
export type SortTarget = 'key' | 'version' | 'create' | 'mod' | 'value';

export interface RangeRequest {
  readonly range: KeyRange;
  /** 0 reads the newest. */
  readonly revision: number;
  /** 0 means no limit. */
  readonly limit: number;
  readonly sortOrder: SortOrder;
  readonly sortTarget: SortTarget;
  readonly keysOnly: boolean;
  readonly countOnly: boolean;
  /** 0 switches a filter off. */
  readonly minModRevision: number;
  readonly maxModRevision: number;
  readonly minCreateRevision: number;
  readonly maxCreateRevision: number;
}

export interface RangeResult {
  readonly kvs: readonly KeyValue[];
  readonly more: boolean;
  /** All keys in the range at the revision, whatever the limit and filters. */
  readonly count: number;
}

export interface PutRequest {
  readonly key: string;
  readonly value: Uint8Array;
  readonly lease: LeaseId | null;
  readonly prevKv: boolean;
  readonly ignoreValue: boolean;
  readonly ignoreLease: boolean;
}

export interface DeleteRequest {
  readonly range: KeyRange;
  readonly prevKv: boolean;
}

export type CompareTarget =
  | { readonly target: 'version' | 'create' | 'mod'; readonly operand: number }
  | { readonly target: 'lease'; readonly operand: bigint }
  | { readonly target: 'value'; readonly operand: Uint8Array };

export type Compare = CompareTarget & {
  readonly range: KeyRange;
  readonly result: 'equal' | 'not-equal' | 'greater' | 'less';
};

export interface TxnRequest {
  readonly compares: readonly Compare[];
  readonly success: readonly Op[];
  readonly failure: readonly Op[];
}

export type Op =
  | { readonly type: 'range'; readonly request: RangeRequest }
  | { readonly type: 'put'; readonly request: PutRequest }
  | { readonly type: 'delete'; readonly request: DeleteRequest }
  | { readonly type: 'txn'; readonly request: TxnRequest };

export type OpResult =
  | { readonly type: 'range'; readonly result: RangeResult }
  | { readonly type: 'put'; readonly prevKv: KeyValue | null }
  | { readonly type: 'delete'; readonly deleted: number; readonly prevKvs: readonly KeyValue[] }
  | { readonly type: 'txn'; readonly result: TxnResult };

export interface TxnResult {
  readonly succeeded: boolean;
  readonly results: readonly OpResult[];
}

/** Why a request is refused; the API's error table turns each into etcd's text and code. */
export type MvccRefusal = 'compacted' | 'future-revision' | 'key-not-found' | 'lease-not-found';

/** One write inside a transaction, in the order of its sub-revisions: what watchers, leases and federation learn. */
export interface Change {
  readonly type: 'put' | 'delete';
  readonly revision: Revision;
  readonly key: string;
  /** For a put the new record; for a delete a tombstone (no record). */
  readonly record: ValueRecord | null;
  /** The lease that was attached before; it is detached unless `record.lease` is the same. */
  readonly previousLease: LeaseId | null;
}

/** What must be written beside the key index in memory; the codec turns each into store records. */
export type MvccWrite =
  | Change
  | { readonly type: 'delete-revision'; readonly revision: Revision }
  | { readonly type: 'put-marks'; readonly marks: KeyspaceMarks };

/** The keyspace's own counters; one record. */
export interface KeyspaceMarks {
  readonly currentRevision: number;
  /** The last revision a compaction was accepted for; 0 when never. Reads below it are refused at once. */
  readonly compactRevision: number;
  /** How far deleting the compacted records has come; at most `compactRevision`. */
  readonly compactedThrough: number;
}

/** One record of the index table, in revision order: what a restart reads. It carries no value. */
export interface IndexRecord {
  readonly key: string;
  readonly revision: Revision;
  /** `null` for a tombstone. */
  readonly put: {
    readonly createRevision: number;
    readonly version: number;
    readonly lease: LeaseId | null;
  } | null;
}
