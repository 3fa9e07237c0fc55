/**
 * A request that is no call of gRPC. On a port where TLS lets clients choose, those of them that speak HTTP/2 with anybody
 * (curl, Prometheus) ask for health and metrics over it; etcd answers them there, too. Their bodies are read and forgotten.
 */
import type { Header } from '../hpack/header.ts';
import { fixedBlock } from '../hpack/encoder.ts';
import type { Stream } from '../http2/stream.ts';
import type { Streams } from '../http2/streams.ts';
import { Call } from './call.ts';
import type { Head } from './head.ts';

export interface PlainRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
}

export interface PlainAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type PlainHandler = (request: PlainRequest, respond: (answer: PlainAnswer) => void) => void;

const TOO_SLOW: PlainAnswer = { status: 408, headers: {}, body: '' };

export class PlainCall extends Call {
  private readonly method: string;
  private readonly handler: PlainHandler;

  constructor(streams: Streams, stream: Stream, head: Head, method: string, handler: PlainHandler) {
    super(streams, stream, head);
    this.method = method;
    this.handler = handler;
    this.expectWithin(head.bounds.requestMs);
  }

  data(_bytes: Uint8Array, start: number, end: number): void {
    this.streams.credit(this.stream, end - start);
  }

  requestEnd(): void {
    if (this.over) return;
    this.expectWithin(Infinity);
    const { method, path } = this;
    this.handler({ method, path }, (answer) => this.respond(answer));
  }

  /** A status of gRPC says nothing to this client; the only one that comes is that its request was too slow. */
  override fail(): void {
    this.respond(TOO_SLOW);
  }

  writable(): void {}

  settle(): void {}

  private respond({ status, headers, body }: PlainAnswer): void {
    if (this.over) return;
    this.over = true;
    const bytes = new TextEncoder().encode(body);
    const fields: Header[] = [
      { name: ':status', value: String(status) },
      { name: 'content-length', value: String(bytes.length) },
      ...Object.entries(headers).map(([name, value]) => ({ name, value })),
    ];
    // RFC 9110 §9.3.2: to HEAD it is told how long the body would be.
    const whole = this.method === 'HEAD' || bytes.length === 0;
    this.streams.headers(this.stream, fixedBlock(fields), whole);
    if (whole) return;
    this.streams.body(this.stream, bytes);
    this.watchSending();
  }
}
