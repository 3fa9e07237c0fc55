/**
 * Frames of the client, each judged by its section of RFC 9113 §6 and handed to what it is about. A handler returns what
 * is wrong with the connection (§5.4.1), or `null`; stream errors (§5.4.2) end here.
 */
import { HpackDecoder } from '../hpack/decoder.ts';
import type { Header } from '../hpack/header.ts';
import type { Cause, Trouble } from './causes.ts';
import { describeFrame, ERROR, FLAG, FRAME, HEADER_TABLE_DEFAULT, WINDOW_DEFAULT } from './constants.ts';
import type { ErrorCode } from './constants.ts';
import type { Budget, FloodGuard } from './flood-guard.ts';
import { uint31At } from './frame-reader.ts';
import type { FrameWriter } from './frame-writer.ts';
import { HeaderBlock } from './header-block.ts';
import { CONNECTION_WINDOW_BYTES, HEADER_LIST_BYTES_MAX } from './limits.ts';
import { faultOfTrailers } from './request.ts';
import type { Malformed } from './request.ts';
import type { Stream } from './stream.ts';
import { WINDOW_TOO_LARGE } from './streams.ts';
import type { Opening, ReadOpening, Streams } from './streams.ts';

/** Frames that are about the connection as a whole. */
export interface ConnectionFrames {
  /** The payload of SETTINGS, not an acknowledgement. */
  settings(bytes: Uint8Array, start: number, end: number): Trouble | null;
  settingsAcknowledged(): void;
  ping(opaque: Uint8Array): Trouble | null;
  pingAcknowledged(opaque: Uint8Array): void;
  goAway(): void;
  /** Streams above this came after our GOAWAY and are not looked at (§6.8). */
  readonly lastStreamId: number;
}

export interface InboundParts {
  readonly streams: Streams;
  readonly writer: FrameWriter;
  readonly guard: FloodGuard;
  readonly connection: ConnectionFrames;
  readonly read: ReadOpening;
}

/** Lists the decoder recognises are few; the others are judged anew. */
const JUDGEMENTS_MAX = 64;

export class Inbound {
  private readonly streams: Streams;
  private readonly writer: FrameWriter;
  private readonly guard: FloodGuard;
  private readonly connection: ConnectionFrames;
  private readonly read: ReadOpening;
  private readonly decoder = new HpackDecoder(HEADER_TABLE_DEFAULT, HEADER_LIST_BYTES_MAX);
  private readonly block = new HeaderBlock();
  /** The judgement of header lists that the decoder recognised (its cache gives the very same object). */
  private readonly judged = new Map<readonly Header[], Opening | Malformed>();
  private receiveWindow = WINDOW_DEFAULT;
  private uncreditedBytes = 0;
  private settingsSeen = false;

  constructor({ streams, writer, guard, connection, read }: InboundParts) {
    this.streams = streams;
    this.writer = writer;
    this.guard = guard;
    this.connection = connection;
    this.read = read;
  }

  /** Whether a header block has begun and not ended. */
  get isInsideBlock(): boolean {
    return this.block.isOpen;
  }

  /** §6.9.2: the connection's window is not a setting; it is widened by WINDOW_UPDATE. */
  openWindow(): void {
    this.writer.windowUpdate(0, CONNECTION_WINDOW_BYTES - this.receiveWindow);
    this.receiveWindow = CONNECTION_WINDOW_BYTES;
  }

  frame(
    type: number,
    flags: number,
    id: number,
    bytes: Uint8Array,
    start: number,
    end: number,
  ): Trouble | null {
    if (!this.settingsSeen && (type !== FRAME.SETTINGS || (flags & FLAG.ACK) !== 0)) {
      return protocol(`${describeFrame(type)} before SETTINGS (§3.4)`);
    }
    if (this.block.isOpen && type !== FRAME.CONTINUATION) {
      return protocol(`${describeFrame(type)} inside a header block (§4.3)`);
    }
    switch (type) {
      case FRAME.DATA:
        return this.data(flags, id, bytes, start, end);
      case FRAME.HEADERS:
        return this.headers(flags, id, bytes, start, end);
      case FRAME.PRIORITY:
        return this.priority(id, end - start);
      case FRAME.RST_STREAM:
        return this.resetStream(id, end - start);
      case FRAME.SETTINGS:
        return this.settings(flags, id, bytes, start, end);
      case FRAME.PUSH_PROMISE:
        return protocol('a client that pushes (§8.4)');
      case FRAME.PING:
        return this.ping(flags, id, bytes, start, end);
      case FRAME.GOAWAY:
        return this.goAway(id, end - start);
      case FRAME.WINDOW_UPDATE:
        return this.windowUpdate(id, bytes, start, end);
      case FRAME.CONTINUATION:
        return this.continuation(flags, id, bytes, start, end);
      default:
        // §5.5
        return this.spend(this.guard.ignored);
    }
  }

