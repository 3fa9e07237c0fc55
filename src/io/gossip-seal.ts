/**
 * Sealed datagrams: AES-256-GCM under a key of the sender's own, and nothing opened twice.
 *
 *   [format u8: 1][kind u8][sender 8][life 8][number u48][ciphertext][tag 16]
 *   kinds: 0 a packet; 1 a challenge [challenge 8][number u48 of the packet that waits]; 2 its answer [the same][u8: sent just
 *   now]. Everything before the ciphertext is authenticated with it; its numbers are big-endian.
 *
 * S1. Key = HKDF-SHA-256(pool key, salt = life, info = label and sender), nonce = number. A life is 8 random bytes
 *     drawn at each start, numbers count up from 1: no nonce is used twice under one key, whatever was forgotten. Pools of
 *     different labels that share a key do not read each other.
 * S2. Numbers pass a replay window. Of a sender's life that is not known here, after a restart of either side, nothing is
 *     believed before it has answered a challenge drawn here: a captured packet cannot do that. The packet that caused it
 *     waits, so a first ping is only late, and is believed if the sender says that it was sent just now.
 * S3. What is not sealed, or under no key of the ring, is refused, and nobody hears of it. A challenge goes only to a
 *     member's address, and is as short as the shortest packet: no third party can be flooded.
 * S4. Lives known and packets waiting are bounded; the one longest silent goes and is challenged again.
 */
import { createCipheriv, createDecipheriv, hkdfSync, timingSafeEqual } from 'node:crypto';
import { DATAGRAM_BYTES_MAX } from '../core/gossip/limits.ts';
import { NODE_ID_BYTES, type NodeId } from '../core/gossip/types.ts';
import type { Entropy } from '../ports/entropy.ts';
import type { DatagramSeal, Opened, RefusedReason, SealOptions } from '../ports/pool-seal.ts';
import type { Keyring } from './gossip-keyring.ts';
import { ReplayWindow } from './gossip-replay-window.ts';

const FORMAT = 1;
const CIPHER = 'aes-256-gcm';
const KIND_AT = 1;
const SENDER_AT = 2;
const LIFE_AT = SENDER_AT + NODE_ID_BYTES;
const LIFE_BYTES = 8;
const NUMBER_AT = LIFE_AT + LIFE_BYTES;
const NUMBER_BYTES = 6;
const HEADER_BYTES = NUMBER_AT + NUMBER_BYTES;
const TAG_BYTES = 16;
const NONCE_BYTES = 12;
const CHALLENGE_BYTES = 8;
export const SEAL_BYTES = HEADER_BYTES + TAG_BYTES;

/** S4. */
const LIVES_MAX = 8_192;
const WAITING_MAX = 256;
const CHALLENGE_MS = 5_000;
/** S2: "just now" is once to twice as long. */
const RECENT_MS = 1_000;

const KINDS = ['packet', 'challenge', 'answer'] as const;
type Kind = (typeof KINDS)[number];

interface Life {
  readonly keys: Map<Uint8Array, Buffer>;
  window: ReplayWindow | null;
  challenge: { readonly bytes: Buffer; readonly atMs: number } | null;
  waiting: { readonly packet: Buffer; readonly number: number } | null;
}

interface Content {
  readonly content: Buffer;
  readonly number: number;
  readonly nowMs: number;
}

export interface GossipSealOptions extends SealOptions {
  readonly keyring: Keyring;
  readonly entropy: Entropy;
}

export class GossipSeal implements DatagramSeal {
  readonly #options: GossipSealOptions;
  readonly #life: Buffer;
  readonly #ownKeys = new Map<Uint8Array, Buffer>();
  /** By sender and life; in the order in which they were last heard. */
  readonly #lives = new Map<string, Life>();
  #waiting = 0;
  #number = 0;
  /** What was sent after `number` was sent within `RECENT_MS`; after `before`, within twice that. */
  #recent = { sinceMs: 0, number: 0, before: 0 };

