/** Frames as a client writes and reads them, byte by byte, right or wrong. */
import { describeError, FLAG, FRAME, PREFACE } from '../../../src/rpc/http2/constants.ts';
import { fixedBlock } from '../../../src/rpc/hpack/encoder.ts';
import { HpackDecoder } from '../../../src/rpc/hpack/decoder.ts';

export interface Frame {
  readonly type: number;
  readonly flags: number;
  readonly id: number;
  readonly payload: Buffer;
}

export const preface = Buffer.from(PREFACE, 'latin1');

export function frame(
  type: number,
  flags: number,
  id: number,
  payload: Uint8Array = Buffer.alloc(0),
): Buffer {
  const header = Buffer.alloc(9);
  header.writeUIntBE(payload.length, 0, 3);
  header.writeUInt8(type, 3);
  header.writeUInt8(flags, 4);
  header.writeUInt32BE(id, 5);
  return Buffer.concat([header, payload]);
}

export function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

export const settings = (...pairs: readonly (readonly [number, number])[]): Buffer =>
  frame(
    FRAME.SETTINGS,
    0,
    0,
    Buffer.concat(pairs.map(([key, value]) => Buffer.concat([Uint8Array.of(key >> 8, key), uint32(value)]))),
  );

export type Fields = readonly (readonly [name: string, value: string])[];

/** Tests say the same thing many times. */
const blocks = new WeakMap<Fields, Uint8Array>();

export function block(fields: Fields): Uint8Array {
  const known = blocks.get(fields);
  if (known !== undefined) return known;
  const encoded = fixedBlock(fields.map(([name, value]) => ({ name, value })));
  blocks.set(fields, encoded);
  return encoded;
}

export const callFields = (path: string, more: Fields = []): Fields => [
  [':method', 'POST'],
  [':scheme', 'http'],
  [':path', path],
  [':authority', 'here'],
  ['content-type', 'application/grpc'],
  ['te', 'trailers'],
  ...more,
];

export const headers = (id: number, fields: Fields, flags = 0): Buffer =>
  frame(FRAME.HEADERS, FLAG.END_HEADERS | flags, id, block(fields));

/** In gRPC's envelope. */
export function message(content: string | Uint8Array, flag = 0): Buffer {
  const bytes = Buffer.from(content);
  return Buffer.concat([Uint8Array.of(flag), uint32(bytes.length), bytes]);
}

export const data = (id: number, payload: Uint8Array, flags = 0): Buffer =>
  frame(FRAME.DATA, flags, id, payload);

export const ping = (content = 0): Buffer =>
  frame(FRAME.PING, 0, 0, Buffer.concat([uint32(content), uint32(content)]));

export const windowUpdate = (id: number, increment: number): Buffer =>
  frame(FRAME.WINDOW_UPDATE, 0, id, uint32(increment));

export const resetStream = (id: number, code: number): Buffer => frame(FRAME.RST_STREAM, 0, id, uint32(code));

export function framesOf(bytes: Buffer): Frame[] {
  const frames: Frame[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = at + 9 + bytes.readUIntBE(at, 3);
    const [type, flags] = [bytes.readUInt8(at + 3), bytes.readUInt8(at + 4)];
    frames.push({ type, flags, id: bytes.readUInt32BE(at + 5), payload: bytes.subarray(at + 9, end) });
    at = end;
  }
  return frames;
}

/** What a server says, one line a frame; header blocks as their fields, DATA as text. */
export class Transcript {
  private readonly decoder = new HpackDecoder(4096, 1 << 20);

  describe({ type, flags, id, payload }: Frame): string {
    const end = (flags & FLAG.END_STREAM) !== 0 ? ' end' : '';
    switch (type) {
      case FRAME.DATA:
        return `${id} DATA ${textOf(payload)}${end}`;
      case FRAME.HEADERS:
        return `${id} HEADERS ${this.fields(payload)}${end}`;
      case FRAME.RST_STREAM:
        return `${id} RST_STREAM ${describeError(payload.readUInt32BE())}`;
      case FRAME.SETTINGS:
        return flags === FLAG.ACK ? 'SETTINGS ack' : 'SETTINGS';
      case FRAME.PING:
        return flags === FLAG.ACK ? `PING ack ${payload.readUInt32BE()}` : 'PING';
      case FRAME.GOAWAY:
        return `GOAWAY ${payload.readUInt32BE()} ${describeError(payload.readUInt32BE(4))}`;
      case FRAME.WINDOW_UPDATE:
        return `${id} WINDOW_UPDATE ${payload.readUInt32BE()}`;
      default:
        return `${id} frame ${type}`;
    }
  }

  private fields(payload: Buffer): string {
    const decoded = this.decoder.decode(payload);
    if (decoded.type !== 'headers') return decoded.type;
    return decoded.headers.map(({ name, value }) => `${name}=${value}`).join(' ');
  }
}

/** The text of a message, or how many bytes of something. */
const textOf = (payload: Buffer): string =>
  payload.length >= 5 && payload.readUInt32BE(1) === payload.length - 5 && payload.length < 64
    ? `"${payload.subarray(5).toString()}"`
    : `${payload.length}`;
