/**
 * Lines of a pool, sealed: AES-256-GCM under keys that only this line has, one for each direction.
 *
 *   [number u48, big-endian][ciphertext][tag 16]
 *
 * N1. Key = HKDF-SHA-256(pool key, salt = SHA-256 of both hellos, info = label and who speaks), nonce = number. Each hello
 *     has 16 random bytes of its side, so no line has the keys of another, and what was captured of one opens on none; a
 *     hello that was changed on its way leaves the two sides with different keys.
 * N2. A number is opened once. It counts on when the pool changes its key, so no nonce is used twice under one key.
 */
import { createCipheriv, createDecipheriv, createHash, hkdfSync } from 'node:crypto';
import type { LineHellos, LineSeal } from '../ports/pool-seal.ts';
import type { Keyring } from './gossip-keyring.ts';
import { ReplayWindow } from './gossip-replay-window.ts';

const CIPHER = 'aes-256-gcm';
const NUMBER_BYTES = 6;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export class GossipLineSeal implements LineSeal {
  readonly #keyring: Keyring;
  readonly #ours: LineKeys;
  readonly #theirs: LineKeys;
  readonly #window = new ReplayWindow(0);
  #number = 0;

  constructor(keyring: Keyring, label: string, { ours, theirs }: LineHellos) {
    this.#keyring = keyring;
    // Both sides hash them in one order; the random bytes make it one that neither side can choose.
    const [first, second] = Buffer.compare(ours, theirs) <= 0 ? [ours, theirs] : [theirs, ours];
    const salt = createHash('sha256').update(first).update(second).digest();
    this.#ours = new LineKeys(label, salt, ours);
    this.#theirs = new LineKeys(label, salt, theirs);
  }

  seal(content: Uint8Array): Uint8Array {
    const number = Buffer.alloc(NUMBER_BYTES);
    number.writeUIntBE(++this.#number, 0, NUMBER_BYTES);
    const cipher = createCipheriv(CIPHER, this.#ours.under(this.#keyring.inUse), nonceOf(number));
    return Buffer.concat([number, cipher.update(content), cipher.final(), cipher.getAuthTag()]);
  }

  open(sealed: Uint8Array): Uint8Array | null {
    if (sealed.length < NUMBER_BYTES + TAG_BYTES) return null;
    const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.length);
    const content = this.#decrypt(bytes);
    if (content === null || !this.#window.take(bytes.readUIntBE(0, NUMBER_BYTES))) return null;
    return content;
  }

  #decrypt(bytes: Buffer): Buffer | null {
    const nonce = nonceOf(bytes.subarray(0, NUMBER_BYTES));
    for (const poolKey of this.#keyring.all) {
      const decipher = createDecipheriv(CIPHER, this.#theirs.under(poolKey), nonce, {
        authTagLength: TAG_BYTES,
      });
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
      const content = decipher.update(bytes.subarray(NUMBER_BYTES, -TAG_BYTES));
      try {
        decipher.final();
        return content;
      } catch {
        // Not under this key; the next one is tried.
      }
    }
    return null;
  }
}

/** Of one direction, by the pool's key (N1). */
class LineKeys {
  readonly #info: Buffer;
  readonly #salt: Buffer;
  readonly #derived = new Map<Uint8Array, Buffer>();

  constructor(label: string, salt: Buffer, hello: Uint8Array) {
    this.#salt = salt;
    this.#info = Buffer.concat([Buffer.from(`atoll gossip line ${label}\0`, 'utf8'), hello]);
  }

  under(poolKey: Uint8Array): Buffer {
    const known = this.#derived.get(poolKey);
    if (known !== undefined) return known;
    // HKDF takes at most 1,024 bytes of info, and a hello has an address in it.
    const info = createHash('sha256').update(this.#info).digest();
    const key = Buffer.from(hkdfSync('sha256', poolKey, this.#salt, info, 32));
    this.#derived.set(poolKey, key);
    return key;
  }
}

function nonceOf(number: Uint8Array): Buffer {
  const nonce = Buffer.alloc(NONCE_BYTES);
  nonce.set(number, NONCE_BYTES - NUMBER_BYTES);
  return nonce;
}
