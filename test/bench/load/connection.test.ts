/** The load generator's HTTP/2 against Node's: what it measures with must itself be right. */
import { expect } from 'chai';
import { once } from 'node:events';
import * as http2 from 'node:http2';
import type { AddressInfo } from 'node:net';
import { CERTIFICATES } from '../../support/certificates.ts';
import { until } from '../../support/until.ts';
import { LoadConnection } from './connection.ts';
import { framed } from './message.ts';

const PATH = '/etcdserverpb.KV/Put';
const HOST = '127.0.0.1';

interface Seen {
  readonly messages: string[];
  readonly ends: (string | null)[];
}

describe("The load generator's connection", () => {
  let server: http2.Http2Server;
  let connection: LoadConnection;

  afterEach(() => {
    connection.close();
    server.close();
  });

  it('sends a request whole and hands out its reply', async () => {
    await serve(async (stream) => {
      const request = await bodyOf(stream);
      reply(stream, '0', [Buffer.concat([framed(Buffer.from('got ')), framed(request.subarray(5))])]);
    });
    const seen = call('hello');
    await until('the end of the call', () => seen.ends.length === 1);
    expect(seen).to.deep.equal({ messages: ['got ', 'hello'], ends: [null] });
  });

  it('speaks TLS when its target does', async () => {
    const spoken: unknown[] = [];
    await serve((stream) => {
      spoken.push(stream.session?.encrypted, stream.session?.alpnProtocol);
      reply(stream, '0', [framed(Buffer.from('x'))]);
    }, true);
    const seen = call('hello');
    await until('the end of the call', () => seen.ends.length === 1);
    expect(seen.ends).to.deep.equal([null]);
    expect(spoken).to.deep.equal([true, 'h2']);
  });

  it('puts a reply together that comes in pieces', async () => {
    const whole = framed(Buffer.from('a reply in pieces'));
    const pieces = [...whole].map((_, at) => whole.subarray(at, at + 1));
    await serve((stream) => reply(stream, '0', pieces));
    const seen = call('hello');
    await until('the end of the call', () => seen.ends.length === 1);
    expect(seen).to.deep.equal({ messages: ['a reply in pieces'], ends: [null] });
  });

  it('H1: tells a call that failed from one that succeeded, before and after it', async () => {
    const statuses = ['0', '0', '14', '0'];
    await serve((stream) => reply(stream, statuses.shift() ?? '2', [framed(Buffer.from('x'))]));
    const ends: (string | null)[] = [];
    for (let i = 0; i < 4; i++) {
      const seen = call('hello');
      await until('the end of the call', () => seen.ends.length === 1);
      ends.push(...seen.ends);
    }
    expect(ends).to.deep.equal([null, null, 'grpc-status 14: why', null]);
  });

  it('H1: a reply without trailers, a stream that is reset and an HTTP error are failures', async () => {
    const answers: ((stream: http2.ServerHttp2Stream) => void)[] = [
      (stream) => (stream.respond({ ':status': 200 }), stream.end(framed(Buffer.from('x')))),
      (stream) => stream.close(http2.constants.NGHTTP2_REFUSED_STREAM),
      (stream) => stream.respond({ ':status': 503 }, { endStream: true }),
    ];
    await serve((stream) => answers.shift()?.(stream));
    const ends: (string | null)[] = [];
    for (let i = 0; i < 3; i++) {
      const seen = call('hello');
      await until('the end of the call', () => seen.ends.length === 1);
      ends.push(...seen.ends);
    }
    expect(ends).to.deep.equal([
      'the reply ended without trailers',
      'the stream was reset with REFUSED_STREAM',
      'no grpc-status, :status 503',
    ]);
  });

  it('H2: more than the windows hold waits and arrives', async () => {
    const requests: Buffer[] = [];
    await serve(async (stream) => {
      requests.push(await bodyOf(stream));
      reply(stream, '0', [framed(Buffer.from('x'))]);
    });
    const seen = Array.from({ length: 40 }, (_, i) => call(`${i} `.padEnd(10_000, '.')));
    await until('all calls', () => seen.every(({ ends }) => ends.length === 1));
    expect(seen.flatMap(({ ends }) => ends)).to.deep.equal(seen.map(() => null));
    expect(
      requests.map((bytes) => Number.parseInt(bytes.subarray(5, 8).toString(), 10)).sort(byNumber),
    ).to.deep.equal(seen.map((_, i) => i));
  });

  it('sends a request that is longer than a frame', async () => {
    await serve(async (stream) => {
      const request = await bodyOf(stream);
      reply(stream, '0', [framed(request.subarray(5, 10)), framed(Buffer.from(String(request.length)))]);
    });
    const seen = call('x'.repeat(40_000));
    await until('the end of the call', () => seen.ends.length === 1);
    expect(seen).to.deep.equal({ messages: ['xxxxx', '40005'], ends: [null] });
  });

  it('H2: a stream of many requests keeps their order, and each as it was when it was given', async () => {
    const received: Buffer[] = [];
    await serve((stream) => void stream.on('data', (chunk: Buffer) => received.push(chunk)));
    const stream = connection.openStream(PATH, { onMessage: () => undefined, onEnd: () => undefined });
    const messages = Array.from({ length: 200 }, (_, i) => framed(Buffer.from(`${i}`.padEnd(1_000, '.'))));
    const lent = Buffer.alloc(messages[0]?.length ?? 0);
    for (const message of messages) {
      lent.set(message);
      connection.send(stream, lent);
    }
    const whole = Buffer.concat(messages);
    await until('all of them', () => received.reduce((sum, { length }) => sum + length, 0) === whole.length);
    expect(Buffer.concat(received).equals(whole)).to.equal(true);
  });

  it('H3: a server that goes away ends every call, and every later one at once', async () => {
    await serve(() => undefined);
    const open = [call('a'), call('b')];
    await until('both calls to arrive', () => sessions.length === 1);
    sessions[0]?.destroy();
    await until('their ends', () => open.every(({ ends }) => ends.length === 1));
    expect(open.flatMap(({ ends }) => ends)).to.not.include(null);
    expect(call('c').ends).to.have.length(1);
  });

  let sessions: http2.ServerHttp2Session[];

  async function serve(answer: (stream: http2.ServerHttp2Stream) => unknown, tls = false): Promise<void> {
    sessions = [];
    server = tls ? http2.createSecureServer(CERTIFICATES.server) : http2.createServer();
    server.on('session', (session) => sessions.push(session));
    server.on('stream', (stream) => {
      // Streams that a test resets say so here too.
      stream.on('error', () => undefined);
      void answer(stream);
    });
    server.listen(0, HOST);
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    connection = await LoadConnection.open({ host: HOST, port, tls });
  }

  function call(text: string): Seen {
    const seen: Seen = { messages: [], ends: [] };
    connection.call(PATH, framed(Buffer.from(text)), {
      onMessage: (bytes, from, to) =>
        void seen.messages.push(Buffer.from(bytes.subarray(from, to)).toString()),
      onEnd: (fault) => void seen.ends.push(fault),
    });
    return seen;
  }
});

function reply(stream: http2.ServerHttp2Stream, status: string, pieces: readonly Uint8Array[]): void {
  stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
  stream.on('wantTrailers', () =>
    stream.sendTrailers({ 'grpc-status': status, ...(status === '0' ? {} : { 'grpc-message': 'why' }) }),
  );
  for (const piece of pieces) stream.write(piece);
  stream.end();
}

async function bodyOf(stream: http2.ServerHttp2Stream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const byNumber = (left: number, right: number): number => left - right;
