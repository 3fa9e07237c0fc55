/**
 * HEADERS and CONTINUATION (RFC 9113 §6.2, §6.10): blocks put together and decoded, and the requests and trailers they
 * stand for.
 *
 * H1. Every block is decoded, also of streams that are no longer there: the table must follow (§4.3).
 * H2. What is kept of header lists between blocks is at most `JUDGEMENTS_MAX` of `JUDGED_LIST_BYTES_MAX`.
 */
import { HpackDecoder } from '../hpack/decoder.ts';
import type { HeaderList } from '../hpack/block-cache.ts';
import type { Header } from '../hpack/header.ts';
import type { Trouble } from './causes.ts';
import { FLAG, HEADER_TABLE_DEFAULT } from './constants.ts';
import type { FloodGuard } from './flood-guard.ts';
import { HeaderBlock } from './header-block.ts';
import { HEADER_LIST_BYTES_MAX } from './limits.ts';
import { faultOfTrailers } from './request.ts';
import type { Malformed } from './request.ts';
import type { Stream } from './stream.ts';
import type { Opening, ReadOpening, Streams } from './streams.ts';
import {
  BLOCK_TOO_LONG,
  compression,
  HEADERS_TOO_LARGE,
  malformed,
  protocol,
  spend,
  streamClosed,
} from './troubles.ts';

/** Lists the decoder recognises are few and short; the others are judged anew. */
const JUDGEMENTS_MAX = 64;
const JUDGED_LIST_BYTES_MAX = 2_048;
/** What a HEADERS frame may still say of priorities, which are not used any more (§5.3.2). */
const PRIORITY_BYTES = 5;

export class HeaderFrames {
  private readonly streams: Streams;
  private readonly guard: FloodGuard;
  private readonly read: ReadOpening;
  /** Streams above this came after our GOAWAY and are not looked at (§6.8). */
  private readonly lastTakenId: () => number;
  private readonly decoder = new HpackDecoder(HEADER_TABLE_DEFAULT, HEADER_LIST_BYTES_MAX);
  private readonly block = new HeaderBlock();
  /** The judgement of header lists that the decoder recognised (its cache gives the very same object). */
  private readonly judged = new Map<readonly Header[], Opening | Malformed>();

  constructor(streams: Streams, guard: FloodGuard, read: ReadOpening, lastTakenId: () => number) {
    this.streams = streams;
    this.guard = guard;
    this.read = read;
    this.lastTakenId = lastTakenId;
  }

  /** Whether a header block has begun and not ended. */
  get isInsideBlock(): boolean {
    return this.block.isOpen;
  }

  headers(flags: number, id: number, bytes: Uint8Array, start: number, end: number): Trouble | null {
    if (id === 0 || id % 2 === 0) return protocol('HEADERS on a stream no client may open (§5.1.1)');
    let from = start;
    let to = end;
    if ((flags & FLAG.PADDED) !== 0) to -= bytes[from++] ?? 0;
    if ((flags & FLAG.PRIORITY) !== 0) from += PRIORITY_BYTES;
    if (from > to) return protocol('HEADERS with more padding than payload (§6.2)');
    const endStream = (flags & FLAG.END_STREAM) !== 0;
    if ((flags & FLAG.END_HEADERS) !== 0) return this.decode(id, endStream, bytes, from, to);
    return this.block.begin(id, endStream, bytes, from, to) ? null : BLOCK_TOO_LONG;
  }

  continuation(flags: number, id: number, bytes: Uint8Array, start: number, end: number): Trouble | null {
    if (!this.block.isOpen || id !== this.block.streamId)
      return protocol('CONTINUATION of no header block (§6.10)');
    if (!this.block.add(bytes, start, end)) return BLOCK_TOO_LONG;
    if ((flags & FLAG.END_HEADERS) === 0) return null;
    const { endStream } = this.block;
    const block = this.block.take();
    return this.decode(id, endStream, block, 0, block.length);
  }

  /** H1. */
  private decode(
    id: number,
    endStream: boolean,
    block: Uint8Array,
    from: number,
    to: number,
  ): Trouble | null {
    const decoded = this.decoder.decode(block, from, to);
    if (decoded.type === 'compression-error') return compression(decoded.reason);
    if (decoded.type === 'far-too-large') return HEADERS_TOO_LARGE;
    const list = decoded.type === 'headers' ? decoded : null;
    const stream = this.streams.table.get(id);
    if (stream !== undefined) return this.trailers(stream, endStream, list?.headers ?? null);
    if (id <= this.streams.table.lastId) return this.stray(id);
    if (id > this.lastTakenId()) return this.ignore(id);
    return this.open(id, endStream, list);
  }

  private open(id: number, endStream: boolean, list: HeaderList | null): Trouble | null {
    if (list === null) return this.turnAway(id, HEADERS_TOO_LARGE);
    const request = this.judge(list);
    if (request.type === 'malformed') return this.turnAway(id, malformed(request.reason));
    if (endStream && request.contentLength !== null && request.contentLength > 0) {
      return this.turnAway(id, malformed('a request without the content it announced (§8.1.1)'));
    }
    const stream = this.streams.open(id, request, endStream);
    if (stream !== null && endStream) stream.user.requestEnd();
    return null;
  }

  /** It was told so by GOAWAY (§6.8). What else comes on this stream is ignored like that of one we reset. */
  private ignore(id: number): Trouble | null {
    this.streams.table.refuse(id);
    return spend(this.guard.ignored, this.streams.nowMs);
  }

  private turnAway(id: number, trouble: Trouble): null {
    this.streams.table.refuse(id);
    this.streams.refuse(id, trouble);
    return null;
  }

  /** H2. */
  private judge({ headers, bytes }: HeaderList): Opening | Malformed {
    const known = this.judged.get(headers);
    if (known !== undefined) return known;
    const judgement = this.read(headers);
    if (bytes > JUDGED_LIST_BYTES_MAX) return judgement;
    if (this.judged.size >= JUDGEMENTS_MAX) this.judged.clear();
    this.judged.set(headers, judgement);
    return judgement;
  }

  /** §8.1. */
  private trailers(stream: Stream, endStream: boolean, headers: readonly Header[] | null): null {
    const trouble = faultOfSecondBlock(stream, endStream, headers);
    if (trouble === null) this.streams.remoteEnded(stream);
    else this.streams.reset(stream, trouble);
    return null;
  }

  /** §5.1, §5.1.1. */
  private stray(id: number): Trouble | null {
    switch (this.streams.table.past(id)) {
      case 'reset-by-us':
        return spend(this.guard.ignored, this.streams.nowMs);
      case 'closed':
        return streamClosed('HEADERS on a closed stream (§5.1)');
      case 'idle':
      case 'forgotten':
        return protocol('a stream identifier that went back (§5.1.1)');
    }
  }
}

function faultOfSecondBlock(
  stream: Stream,
  endStream: boolean,
  headers: readonly Header[] | null,
): Trouble | null {
  if (stream.remoteClosed) return streamClosed('HEADERS after the end of the request (§5.1)');
  if (!endStream) return malformed('a second header block that does not end the request (§8.1)');
  if (headers === null) return malformed('trailers larger than headers may be');
  if (stream.contentLeft !== null && stream.contentLeft > 0) {
    return malformed('content of another length than announced (§8.1.1)');
  }
  const fault = faultOfTrailers(headers);
  return fault === null ? null : malformed(fault);
}
