/**
 * DATA (RFC 9113 §6.1) and the windows it counts against.
 *
 * D1. The connection's window is given back as it is used, whatever becomes of the stream: what may be held unread is
 *     bounded elsewhere (UNREAD_BYTES_MAX, held.ts).
 */
import type { Trouble } from './causes.ts';
import { FLAG, WINDOW_DEFAULT } from './constants.ts';
import type { FloodGuard } from './flood-guard.ts';
import type { FrameWriter } from './frame-writer.ts';
import { CONNECTION_WINDOW_BYTES } from './limits.ts';
import type { Stream } from './stream.ts';
import type { Streams } from './streams.ts';
import { malformed, protocol, spend, streamClosed, TOO_MUCH_UNREAD, WINDOW_OVERRUN } from './troubles.ts';

export class DataFrames {
  private readonly streams: Streams;
  private readonly writer: FrameWriter;
  private readonly guard: FloodGuard;
  private receiveWindow = WINDOW_DEFAULT;
  private uncreditedBytes = 0;

  constructor(streams: Streams, writer: FrameWriter, guard: FloodGuard) {
    this.streams = streams;
    this.writer = writer;
    this.guard = guard;
  }

  /** §6.9.2: the connection's window is not a setting; it is widened by WINDOW_UPDATE. */
  openWindow(): void {
    this.writer.windowUpdate(0, CONNECTION_WINDOW_BYTES - this.receiveWindow);
    this.receiveWindow = CONNECTION_WINDOW_BYTES;
  }

  frame(flags: number, id: number, bytes: Uint8Array, start: number, end: number): Trouble | null {
    if (id === 0) return protocol('DATA on stream 0 (§6.1)');
    if (!this.countReceived(end - start)) return WINDOW_OVERRUN;
    const padding = (flags & FLAG.PADDED) === 0 ? 0 : 1 + (bytes[start] ?? 0);
    if (padding > end - start) return protocol('DATA with more padding than payload (§6.1)');
    const stream = this.streams.table.get(id);
    if (stream === undefined) return this.stray(id);
    const isLast = (flags & FLAG.END_STREAM) !== 0;
    const trouble = faultOfData(stream, end - start, padding, isLast);
    if (trouble !== null) {
      this.streams.reset(stream, trouble);
      return null;
    }
    if (padding === 0) return this.take(stream, isLast, bytes, start, end);
    // The length of the padding stands before the content, the padding itself behind it.
    this.streams.credit(stream, padding);
    return this.take(stream, isLast, bytes, start + 1, end - padding + 1);
  }

  private take(
    stream: Stream,
    isLast: boolean,
    bytes: Uint8Array,
    start: number,
    end: number,
  ): Trouble | null {
    if (start === end && !isLast) return spend(this.guard.emptyData, this.streams.nowMs);
    // Before the content is looked at: whoever answers it at once need not tell the client to stop.
    if (isLast) stream.remoteClosed = true;
    if (start < end) stream.user.data(bytes, start, end);
    if (isLast) stream.user.requestEnd();
    if (stream.unreadBytes > 0 && !this.streams.hasRoom) this.streams.reset(stream, TOO_MUCH_UNREAD);
    return null;
  }

  /** §5.1: DATA on a stream that is closed counts for the connection's window, which it has by now. */
  private stray(id: number): Trouble | null {
    switch (this.streams.table.past(id)) {
      case 'idle':
        return protocol('DATA on an idle stream (§5.1)');
      case 'reset-by-us':
        return spend(this.guard.ignored, this.streams.nowMs);
      case 'closed':
      case 'forgotten':
        this.streams.refuse(id, streamClosed('DATA on a closed stream (§5.1)'));
        return null;
    }
  }

  /** D1. */
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
}

function faultOfData(stream: Stream, bytes: number, padding: number, isLast: boolean): Trouble | null {
  if (stream.remoteClosed) return streamClosed('DATA after the end of the request (§5.1)');
  stream.receiveWindow -= bytes;
  if (stream.receiveWindow < 0) return WINDOW_OVERRUN;
  if (stream.contentLeft === null) return null;
  stream.contentLeft -= bytes - padding;
  if (stream.contentLeft < 0 || (isLast && stream.contentLeft > 0)) {
    return malformed('content of another length than announced (§8.1.1)');
  }
  return null;
}
