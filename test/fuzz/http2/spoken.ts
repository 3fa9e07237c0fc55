/**
 * A client that knows what it does: what it may say is taken, and what it may not say ends what it must, with the code it
 * must. What the server says besides keeps windows and order (AnswerChecker).
 */
import { expect } from 'chai';
import { ERROR, FLAG, FRAME, describeError } from '../../../src/rpc/http2/constants.ts';
import { BAD_REQUESTS } from '../../../src/rpc/http2/limits.ts';
import { nextFloat, nextInteger, type Random } from '../../../src/core/base/random.ts';
import { AnswerChecker } from '../../rpc/support/answer-checker.ts';
import { frame, framesOf, preface, settings } from '../../rpc/support/frames.ts';
import type { Frame } from '../../rpc/support/frames.ts';
import type { Conversation, Feed, Tally } from '../target.ts';
import { ClientModel } from './client-model.ts';
import { someSin, type Verdict } from './sins.ts';
import { soundFrames } from './sound.ts';
import { Subject } from './subject.ts';

/** Of a stream, which alone pays for it; of the connection, which ends it all. */
const STREAM_SINS = 0.05;
const CONNECTION_SINS = 0.01;
const HANDLERS_ACT = 0.3;
const CUT = 0.3;
const MS_BETWEEN = 3;
const GREETING = Buffer.concat([preface, settings(), frame(FRAME.SETTINGS, FLAG.ACK, 0)]);

export class SpokenConversation implements Conversation {
  readonly subject = new Subject();
  private readonly random: Random;
  private readonly tally: Tally;
  private readonly onFeed: Feed;
  private readonly client: ClientModel;
  private readonly checker = new AnswerChecker();
  private streamSins = 0;

  constructor(random: Random, tally: Tally, onFeed: Feed) {
    this.random = random;
    this.tally = tally;
    this.onFeed = onFeed;
    this.client = new ClientModel(random);
    onFeed(GREETING);
    this.subject.receive(GREETING);
    this.subject.said();
  }

  get bytesMax(): number {
    return this.subject.bytesMax;
  }

  step(): boolean {
    this.subject.nowMs += nextInteger(this.random, 0, MS_BETWEEN);
    if (nextFloat(this.random) < HANDLERS_ACT) {
      this.subject.handlers.act(this.random);
      this.expectSound('what its handlers did', this.hear());
    }
    const chance = nextFloat(this.random);
    if (chance < CONNECTION_SINS) return this.sin('connection');
    return chance < CONNECTION_SINS + STREAM_SINS ? this.sin('stream') : this.speak();
  }

  end(): void {
    this.subject.machine.lost();
    this.hear();
    expect(this.subject.machine.openStreams, 'streams of a lost connection').to.equal(0);
    expect(this.subject.held.bytes, 'bytes held for a lost connection').to.equal(0);
  }

  private speak(): true {
    const bytes = soundFrames(this.client);
    // One frame at a time, so that the checker knows what the server had seen when it spoke.
    for (const { type, flags, id, payload } of framesOf(bytes)) {
      this.checker.clientSays(type, flags, id, payload);
      this.feed(frame(type, flags, id, payload));
      this.expectSound('what is allowed', this.hear());
    }
    this.tally.count('sound');
    return true;
  }

  private sin(of: Verdict['of']): boolean {
    const { name, bytes, verdict } = someSin(this.client, of);
    this.tally.count(name);
    this.checker.giveUpOnLimits();
    this.feed(bytes);
    const told = this.hear().filter(isTrouble).map(describeTrouble);
    if (verdict.of === 'stream') {
      this.streamSins += 1;
      if (this.streamSins > BAD_REQUESTS.burst && this.subject.machine.isOver) {
        expect(told.at(-1), `${name}, once too often`).to.equal(
          `connection ${describeError(ERROR.ENHANCE_YOUR_CALM)}`,
        );
        return false;
      }
      expect(told, name).to.deep.equal([`stream ${verdict.id} ${describeError(verdict.code)}`]);
      return true;
    }
    expect(told.at(-1), name).to.equal(`connection ${describeError(verdict.code)}`);
    expect(this.subject.machine.isOver, name).to.equal(true);
    this.subject.receive(bytes);
    expect(this.hear(), `after GOAWAY for ${name}`).to.deep.equal([]);
    return false;
  }

  private expectSound(what: string, frames: readonly Frame[]): void {
    const trouble = frames.find(isTrouble);
    if (trouble !== undefined) throw new Error(`${what} was answered with ${describeTrouble(trouble)}`);
  }

  private feed(bytes: Buffer): void {
    this.onFeed(bytes);
    if (nextFloat(this.random) >= CUT) return this.subject.receive(bytes);
    const cut = nextInteger(this.random, 0, bytes.length);
    this.subject.receive(bytes.subarray(0, cut));
    this.subject.receive(bytes.subarray(cut));
  }

  private hear(): Frame[] {
    const said = this.subject.said();
    if (said === null) return [];
    const frames = framesOf(said);
    this.checker.read(frames);
    for (const each of frames) this.client.hears(each);
    return frames;
  }
}

/** NO_ERROR tells a client that its answer is whole (§8.1). */
const isTrouble = ({ type, payload }: Frame): boolean =>
  type === FRAME.GOAWAY || (type === FRAME.RST_STREAM && payload.readUInt32BE() !== ERROR.NO_ERROR);

const describeTrouble = ({ type, id, payload }: Frame): string =>
  type === FRAME.GOAWAY
    ? `connection ${describeError(payload.readUInt32BE(4))}`
    : `stream ${id} ${describeError(payload.readUInt32BE())}`;
