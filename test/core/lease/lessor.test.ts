import { expect } from 'chai';
import { leaseId } from '../../../src/core/base/brands.ts';
import {
  attachChanges,
  checkLessor,
  checkpointLeases,
  createLessor,
  describeLease,
  findLease,
  grantLease,
  hasLease,
  keysOfLease,
  LEASE_TTL_MAX,
  listLeases,
  restoreAttachments,
  restoreLease,
  revokeLease,
  type AttachmentChange,
  type Lessor,
} from '../../../src/core/lease/lessor.ts';

const SEVEN = leaseId(7n);
const EIGHT = leaseId(8n);

describe('a lease', () => {
  it('is granted for at least the minimum time to live', () => {
    const lessor = createLessor();
    const granted = grantLease(lessor, { id: SEVEN, ttl: 1 });
    const record = { id: 7n, ttl: 2, remaining: null };
    expect(granted).to.deep.equal({
      ok: true,
      lease: record,
      writes: [{ type: 'put-lease', lease: record }],
    });
    expect(findLease(lessor, SEVEN)).to.deep.equal(record);
    grantLease(lessor, { id: EIGHT, ttl: 9 }, { minTtl: 15 });
    expect(findLease(lessor, EIGHT)?.ttl).to.equal(15);
  });

  it('may last nine thousand million seconds and no longer', () => {
    const lessor = createLessor();
    expect(grantLease(lessor, { id: SEVEN, ttl: LEASE_TTL_MAX }).ok).to.equal(true);
    const tooLong = grantLease(lessor, { id: EIGHT, ttl: 9_000_000_001 });
    expect(tooLong).to.deep.equal({ ok: false, refusal: 'ttl-too-large' });
    expect(hasLease(lessor, EIGHT)).to.equal(false);
  });

  it('is refused when its id is taken, or none was chosen', () => {
    const lessor = lessorWith(SEVEN);
    expect(grantLease(lessor, { id: SEVEN, ttl: 60 })).to.deep.equal({ ok: false, refusal: 'lease-exists' });
    expect(grantLease(lessor, { id: leaseId(0n), ttl: 60 })).to.deep.equal({
      ok: false,
      refusal: 'lease-not-found',
    });
    expect(findLease(lessor, SEVEN)?.ttl).to.equal(10);
  });

  it('hands its keys back in byte order when it is revoked, and is gone', () => {
    const lessor = lessorWith(SEVEN);
    attachChanges(
      lessor,
      ['b', '\xff', 'a\0', 'a'].map((key) => attached(key, SEVEN)),
    );
    expect(revokeLease(lessor, SEVEN)).to.deep.equal({
      ok: true,
      keys: ['a', 'a\0', 'b', '\xff'],
      writes: [{ type: 'delete-lease', id: 7n }],
    });
    expect(hasLease(lessor, SEVEN)).to.equal(false);
    expect(revokeLease(lessor, SEVEN)).to.deep.equal({ ok: false, refusal: 'lease-not-found' });
    checkLessor(lessor);
  });

  it('does not mind the deletes of its keys that follow its revocation, even if its id is granted again', () => {
    const lessor = lessorWith(SEVEN);
    attachChanges(lessor, [attached('a', SEVEN)]);
    revokeLease(lessor, SEVEN);
    grantLease(lessor, { id: SEVEN, ttl: 10 });
    attachChanges(lessor, [{ key: 'a', record: null, previousLease: SEVEN }]);
    checkLessor(lessor);
    expect(keysOfLease(lessor, SEVEN)).to.deep.equal([]);
  });

  it('loses a key to another lease, to a put without lease, and to a delete', () => {
    const lessor = lessorWith(SEVEN, EIGHT);
    attachChanges(
      lessor,
      ['a', 'b', 'c', 'd'].map((key) => attached(key, SEVEN)),
    );
    attachChanges(lessor, [
      attached('a', EIGHT, SEVEN),
      { key: 'b', record: { lease: null }, previousLease: SEVEN },
      { key: 'c', record: null, previousLease: SEVEN },
      attached('d', SEVEN, SEVEN),
    ]);
    checkLessor(lessor);
    expect([keysOfLease(lessor, SEVEN), keysOfLease(lessor, EIGHT)]).to.deep.equal([['d'], ['a']]);
    expect(keysOfLease(lessor, leaseId(9n))).to.deep.equal([]);
  });

  it('follows several writes of one key in one revision to the last', () => {
    const lessor = lessorWith(SEVEN, EIGHT);
    attachChanges(lessor, [
      attached('a', SEVEN),
      attached('a', EIGHT, SEVEN),
      { key: 'a', record: null, previousLease: EIGHT },
    ]);
    checkLessor(lessor);
    expect(lessor.attachments.size).to.equal(0);
  });

  it('remembers its time left at a checkpoint, and forgets it at one of 0 seconds', () => {
    const lessor = lessorWith(SEVEN);
    const writes = checkpointLeases(lessor, [
      { id: SEVEN, seconds: 4 },
      { id: EIGHT, seconds: 4 },
    ]);
    expect(writes).to.deep.equal([{ type: 'put-lease', lease: { id: 7n, ttl: 10, remaining: 4 } }]);
    expect(describeLease(lessor.leases.get(SEVEN)!)).to.equal(
      'lease 7: 10 s, 4 s left at the last checkpoint, 0 keys',
    );
    checkpointLeases(lessor, [{ id: SEVEN, seconds: 0 }]);
    expect(findLease(lessor, SEVEN)?.remaining).to.equal(null);
  });

  it('is listed by id on every member', () => {
    const lessor = lessorWith(EIGHT, SEVEN, leaseId(0x7fff_ffff_ffff_ffffn));
    expect(listLeases(lessor).map(({ id }) => id)).to.deep.equal([7n, 8n, 0x7fff_ffff_ffff_ffffn]);
  });
});

describe('a restart of the lessor', () => {
  it('attaches to each key the lease its last record names', () => {
    const lessor = createLessor();
    for (const id of [SEVEN, EIGHT]) restoreLease(lessor, { id, ttl: 10, remaining: null });
    const put = (key: string, lease: bigint | null) => ({
      key,
      put: { lease: lease === null ? null : leaseId(lease) },
    });
    restoreAttachments(lessor, [put('a', 7n), put('b', 7n), put('c', 7n), put('d', 7n)]);
    restoreAttachments(lessor, [
      put('a', 8n),
      put('b', null),
      { key: 'c', put: null },
      put('d', 7n),
      put('e', 8n),
    ]);
    checkLessor(lessor);
    expect([keysOfLease(lessor, SEVEN), keysOfLease(lessor, EIGHT)]).to.deep.equal([['d'], ['a', 'e']]);
  });

  it('passes over old records that name a lease that has ended since', () => {
    const lessor = createLessor();
    restoreLease(lessor, { id: SEVEN, ttl: 10, remaining: null });
    restoreAttachments(lessor, [
      { key: 'a', put: { lease: SEVEN } },
      { key: 'a', put: { lease: EIGHT } },
      { key: 'a', put: null },
    ]);
    checkLessor(lessor);
    expect(lessor.attachments.size).to.equal(0);
  });
});

function lessorWith(...ids: readonly ReturnType<typeof leaseId>[]): Lessor {
  const lessor = createLessor();
  for (const id of ids) grantLease(lessor, { id, ttl: 10 });
  return lessor;
}

function attached(
  key: string,
  lease: AttachmentChange['previousLease'],
  previousLease: AttachmentChange['previousLease'] = null,
): AttachmentChange {
  return { key, record: { lease }, previousLease };
}
