import { expect } from 'chai';
import { FLAG, FRAME, SETTING } from '../../../src/rpc/http2/constants.ts';
import { HeldBytes } from '../../../src/rpc/http2/held.ts';
import {
  BAD_REQUESTS,
  CONTINUATIONS_MAX,
  EMPTY_DATA,
  HELD_BYTES_FAIR,
  HELD_BYTES_MAX,
  IGNORED_FRAMES,
  OUTPUT_BYTES_MAX,
  PRIORITIES,
  QUEUED_BYTES_MAX,
  RESETS,
  SETTINGS_FRAMES,
  STALL_BYTES_MIN,
  STREAM_BYTES,
  STREAMS_MAX,
  UNREAD_BYTES_MAX,
  WINDOW_UPDATES,
} from '../../../src/rpc/http2/limits.ts';
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
  windowUpdate,
} from '../support/frames.ts';
import { answer, OK_HEADERS, MESSAGE_BYTES_MAX, TestClient } from '../support/test-client.ts';

const HOLD = callFields('/t.T/Hold');
const TALK = callFields('/t.T/Talk');
const bytes = (length: number): Uint8Array => new Uint8Array(length);
const lastOf = (client: TestClient): string => client.says().at(-1) ?? 'nothing';

/** `count` times the frames are taken; one time more ends the connection with ENHANCE_YOUR_CALM. */
function expectBudget(
  cause: string,
  count: number,
  frames: (nth: number) => Uint8Array,
  before: Uint8Array[] = [],
): void {
  const client = new TestClient();
  client.send(...before);
  for (let nth = 1; nth <= count; nth++) client.send(frames(nth));
  expect(client.troubles).to.deep.equal([]);
  client.send(frames(count + 1));
  expect(client.troubles.map((each) => each.cause)).to.deep.equal([cause]);
  expect(client.counts.connections.get('protocol')).to.equal(undefined);
  expect(lastOf(client)).to.match(/ENHANCE_YOUR_CALM$/);
}

