import { expect } from 'chai';
import { FLAG } from '../../../src/rpc/http2/constants.ts';
import { CLOSED_STREAMS_REMEMBERED } from '../../../src/rpc/http2/limits.ts';
import { callFields, data, headers, message, ping, resetStream, windowUpdate } from '../support/frames.ts';
import type { Fields } from '../support/frames.ts';
import { answer, OK_HEADERS, TestClient } from '../support/test-client.ts';

const HOLD = callFields('/t.T/Hold');
const TALK = callFields('/t.T/Talk');
const nothing = new Uint8Array(0);

describe('RFC 9113 §5.1: a stream', () => {
  let client: TestClient;
  beforeEach(() => (client = new TestClient()));

  const expectConnectionError = (code: string): void => {
    expect(client.says().at(-1)).to.match(new RegExp(`^GOAWAY \\d+ ${code}$`));
    expect(client.machine.isOver).to.equal(true);
  };

  it('that is idle takes no DATA: PROTOCOL_ERROR', () => {
    client.send(data(1, message('x')));
    expectConnectionError('PROTOCOL_ERROR');
  });

  it('whose client is done takes no more DATA: a stream error STREAM_CLOSED', () => {
    client.ask(1, '/t.T/Hold');
    client.send(data(1, message('x')));
    expect(client.says()).to.deep.equal(['1 RST_STREAM STREAM_CLOSED']);
    expect(client.heard).to.deep.equal(['cancelled']);
  });

  it('whose client is done takes no more HEADERS: a stream error STREAM_CLOSED', () => {
    client.ask(1, '/t.T/Hold');
    client.send(headers(1, [], FLAG.END_STREAM));
    expect(client.says()).to.deep.equal(['1 RST_STREAM STREAM_CLOSED']);
  });

  it('that has ended takes no DATA: a stream error STREAM_CLOSED', () => {
    client.ask(1, '/t.T/Echo', 'x');
    client.says();
    client.send(data(1, message('x')), ping());
    expect(client.says()).to.deep.equal(['1 RST_STREAM STREAM_CLOSED', 'PING ack 0']);
  });

  it('that has ended takes no HEADERS: STREAM_CLOSED', () => {
    client.ask(1, '/t.T/Echo', 'x');
    client.send(headers(1, HOLD));
    expectConnectionError('STREAM_CLOSED');
  });

  it('that its client has reset takes no DATA and no HEADERS', () => {
    client.send(headers(1, TALK), resetStream(1, 8), data(1, message('x')));
    expect(client.says()).to.deep.equal(['1 RST_STREAM STREAM_CLOSED']);
    client.send(headers(1, HOLD));
    expectConnectionError('STREAM_CLOSED');
  });

  it('that the server has reset may get all that its client sent before it knew', () => {
    client.send(headers(1, TALK), windowUpdate(1, 0));
    client.says();
    client.send(
      data(1, message('x')),
      windowUpdate(1, 5),
      headers(1, [], FLAG.END_STREAM),
      resetStream(1, 8),
    );
    client.send(ping());
    expect(client.says()).to.deep.equal(['PING ack 0']);
    expect(client.heard).to.deep.equal(['cancelled']);
  });

  it('§5.1.1: is opened by clients under odd identifiers: an even one is PROTOCOL_ERROR', () => {
    client.send(headers(2, HOLD));
    expectConnectionError('PROTOCOL_ERROR');
  });

  it('§5.1.1: has a higher identifier than all before it: one that went back is PROTOCOL_ERROR', () => {
    client.send(headers(5, HOLD), headers(3, HOLD));
    expectConnectionError('PROTOCOL_ERROR');
  });

  it('§5.1.1: closes the identifiers below its own, which are not idle any more', () => {
    client.send(headers(5, TALK), windowUpdate(3, 1), resetStream(3, 8), ping());
    expect(client.says()).to.deep.equal(['PING ack 0']);
  });

  it('§5.1: is forgotten some time after its end, and late frames then cost the client a reset', () => {
    client.send(headers(1, TALK), windowUpdate(1, 0));
    for (let each = 1; each <= CLOSED_STREAMS_REMEMBERED; each++) client.ask(1 + 2 * each, '/t.T/Echo', 'x');
    client.says();
    client.send(data(1, message('x')));
    expect(client.says()).to.deep.equal(['1 RST_STREAM STREAM_CLOSED']);
  });

  it('§5.4.2: ends alone when something is wrong with it', () => {
    client.send(headers(1, HOLD), headers(3, TALK), windowUpdate(3, 0));
    client.send(data(1, message('still here'), FLAG.END_STREAM));
    expect(client.held[0]?.request).to.equal('still here');
    expect(client.machine.isOver).to.equal(false);
  });

  it('§8.1: that is answered before its request is whole is told to stop with NO_ERROR', () => {
    client.send(headers(1, TALK));
    client.talks[0]?.end();
    expect(client.says()).to.deep.equal([
      `1 ${OK_HEADERS}`,
      '1 HEADERS grpc-status=0 end',
      '1 RST_STREAM NO_ERROR',
    ]);
    client.send(data(1, message('late'), FLAG.END_STREAM), ping());
    expect(client.says()).to.deep.equal(['PING ack 0']);
    expect(client.heard).to.deep.equal([]);
  });
});

