import { expect } from 'chai';
import type { Revision, ValueRecord } from '../../../src/core/mvcc/types.ts';
import { cachedValues } from '../../../src/node/consensus/value-cache.ts';

const HEADER_BYTES = 8;

describe('node/consensus/value-cache', () => {
  let reads: string[];
  /** What a record lies in, beside its value. */
  let besideBytes: number;

  const read = (revision: Revision): ValueRecord => {
    const { main, sub } = revision;
    reads.push(`${main}.${sub}`);
    const value = new Uint8Array(new ArrayBuffer(besideBytes + 1), besideBytes, 1);
    return { createRevision: main, version: sub + 1, lease: null, value };
  };

  beforeEach(() => {
    reads = [];
    besideBytes = HEADER_BYTES;
  });

  it('reads a revision once, and tells apart those that differ in either part', () => {
    const cached = cachedValues(read);
    const asked = [
      [5, 0],
      [5, 1],
      [6, 0],
      [5, 0],
      [5, 1],
      [2 ** 40, 4_095],
      [2 ** 40, 4_095],
    ] as const;
    for (const [main, sub] of asked) {
      expect(cached({ main, sub })).to.include({ createRevision: main, version: sub + 1 });
    }
    expect(reads).to.eql(['5.0', '5.1', '6.0', `${2 ** 40}.4095`]);
  });

  it('does not keep a record that lies in memory with others', () => {
    besideBytes = 64 * 1024;
    const cached = cachedValues(read);
    for (let i = 0; i < 2; i++) cached({ main: 5, sub: 0 });
    expect(reads).to.have.length(2);
  });

  it('reads anew what has no number of its own', () => {
    const cached = cachedValues(read);
    for (const revision of [
      { main: 5, sub: 4_096 },
      { main: 6, sub: 0 },
      { main: 2 ** 41, sub: 0 },
    ])
      for (let i = 0; i < 2; i++) expect(cached(revision).createRevision).to.equal(revision.main);
    expect(reads).to.eql(['5.4096', '5.4096', '6.0', `${2 ** 41}.0`, `${2 ** 41}.0`]);
  });
});
