/**
 * `etcdserverpb.TxnResponse` from the core's result straight into bytes of its size. Every message in it says its length
 * before its content: a first walk takes the lengths, a second one writes.
 *
 * TxnResponse: header = 1, succeeded = 2, responses = 3. ResponseOp: response_range = 1, response_put = 2,
 * response_delete_range = 3, response_txn = 4. The bytes equal the generated encoder's.
 */
import { assertNever, present } from '../core/base/assert.ts';
import { varintLength, writeVarint } from '../core/mvcc/key-value-wire.ts';
import type { OpResult, TxnResult } from '../core/mvcc/types.ts';
import { deleteFieldsLength, putFieldsLength, writeDeleteFields, writePutFields } from './kv-response.ts';
import { rangeFieldsLength, responseRoom, writeRangeFields } from './range-response.ts';

const HEADER_TAG = 0x0a;
const REVISION_TAG = 0x18;
const SUCCEEDED_TAG = 0x10;
const RESPONSES_TAG = 0x1a;
const TAGS: Readonly<Record<OpResult['type'], number>> = { range: 0x0a, put: 0x12, delete: 0x1a, txn: 0x22 };

/** A tag and a length of 0. */
const EMPTY_HEADER_BYTES = 2;

/** `header`: the field as it stands in every response (response-header.ts). `revision`: the keyspace's after the transaction. */
export function txnResponseBytes(header: Uint8Array, result: TxnResult, revision: number): Uint8Array {
  const encoder = new TxnEncoder(result, revision);
  const bytes = responseRoom(header.length + encoder.length);
  bytes.set(header);
  encoder.write(bytes, header.length);
  return bytes;
}

class TxnEncoder {
  /** Without its header. */
  readonly length: number;
  private readonly result: TxnResult;
  /** Of each operation's answer, in the order in which they are written. */
  private readonly lengths: number[] = [];
  private written = 0;
  /** What an operation inside a transaction sees: the next revision as soon as anything was written. */
  private readonly before: number;
  private readonly after: number;
  private now: number;

  constructor(result: TxnResult, revision: number) {
    this.result = result;
    this.after = revision;
    this.before = writes(result) ? revision - 1 : revision;
    this.now = this.before;
    this.length = this.fieldsLength(result);
  }

  write(bytes: Uint8Array, from: number): void {
    this.now = this.before;
    this.writeFields(bytes, from, this.result);
  }

  private fieldsLength({ succeeded, results }: TxnResult): number {
    let sum = succeeded ? 2 : 0;
    for (const op of results) sum += fieldLength(fieldLength(this.answerLength(op)));
    return sum;
  }

  private answerLength(op: OpResult): number {
    const place = this.lengths.push(0) - 1;
    const length = this.headerLength(op) + this.ownLength(op);
    this.lengths[place] = length;
    return length;
  }

  /** Headers inside a transaction carry the revision only, and a nested transaction's not even that. */
  private headerLength(op: OpResult): number {
    if (op.type === 'txn') return EMPTY_HEADER_BYTES;
    this.pass(op);
    return fieldLength(1 + varintLength(this.now));
  }

  private ownLength(op: OpResult): number {
    switch (op.type) {
      case 'range':
        return rangeFieldsLength(op.result);
      case 'put':
        return putFieldsLength(op);
      case 'delete':
        return deleteFieldsLength(op);
      case 'txn':
        return this.fieldsLength(op.result);
      default:
        return assertNever(op);
    }
  }

  private writeFields(bytes: Uint8Array, from: number, { succeeded, results }: TxnResult): number {
    let at = from;
    if (succeeded) {
      bytes[at++] = SUCCEEDED_TAG;
      bytes[at++] = 1;
    }
    for (const op of results) at = this.writeAnswer(bytes, at, op);
    return at;
  }

  private writeAnswer(bytes: Uint8Array, from: number, op: OpResult): number {
    const length = present(this.lengths[this.written++], 'the length of an answer');
    let at = beginField(bytes, from, RESPONSES_TAG, fieldLength(length));
    at = beginField(bytes, at, TAGS[op.type], length);
    return this.writeOwn(bytes, this.writeHeader(bytes, at, op), op);
  }

  private writeHeader(bytes: Uint8Array, from: number, op: OpResult): number {
    if (op.type === 'txn') return beginField(bytes, from, HEADER_TAG, 0);
    this.pass(op);
    const at = beginField(bytes, from, HEADER_TAG, 1 + varintLength(this.now));
    bytes[at] = REVISION_TAG;
    return writeVarint(bytes, at + 1, this.now);
  }

  private writeOwn(bytes: Uint8Array, from: number, op: OpResult): number {
    switch (op.type) {
      case 'range':
        return writeRangeFields(bytes, from, op.result);
      case 'put':
        return writePutFields(bytes, from, op);
      case 'delete':
        return writeDeleteFields(bytes, from, op);
      case 'txn':
        return this.writeFields(bytes, from, op.result);
      default:
        return assertNever(op);
    }
  }

  private pass(op: OpResult): void {
    if (writesItself(op)) this.now = this.after;
  }
}

const writesItself = (op: OpResult): boolean => op.type === 'put' || (op.type === 'delete' && op.deleted > 0);

/** Whether the transaction made a revision. */
function writes(result: TxnResult): boolean {
  return result.results.some((op) => (op.type === 'txn' ? writes(op.result) : writesItself(op)));
}

/** Of a message as a field with a tag of one byte. */
const fieldLength = (length: number): number => 1 + varintLength(length) + length;

/** Returns where the content begins. */
function beginField(bytes: Uint8Array, at: number, tag: number, length: number): number {
  bytes[at] = tag;
  return writeVarint(bytes, at + 1, length);
}
