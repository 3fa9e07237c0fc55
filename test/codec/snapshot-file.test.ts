import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { SnapshotDamage, SnapshotFileReader } from '../../src/codec/snapshot-file-reader.ts';
import type { Digest } from '../../src/codec/snapshot-file-reader.ts';
import { describeSnapshotHeader, SnapshotFileWriter } from '../../src/codec/snapshot-file.ts';
import type { SnapshotFileHeader } from '../../src/codec/snapshot-file.ts';
import { logIndex, memberId, term } from '../../src/core/base/brands.ts';

const HEADER: SnapshotFileHeader = {
  ...{ clusterId: 0xc1n, region: 'eu', memberId: memberId(7n) },
  ...{ revision: 12, compactRevision: 3, keys: 2 },
  snapshot: {
    ...{ index: logIndex(40), term: term(5) },
    conf: {
      ...{ voters: [memberId(7n), memberId(8n)], votersOutgoing: [], learners: [memberId(9n)] },
      ...{ learnersNext: [], autoLeave: false },
    },
  },
  ...{ takenMs: 1_700_000_000_000, stats: Uint8Array.of(1, 2, 3) },
};

const sha256 = (): Digest => {
  const hash = createHash('sha256');
  return { update: (bytes) => void hash.update(bytes), finish: () => hash.digest() };
};

const record = (at: number): { key: string; value: Uint8Array } => ({
  key: `\x04${String(at).padStart(4, '0')}`,
  value: new Uint8Array(at % 50).fill(at),
});

function fileOf(frames: number, perFrame: number): Uint8Array {
  const writer = new SnapshotFileWriter(HEADER);
  const pieces = [writer.header];
  for (let i = 0; i < frames; i++) {
    pieces.push(writer.records(Array.from({ length: perFrame }, (_, at) => record(i * perFrame + at))));
  }
  pieces.push(writer.end());
  const body = Buffer.concat(pieces);
  return Buffer.concat([body, createHash('sha256').update(body).digest()]);
}

interface Read {
  readonly header: SnapshotFileHeader | null;
  readonly keys: readonly string[];
}

function read(bytes: Uint8Array, pieceBytes = bytes.length, digest: Digest | null = sha256()): Read {
  let header: SnapshotFileHeader | null = null;
  const keys: string[] = [];
  const reader = new SnapshotFileReader(
    {
      onHeader: (found) => (header = found),
      onRecords: (records) => keys.push(...records.map(({ key }) => key)),
    },
    digest,
  );
  for (let at = 0; at < bytes.length; at += pieceBytes) reader.push(bytes.subarray(at, at + pieceBytes));
  reader.end();
  return { header, keys };
}

function damageOf(bytes: Uint8Array, digest: Digest | null = sha256()): SnapshotDamage | null {
  try {
    read(bytes, bytes.length, digest);
    return null;
  } catch (error) {
    if (error instanceof SnapshotDamage) return error;
    throw error;
  }
}

describe('codec/snapshot-file', () => {
  it('comes back as it was written, in pieces of any size', () => {
    const bytes = fileOf(3, 20);
    const keys = Array.from({ length: 60 }, (_, at) => record(at).key);
    for (const pieceBytes of [1, 7, 511, 4096, bytes.length]) {
      expect(read(bytes, pieceBytes)).to.deep.equal({ header: HEADER, keys });
    }
    expect(describeSnapshotHeader(HEADER)).to.equal(
      'snapshot of region eu, cluster c1, revision 12, 2 keys, entry 40 of term 5',
    );
  });

  it('is a multiple of 512 bytes and a digest more, by which etcdctl knows it', () => {
    for (let records = 0; records < 40; records++) expect(fileOf(1, records).length % 512).to.equal(32);
  });

  it('can hold nothing', () => {
    expect(read(fileOf(0, 0)).keys).to.deep.equal([]);
  });

  it('shows every flipped bit, and says no later place than the one it is at', () => {
    const bytes = fileOf(2, 10);
    for (let at = 0; at < bytes.length; at++) {
      // All bits where there is something, one of each byte in the zeros of the header.
      const isFull = at < 256 || at >= 4092;
      for (let bit = isFull ? 0 : at % 8; bit < (isFull ? 8 : (at % 8) + 1); bit++) {
        bytes[at]! ^= 1 << bit;
        const damage = damageOf(bytes);
        bytes[at]! ^= 1 << bit;
        if (damage === null) throw new Error(`bit ${bit} of byte ${at} went unnoticed`);
        expect(damage.offset).to.be.at.most(at);
        expect(damage.message).to.contain(`(at byte ${damage.offset})`);
      }
    }
  });

  it('shows every flipped bit before its digest even without comparing that', () => {
    const bytes = fileOf(1, 10);
    for (let at = 0; at < bytes.length - 32; at++) {
      bytes[at]! ^= 0x10;
      expect(damageOf(bytes, null), `byte ${at}`).to.be.instanceOf(SnapshotDamage);
      bytes[at]! ^= 0x10;
    }
  });

  it('shows that something is missing at its end, or follows it', () => {
    const bytes = fileOf(2, 10);
    for (const length of [0, 100, 4096, 4500, bytes.length - 33, bytes.length - 1]) {
      expect(damageOf(bytes.subarray(0, length))?.message).to.contain('ends early');
    }
    expect(damageOf(Buffer.concat([bytes, Buffer.of(0)]))?.message).to.contain('follow the end');
  });

  it('shows frames that were left out, doubled or swapped', () => {
    const writer = new SnapshotFileWriter(HEADER);
    const [first, second] = [writer.records([record(1)]), writer.records([record(2)])];
    const end = writer.end();
    const sealed = (...pieces: Uint8Array[]): Uint8Array => {
      const body = Buffer.concat(pieces);
      return Buffer.concat([body, createHash('sha256').update(body).digest()]);
    };
    expect(damageOf(sealed(writer.header, first, second, end))).to.equal(null);
    for (const pieces of [
      [first, end],
      [second, end],
      [second, first, end],
      [first, first, second, end],
    ]) {
      expect(damageOf(sealed(writer.header, ...pieces))?.message).to.contain('frame');
    }
  });

  it('of another kind is named as such', () => {
    expect(damageOf(new Uint8Array(8192))?.message).to.contain('no snapshot of Atoll');
  });
});
