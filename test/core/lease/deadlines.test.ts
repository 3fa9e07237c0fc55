import { expect } from 'chai';
import { leaseId } from '../../../src/core/base/brands.ts';
import {
  byExpiry,
  CHECKPOINT_INTERVAL_MS,
  checkpointCleared,
  checkpointsDue,
  createDeadlines,
  demote,
  describeDeadline,
  expired,
  EXPIRY_RETRY_MS,
  forget,
  granted,
  promote,
  remainingSeconds,
  renew,
  type Deadlines,
} from '../../../src/core/lease/deadlines.ts';
import type { LeaseRecord } from '../../../src/core/lease/types.ts';

const HOUR = 3_600;
const ALL = 1_000;

describe('the deadline of a lease', () => {
  it('passes its time to live after the grant, not a moment earlier', () => {
    const deadlines = leading();
    granted(deadlines, lease(1, 10), 5_000);
    expect(expired(deadlines, 14_999, ALL)).to.deep.equal([]);
    expect(expired(deadlines, 15_000, ALL)).to.deep.equal([1n]);
  });

  it('moves with every renewal', () => {
    const deadlines = leading(lease(1, 10));
    expect(renew(deadlines, leaseId(1n), 9_000)).to.deep.equal({ ttl: 10, clear: null });
    expect(expired(deadlines, 10_000, ALL)).to.deep.equal([]);
    expect(expired(deadlines, 18_999, ALL)).to.deep.equal([]);
    expect(remainingSeconds(deadlines, leaseId(1n), 10_500)).to.equal(8);
    expect(expired(deadlines, 19_000, ALL)).to.deep.equal([1n]);
  });

  it('once passed is not moved any more: the revocation may be on the way', () => {
    const deadlines = leading(lease(1, 10));
    expect(renew(deadlines, leaseId(1n), 10_000)).to.equal(null);
    expect(expired(deadlines, 10_000, ALL)).to.deep.equal([1n]);
    expect(renew(deadlines, leaseId(1n), 10_001)).to.equal(null);
    expect(remainingSeconds(deadlines, leaseId(1n), 12_000)).to.equal(-2);
  });

  it('passed, is told again after a while until the revocation is applied', () => {
    const deadlines = leading(lease(1, 10));
    expect(expired(deadlines, 10_000, ALL)).to.deep.equal([1n]);
    expect(expired(deadlines, 10_000 + EXPIRY_RETRY_MS - 1, ALL)).to.deep.equal([]);
    expect(expired(deadlines, 10_000 + EXPIRY_RETRY_MS, ALL)).to.deep.equal([1n]);
    forget(deadlines, leaseId(1n));
    expect(expired(deadlines, 1e9, ALL)).to.deep.equal([]);
  });

  it('is told for no more leases in a round than asked for, soonest first', () => {
    const deadlines = leading(...[9, 5, 7, 6, 8].map((ttl) => lease(ttl, ttl)));
    expect(expired(deadlines, 20_000, 3)).to.deep.equal([5n, 6n, 7n]);
    expect(expired(deadlines, 20_000, 3)).to.deep.equal([8n, 9n]);
    expect(expired(deadlines, 20_000, 3)).to.deep.equal([]);
  });

  it('is unknown for leases that are unknown, and on members that do not lead', () => {
    const deadlines = createDeadlines();
    granted(deadlines, lease(1, 10), 0);
    expect(renew(deadlines, leaseId(1n), 0)).to.equal(null);
    expect(remainingSeconds(deadlines, leaseId(1n), 0)).to.equal(null);
    promote(deadlines, [lease(1, 10)], 0);
    expect(renew(deadlines, leaseId(2n), 0)).to.equal(null);
    demote(deadlines);
    expect(renew(deadlines, leaseId(1n), 0)).to.equal(null);
    expect(expired(deadlines, 1e9, ALL)).to.deep.equal([]);
  });

  it('leaves nothing behind when long leases come and go', () => {
    const deadlines = leading();
    for (let i = 1; i <= 1_000; i++) {
      granted(deadlines, lease(i, 9_000_000_000), i);
      forget(deadlines, leaseId(BigInt(i)));
    }
    expect([deadlines.expiries.items, deadlines.checkpoints.items, deadlines.leases.size]).to.deep.equal([
      [],
      [],
      0,
    ]);
  });

  it('orders the list of leases by what ends first', () => {
    const leases = [lease(1, 30), lease(2, 10), lease(3, 20)];
    const deadlines = leading(...leases);
    const unknown = lease(4, 1);
    expect(byExpiry(deadlines, [unknown, ...leases]).map(({ id }) => id)).to.deep.equal([2n, 3n, 1n, 4n]);
    expect(byExpiry(createDeadlines(), leases)).to.deep.equal(leases);
  });

  it('is told in one line', () => {
    const deadlines = leading(lease(0x2a, 10));
    expect(describeDeadline(deadlines.leases.get(leaseId(0x2an))!, 3_500)).to.equal(
      'lease 2a: 6 of 10 s left',
    );
  });
});

