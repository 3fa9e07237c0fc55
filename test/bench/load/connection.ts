/**
 * One HTTP/2 connection of the load generator: only what gRPC's servers send and what a client must say, on a raw socket,
 * so that measuring costs little beside what is measured.
 *
 * H1. Every answer is judged: a call succeeds only with grpc-status 0. Trailers seen before are known by their bytes, which
 *     is what the HPACK decoder does with any block.
 * H2. Both directions keep to flow control. What may not be sent yet waits, in order.
 * H3. What a server may send but gRPC's servers do not (padding, priority, CONTINUATION) fails the connection with a word,
 *     not with a wrong figure. A connection that fails ends all its calls.
 */
import { connect, type Socket } from 'node:net';
import { ownBytes } from '../../../src/core/base/bytes.ts';
import { HpackDecoder, type Decoded } from '../../../src/rpc/hpack/decoder.ts';
import { FRAME_HEADER_BYTES, Outbox } from './outbox.ts';
import { RequestBlocks } from './request-blocks.ts';

const NO_BYTES = Buffer.alloc(0);
const PREFACE = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
const DATA = 0;
const HEADERS = 1;
const RST_STREAM = 3;
const SETTINGS = 4;
const PING = 6;
const GOAWAY = 7;
const WINDOW_UPDATE = 8;
const CONTINUATION = 9;
const END_STREAM = 0x01;
const ACK = 0x01;
const END_HEADERS = 0x04;
const PADDED = 0x08;
const PRIORITY = 0x20;

const SETTING_TABLE_BYTES = 1;
const SETTING_PUSH = 2;
const SETTING_WINDOW = 4;
const SETTING_BYTES = 6;

/** What every server takes (RFC 9113 §6.5.2). */
const FRAME_BYTES_MAX = 16_384;
const WINDOW_DEFAULT = 65_535;
/** Our side never makes a server wait; it is told of new room once half of it is used. */
const WINDOW = 2 ** 30;
const TABLE_BYTES = 4096;
const LIST_BYTES_MAX = 65_536;
const MESSAGE_PREFIX_BYTES = 5;
const CONNECT_MS_MAX = 10_000;

export interface ReplySink {
  /** One message of the reply, between two positions of bytes that are only lent. */
  onMessage(bytes: Uint8Array, from: number, to: number): void;
  /** `fault` is null after grpc-status 0. */
  onEnd(fault: string | null): void;
}

export interface Target {
  readonly host: string;
  readonly port: number;
}

interface Stream {
  readonly id: number;
  readonly sink: ReplySink;
  /** The beginning of a message whose end has not come; put together once, however many pieces it has. */
  readonly pieces: Buffer[];
  pieceBytes: number;
  sendWindow: number;
  received: number;
  readonly waiting: { message: Uint8Array; last: boolean }[];
}

export class LoadConnection {
  readonly #socket: Socket;
  readonly #out: Outbox;
  readonly #blocks: RequestBlocks;
  readonly #decoder = new HpackDecoder(TABLE_BYTES, LIST_BYTES_MAX);
  readonly #streams = new Map<number, Stream>();
  #okTrailers: Decoded | null = null;
  #rest: Buffer | null = null;
  #nextStream = 1;
  #sendWindow = WINDOW_DEFAULT;
  #streamWindow = WINDOW_DEFAULT;
  #received = 0;
  readonly #blocked = new Set<Stream>();
  #fault: string | null = null;