describe('RFC 9113 §8.1: a request', () => {
  let client: TestClient;
  beforeEach(() => (client = new TestClient()));

  const without = (name: string): Fields => HOLD.filter(([each]) => each !== name);
  const withField = (name: string, value: string): Fields => [...HOLD, [name, value]];

  function expectMalformed(fields: Fields): void {
    const each = new TestClient();
    each.send(headers(1, fields), ping());
    expect(each.says()).to.deep.equal(['1 RST_STREAM PROTOCOL_ERROR', 'PING ack 0']);
    expect(each.counts.streams.get('malformed-request')).to.equal(1);
  }

  it('§8.1: may have trailers, which end it', () => {
    client.send(headers(1, HOLD), data(1, message('x')), headers(1, [['x-check', '1']], FLAG.END_STREAM));
    expect(client.held[0]?.request).to.equal('x');
  });

  it('§8.1: whose second header block does not end it is malformed', () => {
    client.send(headers(1, HOLD), headers(1, [['x-check', '1']]));
    expect(client.says()).to.deep.equal(['1 RST_STREAM PROTOCOL_ERROR']);
  });

  it('§8.1: with a pseudo-header field in its trailers is malformed', () => {
    client.send(headers(1, HOLD), headers(1, [[':path', '/']], FLAG.END_STREAM));
    expect(client.says()).to.deep.equal(['1 RST_STREAM PROTOCOL_ERROR']);
  });

  it('§8.1.1: with more or less content than it announced is malformed', () => {
    client.send(headers(1, withField('content-length', '6')), data(1, message('xx')));
    client.send(headers(3, withField('content-length', '9')), data(3, message('xx'), FLAG.END_STREAM));
    client.send(
      headers(5, withField('content-length', '9')),
      data(5, message('xx')),
      headers(5, [], FLAG.END_STREAM),
    );
    client.send(headers(7, withField('content-length', '9'), FLAG.END_STREAM));
    expect(client.says()).to.deep.equal([1, 3, 5, 7].map((id) => `${id} RST_STREAM PROTOCOL_ERROR`));
  });

  it('§8.1.1: with exactly the content it announced is taken', () => {
    client.send(headers(1, withField('content-length', '7')), data(1, message('xx'), FLAG.END_STREAM));
    expect(client.held).to.have.length(1);
  });

  it('§8.1.1: whose length is no number, or two, is malformed', () => {
    for (const value of ['', '-1', '1 ', '1e3', '99999999999999999999']) {
      expectMalformed(withField('content-length', value));
    }
    expectMalformed([...withField('content-length', '1'), ['content-length', '2']]);
  });

  it('§8.2.1: with a field name in capitals, empty, or with other characters is malformed', () => {
    for (const name of ['X-Test', '', 'a b', 'a\x7f', 'a\u00ff', 'a:b', 'a\0'])
      expectMalformed(withField(name, 'x'));
  });

  it('§8.2.1: with NUL, CR, LF or surrounding blanks in a value is malformed', () => {
    for (const value of ['a\0b', 'a\rb', 'a\nb', ' a', 'a ', '\ta', 'a\t'])
      expectMalformed(withField('x', value));
    expectMalformed([...without(':path'), [':path', '/t\n']]);
  });

  it('§8.2.2: with fields of HTTP/1 connections is malformed', () => {
    for (const name of ['connection', 'proxy-connection', 'keep-alive', 'transfer-encoding', 'upgrade']) {
      expectMalformed(withField(name, 'x'));
    }
  });

  it('§8.2.2: may say te, but nothing than trailers', () => {
    expectMalformed([...without('te'), ['te', 'gzip']]);
    client.send(headers(1, without('te')), data(1, message(''), FLAG.END_STREAM));
    expect(client.held).to.have.length(1);
  });

  it('§8.3: with a pseudo-header field after a regular one is malformed', () => {
    expectMalformed([...without(':path'), [':path', '/t.T/Hold']]);
  });

  it('§8.3: with an unknown pseudo-header field, or one of answers, is malformed', () => {
    expectMalformed([[':protocol', 'x'], ...HOLD]);
    expectMalformed([[':status', '200'], ...HOLD]);
  });

  it('§8.3.1: without method, scheme or path, or with an empty path, is malformed', () => {
    for (const name of [':method', ':scheme', ':path']) expectMalformed(without(name));
    expectMalformed([[':path', ''], ...without(':path')]);
    expectMalformed([[':path', 'no-slash'], ...without(':path')]);
  });

  it('§8.3.1: with a pseudo-header field twice is malformed', () => {
    for (const field of HOLD.slice(0, 4)) expectMalformed([field, ...HOLD]);
  });

  it('§8.5: CONNECT with a path, or to nowhere, is malformed; CONNECT is not offered', () => {
    expectMalformed([[':method', 'CONNECT'], ...without(':method')]);
    expectMalformed([[':method', 'CONNECT']]);
    client.send(
      headers(
        1,
        [
          [':method', 'CONNECT'],
          [':authority', 'there:1'],
        ],
        FLAG.END_STREAM,
      ),
    );
    expect(client.says()[0]).to.match(/^1 HEADERS :status=405 /);
  });

  it('§8.1: may end with an empty DATA frame of its own', () => {
    client.send(headers(1, callFields('/t.T/Echo')), data(1, message('x')));
    expect(client.says()).to.deep.equal([]);
    client.send(data(1, nothing, FLAG.END_STREAM));
    expect(client.says()).to.deep.equal(answer(1, 'x'));
  });
});
