/** Node's HTTP/2 on the other side: its encoder, with a dynamic table in use, and its decoder. */
import { expect } from 'chai';
import { once } from 'node:events';
import * as http2 from 'node:http2';
import { Duplex } from 'node:stream';
import { HpackDecoder } from '../../../src/rpc/hpack/decoder.ts';
import { blockBytesMax, HpackEncoder } from '../../../src/rpc/hpack/encoder.ts';
import type { Header } from '../../../src/rpc/hpack/header.ts';
import { headersOf } from './blocks.ts';

const FRAME_HEADER_BYTES = 9;
const HEADERS = 1;
const SETTINGS = 4;
const END_STREAM_AND_HEADERS = 0x05;
const PADDED_OR_PRIORITY = 0x28;
const PREFACE_BYTES = 24;

describe("Node's HTTP/2 as an HPACK peer", () => {
  it('sends requests whose blocks, cold and warm, decode to what it was given', async () => {
    const { ours, theirs } = wire();
    const client = http2.connect('http://a', { createConnection: () => theirs });
    ours.write(frame(SETTINGS, 0, 0, new Uint8Array(0)));
    const decoder = new HpackDecoder(4096, 65536);
    const blocks = blocksFrom(ours, PREFACE_BYTES);
    const values = [...everyPrintable(), '4999u', '5000u', '4999u', '4999u'];
    for (const value of values) {
      client.request({
        ':method': 'POST',
        ':path': '/etcdserverpb.KV/Put',
        'grpc-timeout': value,
        te: 'trailers',
      });
      const { value: block } = await blocks.next();
      expect(headersOf(decoder.decode(block ?? new Uint8Array(0)))).to.deep.equal([
        { name: ':method', value: 'POST' },
        { name: ':path', value: '/etcdserverpb.KV/Put' },
        { name: ':authority', value: 'a:80' },
        { name: ':scheme', value: 'http' },
        { name: 'grpc-timeout', value },
        { name: 'te', value: 'trailers' },
      ]);
    }
    client.destroy();
  });

  it('reads the blocks of our encoder, every printable octet in them', async () => {
    const { ours, theirs } = wire();
    const server = http2.createServer();
    const got = once(server, 'stream') as Promise<[http2.ServerHttp2Stream, http2.IncomingHttpHeaders]>;
    server.emit('connection', theirs);
    ours.resume();
    const values = everyPrintable();
    const headers = [
      { name: ':method', value: 'GET' },
      { name: ':scheme', value: 'http' },
      { name: ':path', value: '/x' },
      { name: ':authority', value: 'a' },
      ...values.map((value, at) => ({ name: `x-${at}`, value })),
    ];
    ours.write('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
    ours.write(frame(SETTINGS, 0, 0, new Uint8Array(0)));
    ours.write(frame(HEADERS, END_STREAM_AND_HEADERS, 1, encoded(headers)));
    const [stream, received] = await got;
    expect(values.map((_, at) => received[`x-${at}`])).to.deep.equal(values);
    stream.session?.destroy();
  });
});

/** Values in which every octet that HTTP/2 allows stands among ones that are worth packing, four in each. */
function everyPrintable(): string[] {
  const values: string[] = [];
  for (let octet = 0x20; octet < 256; octet += 4) {
    const four = [octet, octet + 1, octet + 2, octet + 3].filter((one) => one !== 0x7f);
    values.push(`eeeeeeeeeeeeeeee${String.fromCharCode(...four)}aaaaaaaaaaaaaaaa`);
  }
  return values;
}

/** Two ends of a connection without a socket. */
function wire(): { ours: Duplex; theirs: Duplex } {
  const ours: Duplex = new Duplex({
    read: () => undefined,
    write: (chunk, _, done) => void (theirs.push(chunk), done()),
  });
  const theirs: Duplex = new Duplex({
    read: () => undefined,
    write: (chunk, _, done) => void (ours.push(chunk), done()),
  });
  return { ours, theirs };
}

async function* blocksFrom(from: Duplex, skipped: number): AsyncGenerator<Uint8Array, undefined> {
  let waiting = Buffer.alloc(0);
  let skip = skipped;
  for await (const chunk of from) {
    waiting = Buffer.concat([waiting, chunk as Buffer]);
    if (waiting.length < skip) continue;
    waiting = waiting.subarray(skip);
    skip = 0;
    while (waiting.length >= FRAME_HEADER_BYTES) {
      const end = FRAME_HEADER_BYTES + waiting.readUIntBE(0, 3);
      if (waiting.length < end) break;
      if (waiting[3] === HEADERS) yield blockOf(waiting.subarray(0, end));
      waiting = waiting.subarray(end);
    }
  }
  return undefined;
}

function blockOf(headersFrame: Uint8Array): Uint8Array {
  expect((headersFrame[4] ?? 0) & PADDED_OR_PRIORITY, 'flags of a plain HEADERS frame').to.equal(0);
  return headersFrame.slice(FRAME_HEADER_BYTES);
}

function frame(type: number, flags: number, stream: number, payload: Uint8Array): Uint8Array {
  const header = Buffer.alloc(FRAME_HEADER_BYTES);
  header.writeUIntBE(payload.length, 0, 3);
  header[3] = type;
  header[4] = flags;
  header.writeUInt32BE(stream, 5);
  return Buffer.concat([header, payload]);
}

function encoded(headers: readonly Header[]): Uint8Array {
  const into = new Uint8Array(blockBytesMax(headers));
  return into.slice(0, new HpackEncoder().encode(headers, into, 0));
}
