/**
 * gRPC messages made once: a request is encoded with a key of the right length, and only the key's digits are written anew
 * for each call. Of a reply only the fields that are checked are looked at.
 */
import { assert } from '../../../src/core/base/assert.ts';

const PREFIX_BYTES = 5;
const DIGITS = 12;
const ZERO = 0x30;
const VARINT = 0;
const FIXED64 = 1;
const LENGTH_DELIMITED = 2;
const FIXED32 = 5;

/** A message as gRPC frames it: not compressed, its length before it. */
export function framed(message: Uint8Array): Uint8Array {
  const bytes = Buffer.alloc(PREFIX_BYTES + message.length);
  bytes.writeUInt32BE(message.length, 1);
  bytes.set(message, PREFIX_BYTES);
  return bytes;
}

/** What a template is encoded with: `prefix` and as many zeros as a number may have digits. */
export function keyBytes(prefix: string, number = 0): Uint8Array {
  return Buffer.from(prefix + String(number).padStart(DIGITS, '0'), 'latin1');
}

export class Template {
  readonly #bytes: Uint8Array;
  readonly #digitsAt: readonly number[];

  /** `message` names the key `keyBytes(prefix)` at least once. */
  constructor(message: Uint8Array, prefix: string) {
    this.#bytes = framed(message);
    this.#digitsAt = placesOf(Buffer.from(this.#bytes), keyBytes(prefix), prefix.length);
    assert(this.#digitsAt.length > 0, 'a template names its key');
  }

  /** The request for the key of this number, good until the next call. */
  withKey(number: number): Uint8Array {
    for (const at of this.#digitsAt) writeDigits(this.#bytes, at, number);
    return this.#bytes;
  }

  /** The request for as many keys as the template has places, from this number on; good until the next call. */
  withKeysFrom(first: number): Uint8Array {
    this.#digitsAt.forEach((at, place) => writeDigits(this.#bytes, at, first + place));
    return this.#bytes;
  }
}

function writeDigits(bytes: Uint8Array, at: number, number: number): void {
  let rest = number;
  for (let digit = DIGITS - 1; digit >= 0; digit--) {
    bytes[at + digit] = ZERO + (rest % 10);
    rest = Math.floor(rest / 10);
  }
}

function placesOf(bytes: Buffer, key: Uint8Array, digitsFrom: number): number[] {
  const places: number[] = [];
  for (let at = bytes.indexOf(key); at !== -1; at = bytes.indexOf(key, at + 1)) places.push(at + digitsFrom);
  return places;
}

/** The number that `withKey` wrote, from its first digit on. */
export function digitsAt(bytes: Uint8Array, from: number): number {
  let number = 0;
  for (let i = from; i < from + DIGITS; i++) number = number * 10 + ((bytes[i] ?? ZERO) - ZERO);
  return number;
}

/** Walks the fields of a protobuf message between two positions of `bytes`; what it stands on is in its properties. */
export class Fields {
  number = 0;
  /** Of a varint field. Exact to 2^53. */
  value = 0;
  /** Of a length-delimited field. */
  from = 0;
  to = 0;
  #bytes: Uint8Array;
  #at: number;
  #end: number;

  constructor(bytes: Uint8Array, from: number, to: number) {
    this.#bytes = bytes;
    this.#at = from;
    this.#end = to;
  }

  next(): boolean {
    if (this.#at >= this.#end) return false;
    const tag = this.#varint();
    this.number = Math.floor(tag / 8);
    const type = tag % 8;
    if (type === VARINT) this.value = this.#varint();
    else if (type === LENGTH_DELIMITED) {
      const length = this.#varint();
      this.from = this.#at;
      this.to = this.#at += length;
    } else {
      assert(type === FIXED64 || type === FIXED32, 'a field of a type that etcd uses');
      this.#at += type === FIXED64 ? 8 : 4;
    }
    return true;
  }

  #varint(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.#bytes[this.#at++] ?? 0;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  }
}

/** The first varint field of this number; 0 if it is not there, as protobuf has it. */
export function varintField(bytes: Uint8Array, from: number, to: number, number: number): number {
  const fields = new Fields(bytes, from, to);
  while (fields.next()) if (fields.number === number) return fields.value;
  return 0;
}

const HEADER = 1;
const HEADER_REVISION = 3;
const HEADER_TERM = 4;

/** Every reply of etcd's begins with a header that names the store's revision. */
export function revisionOf(bytes: Uint8Array, from: number, to: number): number {
  return headerField(bytes, from, to, HEADER_REVISION);
}

/** And the term of who answers. */
export function termOf(bytes: Uint8Array, from: number, to: number): number {
  return headerField(bytes, from, to, HEADER_TERM);
}

function headerField(bytes: Uint8Array, from: number, to: number, number: number): number {
  const fields = new Fields(bytes, from, to);
  while (fields.next()) {
    if (fields.number === HEADER) return varintField(bytes, fields.from, fields.to, number);
  }
  return 0;
}
