import { expect } from 'chai';
import * as fc from 'fast-check';
import { HpackDecoder } from '../../../src/rpc/hpack/decoder.ts';
import { blockBytesMax, fixedBlock, HpackEncoder, UPDATE_BYTES_MAX } from '../../../src/rpc/hpack/encoder.ts';
import { GRPC_RESPONSE_HEADERS, GRPC_TRAILERS_OK } from '../../../src/rpc/hpack/grpc-blocks.ts';
import type { Header } from '../../../src/rpc/hpack/header.ts';
import { headersOf, list, toHex } from './blocks.ts';
import { NaiveDecoder } from './naive.ts';

const octets = (maxLength: number): fc.Arbitrary<string> =>
  fc.uint8Array({ maxLength }).map((bytes) => String.fromCharCode(...bytes));
const field: fc.Arbitrary<Header> = fc.oneof(
  fc.record({ name: octets(20), value: octets(200) }),
  fc.record({ name: fc.constantFrom(':status', 'content-type', 'cookie', 'token'), value: octets(40) }),
  fc.constantFrom(...list(':status: 200', ':method: POST', ':path: /')),
);

describe('HPACK encoder', () => {
  it('writes what both decoders read back, within the room it asks for', () => {
    fc.assert(
      fc.property(fc.array(field, { maxLength: 12 }), (headers) => {
        const block = encoded(new HpackEncoder(), headers);
        expect(headersOf(new HpackDecoder(4096, 65536).decode(block))).to.deep.equal(headers);
        expect(new NaiveDecoder(4096).decode(block)).to.have.deep.property('headers', headers);
      }),
      { seed: 7541, numRuns: 500 },
    );
  });

  it('RFC 7541 §6.1: a field of the static table is one octet', () => {
    expect(toHex(encoded(new HpackEncoder(), list(':status: 200')))).to.equal('88');
  });

  it('RFC 7541 §5.2: a string is packed only where that makes it shorter', () => {
    expect(toHex(encoded(new HpackEncoder(), list('grpc-status: ~')))).to.match(/017e$/);
    expect(toHex(encoded(new HpackEncoder(), list('content-type: application/grpc')))).to.match(/^0f108b/);
  });

  it('RFC 7541 §7.1.3: a secret is written as never indexed', () => {
    for (const name of ['authorization', 'cookie', 'token']) {
      const first = encoded(new HpackEncoder(), [{ name, value: 'xyzzy' }])[0] ?? 0;
      expect(first & 0xf0, name).to.equal(0x10);
    }
    expect((encoded(new HpackEncoder(), list('grpc-message: xyzzy'))[0] ?? 0) & 0xf0).to.equal(0);
  });

  it('RFC 7541 §4.2: a lowered table size opens the next block, and only that', () => {
    const encoder = new HpackEncoder();
    encoder.setPeerTableBytesMax(100);
    expect(toHex(encoded(encoder, list(':status: 200')))).to.equal('3f4588');
    expect(toHex(encoded(encoder, list(':status: 200')))).to.equal('88');
  });

  it('RFC 7541 §4.2: a fixed block pays the update that is owed too', () => {
    const encoder = new HpackEncoder();
    encoder.setPeerTableBytesMax(0);
    expect(toHex(fixed(encoder, GRPC_RESPONSE_HEADERS))).to.equal(`20${toHex(GRPC_RESPONSE_HEADERS)}`);
    expect(toHex(fixed(encoder, GRPC_TRAILERS_OK))).to.equal(toHex(GRPC_TRAILERS_OK));
  });

  it('RFC 7541 §4.2: of a size lowered and raised again the lowest is announced', () => {
    const encoder = new HpackEncoder();
    encoder.setPeerTableBytesMax(10);
    encoder.setPeerTableBytesMax(8192);
    const decoder = new HpackDecoder(8192, 65536);
    decoder.lowerTableBytesMax(10);
    expect(decoder.decode(encoded(encoder, list(':status: 200'))).type).to.equal('headers');
  });

  it('a higher size than the default changes nothing', () => {
    const encoder = new HpackEncoder();
    encoder.setPeerTableBytesMax(65536);
    expect(toHex(encoded(encoder, list(':status: 200')))).to.equal('88');
  });

  it('fixed blocks are the same on every connection, warm or new', () => {
    const decoder = new HpackDecoder(4096, 65536);
    const expected = list(':status: 200', 'content-type: application/grpc');
    for (let i = 0; i < 3; i++)
      expect(headersOf(decoder.decode(GRPC_RESPONSE_HEADERS))).to.deep.equal(expected);
    expect(headersOf(decoder.decode(GRPC_TRAILERS_OK))).to.deep.equal(list('grpc-status: 0'));
    expect(toHex(fixedBlock(expected))).to.equal(toHex(GRPC_RESPONSE_HEADERS));
  });

  it('refuses to write where there is no room', () => {
    const headers = list('grpc-message: what happened');
    const tight = new Uint8Array(blockBytesMax(headers) - 1);
    expect(() => new HpackEncoder().encode(headers, tight, 0)).to.throw(RangeError);
    expect(() => new HpackEncoder().writeFixed(GRPC_TRAILERS_OK, tight, tight.length - 1)).to.throw(
      RangeError,
    );
  });
});

function encoded(encoder: HpackEncoder, headers: readonly Header[]): Uint8Array {
  const into = new Uint8Array(blockBytesMax(headers));
  return into.slice(0, encoder.encode(headers, into, 0));
}

function fixed(encoder: HpackEncoder, block: Uint8Array): Uint8Array {
  const into = new Uint8Array(block.length + UPDATE_BYTES_MAX);
  return into.slice(0, encoder.writeFixed(block, into, 0));
}
