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
import { connect as connectSecurely, type TLSSocket } from 'node:tls';
import { HpackDecoder, type Decoded } from '../../../src/rpc/hpack/decoder.ts';
import {
  describeError,
  FLAG,
  FRAME,
  HEADER_TABLE_DEFAULT,
  PREFACE,
  SETTING,
  WINDOW_DEFAULT,
} from '../../../src/rpc/http2/constants.ts';
import { CA } from '../../support/certificates.ts';
import { FRAME_HEADER_BYTES, Outbox } from './outbox.ts';
import { ReplyMessages, type ReplySink } from './reply-messages.ts';
import { RequestBlocks } from './request-blocks.ts';
import { RequestsOut, type OutStream } from './requests-out.ts';

const SETTING_BYTES = 6;
/** Our side never makes a server wait; it is told of new room once half of it is used. */
const WINDOW = 2 ** 30;
const LIST_BYTES_MAX = 65_536;
const CONNECT_MS_MAX = 10_000;

export interface Target {
  readonly host: string;
  readonly port: number;
  /** By a certificate of the tests. */
  readonly tls?: boolean;
}

interface Stream {
  readonly sink: ReplySink;
  readonly messages: ReplyMessages;
  readonly out: OutStream;
  received: number;
}

export class LoadConnection {
  readonly #socket: Socket;
  readonly #out: Outbox;
  readonly #blocks: RequestBlocks;
  readonly #requests: RequestsOut;
  readonly #decoder = new HpackDecoder(HEADER_TABLE_DEFAULT, LIST_BYTES_MAX);
  readonly #streams = new Map<number, Stream>();
  #okTrailers: Decoded | null = null;
  #rest: Buffer | null = null;
  #nextStream = 1;
  #received = 0;
  #fault: string | null = null;

  private constructor(socket: Socket, { host, port, tls = false }: Target) {
    this.#socket = socket;
    this.#blocks = new RequestBlocks(`${host}:${port}`, tls ? 'https' : 'http');
    this.#out = new Outbox((bytes) => socket.write(bytes));
    this.#requests = new RequestsOut(this.#out);
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.#onChunk(chunk));
    socket.on('error', (error) => this.#fail(error.message));
    socket.on('close', () => this.#fail('the connection was closed'));
    this.#out.raw(Buffer.from(PREFACE));
    const ours = settings([SETTING.ENABLE_PUSH, 0], [SETTING.INITIAL_WINDOW_SIZE, WINDOW]);
    this.#out.frame(FRAME.SETTINGS, 0, 0, ours);
    this.#out.frame(FRAME.WINDOW_UPDATE, 0, 0, u32(WINDOW - WINDOW_DEFAULT));
  }

  static open(target: Target): Promise<LoadConnection> {
    return new Promise((resolve, reject) => {
      const { host, port, tls = false } = target;
      const socket = tls ? securely(host, port) : connect({ host, port });
      socket.setTimeout(CONNECT_MS_MAX, () => socket.destroy(new Error(`${host}:${port} does not answer`)));
      socket.once('error', reject);
      socket.once(tls ? 'secureConnect' : 'connect', () => {
        socket.off('error', reject);
        socket.setTimeout(0);
        resolve(new LoadConnection(socket, target));
      });
    });
  }

  /** A call with one request; `message` carries gRPC's prefix and is free again when this returns. */
  call(path: string, message: Uint8Array, sink: ReplySink): void {
    const stream = this.#begin(path, sink);
    if (stream !== null) this.#requests.send(stream.out, message, true);
  }

  /** A call whose requests follow with `send`. Its end comes with `close`. */
  openStream(path: string, sink: ReplySink): number {
    return this.#begin(path, sink)?.out.id ?? 0;
  }

  send(id: number, message: Uint8Array): void {
    const stream = this.#streams.get(id);
    if (stream !== undefined) this.#requests.send(stream.out, message, false);
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
    const stream = { sink, messages: new ReplyMessages(sink), out: this.#requests.stream(id), received: 0 };
    this.#streams.set(id, stream);
    this.#out.frame(FRAME.HEADERS, FLAG.END_HEADERS, id, this.#blocks.next(path));
    return stream;
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
      case FRAME.DATA:
        return this.#onData(bytes, from, end, id, flags);
      case FRAME.HEADERS:
        return this.#onHeaders(bytes, from, end, id, flags);
      case FRAME.RST_STREAM:
        return this.#endStream(id, `the stream was reset with ${describeError(bytes.readUInt32BE(from))}`);
      case FRAME.SETTINGS:
        return this.#onSettings(bytes, from, end, flags);
      case FRAME.PING:
        if ((flags & FLAG.ACK) === 0) this.#out.frame(FRAME.PING, FLAG.ACK, 0, bytes.subarray(from, end));
        return;
      case FRAME.GOAWAY:
        return this.#fail(`the server went away with ${describeError(bytes.readUInt32BE(from + 4))}`);
      case FRAME.WINDOW_UPDATE:
        return this.#onWindowUpdate(id, bytes.readUInt32BE(from) & 0x7fff_ffff);
      case FRAME.CONTINUATION:
        return this.#fail('H3: a CONTINUATION frame');
      default:
    }
  }

  #onData(bytes: Buffer, from: number, end: number, id: number, flags: number): void {
    if ((flags & FLAG.PADDED) !== 0) return this.#fail('H3: a padded frame');
    this.#received = this.#giveRoom(0, this.#received + end - from);
    const stream = this.#streams.get(id);
    if (stream === undefined) return;
    stream.received = this.#giveRoom(id, stream.received + end - from);
    stream.messages.take(bytes, from, end);
    if ((flags & FLAG.END_STREAM) !== 0) this.#endStream(id, 'the reply ended without trailers');
  }

  #giveRoom(id: number, received: number): number {
    if (received < WINDOW / 2) return received;
    this.#out.frame(FRAME.WINDOW_UPDATE, 0, id, u32(received));
    return 0;
  }

