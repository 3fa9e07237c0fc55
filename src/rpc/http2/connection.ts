/**
 * The server's side of one HTTP/2 connection (RFC 9113) as a machine over bytes: `receive` takes what came, `takeOutput`
 * gives what must leave, time comes in as an argument. It calls nobody but the two events of its options and the users
 * of its streams.
 *
 * C1. After `isOver` nothing is read; what `takeOutput` still gives is to be sent before the socket is closed.
 * C2. While `wantsInput` is false its owner reads nothing: the client does not take what it is sent.
 * C3. `tick` is called at `wakeAtMs` or soon after it.
 * C4. A graceful end (§6.8): a GOAWAY that refuses nothing yet, then, when the client has surely seen it, one that names
 *     the last request taken; the end when that one and all before it are answered.
 */
import type { BufferPool } from './buffer-pool.ts';
import type { CauseCounts, Trouble } from './causes.ts';
import { ERROR, FLAG, FRAME_BYTES_DEFAULT, describeFrame, STREAM_ID_MOST } from './constants.ts';
import { FloodGuard } from './flood-guard.ts';
import type { HeldBytes } from './held.ts';
import { FrameReader } from './frame-reader.ts';
import { FrameWriter } from './frame-writer.ts';
import { Inbound } from './inbound.ts';
import type { ConnectionFrames } from './inbound.ts';
import type { Timings } from './limits.ts';
import { PingPolicy } from './ping-policy.ts';
import { defaultSettings, OWN_SETTINGS, readSettings } from './settings.ts';
import { Streams } from './streams.ts';
import type { ReadOpening } from './streams.ts';

export interface ConnectionOptions {
  readonly pool: BufferPool;
  readonly read: ReadOpening;
  readonly timings: Timings;
  readonly counts: CauseCounts;
  /** Of all connections. */
  readonly held: HeldBytes;
  readonly nowMs: number;
  /** Output waits to be taken at the end of the turn; told once until it is. */
  readonly onOutput: () => void;
  /** The connection ends, and not because somebody wished so. */
  readonly onTrouble: (trouble: Trouble) => void;
}

type Phase = 'open' | 'announced' | 'draining' | 'over';

/** Which acknowledgement is for which of our pings. */
const KEEP_ALIVE_PING = Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 1);
const DRAIN_PING = Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 2);

export class Connection {
  private readonly timings: Timings;
  private readonly options: ConnectionOptions;
  private readonly writer: FrameWriter;
  private readonly reader: FrameReader;
  private readonly pings: PingPolicy;
  private readonly streams: Streams;
  private readonly inbound: Inbound;
  private readonly peer = defaultSettings();
  private phase: Phase = 'open';
  private flushAsked = false;
  private clientLeaves = false;
  private goAwayId = STREAM_ID_MOST;
  private heldBytes = 0;

  // What time brings; `Infinity`: nothing.
  private settingsDueMs: number;
  private wholeDueMs = Infinity;
  private stallDueMs = Infinity;
  private ageDueMs: number;
  private drainDueMs = Infinity;

  constructor(options: ConnectionOptions) {
    const { pool, counts, held, timings, nowMs, read } = options;
    this.options = options;
    this.timings = timings;
    const onOutput = (): void => this.askForFlush();
    const writer = new FrameWriter(pool, onOutput);
    const guard = new FloodGuard(nowMs);
    this.pings = new PingPolicy(timings, nowMs);
    const onTrouble = (trouble: Trouble): void => this.fail(trouble);
    const onIdle = (): void => this.endIfIdle();
    this.streams = new Streams(
      { writer, guard, counts, held, pings: this.pings, onTrouble, onOutput, onIdle },
      this.peer.initialWindow,
      nowMs,
    );
    this.writer = writer;
    this.inbound = new Inbound({ streams: this.streams, writer, guard, read, connection: this.ownFrames() });
    this.reader = new FrameReader(
      {
        frame: (type, flags, id, bytes, start, end) => this.take(type, flags, id, bytes, start, end),
        badPreface: () => this.failWith(ERROR.PROTOCOL_ERROR, 'protocol', 'no HTTP/2 preface (§3.4)'),
        tooLong: (type, length) =>
          this.failWith(
            ERROR.FRAME_SIZE_ERROR,
            'frame-size',
            `${describeFrame(type)} of ${length} bytes (§4.2)`,
          ),
      },
      FRAME_BYTES_DEFAULT,
    );
    this.settingsDueMs = nowMs + timings.settingsMs;
    this.ageDueMs = nowMs + timings.ageMs;
    writer.settings(OWN_SETTINGS);
    this.inbound.openWindow();
  }

