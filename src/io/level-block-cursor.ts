/**
 * Goes through the entries of a block of LevelDB without an object for each (level-format.ts decodes whole blocks): the key
 * is put together in one buffer, the value is said to be from here to there.
 */
import { FormatError } from '../codec/binary.ts';
import { INTERNAL_KEY_TAIL_BYTES } from './level-format.ts';

/** The lowest byte of a key's tail; the sequence number is above it. */
const DELETION = 0;
const RESTART_BYTES = 4;

export class BlockCursor {
  /** Of the entry: its key in the store's own bytes, then the tail that LevelDB puts behind it. */
  key = Buffer.alloc(64);
  keyLength = 0;
  valueFrom = 0;
  valueTo = 0;
  private bytes: Buffer = Buffer.alloc(0);
  private at = 0;
  private end = 0;

  /** The block is `bytes[from..to)`, without its trailer. */
  open(bytes: Buffer, from: number, to: number): void {
    const restarts = to - from < RESTART_BYTES ? Infinity : bytes.readUInt32LE(to - RESTART_BYTES);
    this.end = to - RESTART_BYTES - RESTART_BYTES * restarts;
    if (this.end < from) throw new FormatError('block: its restart points do not fit into it');
    this.bytes = bytes;
    this.at = from;
    this.keyLength = 0;
  }

  /** False behind the last entry. */
  next(): boolean {
    if (this.at >= this.end) return false;
    const shared = this.varint();
    const rest = this.varint();
    const valueLength = this.varint();
    const { at, bytes } = this;
    this.valueFrom = at + rest;
    this.valueTo = this.valueFrom + valueLength;
    const length = shared + rest;
    const before = this.keyLength + (this.keyLength === 0 ? 0 : INTERNAL_KEY_TAIL_BYTES);
    if (shared > before || length < INTERNAL_KEY_TAIL_BYTES || this.valueTo > this.end) {
      throw new FormatError('block: an entry does not fit into it');
    }
    if (length > this.key.length) this.key = Buffer.concat([this.key], length * 2);
    for (let i = 0; i < rest; i++) this.key[shared + i] = bytes[at + i]!;
    this.keyLength = length - INTERNAL_KEY_TAIL_BYTES;
    this.at = this.valueTo;
    return true;
  }

  get isDeletion(): boolean {
    return this.key[this.keyLength] === DELETION;
  }

  /** LevelDB numbers every put and delete. */
  get sequence(): number {
    let sequence = 0;
    for (let i = INTERNAL_KEY_TAIL_BYTES - 1; i > 0; i--)
      sequence = sequence * 256 + this.key[this.keyLength + i]!;
    return sequence;
  }

  value(): Uint8Array {
    return this.bytes.subarray(this.valueFrom, this.valueTo);
  }

  /** As LevelDB orders entries: by key, and of one key the one written last first. */
  compare(other: BlockCursor): number {
    const order = this.compareKey(other.key, other.keyLength);
    if (order !== 0) return order;
    for (let i = INTERNAL_KEY_TAIL_BYTES - 1; i >= 0; i--) {
      const difference = other.key[other.keyLength + i]! - this.key[this.keyLength + i]!;
      if (difference !== 0) return difference;
    }
    return 0;
  }

  compareKey(key: Uint8Array, length: number): number {
    const shorter = Math.min(this.keyLength, length);
    for (let i = 0; i < shorter; i++) {
      const difference = this.key[i]! - key[i]!;
      if (difference !== 0) return difference;
    }
    return this.keyLength - length;
  }

  private varint(): number {
    const { bytes } = this;
    let value = 0;
    let scale = 1;
    while (this.at < this.end && scale < 2 ** 35) {
      const byte = bytes[this.at++]!;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      scale *= 128;
    }
    throw new FormatError('block: a length does not end');
  }
}