  #onHeaders(bytes: Buffer, from: number, end: number, id: number, flags: number): void {
    if ((flags & (FLAG.PADDED | FLAG.PRIORITY)) !== 0 || (flags & FLAG.END_HEADERS) === 0) {
      return this.#fail('H3: a header block that is padded, prioritised or in parts');
    }
    const decoded = this.#decoder.decode(bytes, from, end);
    if (decoded.type !== 'headers') return this.#fail(`a header block that does not decode: ${decoded.type}`);
    if ((flags & FLAG.END_STREAM) === 0) return;
    const fault = decoded === this.#okTrailers ? null : faultIn(decoded);
    if (fault === null) this.#okTrailers = decoded;
    this.#endStream(id, fault);
  }

  #onSettings(bytes: Buffer, from: number, end: number, flags: number): void {
    if ((flags & FLAG.ACK) !== 0) return;
    for (let at = from; at + SETTING_BYTES <= end; at += SETTING_BYTES) {
      this.#onSetting(bytes.readUInt16BE(at), bytes.readUInt32BE(at + 2));
    }
    this.#out.frame(FRAME.SETTINGS, FLAG.ACK, 0, Buffer.alloc(0));
  }

  #onSetting(setting: number, value: number): void {
    if (setting === SETTING.HEADER_TABLE_SIZE && value < HEADER_TABLE_DEFAULT) {
      this.#fail(`H3: a header table of ${value} bytes`);
    }
    if (setting === SETTING.INITIAL_WINDOW_SIZE) {
      this.#requests.startAt(
        value,
        [...this.#streams.values()].map(({ out }) => out),
      );
    }
  }

  #onWindowUpdate(id: number, bytes: number): void {
    const stream = this.#streams.get(id);
    if (id === 0) this.#requests.widen(null, bytes);
    else if (stream !== undefined) this.#requests.widen(stream.out, bytes);
  }

  #endStream(id: number, fault: string | null): void {
    const stream = this.#streams.get(id);
    if (stream === undefined) return;
    this.#streams.delete(id);
    this.#requests.forget(stream.out);
    stream.sink.onEnd(fault);
  }

  #fail(fault: string): void {
    if (this.#fault !== null) return;
    this.#fault = fault;
    this.#socket.destroy();
    for (const id of [...this.#streams.keys()]) this.#endStream(id, fault);
  }
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

/** A server that does not choose HTTP/2 ends the handshake (RFC 7301 §3.2), or what it says next is no frame. */
function securely(host: string, port: number): TLSSocket {
  return connectSecurely({ host, port, ca: CA, ALPNProtocols: ['h2'] });
}
