/**
 * The bytes under every format of ours: a growing writer and a checking reader. Fixed numbers are little-endian,
 * counts are LEB128 varints up to 2^53 - 1 (what a `number` holds exactly), opaque 64-bit ids are fixed and `bigint`.
 *
 * B1. A reader never reads past its end and never allocates by a length it has not checked against what is left, so
 *     any input ends in values or in one `FormatError`.
 * B2. A varint has one encoding: superfluous bytes are refused, so equal records have equal bytes and checksums.
 * B3. A writer refuses values its field cannot hold; that is a bug of the caller, not of the input.
 */
import { assert } from '../core/base/assert.ts';

/** What was read is not what this format allows; the message says where and what was expected. */
export class FormatError extends Error {
  override readonly name = 'FormatError';
}

const CAPACITY_INITIAL = 256;
/** Up to here a loop over the characters beats the call into the runtime. */
const SHORT_STRING = 24;
const VARINT_BYTES_MAX = 8;

export class ByteWriter {
  private buffer: Buffer;
  private at = 0;

  constructor(capacity = CAPACITY_INITIAL) {
    this.buffer = Buffer.allocUnsafeSlow(Math.max(capacity, 16));
  }

  get length(): number {
    return this.at;
  }

  u8(value: number): this {
    assert(value >>> 0 === value && value <= 0xff, `u8 out of range: ${value}`);
    this.reserve(1);
    this.buffer[this.at++] = value;
    return this;
  }

  boolean(value: boolean): this {
    return this.u8(value ? 1 : 0);
  }

  u16(value: number): this {
    assert(value >>> 0 === value && value <= 0xffff, `u16 out of range: ${value}`);
    this.reserve(2);
    this.at = this.buffer.writeUInt16LE(value, this.at);
    return this;
  }

  u32(value: number): this {
    assert(value >>> 0 === value, `u32 out of range: ${value}`);
    this.reserve(4);
    this.at = this.buffer.writeUInt32LE(value, this.at);
    return this;
  }

  u48(value: number): this {
    assert(Number.isInteger(value) && value >= 0 && value < 2 ** 48, `u48 out of range: ${value}`);
    this.reserve(6);
    this.at = this.buffer.writeUIntLE(value, this.at, 6);
    return this;
  }

  u64(value: bigint): this {
    assert(value >= 0n && value < 1n << 64n, `u64 out of range: ${value}`);
    this.reserve(8);
    this.at = this.buffer.writeBigUInt64LE(value, this.at);
    return this;
  }

  f64(value: number): this {
    this.reserve(8);
    this.at = this.buffer.writeDoubleLE(value, this.at);
    return this;
  }

  /** A whole number from 0 to 2^53 - 1 in one to eight bytes. */
  varint(value: number): this {
    assert(Number.isSafeInteger(value) && value >= 0, `varint out of range: ${value}`);
    this.reserve(VARINT_BYTES_MAX);
    const { buffer } = this;
    let rest = value;
    for (; rest >= 2 ** 31; rest = Math.floor(rest / 128)) buffer[this.at++] = (rest % 128) | 0x80;
    for (; rest >= 0x80; rest >>>= 7) buffer[this.at++] = (rest & 0x7f) | 0x80;
    buffer[this.at++] = rest;
    return this;
  }

  /** A binary string (keys), its length before it. */
  latin1(value: string): this {
    const { length } = value;
    this.varint(length);
    this.reserve(length);
    let seen = 0;
    for (let i = 0; i < length; i++) seen |= value.charCodeAt(i);
    assert(seen <= 0xff, 'a binary string holds one byte per character');
    if (length <= SHORT_STRING) {
      for (let i = 0; i < length; i++) this.buffer[this.at + i] = value.charCodeAt(i);
    } else this.buffer.write(value, this.at, length, 'latin1');
    this.at += length;
    return this;
  }

  /** Text, its length in bytes before it. */
  utf8(value: string): this {
    const length = Buffer.byteLength(value, 'utf8');
    this.varint(length);
    this.reserve(length);
    this.at += this.buffer.write(value, this.at, length, 'utf8');
    return this;
  }

  /** Bytes, their length before them. */
  bytes(value: Uint8Array): this {
    return this.varint(value.length).raw(value);
  }

