/**
 * The answer to a range that may be long: encoded as its keys come, so that neither all of them as objects nor a second copy
 * of the whole has to be there at the end, and laid together a piece at a time. What came at once is encoded at once, into
 * memory that is used again when it is on its way.
 */
import {
  rangeEndBytes,
  rangeKvsBytes,
  rangeResponseBytes,
  rangeResponseLength,
  writeRangeResponse,
} from '../../codec/range-response.ts';
import { NO_BYTES } from '../../core/base/bytes.ts';
import type { KeyValue, RangeResult } from '../../core/mvcc/types.ts';
import type { Clock } from '../../ports/clock.ts';
import { LARGEST_BYTES, type BufferPool } from '../../rpc/http2/buffer-pool.ts';
import { joined } from './joined.ts';

/** Shorter ones come from a slab, larger ones are the system's. */
const POOLED_BYTES_MIN = 2 * 1024;

/** `taken` is to be called when nobody needs the bytes any more. */
type Done = (whole: Uint8Array, taken?: () => void) => void;

const NOTHING_FOUND = { more: false, count: 0 };

export class RangeAnswer {
  private readonly pool: BufferPool;
  private header: Uint8Array = NO_BYTES;
  /** Nothing follows them, as far as is known. */
  private latest: readonly KeyValue[] | null = null;
  /** All before them. */
  private pieces: Uint8Array[] = [];
  private found = NOTHING_FOUND;

  constructor(pool: BufferPool) {
    this.pool = pool;
  }

  /** Whatever was there is void. `header`: the field as it stands in every response. */
  begin(header: Uint8Array): void {
    this.header = header;
    this.latest = null;
    this.pieces = [];
    this.found = NOTHING_FOUND;
  }

  take(kvs: readonly KeyValue[]): void {
    this.encodeLatest();
    this.latest = kvs;
  }

  rangeEnd(more: boolean, count: number): void {
    this.found = { more, count };
  }

  /** At once if it is short, else over some turns. */
  end(clock: Clock, done: Done): void {
    const { more, count } = this.found;
    if (this.pieces.length === 0) return this.atOnce({ kvs: this.latest ?? [], more, count }, done);
    this.encodeLatest();
    joined([...this.pieces, rangeEndBytes(more, count)], clock, done);
  }

  private atOnce(result: RangeResult, done: Done): void {
    const { header, pool } = this;
    const length = rangeResponseLength(header, result);
    if (length < POOLED_BYTES_MIN || length > LARGEST_BYTES) return done(rangeResponseBytes(header, result));
    const lent = pool.take(length);
    writeRangeResponse(lent, header, result);
    done(lent.subarray(0, length), () => pool.giveBack(lent));
  }

  private encodeLatest(): void {
    if (this.latest === null) return;
    this.pieces.push(rangeKvsBytes(this.pieces.length === 0 ? this.header : NO_BYTES, this.latest));
    this.latest = null;
  }
}
