import { expect } from 'chai';
import { fromKeyValue } from './support/generated-response.ts';
import { longOf, unsignedLongOf, unsignedLongOfId } from '../../src/codec/etcd-scalars.ts';
import { rangeEndBytes, rangeKvsBytes, rangeResponseBytes } from '../../src/codec/range-response.ts';
import { headerField, ResponseHeaders } from '../../src/codec/response-header.ts';
import { leaseId } from '../../src/core/base/brands.ts';
import { concatBytes, NO_BYTES } from '../../src/core/base/bytes.ts';
import type { KeyValue, RangeResult } from '../../src/core/mvcc/types.ts';
import { etcdserverpb as pb } from '../../src/gen/etcd.js';

const HEADER = { clusterId: 0xffff_ffff_ffff_fff1n, memberId: 5n, revision: 2 ** 40, term: 300 };
const FIELD = headerField(HEADER);
/** Where an encoded number grows by a byte, or a 32-bit operation would cut it. */
const COUNTERS = [1, 127, 128, 16_383, 16_384, 2 ** 21, 2 ** 28, 2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 53 - 1];
const LEASES = [null, 1n, 127n, 128n, 2n ** 63n - 1n, 2n ** 64n - 1n];
const VALUES = [0, 1, 127, 128, 5_000];

const kvs: readonly KeyValue[] = COUNTERS.flatMap((counter, i) =>
  LEASES.map((lease, j) => ({
    key: `k\0\xff${'/'.repeat(30 * i)}`,
    ...{ createRevision: counter, modRevision: COUNTERS[j] ?? 1, version: counter },
    lease: lease === null ? null : leaseId(lease),
    value: new Uint8Array(VALUES[(i + j) % VALUES.length] ?? 0).fill(0xab),
  })),
);

describe('codec/range-response', () => {
  it('writes what the generated encoder writes, for every length that a field may have', () => {
    for (const kv of kvs) same({ kvs: [kv], more: true, count: 1 });
    for (const count of [0, ...COUNTERS]) same({ kvs, more: count % 2 === 0, count });
  });

  it('writes an answer without keys as its header and count', () => {
    same({ kvs: [], more: false, count: 0 });
    same({ kvs: [], more: false, count: 7 });
  });

  it('is the same in pieces laid side by side', () => {
    const pieces = [
      rangeKvsBytes(FIELD, kvs.slice(0, 9)),
      rangeKvsBytes(NO_BYTES, kvs.slice(9)),
      rangeEndBytes(true, 99),
    ];
    expect(hexOf(concatBytes(pieces))).to.equal(
      hexOf(rangeResponseBytes(FIELD, { kvs, more: true, count: 99 })),
    );
  });

  it('has a header that follows the revision and the term, and is made anew only when they change', () => {
    const headers = new ResponseHeaders(HEADER.clusterId, HEADER.memberId);
    const first = headers.at(7, 2);
    expect(headers.at(7, 2)).to.equal(first);
    for (const [revision, term] of [
      [8, 2],
      [8, 3],
      [7, 2],
    ] as const)
      expect(hexOf(headers.at(revision, term))).to.equal(hexOf(headerField({ ...HEADER, revision, term })));
  });
});

function same(result: RangeResult): void {
  const header = {
    ...{ cluster_id: unsignedLongOfId(HEADER.clusterId), member_id: unsignedLongOfId(HEADER.memberId) },
    ...{ revision: longOf(HEADER.revision), raft_term: unsignedLongOf(HEADER.term) },
  };
  const { more, count } = result;
  const message = { header, kvs: result.kvs.map(fromKeyValue), more, count: longOf(count) };
  expect(hexOf(rangeResponseBytes(FIELD, result))).to.equal(hexOf(pb.RangeResponse.encode(message).finish()));
}

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
