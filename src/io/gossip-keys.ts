/**
 * The keys of this server in a file of its data folder, so that a key that was changed while it ran, or while it was away
 * from its configuration, is the one it starts with again: {"format":1,"keys":["<base64>", …]}, the first in use.
 *
 * Y1. A change is in the file, durable, before it is in force: a pool never hears an answer that a restart would take back.
 * Y2. The file counts for more than what the server is configured with, which may be older (as in Consul).
 */
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Entropy } from '../ports/entropy.ts';
import type { KeyringAnswer, KeyringCommand } from '../core/gossip/types.ts';
import type { GossipKeys, PoolSeal, SealOptions } from '../ports/pool-seal.ts';
import { isKey, Keyring, KEYS_MAX } from './gossip-keyring.ts';
import { GossipLineSeal } from './gossip-line-seal.ts';
import { GossipSeal } from './gossip-seal.ts';

const FORMAT = 1;

/** `null` when it is not one key in base64. */
export function parseGossipKey(text: string): Uint8Array | null {
  const key = Buffer.from(text.trim(), 'base64');
  return isKey(key) && key.toString('base64') === text.trim() ? new Uint8Array(key) : null;
}

export class GossipKeysFile implements GossipKeys {
  readonly #file: string;
  readonly #keyring: Keyring;
  readonly #entropy: Entropy;

  /** `null` without a key in the file or from outside (Y2). Throws what an operator has to be told. */
  static open(file: string, first: Uint8Array | null, entropy: Entropy): GossipKeysFile | null {
    const kept = readKeys(file);
    const [inUse, ...others] = kept ?? (first === null ? [] : [first]);
    return inUse === undefined ? null : new GossipKeysFile(file, new Keyring(inUse, others), entropy);
  }

  private constructor(file: string, keyring: Keyring, entropy: Entropy) {
    this.#file = file;
    this.#keyring = keyring;
    this.#entropy = entropy;
  }

  seal(options: SealOptions): PoolSeal {
    const keyring = this.#keyring;
    return {
      datagrams: new GossipSeal({ ...options, keyring, entropy: this.#entropy }),
      line: (hellos) => new GossipLineSeal(keyring, options.label, hellos),
    };
  }

  /** Y1. */
  perform(command: KeyringCommand): KeyringAnswer {
    if (command.type === 'list') return this.#keyring.perform(command);
    const [inUse, ...others] = this.#keyring.all;
    const trial = new Keyring(inUse!, others);
    const answer = trial.perform(command);
    if (!answer.ok) return answer;
    try {
      writeKeys(this.#file, trial.all);
    } catch (error) {
      return { ok: false, reason: `the keys cannot be written down: ${messageOf(error)}` };
    }
    return this.#keyring.perform(command);
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function readKeys(file: string): readonly Uint8Array[] | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const keys = parseKeys(text);
  if (keys !== null) return keys;
  throw new Error(
    `${file} is damaged or of a later release: put it back, or remove it to start with the configured gossip key`,
  );
}

function parseKeys(text: string): readonly Uint8Array[] | null {
  try {
    const { format, keys } = JSON.parse(text) as { format?: unknown; keys?: unknown };
    if (format !== FORMAT || !Array.isArray(keys) || keys.length === 0 || keys.length > KEYS_MAX) return null;
    const parsed = keys.map((key) => (typeof key === 'string' ? parseGossipKey(key) : null));
    return parsed.every((key) => key !== null) ? parsed : null;
  } catch {
    return null;
  }
}

/** Whole or not at all. */
function writeKeys(file: string, keys: readonly Uint8Array[]): void {
  const texts = keys.map((key) => Buffer.from(key).toString('base64'));
  writeFileSync(`${file}.new`, `${JSON.stringify({ format: FORMAT, keys: texts })}\n`, {
    mode: 0o600,
    flush: true,
  });
  renameSync(`${file}.new`, file);
  const folder = openSync(dirname(file), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
