/**
 * Two members whose datagrams and lines are sealed, and somebody between them who changes, cuts, repeats and reorders what
 * they send: the other side opens what was sent, once, and nothing else.
 */
import {
  nextFloat,
  nextInteger,
  nextUint32,
  nextUint64,
  type Random,
} from '../../../src/core/base/random.ts';
import { KEY_BYTES, Keyring } from '../../../src/io/gossip-keyring.ts';
import { GossipLineSeal } from '../../../src/io/gossip-line-seal.ts';
import { GossipSeal } from '../../../src/io/gossip-seal.ts';
import { idOf } from '../../core/gossip/pool-of.ts';
import { damaged } from '../damage.ts';
import type { Conversation, Feed, Tally } from '../target.ts';

const DAMAGED = 0.6;
const REPEATED = 0.15;
const LINES = 0.3;
const CONTENT_BYTES_MAX = 200;
/** Two seals with what they know of each other, and of senders that damage made up. */
const BYTES_MAX = 256 * 1024;
const POOL_KEY = new Uint8Array(KEY_BYTES).fill(7);
const [HELLO, REPLY] = [new Uint8Array(40).fill(1), new Uint8Array(40).fill(2)];

export class SealedConversation implements Conversation {
  readonly bytesMax = BYTES_MAX;
  readonly subject: { readonly seal: GossipSeal; readonly line: GossipLineSeal };
  private readonly random: Random;
  private readonly tally: Tally;
  private readonly onFeed: Feed;
  private readonly sender: GossipSeal;
  private readonly senderLine: GossipLineSeal;
  /** What was opened already. */
  private opened: Uint8Array[] = [];
  private openedOnLine: Uint8Array[] = [];

  constructor(random: Random, tally: Tally, onFeed: Feed) {
    this.random = random;
    this.tally = tally;
    this.onFeed = onFeed;
    const keyring = new Keyring(POOL_KEY);
    const entropy = { uint32: () => nextUint32(random), uint64: () => nextUint64(random) };
    const sealOf = (number: number): GossipSeal =>
      new GossipSeal({ self: idOf(number), label: 'lan', keyring, entropy, isMember: () => true });
    this.sender = sealOf(1);
    this.senderLine = new GossipLineSeal(keyring, 'wan', { ours: HELLO, theirs: REPLY });
    this.subject = {
      seal: sealOf(2),
      line: new GossipLineSeal(keyring, 'wan', { ours: REPLY, theirs: HELLO }),
    };
    this.getAcquainted();
  }

  step(): boolean {
    const onLine = nextFloat(this.random) < LINES;
    const opened = onLine ? this.openedOnLine : this.opened;
    const earlier = opened[nextInteger(this.random, 0, Math.max(0, opened.length - 1))];
    const content = Buffer.alloc(
      nextInteger(this.random, 0, CONTENT_BYTES_MAX),
      nextUint32(this.random) & 0xff,
    );
    if (earlier !== undefined && nextFloat(this.random) < REPEATED)
      this.expectRefused(earlier, onLine, 'repeated');
    else {
      const sealed = onLine ? this.senderLine.seal(content) : this.sender.seal(content, 0);
      this.carry(sealed, content, onLine);
      opened.push(Uint8Array.from(sealed));
    }
    return true;
  }

  end(): void {
    // Each datagram was judged as it came.
  }

  /** Damaged copies first, then the datagram itself: they must not have used up its number. */
  private carry(sealed: Uint8Array, content: Uint8Array, onLine: boolean): void {
    while (nextFloat(this.random) < DAMAGED) {
      const other = damaged(this.random, sealed, nextInteger(this.random, 0, sealed.length - 1));
      if (Buffer.compare(other, sealed) !== 0) this.expectRefused(other, onLine, 'damaged');
    }
    this.onFeed(sealed);
    const opened = this.open(sealed, onLine);
    if (opened === null || Buffer.compare(opened, content) !== 0)
      throw new Error('what is sound was not opened');
    this.tally.count(onLine ? 'opened on a line' : 'opened');
  }

  private expectRefused(bytes: Uint8Array, onLine: boolean, how: string): void {
    this.onFeed(bytes);
    if (this.open(bytes, onLine) !== null) throw new Error(`what was ${how} was opened`);
    this.tally.count(`${how}: refused`);
  }

  private open(bytes: Uint8Array, onLine: boolean): Uint8Array | null {
    if (onLine) return this.subject.line.open(bytes);
    const opened = this.subject.seal.open(bytes, 0);
    return opened.type === 'packets' ? (opened.packets[0] ?? null) : null;
  }

  private getAcquainted(): void {
    const first = this.subject.seal.open(this.sender.seal(new Uint8Array(1), 0), 0);
    const answer = first.type === 'reply' ? this.sender.open(first.datagram, 0) : first;
    const admitted = answer.type === 'reply' ? this.subject.seal.open(answer.datagram, 0) : answer;
    if (admitted.type !== 'packets') throw new Error('the two do not know each other');
  }
}
