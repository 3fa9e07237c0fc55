/**
 * The handler table on HTTP/2 of our own (src/rpc): sockets on one side of its machine, handlers on the other.
 *
 * B1. Whatever a turn of the loop says on a connection leaves in one write at the end of the turn.
 * B2. A connection whose client does not take its answers is not read from.
 * B3. An exception, of a handler or of the machine, is a broken invariant and goes to `onFault`.
 * B4. One turn reads for so long and leaves the rest of a chunk for the next: a chunk of 64 KiB may hold more than a thousand
 *     requests, and everybody else's waited for all of them (10,000 watchers that come back, while code is not compiled).
 */
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { BufferPool } from '../rpc/http2/buffer-pool.ts';
import { CauseCounts, describeTrouble } from '../rpc/http2/causes.ts';
import { Connection } from '../rpc/http2/connection.ts';
import { HeldBytes } from '../rpc/http2/held.ts';
import { TIMINGS } from '../rpc/http2/limits.ts';
import type { Timings } from '../rpc/http2/limits.ts';
import { openingsOf } from '../rpc/grpc/service.ts';
import type { Method as RpcMethod, Service } from '../rpc/grpc/service.ts';
import type { Peer } from '../rpc/grpc/head.ts';
import type { Inbound } from '../rpc/grpc/stream-call.ts';
import { assertNever } from '../core/base/assert.ts';
import type { OnFault } from './fault.ts';
import { serveUrl } from './http/types.ts';
import type { HttpHandler } from './http/types.ts';
import { MAX_RECEIVE_BYTES } from './limits.ts';
import type { Method, Surface } from './surface.ts';
import type { Http2Side } from './transport.ts';

/**
 * B4: about what one turn spends on input, and how many frames of a connection are read whatever the time. These are more than
 * a hundred requests: on a busy machine the time is soon over, and smaller batches would be dearer for everybody.
 */
const INPUT_MS_A_TURN = 4;
const FRAMES_A_SLICE = 256;

/**
 * For the last bytes to leave and the client to close its side, and how much it may still say meanwhile: a client that does not
 * stop would have a fresh buffer made for each piece that is then forgotten.
 */
const LINGER_MS = 1_000;
const LINGER_BYTES_MAX = 1024 * 1024;
/** What Node's timers take. */
const TIMER_MS_MAX = 0x7fff_ffff;

export interface RpcOptions {
  readonly surface: Surface;
  /** For requests that are no calls. */
  readonly http: HttpHandler;
  readonly onFault: OnFault;
  /** For the log: connections that were ended for what their client did. */
  readonly onTrouble: (message: string) => void;
  /** B1: when that is (ports/clock.ts); what a member answers at the end of a turn is to leave in the same ending. */
  readonly atTurnEnd: (task: () => void) => void;
  readonly timings?: Timings;
  /** What clients were cut off for. */
  readonly counts?: CauseCounts;
}

export class RpcSide implements Http2Side {
  readonly counts: CauseCounts;
  readonly pool = new BufferPool();
  readonly held = new HeldBytes();
  readonly service: Service;
  readonly timings: Timings;
  readonly onFault: OnFault;
  readonly onTrouble: (message: string) => void;
  private readonly atTurnEnd: (task: () => void) => void;
  private readonly connections = new Set<RpcSocket>();
  private waiting: RpcSocket[] = [];
  /** B4; `null`: nothing was read in this turn. */
  private inputUntilMs: number | null = null;

  constructor({ surface, http, onFault, onTrouble, atTurnEnd, timings = TIMINGS, counts }: RpcOptions) {
    this.atTurnEnd = atTurnEnd;
    this.counts = counts ?? new CauseCounts();
    this.timings = timings;
    this.onFault = onFault;
    this.onTrouble = onTrouble;
    this.service = serviceOf(surface, http, onFault, timings);
  }

  take(socket: Socket): void {
    this.connections.add(new RpcSocket(this, socket));
  }

  drain(): void {
    for (const connection of this.connections) connection.drain();
  }

