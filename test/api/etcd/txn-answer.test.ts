import { expect } from 'chai';
import { TxnAnswer } from '../../../src/api/etcd/txn-answer.ts';
import { txnResponse } from '../../codec/support/generated-response.ts';
import { longOf } from '../../../src/codec/etcd-scalars.ts';
import { headerField } from '../../../src/codec/response-header.ts';
import type { KeyValue, RangeResult } from '../../../src/core/mvcc/types.ts';
import { etcdserverpb as pb } from '../../../src/gen/etcd.js';
import { FakeClock } from '../support/fake-clock.ts';

const REVISION = 300;
const HEADER = headerField({ clusterId: 0n, memberId: 0n, revision: REVISION, term: 0 });

const kv = (key: string, bytes: number): KeyValue => ({
  ...{ key, createRevision: 2, modRevision: 3, version: 2, lease: null },
  value: new Uint8Array(bytes).fill(7),
});

const RANGES: readonly RangeResult[] = [
  { kvs: [], more: false, count: 0 },
  { kvs: [kv('a', 0), kv('b', 1)], more: true, count: 200 },
  { kvs: [kv('c', 20_000)], more: false, count: 1 },
];

describe('api/etcd/txn-answer', () => {
  it('is what the generated encoder makes of the whole, in however many pieces its keys came', () => {
    for (const succeeded of [true, false]) {
      for (const ranges of [[], RANGES.slice(0, 1), RANGES, [...RANGES, ...RANGES]]) {
        const results = ranges.map((result) => ({ type: 'range' as const, result }));
        const message = txnResponse({ revision: longOf(REVISION) }, { succeeded, results }, REVISION);
        const expected = Buffer.from(pb.TxnResponse.encode(message).finish()).toString('hex');
        expect(answered(succeeded, ranges), `${succeeded}, ${ranges.length}`).to.equal(expected);
      }
    }
  });
});

function answered(succeeded: boolean, ranges: readonly RangeResult[]): string {
  const answer = new TxnAnswer();
  answer.begin(HEADER, REVISION - 1, !succeeded);
  answer.take([kv('void', 5)]);
  answer.begin(HEADER, REVISION, succeeded);
  for (const { kvs, more, count } of ranges) {
    for (const each of kvs) answer.take([each]);
    answer.rangeEnd(more, count);
  }
  let bytes = new Uint8Array(0);
  answer.end(new FakeClock(), (whole) => (bytes = new Uint8Array(whole)));
  return Buffer.from(bytes).toString('hex');
}
