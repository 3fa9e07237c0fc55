/**
 * etcd's transactions, nested ones too, from their bytes to the core's (kv-request.ts, whose Q1 and Q2 hold here). Each is read
 * four times, by the member that is asked and by three that apply it.
 */
import { NO_BYTES, ownBytes } from '../core/base/bytes.ts';
import { added } from '../core/base/lists.ts';
import type { Compare, DeleteRequest, PutRequest, TxnRequest } from '../core/mvcc/types.ts';
import { FormatError } from './binary.ts';
import { counterOf, signedOf } from './etcd-scalars.ts';
import { DeleteFields, deleteOf, keyRangeOf, PutFields, RangeFields, rangeOf } from './kv-request.ts';
import { readDelete, readPut, readRange, unknownPart } from './kv-request.ts';
import type { RangeOp, Unknown, Values } from './kv-request.ts';
import { WireReader } from './wire-reader.ts';

/** The core's `TxnRequest`, with unknown parts in between if `U` is not `never`. */
interface TxnOf<U> {
  readonly compares: readonly (Compare | U)[];
  readonly success: readonly OpOf<U>[];
  readonly failure: readonly OpOf<U>[];
}

type OpOf<U> =
  | RangeOp
  | { readonly type: 'put'; readonly request: PutRequest }
  | { readonly type: 'delete'; readonly request: DeleteRequest }
  | { readonly type: 'txn'; readonly request: TxnOf<U> }
  | U;

/** As a client asked for it. */
export type AskedTxn = TxnOf<Unknown>;
export type AskedOp = OpOf<Unknown>;
export type AskedCompare = Compare | Unknown;

export function decodeTxn(bytes: Uint8Array, values: Values): AskedTxn {
  const txn = new TxnFields();
  readTxn(new WireReader(bytes), txn, values);
  return txn;
}

/** Of what was checked, by the API or before it got into the log (Q2). */
export function knownTxn(txn: AskedTxn): TxnRequest {
  const unknown = unknownIn(txn);
  if (unknown === null) return txn as TxnOf<never>;
  throw new FormatError(`transaction: unknown ${unknown.what} ${unknown.numbers.join(', ')}`);
}

function unknownIn({ compares, success, failure }: AskedTxn): Unknown | null {
  for (const compare of compares) if (compare.target === 'unknown') return compare;
  return unknownOf(success) ?? unknownOf(failure);
}

function unknownOf(ops: readonly AskedOp[]): Unknown | null {
  for (const op of ops) {
    if (op.type === 'unknown') return op;
    const nested = op.type === 'txn' ? unknownIn(op.request) : null;
    if (nested !== null) return nested;
  }
  return null;
}

class TxnFields implements AskedTxn {
  compares: AskedCompare[] = [];
  success: AskedOp[] = [];
  failure: AskedOp[] = [];
}

function readTxn(reader: WireReader, txn: TxnFields, values: Values): void {
  while (reader.more) {
    const tag = reader.tag();
    switch (tag) {
      case 0x0a:
        txn.compares = added(txn.compares, readCompare(reader, values));
        break;
      case 0x12:
        txn.success = added(txn.success, readOp(reader, values));
        break;
      case 0x1a:
        txn.failure = added(txn.failure, readOp(reader, values));
        break;
      default:
        reader.skip(tag);
    }
  }
}

type OpFields = RangeFields | PutFields | DeleteFields | TxnFields | null;

/** One of four; of several the last counts (Q1). */
function readOp(reader: WireReader, values: Values): AskedOp {
  let fields: OpFields = null;
  const outer = reader.enter();
  while (reader.more) fields = readMember(reader, fields, values);
  reader.leave(outer);
  return opOf(fields);
}

function readMember(reader: WireReader, before: OpFields, values: Values): OpFields {
  const tag = reader.tag();
  const fields = fieldsFor(tag, before);
  if (fields === null) {
    reader.skip(tag);
    return before;
  }
  const outer = reader.enter();
  readInto(fields, reader, values);
  reader.leave(outer);
  return fields;
}

