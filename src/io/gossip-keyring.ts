/**
 * The keys of a pool. One of them seals, all of them open, so keys are changed without a gap in four steps, each made on
 * every member before the next: install, use, remove, and list to see who is where.
 *
 * K1. The key in use cannot be removed; there is always one.
 * K2. Keys are never logged: they are named by the first bytes of a hash. Those that seal are derived from them and always
 *     have 32 bytes, so a key of 16 or 24 (what Consul's operators may have) is as good as its own bytes are.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { KeyringAnswer, KeyringCommand } from '../core/gossip/types.ts';

export const KEY_BYTES = 32;
const KEY_LENGTHS: readonly number[] = [16, 24, KEY_BYTES];
/** Every packet that opens with none is tried with all. */
export const KEYS_MAX = 4;
const NAME_BYTES = 4;

export class Keyring {
  /** The first is in use. */
  #keys: readonly Uint8Array[];

  constructor(first: Uint8Array, others: readonly Uint8Array[] = []) {
    for (const key of [first, ...others]) if (!isKey(key)) throw new Error(notAKey(key));
    this.#keys = [first, ...others].slice(0, KEYS_MAX);
  }

  get inUse(): Uint8Array {
    return this.#keys[0]!;
  }

  get all(): readonly Uint8Array[] {
    return this.#keys;
  }

  perform(command: KeyringCommand): KeyringAnswer {
    const reason = command.type === 'list' ? null : this.#change(command.type, command.key);
    if (reason !== null) return { ok: false, reason };
    return { ok: true, inUse: keyName(this.inUse), installed: this.#keys.map(keyName) };
  }

  /** Why not, or `null`; what has been done already is done. */
  #change(type: 'install' | 'use' | 'remove', key: Uint8Array): string | null {
    if (!isKey(key)) return notAKey(key);
    const others = this.#keys.filter((each) => !isSame(each, key));
    const known = others.length < this.#keys.length;
    switch (type) {
      case 'install':
        if (known) return null;
        if (others.length >= KEYS_MAX) return `${KEYS_MAX} keys are installed: remove one that is not in use`;
        this.#keys = [...others, key];
        return null;
      case 'use':
        if (!known) return `key ${keyName(key)} is not installed here: install it on every member first`;
        this.#keys = [key, ...others];
        return null;
      case 'remove':
        if (known && isSame(this.inUse, key)) return 'this key is in use: use another first';
        this.#keys = others;
        return null;
    }
  }
}

export const isKey = (key: Uint8Array): boolean => KEY_LENGTHS.includes(key.length);
export const notAKey = (key: Uint8Array): string =>
  `a gossip key has ${KEY_LENGTHS.join(', ')} bytes, not ${key.length}`;
const isSame = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && timingSafeEqual(one, other);

/** K2. */
export function keyName(key: Uint8Array): string {
  return createHash('sha256')
    .update('atoll gossip key name')
    .update(key)
    .digest('hex')
    .slice(0, 2 * NAME_BYTES);
}