describe('rpc/limits', () => {
  describe('floods of frames that cost their sender nothing', () => {
    it('streams that are reset before they are answered (CVE-2023-44487)', () => {
      const openAndReset = (nth: number): Uint8Array =>
        Buffer.concat([headers(2 * nth - 1, HOLD), resetStream(2 * nth - 1, 8)]);
      expectBudget('too-many-resets', RESETS.burst, openAndReset);
    });

    it('streams that the server is made to reset (CVE-2025-8671)', () => {
      const openAndBreak = (nth: number): Uint8Array =>
        Buffer.concat([headers(2 * nth - 1, HOLD), windowUpdate(2 * nth - 1, 0)]);
      expectBudget('too-many-resets', RESETS.burst, openAndBreak);
    });

    it('requests that are malformed (CVE-2019-9516)', () => {
      const nameless = Buffer.concat([block(HOLD), bytes(3 * 100)]);
      const ask = (nth: number): Uint8Array =>
        frame(FRAME.HEADERS, FLAG.END_HEADERS | FLAG.END_STREAM, 2 * nth - 1, nameless);
      expectBudget('too-many-bad-requests', BAD_REQUESTS.burst, ask);
    });

    it('requests with headers larger than may be', () => {
      const large = block([...HOLD, ...Array.from({ length: 2_100 }, (): [string, string] => ['a', ''])]);
      const ask = (nth: number): Uint8Array =>
        frame(FRAME.HEADERS, FLAG.END_HEADERS | FLAG.END_STREAM, 2 * nth - 1, large);
      expectBudget('too-many-bad-requests', BAD_REQUESTS.burst, ask);
    });

    it('SETTINGS (CVE-2019-9515)', () =>
      expectBudget('too-many-settings', SETTINGS_FRAMES.burst - 1, () => settings()));

    it('PING, beyond what grpc-go allows clients without calls', () => {
      expectBudget('too-many-pings', 3, () => ping());
    });

    it('DATA without any (CVE-2019-9518)', () =>
      expectBudget('too-much-empty-data', EMPTY_DATA.burst, () => data(1, bytes(0)), [headers(1, TALK)]));

    it('PRIORITY', () =>
      expectBudget('too-many-priorities', PRIORITIES.burst, () => frame(FRAME.PRIORITY, 0, 1, bytes(5))));

    it('WINDOW_UPDATE', () =>
      expectBudget('too-many-window-updates', WINDOW_UPDATES.burst, () => windowUpdate(0, 1)));

    it('frames of unknown types', () =>
      expectBudget('too-many-ignored-frames', IGNORED_FRAMES.burst, () => frame(0x99, 0, 0)));

    it('CONTINUATION (CVE-2024-27983)', () => {
      const open = frame(FRAME.HEADERS, 0, 1, block(HOLD));
      expectBudget('header-block-too-long', CONTINUATIONS_MAX, () => frame(FRAME.CONTINUATION, 0, 1), [open]);
    });

    it('header blocks of many bytes', () => {
      const client = new TestClient();
      client.send(frame(FRAME.HEADERS, 0, 1, bytes(16_384)));
      for (let each = 0; each < 3; each++) client.send(frame(FRAME.CONTINUATION, 0, 1, bytes(16_384)));
      expect(client.troubles).to.deep.equal([]);
      client.send(frame(FRAME.CONTINUATION, 0, 1, bytes(1)));
      expect(client.troubles.map(({ cause }) => cause)).to.deep.equal(['header-block-too-long']);
    });

    it('acknowledgements of SETTINGS that nobody sent', () =>
      expectBudget('too-many-ignored-frames', IGNORED_FRAMES.burst, () =>
        frame(FRAME.SETTINGS, FLAG.ACK, 0),
      ));

    it('GOAWAY after the first', () => {
      const goAway = (): Uint8Array => frame(FRAME.GOAWAY, 0, 0, bytes(8));
      const before = [headers(1, TALK), goAway()];
      expectBudget('too-many-ignored-frames', IGNORED_FRAMES.burst, goAway, before);
    });

    it('are forgiven as time passes', () => {
      const client = new TestClient();
      for (let second = 0; second < 30; second++) {
        for (let each = 0; each < SETTINGS_FRAMES.perSecond; each++) client.send(settings());
        client.nowMs += 1_000;
      }
      expect(client.troubles).to.deep.equal([]);
    });

    it('are none while answers flow: each frame of DATA allows some WINDOW_UPDATEs', () => {
      const client = new TestClient();
      client.ask(1, '/t.T/Follow');
      for (let nth = 0; nth < WINDOW_UPDATES.burst; nth++) {
        client.followed[0]?.write(bytes(0));
        client.send(windowUpdate(0, 4), windowUpdate(0, 1), windowUpdate(1, 5));
        if (nth % 1_000 === 0) client.frames();
      }
      expect(client.troubles).to.deep.equal([]);
    });
  });

  it('calls that were answered may be reset at will: a watch that is cancelled is no attack', () => {
    const client = new TestClient();
    for (let nth = 0; nth <= RESETS.burst; nth++) {
      client.send(headers(2 * nth + 1, TALK));
      client.talks[nth]?.write(bytes(1));
      client.send(resetStream(2 * nth + 1, 8));
      client.frames();
    }
    expect(client.troubles).to.deep.equal([]);
  });

  describe('pings, as grpc-go judges them', () => {
    const pingEvery = (client: TestClient, ms: number, count: number): void => {
      for (let each = 0; each < count; each++) {
        client.nowMs += ms;
        client.send(ping());
      }
    };

    it('may come every five seconds while calls are open', () => {
      const client = new TestClient();
      client.ask(1, '/t.T/Hold');
      pingEvery(client, 5_000, 20);
      expect(client.troubles).to.deep.equal([]);
    });

    it('end the connection when they come sooner, with the words clients look for', () => {
      const client = new TestClient();
      client.ask(1, '/t.T/Hold');
      pingEvery(client, 4_999, 4);
      expect(client.frames().at(-1)?.payload.subarray(8).toString()).to.equal('too_many_pings');
      expect(client.machine.isOver).to.equal(true);
    });

    it('may come every two hours without any call', () => {
      const client = new TestClient();
      pingEvery(client, 2 * 60 * 60 * 1000, 5);
      expect(client.troubles).to.deep.equal([]);
      pingEvery(client, 60_000, 3);
      expect(client.troubles.map(({ cause }) => cause)).to.deep.equal(['too-many-pings']);
    });

    it('may measure the way after anything was sent', () => {
      const client = new TestClient();
      for (let nth = 0; nth < 100; nth++) {
        client.ask(2 * nth + 1, '/t.T/Echo');
        client.send(ping());
        client.frames();
      }
      expect(client.troubles).to.deep.equal([]);
    });
  });

  describe('a client that goes silent', () => {
    const timings = { keepAliveMs: 1_000, keepAliveTimeoutMs: 100 };

    it('hears nothing after the GOAWAY of another end at the same moment', () => {
      const client = new TestClient({ timings: { ...timings, requestMs: 1_000 } });
      client.send(ping().subarray(0, 12));
      client.pass(1_000);
      expect(client.says()).to.deep.equal(['GOAWAY 0 ENHANCE_YOUR_CALM']);
    });

    it('is asked, and given up when it does not answer', () => {
      const client = new TestClient({ timings });
      client.ask(1, '/t.T/Hold');
      client.pass(1_000);
      expect(client.says()).to.deep.equal(['PING']);
      client.pass(100);
      expect(client.troubles.map(({ cause }) => cause)).to.deep.equal(['silent']);
      expect(client.heard).to.deep.equal(['cancelled']);
    });

    it('is kept when it answers', () => {
      const client = new TestClient({ timings });
      for (let each = 0; each < 3; each++) {
        client.pass(1_000);
        client.send(frame(FRAME.PING, FLAG.ACK, 0, client.frames()[0]?.payload));
      }
      client.pass(999);
      expect(client.machine.isOver).to.equal(false);
    });
  });

  describe('time', () => {
    const timings = { requestMs: 1_000 };

    it('a request that is not whole in time is ended', () => {
      const client = new TestClient({ timings });
      client.send(headers(1, HOLD), data(1, message('half').subarray(0, 7)));
      client.pass(1_000);
      expect(client.says()[0]).to.match(
        /^1 HEADERS .*grpc-status=4 grpc-message=the request was not whole in time/,
      );
      expect(client.machine.isOver).to.equal(false);
    });

    it('a request that is whole may take as long as it takes, and so may a stream', () => {
      const client = new TestClient({ timings });
      client.ask(1, '/t.T/Hold');
      client.send(headers(3, TALK));
      client.pass(60_000);
      expect(client.says()).to.deep.equal([]);
    });

    it('a frame, a header block or a preface that is not whole in time ends the connection', () => {
      for (const piece of [ping().subarray(0, 12), frame(FRAME.HEADERS, 0, 1, block(HOLD))]) {
        const client = new TestClient({ timings });
        client.send(piece);
        client.pass(999);
        expect(client.machine.isOver).to.equal(false);
        client.pass(1);
        expect(client.troubles.map(({ cause }) => cause)).to.deep.equal(['slow-request']);
      }
      const mute = new TestClient({ timings, silent: true });
      mute.send(preface.subarray(0, 5));
      mute.pass(1_000);
      expect(mute.machine.isOver).to.equal(true);
    });

    it('a busy connection is not slow because its chunks end in the middle of frames', () => {
      const client = new TestClient({ timings });
      client.send(headers(1, TALK), data(1, message('x')).subarray(0, 10));
      for (let each = 0; each < 10; each++) {
        client.pass(600);
        client.send(data(1, message('x')).subarray(10), data(1, message('x')).subarray(0, 10));
      }
      expect(client.troubles).to.deep.equal([]);
      client.pass(1_000);
      expect(client.troubles.map(({ cause }) => cause)).to.deep.equal(['slow-request']);
    });

    it('a header block that grows and does not end is slow all the same', () => {
      const client = new TestClient({ timings });
      client.send(frame(FRAME.HEADERS, 0, 1));
      for (let each = 0; each < 3; each++) {
        client.pass(400);
        client.send(frame(FRAME.CONTINUATION, 0, 1));
      }
      expect(client.troubles.map(({ cause }) => cause)).to.deep.equal(['slow-request']);
    });

    it('an old connection is asked to end, and ended after the grace', () => {
      const client = new TestClient({ timings: { ageMs: 1_000, ageGraceMs: 500, drainMs: 10 } });
      client.ask(1, '/t.T/Hold');
      client.pass(1_000);
      expect(client.says()[0]).to.equal(`GOAWAY ${0x7fff_ffff} NO_ERROR`);
      client.pass(499);
      expect(client.says()).to.deep.equal(['GOAWAY 1 NO_ERROR']);
      client.pass(1);
      expect(client.troubles.map(({ cause }) => cause)).to.deep.equal(['too-old']);
    });
  });

  describe('memory', () => {
    it('a call beyond the most that may be open is refused, and may be made again later', () => {
      const client = new TestClient();
      for (let nth = 0; nth < STREAMS_MAX; nth++) client.send(headers(2 * nth + 1, TALK));
      client.send(headers(2 * STREAMS_MAX + 1, TALK));
      expect(lastOf(client)).to.equal(`${2 * STREAMS_MAX + 1} RST_STREAM REFUSED_STREAM`);
      client.send(resetStream(1, 8), headers(2 * STREAMS_MAX + 3, TALK));
      expect(client.talks).to.have.length(STREAMS_MAX + 1);
    });

    it('headers of more than was announced are refused, and the connection lives on', () => {
      const client = new TestClient();
      const large = 'a'.repeat(30_000);
      const whole = block([...HOLD, ['a', large], ['b', large], ['c', large]]);
      const pieces = [0, 1, 2, 3].map((nth) => whole.subarray(nth * 15_000, (nth + 1) * 15_000));
      client.send(
        ...pieces.map((piece, nth) =>
          frame(nth === 0 ? FRAME.HEADERS : FRAME.CONTINUATION, nth === 3 ? FLAG.END_HEADERS : 0, 1, piece),
        ),
      );
      client.ask(3, '/t.T/Echo', 'x');
      expect(client.says()).to.deep.equal(['1 RST_STREAM ENHANCE_YOUR_CALM', ...answer(3, 'x')]);
      expect(client.counts.streams.get('headers-too-large')).to.equal(1);
    });

    it('headers that come to many times that end the connection, and are not read (CVE-2016-6581)', () => {
      const client = new TestClient();
      // An entry of the dynamic table, then its index as often as a frame holds it.
      const entry = Buffer.concat([
        block(HOLD),
        Uint8Array.of(0x40, 1, 0x61, 0x7f, 0x00),
        Buffer.alloc(127, 0x62),
      ]);
      client.send(frame(FRAME.HEADERS, FLAG.END_HEADERS, 1, entry));
      client.send(frame(FRAME.HEADERS, FLAG.END_HEADERS, 3, Buffer.alloc(16_000, 0xbe)));
      expect(client.troubles.map(({ cause }) => cause)).to.deep.equal(['headers-too-large']);
      expect(lastOf(client)).to.equal('GOAWAY 1 ENHANCE_YOUR_CALM');
    });

    it('requests that never end are reset once they hold too much together', () => {
      const client = new TestClient();
      const piece = message(bytes(MESSAGE_BYTES_MAX)).subarray(0, 16_384);
      let streams = 0;
      for (let held = 0; held <= UNREAD_BYTES_MAX; streams++) {
        const id = 2 * streams + 1;
        client.send(headers(id, HOLD), data(id, piece));
        held += piece.length;
        if (streams % 50 === 0) client.frames();
      }
      expect(lastOf(client)).to.equal(`${2 * streams - 1} RST_STREAM ENHANCE_YOUR_CALM`);
      expect(client.counts.streams.get('too-much-unread')).to.equal(1);
      // What the others hold is still theirs; a request that holds nothing is served.
      client.ask(2 * streams + 1, '/t.T/Echo', 'x');
      expect(client.says()).to.deep.equal(answer(2 * streams + 1, 'x'));
    });

    it('memory for a message grows with what has come of it', () => {
      const client = new TestClient();
      const begun = message(bytes(900_000)).subarray(0, 6);
      const before = process.memoryUsage().arrayBuffers;
      for (let nth = 0; nth < 1_000; nth++) client.send(headers(2 * nth + 1, HOLD), data(2 * nth + 1, begun));
      expect(process.memoryUsage().arrayBuffers - before).to.be.lessThan(100_000_000);
      expect(client.machine.openStreams).to.equal(1_000);
    });

    it('a client that does not take its answers is not read from until it does', () => {
      const client = new TestClient();
      client.send(settings([SETTING.INITIAL_WINDOW_SIZE, 10_000_000]), windowUpdate(0, 10_000_000));
      client.ask(1, '/t.T/Follow');
      for (let each = 0; each < 20; each++) client.followed[0]?.write(bytes(100_000));
      const waiting = client.take();
      expect(waiting?.length).to.be.within(OUTPUT_BYTES_MAX, OUTPUT_BYTES_MAX + 100_000);
      expect(client.machine.wantsInput).to.equal(false);
      client.machine.written(waiting ?? bytes(0), client.nowMs);
      expect(client.frames().length).to.be.greaterThan(0);
      expect(client.machine.wantsInput).to.equal(true);
    });

    it('a client that takes nothing of its output for long is cut off', () => {
      const client = new TestClient({ timings: { outputStallMs: 1_000 } });
      client.ask(1, '/t.T/Echo', 'x');
      expect(client.take()).to.not.equal(null);
      client.pass(1_000);
      expect(client.troubles.map(({ cause }) => cause)).to.deep.equal(['slow-reader']);
    });

    it('answers that a closed window holds back keep further calls out, and are given up in the end', () => {
      const client = new TestClient({ timings: { outputStallMs: 1_000 } });
      client.send(settings([SETTING.INITIAL_WINDOW_SIZE, 0]));
      const large = bytes(QUEUED_BYTES_MAX / 2);
      for (const id of [1, 3]) client.ask(id, '/t.T/Hold');
      for (const { call } of client.held) call.reply(large);
      client.ask(5, '/t.T/Echo', 'x');
      expect(lastOf(client)).to.equal('5 RST_STREAM REFUSED_STREAM');
      client.pass(500);
      client.send(settings([SETTING.MAX_FRAME_SIZE, STALL_BYTES_MIN]));
      client.send(windowUpdate(0, 1), windowUpdate(1, STALL_BYTES_MIN));
      client.pass(500);
      const taken = ['SETTINGS ack', `1 DATA ${STALL_BYTES_MIN}`, '3 RST_STREAM CANCEL'];
      expect(client.says()).to.deep.equal(taken);
      client.pass(1_000);
      expect(client.says()).to.deep.equal(['1 RST_STREAM CANCEL']);
      client.ask(7, '/t.T/Hold');
      expect(client.held).to.have.length(3);
    });

    it('an answer that is taken an octet at a time is given up (CVE-2019-9511, CVE-2019-9517)', () => {
      const client = new TestClient({ timings: { outputStallMs: 1_000 } });
      client.send(settings([SETTING.INITIAL_WINDOW_SIZE, 0]));
      client.ask(1, '/t.T/Echo', 'x'.repeat(100));
      for (let each = 0; each < 10; each++) {
        client.pass(100);
        client.send(windowUpdate(1, 1));
      }
      expect(lastOf(client)).to.equal('1 RST_STREAM CANCEL');
      expect(client.counts.streams.get('slow-reader')).to.equal(1);
    });

    it('calls that were taken together are not all answered once too much waits', () => {
      const client = new TestClient();
      for (const id of [1, 3, 5]) client.ask(id, '/t.T/Hold');
      for (const { call } of client.held) call.reply(bytes(QUEUED_BYTES_MAX + 100_000));
      expect(client.says().slice(-2)).to.deep.equal([`5 ${OK_HEADERS}`, '5 RST_STREAM ENHANCE_YOUR_CALM']);
      expect(client.counts.streams.get('too-much-queued')).to.equal(2);
    });

    describe('of all connections together', () => {
      const held = new HeldBytes();
      const others = HELD_BYTES_MAX;
      before(() => held.changed(0, others));

      it('turns away who holds much, and serves who holds little', () => {
        const client = new TestClient({ held });
        const streamsFair = HELD_BYTES_FAIR / STREAM_BYTES;
        for (let nth = 0; nth <= streamsFair; nth++) client.send(headers(2 * nth + 1, TALK));
        client.send(headers(2 * streamsFair + 3, TALK));
        expect(lastOf(client)).to.equal(`${2 * streamsFair + 3} RST_STREAM REFUSED_STREAM`);
        expect(client.counts.streams.get('too-much-held')).to.equal(1);
        const small = new TestClient({ held });
        small.ask(1, '/t.T/Echo', 'x');
        expect(small.says()).to.deep.equal(answer(1, 'x'));
        small.machine.lost();
        client.machine.lost();
      });

      it('is what they hold: calls, unread requests and answers that wait, and nothing once they are gone', () => {
        const client = new TestClient({ held });
        client.send(settings([SETTING.INITIAL_WINDOW_SIZE, 0]));
        client.send(headers(1, HOLD), data(1, message(bytes(1_000)).subarray(0, 500)));
        expect(held.bytes - others).to.equal(STREAM_BYTES + 500);
        client.ask(3, '/t.T/Echo', 'x');
        expect(held.bytes - others).to.equal(2 * STREAM_BYTES + 500 + 6);
        client.machine.lost();
        expect(held.bytes).to.equal(others);
      });
    });
  });
});