  stop(): void {
    for (const connection of this.connections) connection.destroy();
  }

  forget(connection: RpcSocket): void {
    this.connections.delete(connection);
  }

  /** B1: those who speak in this turn are flushed together, after everything that is ready has been read. */
  flushLater(connection: RpcSocket): void {
    if (this.waiting.length === 0) this.atTurnEnd(this.flush);
    this.waiting.push(connection);
  }

  /** B4: until when this turn reads. */
  inputUntil(nowMs: number): number {
    if (this.inputUntilMs === null) {
      this.inputUntilMs = nowMs + INPUT_MS_A_TURN;
      this.atTurnEnd(this.endInput);
    }
    return this.inputUntilMs;
  }

  private readonly endInput = (): void => {
    this.inputUntilMs = null;
  };

  private readonly flush = (): void => {
    const connections = this.waiting;
    this.waiting = [];
    for (const connection of connections) connection.flush();
  };
}

class RpcSocket {
  private readonly side: RpcSide;
  private readonly socket: Socket;
  private readonly machine: Connection;
  private reading = true;
  /** B4: what is still to be read of a chunk. */
  private rest: Buffer | null = null;
  private readingOn = false;
  private ending = false;
  /** Came after the end. */
  private bytesForgotten = 0;
  private timer: NodeJS.Timeout | null = null;
  private timerMs = Infinity;

  constructor(side: RpcSide, socket: Socket) {
    this.side = side;
    this.socket = socket;
    const peer = peerOf(socket);
    this.machine = new Connection({
      ...{
        pool: side.pool,
        counts: side.counts,
        held: side.held,
        timings: side.timings,
        nowMs: performance.now(),
      },
      read: openingsOf(side.service, peer),
      onOutput: () => side.flushLater(this),
      onTrouble: (trouble) =>
        side.onTrouble(`client ${peer.address} was cut off: ${describeTrouble(trouble)}`),
    });
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => {
      if (this.ending) this.forgetInput(chunk);
      else this.guarded(() => this.read(chunk));
    });
    socket.on('error', () => undefined);
    socket.on('close', () => this.closed());
    this.settle();
    socket.resume();
  }

  drain(): void {
    this.guarded(() => this.machine.drain(performance.now()));
  }

  destroy(): void {
    this.socket.destroy();
  }

  flush(): void {
    this.guarded(() => {
      const bytes = this.machine.takeOutput(performance.now());
      if (bytes !== null) this.socket.write(bytes, () => this.written(bytes));
    });
  }

  /** B4. */
  private read(chunk: Buffer): void {
    let nowMs = performance.now();
    const untilMs = this.side.inputUntil(nowMs);
    let at = 0;
    do {
      at += this.machine.receive(at === 0 ? chunk : chunk.subarray(at), nowMs, FRAMES_A_SLICE);
      nowMs = performance.now();
    } while (at < chunk.length && nowMs < untilMs && this.machine.wantsInput);
    if (at < chunk.length) this.rest = chunk.subarray(at);
  }

  private forgetInput(chunk: Buffer): void {
    this.bytesForgotten += chunk.length;
    if (this.bytesForgotten > LINGER_BYTES_MAX) this.socket.destroy();
  }

  private readonly readOn = (): void => {
    const { rest } = this;
    this.readingOn = false;
    this.rest = null;
    if (rest !== null) this.guarded(() => this.read(rest));
  };

  private written(bytes: Uint8Array): void {
    this.guarded(() => this.machine.written(bytes, performance.now()));
  }

  private closed(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.ending = true;
    this.rest = null;
    this.side.forget(this);
    this.guarded(() => this.machine.lost());
  }

  /** B3. */
  private guarded(work: () => void): void {
    try {
      work();
    } catch (fault) {
      this.side.onFault(fault);
    }
    this.settle();
  }

  /** After every input: what the machine wants of the socket and of time. */
  private settle(): void {
    if (this.ending) return;
    if (this.machine.isOver) this.end();
    else {
      this.regulate();
      this.arm(this.machine.wakeAtMs);
    }
  }

  /** B2, B4. */
  private regulate(): void {
    const { wantsInput } = this.machine;
    if (wantsInput && this.rest !== null && !this.readingOn) {
      this.readingOn = true;
      setImmediate(this.readOn);
    }
    const reads = wantsInput && this.rest === null;
    if (reads === this.reading) return;
    this.reading = reads;
    if (reads) this.socket.resume();
    else this.socket.pause();
  }

  /** A timer that comes too early costs less than setting it anew for every call. */
  private arm(wakeAtMs: number): void {
    if (wakeAtMs >= this.timerMs) return;
    if (this.timer !== null) clearTimeout(this.timer);
    this.timerMs = wakeAtMs;
    const delayMs = Math.min(Math.max(Math.ceil(wakeAtMs - performance.now()), 1), TIMER_MS_MAX);
    this.timer = setTimeout(this.tick, delayMs);
  }

  private readonly tick = (): void => {
    this.timer = null;
    this.timerMs = Infinity;
    this.guarded(() => this.machine.tick(performance.now()));
  };

  /** What is left to say leaves with the end; what still comes, within bounds, is read and forgotten, or the end would not arrive. */
  private end(): void {
    this.ending = true;
    this.rest = null;
    if (this.timer !== null) clearTimeout(this.timer);
    const bytes = this.machine.takeOutput(performance.now());
    if (bytes !== null) this.socket.write(bytes);
    this.socket.end();
    this.socket.resume();
    this.timer = setTimeout(() => this.socket.destroy(), LINGER_MS);
  }
}