  private constructor(socket: Socket, { host, port }: Target) {
    this.#socket = socket;
    this.#blocks = new RequestBlocks(`${host}:${port}`);
    this.#out = new Outbox((bytes) => socket.write(bytes));
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.#onChunk(chunk));
    socket.on('error', (error) => this.#fail(error.message));
    socket.on('close', () => this.#fail('the connection was closed'));
    this.#out.raw(PREFACE);
    this.#out.frame(SETTINGS, 0, 0, settings([SETTING_PUSH, 0], [SETTING_WINDOW, WINDOW]));
    this.#out.frame(WINDOW_UPDATE, 0, 0, u32(WINDOW - WINDOW_DEFAULT));
  }

  static open(target: Target): Promise<LoadConnection> {
    return new Promise((resolve, reject) => {
      const { host, port } = target;
      const socket = connect({ host, port });
      socket.setTimeout(CONNECT_MS_MAX, () => socket.destroy(new Error(`${host}:${port} does not answer`)));
      socket.once('error', reject);
      socket.once('connect', () => {
        socket.off('error', reject);
        socket.setTimeout(0);
        resolve(new LoadConnection(socket, target));
      });
    });
  }

  /** A call with one request; `message` carries gRPC's prefix and is free again when this returns. */
  call(path: string, message: Uint8Array, sink: ReplySink): void {
    const stream = this.#begin(path, sink);
    if (stream !== null) this.#send(stream, message, true);
  }

  /** A call whose requests follow with `send`. Its end comes with `close`. */
  openStream(path: string, sink: ReplySink): number {
    return this.#begin(path, sink)?.id ?? 0;
  }

  send(id: number, message: Uint8Array): void {
    const stream = this.#streams.get(id);
    if (stream !== undefined) this.#send(stream, message, false);
  }

  close(): void {
    this.#streams.clear();
    this.#fault ??= 'closed';
    this.#socket.destroy();
  }

  #begin(path: string, sink: ReplySink): Stream | null {
    if (this.#fault !== null) {
      sink.onEnd(this.#fault);
      return null;
    }
    const id = this.#nextStream;
    this.#nextStream += 2;
    const stream = {
      ...{ id, sink, pieces: [], pieceBytes: 0, received: 0, waiting: [] },
      sendWindow: this.#streamWindow,
    };
    this.#streams.set(id, stream);
    this.#out.frame(HEADERS, END_HEADERS, id, this.#blocks.next(path));
    return stream;
  }

  #send(stream: Stream, message: Uint8Array, last: boolean): void {
    if (stream.waiting.length > 0 || !this.#maySend(stream, message)) {
      stream.waiting.push({ message: ownBytes(message), last });
      this.#blocked.add(stream);
    } else this.#sendNow(stream, message, last);
  }

  /** Messages here are smaller than any window, so each goes whole. */
  #maySend(stream: Stream, { length }: Uint8Array): boolean {
    return length <= this.#sendWindow && length <= stream.sendWindow;
  }

