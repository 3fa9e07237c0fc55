/**
 * Random clients against the machine: mostly sound frames, some broken ones, handlers that answer when they like. It must
 * never throw; what it sends must be frames a client can take (windows, order, ends: AnswerChecker); and it must not
 * matter how the client's bytes were cut into chunks.
 */
import { expect } from 'chai';
import { createRandom, nextFloat, nextInteger, pick, type Random } from '../../src/core/base/random.ts';
import { FLAG, FRAME, SETTING } from '../../src/rpc/http2/constants.ts';
import { AnswerChecker } from './support/answer-checker.ts';
import {
  callFields,
  data,
  frame,
  framesOf,
  headers,
  message,
  preface,
  resetStream,
  settings,
  windowUpdate,
} from './support/frames.ts';
import { TestClient } from './support/test-client.ts';

const STEPS = 200;
const BROKEN = 0.004;
const PATHS = ['/t.T/Echo', '/t.T/Hold', '/t.T/Fail', '/t.T/Follow', '/t.T/Talk', '/no.Such/Call'];
const FIELDS = PATHS.map((path) => callFields(path));

/** What came of it: a fuzzer whose connections all end at the first frame tests little. */
export interface FuzzedConnections {
  answered: number;
  ended: number;
}

export function fuzzConnections(seed: number, connections: number): FuzzedConnections {
  const random = createRandom(seed);
  const seen = { answered: 0, ended: 0 };
  for (let nth = 0; nth < connections; nth++) {
    const fuzzed = new FuzzedClient(random);
    for (let step = 0; step < STEPS && !fuzzed.client.machine.isOver; step++) fuzzed.step();
    fuzzed.end();
    seen.answered += fuzzed.checker.ended;
    if (fuzzed.client.troubles.length > 0) seen.ended += 1;
    expect(replayed(random, fuzzed.sent), `seed ${seed}, connection ${nth}: in other pieces`).to.deep.equal(
      replayed(random, fuzzed.sent, fuzzed.sent.length),
    );
  }
  return seen;
}

class FuzzedClient {
  readonly client = new TestClient();
  readonly checker = new AnswerChecker();
  sent: Buffer = Buffer.alloc(0);
  private readonly random: Random;
  private lastId = -1;

  constructor(random: Random) {
    this.random = random;
  }

  step(): void {
    if (nextFloat(this.random) < 0.3) this.handlersAct();
    else this.say(this.someFrames());
    this.checker.read(this.client.frames());
  }

  end(): void {
    this.client.machine.lost();
    this.checker.read(this.client.frames());
    expect(this.client.machine.openStreams).to.equal(0);
  }

  /** One frame at a time, so that the checker knows what the server had seen when it spoke. */
  private say(bytes: Buffer): void {
    const broken = nextFloat(this.random) < BROKEN;
    if (broken) bytes[nextInteger(this.random, 0, bytes.length - 1)] = nextInteger(this.random, 0, 255);
    this.sent = Buffer.concat([this.sent, bytes]);
    if (broken) {
      this.checker.giveUpOnLimits();
      this.client.send(bytes);
      return;
    }
    for (const { type, flags, id, payload } of framesOf(bytes)) {
      this.checker.clientSays(type, flags, id, payload);
      this.client.send(frame(type, flags, id, payload));
      this.checker.read(this.client.frames());
    }
  }

  private someFrames(): Buffer {
    const { random } = this;
    if (this.lastId < 0) return this.someCall();
    switch (nextInteger(random, 0, 9)) {
      case 0:
      case 1:
      case 2:
        return this.someCall();
      case 3:
        return data(this.someId(), message('x'.repeat(nextInteger(random, 0, 300))), this.maybeEnd());
      case 4:
        return resetStream(this.someId(), 8);
      case 5:
        return windowUpdate(nextFloat(random) < 0.5 ? 0 : this.someId(), nextInteger(random, 1, 100_000));
      case 6:
        return settings([SETTING.INITIAL_WINDOW_SIZE, nextInteger(random, 0, 100_000)]);
      case 7:
        return settings(
          [SETTING.MAX_FRAME_SIZE, nextInteger(random, 16_384, 40_000)],
          [SETTING.HEADER_TABLE_SIZE, nextInteger(random, 0, 5_000)],
        );
      case 8:
        return frame(FRAME.PING, FLAG.ACK, 0, Buffer.alloc(8));
      default:
        return frame(
          nextInteger(random, 0xa, 0xff),
          0,
          this.someId(),
          Buffer.alloc(nextInteger(random, 0, 9)),
        );
    }
  }

  private someCall(): Buffer {
    const id = this.lastId + 2 * nextInteger(this.random, 1, 2);
    this.lastId = id;
    const head = headers(id, pick(this.random, FIELDS));
    return Buffer.concat([
      head,
      data(id, message('x'.repeat(nextInteger(this.random, 0, 300))), this.maybeEnd()),
    ]);
  }

  private maybeEnd(): number {
    return nextFloat(this.random) < 0.7 ? FLAG.END_STREAM : 0;
  }

  private someId(): number {
    return this.lastId - 2 * nextInteger(this.random, 0, Math.min(8, (this.lastId - 1) / 2));
  }

  private handlersAct(): void {
    const { random, client } = this;
    const size = nextFloat(random) < 0.1 ? 100_000 : 500;
    const content = new Uint8Array(nextInteger(random, 0, size));
    const streams = [...client.followed, ...client.talks];
    if (client.held.length > 0) pick(random, client.held).call.reply(content);
    if (streams.length === 0) return;
    const stream = pick(random, streams);
    switch (nextInteger(random, 0, 5)) {
      case 0:
        return stream.end();
      case 1:
        return stream.fail({ code: 11, message: 'enough' });
      case 2:
        return stream.pause();
      case 3:
        return stream.resume();
      default:
        stream.write(content);
    }
  }
}

/** What the server says to these bytes in chunks of some size, with handlers that only echo. */
function replayed(random: Random, sent: Buffer, chunkMax = 40): string[] {
  const client = new TestClient({ silent: true });
  const all = Buffer.concat([preface, settings(), frame(FRAME.SETTINGS, FLAG.ACK, 0), sent]);
  for (let at = 0; at < all.length;) {
    const length = nextInteger(random, 1, chunkMax);
    client.send(all.subarray(at, at + length));
    at += length;
  }
  return [...client.says(), ...client.heard];
}
