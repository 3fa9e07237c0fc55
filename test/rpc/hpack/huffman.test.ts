import { expect } from 'chai';
import * as fc from 'fast-check';
import { EOS, HUFFMAN_CODES } from '../../../src/rpc/hpack/huffman-code.ts';
import { decodedLengthMax, decodeHuffman } from '../../../src/rpc/hpack/huffman-decode.ts';
import { encodeHuffman, huffmanLength } from '../../../src/rpc/hpack/huffman-encode.ts';
import { toHex } from './blocks.ts';

describe('The Huffman code of RFC 7541 appendix B', () => {
  it('uses up all bit strings: the weights of its 257 codes come to exactly one', () => {
    expect(HUFFMAN_CODES).to.have.length(257);
    expect(HUFFMAN_CODES.reduce((sum, { length }) => sum + 2 ** -length, 0)).to.equal(1);
  });

  const listed = [
    { symbol: '0'.charCodeAt(0), bits: 0x0, length: 5 },
    { symbol: 't'.charCodeAt(0), bits: 0x9, length: 5 },
    { symbol: ' '.charCodeAt(0), bits: 0x14, length: 6 },
    { symbol: 'z'.charCodeAt(0), bits: 0x7b, length: 7 },
    { symbol: 'Z'.charCodeAt(0), bits: 0xfd, length: 8 },
    { symbol: 0, bits: 0x1ff8, length: 13 },
    { symbol: '\\'.charCodeAt(0), bits: 0x7fff0, length: 19 },
    { symbol: 128, bits: 0xfffe6, length: 20 },
    { symbol: 255, bits: 0x3ffffee, length: 26 },
    { symbol: 10, bits: 0x3ffffffc, length: 30 },
    { symbol: EOS, bits: 0x3fffffff, length: 30 },
  ];
  for (const { symbol, bits, length } of listed) {
    it(`gives symbol ${symbol} the ${length} bits ${bits.toString(16)}`, () => {
      expect(HUFFMAN_CODES[symbol]).to.deep.equal({ bits, length });
    });
  }

  it('brings back every string of octets, in the length it promised', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (octets) => {
        const packed = pack(String.fromCharCode(...octets));
        const into = new Uint8Array(decodedLengthMax(packed.length));
        expect(decodeHuffman(packed, 0, packed.length, into, 0)).to.equal(octets.length);
        expect(toHex(into.subarray(0, octets.length))).to.equal(toHex(octets));
      }),
      { seed: 7541, numRuns: 500 },
    );
  });

  it('counts what does not fit without writing it', () => {
    const packed = pack('0123456789');
    const into = new Uint8Array(4);
    expect(decodeHuffman(packed, 0, packed.length, into, 1)).to.equal(10);
    expect(toHex(into)).to.equal('00303132');
  });
});

function pack(text: string): Uint8Array {
  const into = new Uint8Array(huffmanLength(text));
  expect(encodeHuffman(text, into, 0)).to.equal(into.length);
  return into;
}
