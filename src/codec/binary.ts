/**
 * The bytes under every format of ours: a growing writer and a checking reader. Fixed numbers are little-endian,
 * counts are LEB128 varints up to 2^53 - 1 (what a `number` holds exactly), opaque 64-bit ids are fixed and `bigint`.
 *
 * B1. A reader never reads past its end and never allocates by a length it has not checked against what is left, so
 *     any input ends in values or in one `FormatError`.
 * B2. A varint has one encoding: superfluous bytes are refused, so equal records have equal bytes and checksums.
 * B3. A writer's room is lent: `finish` gives it back for the next writer. What `view` shows keeps it. Room that was
 *     handed out (`cut`) is never written again.
 * B4. A writer refuses values its field cannot hold; that is a bug of the caller, not of the input.
 */
import { assert } from '../core/base/assert.ts';
import { crc32c } from '../core/base/crc32c.ts';
import { passing, type Slab } from '../core/base/slab.ts';

/** What was read is not what this format allows; the message says where and what was expected. */
export class FormatError extends Error {
  override readonly name = 'FormatError';
}

/** Whole, and of a format that a later release writes: nothing is damaged, and that release can read it. */
export class NewerFormat extends FormatError {}

const CAPACITY_INITIAL = 256;
/** Up to here a loop over the bytes beats the call into the runtime. */
const SHORT_STRING = 24;
const SHORT_BYTES = 32;
const VARINT_BYTES_MAX = 8;
/** Of records that share a room. */
const CUT_ALIGNMENT = 8;
const U64_MAX = 2n ** 64n - 1n;

/** Where a writer writes. */
interface Room {
  readonly bytes: Buffer;
  readonly fields: DataView;
}

/** Room that is lent out again and again (B3): encoders are not nested deeper than this in each other. */
const SPARE_MAX = 8;
const SPARE_BYTES_MAX = 64 * 1024;
const spare: Room[] = [];

function lendRoom(capacity: number): Room {
  const lent = spare.pop();
  return lent !== undefined && lent.bytes.length >= capacity ? lent : newRoom(capacity);
}

function takeBack(room: Room): void {
  if (spare.length < SPARE_MAX && room.bytes.length <= SPARE_BYTES_MAX) spare.push(room);
}

function newRoom(capacity: number): Room {
  const bytes = Buffer.allocUnsafeSlow(Math.max(capacity, CAPACITY_INITIAL));
  return { bytes, fields: new DataView(bytes.buffer, bytes.byteOffset, bytes.length) };
}

const NO_ROOM: Room = { bytes: Buffer.alloc(0), fields: new DataView(new ArrayBuffer(0)) };

/** For the numbers that only a `DataView` reads well; a reader has no view of its own, which would cost more. */
const scratch = new Uint8Array(8);
const scratchFields = new DataView(scratch.buffer);

export class ByteWriter {
  private room: Room;
  /** Everything before was handed out (B3). */
  private start = 0;
  private at = 0;

  constructor(capacity = CAPACITY_INITIAL) {
    this.room = lendRoom(capacity);
  }

  get length(): number {
    return this.at - this.start;
  }

  u8(value: number): this {
    assert(value >>> 0 === value && value <= 0xff, () => `u8 out of range: ${value}`);
    this.reserve(1);
    this.room.bytes[this.at++] = value;
    return this;
  }

  boolean(value: boolean): this {
    return this.u8(value ? 1 : 0);
  }

  u16(value: number): this {
    assert(value >>> 0 === value && value <= 0xffff, () => `u16 out of range: ${value}`);
    this.reserve(2);
    this.room.fields.setUint16(this.at, value, true);
    this.at += 2;
    return this;
  }

  u32(value: number): this {
    assert(value >>> 0 === value, () => `u32 out of range: ${value}`);
    this.reserve(4);
    this.room.fields.setUint32(this.at, value, true);
    this.at += 4;
    return this;
  }

