/** Calling the handler table without a transport. */
import { createSurface } from '../../../src/api/create-surface.ts';
import { CODE, describeStatus } from '../../../src/api/status.ts';
import type { Status } from '../../../src/api/status.ts';
import type { Inbound, Method, StreamWire, Surface, UnaryWire } from '../../../src/api/surface.ts';
import { FakeClock } from './fake-clock.ts';
import { FakeServing } from './fake-serving.ts';

export const ELECTION_TIMEOUT_MS = 1000;
export const QUOTA_BYTES = 2 * 1024 * 1024 * 1024;

export interface MessageType<Properties, Message> {
  encode(message: Properties): { finish(): Uint8Array };
  decode(bytes: Uint8Array): Message;
}

export type Metadata = Readonly<Record<string, string>>;

export class Kit {
  readonly serving = new FakeServing();
  readonly clock = new FakeClock();
  readonly surface: Surface;
  private drawn = 0n;
  private halvesDrawn = 0;

  constructor() {
    this.surface = createSurface(this.serving, {
      clock: this.clock,
      entropy: { uint32: () => this.drawHalf(), uint64: () => this.draw() },
      electionTimeoutMs: ELECTION_TIMEOUT_MS,
      quotaBytes: QUOTA_BYTES,
    });
  }

  /** Calls and lets the node answer; the outcome is either a message or a status. */
  call<Request, Response>(
    path: string,
    request: Uint8Array,
    response: MessageType<Request, Response>,
    metadata: Metadata = {},
  ): Outcome<Response> {
    const wire = this.start(path, request, metadata);
    this.serving.settle();
    if (wire.status !== null) return { ok: false, status: wire.status };
    if (wire.message === null) throw new Error(`${path} was not answered`);
    return { ok: true, message: response.decode(wire.message) };
  }

  /** Calls and does not let the node answer yet. */
  start(path: string, request: Uint8Array, metadata: Metadata = {}): TestUnaryWire {
    const method = this.method(path, 'unary');
    const wire = new TestUnaryWire(path, metadata);
    method.serve(wire, request);
    return wire;
  }

  /** `room`: how many messages the client takes before it must be drained. */
  stream(path: string, request: Uint8Array, room = Infinity): TestStreamWire {
    const method = this.method(path, 'server-stream');
    const wire = new TestStreamWire(path, {});
    wire.room = room;
    method.serve(wire, request);
    return wire;
  }

  open(path: string, metadata: Metadata = {}): { readonly wire: TestStreamWire; readonly inbound: Inbound } {
    const method = this.method(path, 'bidi');
    const wire = new TestStreamWire(path, metadata);
    return { wire, inbound: method.open(wire) };
  }

  private method<Kind extends Method['kind']>(path: string, kind: Kind): Method & { readonly kind: Kind } {
    const method = this.surface.methods.get(path);
    if (method === undefined || !isKind(method, kind)) throw new Error(`no ${kind} method ${path}`);
    return method;
  }

  /** 0 first: an id that must not be given out. */
  /** In turn 0, 1, 2 … and the highest bit. */
  private drawHalf(): number {
    return this.halvesDrawn++ % 2 === 0 ? (this.halvesDrawn - 1) / 2 : 0x8000_0000;
  }

  private draw(): bigint {
    return (this.drawn++ * 0x8000_0000_0000_0001n) & 0xffff_ffff_ffff_ffffn;
  }
}

function isKind<Kind extends Method['kind']>(
  method: Method,
  kind: Kind,
): method is Method & { readonly kind: Kind } {
  return method.kind === kind;
}

export type Outcome<Message> =
  { readonly ok: true; readonly message: Message } | { readonly ok: false; readonly status: Status };

export function answered<Message>(outcome: Outcome<Message>): Message {
  if (outcome.ok) return outcome.message;
  throw new Error(describeStatus(outcome.status));
}

export function failed<Message>(outcome: Outcome<Message>): string {
  if (!outcome.ok) return describeStatus(outcome.status);
  throw new Error(`answered with ${JSON.stringify(outcome.message)}`);
}

class TestInfo {
  readonly path: string;
  readonly timeoutMs = null;
  private readonly headers: Metadata;

  constructor(path: string, headers: Metadata) {
    this.path = path;
    this.headers = headers;
  }
  metadata(name: string): string | undefined {
    return this.headers[name];
  }
  peer() {
    return { address: '127.0.0.1:1', certificateName: null };
  }
}

export class TestUnaryWire extends TestInfo implements UnaryWire {
  message: Uint8Array | null = null;
  status: Status | null = null;

  reply(message: Uint8Array): void {
    this.once();
    this.message = message;
  }
  fail(status: Status): void {
    this.once();
    this.status = status;
  }
  onCancel(): void {}

  private once(): void {
    if (this.message !== null || this.status !== null) throw new Error(`${this.path} was answered twice`);
  }
}

export class TestStreamWire extends TestInfo implements StreamWire {
  readonly messages: Uint8Array[] = [];
  status: Status | null = null;
  paused = false;
  /** How many messages fit until the next `drain`. */
  room = Infinity;
  private readonly drainListeners: (() => void)[] = [];
  private readonly cancelListeners: (() => void)[] = [];

  write(message: Uint8Array): boolean {
    if (this.status !== null) throw new Error(`${this.path} wrote after its end`);
    this.messages.push(message);
    this.room--;
    return this.room > 0;
  }
  end(): void {
    this.fail({ code: CODE.OK, message: '' });
  }
  fail(status: Status): void {
    if (this.status !== null) throw new Error(`${this.path} ended twice`);
    this.status = status;
  }
  onDrain(listener: () => void): void {
    this.drainListeners.push(listener);
  }
  onCancel(listener: () => void): void {
    this.cancelListeners.push(listener);
  }
  pause(): void {
    this.paused = true;
  }
  resume(): void {
    this.paused = false;
  }

  drain(room = Infinity): void {
    this.room = room;
    for (const listener of this.drainListeners) listener();
  }
  cancel(): void {
    this.status ??= { code: CODE.CANCELLED, message: '' };
    for (const listener of this.cancelListeners) listener();
  }
}