/** Those before, if they are of the same kind; `null` for what is no member. */
function fieldsFor(tag: number, before: OpFields): OpFields {
  switch (tag) {
    case 0x0a:
      return before instanceof RangeFields ? before : new RangeFields();
    case 0x12:
      return before instanceof PutFields ? before : new PutFields();
    case 0x1a:
      return before instanceof DeleteFields ? before : new DeleteFields();
    case 0x22:
      return before instanceof TxnFields ? before : new TxnFields();
    default:
      return null;
  }
}

function readInto(fields: NonNullable<OpFields>, reader: WireReader, values: Values): void {
  if (fields instanceof RangeFields) readRange(reader, fields);
  else if (fields instanceof PutFields) readPut(reader, fields, values);
  else if (fields instanceof DeleteFields) readDelete(reader, fields);
  else readTxn(reader, fields, values);
}

function opOf(fields: OpFields): AskedOp {
  if (fields === null) return unknownPart('operation', '', []);
  if (fields instanceof RangeFields) return rangeOf(fields);
  if (fields instanceof PutFields) return { type: 'put', request: fields };
  if (fields instanceof DeleteFields) return { type: 'delete', request: deleteOf(fields) };
  return { type: 'txn', request: fields };
}

class CompareFields {
  result = 0;
  target = 0;
  key = '';
  end = '';
  /** The tag of the operand; 0: none was given. */
  given = 0;
  low = 0;
  high = 0;
  value = NO_BYTES;
}

const VERSION_TAG = 0x20;
const CREATE_TAG = 0x28;
const MOD_TAG = 0x30;
const VALUE_TAG = 0x3a;
const LEASE_TAG = 0x40;
const RANGE_END_TAG = 64 * 8 + 2;

function readCompare(reader: WireReader, values: Values): AskedCompare {
  const compare = new CompareFields();
  const outer = reader.enter();
  while (reader.more) readCompareField(reader, compare);
  reader.leave(outer);
  return compareOf(compare, values);
}

function readCompareField(reader: WireReader, compare: CompareFields): void {
  const tag = reader.tag();
  switch (tag) {
    case 0x08:
      compare.result = reader.choice();
      return;
    case 0x10:
      compare.target = reader.choice();
      return;
    case 0x1a:
      compare.key = reader.key();
      return;
    case VERSION_TAG:
    case CREATE_TAG:
    case MOD_TAG:
    case LEASE_TAG:
      reader.long();
      compare.given = tag;
      compare.low = reader.low;
      compare.high = reader.high;
      return;
    case VALUE_TAG:
      compare.value = reader.view();
      compare.given = tag;
      return;
    case RANGE_END_TAG:
      compare.end = reader.key();
      return;
    default:
      reader.skip(tag);
  }
}

const RESULTS: readonly Compare['result'][] = ['equal', 'greater', 'less', 'not-equal'];
const VERSION = 0;
const CREATE = 1;
const MOD = 2;
const VALUE = 3;
const LEASE = 4;

function compareOf(fields: CompareFields, values: Values): AskedCompare {
  const result = RESULTS[fields.result];
  const range = keyRangeOf(fields.key, fields.end);
  if (result === undefined) return unknownCompare(fields);
  switch (fields.target) {
    case VERSION:
      return { target: 'version', operand: counterGiven(fields, VERSION_TAG), range, result };
    case CREATE:
      return { target: 'create', operand: counterGiven(fields, CREATE_TAG), range, result };
    case MOD:
      return { target: 'mod', operand: counterGiven(fields, MOD_TAG), range, result };
    case VALUE:
      return { target: 'value', operand: valueGiven(fields, values), range, result };
    case LEASE:
      return { target: 'lease', operand: fields.given === LEASE_TAG ? signedOf(fields) : 0n, range, result };
    default:
      return unknownCompare(fields);
  }
}

function unknownCompare({ key, result, target }: CompareFields): Unknown {
  return unknownPart('comparison', key, [result, target]);
}

/** An operand of another kind than the target counts as none at all: zero or empty, as in etcd. */
function counterGiven({ given, low, high }: CompareFields, tag: number): number {
  return given === tag ? counterOf({ low, high, unsigned: false }) : 0;
}

function valueGiven({ given, value }: CompareFields, values: Values): Uint8Array {
  if (given !== VALUE_TAG) return NO_BYTES;
  return values === 'copied' ? ownBytes(value) : value;
}
