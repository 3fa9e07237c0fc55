/** A client without a socket: bytes into the machine, transcripts of what it answers; time goes as the test says. */
import { BufferPool } from '../../../src/rpc/http2/buffer-pool.ts';
import { CauseCounts } from '../../../src/rpc/http2/causes.ts';
import type { Trouble } from '../../../src/rpc/http2/causes.ts';
import { Connection } from '../../../src/rpc/http2/connection.ts';
import { FLAG, FRAME } from '../../../src/rpc/http2/constants.ts';
import { HeldBytes } from '../../../src/rpc/http2/held.ts';
import { TIMINGS } from '../../../src/rpc/http2/limits.ts';
import type { Timings } from '../../../src/rpc/http2/limits.ts';
import type { PlainHandler } from '../../../src/rpc/grpc/plain-call.ts';
import { openingsOf } from '../../../src/rpc/grpc/service.ts';
import type { Method } from '../../../src/rpc/grpc/service.ts';
import type { StreamCall } from '../../../src/rpc/grpc/stream-call.ts';
import type { UnaryCall } from '../../../src/rpc/grpc/unary-call.ts';
import {
  callFields,
  data,
  frame,
  framesOf,
  headers,
  message,
  preface,
  settings,
  Transcript,
} from './frames.ts';
import type { Frame } from './frames.ts';

export const MESSAGE_BYTES_MAX = 1_000_000;
export interface TestClientOptions {
  readonly timings?: Partial<Timings>;
  /** Without preface and SETTINGS, which the test sends itself. */
  readonly silent?: boolean;
  /** What other connections of the same server hold, too. */
  readonly held?: HeldBytes;
}

export class TestClient {
  readonly machine: Connection;
  /** What the server said before it heard anything. */
  readonly greeting: readonly string[];
  readonly troubles: Trouble[] = [];
  readonly counts = new CauseCounts();
  /** Unary calls of /t.T/Hold, and what they asked. */
  readonly held: { readonly call: UnaryCall; readonly request: string }[] = [];
  readonly followed: StreamCall[] = [];
  readonly talks: StreamCall[] = [];
  /** What was heard on /t.T/Talk, and what became of calls. */
  readonly heard: string[] = [];
  flushesAsked = 0;
  nowMs = 0;
  private readonly transcript = new Transcript();

  constructor({ timings = {}, silent = false, held = new HeldBytes() }: TestClientOptions = {}) {
    const all = { ...TIMINGS, ...timings };
    const bounds = {
      messageBytesMax: MESSAGE_BYTES_MAX,
      requestMs: all.requestMs,
      stallMs: all.outputStallMs,
    };
    this.machine = new Connection({
      ...{ pool: new BufferPool(), timings: all, counts: this.counts, held, nowMs: this.nowMs },
      read: openingsOf(
        { methods: this.methods(), plain: answerPlain, bounds },
        { address: 'test', certificateName: null },
      ),
      onOutput: () => (this.flushesAsked += 1),
      onTrouble: (trouble) => this.troubles.push(trouble),
    });
    this.greeting = this.says();
    if (silent) return;
    this.send(preface, settings(), frame(FRAME.SETTINGS, FLAG.ACK, 0));
    this.says();
  }

  send(...pieces: readonly Uint8Array[]): void {
    this.machine.receive(Buffer.concat(pieces), this.nowMs);
  }

  /** A whole call of a method with one request. */
  ask(id: number, path: string, request = ''): void {
    this.send(headers(id, callFields(path)), data(id, message(request), FLAG.END_STREAM));
  }

  /** What the server said since the last time; its socket takes everything at once. */
  says(): string[] {
    return this.frames().map((each) => this.transcript.describe(each));
  }

  frames(): Frame[] {
    const bytes = this.take();
    if (bytes === null) return [];
    const frames = framesOf(Buffer.from(bytes));
    this.machine.written(bytes, this.nowMs);
    return frames;
  }

  /** Output that its socket is not done with. */
  take(): Uint8Array | null {
    return this.machine.takeOutput(this.nowMs);
  }

  /** Lets time pass, and the machine notice everything it wants to notice on the way. */
  pass(ms: number): void {
    const until = this.nowMs + ms;
    for (let wake = this.machine.wakeAtMs; wake <= until; wake = this.machine.wakeAtMs) {
      this.nowMs = Math.max(wake, this.nowMs);
      this.machine.tick(this.nowMs);
    }
    this.nowMs = until;
  }

  private methods(): ReadonlyMap<string, Method> {
    return new Map<string, Method>([
      ['/t.T/Echo', { kind: 'unary', serve: (call, request) => call.reply(request) }],
      ['/t.T/Hold', { kind: 'unary', serve: (call, request) => this.hold(call, request) }],
      ['/t.T/Fail', { kind: 'unary', serve: (call, text) => call.fail({ code: 9, message: textOf(text) }) }],
      ['/t.T/Follow', { kind: 'server-stream', serve: (call) => void this.followed.push(call) }],
      ['/t.T/Talk', { kind: 'bidi', open: (call) => this.talk(call) }],
    ]);
  }

  private hold(call: UnaryCall, request: Uint8Array): void {
    this.held.push({ call, request: textOf(request) });
    call.onCancel(() => this.heard.push('cancelled'));
  }

  private talk(call: StreamCall): { message(bytes: Uint8Array): void; halfClose(): void } {
    this.talks.push(call);
    call.onCancel(() => this.heard.push('cancelled'));
    call.onDrain(() => this.heard.push('drained'));
    return {
      message: (bytes) => this.heard.push(textOf(bytes)),
      halfClose: () => this.heard.push('half-closed'),
    };
  }
}

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

export const OK_HEADERS = 'HEADERS :status=200 content-type=application/grpc';

/** The whole answer of a call that went well. */
export const answer = (id: number, text: string): string[] => [
  `${id} ${OK_HEADERS}`,
  `${id} DATA "${text}"`,
  `${id} HEADERS grpc-status=0 end`,
];

/** As long as the number at the end of its path; what is no GET or HEAD is not allowed. */
const answerPlain: PlainHandler = ({ method, path }, respond) => {
  const allowed = method === 'GET' || method === 'HEAD';
  const bytes = allowed ? Number(/\d*$/.exec(path)?.[0] ?? 0) : 0;
  respond({ status: allowed ? 200 : 405, headers: { 'x-method': method }, body: 'x'.repeat(bytes) });
};
