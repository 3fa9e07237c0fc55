/**
 * etcd's requests to its keyspace, from their bytes to the core's in one go: without a message object for each part, which
 * every member would make and throw away again when it applies them. Transactions: txn-request.ts.
 *
 * Q1. Field for field it is what the generated decoder makes of the same bytes, since a member of the release before decodes
 *     with that: a field that comes again replaces, a message that comes again adds to the first.
 * Q2. What this release does not know of a request becomes an `Unknown`, which the API refuses. In the log, where only what
 *     was checked gets to, it is damage.
 */
import { NO_BYTES, singleKey } from '../core/base/bytes.ts';
import type { KeyRange } from '../core/base/bytes.ts';
import { leaseId } from '../core/base/brands.ts';
import type { LeaseId } from '../core/base/brands.ts';
import type { DeleteRequest, PutRequest, RangeRequest, SortOrder, SortTarget } from '../core/mvcc/types.ts';
import { idOf } from './etcd-scalars.ts';
import { WireReader } from './wire-reader.ts';

/** A part of a request that a later release may know: what it is among operations says its type, among comparisons its target. */
export interface Unknown {
  readonly type: 'unknown';
  readonly target: 'unknown';
  readonly what: 'sort' | 'operation' | 'comparison';
  readonly key: string;
  /** Of a sort its order and target, of a comparison its result and target. */
  readonly numbers: readonly number[];
}

export function unknownPart(what: Unknown['what'], key: string, numbers: readonly number[]): Unknown {
  return { type: 'unknown', target: 'unknown', what, key, numbers };
}

/** Copied if they outlive the bytes they came in. */
export type Values = 'copied' | 'viewed';

export interface RangeOp {
  readonly type: 'range';
  readonly request: RangeRequest;
  readonly serializable: boolean;
}

/** A range of its own. */
export interface AskedRange {
  readonly serializable: boolean;
  readonly op: RangeOp | Unknown;
}

export function decodeRange(bytes: Uint8Array): AskedRange {
  const fields = new RangeFields();
  readRange(new WireReader(bytes), fields);
  // Here, and not in a transaction, etcd reads the newest for a negative one.
  fields.revision = Math.max(fields.revision, 0);
  return { serializable: fields.serializable, op: rangeOf(fields) };
}

export function decodePut(bytes: Uint8Array, values: Values): PutRequest {
  const fields = new PutFields();
  readPut(new WireReader(bytes), fields, values);
  return fields;
}

export function decodeDelete(bytes: Uint8Array): DeleteRequest {
  const fields = new DeleteFields();
  readDelete(new WireReader(bytes), fields);
  return deleteOf(fields);
}

/** No end: the key alone; an end of one zero byte: every key from `key` on. */
export function keyRangeOf(key: string, end: string): KeyRange {
  if (end.length === 0) return singleKey(key);
  return { from: key, to: end === '\0' ? null : end };
}

export class RangeFields {
  key = '';
  end = '';
  limit = 0;
  revision = 0;
  sortOrder = 0;
  sortTarget = 0;
  serializable = false;
  keysOnly = false;
  countOnly = false;
  minModRevision = 0;
  maxModRevision = 0;
  minCreateRevision = 0;
  maxCreateRevision = 0;
}

export function readRange(reader: WireReader, fields: RangeFields): void {
  while (reader.more) {
    const tag = reader.tag();
    switch (tag) {
      case 0x0a:
        fields.key = reader.key();
        break;
      case 0x12:
        fields.end = reader.key();
        break;
      case 0x18:
        fields.limit = reader.counter();
        break;
      case 0x20:
        fields.revision = reader.counter();
        break;
      case 0x28:
        fields.sortOrder = reader.choice();
        break;
      case 0x30:
        fields.sortTarget = reader.choice();
        break;
      case 0x38:
        fields.serializable = reader.boolean();
        break;
      case 0x40:
        fields.keysOnly = reader.boolean();
        break;
      case 0x48:
        fields.countOnly = reader.boolean();
        break;
      case 0x50:
        fields.minModRevision = reader.counter();
        break;
      case 0x58:
        fields.maxModRevision = reader.counter();
        break;
      case 0x60:
        fields.minCreateRevision = reader.counter();
        break;
      case 0x68:
        fields.maxCreateRevision = reader.counter();
        break;
      default:
        reader.skip(tag);
    }
  }
}

const SORT_ORDERS: readonly SortOrder[] = ['none', 'ascend', 'descend'];
const SORT_TARGETS: readonly SortTarget[] = ['key', 'version', 'create', 'mod', 'value'];

export function rangeOf(fields: RangeFields): RangeOp | Unknown {
  const sortOrder = SORT_ORDERS[fields.sortOrder];
  const sortTarget = SORT_TARGETS[fields.sortTarget];
  if (sortOrder === undefined || sortTarget === undefined) {
    const numbers = [fields.sortOrder, fields.sortTarget];
    return unknownPart('sort', fields.key, numbers);
  }
  const request = {
    range: keyRangeOf(fields.key, fields.end),
    revision: fields.revision,
    limit: Math.max(fields.limit, 0),
    sortOrder,
    sortTarget,
    keysOnly: fields.keysOnly,
    countOnly: fields.countOnly,
    minModRevision: fields.minModRevision,
    maxModRevision: fields.maxModRevision,
    minCreateRevision: fields.minCreateRevision,
    maxCreateRevision: fields.maxCreateRevision,
  };
  return { type: 'range', request, serializable: fields.serializable };
}

/** The core's request, while it is being read. */
export class PutFields implements PutRequest {
  key = '';
  value = NO_BYTES;
  lease: LeaseId | null = null;
  prevKv = false;
  ignoreValue = false;
  ignoreLease = false;
}

export function readPut(reader: WireReader, fields: PutFields, values: Values): void {
  while (reader.more) {
    const tag = reader.tag();
    switch (tag) {
      case 0x0a:
        fields.key = reader.key();
        break;
      case 0x12:
        fields.value = values === 'copied' ? reader.value() : reader.view();
        break;
      case 0x18:
        fields.lease = readLease(reader);
        break;
      case 0x20:
        fields.prevKv = reader.boolean();
        break;
      case 0x28:
        fields.ignoreValue = reader.boolean();
        break;
      case 0x30:
        fields.ignoreLease = reader.boolean();
        break;
      default:
        reader.skip(tag);
    }
  }
}

function readLease(reader: WireReader): LeaseId | null {
  reader.long();
  return reader.low === 0 && reader.high === 0 ? null : leaseId(idOf(reader));
}

export class DeleteFields {
  key = '';
  end = '';
  prevKv = false;
}

export function readDelete(reader: WireReader, fields: DeleteFields): void {
  while (reader.more) {
    const tag = reader.tag();
    switch (tag) {
      case 0x0a:
        fields.key = reader.key();
        break;
      case 0x12:
        fields.end = reader.key();
        break;
      case 0x18:
        fields.prevKv = reader.boolean();
        break;
      default:
        reader.skip(tag);
    }
  }
}

export function deleteOf({ key, end, prevKv }: DeleteFields): DeleteRequest {
  return { range: keyRangeOf(key, end), prevKv };
}
