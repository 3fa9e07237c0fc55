import { expect } from 'chai';
import { ByteWriter } from '../../src/codec/binary.ts';
import type { LogRecord } from '../../src/codec/log-record.ts';
import { readFrame, SECTOR_BYTES, writeFrames } from '../../src/codec/log-record-frame.ts';
import { memberId } from '../../src/core/base/brands.ts';
import { crc32c } from '../../src/core/base/crc32c.ts';
import type { WalBatch } from '../../src/storage/wal.ts';
import { SEGMENT_HEADER_BYTES } from '../../src/storage/wal-segment.ts';
import { MemoryDisk } from './memory-disk.ts';
import {
  append,
  entries,
  entry,
  hardState,
  IDENTITY,
  names,
  open,
  openFails,
  SEGMENT_BYTES,
  snapshot,
  tryOpen,
} from './wal-harness.ts';

const SEGMENT = 'wal/0000000000000001-0000000000000001.wal';

/** A log of these writes, as the files were before and after the last of them. */
function logOf(batches: readonly WalBatch[]): { before: Uint8Array; after: Uint8Array } {
  const disk = new MemoryDisk();
  const { wal } = open(disk);
  batches.slice(0, -1).forEach((batch) => append(disk, wal, batch));
  const before = new Uint8Array(disk.files.get(SEGMENT)!);
  append(disk, wal, batches.at(-1)!);
  return { before, after: new Uint8Array(disk.files.get(SEGMENT)!) };
}

const saltOf = (segment: Uint8Array): number => crc32c(segment.subarray(0, SEGMENT_HEADER_BYTES - 4));

const diskWith = (segment: Uint8Array): MemoryDisk => new MemoryDisk(new Map([[SEGMENT, segment]]));

/** The sectors in which the two differ: those of the last write. */
function changedSectors(before: Uint8Array, after: Uint8Array): number[] {
  const sectors: number[] = [];
  for (let at = 0; at < after.length; at += SECTOR_BYTES) {
    const changed = after.subarray(at, at + SECTOR_BYTES).some((byte, i) => byte !== before[at + i]);
    if (changed) sectors.push(at);
  }
  return sectors;
}