  u48(value: number): this {
    assert(Number.isInteger(value) && value >= 0 && value < 2 ** 48, () => `u48 out of range: ${value}`);
    this.reserve(6);
    const { fields } = this.room;
    fields.setUint32(this.at, value, true);
    fields.setUint16(this.at + 4, value / 2 ** 32, true);
    this.at += 6;
    return this;
  }

  u64(value: bigint): this {
    assert(value >= 0n && value <= U64_MAX, () => `u64 out of range: ${value}`);
    this.reserve(8);
    this.room.fields.setBigUint64(this.at, value, true);
    this.at += 8;
    return this;
  }

  f64(value: number): this {
    this.reserve(8);
    this.room.fields.setFloat64(this.at, value, true);
    this.at += 8;
    return this;
  }

  /** A whole number from 0 to 2^53 - 1 in one to eight bytes. */
  varint(value: number): this {
    assert(Number.isSafeInteger(value) && value >= 0, () => `varint out of range: ${value}`);
    this.reserve(VARINT_BYTES_MAX);
    const { bytes } = this.room;
    let { at } = this;
    let rest = value;
    for (; rest >= 2 ** 31; rest = Math.floor(rest / 128)) bytes[at++] = (rest % 128) | 0x80;
    for (; rest >= 0x80; rest >>>= 7) bytes[at++] = (rest & 0x7f) | 0x80;
    bytes[at++] = rest;
    this.at = at;
    return this;
  }

  /** A binary string (keys), its length before it. */
  latin1(value: string): this {
    const { length } = value;
    this.varint(length);
    this.reserve(length);
    const { bytes } = this.room;
    const { at } = this;
    let seen = 0;
    for (let i = 0; i < length; i++) seen |= value.charCodeAt(i);
    assert(seen <= 0xff, 'a binary string holds one byte per character');
    if (length <= SHORT_STRING) {
      for (let i = 0; i < length; i++) bytes[at + i] = value.charCodeAt(i);
    } else bytes.write(value, at, length, 'latin1');
    this.at = at + length;
    return this;
  }

  /** Text, its length in bytes before it. */
  utf8(value: string): this {
    if (value.length === 0) return this.varint(0);
    const length = Buffer.byteLength(value, 'utf8');
    this.varint(length);
    this.reserve(length);
    this.at += this.room.bytes.write(value, this.at, length, 'utf8');
    return this;
  }

  /** Bytes, their length before them. */
  bytes(value: Uint8Array): this {
    return this.varint(value.length).raw(value);
  }

  /** Bytes alone: the reader must know how many. */
  raw(value: Uint8Array): this {
    const { length } = value;
    this.reserve(length);
    const { bytes } = this.room;
    const { at } = this;
    if (length <= SHORT_BYTES) for (let i = 0; i < length; i++) bytes[at + i] = value[i]!;
    else bytes.set(value, at);
    this.at = at + length;
    return this;
  }

  /** Again what stands at `earlier`. */
  repeat(earlier: number, count: number): this {
    assert(
      earlier >= 0 && earlier + count <= this.length,
      () => `${count} bytes at ${earlier} are not there`,
    );
    this.reserve(count);
    const { bytes } = this.room;
    const from = this.start + earlier;
    for (let i = 0; i < count; i++) bytes[this.at + i] = bytes[from + i]!;
    this.at += count;
    return this;
  }

  zeros(count: number): this {
    this.reserve(count);
    this.room.bytes.fill(0, this.at, this.at + count);
    this.at += count;
    return this;
  }

  /** Writes over an earlier place: a length or checksum known only later. */
  patchU32(at: number, value: number): this {
    const fits = value >>> 0 === value && at + 4 <= this.length;
    assert(fits, () => `cannot patch ${value} at ${at} of ${this.length}`);
    this.room.fields.setUint32(this.start + at, value, true);
    return this;
  }

  /** What was written, from `from` on, without a copy: good until the next write, `finish` or `reset`. */
  view(from = 0): Uint8Array {
    const { bytes } = this.room;
    return new Uint8Array(bytes.buffer, bytes.byteOffset + this.start + from, this.length - from);
  }

  /** The checksum of what was written from `from` on, which continues `seed`. */
  crc32c(from: number, seed: number): number {
    return crc32c(this.room.bytes, seed, this.start + from, this.at);
  }

