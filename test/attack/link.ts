/** One hostile connection: what it sends is up to the attack; what it is told is read only to know when it is over. */
import { connect, type Socket } from 'node:net';
import { describeError, FLAG, FRAME, SETTING } from '../../src/rpc/http2/constants.ts';
import type { Target } from '../bench/load/connection.ts';
import { frame, preface, settings } from '../rpc/support/frames.ts';

/** How a connection ended: by a GOAWAY of this name, or closed without one. */
export type End = string;
export const CLOSED: End = 'closed';

export interface LinkEvents {
  /** It can be spoken on. */
  ready(link: Link): void;
  /** Output was taken, more may be sent. */
  drained(link: Link): void;
  /** Ended by the other side, so long after it was ready. */
  ended(link: Link, how: End, afterMs: number): void;
  reset?(code: string): void;
}

export interface Greeting {
  /** The first setting of a window, if any. */
  readonly window?: number;
  /** Nothing of HTTP/2 is said by itself. */
  readonly mute?: boolean;
  /** What is sent to it is not read. */
  readonly deaf?: boolean;
}

export class Link {
  /** How often it went on already. */
  rounds = 0;
  isOver = false;
  private nextId = 1;
  private readonly socket: Socket;
  private readonly events: LinkEvents;
  private readonly beganMs = performance.now();
  private goAway: End | null = null;
  private unread: Buffer = Buffer.alloc(0);

  constructor({ host, port }: Target, greeting: Greeting, events: LinkEvents) {
    this.events = events;
    this.socket = connect({ host, port, noDelay: true }, () => {
      if (greeting.mute !== true) this.send(greetingBytes(greeting));
      events.ready(this);
    });
    if (greeting.deaf === true) this.socket.pause();
    else this.socket.on('data', (chunk: Buffer) => this.read(chunk));
    this.socket.on('drain', () => events.drained(this));
    this.socket.on('error', () => undefined);
    this.socket.on('close', () => this.closed());
  }

  /** False: wait for `drained`. */
  send(bytes: Uint8Array): boolean {
    return !this.isOver && this.socket.write(bytes);
  }

  /** The attack is over. */
  leave(): void {
    this.isOver = true;
    this.socket.destroy();
  }

  /** Of all its streams so far. */
  get ids(): number[] {
    return Array.from({ length: this.nextId >> 1 }, (_, nth) => 2 * nth + 1);
  }

  /** Identifiers of a client's streams are odd and only rise. */
  takeId(): number {
    const id = this.nextId;
    this.nextId += 2;
    return id;
  }

  private closed(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.events.ended(this, this.goAway ?? CLOSED, performance.now() - this.beganMs);
  }

  private read(chunk: Buffer): void {
    const bytes = this.unread.length === 0 ? chunk : Buffer.concat([this.unread, chunk]);
    let at = 0;
    while (bytes.length - at >= 9) {
      const end = at + 9 + bytes.readUIntBE(at, 3);
      if (end > bytes.length) break;
      this.hear(bytes.readUInt8(at + 3), bytes.subarray(at + 9, end));
      at = end;
    }
    this.unread = Buffer.from(bytes.subarray(at));
  }

  private hear(type: number, payload: Buffer): void {
    if (type === FRAME.RST_STREAM) this.events.reset?.(describeError(payload.readUInt32BE()));
    if (type === FRAME.GOAWAY) this.goAway = describeError(payload.readUInt32BE(4));
  }
}

function greetingBytes({ window }: Greeting): Buffer {
  const first = window === undefined ? settings() : settings([SETTING.INITIAL_WINDOW_SIZE, window]);
  return Buffer.concat([preface, first, frame(FRAME.SETTINGS, FLAG.ACK, 0)]);
}
