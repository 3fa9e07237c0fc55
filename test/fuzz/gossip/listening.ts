/**
 * A member that is told sound and damaged packets, frames and line contents, under no seal: whatever is taken must be in
 * bounds and mean the same when it is written again, and the member must stay whole, alive and within its memory.
 */
import { FormatError } from '../../../src/codec/binary.ts';
import { decodeFrame, encodeFrame } from '../../../src/codec/gossip-frame.ts';
import { decodeLineContent, encodeLineContent } from '../../../src/codec/gossip-line.ts';
import { decodePacket, encodePacket } from '../../../src/codec/gossip-packet.ts';
import { nextFloat, nextInteger, type Random } from '../../../src/core/base/random.ts';
import { MEMBERS_MAX, PACKET_BYTES_MAX, QUEUE_MAX, RELAYS_MAX } from '../../../src/core/gossip/limits.ts';
import { takeEffects, type Gossip } from '../../../src/core/gossip/pool.ts';
import { nextWakeMs, step } from '../../../src/core/gossip/step.ts';
import type { Input } from '../../../src/core/gossip/types.ts';
import { expectWhole, poolOf } from '../../core/gossip/pool-of.ts';
import { damaged } from '../damage.ts';
import type { Conversation, Feed, Tally } from '../target.ts';
import { someContent, someFrame, somePacket } from './sayings.ts';

const OTHERS = 20;
const DAMAGED = 0.4;
const FRAMES = 0.15;
const CONTENTS = 0.15;
const MS_BETWEEN = 500;
const LOOK_EVERY = 50;
/** A member that knows nobody; each it knows, with what waits to be passed on of it. */
const OWN_BYTES_MAX = 64 * 1024;
const MEMBER_BYTES_MAX = 4 * 1024;

interface Codec<T> {
  encode(value: T): Uint8Array;
  decode(bytes: Uint8Array): T | null;
}

const PACKETS = { encode: encodePacket, decode: decodePacket };
const STREAMED = { encode: encodeFrame, decode: decodeFrame };
const ON_LINES = { encode: encodeLineContent, decode: decodeLineContent };

export class ListeningConversation implements Conversation {
  readonly subject: Gossip = poolOf(OTHERS);
  private readonly random: Random;
  private readonly tally: Tally;
  private readonly onFeed: Feed;
  private nowMs = 0;
  private steps = 0;

  constructor(random: Random, tally: Tally, onFeed: Feed) {
    this.random = random;
    this.tally = tally;
    this.onFeed = onFeed;
  }

  get bytesMax(): number {
    return OWN_BYTES_MAX + this.subject.members.size * MEMBER_BYTES_MAX;
  }

  step(): boolean {
    this.letTimePass();
    const kind = nextFloat(this.random);
    if (kind < FRAMES) {
      const frame = this.carried(STREAMED, someFrame(this.random));
      if (frame !== null) this.hear({ type: 'frame', frame });
    } else if (kind < FRAMES + CONTENTS) this.carried(ON_LINES, someContent(this.random));
    else {
      const packet = this.carried(PACKETS, somePacket(this.random));
      if (packet !== null) this.hear({ type: 'packet', packet });
    }
    if (++this.steps % LOOK_EVERY === 0) this.look();
    return true;
  }

  end(): void {
    this.look();
  }

  /** What arrives of it; `null`: it was refused. */
  private carried<T>({ encode, decode }: Codec<T>, said: T): T | null {
    const sound = encode(said);
    const isDamaged = nextFloat(this.random) < DAMAGED;
    const bytes = isDamaged
      ? damaged(this.random, sound, nextInteger(this.random, 0, sound.length - 1))
      : sound;
    this.onFeed(bytes);
    const taken = decodedOrRefused(decode, bytes);
    if (!isDamaged && (taken === null || !isSame(encode(taken), sound)))
      throw new Error('what is sound was not taken');
    this.tally.count(isDamaged ? (taken === null ? 'damaged: refused' : 'damaged: taken') : 'sound');
    if (taken === null) return null;
    // What is taken of later releases is passed over, so it need not be the same bytes; it must mean the same for good.
    const again = encode(taken);
    const twice = decode(again);
    if (twice === null || !isSame(encode(twice), again))
      throw new Error('what was taken changes when it is passed on');
    return taken;
  }

  private hear(input: Input): void {
    step(this.subject, this.nowMs, input);
    this.takeOutput();
  }

  private letTimePass(): void {
    this.nowMs += nextInteger(this.random, 0, MS_BETWEEN);
    for (let wake = nextWakeMs(this.subject); wake <= this.nowMs; wake = nextWakeMs(this.subject)) {
      step(this.subject, Math.max(wake, this.subject.nowMs), { type: 'wake' });
      this.takeOutput();
    }
  }

  private takeOutput(): void {
    for (const effect of takeEffects(this.subject)) {
      if (effect.type !== 'packet') continue;
      const { length } = encodePacket(effect.packet);
      if (length > PACKET_BYTES_MAX) throw new Error(`a packet of ${length} bytes is sent`);
    }
  }

  private look(): void {
    const { subject } = this;
    expectWhole(subject);
    if (subject.self.state !== 'alive')
      throw new Error(`it believed others that it is ${subject.self.state}`);
    if (subject.members.size > MEMBERS_MAX) throw new Error(`${subject.members.size} members are known`);
    if (subject.relays.length > RELAYS_MAX)
      throw new Error(`${subject.relays.length} pings are under way for others`);
    if (subject.broadcasts.waiting > QUEUE_MAX) throw new Error(`${subject.broadcasts.waiting} rumours wait`);
  }
}

function decodedOrRefused<T>(decode: (bytes: Uint8Array) => T | null, bytes: Uint8Array): T | null {
  try {
    return decode(bytes);
  } catch (error) {
    if (error instanceof FormatError) return null;
    throw error;
  }
}

const isSame = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;