describe('a new leader', () => {
  it('gives every lease its full time, or what its last checkpoint left, and its extension on top', () => {
    const deadlines = createDeadlines();
    promote(deadlines, [lease(1, 10), lease(2, HOUR, 100)], 1_000, 500);
    expect(remainingSeconds(deadlines, leaseId(1n), 1_500)).to.equal(10);
    expect(remainingSeconds(deadlines, leaseId(2n), 1_500)).to.equal(100);
  });

  it('forgets what it knew of an earlier time as a leader', () => {
    const deadlines = leading(lease(1, 10), lease(2, 10));
    promote(deadlines, [lease(2, 10)], 9_000);
    expect(expired(deadlines, 18_999, ALL)).to.deep.equal([]);
    expect(expired(deadlines, 19_000, ALL)).to.deep.equal([2n]);
  });
});

describe('a checkpoint', () => {
  it('is due every five minutes for leases that last longer, with the seconds left rounded up', () => {
    const deadlines = leading(lease(1, HOUR), lease(2, 300));
    expect(checkpointsDue(deadlines, CHECKPOINT_INTERVAL_MS - 1, ALL)).to.deep.equal([]);
    expect(checkpointsDue(deadlines, CHECKPOINT_INTERVAL_MS + 1, ALL)).to.deep.equal([
      { id: 1n, seconds: HOUR - 300 },
    ]);
    expect(checkpointsDue(deadlines, CHECKPOINT_INTERVAL_MS + 2, ALL)).to.deep.equal([]);
    expect(checkpointsDue(deadlines, 2 * CHECKPOINT_INTERVAL_MS + 1, ALL)).to.deep.equal([
      { id: 1n, seconds: HOUR - 600 },
    ]);
  });

  it('is not needed by a lease with its full time left, nor wanted of one that is over', () => {
    const deadlines = leading(lease(1, HOUR), lease(2, 301));
    renew(deadlines, leaseId(1n), CHECKPOINT_INTERVAL_MS);
    expect(checkpointsDue(deadlines, CHECKPOINT_INTERVAL_MS, ALL)).to.deep.equal([{ id: 2n, seconds: 1 }]);
    expect(checkpointsDue(deadlines, 2 * CHECKPOINT_INTERVAL_MS, ALL)).to.deep.equal([
      { id: 1n, seconds: HOUR - 300 },
    ]);
  });

  it('comes for no more leases in a round than asked for', () => {
    const deadlines = leading(...[1, 2, 3].map((id) => lease(id, HOUR)));
    expect(checkpointsDue(deadlines, 400_000, 2)).to.have.length(2);
    expect(checkpointsDue(deadlines, 400_000, 2)).to.have.length(1);
  });

  it('must be cleared before a renewal is answered, or a successor would give less than was promised', () => {
    const deadlines = leading(lease(1, HOUR));
    checkpointsDue(deadlines, CHECKPOINT_INTERVAL_MS, ALL);
    const renewal = renew(deadlines, leaseId(1n), 400_000);
    expect(renewal).to.deep.equal({ ttl: HOUR, clear: 2 });
    checkpointCleared(deadlines, leaseId(1n), 2);
    expect(renew(deadlines, leaseId(1n), 400_001)).to.deep.equal({ ttl: HOUR, clear: null });
  });

  it('handed out while an older one was being cleared, must be cleared itself', () => {
    const deadlines = leading(lease(1, HOUR, 1_000));
    const renewal = renew(deadlines, leaseId(1n), 100_000);
    expect(renewal).to.deep.equal({ ttl: HOUR, clear: 1 });
    expect(checkpointsDue(deadlines, CHECKPOINT_INTERVAL_MS, ALL)).to.deep.equal([
      { id: 1n, seconds: HOUR - 200 },
    ]);
    checkpointCleared(deadlines, leaseId(1n), 1);
    expect(renew(deadlines, leaseId(1n), 300_001)).to.deep.equal({ ttl: HOUR, clear: 2 });
  });

  it('is taken back in its turn when a renewed lease still has an old one on record', () => {
    const deadlines = leading(lease(1, HOUR, 1_000));
    renew(deadlines, leaseId(1n), CHECKPOINT_INTERVAL_MS);
    expect(checkpointsDue(deadlines, CHECKPOINT_INTERVAL_MS, ALL)).to.deep.equal([{ id: 1n, seconds: 0 }]);
  });
});

function leading(...leases: LeaseRecord[]): Deadlines {
  const deadlines = createDeadlines();
  promote(deadlines, leases, 0);
  return deadlines;
}

function lease(id: number, ttl: number, remaining: number | null = null): LeaseRecord {
  return { id: leaseId(BigInt(id)), ttl, remaining };
}
