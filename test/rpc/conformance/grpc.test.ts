import { expect } from 'chai';
import { FLAG, SETTING } from '../../../src/rpc/http2/constants.ts';
import { percentEncoded } from '../../../src/rpc/grpc/status.ts';
import { readTimeoutMs } from '../../../src/rpc/grpc/timeout.ts';
import {
  callFields,
  data,
  headers,
  message,
  ping,
  resetStream,
  settings,
  windowUpdate,
} from '../support/frames.ts';
import type { Fields } from '../support/frames.ts';
import { answer, MESSAGE_BYTES_MAX, OK_HEADERS, TestClient } from '../support/test-client.ts';

const bytes = (length: number): Uint8Array => new Uint8Array(length);

describe('gRPC over HTTP/2', () => {
  let client: TestClient;
  beforeEach(() => (client = new TestClient()));

  /** The answer to a request of these headers and this content. */
  function answerTo(fields: Fields, content: Uint8Array = message('x')): string[] {
    const each = new TestClient();
    each.send(headers(1, fields), data(1, content, FLAG.END_STREAM));
    return each.says();
  }

  const swapped = (name: string, value: string): Fields =>
    callFields('/t.T/Echo').map(([each, old]) => [each, each === name ? value : old]);

  describe('a request', () => {
    it('is answered with headers, one message and a status', () => {
      client.ask(1, '/t.T/Echo', 'hello');
      expect(client.says()).to.deep.equal(answer(1, 'hello'));
    });

    it('whose answer waits for a window keeps the answer’s memory until all of it is in frames', () => {
      const told: string[] = [];
      const hold = (id: number): void => {
        client.ask(id, '/t.T/Hold');
        client.held.at(-1)?.call.reply(bytes(100_000), () => told.push(`${id}`));
      };
      client.send(windowUpdate(0, 1_000_000));
      hold(1);
      client.says();
      expect(told).to.deep.equal([]);
      client.send(windowUpdate(1, 100_000));
      expect(told).to.deep.equal(['1']);
      hold(3);
      client.send(resetStream(3, 8));
      expect(told).to.deep.equal(['1', '3']);
    });

    it('whose answer leaves at once, or not at all, frees its memory at once', () => {
      const told: string[] = [];
      client.ask(1, '/t.T/Hold');
      const [{ call } = { call: null }] = client.held;
      call?.reply(bytes(100), () => told.push('sent'));
      call?.reply(bytes(100), () => told.push('dropped'));
      expect(told).to.deep.equal(['sent', 'dropped']);
    });

    it('may say which encoding of messages it uses', () => {
      for (const type of ['application/grpc+proto', 'application/grpc;charset=utf-8']) {
        expect(answerTo(swapped('content-type', type))).to.deep.equal(answer(1, 'x'));
      }
    });

    it('of another content type is refused in the words of HTTP', () => {
      for (const type of ['application/json', 'application/grpc-web', '']) {
        expect(answerTo(swapped('content-type', type))[0]).to.match(
          /^1 HEADERS :status=415 .*grpc-status=3 .* end$/,
        );
      }
    });

    it('for a method or a service that is not there is UNIMPLEMENTED, as grpc-go has it', () => {
      const refusal = (path: string): string => answerTo(callFields(path))[0] ?? '';
      expect(refusal('/t.T/Nonsense')).to.contain(
        'grpc-status=12 grpc-message=unknown method Nonsense for service t.T',
      );
      expect(refusal('/no.Such/Call')).to.contain('grpc-status=12 grpc-message=unknown service no.Such');
      expect(refusal('/nonsense')).to.contain(
        'grpc-status=12 grpc-message=malformed method name: "/nonsense"',
      );
    });

    it('that is refused by its headers need not be sent any further', () => {
      client.send(headers(1, callFields('/no.Such/Call')));
      expect(client.says()[1]).to.equal('1 RST_STREAM NO_ERROR');
      client.send(data(1, message('late'), FLAG.END_STREAM), ping());
      expect(client.says()).to.deep.equal(['PING ack 0']);
    });

    it('in an encoding that is not offered is told which is', () => {
      expect(answerTo(callFields('/t.T/Echo', [['grpc-encoding', 'gzip']]))[0]).to.match(
        /grpc-status=12 grpc-message=grpc: Decompressor is not installed for grpc-encoding "gzip" grpc-accept-encoding=identity end$/,
      );
      expect(answerTo(callFields('/t.T/Echo', [['grpc-encoding', 'identity']]))).to.deep.equal(
        answer(1, 'x'),
      );
    });

    it('shows its metadata: the first value of a name, and of binary ones the bytes', () => {
      const more: Fields = [
        ['x-a', 'one'],
        ['x-a', 'two'],
        ['x-bin', '/wAB'],
        ['y-bin', '/w==,AAA'],
        ['z-bin', 'not base64'],
      ];
      client.send(headers(1, callFields('/t.T/Hold', more)), data(1, message(''), FLAG.END_STREAM));
      const seen = ['x-a', 'x-bin', 'y-bin', 'z-bin', 'none'].map((name) =>
        client.held[0]?.call.metadata(name),
      );
      expect(seen).to.deep.equal(['one', '\xff\0\x01', '\xff', undefined, undefined]);
    });
  });

  describe('a message', () => {
    const pieces = (content: Uint8Array, size: number): Uint8Array[] =>
      Array.from({ length: Math.ceil(content.length / size) }, (_, nth) =>
        content.subarray(nth * size, (nth + 1) * size),
      );

    it('may be cut anywhere, also in its envelope', () => {
      for (const size of [1, 2, 4, 5, 6, 9]) {
        const each = new TestClient();
        each.send(headers(1, callFields('/t.T/Hold')));
        for (const piece of pieces(message('some text'), size)) each.send(data(1, piece));
        each.send(data(1, bytes(0), FLAG.END_STREAM));
        expect(each.held[0]?.request).to.equal('some text');
      }
    });

    it('may share its frame with others', () => {
      client.send(headers(1, callFields('/t.T/Talk')));
      const several = Buffer.concat([message('a'), message(''), message('bc')]);
      for (const piece of pieces(several, 7)) client.send(data(1, piece));
      expect(client.heard).to.deep.equal(['a', '', 'bc']);
    });

    it('longer than allowed is RESOURCE_EXHAUSTED, as grpc-go has it, before it is whole', () => {
      client.send(
        headers(1, callFields('/t.T/Hold')),
        data(1, message(bytes(MESSAGE_BYTES_MAX + 1)).subarray(0, 6)),
      );
      expect(client.says()).to.deep.equal([
        `1 ${OK_HEADERS} grpc-status=8 grpc-message=grpc: received message larger than max (1000001 vs. 1000000) end`,
        '1 RST_STREAM NO_ERROR',
      ]);
    });

    it('as long as allowed is taken', () => {
      client.send(headers(1, callFields('/t.T/Hold')));
      for (const piece of pieces(message(bytes(MESSAGE_BYTES_MAX)), 16_384)) client.send(data(1, piece));
      client.send(data(1, bytes(0), FLAG.END_STREAM));
      expect(client.held[0]?.request).to.have.length(MESSAGE_BYTES_MAX);
    });

    it('that says it is compressed, or worse, is INTERNAL', () => {
      const echo = callFields('/t.T/Echo');
      expect(answerTo(echo, message('x', 1))[0]).to.contain(
        'grpc-status=13 grpc-message=grpc: compressed flag set',
      );
      expect(answerTo(echo, message('x', 7))[0]).to.contain('grpc: received unexpected payload format 7');
    });

    it('that ends with its request before it is whole is INTERNAL', () => {
      expect(answerTo(callFields('/t.T/Echo'), message('x').subarray(0, 5))[0]).to.contain('grpc-status=13');
      expect(answerTo(callFields('/t.T/Talk'), message('x').subarray(0, 5))[0]).to.contain('grpc-status=13');
    });

    it('is needed, and no second one, where a method takes one: UNIMPLEMENTED', () => {
      const twice = Buffer.concat([message('x'), message('y')]);
      for (const path of ['/t.T/Echo', '/t.T/Follow']) {
        expect(answerTo(callFields(path), bytes(0))[0]).to.contain('grpc-status=12');
        expect(answerTo(callFields(path), twice)[0]).to.contain('grpc-status=12');
      }
    });
  });

  describe('a status', () => {
    it('without a message comes alone, in one header block', () => {
      client.ask(1, '/t.T/Fail', 'no such thing');
      expect(client.says()).to.deep.equal([`1 ${OK_HEADERS} grpc-status=9 grpc-message=no such thing end`]);
    });

    it('carries any text, percent-encoded', () => {
      expect(percentEncoded('100 %, \u00e9, \n')).to.equal('100 %25, %C3%A9, %0A');
      expect(percentEncoded('\ud800')).to.equal('%EF%BF%BD');
    });

    it('is cut to what every client can take', () => {
      client.ask(1, '/t.T/Fail', '\u00e9'.repeat(100_000));
      const [block] = client.frames();
      expect(block?.payload.length).to.be.lessThan(16_384);
    });

    it('goes without its text to a client that wants few headers', () => {
      client.send(settings([SETTING.MAX_HEADER_LIST_SIZE, 300]));
      client.ask(1, '/t.T/Fail', 'a text that is much too long for it');
      expect(client.says().at(-1)).to.equal(`1 ${OK_HEADERS} grpc-status=9 end`);
    });
  });

  describe('a deadline', () => {
    it('is said in six units and at most eight digits', () => {
      const texts = ['2H', '3M', '4S', '5m', '6000u', '7000000n', '00000008m'];
      expect(texts.map(readTimeoutMs)).to.deep.equal([7_200_000, 180_000, 4_000, 5, 6, 7, 8]);
      expect(['', 'S', '1', '1s', '-1S', '1.5S', '123456789S', '1S '].map(readTimeoutMs)).to.deep.equal(
        Array(8).fill(null),
      );
    });

    it('that is none is INTERNAL', () => {
      expect(answerTo(callFields('/t.T/Echo', [['grpc-timeout', 'soon']]))[0]).to.contain(
        ':status=400 content-type=application/grpc grpc-status=13 grpc-message=malformed grpc-timeout: "soon"',
      );
    });

    it('tells a handler how much time is left', () => {
      const fields = callFields('/t.T/Hold', [['grpc-timeout', '500m']]);
      client.send(headers(1, fields), data(1, message(''), FLAG.END_STREAM));
      client.ask(3, '/t.T/Hold');
      client.pass(200);
      client.send(ping());
      expect(client.held.map(({ call }) => call.timeoutMs)).to.deep.equal([300, null]);
    });

    it('ends the call and tells its handler when it has passed; what the handler says then is dropped', () => {
      const fields = callFields('/t.T/Hold', [['grpc-timeout', '500m']]);
      client.send(headers(1, fields), data(1, message(''), FLAG.END_STREAM));
      client.pass(499);
      expect(client.says()).to.deep.equal([]);
      client.pass(1);
      expect(client.says()).to.deep.equal([
        `1 ${OK_HEADERS} grpc-status=4 grpc-message=context deadline exceeded end`,
      ]);
      expect(client.heard).to.deep.equal(['cancelled']);
      client.held[0]?.call.reply(bytes(1));
      expect(client.says()).to.deep.equal([]);
    });

    it('ends a stream, too', () => {
      client.send(headers(1, callFields('/t.T/Talk', [['grpc-timeout', '1S']])));
      client.talks[0]?.write(Buffer.from('x'));
      client.pass(1_000);
      expect(client.says()).to.deep.equal([
        `1 ${OK_HEADERS}`,
        '1 DATA "x"',
        '1 HEADERS grpc-status=4 grpc-message=context deadline exceeded end',
        '1 RST_STREAM NO_ERROR',
      ]);
      expect(client.heard).to.deep.equal(['cancelled']);
    });

    it('that is met is forgotten', () => {
      const fields = callFields('/t.T/Echo', [['grpc-timeout', '1S']]);
      client.send(headers(1, fields), data(1, message('x'), FLAG.END_STREAM));
      client.says();
      client.pass(2_000);
      expect(client.says()).to.deep.equal([]);
    });
  });

  describe('a stream of answers', () => {
    it('has its headers with the first message, and its status after the last', () => {
      client.ask(1, '/t.T/Follow');
      expect(client.says()).to.deep.equal([]);
      client.followed[0]?.write(Buffer.from('a'));
      client.followed[0]?.write(Buffer.from('b'));
      client.followed[0]?.end();
      expect(client.says()).to.deep.equal([
        `1 ${OK_HEADERS}`,
        '1 DATA "a"',
        '1 DATA "b"',
        '1 HEADERS grpc-status=0 end',
      ]);
    });

    it('ends after what waits for the window, in order', () => {
      client.send(settings([SETTING.INITIAL_WINDOW_SIZE, 6]));
      client.ask(1, '/t.T/Follow');
      client.followed[0]?.write(Buffer.from('a'));
      client.followed[0]?.write(Buffer.from('b'));
      client.followed[0]?.fail({ code: 11, message: 'enough' });
      expect(client.says().slice(1)).to.deep.equal([`1 ${OK_HEADERS}`, '1 DATA "a"']);
      client.send(settings([SETTING.INITIAL_WINDOW_SIZE, 12]));
      expect(client.says()).to.deep.equal([
        'SETTINGS ack',
        '1 DATA "b"',
        '1 HEADERS grpc-status=11 grpc-message=enough end',
      ]);
    });

    it('holds its handler back while the client takes nothing, and tells it once there is room', () => {
      client.send(headers(1, callFields('/t.T/Talk')));
      let written = 0;
      while (client.talks[0]?.write(bytes(10_000))) written++;
      expect(written).to.be.within(7, 20);
      client.says();
      client.send(settings([SETTING.INITIAL_WINDOW_SIZE, 100_000]));
      expect(client.heard).to.deep.equal([]);
      client.send(settings([SETTING.INITIAL_WINDOW_SIZE, 1_000_000]));
      client.send(windowUpdate(0, 1_000_000));
      expect(client.heard).to.deep.equal(['drained']);
    });

    it('tells a handler that was held back of the room also when it wrote meanwhile, with less then waiting', () => {
      client.send(headers(1, callFields('/t.T/Talk')));
      while (client.talks[0]?.write(bytes(10_000)));
      client.send(settings([SETTING.INITIAL_WINDOW_SIZE, 120_000]));
      client.send(windowUpdate(0, 60_000));
      expect(client.talks[0]?.write(bytes(10))).to.equal(false);
      client.send(windowUpdate(0, 1_000_000));
      client.send(settings([SETTING.INITIAL_WINDOW_SIZE, 1_000_000]));
      client.says();
      expect(client.heard).to.deep.equal(['drained']);
      expect(client.talks[0]?.write(bytes(10))).to.equal(true);
    });

    it('is not cancelled by an ordinary end, but by a reset, once', () => {
      for (const id of [1, 3]) client.send(headers(id, callFields('/t.T/Talk')));
      client.talks[0]?.end();
      client.send(resetStream(3, 8));
      client.talks[1]?.end();
      client.machine.lost();
      expect(client.heard).to.deep.equal(['cancelled']);
    });

    it('is cancelled when the connection is lost', () => {
      client.send(headers(1, callFields('/t.T/Talk')));
      client.machine.lost();
      expect(client.heard).to.deep.equal(['cancelled']);
      expect(client.talks[0]?.write(bytes(1))).to.equal(false);
    });
  });

  describe('a stream of requests', () => {
    beforeEach(() => client.send(headers(1, callFields('/t.T/Talk'))));
    const say = (text: string, flags = 0): void => client.send(data(1, message(text), flags));

    it('is heard message by message, then its end', () => {
      say('a');
      say('b', FLAG.END_STREAM);
      expect(client.heard).to.deep.equal(['a', 'b', 'half-closed']);
      client.talks[0]?.end();
      expect(client.says().at(-1)).to.equal('1 HEADERS grpc-status=0 end');
    });

    it('is not heard while it is paused, and in order after that, at the end of a turn', () => {
      client.talks[0]?.pause();
      say('a');
      say('b', FLAG.END_STREAM);
      expect(client.heard).to.deep.equal([]);
      const asked = client.flushesAsked;
      client.talks[0]?.resume();
      expect(client.heard).to.deep.equal([]);
      expect(client.flushesAsked).to.equal(asked + 1);
      client.says();
      expect(client.heard).to.deep.equal(['a', 'b', 'half-closed']);
    });

    it('may be paused again in the middle of what had waited', () => {
      client.talks[0]?.pause();
      for (const text of ['a', 'b']) say(text);
      client.talks[0]?.resume();
      client.talks[0]?.pause();
      client.says();
      expect(client.heard).to.deep.equal([]);
      client.talks[0]?.resume();
      say('c');
      expect(client.heard).to.deep.equal([]);
      client.says();
      expect(client.heard).to.deep.equal(['a', 'b', 'c']);
    });

    it('gets its window back only for what was heard', () => {
      client.talks[0]?.pause();
      for (let each = 0; each < 10; each++) client.send(data(1, message(bytes(16_000))));
      expect(client.says()).to.deep.equal([]);
      client.talks[0]?.resume();
      expect(client.says()).to.deep.equal([`1 WINDOW_UPDATE ${10 * 16_005}`]);
      expect(client.heard).to.have.length(10);
    });
  });
});