function peerOf(socket: Socket): Peer {
  const host = socket.remoteAddress ?? '';
  const address = `${host.includes(':') ? `[${host}]` : host}:${socket.remotePort ?? 0}`;
  return { address, certificateName: certificateNameOf(socket) };
}

function certificateNameOf(socket: Socket): string | null {
  if (!(socket instanceof TLSSocket) || !socket.authorized) return null;
  // Without a certificate of the client this is an empty object.
  const { subject } = socket.getPeerCertificate() as { subject?: { CN?: string } };
  return subject?.CN ?? null;
}

function serviceOf(
  surface: Surface,
  http: HttpHandler,
  onFault: OnFault,
  { requestMs, outputStallMs }: Timings,
): Service {
  const methods = new Map<string, RpcMethod>();
  for (const [path, method] of surface.methods) methods.set(path, guardedMethod(method, onFault));
  const guarded = guardedBy(onFault);
  return {
    methods,
    plain: ({ method, path }, respond) => guarded(() => serveUrl(http, method, path, respond)),
    bounds: { messageBytesMax: MAX_RECEIVE_BYTES, requestMs, stallMs: outputStallMs },
  };
}

/** B3. A handler that fails must not take the machine with it while that is in the middle of a chunk. */
function guardedBy(onFault: OnFault): (work: () => void) => void {
  return (work) => {
    try {
      work();
    } catch (fault) {
      onFault(fault);
    }
  };
}

function guardedMethod(method: Method, onFault: OnFault): RpcMethod {
  const guarded = guardedBy(onFault);
  switch (method.kind) {
    case 'unary':
      return { kind: 'unary', serve: (call, bytes) => guarded(() => method.serve(call, bytes)) };
    case 'server-stream':
      return { kind: 'server-stream', serve: (call, bytes) => guarded(() => method.serve(call, bytes)) };
    case 'bidi':
      return { kind: 'bidi', open: (call) => guardedInbound(guarded, () => method.open(call)) };
    default:
      return assertNever(method);
  }
}

function guardedInbound(guarded: (work: () => void) => void, open: () => Inbound): Inbound {
  let inbound: Inbound | null = null;
  guarded(() => (inbound = open()));
  const opened = (): Inbound | null => inbound;
  return {
    message: (bytes) => guarded(() => opened()?.message(bytes)),
    halfClose: () => guarded(() => opened()?.halfClose()),
  };
}
