/** The short frames about one stream: PRIORITY, RST_STREAM and WINDOW_UPDATE (RFC 9113 §6.3, §6.4, §6.9). */
import type { Trouble } from './causes.ts';
import type { FloodGuard } from './flood-guard.ts';
import { uint31At } from './frame-reader.ts';
import type { Stream } from './stream.ts';
import type { Streams } from './streams.ts';
import { frameSize, protocol, spend, WINDOW_TOO_LARGE } from './troubles.ts';

export class StreamFrames {
  private readonly streams: Streams;
  private readonly guard: FloodGuard;

  constructor(streams: Streams, guard: FloodGuard) {
    this.streams = streams;
    this.guard = guard;
  }

  /** §6.3; what it says is not used any more (§5.3.2). */
  priority(id: number, length: number): Trouble | null {
    if (id === 0) return protocol('PRIORITY on stream 0 (§6.3)');
    if (length === 5) return spend(this.guard.priorities, this.streams.nowMs);
    const trouble = frameSize('PRIORITY of a broken length (§6.3)');
    const stream = this.streams.table.get(id);
    if (stream === undefined) this.streams.refuse(id, trouble);
    else this.streams.reset(stream, trouble);
    return null;
  }

  /** §6.4. */
  reset(id: number, length: number): Trouble | null {
    if (id === 0) return protocol('RST_STREAM on stream 0 (§6.4)');
    if (length !== 4) return frameSize('RST_STREAM of a broken length (§6.4)');
    const stream = this.streams.table.get(id);
    if (stream !== undefined) return this.streams.resetByClient(stream);
    if (this.streams.table.past(id) === 'idle') return protocol('RST_STREAM on an idle stream (§6.4)');
    return spend(this.guard.ignored, this.streams.nowMs);
  }

  /** §6.9. */
  windowUpdate(id: number, bytes: Uint8Array, start: number, end: number): Trouble | null {
    if (end - start !== 4) return frameSize('WINDOW_UPDATE of a broken length (§6.9)');
    const increment = uint31At(bytes, start);
    const flood = spend(this.guard.windowUpdates, this.streams.nowMs);
    if (flood !== null) return flood;
    if (id === 0) return this.widen(increment);
    const stream = this.streams.table.get(id);
    if (stream !== undefined) return this.widenStream(stream, increment);
    return this.streams.table.past(id) === 'idle' ? protocol('WINDOW_UPDATE on an idle stream (§5.1)') : null;
  }

  private widen(increment: number): Trouble | null {
    if (increment === 0) return NO_INCREMENT;
    return this.streams.sender.widen(increment) ? null : WINDOW_TOO_LARGE;
  }

  private widenStream(stream: Stream, increment: number): null {
    if (increment === 0) this.streams.reset(stream, NO_INCREMENT);
    else if (!this.streams.sender.widenStream(stream, increment))
      this.streams.reset(stream, WINDOW_TOO_LARGE);
    return null;
  }
}

const NO_INCREMENT = protocol('a WINDOW_UPDATE of nothing (§6.9)');