  /** §6.1. */
  private data(flags: number, id: number, bytes: Uint8Array, start: number, end: number): Trouble | null {
    if (id === 0) return protocol('DATA on stream 0 (§6.1)');
    if (!this.countReceived(end - start)) {
      return {
        code: ERROR.FLOW_CONTROL_ERROR,
        cause: 'flow-control',
        reason: 'more DATA than the window (§6.9)',
      };
    }
    const padding = (flags & FLAG.PADDED) === 0 ? 0 : 1 + (bytes[start] ?? 0);
    if (padding > end - start) return protocol('DATA with more padding than payload (§6.1)');
    const stream = this.streams.table.get(id);
    if (stream === undefined) return this.strayData(id);
    const trouble = faultOfData(stream, end - start, padding, (flags & FLAG.END_STREAM) !== 0);
    if (trouble !== null) {
      this.streams.reset(stream, trouble);
      return null;
    }
    return this.take(
      stream,
      flags,
      bytes,
      padding > 0 ? start + 1 : start,
      padding > 0 ? end - padding + 1 : end,
      padding,
    );
  }

  private take(
    stream: Stream,
    flags: number,
    bytes: Uint8Array,
    start: number,
    end: number,
    padding: number,
  ): Trouble | null {
    const isLast = (flags & FLAG.END_STREAM) !== 0;
    if (start === end && !isLast) return this.spend(this.guard.emptyData);
    // Before the content is looked at: whoever answers it at once need not tell the client to stop.
    if (isLast) stream.remoteClosed = true;
    if (padding > 0) this.streams.credit(stream, padding);
    if (start < end) stream.user.data(bytes, start, end);
    if (isLast) stream.user.requestEnd();
    if (stream.unreadBytes > 0 && !this.streams.hasRoom) this.streams.reset(stream, TOO_MUCH_UNREAD);
    return null;
  }

  /** §5.1: DATA on a stream that is closed counts for the connection's window, which it has by now. */
  private strayData(id: number): Trouble | null {
    switch (this.streams.table.past(id)) {
      case 'idle':
        return protocol('DATA on an idle stream (§5.1)');
      case 'reset-by-us':
        return this.spend(this.guard.ignored);
      case 'closed':
      case 'forgotten':
        this.streams.refuse(id, streamClosed('DATA on a closed stream (§5.1)'));
        return null;
    }
  }

  /** §6.2. */
  private headers(flags: number, id: number, bytes: Uint8Array, start: number, end: number): Trouble | null {
    if (id === 0 || id % 2 === 0) return protocol('HEADERS on a stream no client may open (§5.1.1)');
    let from = start;
    let to = end;
    if ((flags & FLAG.PADDED) !== 0) to -= bytes[from++] ?? 0;
    if ((flags & FLAG.PRIORITY) !== 0) from += 5;
    if (from > to) return protocol('HEADERS with more padding than payload (§6.2)');
    const endStream = (flags & FLAG.END_STREAM) !== 0;
    if ((flags & FLAG.END_HEADERS) !== 0) return this.decode(id, endStream, bytes, from, to);
    return this.block.begin(id, endStream, bytes.slice(from, to)) ? null : BLOCK_TOO_LONG;
  }

  /** §6.10. */
  private continuation(
    flags: number,
    id: number,
    bytes: Uint8Array,
    start: number,
    end: number,
  ): Trouble | null {
    if (!this.block.isOpen || id !== this.block.streamId)
      return protocol('CONTINUATION of no header block (§6.10)');
    if (!this.block.add(bytes.slice(start, end))) return BLOCK_TOO_LONG;
    if ((flags & FLAG.END_HEADERS) === 0) return null;
    const { endStream } = this.block;
    const block = this.block.take();
    return this.decode(id, endStream, block, 0, block.length);
  }

