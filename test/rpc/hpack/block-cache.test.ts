/** When a block may be answered by its bytes (src/rpc/hpack/block-cache.ts), seen from outside. */
import { expect } from 'chai';
import { HpackDecoder } from '../../../src/rpc/hpack/decoder.ts';
import { fromHex, headersOf, list } from './blocks.ts';

const LITERAL_AB = fromHex('40 01 61 01 62');
const LITERAL_CD = fromHex('40 01 63 01 64');
const DYNAMIC_1 = fromHex('be');
const STATIC_2 = fromHex('82');

describe('A header block seen before', () => {
  let decoder: HpackDecoder;

  beforeEach(() => {
    decoder = new HpackDecoder(4096, 8192);
  });

  it('is answered with the very same list, so its identity can stand for what was found in it', () => {
    decoder.decode(LITERAL_AB);
    const first = decoder.decode(DYNAMIC_1);
    expect(headersOf(first)).to.deep.equal(list('a: b'));
    expect(decoder.decode(DYNAMIC_1.slice())).to.equal(first);
  });

  it('B2: is decoded again if decoding it fills the table', () => {
    decoder.decode(LITERAL_AB);
    decoder.decode(LITERAL_AB);
    expect(headersOf(decoder.decode(fromHex('be bf')))).to.deep.equal(list('a: b', 'a: b'));
  });

  it('B3: is decoded again if it names a dynamic entry and the table has changed', () => {
    decoder.decode(LITERAL_AB);
    decoder.decode(DYNAMIC_1);
    decoder.decode(LITERAL_CD);
    expect(headersOf(decoder.decode(DYNAMIC_1))).to.deep.equal(list('c: d'));
  });

  it('B3: is decoded again, and refused, if the entry it names was evicted by a size update', () => {
    decoder.decode(LITERAL_AB);
    decoder.decode(DYNAMIC_1);
    decoder.decode(fromHex('20 3f e1 1f'));
    expect(decoder.decode(DYNAMIC_1).type).to.equal('compression-error');
  });

  it('B3: is decoded again if a dynamic entry gave it only a name', () => {
    const nameOfNewest = fromHex('0f 2f 01 78');
    decoder.decode(LITERAL_AB);
    expect(headersOf(decoder.decode(nameOfNewest))).to.deep.equal(list('a: x'));
    decoder.decode(LITERAL_CD);
    expect(headersOf(decoder.decode(nameOfNewest))).to.deep.equal(list('c: x'));
  });

  it('B3: means the same for ever if it names nothing dynamic', () => {
    const first = decoder.decode(STATIC_2);
    decoder.decode(LITERAL_AB);
    expect(decoder.decode(STATIC_2)).to.equal(first);
  });

  it('B4: takes part in the count of size updates each time', () => {
    const emptied = fromHex('20 82');
    decoder.decode(emptied);
    decoder.decode(fromHex('3f e1 1f 40 01 61 01 62'));
    decoder.decode(emptied);
    expect(decoder.decode(DYNAMIC_1).type).to.equal('compression-error');
  });

  it('B5: is refused again if it was too large', () => {
    const small = new HpackDecoder(4096, 41);
    expect(small.decode(STATIC_2).type).to.equal('too-large');
    expect(small.decode(STATIC_2).type).to.equal('too-large');
  });

  it('B6: is decoded again if it is long', () => {
    const long = fromHex(`00 01 61 7f 81 07 ${'62'.repeat(1024)}`);
    const first = decoder.decode(long);
    const again = decoder.decode(long);
    expect(again).to.deep.equal(first);
    expect(again).to.not.equal(first);
  });

  it('B6: more blocks than there is room for, all from one Buffer, cost a decoding, not an answer', () => {
    const buffer = Buffer.from(fromHex('00 01 61 01 00'));
    for (let round = 0; round < 2; round++) {
      for (let octet = 0; octet < 256; octet++) {
        buffer[4] = octet;
        expect(headersOf(decoder.decode(buffer))).to.deep.equal([
          { name: 'a', value: String.fromCharCode(octet) },
        ]);
      }
    }
  });
});
