/** What RFC 7541 forbids a sender, each rule by its section, and what our two limits do. */
import { expect } from 'chai';
import { FIELDS_MAX, HpackDecoder } from '../../../src/rpc/hpack/decoder.ts';
import { fromHex, headersOf, list } from './blocks.ts';

const TABLE_BYTES = 4096;
const LIST_BYTES = 8192;

/** A literal with indexing of `name: value`, both as they are. */
const LITERAL_AB = '40 01 61 01 62';
const DYNAMIC_1 = 'be';

describe('HPACK decoder', () => {
  const violations = [
    { rule: '§2.3.3: an index beyond both tables', block: 'be', reason: 'index 62 names no field' },
    {
      rule: '§2.3.3: a name index beyond both tables',
      block: '7f 00 01 61',
      reason: 'index 63 names no field',
    },
    { rule: '§4.2: a size update behind a field', block: '82 20', reason: 'not at the start' },
    { rule: '§4.2: three size updates', block: '20 20 20', reason: 'more than two' },
    { rule: '§5.1: an integer that the block cuts off', block: 'ff', reason: 'ends inside an integer' },
    {
      rule: '§2.3.3: the index 2^31-1',
      block: 'ff 80 ff ff ff 07',
      reason: 'index 2147483647 names no field',
    },
    { rule: '§5.1: an integer of 2^31', block: 'ff 81 ff ff ff 07', reason: 'above 2^31-1' },
    { rule: '§5.1: an integer of 35 bits', block: 'ff ffffffff 0f', reason: 'above 2^31-1' },
    { rule: '§5.1: an integer padded without end', block: 'ff 8080808080 00', reason: 'more than 6 octets' },
    { rule: '§5.2: a string longer than its block', block: '00 01 61 05 61', reason: 'longer than the rest' },
    { rule: '§5.1: a field without its value', block: '00 01 61', reason: 'ends inside an integer' },
    { rule: '§5.2: padding of 8 bits', block: '00 01 61 82 1f ff', reason: 'more than 7 bits' },
    { rule: '§5.2: padding of zeros', block: '00 01 61 81 18', reason: 'does not begin EOS' },
    { rule: '§5.2: EOS in a string', block: '00 01 61 84 ffffffff', reason: 'EOS inside' },
    { rule: '§6.1: the index 0', block: '80', reason: 'index 0 names no field' },
    { rule: '§6.3: a size update above the limit', block: '3f e2 1f', reason: 'above the limit of 4096' },
  ];
  for (const { rule, block, reason } of violations) {
    it(`RFC 7541 ${rule} is a compression error`, () => {
      const decoded = new HpackDecoder(TABLE_BYTES, LIST_BYTES).decode(fromHex(block));
      expect(decoded).to.have.property('type', 'compression-error');
      const said = decoded.type === 'compression-error' ? decoded.reason : '';
      expect(said)
        .to.contain(reason)
        .and.contain(`RFC 7541 ${rule.slice(0, rule.indexOf(':'))}`);
    });
  }

  const allowed = [
    {
      rule: 'RFC 7541 §4.2: two size updates at the start',
      block: '20 3f e1 1f 82',
      fields: [':method: GET'],
    },
    {
      rule: 'RFC 7541 §5.1: an integer with a zero too many',
      block: '0f 80 00 01 62',
      fields: ['accept-charset: b'],
    },
    { rule: 'RFC 7541 §5.2: padding of 7 bits', block: '00 01 61 84 0000007f', fields: ['a: 00000'] },
    { rule: 'RFC 7541 §5.2: an empty Huffman string', block: '00 01 61 80', fields: ['a: '] },
    {
      rule: 'RFC 7541 §6.2.3: a never indexed field with a name of the table',
      block: '11 01 62',
      fields: [':authority: b'],
    },
    { rule: 'RFC 9113 §8.1: an empty block', block: '', fields: [] },
  ];
  for (const { rule, block, fields } of allowed) {
    it(`${rule} is sound`, () => {
      const decoded = new HpackDecoder(TABLE_BYTES, LIST_BYTES).decode(fromHex(block));
      expect(headersOf(decoded)).to.deep.equal(list(...fields));
    });
  }

  it('RFC 7541 §4.2: a block without the size update that a lowered limit asks for is a compression error', () => {
    const decoder = new HpackDecoder(TABLE_BYTES, LIST_BYTES);
    decoder.lowerTableBytesMax(100);
    const decoded = decoder.decode(fromHex('82'));
    expect(decoded).to.have.property('type', 'compression-error');
    expect(decoded).to.have.property('reason').that.contains('no size update to 100');
  });

  it('RFC 7541 §4.2: an update to more than the lowered limit is a compression error, one to less is sound', () => {
    const above = new HpackDecoder(TABLE_BYTES, LIST_BYTES);
    above.lowerTableBytesMax(16);
    expect(above.decode(fromHex('31 82')).type).to.equal('compression-error');
    const below = new HpackDecoder(TABLE_BYTES, LIST_BYTES);
    below.lowerTableBytesMax(16);
    expect(headersOf(below.decode(fromHex('2f 82')))).to.deep.equal(list(':method: GET'));
  });

  it('a block that was answered before the limit was lowered is no longer sound without the update', () => {
    const decoder = new HpackDecoder(TABLE_BYTES, LIST_BYTES);
    expect(decoder.decode(fromHex('82')).type).to.equal('headers');
    decoder.lowerTableBytesMax(0);
    expect(decoder.decode(fromHex('82')).type).to.equal('compression-error');
  });

  it('a sender that never used more than the lowered limit owes nothing', () => {
    const decoder = new HpackDecoder(TABLE_BYTES, LIST_BYTES);
    decoder.decode(fromHex('2a 82'));
    decoder.lowerTableBytesMax(100);
    expect(decoder.decode(fromHex('82')).type).to.equal('headers');
  });

  it('RFC 9113 §4.3.1: a limit above the default is used only after a size update', () => {
    const decoder = new HpackDecoder(65536, LIST_BYTES);
    const large = `40 01 61 7f 81 27 ${'62'.repeat(5120)}`;
    decoder.decode(fromHex(large));
    expect(decoder.decode(fromHex(DYNAMIC_1)).type, 'kept in a table of 4096').to.equal('compression-error');
  });

  it('RFC 7541 §4.4: an entry larger than the table empties it and is no error', () => {
    const decoder = new HpackDecoder(64, LIST_BYTES);
    decoder.decode(fromHex(LITERAL_AB));
    const large = decoder.decode(fromHex(`40 01 61 3f ${'62'.repeat(63)}`));
    expect(headersOf(large)).to.deep.equal([{ name: 'a', value: 'b'.repeat(63) }]);
    expect(decoder.decode(fromHex(DYNAMIC_1)).type).to.equal('compression-error');
  });

  it('RFC 7541 §4.4: the newest entries are kept, however many came before them', () => {
    const decoder = new HpackDecoder(3 * 34, LIST_BYTES);
    for (let octet = 0; octet < 256; octet++) {
      decoder.decode(Uint8Array.of(0x40, 0x01, 0x61, 0x01, octet));
      const kept = Math.min(octet + 1, 3);
      const newest = headersOf(decoder.decode(fromHex('be bf c0').slice(0, kept)));
      expect(newest.map(({ value }) => value.charCodeAt(0))).to.deep.equal(
        [octet, octet - 1, octet - 2].slice(0, kept),
      );
    }
    expect(decoder.decode(fromHex('c1')).type).to.equal('compression-error');
  });

  it('RFC 7541 §4.4: the name of the entry that an insertion evicts may still be referred to', () => {
    const decoder = new HpackDecoder(40, LIST_BYTES);
    decoder.decode(fromHex(LITERAL_AB));
    expect(headersOf(decoder.decode(fromHex('7e 02 6363')))).to.deep.equal(list('a: cc'));
    expect(headersOf(decoder.decode(fromHex(DYNAMIC_1)))).to.deep.equal(list('a: cc'));
  });

  it('RFC 9113 §6.5.2: a list is counted with 32 bytes a field', () => {
    const decoded = new HpackDecoder(TABLE_BYTES, LIST_BYTES).decode(fromHex('82 00 01 61 01 62'));
    expect(decoded).to.have.property('bytes', ':method'.length + 'GET'.length + 32 + 2 + 32);
  });

  it('a list of exactly the limit passes, one byte more is too large', () => {
    const block = fromHex('82');
    expect(new HpackDecoder(TABLE_BYTES, 42).decode(block).type).to.equal('headers');
    expect(new HpackDecoder(TABLE_BYTES, 41).decode(block).type).to.equal('too-large');
  });

  it('a list of as many fields as may be passes, one more is too large, and the connection may live on', () => {
    const decoder = new HpackDecoder(TABLE_BYTES, 65_536);
    const fields = (count: number): Uint8Array => new Uint8Array(count).fill(0x82);
    expect(decoder.decode(fields(FIELDS_MAX)).type).to.equal('headers');
    expect(decoder.decode(fields(FIELDS_MAX + 1)).type).to.equal('too-large');
    expect(decoder.decode(fields(1)).type).to.equal('headers');
  });

  it('what a list that is too large put into the table is there for the next block', () => {
    const decoder = new HpackDecoder(TABLE_BYTES, 100);
    expect(decoder.decode(fromHex(`${LITERAL_AB} ${'82'.repeat(10)} 40 01 63 01 64`)).type).to.equal(
      'too-large',
    );
    expect(headersOf(decoder.decode(fromHex('bf be')))).to.deep.equal(list('a: b', 'c: d'));
  });

  it('a field too large for the list and the table is checked, not kept, and evicts as it must', () => {
    const decoder = new HpackDecoder(100, 100);
    decoder.decode(fromHex(LITERAL_AB));
    const zeros = `40 01 61 ff 81 02 ${'00'.repeat(383)}`;
    expect(decoder.decode(fromHex(`${zeros} 03`)).type).to.equal('too-large');
    expect(decoder.decode(fromHex(DYNAMIC_1)).type).to.equal('compression-error');
    const padding = new HpackDecoder(100, 100).decode(fromHex(`${zeros} 00`));
    expect(padding).to.have.property('reason').that.contains('does not begin EOS');
  });

  it('a block is read between its two positions', () => {
    const decoder = new HpackDecoder(TABLE_BYTES, LIST_BYTES);
    expect(headersOf(decoder.decode(fromHex('ffff 82 86 ffff'), 2, 4))).to.deep.equal(
      list(':method: GET', ':scheme: http'),
    );
  });
});