  /** Every block is decoded, also of streams that are no longer there: the table must follow (§4.3). */
  private decode(
    id: number,
    endStream: boolean,
    block: Uint8Array,
    from: number,
    to: number,
  ): Trouble | null {
    const decoded = this.decoder.decode(block, from, to);
    if (decoded.type === 'compression-error') {
      return { code: ERROR.COMPRESSION_ERROR, cause: 'compression', reason: decoded.reason };
    }
    const stream = this.streams.table.get(id);
    const headers = decoded.type === 'headers' ? decoded.headers : null;
    if (stream !== undefined) return this.requestTrailers(stream, endStream, headers);
    if (id <= this.streams.table.lastId) return this.strayHeaders(id);
    if (id > this.connection.lastStreamId) return this.ignore(id);
    return this.open(id, endStream, headers);
  }

  private open(id: number, endStream: boolean, headers: readonly Header[] | null): Trouble | null {
    if (headers === null) return this.turnAway(id, HEADERS_TOO_LARGE);
    const request = this.judge(headers);
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
    return this.spend(this.guard.ignored);
  }

  private turnAway(id: number, trouble: Trouble): null {
    this.streams.table.refuse(id);
    this.streams.refuse(id, trouble);
    return null;
  }

  private judge(headers: readonly Header[]): Opening | Malformed {
    const known = this.judged.get(headers);
    if (known !== undefined) return known;
    if (this.judged.size >= JUDGEMENTS_MAX) this.judged.clear();
    const judgement = this.read(headers);
    this.judged.set(headers, judgement);
    return judgement;
  }

  /** §8.1. */
  private requestTrailers(
    stream: Stream,
    endStream: boolean,
    headers: readonly Header[] | null,
  ): Trouble | null {
    const trouble = faultOfSecondBlock(stream, endStream, headers);
    if (trouble === null) this.streams.remoteEnded(stream);
    else this.streams.reset(stream, trouble);
    return null;
  }

  /** §5.1, §5.1.1. */
  private strayHeaders(id: number): Trouble | null {
    switch (this.streams.table.past(id)) {
      case 'reset-by-us':
        return this.spend(this.guard.ignored);
      case 'closed':
        return streamClosed('HEADERS on a closed stream (§5.1)');
      case 'idle':
      case 'forgotten':
        return protocol('a stream identifier that went back (§5.1.1)');
    }
  }

  /** §6.3; what it says is not used any more (§5.3.2). */
  private priority(id: number, length: number): Trouble | null {
    if (id === 0) return protocol('PRIORITY on stream 0 (§6.3)');
    if (length !== 5) {
      const reason = 'PRIORITY of a broken length (§6.3)';
      const trouble: Trouble = { code: ERROR.FRAME_SIZE_ERROR, cause: 'frame-size', reason };
      const stream = this.streams.table.get(id);
      if (stream === undefined) this.streams.refuse(id, trouble);
      else this.streams.reset(stream, trouble);
      return null;
    }
    return this.spend(this.guard.priorities);
  }

  /** §6.4. */
  private resetStream(id: number, length: number): Trouble | null {
    if (id === 0) return protocol('RST_STREAM on stream 0 (§6.4)');
    if (length !== 4) return frameSize('RST_STREAM of a broken length (§6.4)');
    const stream = this.streams.table.get(id);
    if (stream !== undefined) return this.streams.resetByClient(stream) ? null : tooMany(this.guard.resets);
    if (this.streams.table.past(id) === 'idle') return protocol('RST_STREAM on an idle stream (§6.4)');
    return this.spend(this.guard.ignored);
  }

  /** §6.5. */
  private settings(flags: number, id: number, bytes: Uint8Array, start: number, end: number): Trouble | null {
    if (id !== 0) return protocol('SETTINGS on a stream (§6.5)');
    if ((flags & FLAG.ACK) !== 0) {
      if (start !== end) return frameSize('an acknowledgement of SETTINGS with content (§6.5)');
      this.connection.settingsAcknowledged();
      return null;
    }
    this.settingsSeen = true;
    return this.spend(this.guard.settings) ?? this.connection.settings(bytes, start, end);
  }

  /** §6.7. */
  private ping(flags: number, id: number, bytes: Uint8Array, start: number, end: number): Trouble | null {
    if (id !== 0) return protocol('PING on a stream (§6.7)');
    if (end - start !== 8) return frameSize('PING of a broken length (§6.7)');
    const opaque = bytes.subarray(start, end);
    if ((flags & FLAG.ACK) === 0) return this.spend(this.guard.pings) ?? this.connection.ping(opaque);
    this.connection.pingAcknowledged(opaque);
    return this.spend(this.guard.pings);
  }