  get isOver(): boolean {
    return this.phase === 'over';
  }

  /** C2. */
  get wantsInput(): boolean {
    return this.phase !== 'over' && !this.streams.sender.outputIsFull;
  }

  get openStreams(): number {
    return this.streams.table.size;
  }

  /** Reads about so many frames of what came and returns how many bytes that was; the rest is to be given again. */
  receive(chunk: Uint8Array, nowMs: number, framesMax = Infinity): number {
    if (this.phase === 'over') return chunk.length;
    this.streams.nowMs = nowMs;
    this.pings.heard(nowMs);
    const framesBefore = this.reader.framesRead;
    const taken = this.reader.push(chunk, framesMax);
    this.expectWhole(this.reader.framesRead > framesBefore, nowMs);
    this.tellHeld();
    return taken;
  }

  /** C1. Its owner gives it back with `written`, when the system has taken it. */
  takeOutput(nowMs: number): Uint8Array | null {
    const { sender } = this.streams;
    this.streams.settle(nowMs);
    this.tellHeld();
    this.flushAsked = false;
    const bytes = this.writer.take();
    if (bytes === null) return null;
    if (sender.inFlightBytes === 0) this.stallDueMs = nowMs + this.timings.outputStallMs;
    sender.inFlightBytes += bytes.length;
    return bytes;
  }

  written(bytes: Uint8Array, nowMs: number): void {
    const { sender } = this.streams;
    sender.inFlightBytes -= bytes.length;
    this.writer.giveBack(bytes);
    this.stallDueMs = sender.inFlightBytes === 0 ? Infinity : nowMs + this.timings.outputStallMs;
    if (this.phase === 'over') return;
    this.streams.nowMs = nowMs;
    sender.pump();
    this.tellHeld();
  }

  get wakeAtMs(): number {
    if (this.phase === 'over') return Infinity;
    return Math.min(
      this.streams.nextDueMs,
      this.pings.wakeAtMs,
      this.settingsDueMs,
      this.wholeDueMs,
      this.stallDueMs,
      this.ageDueMs,
      this.drainDueMs,
    );
  }

  tick(nowMs: number): void {
    if (this.phase === 'over') return;
    this.streams.nowMs = nowMs;
    this.streams.onTime(nowMs);
    if (nowMs >= this.drainDueMs) this.refuseFurther();
    if (nowMs >= this.ageDueMs) this.retire(nowMs);
    if (nowMs >= this.settingsDueMs) {
      this.failWith(ERROR.SETTINGS_TIMEOUT, 'settings-timeout', 'SETTINGS were not acknowledged (§6.5.3)');
    }
    if (nowMs >= this.wholeDueMs) {
      this.failWith(ERROR.ENHANCE_YOUR_CALM, 'slow-request', 'a frame or header block was not whole in time');
    }
    if (nowMs >= this.stallDueMs) {
      this.failWith(ERROR.ENHANCE_YOUR_CALM, 'slow-reader', 'the client does not take its answers');
    }
    if (!this.isOver) this.askIfSilent(nowMs);
    this.tellHeld();
  }

  /** C4. */
  drain(nowMs: number): void {
    if (this.phase !== 'open') return;
    this.phase = 'announced';
    this.writer.goAway(STREAM_ID_MOST, ERROR.NO_ERROR, '');
    this.writer.ping(0, DRAIN_PING);
    this.drainDueMs = nowMs + this.timings.drainMs;
  }

  /** The socket is gone. */
  lost(): void {
    this.end();
  }

  /** What has begun must end: a frame, or a header block of any number of them. */
  private expectWhole(hasProgressed: boolean, nowMs: number): void {
    const { isInsideBlock } = this.inbound;
    if (!this.reader.isInside && !isInsideBlock) this.wholeDueMs = Infinity;
    else if (this.wholeDueMs === Infinity || (hasProgressed && !isInsideBlock)) {
      this.wholeDueMs = nowMs + this.timings.requestMs;
    }
  }

