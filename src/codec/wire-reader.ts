/**
 * Protobuf's wire format, field by field, for requests that come too often for an object of each field.
 *
 * W1. It takes and refuses what the generated decoders take and refuse (protobufjs 8): a member that decodes with those must
 *     make the same of an entry. So a number may have superfluous bytes, and what does not fit its type is cut off.
 * W2. Nothing is read behind the end of the message that is being read; an input ends in values or in one `WireError`.
 */
import { values } from '../core/base/slab.ts';
import { counterOf, keyAt } from './etcd-scalars.ts';

/** The bytes are not a message. */
export class WireError extends Error {
  override readonly name = 'WireError';
}

/** Messages in each other, groups included; protobuf's usual bound. */
const DEPTH_MAX = 100;
/** Of the fifth byte of a tag and of a length: 32 and 31 bits. */
const TAG_TOP_MAX = 0x0f;
const LENGTH_TOP_MAX = 0x07;
const NUMBER_BYTES_MAX = 10;

const VARINT = 0;
const FIXED_64 = 1;
const BYTES = 2;
const GROUP = 3;
const GROUP_END = 4;
const FIXED_32 = 5;

export class WireReader {
  /** The halves of the number that `long` read last. */
  low = 0;
  high = 0;
  private readonly bytes: Uint8Array;
  private at = 0;
  private end: number;
  private depth = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.end = bytes.length;
  }

  /** Whether the message goes on. */
  get more(): boolean {
    return this.at < this.end;
  }

  /** The next field: eight times its number, and its wire type. */
  tag(): number {
    const first = this.byte();
    return first < 0x80 ? first : this.word(first, TAG_TOP_MAX);
  }

  /** Begins the message that is the next field's content; `leave` takes what this returns. */
  enter(): number {
    const outer = this.end;
    const length = this.length();
    if (++this.depth > DEPTH_MAX) this.fail('too many messages in each other');
    this.end = this.at + length;
    return outer;
  }

  leave(outer: number): void {
    this.end = outer;
    this.depth--;
  }

  key(): string {
    const length = this.length();
    const from = this.at;
    this.at += length;
    return keyAt(this.bytes, from, this.at);
  }

  /** A view of the input. */
  view(): Uint8Array {
    const length = this.length();
    const from = this.at;
    this.at += length;
    return new Uint8Array(this.bytes.buffer, this.bytes.byteOffset + from, length);
  }

  /** A copy, so that keeping it does not keep the input. */
  value(): Uint8Array {
    const length = this.length();
    const from = this.at;
    this.at += length;
    return values.copy(this.bytes, from, this.at);
  }

  boolean(): boolean {
    let byte = this.byte();
    let any = byte & 0x7f;
    for (let count = 1; byte >= 0x80; count++) {
      byte = this.nextOf(count);
      any |= byte & 0x7f;
    }
    return any !== 0;
  }

  /** A number of an enum: 32 bits with a sign. */
  choice(): number {
    const first = this.byte();
    if (first < 0x80) return first;
    this.rest(first);
    return this.low;
  }

  /** An int64 as a counter (etcd-scalars S1). */
  counter(): number {
    const first = this.byte();
    if (first < 0x80) return first;
    this.rest(first);
    return counterOf({ low: this.low, high: this.high, unsigned: false });
  }

  /** An int64 into `low` and `high`. */
  long(): void {
    this.rest(this.byte());
  }

  /** What this release does not know, or does not expect at this place. */
  skip(tag: number): void {
    this.skipAt(tag, this.depth);
  }

  private skipAt(tag: number, depth: number): void {
    if (depth > DEPTH_MAX) this.fail('too many groups in each other');
    const field = tag >>> 3;
    if (field === 0) this.fail('there is no field 0');
    switch (tag & 7) {
      case VARINT:
        while (this.byte() >= 0x80);
        return;
      case FIXED_64:
        return this.pass(8);
      case BYTES:
        return this.pass(this.length());
      case GROUP:
        return this.skipGroup(field, depth);
      case FIXED_32:
        return this.pass(4);
      default:
        this.fail('an unknown wire type');
    }
  }

  private skipGroup(field: number, depth: number): void {
    for (;;) {
      const tag = this.tag();
      if ((tag & 7) !== GROUP_END) this.skipAt(tag, depth + 1);
      else if (tag >>> 3 === field) return;
      else this.fail('the end of another group');
    }
  }

  /** Of the bytes that follow; that many are there. */
  private length(): number {
    const first = this.byte();
    const length = first < 0x80 ? first : this.word(first, LENGTH_TOP_MAX);
    if (length > this.end - this.at) this.fail(`${length} bytes expected`);
    return length;
  }

  private pass(count: number): void {
    if (count > this.end - this.at) this.fail(`${count} bytes expected`);
    this.at += count;
  }

  /** The rest of a number of at most five bytes, the fifth at most `top`. */
  private word(first: number, top: number): number {
    let word = first & 0x7f;
    for (let shift = 7; shift < 28; shift += 7) {
      const byte = this.byte();
      word |= (byte & 0x7f) << shift;
      if (byte < 0x80) return word;
    }
    const last = this.byte();
    if (last > top) this.fail('a number that is too large');
    return (word | (last << 28)) >>> 0;
  }

  /** The rest of a number of 64 bits. */
  private rest(first: number): void {
    let byte = first;
    this.low = byte & 0x7f;
    this.high = 0;
    for (let count = 1; byte >= 0x80; count++) {
      byte = this.nextOf(count);
      this.add(byte & 0x7f, count * 7);
    }
  }

  /** Seven bits more; what is above the 64th is lost. */
  private add(bits: number, shift: number): void {
    if (shift < 32) this.low |= bits << shift;
    if (shift >= 32) this.high |= bits << (shift - 32);
    else if (shift > 25) this.high |= bits >>> (32 - shift);
  }

  /** Of a number of which `count` bytes were read. */
  private nextOf(count: number): number {
    if (count === NUMBER_BYTES_MAX) this.fail('a number that does not end');
    return this.byte();
  }

  private byte(): number {
    if (this.at >= this.end) this.fail('it ends early');
    return this.bytes[this.at++]!;
  }

  private fail(reason: string): never {
    throw new WireError(`protobuf: ${reason} (at byte ${this.at} of ${this.bytes.length})`);
  }
}