  /** What was written, where it lies; the writer goes on behind it. Many records share a room, and keep it. */
  cut(): Uint8Array {
    const cut = this.view();
    this.start = this.at = (this.at + CUT_ALIGNMENT - 1) & -CUT_ALIGNMENT;
    return cut;
  }

  /** A copy of its own size, cut from a slab; the writer starts over with new room (B3). */
  finish(slab: Slab = passing): Uint8Array {
    const { room, at } = this;
    assert(this.start === 0, 'a writer hands out its room or copies, not both');
    const whole = slab.cut(at);
    if (at <= SHORT_BYTES) for (let i = 0; i < at; i++) whole[i] = room.bytes[i]!;
    else whole.set(this.view());
    this.at = 0;
    this.room = NO_ROOM;
    takeBack(room);
    return whole;
  }

  reset(): void {
    this.at = this.start;
  }

  private reserve(count: number): void {
    const needed = this.at + count;
    if (needed > this.room.bytes.length) this.grow(needed);
  }

  private grow(needed: number): void {
    const { room, start } = this;
    // Behind what was handed out, room of the same size is enough; a writer that copies doubles what it has.
    const capacity = start > 0 ? room.bytes.length : room.bytes.length * 2;
    this.room =
      start > 0 ? newRoom(Math.max(needed - start, capacity)) : lendRoom(Math.max(needed, capacity));
    if (this.at > start) this.room.bytes.set(room.bytes.subarray(start, this.at));
    this.at -= start;
    this.start = 0;
  }
}

export class ByteReader {
  private readonly buffer: Uint8Array;
  private readonly what: string;
  private at = 0;

  /** `what` names the input in errors. */
  constructor(bytes: Uint8Array, what = 'input') {
    this.buffer = bytes;
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
    return this.small(2);
  }

  u32(): number {
    return this.small(4);
  }

  u48(): number {
    return this.small(4) + this.small(2) * 2 ** 32;
  }

  u64(): bigint {
    this.takeScratch();
    return scratchFields.getBigUint64(0, true);
  }

  f64(): number {
    this.takeScratch();
    return scratchFields.getFloat64(0, true);
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
    const { buffer } = this;
    if (length > SHORT_STRING) return asBuffer(buffer).toString('latin1', start, start + length);
    let text = '';
    for (let i = start; i < start + length; i++) text += String.fromCharCode(buffer[i]!);
    return text;
  }

  utf8(): string {
    const length = this.varint();
    const start = this.take(length);
    return length === 0 ? '' : asBuffer(this.buffer).toString('utf8', start, start + length);
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

  /** Skips the next `count` bytes if the same ones stand at `earlier`; else it stays where it is. */
  skipRepeated(earlier: number, count: number): boolean {
    const { buffer, at } = this;
    if (count > buffer.length - at) return false;
    for (let i = 0; i < count; i++) if (buffer[earlier + i] !== buffer[at + i]) return false;
    this.at = at + count;
    return true;
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

  /** The byte that says the format: the one that is known, or one of a later release. */
  format(known: number): void {
    const format = this.formatUpTo(known);
    if (format !== known) this.fail(`no release has written format ${format}`);
  }

  /** For what stands in several formats, from 1 on: which of them this is. */
  formatUpTo(newest: number): number {
    const format = this.u8();
    if (format > newest) {
      throw new NewerFormat(
        `${this.what}: format ${format} is not known to this release; start this member with the release ` +
          'that wrote it',
      );
    }
    if (format === 0) this.fail('no release has written format 0');
    return format;
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

  /** A number of up to four bytes. */
  private small(count: number): number {
    const start = this.take(count);
    const { buffer } = this;
    let value = 0;
    for (let i = count - 1; i >= 0; i--) value = ((value << 8) | buffer[start + i]!) >>> 0;
    return value;
  }

  private takeScratch(): void {
    const start = this.take(8);
    const { buffer } = this;
    for (let i = 0; i < 8; i++) scratch[i] = buffer[start + i]!;
  }
}

function asBuffer({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
