import { expect } from 'chai';
import { FormatError } from '../../src/codec/binary.ts';
import {
  parseStoreKey,
  payloadOf,
  storeKey,
  TABLE_NUMBERS,
  TABLES,
  tableRange,
  unwrapRecord,
  wrapRecord,
} from '../../src/storage/tables.ts';

const KEY = storeKey('lease', 'k\xff');
const PAYLOAD = Uint8Array.of(1, 2, 3);

describe('tables', () => {
  it('have numbers that stand on disks', () => {
    expect(TABLE_NUMBERS).to.eql({
      meta: 1,
      lease: 2,
      'kv-index': 3,
      'kv-value': 4,
      member: 5,
      alarm: 6,
      region: 16,
      rule: 17,
      set: 18,
      'origin-log': 19,
      conflict: 20,
    });
  });

  it('keep their records apart, in ranges that do not meet', () => {
    for (const table of TABLES) {
      const { from, to } = tableRange(table);
      for (const key of ['', '\0', '\xff\xff\xff']) {
        const at = storeKey(table, key);
        expect(at >= from && at < to).to.equal(true);
        expect(parseStoreKey(at)).to.eql({ table, key });
        const others = TABLES.filter((other) => at >= tableRange(other).from && at < tableRange(other).to);
        expect(others).to.eql([table]);
      }
    }
    expect(parseStoreKey('\0stats')).to.equal(null);
  });

  it('give a payload back, empty ones too', () => {
    expect(unwrapRecord(KEY, wrapRecord(KEY, PAYLOAD))).to.eql(PAYLOAD);
    expect(payloadOf(wrapRecord(KEY, PAYLOAD))).to.eql(PAYLOAD);
    expect(unwrapRecord(KEY, wrapRecord(KEY, new Uint8Array(0)))).to.eql(new Uint8Array(0));
  });

  it('find every flipped bit of a record, and name it', () => {
    const record = wrapRecord(KEY, PAYLOAD);
    for (let bit = 0; bit < record.length * 8; bit++) {
      const damaged = new Uint8Array(record);
      damaged[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => unwrapRecord(KEY, damaged)).to.throw(FormatError, 'table lease, record 6bff');
    }
    for (let length = 0; length < record.length; length++) {
      expect(() => unwrapRecord(KEY, record.subarray(0, length))).to.throw(FormatError);
    }
  });

  it('find a record under another key or in another table', () => {
    const record = wrapRecord(KEY, PAYLOAD);
    expect(() => unwrapRecord(storeKey('lease', 'k'), record)).to.throw(FormatError);
    expect(() => unwrapRecord(storeKey('member', 'k\xff'), record)).to.throw(FormatError);
    expect(() => unwrapRecord(storeKey('lease', 'k\ufffd'), record)).to.throw(FormatError, 'checksum');
  });

  it('take keys of any length', () => {
    for (const length of [0, 255, 256, 257, 5000]) {
      const at = storeKey('set', 'x'.repeat(length));
      expect(unwrapRecord(at, wrapRecord(at, PAYLOAD))).to.eql(PAYLOAD);
    }
  });
});
