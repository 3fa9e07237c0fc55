/**
 * A peer connection whose bytes come in any pieces and are damaged now and then: what comes out is what went in, in order,
 * up to the damage, and nothing after it.
 */
import { FRAME_BYTES_MAX } from '../../../src/ports/network.ts';
import { nextFloat, nextInteger, nextUint32, type Random } from '../../../src/core/base/random.ts';
import {
  encodeFrames,
  encodeKeepAlive,
  FrameReader,
  FRAME_OVERHEAD_BYTES,
} from '../../../src/io/stream-frame.ts';
import { damaged } from '../damage.ts';
import type { Conversation, Feed, Tally } from '../target.ts';

const DAMAGED = 0.05;
const KEEP_ALIVES = 0.1;
const PAYLOAD_BYTES_MAX = 300;
const PIECE_BYTES_MAX = 200;
/** Damage may announce a frame of any length up to the limit; what has come of it is held (stream-frame.ts F1). */
const HELD_BYTES_MAX = 64 * 1024;

export class StreamedConversation implements Conversation {
  readonly subject = new FrameReader();
  readonly bytesMax = HELD_BYTES_MAX;
  private readonly random: Random;
  private readonly tally: Tally;
  private readonly onFeed: Feed;
  private sent: Uint8Array[] = [];
  private last: Uint8Array | null = null;
  private isDamaged = false;
  private isOver = false;

  constructor(random: Random, tally: Tally, onFeed: Feed) {
    this.random = random;
    this.tally = tally;
    this.onFeed = onFeed;
  }

  step(): boolean {
    const sound = this.someFrame();
    const breaks = !this.isDamaged && nextFloat(this.random) < DAMAGED;
    const bytes = breaks ? damaged(this.random, sound, nextInteger(this.random, 0, sound.length - 1)) : sound;
    // Until it is read to its end, a frame that was cut takes up what follows.
    if (Buffer.compare(bytes, sound) !== 0) this.isDamaged = true;
    this.tally.count(breaks ? 'damaged' : this.isDamaged ? 'behind damage' : 'sound');
    this.onFeed(bytes);
    this.feed(bytes);
    if (!this.isDamaged && this.sent.length > 0) throw new Error('what is sound did not come out');
    return !this.isOver;
  }

  end(): void {
    if (this.isOver) this.tally.count('damage noticed');
    const announced = Buffer.alloc(FRAME_OVERHEAD_BYTES);
    announced.writeUInt32BE(FRAME_BYTES_MAX + 2);
    if (new FrameReader().push(announced, () => true) === null)
      throw new Error('a frame of any length is taken');
  }

  private someFrame(): Buffer {
    if (nextFloat(this.random) < KEEP_ALIVES) return Buffer.from(encodeKeepAlive());
    const payload = Buffer.alloc(
      nextInteger(this.random, 0, PAYLOAD_BYTES_MAX),
      nextUint32(this.random) & 0xff,
    );
    this.sent.push(payload);
    return Buffer.concat(encodeFrames([payload]));
  }

  private feed(bytes: Buffer): void {
    for (let at = 0; at < bytes.length && !this.isOver;) {
      const length = nextInteger(this.random, 1, PIECE_BYTES_MAX);
      const problem = this.subject.push(bytes.subarray(at, at + length), (payload) => this.came(payload));
      if (problem !== null) this.noticed(problem);
      at += length;
    }
  }

  /** A frame that was doubled is sound, so it comes out again; one that was removed is missed by nobody here. */
  private came(payload: Uint8Array): boolean {
    const isSame = (each: Uint8Array): boolean => Buffer.compare(each, payload) === 0;
    const at = this.sent.findIndex(isSame);
    const isDouble = this.isDamaged && this.last !== null && isSame(this.last);
    if (at < 0 && !isDouble) throw new Error('something else came out than went in');
    if (at >= 0) this.sent.splice(0, at + 1);
    this.last = Uint8Array.from(payload);
    return true;
  }

  private noticed(problem: string): void {
    if (!this.isDamaged) throw new Error(`what is sound was refused: ${problem}`);
    this.isOver = true;
  }
}
