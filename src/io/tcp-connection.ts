/**
 * One peer connection over a socket, dialled or accepted.
 *
 * T1. The owner hears `onClose` exactly once, also after its own `close`, and nothing after it; no event runs inside a
 *     call of the owner.
 * T2. Frames sent in one turn leave in one write to the system.
 * T3. More than `SEND_QUEUE_BYTES_MAX` is never held for a peer that does not take it.
 * T4. A link that has said nothing for `idleTimeoutMs` is closed. Both sides speak at least every `keepAliveMs`, so
 *     silence means that the peer, its machine or the way to it is gone: TCP alone would notice after many minutes.
 *     Silence is counted in sweeps, not by the clock: after a stall of this process the first sweep comes before what
 *     the peer said meanwhile has been read.
 */
import type { Socket } from 'node:net';
import { assert } from '../core/base/assert.ts';
import type { Clock, Timer } from '../ports/clock.ts';
import {
  FRAME_BYTES_MAX,
  SEND_QUEUE_BYTES_MAX,
  type Connection,
  type ConnectionEvents,
} from '../ports/network.ts';
import { encodeFrames, encodeKeepAlive, FRAME_OVERHEAD_BYTES, FrameReader } from './stream-frame.ts';

export interface TcpTimings {
  readonly connectTimeoutMs: number;
  readonly keepAliveMs: number;
  readonly idleTimeoutMs: number;
  /** How long frames accepted before `close` may take to leave. */
  readonly closeGraceMs: number;
}

/** Idle is three missed keep-alives and some, and still shorter than a failover takes to be noticed by hand. */
export const TCP_TIMINGS: TcpTimings = {
  connectTimeoutMs: 3_000,
  keepAliveMs: 1_000,
  idleTimeoutMs: 4_000,
  closeGraceMs: 1_000,
};

export interface TcpConnectionOptions {
  readonly socket: Socket;
  /** Dialled ones open later; accepted ones are open already. */
  readonly dialled: boolean;
  readonly address: string;
  readonly clock: Clock;
  readonly timings: TcpTimings;
  readonly onEnd: (connection: TcpConnection) => void;
}

type Phase = 'connecting' | 'open' | 'closing' | 'closed';

const RELAXED_TIMES = 10;
const KEEP_ALIVE = encodeKeepAlive();

export class TcpConnection implements Connection {
  readonly address: string;
  readonly #socket: Socket;
  readonly #clock: Clock;
  readonly #timings: TcpTimings;
  readonly #onEnd: (connection: TcpConnection) => void;
  readonly #reader = new FrameReader();
  #phase: Phase;
  #events: ConnectionEvents | null = null;
  /** The first cause; what follows from it (a reset after our own end) is not news. */
  #reason: string | null = null;
  #gathered: Uint8Array[] = [];
  #gatheredBytes = 0;
  #flushPlanned = false;
  #silentSweeps = 0;
  /** How many times as slow it is kept alive, and silence noticed (T4). */
  #ease = 1;
  #spokeMs: number;
  /** The connect timeout, later the grace of closing. */
  #deadline: Timer | null = null;