  constructor(options: GossipSealOptions) {
    this.#options = options;
    this.#life = randomBytes(options.entropy);
  }

  seal(packet: Uint8Array, nowMs: number): Uint8Array {
    this.#noteRecent(nowMs);
    return this.#seal('packet', packet);
  }

  open(datagram: Uint8Array, nowMs: number): Opened {
    const bytes = Buffer.from(datagram.buffer, datagram.byteOffset, datagram.length);
    const kind = kindOf(bytes);
    if (kind === null) return refused('not sealed');
    const from = bytes.toString('latin1', SENDER_AT, LIFE_AT) as NodeId;
    if (from === this.#options.self) return refused('own');
    const name = bytes.toString('latin1', SENDER_AT, NUMBER_AT);
    const life = this.#lives.get(name) ?? newLife();
    const content = this.#decrypt(bytes, life);
    if (content === null) return refused('no key opens it');
    this.#heard(name, life);
    const number = bytes.readUIntBE(NUMBER_AT, NUMBER_BYTES);
    if (kind === 'challenge') return this.#answer(from, content, nowMs);
    if (kind === 'answer') return this.#admit(from, life, { content, number, nowMs });
    if (life.window === null) return this.#challenge(from, life, { content, number, nowMs });
    if (!life.window.take(number)) return refused('replayed');
    return { type: 'packets', from, packets: [content] };
  }

  /** S2: holds the packet back until its sender has answered. */
  #challenge(from: NodeId, life: Life, { content, number, nowMs }: Content): Opened {
    if (!this.#options.isMember(from)) return refused('not a member');
    this.#takeWaiting(life);
    if (this.#waiting < WAITING_MAX) {
      this.#waiting++;
      life.waiting = { packet: content, number };
    }
    if (life.challenge === null || nowMs - life.challenge.atMs > CHALLENGE_MS)
      life.challenge = { bytes: randomBytes(this.#options.entropy), atMs: nowMs };
    const asked = Buffer.alloc(CHALLENGE_BYTES + NUMBER_BYTES);
    life.challenge.bytes.copy(asked);
    asked.writeUIntBE(number, CHALLENGE_BYTES, NUMBER_BYTES);
    return { type: 'reply', to: from, datagram: this.#seal('challenge', asked) };
  }

  /** To a challenge of any age: it proves that this life is running now, and what it has just sent. */
  #answer(from: NodeId, asked: Buffer, nowMs: number): Opened {
    if (!this.#options.isMember(from)) return refused('not a member');
    if (asked.length !== CHALLENGE_BYTES + NUMBER_BYTES) return refused('not sealed');
    this.#noteRecent(nowMs);
    const number = asked.readUIntBE(CHALLENGE_BYTES, NUMBER_BYTES);
    const recent = number > this.#recent.before && number <= this.#number;
    const answer = Buffer.concat([asked, Buffer.of(recent ? 1 : 0)]);
    return { type: 'reply', to: from, datagram: this.#seal('answer', answer) };
  }

  #admit(from: NodeId, life: Life, { content, number, nowMs }: Content): Opened {
    const { challenge } = life;
    if (challenge === null || nowMs - challenge.atMs > CHALLENGE_MS) return refused('unasked answer');
    if (content.length !== CHALLENGE_BYTES + NUMBER_BYTES + 1) return refused('unasked answer');
    if (!timingSafeEqual(content.subarray(0, CHALLENGE_BYTES), challenge.bytes))
      return refused('unasked answer');
    life.challenge = null;
    life.window = new ReplayWindow(number);
    const waiting = this.#takeWaiting(life);
    const about = content.readUIntBE(CHALLENGE_BYTES, NUMBER_BYTES);
    const believed = waiting !== null && waiting.number === about && content.at(-1) === 1;
    return { type: 'packets', from, packets: believed ? [waiting.packet] : [] };
  }

  /** S2. */
  #noteRecent(nowMs: number): void {
    const { sinceMs, number } = this.#recent;
    const elapsedMs = nowMs - sinceMs;
    if (elapsedMs < RECENT_MS) return;
    const before = elapsedMs < 2 * RECENT_MS ? number : this.#number;
    this.#recent = { sinceMs: nowMs, number: this.#number, before };
  }

  #takeWaiting(life: Life): Life['waiting'] {
    const { waiting } = life;
    if (waiting !== null) this.#waiting--;
    life.waiting = null;
    return waiting;
  }

  /** S4. */
  #heard(name: string, life: Life): void {
    this.#lives.delete(name);
    this.#lives.set(name, life);
    if (this.#lives.size <= LIVES_MAX) return;
    for (const [oldest, silent] of this.#lives) {
      this.#takeWaiting(silent);
      this.#lives.delete(oldest);
      return;
    }
  }

  #seal(kind: Kind, content: Uint8Array): Uint8Array {
    const { keyring, self } = this.#options;
    const header = Buffer.alloc(HEADER_BYTES);
    header[0] = FORMAT;
    header[KIND_AT] = KINDS.indexOf(kind);
    header.write(self, SENDER_AT, 'latin1');
    this.#life.copy(header, LIFE_AT);
    header.writeUIntBE(++this.#number, NUMBER_AT, NUMBER_BYTES);
    const cipher = createCipheriv(CIPHER, this.#keyOf(keyring.inUse, header, this.#ownKeys), nonceOf(header));
    cipher.setAAD(header);
    const sealed = Buffer.concat([header, cipher.update(content), cipher.final(), cipher.getAuthTag()]);
    if (sealed.length > DATAGRAM_BYTES_MAX)
      throw new Error(`a datagram of ${sealed.length} bytes is too long`);
    return sealed;
  }

  #decrypt(bytes: Buffer, life: Life): Buffer | null {
    const header = bytes.subarray(0, HEADER_BYTES);
    const ciphertext = bytes.subarray(HEADER_BYTES, -TAG_BYTES);
    for (const poolKey of this.#options.keyring.all) {
      const key = this.#keyOf(poolKey, header, life.keys);
      const decipher = createDecipheriv(CIPHER, key, nonceOf(header), { authTagLength: TAG_BYTES });
      decipher.setAAD(header).setAuthTag(bytes.subarray(-TAG_BYTES));
      const content = decipher.update(ciphertext);
      try {
        decipher.final();
        return content;
      } catch {
        // Not under this key; the next one is tried.
      }
    }
    return null;
  }

  /** S1. */
  #keyOf(poolKey: Uint8Array, header: Buffer, known: Map<Uint8Array, Buffer>): Buffer {
    const derived = known.get(poolKey);
    if (derived !== undefined) return derived;
    const info = Buffer.concat([
      Buffer.from(`atoll gossip ${this.#options.label}\0`, 'utf8'),
      header.subarray(SENDER_AT, LIFE_AT),
    ]);
    const salt = header.subarray(LIFE_AT, NUMBER_AT);
    const key = Buffer.from(hkdfSync('sha256', poolKey, salt, info, 32));
    known.set(poolKey, key);
    return key;
  }
}

const refused = (reason: RefusedReason): Opened => ({ type: 'refused', reason });
const newLife = (): Life => ({ keys: new Map(), window: null, challenge: null, waiting: null });

function kindOf(bytes: Buffer): Kind | null {
  if (bytes.length < SEAL_BYTES || bytes.length > DATAGRAM_BYTES_MAX || bytes[0] !== FORMAT) return null;
  return KINDS[bytes[KIND_AT]!] ?? null;
}

/** S1: all kinds share the numbers. */
function nonceOf(header: Buffer): Buffer {
  const nonce = Buffer.alloc(NONCE_BYTES);
  header.copy(nonce, NONCE_BYTES - NUMBER_BYTES, NUMBER_AT, HEADER_BYTES);
  return nonce;
}

function randomBytes(entropy: Entropy): Buffer {
  const bytes = Buffer.alloc(LIFE_BYTES);
  bytes.writeBigUInt64BE(entropy.uint64());
  return bytes;
}
