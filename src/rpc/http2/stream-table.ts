/**
 * The streams of a connection, and a short memory of those that ended.
 *
 * S1. Identifiers of the client are odd and only rise (RFC 9113 §5.1.1).
 * S2. Of a stream that ended, it is known for a while whether we reset it: what the client sent before it heard of that
 *     is no mistake (§5.1), while frames on a stream that ended otherwise are.
 */
import { CLOSED_STREAMS_REMEMBERED } from './limits.ts';
import type { Stream } from './stream.ts';

/** What an identifier without a stream stands for. */
export type Past = 'idle' | 'reset-by-us' | 'closed' | 'forgotten';

export class StreamTable {
  lastId = 0;
  private readonly streams = new Map<number, Stream>();
  /** A ring; negative: reset by us. */
  private readonly closed = new Int32Array(CLOSED_STREAMS_REMEMBERED);
  private nextClosed = 0;

  get size(): number {
    return this.streams.size;
  }

  get(id: number): Stream | undefined {
    return this.streams.get(id);
  }

  values(): IterableIterator<Stream> {
    return this.streams.values();
  }

  add(stream: Stream): void {
    this.lastId = stream.id;
    this.streams.set(stream.id, stream);
  }

  remove({ id }: Stream, resetByUs: boolean): void {
    if (this.streams.delete(id)) this.remember(id, resetByUs);
  }

  /** A request that was refused before it became a stream. */
  refuse(id: number): void {
    this.lastId = id;
    this.remember(id, true);
  }

  past(id: number): Past {
    if (id > this.lastId || id % 2 === 0) return 'idle';
    for (const each of this.closed) {
      if (each === id) return 'closed';
      if (each === -id) return 'reset-by-us';
    }
    return 'forgotten';
  }

  /** Takes all streams out. */
  clear(): Stream[] {
    const streams = [...this.streams.values()];
    this.streams.clear();
    return streams;
  }

  private remember(id: number, resetByUs: boolean): void {
    this.closed[this.nextClosed] = resetByUs ? -id : id;
    this.nextClosed = (this.nextClosed + 1) % CLOSED_STREAMS_REMEMBERED;
  }
}