describe('recovery of the write-ahead log', () => {
  const SYNCED: readonly WalBatch[] = [
    { hardState: hardState(1, 0), entries: entries(1, 3, 1, 300) },
    { hardState: hardState(1, 3), entries: entries(4, 5, 1, 700) },
  ];
  const LAST: WalBatch = { hardState: hardState(2, 5), entries: entries(6, 8, 2, 400) };

  describe('after power was lost during the last write', () => {
    const { before, after } = logOf([...SYNCED, LAST]);
    const sectors = changedSectors(before, after);

    /** Each sector of the write old or new, as the bits of `subset` say. */
    function crashed(subset: number): Uint8Array {
      const segment = new Uint8Array(before);
      sectors.forEach((at, bit) => {
        if ((subset >> bit) & 1) segment.set(after.subarray(at, at + SECTOR_BYTES), at);
      });
      return segment;
    }

    it('takes the write back, whichever of its sectors survived, and goes on behind what was synced', () => {
      expect(sectors.length).to.be.within(3, 8);
      const all = 2 ** sectors.length - 1;
      for (let subset = 0; subset < all; subset++) {
        const disk = diskWith(crashed(subset));
        const { wal, recovered } = open(disk);
        expect(names(recovered.entries), `sectors ${subset.toString(2)}`).to.equal(
          '1/t1 2/t1 3/t1 4/t1 5/t1',
        );
        expect(recovered.hardState).to.eql(hardState(1, 3));
        expect(recovered.truncatedAt).to.eql(
          subset === 0 ? undefined : { file: SEGMENT, offset: sectors[0] },
        );
        expect(disk.files.get(SEGMENT)).to.eql(before);
        append(disk, wal, { hardState: hardState(3, 5), entries: entries(6, 6, 3) });
        expect(names(open(disk).recovered.entries)).to.equal('1/t1 2/t1 3/t1 4/t1 5/t1 6/t3');
      }
      expect(names(open(diskWith(crashed(all))).recovered.entries)).to.equal(
        names([...entries(1, 5, 1), ...entries(6, 8, 2)]),
      );
    });

    it('syncs the repair, and what it read, before anything is built on it', () => {
      for (const subset of [1, 2 ** sectors.length - 1]) {
        const disk = diskWith(crashed(subset));
        disk.failOn('dataSync');
        expect(openFails(disk).kind).to.equal('io');
      }
    });

    it('refuses when a bit turned in what was synced before, although the tail is torn', () => {
      const segment = crashed(1);
      const first = SEGMENT_HEADER_BYTES + 40;
      segment[first]! ^= 4;
      const failure = openFails(diskWith(segment));
      expect(failure).to.include({ kind: 'damaged', file: SEGMENT, offset: SEGMENT_HEADER_BYTES });
    });
  });

  describe('after the first write of a new segment was cut', () => {
    it('goes on in that segment', () => {
      const disk = new MemoryDisk();
      const { wal } = open(disk);
      append(disk, wal, { hardState: hardState(1, 0) });
      let last = 0;
      while (wal.stats().segments === 1) append(disk, wal, { entries: [entry(++last, 1, 1500)] });
      const second = [...disk.files.keys()].filter((path) => path.endsWith('.wal')).sort()[1]!;
      const segment = disk.files.get(second)!;
      segment.fill(0, SEGMENT_HEADER_BYTES, SEGMENT_HEADER_BYTES + SECTOR_BYTES);
      const again = open(disk);
      expect(names(again.recovered.entries)).to.equal(names(entries(1, last - 1, 1)));
      expect(again.recovered.truncatedAt?.file).to.equal(second);
      append(disk, again.wal, { entries: [entry(last, 1, 10)] });
      append(disk, again.wal, { entries: [entry(last + 1, 1, 10)] });
      expect(names(open(disk).recovered.entries)).to.equal(names(entries(1, last + 1, 1)));
    });

    it('refuses when the segment before it does not end in order', () => {
      const disk = new MemoryDisk();
      const { wal } = open(disk);
      append(disk, wal, { hardState: hardState(1, 0) });
      for (let i = 1; wal.stats().segments === 1; i++) append(disk, wal, { entries: [entry(i, 1, 1500)] });
      const [first, second] = [...disk.files.keys()].filter((path) => path.endsWith('.wal')).sort();
      disk.files.get(second!)!.fill(0, SEGMENT_HEADER_BYTES);
      const before = disk.files.get(first!)!;
      const lastByte = before.findLastIndex((byte) => byte !== 0);
      before.fill(0, Math.floor(lastByte / SECTOR_BYTES) * SECTOR_BYTES);
      const failure = openFails(disk);
      expect(failure).to.include({ kind: 'damaged', file: first });
      expect(failure.message).to.contain('a later segment shows that it was synced');
    });
  });

  describe('of a log with one flipped bit', () => {
    const large = [...SYNCED, LAST];
    const small: WalBatch[] = [
      { hardState: hardState(1, 0), entries: entries(1, 3, 1) },
      { snapshot: snapshot(2, 1), hardState: hardState(1, 3) },
      { hardState: hardState(2, 5), entries: entries(4, 5, 2) },
    ];

    /** `null` if opening was refused; else what was found, by name. */
    function found(segment: Uint8Array): string | null {
      const opened = tryOpen(diskWith(segment));
      if (!opened.ok) {
        expect(opened.error.message).to.contain(SEGMENT).and.to.contain('at byte');
        return null;
      }
      const { recovered } = opened.value;
      return `${names(recovered.entries)} commit ${recovered.hardState?.commit} snapshot ${recovered.snapshot?.index}`;
    }

    function foundWithFlip(segment: Uint8Array, bit: number): string | null {
      const flipped = new Uint8Array(segment);
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      return found(flipped);
    }

    it('never loses a record: the flip is found or does no harm', () => {
      const { before, after } = logOf(small);
      const whole = found(after);
      const used = changedSectors(before, after).at(-1)! + SECTOR_BYTES;
      expect(used).to.equal(SEGMENT_HEADER_BYTES + 3 * SECTOR_BYTES);
      let refused = 0;
      for (let bit = SEGMENT_HEADER_BYTES * 8; bit < used * 8; bit++) {
        const verdict = foundWithFlip(after, bit);
        if (verdict === null) refused++;
        else expect(verdict, `bit ${bit}`).to.equal(whole);
      }
      expect(refused).to.be.greaterThan(2500);
      for (let bit = 0; bit < SEGMENT_HEADER_BYTES * 8; bit += 131) {
        expect(foundWithFlip(after, bit)).to.equal(null);
      }
    }).timeout(20_000);

    it('finds every flip inside a frame, in the last write as in the first', () => {
      const { after } = logOf(large);
      const salt = saltOf(after);
      let position = SEGMENT_HEADER_BYTES;
      let frames = 0;
      for (;;) {
        const frame = readFrame(after, position, salt);
        if (frame.type !== 'frame') break;
        for (let bit = position * 8; bit < frame.end * 8; bit += 7)
          expect(foundWithFlip(after, bit)).to.equal(null);
        position = frame.header.lastOfWrite ? frame.header.writeEnd : frame.end;
        frames++;
      }
      expect(frames).to.equal(6);
    });

    it('finds damage in a log of several segments, and names the segment', () => {
      const disk = new MemoryDisk();
      const { wal } = open(disk);
      append(disk, wal, { hardState: hardState(1, 0) });
      for (let i = 1; i <= 30; i++) append(disk, wal, { entries: [entry(i, 1, 1000)] });
      const paths = [...disk.files.keys()].filter((path) => path.endsWith('.wal'));
      expect(paths.length).to.be.greaterThan(2);
      for (const path of paths) {
        const damaged = new MemoryDisk(disk.files);
        damaged.files.get(path)![SEGMENT_HEADER_BYTES + 700]! ^= 16;
        expect(openFails(damaged)).to.include({ kind: 'damaged', file: path });
      }
    });
  });

  describe('of a log from which synced writes are gone', () => {
    it('refuses a log that ends below the commit index it states', () => {
      const { after } = logOf([{ hardState: hardState(1, 0), entries: entries(1, 2, 1) }]);
      const writer = new ByteWriter();
      const records: LogRecord[] = [
        { type: 'entries', entries: entries(1, 2, 1) },
        { type: 'hard-state', hardState: hardState(1, 5) },
      ];
      writeFrames(writer, records, { salt: saltOf(after), position: SEGMENT_HEADER_BYTES, chain: 0 });
      after.set(writer.view(), SEGMENT_HEADER_BYTES);
      const failure = openFails(diskWith(after));
      expect(failure).to.include({ kind: 'damaged', file: SEGMENT });
      expect(failure.message).to.contain('ends with entry 2, and entries up to 5 were committed');
    });

    it('refuses a write that another one was put in front of', () => {
      const { after } = logOf([
        { hardState: hardState(1, 0), entries: entries(1, 2, 1) },
        { hardState: hardState(1, 2) },
      ]);
      const other = logOf([{ hardState: hardState(1, 0) }]).after;
      const from = SEGMENT_HEADER_BYTES;
      after.set(other.subarray(from, from + SECTOR_BYTES), from);
      const failure = openFails(diskWith(after));
      expect(failure).to.include({ kind: 'damaged', offset: SEGMENT_HEADER_BYTES + SECTOR_BYTES });
      expect(failure.message).to.contain('not the one that was written');
    });

    it('refuses when a write in the middle is gone without a trace', () => {
      const { after } = logOf([...SYNCED, LAST]);
      const segment = new Uint8Array(after);
      segment.fill(0, SEGMENT_HEADER_BYTES, SEGMENT_HEADER_BYTES + 2 * SECTOR_BYTES);
      const failure = openFails(diskWith(segment));
      expect(failure).to.include({ kind: 'damaged', offset: SEGMENT_HEADER_BYTES });
      expect(failure.message).to.contain('shows that it was synced').and.to.contain('etcdctl member remove');
    });
  });

  describe('of a log that is not ours to read', () => {
    it('names whose it is', () => {
      const disk = new MemoryDisk();
      open(disk);
      const failure = openFails(disk, { ...IDENTITY, member: memberId(0xb2n) });
      expect(failure).to.include({ kind: 'foreign', file: SEGMENT });
      expect(failure.message).to.contain('member a1 of cluster c1').and.to.contain('member b2 of cluster c1');
    });

    it('asks for the newer release when the segment or a record has a newer format', () => {
      const { after } = logOf([{ hardState: hardState(1, 0) }]);
      const newerSegment = new Uint8Array(after);
      newerSegment[8] = 9;
      const fields = new DataView(newerSegment.buffer);
      fields.setUint32(SEGMENT_HEADER_BYTES - 4, saltOf(newerSegment), true);
      expect(openFails(diskWith(newerSegment))).to.include({ kind: 'newer-format', file: SEGMENT });

      const newerRecord = new Uint8Array(after);
      const header = newerRecord.subarray(SEGMENT_HEADER_BYTES, SEGMENT_HEADER_BYTES + 32);
      header[4] = 77;
      const salt = saltOf(newerRecord);
      const place = new DataView(newerRecord.buffer, SEGMENT_HEADER_BYTES);
      const checksum = crc32c(header.subarray(0, 28), salt);
      place.setUint32(28, checksum, true);
      const payloadEnd = Math.ceil((32 + place.getUint32(0, true) + 4) / 8) * 8 - 4;
      const payload = newerRecord.subarray(SEGMENT_HEADER_BYTES + 32, SEGMENT_HEADER_BYTES + payloadEnd);
      place.setUint32(payloadEnd, crc32c(payload, checksum), true);
      const failure = openFails(diskWith(newerRecord));
      expect(failure).to.include({ kind: 'newer-format', offset: SEGMENT_HEADER_BYTES });
      expect(failure.message).to.contain('type 77').and.to.contain('start that release again');
    });

    it('refuses a file that is not a segment or says it is another one', () => {
      const disk = diskWith(new Uint8Array(SEGMENT_BYTES));
      expect(openFails(disk).message).to.contain('the header of the segment is not what was written');
      expect(openFails(diskWith(new Uint8Array(10))).message).to.contain('ends before its header does');
      const { after } = logOf([{ hardState: hardState(1, 0) }]);
      const renamed = new MemoryDisk(new Map([['wal/0000000000000005-0000000000000001.wal', after]]));
      expect(openFails(renamed).message).to.contain('the file says it is segment 1');
    });
  });
});
