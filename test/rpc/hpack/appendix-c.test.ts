/** The worked examples of RFC 7541, appendix C, octet by octet. */
import { expect } from 'chai';
import { HpackDecoder } from '../../../src/rpc/hpack/decoder.ts';
import { readInteger, writeInteger } from '../../../src/rpc/hpack/integer.ts';
import { fromHex, headersOf, list, toHex } from './blocks.ts';

const LIST_BYTES_MAX = 4096;

describe('RFC 7541 appendix C', () => {
  const integers = [
    { section: 'C.1.1', value: 10, prefixBits: 5, octets: '0a' },
    { section: 'C.1.2', value: 1337, prefixBits: 5, octets: '1f9a0a' },
    { section: 'C.1.3', value: 42, prefixBits: 8, octets: '2a' },
  ];
  for (const { section, value, prefixBits, octets } of integers) {
    it(`${section}: ${value} behind a prefix of ${prefixBits} bits is ${octets}, both ways`, () => {
      const bytes = fromHex(octets);
      expect(readInteger({ bytes, at: 0, end: bytes.length }, prefixBits)).to.equal(value);
      const into = new Uint8Array(bytes.length);
      expect(writeInteger(into, 0, 0, prefixBits, value)).to.equal(bytes.length);
      expect(toHex(into)).to.equal(octets);
    });
  }

  const singles = [
    {
      section: 'C.2.1: a literal with indexing',
      block: '400a637573746f6d2d6b65790d637573746f6d2d686561646572',
      fields: ['custom-key: custom-header'],
      remembered: ['custom-key: custom-header'],
    },
    {
      section: 'C.2.2: a literal without indexing',
      block: '040c2f73616d706c652f70617468',
      fields: [':path: /sample/path'],
      remembered: [],
    },
    {
      section: 'C.2.3: a literal never indexed',
      block: '100870617373776f726406736563726574',
      fields: ['password: secret'],
      remembered: [],
    },
    { section: 'C.2.4: an indexed field', block: '82', fields: [':method: GET'], remembered: [] },
  ];
  for (const { section, block, fields, remembered } of singles) {
    it(section, () => {
      const decoder = new HpackDecoder(4096, LIST_BYTES_MAX);
      expect(headersOf(decoder.decode(fromHex(block)))).to.deep.equal(list(...fields));
      expectTable(decoder, remembered);
    });
  }

  const FIRST_REQUEST = [':method: GET', ':scheme: http', ':path: /', ':authority: www.example.com'];
  const SECOND_REQUEST = [...FIRST_REQUEST, 'cache-control: no-cache'];
  const THIRD_REQUEST = [
    ...[':method: GET', ':scheme: https', ':path: /index.html'],
    ...[':authority: www.example.com', 'custom-key: custom-value'],
  ];
  const REQUEST_TABLES = [
    [':authority: www.example.com'],
    ['cache-control: no-cache', ':authority: www.example.com'],
    ['custom-key: custom-value', 'cache-control: no-cache', ':authority: www.example.com'],
  ];
  const DATE = 'date: Mon, 21 Oct 2013 20:13:21 GMT';
  const LATER = 'date: Mon, 21 Oct 2013 20:13:22 GMT';
  const COOKIE = 'set-cookie: foo=ASDJKHQKBZXOQWEOPIUAXQWEOIU; max-age=3600; version=1';
  const LOCATION = 'location: https://www.example.com';
  const PRIVATE = 'cache-control: private';
  const RESPONSES = [
    [':status: 302', PRIVATE, DATE, LOCATION],
    [':status: 307', PRIVATE, DATE, LOCATION],
    [':status: 200', PRIVATE, LATER, LOCATION, 'content-encoding: gzip', COOKIE],
  ];
  const RESPONSE_TABLES = [
    [LOCATION, DATE, PRIVATE, ':status: 302'],
    [':status: 307', LOCATION, DATE, PRIVATE],
    [COOKIE, 'content-encoding: gzip', LATER],
  ];

  const series = [
    {
      section: 'C.3: requests without Huffman',
      tableBytes: 4096,
      blocks: [
        '828684410f7777772e6578616d706c652e636f6d',
        '828684be58086e6f2d6361636865',
        '828785bf400a637573746f6d2d6b65790c637573746f6d2d76616c7565',
      ],
      lists: [FIRST_REQUEST, SECOND_REQUEST, THIRD_REQUEST],
      tables: REQUEST_TABLES,
    },
    {
      section: 'C.4: requests with Huffman',
      tableBytes: 4096,
      blocks: [
        '828684418cf1e3c2e5f23a6ba0ab90f4ff',
        '828684be5886a8eb10649cbf',
        '828785bf408825a849e95ba97d7f8925a849e95bb8e8b4bf',
      ],
      lists: [FIRST_REQUEST, SECOND_REQUEST, THIRD_REQUEST],
      tables: REQUEST_TABLES,
    },
    {
      section: 'C.5: responses without Huffman, with evictions from 256 octets',
      tableBytes: 256,
      blocks: [
        '4803333032580770726976617465611d4d6f6e2c203231204f637420323031332032303a31333a323120474d54' +
          '6e1768747470733a2f2f7777772e6578616d706c652e636f6d',
        '4803333037c1c0bf',
        '88c1611d4d6f6e2c203231204f637420323031332032303a31333a323220474d54c05a04677a69707738666f6f' +
          '3d4153444a4b48514b425a584f5157454f50495541585157454f49553b206d61782d6167653d333630303b20' +
          '76657273696f6e3d31',
      ],
      lists: RESPONSES,
      tables: RESPONSE_TABLES,
    },
    {
      section: 'C.6: responses with Huffman, with evictions from 256 octets',
      tableBytes: 256,
      blocks: [
        '488264025885aec3771a4b6196d07abe941054d444a8200595040b8166e082a62d1bff6e919d29ad171863c78f' +
          '0b97c8e9ae82ae43d3',
        '4883640effc1c0bf',
        '88c16196d07abe941054d444a8200595040b8166e084a62d1bffc05a839bd9ab77ad94e7821dd7f2e6c7b335df' +
          'dfcd5b3960d5af27087f3672c1ab270fb5291f9587316065c003ed4ee5b1063d5007',
      ],
      lists: RESPONSES,
      tables: RESPONSE_TABLES,
    },
  ];
  for (const { section, tableBytes, blocks, lists, tables } of series) {
    it(section, () => {
      const decoder = new HpackDecoder(tableBytes, LIST_BYTES_MAX);
      blocks.forEach((block, at) => {
        expect(headersOf(decoder.decode(fromHex(block)))).to.deep.equal(list(...(lists[at] ?? [])));
        expectTable(decoder, tables[at] ?? []);
      });
    });
  }
});

/** What the decoder remembers, asked for by its indexes: 62 is the newest entry (§2.3.3). */
function expectTable(decoder: HpackDecoder, fields: readonly string[]): void {
  const everyIndex = Uint8Array.from(fields, (_, at) => 0x80 | (62 + at));
  expect(headersOf(decoder.decode(everyIndex))).to.deep.equal(list(...fields));
  expect(decoder.decode(Uint8Array.of(0x80 | (62 + fields.length))).type).to.equal('compression-error');
}
