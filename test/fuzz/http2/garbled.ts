/**
 * A client whose bytes were damaged on the way, at random: nobody knows what becomes of it, but the server must neither
 * throw nor say what is no frame, and it must not matter in which pieces the bytes came.
 */
import { expect } from 'chai';
import { FLAG, FRAME, FRAME_HEADER_BYTES } from '../../../src/rpc/http2/constants.ts';
import { nextFloat, nextInteger, type Random } from '../../../src/core/base/random.ts';
import { frame, framesOf, preface, settings } from '../../rpc/support/frames.ts';
import { damaged } from '../damage.ts';
import type { Conversation, Feed, Tally } from '../target.ts';
import { ClientModel } from './client-model.ts';
import { soundFrames } from './sound.ts';
import { Subject } from './subject.ts';

const DAMAGED = 0.08;
const PIECE_BYTES_MAX = 200;
const LONG_MS = 120_000;
const GREETING = Buffer.concat([preface, settings(), frame(FRAME.SETTINGS, FLAG.ACK, 0)]);

export class GarbledConversation implements Conversation {
  readonly subject = new Subject();
  private readonly whole = new Subject();
  private readonly random: Random;
  private readonly tally: Tally;
  private readonly onFeed: Feed;
  private readonly client: ClientModel;
  private readonly saidInPieces: Buffer[] = [];
  private readonly saidToWhole: Buffer[] = [];

  constructor(random: Random, tally: Tally, onFeed: Feed) {
    this.random = random;
    this.tally = tally;
    this.onFeed = onFeed;
    this.client = new ClientModel(random);
    this.say(GREETING);
  }

  get bytesMax(): number {
    return this.subject.bytesMax;
  }

  step(): boolean {
    const sound = soundFrames(this.client);
    const isDamaged = nextFloat(this.random) < DAMAGED;
    this.say(isDamaged ? damaged(this.random, sound, this.place(sound)) : sound);
    this.tally.count(isDamaged ? 'damaged' : 'behind damage');
    if (!this.subject.machine.isOver) return true;
    this.tally.count('ended by damage');
    return false;
  }

  end(): void {
    this.listen();
    const [pieces, whole] = [Buffer.concat(this.saidInPieces), Buffer.concat(this.saidToWhole)];
    expect(pieces.toString('hex'), 'what is said to the same bytes in other pieces').to.equal(
      whole.toString('hex'),
    );
    framesOf(pieces);
    this.letTimePass();
    for (const { machine, held } of [this.subject, this.whole]) {
      machine.lost();
      expect(machine.openStreams, 'streams of a lost connection').to.equal(0);
      expect(held.bytes, 'bytes held for a lost connection').to.equal(0);
    }
  }

  /** Most damage is in the header of a frame: much of what lies behind it is of other layers. */
  private place(bytes: Buffer): number {
    const inHeader = nextFloat(this.random) < 0.4;
    return nextInteger(this.random, 0, (inHeader ? FRAME_HEADER_BYTES : bytes.length) - 1);
  }

  /** What has begun is given up in time, whatever it is. */
  private letTimePass(): void {
    const { subject } = this;
    while (subject.machine.wakeAtMs < LONG_MS) {
      subject.nowMs = subject.machine.wakeAtMs;
      subject.machine.tick(subject.nowMs);
      subject.said();
    }
  }

  private say(bytes: Buffer): void {
    this.onFeed(bytes);
    this.whole.receive(bytes);
    for (let at = 0; at < bytes.length;) {
      const length = nextInteger(this.random, 1, PIECE_BYTES_MAX);
      this.subject.receive(bytes.subarray(at, at + length));
      at += length;
    }
    this.listen();
  }

  private listen(): void {
    const [pieces, whole] = [this.subject.said(), this.whole.said()];
    if (pieces !== null) this.saidInPieces.push(pieces);
    if (whole !== null) this.saidToWhole.push(whole);
  }
}
