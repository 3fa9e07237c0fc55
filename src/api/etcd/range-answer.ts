/**
 * The answer to a range that may be long: encoded as its keys come, so that neither all of them as objects nor a second copy
 * of the whole has to be there at the end, and laid together a piece at a time.
 */
import { rangeResponsePiece } from '../../codec/etcd-response.ts';
import { present } from '../../core/base/assert.ts';
import type { KeyValue } from '../../core/mvcc/types.ts';
import type { etcdserverpb } from '../../gen/etcd.js';
import type { Clock } from '../../ports/clock.ts';

/** Copied in one turn: about a millisecond. */
const JOINED_AT_ONCE_BYTES = 4 * 1024 * 1024;

export class RangeAnswer {
  private pieces: Uint8Array[] = [];
  private bytes = 0;

  /** Whatever was there is void. */
  begin(header: etcdserverpb.ResponseHeader.$Properties): void {
    this.pieces = [];
    this.bytes = 0;
    this.add(rangeResponsePiece.header(header));
  }

  take(kvs: readonly KeyValue[]): void {
    this.add(rangeResponsePiece.kvs(kvs));
  }

  /** At once if it is short, else over some turns. */
  end(more: boolean, count: number, clock: Clock, done: (whole: Uint8Array) => void): void {
    this.add(rangeResponsePiece.end(more, count));
    // Not filled with zeros beforehand: memory comes as it is written to.
    const whole = Buffer.allocUnsafeSlow(this.bytes);
    let at = 0;
    let next = 0;
    const join = (): void => {
      const pauseAt = at + JOINED_AT_ONCE_BYTES;
      for (; next < this.pieces.length && at < pauseAt; next++) {
        const piece = present(this.pieces[next], 'a piece of the answer');
        whole.set(piece, at);
        at += piece.length;
      }
      if (next === this.pieces.length) done(whole);
      else clock.after(0, join);
    };
    join();
  }

  private add(piece: Uint8Array): void {
    this.pieces.push(piece);
    this.bytes += piece.length;
  }
}
