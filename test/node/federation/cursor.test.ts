import { expect } from 'chai';
import { HLC_ZERO } from '../../../src/core/base/hlc.ts';
import type { OriginTransaction } from '../../../src/core/federation/types.ts';
import {
  createCursor,
  noteApplied,
  noteSent,
  WINDOW_BYTES_MAX,
  WINDOW_TRANSACTIONS_MAX,
  windowLeft,
} from '../../../src/node/federation/cursor.ts';

const transaction = (sequence: number, bytes = 1): OriginTransaction => ({
  ...{ origin: 'east/1', sequence, time: HLC_ZERO, vector: new Map(), actor: '', chain: 0 },
  writes: [{ space: 'key', key: 'k', value: new Uint8Array(bytes) }],
});

describe('publisher cursor', () => {
  it('closes its window by bytes and opens it as they are applied', () => {
    const cursor = createCursor('east/1', 10);
    expect(windowLeft(cursor)).to.equal(WINDOW_BYTES_MAX);
    noteSent(cursor, [transaction(11, WINDOW_BYTES_MAX / 2), transaction(12, WINDOW_BYTES_MAX / 2)]);
    expect(windowLeft(cursor)).to.equal(0);
    noteApplied(cursor, 11);
    expect(windowLeft(cursor)).to.be.within(1, WINDOW_BYTES_MAX / 2);
    noteApplied(cursor, 12);
    expect(windowLeft(cursor)).to.equal(WINDOW_BYTES_MAX);
  });

  it('closes its window by number, too', () => {
    const cursor = createCursor('east/1', 0);
    noteSent(
      cursor,
      Array.from({ length: WINDOW_TRANSACTIONS_MAX }, (_, i) => transaction(i + 1)),
    );
    expect(windowLeft(cursor)).to.equal(0);
  });

  it('skips what the other region got elsewhere, and asks the log again where it had ended', () => {
    const cursor = createCursor('east/1', 0);
    noteSent(cursor, [transaction(1)]);
    cursor.freed = true;
    noteApplied(cursor, 5);
    expect(cursor).to.include({ sent: 5, acked: 5, flyingBytes: 0, freed: false });
    noteApplied(cursor, 3);
    expect(cursor.acked).to.equal(5);
  });
});
