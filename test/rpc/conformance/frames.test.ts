import { expect } from 'chai';
import { FLAG, FRAME, SETTING } from '../../../src/rpc/http2/constants.ts';
import {
  block,
  callFields,
  data,
  frame,
  headers,
  message,
  ping,
  preface,
  resetStream,
  settings,
  uint32,
  windowUpdate,
} from '../support/frames.ts';
import { answer, OK_HEADERS, TestClient } from '../support/test-client.ts';

const ECHO = callFields('/t.T/Echo');
const HOLD = callFields('/t.T/Hold');
const bytes = (length: number): Uint8Array => new Uint8Array(length);

/** What ends the whole connection, and how the client is told. */
function endsWith(code: string, ...pieces: readonly Uint8Array[]): void {
  const client = new TestClient();
  client.send(...pieces);
  expect(client.says().at(-1)).to.match(new RegExp(`^GOAWAY \\d+ ${code}$`));
  expect(client.machine.isOver).to.equal(true);
  expect(client.troubles).to.have.length(1);
}

describe('RFC 9113', () => {
  describe('§3.4: the connection', () => {
    it('begins with the client’s preface; anything else is PROTOCOL_ERROR', () => {
      const client = new TestClient({ silent: true });
      client.send(Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\rx'));
      expect(client.says()).to.deep.equal(['GOAWAY 0 PROTOCOL_ERROR']);
    });

    it('begins with SETTINGS after the preface; another frame is PROTOCOL_ERROR', () => {
      for (const first of [ping(), frame(FRAME.SETTINGS, FLAG.ACK, 0), headers(1, ECHO)]) {
        const client = new TestClient({ silent: true });
        client.send(preface, first);
        expect(client.says()).to.deep.equal(['GOAWAY 0 PROTOCOL_ERROR']);
      }
    });

    it('begins with SETTINGS of the server, before the client has said a word', () => {
      const client = new TestClient({ silent: true });
      expect(client.greeting).to.deep.equal(['SETTINGS', `0 WINDOW_UPDATE ${4 * 1024 * 1024 - 65_535}`]);
    });
  });

  describe('§4: frames', () => {
    it('§4.1: flags without a meaning and the reserved bit are ignored', () => {
      const client = new TestClient();
      client.send(frame(FRAME.PING, 0xfe, 0x8000_0000, bytes(8)));
      expect(client.says()).to.deep.equal(['PING ack 0']);
    });

    it('§4.2: a frame of 16,384 bytes is taken, a longer one is FRAME_SIZE_ERROR before its payload comes', () => {
      const client = new TestClient();
      client.send(headers(1, callFields('/t.T/Talk')), data(1, bytes(16_384)));
      expect(client.troubles).to.deep.equal([]);
      endsWith('FRAME_SIZE_ERROR', data(1, bytes(16_385)).subarray(0, 9));
    });

    it('§4.3: a header block that is no HPACK is COMPRESSION_ERROR', () => {
      endsWith('COMPRESSION_ERROR', frame(FRAME.HEADERS, FLAG.END_HEADERS, 1, Uint8Array.of(0x80)));
    });

    it('§4.3: another frame inside a header block is PROTOCOL_ERROR, on whatever stream and of whatever type', () => {
      const open = frame(FRAME.HEADERS, 0, 1, block(ECHO));
      for (const other of [ping(), data(1, bytes(1)), headers(3, ECHO), frame(0xfe, 0, 1)]) {
        endsWith('PROTOCOL_ERROR', open, other);
      }
    });

    it('§4.3: a header block of a stream that was reset is still decoded, or later ones would be misread', () => {
      const client = new TestClient();
      client.send(headers(1, callFields('/t.T/Talk')), windowUpdate(1, 0));
      // The late trailers add a field to the table (RFC 7541 §6.2.1), which the next request refers to.
      const late = Buffer.concat([
        Uint8Array.of(0x40, 1),
        Buffer.from('x'),
        Uint8Array.of(1),
        Buffer.from('y'),
      ]);
      client.send(frame(FRAME.HEADERS, FLAG.END_HEADERS | FLAG.END_STREAM, 1, late));
      const next = Buffer.concat([block(HOLD), Uint8Array.of(0xbe)]);
      client.send(frame(FRAME.HEADERS, FLAG.END_HEADERS, 3, next), data(3, message(''), FLAG.END_STREAM));
      expect(client.held[0]?.call.metadata('x')).to.equal('y');
    });

    it('§5.5: frames of unknown types are ignored', () => {
      const client = new TestClient();
      client.send(frame(0xfe, 0xff, 7, bytes(20)), ping(1));
      expect(client.says()).to.deep.equal(['PING ack 1']);
    });
  });

  describe('§6.1: DATA', () => {
    it('belongs to a stream: on stream 0 it is PROTOCOL_ERROR', () =>
      endsWith('PROTOCOL_ERROR', data(0, bytes(1))));

    it('with as much padding as payload or more is PROTOCOL_ERROR', () => {
      endsWith('PROTOCOL_ERROR', headers(1, ECHO), data(1, Uint8Array.of(2, 0), FLAG.PADDED));
    });

    it('is read without its padding', () => {
      const client = new TestClient();
      const padded = Buffer.concat([Uint8Array.of(3), message('hi'), bytes(3)]);
      client.send(headers(1, ECHO), data(1, padded, FLAG.PADDED | FLAG.END_STREAM));
      expect(client.says()).to.deep.equal(answer(1, 'hi'));
    });
  });

  describe('§6.2: HEADERS', () => {
    it('on stream 0 is PROTOCOL_ERROR', () => endsWith('PROTOCOL_ERROR', headers(0, ECHO)));

    it('with more padding than payload is PROTOCOL_ERROR', () => {
      endsWith(
        'PROTOCOL_ERROR',
        frame(FRAME.HEADERS, FLAG.END_HEADERS | FLAG.PADDED, 1, Uint8Array.of(9, 0)),
      );
    });

    it('is read without its padding and its priority', () => {
      const client = new TestClient();
      const payload = Buffer.concat([Uint8Array.of(2), bytes(5), block(ECHO), bytes(2)]);
      const flags = FLAG.END_HEADERS | FLAG.PADDED | FLAG.PRIORITY;
      client.send(frame(FRAME.HEADERS, flags, 1, payload), data(1, message('hi'), FLAG.END_STREAM));
      expect(client.says()).to.deep.equal(answer(1, 'hi'));
    });
  });

  describe('§6.3: PRIORITY', () => {
    it('on stream 0 is PROTOCOL_ERROR', () =>
      endsWith('PROTOCOL_ERROR', frame(FRAME.PRIORITY, 0, 0, bytes(5))));

    it('of another length than five is a stream error FRAME_SIZE_ERROR', () => {
      const client = new TestClient();
      client.send(headers(1, HOLD), frame(FRAME.PRIORITY, 0, 1, bytes(4)));
      expect(client.says()).to.deep.equal(['1 RST_STREAM FRAME_SIZE_ERROR']);
    });

    it('may come for a stream in any state, and changes nothing', () => {
      const client = new TestClient();
      client.ask(1, '/t.T/Echo', 'x');
      client.says();
      client.send(frame(FRAME.PRIORITY, 0, 1, bytes(5)), frame(FRAME.PRIORITY, 0, 9, bytes(5)), ping());
      expect(client.says()).to.deep.equal(['PING ack 0']);
    });
  });

  describe('§6.4: RST_STREAM', () => {
    it('on stream 0 is PROTOCOL_ERROR', () => endsWith('PROTOCOL_ERROR', resetStream(0, 8)));
    it('on an idle stream is PROTOCOL_ERROR', () => endsWith('PROTOCOL_ERROR', resetStream(1, 8)));
    it('of another length than four is FRAME_SIZE_ERROR', () =>
      endsWith('FRAME_SIZE_ERROR', headers(1, HOLD), frame(FRAME.RST_STREAM, 0, 1, bytes(5))));

    it('ends the call, tells its handler, and nothing more is sent for it', () => {
      const client = new TestClient();
      client.ask(1, '/t.T/Hold');
      client.send(resetStream(1, 8));
      expect(client.heard).to.deep.equal(['cancelled']);
      client.held[0]?.call.reply(bytes(1));
      expect(client.says()).to.deep.equal([]);
    });
  });

  describe('§6.5: SETTINGS', () => {
    it('is acknowledged', () => {
      const client = new TestClient();
      client.send(settings([SETTING.MAX_CONCURRENT_STREAMS, 1], [0xff, 1]));
      expect(client.says()).to.deep.equal(['SETTINGS ack']);
    });

    it('on a stream is PROTOCOL_ERROR', () => endsWith('PROTOCOL_ERROR', frame(FRAME.SETTINGS, 0, 1)));
    it('as an acknowledgement with content is FRAME_SIZE_ERROR', () =>
      endsWith('FRAME_SIZE_ERROR', frame(FRAME.SETTINGS, FLAG.ACK, 0, bytes(6))));
    it('of a length that is no multiple of six is FRAME_SIZE_ERROR', () =>
      endsWith('FRAME_SIZE_ERROR', frame(FRAME.SETTINGS, 0, 0, bytes(5))));
    it('§6.5.2: with ENABLE_PUSH other than 0 and 1 is PROTOCOL_ERROR', () =>
      endsWith('PROTOCOL_ERROR', settings([SETTING.ENABLE_PUSH, 2])));
    it('§6.5.2: with a window over 2^31-1 is FLOW_CONTROL_ERROR', () =>
      endsWith('FLOW_CONTROL_ERROR', settings([SETTING.INITIAL_WINDOW_SIZE, 0x8000_0000])));

    it('§6.5.2: with a MAX_FRAME_SIZE outside its range is PROTOCOL_ERROR', () => {
      endsWith('PROTOCOL_ERROR', settings([SETTING.MAX_FRAME_SIZE, 16_383]));
      endsWith('PROTOCOL_ERROR', settings([SETTING.MAX_FRAME_SIZE, 16_777_216]));
    });

    it('§6.5.2: with a larger MAX_FRAME_SIZE is used', () => {
      const client = new TestClient();
      client.send(settings([SETTING.MAX_FRAME_SIZE, 32_768], [SETTING.INITIAL_WINDOW_SIZE, 100_000]));
      client.ask(1, '/t.T/Follow');
      client.says();
      client.followed[0]?.write(bytes(40_000));
      expect(client.says().slice(1)).to.deep.equal(['1 DATA 32768', '1 DATA 7237']);
    });

    it('§6.5.3: that is not acknowledged in time is SETTINGS_TIMEOUT', () => {
      const client = new TestClient({ silent: true, timings: { settingsMs: 100 } });
      client.send(preface, settings());
      client.says();
      client.pass(99);
      expect(client.says()).to.deep.equal([]);
      client.pass(1);
      expect(client.says()).to.deep.equal(['GOAWAY 0 SETTINGS_TIMEOUT']);
    });

    it('§4.3.1: with a smaller HEADER_TABLE_SIZE makes the next header block open with a size update', () => {
      const client = new TestClient();
      client.send(settings([SETTING.HEADER_TABLE_SIZE, 100]));
      client.ask(1, '/t.T/Echo', 'x');
      const [first, last] = client.frames().filter(({ type }) => type === FRAME.HEADERS);
      // 001xxxxx: a size update (RFC 7541 §6.3), of 100 = 31 + 69.
      expect(first?.payload.subarray(0, 2)).to.deep.equal(Buffer.of(0x3f, 69));
      expect((last?.payload[0] ?? 0) & 0xe0).to.not.equal(0x20);
    });
  });

  it('§6.6: PUSH_PROMISE of a client is PROTOCOL_ERROR', () =>
    endsWith('PROTOCOL_ERROR', headers(1, HOLD), frame(FRAME.PUSH_PROMISE, FLAG.END_HEADERS, 1, bytes(4))));

  describe('§6.7: PING', () => {
    it('is answered with its content', () => {
      const client = new TestClient();
      client.send(ping(77));
      expect(client.says()).to.deep.equal(['PING ack 77']);
    });

    it('as an acknowledgement is not answered', () => {
      const client = new TestClient();
      client.send(frame(FRAME.PING, FLAG.ACK, 0, bytes(8)));
      expect(client.says()).to.deep.equal([]);
    });

    it('on a stream is PROTOCOL_ERROR', () => endsWith('PROTOCOL_ERROR', frame(FRAME.PING, 0, 1, bytes(8))));
    it('of another length than eight is FRAME_SIZE_ERROR', () =>
      endsWith('FRAME_SIZE_ERROR', frame(FRAME.PING, 0, 0, bytes(7))));
  });

  describe('§6.8: GOAWAY', () => {
    it('on a stream is PROTOCOL_ERROR', () =>
      endsWith('PROTOCOL_ERROR', frame(FRAME.GOAWAY, 0, 1, bytes(8))));
    it('of less than eight bytes is FRAME_SIZE_ERROR', () =>
      endsWith('FRAME_SIZE_ERROR', frame(FRAME.GOAWAY, 0, 0, bytes(7))));

    it('of the client lets its open calls be answered and then ends the connection', () => {
      const client = new TestClient();
      client.ask(1, '/t.T/Hold');
      client.send(frame(FRAME.GOAWAY, 0, 0, bytes(8)));
      client.pass(2_000);
      client.says();
      expect(client.machine.isOver).to.equal(false);
      client.held[0]?.call.reply(Buffer.from('x'));
      expect(client.says()).to.deep.equal(answer(1, 'x'));
      expect(client.machine.isOver).to.equal(true);
      expect(client.troubles).to.deep.equal([]);
    });

    it('of the server names the last stream it looked at when something was wrong', () => {
      const client = new TestClient();
      client.ask(5, '/t.T/Hold');
      client.send(ping().subarray(0, 9), bytes(8), data(0, bytes(1)));
      expect(client.says().at(-1)).to.equal('GOAWAY 5 PROTOCOL_ERROR');
      expect(client.heard).to.deep.equal(['cancelled']);
    });

    it('of a graceful end refuses nothing at first, then everything after the last request taken', () => {
      const client = new TestClient();
      client.ask(1, '/t.T/Hold');
      client.machine.drain(client.nowMs);
      const [goAway, drainPing] = client.frames();
      expect([goAway?.type, goAway?.payload.readUInt32BE()]).to.deep.equal([FRAME.GOAWAY, 0x7fff_ffff]);
      client.ask(3, '/t.T/Hold');
      client.send(frame(FRAME.PING, FLAG.ACK, 0, drainPing?.payload));
      expect(client.says()).to.deep.equal(['GOAWAY 3 NO_ERROR']);
      client.ask(5, '/t.T/Echo', 'ignored');
      expect(client.says()).to.deep.equal([]);
      for (const { call } of client.held) call.reply(bytes(0));
      expect(client.says()).to.deep.equal([...answer(1, ''), ...answer(3, '')]);
      expect(client.machine.isOver).to.equal(true);
    });

    it('of a graceful end does not wait for ever for the client’s answer', () => {
      const client = new TestClient({ timings: { drainMs: 10 } });
      client.machine.drain(client.nowMs);
      client.says();
      client.pass(10);
      expect(client.says()).to.deep.equal(['GOAWAY 0 NO_ERROR']);
      expect(client.machine.isOver).to.equal(true);
    });
  });

  describe('§6.9: WINDOW_UPDATE', () => {
    it('of another length than four is FRAME_SIZE_ERROR', () =>
      endsWith('FRAME_SIZE_ERROR', frame(FRAME.WINDOW_UPDATE, 0, 0, bytes(5))));
    it('of nothing is PROTOCOL_ERROR on the connection', () =>
      endsWith('PROTOCOL_ERROR', windowUpdate(0, 0)));
    it('§5.1: on an idle stream is PROTOCOL_ERROR', () => endsWith('PROTOCOL_ERROR', windowUpdate(1, 1)));
    it('§6.9.1: beyond 2^31-1 is FLOW_CONTROL_ERROR on the connection', () =>
      endsWith('FLOW_CONTROL_ERROR', windowUpdate(0, 0x7fff_ffff)));

    it('of nothing is a stream error PROTOCOL_ERROR on a stream', () => {
      const client = new TestClient();
      client.send(headers(1, HOLD), windowUpdate(1, 0), ping());
      expect(client.says()).to.deep.equal(['1 RST_STREAM PROTOCOL_ERROR', 'PING ack 0']);
    });

    it('§6.9.1: beyond 2^31-1 is a stream error FLOW_CONTROL_ERROR on a stream', () => {
      const client = new TestClient();
      client.send(headers(1, HOLD), windowUpdate(1, 0x7fff_ffff), ping());
      expect(client.says()).to.deep.equal(['1 RST_STREAM FLOW_CONTROL_ERROR', 'PING ack 0']);
    });

    it('§5.1: may come late, for a stream that has ended', () => {
      const client = new TestClient();
      client.ask(1, '/t.T/Echo', 'x');
      client.says();
      client.send(windowUpdate(1, 1), ping());
      expect(client.says()).to.deep.equal(['PING ack 0']);
    });
  });

  describe('§6.10: CONTINUATION', () => {
    it('goes on with a header block, in any number of frames', () => {
      const client = new TestClient();
      const whole = block(ECHO);
      client.send(
        frame(FRAME.HEADERS, 0, 1, whole.subarray(0, 10)),
        frame(FRAME.CONTINUATION, 0, 1, whole.subarray(10, 11)),
        frame(FRAME.CONTINUATION, FLAG.END_HEADERS, 1, whole.subarray(11)),
        data(1, message('hi'), FLAG.END_STREAM),
      );
      expect(client.says()).to.deep.equal(answer(1, 'hi'));
    });

    it('keeps the END_STREAM of its HEADERS', () => {
      const client = new TestClient();
      client.send(
        frame(FRAME.HEADERS, FLAG.END_STREAM, 1, block(callFields('/t.T/Talk')).subarray(0, 5)),
        frame(FRAME.CONTINUATION, FLAG.END_HEADERS, 1, block(callFields('/t.T/Talk')).subarray(5)),
      );
      expect(client.heard).to.deep.equal(['half-closed']);
    });

    it('without a header block is PROTOCOL_ERROR', () =>
      endsWith('PROTOCOL_ERROR', frame(FRAME.CONTINUATION, FLAG.END_HEADERS, 1, block(ECHO))));
    it('after the end of a header block is PROTOCOL_ERROR', () =>
      endsWith(
        'PROTOCOL_ERROR',
        headers(1, ECHO),
        frame(FRAME.CONTINUATION, FLAG.END_HEADERS, 1, block(ECHO)),
      ));
    it('of another stream is PROTOCOL_ERROR', () =>
      endsWith('PROTOCOL_ERROR', frame(FRAME.HEADERS, 0, 1, block(ECHO)), frame(FRAME.CONTINUATION, 4, 3)));
  });

  describe('§6.9.1: flow control of answers', () => {
    const sentTo = (client: TestClient): number =>
      client
        .frames()
        .filter(({ type }) => type === FRAME.DATA)
        .reduce((sum, { payload }) => sum + payload.length, 0);

    it('sends no more than the window of the stream, and goes on when it widens', () => {
      const client = new TestClient();
      client.send(settings([SETTING.INITIAL_WINDOW_SIZE, 10]), windowUpdate(0, 1_000_000));
      client.ask(1, '/t.T/Hold');
      client.held[0]?.call.reply(bytes(100));
      expect(client.says().slice(1)).to.deep.equal([`1 ${OK_HEADERS}`, '1 DATA 10']);
      client.send(windowUpdate(1, 94));
      expect(client.says()).to.deep.equal(['1 DATA 94']);
      client.send(windowUpdate(1, 1));
      expect(client.says()).to.deep.equal(['1 DATA 1', '1 HEADERS grpc-status=0 end']);
    });

    it('sends no more than the window of the connection, to all streams together, taking turns', () => {
      const client = new TestClient();
      client.send(settings([SETTING.INITIAL_WINDOW_SIZE, 1_000_000]));
      for (const id of [1, 3]) client.ask(id, '/t.T/Hold');
      for (const { call } of client.held) call.reply(bytes(60_000));
      expect(sentTo(client)).to.equal(65_535);
      client.send(windowUpdate(0, 32_768));
      expect(client.says()).to.deep.equal(['3 DATA 16384', '3 DATA 16384']);
      client.send(windowUpdate(0, 1_000_000));
      expect(client.says().at(-1)).to.equal('3 HEADERS grpc-status=0 end');
    });

    it('§6.9.2: a smaller INITIAL_WINDOW_SIZE may leave windows below zero, and nothing is sent until they are above', () => {
      const client = new TestClient();
      client.send(settings([SETTING.INITIAL_WINDOW_SIZE, 100]));
      client.ask(1, '/t.T/Follow');
      client.followed[0]?.write(bytes(55));
      client.send(settings([SETTING.INITIAL_WINDOW_SIZE, 30]));
      client.says();
      client.followed[0]?.write(bytes(5));
      client.send(windowUpdate(1, 30));
      expect(client.says()).to.deep.equal([]);
      client.send(windowUpdate(1, 3));
      expect(client.says()).to.deep.equal(['1 DATA 3']);
      client.send(settings([SETTING.INITIAL_WINDOW_SIZE, 40]));
      expect(client.says()).to.deep.equal(['SETTINGS ack', '1 DATA 7']);
    });

    it('§6.9.2: an INITIAL_WINDOW_SIZE that takes a stream’s window beyond 2^31-1 is FLOW_CONTROL_ERROR', () => {
      endsWith(
        'FLOW_CONTROL_ERROR',
        headers(1, HOLD),
        windowUpdate(1, 0x7fff_ffff - 65_535),
        settings([SETTING.INITIAL_WINDOW_SIZE, 65_536]),
      );
    });
  });

  describe('§6.9: flow control of requests', () => {
    it('gives back what was read: a request of many windows comes through', () => {
      const client = new TestClient();
      client.send(headers(1, callFields('/t.T/Hold')));
      const whole = message(bytes(900_000));
      let window = 256 * 1024;
      for (let at = 0; at < whole.length; at += 16_384) {
        const piece = whole.subarray(at, at + 16_384);
        window -= piece.length;
        expect(window).to.be.at.least(0);
        client.send(data(1, piece, at + 16_384 >= whole.length ? FLAG.END_STREAM : 0));
        for (const line of client.says()) window += Number(/^1 WINDOW_UPDATE (\d+)$/.exec(line)?.[1] ?? 0);
      }
      expect(client.held[0]?.request.length).to.equal(900_000);
    });

    it('more DATA than the window of its stream is a stream error FLOW_CONTROL_ERROR', () => {
      const client = new TestClient();
      client.send(headers(1, callFields('/t.T/Talk')));
      client.talks[0]?.pause();
      for (let sent = 0; sent <= 256 * 1024; sent += 16_384) client.send(data(1, message(bytes(16_379))));
      expect(client.says().at(-1)).to.equal('1 RST_STREAM FLOW_CONTROL_ERROR');
      expect(client.heard).to.deep.equal(['cancelled']);
    });

    it('DATA of a stream that was reset counts for the connection, whose window is given back', () => {
      const client = new TestClient();
      client.send(headers(1, callFields('/t.T/Talk')), windowUpdate(1, 0));
      const said: string[] = [];
      for (let sent = 0; sent < 4 * 1024 * 1024; sent += 16_384) {
        client.send(data(1, bytes(16_384)));
        said.push(...client.says());
      }
      expect(said.filter((line) => line.startsWith('0 WINDOW_UPDATE'))).to.have.length(2);
      expect(client.troubles).to.deep.equal([]);
    });
  });

  it('§5.4.1: after a connection error nothing more is read', () => {
    const client = new TestClient();
    client.send(data(0, bytes(1)), ping(), headers(1, ECHO));
    client.send(ping());
    expect(client.says()).to.deep.equal(['GOAWAY 0 PROTOCOL_ERROR']);
  });

  it('§5.4.1: the text of a GOAWAY says what was wrong', () => {
    const client = new TestClient();
    client.send(data(0, uint32(0)));
    expect(client.frames()[0]?.payload.subarray(8).toString()).to.match(/^DATA on stream 0/);
  });
});
