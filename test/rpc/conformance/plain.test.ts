import { expect } from 'chai';
import { FLAG, FRAME, SETTING } from '../../../src/rpc/http2/constants.ts';
import { TIMINGS } from '../../../src/rpc/http2/limits.ts';
import { data, headers, resetStream, settings, windowUpdate } from '../support/frames.ts';
import type { Fields, Frame } from '../support/frames.ts';
import { TestClient } from '../support/test-client.ts';

const asking = (method: string, path: string): Fields => [
  [':method', method],
  [':scheme', 'https'],
  [':path', path],
  [':authority', 'there'],
];
const contentOf = (frames: readonly Frame[]): number[] =>
  frames.filter(({ type }) => type === FRAME.DATA).map(({ payload }) => payload.length);

describe('A request over HTTP/2 that is no call of gRPC', () => {
  let client: TestClient;
  beforeEach(() => (client = new TestClient()));

  it('is answered with headers, its content as it is, and the end', () => {
    client.send(headers(1, asking('GET', '/health?bytes=7'), FLAG.END_STREAM));
    const frames = client.frames();
    expect(contentOf(frames)).to.deep.equal([7, 0]);
    expect(frames.map(({ flags }) => flags & FLAG.END_STREAM)).to.deep.equal([0, 0, FLAG.END_STREAM]);
    expect(frames[1]?.payload.toString()).to.equal('xxxxxxx');
  });

  it('is answered with headers alone where nothing is to follow', () => {
    client.send(headers(1, asking('GET', '/0'), FLAG.END_STREAM));
    expect(client.says()).to.deep.equal(['1 HEADERS :status=200 content-length=0 x-method=GET end']);
    client.send(headers(3, asking('HEAD', '/9'), FLAG.END_STREAM));
    expect(client.says()).to.deep.equal(['3 HEADERS :status=200 content-length=9 x-method=HEAD end']);
  });

  it('may have content, which is read and forgotten', () => {
    client.send(headers(1, asking('PUT', '/3')));
    for (let sent = 0; sent < 2 * 1024 * 1024; sent += 16_384) {
      client.send(data(1, new Uint8Array(16_384)));
      client.frames();
    }
    client.send(data(1, new Uint8Array(0), FLAG.END_STREAM));
    expect(client.says()[0]).to.match(/^1 HEADERS :status=405 .* end$/);
    expect(client.machine.isOver).to.equal(false);
  });

  it('gets no more content at once than its client’s windows let through', () => {
    client.send(settings([SETTING.INITIAL_WINDOW_SIZE, 10]));
    client.frames();
    client.send(headers(1, asking('GET', '/25'), FLAG.END_STREAM));
    expect(contentOf(client.frames())).to.deep.equal([10]);
    client.send(windowUpdate(1, 5));
    expect(contentOf(client.frames())).to.deep.equal([5]);
    client.send(windowUpdate(1, 100));
    const rest = client.frames();
    expect(contentOf(rest)).to.deep.equal([10, 0]);
    expect(rest.at(-1)!.flags).to.equal(FLAG.END_STREAM);
  });

  it('is given up when its client takes nothing of the answer', () => {
    client.send(
      settings([SETTING.INITIAL_WINDOW_SIZE, 10]),
      headers(1, asking('GET', '/25'), FLAG.END_STREAM),
    );
    client.frames();
    client.pass(TIMINGS.outputStallMs + 1);
    expect(client.says()).to.contain('1 RST_STREAM CANCEL');
  });

  it('is answered with 408 when it is not whole in time, and not at all when it is reset', () => {
    client.send(headers(1, asking('PUT', '/0')), headers(3, asking('PUT', '/0')), resetStream(3, 8));
    client.frames();
    client.pass(TIMINGS.requestMs + 1);
    const said = client.says().filter((line) => line.includes('HEADERS'));
    expect(said).to.deep.equal(['1 HEADERS :status=408 content-length=0 end']);
  });
});