  /** §6.8. */
  private goAway(id: number, length: number): Trouble | null {
    if (id !== 0) return protocol('GOAWAY on a stream (§6.8)');
    if (length < 8) return frameSize('GOAWAY of a broken length (§6.8)');
    this.connection.goAway();
    return null;
  }

  /** §6.9. */
  private windowUpdate(id: number, bytes: Uint8Array, start: number, end: number): Trouble | null {
    if (end - start !== 4) return frameSize('WINDOW_UPDATE of a broken length (§6.9)');
    const increment = uint31At(bytes, start);
    const flood = this.spend(this.guard.windowUpdates);
    if (flood !== null) return flood;
    if (id === 0) return this.widen(increment);
    const stream = this.streams.table.get(id);
    if (stream !== undefined) return this.widenStream(stream, increment);
    return this.streams.table.past(id) === 'idle' ? protocol('WINDOW_UPDATE on an idle stream (§5.1)') : null;
  }

  private widen(increment: number): Trouble | null {
    if (increment === 0) return protocol('a WINDOW_UPDATE of nothing (§6.9)');
    return this.streams.sender.widen(increment) ? null : WINDOW_TOO_LARGE;
  }

  private widenStream(stream: Stream, increment: number): Trouble | null {
    if (increment === 0) this.streams.reset(stream, protocol('a WINDOW_UPDATE of nothing (§6.9)'));
    else if (!this.streams.sender.widenStream(stream, increment))
      this.streams.reset(stream, WINDOW_TOO_LARGE);
    return null;
  }

  /** The connection's window is given back as it is used: what may be held is bounded elsewhere (UNREAD_BYTES_MAX). */
  private countReceived(bytes: number): boolean {
    this.receiveWindow -= bytes;
    this.uncreditedBytes += bytes;
    if (this.receiveWindow < 0) return false;
    if (this.uncreditedBytes >= CONNECTION_WINDOW_BYTES / 2) {
      this.writer.windowUpdate(0, this.uncreditedBytes);
      this.receiveWindow += this.uncreditedBytes;
      this.uncreditedBytes = 0;
    }
    return true;
  }

  private spend(budget: Budget): Trouble | null {
    return budget.spend(this.streams.nowMs) ? null : tooMany(budget);
  }
}

function faultOfData(stream: Stream, bytes: number, padding: number, isLast: boolean): Trouble | null {
  if (stream.remoteClosed) return streamClosed('DATA after the end of the request (§5.1)');
  stream.receiveWindow -= bytes;
  if (stream.receiveWindow < 0) {
    return {
      code: ERROR.FLOW_CONTROL_ERROR,
      cause: 'flow-control',
      reason: 'more DATA than the window (§6.9)',
    };
  }
  if (stream.contentLeft === null) return null;
  stream.contentLeft -= bytes - padding;
  if (stream.contentLeft < 0 || (isLast && stream.contentLeft > 0)) {
    return malformed('content of another length than announced (§8.1.1)');
  }
  return null;
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

/** §10.5.1. */
const HEADERS_TOO_LARGE: Trouble = {
  code: ERROR.ENHANCE_YOUR_CALM,
  cause: 'headers-too-large',
  reason: `headers of more than ${HEADER_LIST_BYTES_MAX} bytes`,
};

const BLOCK_TOO_LONG: Trouble = {
  code: ERROR.ENHANCE_YOUR_CALM,
  cause: 'header-block-too-long',
  reason: 'a header block of too many bytes or frames',
};

const TOO_MUCH_UNREAD: Trouble = {
  code: ERROR.ENHANCE_YOUR_CALM,
  cause: 'too-much-unread',
  reason: 'too many unfinished requests on one connection',
};

const problem =
  (code: ErrorCode, cause: Cause) =>
  (reason: string): Trouble => ({ code, cause, reason });

const protocol = problem(ERROR.PROTOCOL_ERROR, 'protocol');
const malformed = problem(ERROR.PROTOCOL_ERROR, 'malformed-request');
const frameSize = problem(ERROR.FRAME_SIZE_ERROR, 'frame-size');
const streamClosed = problem(ERROR.STREAM_CLOSED, 'stream-closed');

const tooMany = ({ cause }: Budget): Trouble => ({
  code: ERROR.ENHANCE_YOUR_CALM,
  cause,
  reason: cause.replaceAll('-', ' '),
});
