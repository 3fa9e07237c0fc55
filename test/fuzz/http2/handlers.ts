/** Calls as a server may have them: some answer at once, some later, some as streams do, one ends in the middle of a chunk. */
import type { Method } from '../../../src/rpc/grpc/service.ts';
import type { StreamCall } from '../../../src/rpc/grpc/stream-call.ts';
import type { UnaryCall } from '../../../src/rpc/grpc/unary-call.ts';
import { nextFloat, nextInteger, pick, type Random } from '../../../src/core/base/random.ts';

export const PATHS = [
  '/t.T/Echo',
  '/t.T/Hold',
  '/t.T/Fail',
  '/t.T/Follow',
  '/t.T/Talk',
  '/t.T/Stop',
  '/no.Such/Call',
];
const LARGE_BYTES = 100_000;
const SMALL_BYTES = 500;
const CONTENT = new Uint8Array(LARGE_BYTES);

export class Handlers {
  readonly methods: ReadonlyMap<string, Method>;
  private held: UnaryCall[] = [];
  private streams: StreamCall[] = [];

  constructor() {
    this.methods = new Map<string, Method>([
      ['/t.T/Echo', { kind: 'unary', serve: (call, request) => call.reply(request) }],
      ['/t.T/Hold', { kind: 'unary', serve: (call) => this.hold(call) }],
      ['/t.T/Fail', { kind: 'unary', serve: (call) => call.fail({ code: 9, message: 'no' }) }],
      ['/t.T/Follow', { kind: 'server-stream', serve: (call) => this.keep(call) }],
      ['/t.T/Talk', { kind: 'bidi', open: (call) => this.talk(call) }],
      [
        '/t.T/Stop',
        { kind: 'bidi', open: (call) => ({ message: () => call.end(), halfClose: () => call.end() }) },
      ],
    ]);
  }

  /** Something a server does by itself. */
  act(random: Random): void {
    const content = CONTENT.subarray(
      0,
      nextInteger(random, 0, nextFloat(random) < 0.05 ? LARGE_BYTES : SMALL_BYTES),
    );
    if (this.held.length > 0)
      this.held.splice(nextInteger(random, 0, this.held.length - 1), 1)[0]?.reply(content);
    if (this.streams.length === 0) return;
    const stream = pick(random, this.streams);
    switch (nextInteger(random, 0, 6)) {
      case 0:
        return stream.end();
      case 1:
        return stream.fail({ code: 11, message: 'enough' });
      case 2:
        return stream.pause();
      case 3:
        return stream.resume();
      default:
        stream.write(content);
    }
  }

  private hold(call: UnaryCall): void {
    this.held.push(call);
    call.onCancel(() => (this.held = this.held.filter((each) => each !== call)));
  }

  private keep(call: StreamCall): void {
    this.streams.push(call);
    call.onCancel(() => (this.streams = this.streams.filter((each) => each !== call)));
  }

  private talk(call: StreamCall): { message(bytes: Uint8Array): void; halfClose(): void } {
    this.keep(call);
    return { message: (bytes) => void call.write(bytes), halfClose: () => undefined };
  }
}
