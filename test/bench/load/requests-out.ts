/**
 * Messages on their way to a server, within what its windows let through (RFC 9113 §5.2). What may not be sent yet waits, in
 * the order of its stream.
 */
import { ownBytes } from '../../../src/core/base/bytes.ts';
import { FLAG, FRAME, FRAME_BYTES_DEFAULT, WINDOW_DEFAULT } from '../../../src/rpc/http2/constants.ts';
import type { Outbox } from './outbox.ts';

export interface OutStream {
  readonly id: number;
  window: number;
  readonly waiting: { message: Uint8Array; last: boolean }[];
}

export class RequestsOut {
  readonly #out: Outbox;
  #window = WINDOW_DEFAULT;
  #streamWindow = WINDOW_DEFAULT;
  readonly #blocked = new Set<OutStream>();

  constructor(out: Outbox) {
    this.#out = out;
  }

  stream(id: number): OutStream {
    return { id, window: this.#streamWindow, waiting: [] };
  }

  /** `message` is free again when this returns. */
  send(stream: OutStream, message: Uint8Array, last: boolean): void {
    if (stream.waiting.length > 0 || !this.#maySend(stream, message)) {
      stream.waiting.push({ message: ownBytes(message), last });
      this.#blocked.add(stream);
    } else this.#sendNow(stream, message, last);
  }

  widen(stream: OutStream | null, bytes: number): void {
    if (stream === null) this.#window += bytes;
    else stream.window += bytes;
    if (this.#blocked.size > 0) this.#sendBlocked();
  }

  /** The server says anew how wide the window of a stream begins (RFC 9113 §6.9.2). */
  startAt(window: number, streams: Iterable<OutStream>): void {
    for (const stream of streams) stream.window += window - this.#streamWindow;
    this.#streamWindow = window;
    this.#sendBlocked();
  }

  forget(stream: OutStream): void {
    this.#blocked.delete(stream);
  }

  /** Messages here are smaller than any window, so each goes whole. */
  #maySend(stream: OutStream, { length }: Uint8Array): boolean {
    return length <= this.#window && length <= stream.window;
  }

  #sendNow(stream: OutStream, message: Uint8Array, last: boolean): void {
    this.#window -= message.length;
    stream.window -= message.length;
    let from = 0;
    for (; message.length - from > FRAME_BYTES_DEFAULT; from += FRAME_BYTES_DEFAULT) {
      this.#out.frame(FRAME.DATA, 0, stream.id, message.subarray(from, from + FRAME_BYTES_DEFAULT));
    }
    this.#out.frame(FRAME.DATA, last ? FLAG.END_STREAM : 0, stream.id, message.subarray(from));
  }

  #sendBlocked(): void {
    for (const stream of this.#blocked) {
      for (let next = stream.waiting[0]; next !== undefined; next = stream.waiting[0]) {
        if (!this.#maySend(stream, next.message)) break;
        stream.waiting.shift();
        this.#sendNow(stream, next.message, next.last);
      }
      if (stream.waiting.length === 0) this.#blocked.delete(stream);
    }
  }
}
