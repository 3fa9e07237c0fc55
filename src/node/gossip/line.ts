/**
 * One line to another member of a pool: a stream that both sides have said their hello on.
 *
 * L1. Nothing is handed on before the other's hello, and nothing sealed otherwise than this pool is: plain among sealed, or
 *     sealed among plain, ends the line.
 * L2. What is sent before the other's hello waits, at most `WAITING_MAX` of it; a hello that does not come within
 *     `HELLO_MS` ends the line. What is lost on a line that ends is lost: gossip says it again.
 * L3. Each end says something only when gossip does, so the connection is relaxed, and a line on which something was asked
 *     `SILENCE_MS` ago and nothing was heard since is given up: a new one finds the way round what swallowed it.
 * L4. It ends once, and says nothing afterwards.
 */
import { FormatError } from '../../codec/binary.ts';
import {
  decodeLineContent,
  decodeLineMessage,
  encodeHello,
  encodeLineContent,
  encodeLineMessage,
  HELLO_RANDOM_BYTES,
} from '../../codec/gossip-line.ts';
import type { LineContent, LineHello } from '../../codec/gossip-line.ts';
import type { Clock, Timer } from '../../ports/clock.ts';
import type { Entropy } from '../../ports/entropy.ts';
import type { Connection } from '../../ports/network.ts';
import type { LineSeal, PoolSeal } from '../../ports/pool-seal.ts';

const WAITING_MAX = 32;
const HELLO_MS = 5_000;
/** Longer than any round trip with its probe; a push-pull that is not answered costs no more than a dial. */
const SILENCE_MS = 5_000;

export interface LineGiven {
  readonly connection: Connection;
  readonly dialled: boolean;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly seal: PoolSeal | null;
  /** Who this member is, without the random bytes. */
  readonly self: Omit<LineHello, 'random'>;
  onHello(line: Line, hello: LineHello): void;
  onContent(line: Line, content: LineContent): void;
  onTrouble(line: Line, reason: string): void;
  onEnd(line: Line): void;
}

export class Line {
  /** Whose it is, once it has said hello. */
  other: LineHello | null = null;
  /** When something last went over it, either way. */
  usedMs: number;
  sentBytes = 0;
  /** When something was asked that nothing was heard after. */
  private unheardMs = Infinity;
  private readonly given: LineGiven;
  private readonly hello: Uint8Array;
  private readonly helloTimer: Timer;
  private lineSeal: LineSeal | null = null;
  private waiting: Uint8Array[] = [];
  private ended = false;

  constructor(given: LineGiven) {
    const { connection, clock, entropy, dialled, self } = given;
    this.given = given;
    this.usedMs = clock.monotonicMs();
    this.hello = encodeHello({ ...self, random: randomBytes(entropy) });
    this.helloTimer = clock.after(HELLO_MS, () => {
      if (this.other === null) this.end();
    });
    connection.handle({
      onOpen: () => undefined,
      onDrain: () => undefined,
      onClose: () => this.finish(),
      onFrame: (bytes) => this.receive(bytes),
    });
    connection.relax();
    if (dialled) connection.send(this.hello);
  }

  /** L3. */
  isMute(nowMs: number): boolean {
    return nowMs - this.unheardMs > SILENCE_MS;
  }

  get isSealed(): boolean {
    return this.lineSeal !== null;
  }

  send(content: LineContent): void {
    if (this.ended) return;
    const bytes = encodeLineContent(content);
    this.usedMs = this.given.clock.monotonicMs();
    if (wantsAnswer(content)) this.unheardMs = Math.min(this.unheardMs, this.usedMs);
    if (this.other !== null) this.transmit(bytes);
    else if (this.waiting.length < WAITING_MAX) this.waiting.push(bytes);
  }

  end(): void {
    if (this.ended) return;
    this.finish();
    this.given.connection.close();
  }

  private finish(): void {
    if (this.ended) return;
    this.ended = true;
    this.helloTimer.cancel();
    this.waiting = [];
    this.given.onEnd(this);
  }

  private transmit(content: Uint8Array): void {
    const message =
      this.lineSeal === null
        ? encodeLineMessage('plain', content)
        : encodeLineMessage('sealed', this.lineSeal.seal(content));
    this.sentBytes += message.length;
    this.given.connection.send(message);
  }

  private receive(bytes: Uint8Array): void {
    if (this.ended) return;
    this.usedMs = this.given.clock.monotonicMs();
    this.unheardMs = Infinity;
    try {
      this.hear(bytes);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      this.trouble(error.message);
    }
  }

  private hear(bytes: Uint8Array): void {
    const message = decodeLineMessage(bytes);
    switch (message.type) {
      case 'hello':
        this.hearHello(message.hello, bytes);
        return;
      case 'plain':
        if (this.given.seal === null) this.hearContent(message.content);
        else this.trouble('it speaks in the clear, and this pool is sealed: give it the gossip key');
        return;
      case 'sealed':
        this.hearSealed(message.content);
        return;
      case 'unknown':
    }
  }

  private hearHello(hello: LineHello, bytes: Uint8Array): void {
    const { self, dialled, connection, seal } = this.given;
    if (this.other !== null) return;
    if (hello.label !== self.label) {
      this.trouble(`it is of the pool "${hello.label}", this is "${self.label}": check --region and --join`);
      return;
    }
    if (hello.id === self.id) {
      this.end();
      return;
    }
    if (!dialled) connection.send(this.hello);
    if (seal !== null) this.lineSeal = seal.line({ ours: this.hello, theirs: bytes.slice() });
    this.other = hello;
    this.given.onHello(this, hello);
    for (const content of this.waiting.splice(0)) this.transmit(content);
  }

  private hearSealed(sealed: Uint8Array): void {
    // L1; a sealed message that overtook its hello is lost.
    if (this.lineSeal === null) {
      if (this.given.seal === null) this.trouble('it speaks sealed, and this server has no gossip key');
      return;
    }
    const content = this.lineSeal.open(sealed);
    if (content === null) this.trouble('no gossip key of this server opens what it says');
    else this.hearContent(content);
  }

  private hearContent(bytes: Uint8Array): void {
    if (this.other === null) return;
    const content = decodeLineContent(bytes);
    if (content !== null) this.given.onContent(this, content);
  }

  private trouble(reason: string): void {
    this.given.onTrouble(this, reason);
    this.end();
  }
}

/** L3. A line on which only answers are given, or rumours told, is heard of by what the other asks. */
function wantsAnswer(content: LineContent): boolean {
  switch (content.type) {
    case 'packet':
      return content.packet.body.type === 'ping';
    case 'frame':
      return content.frame.type === 'sync' ? content.frame.wanted : content.frame.type === 'stream-ping';
    case 'keyring':
      return true;
    case 'keyring-answer':
      return false;
  }
}

function randomBytes(entropy: Entropy): Uint8Array {
  const bytes = new Uint8Array(HELLO_RANDOM_BYTES);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < HELLO_RANDOM_BYTES; at += 8) view.setBigUint64(at, entropy.uint64());
  return bytes;
}
