import { expect } from 'chai';
import fc from 'fast-check';
import { ByteWriter, FormatError } from '../../src/codec/binary.ts';
import {
  decodeLogRecord,
  describeLogRecord,
  encodeLogRecord,
  logRecordBytesMax,
  logRecordCode,
  LOG_RECORD_FORMAT,
  type LogRecord,
} from '../../src/codec/log-record.ts';
import { readFrame, readFrameHeader, framesBytesMax, writeFrames } from '../../src/codec/log-record-frame.ts';
import { logIndex, memberId, term } from '../../src/core/base/brands.ts';

const entry = (index: number, of: number, text: string) => ({
  index: logIndex(index),
  term: term(of),
  type: 'command' as const,
  data: new TextEncoder().encode(text),
});

const RECORDS: readonly LogRecord[] = [
  { type: 'entries', entries: [entry(7, 2, 'a'), { ...entry(8, 3, ''), type: 'configuration' }] },
  { type: 'hard-state', hardState: { term: term(3), vote: memberId(2n ** 64n - 1n), commit: logIndex(7) } },
  { type: 'hard-state', hardState: { term: term(2 ** 53 - 1), vote: null, commit: logIndex(0) } },
  {
    type: 'snapshot',
    snapshot: {
      index: logIndex(6),
      term: term(2),
      storeName: 'store-1',
      conf: {
        voters: [memberId(1n), memberId(2n)],
        votersOutgoing: [memberId(3n)],
        learners: [],
        learnersNext: [memberId(4n)],
        autoLeave: true,
      },
    },
    replaces: true,
  },
  { type: 'released', through: { index: logIndex(5), term: term(1) } },
  { type: 'sealed' },
];

function payloadOf(record: LogRecord): Uint8Array {
  const writer = new ByteWriter();
  encodeLogRecord(writer, record);
  return writer.finish();
}

describe('log record', () => {
  it('comes back from its bytes, for every type', () => {
    for (const record of RECORDS) {
      expect(decodeLogRecord(logRecordCode(record), LOG_RECORD_FORMAT, payloadOf(record))).to.eql(record);
    }
  });

  it('never takes more bytes than planned for', () => {
    for (const record of RECORDS) {
      expect(payloadOf(record).length).to.be.at.most(logRecordBytesMax(record));
      const writer = new ByteWriter();
      writeFrames(writer, [record], { salt: 1, position: 4096, chain: 0 });
      expect(writer.length % 512).to.equal(0);
      expect(writer.length).to.be.at.most(framesBytesMax([record]) + 512);
    }
  });

  it('reports a type or a format of a newer release instead of guessing', () => {
    expect(decodeLogRecord(200, 1, new Uint8Array(0))).to.eql({ type: 'unknown', code: 200, format: 1 });
    expect(decodeLogRecord(1, 3, new Uint8Array(0))).to.eql({ type: 'unknown', code: 1, format: 3 });
  });

  it('refuses bytes that are not a record', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.uint8Array({ maxLength: 60 }), (code, payload) => {
        try {
          const record = decodeLogRecord(code, LOG_RECORD_FORMAT, payload) as LogRecord;
          expect(payloadOf(record)).to.eql(payload);
        } catch (error) {
          expect(error).to.be.instanceOf(FormatError);
        }
      }),
    );
    expect(() => decodeLogRecord(1, 1, Uint8Array.of(0, 0))).to.throw(FormatError, 'entries record');
  });

  it('describes itself in one line', () => {
    expect(RECORDS.map(describeLogRecord)).to.eql([
      'entries 7/t2 to 8/t3, 1 bytes',
      'hard state term 3, vote ffffffffffffffff, commit 7',
      'hard state term 9007199254740991, vote none, commit 0',
      'snapshot 6/t2 in store store-1, replacing the log',
      'released through 5/t1',
      'sealed',
    ]);
  });
});

describe('log record frame', () => {
  const place = { salt: 77, position: 512, chain: 5 };

  function segmentWith(records: readonly LogRecord[]): { segment: Uint8Array; chain: number } {
    const writer = new ByteWriter();
    const chain = writeFrames(writer, records, place);
    const segment = new Uint8Array(4096);
    segment.set(writer.view(), place.position);
    return { segment, chain };
  }

  it('chains the frames of a write and names the write in each', () => {
    const { segment, chain } = segmentWith(RECORDS);
    let position = place.position;
    let expected = place.chain;
    const seen: unknown[] = [];
    for (let i = 0; i < RECORDS.length; i++) {
      const frame = readFrame(segment, position, place.salt);
      if (frame.type !== 'frame') throw new Error(`no frame at ${position}: ${frame.type}`);
      expect(position % 8).to.equal(0);
      expect(frame.header.chain).to.equal(expected);
      expect(frame.header.writeStart).to.equal(place.position);
      seen.push(decodeLogRecord(frame.header.code, frame.header.format, frame.payload));
      expected = frame.chain;
      position = frame.end;
      expect(frame.header.writeEnd).to.equal(1024);
      expect(frame.header.lastOfWrite).to.equal(i === RECORDS.length - 1);
    }
    expect(seen).to.eql(RECORDS);
    expect(expected).to.equal(chain);
    expect(readFrame(segment, position, place.salt).type).to.equal('blank');
  });

  it('is not taken for one at another place or in another segment', () => {
    const { segment } = segmentWith(RECORDS);
    expect(readFrameHeader(segment, place.position, place.salt)).not.to.equal(null);
    expect(readFrameHeader(segment, place.position, place.salt + 1)).to.equal(null);
    segment.copyWithin(2048, place.position, place.position + 256);
    expect(readFrame(segment, 2048, place.salt).type).to.equal('bad-header');
  });

  it('notices every flipped bit, and keeps a damaged length apart from a damaged payload', () => {
    const { segment } = segmentWith(RECORDS.slice(0, 1));
    const whole = readFrame(segment, place.position, place.salt);
    if (whole.type !== 'frame') throw new Error(whole.type);
    for (let bit = place.position * 8; bit < whole.end * 8; bit++) {
      segment[bit >> 3]! ^= 1 << (bit & 7);
      const inHeader = bit >> 3 < place.position + 32;
      expect(readFrame(segment, place.position, place.salt).type).to.equal(
        inHeader ? 'bad-header' : 'bad-payload',
      );
      segment[bit >> 3]! ^= 1 << (bit & 7);
    }
  });
});