  private askForFlush(): void {
    if (this.flushAsked) return;
    this.flushAsked = true;
    this.options.onOutput();
  }

  private take(
    type: number,
    flags: number,
    id: number,
    bytes: Uint8Array,
    start: number,
    end: number,
  ): boolean {
    const trouble = this.inbound.frame(type, flags, id, bytes, start, end);
    if (trouble !== null) this.fail(trouble);
    return this.phase !== 'over';
  }

  private ownFrames(): ConnectionFrames {
    const lastStreamId = (): number => this.goAwayId;
    return {
      settings: (bytes, start, end) => this.settings(bytes, start, end),
      settingsAcknowledged: () => this.settingsAcknowledged(),
      ping: (opaque) => this.ping(opaque),
      pingAcknowledged: (opaque) => {
        if (opaque[7] === DRAIN_PING[7]) this.refuseFurther();
      },
      goAway: () => this.clientSaysGoodbye(),
      get lastStreamId() {
        return lastStreamId();
      },
    };
  }

  private settingsAcknowledged(): boolean {
    const wereWaitedFor = this.settingsDueMs !== Infinity;
    this.settingsDueMs = Infinity;
    return wereWaitedFor;
  }

  private clientSaysGoodbye(): boolean {
    const isFirst = !this.clientLeaves;
    this.clientLeaves = true;
    this.drain(this.streams.nowMs);
    return isFirst;
  }

  /** §6.5.3. */
  private settings(bytes: Uint8Array, start: number, end: number): Trouble | null {
    const trouble = readSettings(this.peer, bytes, start, end);
    if (trouble !== null) return trouble;
    this.streams.sender.frameBytesMax = this.peer.frameBytesMax;
    this.streams.peerHeaderListBytesMax = this.peer.headerListBytesMax;
    this.writer.setPeerTableBytesMax(this.peer.headerTableBytes);
    this.writer.settingsAck();
    return this.streams.changeInitialWindow(this.peer.initialWindow);
  }

  /** §6.7. */
  private ping(opaque: Uint8Array): Trouble | null {
    if (!this.pings.isAllowed(this.streams.nowMs, this.streams.table.size > 0)) {
      return { code: ERROR.ENHANCE_YOUR_CALM, cause: 'too-many-pings', reason: 'too_many_pings' };
    }
    this.writer.ping(FLAG.ACK, opaque);
    return null;
  }

  private askIfSilent(nowMs: number): void {
    const step = this.pings.onTime(nowMs);
    if (step === 'ask') this.writer.ping(0, KEEP_ALIVE_PING);
    if (step === 'give-up') this.failWith(ERROR.NO_ERROR, 'silent', 'no answer to a keep-alive ping');
  }

  private retire(nowMs: number): void {
    if (this.phase === 'open') {
      this.ageDueMs = nowMs + this.timings.ageGraceMs;
      this.drain(nowMs);
    } else this.failWith(ERROR.NO_ERROR, 'too-old', 'the connection has reached its age');
  }

  /** C4, the second half. */
  private refuseFurther(): void {
    if (this.phase !== 'announced') return;
    this.phase = 'draining';
    this.drainDueMs = Infinity;
    this.goAwayId = this.streams.table.lastId;
    this.writer.goAway(this.goAwayId, ERROR.NO_ERROR, '');
    this.endIfIdle();
  }

  private endIfIdle(): void {
    if (this.phase === 'draining' && this.streams.table.size === 0) this.end();
  }

  private failWith(code: Trouble['code'], cause: Trouble['cause'], reason: string): void {
    this.fail({ code, cause, reason });
  }

  /** §5.4.1. */
  private fail(trouble: Trouble): void {
    if (this.phase === 'over') return;
    const lastId = Math.min(this.goAwayId, this.streams.table.lastId);
    this.writer.goAway(lastId, trouble.code, trouble.reason);
    this.options.counts.connection(trouble);
    this.end();
    this.options.onTrouble(trouble);
  }

  private end(): void {
    if (this.phase === 'over') return;
    this.phase = 'over';
    this.reader.stop();
    this.streams.cancelAll();
    this.tellHeld();
  }

  private tellHeld(): void {
    const before = this.heldBytes;
    this.heldBytes = this.streams.heldBytes;
    this.options.held.changed(before, this.heldBytes);
  }
}
