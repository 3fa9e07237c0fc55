import { expect } from 'chai';
import { FormatError } from '../../src/codec/binary.ts';
import { decodeSnapshotChunk, encodeSnapshotChunk } from '../../src/codec/snapshot-chunk.ts';

const RECORDS = [
  { key: '\x00stats', value: Uint8Array.of(1) },
  { key: '\x03\xff\x80', value: new Uint8Array(0) },
  { key: 'k'.repeat(300), value: new Uint8Array(1000).fill(7) },
];

describe('codec/snapshot-chunk', () => {
  it('gives records back as they stand, in their order', () => {
    expect(decodeSnapshotChunk(encodeSnapshotChunk(RECORDS))).to.eql(RECORDS);
    expect(decodeSnapshotChunk(encodeSnapshotChunk([]))).to.eql([]);
  });

  it('ends in a format error wherever it is cut, and when something follows it', () => {
    const whole = encodeSnapshotChunk(RECORDS);
    for (let length = 0; length < whole.length; length++) {
      expect(() => decodeSnapshotChunk(whole.subarray(0, length))).to.throw(FormatError);
    }
    expect(() => decodeSnapshotChunk(new Uint8Array([...whole, 0]))).to.throw(FormatError);
  });

  it('names the format it does not know, and what to do', () => {
    const chunk = new Uint8Array(encodeSnapshotChunk(RECORDS));
    chunk[0] = 9;
    expect(() => decodeSnapshotChunk(chunk)).to.throw(FormatError, 'run the same release on all members');
  });

  it('hands out copies, so that no record pins its chunk', () => {
    const chunk = new Uint8Array(encodeSnapshotChunk(RECORDS));
    const records = decodeSnapshotChunk(chunk);
    chunk.fill(0);
    expect(records).to.eql(RECORDS);
  });
});
