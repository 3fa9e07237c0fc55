/**
 * Frames of the client, each handed to what it is about and judged there by its section of RFC 9113 §6. A handler returns
 * what is wrong with the connection (§5.4.1), or `null`; stream errors (§5.4.2) end with their streams.
 */
import type { Trouble } from './causes.ts';
import { describeFrame, FLAG, FRAME } from './constants.ts';
import { DataFrames } from './data-frames.ts';
import type { Budget, FloodGuard } from './flood-guard.ts';
import type { FrameWriter } from './frame-writer.ts';
import { HeaderFrames } from './header-frames.ts';
import { StreamFrames } from './stream-frames.ts';
import type { ReadOpening, Streams } from './streams.ts';
import { frameSize, protocol, spend } from './troubles.ts';

/** Frames that are about the connection as a whole. */
export interface ConnectionFrames {
  /** The payload of SETTINGS, not an acknowledgement. */
  settings(bytes: Uint8Array, start: number, end: number): Trouble | null;
  /** Whether any were waited for. */
  settingsAcknowledged(): boolean;
  ping(opaque: Uint8Array): Trouble | null;
  pingAcknowledged(opaque: Uint8Array): void;
  /** Whether it is the first. */
  goAway(): boolean;
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

export class Inbound {
  private readonly streams: Streams;
  private readonly guard: FloodGuard;
  private readonly connection: ConnectionFrames;
  private readonly data: DataFrames;
  private readonly header: HeaderFrames;
  private readonly stream: StreamFrames;
  private settingsSeen = false;

  constructor({ streams, writer, guard, connection, read }: InboundParts) {
    this.streams = streams;
    this.guard = guard;
    this.connection = connection;
    this.data = new DataFrames(streams, writer, guard);
    this.header = new HeaderFrames(streams, guard, read, () => connection.lastStreamId);
    this.stream = new StreamFrames(streams, guard);
  }

  get isInsideBlock(): boolean {
    return this.header.isInsideBlock;
  }

  openWindow(): void {
    this.data.openWindow();
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
    if (this.isInsideBlock && type !== FRAME.CONTINUATION) {
      return protocol(`${describeFrame(type)} inside a header block (§4.3)`);
    }
    switch (type) {
      case FRAME.DATA:
        return this.data.frame(flags, id, bytes, start, end);
      case FRAME.HEADERS:
        return this.header.headers(flags, id, bytes, start, end);
      case FRAME.PRIORITY:
        return this.stream.priority(id, end - start);
      case FRAME.RST_STREAM:
        return this.stream.reset(id, end - start);
      case FRAME.SETTINGS:
        return this.settings(flags, id, bytes, start, end);
      case FRAME.PUSH_PROMISE:
        return protocol('a client that pushes (§8.4)');
      case FRAME.PING:
        return this.ping(flags, id, bytes, start, end);
      case FRAME.GOAWAY:
        return this.goAway(id, end - start);
      case FRAME.WINDOW_UPDATE:
        return this.stream.windowUpdate(id, bytes, start, end);
      case FRAME.CONTINUATION:
        return this.header.continuation(flags, id, bytes, start, end);
      default:
        // §5.5
        return this.spend(this.guard.ignored);
    }
  }

  /** §6.5. */
  private settings(flags: number, id: number, bytes: Uint8Array, start: number, end: number): Trouble | null {
    if (id !== 0) return protocol('SETTINGS on a stream (§6.5)');
    if ((flags & FLAG.ACK) !== 0) {
      if (start !== end) return frameSize('an acknowledgement of SETTINGS with content (§6.5)');
      return this.connection.settingsAcknowledged() ? null : this.spend(this.guard.ignored);
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
    return this.connection.goAway() ? null : this.spend(this.guard.ignored);
  }

  private spend(budget: Budget): Trouble | null {
    return spend(budget, this.streams.nowMs);
  }
}
