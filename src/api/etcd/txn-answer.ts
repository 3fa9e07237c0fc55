/**
 * The answer to a transaction of nothing but ranges, encoded as their keys come, like a long range's (range-answer.ts).
 *
 * TxnResponse: header = 1, succeeded = 2, responses = 3; ResponseOp: response_range = 1. The bytes equal the generated encoder's.
 */
import { rangeEndBytes, rangeKvsBytes } from '../../codec/range-response.ts';
import { headerField } from '../../codec/response-header.ts';
import { NO_BYTES } from '../../core/base/bytes.ts';
import { varintLength, writeVarint } from '../../core/mvcc/key-value-wire.ts';
import type { KeyValue } from '../../core/mvcc/types.ts';
import type { Clock } from '../../ports/clock.ts';
import { bytesOf, joined } from './joined.ts';

const SUCCEEDED: Uint8Array = Uint8Array.of(0x10, 1);
const RESPONSES_TAG = 0x1a;
const RANGE_TAG = 0x0a;

export class TxnAnswer {
  private pieces: Uint8Array[] = [];
  /** Of the range under way. */
  private ranged: Uint8Array[] = [];
  private opHeader: Uint8Array = NO_BYTES;

  /** Whatever was there is void. `header`: the field as it stands in every response. */
  begin(header: Uint8Array, revision: number, succeeded: boolean): void {
    this.pieces = [header, succeeded ? SUCCEEDED : NO_BYTES];
    // Headers inside a transaction carry the revision only.
    this.opHeader = headerField({ clusterId: 0n, memberId: 0n, revision, term: 0 });
    this.ranged = [this.opHeader];
  }

  take(kvs: readonly KeyValue[]): void {
    this.ranged.push(rangeKvsBytes(NO_BYTES, kvs));
  }

  rangeEnd(more: boolean, count: number): void {
    this.ranged.push(rangeEndBytes(more, count));
    const length = bytesOf(this.ranged);
    const prefix = prefixOf(RANGE_TAG, length);
    this.pieces.push(prefixOf(RESPONSES_TAG, prefix.length + length), prefix, ...this.ranged);
    this.ranged = [this.opHeader];
  }

  end(clock: Clock, done: (whole: Uint8Array) => void): void {
    joined(this.pieces, clock, done);
  }
}

function prefixOf(tag: number, length: number): Uint8Array {
  const bytes = new Uint8Array(1 + varintLength(length));
  bytes[0] = tag;
  writeVarint(bytes, 1, length);
  return bytes;
}
