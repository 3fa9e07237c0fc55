import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { expect } from 'chai';
import { RpcSide } from '../../src/api/bind-rpc.ts';
import { serverStream, surfaceOf, unary } from '../../src/api/surface.ts';
import type { ServerStreamCall } from '../../src/api/surface.ts';
import { FLAG, FRAME, SETTING } from '../../src/rpc/http2/constants.ts';
import { TIMINGS } from '../../src/rpc/http2/limits.ts';
import type { Timings } from '../../src/rpc/http2/limits.ts';
import {
  callFields,
  data,
  frame,
  framesOf,
  headers,
  message,
  preface,
  settings,
  windowUpdate,
} from '../rpc/support/frames.ts';
import type { Frame } from '../rpc/support/frames.ts';
import { until } from '../support/until.ts';

const BYTES = {
  encode: (bytes: Uint8Array) => ({ finish: () => bytes }),
  decode: (bytes: Uint8Array) => bytes,
};
/** So that a slice of a chunk takes longer than what one turn spends on input. */
const SLOW_MS = 0.1;
const SLOW_CALLS = 512;
const CALLS_A_SLICE = 128;
const HELLO = Buffer.concat([preface, settings(), frame(FRAME.SETTINGS, FLAG.ACK, 0)]);

describe('api/bind-rpc', () => {
  let listener: Server;
  let side: RpcSide;
  /** The server's end of the connection, and the client's. */
  let served: Socket;
  let client: Socket;
  let received: Buffer;
  let writes: number;
  let troubles: string[];
  let faults: unknown[];
  let followed: ServerStreamCall<Uint8Array, Uint8Array>[];
  let echoed: number;
  let turn: number;
  let turnOfCall: number[];

  async function start(timings: Partial<Timings> = {}): Promise<void> {
    [received, writes, echoed] = [Buffer.alloc(0), 0, 0];
    [troubles, faults, followed] = [[], [], []];
    [turn, turnOfCall] = [0, []];
    side = new RpcSide({
      surface: surfaceOf([
        unary('/t.T/Echo', BYTES, BYTES, (call) => {
          echoed++;
          turnOfCall.push(turn);
          call.reply(call.request);
        }),
        serverStream('/t.T/Follow', BYTES, BYTES, (call) => followed.push(call)),
        unary('/t.T/Slow', BYTES, BYTES, (call) => {
          turnOfCall.push(turn);
          const untilMs = performance.now() + SLOW_MS;
          while (performance.now() < untilMs);
          call.reply(call.request);
        }),
        unary('/t.T/Break', BYTES, BYTES, (call) => call.onCancel(() => breakDown())),
      ]),
      http: (_request, respond) => respond({ status: 404, headers: {}, body: '' }),
      onFault: (fault) => faults.push(fault),
      onTrouble: (trouble) => troubles.push(trouble),
      atTurnEnd: setImmediate,
      timings: { ...TIMINGS, ...timings },
    });
    listener = createServer((socket) => {
      served = socket;
      const write = socket.write.bind(socket);
      socket.write = ((...written: Parameters<typeof write>) => {
        writes++;
        return write(...written);
      }) as typeof write;
      side.take(socket);
    }).listen(0, '127.0.0.1');
    await until('the listener', () => listener.listening);
    client = connect((listener.address() as AddressInfo).port, '127.0.0.1');
    client.on('data', (chunk) => (received = Buffer.concat([received, chunk])));
    client.on('error', () => undefined);
    client.write(HELLO);
    const nextTurn = (): void => {
      turn++;
      if (!client.destroyed) setImmediate(nextTurn);
    };
    nextTurn();
    await until('the greeting to be answered', () => frames().some(isSettingsAck));
  }

  afterEach(async () => {
    client.destroy();
    await new Promise<void>((resolve) => listener.close(() => resolve()));
    expect(faults).to.deep.equal([]);
  });

  const frames = (): Frame[] => framesOf(received);
  const isSettingsAck = ({ type, flags }: Frame): boolean => type === FRAME.SETTINGS && flags === FLAG.ACK;
  const call = (id: number, path: string, content: Uint8Array = Buffer.from('x')): Buffer =>
    Buffer.concat([headers(id, callFields(path)), data(id, message(content), FLAG.END_STREAM)]);
  const answers = (): number =>
    frames().filter(({ type, flags }) => type === FRAME.HEADERS && (flags & FLAG.END_STREAM) !== 0).length;

  it('says everything of a turn in one write', async () => {
    await start();
    const before = writes;
    client.write(Buffer.concat(Array.from({ length: 100 }, (_, nth) => call(2 * nth + 1, '/t.T/Echo'))));
    await until('all answers', () => answers() === 100);
    expect(writes - before).to.be.at.most(new Set(turnOfCall).size);
    expect(writes - before).to.be.lessThan(50);
  });

  it('reads of a long chunk as much as a turn has time for, the rest in later turns and in order', async () => {
    await start();
    client.write(
      Buffer.concat(Array.from({ length: SLOW_CALLS }, (_, nth) => call(2 * nth + 1, '/t.T/Slow'))),
    );
    await until('all answers', () => answers() === SLOW_CALLS);
    const inOneTurn = new Map<number, number>();
    for (const at of turnOfCall) inOneTurn.set(at, (inOneTurn.get(at) ?? 0) + 1);
    expect(Math.max(...inOneTurn.values())).to.be.at.most(CALLS_A_SLICE);
    const ids = frames().flatMap(({ type, flags, id }) =>
      type === FRAME.HEADERS && (flags & FLAG.END_STREAM) !== 0 ? [id] : [],
    );
    expect(ids).to.deep.equal(Array.from({ length: SLOW_CALLS }, (_, nth) => 2 * nth + 1));
  });

  it('does not read from a client that does not take its answers, and goes on when it does', async () => {
    await start();
    client.write(
      Buffer.concat([settings([SETTING.INITIAL_WINDOW_SIZE, 0x7fff_ffff]), windowUpdate(0, 0x7000_0000)]),
    );
    client.write(call(1, '/t.T/Follow'));
    await until('the stream', () => followed.length === 1);
    client.pause();
    let written = 0;
    const large = new Uint8Array(256 * 1024);
    const fill = (): void => {
      while (followed[0]?.write(large)) written++;
    };
    await until('the server to stop reading', () => {
      fill();
      return served.isPaused();
    });
    client.write(call(3, '/t.T/Echo'));
    await new Promise((resolve) => setImmediate(resolve));
    expect(echoed).to.equal(0);
    client.resume();
    await until('the call that had waited', () => echoed === 1);
    followed[0]?.end();
    await until('the end of the stream', () => answers() === 2);
    const content = frames().filter(({ type, id }) => type === FRAME.DATA && id === 1);
    const bytes = content.reduce((sum, { payload }) => sum + payload.length, 0);
    // The last write was taken, too, although it said to hold back.
    expect(bytes).to.be.at.least((written + 1) * (large.length + 5));
  });

  it('asks a silent client, and closes when it does not answer', async () => {
    await start({ keepAliveMs: 20, keepAliveTimeoutMs: 20 });
    await until('the end of the connection', () => client.closed);
    expect(frames().some(({ type, flags }) => type === FRAME.PING && flags === 0)).to.equal(true);
    expect(troubles[0]).to.match(/^client 127\.0\.0\.1:\d+ was cut off: silent: /);
  });

  it('tells the client why it is cut off before it closes', async () => {
    await start();
    client.write(data(0, new Uint8Array(1)));
    await until('the end of the connection', () => client.closed);
    const last = frames().at(-1);
    expect([last?.type, last?.payload.readUInt32BE(4)]).to.deep.equal([FRAME.GOAWAY, 1]);
    expect(side.counts.connections.get('protocol')).to.equal(1);
  });

  it('closes a drained connection when its last call is answered', async () => {
    await start({ drainMs: 10 });
    client.write(call(1, '/t.T/Follow'));
    await until('the stream', () => followed.length === 1);
    side.drain();
    await until('both GOAWAYs', () => frames().filter(({ type }) => type === FRAME.GOAWAY).length === 2);
    expect(client.closed).to.equal(false);
    followed[0]?.end();
    await until('the end of the connection', () => client.closed);
    expect(answers()).to.equal(1);
    expect(troubles).to.deep.equal([]);
  });

  it('hands an exception on wherever it comes from', async () => {
    await start();
    client.write(call(1, '/t.T/Break'));
    await new Promise((resolve) => setImmediate(resolve));
    client.destroy();
    await until('the fault', () => faults.length === 1);
    expect(String(faults.splice(0)[0])).to.equal('Error: broken invariant');
  });
});

function breakDown(): never {
  throw new Error('broken invariant');
}
