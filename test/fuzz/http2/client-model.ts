/**
 * What a client knows of its connection, kept from what it said and what it was told, by the RFC and not by our server.
 *
 * L1. A stream is `open` or `sent` (its request is whole) until the server has ended it; then it is among `past`, the last
 *     of which the server must still know (CLOSED_STREAMS_REMEMBERED).
 */
import { FLAG, FRAME } from '../../../src/rpc/http2/constants.ts';
import { nextInteger, pick, type Random } from '../../../src/core/base/random.ts';
import { RequestBlocks } from '../../bench/load/request-blocks.ts';
import type { Frame } from '../../rpc/support/frames.ts';

export type Side = 'open' | 'sent';
/** How a stream ended: by both sides' ends, or by a reset of one. */
export type End = 'whole' | 'reset-by-server' | 'reset-by-client';

const PAST_MAX = 100;

export class ClientModel {
  readonly random: Random;
  readonly blocks = new RequestBlocks('fuzz:1');
  readonly streams = new Map<number, Side>();
  readonly past: { readonly id: number; end: End }[] = [];
  /** Header fields or data came since the last ping: another is allowed (grpc-go's policy). */
  mayPing = true;
  private lastId = -1;

  constructor(random: Random) {
    this.random = random;
  }

  /** Identifiers may be left out, which closes them (§5.1.1). */
  nextId(): number {
    return this.lastId + 2 * nextInteger(this.random, 1, 2);
  }

  opened(id: number, side: Side): void {
    this.lastId = id;
    this.streams.set(id, side);
  }

  /** A request that is wrong never becomes a stream; the server has reset it. */
  refused(id: number): void {
    this.lastId = id;
    this.ended(id, 'reset-by-server');
  }

  ended(id: number, end: End): void {
    this.streams.delete(id);
    this.past.push({ id, end });
    if (this.past.length > PAST_MAX) this.past.shift();
  }

  /** A stream of ours in this state; `null` if there is none. */
  some(side?: Side): number | null {
    const ids = [...this.streams].filter(([, each]) => side === undefined || each === side).map(([id]) => id);
    return ids.length === 0 ? null : pick(this.random, ids);
  }

  someEnded(end: End): number | null {
    const ids = this.past.filter((each) => each.end === end).map(({ id }) => id);
    return ids.length === 0 ? null : pick(this.random, ids);
  }

  /** Never used, by either side. */
  idleId(): number {
    return this.lastId + 2 * nextInteger(this.random, 3, 1_000);
  }

  /** L1. */
  hears({ type, flags, id }: Frame): void {
    if (type === FRAME.HEADERS || type === FRAME.DATA) this.mayPing = true;
    if (type === FRAME.RST_STREAM) this.hearsReset(id);
    else if (type === FRAME.HEADERS && (flags & FLAG.END_STREAM) !== 0 && this.streams.get(id) === 'sent') {
      this.ended(id, 'whole');
    }
  }

  /** Also of a stream whose answer was whole before its request was (§8.1). */
  private hearsReset(id: number): void {
    const past = this.past.find((each) => each.id === id);
    if (past !== undefined) past.end = 'reset-by-server';
    else if (this.streams.has(id)) this.ended(id, 'reset-by-server');
  }
}
