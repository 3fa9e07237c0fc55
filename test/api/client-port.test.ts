import { connect, createServer } from 'node:net';
import type { Socket } from 'node:net';
import { Agent, get, request as httpRequest } from 'node:http';
import { expect } from 'chai';
import * as grpc from '@grpc/grpc-js';
import { listenClientPort } from '../../src/api/client-port.ts';
import type { ClientPort } from '../../src/api/client-port.ts';
import { createSurface } from '../../src/api/create-surface.ts';
import { createHttp } from '../../src/api/http/create-http.ts';
import { MAX_RECEIVE_BYTES, MAX_REQUEST_BYTES } from '../../src/api/limits.ts';
import { CODE } from '../../src/api/status.ts';
import { TRANSPORTS } from '../../src/api/transport.ts';
import type { Transport } from '../../src/api/transport.ts';
import { bidi, serverStream, surfaceOf, unary } from '../../src/api/surface.ts';
import type { BidiCall, Method, ServerStreamCall } from '../../src/api/surface.ts';
import { longOf } from '../../src/codec/etcd-scalars.ts';
import { etcdserverpb as pb } from '../../src/gen/etcd.js';
import { createSystemClock } from '../../src/io/system-clock.ts';
import { until } from '../support/until.ts';
import { FakeServing, lease } from './support/fake-serving.ts';

const GRACE_MS = 200;
const asItIs = (bytes: Buffer): Buffer => bytes;

/** Messages of the test methods are texts. */
const TEXT = {
  encode: (text: string) => ({ finish: () => Buffer.from(text) }),
  decode: (bytes: Uint8Array) => Buffer.from(bytes).toString(),
};

interface Rig {
  readonly serving: FakeServing;
  readonly port: ClientPort;
  readonly client: grpc.Client;
  readonly faults: unknown[];
}

async function start(transport: Transport, extra: readonly Method[] = []): Promise<Rig> {
  const serving = new FakeServing();
  serving.settleBy = setImmediate;
  const parts = {
    clock: createSystemClock(),
    entropy: { uint32: () => 1, uint64: () => 1n },
    electionTimeoutMs: 1000,
    quotaBytes: 1024,
  };
  const surface = surfaceOf([...createSurface(serving, parts).methods.values(), ...extra]);
  const faults: unknown[] = [];
  const address = { host: '127.0.0.1', port: 0, transport };
  const options = { ...address, surface, onFault: (fault: unknown) => faults.push(fault) };
  const port = await new Promise<ClientPort>((resolve, reject) =>
    listenClientPort({ ...options, http: createHttp({ serving, ...parts }) }, (listening) =>
      listening.ok ? resolve(listening.clientPort) : reject(new Error(listening.message)),
    ),
  );
  const client = new grpc.Client(`127.0.0.1:${port.port}`, grpc.credentials.createInsecure(), {
    'grpc.max_receive_message_length': -1,
    'grpc.use_local_subchannel_pool': 1,
  });
  return { serving, port, client, faults };
}

const closed = (port: ClientPort, graceMs = GRACE_MS): Promise<void> =>
  new Promise((resolve) => port.close(graceMs, resolve));

function call(
  client: grpc.Client,
  path: string,
  request: Uint8Array,
  metadata = new grpc.Metadata(),
): Promise<Buffer> {
  return new Promise((resolve, reject) =>
    client.makeUnaryRequest(path, asItIs, asItIs, Buffer.from(request), metadata, (error, answer) =>
      answer === undefined ? reject(error ?? new Error('no answer')) : resolve(answer),
    ),
  );
}

/** The status of a call that must fail. */
async function refusal(answer: Promise<unknown>): Promise<string> {
  try {
    await answer;
  } catch (error) {
    const { code, details } = error as grpc.ServiceError;
    return `${code} ${details}`;
  }
  throw new Error('the call went well');
}

const put = (key: string, value: Uint8Array): Uint8Array =>
  pb.PutRequest.encode({ key: Buffer.from(key), value }).finish();
