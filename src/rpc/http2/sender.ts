/**
 * What goes out: flow control (RFC 9113 §5.2), and fairness between streams.
 *
 * F1. DATA is sent only within the windows of its stream and of the connection; everything else is not counted.
 * F2. A stream is in `ready` exactly when it has something queued and its own window lets some of it out.
 * F3. Ready streams take turns, a frame each, while the connection's window and the output have room.
 * F4. Trailers leave when all data before them has.
 * F5. Who was told to hold back hears when it may go on, whatever it wrote meanwhile: `heldBack` ends with the queue.
 */
import { ENVELOPE_BYTES } from './frame-writer.ts';
import type { FrameWriter } from './frame-writer.ts';
import { FLAG, FRAME, FRAME_BYTES_DEFAULT, WINDOW_DEFAULT, WINDOW_MOST } from './constants.ts';
import { OUTPUT_BYTES_MAX, STREAM_QUEUE_BYTES_HIGH } from './limits.ts';
import type { Stream } from './stream.ts';

/** The end as an empty frame of DATA. */
const NO_TRAILERS = new Uint8Array(0);

export interface SenderEvents {
  /** Our side of the stream has ended with its trailers. */
  ended(stream: Stream): void;
  /** A frame of data was sent. */
  sentData(): void;
}

export class Sender {
  frameBytesMax = FRAME_BYTES_DEFAULT;
  /** Of all streams: answers that wait for windows or for the socket. */
  queuedBytes = 0;
  /** With the socket, not yet taken by the system. */
  inFlightBytes = 0;
  private window = WINDOW_DEFAULT;
  private readonly writer: FrameWriter;
  private readonly events: SenderEvents;
  private readonly ready = new Set<Stream>();

  constructor(writer: FrameWriter, events: SenderEvents) {
    this.writer = writer;
    this.events = events;
  }

  get outputIsFull(): boolean {
    return this.writer.waitingBytes + this.inFlightBytes >= OUTPUT_BYTES_MAX;
  }

  headers(stream: Stream, block: Uint8Array, endStream: boolean): void {
    stream.answered = true;
    this.writer.headers(stream.id, block, endStream);
    if (endStream) this.end(stream);
  }

  /** In gRPC's envelope. Whether the user may go on writing; every message is taken. */
  message(stream: Stream, message: Uint8Array): boolean {
    if (stream.queue.length === 0 && this.sendWhole(stream, message)) return true;
    stream.queue.push(message);
    stream.queuedBytes += ENVELOPE_BYTES + message.length;
    this.queuedBytes += ENVELOPE_BYTES + message.length;
    this.writer.expect(Math.min(stream.queuedBytes, stream.sendWindow, this.window, OUTPUT_BYTES_MAX));
    this.makeReady(stream);
    this.pump();
    if (stream.queuedBytes >= STREAM_QUEUE_BYTES_HIGH) stream.heldBack = true;
    return !stream.heldBack;
  }

  trailers(stream: Stream, block: Uint8Array): void {
    if (stream.queue.length === 0) this.headers(stream, block, true);
    else stream.trailers = block;
  }

  /** To the queue it is a message of which the envelope has left already; what follows it is nothing but the end. */
  body(stream: Stream, bytes: Uint8Array): void {
    stream.queue.push(bytes);
    stream.sentOfFirst = ENVELOPE_BYTES;
    stream.queuedBytes += bytes.length;
    this.queuedBytes += bytes.length;
    stream.trailers = NO_TRAILERS;
    this.makeReady(stream);
    this.pump();
  }

  /** The stream is over: nothing of it is sent any more. */
  drop(stream: Stream): void {
    this.ready.delete(stream);
    this.queuedBytes -= stream.dropQueue();
  }

  /** §6.9. Whether the window is still a window. */
  widen(increment: number): boolean {
    this.window += increment;
    if (this.window > WINDOW_MOST) return false;
    this.pump();
    return true;
  }

  widenStream(stream: Stream, increment: number): boolean {
    stream.sendWindow += increment;
    if (stream.sendWindow > WINDOW_MOST) return false;
    this.makeReady(stream);
    this.pump();
    return true;
  }

  /** F3. Also called when the socket has taken output. */
  pump(): void {
    for (const stream of this.ready) {
      if (this.window <= 0 || this.outputIsFull) return;
      this.ready.delete(stream);
      this.sendPart(stream);
      this.makeReady(stream);
    }
  }

  private makeReady(stream: Stream): void {
    if (stream.queue.length > 0 && stream.sendWindow > 0) this.ready.add(stream);
    else this.ready.delete(stream);
  }

  private sendWhole(stream: Stream, message: Uint8Array): boolean {
    const bytes = ENVELOPE_BYTES + message.length;
    if (bytes > stream.sendWindow || bytes > this.window || bytes > this.frameBytesMax) return false;
    if (this.outputIsFull) return false;
    this.writer.envelopePart(stream.id, message, 0, bytes);
    this.count(stream, bytes);
    return true;
  }

  private sendPart(stream: Stream): void {
    const [first] = stream.queue;
    if (first === undefined) return;
    const from = stream.sentOfFirst;
    const rest = ENVELOPE_BYTES + first.length - from;
    const bytes = Math.min(rest, stream.sendWindow, this.window, this.frameBytesMax);
    this.writer.envelopePart(stream.id, first, from, from + bytes);
    this.count(stream, bytes);
    stream.queuedBytes -= bytes;
    this.queuedBytes -= bytes;
    stream.sentOfFirst = bytes === rest ? 0 : from + bytes;
    if (bytes === rest) stream.queue.shift();
    if (stream.queue.length === 0) this.queueSent(stream);
  }

  /** F4. */
  private queueSent(stream: Stream): void {
    const { trailers } = stream;
    stream.sent();
    if (trailers === NO_TRAILERS) {
      this.writer.frame(FRAME.DATA, FLAG.END_STREAM, stream.id, NO_TRAILERS);
      this.end(stream);
    } else if (trailers !== null) this.headers(stream, trailers, true);
    else if (stream.heldBack) {
      stream.heldBack = false;
      stream.user.writable();
    }
  }

  private count(stream: Stream, bytes: number): void {
    stream.sendWindow -= bytes;
    this.window -= bytes;
    this.events.sentData();
  }

  private end(stream: Stream): void {
    stream.localClosed = true;
    this.events.ended(stream);
  }
}