  constructor({ socket, dialled, address, clock, timings, onEnd }: TcpConnectionOptions) {
    this.address = address;
    this.#socket = socket;
    this.#clock = clock;
    this.#timings = timings;
    this.#onEnd = onEnd;
    this.#spokeMs = clock.monotonicMs();
    this.#phase = dialled ? 'connecting' : 'open';
    if (dialled) this.#awaitOpen();
    socket.setNoDelay(true);
    socket.on('data', (chunk: Uint8Array) => this.#receive(chunk));
    socket.on('end', () => this.#note('the other side closed the connection'));
    socket.on('error', (error) => this.#note(error.message));
    socket.on('close', () => this.#finish());
  }

  handle(events: ConnectionEvents): void {
    assert(this.#events === null, () => `connection to ${this.address} has an owner already`);
    this.#events = events;
  }

  send(frame: Uint8Array): boolean {
    assert(
      frame.length <= FRAME_BYTES_MAX,
      () => `a frame of ${frame.length} bytes is larger than any peer takes`,
    );
    if (this.#phase !== 'connecting' && this.#phase !== 'open') return false;
    if (this.queuedBytes() + frame.length + FRAME_OVERHEAD_BYTES > SEND_QUEUE_BYTES_MAX) return false;
    this.#gathered.push(frame);
    this.#gatheredBytes += frame.length + FRAME_OVERHEAD_BYTES;
    this.#planFlush();
    return true;
  }

  queuedBytes(): number {
    return this.#gatheredBytes + this.#socket.writableLength;
  }

  relax(): void {
    this.#ease = RELAXED_TIMES;
  }

  close(): void {
    if (this.#phase === 'closing' || this.#phase === 'closed') return;
    const opened = this.#phase === 'open';
    this.#note('closed by this side');
    if (!opened) {
      this.#socket.destroy();
      return;
    }
    this.#write();
    this.#phase = 'closing';
    this.#socket.end();
    this.#deadline = this.#clock.after(this.#timings.closeGraceMs, () => this.#socket.destroy());
  }

  /** Ends it with a cause; what is queued is not sent. */
  abort(reason: string): void {
    this.#note(reason);
    this.#socket.destroy();
  }

  /** The network's sweep, every `keepAliveMs`: speaks if nothing was said since the last, and notices silence (T4). */
  tend(): void {
    if (this.#phase !== 'open') return;
    const keepAliveMs = this.#timings.keepAliveMs;
    const idleTimeoutMs = this.#timings.idleTimeoutMs * this.#ease;
    this.#silentSweeps += 1;
    if (this.#silentSweeps * keepAliveMs > idleTimeoutMs) {
      this.abort(`no word for ${idleTimeoutMs} ms: the peer, its machine or the network is down`);
      return;
    }
    const now = this.#clock.monotonicMs();
    if (now - this.#spokeMs < keepAliveMs * this.#ease || this.queuedBytes() > 0) return;
    this.#spokeMs = now;
    this.#socket.write(KEEP_ALIVE);
  }

  #awaitOpen(): void {
    const { connectTimeoutMs } = this.#timings;
    const timer = this.#clock.after(connectTimeoutMs, () =>
      this.abort(`no answer within ${connectTimeoutMs} ms`),
    );
    this.#deadline = timer;
    this.#socket.once('connect', () => {
      timer.cancel();
      if (this.#phase === 'connecting') this.#open();
    });
  }

  #open(): void {
    this.#phase = 'open';
    this.#spokeMs = this.#clock.monotonicMs();
    this.#owner().onOpen();
    this.#planFlush();
  }

  #receive(chunk: Uint8Array): void {
    if (this.#phase !== 'open') return;
    this.#silentSweeps = 0;
    const problem = this.#reader.push(chunk, (payload) => {
      this.#owner().onFrame(payload);
      return this.#phase === 'open';
    });
    if (problem !== null) this.abort(problem);
  }

  #planFlush(): void {
    if (this.#flushPlanned || this.#phase !== 'open') return;
    this.#flushPlanned = true;
    this.#clock.atTurnEnd(this.#flush);
  }

  readonly #flush = (): void => {
    this.#flushPlanned = false;
    if (this.#phase === 'open') this.#write();
  };

  #write(): void {
    if (this.#gathered.length === 0) return;
    const buffers = encodeFrames(this.#gathered);
    this.#gathered = [];
    this.#gatheredBytes = 0;
    this.#spokeMs = this.#clock.monotonicMs();
    this.#socket.cork();
    const last = buffers.length - 1;
    buffers.forEach((buffer, i) => {
      if (i < last) this.#socket.write(buffer);
      else this.#socket.write(buffer, this.#written);
    });
    this.#socket.uncork();
  }

  readonly #written = (): void => {
    if (this.#phase === 'open' && this.queuedBytes() === 0) this.#owner().onDrain();
  };

  #note(reason: string): void {
    this.#reason ??= reason;
    if (this.#phase === 'connecting') this.#phase = 'closing';
  }

  #finish(): void {
    this.#phase = 'closed';
    this.#deadline?.cancel();
    this.#gathered = [];
    this.#gatheredBytes = 0;
    this.#onEnd(this);
    // An owner that turned the connection away at once has set no events.
    this.#events?.onClose(`${this.address}: ${this.#reason ?? 'the connection ended'}`);
  }

  #owner(): ConnectionEvents {
    assert(this.#events !== null, () => `connection to ${this.address} was handed out and nobody took it`);
    return this.#events;
  }
}