const range = (key: string): Uint8Array => pb.RangeRequest.encode({ key: Buffer.from(key) }).finish();
const PUT = '/etcdserverpb.KV/Put';
const RANGE = '/etcdserverpb.KV/Range';

function fetchText(port: number, path: string, agent?: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path, agent }, (response) => {
      let body = '';
      response.on('data', (chunk) => (body += String(chunk)));
      response.on('end', () => resolve(`${response.statusCode} ${body}`));
    }).on('error', reject);
  });
}

/** What comes back on a raw connection until the other side ends it. */
function raw(port: number, send: (socket: Socket) => void): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => send(socket));
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString('latin1')));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(answer));
  });
}

for (const transport of TRANSPORTS) {
  describe(`api/client-port over ${transport}`, () => {
    let rig: Rig;
    const streams: { cancel(): void }[] = [];

    afterEach(async () => {
      for (const stream of streams.splice(0)) stream.cancel();
      rig.client.close();
      await closed(rig.port, 0);
      expect(rig.faults).to.deep.equal([]);
    });

    describe('gRPC', () => {
      beforeEach(async () => {
        rig = await start(transport);
      });

      it('writes and reads', async () => {
        const written = pb.PutResponse.decode(await call(rig.client, PUT, put('k', Buffer.from('v'))));
        expect(written.header?.revision?.toNumber()).to.equal(2);
        const read = pb.RangeResponse.decode(await call(rig.client, RANGE, range('k')));
        expect(Buffer.from(read.kvs[0]?.value ?? []).toString()).to.equal('v');
      });

      it('hands the bytes of a command to the log as they came', async () => {
        const request = Buffer.concat([put('k', Buffer.from('v')), Uint8Array.of(0xf8, 0x07, 0x01)]);
        await call(rig.client, PUT, request);
        expect(Buffer.from(rig.serving.proposed[0]?.proposal.payload ?? [])).to.deep.equal(request);
      });

      it('serves calls of one connection side by side', async () => {
        const calls = Array.from({ length: 200 }, (_, index) =>
          call(rig.client, PUT, put(`k${index}`, Buffer.from('v'))),
        );
        const revisions = (await Promise.all(calls)).map((each) =>
          pb.PutResponse.decode(each).header?.revision?.toNumber(),
        );
        expect(new Set(revisions).size).to.equal(200);
      });

      it('answers errors with their code and text', async () => {
        expect(await refusal(call(rig.client, PUT, put('', Buffer.from('v'))))).to.equal(
          '3 etcdserver: key is not provided',
        );
        rig.serving.linearizeError = 'no-leader';
        expect(await refusal(call(rig.client, RANGE, range('k')))).to.equal('14 etcdserver: no leader');
      });

      it('says UNIMPLEMENTED to what it does not offer', async () => {
        expect(await refusal(call(rig.client, '/etcdserverpb.KV/Nonsense', new Uint8Array(0)))).to.match(
          /^12 /,
        );
        expect(await refusal(call(rig.client, '/nonsense.Service/Call', new Uint8Array(0)))).to.match(/^12 /);
      });

      it('reads metadata', async () => {
        rig.serving.leader = null;
        const metadata = new grpc.Metadata();
        metadata.set('hasleader', 'true');
        expect(await refusal(call(rig.client, PUT, put('k', Buffer.from('v')), metadata))).to.equal(
          '14 etcdserver: no leader',
        );
      });

      it('carries the largest request, refuses a larger one like etcd and a much larger one itself', async () => {
        const frame = put('k', new Uint8Array(MAX_REQUEST_BYTES)).length - MAX_REQUEST_BYTES;
        await call(rig.client, PUT, put('k', new Uint8Array(MAX_REQUEST_BYTES - frame)));
        expect(await refusal(call(rig.client, PUT, put('k', new Uint8Array(MAX_REQUEST_BYTES))))).to.equal(
          '3 etcdserver: request is too large',
        );
        expect(await refusal(call(rig.client, PUT, put('k', new Uint8Array(MAX_RECEIVE_BYTES))))).to.match(
          /^8 (R|grpc: r)eceived message larger than max/,
        );
      });

      it('carries answers larger than any request may be', async () => {
        const value = Buffer.alloc(1024 * 1024, 'x').toString();
        for (let index = 0; index < 6; index++) rig.serving.seed(`big/${index}`, value);
        const request = pb.RangeRequest.encode({
          key: Buffer.from('big/'),
          range_end: Buffer.from('big0'),
        }).finish();
        const { kvs } = pb.RangeResponse.decode(await call(rig.client, RANGE, request));
        expect(kvs.map((kv) => kv.value?.length)).to.deep.equal(Array<number>(6).fill(value.length));
      });

      it('renews leases on a stream and ends it after the last answer', async () => {
        const held = lease(5n, 60);
        rig.serving.leaseList.set(held.id, held);
        const stream = rig.client.makeBidiStreamRequest('/etcdserverpb.Lease/LeaseKeepAlive', asItIs, asItIs);
        const answers: (number | undefined)[] = [];
        stream.on('data', (bytes: Buffer) =>
          answers.push(pb.LeaseKeepAliveResponse.decode(bytes).TTL.toNumber()),
        );
        const ended = new Promise<grpc.StatusObject>((resolve) => stream.on('status', resolve));
        for (const id of [5, 6, 5]) {
          stream.write(Buffer.from(pb.LeaseKeepAliveRequest.encode({ ID: longOf(id) }).finish()));
        }
        stream.end();
        expect((await ended).code).to.equal(CODE.OK);
        expect(answers).to.deep.equal([60, 0, 60]);
      });
    });

    describe('streams', () => {
      let opened: BidiCall<string>[];
      let followed: ServerStreamCall<string, string>[];
      let heard: string[];
      let halfClosed: number;

      beforeEach(async () => {
        opened = [];
        followed = [];
        heard = [];
        halfClosed = 0;
        rig = await start(transport, [
          bidi('/test.Test/Talk', TEXT, TEXT, (talk) => {
            opened.push(talk);
            return { message: (text) => heard.push(text), halfClose: () => halfClosed++ };
          }),
          serverStream('/test.Test/Follow', TEXT, TEXT, (follow) => followed.push(follow)),
        ]);
      });

      function talk() {
        const stream = rig.client.makeBidiStreamRequest('/test.Test/Talk', asItIs, asItIs);
        streams.push(stream);
        stream.on('error', () => undefined);
        return stream;
      }

      it('talk both ways, and hear the client finish while they go on', async () => {
        const stream = talk();
        const got: string[] = [];
        stream.on('data', (bytes: Buffer) => got.push(bytes.toString()));
        stream.write(Buffer.from('one'));
        stream.write(Buffer.from('two'));
        stream.end();
        await until('the client to finish', () => halfClosed === 1);
        expect(heard).to.deep.equal(['one', 'two']);
        opened[0]?.write('still here');
        opened[0]?.write(Buffer.from('as bytes'));
        await until('two answers', () => got.length === 2);
        expect(got).to.deep.equal(['still here', 'as bytes']);
      });

      it('tell their handler when the client has gone, once, and drop what comes after', async () => {
        const stream = talk();
        stream.write(Buffer.from('hello'));
        await until('the first message', () => heard.length === 1);
        let cancelled = 0;
        opened[0]?.onCancel(() => cancelled++);
        stream.cancel();
        await until('the cancellation', () => cancelled === 1);
        expect(opened[0]?.write('too late')).to.equal(false);
        opened[0]?.end();
        expect(cancelled).to.equal(1);
      });

      it('do not call an ordinary end a cancellation', async () => {
        const stream = talk();
        let cancelled = 0;
        await until('the stream', () => opened.length === 1);
        opened[0]?.onCancel(() => cancelled++);
        const ended = new Promise<grpc.StatusObject>((resolve) => stream.on('status', resolve));
        stream.resume();
        opened[0]?.fail({ code: CODE.OUT_OF_RANGE, message: 'enough' });
        const { code, details } = await ended;
        expect([code, details]).to.deep.equal([CODE.OUT_OF_RANGE, 'enough']);
        await closed(rig.port);
        expect(cancelled).to.equal(0);
      });

      it('say when they are full, and again when there is room', async () => {
        const stream = rig.client.makeServerStreamRequest(
          '/test.Test/Follow',
          asItIs,
          asItIs,
          Buffer.from('go'),
        );
        streams.push(stream);
        stream.on('error', () => undefined);
        await until('the stream', () => followed.length === 1);
        const [server] = followed;
        let drained = 0;
        server?.onDrain(() => drained++);
        let sent = 0;
        const message = 'x'.repeat(64 * 1024);
        while (server?.write(message)) sent++;
        expect(sent).to.be.lessThan(100);
        expect(drained).to.equal(0);
        let received = 0;
        stream.on('data', () => received++);
        await until('room on the stream', () => drained > 0 && received === sent + 1);
        server?.end();
      });

      it('hold the client back while they are paused', async () => {
        const stream = talk();
        await until('the stream', () => opened.length === 1);
        opened[0]?.pause();
        stream.write(Buffer.from('one'));
        await call(rig.client, RANGE, range('k'));
        expect(heard).to.deep.equal([]);
        opened[0]?.resume();
        await until('the message after the pause', () => heard.length === 1);
      });

      it('carry texts no transport likes', async () => {
        const stream = talk();
        stream.resume();
        await until('the stream', () => opened.length === 1);
        const ended = new Promise<grpc.StatusObject>((resolve) => stream.on('status', resolve));
        opened[0]?.fail({ code: CODE.UNKNOWN, message: 'half \ud800 of a pair, 100 %, \u00e9' });
        expect((await ended).details).to.equal('half \ufffd of a pair, 100 %, \u00e9');
      });
    });

    it('tells a handler how long the client waits and where it is', async () => {
      const seen: unknown[] = [];
      rig = await start(transport, [
        unary('/test.Test/Info', TEXT, TEXT, (info) => {
          seen.push(info.timeoutMs, info.peer(), info.metadata('x-test'), info.metadata('none'), info.path);
          info.reply('');
        }),
      ]);
      const metadata = new grpc.Metadata();
      metadata.set('x-test', 'yes');
      await new Promise((resolve, reject) =>
        rig.client.makeUnaryRequest(
          '/test.Test/Info',
          asItIs,
          asItIs,
          Buffer.alloc(0),
          metadata,
          { deadline: Date.now() + 60_000 },
          (error, answer) => (error === null ? resolve(answer) : reject(error)),
        ),
      );
      const [timeoutMs, peer, ...rest] = seen;
      expect(timeoutMs).to.be.within(50_000, 60_000);
      expect((peer as { address: string }).address).to.match(/^127\.0\.0\.1:\d+$/);
      expect(rest).to.deep.equal(['yes', undefined, '/test.Test/Info']);
      await call(rig.client, '/test.Test/Info', Buffer.alloc(0));
      expect(seen[5]).to.equal(null);
    });

    it('shows a handler the bytes of binary metadata', async () => {
      const seen: unknown[] = [];
      rig = await start(transport, [
        unary('/test.Test/Info', TEXT, TEXT, (info) => {
          seen.push(info.metadata('x-test-bin'));
          info.reply('');
        }),
      ]);
      const metadata = new grpc.Metadata();
      metadata.set('x-test-bin', Buffer.of(0, 0xff, 0x80));
      await call(rig.client, '/test.Test/Info', Buffer.alloc(0), metadata);
      expect(seen).to.deep.equal(['\0\xff\x80']);
    });

    it('tells a handler when the deadline of its call has passed', async () => {
      let cancelled = 0;
      rig = await start(transport, [
        unary('/test.Test/Slow', TEXT, TEXT, (slow) => slow.onCancel(() => cancelled++)),
        bidi('/test.Test/Talk', TEXT, TEXT, (talk) => {
          talk.onCancel(() => cancelled++);
          return { message: () => undefined, halfClose: () => undefined };
        }),
      ]);
      const deadline = { deadline: Date.now() + 300 };
      const answer = new Promise<grpc.ServiceError | null>((resolve) =>
        rig.client.makeUnaryRequest('/test.Test/Slow', asItIs, asItIs, Buffer.alloc(0), deadline, resolve),
      );
      const stream = rig.client.makeBidiStreamRequest('/test.Test/Talk', asItIs, asItIs, deadline);
      const ended = new Promise<grpc.StatusObject>((resolve) => stream.on('status', resolve));
      stream.on('error', () => undefined).resume();
      expect((await answer)?.code).to.equal(CODE.DEADLINE_EXCEEDED);
      expect((await ended).code).to.equal(CODE.DEADLINE_EXCEEDED);
      await until('both handlers to hear of it', () => cancelled === 2);
    });

    it('tells a handler of a single answer, too, when the client has gone', async () => {
      let cancelled = 0;
      let answered = 0;
      rig = await start(transport, [
        unary('/test.Test/Slow', TEXT, TEXT, (slow) => {
          answered++;
          slow.onCancel(() => cancelled++);
          if (slow.request === 'answer') slow.reply('at once');
        }),
      ]);
      await call(rig.client, '/test.Test/Slow', Buffer.from('answer'));
      const pending = rig.client.makeUnaryRequest(
        '/test.Test/Slow',
        asItIs,
        asItIs,
        Buffer.from('wait'),
        () => undefined,
      );
      await until('the call to arrive', () => answered === 2);
      expect(cancelled).to.equal(0);
      pending.cancel();
      await until('the cancellation', () => cancelled === 1);
    });

    it('hands an exception of a handler on instead of answering it away', async () => {
      rig = await start(transport, [
        unary('/test.Test/Broken', TEXT, TEXT, () => {
          throw new Error('broken invariant');
        }),
      ]);
      const cut = rig.client.makeUnaryRequest(
        '/test.Test/Broken',
        asItIs,
        asItIs,
        Buffer.alloc(0),
        () => undefined,
      );
      await until('the fault', () => rig.faults.length === 1);
      expect(String(rig.faults.splice(0)[0])).to.equal('Error: broken invariant');
      cut.cancel();
    });

    describe('plain HTTP on the same port', () => {
      beforeEach(async () => {
        rig = await start(transport);
      });

      it('answers probes, version and metrics', async () => {
        expect(await fetchText(rig.port.port, '/health')).to.equal('200 {"health":"true","reason":""}');
        expect(await fetchText(rig.port.port, '/version')).to.match(/^200 \{"etcdserver":"3\.6\./);
        expect(await fetchText(rig.port.port, '/readyz?verbose')).to.contain('[+]linearizable_read ok');
        expect(await fetchText(rig.port.port, '/metrics')).to.contain('etcd_server_has_leader 1');
        expect(await fetchText(rig.port.port, '/nonsense')).to.match(/^404 /);
      });

      it('answers while gRPC is served', async () => {
        await call(rig.client, RANGE, range('k'));
        expect(await fetchText(rig.port.port, '/health')).to.match(/^200 /);
        await call(rig.client, RANGE, range('k'));
      });

      it('keeps a connection for the next request', async () => {
        const agent = new Agent({ keepAlive: true, maxSockets: 1 });
        for (let index = 0; index < 3; index++) {
          expect(await fetchText(rig.port.port, '/livez', agent)).to.equal('200 ok\n');
        }
        expect(Object.values(agent.freeSockets).flat()).to.have.length(1);
        agent.destroy();
      });

      it('takes a request that comes byte by byte', async () => {
        const answer = await raw(rig.port.port, (socket) => {
          socket.setNoDelay();
          for (const byte of 'PUT /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
            socket.write(byte);
        });
        expect(answer).to.match(/^HTTP\/1\.1 405 /);
      });

      it('forgets a body nobody asked for', async () => {
        const status = await new Promise<number | undefined>((resolve, reject) => {
          const request = httpRequest(
            { port: rig.port.port, path: '/health', method: 'POST' },
            (response) => {
              response.resume();
              resolve(response.statusCode);
            },
          );
          request.on('error', reject);
          request.end(Buffer.alloc(1024 * 1024));
        });
        expect(status).to.equal(405);
      });

      it('survives what is no protocol at all', async () => {
        expect(
          await raw(rig.port.port, (socket) => socket.write('\x16\x03\x01\x02\x00\x01\x00 nonsense\r\n\r\n')),
        ).to.match(/^HTTP\/1\.1 400 /);
        await raw(rig.port.port, (socket) => socket.end('PRI * HTTP/2.0\r\n\r\nSM\r\n\r'));
        await raw(rig.port.port, (socket) => socket.destroy());
        await call(rig.client, RANGE, range('k'));
      });
    });

    it('lets open calls end while it closes, and takes no new connection', async () => {
      let open: (() => void) | null = null;
      rig = await start(transport, [
        unary('/test.Test/Slow', TEXT, TEXT, (slow) => (open = () => slow.reply('done'))),
      ]);
      const answer = call(rig.client, '/test.Test/Slow', Buffer.alloc(0));
      await until('the call to arrive', () => open !== null);
      let isClosed = false;
      rig.port.close(60_000, () => (isClosed = true));
      expect(await raw(rig.port.port, () => undefined)).to.equal('');
      expect(isClosed).to.equal(false);
      (open as (() => void) | null)?.();
      expect((await answer).toString()).to.equal('done');
      await until('the port to close', () => isClosed);
    });

    it('cuts what is still open when the grace period is over', async () => {
      rig = await start(transport, [
        bidi('/test.Test/Talk', TEXT, TEXT, () => ({ message: () => undefined, halfClose: () => undefined })),
      ]);
      const stream = rig.client.makeBidiStreamRequest('/test.Test/Talk', asItIs, asItIs);
      const ended = new Promise<grpc.StatusObject>((resolve) => stream.on('status', resolve));
      stream.on('error', () => undefined).resume();
      await call(rig.client, RANGE, range('k'));
      await closed(rig.port, 20);
      expect((await ended).code).to.not.equal(CODE.OK);
    });

    it('waits for no one who has not said anything, or waits for nothing', async () => {
      rig = await start(transport);
      const silent = raw(rig.port.port, () => undefined);
      const agent = new Agent({ keepAlive: true });
      await fetchText(rig.port.port, '/livez', agent);
      await closed(rig.port, 60_000);
      expect(await silent).to.equal('');
      agent.destroy();
    });

    it('closes at once when told again, with less patience', async () => {
      rig = await start(transport, [unary('/test.Test/Slow', TEXT, TEXT, () => undefined)]);
      const answer = refusal(call(rig.client, '/test.Test/Slow', Buffer.alloc(0)));
      await call(rig.client, RANGE, range('k'));
      const patient = closed(rig.port, 60_000);
      await closed(rig.port, 0);
      await patient;
      // Which of a cut connection's signs grpc-js sees first decides between unavailable and internal.
      expect(await answer).to.match(/^1[34] /);
      await closed(rig.port, 60_000);
    });

    it('says what to do when the port is taken', async () => {
      rig = await start(transport);
      const other = createServer().listen(0, '127.0.0.1');
      await until('the other listener', () => other.listening);
      const { port } = other.address() as { port: number };
      const surface = surfaceOf([]);
      const message = await new Promise<string>((resolve) =>
        listenClientPort({ host: '127.0.0.1', port, surface, http: () => undefined }, (listening) =>
          resolve(listening.ok ? 'listening' : listening.message),
        ),
      );
      other.close();
      expect(message).to.equal(
        `127.0.0.1:${port} is taken by another process: stop it, or give this member another client address`,
      );
    });
  });
}