  /** Bytes alone: the reader must know how many. */
  raw(value: Uint8Array): this {
    this.reserve(value.length);
    this.buffer.set(value, this.at);
    this.at += value.length;
    return this;
  }

  zeros(count: number): this {
    this.reserve(count);
    this.buffer.fill(0, this.at, this.at + count);
    this.at += count;
    return this;
  }

  /** Writes over an earlier place: a length or checksum known only later. */
  patchU32(at: number, value: number): this {
    assert(value >>> 0 === value && at + 4 <= this.at, `cannot patch ${value} at ${at} of ${this.at}`);
    this.buffer.writeUInt32LE(value, at);
    return this;
  }

  /** What was written, from `from` on, without a copy: good until the next write or `reset`. */
  view(from = 0): Uint8Array {
    return new Uint8Array(this.buffer.buffer, this.buffer.byteOffset + from, this.at - from);
  }

  /** A copy of its own size; the writer starts over and keeps its buffer. */
  finish(): Uint8Array {
    const whole = new Uint8Array(this.view());
    this.at = 0;
    return whole;
  }

  reset(): void {
    this.at = 0;
  }

  private reserve(count: number): void {
    const needed = this.at + count;
    if (needed <= this.buffer.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.buffer.length * 2));
    larger.set(this.buffer.subarray(0, this.at));
    this.buffer = larger;
  }
}

export class ByteReader {
  private readonly buffer: Buffer;
  private readonly what: string;
  private at = 0;

  /** `what` names the input in errors. */
  constructor(bytes: Uint8Array, what = 'input') {
    this.buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.what = what;
  }

  get offset(): number {
    return this.at;
  }

  get remaining(): number {
    return this.buffer.length - this.at;
  }

  u8(): number {
    return this.buffer[this.take(1)]!;
  }

  boolean(): boolean {
    const value = this.u8();
    if (value > 1) this.fail(`a boolean is 0 or 1, not ${value}`);
    return value === 1;
  }

  u16(): number {
    return this.buffer.readUInt16LE(this.take(2));
  }

  u32(): number {
    return this.buffer.readUInt32LE(this.take(4));
  }

  u48(): number {
    return this.buffer.readUIntLE(this.take(6), 6);
  }

  u64(): bigint {
    return this.buffer.readBigUInt64LE(this.take(8));
  }

  f64(): number {
    return this.buffer.readDoubleLE(this.take(8));
  }

  varint(): number {
    let value = 0;
    let scale = 1;
    for (let i = 0; i < VARINT_BYTES_MAX; i++) {
      const byte = this.u8();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) {
        if (byte === 0 && i > 0) this.fail('a number with superfluous bytes');
        if (value > Number.MAX_SAFE_INTEGER) break;
        return value;
      }
      scale *= 128;
    }
    return this.fail('a number beyond 2^53');
  }

  latin1(): string {
    const length = this.varint();
    const start = this.take(length);
    return this.buffer.toString('latin1', start, start + length);
  }

  utf8(): string {
    const length = this.varint();
    const start = this.take(length);
    return this.buffer.toString('utf8', start, start + length);
  }

  /** A view into the input; copy it (`ownBytes`) before keeping it. */
  bytes(): Uint8Array {
    return this.raw(this.varint());
  }

  /** A view of the next `count` bytes. */
  raw(count: number): Uint8Array {
    const start = this.take(count);
    return new Uint8Array(this.buffer.buffer, this.buffer.byteOffset + start, count);
  }

  /** A view of everything left. */
  rest(): Uint8Array {
    return this.raw(this.remaining);
  }

  /** A count of things that take at least `bytesEach` each, so that a damaged count cannot ask for much (B1). */
  count(bytesEach = 1): number {
    const count = this.varint();
    if (count * bytesEach > this.remaining)
      this.fail(`a count of ${count} does not fit into ${this.remaining} bytes`);
    return count;
  }

  /** Everything must have been read. */
  end(): void {
    if (this.remaining > 0) this.fail(`${this.remaining} bytes left over`);
  }

  /** For readers of formats built on this one: refuses with the place named. */
  fail(reason: string): never {
    throw new FormatError(`${this.what}: ${reason} (at byte ${this.at} of ${this.buffer.length})`);
  }

  private take(count: number): number {
    const start = this.at;
    if (count > this.buffer.length - start) this.fail(`ends early: ${count} more bytes expected`);
    this.at = start + count;
    return start;
  }
}