  #sendNow(stream: Stream, message: Uint8Array, last: boolean): void {
    this.#sendWindow -= message.length;
    stream.sendWindow -= message.length;
    let from = 0;
    for (; message.length - from > FRAME_BYTES_MAX; from += FRAME_BYTES_MAX) {
      this.#out.frame(DATA, 0, stream.id, message.subarray(from, from + FRAME_BYTES_MAX));
    }
    this.#out.frame(DATA, last ? END_STREAM : 0, stream.id, message.subarray(from));
  }

  #sendBlocked(): void {
    for (const stream of this.#blocked) {
      for (let next = stream.waiting[0]; next !== undefined; next = stream.waiting[0]) {
        if (!this.#maySend(stream, next.message)) break;
        stream.waiting.shift();
        this.#sendNow(stream, next.message, next.last);
      }
      if (stream.waiting.length === 0) this.#blocked.delete(stream);
    }
  }

  #onChunk(chunk: Buffer): void {
    const bytes = this.#rest === null ? chunk : Buffer.concat([this.#rest, chunk]);
    let at = 0;
    while (bytes.length - at >= FRAME_HEADER_BYTES) {
      const end = at + FRAME_HEADER_BYTES + bytes.readUIntBE(at, 3);
      if (end > bytes.length) break;
      this.#onFrame(bytes, at, end);
      at = end;
    }
    this.#rest = at < bytes.length ? bytes.subarray(at) : null;
  }

  #onFrame(bytes: Buffer, at: number, end: number): void {
    const type = bytes[at + 3] ?? 0;
    const flags = bytes[at + 4] ?? 0;
    const id = bytes.readUInt32BE(at + 5) & 0x7fff_ffff;
    const from = at + FRAME_HEADER_BYTES;
    switch (type) {
      case DATA:
        return this.#onData(bytes, from, end, id, flags);
      case HEADERS:
        return this.#onHeaders(bytes, from, end, id, flags);
      case RST_STREAM:
        return this.#endStream(id, `the stream was reset with error ${bytes.readUInt32BE(from)}`);
      case SETTINGS:
        return this.#onSettings(bytes, from, end, flags);
      case PING:
        if ((flags & ACK) === 0) this.#out.frame(PING, ACK, 0, bytes.subarray(from, end));
        return;
      case GOAWAY:
        return this.#fail(`the server went away with error ${bytes.readUInt32BE(from + 4)}`);
      case WINDOW_UPDATE:
        return this.#onWindowUpdate(id, bytes.readUInt32BE(from) & 0x7fff_ffff);
      case CONTINUATION:
        return this.#fail('H3: a CONTINUATION frame');
      default:
    }
  }

  #onData(bytes: Buffer, from: number, end: number, id: number, flags: number): void {
    if ((flags & PADDED) !== 0) return this.#fail('H3: a padded frame');
    this.#received = this.#giveRoom(0, this.#received + end - from);
    const stream = this.#streams.get(id);
    if (stream === undefined) return;
    stream.received = this.#giveRoom(id, stream.received + end - from);
    this.#takeMessages(stream, bytes, from, end);
    if ((flags & END_STREAM) !== 0) this.#endStream(id, 'the reply ended without trailers');
  }

  /** Nearly always whole messages; what is cut off waits for its end. */
  #takeMessages(stream: Stream, chunk: Buffer, from: number, end: number): void {
    if (stream.pieceBytes === 0) return this.#takeWhole(stream, chunk, from, end);
    stream.pieces.push(Buffer.from(chunk.subarray(from, end)));
    stream.pieceBytes += end - from;
    if (stream.pieceBytes < wantedBytes(stream.pieces)) return;
    const bytes = Buffer.concat(stream.pieces.splice(0));
    stream.pieceBytes = 0;
    this.#takeWhole(stream, bytes, 0, bytes.length);
  }

  #takeWhole(stream: Stream, bytes: Buffer, from: number, end: number): void {
    let at = from;
    while (end - at >= MESSAGE_PREFIX_BYTES) {
      const next = at + MESSAGE_PREFIX_BYTES + bytes.readUInt32BE(at + 1);
      if (next > end) break;
      stream.sink.onMessage(bytes, at + MESSAGE_PREFIX_BYTES, next);
      at = next;
    }
    if (at === end) return;
    stream.pieces.push(Buffer.from(bytes.subarray(at, end)));
    stream.pieceBytes = end - at;
  }

  #giveRoom(id: number, received: number): number {
    if (received < WINDOW / 2) return received;
    this.#out.frame(WINDOW_UPDATE, 0, id, u32(received));
    return 0;
  }

  #onHeaders(bytes: Buffer, from: number, end: number, id: number, flags: number): void {
    if ((flags & (PADDED | PRIORITY)) !== 0 || (flags & END_HEADERS) === 0) {
      return this.#fail('H3: a header block that is padded, prioritised or in parts');
    }
    const decoded = this.#decoder.decode(bytes, from, end);
    if (decoded.type !== 'headers') return this.#fail(`a header block that does not decode: ${decoded.type}`);
    if ((flags & END_STREAM) === 0) return;
    const fault = decoded === this.#okTrailers ? null : faultIn(decoded);
    if (fault === null) this.#okTrailers = decoded;
    this.#endStream(id, fault);
  }

  #onSettings(bytes: Buffer, from: number, end: number, flags: number): void {
    if ((flags & ACK) !== 0) return;
    for (let at = from; at + SETTING_BYTES <= end; at += SETTING_BYTES) {
      this.#onSetting(bytes.readUInt16BE(at), bytes.readUInt32BE(at + 2));
    }
    this.#out.frame(SETTINGS, ACK, 0, NO_BYTES);
    this.#sendBlocked();
  }

  #onSetting(setting: number, value: number): void {
    if (setting === SETTING_TABLE_BYTES && value < TABLE_BYTES) {
      this.#fail(`H3: a header table of ${value} bytes`);
    }
    if (setting !== SETTING_WINDOW) return;
    for (const stream of this.#streams.values()) stream.sendWindow += value - this.#streamWindow;
    this.#streamWindow = value;
  }

  #onWindowUpdate(id: number, bytes: number): void {
    if (id === 0) this.#sendWindow += bytes;
    else {
      const stream = this.#streams.get(id);
      if (stream !== undefined) stream.sendWindow += bytes;
    }
    if (this.#blocked.size > 0) this.#sendBlocked();
  }

  #endStream(id: number, fault: string | null): void {
    const stream = this.#streams.get(id);
    if (stream === undefined) return;
    this.#streams.delete(id);
    this.#blocked.delete(stream);
    stream.sink.onEnd(fault);
  }

  #fail(fault: string): void {
    if (this.#fault !== null) return;
    this.#fault = fault;
    this.#socket.destroy();
    for (const id of [...this.#streams.keys()]) this.#endStream(id, fault);
  }
}

/** How long the message will be that these pieces begin, as far as they tell. */
function wantedBytes(pieces: readonly Buffer[]): number {
  const [first = NO_BYTES] = pieces;
  const prefix = first.length >= MESSAGE_PREFIX_BYTES ? first : Buffer.concat(pieces);
  return MESSAGE_PREFIX_BYTES + (prefix.length >= MESSAGE_PREFIX_BYTES ? prefix.readUInt32BE(1) : 0);
}

function faultIn(decoded: Decoded): string | null {
  if (decoded.type !== 'headers') return decoded.type;
  const valueOf = (name: string): string | undefined =>
    decoded.headers.find((header) => header.name === name)?.value;
  const status = valueOf('grpc-status');
  if (status === '0') return null;
  if (status === undefined) return `no grpc-status, :status ${valueOf(':status') ?? 'missing'}`;
  return `grpc-status ${status}: ${valueOf('grpc-message') ?? ''}`;
}

function u32(value: number): Uint8Array {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function settings(...pairs: readonly (readonly [number, number])[]): Uint8Array {
  const bytes = Buffer.alloc(pairs.length * SETTING_BYTES);
  pairs.forEach(([setting, value], at) => {
    bytes.writeUInt16BE(setting, at * SETTING_BYTES);
    bytes.writeUInt32BE(value, at * SETTING_BYTES + 2);
  });
  return bytes;
}
